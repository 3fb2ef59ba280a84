"""Facts to a database file: rows -> polars frames -> Parquet shards -> one INSERT SELECT per table.

The shards are what workers of a large load hand over; DuckDB reads them without pyarrow or pandas.
"""

import glob
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path

import duckdb
import msgspec
import polars as pl

from visavis.database.connection import OFFLINE, SCHEMA_VERSION
from visavis.database.tables import TABLES, Facts, Row

# What the content hash is made of: the articles and the facts. Sentences, mentions, reports and judgements are how the
# facts were found.
HASHED = (
    "articles",
    "actors",
    "actor_names",
    "actor_roles",
    "meetings",
    "participants",
    "agreements",
    "parties",
    "evidence",
)
_TYPES: dict[str, pl.DataType] = {
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
}


@dataclass(frozen=True, slots=True)
class Written:
    """What went into the file: rows per table and the hash of the content (32 hexadecimal digits)."""

    content_hash: str
    rows: dict[str, int]


def write_store(file: Path, shards: Path, facts: Facts, *, generation: int) -> Written:
    """Write a whole store to `file`, which must not exist yet; `shards` is an empty directory for passing on frames.

    The file is complete and closed on return, nothing is left in a write-ahead log.
    """
    with closing(duckdb.connect(str(file), config=OFFLINE)) as connection:
        connection.execute("BEGIN")
        connection.execute(sql_file("schema"))
        written = _fill(connection, shards, facts)
        connection.execute(
            "INSERT INTO store_info SELECT ?, ?, ?, ?",
            [SCHEMA_VERSION, written.content_hash, written.rows["articles"], generation],
        )
        for name in ("macros", "views", "comments"):
            connection.execute(sql_file(name))
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return written


def sql_file(name: str) -> str:
    """The text of one of the .sql files beside this module."""
    return files("visavis.database").joinpath(f"{name}.sql").read_text("utf-8")


def _fill(connection: duckdb.DuckDBPyConnection, shards: Path, facts: Facts) -> Written:
    schemas = _schemas(connection)
    digests: dict[str, bytes] = {}
    counts: dict[str, int] = {}
    for name, make in TABLES.items():
        rows = list(make(facts))
        shard = shards / f"{name}.parquet"
        pl.DataFrame(rows, schema=schemas[name]).write_parquet(shard)
        connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM read_parquet(?)", [glob.escape(str(shard))])
        shard.unlink()
        counts[name] = len(rows)
        if name in HASHED:
            digests[name] = _table_digest(name, rows)
    return Written(_combined(digests), counts)


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, pl.DataType]]:
    """Columns of every table as schema.sql declares them."""
    declared = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    schemas: dict[str, dict[str, pl.DataType]] = {}
    for table, column, type_ in declared:
        schemas.setdefault(table, {})[column] = _TYPES[type_]
    return schemas


def _table_digest(name: str, rows: Iterable[Row]) -> bytes:
    """A digest of rows in any order."""
    digest = blake2b(digest_size=16)
    for line in sorted(_canonical(name, rows)):
        digest.update(len(line).to_bytes(8, "big") + line)
    return digest.digest()


def _canonical(name: str, rows: Iterable[Row]) -> Iterator[bytes]:
    for row in rows:
        # Where an article was read differs from machine to machine and is no part of what it says.
        said = {column: value for column, value in row.items() if (name, column) != ("articles", "source")}
        yield msgspec.json.encode(said)


def _combined(digests: dict[str, bytes]) -> str:
    whole = blake2b(digest_size=16)
    for name in HASHED:
        whole.update(digests[name])
    return whole.hexdigest()
