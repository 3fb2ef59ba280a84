"""How a meeting is found: trigger words, who stands around them, whom those words mean, and what else the sentence tells.

Read `triggers` for the words and their arguments, `anaphora` for "the minister" and "he", `status` for held or planned.
Here the sides are weighed, retellings of one meeting are joined, and those who were merely present are added.
"""

from dataclasses import dataclass, field, replace
from itertools import islice

from visavis.edtf import bounds, compatible
from visavis.extraction.anaphora import Resolver, Who
from visavis.extraction.arguments import Clause, coordinated
from visavis.extraction.document import Document, Left, Line
from visavis.extraction.places import located, place_in, says_here
from visavis.extraction.speech import speaker_of, stance_of
from visavis.extraction.status import Outcome, outcome
from visavis.extraction.timing import nearest
from visavis.extraction.triggers import Trigger, triggers
from visavis.extraction.units import Unit
from visavis.model import Channel, Dated, Place, Stance
from visavis.when import Tense

_RETOLD = 100  # meetings back that a sentence may tell again: far more than a report holds
_HOST_AND_TWO = 3
_SEVERAL = 2
_NEAR = 12  # words between a word of attending and the first of those who did
_ATTENDED_REACH = 3  # sentences after a meeting in which its company may be named


@dataclass(slots=True)
class Draft:
    """One meeting while it is put together."""

    number: int  # sentence
    trigger: Trigger
    who: list[Who]
    outcome: Outcome
    channel: Channel
    when: Dated | None = None
    place: Place | None = None
    place_span: tuple[int, int] | None = None
    told_again: list[int] = field(default_factory=list)  # sentences that tell it once more
    speaker: str | None = None  # who says so, in the article's words
    stance: Stance = "asserted"
    again: bool = False  # said to be one more meeting of the same people

    @property
    def sides(self) -> set[str]:
        """The countries and bodies on its sides."""
        return {who.code for who in self.who if who.code}

    @property
    def people(self) -> set[int]:
        """The people who took part."""
        return {who.person for who in self.who if who.person is not None}


def find_meetings(document: Document, resolver: Resolver) -> list[Draft]:
    """The meetings of an article in the order in which they are told."""
    found: list[Draft] = []
    for number, line in document.story():
        clause = document.clause(line)
        for draft in _in_sentence(document, resolver, number, line, clause):
            _add(found, draft, resolver, document)
        _add_company(document, resolver, found, number, line, clause)
        _add_details(document, resolver, found, number, line, clause)
    document.left += [left_out(draft, "only wished for") for draft in found if draft.outcome == "wished"]
    return [draft for draft in found if draft.outcome != "wished"]


def left_out(draft: Draft, reason: str) -> Left:
    """The note of a meeting that is not taken, or not as one of its own."""
    return Left(draft.number, draft.trigger.at, draft.trigger.rule, reason, _sides_of(draft.who))


def _sides_of(who: list[Who]) -> tuple[tuple[int | None, str | None], ...]:
    return tuple((one.person, one.code) for one in who)


def _in_sentence(document: Document, resolver: Resolver, number: int, line: Line, clause: Clause) -> list[Draft]:
    drafts: list[Draft] = []
    text = document.article.text[line.sentence.start : line.sentence.end].lower()
    for trigger in triggers(clause, line):
        state = outcome(clause, trigger.at, text)
        for who in _occasions(_participants(resolver, number, trigger), trigger, apart=_is_apart(clause, trigger.at)):
            if not _two_sided(who):
                reason = "all of one side" if len(who) > 1 else "only one participant" if who else "nobody around it"
                document.left.append(Left(number, trigger.at, trigger.rule, reason, _sides_of(who)))
                continue
            draft = Draft(number, trigger, who, state, _channel(clause, trigger, text))
            draft.speaker = speaker_of(clause, line, trigger.at, document.article.text)
            draft.stance = stance_of(clause, trigger.at, state)
            draft.again = _is_again(clause, trigger.at)
            _date(document, draft, line, resolver)
            _locate(draft, clause, line)
            home = next((one for one in drafts if _same(one, draft) or _one_occasion(one, draft)), None)
            if home is not None:
                _join(home, draft)
                document.left.append(left_out(draft, "told by another word of the sentence"))
            else:
                drafts.append(draft)
    return drafts


def _is_again(clause: Clause, at: int) -> bool:
    """ "the two met again": another meeting of the same people."""
    return any(clause.word(k) in clause.know.words["meeting.again"] for k in range(max(0, at - 2), at + 4))


def _is_apart(clause: Clause, at: int) -> bool:
    """ "met separately with A and B", "reuniones por separado"."""
    return any(clause.word(k) in clause.know.words["meeting.apart"] for k in range(max(0, at - 3), at + 4))


_APART = frozenset(
    {"receive", "received-by", "meet", "talk", "noun-light", "noun-with", "credentials", "call-on", "see"}
)


