"""What the three lists have in common: a title line, rows in columns, and words where there is no row."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, Literal, TypeVar

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from visavis.database.answers import Listing, Scope
from visavis.database.queries import Rows
from visavis_tui import paint
from visavis_tui.columns import Column, fit
from visavis_tui.messages import Entered, Pointed, Resized
from visavis_tui.state import PANES, Pane, Pick

Row = TypeVar("Row")
Move = Literal["up", "down", "first", "last", "half_up", "half_down", "page_up", "page_down"]


class RowTable(DataTable[Text], inherit_bindings=False):
    """Textual's table without keys of its own: the app's table of keys is the only one."""


class ListPane(Vertical, Generic[Row]):
    """One list; a subclass says what its rows are and how they read."""

    PANE: ClassVar[Pane]
    COLUMNS: ClassVar[tuple[Column, ...]]
    NOTHING: ClassVar[str]  # what an empty store means here

    def __init__(self) -> None:
        super().__init__(id=self.PANE)
        self._listing: Listing[Row] = Listing((), 0, 0)
        self._drawn: object = None
        self._narrowed_by: tuple[str, ...] = ()

    # --- for the subclass --------------------------------------------------------------------------------------------

    @abstractmethod
    def ask(self, reader: Rows, scope: Scope) -> Listing[Row]:
        """The rows to show."""

    @abstractmethod
    def cells(self, row: Row) -> tuple[str, ...]:
        """One displayable text for each of COLUMNS."""

    @abstractmethod
    def pick(self, row: Row) -> Pick:
        """A row as a filter."""

    # --- for the app -------------------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """A title, the rows, and a place for words."""
        yield Static(classes="title")
        yield RowTable(cursor_type="row", cell_padding=0, show_row_labels=False)
        yield Static(classes="empty")

    def load(self, reader: Rows, scope: Scope, narrowed_by: tuple[str, ...]) -> None:
        """Show what `scope` leaves, the cursor on the first row."""
        self._listing, self._narrowed_by, self._drawn = self.ask(reader, scope), narrowed_by, None
        self.draw()

    def draw(self) -> None:
        """Lay the rows out for the present width; does nothing where that was done."""
        width = self.table.size.width or self.size.width
        if not width or self._drawn == (width, self._listing):
            return
        cursor = self.table.cursor_row if self._drawn else 0
        self._drawn = (width, self._listing)
        self._fill(width)
        self.table.move_cursor(row=cursor)
        self.set_class(not self._listing.rows, "-empty")
        self.query_one(".empty", Static).update(paint.lines(self._why_empty()))

    def _fill(self, width: int) -> None:
        texts = [self.cells(row) for row in self._listing.rows]
        widths = fit(self.COLUMNS, texts, width)
        self.table.clear(columns=True)
        self.table.add_column(paint.row([column.title for column in self.COLUMNS], widths), width=width)
        self.table.add_rows([paint.row(cells, widths)] for cells in texts)

    def mark_current(self, *, current: bool) -> None:
        """Say in words and by class whether this is the list in use."""
        self.set_class(current, "-current")
        number = PANES.index(self.PANE) + 1
        title = paint.list_title(number, self.PANE, self.count, self._narrowed_by, current=current)
        self.query_one(".title", Static).update(title)

    def move(self, how: Move) -> None:
        """Move the cursor; a page is what is visible."""
        page = max(1, self.table.size.height - self.table.header_height)
        last, at = len(self._listing.rows) - 1, self.table.cursor_row
        steps = {
            "up": -1,
            "down": 1,
            "half_up": -page // 2,
            "half_down": page // 2,
            "page_up": -page,
            "page_down": page,
        }
        target = {"first": 0, "last": last}.get(how, at + steps.get(how, 0))
        self.table.move_cursor(row=max(0, min(target, last)))

    def point(self, row_id: int | None) -> None:
        """Put the cursor on a row, where it is still in the list."""
        ids = [self.pick(row).row_id for row in self._listing.rows]
        if row_id in ids:
            self.table.move_cursor(row=ids.index(row_id))

    @property
    def table(self) -> RowTable:
        """Where the rows are."""
        return self.query_one(RowTable)

    @property
    def picked(self) -> Pick | None:
        """The row under the cursor."""
        rows, at = self._listing.rows, self.table.cursor_row
        return self.pick(rows[at]) if 0 <= at < len(rows) else None

    @property
    def count(self) -> str:
        """'4 of 9'."""
        found, total = self._listing.found, self._listing.total
        return paint.count_text(found, total, len(self._listing.rows), narrowed=bool(self._narrowed_by))

    @property
    def narrowing(self) -> tuple[str, ...]:
        """The words of what narrows the list."""
        return self._narrowed_by

    @property
    def position(self) -> str:
        """'row 3/12'."""
        rows = len(self._listing.rows)
        return f"row {self.table.cursor_row + 1:,}/{rows:,}" if rows else "no rows"

    def _why_empty(self) -> list[str]:
        if not self._narrowed_by:
            return [self.NOTHING]
        return [f"Nothing here for: {' + '.join(self._narrowed_by)}", "", "Esc clears the search, then the filters."]

    # --- messages ----------------------------------------------------------------------------------------------------

    @on(DataTable.RowHighlighted)
    def _row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self.post_message(Pointed(self.PANE))

    @on(DataTable.RowSelected)
    def _row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.post_message(Entered(self.PANE))

    def on_resize(self, _event: events.Resize) -> None:
        """Columns are laid out anew."""
        self.post_message(Resized(self.PANE))


def numbers(*values: int) -> Sequence[str]:
    """Counts as cells; nothing rather than a zero, which the eye would stop at."""
    return [f"{value:,}" if value else "" for value in values]
