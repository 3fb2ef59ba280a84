"""Verbs that tell a meeting, each with its frame: who stands before it, behind it, and behind which small words."""

from collections.abc import Callable

from visavis.extraction.arguments import (
    DROPPED,
    Clause,
    Trigger,
    before_unit,
    is_group,
    is_headless,
    objects,
    split_opening,
    subject,
)
from visavis.extraction.places import located
from visavis.extraction.units import Unit

_BY = frozenset({"by", "por"})
_PAIR = 2
_NEAR = 5
_OPENING = 3
_JOINT_REACH = 12
_FAR_REACH = 25  # what was discussed may stand between the verb and "with B"


def _meet(clause: Clause, at: int) -> Trigger | None:
    if _takes_thing(clause, at, clause.know.words["meeting.not_met"]):
        return None
    right = _after_verb(clause, at)
    left = subject(clause, at)
    if not left and right:
        left, right = split_opening(clause, at, right)
    left, right = _subject_behind(clause, at, left, right)
    if not left and len(right) > 1 and _is_subjectless(clause, at):
        return None
    return Trigger(at, "meet", left, right) if right or len(left) > 1 or is_group(left) else None


def _takes_thing(clause: Clause, at: int, things: frozenset[str]) -> bool:
    """ "met the deadline", "received aid": a thing stands behind the verb, and nobody before it."""
    named = next((unit.first for unit in clause.units if unit.first > at and unit.kind != "country"), at + _NEAR)
    return any(clause.word(k) in things for k in range(at + 1, min(named, at + _NEAR)))


def _is_subjectless(clause: Clause, at: int) -> bool:
    """ "The board will meet A and B": they did not meet each other, whoever met them; "meeting in Rome, A and B" did."""
    return not clause.know.adjectives_follow and at >= _OPENING and not clause.word(at).endswith("ing")


def _after_verb(clause: Clause, at: int) -> list[Unit]:
    found = objects(clause, at)
    if found and found[0].kind == "country" and (found[0].form in {"city", "region"} or found[0].first == at + 1):
        return []  # "met in Paris", and in sport "met South Africa"
    return found


