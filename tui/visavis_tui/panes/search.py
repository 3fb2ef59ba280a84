"""The line in which a search is typed; it says what is typed, the app decides what that finds."""

from textual import events, on
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

    def on_mount(self) -> None:
        """Hidden at first."""
        self.display = False

    def compose(self) -> ComposeResult:
        """The prompt and the input."""
        yield Static(paint.plain("/", "bold"))
        yield Input(placeholder=_HINT, max_length=_LONGEST, compact=True)

    @property
    def is_open(self) -> bool:
        """Whether a search is being typed."""
        return self.display

    def open(self, text: str) -> None:
        """Begin with the search there is."""
        box = self.query_one(Input)
        with self.prevent(Input.Changed):
            box.value = text
        self.display = True  # at once, unlike a class: letters typed ahead belong here
        self.screen.set_focus(box)

    def close(self) -> None:
        """Hide."""
        self.display = False

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def take(self, key: events.Key) -> bool:
        """Type a key at once, so that the one behind it finds it done; False where it types nothing."""
        box = self.query_one(Input)
        if key.key == "backspace":
            box.action_delete_left()
        elif key.is_printable and key.character:
            box.insert_text_at_cursor(displayable(key.character))
        else:
            return False
        return True

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        safe = displayable(event.value)
        if safe == event.value:
            self.post_message(Searched(safe))
        else:
            event.input.value = safe  # a paste can bring anything; this comes back as another change
