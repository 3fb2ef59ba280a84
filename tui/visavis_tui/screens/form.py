"""A few lines to fill in, with what follows from them shown as they are typed; nothing happens before Enter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from visavis.errors import VisavisError
from visavis.journal import Decision
from visavis_tui import paint
from visavis_tui.keys import KEYS
from visavis_tui.present import displayable
from visavis_tui.screens.sheet import Scrolling, bound

_LONGEST = 500  # characters of an answer
_PADDING = 2

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line to fill in."""

    name: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for, and what is made of the answers.

    `made` raises ValueError or a VisavisError, whose words are shown, where an answer will not do; `shown` are the
    lines below, for answers that may not do yet.
    """

    title: str
    entries: tuple[Entry, ...]
    made: Callable[[Values], Sequence[Decision]]
    shown: Callable[[Values, int], Sequence[Content]] = lambda _values, _width: ()


class FormScreen(Screen[Sequence[Decision]], inherit_bindings=False):
    """Fills in a form; the result are the decisions that were made, none where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = bound("form")

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form

    def compose(self) -> ComposeResult:
        """Title, entries, what follows, what is wrong, and the keys."""
        yield Static(paint.plain(self._form.title, "bold"), classes="sheet-title")
        with Vertical(classes="form-entries"):
            for entry in self._form.entries:
                with Horizontal():
                    yield Static(paint.plain(entry.name))
                    yield Input(
                        displayable(entry.value), entry.hint, max_length=_LONGEST, compact=True, select_on_focus=False
                    )
        with Scrolling():
            yield Static(classes="sheet-text")
        yield Static(classes="sheet-word")
        yield Static(classes="sheet-keys")

    def on_mount(self) -> None:
        """Begin in the first line."""
        self.set_focus(self._boxes[0])
        self.call_after_refresh(self.draw)

    def on_resize(self) -> None:
        """What follows is laid out anew."""
        self.draw()

    def draw(self) -> None:
        """Show what follows from the answers, and what is wrong with them."""
        width = max(1, self.size.width - _PADDING)
        if not self.query(".sheet-keys"):
            return
        self.query_one(".sheet-text", Static).update(Content("\n").join(self._form.shown(self.values, width)))
        self.query_one(".sheet-word", Static).update(paint.plain(self._problem(), "bold"))
        self.query_one(".sheet-keys", Static).update(paint.footer(getattr(self.app, "keys", KEYS), "form", width))

    @property
    def values(self) -> Values:
        """The answers, without blanks around them."""
        names = (entry.name for entry in self._form.entries)
        return {name: box.value.strip() for name, box in zip(names, self._boxes, strict=True)}

    @property
    def _boxes(self) -> list[Input]:
        return list(self.query(Input))

    def _problem(self) -> str:
        try:
            self._form.made(self.values)
        except (ValueError, VisavisError) as error:
            return str(error)
        return ""

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        safe = displayable(event.value)
        if safe != event.value:
            event.input.value = safe  # a paste can bring anything; this comes back as another change
        else:
            self.draw()

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another line."""
        boxes = self._boxes
        at = boxes.index(self.focused) if isinstance(self.focused, Input) else 0
        self.set_focus(boxes[(at + by) % len(boxes)])

    def action_submit(self) -> None:
        """Done, if nothing is wrong."""
        if not self._problem():
            self.dismiss(self._form.made(self.values))

    def action_cancel(self) -> None:
        """Nothing is changed."""
        self.dismiss(())
