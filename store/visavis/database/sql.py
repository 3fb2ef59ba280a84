"""SQL that users write: one statement that reads, on a locked reader, with every cut announced."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from visavis.database.connection import open_reader
from visavis.errors import QueryError

# EXPLAIN of a statement that writes is refused by the read-only store itself.
_READS = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Rows of a query; values are as stored, so whatever shows them must make them safe first."""

    columns: tuple[str, ...]
    types: tuple[str, ...]  # as DuckDB names them: BIGINT, VARCHAR[] ...
    rows: list[tuple[Any, ...]]
    total: int  # rows of the whole result
    cut: bool  # whether `rows` is less than the whole result


def run_sql(directory: Path, sql: str, *, limit: int | None) -> QueryResult:
    """Run one statement on the store and take its first `limit` rows (all with None).

    Raises QueryError with the place where DuckDB stopped, or StoreError where the store cannot be read.
    """
    with open_reader(directory, locked=True) as reader, reader.cursor() as cursor:
        try:
            return _run(cursor, sql, limit)
        except duckdb.Error as error:
            raise QueryError(_explanation(error, sql)) from error
        except UnicodeEncodeError as error:
            raise QueryError("this is not valid Unicode text") from error


def _run(cursor: duckdb.DuckDBPyConnection, sql: str, limit: int | None) -> QueryResult:
    query = _only_statement(cursor, sql.encode().decode())
    cursor.execute(query)
    columns = cursor.description or []
    rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit + 1)
    cut = limit is not None and len(rows) > limit
    total = _count(cursor, query) if cut else len(rows)
    names, types = (tuple(str(column[at]) for column in columns) for at in (0, 1))
    return QueryResult(names, types, rows[:limit], max(total, len(rows)), cut)


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


def _explanation(error: duckdb.Error, query: str) -> str:
    """What went wrong and where, in one line; a locked reader tells it as JSON behind the kind of error."""
    kind, brace, rest = str(error).partition("{")
    if "pytz" in kind:
        return "a TIMESTAMP WITH TIME ZONE cannot be shown: cast it, as in now()::TIMESTAMP"
    try:
        details = json.loads(brace + rest)
    except ValueError:
        return _line(str(error))
    said = _line(str(details.get("exception_message", "")))
    position = details.get("position")
    where = f" ({_place(query, int(position))})" if position is not None else ""
    return f"{kind.strip(': ') or details.get('exception_type', 'Error')}: {said}{where}"


def _place(query: str, position: int) -> str:
    """Line and column, from 1, of a byte position in `query`."""
    before = query.encode()[:position].decode(errors="ignore")
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}"


def _line(message: str) -> str:
    return " ".join(message.split())
