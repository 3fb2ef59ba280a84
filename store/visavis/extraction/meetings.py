"""How a meeting is found: trigger words, who stands around them, whom those words mean, and what else the sentence tells.

Read `triggers` for the words, `meeting_verbs` and `meeting_nouns` for who stands around them, `anaphora` for "the minister"
and "he", `status` for held or planned, `retelling` for one meeting told twice, `company` for those who were merely present.
"""

from dataclasses import replace

from visavis.edtf import bounds
from visavis.extraction.anaphora import SEVERAL, Resolver, Who
from visavis.extraction.arguments import Clause, Trigger, is_group
from visavis.extraction.company import add_company
from visavis.extraction.document import Document, Left, Line
from visavis.extraction.drafts import Draft, left_out, sides_of, without_covered
from visavis.extraction.mood import is_firm
from visavis.extraction.places import located, place_in, says_here
from visavis.extraction.retelling import add, is_one_occasion, is_same, join
from visavis.extraction.speech import speaker_of, stance_of
from visavis.extraction.status import outcome
from visavis.extraction.timing import inferred, nearest, told_before
from visavis.extraction.triggers import triggers
from visavis.extraction.units import Unit
from visavis.model import Channel, Dated, Place
from visavis.when import Tense

_HOST_AND_TWO = 3
_SEVERAL = 2
_BESIDE = 8  # words
_NEXT_REACH = 5
Parties = tuple[list[Who], list[Who]]  # who stands before the trigger, who behind it

_ROOM = 10  # words between "spoke" and the city in which two met
_TOLD_ON = 3  # sentences after a meeting in which its time and place may be told


def find_meetings(document: Document, resolver: Resolver) -> list[Draft]:
    """The meetings of an article in the order in which they are told."""
    found: list[Draft] = []
    for number, line in document.story():
        clause = document.clause(line)
        for draft in _in_sentence(document, resolver, found, number, line, clause):
            add(found, draft, resolver, document)
        add_company(document, resolver, found, number, line, clause)
        _add_details(document, resolver, found, number, line, clause)
    document.left += [left_out(draft, "only wished for") for draft in found if draft.outcome == "wished"]
    return [draft for draft in found if draft.outcome != "wished"]


def _in_sentence(
    document: Document, resolver: Resolver, found: list[Draft], number: int, line: Line, clause: Clause
) -> list[Draft]:
    """The meetings of one sentence; `found` are those of the sentences before."""
    drafts: list[Draft] = []
    text = document.article.text[line.sentence.start : line.sentence.end].lower()
    for trigger in triggers(clause, line):
        state = outcome(clause, trigger.at, text)
        parties = _parties(resolver, number, trigger)
        if state == "denied" and not any(parties):
            _deny_last(found, number)
        for who in _occasions(parties, trigger, apart=_is_apart(clause, trigger.at)):
            lone = trigger.left and trigger.right and not parties[0]  # whoever met them; they did not meet each other
            if lone or not _two_sided(who):
                reason = "all of one side" if len(who) > 1 else "only one participant" if who else "nobody around it"
                document.left.append(Left(number, trigger.at, trigger.rule, reason, sides_of(who)))
                continue
            if _is_sport(clause, who, text):
                document.left.append(Left(number, trigger.at, trigger.rule, "two teams", sides_of(who)))
                continue
            draft = Draft(number, trigger, who, state, _channel(clause, trigger, text))
            draft.speaker = speaker_of(clause, line, trigger.at, document.article.text)
            draft.stance = stance_of(clause, trigger.at, state)
            draft.again = _is_again(clause, trigger.at)
            draft.refers = _refers(clause, trigger)
            draft.spoken = _is_spoken(clause, trigger)
            draft.firm = line.sentence.zone != "title" and is_firm(clause, trigger.at)
            _date(document, draft, line, resolver)
            _locate(draft, clause, line)
            told_next = _is_next(clause, trigger.at)
            home = next(
                (one for one in drafts if is_same(one, draft) or (not told_next and is_one_occasion(one, draft))), None
            )
            if home is not None:
                join(home, draft)
                document.left.append(left_out(draft, "told by another word of the sentence"))
            else:
                drafts.append(draft)
                resolver.remember(number, who)
    return drafts


def _deny_last(found: list[Draft], number: int) -> None:
    """ "denied that any meeting took place": what was told just before as somebody's report is denied."""
    last = found[-1] if found else None
    if last is not None and number - last.number <= _TOLD_ON and last.outcome == "held" and last.stance != "asserted":
        last.outcome, last.stance = "denied", "denied"


