"""The line in which a search is typed; it says what is typed, the app decides what that finds."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from visavis_tui import paint
from visavis_tui.messages import Searched
from visavis_tui.present import displayable

_LONGEST = 100
_HINT = "words in any order, with or without accents; Enter keeps, Esc clears"


class SearchLine(Horizontal):
    """A slash and an input; hidden unless open."""

    def compose(self) -> ComposeResult:
        """The prompt and the input."""
        yield Static(paint.plain("/", "bold"))
        yield Input(placeholder=_HINT, max_length=_LONGEST, compact=True)

    @property
    def is_open(self) -> bool:
        """Whether a search is being typed."""
        return self.has_class("-open")

    def open(self, text: str) -> None:
        """Begin with the search there is."""
        box = self.query_one(Input)
        with self.prevent(Input.Changed):
            box.value = text
        self.add_class("-open")
        self.screen.set_focus(box)  # at once, not when the queue comes to it: letters typed ahead belong here

    def close(self) -> None:
        """Hide."""
        self.remove_class("-open")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        safe = displayable(event.value)
        if safe == event.value:
            self.post_message(Searched(safe))
        else:
            event.input.value = safe  # a paste can bring anything; this comes back as another change
