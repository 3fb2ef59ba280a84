"""The words of a sentence that may tell a meeting, and who stands around them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from visavis.extraction.arguments import Clause, coordinated, objects, opening_subject, subject
from visavis.extraction.compiling import knowledge
from visavis.extraction.document import Line
from visavis.extraction.places import located
from visavis.extraction.units import Unit

_INFINITIVES = frozenset({"meet", "talk"})  # behind "to" they are verbs
_BY = frozenset({"by", "por"})
_OPENING = 3
_LIGHT_REACH = 9
_PAIR = 2
_JOINT_REACH = 12
_PAST = ("ed", "aron", "ieron")
_NOUN_REACH = 10
_FAR_REACH = 25  # what was discussed may stand between the verb and "with B"


@dataclass(slots=True)
class Trigger:
    """One word that may tell a meeting, with the units on its two sides (`left`, `right`) or in one list (`both`)."""

    at: int
    rule: str
    left: list[Unit] = field(default_factory=list)
    right: list[Unit] = field(default_factory=list)
    strength: float = 1.0

    @property
    def units(self) -> list[Unit]:
        """Everyone around the trigger, each once, in the order of the text."""
        seen: dict[int, Unit] = {}
        for unit in [*self.left, *self.right]:
            seen.setdefault(unit.first, unit)
        return [seen[first] for first in sorted(seen)]


def triggers(clause: Clause, line: Line) -> Iterator[Trigger]:
    """Every trigger of a sentence in order; those of plain event words without anyone around them too."""
    for at, token in enumerate(line.tokens):
        if clause.tagged.tags[at] not in "xohHPwmE-" and token.low not in clause.know.words["meeting.nouns"]:
            continue
        name = _list_of(clause, at)
        found = _FINDERS[name](clause, at) if name else None
        if found is not None:
            yield found
        elif name in _PLAIN:
            yield Trigger(at, name, strength=0.0)


def _list_of(clause: Clause, at: int) -> str | None:
    """The list of meeting words that the word at a token stands in, which tells how to read it."""
    word = clause.word(at)
    if word in clause.know.words["meeting.nouns"] and _is_noun(clause, at):
        return "nouns"
    known = _verbs(clause.know.language).get(word)
    return known or ("joint" if clause.tagged.tags[at] == "x" and word.endswith(_PAST) else None)


@cache
def _verbs(language: str) -> dict[str, str]:
    """The list of each verb of meeting, the first where it stands in several."""
    words = knowledge(language).words
    return {word: name for name in reversed(_VERBS) for word in words[f"meeting.{name}"]}


def _is_noun(clause: Clause, at: int) -> bool:
    """ "the meeting" against "meeting him": a noun has an article, a possessive, an adjective or a light verb before it."""
    word = clause.word(at)
    if word not in clause.know.words["meeting.meet"] and word not in clause.know.words["meeting.talk"]:
        return True
    before = clause.word(at - 1)
    if at == 0 and clause.word(at + 1) not in clause.know.words["meeting.with"] - clause.know.words["meeting.between"]:
        return (
            word not in clause.know.words["meeting.meet"] or clause.word(at + 1) in clause.know.words["meeting.between"]
        )
    linked = clause.word(at + 1) in clause.know.words["meeting.noun_links"] and word not in _INFINITIVES
    if before in clause.know.grammar.prepositions and linked:
        return True
    if not before or clause.tagged.tags[at - 1] == ",":
        return False
    if (
        clause.tagged.tags[at - 1] in "t'DwmPd"
        or before in clause.know.grammar.possessives
        or before in clause.know.grammar.articles
    ):
        return True
    return before in clause.know.words["meeting.adjectives"] or before in clause.know.words["meeting.light"]


def _meet(clause: Clause, at: int) -> Trigger | None:
    words = clause.know.words["meeting.not_met"]
    if any(clause.word(at + k) in words for k in range(1, 5)):
        return None
    right = _after_verb(clause, at)
    left = subject(clause, at)
    if not left and right:
        left, right = _opening(clause, at, right)
    left, right = _subject_behind(clause, at, left, right)
    return Trigger(at, "meet", left, right) if right or len(left) > 1 or _is_group(left) else None


def _after_verb(clause: Clause, at: int) -> list[Unit]:
    found = objects(clause, at)
    if found and found[0].kind == "country" and found[0].form in {"city", "region"}:
        return []
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
    """As in "Allí se reunió con B": whoever was named last, where nobody is named before a verb in the singular."""
    named = any(unit.last <= at and unit.kind != "country" for unit in clause.units)
    plural = clause.word(at).endswith("n")
    return [] if named or plural else [Unit("pronoun", at, at + 1, word="él")]


def _is_group(units: list[Unit]) -> bool:
    return any(
        unit.kind == "group" or (unit.kind == "pronoun" and unit.word in {"they", "ellos", "ellas"}) for unit in units
    )


def _receive(clause: Clause, at: int) -> Trigger | None:
    things = clause.know.words["meeting.not_received"]
    if any(clause.word(at + k) in things for k in range(1, 5)):
        return None
    if clause.word(at + 1) in _BY or at == 0 or clause.word(at - 1) in clause.know.grammar.be:
        left, hosts = subject(clause, at), objects(clause, at, linkers=_BY)
        if hosts:
            left, hosts = (left, hosts) if left else _opening(clause, at, hosts)
            left = left or (_dropped_subject(clause, at) if clause.know.adjectives_follow else [])
            return _sides(at, "received-by", left, hosts)
    if clause.word(at - 1) in clause.know.grammar.object_pronouns:  # "where the president received him"
        host = objects(clause, at, reach=3)
        return _sides(at, "received-by", [Unit("pronoun", at - 1, at, word="he")], host)
    right = objects(clause, at, reach=12)
    if not right or right[0].kind in {"country", "organisation", "body"}:
        return None
    left = subject(clause, at) or (opening_subject(clause, right[-1].last) if at < 3 else [])
    left, right = _subject_behind(clause, at, left, right)
    return _sides(at, "receive", left, right)


def _opening(clause: Clause, at: int, right: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """As in "Received by A, | B | thanked": the subject behind an opening phrase may look like one more of its list."""
    left = opening_subject(clause, right[-1].last) if at < _OPENING else []
    if not left and at < _OPENING and len(right) > 1 and clause.gap(right[-2].last, right[-1].first) in {",", ",t"}:
        return right[-1:], right[:-1]
    return left, right


def _sides(at: int, rule: str, left: list[Unit], right: list[Unit]) -> Trigger | None:
    return Trigger(at, rule, left, right) if left and right else None


def _talk(clause: Clause, at: int) -> Trigger | None:
    right = objects(
        clause,
        at,
        reach=8,
        linkers=clause.know.words["meeting.with"] - {"y", "e", "and", "between", "by", "entre", "por"},
    )
    left = subject(clause, at)
    left, right = _subject_behind(clause, at, left, right)
    if not right and (_is_group(left) or len(left) > 1) and _says_how(clause, at):
        return Trigger(at, "talk", left)  # "the two men spoke by phone"
    if not right or right[0].kind not in {"person", "role", "group", "delegation"}:
        return None
    return _sides(at, "talk", left, right)


def _says_how(clause: Clause, at: int) -> bool:
    words = clause.know.words["meeting.phone_words"] | clause.know.words["meeting.video_words"]
    return any(clause.word(k) in words for k in range(at + 1, at + 6))


def _see(clause: Clause, at: int) -> Trigger | None:
    """ "saw the minister, B": only with a titled person right behind it."""
    right = objects(clause, at, reach=2)
    if not right or right[0].kind not in {"person", "role"} or (right[0].role is None and right[0].kind == "person"):
        return None
    return _sides(at, "see", subject(clause, at), right)


def _summon(clause: Clause, at: int) -> Trigger | None:
    """ "the ministry summoned the ambassador of X", "the ambassador was summoned to the ministry"."""
    found = objects(clause, at, reach=4) or subject(clause, at)
    envoys = [unit for unit in found if unit.role is not None and unit.role.office == "diplomat"]
    return Trigger(at, "summon", envoys, [], 0.8) if envoys else None


def _joint(clause: Clause, at: int) -> Trigger | None:
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
    right = objects(clause, at, reach=4)
    return _sides(at, "phone", subject(clause, at), right)


def _noun(clause: Clause, at: int) -> Trigger | None:
    light = _light_verb(clause, at)
    if clause.word(at - 1) in _THEIR or clause.word(at - 2) in _THEIR:
        pair = _pair_before(clause, at)
        return Trigger(at, "noun-their", pair) if pair else None
    passive = (
        clause.word(at + 1) in clause.know.grammar.be and clause.word(at + 2) in clause.know.words["meeting.light"]
    )
    behind = at + 2 if passive else at  # "a meeting | was held | on Monday between"
    between = objects(clause, behind, reach=_NOUN_REACH, linkers=clause.know.words["meeting.between"])
    between = [unit for unit in between if unit.kind != "country" or unit.form not in {"city", "region"}]
    strong = (
        clause.word(at) not in clause.know.words["meeting.weak_nouns"] or light is not None or _adjective(clause, at)
    )
    if len(between) > 1 or (_is_group(between) and _directly(at, between[0])):
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
    if light is not None and not right and len(left) < 2 and not _is_group(left):
        return None
    if light is None and not right and sum(unit.kind == "person" for unit in left) < 2:
        return None
    return Trigger(at, "noun-light" if light is not None else "noun-with", left, right, 1.0 if right else 0.5)


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


def _light_verb(clause: Clause, at: int) -> int | None:
    """The light verb that carries the noun: "held | in-depth bilateral | talks", "talks were | held"."""
    light = clause.know.words["meeting.light"]
    for k in range(at - 1, max(-1, at - _LIGHT_REACH), -1):
        if clause.stopped(k, k + 1):
            return None
        if clause.word(k) in light and clause.tagged.tags[k] not in "NHO":
            return k
    return None


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


_VERBS = ("meet", "receive", "talk", "call_on", "credentials", "phone", "discuss", "summon", "see")
_PLAIN = frozenset({"nouns", "meet", "receive", "credentials", "phone", "summon"})  # hardly ever anything but a meeting
_FINDERS: dict[str, Callable[[Clause, int], Trigger | None]] = {
    "nouns": _noun,
    "meet": _meet,
    "receive": _receive,
    "talk": _talk,
    "call_on": _call,
    "credentials": _credentials,
    "phone": _phone,
    "discuss": _discuss,
    "summon": _summon,
    "see": _see,
    "joint": _joint,
}
