"""From words that tell a time to a date: calendar arithmetic around an anchor, nothing else.

The anchor is the date the words count from, as a rule the day the article was published. It may be a day, a month, a
year or a day of unknown year (a dateline without a year); the coarser it is, the coarser the answer, never a guess:
"this Tuesday" in an article of 2025 is 2025, "December 11" in an article without a date XXXX-12-11.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from visavis import edtf
from visavis.model import Dated, TimeExpression

Tense = Literal["past", "future"] | None

_ZONES = timedelta(days=3)  # "on May 18" in an article of May 17: time zones, late edits, early editions
_LEAP_YEARS = 8  # the longest time without a 29 February


@dataclass(frozen=True, slots=True)
class _Anchor:
    text: str
    year: int | None
    month: int | None
    day: int | None

    @property
    def date(self) -> date | None:
        """The day itself, where it is known whole."""
        return date(self.year, self.month, self.day) if self.year and self.month and self.day else None


def resolve(expression: TimeExpression, anchor: str | None, *, tense: Tense = None, told: str | None = None) -> Dated:
    """The date that `expression` means in an article published at `anchor` (EDTF).

    `tense` is that of the event: a bare "on Thursday" or "in May" looks back in the past and ahead in the future, and
    without one to the last such weekday, or to the nearer such date (twice as near, if it is ahead). `told` is the date
    told just before, from which "the same day" counts. `edtf` is None where the words need a date that nobody gave.
    """
    sequel = expression.kind == "sequel"
    base = _anchor(told if sequel else anchor)
    try:
        text = _RESOLVERS[expression.kind](expression, base, tense)
    except (OverflowError, ValueError):  # outside the years 1 to 9999
        text = None
    if text is None or not edtf.valid(text):
        return Dated(None, "unknown", _derivation(expression, base, None), expression)
    stated = expression.year is not None or (expression.kind == "calendar" and text.startswith("XXXX"))
    return Dated(text, "stated" if stated else "relative", _derivation(expression, base, text), expression)


def _derivation(expression: TimeExpression, base: _Anchor | None, text: str | None) -> str:
    words = "'" + " ".join(expression.words.split()) + "'"
    if expression.year is not None:
        return f"{words} -> {text or 'no such day'}"
    if expression.kind == "sequel":
        words += f" told after {base.text}" if base else " without a date told before"
    else:
        words += f" in an article of {base.text}" if base else " in an article without a date"
    return f"{words} -> {text or 'unknown'}"


def _anchor(text: str | None) -> _Anchor | None:
    """The anchor as year, month and day; an interval counts as the month or year that holds it."""
    if text is None or not edtf.valid(text):
        return None
    days = edtf.bounds(text)
    if days and edtf.precision(text) == "interval":
        text = next((t for t in (f"{days[0]:%Y-%m}", f"{days[0]:%Y}") if edtf.contains(t, text)), "")
    text = text.rstrip("~?%")
    if not text or "/" in text:
        return None
    year, month, day = (*(None if p == "XXXX" else int(p) for p in text.split("-")), None, None)[:3]
    return _Anchor(text, year, month, day)


# --- calendar words --------------------------------------------------------------------------------------------------


def _calendar(expression: TimeExpression, anchor: _Anchor | None, tense: Tense) -> str | None:
    expression = _settled(expression, anchor)
    tense = {-1: "past", 0: tense, 1: "future"}[expression.direction]
    if expression.year is not None:
        return _written(expression, expression.year)
    if expression.month is None:
        return _day_of_month(expression, anchor, tense)
    if anchor is None or anchor.year is None or anchor.month is None:
        return _written(expression, _likely_year(anchor, expression.month, tense))
    years = range(anchor.year - _LEAP_YEARS, anchor.year + _LEAP_YEARS + 1)
    return _nearest(expression, (_written(expression, year) for year in years), anchor, tense)


def _likely_year(anchor: _Anchor | None, month: int, tense: Tense) -> int | None:
    """The year of an article of a mere year, unless its months leave it open.

    Of all the articles of 2025 that look back to a December, hardly any can mean that of 2025.
    """
    open_year = month < 4 if tense == "future" else month > 9
    return None if anchor is None or open_year else anchor.year


def _settled(expression: TimeExpression, anchor: _Anchor | None) -> TimeExpression:
    """The expression with "last year" and "this month" replaced by the year and month they mean."""
    if anchor is None or expression.count is None:
        return expression
    if expression.unit == "year" and anchor.year is not None:
        return replace(expression, year=anchor.year + expression.count)
    if expression.unit == "month" and anchor.month is not None:
        year, month = _months_on(anchor.year, anchor.month, expression.count)
        return replace(expression, year=year, month=month)
    return expression


def _written(expression: TimeExpression, year: int | None) -> str | None:
    """The expression's own parts as EDTF in `year`; None where that year lacks the day."""
    text = _joined(year, expression.month, expression.day)
    if expression.until_year or expression.until_month or expression.until_day:
        until_month = expression.until_month or expression.month
        wraps = (until_month or 0, expression.until_day or 0) < (expression.month or 0, expression.day or 0)
        until_year = expression.until_year or (year + wraps if year is not None else None)
        text += "/" + _joined(until_year, until_month, expression.until_day)
    return text if edtf.valid(text) else None