def _refers(clause: Clause, trigger: Trigger) -> bool:
    """ "the | meeting", "dicho | encuentro": one told before."""
    definite = clause.know.grammar.definite
    return trigger.rule.startswith("noun") and any(clause.word(trigger.at - k) in definite for k in (1, 2))


def _is_spoken(clause: Clause, trigger: Trigger) -> bool:
    """ "the conversation", "A and B agreed": whether by telephone such words leave open."""
    return trigger.rule == "discuss-together" or clause.word(trigger.at) in clause.know.words["meeting.spoken"]


def _is_sport(clause: Clause, who: list[Who], text: str) -> bool:
    """ "Italy met Spain in the final": two countries, nobody named, and the words of a match; or players by their role."""
    players = clause.know.words["meeting.players"]
    if any(one.role is not None and players & set(one.role.lower().split()) for one in who):
        return True
    return all(one.person is None for one in who) and clause.know.says("meeting.sport", text)


def _is_again(clause: Clause, at: int) -> bool:
    """ "the two met again": another meeting of the same people."""
    return any(clause.word(k) in clause.know.words["meeting.again"] for k in range(max(0, at - 2), at + 4))


def _is_next(clause: Clause, at: int) -> bool:
    """ "met A and | later | held talks with B": a meeting of its own."""
    return any(clause.word(k) in clause.know.words["meeting.next"] for k in range(max(0, at - _NEXT_REACH), at))


def _is_apart(clause: Clause, at: int) -> bool:
    """ "met separately with A and B", "reuniones por separado"."""
    return any(clause.word(k) in clause.know.words["meeting.apart"] for k in range(max(0, at - 3), at + 4))


_APART = frozenset(
    {"receive", "received-by", "meet", "talk", "noun-light", "noun-with", "credentials", "call-on", "see"}
)


def _occasions(parties: Parties, trigger: Trigger, *, apart: bool) -> list[list[Who]]:
    """One list of participants for each meeting: officials of several countries on the other side make as many meetings."""
    ours, theirs = parties
    who = without_covered([*ours, *theirs])
    if trigger.rule not in _APART or len(who) < _HOST_AND_TWO or not ours:
        return [who]
    if apart:
        return [[*ours, one] for one in theirs]
    if any(unit.pair and unit.role is not None and not unit.role.counterpart for unit in trigger.right):
        return [who]  # "met the ambassadors of A, B and C" in one room
    codes = {one.code for one in ours}
    sides = dict.fromkeys(one.code for one in theirs)
    if len(codes) != 1 or len(sides.keys() - {None}) < _SEVERAL or codes & set(sides):
        return [who]
    unknown = [[*ours, one] for one in theirs if one.code is None]
    return [[*ours, *(one for one in theirs if one.code == side)] for side in sides if side] + unknown


def _parties(resolver: Resolver, number: int, trigger: Trigger) -> Parties:
    """Whom the units around a trigger mean."""
    found: list[Who] = []
    left = {unit.first for unit in trigger.left}
    parties: Parties = ([], [])
    for unit in sorted(trigger.units, key=lambda one: (_rank(one, is_left=one.first in left), one.first)):
        for who in resolver.resolve(number, unit, found):
            if who.key not in {other.key for other in found}:
                found.append(who)
                parties[0 if unit.first in left else 1].append(who)
    if trigger.rule == "summon":  # whoever summons an ambassador is the country he is posted to
        posts = [unit.role.posted for unit in trigger.units if unit.role and unit.role.posted]
        code = posts[0] if posts else resolver.home
        parties[1].extend(Who(code=code, start=one.start, end=one.end) for one in found[:1] if code)
    return parties


def _rank(unit: Unit, *, is_left: bool) -> int:
    """Names first, then pronouns, since nobody meets his own side, then "both men" on the other side of these."""
    if unit.kind == "pronoun" and unit.word not in SEVERAL:
        return 1
    return 2 if unit.kind == "group" and not unit.codes and not is_left else 0


def _two_sided(who: list[Who]) -> bool:
    """Two sides at least; where one side's country is unknown it is taken for the other country of the article."""
    codes = {one.code for one in who if one.code}
    unknown = [one for one in who if one.code is None and one.person is not None]
    return len(codes) >= 2 or (len(who) > 1 and bool(unknown))


