"""The lists of a screen: any part of any list, however long, narrowed and in any of its orders.

Values are always bound; the SQL is put together from the constants of this file only.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

from visavis.database.answers import ActorRow, EventRow, Listing, Scope, SourceRow
from visavis.database.filters import AGREEMENTS, MEETINGS
from visavis.database.folding import fold
from visavis.database.narrowing import TABLES, holds, narrowed
from visavis.database.narrowing import Kind as Kind  # noqa: PLC0414 - part of this module's door
from visavis.database.rows import Rows

PAGE = 256  # rows of a list that are fetched at once; the count beside them is always the true one

AnyRow = ActorRow | EventRow | SourceRow


class StoreReader(Rows, Protocol):
    """What a screen that stays open needs besides: `connection.Reader`."""

    def cursor(self) -> AbstractContextManager[Any]:
        """A DuckDB cursor of its own on what is being read; keep it inside one thread."""

    def refresh(self) -> bool:
        """Turn to the newest state of the store; whether there was a newer one."""

    def close(self) -> None:
        """Let the store go."""


# --- lists -----------------------------------------------------------------------------------------------------------

_BY_DATE = "e.date_earliest {0} NULLS LAST, e.date_latest {0} NULLS LAST, e.date {0} NULLS LAST, e.fact_id"
_BUSIEST = "a.meetings + a.agreements DESC, a.mentions DESC, a.name, a.actor_id"

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


def _order(kind: Kind, order: str) -> str:
    """The ORDER BY of a list; an order that is not known is the usual one."""
    orders = ORDERS[kind]
    return orders.get(order) or next(iter(orders.values()))


def listing(reader: Rows, kind: Kind, scope: Scope, order: str = "") -> Listing[AnyRow]:
    """The first PAGE rows of a list, in one of its ORDERS."""
    narrow, (table, key) = narrowed(kind, scope), TABLES[kind]
    total: int = reader.rows(f"SELECT count(*) FROM {table}")[0][0]
    # Counting beside the rows saves a second search, but would read all of a list that nothing narrows.
    count = "count(*) OVER ()" if narrow.conditions else "0"
    found = reader.rows(
        f"SELECT {key}, {count} FROM {table} WHERE {narrow.where()} ORDER BY {_order(kind, order)} LIMIT {PAGE}",
        narrow.parameters,
    )
    rows = rows_of(reader, kind, [row_id for row_id, _ in found], scope.search)
    return Listing(tuple(rows), (found[0][1] if found else 0) if narrow.conditions else total, total)


def sort_into(reader: Rows, vector: str, kind: Kind, scope: Scope, order: str = "") -> None:
    """Keep the ids of a whole list in its order, as a table `vector` in memory, which ends with the reader."""
    narrow, (table, key) = narrowed(kind, scope), TABLES[kind]
    reader.rows(
        f"""CREATE TABLE memory.main.{vector} AS
            SELECT {key} AS id FROM {table} WHERE {narrow.where()} ORDER BY {_order(kind, order)}""",
        narrow.parameters,
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
    events = f"{MEETINGS} WHERE meeting_id IN {chosen} UNION ALL {AGREEMENTS} WHERE agreement_id IN {chosen}"
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