def _joined(year: int | None, month: int | None, day: int | None) -> str:
    parts = ["XXXX" if year is None else f"{year:04d}"]
    parts += [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(parts)


def _day_of_month(expression: TimeExpression, anchor: _Anchor | None, tense: Tense) -> str | None:
    """Such as "the 18th": of the anchor's month, or of the month beside it where the tense asks for that."""
    if anchor is None or anchor.month is None:
        return anchor.text if anchor else None
    months = [_months_on(anchor.year, anchor.month, count) for count in (0, -1, 1)]
    texts = [_written(replace(expression, year=year, month=month), year) for year, month in months]
    if anchor.date is None:
        return texts[0]
    fits = [text for text in texts if text and _named_day(expression, text)]
    return _nearest(expression, fits or texts, anchor, tense) if tense or fits != texts else texts[0]


def _nearest(expression: TimeExpression, texts: Iterable[str | None], anchor: _Anchor, tense: Tense) -> str | None:
    """The text nearest to the anchor on the side of the tense; a weekday in the words decides between the first two."""
    around = edtf.bounds(anchor.text)
    spans = [(text, days) for text in texts if text and (days := edtf.bounds(text))]
    if around is None or not spans:
        return None
    slack = _ZONES if expression.day is not None and not expression.direction else timedelta()
    if tense == "past":
        spans = [(text, days) for text, days in spans if days[0] <= around[1] + slack] or spans
    elif tense == "future":
        spans = [(text, days) for text, days in spans if days[1] >= around[0] - slack] or spans
    ranked = sorted(spans, key=lambda span: (_gap(span[1], around, ahead=2), span[1]))
    named = [text for text, _ in ranked[:2] if _named_day(expression, text)]
    return named[0] if named else ranked[0][0]


def _gap(days: tuple[date, date], around: tuple[date, date], *, ahead: int) -> timedelta:
    """How far the days are from the anchor; ahead of it counts more, since news tells of the past."""
    return max((days[0] - around[1]) * ahead, around[0] - days[1], timedelta())


def _named_day(expression: TimeExpression, text: str) -> bool:
    days = edtf.bounds(text)
    return days is not None and expression.weekday in {None, days[0].weekday()}


def _month(expression: TimeExpression, anchor: _Anchor | None, _tense: Tense) -> str | None:
    """Such as "last December": the last before the anchor's month; in an article of a mere year the two it can be."""
    month, way = expression.month or 1, expression.direction
    if anchor is None or anchor.year is None:
        return _joined(None, month, None)
    near, far = anchor.year, anchor.year + way
    if anchor.month is not None or not way:
        return _joined(near if way * (month - (anchor.month or 0)) > 0 else far, month, None)
    if month == (12 if way < 0 else 1):
        return _joined(far, month, None)
    return f"{_joined(min(near, far), month, None)}/{_joined(max(near, far), month, None)}"


# --- words that count from the anchor --------------------------------------------------------------------------------


def _weekday(expression: TimeExpression, anchor: _Anchor | None, tense: Tense) -> str | None:
    if anchor is None or anchor.date is None or expression.weekday is None:
        return _week_around(anchor, expression, tense)
    today = anchor.date
    if expression.count is not None:
        monday = today - timedelta(days=today.weekday())
        return (monday + timedelta(weeks=expression.count, days=expression.weekday)).isoformat()
    ahead = (expression.weekday - today.weekday()) % 7
    if expression.direction:
        return (today + timedelta(days=(ahead or 7) if expression.direction > 0 else ahead - 7)).isoformat()
    return (today + timedelta(days=ahead if tense == "future" or not ahead else ahead - 7)).isoformat()


def _week_around(anchor: _Anchor | None, expression: TimeExpression, tense: Tense) -> str | None:
    """All that a day of unknown year can say of a weekday: one of the seven days before or after it."""
    if anchor is None or anchor.day is None or anchor.month is None or expression.count is not None:
        return _coarse(anchor)
    first = {-1: -7, 0: 0 if tense == "future" else -6, 1: 1}[expression.direction]
    days = [_yearless_day(anchor.month, anchor.day, count) for count in (first, first + 6)]
    return f"{days[0]}/{days[1]}" if all(days) else None


def _coarse(anchor: _Anchor | None) -> str | None:
    """All that a mere month or year can say of a day or a week: itself."""
    return anchor.text if anchor and anchor.year is not None and anchor.day is None else None


def _offset(expression: TimeExpression, anchor: _Anchor | None, tense: Tense) -> str | None:
    count = expression.count or 0
    if anchor is None:
        return None
    if expression.unit == "day":
        return _day_on(anchor, count)
    if expression.unit == "month":
        return _month_on(anchor, count)
    if expression.unit == "year":
        return _joined(anchor.year + count, None, None) if anchor.year is not None else None
    return _week(anchor.date, expression, tense) if anchor.date else _coarse(anchor)


def _day_on(anchor: _Anchor, count: int) -> str | None:
    if anchor.date:
        return (anchor.date + timedelta(days=count)).isoformat()
    if anchor.month and anchor.day:
        return _yearless_day(anchor.month, anchor.day, count)
    return _coarse(anchor)


def _month_on(anchor: _Anchor, count: int) -> str:
    if anchor.month is not None:
        return _joined(*_months_on(anchor.year, anchor.month, count), None)
    first, last = (_joined(*_months_on(anchor.year, month, count), None) for month in (1, 12))
    return f"{first}/{last}" if count else anchor.text


def _week(today: date, expression: TimeExpression, tense: Tense) -> str:
    """Monday to Sunday, this week only as far as the tense allows; of a weekend its two days."""
    count = expression.count or 0
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=count)
    first, last = monday, monday + timedelta(days=6)
    if expression.unit == "weekend":
        first = monday + timedelta(days=5)
        back = timedelta(weeks=1 if count == 0 and tense == "past" and today < first else 0)
        return edtf.spell(first - back, last - back)
    if count == 0 and tense == "past":
        last = today
    elif count == 0 and tense == "future":
        first = today
    return edtf.spell(first, last)


def _yearless_day(month: int, day: int, count: int) -> str | None:
    """The day `count` days on, where it is the same in leap years and in others."""
    starts = [date(year, month, day) for year in (2004, 2003) if (month, day) != (2, 29) or year == 2004]
    days = {f"XXXX-{start + timedelta(days=count):%m-%d}" for start in starts}
    return days.pop() if len(days) == 1 else None


def _months_on(year: int | None, month: int, count: int) -> tuple[int | None, int]:
    index = (year or 0) * 12 + month - 1 + count
    return (None if year is None else index // 12), index % 12 + 1


def _sequel(expression: TimeExpression, told: _Anchor | None, tense: Tense) -> str | None:
    if told and expression.unit == "day" and not expression.count:
        return told.text
    return _offset(expression, told, tense) if told and (told.day or expression.unit != "day") else None


_RESOLVERS: dict[str, Callable[[TimeExpression, _Anchor | None, Tense], str | None]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "month": _month,
    "offset": _offset,
    "sequel": _sequel,
}
