"""Nouns that are a meeting: "held talks with B", "a meeting between A and B", "during A's conversation with B"."""

from visavis.extraction.arguments import Clause, Trigger, coordinated, is_group, objects, opening_subject, subject
from visavis.extraction.units import Unit

_LIGHT_REACH = 9
_NOUN_REACH = 10
_PAIR = 2


def find_noun(clause: Clause, at: int) -> Trigger | None:
    """The meeting that the noun at token `at` tells, with those who hold it; None where nobody stands around it."""
    light = light_verb(clause, at)
    if clause.word(at - 1) in _THEIR or clause.word(at - 2) in _THEIR:
        pair = _pair_before(clause, at)
        return Trigger(at, "noun-their", pair) if pair else None
    passive = (
        clause.word(at + 1) in clause.know.grammar.be and clause.word(at + 2) in clause.know.words["meeting.light"]
    )
    behind = at + 2 if passive else at  # "a meeting | was held | on Monday between"
    between = objects(clause, behind, reach=_NOUN_REACH, linkers=clause.know.words["meeting.between"])
    between = [unit for unit in between if unit.kind != "country" or unit.form not in {"city", "region"}]
    if between and _has_own_event(clause, at, between[0].first):
        return None
    strong = (
        clause.word(at) not in clause.know.words["meeting.weak_nouns"] or light is not None or _adjective(clause, at)
    )
    if len(between) > 1 or (is_group(between) and _directly(at, between[0])):
        return (
            Trigger(at, "noun-between", between)
            if strong or _linked_by(clause, between[0], {"between", "entre"})
            else None
        )
    right = objects(
        clause,
        at,
        reach=_NOUN_REACH,
        linkers=frozenset({"with", "con"}) | _CALL_LINKS.get(clause.word(at), frozenset()),
    )
    left = _holder(clause, at, light, right)
    if not strong or not (left or right):
        return None
    if light is not None and not right and len(left) < 2 and not is_group(left):
        return None
    if light is None and not right and sum(unit.kind == "person" for unit in left) < 2 and not is_group(left):
        return None
    return Trigger(at, "noun-light" if light is not None else "noun-with", left, right, 1.0 if right else 0.5)


def _has_own_event(clause: Clause, at: int, last: int) -> bool:
    """ "the call followed a meeting between A and B": a verb and another noun stand before those it seems to be between."""
    know = clause.know
    verb = next(
        (k for k in range(at + 1, last) if clause.word(k).endswith(tuple(know.words["status.past_endings"]))), last
    )
    return any(clause.word(k) in know.words["meeting.nouns"] for k in range(verb + 1, last))


_CALL_LINKS = {
    "audience": frozenset({"to"}),
    "audiencia": frozenset({"a", "al"}),
    "call": frozenset({"on", "upon", "to"}),
    "visit": frozenset({"on", "to"}),
    "visita": frozenset({"a", "al"}),
}
_THEIR = frozenset({"their", "sus"})


def _pair_before(clause: Clause, at: int) -> list[Unit]:
    """ "... between A and B during | their | meeting": the nearest list of two before it, else those met last."""
    index = next((i for i in range(len(clause.units) - 1, -1, -1) if clause.units[i].last <= at), -1)
    while index >= 0:
        listed = coordinated(clause, clause.units, index, -1)
        if len(listed) > 1 and all(unit.kind == "person" for unit in listed):
            return listed
        index -= len(listed)
    people = [unit for unit in clause.units if unit.last <= at and unit.kind == "person"]
    return people if len(people) == _PAIR else []  # "A told B during | their | meeting"


def _directly(at: int, unit: Unit) -> bool:
    return unit.first - at <= 4


def _linked_by(clause: Clause, unit: Unit, words: set[str]) -> bool:
    return any(clause.word(k) in words for k in range(max(0, unit.first - 3), unit.first))


def _adjective(clause: Clause, at: int) -> bool:
    adjectives = clause.know.words["meeting.adjectives"]
    return any(clause.word(k) in adjectives for k in (*range(max(0, at - 3), at), at + 1))


def light_verb(clause: Clause, at: int) -> int | None:
    """The light verb that carries the noun: "held | in-depth bilateral | talks", "talks were | held"."""
    light = clause.know.words["meeting.light"]
    for k in range(at - 1, max(-1, at - _LIGHT_REACH), -1):
        if clause.stopped(k, k + 1) or clause.word(k) in clause.know.words["status.parts_off"]:
            return None
        if clause.word(k) in light and clause.tagged.tags[k] not in "NHO" and not _is_auxiliary(clause, k):
            return k
    return None


def _is_auxiliary(clause: Clause, at: int) -> bool:
    """ "had requested a meeting": what carries the noun is not "had"."""
    know = clause.know
    after = clause.word(at + 1)
    return (
        clause.word(at) in know.grammar.have
        and after.endswith(tuple(know.words["status.participles"]))
        and after not in know.words["meeting.adjectives"] | know.words["meeting.light"]
    )


def _holder(clause: Clause, at: int, light: int | None, right: list[Unit]) -> list[Unit]:
    """Who holds the meeting: "A's meeting", the subject of the light verb, or the subject of the sentence around it."""
    owner = _possessor(clause, at)
    if owner is not None:
        return [owner]
    if light is not None:
        return subject(clause, light)
    after = right[-1].last if right else at
    return subject(clause, _phrase_start(clause, at)) or opening_subject(clause, after)


def _phrase_start(clause: Clause, at: int) -> int:
    """Where the phrase of an event noun begins: "| during a bilateral meeting"."""
    k = at
    while k > 0 and clause.tagged.tags[k - 1] in "txwmDoPd'" and at - k < 6:
        k -= 1
        if clause.word(k) in clause.know.grammar.prepositions:
            break
    return k


def _possessor(clause: Clause, at: int) -> Unit | None:
    for index in range(len(clause.units) - 1, -1, -1):
        unit = clause.units[index]
        if unit.last > at:
            continue
        gap = clause.gap(unit.last, at)
        if len(gap) <= 5 and (gap.startswith("'") or (unit.kind == "pronoun" and len(gap) < 3)):
            return coordinated(clause, clause.units, index, -1)[0]
        break
    return None
