"""The lists of a screen: any part of any list, however long, narrowed and in any of its orders.

Values are always bound; the SQL is put together from the constants of this file only.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from visavis.database.answers import ActorRow, EventRow, Listing, Scope, SourceRow
from visavis.database.folding import fold
from visavis.database.narrowing import TABLES, holds, narrowed, prepared
from visavis.database.narrowing import Kind as Kind  # noqa: PLC0414 - part of this module's door
from visavis.database.rows import Rows, quoted

if TYPE_CHECKING:  # a screen imports this before it is painted
    from duckdb import DuckDBPyConnection

_OPEN = 3660  # days of a date that says next to nothing
PAGE = 256  # rows of a list that are fetched at once; the count beside them is always the true one

_NEAR = 4096  # places that are quicker read as one stretch than picked out

AnyRow = ActorRow | EventRow | SourceRow


class StoreReader(Rows, Protocol):
    """What a screen that stays open needs besides: `connection.Reader`."""

    def cursor(self) -> "AbstractContextManager[DuckDBPyConnection]":
        """A DuckDB cursor of its own on what is being read; keep it inside one thread."""

    def fetch(self, cursor: "DuckDBPyConnection", sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of `sql` on such a cursor."""

    def refresh(self) -> bool:
        """Turn to the newest state of the store; whether there was a newer one."""

    def close(self) -> None:
        """Let the store go."""


# --- lists -----------------------------------------------------------------------------------------------------------

_BUSIEST = "a.meetings + a.agreements DESC, a.mentions DESC, a.name, a.actor_id"
_EARLIEST = "e.date_earliest NULLS LAST, e.date_latest NULLS LAST, e.date NULLS LAST, e.fact_id"

