"""The day an article says it was published, as EDTF of a day, a month or a year."""

import re
from datetime import date, time

from visavis.reading.text import shown

_PUBLISHED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[T ](.+))?)?)?")


def parse_published(value: str) -> str:
    """`value` as EDTF: "2025", "2025-09" or "2025-09-16"; of a date with time the date as written.

    Raises ValueError, with words for the user, for anything else.
    """
    match = _PUBLISHED.fullmatch(value.strip())
    if match is None:
        raise ValueError(_refusal(value))
    year, month, day, clock = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
        if clock:
            time.fromisoformat(clock)
    except ValueError:
        raise ValueError(_refusal(value)) from None
    return "-".join(part for part in (year, month, day) if part)


def _refusal(value: str) -> str:
    return f"published {shown(value)} is not a date: write 2025-09-16, 2025-09 or 2025"
