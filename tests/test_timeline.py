"""Dates on a scale: points, ranges, what lies beyond, and the words above them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis_tui.timeline import Scale, axis, bar

YEAR = Scale(date(2024, 1, 1), date(2024, 12, 31))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "drawn"),
    [
        (date(2024, 1, 1), date(2024, 1, 1), "●"),
        (date(2024, 12, 31), date(2024, 12, 31), " " * 11 + "●"),
        (date(2024, 1, 1), date(2024, 12, 31), "├──────────┤"),
        (date(2024, 6, 10), date(2024, 6, 12), "     ▬"),
        (date(2023, 1, 1), date(2024, 3, 15), "◂─┤"),
        (date(2024, 11, 15), date(9999, 12, 31), " " * 10 + "├▸"),
        (date(2020, 1, 1), date(2020, 1, 1), "◂"),
        (date(2030, 1, 1), date(2030, 1, 1), " " * 11 + "▸"),
        (None, None, ""),
    ],
)
def test_a_date_is_drawn_as_wide_as_it_is_vague(first: date | None, last: date | None, drawn: str) -> None:
    """A year in twelve cells."""
    assert bar(YEAR, first, last, 12) == drawn


def test_the_heading_names_as_much_as_there_is_room_for() -> None:
    """Months, quarters, years; each word where its time begins."""
    assert axis(YEAR, 120).split()[:3] == ["│2024-01", "│2024-02", "│2024-03"]
    assert axis(YEAR, 40).split() == ["│2024-01", "│2024-04", "│2024-07", "│2024-10"]
    decade = Scale(date(2010, 5, 1), date(2020, 12, 31))
    assert axis(decade, 60).split()[:2] == ["│2012", "│2014"]
    assert axis(None, 60) == ""


@given(DAYS, DAYS, DAYS, DAYS, st.integers(0, 80))
def test_nothing_is_ever_wider_than_its_column(one: date, other: date, first: date, last: date, width: int) -> None:
    """Whatever the scale and the date."""
    scale = Scale(min(one, other), max(one, other))
    assert len(bar(scale, min(first, last), max(first, last), width)) <= width
    assert len(axis(scale, width)) <= width
