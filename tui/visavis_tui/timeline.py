"""Dates drawn on one scale: a day as a point, a vague date as the whole range that it allows."""

from dataclasses import dataclass
from datetime import date

DAY, VAGUE = "●", "▬"
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600, 1200, 12000)  # months between two words
_ROOM = 9  # cells of "│2024-12" and the blank behind it
_SIGN = "│"  # where a year or a part of one begins


@dataclass(frozen=True, slots=True)
class Scale:
    """The days that the width of a column stands for, both ends included."""

    first: date
    last: date

    def cell(self, day: date, width: int) -> int:
        """The cell in which a day lies; before the first one negative, behind the last one `width` or more."""
        return (day - self.first).days * width // ((self.last - self.first).days + 1)


def bar(scale: Scale | None, earliest: date | None, latest: date | None, width: int) -> str:
    """`width` cells: '●' for a day, '├──┤' for a range; an arrow at the edge for what lies beyond."""
    if scale is None or earliest is None or latest is None or width < 1:
        return ""
    start, end = scale.cell(earliest, width), scale.cell(latest, width)
    if end < 0 or start >= width:
        return "◂" if end < 0 else " " * (width - 1) + "▸"
    left, right = max(start, 0), min(end, width - 1)
    cells = ["─"] * (right - left + 1)
    cells[0], cells[-1] = ("├" if start >= 0 else "◂"), ("┤" if end < width else "▸")
    if left == right:
        cells = [DAY if earliest == latest else VAGUE]
    return " " * left + "".join(cells)


def axis(scale: Scale | None, width: int) -> str:
    """The heading of a column of bars: years, or months where there is room, each in the cell where it begins."""
    if scale is None or width < 1:
        return ""
    line = [" "] * width
    free = 0
    for day, words in _ticks(scale, width):
        at = scale.cell(day, width)
        said = f"{_SIGN}{words}"
        if free <= at and at + len(said) <= width:
            line[at : at + len(said)] = said
            free = at + len(said) + 1
    return "".join(line)


def _ticks(scale: Scale, width: int) -> list[tuple[date, str]]:
    """The first days of months, of some of them, of years or of some of them: as close as their words have room."""
    first = scale.first.year * 12 + scale.first.month - 1
    count = scale.last.year * 12 + scale.last.month - first
    step = next((step for step in _STEPS if count * _ROOM <= width * step), _STEPS[-1])
    numbers = range(first + -first % step, first + count, step) or [first]
    days = [max(date(at // 12, at % 12 + 1, 1), scale.first) for at in numbers]
    return [(day, f"{day:%Y}" if step >= 12 and len(days) > 1 else f"{day:%Y-%m}") for day in days]
