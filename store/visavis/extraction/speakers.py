"""Who says so, where the article does not say it in its own voice."""

from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause, objects, subject
from visavis.extraction.units import Unit

_THAT = frozenset({"that", "que"})
_REACH = 25


def claimed_by(resolver: Resolver, number: int, clause: Clause, at: int, own: set[str]) -> str | None:
    """The words of the speaker of what stands at token `at`, unless he speaks for one of the countries `own`."""
    unit = _according(clause) or _saying(clause, at)
    if unit is None:
        return None
    who = resolver.resolve(number, unit, [])
    if any((resolver.nations[one.person].code if one.person is not None else one.code) in own for one in who):
        return None
    person = next((one.person for one in who if one.person is not None), None)
    if person is not None and unit.kind == "pronoun":
        return resolver.document.people[person].fullest.text
    start, end = resolver.document.lines[number].span(unit.first, unit.last)
    return resolver.document.article.text[start:end]


def _according(clause: Clause) -> Unit | None:
    """ "according to the admiral", "según el almirante"."""
    for at in range(len(clause.tagged.tokens)):
        if clause.word(at) == "según" or (clause.word(at), clause.word(at + 1)) == ("according", "to"):
            found = objects(clause, at + (clause.word(at) != "según"), reach=4)
            return found[0] if found else None
    return None


def _saying(clause: Clause, at: int) -> Unit | None:
    """The subject of a verb of saying that opens the clause: "the admiral said that ..."."""
    for k in range(at - 1, max(0, at - _REACH), -1):
        if clause.word(k) in clause.know.words["status.reporting"] and (
            clause.word(k + 1) in _THAT or clause.word(k + 2) in _THAT
        ):
            found = subject(clause, k)
            return found[0] if found else None
    return None
