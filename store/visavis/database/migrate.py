"""A store of an older visavis in today's tables: numbered steps, taken on a copy, published like any load."""

from contextlib import closing
from pathlib import Path

import duckdb

from visavis.database.connection import OFFLINE, OLDEST_VERSION, SCHEMA_VERSION, refuse_version
from visavis.database.digest import HASHED, shown, table_digest
from visavis.database.write import Written, make_again, record, sql_file

# The step that leads to each version, in a file of that number. A step is never changed once a release has taken it.
STEPS = {2: "migration_2", 3: "migration_3"}


def bring_forward(file: Path, *, after: int = 0) -> Written:
    """Make the store in `file`, which only we may write to, one of today's tables and the generation after `after`.

    Where it was in older tables, what is made from them (views, macros, counts, digests) is made anew. Raises
    StoreBroken where no steps lead here: from a newer version, or from before the first.
    """
    with closing(duckdb.connect(str(file), config=OFFLINE)) as connection:
        version, generation = connection.execute("SELECT schema_version, generation FROM store_info").fetchall()[0]
        if not OLDEST_VERSION <= version <= SCHEMA_VERSION:
            refuse_version(file, version)
        connection.execute("BEGIN")
        if version < SCHEMA_VERSION:
            _take_steps(connection, version)
        digests = dict(connection.execute("SELECT name, digest FROM store_tables").fetchall())
        written = record(connection, digests, max(generation, after) + 1)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return written


def _take_steps(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    for step in range(version + 1, SCHEMA_VERSION + 1):
        connection.execute(sql_file(STEPS[step]))
    _renew(connection)
    record(connection, {name: shown(table_digest(connection, name)) for name in HASHED}, 0)


def _renew(connection: duckdb.DuckDBPyConnection) -> None:
    """Today's views, macros, comments, counts and lists."""
    old = connection.execute(
        "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal"
        " UNION ALL SELECT 'MACRO', function_name FROM duckdb_functions()"
        " WHERE function_type = 'macro' AND NOT internal"
    ).fetchall()
    for kind, name in old:
        connection.execute(f"DROP {kind} {name}")
    for name in ("macros", "views", "comments"):
        connection.execute(sql_file(name))
    make_again(connection)
