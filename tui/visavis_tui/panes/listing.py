"""What the three lists have in common: a title line, rows in columns, and words where there is no row."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, Literal, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from visavis.database.answers import Scope
from visavis_tui import paint
from visavis_tui.columns import Column, fit
from visavis_tui.jobs import Jobs
from visavis_tui.lines import Lines, Runs
from visavis_tui.messages import Arrived, Entered, Pointed, Resized
from visavis_tui.state import PANES, Pane, Pick
from visavis_tui.vectors import Vector

Row = TypeVar("Row")
Move = Literal["up", "down", "first", "last", "half_up", "half_down", "page_up", "page_down"]


class ListPane(Vertical, Generic[Row]):
    """One list; a subclass says what its rows are and how they read."""

    PANE: ClassVar[Pane]
    COLUMNS: ClassVar[tuple[Column, ...]]
    NOTHING: ClassVar[str]  # what an empty store means here

    def __init__(self) -> None:
        super().__init__(id=self.PANE)
        self._vector = Vector(self.PANE, self._changed)
        self._widths: tuple[int, ...] = ()
        self._cursor = 0  # ours, as the lines have a height only once they are visible
        self._wanted: int | None = None  # the row that the cursor is to be on, once it is known where that is
        self._under: int | None = None  # the row that the cursor was moved to, which it stays on when rows come in
        self._narrowed_by: tuple[str, ...] = ()
        self._order = ""
        self._title = Content("")
        self.arranged: tuple[str, ...] = ()  # titles of the columns to show, in this order; empty: as usual

    # --- for the subclass --------------------------------------------------------------------------------------------

    @abstractmethod
    def cells(self, row: Row) -> tuple[str, ...]:
        """One displayable text for each of COLUMNS."""

    @abstractmethod
    def pick(self, row: Row) -> Pick:
        """A row as a filter."""

    def arrangement(self) -> tuple[Column, ...]:
        """The columns that the user wants, in their order."""
        return tuple(self.COLUMNS[at] for at in self._layout())

    def shown_columns(self) -> tuple[Column, ...]:
        """The columns on the screen."""
        return self.arrangement()

    def shown_cells(self, row: Row) -> tuple[str, ...]:
        """A text for each of the columns shown."""
        cells = self.cells(row)
        return tuple(cells[at] for at in self._layout())

    def heading(self, columns: Sequence[Column]) -> list[str]:
        """What stands above the columns."""
        return [column.title for column in columns]

    # --- for the app -------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A title, the rows, and a place for words."""
        yield Static(classes="title")
        yield Lines()
        yield Static(classes="empty")

    def load(self, jobs: Jobs, scope: Scope, order: str, narrowed_by: tuple[str, ...]) -> None:
        """Ask for what `scope` leaves; once it is here, the cursor is on the first row, or where it was in this list."""
        again = (self._vector.scope, self._vector.order) == (scope, order)  # a newer state of the same list
        self._narrowed_by, self._order = narrowed_by, order
        self._cursor, self._wanted, self._under = self._cursor if again else 0, None, None
        self._vector.open(jobs, scope, order)

    def draw(self) -> None:
        """Lay the rows out for the present width."""
        width = self.lines.size.width or self.size.width
        if not width or self._vector.opening:
            return
        columns = self.shown_columns()
        texts = [self.shown_cells(cast("Row", row)) for row in self._vector.sample()]
        self._widths = fit(columns, texts, width)
        header = paint.row(self.heading(columns), self._widths)
        self.lines.fill(header, self._line, self._vector.found)
        self._show_cursor()
        self.set_class(not self._vector.found, "-empty")
        self.query_one(".empty", Static).update(paint.lines(self._why_empty()))

    def _line(self, at: int) -> Runs:
        row = self._vector.row(at)
        return paint.row(self.shown_cells(cast("Row", row)), self._widths) if row is not None else (("…", ""),)

    def _layout(self) -> Sequence[int]:
        titles = [column.title for column in self.COLUMNS]
        wanted = [titles.index(title) for title in self.arranged if title in titles]
        return wanted or range(len(titles))

    def mark_current(self, *, current: bool) -> None:
        """Say in words and by class whether this is the list in use."""
        self.set_class(current, "-current")
        number = PANES.index(self.PANE) + 1
        title = paint.list_title(number, self.PANE, self.count, self.narrowing, current=current)
        if title != self._title:
            self._title = title
            self.query_one(".title", Static).update(title, layout=False)

    def move(self, how: Move) -> None:
        """Move the cursor; a page is what is visible."""
        page = self.lines.page
        last, at = self._vector.found - 1, self._cursor
        steps = {
            "up": -1,
            "down": 1,
            "half_up": -page // 2,
            "half_down": page // 2,
            "page_up": -page,
            "page_down": page,
        }
        self.move_to({"first": 0, "last": last}.get(how, at + steps.get(how, 0)))

    def move_to(self, at: int) -> None:
        """Put the cursor on the row at a place."""
        self._wanted = None
        self._cursor = max(0, min(at, self._vector.found - 1))
        self._show_cursor()

    def point(self, row_id: int | None) -> None:
        """Put the cursor on a row, where it is still in the list; far down, as soon as it is known where."""
        if row_id is None or (self.picked and self.picked.row_id == row_id):
            return
        self._wanted = row_id
        self._look_for_wanted()

    def _look_for_wanted(self) -> None:
        if self._wanted is None or self._vector.opening:
            return
        for at, row in enumerate(self._vector.sample()):
            if self.pick(cast("Row", row)).row_id == self._wanted:
                self._found_wanted(at)
                return
        self._vector.find(self._wanted, self._found_wanted)

    def _found_wanted(self, at: int | None) -> None:
        if at is not None and self._wanted is not None:
            self._wanted, self._cursor = None, at
            self._show_cursor()

    def _show_cursor(self) -> None:
        self.lines.point(self._cursor)
        self._under = self.picked.row_id if self._cursor and self.picked else None
        self._vector.look(self.lines.top, self.lines.top + self.lines.page)

    def arrived(self) -> None:
        """Something new can be shown."""
        if self._under is not None and self.picked and self.picked.row_id != self._under:
            self._wanted = self._under
        self.draw()
        self._look_for_wanted()

    @property
    def lines(self) -> Lines:
        """Where the rows are."""
        return self.query_one(Lines)

    @property
    def slot(self) -> str:
        """What the list is asked for as."""
        return self._vector.slot

    @property
    def picked(self) -> Pick | None:
        """The row under the cursor; None where it is not here, or not here yet."""
        row = None if self._vector.opening else self._vector.row(self._cursor)
        return self.pick(cast("Row", row)) if row is not None else None

    @property
    def opening(self) -> bool:
        """Whether the list itself is still to come."""
        return self._vector.opening

    @property
    def waiting(self) -> bool:
        """Whether the row under the cursor is still to come."""
        return self.picked is None and (self._vector.opening or self._vector.reading or self._vector.found > 0)

    @property
    def count(self) -> str:
        """'4 of 9'."""
        if self._vector.opening:
            return "…"
        count = paint.count_text(self._vector.found, self._vector.total, narrowed=bool(self._narrowed_by))
        return f"at least {count}" if self._vector.reading else count

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The words of what narrows the list."""
        return self._narrowed_by

    @property
    def order(self) -> str:
        """How the list is sorted, empty where as usual."""
        return self._order

    @property
    def position(self) -> str:
        """'row 3/12'."""
        if self._vector.opening:
            return "searching …"
        doing = "reading the texts …" if self._vector.reading else "sorting …" if self._vector.sorting else ""
        if not self._vector.found:
            return doing or "no rows"
        by, place = f"by {self._order}" if self._order else "", f"row {self._cursor + 1:,}/{self._vector.found:,}"
        return "  ".join(filter(None, (by, doing, place)))

    def _why_empty(self) -> list[str]:
        if self._vector.reading:
            return ["Not in a title; reading the texts …"]
        if not self._narrowed_by:
            return [self.NOTHING]
        return [f"Nothing here for: {' + '.join(self._narrowed_by)}", "", "Esc clears the search, then the filters."]

    def _changed(self) -> None:
        self.post_message(Arrived(self.PANE))

    # --- messages ----------------------------------------------------------------------------------------------------

    @on(Lines.Chosen)
    def _chosen(self, message: Lines.Chosen) -> None:
        message.stop()
        self.move_to(message.at)
        self.post_message(Pointed(self.PANE))
        if message.again:
            self.post_message(Entered(self.PANE))

    @on(Lines.Scrolled)
    def _scrolled(self, message: Lines.Scrolled) -> None:
        message.stop()
        self.move_to(self._cursor + message.by)
        self.post_message(Pointed(self.PANE))

    def on_resize(self, _event: events.Resize) -> None:
        """Columns are laid out anew."""
        self.post_message(Resized(self.PANE))


def numbers(*values: int) -> Sequence[str]:
    """Counts as cells; nothing rather than a zero, which the eye would stop at."""
    return [f"{value:,}" if value else "" for value in values]
