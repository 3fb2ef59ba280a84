"""A parsed sentence to the units that can take part in an event: people, countries, bodies, roles and pronouns.

A unit spans everything that stands for it, title and apposition included, so that the argument finder sees
"Chinese Defense Minister Dong Jun" as one thing with one word before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from visavis.extraction.chunks import Chunk, Parsed
from visavis.extraction.knowledge import Knowledge
from visavis.extraction.people import NameMention
from visavis.extraction.references import references
from visavis.extraction.roles import Role, read_role
from visavis.extraction.tagging import Tagged

UnitKind = Literal["person", "country", "body", "organisation", "role", "group", "pronoun", "delegation"]


@dataclass(slots=True)
class Unit:
    """Tokens first..last (exclusive) that stand for one possible participant."""

    kind: UnitKind
    first: int
    last: int
    person: int | None = None  # index of the person
    codes: tuple[str, ...] = ()  # countries it belongs to or is; a body's name where `kind` is body
    role: Role | None = None
    word: str = ""  # a pronoun or group word in lower case
    pair: tuple[str, ...] = ()  # the countries of "representatives of X and Y"
    form: str = ""  # geo units: name, demonym, city, seat
    place: str = ""  # geo units: the city's English name
    name_first: int = -1  # person units: the bare name, first token and the one behind its last
    name_last: int = -1


def units_of(parsed: Parsed, mentions: Sequence[tuple[NameMention, int]], know: Knowledge) -> list[Unit]:
    """The units of one sentence in order; `mentions` are its accepted names, each with its person's index."""
    units = [_person_unit(parsed.tagged.tags, mention, person) for mention, person in mentions]
    attached = {id(mention.role_chunk) for mention, _ in mentions if mention.role_chunk is not None}
    taken = [(unit.first, unit.last) for unit in units]
    for chunk in parsed.chunks:
        if id(chunk) in attached or any(first < chunk.last and chunk.first < last for first, last in taken):
            continue
        unit = _unit(parsed.tagged, chunk, know)
        if unit is not None:
            units.append(unit)
    named = {at for unit in units for at in range(unit.first, unit.last)}
    units.extend(Unit(r.kind, r.first, r.last, word=r.word) for r in references(parsed.tagged, named, know))
    units.sort(key=lambda unit: unit.first)
    units = _with_appositions(parsed.tagged, units)
    units = _with_countries(parsed.tagged, units, know)
    _share_side(parsed.tagged, units, know)
    _share_role(parsed.tagged, units)
    return _with_names(parsed.tagged, units)


def _person_unit(tags: str, mention: NameMention, person: int) -> Unit:
    chunk = mention.role_chunk
    first = min(mention.first, chunk.first) if chunk else mention.first
    last = max(mention.last, chunk.last) if chunk else mention.last
    if tags[last : last + 2] == ",J":  # "Joseph Biden, Jr."
        last += 2
    codes = mention.role.codes if mention.role else ()
    return Unit(
        "person",
        first,
        last,
        person=person,
        codes=codes,
        role=mention.role,
        name_first=mention.first,
        name_last=mention.last,
    )


def _unit(tagged: Tagged, chunk: Chunk, know: Knowledge) -> Unit | None:
    if chunk.kind == "role":
        role = read_role(tagged, chunk, know)
        return Unit("group" if role.plural else "role", chunk.first, chunk.last, codes=role.codes, role=role)
    if chunk.kind == "geo" and chunk.entries:
        entry = chunk.entries[0]
        kind: UnitKind = "body" if entry.kind == "body" else "country"
        codes = tuple(one.code for one in chunk.entries)
        return Unit(kind, chunk.first, chunk.last, codes=codes, form=entry.kind, place=entry.place)
    if chunk.kind == "organisation":
        return Unit("organisation", chunk.first, chunk.last, codes=_codes_within(tagged, chunk))
    return None