# What each list can be sorted by; the first is how it comes, and is stored.
ORDERS: Mapping[Kind, Mapping[str, str]] = {
    "actors": {
        "kind": "a.place",
        "name": "a.name_fold, a.actor_id",
        "country": f"a.country NULLS LAST, {_BUSIEST}",
        "meetings": f"a.meetings DESC, {_BUSIEST}",
        "agreements": f"a.agreements DESC, {_BUSIEST}",
        "sources": f"a.articles DESC, {_BUSIEST}",
    },
    "events": {
        "latest": "e.place",
        "earliest": _EARLIEST,
        "status": "e.status, e.place",
        "title": "e.title, e.fact_id",
        "channel": "coalesce(e.channel, e.kind), e.place",
        "place": "e.city NULLS LAST, e.venue NULLS LAST, e.place",
        "sources": "e.articles DESC, e.place",
    },
    "sources": {
        "latest": "s.place",
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
    narrow, (table, _) = prepared(reader, kind, scope), TABLES[kind]
    where, by = narrow.where(), _order(kind, order)
    total: int = reader.rows(f"SELECT count(*) FROM {table}")[0][0]
    found = reader.rows(f"SELECT place FROM {table} WHERE {where} ORDER BY {by} LIMIT {PAGE}", narrow.parameters)
    count = len(found)
    if count == PAGE and narrow.conditions:  # counting beside the rows would keep all of them
        count = reader.rows(f"SELECT count(*) FROM {table} WHERE {where}", narrow.parameters)[0][0]
    rows = _rows_at(reader, kind, [place for (place,) in found], scope.search if scope.texts else "")
    return Listing(tuple(rows), count if narrow.conditions else total, total)


def at_once(kind: Kind, scope: Scope) -> Scope | None:
    """The part of a search that needs no while: what titles and outlets hold; None where all of it is quick."""
    return replace(scope, texts=False) if kind == "sources" and fold(scope.search) else None


def is_stored(kind: Kind, scope: Scope, order: str = "") -> bool:
    """Whether a list is stored as it is: any part of it can be had without a vector."""
    return _order(kind, order) == _order(kind, "") and not narrowed(kind, scope).conditions


def sql_of(kind: Kind, scope: Scope, order: str = "") -> str:
    """A list as a statement that anybody can run on the store: its values stand in it."""
    narrow, (table, key) = narrowed(kind, scope), TABLES[kind]
    parts = narrow.where().split("?")
    values = [*map(_literal, narrow.parameters), ""]
    where = "".join(part + value for part, value in zip(parts, values, strict=True))
    columns = f"{key}, * EXCLUDE (place, {key.partition('.')[2]}, text_fold)"
    earlier = ["-- seen_N is the store of generations/N, attached\n" for one in scope.filters if one.field == "new"]
    return f"{''.join(earlier[:1])}SELECT {columns}\nFROM {table}\nWHERE {where}\nORDER BY {_order(kind, order)}"


def _literal(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value)


def span_of(reader: Rows, scope: Scope) -> tuple[date, date] | None:
    """The days between which nearly all events of a list lie, a few far ones and open ends apart; None without any."""
    narrow = prepared(reader, "events", scope)
    found = reader.rows(
        f"""SELECT quantile_disc(e.date_earliest, 0.02), quantile_disc(e.date_latest, 0.98)
            FROM {TABLES["events"][0]} WHERE {narrow.where()} AND e.date_latest - e.date_earliest < {_OPEN}""",
        narrow.parameters,
    )
    first, last = found[0]
    return (first, last) if first and last else None


def sort_into(reader: Rows, vector: str, kind: Kind, scope: Scope, order: str = "") -> None:
    """Keep a whole list in its order as a table `vector` in memory, four bytes a row, which ends with the reader."""
    narrow, (table, _) = prepared(reader, kind, scope), TABLES[kind]
    reader.rows(
        f"""CREATE TABLE memory.main.{vector} AS
            SELECT place::INTEGER AS place FROM {table} WHERE {narrow.where()} ORDER BY {_order(kind, order)}""",
        narrow.parameters,
    )


def drop(reader: Rows, vector: str) -> None:
    """Forget a vector; does nothing where there is none."""
    reader.rows(f"DROP TABLE IF EXISTS memory.main.{vector}")


def part_of(reader: Rows, vector: str, start: int, kind: Kind, search: str) -> tuple[AnyRow, ...]:
    """PAGE rows of a sorted list from its row `start` on; of the stored list where `vector` is empty."""
    places: Sequence[int] = range(start, start + PAGE)
    if vector:
        query = f"SELECT place FROM memory.main.{vector} WHERE rowid >= ? AND rowid < ? ORDER BY rowid"
        places = [place for (place,) in reader.rows(query, [start, start + PAGE])]
    return tuple(_rows_at(reader, kind, places, search))


def place_of(reader: Rows, vector: str, kind: Kind, row_id: int) -> int | None:
    """Where in a sorted list a row stands, counted from 0; in the stored list where `vector` is empty."""
    table, key = TABLES[kind]
    found = reader.rows(f"SELECT place FROM {table} WHERE {key} = ?", [row_id])
    if found and vector:
        found = reader.rows(f"SELECT rowid FROM memory.main.{vector} WHERE place = ?", [*found[0]])
    return found[0][0] if found else None


def row_of(reader: Rows, kind: Kind, row_id: int) -> AnyRow | None:
    """One row by its id; None where it is not in the store."""
    place = place_of(reader, "", kind, row_id)
    return None if place is None else _rows_at(reader, kind, [place], "")[0]


def _rows_at(reader: Rows, kind: Kind, places: Sequence[int], search: str) -> list[AnyRow]:
    """The rows at these places of the stored list, in this order."""
    if not places:
        return []
    words, first, last = fold(search).split(), min(places), max(places)
    fields, values = _FIELDS[kind](words)
    picked = words or last - first > _NEAR
    where = f"place BETWEEN ? AND ? {'AND place IN (SELECT unnest(?::BIGINT[]))' if picked else ''}"
    found = reader.rows(
        f"WITH chosen AS (SELECT * FROM listed_{kind} WHERE {where}) SELECT place, {fields}",
        [first, last, *([list(places)] if picked else []), *values],
    )
    rows, make = {place: row for place, *row in found}, _MAKERS[kind]
    return [make(rows[place]) for place in places if place in rows]


def _actor_fields(words: Sequence[str]) -> tuple[str, Sequence[object]]:
    """With words: the most used form of the name that holds them, where the name itself does not."""
    matched = (
        f"""CASE WHEN NOT {holds("name_fold", words)}
            THEN (SELECT arg_max(n.name, n.mentions) FROM actor_names n
                  WHERE n.actor_id = chosen.actor_id AND {holds("n.name_fold", words)}) END"""
        if words
        else "NULL"
    )
    fields = "actor_id, kind, name, country, country_reason, role, organisation, meetings, agreements, articles"
    return f"{fields}, {matched} FROM chosen", [*words, *words]


def _event_fields(_words: Sequence[str]) -> tuple[str, Sequence[object]]:
    return (
        """fact_id, kind, title, status, channel, date, date_basis, date_derivation, venue, city, country_name,
           instrument, claimed_count, claimed_by, coalesce(subjects, []), coalesce(conflicts, []), articles, origins,
           disputed, date_earliest, date_latest FROM chosen""",
        [],
    )


def _source_fields(words: Sequence[str]) -> tuple[str, Sequence[object]]:
    """With words: the first sentence that holds them."""
    fields = "article_id, title, publisher, published, published_basis, language, events, source, copy_of"
    if not words:
        return f"{fields}, NULL FROM chosen", []
    held = f"""SELECT article_id, arg_min(text, sentence_no) AS matched FROM sentences
               WHERE article_id IN (SELECT article_id FROM chosen) AND {holds("text_fold", words)} GROUP BY article_id"""
    return f"{fields}, matched FROM chosen LEFT JOIN ({held}) USING (article_id)", words


def _event(row: Sequence[Any]) -> EventRow:
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return EventRow(*fields)


_FIELDS: Mapping[Kind, Callable[[Sequence[str]], tuple[str, Sequence[object]]]] = {
    "actors": _actor_fields,
    "events": _event_fields,
    "sources": _source_fields,
}
_MAKERS: Mapping[Kind, Callable[[Sequence[Any]], AnyRow]] = {
    "actors": lambda row: ActorRow(*row),
    "events": _event,
    "sources": lambda row: SourceRow(*row),
}
