"""The page of `Q`: the list in use as SQL that anybody can run, and the address at which the view is found again."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import work
from textual.binding import BindingType
from textual.content import Content

from visavis_tui import paint
from visavis_tui.clipboard import copied
from visavis_tui.columns import wrapped
from visavis_tui.keys import Where
from visavis_tui.screens.sheet import Sheet, bound


class QueryScreen(Sheet, inherit_bindings=False):
    """A statement and an address, as text to read and to copy."""

    PLACE: ClassVar[Where] = "query"
    BINDINGS: ClassVar[list[BindingType]] = bound("query", "pages", "any page")

    def __init__(self, sql: str, address: str) -> None:
        super().__init__()
        self.sql, self.address = sql, address

    def title_line(self) -> Content:
        """What this page is."""
        return paint.plain("Where this view is found again, and what it asks of the store", "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """How to come back here, then the statement."""
        texts = [
            "The address of this view, on a command line:",
            f"    visavis {shell_word(self.address)}",
            "",
            "The list as a statement for visavis sql:",
            "",
            *self.sql.split("\n"),
        ]
        return [paint.plain(text[start:end]) for text in texts for start, end in wrapped(text, width)]

    @work(thread=True)
    def action_take(self, what: Literal["sql", "address"]) -> None:
        """Copy one of them; tmux may take a moment."""
        text = self.sql if what == "sql" else self.address
        word = copied(text, lambda words: self.app.call_from_thread(self.app.copy_to_clipboard, words))
        self.app.call_from_thread(self.say, word)


def shell_word(text: str) -> str:
    """A text as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"