def _occasions(who: list[Who], trigger: Trigger, *, apart: bool) -> list[list[Who]]:
    """One list of participants for each meeting: officials of several countries on the other side make as many meetings."""
    if trigger.rule not in _APART or len(who) < _HOST_AND_TWO:
        return [who]
    hosts = {unit.person for unit in trigger.left if unit.person is not None}
    ours = [one for one in who if one.person in hosts and one.person is not None] or who[:1]
    theirs = [one for one in who if one not in ours]
    if apart:
        return [[*ours, one] for one in theirs]
    codes = {one.code for one in ours}
    sides = dict.fromkeys(one.code for one in theirs)
    if len(codes) != 1 or len(sides) < _SEVERAL or None in sides or codes & set(sides):
        return [who]
    return [[*ours, *(one for one in theirs if one.code == side)] for side in sides]


def _participants(resolver: Resolver, number: int, trigger: Trigger) -> list[Who]:
    found: list[Who] = []
    for unit in trigger.units:
        for who in resolver.resolve(number, unit, found):
            if who.key not in {other.key for other in found}:
                found.append(who)
    if trigger.rule == "summon":  # whoever summons an ambassador is the country he is posted to
        posts = [unit.role.posted for unit in trigger.units if unit.role and unit.role.posted]
        code = posts[0] if posts else resolver.home
        found += [Who(code=code, start=one.start, end=one.end) for one in found[:1] if code]
    return _without_covered(found)


def _without_covered(found: list[Who]) -> list[Who]:
    """A country beside one of its people adds nothing."""
    covered = {who.code for who in found if who.person is not None}
    return [who for who in found if who.person is not None or who.code not in covered]


def _two_sided(who: list[Who]) -> bool:
    """Two sides at least; where one side's country is unknown it is taken for the other country of the article."""
    codes = {one.code for one in who if one.code}
    unknown = [one for one in who if one.code is None and one.person is not None]
    return len(codes) >= 2 or (len(who) > 1 and bool(unknown))


def _channel(clause: Clause, trigger: Trigger, text: str) -> Channel:
    words = clause.know.words
    if any(phrase in text for phrase in words["meeting.video_strong"]):
        return "video"
    if trigger.rule == "talk" and clause.word(trigger.at) in words["meeting.speak"] and not _in_person(clause, text):
        return "phone"
    if trigger.rule == "phone" or any(phrase in text for phrase in words["meeting.phone_strong"]):
        return "phone"
    return "in-person"


def _in_person(clause: Clause, text: str) -> bool:
    """ "spoke with B" is a call unless a place or an occasion puts both in one room."""
    if any(phrase in text for phrase in clause.know.words["meeting.in_person"]):
        return True
    return any(
        unit.form in {"city", "seat"} and located(clause, unit.first) for unit in clause.units if unit.kind == "country"
    )


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
    also = any(token.low in document.know.words["meeting.also"] for token in line.tokens) or any(
        phrase in text for phrase in document.know.words["meeting.same_visit"]
    )
    last = resolver.last_when
    if shared and also and last and draft.outcome == "held":
        draft.when = replace(
            last, basis="relative", derivation=f"goes on from the meeting told before: {last.derivation}"
        )


def _locate(draft: Draft, clause: Clause, line: Line) -> None:
    found = place_in(clause, line, draft.trigger.at) if draft.channel == "in-person" else None
    if found is not None:
        draft.place = found.place
        draft.place_span = line.span(found.first, found.last)
    elif says_here(line):
        draft.place = Place(reason="here")


# --- one meeting told twice ------------------------------------------------------------------------------------------


def _add(found: list[Draft], draft: Draft, resolver: Resolver, document: Document) -> None:
    home = next((other for other in islice(reversed(found), _RETOLD) if _same(other, draft)), None)
    if home is None:
        found.append(draft)
        home = draft
    else:
        _join(home, draft)
        document.left.append(left_out(draft, f"told before, in sentence {home.number}"))
    resolver.last_meeting = home.who
    if home.when and home.when.edtf:
        resolver.last_when = home.when


def without_echoes(drafts: list[Draft], document: Document) -> list[Draft]:
    """A headline's meeting of two countries is that of their officials told below, now that their sides are known."""
    kept: list[Draft] = []
    document.left += [
        left_out(draft, "two countries and no person, day or place") for draft in drafts if _is_bare(draft)
    ]
    for draft in sorted((one for one in drafts if not _is_bare(one)), key=lambda one: not one.people):
        home = next((one for one in kept[-_RETOLD:] if not draft.again and _same(one, draft)), None)
        if home is None:
            kept.append(draft)
        else:
            _join(home, draft)
            document.left.append(left_out(draft, f"told with names in sentence {home.number}"))
    return sorted(kept, key=lambda one: (one.number, one.trigger.at))


