"""Facets: what a filter can be set to, with how many events of the present list each of its values leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import starmap

from visavis import edtf
from visavis.database import filters
from visavis.database.answers import Facet, Field, Filter, Scope
from visavis.database.filters import DENIED, DIFFER, PARTS, PLACE, STATUS
from visavis.database.folding import fold
from visavis.database.narrowing import TABLES, Kind, holds, prepared
from visavis.database.rows import Rows

MOST = 200  # values that are offered at once; typing finds the others
_LONGEST = 50  # years that a date may spread over and still be offered with each of them

# Of each field: values and labels with how many events of `listed` have them; grouped before anything is taken apart.
_VALUES: Mapping[Field, str] = {
    "kind": "SELECT kind AS value, kind AS label, count(*) AS n FROM listed GROUP BY ALL",
    "status": f"SELECT {STATUS} AS value, value AS label, count(*) AS n FROM listed e GROUP BY ALL",
    "channel": "SELECT channel AS value, channel AS label, count(*) AS n FROM listed GROUP BY ALL",
    "place": f"""
        SELECT value, coalesce(name, value) AS label, n
        FROM (SELECT {PLACE} AS value, count(*) AS n FROM listed e GROUP BY ALL)
        LEFT JOIN country_names ON country = value""",
    "pair": """
        SELECT code_a || '-' || code_b AS value, coalesce(a.name, code_a) || ' - ' || coalesce(b.name, code_b) AS label, n
        FROM (SELECT one.code AS code_a, other.code AS code_b, n
              FROM (SELECT countries, count(*) AS n FROM listed GROUP BY ALL),
                   unnest(countries) AS one(code), unnest(countries) AS other(code)
              WHERE one.code < other.code)
        LEFT JOIN country_names a ON a.country = code_a LEFT JOIN country_names b ON b.country = code_b""",
    "in": f"""
        SELECT CASE WHEN first IS NULL THEN '{filters.NO_DATE}' ELSE lpad(first::VARCHAR, 4, '0') END AS value,
               value AS label, n
        FROM (SELECT year(date_earliest) AS first, year(date_latest) AS last, count(*) AS n FROM listed GROUP BY ALL)
        WHERE first IS NULL OR first = last""",
    "maybe": f"""
        SELECT lpad(unnest(range(first, last + 1))::VARCHAR, 4, '0') AS value, value AS label, n
        FROM (SELECT year(date_earliest) AS first, year(date_latest) AS last, count(*) AS n FROM listed GROUP BY ALL)
        WHERE last - first < {_LONGEST}""",
    "conflict": f"""
        SELECT 'denied' AS value, value AS label, count(*) AS n FROM listed e WHERE {DENIED} HAVING n > 0
        UNION ALL SELECT 'differ', 'differ', count(*) AS n FROM listed e WHERE {DIFFER} HAVING n > 0""",
    "actor": f"""
        SELECT actor_id::VARCHAR AS value, any_value(name) AS label, count(*) AS n
        FROM ({PARTS}) JOIN actors USING (actor_id)
        WHERE {{among}} AND kind <> 'country'
              AND actor_id IN (SELECT actor_id FROM actors WHERE {{chosen}})
        GROUP BY actor_id
        UNION ALL
        SELECT actor_id::VARCHAR, any_value(name), sum(n)
        FROM (SELECT unnest(countries) AS country, n
              FROM (SELECT countries, count(*) AS n FROM listed GROUP BY ALL))
        JOIN actors USING (country) WHERE kind = 'country' AND {{chosen}} GROUP BY actor_id""",
    "publisher": "SELECT publisher AS value, publisher AS label, count(*) AS n FROM listed GROUP BY ALL",
}
_BUSIEST = f"actor_id IN (SELECT actor_id FROM actors ORDER BY meetings + agreements DESC, actor_id LIMIT {MOST})"
_AMONG = "fact_id IN (SELECT fact_id FROM listed)"
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
    values, parameters = _values(reader, field, scope, words)
    found = reader.rows(
        f"""SELECT value, any_value(label), sum(n)::BIGINT FROM ({values})
            WHERE value IS NOT NULL AND {holds("strip_accents(lower(label))", [] if field == "actor" else words)}
            GROUP BY value ORDER BY 3 DESC, 2, 1 LIMIT {MOST}""",
        [*parameters, *([] if field == "actor" else words)],
    )
    typed = _typed(reader, field, scope, search.strip())
    return (*typed, *(one for one in starmap(Facet, found) if one.value not in {date.value for date in typed}))


def _values(reader: Rows, field: Field, scope: Scope, words: Sequence[str]) -> tuple[str, list[object]]:
    """A query for the values of a field, with its parameters."""
    kind: Kind = "sources" if field == "publisher" else "events"
    narrow = prepared(reader, kind, scope)
    alias = "s" if kind == "sources" else "e"
    listed = f"WITH listed AS (SELECT {alias}.* FROM {TABLES[kind][0]} WHERE {narrow.where()})"
    chosen = f"actor_id IN (SELECT actor_id FROM actor_names WHERE {holds('name_fold', words)})" if words else ""
    everybody, among = ("true", _AMONG) if narrow.conditions else (_BUSIEST, "true")
    values = _VALUES[field].replace("{chosen}", chosen or everybody).replace("{among}", among)
    return f"{listed} {values}", [*narrow.parameters, *([*words, *words] if field == "actor" else [])]


def _typed(reader: Rows, field: Field, scope: Scope, search: str) -> tuple[Facet, ...]:
    """The date that a search is, with the events it leaves."""
    if field not in ("in", "maybe") or not edtf.bounds(search):
        return ()
    narrow = prepared(reader, "events", replace(scope, filters=(*scope.filters, Filter(field, search))))
    found = reader.rows(f"SELECT count(*) FROM {TABLES['events'][0]} WHERE {narrow.where()}", narrow.parameters)
    return (Facet(search, search, found[0][0]),)
