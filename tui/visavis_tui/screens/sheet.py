"""What the pages over the desk have in common: a title, a scrolling text laid out for its width, a word, and keys."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from visavis_tui import paint
from visavis_tui.keys import KEYS, Key, Where
from visavis_tui.screens.help import HelpScreen

_PADDING = 2  # cells left and right of every line


def bound(*places: Where) -> list[BindingType]:
    """The keys of some places, from the one table."""
    return [
        Binding(key.keys, key.action, key.label, show=False, priority=True, id=key.name)
        for key in KEYS
        if key.where in places
    ]


class Scrolling(VerticalScroll, inherit_bindings=False):
    """A scrolling text without keys of its own."""


class Sheet(Screen[None], inherit_bindings=False):
    """A page over the whole desk; a subclass says what stands on it and which keys work."""

    PLACE: ClassVar[Where] = "pages"
    BINDINGS: ClassVar[list[BindingType]] = bound("pages", "any page")
    said = ""  # what came of the last key

    def compose(self) -> ComposeResult:
        """Title, text, a word, and the keys."""
        yield Static(classes="sheet-title")
        with Scrolling():
            yield Static(classes="sheet-text")
        yield Static(classes="sheet-word")
        yield Static(classes="sheet-keys")

    # --- for the subclass --------------------------------------------------------------------------------------------

    @abstractmethod
    def title_line(self) -> Content:
        """What this page is."""

    @abstractmethod
    def laid(self, width: int) -> Sequence[Content]:
        """The lines of the text, none wider than `width` cells."""

    def word(self) -> str:
        """Something to say below the text, as long as no key has anything to say."""
        return ""

    # --- for the app -------------------------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """A word below the text."""
        self.said = text
        self.draw()

    @property
    def keys(self) -> tuple[Key, ...]:
        """The keys as this user wants them."""
        return getattr(self.app, "keys", KEYS)

    # --- drawing -----------------------------------------------------------------------------------------------------

    def draw(self, *, top: bool = False) -> None:
        """Bring the page in line with what it shows; `top`: read it from its beginning."""
        width = self.size.width - _PADDING
        if width < 1 or not self.query(Scrolling):  # an answer may come before the page is whole, or after it has gone
            return
        parts = {
            "title": self.title_line(),
            "text": Content("\n").join(self.laid(width)),
            "word": paint.plain(self.said or self.word(), "bold"),
            "keys": paint.footer(self.keys, self.PLACE, width),
        }
        for name, content in parts.items():
            self.query_one(f".sheet-{name}", Static).update(content)
        if top:
            self.scroll.scroll_to(y=0, animate=False)

    @property
    def scroll(self) -> Scrolling:
        """What moves."""
        return self.query_one(Scrolling)

    def on_mount(self) -> None:
        """Draw once there is a size."""
        self.call_after_refresh(self.draw)

    def on_resize(self, _event: events.Resize) -> None:
        """The text is laid out anew."""
        self.draw()

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """The keys of this page."""
        self.app.push_screen(HelpScreen(self.keys, self.PLACE))

    def action_close(self) -> None:
        """Back to the desk."""
        self.dismiss()

    def action_scroll(self, how: str) -> None:
        """Move the text."""
        height = max(1, self.scroll.size.height)
        ends = {"first": 0, "last": self.scroll.max_scroll_y}
        steps = {"up": -1, "down": 1, "half_up": -height // 2, "half_down": height // 2}
        target = ends[how] if how in ends else self.scroll.scroll_target_y + steps[how]
        self.scroll.scroll_to(y=target, animate=False)
