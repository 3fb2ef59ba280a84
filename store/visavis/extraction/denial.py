"""Whether an event is denied: what a verb of denying governs, in front of the event or in the passive behind it."""

from visavis.extraction.arguments import Clause
from visavis.extraction.mood import is_occasion

_NOUN_REACH = 16
_CLAUSE_REACH = 30
_NEAR = 5
_THAT = frozenset({"that", "que"})


def is_denied(clause: Clause, at: int) -> bool:
    """True where the sentence denies the event at token `at`, whatever else it tells of it."""
    return (
        any(clause.word(k) in clause.know.grammar.not_ for k in range(max(0, at - 3), at))
        or _right_before(clause, at)
        or any(_governs(clause, k, at) for k in _denials(clause, at, _CLAUSE_REACH))
        or _behind(clause, at)
        or _noun(clause, at)
    )


def _denials(clause: Clause, at: int, reach: int) -> list[int]:
    """The verbs of denying before a token, but those that deny another thing ("denied responsibility for")."""
    words = clause.know.words
    return [
        k
        for k in range(max(0, at - reach), at)
        if clause.word(k) in words["status.denied"] and clause.word(k + 1) not in words["status.not_denied"]
    ]


def _right_before(clause: Clause, at: int) -> bool:
    """As in "denied having met", "negó este miércoles haber hablado"."""
    for k in range(at - 1, max(-1, at - _NEAR), -1):
        if clause.word(k) in clause.know.words["status.denied"]:
            return True
        if clause.tagged.tags[k] not in "xqtd" or clause.stopped(k, k + 1):
            break
    return False


def _governs(clause: Clause, verb: int, at: int) -> bool:
    """ "negó a su vez que se haya reunido", "denies B held a meeting": a clause of its own follows the verb of denying."""
    if clause.stopped(verb, at):
        return False
    if _THAT & {clause.word(verb + n) for n in range(1, _NEAR)}:
        return True
    return any(unit.first == verb + 1 and at - _NEAR < unit.last <= at for unit in clause.units)


def _noun(clause: Clause, at: int) -> bool:
    """ "denied reports of a meeting", but not "denied he had sought aid at a meeting": what was denied was said there."""
    if clause.word(at) not in clause.know.words["meeting.nouns"] or is_occasion(clause, at):
        return False
    return bool(_denials(clause, at, _NOUN_REACH))


def _behind(clause: Clause, at: int) -> bool:
    """ "Reports that A had met B were denied by C": a denial in the passive behind the event."""
    behind = range(at + 2, min(len(clause.tagged.tokens), at + _NOUN_REACH))
    passive = clause.know.grammar.be
    return any(
        clause.word(k) in clause.know.words["status.denied_passive"] and clause.word(k - 1) in passive for k in behind
    )
