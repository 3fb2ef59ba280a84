"""From an expression to a date: calendar arithmetic around anchors of every precision."""

import dataclasses
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis import edtf
from visavis.model import TimeExpression
from visavis.when import Tense, resolve

# 2025-09-16 is a Tuesday.


def say(kind: str, **fields: Any) -> TimeExpression:  # noqa: ANN401
    """An expression as the date finder would give it."""
    return dataclasses.replace(TimeExpression(0, 5, "words", "calendar"), kind=kind, **fields)


def dated(expression: TimeExpression, anchor: str | None, tense: Tense = None, told: str | None = None) -> str | None:
    """The date alone."""
    return resolve(expression, anchor, tense=tense, told=told).edtf


DECEMBER_11 = say("calendar", month=12, day=11)
MAY = say("calendar", month=5)
LAST_DECEMBER = say("month", month=12, direction=-1)
TUESDAY = say("weekday", weekday=1)
YESTERDAY = say("offset", unit="day", count=-1)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": 2024, "month": 12, "day": 11}, "2024-12-11"),
        ({"year": 2023, "month": 8}, "2023-08"),
        ({"year": 2023}, "2023"),
        ({"year": 2011, "until_year": 2023}, "2011/2023"),
        ({"year": 2024, "month": 5, "day": 17, "until_day": 19}, "2024-05-17/2024-05-19"),
        ({"year": 2024, "month": 12, "day": 30, "until_month": 1, "until_day": 2}, "2024-12-30/2025-01-02"),
        ({"year": 2024, "month": 7, "until_month": 12}, "2024-07/2024-12"),
    ],
)
@pytest.mark.parametrize("anchor", [None, "2025-09-16", "2025", "XXXX-03-06"])
def test_full_dates_need_no_anchor(fields: dict[str, Any], expected: str, anchor: str | None) -> None:
    """Words that hold the year mean the same in every article."""
    result = resolve(say("calendar", **fields), anchor)
    assert (result.edtf, result.basis, result.derivation) == (expected, "stated", f"'words' -> {expected}")


@pytest.mark.parametrize(
    ("anchor", "tense", "expected"),
    [
        (None, None, "XXXX-12-11"),
        ("no date", "past", "XXXX-12-11"),
        ("2025-09-16", "past", "2024-12-11"),
        ("2025-09-16", "future", "2025-12-11"),
        ("2025-09-16", None, "2025-12-11"),
        ("2025-03-16", None, "2024-12-11"),
        ("2024-12-10", "past", "2024-12-11"),
        ("2024-12-01", "past", "2023-12-11"),
        ("2024-12-13", "future", "2024-12-11"),
        ("2024-12-20", "future", "2025-12-11"),
        ("2025-09", "past", "2024-12-11"),
        ("2025", "past", "XXXX-12-11"),
        ("2025", "future", "2025-12-11"),
        ("XXXX-12-14", "past", "XXXX-12-11"),
        ("2025-09-14/2025-09-16", "past", "2024-12-11"),
        ("2025-09-16~", "past", "2024-12-11"),
    ],
)
def test_a_day_without_a_year(anchor: str | None, tense: Tense, expected: str) -> None:
    """A day takes the year of the article in the direction of the tense, some days of grace, and none without it."""
    assert dated(DECEMBER_11, anchor, tense) == expected


@pytest.mark.parametrize(
    ("anchor", "tense", "expected"),
    [
        (None, None, "XXXX-05"),
        ("2025-09-16", "past", "2025-05"),
        ("2025-09-16", "future", "2026-05"),
        ("2025-05-02", "past", "2025-05"),
        ("2025-05-02", "future", "2025-05"),
        ("2025-04-29", "past", "2024-05"),
        ("2025", "past", "2025-05"),
        ("2025", None, "2025-05"),
    ],
)
def test_a_month_without_a_year(anchor: str | None, tense: Tense, expected: str) -> None:
    """A bare month is the nearest in the direction of the tense, the current one included."""
    assert dated(MAY, anchor, tense) == expected


