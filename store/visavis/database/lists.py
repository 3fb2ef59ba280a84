"""The lists of a screen: any part of any list, however long, narrowed and in any of its orders.

Values are always bound; the SQL is put together from the constants of this file only.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, Protocol

from visavis.database.answers import ActorRow, EventRow, Listing, Scope, SourceRow
from visavis.database.folding import fold

PAGE = 256  # rows of a list that are fetched at once; the count beside them is always the true one

Kind = Literal["actors", "events", "sources"]
AnyRow = ActorRow | EventRow | SourceRow


class Rows(Protocol):
    """Whatever runs one query: `connection.Reader`, or a stand-in of a test."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of `sql`; raises a VisavisError."""


class StoreReader(Rows, Protocol):
    """What a screen that stays open needs besides: `connection.Reader`."""

    def cursor(self) -> AbstractContextManager[Any]:
        """A DuckDB cursor of its own on what is being read; keep it inside one thread."""

    def refresh(self) -> bool:
        """Turn to the newest state of the store; whether there was a newer one."""

    def close(self) -> None:
        """Let the store go."""


# --- lists -----------------------------------------------------------------------------------------------------------

_MEETINGS = """
    SELECT meeting_id AS fact_id, 'meeting' AS kind, title, status, channel, date, date_basis, date_derivation,
           venue, city, country, NULL AS instrument, NULL AS claimed_count, NULL AS claimed_by, [] AS subjects,
           conflicts, articles, origins, date_earliest, date_latest, countries
    FROM meetings"""
_AGREEMENTS = """
    SELECT agreement_id, 'agreement', title, status, NULL, date, date_basis, date_derivation,
           NULL, NULL, NULL, instrument, claimed_count, claimed_by, subjects, [],
           articles, origins, date_earliest, date_latest, countries
    FROM agreements"""
_EVENTS = f"{_MEETINGS} UNION ALL {_AGREEMENTS}"
_PARTS = """
    SELECT meeting_id AS fact_id, actor_id FROM participants UNION ALL SELECT agreement_id, actor_id FROM parties"""
_BY_DATE = "e.date_earliest {0} NULLS LAST, e.date_latest {0} NULLS LAST, e.date {0} NULLS LAST, e.fact_id"
_BUSIEST = "a.meetings + a.agreements DESC, a.mentions DESC, a.name, a.actor_id"

# A word is looked for in every text that belongs to a row, and found in any of them. It is a folded word; texts that
# are not stored folded lose their accents only, as folding a million of them takes seconds.
_ACTOR_HOLDS = """(contains(a.name_fold, ?) OR contains(fold(concat_ws(' ', a.role, a.organisation, a.country)), ?)
    OR a.actor_id IN (SELECT actor_id FROM actor_names WHERE contains(name_fold, ?))
    OR a.country IN (SELECT country FROM actors WHERE kind = 'country' AND contains(name_fold, ?))
    OR a.actor_id IN (SELECT actor_id FROM actor_roles WHERE contains(fold(role), ?)))"""
_EVENT_HOLDS = f"""e.fact_id IN (
    SELECT fact_id FROM ({_EVENTS}) WHERE contains(strip_accents(lower(concat_ws(
        ' ', title, kind, status, date, venue, city, country, instrument, claimed_by, array_to_string(subjects, ' ')
    ))), ?)
    UNION ALL
    SELECT fact_id FROM ({_PARTS}) JOIN actor_names USING (actor_id) WHERE contains(name_fold, ?)
    UNION ALL
    SELECT fact_id FROM ({_EVENTS})
    WHERE list_has_any(countries, (SELECT coalesce(list(country), []) FROM actors
                                   WHERE kind = 'country' AND contains(name_fold, ?))))"""
_SOURCE_TEXT = "lower(strip_accents(concat_ws(' ', s.title, s.publisher, s.published)))"

# What each list can be sorted by; the first is how it comes.
ORDERS: Mapping[Kind, Mapping[str, str]] = {
    "actors": {
        "kind": f"array_position(['person', 'organisation', 'country'], a.kind), {_BUSIEST}",
        "name": "a.name_fold, a.actor_id",
        "country": f"a.country NULLS LAST, {_BUSIEST}",
        "meetings": f"a.meetings DESC, {_BUSIEST}",
        "agreements": f"a.agreements DESC, {_BUSIEST}",
        "sources": f"a.articles DESC, {_BUSIEST}",
    },
    "events": {
        "latest": _BY_DATE.format("DESC"),
        "earliest": _BY_DATE.format("ASC"),
        "status": "e.status, " + _BY_DATE.format("DESC"),
        "title": "e.title, e.fact_id",
        "place": "e.city NULLS LAST, e.venue NULLS LAST, " + _BY_DATE.format("DESC"),
        "sources": "e.articles DESC, " + _BY_DATE.format("DESC"),
    },
    "sources": {
        "latest": "s.published DESC NULLS LAST, s.publisher, s.title, s.article_id",
        "earliest": "s.published NULLS LAST, s.publisher, s.title, s.article_id",
        "title": "s.title, s.article_id",
        "publisher": "s.publisher NULLS LAST, s.published DESC NULLS LAST, s.article_id",
    },
}
_TABLES: Mapping[Kind, tuple[str, str]] = {
    "actors": ("actors a", "a.actor_id"),
    "events": (f"({_EVENTS}) e", "e.fact_id"),
    "sources": ("articles s", "s.article_id"),
}


