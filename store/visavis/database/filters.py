"""Filters: what events may be narrowed by besides a row of another list, alone or together.

Filters of one field widen each other (held or planned), but for those of which an event can have several (both actors,
both countries, two spans of time); filters of different fields narrow each other. Values are always bound; the SQL is
put together from the constants of this module only.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from threading import Lock

from visavis import edtf
from visavis.database.answers import Field, Filter
from visavis.database.place import GENERATIONS
from visavis.database.rows import Rows, quoted

PARTS = """
    SELECT meeting_id AS fact_id, actor_id FROM participants UNION ALL SELECT agreement_id, actor_id FROM parties
    UNION ALL SELECT visit_id, actor_id FROM visitors UNION ALL SELECT statement_id, actor_id FROM statement_actors"""
INVOLVES = f"""(e.fact_id IN (SELECT fact_id FROM ({PARTS}) WHERE actor_id = ?)
    OR list_contains(e.countries, (SELECT country FROM actors WHERE kind = 'country' AND actor_id = ?)))"""
STATUS = "CASE WHEN e.claimed_by IS NOT NULL THEN 'claimed' ELSE e.status END"
PLACE = "coalesce(e.city, e.country)"
DENIED = "e.disputed"
DIFFER = "len(e.conflicts) > 0"
NO_DATE = "unknown"  # the value of the two date filters for events of which nobody knows the year

Condition = tuple[str, Sequence[object]]  # SQL on an event `e`, with the values of its question marks


def _involved(value: str) -> Condition:
    actor_id = int(value) if value.isascii() and value.isdecimal() and len(value) < 20 else 0
    return INVOLVES, [actor_id, actor_id]


def _pair(value: str) -> Condition:
    codes = value.split("-")
    return "(" + " AND ".join("list_contains(e.countries, ?)" for _ in codes) + ")", codes


def _place(value: str) -> Condition:
    return "(e.city = ? OR e.country = ?)", [value, value]


def _published(value: str) -> Condition:
    theirs = "SELECT article_id FROM articles WHERE publisher = ?"
    return f"e.fact_id IN (SELECT fact_id FROM evidence WHERE article_id IN ({theirs}))", [value]


def _conflict(value: str) -> Condition:
    return {"denied": DENIED, "differ": DIFFER}.get(value, f"({DENIED} OR {DIFFER})"), []


def _certainly(value: str) -> Condition:
    return _dated(value, "e.date_earliest >= ?::DATE AND e.date_latest <= ?::DATE")


def _possibly(value: str) -> Condition:
    return _dated(value, "e.date_latest >= ?::DATE AND e.date_earliest <= ?::DATE")


def _dated(value: str, between: str) -> Condition:
    bounds = edtf.bounds(value)
    if bounds is None:
        return ("e.date_earliest IS NULL" if value == NO_DATE else "false"), []
    return f"({between})", [bound.isoformat() for bound in bounds]


def _new(value: str) -> Condition:
    return f"e.fact_id NOT IN (SELECT fact_id FROM {_seen(value)}.evidence)", []


def attach(reader: Rows, value: str) -> None:
    """Make an earlier generation readable that is kept beside the store.

    One that is not kept counts as full: nothing is new since a state that nobody knows any more.
    """
    name = _seen(value)
    known = "SELECT path FROM duckdb_databases() WHERE database_name = ?"
    with _ATTACHING:
        if reader.rows(known, [name]):
            return
        store = Path(reader.rows(known, ["store"])[0][0])
        file = store.parent / GENERATIONS / name.removeprefix("seen_") / store.name
        reader.rows(
            f"ATTACH {quoted(str(file)) + ' AS ' + name + ' (READ_ONLY)' if file.exists() else _NOWHERE + name}"
        )
        if not file.exists():
            reader.rows(f"CREATE TABLE {name}.evidence AS SELECT DISTINCT fact_id FROM evidence")


_ATTACHING = Lock()  # several lists may need the same one at once
_NOWHERE = "':memory:' AS "


def _seen(value: str) -> str:
    """What the earlier generation of a filter "new" is attached as."""
    return f"seen_{int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0}"


_CONDITIONS: Mapping[Field, Callable[[str], Condition]] = {
    "actor": _involved,
    "pair": _pair,
    "kind": lambda value: ("e.kind = ?", [value]),
    "status": lambda value: (f"{STATUS} = ?", [value]),
    "channel": lambda value: ("e.channel = ?", [value]),
    "in": _certainly,
    "maybe": _possibly,
    "place": _place,
    "publisher": _published,
    "conflict": _conflict,
    "new": _new,
}
FIELDS = tuple(_CONDITIONS)
_ALL_OF = ("actor", "pair", "in", "maybe", "new")  # an event may have several of these at once


def conditions(wanted: Sequence[Filter]) -> list[Condition]:
    """What each field of `wanted` asks of an event `e`; an event has to meet all of them."""
    found: list[Condition] = []
    for field, group in groupby(sorted(wanted, key=lambda one: FIELDS.index(one.field)), lambda one: one.field):
        parts = [_CONDITIONS[field](one.value) for one in group]
        word = " AND " if field in _ALL_OF else " OR "
        values = [value for _, bound in parts for value in bound]
        found.append(("(" + word.join(sql for sql, _ in parts) + ")", values))
    return found


def events_of(wanted: Sequence[Filter], columns: str = "e.fact_id") -> Condition:
    """A query for `columns` of the events `e` that meet all of `wanted`."""
    met = conditions(wanted)
    where = " AND ".join(sql for sql, _ in met) or "true"
    return f"SELECT {columns} FROM listed_events e WHERE {where}", [value for _, bound in met for value in bound]
