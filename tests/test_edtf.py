"""Dates as EDTF: what is valid, which days it means, and what two of them have in common."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis import edtf

_days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
_known = st.one_of(
    _days.map(date.isoformat),
    _days.map(lambda day: day.isoformat()[:7]),
    _days.map(lambda day: day.isoformat()[:4]),
    st.tuples(_days, _days).map(lambda pair: edtf.spell(min(pair), max(pair))),
)
_yearless = st.one_of(
    _days.map(lambda day: f"XXXX-{day:%m-%d}"),
    _days.map(lambda day: f"XXXX-{day:%m}"),
    st.tuples(_days, _days).map(lambda pair: f"XXXX-{pair[0]:%m-%d}/XXXX-{pair[1]:%m-%d}"),
)
_any = st.one_of(_known, _yearless, st.text("0123456789X-/.~?", max_size=21), st.text(max_size=12))


@pytest.mark.parametrize(
    "text",
    [
        *("2024", "2024-12", "2024-12-11", "XXXX-12", "XXXX-12-11", "XXXX-02-29", "2024-02-29", "0001"),
        *("2024-12-11/2024-12-13", "2011/2023", "2024-05/2024", "2020/..", "../2020-03", "XXXX-12-30/XXXX-01-02"),
        *("2024~", "2024-12?", "2024-12-11%", "2024~/2025?"),
    ],
)
def test_valid(text: str) -> None:
    """Years, months, days, unknown years, intervals, open ends and marks of doubt are dates."""
    assert edtf.valid(text)
    assert edtf.precision(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "..",
            "/",
            "../..",
            "XXXX",
            "0000",
            "2024-1",
            "2024-13",
            "2024-00",
            "2024-02-30",
            "2023-02-29",
            "2024-12-00",
        ),
        *("XXXX-02-30", "XXXX-13", "2024/2023", "2024-12-11/2024-12-10", "XXXX-12/2024", "XXXX-12/..", "../XXXX-12"),
        *("2024-12-11T10:00", " 2024", "2024 ", "2024\n", "２０２４", "٢٠٢٤", "24", "12/11/2024", "~2024", "2024~~"),
    ],
)
def test_invalid(text: str) -> None:
    """Days that do not exist, reversed intervals and anything else are no dates, and mean nothing."""
    assert not edtf.valid(text)
    assert edtf.bounds(text) is None
    assert edtf.precision(text) is None
    assert edtf.intersect(text, "2024") is None
    assert edtf.at_year(text, 2024) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12-11~", date(2024, 12, 11), date(2024, 12, 11)),
        ("2023-12/2024", date(2023, 12, 1), date(2024, 12, 31)),
        ("2020/..", date(2020, 1, 1), date.max),
        ("../2020-02", date.min, date(2020, 2, 29)),
    ],
)
def test_bounds(text: str, first: date, last: date) -> None:
    """A date spans from its first to its last day."""
    assert edtf.bounds(text) == (first, last)


@pytest.mark.parametrize("text", ["XXXX-12-11", "XXXX-12", "XXXX-12-30/XXXX-01-02"])
def test_no_bounds_without_a_year(text: str) -> None:
    """A date of unknown year has no days of its own."""
    assert edtf.bounds(text) is None


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2024", "year"), ("XXXX-12", "month"), ("2024-12-11?", "day"), ("2024/..", "interval"), ("../2024", "interval")],
)
def test_precision(text: str, precision: str) -> None:
    """Precision is told from the text, whether or not the year is known."""
    assert edtf.precision(text) == precision


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2024, 12, 11), date(2024, 12, 11), "2024-12-11"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024-02-01/2024-02-28"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 1, 1), date(2025, 12, 31), "2024/2025"),
        (date(2024, 3, 1), date(2024, 5, 31), "2024-03/2024-05"),
        (date(2024, 3, 2), date.max, "2024-03-02/.."),
    ],
)
def test_spell(first: date, last: date, text: str) -> None:
    """Days are spelled as the shortest date that means them."""
    assert edtf.spell(first, last) == text


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        ("XXXX-12-11", "2024-12", "2024-12-11"),
        ("XXXX-12-11", "2024", "2024-12-11"),
        ("XXXX-12-11", "2024-12-11", "2024-12-11"),
        ("XXXX-12-11", "2024-11", None),
        ("XXXX-12-11", "2024-11-20/2025-01-10", "2024-12-11"),
        ("XXXX-12-11", "2023/2025", "2023-12-11/2025-12-11"),
        ("XXXX-12-11", "2020/..", "2020-12-11/.."),
        ("XXXX-02-29", "2023", None),
        ("XXXX-02-29", "2023/2026", "2024-02-29"),
        ("XXXX-12", "XXXX-12-11", "XXXX-12-11"),
        ("XXXX-12", "XXXX-11", None),
        ("XXXX-12-30/XXXX-01-02", "XXXX-01", "XXXX-01-01/XXXX-01-02"),
        ("XXXX-12-30/XXXX-01-02", "2025-01", "2025-01-01/2025-01-02"),
        ("2024", "2024-05", "2024-05"),
        ("2024-05", "2024-06", None),
        ("2024-05-01/2024-05-20", "2024-05-18/2024-06", "2024-05-18/2024-05-20"),
        ("2024-12-16/2024-12-22", "2024-12-18", "2024-12-18"),
        ("2024~", "2024", "2024"),
        ("2024~", "2020/..", "2024~"),
        ("2024-05", "last May", None),
    ],
)
def test_intersect(a: str, b: str, both: str | None) -> None:
    """Two dates make the more precise one that both allow, or nothing when they contradict."""
    assert edtf.intersect(a, b) == both
    assert edtf.compatible(a, b) == (both is not None)


@pytest.mark.parametrize(
    ("outer", "inner", "holds"),
    [
        ("2024", "2024-12-11", True),
        ("2024-12", "2024", False),
        ("2024-12-11", "2024-12-11?", True),
        ("XXXX-12", "2024-12-11", True),
        ("XXXX-12", "XXXX-12-11", True),
        ("2024-12", "XXXX-12-11", False),
        ("2024/..", "2030", True),
        ("2024", "2025-01", False),
        ("2024", "no date", False),
    ],
)
def test_contains(outer: str, inner: str, holds: bool) -> None:  # noqa: FBT001
    """A date contains another when every day of the other is one of its own."""
    assert edtf.contains(outer, inner) is holds


@pytest.mark.parametrize(
    ("text", "year", "dated"),
    [
        ("XXXX-12-11", 2024, "2024-12-11"),
        ("XXXX-12", 2024, "2024-12"),
        ("XXXX-02-29", 2023, None),
        ("XXXX-12-30/XXXX-01-02", 2024, "2024-12-30/2025-01-02"),
        ("2019-05", 2024, "2019-05"),
        ("XXXX-12-11", 0, None),
        ("XXXX-12-11", 10_000, None),
    ],
)
def test_at_year(text: str, year: int, dated: str | None) -> None:
    """A year fills an unknown year, and only that."""
    assert edtf.at_year(text, year) == dated


@given(_any, _any)
def test_intersect_commutes_and_stays_valid(a: str, b: str) -> None:
    """The order of two dates does not matter, and what they share is a date again."""
    both = edtf.intersect(a, b)
    assert both == edtf.intersect(b, a)
    assert both is None or edtf.valid(both)


@given(_known, _known)
def test_intersect_never_widens(a: str, b: str) -> None:
    """What two dates share lies within both of them."""
    both = edtf.intersect(a, b)
    if both is not None:
        assert edtf.contains(a, both)
        assert edtf.contains(b, both)


@given(_yearless, _known)
def test_a_day_without_a_year_never_widens_one_with(a: str, b: str) -> None:
    """An unknown year takes the years it meets and none beside."""
    both = edtf.intersect(a, b)
    if both is not None:
        assert edtf.contains(b, both)


@given(_any)
def test_a_date_meets_itself(text: str) -> None:
    """Any date shares itself with itself; any other text shares nothing."""
    assert edtf.intersect(text, text) == (text if edtf.valid(text) else None)


@given(_known)
def test_spell_inverts_bounds(text: str) -> None:
    """The days of a date spell the same days again."""
    days = edtf.bounds(text)
    assert days is not None
    assert edtf.bounds(edtf.spell(*days)) == days
