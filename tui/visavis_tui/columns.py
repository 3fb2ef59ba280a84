"""Lists as columns of text: widths in terminal cells that suit the rows and the room there is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

GAP = 1  # cells between two columns

_WORD = re.compile(r"([^ ]*) *")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of at least `least` cells; with `share` it takes a part of the room left, else it stops at `most`.

    Where even the least is too much, the columns with a share give way.
    """

    title: str
    least: int
    most: int = 0
    share: int = 0
    optional: bool = False  # left out, the last one first, where the room does not do


def fit(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The width of each column, 0 where it is left out; with the gaps they fill `width` if any column has a share."""
    wanted = [_wanted(column, [row[at] for row in rows]) for at, column in enumerate(columns)]
    while _room(wanted, width) < 0 and (dropped := _last_optional(columns, wanted)) is not None:
        wanted[dropped] = 0
    shares = sum(column.share for column, cells in zip(columns, wanted, strict=True) if cells)
    room = _room(wanted, width)
    for at, column in enumerate(columns):
        if wanted[at] and column.share:
            part = room * column.share // shares
            wanted[at] = max(1, wanted[at] + part)
            room -= part
            shares -= column.share
    return tuple(wanted)


def _wanted(column: Column, cells: Sequence[str]) -> int:
    if column.share:
        return column.least
    longest = max((cell_len(cell) for cell in cells), default=0)
    return max(column.least, min(column.most, max(longest, cell_len(column.title))))


def _room(widths: Sequence[int], width: int) -> int:
    shown = [cells for cells in widths if cells]
    return width - sum(shown) - GAP * (len(shown) - 1)


def _last_optional(columns: Sequence[Column], widths: Sequence[int]) -> int | None:
    shown = (at for at in range(len(columns) - 1, -1, -1) if columns[at].optional and widths[at])
    return next(shown, None)


def cropped(text: str, width: int) -> str:
    """`text` in exactly `width` cells: filled with blanks, or cut with an ellipsis."""
    room = width - cell_len(text)
    if room >= 0:
        return text + " " * room
    return set_cell_size(text, width - 1) + "…" if width else ""


def wrapped(text: str, width: int) -> list[tuple[int, int]]:
    """Where each line of `text` starts and ends, broken at blanks; at most `width` cells but for blanks at its end."""
    lines: list[tuple[int, int]] = []
    begun = used = 0
    for start, end in _pieces(text, max(width, 2)):
        if used and used + cell_len(text[start:end].rstrip()) > width:
            lines.append((begun, start))
            begun, used = start, 0
        used += cell_len(text[start:end])
    return [*lines, (begun, len(text))]


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Words with the blanks behind them; a word wider than a line in pieces that fill one."""
    for word in _WORD.finditer(text):
        start, used = word.start(), 0
        if cell_len(word[1]) > width:
            for at, char in enumerate(word[1], word.start()):
                used += cell_len(char)
                if used > width:
                    yield start, at
                    start, used = at, cell_len(char)
        yield start, word.end()
