"""Dates as EDTF strings, uncertain where the sources are: the subset that visavis speaks.

    2024   2024-12   2024-12-11        a year, a month, a day
    XXXX-12   XXXX-12-11               the year is unknown
    2024-12-11/2024-12-13              an interval, both ends included; `..` for an end that is open
    2024~   2024-12-11?                approximate or uncertain: kept as written, counted as what stands before the mark

All functions take any text; what is not EDTF of this subset has no bounds, no precision and meets nothing.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

Precision = Literal["year", "month", "day", "interval"]

_POINT = re.compile(r"([0-9]{4}|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?[~?%]?", re.ASCII)
_LEAP = 2004  # stands in for an unknown year: every day and month exists in it
_TEXTS = 1 << 14  # dates of which the meaning is remembered
_GAP = 10  # every day of the calendar comes within so many years


@dataclass(frozen=True, slots=True)
class _Point:
    year: int | None
    month: int | None
    day: int | None

    def at(self, year: int) -> "tuple[date, date] | None":
        """First and last day in `year`, which counts only where the point has none of its own."""
        year = self.year or year
        if self.month is None:
            return date(year, 1, 1), date(year, 12, 31)
        last = monthrange(year, self.month)[1]
        if self.day is None:
            return date(year, self.month, 1), date(year, self.month, last)
        return None if self.day > last else (date(year, self.month, self.day),) * 2


@dataclass(frozen=True, slots=True)
class _Span:
    start: _Point | None  # None: open
    end: _Point | None

    @property
    def known(self) -> bool:
        """Whether the year is known."""
        return any(point is not None and point.year is not None for point in (self.start, self.end))

    def at(self, year: int) -> tuple[date, date] | None:
        """First and last day, an interval of unknown year starting in `year`; None where a day does not exist."""
        start = self.start.at(year) if self.start else (date.min, date.min)
        end = self.end.at(year) if self.end else (date.max, date.max)
        if start and end and end[1] < start[0] and not self.known and self.end and year < date.max.year:
            end = self.end.at(year + 1)  # from December to January
        return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _point(text: str) -> _Point | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part and part != "XXXX" else None for part in match.groups())
    if (year is None and month is None) or 0 in {year, month, day} or (month or 1) > 12:
        return None
    point = _Point(year, month, day)
    return point if point.at(_LEAP) else None


@lru_cache(maxsize=_TEXTS)
def _span(text: str) -> _Span | None:
    left, slash, right = text.partition("/")
    start = _point(left)
    if not slash:
        return _Span(start, start) if start else None
    end = _point(right)
    if (start is None and left != "..") or (end is None and right != "..") or start is end:
        return None
    if len({point.year is None for point in (start, end) if point}) != 1:
        return None
    span = _Span(start, end)
    if not span.known and not (start and end):
        return None
    return span if span.at(_LEAP) else None


def valid(text: str) -> bool:
    """Whether `text` is EDTF of our subset and names days that exist."""
    return _span(text) is not None


def bounds(text: str) -> tuple[date, date] | None:
    """First and last day, `date.min` and `date.max` for open ends; None for an unknown year or an invalid text."""
    span = _span(text)
    return span.at(_LEAP) if span and span.known else None


def precision(text: str) -> Precision | None:
    """How fine the date is, whether or not its year is known; None when invalid."""
    span = _span(text)
    if span is None:
        return None
    if "/" in text or span.start is None:
        return "interval"
    if span.start.day is not None:
        return "day"
    return "month" if span.start.month is not None else "year"


def spell(first: date, last: date) -> str:
    """The shortest EDTF for the days from `first` to `last`: a day, a month, a year or an interval of them."""
    left, right = _ends(first, last)
    return left if left == right else f"{left}/{right}"


def _ends(first: date, last: date) -> tuple[str, str]:
    if first in (last, date.min) or last == date.max:
        return _end(first), _end(last)
    starts_month, ends_month = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if starts_month and ends_month:
        width = 4 if first.month == 1 and last.month == 12 else 7
        return first.isoformat()[:width], last.isoformat()[:width]
    return first.isoformat(), last.isoformat()


def _end(day: date) -> str:
    return ".." if day in {date.min, date.max} else day.isoformat()


def at_year(text: str, year: int) -> str | None:
    """`text` with an unknown year set to `year` (an interval starts in it); None where that year lacks the day.

    A text whose year is known comes back unchanged.
    """
    span = _span(text)
    if span is None or not date.min.year <= year <= date.max.year:
        return None
    if span.known:
        return text
    days = span.at(year)
    return spell(*days) if days else None


@lru_cache(maxsize=_TEXTS)
def intersect(a: str, b: str) -> str | None:
    """What both allow, as precise as the two together: XXXX-12-11 and 2024-12 make 2024-12-11; None: they contradict.

    Where several years fit a day without a year, the result is the interval from the first to the last that fits.
    """
    left, right = _span(a), _span(b)
    if left is None or right is None:
        return None
    shared = list(_shared(left, right))
    if not shared:
        return None
    if not left.known and not right.known:
        days = min(shared)
        return _as_written(a, b, days, None) or _yearless(*days)
    days = min(first for first, _ in shared), max(last for _, last in shared)
    if left.known != right.known:
        days = _reopened(days, bounds(a) or bounds(b))
    return _as_written(a, b, days, _LEAP) or spell(*days)


def _shared(left: _Span, right: _Span) -> Iterator[tuple[date, date]]:
    """The days that both allow, one stretch for each year in which they can meet."""
    for one, other in _pairings(left, right):
        if one and other and max(one[0], other[0]) <= min(one[1], other[1]):
            yield max(one[0], other[0]), min(one[1], other[1])


def _pairings(left: _Span, right: _Span) -> Iterator[tuple[tuple[date, date] | None, tuple[date, date] | None]]:
    if left.known and right.known:
        yield left.at(_LEAP), right.at(_LEAP)
    elif not left.known and not right.known:
        # An interval over New Year meets the other in its first or in its second year.
        yield left.at(_LEAP), right.at(_LEAP)
        yield left.at(_LEAP), right.at(_LEAP + 1)
        yield left.at(_LEAP + 1), right.at(_LEAP)
    else:
        known, unknown = (left, right) if left.known else (right, left)
        days = known.at(_LEAP)
        for year in _years(days) if days else ():
            yield days, unknown.at(year)


def _years(days: tuple[date, date]) -> list[int]:
    """The years that can hold the first and the last meeting of `days` with a day of unknown year."""
    years = range(max(1, days[0].year - 1), days[1].year + 1)
    return sorted({*years[:_GAP], *years[-_GAP:]})


def _reopened(days: tuple[date, date], known: tuple[date, date] | None) -> tuple[date, date]:
    """`days` with the open ends of the interval they were taken from."""
    first, last = known or days
    return date.min if first == date.min else days[0], date.max if last == date.max else days[1]


def _as_written(a: str, b: str, days: tuple[date, date], year: int | None) -> str | None:
    """The text among `a` and `b` that means just `days`, without a mark (~ ?) where one of them has none."""
    texts = [text for text in (a, b) if _means(text, days, year)]
    return min(texts, key=lambda text: (sum(mark in text for mark in "~?%"), len(text), text), default=None)


def _means(text: str, days: tuple[date, date], year: int | None) -> bool:
    span = _span(text)
    if span is None or span.known != (year is not None):
        return False
    return span.at(days[0].year) == days


def _yearless(first: date, last: date) -> str:
    left, right = _ends(first, last)
    if len(left) == 4:  # the whole year cannot be said without a year: by its months then
        left, right = left + "-01", right + "-12"
    left, right = "XXXX" + left[4:], "XXXX" + right[4:]
    return left if left == right else f"{left}/{right}"


def compatible(a: str, b: str) -> bool:
    """Whether one day can satisfy both."""
    return intersect(a, b) is not None


def contains(outer: str, inner: str) -> bool:
    """Whether every day that `inner` allows is a day that `outer` allows."""
    large, small = _span(outer), _span(inner)
    if large is None or small is None or (large.known and not small.known):
        return False
    days = small.at(_LEAP)
    return days is not None and days in _shared(large, small)