def _is_bare(draft: Draft) -> bool:
    """Two countries and nothing else, no person, day or place: talk of relations rather than a meeting."""
    return (
        not draft.people
        and draft.when is None
        and draft.place is None
        and draft.channel == "in-person"
        and draft.number > 0
    )


def _same(one: Draft, other: Draft) -> bool:
    """True where two tellings of one article can be one meeting."""
    if one.outcome != other.outcome and "planned" not in {one.outcome, other.outcome} and not _is_denied(one, other):
        return False
    if one.channel != other.channel and {one.channel, other.channel} != {"phone", "video"}:
        return False
    here, there = one.sides, other.sides
    if here and there and not (here <= there or there <= here):
        return False
    return _same_people(one, other) and _dates_agree(one.when, other.when)


def _is_denied(one: Draft, other: Draft) -> bool:
    """An allegation and its denial, in whichever order they are told."""
    outcomes = {one.outcome: one, other.outcome: other}
    return outcomes.keys() == {"held", "denied"} and outcomes["held"].stance == "alleged"


def _same_people(one: Draft, other: Draft) -> bool:
    first, second = one.people, other.people
    if not first or not second:
        return one.sides == other.sides
    if first <= second or second <= first:
        return True
    return len(first & second) >= 2 and len({who.code for who in one.who if who.person in first & second}) >= 2


def _one_occasion(one: Draft, other: Draft) -> bool:
    """ "was received by A and met with B" in one sentence: one guest, hosts of one side, no two dates."""
    guests = one.people & other.people
    if (
        not guests
        or one.outcome != other.outcome
        or one.channel != other.channel
        or not _dates_agree(one.when, other.when)
    ):
        return False
    hosts = {who.code for draft in (one, other) for who in draft.who if who.person not in guests}
    return len(hosts - {None}) <= 1


def _dates_agree(one: Dated | None, other: Dated | None) -> bool:
    """True unless two dates exclude each other; two weekdays that nobody could place must be the same one."""
    if one is None or other is None:
        return True
    if one.edtf and other.edtf:
        return compatible(one.edtf, other.edtf)
    first, second = one.expression, other.expression
    if first is None or second is None or first.kind != "weekday" or second.kind != "weekday":
        return True
    return first.weekday == second.weekday


def _places_agree(one: Place | None, other: Place | None) -> bool:
    """True unless two cities, or two countries, are named."""
    if one is None or other is None:
        return True
    if one.city and other.city:
        return one.city == other.city
    return not (one.country and other.country) or one.country == other.country


def _join(home: Draft, draft: Draft) -> None:
    unnamed = not home.people
    known = {who.key for who in home.who}
    home.who = _without_covered([*home.who, *(who for who in draft.who if who.key not in known)])
    if unnamed and draft.people:  # a headline that names no one gives way to the sentence that does
        home.number, draft.number = draft.number, home.number
        home.trigger, home.speaker, home.stance = draft.trigger, draft.speaker, draft.stance
    home.told_again.append(draft.number)
    if home.outcome == "planned" and draft.outcome == "held":
        home.outcome = "held"
    if draft.outcome == "denied":
        home.outcome, home.stance, home.speaker = draft.outcome, draft.stance, draft.speaker
    if home.when is None or (draft.when and draft.when.edtf and len(draft.when.edtf) > len(home.when.edtf or "")):
        home.when = draft.when or home.when
    if home.place is None or not home.place.country:
        home.place, home.place_span = draft.place or home.place, draft.place_span or home.place_span


def _add_details(
    document: Document, resolver: Resolver, found: list[Draft], number: int, line: Line, clause: Clause
) -> None:
    """ "The meeting took place on Tuesday in Honiara": what a later sentence adds to the meeting told just before."""
    if not found or found[-1].number == number or number - found[-1].number > _ATTENDED_REACH:
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


# --- company ---------------------------------------------------------------------------------------------------------


def _add_company(
    document: Document, resolver: Resolver, found: list[Draft], number: int, line: Line, clause: Clause
) -> None:
    """Those who "attended", "accompanied" or were "present" join the meeting told just before."""
    if not found or number - found[-1].number > _ATTENDED_REACH:
        return
    home = found[-1]
    words = document.know.words["meeting.attended"]
    for at in (at for at, token in enumerate(line.tokens) if token.low in words):
        for unit in _company(clause, at):
            known = {who.key for who in home.who}
            home.who += [who for who in resolver.resolve(number, unit, home.who) if who.key not in known]


def _company(clause: Clause, at: int) -> list[Unit]:
    """The people near a word of attending, with everyone of the lists they stand in."""
    found: list[Unit] = []
    for index, unit in enumerate(clause.units):
        if unit.kind == "person" and abs(unit.first - at) <= _NEAR and not clause.stopped(*sorted((unit.last, at))):
            found += coordinated(clause, clause.units, index, 1) + coordinated(clause, clause.units, index, -1)
    return [unit for unit in found if unit.kind == "person"]
