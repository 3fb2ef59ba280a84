"""What every part of the desk stands on: the state, the parts of the screen, and bringing the two in line."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from visavis.database import queries
from visavis.database.answers import Relationship, Scope, Totals
from visavis.database.lists import StoreReader
from visavis.errors import VisavisError
from visavis_tui import paint
from visavis_tui.chips import chip_text
from visavis_tui.jobs import Jobs
from visavis_tui.keys import KEYS, Key, Where
from visavis_tui.life import Living
from visavis_tui.panes import reading as reading_pane
from visavis_tui.panes.actors import ActorsPane
from visavis_tui.panes.events import EventsPane
from visavis_tui.panes.reading import ReadingPane
from visavis_tui.panes.search import SearchLine
from visavis_tui.panes.sources import SourcesPane
from visavis_tui.state import PANES, Desk, Pane, Pick, View

AnyList = ActorsPane | EventsPane | SourcesPane

_MOMENT = 0.03  # seconds in which an answer is on the screen with the key that asked for it
_PATIENCE = 1.0  # seconds that a key waits for what it acts on
_PADDING = 2  # cells left and right of the lines above and below the panes


class Drawing(Living):
    """Draws the state; the subclasses change it, each by the keys of one subject."""

    def __init__(self, directory: Path, keys: tuple[Key, ...] = KEYS) -> None:
        super().__init__()
        self.directory = directory
        self.desk = Desk()
        self.keys = keys
        self.jobs: Jobs | None = None
        self._reader: StoreReader | None = None
        self._loaded: dict[Pane, tuple[Scope, str]] = {}
        self._header_for: object = None
        self._word: tuple[str, View | None] = ("", None)
        self._put_before: dict[str, Content] = {}
        self._heading: tuple[Relationship | None, Totals | None] = (None, None)
        self._heading_pair: str | None = None

    # --- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self, *, lists: bool = True, moment: float = _MOMENT) -> None:
        """Bring the screen in line with the state; without `lists` only the article and the lines around the panes.

        Answers that come within a `moment` (seconds) are drawn at once, the others when they are here.
        """
        if self.jobs is None or self._reader is None:
            return
        if lists:
            self._renew(self._reader, self.jobs)
            self._draw_lists(self.jobs, moment)
        self._draw_reading(self.jobs)
        self.jobs.settle([reading_pane.SLOT], moment)
        self._draw_lines()
        self._uncover()
        if lists:
            self._focus()

    def _uncover(self) -> None:
        """Take the saved page away as soon as the list in use is here."""
        if not self.lists[self.desk.view.pane].opening:
            self._ground.remove_class("-page")

    def _renew(self, reader: StoreReader, jobs: Jobs) -> None:
        """Turn to the newest state of the store, if it has changed under us."""
        with suppress(VisavisError):  # the reader then stays on what it has
            if reader.refresh():
                self._loaded.clear()
                self.reading.forget()
        pair = self.desk.pair
        if not self._loaded or pair != self._heading_pair:
            self._heading_pair = pair
            jobs.ask("heading", lambda rows: (queries.relationship(rows, pair), queries.totals(rows)), self._headed)

    def _headed(self, heading: tuple[Relationship | None, Totals]) -> None:
        self._heading = heading
        self._draw_lines()

    def _draw_lists(self, jobs: Jobs, moment: float) -> None:
        view = self.desk.view
        self._shape_events(timeline=view.timeline)
        for name, pane in self.lists.items():
            wanted = self.desk.scope(name), view.orders.get(name, "")
            if self._loaded.get(name) != wanted:
                pane.load(jobs, *wanted, self.desk.narrowed_by(name))
                self._loaded[name] = wanted
        jobs.settle([view.pane, *PANES], moment)
        for name, pane in self.lists.items():
            pane.point(view.cursors.get(name))
            pane.mark_current(current=name == view.pane)
        self.reading.set_class(view.area == "reading", "-here")
        self._ground.set_class(view.area == "reading", "-reading")

    def _shape_events(self, *, timeline: bool) -> None:
        """The events as a list, or on a scale of time, which has then to be asked for."""
        pane = self.query_one(EventsPane)
        if pane.timeline != timeline:
            pane.timeline = timeline
            self._loaded.pop("events", None)

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
        if self._header_for != (self._heading, view.chips, width):
            self._header_for = self._heading, view.chips, width
            watched = [chip_text(chip) for chip in view.chips if chip.field == "pair"]
            self._put("header", paint.header(*self._heading, width, watched[-1] if watched else ""))
        narrowing = paint.narrowing(current.narrowing)
        beside = tabs.cell_length + narrowing.cell_length <= width  # else what narrows the list has a line of its own
        self._ground.set_class(not beside, "-chips")
        self._put("tabs", tabs + narrowing if beside else tabs)
        self._put("chips", Content("") if beside else narrowing)
        word, said_at = self._word
        said = word and said_at == view
        self._put("status", paint.plain(word, "bold") if said else paint.status(self.desk.crumbs(), position, width))
        self._put("footer", paint.footer(self.keys, self.where, width))

    def _put(self, line: str, content: Content) -> None:
        """Change one of the lines around the panes; none of them has a height that depends on what it says."""
        if line == "notice" or self._put_before.get(line) != content:
            self._put_before[line] = content
            self.query_one(f"#{line}", Static).update(content, layout=line == "notice")

    def _say(self, text: str, *, stays: bool = False) -> None:
        """A word in the status line, until it is drawn again; one that `stays`, for as long as nobody moves."""
        self._word = text if stays else "", self.desk.view
        self._put("status", paint.plain(text, "bold"))

    def _focus(self) -> None:
        if not self.search_line.is_open:
            area = self.desk.view.area
            focused = self.reading.scroll if area == "reading" else self.lists[area].lines
            self._ground.set_focus(focused, scroll_visible=False)

    # --- parts -------------------------------------------------------------------------------------------------------

    @property
    def lists(self) -> Mapping[Pane, AnyList]:
        """The lists by name."""
        panes = self.query_one(ActorsPane), self.query_one(EventsPane), self.query_one(SourcesPane)
        return dict(zip(PANES, panes, strict=True))

    @property
    def _ground(self) -> Screen[object]:
        """The desk itself, below whatever page or choice is in front."""
        return self.screen_stack[0]

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
        return self._ground.has_class("-narrow") or self._ground.has_class("-zoom")

    # --- waiting for what a key acts on ------------------------------------------------------------------------------

    def _picked(self, pane: Pane) -> Pick | None:
        """The row under the cursor of a list; waits for it a little, says so where that was not enough."""
        current = self.lists[pane]
        if current.waiting and self.jobs is not None:
            self.jobs.settle([current.slot], _PATIENCE)
        if current.waiting:
            self._say("This row is still being fetched.")
        return current.picked

    def _object(self) -> Pick | None:
        """What is read, or under the cursor."""
        area = self.desk.view.area
        return (
            (self.desk.view.reading or self.lists[self.desk.view.pane].picked)
            if area == "reading"
            else self._picked(area)
        )

    def _settle(self) -> None:
        """Wait a little for the article that a key acts on."""
        if self.jobs is not None:
            self.jobs.settle([reading_pane.SLOT], _PATIENCE)
