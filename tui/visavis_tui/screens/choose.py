"""A list to choose from by typing: filters and their values, pairs of countries, marks, commands, columns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from visavis.database.folding import fold
from visavis_tui import paint
from visavis_tui.columns import Column, fit
from visavis_tui.lines import Lines, Runs
from visavis_tui.present import displayable, one_line

_LONGEST = 200
_COLUMNS = (Column("", least=16, most=60), Column("", least=1, share=1))
_MOVES = {"up": -1, "ctrl+p": -1, "down": 1, "ctrl+n": 1, "pageup": -1, "pagedown": 1}  # rows, or pages
_HINT = "type to find; Enter takes it, Esc leaves, ↑ ↓ move"


@dataclass(frozen=True, slots=True)
class Option:
    """One line to choose; texts as stored, they are made displayable here."""

    value: Any  # what choosing it gives
    label: str
    detail: str = ""


Then = Callable[[Sequence[Option]], None]
Ask = Callable[[str, Then], None]  # finds the options for what was typed, now or later
Effect = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be chosen; `then` gets the value of the option, and gives the next question or what is to be done."""

    title: str
    ask: Ask
    then: "Callable[[Any], Question | Effect]"
    text: str = ""  # typed already


def among(options: Sequence[Option]) -> Ask:
    """Options that are all here: typing leaves those that hold all words, however accented."""
    folded = [(fold(f"{option.label} {option.detail}"), option) for option in options]

    def ask(text: str, then: Then) -> None:
        words = fold(text).split()
        then([option for held, option in folded if all(word in held for word in words)])

    return ask


class ChooseScreen(ModalScreen[None]):
    """A line to type in and the options that it leaves; Enter takes the one under the cursor, Escape none.

    Keys act one after the other, however fast they come: those behind an Enter wait for what it chooses.
    """

    AUTO_FOCUS = ""

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question, self._text = question, question.text
        self._options: Sequence[Option] = ()
        self._answered: str | None = None  # what was typed when the options were found
        self._waiting: list[events.Key] = []  # from an Enter on that came before its options
        self._done = False
        self._widths: tuple[int, ...] = (1, 0)

    def compose(self) -> ComposeResult:
        """A title, the line to type in, the options."""
        with Vertical(id="choose"):
            yield Static(classes="title")
            yield Static(classes="typed")
            yield Lines()

    def on_mount(self) -> None:
        """Ask for the options of what is typed already."""
        self._look()

    def on_resize(self, _event: events.Resize) -> None:
        """Lay the options out anew."""
        self.call_after_refresh(self._draw)

    # --- options -----------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        question, text = self._question, self._text
        self._answered = None
        question.ask(text, lambda options: self._found(question, text, options))
        self._draw()

    def _found(self, question: Question, text: str, options: Sequence[Option]) -> None:
        if self._done or (question, text) != (self._question, self._text):
            return
        self._options, self._answered = options, text
        self._draw()
        self._lines.point(0)
        waiting, self._waiting = self._waiting, []
        for key in waiting:
            self.on_key(key)

    def _draw(self) -> None:
        typed = displayable(self._text) if self._text else ""
        line = Content.assemble(("> ", "bold"), typed, ("█", ""), "" if typed else (f" {_HINT}", "dim"))
        self.query_one(".title", Static).update(paint.plain(self._question.title, "bold"))
        self.query_one(".typed", Static).update(line)
        cells = [self._cells(option) for option in self._options]
        self._widths = fit(_COLUMNS, cells, self._lines.size.width)
        header = "searching …" if self._answered is None else "" if cells else "Nothing like this."
        self._lines.fill(((header, ""),), self._line, len(cells))

    def _line(self, at: int) -> Runs:
        return paint.row(self._cells(self._options[at]), self._widths)

    def _cells(self, option: Option) -> tuple[str, str]:
        return one_line(option.label), one_line(option.detail)

    @property
    def _lines(self) -> Lines:
        return self.query_one(Lines)

    # --- keys --------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Type, move or choose; what comes after the last choice is for the desk."""
        event.stop()
        if self._done:
            self.app.post_message(events.Key(event.key, event.character))
        elif self._waiting:
            self._waiting.append(event)
        elif event.key in _MOVES:
            self._lines.point(self._lines.cursor + _MOVES[event.key] * (self._lines.page if "page" in event.key else 1))
        elif event.key == "enter":
            self._choose(event)
        elif event.key in ("escape", "ctrl+c"):
            self._leave(None)
        elif event.key in ("backspace", "ctrl+u"):
            self._type(self._text[:-1] if event.key == "backspace" else "")
        elif event.is_printable and event.character:
            self._type(self._text + event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Type a text at once."""
        event.stop()
        self._type(self._text + " ".join(event.text.split()))

    def _type(self, text: str) -> None:
        self._text = text[:_LONGEST]
        self._look()

    def _choose(self, event: events.Key) -> None:
        if self._answered is None:
            self._waiting.append(event)
        elif self._options:
            self._take(self._options[self._lines.cursor])

    def _take(self, option: Option) -> None:
        following = self._question.then(option.value)
        if isinstance(following, Question):
            self._question, self._text, self._options = following, following.text, ()
            self._look()
        else:
            self._leave(following)

    def _leave(self, effect: Effect | None) -> None:
        """Off the desk at once, and what was chosen done, before the next key acts."""
        self._done = True
        self.dismiss()
        if effect is not None:
            effect()

    @on(Lines.Chosen)
    def _clicked(self, message: Lines.Chosen) -> None:
        message.stop()
        self._lines.point(message.at)
        self._take(self._options[self._lines.cursor])

    @on(Lines.Scrolled)
    def _scrolled(self, message: Lines.Scrolled) -> None:
        message.stop()
        self._lines.point(self._lines.cursor + message.by)
