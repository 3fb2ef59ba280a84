"""Facets: what a filter can be set to, with how many events of the present list each of its values leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import starmap

from visavis import edtf
from visavis.database import filters
from visavis.database.answers import Facet, Field, Filter, Scope
from visavis.database.filters import DENIED, DIFFER, PARTS, PLACE, STATUS
from visavis.database.folding import fold
from visavis.database.narrowing import TABLES, Kind, holds, narrowed
from visavis.database.rows import Rows

MOST = 200  # values that are offered at once; typing finds the others
_LONGEST = 50  # years that a date may spread over and still be offered with each of them

# Of each field: a value and a label for each event of `listed`, as often as the event has one.
_VALUES: Mapping[Field, str] = {
    "kind": "SELECT kind AS value, kind AS label FROM listed",
    "status": f"SELECT {STATUS} AS value, value AS label FROM listed e",
    "channel": "SELECT channel AS value, channel AS label FROM listed",
    "place": f"""
        SELECT {PLACE} AS value, coalesce(e.city, n.name, e.country) AS label
        FROM listed e LEFT JOIN country_names n USING (country)""",
    "pair": """
        SELECT code_a || '-' || code_b AS value, coalesce(n.name, code_a) || ' - ' || coalesce(m.name, code_b) AS label
        FROM (SELECT one.code AS code_a, other.code AS code_b
              FROM listed, unnest(countries) AS one(code), unnest(countries) AS other(code) WHERE one.code < other.code)
        LEFT JOIN country_names n ON n.country = code_a LEFT JOIN country_names m ON m.country = code_b""",
    "in": f"""
        SELECT CASE WHEN date_earliest IS NULL THEN '{filters.NO_DATE}'
                    WHEN year(date_earliest) = year(date_latest) THEN strftime(date_earliest, '%Y') END AS value,
               value AS label
        FROM listed""",
    "maybe": f"""
        SELECT lpad(unnest(range(year(date_earliest), year(date_latest) + 1))::VARCHAR, 4, '0') AS value,
               value AS label
        FROM listed WHERE year(date_latest) - year(date_earliest) < {_LONGEST}""",
    "conflict": f"""
        SELECT unnest([CASE WHEN {DENIED} THEN 'denied' END, CASE WHEN {DIFFER} THEN 'differ' END]) AS value,
               value AS label
        FROM listed e""",
    "actor": f"""
        SELECT actor_id::VARCHAR AS value, name AS label FROM (
            SELECT fact_id, actor_id FROM ({PARTS}) WHERE fact_id IN (SELECT fact_id FROM listed)
            UNION SELECT fact_id, actor_id FROM (SELECT fact_id, unnest(countries) AS country FROM listed)
            JOIN actors USING (country) WHERE kind = 'country'
        ) JOIN actors USING (actor_id) WHERE {{chosen}}""",
    "publisher": "SELECT publisher AS value, publisher AS label FROM listed",
}
_BUSIEST = f"actor_id IN (SELECT actor_id FROM actors ORDER BY meetings + agreements DESC, actor_id LIMIT {MOST})"
_WIDENING = {"kind", "status", "channel", "place", "publisher", "conflict"}  # another value of these widens the list


def facets(reader: Rows, field: Field, scope: Scope, search: str = "") -> tuple[Facet, ...]:
    """The values of a field that occur in the events of `scope`, the most frequent first; those that `search` finds.

    Of publishers articles are counted instead of events. Of dates the years, and any date that `search` is.
    """
    words = fold(search).split()
    if field in _WIDENING:
        scope = replace(scope, filters=tuple(one for one in scope.filters if one.field != field))
    if field == "new":
        return ()
    values, parameters = _values(field, scope, words)
    found = reader.rows(
        f"""SELECT value, any_value(label), count(*) FROM ({values})
            WHERE value IS NOT NULL AND {holds("strip_accents(lower(label))", [] if field == "actor" else words)}
            GROUP BY value ORDER BY 3 DESC, 2, 1 LIMIT {MOST}""",
        [*parameters, *([] if field == "actor" else words)],
    )
    typed = _typed(reader, field, scope, search.strip())
    return (*typed, *(one for one in starmap(Facet, found) if one.value not in {date.value for date in typed}))


def _values(field: Field, scope: Scope, words: Sequence[str]) -> tuple[str, list[object]]:
    """A query for the values of a field, with its parameters."""
    kind: Kind = "sources" if field == "publisher" else "events"
    narrow = narrowed(kind, scope)
    alias = "s" if kind == "sources" else "e"
    listed = f"WITH listed AS (SELECT {alias}.* FROM {TABLES[kind][0]} WHERE {narrow.where()})"
    chosen = f"actor_id IN (SELECT actor_id FROM actor_names WHERE {holds('name_fold', words)})" if words else ""
    everybody = "true" if narrow.conditions else _BUSIEST
    values = f"{listed} {_VALUES[field].replace('{chosen}', chosen or everybody)}"
    return values, [*narrow.parameters, *(words if field == "actor" else [])]


def _typed(reader: Rows, field: Field, scope: Scope, search: str) -> tuple[Facet, ...]:
    """The date that a search is, with the events it leaves."""
    if field not in ("in", "maybe") or not edtf.bounds(search):
        return ()
    narrow = narrowed("events", replace(scope, filters=(*scope.filters, Filter(field, search))))
    found = reader.rows(f"SELECT count(*) FROM {TABLES['events'][0]} WHERE {narrow.where()}", narrow.parameters)
    return (Facet(search, search, found[0][0]),)
