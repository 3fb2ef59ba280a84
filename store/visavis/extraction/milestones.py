"""Foundings and anniversaries: "relations established in 1960", "the 65th anniversary of diplomatic relations".

Neither is news by itself, but the two together tell when an article was written. The words of each language and the
events that everybody counts from stand in `lexicon/anniversaries.toml`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from visavis import lexicon
from visavis.extraction.anaphora import Resolver
from visavis.extraction.document import Document, Line
from visavis.extraction.fold import fold
from visavis.extraction.knowledge import Knowledge
from visavis.extraction.timing import is_year
from visavis.extraction.tokens import tokenize
from visavis.model import Milestone

RELATIONS = "diplomatic relations"
_BEHIND, _AHEAD = 18, 9  # words around an anniversary in which its subject stands
_NEAR = 9  # words between the parts of "relations ... established ... in 1960"
_TO_VERB = 4  # words between "established" and "relations"
_TO_YEAR = 6  # words of a date before its year: "on the 28th of September 1960"
_OLDEST = 500
_ENDS = frozenset(".;:!?")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    subject: str
    year: int
    countries: tuple[str, ...]
    forms: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """What one language calls anniversaries, relations and their founding; `ordinals` in words."""

    anniversary: frozenset[str]
    years: frozenset[str]
    years_of: frozenset[str]
    relations: tuple[Phrase, ...]
    founding: tuple[Phrase, ...]
    recognition: frozenset[str]
    since: frozenset[str]
    ended: frozenset[str]
    other: frozenset[str]  # what else is founded: a partnership, a consulate
    ordinals: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Found:
    """A milestone in a sentence by tokens first..last (exclusive)."""

    first: int
    last: int
    subject: str = RELATIONS
    countries: tuple[str, ...] = ()
    year: int | None = None
    ordinal: int | None = None


def find_milestones(document: Document, resolver: Resolver) -> tuple[Milestone, ...]:
    """The milestones that the story tells, each once, in the order of the text."""
    told: dict[tuple[object, ...], Milestone] = {}
    words = _words(document.know.language)
    for _, line in document.story():
        for one in _in_sentence(line, words, document.know):
            countries = _countries(line, resolver) if one.subject == RELATIONS else one.countries
            milestone = Milestone(one.subject, countries, *line.span(one.first, one.last), one.year, one.ordinal)
            told.setdefault((one.subject, countries, one.year, one.ordinal), milestone)
    return tuple(told.values())


def _in_sentence(line: Line, words: _Words, know: Knowledge) -> Iterator[_Found]:
    lows = {token.low for token in line.tokens}
    counted = bool(lows & words.anniversary) or bool({fold(low) for low in lows} & words.years)
    dated = any(is_year(low) for low in lows)
    if not counted and not dated:
        return
    folded = [fold(token.text) for token in line.tokens]
    anniversaries = list(_anniversaries(folded, words, know)) if counted else []
    yield from anniversaries
    if dated:
        yield from _foundings(folded, words, strict=bool(anniversaries))


# --- anniversaries ---------------------------------------------------------------------------------------------------


def _anniversaries(folded: Sequence[str], words: _Words, know: Knowledge) -> Iterator[_Found]:
    for at, word in enumerate(folded):
        if word in words.anniversary:
            first, number = _ordinal(folded, at, words, know)
        elif word in words.years and folded[at + 1 : at + 2] and folded[at + 1] in words.years_of:
            first, number = at - 1, _cardinal(folded[at - 1], know) if at else None
        else:
            continue
        if number is None or not 0 < number < _OLDEST:
            continue
        found = _subject(folded, first, at, number, words)
        if found is not None:
            yield found


def _ordinal(folded: Sequence[str], at: int, words: _Words, know: Knowledge) -> tuple[int, int | None]:
    """Where the number of an anniversary begins, and the number: "65th", "sixty-fifth", "65", "sexagésimo quinto"."""
    total, first = 0, at
    for k in range(at - 1, max(-1, at - _TO_YEAR), -1):
        number = words.ordinals.get(folded[k]) or _joined_ordinal(folded[k], words, know) or _cardinal(folded[k], know)
        if number is None:
            if total or folded[k] not in {"the", "º", "°", ".", "o", "y"}:
                break
            continue
        total, first = total + number, k
    if not total and at + 1 < len(folded):
        return at, _cardinal(folded[at + 1], know)  # "aniversario 65"
    return first, total or None


def _joined_ordinal(word: str, words: _Words, know: Knowledge) -> int | None:
    """As in "sixty-fifth"."""
    tens, hyphen, ones = word.partition("-")
    if not hyphen or tens not in know.numbers or ones not in words.ordinals:
        return None
    return know.numbers[tens] + words.ordinals[ones]


def _cardinal(word: str, know: Knowledge) -> int | None:
    """The number of "65", "65th", "65º" or "sixty-five"."""
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyzºª°.")
    if digits.isdecimal() and digits.isascii():
        return int(digits[:4])
    tens, _, ones = word.partition("-")
    numbers = [know.numbers.get(tens), know.numbers.get(ones, 0)]
    return None if None in numbers else sum(number or 0 for number in numbers)


def _subject(folded: Sequence[str], first: int, at: int, ordinal: int, words: _Words) -> _Found | None:
    """What the anniversary at a token is of: an event of the table, or relations, behind it or right before it."""
    last = _sentence_end(folded, at + 1, at + 1 + _BEHIND)
    for event in _events():
        end = _first_of(event.forms, folded, at + 1, last)
        if end is not None:
            return _Found(first, end, event.subject, event.countries, event.year, ordinal)
    end = _first_of(words.relations, folded, at + 1, last)
    if end is not None:
        return _Found(first, end, ordinal=ordinal)
    before = _first_of(words.relations, folded, max(0, first - _AHEAD), first)
    return _Found(first, at + 1, ordinal=ordinal) if before is not None else None


def _sentence_end(folded: Sequence[str], first: int, last: int) -> int:
    return next((k for k in range(first, min(last, len(folded))) if folded[k] in _ENDS), min(last, len(folded)))


def _first_of(forms: Sequence[Phrase], folded: Sequence[str], first: int, last: int) -> int | None:
    """The token behind the first of the phrases that stands within first..last."""
    for at in range(first, last):
        for form in forms:
            if folded[at] == form[0] and tuple(folded[at : at + len(form)]) == form and at + len(form) <= last:
                return at + len(form)
    return None


# --- foundings -------------------------------------------------------------------------------------------------------


def _foundings(folded: Sequence[str], words: _Words, *, strict: bool) -> Iterator[_Found]:
    """Relations with a year; `strict` where the year may be that of the feast: then it must follow its own verb."""
    for year in range(1, len(folded)):
        since = _since(folded, year, words) if is_year(folded[year]) else None
        if since is None:
            continue
        first = max(0, since - 2 * _NEAR)
        while first < since and any(folded[k] in _ENDS for k in range(first, since)):
            first += 1
        start = _founding_start(folded, first, since, words, strict=strict)
        if start is not None and not {*folded[start:year]} & (words.ended | words.other):
            yield _Found(start, year + 1, year=int(folded[year]))


def _since(folded: Sequence[str], year: int, words: _Words) -> int | None:
    """The word that opens a date ending in a year: "| in | 1960", "| on | September 28, 1960"."""
    for k in range(year - 1, max(-1, year - 1 - _TO_YEAR), -1):
        if folded[k] in words.since:
            return k
    return None


def _founding_start(folded: Sequence[str], first: int, since: int, words: _Words, *, strict: bool) -> int | None:
    """Where a founding begins that ends before a date, None where the words before the date tell none."""
    relations = _last_of(words.relations, folded, first, since)
    verb = _last_of(words.founding, folded, first, since)
    if any(folded[k] in words.recognition for k in range(max(first, since - _NEAR), since)):
        return verb if relations is None else relations
    if relations is None or since - relations > _NEAR:
        return None
    if folded[since] in {"since", "desde"} and not strict:
        return min(relations, verb) if verb is not None and relations - verb <= _TO_VERB else relations
    if verb is None:
        return None
    if verb > relations:
        return relations if since - verb <= _TO_VERB else None
    return verb if relations - verb <= _TO_VERB and not strict else None


def _last_of(forms: Sequence[Phrase], folded: Sequence[str], first: int, last: int) -> int | None:
    """The token at which the last of the phrases within first..last begins."""
    return next(
        (
            at
            for at in range(last - 1, first - 1, -1)
            for form in forms
            if folded[at] == form[0] and tuple(folded[at : at + len(form)]) == form and at + len(form) <= last
        ),
        None,
    )


# --- whose -----------------------------------------------------------------------------------------------------------


def _countries(line: Line, resolver: Resolver) -> tuple[str, ...]:
    """The two countries of the sentence, else the article's: "the two countries", "bilateral"."""
    named = [
        next((code for code in resolver.main if code in unit.codes), unit.codes[0])
        for unit in line.units
        if unit.kind in {"country", "person", "role", "group"} and unit.codes
    ]
    both = list(dict.fromkeys(named))
    if len(both) != 2:
        both = list(dict.fromkeys([*(code for code in resolver.main if code in both), *resolver.main]))[:2]
    return tuple(sorted(both))


# --- the lexicon -----------------------------------------------------------------------------------------------------


@cache
def _words(language: str) -> _Words:
    table = lexicon.table("anniversaries.toml")
    lists = table[language]
    return _Words(
        **{
            key: frozenset(lists[key])
            for key in ("anniversary", "years", "years_of", "recognition", "since", "ended", "other")
        },
        relations=_phrases(lists["relations"]),
        founding=_phrases(lists["founding"]),
        ordinals=table["ordinals"][language],
    )


@cache
def _events() -> tuple[_Event, ...]:
    return tuple(
        _Event(one["subject"], one["year"], tuple(one.get("countries", ())), _phrases(one["forms"]))
        for one in lexicon.table("anniversaries.toml")["event"]
    )


def _phrases(forms: Sequence[str]) -> tuple[Phrase, ...]:
    """Phrases as words, the longest first."""
    split = {tuple(token.low for token in tokenize(form)) for form in forms}
    return tuple(sorted(split, key=lambda words: (-len(words), words)))
