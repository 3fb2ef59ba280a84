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
        self._cursor = 0  # ours, as the table has rows only once it has a size
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
        self._listing, self._narrowed_by, self._cursor = self.ask(reader, scope), narrowed_by, 0
        self.draw()

    def draw(self) -> None:
        """Lay the rows out for the present width; does nothing where that was done."""
        width = self.table.size.width or self.size.width
        if not width or self._drawn == (width, self._listing):
            return
        self._drawn = (width, self._listing)
        self._fill(width)
        self.table.move_cursor(row=self._cursor)
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
        last, at = len(self._listing.rows) - 1, self._cursor
        steps = {
            "up": -1,
            "down": 1,
            "half_up": -page // 2,
            "half_down": page // 2,
            "page_up": -page,
            "page_down": page,
        }
        target = {"first": 0, "last": last}.get(how, at + steps.get(how, 0))
        self._set_cursor(max(0, min(target, last)))
        self.post_message(Pointed(self.PANE))

    def point(self, row_id: int | None) -> None:
        """Put the cursor on a row, where it is still in the list."""
        ids = [self.pick(row).row_id for row in self._listing.rows]
        if row_id in ids:
            self._set_cursor(ids.index(row_id))

    def _set_cursor(self, row: int) -> None:
        self._cursor = row
        self.table.move_cursor(row=row)

    @property
    def table(self) -> RowTable:
        """Where the rows are."""
        return self.query_one(RowTable)

    @property
    def picked(self) -> Pick | None:
        """The row under the cursor."""
        rows = self._listing.rows
        return self.pick(rows[self._cursor]) if rows else None

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
        return f"row {self._cursor + 1:,}/{rows:,}" if rows else "no rows"

    def _why_empty(self) -> list[str]:
        if not self._narrowed_by:
            return [self.NOTHING]
        return [f"Nothing here for: {' + '.join(self._narrowed_by)}", "", "Esc clears the search, then the filters."]

    # --- messages ----------------------------------------------------------------------------------------------------

    @on(DataTable.RowHighlighted)
    def _row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """The mouse moved the cursor; what we moved ourselves is there already."""
        event.stop()
        row = self.table.cursor_row
        if self.table.row_count == len(self._listing.rows) and row != self._cursor:
            self._cursor = row
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
