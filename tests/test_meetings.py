"""Sentences and the meetings they tell: who, held or not, how, where, and in which words the day; people are invented.

The sentences stand in `sentences/meetings.en.txt` and `.es.txt`, each with what it tells on the line below it:

    names between strokes; in CITY; on WORDS OF THE DAY; planned, cancelled or denied; by phone or video; sides CODES

What is not said is a meeting held in person, without a city and a day. `nothing` says that no meeting is told.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from extraction_texts import present, told
from visavis.model import MeetingReport

_FOLDER = Path(__file__).parent / "sentences"


@dataclass(frozen=True)
class Row:
    """A text with the meeting it tells."""

    text: str
    who: frozenset[str]
    city: str | None = None
    day: str | None = None
    status: str = "held"
    channel: str = "in-person"
    sides: frozenset[str] | None = None


def _rows(language: str) -> list[Row]:
    blocks = (_FOLDER / f"meetings.{language}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [_row(*block.split("\n    ")) for block in blocks]


def _row(text: str, expected: str) -> Row:
    who, *rest = expected.strip().split("; ")
    said = dict(part.split(" ", 1) if " " in part else ("status", part) for part in rest)
    return Row(
        text,
        frozenset() if who == "nothing" else frozenset(who.split(" | ")),
        said.pop("in", None),
        said.pop("on", None),
        said.pop("status", "held"),
        said.pop("by", "in-person"),
        frozenset(said["sides"].split()) if "sides" in said else None,
    )


def _check(row: Row, language: str) -> None:
    found = told(row.text, language)
    assert [present(found, meeting) for meeting in found.meetings] == ([set(row.who)] if row.who else [])
    for meeting in found.meetings:
        assert (meeting.status, meeting.channel, *_where_and_when(meeting)) == (
            row.status,
            row.channel,
            row.city,
            row.day,
        )
        assert row.sides is None or set(meeting.countries) == row.sides


def _where_and_when(meeting: MeetingReport) -> tuple[str | None, str | None]:
    expression = meeting.when.expression if meeting.when else None
    return meeting.place.city if meeting.place else None, expression.words if expression else None


@pytest.mark.parametrize("row", _rows("en"), ids=lambda row: row.text[:60])
def test_english(row: Row) -> None:
    """The text tells this meeting and no other."""
    _check(row, "en")


@pytest.mark.parametrize("row", _rows("es"), ids=lambda row: row.text[:60])
def test_spanish(row: Row) -> None:
    """The same in Spanish, through the same code."""
    _check(row, "es")
