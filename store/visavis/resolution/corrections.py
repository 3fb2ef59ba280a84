"""Fields that people corrected: what can be, what a value must be, and the fact with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from visavis import edtf
from visavis.journal import Correct
from visavis.lexicon import country_code
from visavis.model import Actor, Agreement, Meeting, Place, ResolvedKind

Read = Callable[[str], object]


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return " ".join(value.split())


def _date(value: str) -> str:
    if not edtf.valid(value):
        raise ValueError(f"'{value}' is no date: write 2024-12-11, 2024-12, 2024 or another EDTF")
    return value


def _country(value: str) -> str:
    code = country_code(value)
    if code is None:
        raise ValueError(f"'{value}' is no country: write its English name or its three letters (ISO 3166)")
    return code


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 5:
        raise ValueError(f"'{value}' is no number")
    return int(value)


def _subjects(value: str) -> tuple[str, ...]:
    return tuple(_text(part) for part in value.split(";"))


def _one_of(*allowed: str) -> Read:
    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"'{value}' is none of {', '.join(allowed)}")
        return value

    return read


FIELDS: Mapping[ResolvedKind, Mapping[str, Read]] = {
    "actor": {"name": _text, "country": _country, "role": _text, "organisation": _text},
    "meeting": {
        "date": _date,
        "status": _one_of("held", "planned", "cancelled", "denied"),
        "channel": _one_of("in-person", "phone", "video"),
        "city": _text,
        "venue": _text,
        "country": _country,
    },
    "agreement": {
        "date": _date,
        "status": _one_of("signed", "announced", "under-negotiation", "cancelled"),
        "instrument": _text,
        "count": _number,
        "subjects": _subjects,
        "claimed_by": _text,
    },
}
_ALWAYS = frozenset({"name", "status", "channel", "subjects"})  # fields that are never unknown


def value_of(kind: ResolvedKind, field: str, text: str | None) -> Any:  # noqa: ANN401 - of the field's own type
    """The value that `text` stands for in a field; raises ValueError, which says what is wrong with it."""
    fields = FIELDS[kind]
    if field not in fields:
        raise ValueError(f"'{field}' is nothing that can be corrected: {', '.join(fields)} can")
    if text is None:
        if field in _ALWAYS:
            raise ValueError(f"the {field} of a {kind} is always something")
        return None
    return fields[field](text)


def corrected_actor(actor: Actor, corrections: Iterable[Correct]) -> Actor:
    """The actor as people say it is, the latest word on each field."""
    for line in corrections:
        changes: dict[str, Any] = {line.field: value_of("actor", line.field, line.value)}
        if line.field == "country":
            changes["country_reason"] = _by(line)
        actor = replace(actor, **changes)
    return actor


def corrected_meeting(meeting: Meeting, corrections: Sequence[Correct]) -> Meeting:
    """The meeting as people say it was."""
    for line in corrections:
        value = value_of("meeting", line.field, line.value)
        if line.field in {"city", "venue", "country"}:
            place = replace(meeting.place or Place(), **{line.field: value}, reason=_by(line))
            meeting = replace(meeting, place=place)
        else:
            meeting = replace(meeting, **{line.field: value}, **_dated(line))
    return meeting


def corrected_agreement(agreement: Agreement, corrections: Sequence[Correct]) -> Agreement:
    """The agreement as people say it was."""
    for line in corrections:
        value = value_of("agreement", line.field, line.value)
        field = "claimed_count" if line.field == "count" else line.field
        agreement = replace(agreement, **{field: value}, **_dated(line))
    return agreement


def _dated(line: Correct) -> dict[str, Any]:
    return {"date_basis": "person", "date_derivation": _by(line)} if line.field == "date" else {}


def _by(line: Correct) -> str:
    return f"corrected by {line.author}" + (f": {line.reason}" if line.reason else "")
