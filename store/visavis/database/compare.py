"""Two stores side by side: what one has that the other has not."""

from contextlib import closing
from pathlib import Path

import duckdb

from visavis.database.connection import OFFLINE
from visavis.database.rows import quoted
from visavis.database.tables import TABLES


def compared(before: Path, after: Path) -> dict[str, tuple[int, int]]:
    """For each table that differs between two whole store files: rows that only `before` has, and only `after`."""
    with closing(duckdb.connect(":memory:", config=OFFLINE)) as connection:
        for name, file in (("before", before), ("after", after)):
            connection.execute(f"ATTACH {quoted(str(file.absolute()))} AS {name}_store (READ_ONLY)")
        counts = {table: _counts(connection, table) for table in TABLES}
    return {table: count for table, count in counts.items() if any(count)}


def _counts(connection: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int]:
    columns = ", ".join(name for name, *_ in connection.execute(f"DESCRIBE after_store.{table}").fetchall())
    query = f"""
        SELECT coalesce(-sum(least(more, 0)), 0), coalesce(sum(greatest(more, 0)), 0) FROM (
            SELECT sum(side) AS more FROM (
                SELECT hash({columns}) AS said, 1 AS side FROM after_store.{table}
                UNION ALL
                SELECT hash({columns}), -1 FROM before_store.{table}
            ) GROUP BY said
        )"""
    gone, come = connection.execute(query).fetchall()[0]
    return int(gone), int(come)