def _codes_within(tagged: Tagged, chunk: Chunk) -> tuple[str, ...]:
    for at in range(chunk.first, chunk.last):
        if at in tagged.entries and tagged.entries[at][0].kind != "body":
            return tuple(entry.code for entry in tagged.entries[at])
    return ()


def _with_appositions(tagged: Tagged, units: list[Unit]) -> list[Unit]:
    """Fold a role into the person before it: "Wang Yi, member of ..., and Minister of ..., met"."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        if last is not None and last.kind == "person" and unit.kind == "role" and _is_apposition(tagged, last, unit):
            last.last = unit.last
            if not last.codes:
                last.codes = unit.codes
            continue
        merged.append(unit)
    return merged


def _with_countries(tagged: Tagged, units: list[Unit], know: Knowledge) -> list[Unit]:
    """Fold a country into its neighbour: "Arboleda of Colombia", "a South Sudanese | delegation", "China's | side"."""
    merged: list[Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        if last is not None:
            if _takes(tagged, last, unit, know):
                continue
            if _is_taken_by(tagged, last, unit):
                merged.pop()
        merged.append(unit)
    return merged


def _takes(tagged: Tagged, last: Unit, unit: Unit, know: Knowledge) -> bool:
    """True where `last` has taken in the country or body behind it: "A of X", "officials of X and Y"."""
    words = [token.low for token in tagged.tokens[last.last : unit.first]]
    if last.kind == "person" and not last.codes and (unit.form == "name" or unit.kind == "body"):
        if tuple(word for word in words if word not in know.grammar.articles) not in _OWNED_BY:
            return False
        if unit.kind == "body" and last.role is not None:
            last.role = replace(last.role, body=True)
    elif last.kind == "group" and last.codes and unit.kind == "country":
        told = last.pair or last.codes[:1]
        listed = tagged.tags[last.last : unit.first] in {"&", "&t", ",", ",t", ",&", ",&t"}
        if not listed or unit.form != "name" or unit.codes[0] in told:
            return False
        last.last, last.pair = unit.last, (*told, unit.codes[0])
        return True
    elif (
        last.kind not in {"delegation", "group"}
        or unit.kind != "country"
        or last.codes
        or (words and (words[0] not in know.grammar.owner_words or len(words) > _OWNER_WORDS))
    ):
        return False
    last.last, last.codes = unit.last, unit.codes
    return True


def _is_taken_by(tagged: Tagged, last: Unit, unit: Unit) -> bool:
    """True where `unit` has taken in the country before it: "a South Sudanese | delegation", "of Y, | B"."""
    gap = tagged.tags[last.last : unit.first]
    if last.kind == "country" and unit.kind in {"delegation", "group", "role"} and not unit.codes:
        if len(gap) > len("'m") or not set(gap) <= set("'mMwPx") or last.form not in {"demonym", "name"}:
            return False
    elif _country_before(tagged, last, unit):
        unit.first, unit.codes = last.first, last.codes
        while unit.first and tagged.tags[unit.first - 1] in "ot":
            unit.first -= 1
        return True
    elif not _country_beside(tagged, last, unit):
        return False
    unit.first, unit.codes = last.first, last.codes
    return True


_OF = {"of", "de", "del"}
_OWNER_WORDS = 3  # "of the", "de la provincia | china de Hunan"
_OWNED_BY = {("of",), ("from",), ("de",), ("del",), ("(",), (",", "por"), ("por",), (",", "for"), ("for",)}


def _country_beside(tagged: Tagged, country: Unit, person: Unit) -> bool:
    """As in "Cuban General | X", "Ghana's | X": a country right before a name that has none."""
    gap = tagged.tags[country.last : person.first]
    return (
        person.kind == "person"
        and not person.codes
        and country.kind == "country"
        and ((country.form == "demonym" and not gap.strip("RrMm")) or (country.form == "name" and gap == "'"))
    )


def _country_before(tagged: Tagged, country: Unit, person: Unit) -> bool:
    """ "the presidents of X, A, and | of Y, B |": a country after "of" and a comma before the name."""
    return (
        person.kind == "person"
        and not person.codes
        and country.kind == "country"
        and country.form == "name"
        and tagged.tags[country.last : person.first] in {",", "),", "(A),", "(C),"}
        and any(tagged.tokens[at].low in _OF for at in range(max(0, country.first - 2), country.first))
    )


def _share_side(tagged: Tagged, units: list[Unit], know: Knowledge) -> None:
    """ "by Paraguay, A and B, and by Argentina, C", "a Cuban delegation led by D": those named after a side are of it."""
    side: tuple[str, ...] = ()
    for index, unit in enumerate(units):
        if unit.kind in {"country", "delegation"} and unit.codes:
            side = unit.codes if _opens_side(tagged, unit, units[index + 1 :], know) else ()
        elif unit.kind == "person" and side and not unit.codes:
            unit.codes = side
        elif any(token.text in ".;:" for token in tagged.tokens[unit.first : unit.last]):
            side = ()


def _opens_side(tagged: Tagged, unit: Unit, behind: list[Unit], know: Knowledge) -> bool:
    before = {token.low for token in tagged.tokens[max(0, unit.first - 4) : unit.first]}
    after = {token.low for token in tagged.tokens[unit.last : unit.last + 3]}
    if unit.kind == "delegation":
        return bool(after & know.words["meeting.led_by"])
    if not behind or behind[0].kind != "person" or unit.form not in {"name", "demonym"}:
        return False
    return bool(after & know.words["meeting.side"]) or bool(before & know.words["meeting.for_side"])


def _share_role(tagged: Tagged, units: list[Unit]) -> None:
    """ "Foreign Ministers A of X and B of Y": the role in the plural belongs to everyone of the list behind it."""
    for index, unit in enumerate(units):
        role = unit.role
        if role is None or not role.plural:
            continue
        edge = unit.last
        for other in units[index if unit.kind == "person" else index + 1 :]:
            gap = tagged.tags[edge : other.first]
            if other is not unit and (other.kind != "person" or not set(gap) <= set(",&tRr") or len(gap) > 3):
                if other.kind == "group" and edge == unit.last:
                    edge = other.last
                    continue
                break
            if other.role is None or other is unit:
                other.role = replace(role, plural=False, codes=other.codes)
            edge = other.last


def _with_names(tagged: Tagged, units: list[Unit]) -> list[Unit]:
    """ "the ministers of X and Y, | A and B |": the names tell who they are, in the order of the countries."""
    named: list[Unit] = []
    for index, unit in enumerate(units):
        people = units[index + 1 : index + 1 + len(unit.pair)] if unit.kind == "group" else []
        if not people or len(people) < len(unit.pair) or not _are_listed(tagged, unit, people):
            named.append(unit)
            continue
        for code, person in zip(unit.pair, people, strict=True):
            person.codes = (code,)
        people[0].first = unit.first
    return named


def _are_listed(tagged: Tagged, group: Unit, people: list[Unit]) -> bool:
    """True for names that stand in apposition to a group: behind a comma, parted by commas and "and"."""
    if any(one.kind != "person" or one.codes for one in people) or tagged.tags[group.last : people[0].first] != ",":
        return False
    gaps = [tagged.tags[one.last : other.first] for one, other in pairwise(people)]
    return all(gap in {",", "&", ",&"} for gap in gaps) and gaps[-1] != ","


def _is_apposition(tagged: Tagged, person: Unit, role: Unit) -> bool:
    gap = tagged.tags[person.last : role.first]
    if gap in {",", ",t", "("}:
        return True
    if gap in {"&", "&t", ",&", ",&t"} and person.last > person.name_last and not person.codes:
        return role.role is not None and not role.role.counterpart  # "A, member of ... and | minister of ..."
    return (
        gap in {"&", "&t", ",&", ",&t"}
        and person.last > person.name_first + 1
        and person.role is not None
        and (
            role.role is not None
            and not role.role.definite
            and not role.role.possessive
            and not role.role.counterpart
            and not role.codes
        )
    )
