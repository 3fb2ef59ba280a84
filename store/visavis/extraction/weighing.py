"""Whose country somebody serves whom nothing places: the countries of the article weighed against each other.

Every sign adds to the score of a country: names that are at home there, the country named last before the person, the
country the article is written in, who stood on the other side of a meeting. The surest people are placed first, for
they tell about those they met. Weights were fitted on the tuning half and on news outside the corpus, then rounded by hand.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from visavis import lexicon
from visavis.extraction.anaphora import Who
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.knowledge import Entry
from visavis.extraction.nationality import STATED, Nationality, dateline, home_countries, main_countries
from visavis.extraction.people import Person
from visavis.extraction.roles import Role
from visavis.extraction.units import Unit

_FEW = 8  # countries an article can be about
_PREVIOUS = 3  # sentences in which a country named before still speaks for a person
_TWO = 2
_SURE = 2.0  # a lead in score from which a person stays where the signs say
_LISTED = 1.2  # for the country of those named in one list with a person
_SINGULAR = frozenset({"head-of-state", "head-of-government", "minister", "legislator", "monarch"})  # one at a time

Signs = dict[str, float]  # what speaks for a country, each with its weight

_REASONS = {
    "name": "of the article's countries the one where such names are at home",
    "near": "the country named beside",
    "home": "home country of the article",
    "met": "the other side of the meeting",
    "office": "an office of that country",
    "subject": "the country the article is most about",
}


@dataclass(slots=True)
class _Meetings:
    """For every person the people and the countries on the other side of their meetings."""

    people: dict[int, set[int]] = field(default_factory=dict)
    codes: dict[int, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Weighing:
    """What the article says of its countries, and whom it has placed so far."""

    document: Document
    nations: list[Nationality]
    candidates: list[str]
    share: dict[str, float]
    stated: Counter[str]
    home: str | None
    placed: str | None  # by the dateline
    spots: dict[int, list[tuple[int, str]]]  # by sentence, the countries named with their tokens
    met: _Meetings
    beside: dict[int, set[int]]  # for everyone in a list of people the others of it
    held: dict[tuple[str, str, frozenset[str]], set[int]] = field(
        default_factory=dict
    )  # who holds an office of a country

    def settle(self, index: int, nation: Nationality) -> None:
        """Place a person, whose offices then are taken."""
        self.nations[index] = nation
        for role in _offices(self.document.people[index]):
            if nation.code:
                self.held.setdefault((nation.code, role.office, role.portfolio), set()).add(index)


def place_everyone(document: Document, nations: list[Nationality], drafts: Sequence[Draft]) -> None:
    """Give a country to everyone who has none, unless the article names none at all."""
    open_ = [index for index, nation in enumerate(nations) if nation.code is None and nation.body is None]
    weighing = _weighing(document, nations, drafts)
    if not open_ or not weighing.candidates:
        return
    for index, nation in enumerate(nations):
        weighing.settle(index, nation)
    signs = {index: _signs(weighing, index) for index in open_}
    for index in sorted(open_, key=lambda index: (-_margin(signs[index]), index)):
        weighing.settle(index, _decided(_with_others(weighing, index, signs[index])))
    for draft in drafts:
        _separate(weighing, draft, signs)


def _separate(weighing: _Weighing, draft: Draft, signs: dict[int, dict[str, Signs]]) -> None:
    """Two sides met: where all of a meeting were placed in one country, the less sure side moves to its next best one."""
    nations = weighing.nations
    codes = {nations[who.person].code if who.person is not None else who.code for who in draft.who}
    code = next(iter(codes))
    if len(codes) > 1 or code is None:
        return
    sides = [{who.person for who in side} for side in _sides(weighing.document, draft)]
    if sum(bool(side - {None}) for side in sides) < _TWO:
        return
    movable = [{index for index in side if index is not None} for side in sides if side <= signs.keys()]
    told = any(side - {None} - signs.keys() for side in sides)  # an article says whom somebody of the other side serves
    side = min(movable, key=lambda side: max(_lead(signs[index], code) for index in side), default=set())
    for index in sorted(side):
        if told and len(signs[index]) == 1 and nations[index].reason in {_REASONS["subject"], _REASONS["near"]}:
            nations[index] = Nationality()  # the article never names the other country: a readout of its own government
        elif len(signs[index]) > 1 and _lead(signs[index], code) < _SURE:
            rest = {one: found for one, found in signs[index].items() if one != code}
            nations[index] = Nationality(_decided(rest).code, _REASONS["met"])


def _lead(signs: dict[str, Signs], code: str) -> float:
    """By how much a country leads the next best."""
    scores = {one: sum(found.values()) for one, found in signs.items()}
    return scores[code] - max((score for one, score in scores.items() if one != code), default=0.0)


def _weighing(document: Document, nations: list[Nationality], drafts: Sequence[Draft]) -> _Weighing:
    main = main_countries(document)
    spots = {number: _spots(line.parsed.tagged.entries) for number, line in enumerate(document.lines)}
    counts = Counter(code for named in spots.values() for _, code in named)
    return _Weighing(
        document,
        nations,
        main[:_FEW],
        {code: counts[code] / counts.total() for code in main[:_FEW]},
        Counter(nation.code for nation in nations if nation.code and nation.reason == STATED),
        next(iter(home_countries(document, nations, main)), None),
        dateline(document)[1],
        spots,
        _opponents(document, drafts),
        _neighbours(document),
    )


def _neighbours(document: Document) -> dict[int, set[int]]:
    """For everyone in a list of people the others of it."""
    found: dict[int, set[int]] = {}
    for line in document.lines:
        named = [unit for unit in line.units if unit.person is not None]
        listed: set[int] = set()
        for one, other in pairwise([*named, None]):
            if one is not None:
                listed.add(one.person or 0)
            if one is None or other is None or not _IN_LIST.fullmatch(line.parsed.tagged.tags[one.last : other.first]):
                for person in listed:
                    found.setdefault(person, set()).update(listed - {person})
                listed = set()
    return found


_IN_LIST = re.compile(r"(?:,|x)?&?[tRr]{0,2}")  # "A, B; C and the D"


def _spots(entries: dict[int, tuple[Entry, ...]]) -> list[tuple[int, str]]:
    return [(at, found[0].code) for at, found in sorted(entries.items()) if found[0].kind != "body"]


def _opponents(document: Document, drafts: Sequence[Draft]) -> _Meetings:
    """Who faced whom: those left of the verb those right of it, or everyone of one list each other."""
    met = _Meetings()
    for draft in drafts:
        sides = _sides(document, draft)
        for side in sides:
            others = [who for other in sides if other is not side for who in other]
            for who in side:
                if who.person is not None:
                    met.people.setdefault(who.person, set()).update(
                        one.person for one in others if one.person is not None
                    )
                    met.codes.setdefault(who.person, set()).update(one.code for one in others if one.code)
    return met


def _sides(document: Document, draft: Draft) -> list[list[Who]]:
    """Who stands left and right of the verb; of one list, each by himself. Company told elsewhere is on no side."""
    left, right = (
        [who for who in draft.who if _stands_in(document, draft, units, who)]
        for units in (draft.trigger.left, draft.trigger.right)
    )
    if left and right and not any(who in right for who in left):
        return [left, right]
    return [[who] for who in draft.who if who in left or who in right]


def _stands_in(document: Document, draft: Draft, units: Sequence[Unit], who: Who) -> bool:
    """Named there; whom "the ministers" or "executives" mean was itself a guess."""
    line = document.lines[draft.number]
    spans = (line.span(unit.first, unit.last) for unit in units if unit.kind != "group" or who.person is None)
    return any(start <= who.start < end for start, end in spans)


# --- what speaks for a country ---------------------------------------------------------------------------------------


def _signs(weighing: _Weighing, index: int) -> dict[str, Signs]:
    """By country what the article itself says for it, whoever else is placed."""
    person = weighing.document.people[index]
    roles = [mention.role for mention in person.mentions if mention.role is not None]
    text = " ".join(role.text.lower() for role in roles)
    posted = {role.posted for role in roles}
    near = _near(weighing, person)
    found: dict[str, Signs] = {}
    for rank, code in enumerate(weighing.candidates):
        found[code] = {
            "name": 4.0 * _fit(person.fullest.words, code),
            "near": near.get(code, 0.0),
            "home": (0.1 + 0.6 * bool(roles)) * (code == weighing.home) + 0.7 * (code == weighing.placed),
            "subject": (rank < 2) + 0.6 * weighing.share[code] - 0.4 * bool(weighing.stated[code]),
            "office": _office_fit(text, code) - 3.0 * (code in posted),
        }
    return found


def _near(weighing: _Weighing, person: Person) -> dict[str, float]:
    """The countries named right before and behind the first mention of a person, or in the sentences before."""
    first = person.mentions[0]
    here = weighing.spots[first.sentence]
    at = bisect_left(here, (first.first, ""))
    found: dict[str, float] = {}
    if at:
        found[here[at - 1][1]] = 1.2
    if at < len(here):
        found[here[at][1]] = found.get(here[at][1], 0.0) + 0.6
    if not here:
        for back in range(1, _PREVIOUS + 1):
            if before := weighing.spots.get(first.sentence - back):
                return {before[-1][1]: 0.5 / back}
    return found


def _fit(words: Sequence[str], code: str) -> float:
    """The share of the known parts of a name that are at home in a country."""
    known = [homes for homes in (_homes(word) for word in words if len(word) > 1) if homes]
    return sum(code in homes for homes in known) / len(known) if known else 0.0


@lru_cache(maxsize=4096)
def _homes(word: str) -> frozenset[str]:
    table = lexicon.table("cultures.toml")
    return frozenset(code for culture in lexicon.names().cultures_of(word) for code in table.get(culture, "").split())


def _office_fit(text: str, code: str) -> float:
    """What an office that few countries have says for one of them, and against the others."""
    fits = [code in codes for pattern, codes in _country_offices() if pattern.search(text)]
    return 2.5 if any(fits) else -1.0 if fits else 0.0


@cache
def _country_offices() -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    offices = lexicon.table("offices.toml")["offices"]
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.items(forms, '|')))})\b"), frozenset(codes.split()))
        for forms, codes in offices.items()
    )


# --- the choice ------------------------------------------------------------------------------------------------------


def _with_others(weighing: _Weighing, index: int, signs: dict[str, Signs]) -> dict[str, Signs]:
    """What those already placed add: the sides that the person met, and who else holds the same office."""
    people = {weighing.nations[other].code for other in weighing.met.people.get(index, ())} - {None}
    weight = 2.0 if people else 1.0  # a country alone says less than somebody of it
    met = people or weighing.met.codes.get(index, set())
    rest = [code for code in weighing.candidates[:2] if code not in met]
    offices = list(_offices(weighing.document.people[index]))
    company = weighing.beside.get(index, set()) - weighing.met.people.get(index, set())
    listed = [code for other in sorted(company) if (code := weighing.nations[other].code)]
    for code, found in signs.items():
        found["met"] = weight * ((bool(met) and rest == [code]) - (code in met))
        rivals = any(weighing.held.get((code, role.office, role.portfolio), set()) - {index} for role in offices)
        found["office"] -= 0.6 * rivals
        found["near"] += _LISTED * listed.count(code) / len(listed) if listed else 0.0
    return signs


def _offices(person: Person) -> Iterator[Role]:
    for mention in person.mentions:
        if mention.role is not None and mention.role.office in _SINGULAR and not mention.role.counterpart:
            yield mention.role


def _margin(signs: dict[str, Signs]) -> float:
    scores = sorted((sum(found.values()) for found in signs.values()), reverse=True)
    return scores[0] - scores[1] if len(scores) > 1 else 0.0


def _decided(signs: dict[str, Signs]) -> Nationality:
    """The country with the highest score; its reason is the sign that sets it off most from the next."""
    ranked = sorted(signs, key=lambda code: -sum(signs[code].values()))
    best, rest = signs[ranked[0]], signs[ranked[1]] if len(ranked) > 1 else {}
    sign = max(best, key=lambda one: best[one] - rest.get(one, 0.0))
    return Nationality(ranked[0], _REASONS[sign])
