"""What a careful reader takes from articles, and what a store says of the same, brought into one shape to compare.

Expected facts are rows of `seeds/expected.toml`; a fact of the store is recognised by who takes part in it, never by
its date or place, so that a wrong date is told as a wrong date and not as a missing meeting.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import pytest

from visavis.database.connection import Reader

Row = dict[str, Any]
_TITLES = re.compile(r"^(General|Mr\.) ")
_SOURCES = """(SELECT list(DISTINCT source) FROM evidence JOIN articles USING (article_id)
              WHERE fact_id = {id} AND field = 'event')"""
_MEETINGS = f"""SELECT *, {_SOURCES.format(id="meeting_id")} AS sources,
    (SELECT list(actor_id) FROM participants p WHERE p.meeting_id = m.meeting_id) AS actors FROM meetings m"""
_AGREEMENTS = f"""SELECT *, {_SOURCES.format(id="agreement_id")} AS sources,
    (SELECT list(actor_id) FROM parties p WHERE p.agreement_id = a.agreement_id) AS actors FROM agreements a"""
UNSUPPORTED = """
    SELECT 'participant', count(*) FROM participants p WHERE NOT EXISTS (FROM evidence e
        WHERE e.fact_id = p.meeting_id AND e.field = 'participant' AND e.subject_id = p.actor_id) UNION ALL
    SELECT 'party', count(*) FROM parties p WHERE NOT EXISTS (FROM evidence e
        WHERE e.fact_id = p.agreement_id AND e.field = 'party' AND e.subject_id = p.actor_id) UNION ALL
    SELECT 'date', count(*) FROM events v WHERE date IS NOT NULL AND NOT EXISTS (FROM evidence e
        WHERE e.fact_id = v.event_id AND e.field = 'date') UNION ALL
    SELECT 'event', count(*) FROM events v WHERE NOT EXISTS (FROM evidence e
        WHERE e.fact_id = v.event_id AND e.field = 'event')
    ORDER BY 1"""
MISQUOTED = """SELECT fact_kind, field, char_start, char_end, quote FROM evidence JOIN articles USING (article_id)
    WHERE char_start >= char_end OR quote IS DISTINCT FROM substring(text, char_start + 1, char_end - char_start)"""
OUTSIDE_THE_STORY = """SELECT fact_kind, list(DISTINCT zone), any_value(quote)
    FROM evidence JOIN sentences USING (article_id, sentence_no) WHERE field = 'event'
    GROUP BY fact_kind, fact_id HAVING NOT bool_or(zone IN ('title', 'body'))"""


def number_of(source: str) -> str:
    """The number at the head of a file's name: "08" of "seeds/08-exile-police-ties.md"."""
    return re.split(r"[-_]", PurePath(source).stem)[0]


def forms(person: Row) -> set[str]:
    """The listed forms of a person's name; titles are no part of a name."""
    return {_TITLES.sub("", name) for name in person["names"]}