def _subject_behind(clause: Clause, at: int, left: list[Unit], right: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Where a subject may follow its verb ("se reunió el canciller con B"), the unit without "con" is the subject."""
    if not clause.know.adjectives_follow or not right:
        return left, right
    linkers = clause.know.words["meeting.with"]
    before = (
        clause.word(right[0].first - 1)
        if clause.tagged.tags[right[0].first - 1] != "t"
        else clause.word(right[0].first - 2)
    )
    if before in linkers or clause.word(right[0].first - 1) in linkers:
        return left or _dropped_subject(clause, at), right
    further = objects(clause, right[-1].last - 1, linkers=linkers)
    if further:
        return right, further
    return left, right


def _dropped_subject(clause: Clause, at: int) -> list[Unit]:
    """As in "Allí se reunió con B": the subject that opens the sentence, else whoever the story goes on about."""
    if not is_headless(clause, at):
        return []
    named = next((unit for unit in clause.units if unit.last <= at and unit.kind in {"person", "role"}), None)
    if named is not None and clause.word(before_unit(clause, named)) not in clause.know.words["meeting.with"]:
        return [named]
    return [Unit("pronoun", at, at + 1, word=DROPPED)]


def _is_passive(clause: Clause, at: int) -> bool:
    """ "was | received", "fue esta mañana | recibido"."""
    be, taken = clause.know.grammar.be, {k for unit in clause.units for k in range(unit.first, unit.last)}
    verb = next((k for k in range(at - 1, max(-1, at - _NEAR), -1) if clause.word(k) in be and k not in taken), None)
    return verb is not None and "," not in clause.gap(verb, at)


def _receive(clause: Clause, at: int) -> Trigger | None:
    if _takes_thing(clause, at, clause.know.words["meeting.not_received"]):
        return None
    passive = _is_passive(clause, at)
    if clause.word(at + 1) in _BY or at == 0 or passive:
        left, hosts = subject(clause, at), objects(clause, at, linkers=_BY)
        if not passive and at:  # "a reception | hosted by B": no one else than who stands right before it
            left = [unit for unit in left if unit.last >= at - 1 and unit.kind != "country"]
            hosts = hosts if left else []
        if hosts and hosts[0].kind != "country":
            left, hosts = (left, hosts) if left else split_opening(clause, at, hosts)
            left = left or (_dropped_subject(clause, at) if clause.know.adjectives_follow else [])
            return _sides(at, "received-by", left, hosts)
        if at:
            return None
    if clause.word(at - 1) in clause.know.grammar.object_pronouns:  # "where the president received him"
        host = objects(clause, at, reach=3)
        return _sides(at, "received-by", [Unit("pronoun", at - 1, at, word="he")], host)
    right = objects(clause, at, reach=12)
    if not right or right[0].kind in {"country", "organisation", "body"}:
        return None
    left = subject(clause, at) or split_opening(clause, at, right)[0]
    left, right = _subject_behind(clause, at, left, right)
    return _sides(at, "receive", left, right)


def _sides(at: int, rule: str, left: list[Unit], right: list[Unit]) -> Trigger | None:
    return Trigger(at, rule, left, right) if left and right else None


def _talk(clause: Clause, at: int) -> Trigger | None:
    right = objects(
        clause,
        at,
        reach=8,
        linkers=clause.know.words["meeting.with"] - {"y", "e", "and", "between", "by", "entre", "por"},
    )
    if right and clause.word(right[0].last - 1) in clause.know.words["meeting.press"]:
        return None
    left = subject(clause, at)
    left, right = _subject_behind(clause, at, left, right)
    if not right and (is_group(left) or len(left) > 1) and _says_how(clause, at):
        return Trigger(at, "talk", left)  # "the two men spoke by phone"
    if not right or right[0].kind not in {"person", "role", "group", "delegation"}:
        return None
    return _sides(at, "talk", left, right)


def _says_how(clause: Clause, at: int) -> bool:
    """ "the two men spoke | by phone |", "A and B spoke | on Monday |"."""
    words = clause.know.words["meeting.phone_words"] | clause.know.words["meeting.video_words"]
    things = clause.know.words["meeting.messages"]
    timed = "q" in clause.gap(at + 1, at + 3) and not any(clause.word(k) in things for k in range(at + 1, at + 6))
    return timed or any(clause.word(k) in words for k in range(at + 1, at + 6))


def _see(clause: Clause, at: int) -> Trigger | None:
    """ "saw the minister, B": only with a titled person right behind it."""
    right = objects(clause, at, reach=3)
    if not right or right[0].kind not in {"person", "role"} or (right[0].role is None and right[0].kind == "person"):
        return None
    return _sides(at, "see", subject(clause, at), right)


def _summon(clause: Clause, at: int) -> Trigger | None:
    """ "the ministry summoned the ambassador of X", "the ambassador was summoned to the ministry"."""
    found = objects(clause, at, reach=4) or subject(clause, at)
    envoys = [unit for unit in found if unit.role is not None and unit.role.office == "diplomat"]
    return Trigger(at, "summon", envoys, [], 0.8) if envoys else None


def find_joint(clause: Clause, at: int) -> Trigger | None:
    """ "A and B advocated on Thursday in Suva": two named officials as one subject, at a stated time and place."""
    if clause.word(at) in clause.know.words["meeting.attended"]:
        return None
    by = objects(clause, at, reach=9, linkers=frozenset({"by", "por"}))
    if len(by) > 1 and all(unit.kind == "person" and unit.role is not None for unit in by):
        return Trigger(at, "joint-by", by, [], 0.6)
    left = subject(clause, at)
    people = [unit for unit in left if unit.kind == "person" and unit.role is not None]
    if len(people) < _PAIR or left[-1].last != at or len(left) != len(people):
        return None
    reach = range(at, min(len(clause.tagged.tags), at + _JOINT_REACH))
    timed = any(clause.tagged.tags[k] == "q" for k in reach)
    placed = any(unit.form == "city" and unit.first in reach and located(clause, unit.first) for unit in clause.units)
    return Trigger(at, "joint", left, [], 0.6) if timed and placed else None


def _credentials(clause: Clause, at: int) -> Trigger | None:
    """ "A presented credentials to B", "B received the credentials of A"."""
    right = objects(clause, at, reach=_FAR_REACH, linkers=clause.know.words["meeting.credentials_links"])
    left = subject(clause, at)
    return _sides(at, "credentials", left, right)


def _call(clause: Clause, at: int) -> Trigger | None:
    """ "called on B", "called B": a person must follow, and no "to", "for" (an appeal) may stand between."""
    if clause.word(at + 1) in {"on", "upon", "at"}:
        right = objects(clause, at + 1, reach=2)
        ok = right and right[0].kind in {"person", "role"} and clause.word(right[-1].last) != "to"
        return _sides(at, "call-on", subject(clause, at), right) if ok else None
    right = objects(clause, at, reach=1)
    if not right or right[0].kind != "person" or clause.word(right[-1].last) == ",":
        return None
    return _sides(at, "phone", subject(clause, at), right)


def _discuss(clause: Clause, at: int) -> Trigger | None:
    """What two sides do together: "A and B discussed", "A discussed it with B", "co-chaired by A and B"."""
    by = objects(clause, at, reach=3, linkers=frozenset({"by", "por"}))
    if len(by) > 1 and by[0].kind == "person":
        return Trigger(at, "discussed-by", by, [], 0.8)
    left = subject(clause, at)
    if any(clause.word(at + k) in clause.know.words["meeting.messages"] for k in range(1, 6)):
        return None
    right = objects(clause, at, reach=_FAR_REACH, linkers=frozenset({"with", "con"}))
    if right and right[0].kind in {"person", "role"} and left:
        return Trigger(at, "discuss-with", left, right, 0.8)
    people = [
        unit
        for unit in left
        if unit.kind in {"person", "role"} or unit.pair or unit.word in {"he", "she", "él", "ella"}
    ]
    if len(people) == 1 and people[0].pair and _says_how(clause, at):
        return Trigger(at, "discuss-together", people, [], 0.7)
    return Trigger(at, "discuss-together", left, [], 0.7) if len(people) > 1 else None


def _phone(clause: Clause, at: int) -> Trigger | None:
    if any(clause.word(k) in clause.know.words["meeting.not_called"] for k in range(at + 1, at + 3)):
        return None
    if clause.word(at + 1) in clause.know.words["meeting.nouns"]:
        return None  # "A's phone call with B"
    right = objects(clause, at, reach=4)
    return _sides(at, "phone", subject(clause, at), right)


# The finder of each list of verbs; where a verb stands in several lists the first of them reads it.
VERBS: dict[str, Callable[[Clause, int], Trigger | None]] = {
    "meet": _meet,
    "receive": _receive,
    "talk": _talk,
    "call_on": _call,
    "credentials": _credentials,
    "phone": _phone,
    "discuss": _discuss,
    "summon": _summon,
    "see": _see,
}
