"""A line for every visit and statement: who, which way, and whether it happened."""

from collections.abc import Mapping, Sequence

from visavis.database.titles import country_name, short
from visavis.model import Actor, MeetingStatus, Statement, StatementKind, Visit

_WENT: dict[MeetingStatus, str] = {
    "held": "visited",
    "planned": "to visit",
    "cancelled": "called off a visit to",
    "denied": "did not visit",
}
_SAID: dict[StatementKind, str] = {
    "letter": "wrote to",
    "congratulation": "congratulated",
    "accusation": "accused",
    "denial": "denied",
}


_NAMED = 2  # people at most that are all named


def visit_title(visit: Visit, actors: Mapping[int, Actor]) -> str:
    """'Ana Ruiz and 2 others visited Cuba'; `actors` by actor_id."""
    people = [who.actor_id for who in visit.visitors]
    who = _several(people, actors)
    if all(actors[one].kind == "country" for one in people):
        who = f"A delegation of {who}"
    return f"{who} {_WENT[visit.status]} {visit.city or country_name(visit.country)}"


def statement_title(told: Statement, actors: Mapping[int, Actor]) -> str:
    """'Ana Ruiz congratulated Li Wei', 'China denied a meeting'."""
    whom = _several(told.addressees, actors) if told.addressees else _denied(told)
    return " ".join(part for part in (_several(told.speakers, actors), _SAID[told.kind], whom) if part)


def _denied(told: Statement) -> str:
    """What a denial is about, as far as that is known."""
    known = (("a meeting", told.meeting_id), ("an agreement", told.agreement_id), ("an accusation", told.answers_id))
    return next((what for what, about in known if about is not None), "what was said")


def _several(people: Sequence[int], actors: Mapping[int, Actor]) -> str:
    names = [short(actors[one].name) for one in people]
    return " and ".join(names) if len(names) <= _NAMED else f"{names[0]} and {len(names) - 1} others"
