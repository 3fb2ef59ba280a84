"""What `visavis` prints where there is no terminal to browse on: the relationships as text, 80 columns wide."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from visavis.database import queries
from visavis.database.answers import EventRow, Scope
from visavis.database.connection import Reader, open_reader, store_directory
from visavis.database.listings import RELATIONSHIPS
from visavis.database.lists import listing
from visavis.errors import StoreMissing
from visavis_tui import exits
from visavis_tui.output import cell_width, cut
from visavis_tui.present import (
    counted,
    date_text,
    event_text,
    one_line,
    place_text,
    relationship_text,
    sources_text,
    sparkline,
    status_text,
    totals_text,
)

WIDTH = 80
_PAIRS, _MEETINGS, _AGREEMENTS = 5, 10, 6  # lines of each part; what is left out is counted
_FIRST_STEPS = """\
There is no store at {directory} yet. To make one:

  visavis load --seeds          the articles that ship with visavis
  visavis load PATH ...         your own: .txt, .md, .jsonl files or folders

Then `visavis` on a terminal opens the desk, and `visavis --help` says more."""


def run(asked: argparse.Namespace) -> int:
    """Print the overview, or what to do where there is no store yet."""
    directory = store_directory(asked.store)
    try:
        reader = open_reader(directory)
    except StoreMissing:
        sys.stdout.write(_FIRST_STEPS.format(directory=one_line(str(directory))) + "\n")
        return exits.OK
    with reader:
        for line in lines(reader):
            sys.stdout.write(cut(line, WIDTH) + "\n")
    return exits.OK


def lines(reader: Reader) -> Iterator[str]:
    """Relationships by what joins them, then the latest meetings and agreements; safe to print."""
    yield from _relationships(reader)
    events = [row for row in listing(reader, "events", Scope()).rows if isinstance(row, EventRow)]
    yield from _events("Meetings", "meetings", [e for e in events if e.kind == "meeting"], _MEETINGS)
    yield from _events("Agreements", "agreements", [e for e in events if e.kind == "agreement"], _AGREEMENTS)
    yield ""
    yield "To browse: visavis, on a terminal. Lists: visavis show meetings. visavis --help"


def _relationships(reader: Reader) -> Iterator[str]:
    pairs = reader.rows(RELATIONSHIPS)
    for *_, one, other, meetings, agreements, articles in pairs[:_PAIRS]:
        counts = (counted(meetings, "meeting"), counted(agreements, "agreement"), counted(articles, "article"))
        yield f"{one_line(one)} - {one_line(other)}: {', '.join(counts)}"
    if len(pairs) > _PAIRS:
        yield f"and {counted(len(pairs) - _PAIRS, 'pair')} of countries more"
    if not pairs:
        yield "No two countries together yet."
    relationship = queries.relationship(reader)
    heading = f"{relationship_text(relationship)} by month: "
    if months := sparkline(relationship, WIDTH - cell_width(heading)):
        yield heading + months
    yield totals_text(queries.totals(reader))


def _events(heading: str, subject: str, events: Sequence[EventRow], most: int) -> Iterator[str]:
    if not events:
        return
    yield ""
    yield f"{heading}, the latest first"
    dates = [date_text(event.date) for event in events[:most]]
    width = max(map(cell_width, dates))
    for date, event in zip(dates, events, strict=False):
        yield f"  {date:{width}}  {_event(event, WIDTH - width - 4)}"
    if len(events) > most:
        yield f"  and {len(events) - most:,} more: visavis show {subject}"


def _event(event: EventRow, width: int) -> str:
    """Title first, cut where it must be; then place, status where the title does not say it, and sources."""
    plain = event.status in ("held", "signed", "announced") and not event.disputed and not event.claimed_by
    details = [place_text(event), "" if plain else status_text(event), sources_text(event.articles, event.origins)]
    tail = "".join(f" · {detail}" for detail in details if detail)
    return cut(event_text(event), max(width - cell_width(tail), width // 2)) + tail
