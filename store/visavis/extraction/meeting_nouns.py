"""Nouns that are a meeting: "held talks with B", "a meeting between A and B", "during A's conversation with B"."""

from visavis.extraction.arguments import (
    DROPPED,
    UNTOLD,
    Clause,
    Trigger,
    coordinated,
    is_group,
    is_headless,
    objects,
    opening_subject,
    split_opening,
    subject,
)
from visavis.extraction.knowledge import Entry
from visavis.extraction.units import Unit

_LIGHT_REACH = 11
_NOUN_REACH = 10
_PAIR = 2
_TOLD_REACH = 3
_GATHERS = 5  # words between a noun of meeting and the verb that tells whom it gathered
_JOINED = 6  # words around a noun in which "China-Cuba" may stand
_HYPHENS = frozenset({"-", "–", "—", "‑"})
_PLURAL = ("ron", "an", "en")


def find_noun(clause: Clause, at: int) -> Trigger | None:
    """The meeting that the noun at token `at` tells, with those who hold it; None where nobody stands around it."""
    light = light_verb(clause, at)
    if clause.word(at - 1) in _THEIR or clause.word(at - 2) in _THEIR:
        pair = _pair_before(clause, at)
        return Trigger(at, "noun-their", pair) if pair else None
    strong = _is_strong(clause, at, light)
    listed = _between(clause, at) or (_joined(clause, at) if strong else [])
    if listed:
        sure = strong or _linked_by(clause, listed[0], {"between", "entre"})
        return Trigger(at, "noun-between", listed) if sure else None
    right = _partners(clause, at)
    left = _holder(clause, at, light, right)
    if not left and right and light is None:
        left, right = split_opening(clause, at, right)
    return _with_holder(clause, at, light, left, right) if strong and (left or right) else None


def _is_strong(clause: Clause, at: int, light: int | None) -> bool:
    """True for a noun that is a meeting by itself, or by what stands with it: "lunch" against "a working lunch"."""
    word, words = clause.word(at), clause.know.words
    if word in words["meeting.vague_nouns"]:
        by = words["meeting.phone_words"] | words["meeting.video_words"]
        return any(clause.word(k) in by for k in (at - 2, at - 1, at + 1, at + 2))
    return word not in words["meeting.weak_nouns"] or light is not None or _adjective(clause, at)


def _between(clause: Clause, at: int) -> list[Unit]:
    """ "a meeting | between A and B |", "talks were held on Monday | among the three ministers |"."""
    passive = (
        clause.word(at + 1) in clause.know.grammar.be and clause.word(at + 2) in clause.know.words["meeting.light"]
    )
    gathers = next(
        (k for k in range(at + 1, at + _GATHERS) if clause.word(k) in clause.know.words["meeting.gathers"]), None
    )
    if gathers is not None:  # "a meeting | brought together | A, B and C"
        found = objects(clause, gathers, reach=_LIGHT_REACH)
        return found if len(found) > 1 else []
    behind = at + 2 if passive else at
    found = objects(clause, behind, reach=_NOUN_REACH, linkers=clause.know.words["meeting.between"])
    found = [unit for unit in found if unit.kind != "country" or unit.form not in {"city", "region"}]
    if not found or _crosses(clause, at, found[0].first) or _has_own_event(clause, at, found[0].first):
        return []
    return found if len(found) > 1 or (is_group(found) and _directly(at, found[0])) else []


def _joined(clause: Clause, at: int) -> list[Unit]:
    """ "the 17th session of the | Zimbabwe-Zambia | commission", "| China-Cuba | talks": two countries in one word."""
    for k in (*range(at - 2, max(-1, at - _JOINED), -1), *range(at + 2, at + _JOINED)):
        if clause.word(k) not in _HYPHENS or clause.stopped(k, k + 1):
            continue
        before, behind = clause.tagged.entries.get(k - 1), clause.tagged.entries.get(k + 1)
        leads = clause.gap(k + 2, at) if k < at else clause.gap(at + 1, k - 1)
        if before and behind and _are_countries(before[0], behind[0]) and set(leads) <= set("xwmPMOEKotN-"):
            return [
                Unit("country", n, n + 1, codes=(one.code,), form="name")
                for n, one in ((k - 1, before[0]), (k + 1, behind[0]))
            ]
    return []


