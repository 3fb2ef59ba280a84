"""Who agreed: the signatories that a sentence names, else those who met, else the two countries of the article.

Countries are what matters; an organisation is a party beside its country only where it signs itself.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause, coordinated, objects, subject
from visavis.extraction.document import Document
from visavis.extraction.instruments import Instrument
from visavis.extraction.signing import Governor
from visavis.extraction.units import Unit

_WITH = frozenset({"with", "con"})
_BETWEEN = frozenset({"between", "among", "entre"})
_REACH = 30  # words between a paper and the list that a linking word opens
_BY = frozenset({"by", "por"})


@dataclass(frozen=True, slots=True)
class Party:
    """One party with the span that names it: a country or body by code, or an organisation by its span alone."""

    code: str | None
    start: int
    end: int
    body: bool = False


@dataclass(slots=True)
class Told:
    """What the article told before a sentence: the sides of the last meeting; the countries it names more than once."""

    met: list[str]
    main: list[str]


@dataclass(slots=True)
class Parties:
    """The parties found so far; `stated` counts the countries and bodies that the sentence itself names."""

    found: list[Party] = field(default_factory=list)
    stated: int = 0

    @property
    def codes(self) -> list[str]:
        """The countries and bodies, each once."""
        return list(dict.fromkeys(party.code for party in self.found if party.code))

    @property
    def named(self) -> bool:
        """True where the sentence names two sides one by one, not as "the two leaders"."""
        return self.stated > 1 and len({party.start for party in self.found if party.code}) > 1

    def add(self, party: Party) -> None:
        """Add a party unless its country, or its span, is there."""
        if party.code is None or party.code not in self.codes:
            self.found.append(party)


def parties_of(
    resolver: Resolver, number: int, clause: Clause, paper: Instrument, word: Governor, told: Told
) -> Parties | None:
    """The parties to a paper, two sides at least; None where they stay unknown."""
    found = Parties()
    _add_units(resolver, number, _linked(clause, paper.last, _BETWEEN), found)
    if len(found.codes) < 2:
        with_, signers = _with(clause, paper, word), _bracketed(clause, _signers(clause, paper, word))
        _add_units(resolver, number, signers, found)
        unknown = bool(signers) and not found.codes and signers[0].kind in {"organisation", "pronoun"} and not told.met
        for units in (with_, _owners(clause, paper)):
            _add_units(resolver, number, units, found)
        if unknown and len(found.codes) == 1:
            return None  # a company of a country that nobody names, and one abroad
        if len(found.codes) < 2 and not with_ and _with_unknown(clause, paper, word):
            return None
    found.stated = len(found.codes)
    if found.stated < 2:
        _complete(resolver, number, clause, paper, found, told)
    return found if len(found.codes) > 1 else None


def _linked(clause: Clause, at: int, linkers: frozenset[str]) -> list[Unit]:
    """The list behind the first of the linking words after a token."""
    for index in range(bisect_right(clause.units, at, key=_first), len(clause.units)):
        unit = clause.units[index]
        if unit.first - at > _REACH or clause.stopped(at, unit.first):
            break
        if any(clause.word(k) in linkers for k in range(max(at, unit.first - 3), unit.first)):
            return coordinated(clause, clause.units, index, 1)
    return []


def _first(unit: Unit) -> int:
    return unit.first


def _signers(clause: Clause, paper: Instrument, word: Governor) -> list[Unit]:
    """The subject of an active verb, those behind "by" of a passive one, or the subject of the clause around a noun."""
    if word.form in {"passive", "participle"}:
        by = objects(clause, word.at, linkers=_BY)
        return by or (_between_units(clause, paper.last, word.at) if word.at > paper.last else [])
    if word.kind == "exists":
        return []
    found = subject(clause, word.at) or _linked(clause, word.at, _BY)
    return [unit for unit in found if word.kind != "announce" or unit.kind != "organisation"]


def _bracketed(clause: Clause, units: list[Unit]) -> list[Unit]:
    """The list with those before it that only an abbreviation in brackets parts from it: "the Force (RSF) and ..."."""
    if not units:
        return units
    index = next(k for k, unit in enumerate(clause.units) if unit.first == units[0].first)
    gap = clause.gap(clause.units[index - 1].last, units[0].first) if index else ""
    if gap.startswith("(") and ")" in gap and gap[gap.index(")") + 1 :] in {"&", "&t", ","}:
        return [*coordinated(clause, clause.units, index - 1, -1), *units]
    return units


def _between_units(clause: Clause, first: int, last: int) -> list[Unit]:
    """As in "the memorandum that | the two countries | signed"."""
    if last - first > 8:
        return []
    return [unit for unit in clause.units if first <= unit.first and unit.last <= last and unit.kind != "organisation"]


def _with(clause: Clause, paper: Instrument, word: Governor) -> list[Unit]:
    return _linked(clause, min(paper.last, word.at if word.at >= 0 else paper.last), _WITH)


def _with_unknown(clause: Clause, paper: Instrument, word: Governor) -> bool:
    """True where the other side is named and no country stands in its name: "a contract with a local company"."""
    for at in range(min(paper.last, word.at), min(len(clause.tagged.tokens), paper.last + 6)):
        if clause.word(at) in _WITH:
            return clause.gap(at + 1, at + 2) in set("tONAxmwF") and not any(
                unit.first <= at + 4 and unit.last > at + 1 and unit.kind in {"group", "pronoun", "role", "person"}
                for unit in clause.units
            )
    return False


def _owners(clause: Clause, paper: Instrument) -> list[Unit]:
    """Countries within the phrase itself: "the China-Cuba agreement", "a Cuban-Chinese protocol"."""
    return [unit for unit in clause.units if paper.first <= unit.first < paper.head and unit.kind == "country"]


def _add_units(resolver: Resolver, number: int, units: Iterable[Unit], found: Parties) -> None:
    for unit in units:
        start, end = resolver.document.lines[number].span(unit.first, unit.last)
        if unit.kind == "organisation":
            found.add(Party(None, start, end))
        for who in resolver.resolve(number, unit, []):
            nation = resolver.nations[who.person] if who.person is not None else None
            code = (nation.code or nation.body) if nation else who.code
            if code:
                found.add(Party(code, start, end, nation.code is None if nation else who.body))


def _complete(resolver: Resolver, number: int, clause: Clause, paper: Instrument, found: Parties, told: Told) -> None:
    """Add the sides that the sentence leaves out: others it names, else those who met, else the article's two."""
    others = Parties()
    here = [unit for unit in clause.units if _names_side(clause, unit) and not _is_aside(clause, paper, unit)]
    _add_units(resolver, number, here, others)
    named = [party for party in others.found if party.code and party.code not in found.codes]
    if len(found.codes) + len(named) == 2:
        for party in named:
            found.add(party)
        found.stated = 2
    sentence = resolver.document.lines[number].sentence
    met = told.met if set(found.codes) <= set(told.met) else []
    for code in (*met, *told.main):
        if len(found.codes) < 2:
            found.add(Party(code, sentence.start, sentence.end))


def often_named(document: Document) -> list[str]:
    """The countries that an article names more than once, the most first; once is in passing."""
    counts = Counter(
        entries[0].code
        for line in document.lines
        for entries in line.parsed.tagged.entries.values()
        if entries[0].kind != "body"
    )
    return [code for code, count in counts.most_common() if count > 1]


def _is_aside(clause: Clause, paper: Instrument, unit: Unit) -> bool:
    """True behind a relative word that follows the paper: "an accord | which worries A and B |"."""
    return any(clause.word(k) in clause.know.grammar.relative for k in range(paper.last, unit.first))


def _names_side(clause: Clause, unit: Unit) -> bool:
    """True for what can be a side: people, offices, bodies, countries; not the place where something happens."""
    if unit.kind != "country":
        return unit.kind in {"person", "role", "body"}
    before = unit.first - 1
    while clause.gap(before, before + 1) == "t":
        before -= 1
    is_dateline = unit.first == 0 and clause.gap(unit.last, unit.last + 1) in {",", "(", "x"} and unit.form == "city"
    return not is_dateline and clause.word(before) not in clause.know.grammar.place_prepositions