@pytest.mark.parametrize(
    ("month", "direction", "anchor", "expected"),
    [
        (12, -1, "2025-09-16", "2024-12"),
        (12, -1, "2025-12-31", "2024-12"),
        (12, -1, "2025-01-01", "2024-12"),
        (12, -1, "2025", "2024-12"),
        (12, -1, None, "XXXX-12"),
        (5, -1, "2025-09", "2025-05"),
        (5, -1, "2025", "2024-05/2025-05"),
        (5, 1, "2025-09-16", "2026-05"),
        (10, 1, "2025-09-16", "2025-10"),
        (1, 1, "2025", "2026-01"),
        (8, 0, "2025-09-16", "2025-08"),
        (11, 0, "2025-09-16", "2025-11"),
    ],
)
def test_a_month_with_a_direction(month: int, direction: int, anchor: str | None, expected: str) -> None:
    """A month that is last or next is never the article's own; a mere year leaves the two that it can be."""
    assert dated(say("month", month=month, direction=direction), anchor) == expected


@pytest.mark.parametrize(
    ("weekday", "direction", "anchor", "tense", "expected"),
    [
        (1, 0, "2025-09-16", "past", "2025-09-16"),
        (0, 0, "2025-09-16", "past", "2025-09-15"),
        (2, 0, "2025-09-16", "past", "2025-09-10"),
        (2, 0, "2025-09-16", None, "2025-09-10"),
        (2, 0, "2025-09-16", "future", "2025-09-17"),
        (1, 0, "2025-09-16", "future", "2025-09-16"),
        (1, -1, "2025-09-16", None, "2025-09-09"),
        (0, -1, "2025-09-16", None, "2025-09-15"),
        (1, 1, "2025-09-16", None, "2025-09-23"),
        (4, 1, "2025-09-16", None, "2025-09-19"),
        (1, 0, "2025-09", "past", "2025-09"),
        (1, 0, "2025", "past", "2025"),
        (1, 0, None, "past", None),
        (3, 0, "XXXX-03-20", "past", "XXXX-03-14/XXXX-03-20"),
        (3, 0, "XXXX-03-20", "future", "XXXX-03-20/XXXX-03-26"),
        (3, 0, "XXXX-03-02", "past", None),
    ],
)
def test_weekdays(weekday: int, direction: int, anchor: str | None, tense: Tense, expected: str | None) -> None:
    """A bare weekday is at most six days away, "last" and "next" are strict, and a coarse anchor stays coarse."""
    assert dated(say("weekday", weekday=weekday, direction=direction), anchor, tense) == expected


@pytest.mark.parametrize(("count", "expected"), [(-1, "2025-09-11"), (0, "2025-09-18"), (1, "2025-09-25")])
def test_weekday_of_a_week(count: int, expected: str) -> None:
    """A weekday of last or next week counts from the Monday of the article's week."""
    assert dated(say("weekday", weekday=3, unit="week", count=count), "2025-09-16") == expected


@pytest.mark.parametrize(
    ("unit", "count", "anchor", "tense", "expected"),
    [
        ("day", 0, "2025-09-16", None, "2025-09-16"),
        ("day", -1, "2025-03-01", None, "2025-02-28"),
        ("day", 1, "2025-12-31", None, "2026-01-01"),
        ("day", 0, "2025-09", None, "2025-09"),
        ("day", -1, "2025", None, "2025"),
        ("day", 0, None, None, None),
        ("day", -1, "XXXX-03-06", None, "XXXX-03-05"),
        ("day", -1, "XXXX-01-01", None, "XXXX-12-31"),
        ("day", -1, "XXXX-03-01", None, None),
        ("week", 0, "2025-09-16", None, "2025-09-15/2025-09-21"),
        ("week", 0, "2025-09-16", "past", "2025-09-15/2025-09-16"),
        ("week", 0, "2025-09-16", "future", "2025-09-16/2025-09-21"),
        ("week", 0, "2025-09-15", "past", "2025-09-15"),
        ("week", -1, "2025-09-16", "past", "2025-09-08/2025-09-14"),
        ("week", -2, "2025-09-16", None, "2025-09-01/2025-09-07"),
        ("week", -1, "2025", None, "2025"),
        ("week", 0, "XXXX-03-06", None, None),
        ("weekend", 0, "2025-09-16", "past", "2025-09-13/2025-09-14"),
        ("weekend", 0, "2025-09-16", "future", "2025-09-20/2025-09-21"),
        ("weekend", 0, "2025-09-14", "past", "2025-09-13/2025-09-14"),
        ("weekend", -1, "2025-09-16", None, "2025-09-13/2025-09-14"),
        ("month", 0, "2025-09-16", None, "2025-09"),
        ("month", -1, "2025-01-16", None, "2024-12"),
        ("month", 4, "2025-09", None, "2026-01"),
        ("month", -1, "2025", None, "2024-12/2025-11"),
        ("month", 0, "2025", None, "2025"),
        ("month", -1, "XXXX-01-06", None, "XXXX-12"),
        ("year", 0, "2025-09-16", None, "2025"),
        ("year", -1, "2025", None, "2024"),
        ("year", -1, "XXXX-01-06", None, None),
        ("year", -1, None, None, None),
        ("year", -5000, "2025", None, None),
        ("day", 9_999_999, "2025-09-16", None, None),
    ],
)
def test_offsets(unit: str, count: int, anchor: str | None, tense: Tense, expected: str | None) -> None:
    """Days, weeks, months and years count from the anchor and never pretend to more than it knows."""
    assert dated(say("offset", unit=unit, count=count), anchor, tense) == expected