def _are_countries(one: Entry, other: Entry) -> bool:
    return {one.kind, other.kind} <= {"name", "demonym"} and one.code != other.code


def _crosses(clause: Clause, first: int, last: int) -> bool:
    """True where another clause lies between: a comma that no participle or preposition follows, or a verb of meeting."""
    words, grammar = clause.know.words, clause.know.grammar
    for k in range(first + 1, last):
        goes_on = clause.word(k + 1) in grammar.took_place | grammar.prepositions | grammar.relative | grammar.and_words
        if clause.tagged.tags[k] == "," and not goes_on and not _closes(clause, first, k):
            return True
        if clause.word(k) in (words["meeting.meet"] | words["meeting.see"]) - words["meeting.nouns"]:
            return True
    return False


def _closes(clause: Clause, first: int, comma: int) -> bool:
    """True for the second comma of an aside: "talks, held on Monday, | with B"."""
    return "," in clause.gap(first + 1, comma)


def _partners(clause: Clause, at: int) -> list[Unit]:
    """With whom: "talks | with B |", "a call | on B |"."""
    linkers = frozenset({"with", "con"}) | _CALL_LINKS.get(clause.word(at), frozenset())
    found = objects(clause, at, reach=_NOUN_REACH, linkers=linkers)
    return found if found and not _crosses(clause, at, found[0].first) else []


def _with_holder(clause: Clause, at: int, light: int | None, left: list[Unit], right: list[Unit]) -> Trigger | None:
    if light is not None and not right and len(left) < _PAIR and not is_group(left):
        if not clause.know.adjectives_follow or not clause.word(light).endswith(_PLURAL):
            return None
        left = [Unit("pronoun", light, light + 1, word="ellos")]  # "y confirmó que tuvieron una conversación"
    if light is None and not right and sum(unit.kind == "person" for unit in left) < _PAIR and not is_group(left):
        return None
    if not left and (light is None or is_headless(clause, light)):
        left = [Unit("pronoun", at, at + 1, word=UNTOLD if light is None else DROPPED)]
    return Trigger(at, "noun-light" if light is not None else "noun-with", left, right, 1.0 if right else 0.5)


def _has_own_event(clause: Clause, at: int, last: int) -> bool:
    """ "the call followed a meeting between A and B": a verb and another noun stand before those it seems to be between."""
    know = clause.know
    verb = next(
        (k for k in range(at + 1, last) if clause.word(k).endswith(tuple(know.words["status.past_endings"]))), last
    )
    return any(clause.word(k) in know.words["meeting.nouns"] for k in range(verb + 1, last))


_GUEST = frozenset({"a", "al", "for"})
_CALL_LINKS = {
    **dict.fromkeys(("dinner", "lunch", "luncheon", "banquet", "cena", "almuerzo", "banquete"), _GUEST),
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
    start = _phrase_start(clause, at)
    told = [] if right else _told_there(clause, start)
    return told or subject(clause, start) or opening_subject(clause, after)


def _told_there(clause: Clause, at: int) -> list[Unit]:
    """ "A told B ... | during a meeting": who said something and to whom."""
    tells = clause.know.words["meeting.tells"]
    verb = next((k for k in range(at - 1, -1, -1) if clause.word(k) in tells), None)
    if verb is None or clause.stopped(verb, at):
        return []
    heard = objects(clause, verb, reach=_TOLD_REACH)
    spoke = subject(clause, verb)
    pair = [*spoke[:1], *heard[:1]]
    return pair if len(pair) == _PAIR and all(unit.kind == "person" for unit in pair) else []


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
