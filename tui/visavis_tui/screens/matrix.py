"""The page of `M`: who met whom, as a table of counts; the cell under the cursor opens as a list of meetings."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from visavis.database.answers import Matrix
from visavis_tui import paint
from visavis_tui.columns import cropped
from visavis_tui.keys import Where
from visavis_tui.present import counted, one_line
from visavis_tui.screens.sheet import Sheet, bound

_CELL = 5  # terminal cells of a column of counts
_NAMES = 30  # at most, of the names at the side

Pair = tuple[tuple[int, str], tuple[int, str]]


class MatrixScreen(Sheet):
    """Names at the side with numbers, the numbers above, counts where they meet; `chosen` gets the pair that opens."""

    PLACE: ClassVar[Where] = "matrix"
    BINDINGS: ClassVar[list[BindingType]] = bound("matrix")

    def __init__(self, matrix: Matrix, about: str, chosen: Callable[[Pair], None]) -> None:
        super().__init__()
        self._matrix, self._about, self._chosen = matrix, about, chosen
        self._row = self._column = 0
        self._left = 0  # the first column that is visible

    # --- what stands on it -------------------------------------------------------------------------------------------

    def title_line(self) -> Content:
        """Whose meetings these are."""
        return paint.plain(f"Who met whom: meetings that were held{self._about}", "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """A line for each name; as many columns as fit, among them the one under the cursor."""
        if not (self._matrix.rows and self._matrix.columns):
            return [paint.plain("Nobody met anybody in these events. Esc leads back; Esc there clears the filters.")]
        names = min(_NAMES, max(12, width // 3))
        fit = max(1, (width - names) // _CELL)
        self._left = max(self._column - fit + 1, min(self._left, self._column))
        shown = range(self._left, min(self._left + fit, len(self._matrix.columns)))
        heading = cropped("", names) + "".join(f"{at + 1:>{_CELL}}" for at in shown)
        return [paint.plain(heading, "bold"), *(self._line(at, shown, names) for at in range(len(self._matrix.rows)))]

    def _line(self, row: int, shown: Sequence[int], names: int) -> Content:
        name = cropped(f"{row + 1:>2} {one_line(self._matrix.rows[row][1])}", names)
        line = paint.plain(name, "bold" if row == self._row else "")
        for column in shown:
            here = (row, column) == (self._row, self._column)
            line += paint.plain(f"{self._count(row, column):>{_CELL}}", "reverse bold" if here else "")
        return line

    def _count(self, row: int, column: int) -> str:
        one, other = self._matrix.rows[row][0], self._matrix.columns[column][0]
        count = self._matrix.counts.get((one, other), 0)
        return "" if one == other else f"{count:,}" if count else "·"

    def word(self) -> str:
        """The two under the cursor, and whoever had no room."""
        if not (self._matrix.rows and self._matrix.columns):
            return ""
        (one, name), (other, other_name) = self._pair
        count = self._matrix.counts.get((one, other), 0)
        met = "the same" if one == other else f"met {counted(count, 'time')}"
        left = max(self._matrix.more_rows, self._matrix.more_columns)
        more = f"; {left:,} more actors met less often" if left else ""
        return f"{self._row + 1} {one_line(name)} × {self._column + 1} {one_line(other_name)}: {met}{more}"

    @property
    def _pair(self) -> Pair:
        return self._matrix.rows[self._row], self._matrix.columns[self._column]

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor."""
        self._row = max(0, min(self._row + down, len(self._matrix.rows) - 1))
        self._column = max(0, min(self._column + right, len(self._matrix.columns) - 1))
        self.draw()
        height = max(1, self.scroll.size.height)
        top = max(self._row + 2 - height, min(self.scroll.scroll_target_y, self._row))
        self.scroll.scroll_to(y=top, animate=False)

    def action_open(self) -> None:
        """The meetings of the two under the cursor."""
        if self._matrix.rows and self._matrix.columns and self._pair[0] != self._pair[1]:
            self.dismiss()
            self.app.call_later(self._chosen, self._pair)
