"""Whether a source claims something of others: an agreement that only a third party tells of stays his claim."""

from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause
from visavis.extraction.speech import speaker_of


def source_of(resolver: Resolver, number: int, clause: Clause, at: int) -> str | None:
    """The words of the source of what stands at token `at` of a sentence; None where the article says it itself."""
    document = resolver.document
    return speaker_of(clause, document.lines[number], at, document.article.text)


def speaks_for(resolver: Resolver, number: int, clause: Clause, source: str, codes: set[str]) -> bool:
    """True where the source is one of the countries `codes`, or an official of theirs."""
    document = resolver.document
    line = document.lines[number]
    start = document.article.text.find(source, line.sentence.start)
    for unit in clause.units:
        first, last = line.span(unit.first, unit.last)
        if first < start + len(source) and start < last:
            for who in resolver.resolve(number, unit, []):
                if (resolver.nations[who.person].code if who.person is not None else who.code) in codes:
                    return True
    return False