@pytest.mark.parametrize(
    ("day", "anchor", "tense", "expected"),
    [
        (18, "2024-02-28", "past", "2024-02-18"),
        (28, "2024-03-03", "past", "2024-02-28"),
        (28, "2024-03-03", None, "2024-03-28"),
        (3, "2024-03-28", "future", "2024-04-03"),
        (18, "2024-02", None, "2024-02-18"),
        (18, "2024", None, "2024"),
        (18, "XXXX-03-20", None, "XXXX-03-18"),
        (18, None, "past", None),
        (31, "2024-02-01", "past", "2024-01-31"),
    ],
)
def test_the_day_alone(day: int, anchor: str | None, tense: Tense, expected: str | None) -> None:
    """A day alone is of the article's month, or of the month beside it where the tense asks for it."""
    assert dated(say("calendar", day=day), anchor, tense) == expected


def test_a_named_weekday_decides() -> None:
    """A weekday beside the date picks the year or the month in which the two agree."""
    assert dated(say("calendar", month=12, day=11, weekday=2), "2025-11-20") == "2024-12-11"
    assert dated(say("calendar", day=27, weekday=1), "2024-09-02") == "2024-08-27"
    assert dated(say("calendar", day=20, weekday=0), "2025-01-15", "past") == "2025-01-20"


def test_leap_days_wait_for_their_year() -> None:
    """A 29 February is looked for where there is one."""
    leap = say("calendar", month=2, day=29)
    assert dated(leap, "2023-05-01", "past") == "2020-02-29"
    assert dated(leap, "2025-05-01", "future") == "2028-02-29"
    assert dated(leap, "2025", "past") is None


@pytest.mark.parametrize(
    ("fields", "anchor", "expected"),
    [
        ({"month": 11, "unit": "year", "count": -1}, "2020-03-08", "2019-11"),
        ({"month": 11, "unit": "year", "count": -1}, "2020", "2019-11"),
        ({"month": 11, "unit": "year", "count": -1}, None, "XXXX-11"),
        ({"month": 5, "day": 4, "unit": "year", "count": 1}, "2020-03-08", "2021-05-04"),
        ({"day": 12, "unit": "month", "count": 0}, "2025-06-18", "2025-06-12"),
        ({"day": 12, "unit": "month", "count": -1}, "2025-01-18", "2024-12-12"),
        ({"day": 12, "unit": "month", "count": -1}, None, None),
        ({"month": 11, "day": 5, "direction": -1}, "2025-11-04", "2024-11-05"),
        ({"month": 7, "day": 25, "direction": 1}, "2025-09-16", "2026-07-25"),
        ({"month": 12, "day": 30, "until_month": 1, "until_day": 2}, "2025-09-16", "2025-12-30/2026-01-02"),
        ({"month": 12, "day": 30, "until_month": 1, "until_day": 2}, None, "XXXX-12-30/XXXX-01-02"),
        ({"day": 5, "until_day": 6}, "2025-09-16", "2025-09-05/2025-09-06"),
    ],
)
def test_parts_that_hang_on_the_anchor(fields: dict[str, Any], anchor: str | None, expected: str | None) -> None:
    """Parts that are told by last, this or next, and the ends of ranges, take what they lack from the anchor."""
    assert dated(say("calendar", **fields), anchor) == expected


