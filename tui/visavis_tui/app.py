"""The desk: composes the panes and routes between them, the state and the store. Open it with `run`."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import get_current_worker

from visavis.database import lists, queries
from visavis.database.answers import Relationship, Scope, Totals
from visavis.errors import VisavisError
from visavis_tui import crash, notices, paint
from visavis_tui.jobs import Jobs
from visavis_tui.keys import KEYS, Where
from visavis_tui.life import Living
from visavis_tui.memory import Memory
from visavis_tui.messages import Arrived, Entered, Pointed, Read, Resized, Searched
from visavis_tui.opening import opened
from visavis_tui.panes import reading as reading_pane
from visavis_tui.panes.actors import ActorsPane
from visavis_tui.panes.events import EventsPane
from visavis_tui.panes.listing import Move
from visavis_tui.panes.reading import ReadingPane
from visavis_tui.panes.search import SearchLine
from visavis_tui.panes.sources import SourcesPane
from visavis_tui.screens.help import HelpScreen
from visavis_tui.state import PANES, Area, Desk, Pane, Pick

AnyList = ActorsPane | EventsPane | SourcesPane

MOUSE_VARIABLE = "VISAVIS_MOUSE"  # set: take the mouse, which the terminal then no longer has for selecting text
_WITHOUT_STORE = {"quit", "help", "help_quit"}
_WHILE_SEARCHING = {"enter", "clear", "help_quit"}
_MOMENT = 0.03  # seconds in which an answer is on the screen with the key that asked for it
_PATIENCE = 1.0  # seconds that a key waits for what it acts on
_PADDING = 2  # cells left and right of the lines above and below the panes


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen without keys of its own."""


