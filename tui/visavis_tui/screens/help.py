"""The help screen: the keys of the place it was called from, then all others."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from visavis_tui import paint
from visavis_tui.keys import Key, Where


class HelpScreen(ModalScreen[None]):
    """Made from the table of keys; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,backspace,enter", "close", "close", show=False, priority=True),
        Binding("j,down", "scroll(1)", "down", show=False, priority=True),
        Binding("k,up", "scroll(-1)", "up", show=False, priority=True),
        Binding("pagedown,ctrl+d,space", "scroll(20)", "down", show=False, priority=True),
        Binding("pageup,ctrl+u", "scroll(-20)", "up", show=False, priority=True),
        Binding("g,home", "scroll(-10000)", "first", show=False, priority=True),
        Binding("G,end", "scroll(10000)", "last", show=False, priority=True),
    ]

    def __init__(self, keys: Sequence[Key], where: Where) -> None:
        super().__init__()
        self._keys, self._where = keys, where

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(id="help"):
            yield Static(paint.help_text(self._keys, self._where))

    def action_close(self) -> None:
        """Back to the desk."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Move by lines."""
        self.query_one("#help").scroll_relative(y=lines, animate=False)