def _channel(clause: Clause, trigger: Trigger, text: str) -> Channel:
    words = clause.know.words
    if clause.know.says("meeting.video_strong", text):
        return "video"
    if (
        trigger.rule == "talk"
        and clause.word(trigger.at) in words["meeting.speak"]
        and not _in_person(clause, trigger.at, text)
    ):
        return "phone"
    if trigger.rule == "phone" or clause.know.says("meeting.phone_strong", _said_of(clause, trigger.at, text)):
        return "phone"
    return "in-person"


def _said_of(clause: Clause, at: int, text: str) -> str:
    """What a sentence says of the event at a token: of "a meeting", only what stands right beside it."""
    if clause.word(at) not in clause.know.words["meeting.bodily"]:
        return text
    return " ".join(clause.word(k) for k in range(max(0, at - 2), at + _BESIDE))


def _in_person(clause: Clause, at: int, text: str) -> bool:
    """ "spoke with B" is a call unless a place or an occasion puts both in one room; what was spoken of lies farther off."""
    if clause.know.says("meeting.in_person", text):
        return True
    near = (unit for unit in clause.units if unit.kind == "country" and abs(unit.first - at) <= _ROOM)
    return any(unit.form in {"city", "seat"} and located(clause, unit.first) for unit in near)


def _date(document: Document, draft: Draft, line: Line, resolver: Resolver) -> None:
    """The time told nearest to the trigger; without one, the day of the meeting told before where the sentence goes on from it."""
    tense: Tense = "future" if draft.outcome == "planned" else "past"
    draft.when = nearest(
        document,
        line,
        draft.trigger.at,
        tense=tense,
        told=resolver.last_when.edtf if resolver.last_when else None,
        aside=False,
    )
    if draft.when is None:
        _date_from_last(document, draft, line, resolver)
        if draft.when is None and draft.outcome == "held" and is_group(draft.trigger.left):
            told = told_before(document, draft.number)
            draft.when = inferred(told, "the day told just before") if told else None
    elif draft.outcome == "held" and _is_ahead(draft.when, document.anchor):
        draft.outcome, draft.stance = "planned", "planned"


def _is_ahead(when: Dated, anchor: str | None) -> bool:
    """True for a day that comes after the article was written: whatever the verb says, that is still to be."""
    told, written = bounds(when.edtf or ""), bounds(anchor or "")
    return told is not None and written is not None and told[0] > written[1]


def _date_from_last(document: Document, draft: Draft, line: Line, resolver: Resolver) -> None:
    """ "He was also received by B": one more meeting of the same people on the day told just before."""
    shared = draft.people & {who.person for who in resolver.last_meeting}
    text = document.article.text[line.sentence.start : line.sentence.end].lower()
    also = any(token.low in document.know.words["meeting.also"] for token in line.tokens) or document.know.says(
        "meeting.same_visit", text
    )
    last = resolver.last_when
    if shared and also and last and draft.outcome == "held" and not _is_at_any_time(document, line, draft.trigger.at):
        draft.when = replace(
            last, basis="relative", derivation=f"goes on from the meeting told before: {last.derivation}"
        )


def _is_at_any_time(document: Document, line: Line, at: int) -> bool:
    """ "He has also met B": the perfect of English tells no day; that of Spanish is of today."""
    near = {token.low for token in line.tokens[max(0, at - 2) : at]}
    return not document.know.adjectives_follow and bool(near & (document.know.grammar.have - {"had", "having"}))


def _locate(draft: Draft, clause: Clause, line: Line) -> None:
    found = place_in(clause, line, draft.trigger.at) if draft.channel == "in-person" else None
    if found is not None:
        draft.place = found.place
        draft.place_span = line.span(found.first, found.last)
    elif says_here(line):
        draft.place = Place(reason="here")


def _add_details(
    document: Document, resolver: Resolver, found: list[Draft], number: int, line: Line, clause: Clause
) -> None:
    """ "The meeting took place on Tuesday in Honiara": what a later sentence adds to the meeting told just before."""
    if not found or found[-1].number == number or number - found[-1].number > _TOLD_ON:
        return
    home = found[-1]
    words = document.know.words["meeting.nouns"]
    at = next(
        (k for k, token in enumerate(line.tokens) if token.low in words and clause.tagged.tags[k - 1 : k] == "t"), None
    )
    if at is None or (home.when is not None and home.place is not None):
        return
    told = Draft(number, Trigger(at, "detail"), [], home.outcome, home.channel)
    _date(document, told, line, resolver)
    _locate(told, clause, line)
    if home.when is None and told.when is not None and told.when.edtf:
        home.when = told.when
    if home.place is None and told.place is not None and told.place.country in home.sides:
        home.place, home.place_span = told.place, told.place_span
