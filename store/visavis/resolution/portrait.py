"""One actor out of the records that speak of it: the best name, the role and country that most of them give."""

from collections import Counter
from collections.abc import Iterable, Sequence

from visavis.ids import content_id
from visavis.lexicon import country
from visavis.model import Actor, Member
from visavis.resolution.fold import fold, person_name, word_set
from visavis.resolution.records import Record, stated

_SUPPORTED = 0.15  # of the records: a form that fewer give may be a slip


def portrait(records: Sequence[Record]) -> Actor:
    """The actor that `records` are; records of one kind, at least one."""
    first = records[0].actor
    firm = [record for record in records if stated(record.actor)]
    code = most_common(record.actor.country for record in firm or records)
    return Actor(
        actor_id=_actor_id(records, code),
        kind=first.kind,
        name=_country_name(code, first.name) if first.kind == "country" else best_name(records),
        country=code,
        country_reason=most_common(r.actor.country_reason for r in firm or records if r.actor.country == code),
        role=most_common(record.actor.role for record in records),
        organisation=most_common(record.actor.organisation for record in records),
        members=tuple(
            sorted((Member(r.article_id, r.actor.key) for r in records), key=lambda m: (m.article_id, m.key))
        ),
    )


def _actor_id(records: Sequence[Record], code: str | None) -> int:
    if records[0].actor.kind == "country":
        return content_id("country", code or fold(records[0].actor.name))
    return min(record.record_id for record in records)


def _country_name(code: str | None, told: str) -> str:
    known = country(code) if code else None
    return known.name if known else told


def most_common(values: Iterable[str | None]) -> str | None:
    """The value told most often, the longer and then the alphabetically first among equals; None where none is told."""
    told = [value for value in values if value]
    if len(set(told)) < 2:  # which is usual, and soon seen
        return told[0] if told else None
    counts = Counter(told)
    return min(counts, key=lambda value: (-counts[value], -len(value), value), default=None)


def best_name(records: Sequence[Record]) -> str:
    """The fullest form that enough articles give, or else the fullest of all; with its accents, in Latin letters."""
    counts = Counter(record.actor.name for record in records)
    articles = Counter(parts for parts, _ in {(person_name(r.actor.name).parts, r.article_id) for r in records})
    enough = max(2, len(records) * _SUPPORTED)
    supported = [name for name in counts if articles[person_name(name).parts] >= enough] or list(counts)
    return min(supported, key=lambda name: (not _latin(name), _titled(name), *_fullness(name), -counts[name], name))


def _latin(name: str) -> bool:
    return all(ord(sign) < 0x250 or 0x1E00 <= ord(sign) < 0x1F00 for sign in name if sign.isalpha())


def _titled(name: str) -> bool:
    return fold(name).replace(".", "").split(" ")[0] in word_set("honorifics")


def _fullness(name: str) -> tuple[int, int, bool]:
    """The more parts the better, then the more accents, then a name not in capitals."""
    return -len(person_name(name).parts), -sum(ord(sign) > 127 for sign in name), name.isupper()
