"""What tables say of a date beside its EDTF text: the days that it allows, and the order of lists."""

from datetime import date
from functools import lru_cache

from visavis import edtf


@lru_cache(maxsize=10_000)  # a store has far fewer dates than facts
def bounds(when: str | None) -> tuple[date, date] | tuple[None, None]:
    """First and last day that `when` allows; (None, None) where that is not known."""
    return (edtf.bounds(when) if when else None) or (None, None)


def latest_first(when: str | None) -> int:
    """A number that sorts the latest first, by the first day that `when` allows; what has none sorts last."""
    earliest = bounds(when)[0]
    return 1 if earliest is None else -earliest.toordinal()


def by_date(when: str | None) -> date:
    """The first day that `when` allows; what has none sorts last."""
    return bounds(when)[0] or date.max
