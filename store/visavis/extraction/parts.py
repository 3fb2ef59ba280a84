"""One paper of a package: "under one of them, the ministry trains the other" has sides of its own, and the package's day."""

from collections.abc import Sequence
from dataclasses import replace

from visavis.extraction.arguments import Clause
from visavis.extraction.document import Line
from visavis.extraction.instruments import name_at
from visavis.extraction.packages import Deal
from visavis.extraction.parties import Parties, Party
from visavis.extraction.signing import Governor
from visavis.extraction.timing import inferred

_REACH = 2  # sentences after a package in which one of its papers may be told
_SIDES = 2


def part_of(found: Sequence[Deal], clause: Clause, line: Line) -> Deal | None:
    """The paper that a sentence singles out of the package told last, where it names two institutions as its sides."""
    at = _one_of(clause)
    number = line.sentence.number
    package = next((deal for deal in reversed(found) if _is_near_package(deal, number)), None)
    sides = [unit for unit in clause.units if unit.kind == "organisation" and at is not None and unit.first > at]
    if at is None or package is None or len(sides) < _SIDES:
        return None
    spans = [line.span(unit.first, unit.last) for unit in sides[:_SIDES]]
    countries = [party for party in package.parties.found if party.code]
    paper = replace(package.papers[0], first=at, head=at, last=at + 1, count=1, definite=False)
    deal = Deal(
        number,
        Governor(at, package.word.kind, "participle"),
        [paper],
        Parties([*(Party(None, start, end) for start, end in spans), *countries], _SIDES),
        package.status,
        1,
        [],
        part=True,
    )
    deal.when = inferred(package.when, "the day of the package") if package.when else None
    deal.speaker, deal.claimed = package.speaker, package.claimed
    return deal


def _is_near_package(deal: Deal, number: int) -> bool:
    last = max((deal.number, *(told for told in deal.told_again if told <= number)))
    return 0 <= number - last <= _REACH and deal.count != 1 and deal.status in {"signed", "announced"}


def _one_of(clause: Clause) -> int | None:
    """The token of "one" in "one of them", "one of the documents", "entre ellos uno del ministerio"."""
    words, grammar = clause.know.words, clause.know.grammar
    for at in range(len(clause.tagged.tokens)):
        if clause.word(at) not in words["agreement.one"] or clause.word(at + 1) not in grammar.of_words:
            continue
        name = name_at(clause, at + 2 + (clause.gap(at + 2, at + 3) == "t"))
        these = {clause.word(at - 1), clause.word(at + 2)} & words["agreement.these"]
        if these or (name is not None and name.plural):
            return at
    return None
