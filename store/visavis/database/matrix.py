"""Who met whom: the actors that met most in the events of a list, each with each, or side against side."""

from collections.abc import Sequence

from visavis.database import filters
from visavis.database.answers import Filter, Matrix, Scope
from visavis.database.narrowing import TABLES, prepared
from visavis.database.rows import Rows

MOST = 40  # actors on each side; the others are counted
HELD = (Filter("kind", "meeting"), Filter("status", "held"))

_BUSIEST = """
    SELECT p.actor_id, any_value(a.name), count(DISTINCT p.meeting_id) AS n
    FROM participants p JOIN actors a USING (actor_id)
    WHERE p.meeting_id IN ({listed}) AND ({country} = '' OR coalesce(p.side, a.country) = {country})
    GROUP BY p.actor_id ORDER BY n DESC, 2, 1"""
_TOGETHER = """
    SELECT one.actor_id, other.actor_id, count(DISTINCT one.meeting_id)
    FROM participants one JOIN participants other USING (meeting_id)
    WHERE one.actor_id IN (SELECT unnest(?::BIGINT[])) AND other.actor_id IN (SELECT unnest(?::BIGINT[]))
          AND one.actor_id <> other.actor_id AND coalesce(one.side <> other.side, true) AND meeting_id IN ({listed})
    GROUP BY ALL"""


def matrix(reader: Rows, scope: Scope) -> Matrix:
    """How often the busiest actors of the events in `scope` met in meetings that were held, on different sides of them.

    Where the events are those of one pair of countries, one country stands above, the other at the side.
    """
    pairs = [one.value.split("-") for one in scope.filters if one.field == "pair"]
    left, right = pairs[0] if len(pairs) == 1 else ("", "")
    rows, more_rows = _busiest(reader, scope, left)
    columns, more_columns = (rows, more_rows) if left == right else _busiest(reader, scope, right)
    listed, values = _listed(reader, scope)
    ids = [[actor_id for actor_id, _ in side] for side in (rows, columns)]
    found = reader.rows(_TOGETHER.format(listed=listed), [*ids, *values])
    return Matrix(rows, columns, {(one, other): count for one, other, count in found}, more_rows, more_columns)


def _busiest(reader: Rows, scope: Scope, country: str) -> tuple[tuple[tuple[int, str], ...], int]:
    """The ids and names of those that met most, on the side of a country where one is given, and how many are left."""
    listed, values = _listed(reader, scope)
    found = reader.rows(_BUSIEST.format(listed=listed, country="?"), [*values, country, country])
    return tuple((actor_id, name) for actor_id, name, _ in found[:MOST]), max(0, len(found) - MOST)


def _listed(reader: Rows, scope: Scope) -> tuple[str, Sequence[object]]:
    narrow, (table, key) = prepared(reader, "events", scope), TABLES["events"]
    for condition, values in filters.conditions(HELD):
        narrow.bind(condition, values)
    return f"SELECT {key} FROM {table} WHERE {narrow.where()}", narrow.parameters
