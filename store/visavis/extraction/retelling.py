"""One meeting told twice in an article: which tellings are the same meeting, and what is left when they are joined."""

from itertools import islice

from visavis.edtf import compatible
from visavis.extraction.anaphora import Resolver
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft, left_out, without_covered
from visavis.model import Dated

_GOES_ON = 4  # sentences in which "the talks" are the call told before
_TOGETHER = frozenset({"discuss-together", "discuss-with", "noun-their"})  # what people do at a meeting
_RETOLD = 100  # meetings back that a sentence may tell again: far more than a report holds


def add(found: list[Draft], draft: Draft, resolver: Resolver, document: Document) -> None:
    """Add a meeting to those found, or to the one of them that it tells again."""
    home = next((other for other in islice(reversed(found), _RETOLD) if is_same(other, draft)), None)
    if home is None:
        found.append(draft)
        home = draft
    else:
        join(home, draft)
        document.left.append(left_out(draft, f"told before, in sentence {home.number}"))
    if draft.outcome != "wished" or not resolver.last_meeting:
        resolver.last_meeting = home.who
    if home.when and home.when.edtf and home.outcome == "held":
        resolver.last_when = home.when


def without_echoes(drafts: list[Draft], document: Document) -> list[Draft]:
    """A headline's meeting of two countries is that of their officials told below, now that their sides are known."""
    kept: list[Draft] = []
    document.left += [
        left_out(draft, "two countries and no person, day or place") for draft in drafts if _is_bare(draft)
    ]
    for draft in sorted((one for one in drafts if not _is_bare(one)), key=lambda one: not one.people):
        home = next((one for one in kept[-_RETOLD:] if not draft.again and is_same(one, draft)), None)
        if home is None:
            kept.append(draft)
        else:
            join(home, draft)
            document.left.append(left_out(draft, f"told with names in sentence {home.number}"))
    return sorted(kept, key=lambda one: (one.number, one.trigger.at))


def _is_bare(draft: Draft) -> bool:
    """Two countries and nothing else, no person, day or place: talk of relations rather than a meeting."""
    return (
        not draft.people
        and draft.when is None
        and draft.place is None
        and (draft.channel == "in-person" or not draft.firm)
        and draft.number > 0
    )


def is_same(one: Draft, other: Draft) -> bool:
    """True where two tellings of one article can be one meeting."""
    if one.outcome != other.outcome and not _is_open(one, other) and not _is_denied(one, other):
        return False
    if not _channels_agree(one, other):
        return False
    if one.outcome != other.outcome and one.when and other.when and not (one.when.edtf and other.when.edtf):
        return False  # "met on Thursday" in an undated article, and "will meet on 10 March"
    here, there = one.sides, other.sides
    if here and there and not (here <= there or there <= here):
        return False
    return _same_people(one, other) and _dates_agree(one.when, other.when)


def _channels_agree(one: Draft, other: Draft) -> bool:
    """ "A speaks with B" in a headline, "the conversation": whether by telephone such words leave open."""
    if one.channel == other.channel or {one.channel, other.channel} == {"phone", "video"}:
        return True
    if any(_is_open_as_to_telephone(draft) for draft in (one, other)):
        return True
    later = max(one, other, key=lambda draft: draft.number)
    near = abs(one.number - other.number) <= _GOES_ON
    return later.channel == "in-person" and near and (later.refers or later.trigger.rule in _TOGETHER)


def _is_open_as_to_telephone(draft: Draft) -> bool:
    return draft.spoken and draft.channel == "in-person" and (draft.place is None or draft.refers)


def _is_open(one: Draft, other: Draft) -> bool:
    """What was planned may have been held or cancelled; what was cancelled may be told without saying so again."""
    outcomes = {one.outcome, other.outcome}
    if "planned" in outcomes:
        return True
    return outcomes == {"held", "cancelled"} and not all(
        draft.firm for draft in (one, other) if draft.outcome == "held"
    )


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


def is_one_occasion(one: Draft, other: Draft) -> bool:
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


def _outweighs(draft: Draft, home: Draft) -> bool:
    """True where what `draft` says of the outcome is more than what was told before."""
    if draft.outcome == "denied":
        return True
    if home.outcome == "planned":
        return draft.outcome == "cancelled" or (draft.outcome == "held" and draft.firm)
    return home.outcome == "held" and not home.firm and draft.outcome in {"planned", "cancelled"} and not draft.again


def join(home: Draft, draft: Draft) -> None:
    """Let `home` take over what `draft` tells of it; of one to come, nothing is taken over into one that was held."""
    if home.outcome == "held" and home.firm and draft.outcome == "planned":
        home.told_again.append(draft.number)
        return
    unnamed = not home.people
    known = {who.key for who in home.who}
    home.who = without_covered([*home.who, *(who for who in draft.who if who.key not in known)])
    if unnamed and draft.people:  # a headline that names no one gives way to the sentence that does
        home.number, draft.number = draft.number, home.number
        home.trigger, home.speaker, home.stance = draft.trigger, draft.speaker, draft.stance
    home.told_again.append(draft.number)
    if home.spoken and home.place is None and home.channel == "in-person":
        home.channel = draft.channel
    if _outweighs(draft, home):
        home.outcome, home.stance, home.speaker = draft.outcome, draft.stance, draft.speaker
    home.firm = home.firm or (draft.firm and draft.outcome == home.outcome)
    if home.outcome == "held" and draft.outcome != "held":
        return  # the time and place of another meeting to come
    if home.when is None or (draft.when and draft.when.edtf and len(draft.when.edtf) > len(home.when.edtf or "")):
        home.when = draft.when or home.when
    if home.place is None or not home.place.country:
        home.place, home.place_span = draft.place or home.place, draft.place_span or home.place_span
