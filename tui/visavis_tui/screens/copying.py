"""What can be copied of a fact, each form as it will be pasted; where copying fails, the text is here to be selected."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from textual import work
from textual.binding import BindingType
from textual.content import Content

from visavis_tui import paint
from visavis_tui.cards import folded
from visavis_tui.citing import Citation
from visavis_tui.clipboard import copied
from visavis_tui.keys import Where, shown
from visavis_tui.screens.sheet import Sheet, bound

Form = Literal["text", "citation", "markdown", "bibtex"]
_FORMS: tuple[Form, ...] = ("text", "citation", "markdown", "bibtex")


class CopyScreen(Sheet, inherit_bindings=False):
    """Shows the forms; a key takes one."""

    PLACE: ClassVar[Where] = "copying"
    BINDINGS: ClassVar[list[BindingType]] = bound("copying", "pages", "any page")

    def __init__(self, citation: Citation) -> None:
        super().__init__()
        self._citation = citation

    def title_line(self) -> Content:
        """What to do."""
        return paint.plain("Copy: choose a form", "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """Every form with its key."""
        return [line for form in _FORMS for line in self._form_lines(form, width)]

    def _form_lines(self, form: Form, width: int) -> Iterator[Content]:
        key = next(key for key in self.keys if key.action == f"take('{form}')")
        yield paint.plain(f"{shown(key.keys)}  {key.label}", "bold")
        for line in self._as(form).split("\n"):
            yield from folded(paint.plain(line), width)
        yield Content("")

    def _as(self, form: Form) -> str:
        text: str = getattr(self._citation, form)
        return text

    def action_take(self, form: Form) -> None:
        """Copy a form; tmux may take a moment."""
        self._copy(self._as(form))

    @work(thread=True)
    def _copy(self, text: str) -> None:
        word = copied(text, lambda words: self.app.call_from_thread(self.app.copy_to_clipboard, words))
        self.app.call_from_thread(self.say, word)
