"""Meetings and agreements as one readable line each, for lists.

A title never tells more than the status allows: what was planned, cancelled or denied does not read as done.
"""

from collections.abc import Mapping, Sequence

from visavis import lexicon
from visavis.model import Actor, Agreement, Attendance, Channel, Meeting

_LONGEST = 80  # code points of one name in a title; names come from articles and may be anything
_RANKS = {"person": 0, "organisation": 1, "country": 2}
_HELD: dict[Channel, str] = {"in-person": "met", "phone": "spoke by phone with", "video": "spoke by video with"}
_PLANNED: dict[Channel, str] = {
    "in-person": "to meet",
    "phone": "to speak by phone with",
    "video": "to speak by video with",
}
_NOUNS: dict[Channel, str] = {"in-person": "meeting", "phone": "phone call", "video": "video call"}


def meeting_title(meeting: Meeting, actors: Mapping[int, Actor]) -> str:
    """'Ana Ruiz met Li Wei and 3 others'; `actors` by actor_id."""
    people = _foremost(meeting.participants, actors)
    if not people:
        return f"{_countries(meeting.countries) or 'Unnamed sides'}: {_event(meeting)}"
    first = people[0]
    second = _counterpart(people)
    left = _name(actors[first.actor_id])
    if second is None:
        own = first.side or actors[first.actor_id].country
        others = [country_name(code) for code in meeting.countries if code != own]
        return _sentence(meeting, left, " and ".join(others[:2]), 0)
    return _sentence(meeting, left, _name(actors[second.actor_id]), len(people) - 2)


def agreement_title(agreement: Agreement, actors: Mapping[int, Actor]) -> str:
    """'China - Cuba: 19 agreements'; the parties themselves where they are of one country or none."""
    parties = [actors[party] for party in agreement.parties]
    codes = sorted({party.country for party in parties if party.country})
    who = _countries(codes) if len(codes) > 1 else _joined([_name(party) for party in parties])
    return f"{who or 'Unnamed parties'}: {_documents(agreement)}"


def _foremost(participants: Sequence[Attendance], actors: Mapping[int, Actor]) -> list[Attendance]:
    """Participants by kind, persons first; countries only where nobody acts for them."""
    ranked = sorted(participants, key=lambda one: _RANKS[actors[one.actor_id].kind])
    acting = [one for one in ranked if actors[one.actor_id].kind != "country"]
    return acting or ranked


def _counterpart(people: Sequence[Attendance]) -> Attendance | None:
    """Who stands for the other side: the first of another side, else the first of no stated side, else the second."""
    first, others = people[0], people[1:]
    across = [one for one in others if one.side and first.side and one.side != first.side]
    unstated = [one for one in others if not one.side]
    return next(iter(across or unstated or others), None)


def _sentence(meeting: Meeting, left: str, right: str, more: int) -> str:
    tail = "" if more <= 0 else " and 1 other" if more == 1 else f" and {more} others"
    if meeting.status in ("held", "planned") and right:
        verb = (_HELD if meeting.status == "held" else _PLANNED)[meeting.channel]
        return f"{left} {verb} {right}{tail}"
    both = f"{left} and {right}" if right and not tail else f"{left}, {right}{tail}" if right else left
    return f"{both}: {_event(meeting)}"


def _event(meeting: Meeting) -> str:
    noun = _NOUNS[meeting.channel]
    return noun if meeting.status == "held" else f"{noun} {meeting.status}"


def _documents(agreement: Agreement) -> str:
    noun = short(agreement.instrument or "agreement")
    if agreement.claimed_count is not None and agreement.claimed_count != 1:
        noun = f"{agreement.claimed_count} {_plural(noun)}"
    subjects = [short(subject) for subject in agreement.subjects]
    about = f" on {' and '.join(subjects)}" if 0 < len(subjects) <= 2 else ""
    status = "" if agreement.status == "signed" else f", {agreement.status.replace('-', ' ')}"
    return f"{noun}{about}{status}"


def _plural(noun: str) -> str:
    """The plural of a kind of document: 'memorandums of understanding', 'treaties'."""
    head, of, rest = noun.partition(" of ")
    if head.endswith("s"):
        return noun
    plural = f"{head[:-1]}ies" if head.endswith("y") and head[-2:-1] not in "aeiou" else f"{head}s"
    return f"{plural}{of}{rest}"


def _countries(codes: Sequence[str]) -> str:
    return _joined([country_name(code) for code in codes])


def country_name(code: str) -> str:
    """The English short name of a country; what is none, as it is."""
    known = lexicon.country(code)
    return known.name if known else short(code)


def _joined(names: Sequence[str]) -> str:
    shown = names if len(names) <= 3 else names[:2]
    more = len(names) - len(shown)
    return " - ".join(shown) + (f" and {more} others" if more else "")


def _name(actor: Actor) -> str:
    return short(actor.name)


def short(words: str) -> str:
    """Words in one line that is not too long for a title."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