@pytest.mark.parametrize(
    ("unit", "count", "told", "expected"),
    [
        ("day", 0, "2024-12-11", "2024-12-11"),
        ("day", 0, "2024-12", "2024-12"),
        ("day", 1, "2024-12-31", "2025-01-01"),
        ("day", 1, "XXXX-12-11", "XXXX-12-12"),
        ("day", 1, "2024-12", None),
        ("day", 0, None, None),
        ("month", 1, "2022-03", "2022-04"),
        ("year", 1, "2022", "2023"),
        ("week", 2, "2021-10-05", "2021-10-18/2021-10-24"),
    ],
)
def test_sequels_count_from_the_date_told_before(unit: str, count: int, told: str | None, expected: str | None) -> None:
    """The following day counts from the date told before, never from the article's."""
    assert dated(say("sequel", unit=unit, count=count), "2025-09-16", told=told) == expected


@pytest.mark.parametrize(
    ("expression", "anchor", "basis", "derivation"),
    [
        (LAST_DECEMBER, "2025-09-16", "relative", "'words' in an article of 2025-09-16 -> 2024-12"),
        (TUESDAY, "2025", "relative", "'words' in an article of 2025 -> 2025"),
        (TUESDAY, None, "unknown", "'words' in an article without a date -> unknown"),
        (DECEMBER_11, None, "stated", "'words' in an article without a date -> XXXX-12-11"),
        (say("calendar", year=2023, month=2, day=29), "2025", "unknown", "'words' -> no such day"),
        (say("sequel", unit="day", count=0), "2025", "unknown", "'words' without a date told before -> unknown"),
    ],
)
def test_basis_and_derivation(expression: TimeExpression, anchor: str | None, basis: str, derivation: str) -> None:
    """Every date says on what it rests, in one line."""
    result = resolve(expression, anchor)
    assert (result.basis, result.derivation, result.expression) == (basis, derivation, expression)


def test_the_derivation_is_one_line() -> None:
    """Words broken over lines read as one line."""
    broken = dataclasses.replace(YESTERDAY, words="December\n 11")
    assert resolve(broken, "2025-09-16").derivation == "'December 11' in an article of 2025-09-16 -> 2025-09-15"


_small = st.one_of(st.none(), st.integers(-3, 40))
_expressions = st.builds(
    say,
    st.sampled_from(["calendar", "weekday", "month", "offset", "sequel"]),
    year=st.one_of(st.none(), st.integers(-1, 10_001)),
    month=_small,
    day=_small,
    until_year=st.one_of(st.none(), st.integers(-1, 10_001)),
    until_month=_small,
    until_day=_small,
    weekday=st.one_of(st.none(), st.integers(0, 6)),
    direction=st.sampled_from([-1, 0, 1]),
    unit=st.sampled_from([None, "day", "week", "weekend", "month", "year"]),
    count=st.one_of(st.none(), st.integers(-30, 30), st.integers()),
)
_anchors = st.one_of(
    st.none(),
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(
        ["2025", "2025-09", "XXXX-03-06", "XXXX-02-29", "XXXX-05", "2024/2025", "2020/..", "0001", "9999-12-31"]
    ),
    st.text(max_size=8),
)


@given(_expressions, _anchors, st.sampled_from(["past", "future", None]), _anchors)
def test_every_result_is_a_date_or_none(
    expression: TimeExpression, anchor: str | None, tense: Literal["past", "future"] | None, told: str | None
) -> None:
    """Whatever the expression and the anchor, the result is valid EDTF or none, and none is never called known."""
    result = resolve(expression, anchor, tense=tense, told=told)
    assert result.edtf is None or edtf.valid(result.edtf)
    assert (result.edtf is None) == (result.basis == "unknown")
    assert "\n" not in result.derivation
