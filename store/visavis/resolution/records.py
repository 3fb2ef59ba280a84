"""Document actors as the records that are joined, those that cannot be told apart already counted as one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.ids import content_id
from visavis.model import ActorKind, DocumentActor, Report, Span
from visavis.resolution.fold import fold, person_name
from visavis.resolution.organisations import organisation_name
from visavis.resolution.parts import nicknames
from visavis.resolution.roles import is_private
from visavis.resolution.sounds import readings

_INFERRED = ("home", "dateline", "the other side", "other side")  # how the reason for such a country begins


@dataclass(frozen=True, slots=True)
class Record:
    """One document actor with its content id."""

    record_id: int
    article_id: int
    actor: DocumentActor

    @property
    def place(self) -> tuple[int, int]:
        """Its article, and its key there."""
        return self.article_id, self.actor.key

    @property
    def at(self) -> Span | None:
        """Where it is named first."""
        spans = [(mention.start, mention.end) for mention in self.actor.mentions]
        return Span(self.article_id, *min(spans)) if spans else None


@dataclass(frozen=True)
class Group:
    """Records with one name and one country, at most one of each article."""

    records: tuple[Record, ...]

    @property
    def first(self) -> Record:
        """The record that stands for the group."""
        return self.records[0]

    @property
    def name(self) -> str:
        """The fullest form of the first record."""
        return self.first.actor.name

    @property
    def kind(self) -> ActorKind:
        """Person, organisation or country."""
        return self.first.actor.kind

    @property
    def country(self) -> str | None:
        """The country that all of them have, or none."""
        return self.first.actor.country

    @cached_property
    def firm(self) -> bool:
        """Whether an article states the country, rather than leave it to be inferred."""
        return any(stated(record.actor) for record in self.records)

    @cached_property
    def by_article(self) -> dict[int, Record]:
        """The record of each article that speaks of it."""
        return {record.article_id: record for record in self.records}

    @cached_property
    def articles(self) -> frozenset[int]:
        """The articles that speak of it."""
        return frozenset(self.by_article)

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Every role it is given, sorted."""
        return tuple(sorted({record.actor.role for record in self.records if record.actor.role}))

    @cached_property
    def openings(self) -> frozenset[str]:
        """How the parts of a person's name and their nicknames begin, by sound; "" where one part is an initial."""
        parts = person_name(self.name).parts
        forms = [form for part in parts for form in (part, *nicknames(part))]
        return frozenset("" if len(form) == 1 else (sound or form)[:2] for form in forms for sound in readings(form))

    @cached_property
    def signature(self) -> int:
        """A mark of all that likeness looks at."""
        return hash((self.kind, self.first.actor.names, self.name, self.country, self.roles))

    @property
    def bare(self) -> bool:
        """Whether it is a person of whom only a surname is known."""
        return self.kind == "person" and not self.full

    @cached_property
    def full(self) -> bool:
        """Whether the name is more than a bare surname or a bare acronym."""
        if self.kind == "person":
            return len(person_name(self.name).parts) > 1
        own = organisation_name(self.name)
        return len(own.words) > 1 or not own.aliases


def stated(actor: DocumentActor) -> bool:
    """Whether the article itself gives the country: not its dateline, nor the other side of a meeting."""
    return actor.country is not None and not (actor.country_reason or "").startswith(_INFERRED)


def records_of(reports: Sequence[Report]) -> list[Record]:
    """Every document actor, by article; a second one of the same name in an article gets an id of its own."""
    found: dict[int, Record] = {}
    for report in reports:
        article_id = report.article.article_id
        for actor in sorted(report.extraction.actors, key=lambda actor: actor.key):
            record_id = content_id(article_id, actor.kind, fold(actor.name))
            if record_id in found:
                record_id = content_id(article_id, actor.kind, fold(actor.name), actor.key)
            found[record_id] = Record(record_id, article_id, actor)
    return sorted(found.values(), key=lambda record: (record.article_id, record.record_id))


def grouped(records: Iterable[Record], alone: Collection[tuple[int, int]] = ()) -> list[Group]:
    """Records that names, country and walk of life cannot tell apart, as groups, by the id of their first record.

    A record at one of the places `alone` is a group of its own.
    """
    groups: dict[tuple[object, ...], list[list[Record]]] = {}
    for record in records:
        likeness = _likeness(record)
        rows = groups.setdefault((*likeness, record.place) if record.place in alone else likeness, [])
        row = next((row for row in rows if _may_hold(row, record)), None)
        if row is None:
            rows.append([record])
        else:
            row.append(record)
    found = [Group(tuple(row)) for rows in groups.values() for row in rows]
    return sorted(found, key=lambda group: group.first.record_id)


def _may_hold(row: list[Record], record: Record) -> bool:
    """Two persons of one article are two, whatever their names: the article tells them apart."""
    return record.actor.kind != "person" or row[-1].article_id != record.article_id


def _likeness(record: Record) -> tuple[object, ...]:
    actor = record.actor
    if actor.kind == "country":
        return actor.kind, actor.country or fold(actor.name)
    if actor.kind == "organisation":
        own = organisation_name(actor.name)
        lonely = record.record_id if own.frame and not (own.owners or actor.country) else None
        return actor.kind, own.words, own.owners, own.seats, own.aliases, actor.country, lonely
    name = person_name(actor.name)
    lonely = record.record_id if len(name.parts) < 2 else None
    return actor.kind, name.parts, name.han, actor.country, is_private(actor.role) is True, lonely
