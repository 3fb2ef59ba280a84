"""The desk: what the screen is made of, its life, and which keys act. Open it with `run`."""

import gc
import os
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from visavis.database.lists import StoreReader
from visavis.errors import VisavisError
from visavis_tui import crash, notices, paint
from visavis_tui.address import named
from visavis_tui.desk.commanding import Commanding
from visavis_tui.desk.judging import Judging
from visavis_tui.desk.moving import Moving
from visavis_tui.desk.showing import Showing
from visavis_tui.jobs import Jobs
from visavis_tui.keys import DESK, KEYS, Key
from visavis_tui.memory import Memory, Saved
from visavis_tui.opening import opened
from visavis_tui.own_keys import own_keys
from visavis_tui.panes.actors import ActorsPane
from visavis_tui.panes.events import EventsPane
from visavis_tui.panes.reading import ReadingPane
from visavis_tui.panes.search import SearchLine
from visavis_tui.panes.sources import SourcesPane
from visavis_tui.screens.help import HelpScreen
from visavis_tui.screens.sheet import bound
from visavis_tui.seen import Seen
from visavis_tui.state import View
from visavis_tui.talk import say

MOUSE_VARIABLE = "VISAVIS_MOUSE"  # set: take the mouse, which the terminal then no longer has for selecting text
_WITHOUT_STORE = {"quit", "help", "help_quit"}
_WHILE_SEARCHING = {"enter", "clear", "help_quit"}


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen without keys of its own."""


class DeskApp(Moving, Commanding, Judging, Showing):
    """Three lists that narrow each other, and the article that says so."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    # With priority, so that keys typed ahead on a slow line act one after the other, whatever has the focus by then.
    BINDINGS: ClassVar[list[BindingType]] = bound(*DESK)

    def __init__(
        self,
        directory: Path,
        memory: Memory | None = None,
        keys: tuple[Key, ...] = KEYS,
        greeting: str = "",
        view: View | None = None,
    ) -> None:
        """A desk on a store; `greeting` is said once it is open, `view` is where it opens, its rows called by numbers."""
        super().__init__(directory, keys)
        self._memory, self._greeting, self._opens_at = memory, greeting, view
        self.seen = Seen(directory) if memory else None

    def get_default_screen(self) -> DeskScreen:
        """The screen that everything stands on."""
        return DeskScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Header, lists and article, status, search and footer."""
        yield Static(id="page")
        yield Static(id="header")
        yield Static(id="tabs")
        yield Static(id="chips")
        with Horizontal(id="desk"):
            with Container(id="lists"):
                yield ActorsPane()
                yield EventsPane()
                yield SourcesPane()
            yield ReadingPane()
        yield Static(id="notice")
        yield Static(id="status")
        yield SearchLine()
        yield Static(id="footer")

    # --- life --------------------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Paint first, then open the store."""
        self.heed_signals()
        usual = {key.name: key.keys for key in KEYS}  # a keymap is gone through at every key, so only what differs
        self.set_keymap({key.name: key.keys for key in self.keys if usual[key.name] != key.keys})
        saved = self._memory.recall() if self._memory else None
        if saved is not None:
            self.desk.restore(saved.view, saved.history)
            self.desk.marks.update(saved.marks)
            for name, titles in saved.columns.items():
                self.lists[name].arranged = titles
        if saved is not None and saved.page and self._opens_at is None:
            self.screen.add_class("-page")
            self._put("page", paint.lines([*saved.page, f"opening {self.directory} ..."]))
        self._put("header", paint.plain(f"visavis: opening {self.directory} ..."))
        self.call_after_refresh(self._open)

    def remember(self) -> None:
        """Keep where we are, and the page that is to be seen."""
        if self._memory is None or self.jobs is None:
            return
        lists_page = self.lists[self.desk.view.pane].lines.texts()
        around = {line: self._put_before.get(line, Content("")).plain for line in ("header", "tabs")}
        page = [*around["header"].split("\n"), around["tabs"], *lists_page]
        columns = {name: pane.arranged for name, pane in self.lists.items() if pane.arranged}
        self._memory.save(Saved(self.desk.view, self.desk.history, tuple(page), self.desk.marks, columns))

    @work(thread=True)
    def _open(self) -> None:
        reader, problem = opened(self.directory)
        if reader is not None and self._opens_at is not None:
            try:
                self.desk.turn_to(named(reader, self._opens_at))
            except VisavisError as error:
                self._greeting = str(error)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._opened, reader, problem)

    def _opened(self, reader: StoreReader | None, problem: list[str]) -> None:
        gc.freeze()  # what is there now stays: the collector need not go through it again at every few keys
        self._reader = reader
        if problem:
            self._notice(problem)
        elif reader is not None:
            self.jobs = Jobs(reader, self.call_later, lambda error: self._notice([str(error)]))
            if self.seen is not None:
                self.jobs.ask("news at the start", self.seen.news_at_the_start, self._announce)
        self._draw()
        if self._greeting:
            self._say(self._greeting)

    def on_unmount(self) -> None:
        """Let the store go; what was decided is written first."""
        self.close_editor()
        self._close()

    def _close(self) -> None:
        if self.jobs is not None:
            self.jobs.close()
        if self._reader is not None:
            self._reader.close()
        self.jobs = self._reader = None

    def _notice(self, texts: list[str]) -> None:
        """Say what is wrong and what to do, in place of the desk."""
        self._close()
        self.screen.remove_class("-page")
        self.screen.add_class("-notice")
        self._put("header", paint.plain("visavis", "bold"))
        self._put("notice", paint.lines([*texts, "", "q quits."]))

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Which keys act: none behind the help; with a search being typed or without a store, only a few."""
        if len(self.screen_stack) > 1:
            return False
        if self._reader is None:
            return action in _WITHOUT_STORE
        return action in _WHILE_SEARCHING or not self.search_line.is_open

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen(self.keys, self.where))

    def action_help_quit(self) -> None:
        """Ctrl-c: say how to leave, rather than leave by a slip."""
        self._say("q quits.")


def run(directory: Path, view: View | None = None) -> None:
    """Open the desk on the store in `directory`, at a view; raises VisavisError on a terminal that cannot show it.

    Ends the process with 128 and the number of the signal where a signal ended the desk.
    """
    problem = notices.refusal(os.environ)
    if problem:
        raise VisavisError(problem)
    keys, wrong_with_them = own_keys()
    app = DeskApp(directory, Memory(directory), keys, wrong_with_them, view)
    app.run(mouse=MOUSE_VARIABLE in os.environ)
    if app.deciding:
        say("visavis: the last decision is on its way into the facts ...")
    if app.crash is not None:
        crash.tell(app.crash)
    if app.return_code:
        raise SystemExit(app.return_code)
