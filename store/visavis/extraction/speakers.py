"""Whether a source claims something of others: an agreement that only a third party tells of stays his claim."""

from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause, subject
from visavis.extraction.speech import speaker_of
from visavis.extraction.units import Unit

_OPEN = frozenset({"that", "que", ":", '"', "“", "«"})
_REACH = 30
_BEFORE = 4


def source_of(resolver: Resolver, number: int, clause: Clause, at: int) -> str | None:
    """The words of the source of what stands at token `at` of a sentence; None where the article says it itself."""
    document = resolver.document
    named = speaker_of(clause, document.lines[number], at, document.article.text)
    return named or _teller(resolver, number, clause, at)


def _teller(resolver: Resolver, number: int, clause: Clause, at: int) -> str | None:
    """The subject of a verb of saying farther off: "He also noted that ...", "..., the chief of the region told us"."""
    reporting = clause.know.words["status.reporting"]
    for k in range(max(0, at - _REACH), min(len(clause.tagged.tokens), at + _REACH)):
        if clause.word(k) not in reporting or clause.gap(k, k + 1) != "x":
            continue
        opens = k < at and bool({clause.word(k + 1), clause.word(k + 2)} & _OPEN)
        if not opens and not (k > at and "," in clause.gap(at, k)):
            continue
        for unit in subject(clause, k)[:1]:
            if k > at > unit.first:
                break
            who = resolver.resolve(number, unit, [])
            person = next((one.person for one in who if one.person is not None), None)
            if unit.kind == "pronoun":
                return resolver.document.people[person].fullest.text if person is not None else None
            start, end = resolver.document.lines[number].span(*_phrase(clause, unit, k))
            return resolver.document.article.text[start:end]
    return None


def _phrase(clause: Clause, unit: Unit, verb: int) -> tuple[int, int]:
    """The whole phrase around a unit: "the top | U.S. | officer for the region"."""
    first, last = unit.first, unit.last
    while first > max(0, unit.first - _BEFORE) and clause.gap(first - 1, first) not in {",", "(", "&", "o"}:
        first -= 1
        if clause.gap(first, first + 1) == "t":
            return first + 1, _end(clause, last, verb)
    return unit.first, _end(clause, last, verb)


def _end(clause: Clause, last: int, verb: int) -> int:
    """Up to the next comma, or the verb of saying."""
    while last < verb and clause.gap(last, last + 1) != ",":
        last += 1
    return last


def speaks_for(resolver: Resolver, number: int, clause: Clause, source: str, codes: set[str]) -> bool:
    """True where the source is one of the countries `codes`, or an official of theirs."""
    document = resolver.document
    index = resolver.recall.named_in(source)
    if index is not None:
        return resolver.nations[index].code in codes
    line = document.lines[number]
    start = document.article.text.find(source, line.sentence.start)
    for unit in clause.units:
        first, last = line.span(unit.first, unit.last)
        if first < start + len(source) and start < last:
            return any(who.code in codes for who in resolver.resolve(number, unit, []))
    return False