class _Narrowing:
    """The conditions of one list with their parameters, in the order in which both appear in the SQL."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def add(self, condition: str, value: object) -> None:
        """Narrow by `condition`, whose every question mark stands for `value`; None narrows nothing."""
        if value is not None:
            self.conditions.append(condition)
            self.parameters += [value] * condition.count("?")

    def where(self) -> str:
        return " AND ".join(self.conditions) or "true"


def holds(text: str, words: Sequence[str]) -> str:
    """The condition that `text` holds all words; it takes each word as one parameter."""
    return "(" + (" AND ".join(f"contains({text}, ?)" for _ in words) or "true") + ")"


def _narrowed_actors(scope: Scope, words: Sequence[str]) -> _Narrowing:
    narrow = _Narrowing()
    narrow.add(f"a.actor_id IN (SELECT actor_id FROM ({_PARTS}) WHERE fact_id = ?)", scope.event)
    narrow.add("a.actor_id IN (SELECT actor_id FROM mentions WHERE article_id = ?)", scope.source)
    for word in words:
        narrow.add(_ACTOR_HOLDS, word)
    return narrow


def _narrowed_events(scope: Scope, words: Sequence[str]) -> _Narrowing:
    narrow = _Narrowing()
    narrow.add(
        f"""(e.fact_id IN (SELECT fact_id FROM ({_PARTS}) WHERE actor_id = ?)
            OR list_has_any(e.countries,
                            (SELECT list(country) FROM actors WHERE kind = 'country' AND actor_id = ?)))""",
        scope.actor,
    )
    narrow.add("e.fact_id IN (SELECT fact_id FROM evidence WHERE article_id = ?)", scope.source)
    for word in words:
        narrow.add(_EVENT_HOLDS, word)
    return narrow


def _narrowed_sources(scope: Scope, words: Sequence[str]) -> _Narrowing:
    narrow = _Narrowing()
    narrow.add("s.article_id IN (SELECT article_id FROM mentions WHERE actor_id = ?)", scope.actor)
    narrow.add("s.article_id IN (SELECT article_id FROM evidence WHERE fact_id = ?)", scope.event)
    if words:
        sentences = f"SELECT t.article_id FROM sentences t WHERE {holds('t.text_fold', words)}"
        narrow.conditions.append(f"({holds(_SOURCE_TEXT, words)} OR s.article_id IN ({sentences}))")
        narrow.parameters += [*words, *words]
    return narrow


_NARROWED: Mapping[Kind, Callable[[Scope, Sequence[str]], _Narrowing]] = {
    "actors": _narrowed_actors,
    "events": _narrowed_events,
    "sources": _narrowed_sources,
}


def _ordered(kind: Kind, scope: Scope, order: str) -> tuple[str, str, list[object]]:
    """FROM and WHERE of a list, its ORDER BY, and the parameters; an order that is not known is the usual one."""
    narrow = _NARROWED[kind](scope, fold(scope.search).split())
    orders = ORDERS[kind]
    return (
        f"FROM {_TABLES[kind][0]} WHERE {narrow.where()}",
        orders.get(order) or next(iter(orders.values())),
        narrow.parameters,
    )


def listing(reader: Rows, kind: Kind, scope: Scope, order: str = "") -> Listing[AnyRow]:
    """The first PAGE rows of a list, in one of its ORDERS."""
    source, by, parameters = _ordered(kind, scope, order)
    table, key = _TABLES[kind]
    total: int = reader.rows(f"SELECT count(*) FROM {table}")[0][0]
    # Counting beside the rows saves a second search, but would read all of a list that nothing narrows.
    count = "count(*) OVER ()" if parameters else "0"
    found = reader.rows(f"SELECT {key}, {count} {source} ORDER BY {by} LIMIT {PAGE}", parameters)
    rows = rows_of(reader, kind, [row_id for row_id, _ in found], scope.search)
    return Listing(tuple(rows), (found[0][1] if found else 0) if parameters else total, total)


def sort_into(reader: Rows, vector: str, kind: Kind, scope: Scope, order: str = "") -> None:
    """Keep the ids of a whole list in its order, as a table `vector` in memory, which ends with the reader."""
    source, by, parameters = _ordered(kind, scope, order)
    reader.rows(
        f"CREATE TABLE memory.main.{vector} AS SELECT {_TABLES[kind][1]} AS id {source} ORDER BY {by}", parameters
    )


def drop(reader: Rows, vector: str) -> None:
    """Forget a vector; does nothing where there is none."""
    reader.rows(f"DROP TABLE IF EXISTS memory.main.{vector}")


def part_of(reader: Rows, vector: str, start: int, kind: Kind, search: str) -> tuple[AnyRow, ...]:
    """PAGE rows of a sorted list from its row `start` on."""
    found = reader.rows(
        f"SELECT id FROM memory.main.{vector} WHERE rowid >= ? AND rowid < ? ORDER BY rowid", [start, start + PAGE]
    )
    return tuple(rows_of(reader, kind, [row_id for (row_id,) in found], search))


def place_of(reader: Rows, vector: str, row_id: int) -> int | None:
    """Where in a sorted list a row stands, counted from 0."""
    found = reader.rows(f"SELECT rowid FROM memory.main.{vector} WHERE id = ?", [row_id])
    return found[0][0] if found else None


def rows_of(reader: Rows, kind: Kind, ids: Sequence[int], search: str = "") -> list[AnyRow]:
    """Rows by their ids, in the order of these; ids that are not in the store are left out."""
    if not ids:
        return []
    found = {row[0]: row for row in _DETAILS[kind](reader, ids, fold(search).split())}
    make = _MAKERS[kind]
    return [make(found[row_id]) for row_id in ids if row_id in found]


def _actor_details(reader: Rows, ids: Sequence[int], words: Sequence[str]) -> list[tuple[Any, ...]]:
    """With words: the most used form of the name that holds them, where the name itself does not."""
    matched = (
        f"""CASE WHEN NOT {holds("a.name_fold", words)}
            THEN (SELECT arg_max(n.name, n.mentions) FROM actor_names n
                  WHERE n.actor_id = a.actor_id AND {holds("n.name_fold", words)}) END"""
        if words
        else "NULL"
    )
    return reader.rows(
        f"""SELECT a.actor_id, a.kind, a.name, a.country, a.country_reason, a.role, a.organisation,
                   a.meetings, a.agreements, a.articles, {matched}
            FROM actors a WHERE a.actor_id IN (SELECT unnest(?::BIGINT[]))""",
        [*words, *words, list(ids)],
    )


def _event_details(reader: Rows, ids: Sequence[int], _words: Sequence[str]) -> list[tuple[Any, ...]]:
    chosen = "(SELECT id FROM chosen)"
    events = f"{_MEETINGS} WHERE meeting_id IN {chosen} UNION ALL {_AGREEMENTS} WHERE agreement_id IN {chosen}"
    return reader.rows(
        f"""WITH chosen AS (SELECT unnest(?::BIGINT[]) AS id),
            denied AS (SELECT DISTINCT fact_id FROM evidence WHERE stance = 'denied' AND fact_id IN {chosen})
            SELECT e.fact_id, e.kind, e.title, e.status, e.channel, e.date, e.date_basis, e.date_derivation,
                   e.venue, e.city, coalesce(n.name, e.country), e.instrument, e.claimed_count, e.claimed_by,
                   coalesce(e.subjects, []), coalesce(e.conflicts, []), e.articles, e.origins,
                   e.status <> 'denied' AND e.fact_id IN (SELECT fact_id FROM denied)
            FROM ({events}) e LEFT JOIN country_names n USING (country)""",
        [list(ids)],
    )


def _source_details(reader: Rows, ids: Sequence[int], words: Sequence[str]) -> list[tuple[Any, ...]]:
    """With words: the first sentence that holds them."""
    chosen = "article_id IN (SELECT id FROM chosen)"
    found = f"{chosen} AND {holds('text_fold', words)}" if words else "false"
    return reader.rows(
        f"""WITH chosen AS (SELECT unnest(?::BIGINT[]) AS id),
            told AS (SELECT article_id, count(DISTINCT fact_id) AS events FROM evidence WHERE {chosen} GROUP BY 1),
            held AS (SELECT article_id, arg_min(text, sentence_no) AS matched FROM sentences WHERE {found} GROUP BY 1)
            SELECT s.article_id, s.title, s.publisher, s.published, s.published_basis, s.language,
                   coalesce(told.events, 0), s.source,
                   CASE WHEN o.article_id <> s.article_id THEN concat_ws(': ', o.publisher, o.title) END, held.matched
            FROM articles s LEFT JOIN told USING (article_id) LEFT JOIN held USING (article_id)
            LEFT JOIN articles o ON o.article_id = s.origin_id
            WHERE s.article_id IN (SELECT id FROM chosen)""",
        [list(ids), *words],
    )


def _event(row: tuple[Any, ...]) -> EventRow:
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return EventRow(*fields)


_DETAILS: Mapping[Kind, Callable[[Rows, Sequence[int], Sequence[str]], list[tuple[Any, ...]]]] = {
    "actors": _actor_details,
    "events": _event_details,
    "sources": _source_details,
}
_MAKERS: Mapping[Kind, Callable[[tuple[Any, ...]], AnyRow]] = {
    "actors": lambda row: ActorRow(*row),
    "events": _event,
    "sources": lambda row: SourceRow(*row),
}