class Shortfalls:
    """Checks that are known to fail, by the reason why; each must fail until its label is taken out.

    A label is what a test checks of what: "M1 date". `unused` tells those that no test has.
    """

    def __init__(self, labels_by_reason: Mapping[str, Sequence[str]]) -> None:
        self._reasons = {label: reason for reason, labels in labels_by_reason.items() for label in labels}
        self.unused = set(self._reasons)

    def mark(self, label: str) -> pytest.MarkDecorator:
        """Decorates the test that checks `label`."""
        self.unused.discard(label)
        reason = self._reasons.get(label)
        return pytest.mark.xfail(reason is not None, reason=reason or "", raises=AssertionError, strict=True)

    def each(self, name: str, rows: Iterable[Row], check: str) -> pytest.MarkDecorator:
        """Gives a test one row after the other as its parameter `name`; the row's own part of a label is its id."""
        labelled = [(row, f"{row.get('id') or row['name']} {check}") for row in rows]
        return pytest.mark.parametrize(
            name, [pytest.param(row, id=label, marks=self.mark(label)) for row, label in labelled]
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting or agreement of the store: its row, who takes part by expected name, and which files tell it."""

    row: Row
    who: frozenset[str]
    sources: frozenset[str]


@dataclass(slots=True)
class Findings:
    """A store seen with the eyes of `people`, the expected persons."""

    reader: Reader
    people: Sequence[Row]
    names: dict[int, set[str]] = field(init=False)  # every form of each person of the store, by actor_id

    def __post_init__(self) -> None:
        self.names = {}
        for actor, name in self.reader.rows(
            "SELECT actor_id, actor_names.name FROM actor_names JOIN actors USING (actor_id) WHERE kind = 'person'"
        ):
            self.names.setdefault(actor, set()).add(name)

    def actors(self, person: Row) -> list[int]:
        """The actors that bear any form of this person's name; one, when all is well."""
        return [actor for actor, names in self.names.items() if names & forms(person)]

    def mentioned_in(self, person: Row) -> set[str]:
        """The files with a mention of this person."""
        rows = self.reader.rows(
            "SELECT DISTINCT source FROM mentions JOIN articles USING (article_id) WHERE list_contains(?, actor_id)",
            [self.actors(person)],
        )
        return {number_of(source) for (source,) in rows}

    def strangers(self) -> list[set[str]]:
        """The forms of each person that is none of the expected ones."""
        known = {actor for person in self.people for actor in self.actors(person)}
        return [names for actor, names in self.names.items() if actor not in known]

    def meetings(self) -> list[Told]:
        """All meetings."""
        return self._facts(_MEETINGS)

    def agreements(self) -> list[Told]:
        """All agreements."""
        return self._facts(_AGREEMENTS)

    def _facts(self, sql: str) -> list[Told]:
        with self.reader.cursor() as cursor:
            answer = cursor.execute(sql)
            columns = [column[0] for column in answer.description]
            rows = [dict(zip(columns, values, strict=True)) for values in answer.fetchall()]
        known: dict[int, str] = {actor: person["name"] for person in self.people for actor in self.actors(person)}
        other: dict[int, str] = dict(
            self.reader.rows("SELECT actor_id, if(kind = 'country', country, name) FROM actors")
        )
        return [
            Told(
                row,
                frozenset(known.get(actor, other[actor]) for actor in row["actors"] or ()),
                frozenset(map(number_of, row["sources"] or ())),
            )
            for row in rows
        ]

    def meeting(self, expected: Row) -> list[Told]:
        """The meetings in which somebody of each side of `expected` takes part; one, when all is well."""
        return [told for told in self.meetings() if self.is_same(expected, told.who)]

    def is_same(self, expected: Row, who: Iterable[str]) -> bool:
        """Whether a meeting of `who` is the expected one: both its sides are there."""
        return sides(self.people, expected["participants"]) <= sides(
            self.people, set(who) & set(expected["participants"])
        )

    def agreement(self, expected: Row) -> list[Told]:
        """The agreements with the count of `expected`, or without one its status and kind of parties."""
        return [told for told in self.agreements() if _same_agreement(expected, told)]


def sides(people: Iterable[Row], names: Iterable[str]) -> set[str]:
    """The countries of the named persons."""
    country = {person["name"]: person["country"] for person in people}
    return {country[name] for name in names}


def _same_agreement(expected: Row, told: Told) -> bool:
    if "count" in expected:
        return bool(told.row["claimed_count"] == expected["count"])
    between_countries = all(len(party) == len("CHN") for party in told.who)
    return (told.row["status"], between_countries, (told.row["claimed_count"] or 1) > 1) == (
        expected["status"],
        all(len(party) == len("CHN") for party in expected["parties"]),
        False,
    )


def columns(told: Iterable[Told], *names: str) -> set[tuple[Any, ...]]:
    """What the records say in these columns: one tuple, when they agree."""
    return {tuple(each.row[name] for name in names) for each in told}


def sources(told: Iterable[Told], expected: Row) -> set[str]:
    """The files that tell it, those that may but need not left out."""
    return set().union(*(each.sources for each in told)) - set(expected.get("echoes", ()))
