"""SQL as text: one statement that reads, run on a cursor, its rows handed over in batches and every cut counted.

`run_sql` is for statements of ours, in this process; what users write runs in the locked process of `worker`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from visavis.database.connection import open_reader
from visavis.database.rows import Answer, Batch, Row
from visavis.errors import QueryError, QueryStopped

# EXPLAIN of a statement that writes is refused by the read-only store itself.
_READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
_LATE = "Attempting to fetch from an unsuccessful query result Error: "  # before the reason, once rows have come
_FIRST_ROWS = 64  # of the first batch: soon on the screen, and harmless where every row is huge


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of a query; values are as stored, so whatever shows them must make them safe first."""

    columns: tuple[str, ...]
    types: tuple[str, ...]  # as DuckDB names them: BIGINT, VARCHAR[] ...
    rows: list[Row]
    total: int  # rows of the whole result
    cut: bool  # whether `rows` is less than the whole result


def run_sql(directory: Path, sql: str, *, limit: int | None) -> QueryResult:
    """Run one statement on the store and take its first `limit` rows (all with None).

    Raises QueryError with the place where DuckDB stopped, or StoreError where the store cannot be read.
    """
    batches: list[Batch] = []

    def keep(batch: Batch) -> int:
        batches.append(batch)
        return 4096

    with open_reader(directory, locked=True) as reader, reader.cursor() as cursor:
        answer = ask(cursor, sql, keep, limit=limit)
    rows = [row for batch in batches for row in batch.rows]
    return QueryResult(batches[0].columns, batches[0].types, rows, answer.total, answer.cut)


def ask(
    cursor: duckdb.DuckDBPyConnection, sql: str, deliver: Callable[[Batch], int], *, limit: int | None = None
) -> Answer:
    """Run one statement that reads and deliver its first `limit` rows (all with None) in batches, at least one.

    `deliver` says how many rows the next batch may have. The result is never held whole. Raises QueryError.
    """
    try:
        query = _only_statement(cursor, sql.encode().decode())
        return _deliver(cursor, query, deliver, limit)
    except duckdb.InterruptException as error:
        raise QueryStopped("stopped") from error
    except duckdb.Error as error:
        raise _explained(error, sql) from error
    except UnicodeEncodeError as error:
        raise QueryError("this is not valid Unicode text") from error


def _deliver(
    cursor: duckdb.DuckDBPyConnection, query: str, deliver: Callable[[Batch], int], limit: int | None
) -> Answer:
    cursor.execute(query)
    described = cursor.description or []
    names, types = (tuple(str(column[at]) for column in described) for at in (0, 1))
    size, sent, more = _FIRST_ROWS, 0, True
    while more:
        wanted = size if limit is None else min(size, limit - sent)
        rows: list[Row] = cursor.fetchmany(wanted)
        more = len(rows) == wanted and limit != sent + len(rows)
        if rows or not sent:
            size = deliver(Batch(names, types, rows))
        sent += len(rows)
    if limit is None or sent < limit or not cursor.fetchmany(1):
        return Answer(sent, sent)
    return Answer(sent, max(_count(cursor, query), sent + 1))


def _only_statement(cursor: duckdb.DuckDBPyConnection, sql: str) -> str:
    """The one statement in `sql`, once it is known to read, without what ends it."""
    statements = cursor.extract_statements(sql)
    kinds = [statement.type for statement in statements]
    if not kinds:
        raise QueryError("there is no SQL statement here")
    if len(kinds) > 1:
        pivots = kinds[0] == duckdb.StatementType.CREATE and not statements[0].query
        hint = "; PIVOT needs its values: PIVOT ... ON column IN (values)" if pivots else ""
        raise QueryError(f"one statement at a time, here are {len(kinds)}{hint}")
    if kinds[0] not in _READS:
        raise QueryError(f"only statements that read are allowed, not {kinds[0].name}")
    return _unended(statements[0].query)


def _unended(query: str) -> str:
    """`query` up to its semicolon, so that it can stand inside another one."""
    encoded = query.encode()
    ends = [at for at, _ in duckdb.tokenize(query) if encoded[at : at + 1] == b";"]
    return encoded[: ends[0]].decode() if ends else query


def _count(cursor: duckdb.DuckDBPyConnection, query: str) -> int:
    """How many rows `query` has; the line break ends a comment that the query may end with."""
    return int(cursor.execute(f"SELECT count(*) FROM (\n{query}\n)").fetchall()[0][0])


def _explained(error: duckdb.Error, query: str) -> QueryError:
    """What went wrong and where, in one line; a locked reader tells it as JSON behind the kind of error."""
    kind, brace, rest = str(error).partition("{")
    if "pytz" in kind:
        return QueryError("a TIMESTAMP WITH TIME ZONE cannot be shown: cast it, as in now()::TIMESTAMP")
    try:
        details: dict[str, Any] = json.loads(brace + rest)
    except ValueError:
        return QueryError(_line(str(error)))
    said = _line(str(details.get("exception_message", ""))).removeprefix(_LATE)
    position = details.get("position")
    place = None if position is None else _place(query, int(position))
    return QueryError(f"{kind.strip(': ') or details.get('exception_type', 'Error')}: {said}", place=place)


def _place(query: str, position: int) -> tuple[int, int]:
    """Line and column, from 1, of a byte position in `query`."""
    before = query.encode()[:position].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _line(message: str) -> str:
    return " ".join(message.split())