class DeskApp(Living):
    """Three lists that narrow each other, and the article that says so."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012
    # With priority, so that keys typed ahead on a slow line act one after the other, whatever has the focus by then.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key.keys, key.action, key.label, show=False, priority=True) for key in KEYS
    ]

    def __init__(self, directory: Path, memory: Memory | None = None) -> None:
        super().__init__()
        self.directory = directory
        self.desk = Desk()
        self._memory = memory
        self._reader: lists.StoreReader | None = None
        self.jobs: Jobs | None = None
        self._loaded: dict[Pane, tuple[Scope, str]] = {}
        self._header_for: object = None
        self._put_before: dict[str, Content] = {}
        self._heading: tuple[Relationship | None, Totals | None] = (None, None)

    def get_default_screen(self) -> DeskScreen:
        """The screen that everything stands on."""
        return DeskScreen(id="_default")

    def compose(self) -> ComposeResult:
        """Header, lists and article, status, search and footer."""
        yield Static(id="page")
        yield Static(id="header")
        yield Static(id="tabs")
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
        saved = self._memory.recall() if self._memory else None
        if saved is not None:
            self.desk.restore(saved.view, saved.history)
        if saved is not None and saved.page:
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
        self._memory.save(self.desk.view, self.desk.history, page)

    @work(thread=True)
    def _open(self) -> None:
        reader, problem = opened(self.directory)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._opened, reader, problem)

    def _opened(self, reader: lists.StoreReader | None, problem: list[str]) -> None:
        self._reader = reader
        if problem:
            self._notice(problem)
        elif reader is not None:
            self.jobs = Jobs(reader, self.call_later, lambda error: self._notice([str(error)]))
        self._draw()

    def on_unmount(self) -> None:
        """Let the store go."""
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

    # --- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self, *, lists: bool = True) -> None:
        """Bring the screen in line with the state; without `lists` only the article and the lines around the panes."""
        if self.jobs is None or self._reader is None:
            return
        if lists:
            self._renew(self._reader, self.jobs)
            self._draw_lists(self.jobs)
        self._draw_reading(self.jobs)
        self.jobs.settle([reading_pane.SLOT], _MOMENT)
        self._draw_lines()
        self._uncover()
        if lists:
            self._focus()

    def _uncover(self) -> None:
        """Take the saved page away as soon as the list in use is here."""
        if not self.lists[self.desk.view.pane].opening:
            self.screen.remove_class("-page")

    def _renew(self, reader: lists.StoreReader, jobs: Jobs) -> None:
        """Turn to the newest state of the store, if it has changed under us."""
        with suppress(VisavisError):  # the reader then stays on what it has
            if reader.refresh():
                self._loaded.clear()
                self.reading.forget()
        if not self._loaded:
            jobs.ask("heading", lambda rows: (queries.relationship(rows), queries.totals(rows)), self._headed)

    def _headed(self, heading: tuple[Relationship | None, Totals]) -> None:
        self._heading = heading
        self._draw_lines()

    def _draw_lists(self, jobs: Jobs) -> None:
        view = self.desk.view
        for name, pane in self.lists.items():
            wanted = self.desk.scope(name), view.orders.get(name, "")
            if self._loaded.get(name) != wanted:
                pane.load(jobs, *wanted, self.desk.narrowed_by(name))
                self._loaded[name] = wanted
        jobs.settle([view.pane, *PANES], _MOMENT)
        for name, pane in self.lists.items():
            pane.point(view.cursors.get(name))
            pane.mark_current(current=name == view.pane)
        self.reading.set_class(view.area == "reading", "-here")
        self.screen.set_class(view.area == "reading", "-reading")

    def _draw_reading(self, jobs: Jobs) -> None:
        view, current = self.desk.view, self.lists[self.desk.view.pane]
        if view.area == "reading" or not (self._alone or current.waiting):
            self.reading.ask(jobs, view.reading or current.picked, view.step, view.searches.get("reading", ""))

    def _draw_lines(self) -> None:
        """The lines above and below the panes."""
        self.remember_soon()
        view, width = self.desk.view, self.size.width - _PADDING
        current = self.lists[view.pane]
        tabs = paint.tabs([(name, pane.count) for name, pane in self.lists.items()], PANES.index(view.pane))
        position = self.reading.position if view.area == "reading" else current.position
        if self._header_for != (self._heading, width):
            self._header_for = self._heading, width
            self._put("header", paint.header(*self._heading, width))
        self._put("tabs", tabs + paint.narrowing(current.narrowing))
        self._put("status", paint.status(self.desk.crumbs(), position, width))
        self._put("footer", paint.footer(self.where, width))

    def _put(self, line: str, content: Content) -> None:
        """Change one of the lines around the panes; none of them has a height that depends on what it says."""
        if line == "notice" or self._put_before.get(line) != content:
            self._put_before[line] = content
            self.query_one(f"#{line}", Static).update(content, layout=line == "notice")

    def _say(self, text: str) -> None:
        """A word in the status line, until the next key."""
        self._put("status", paint.plain(text, "bold"))

    def _focus(self) -> None:
        if not self.search_line.is_open:
            area = self.desk.view.area
            focused = self.reading.scroll if area == "reading" else self.lists[area].lines
            self.screen.set_focus(focused, scroll_visible=False)

    # --- parts -------------------------------------------------------------------------------------------------------

    @property
    def lists(self) -> Mapping[Pane, AnyList]:
        """The lists by name."""
        panes = self.query_one(ActorsPane), self.query_one(EventsPane), self.query_one(SourcesPane)
        return dict(zip(PANES, panes, strict=True))

    @property
    def reading(self) -> ReadingPane:
        """The reading pane."""
        return self.query_one(ReadingPane)

    @property
    def search_line(self) -> SearchLine:
        """Where a search is typed."""
        return self.query_one(SearchLine)

    @property
    def where(self) -> Where:
        """Which keys matter."""
        return "reading" if self.desk.view.area == "reading" else "lists"

    @property
    def _alone(self) -> bool:
        """Whether one area has the whole screen."""
        return self.screen.has_class("-narrow") or self.screen.has_class("-zoom")

    # --- keys --------------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Which keys act: none behind the help; with a search being typed or without a store, only a few."""
        if len(self.screen_stack) > 1:
            return False
        if self._reader is None:
            return action in _WITHOUT_STORE
        return action in _WHILE_SEARCHING or not self.search_line.is_open

    def action_move(self, how: Move) -> None:
        """Move the cursor of the list, or the article."""
        area = self.desk.view.area
        if area == "reading":
            self.reading.move(how)
        else:
            self.lists[area].move(how)
            self._point(area)

    def action_go(self, area: Area) -> None:
        """Turn to an area."""
        self.search_line.close()
        self.desk.go(area)
        self._draw()

    def action_next_area(self, by: int) -> None:
        """Turn to the area after or before this one."""
        areas: list[Area] = [*PANES] if self._alone else [*PANES, "reading"]
        at = areas.index(self.desk.view.area) if self.desk.view.area in areas else 0
        self.action_go(areas[(at + by) % len(areas)])

    def action_enter(self) -> None:
        """Keep the search that is being typed, else go into the row under the cursor."""
        area = self.desk.view.area
        if self.search_line.is_open:
            self.search_line.close()
            self._draw()
        elif area != "reading" and (pick := self._picked(area)):
            self.desk.point(area, pick.row_id)
            self.desk.enter(pick)
            self._draw()

    def action_evidence(self) -> None:
        """Show the evidence of the row under the cursor; in the article, the next one."""
        area = self.desk.view.area
        if area == "reading":
            self.action_step(1)
        elif pick := self._picked(area):
            self.desk.point(area, pick.row_id)
            self.desk.read(pick)
            self._draw()

    def _picked(self, pane: Pane) -> Pick | None:
        """The row under the cursor of a list; waits for it a little, says so where that was not enough."""
        current = self.lists[pane]
        if current.waiting and self.jobs is not None:
            self.jobs.settle([current.slot], _PATIENCE)
        if current.waiting:
            self._say("This row is still being fetched.")
        return current.picked

    def action_step(self, by: int) -> None:
        """Go to the next or the previous evidence."""
        if self.jobs is not None:
            self.jobs.settle([reading_pane.SLOT], _PATIENCE)
        self.desk.step(by, self.reading.count)
        self._draw(lists=False)

    def action_go_back(self) -> None:
        """Go back."""
        if self.desk.back():
            self._draw()
        else:
            self._say("This is where you began.")

    def action_clear(self) -> None:
        """End the search that is being typed, else undo one narrowing."""
        if self.search_line.is_open:
            self.search_line.close()
            self.desk.search("")
            self._draw()
        elif self.desk.clear():
            self._draw()
        else:
            self._say("Nothing narrows these lists.")

    def action_sort(self) -> None:
        """Sort the list in use in its next order."""
        area = self.desk.view.area
        if area != "reading":
            orders = ["", *list(lists.ORDERS[area])[1:]]
            at = orders.index(self.desk.view.orders.get(area, ""))
            self.desk.sort(area, orders[(at + 1) % len(orders)])
            self._draw()

    def action_search(self) -> None:
        """Type what to find in this area."""
        self.search_line.open(self.desk.searching)

    def action_zoom(self) -> None:
        """Give the whole screen to this area, or take it back."""
        self.screen.toggle_class("-zoom")
        self._draw()

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(HelpScreen(self.where))

    def action_help_quit(self) -> None:
        """Ctrl-c: say how to leave, rather than leave by a slip."""
        self._say("q quits.")

    # --- messages ----------------------------------------------------------------------------------------------------

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        self.desk.search(message.text)
        self._draw()

    @on(Pointed)
    def _pointed(self, message: Pointed) -> None:
        self._point(message.pane)

    def _point(self, pane: Pane) -> None:
        """The cursor of a list has moved: the article follows as soon as it can."""
        if pick := self.lists[pane].picked:
            self.desk.point(pane, pick.row_id)
        if self.jobs is not None and pane == self.desk.view.pane and self.desk.view.reading is None:
            self._draw_reading(self.jobs)
            self._draw_lines()

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        """Rows came after the key that asked for them."""
        pane = self.lists[message.pane]
        pane.arrived()
        pane.mark_current(current=message.pane == self.desk.view.pane)
        if self.jobs is not None:
            if message.pane == self.desk.view.pane and self.desk.view.reading is None:
                self._draw_reading(self.jobs)
            self._draw_lines()
            self._uncover()

    @on(Read)
    def _read(self) -> None:
        if self.jobs is not None:
            self._draw_lines()

    @on(Entered)
    def _entered(self, message: Entered) -> None:
        self.desk.go(message.pane)
        self.action_enter()

    @on(Resized)
    def _resized(self, message: Resized) -> None:
        if self.jobs is not None:
            (self.reading if message.area == "reading" else self.lists[message.area]).draw()
            self._draw_lines()


def run(directory: Path) -> None:
    """Open the desk on the store in `directory`; raises VisavisError on a terminal that cannot show it.

    Ends the process with 128 and the number of the signal where a signal ended the desk.
    """
    problem = notices.refusal(os.environ)
    if problem:
        raise VisavisError(problem)
    app = DeskApp(directory, Memory(directory))
    app.run(mouse=MOUSE_VARIABLE in os.environ)
    if app.crash is not None:
        crash.tell(app.crash)
    if app.return_code:
        raise SystemExit(app.return_code)
