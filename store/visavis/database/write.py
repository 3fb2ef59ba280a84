"""Facts into a database file: rows -> polars frames -> Parquet shards -> one INSERT SELECT per table.

The file is a copy of the store, or a new one, and only what differs is written. An article's own rows are added once;
facts are compared key by key, because any new article may change any fact. That scans what is there, which is cheap,
and saves writing and hashing it again, and the dead space that replacing whole tables would leave in the file.
"""

import glob
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import islice
from pathlib import Path

import duckdb
import polars as pl

from visavis.database.connection import OFFLINE, SCHEMA_VERSION
from visavis.database.digest import HASHED, content_hash, moved, shown, table_digest
from visavis.database.facts import Facts
from visavis.database.rows import quoted
from visavis.database.tables import TABLES, told_rows
from visavis.database.told import Row

# Rows with the same value here are exchanged together.
KEYS: Mapping[str, str] = {
    "articles": "article_id",
    "sentences": "article_id",
    "mentions": "article_id",
    "actors": "actor_id",
    "actor_names": "actor_id",
    "actor_roles": "actor_id",
    "meetings": "meeting_id",
    "participants": "meeting_id",
    "agreements": "agreement_id",
    "parties": "agreement_id",
    "visits": "visit_id",
    "visitors": "visit_id",
    "visit_meetings": "visit_id",
    "statements": "statement_id",
    "statement_actors": "statement_id",
    "evidence": "fact_id",
    "merges": "left_id",
    "extractions": "article_id",
    "country_names": "country",
}
_MADE = ("relationship_months", "listed_actors", "listed_events", "listed_sources")  # of the other tables
COUNTED = (*TABLES, *_MADE)
_OWN = {"articles", "sentences", "extractions"}  # an article's own rows, which no other article changes
_TOLD = ("published", "published_basis", "published_derivation", "origin_id")  # what another article may change
_SHARD = 50_000  # rows of one frame: what is held in memory at once
_TYPES: dict[str, pl.DataType] = {
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "BOOLEAN": pl.Boolean(),
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
}
Schema = dict[str, pl.DataType]

# An article's own rows: those of new and of vanished articles.
_UNKEPT = """
    SELECT {key} AS key FROM {table} ANTI JOIN kept USING ({key}) UNION SELECT {key} FROM ({rows})"""
# All others: the keys under which not the same rows stand on both sides.
_DIFFERING = """
    SELECT key FROM (
        SELECT {key} AS key, hash({columns})::HUGEINT AS said FROM {table}
        UNION ALL
        SELECT {key}, -(hash({columns})::HUGEINT) FROM ({rows})
    ) GROUP BY key HAVING sum(said) <> 0"""


@dataclass(frozen=True, slots=True)
class Written:
    """What a file holds: its generation, the hash of its content (32 hexadecimal digits), the rows of each table."""

    generation: int = 0
    content_hash: str = ""
    rows: dict[str, int] = field(default_factory=dict)


def create_store(file: Path) -> None:
    """Make an empty store in `file`, which must not exist or be empty."""
    with closing(duckdb.connect(str(file), config=OFFLINE)) as connection:
        connection.execute("BEGIN")
        for name in ("schema", "macros", "views", "comments"):
            connection.execute(sql_file(name))
        record(connection, {name: shown(0) for name in HASHED}, 0)
        connection.execute("COMMIT")


def write_store(file: Path, shards: Path, facts: Facts, *, generation: int) -> Written:
    """Bring the store in `file` to `facts`; `shards` is an empty directory for passing on frames.

    The file is complete and closed on return, nothing is left in a write-ahead log.
    """
    with closing(duckdb.connect(str(file), config=OFFLINE)) as connection:
        connection.execute("BEGIN")
        written = _Draft(connection, shards).bring_to(facts, generation)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")
    return written


def sql_file(name: str) -> str:
    """The text of one of the .sql files beside this module."""
    return files("visavis.database").joinpath(f"{name}.sql").read_text("utf-8")


def make_again(connection: duckdb.DuckDBPyConnection) -> None:
    """Count and list what the other tables hold."""
    for name in ("stats", "listed"):
        connection.execute(sql_file(name))


def record(connection: duckdb.DuckDBPyConnection, digests: Mapping[str, str], generation: int) -> Written:
    """Write down what the tables hold now, for readers and for `check`."""
    counts = {name: int(connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]) for name in COUNTED}
    written = Written(generation, content_hash(digests), counts)
    connection.execute("DELETE FROM store_tables")
    for name, count in counts.items():
        connection.execute("INSERT INTO store_tables VALUES (?, ?, ?)", [name, count, digests.get(name)])
    connection.execute("DELETE FROM store_info")
    connection.execute(
        "INSERT INTO store_info BY NAME SELECT ? AS schema_version, ? AS content_hash, ? AS articles, ? AS generation",
        [SCHEMA_VERSION, written.content_hash, counts["articles"], generation],
    )
    return written


class _Draft:
    """A store that is being written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, shards: Path) -> None:
        self._connection, self._run, self._shards = connection, connection.execute, shards
        self._schemas = _schemas(connection)
        self._digests: dict[str, str] = dict(
            self._run("SELECT name, digest FROM store_tables WHERE digest IS NOT NULL").fetchall()
        )

    def bring_to(self, facts: Facts, generation: int) -> Written:
        kept: Iterator[Row] = ({"article_id": article_id} for article_id in facts.kept)
        self._run(f"CREATE TEMP TABLE kept AS {self._handed_over('kept', kept, {'article_id': pl.Int64()})}")
        if {name for name in TABLES if self._bring(name, facts)}:
            make_again(self._connection)
        return record(self._connection, self._digests, generation)

    def _bring(self, name: str, facts: Facts) -> bool:
        """Exchange the rows of a table that differ; whether any does."""
        schema = self._schemas[name]
        rows = self._handed_over(name, TABLES[name](facts), schema)
        if name == "articles" and facts.kept:
            rows = f"{rows} UNION ALL {self._retold(facts, schema)}"
        differs = self._exchange(name, rows)
        for shard in self._shards.iterdir():
            shard.unlink()
        return differs

    def _retold(self, facts: Facts, schema: Schema) -> str:
        """The kept articles of which all articles together now tell something else."""
        rows = self._handed_over("told", told_rows(facts), {name: schema[name] for name in ("article_id", *_TOLD)})
        taken = ", ".join(f"{'told' if name in _TOLD else 'articles'}.{name}" for name in schema)
        differs = " OR ".join(f"told.{name} IS DISTINCT FROM articles.{name}" for name in _TOLD)
        query = f"SELECT {taken} FROM articles JOIN ({rows}) AS told USING (article_id) WHERE {differs}"
        self._run(f"CREATE TEMP TABLE retold AS {query}")  # before the rows that it is made of are deleted
        return "SELECT * FROM retold"

    def _exchange(self, name: str, rows: str) -> bool:
        key, columns = KEYS[name], ", ".join(self._schemas[name])
        query = (_UNKEPT if name in _OWN else _DIFFERING).format(table=name, key=key, columns=columns, rows=rows)
        self._run(f"CREATE OR REPLACE TEMP TABLE changed AS {query}")
        if self._run("SELECT count(*) FROM changed").fetchall() == [(0,)]:
            return False
        only = f"{key} IN (SELECT key FROM changed)"
        gone = self._digest(name, only)
        self._run(f"DELETE FROM {name} WHERE {only}")
        self._run(f"INSERT INTO {name} BY NAME SELECT * FROM ({rows}) WHERE {only}")
        if name in HASHED:
            self._digests[name] = moved(self._digests[name], gone=gone, come=self._digest(name, only))
        return True

    def _digest(self, name: str, only: str) -> int:
        return table_digest(self._connection, name, only) if name in HASHED else 0

    def _handed_over(self, name: str, rows: Iterable[Row], schema: Schema) -> str:
        """Write `rows` as shards; the query that reads them."""
        for number, frame in enumerate(_frames(rows, schema)):
            frame.write_parquet(self._shards / f"{name}-{number:06}.parquet")
        pattern = glob.escape(str(self._shards)) + f"/{name}-*.parquet"
        return f"SELECT {', '.join(schema)} FROM read_parquet({quoted(pattern)})"


def _frames(rows: Iterable[Row], schema: Schema) -> Iterator[pl.DataFrame]:
    """`rows` as frames of some size, at least one."""
    left = iter(rows)
    part = list(islice(left, _SHARD))
    yield pl.DataFrame(part, schema=schema)
    while part := list(islice(left, _SHARD)):
        yield pl.DataFrame(part, schema=schema)


def _schemas(connection: duckdb.DuckDBPyConnection) -> dict[str, Schema]:
    """The columns of every table, in their order."""
    declared = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE NOT internal AND table_name IN (SELECT table_name FROM duckdb_tables())"
        " ORDER BY table_name, column_index"
    ).fetchall()
    found: dict[str, Schema] = {}
    for table, column, type_ in declared:
        found.setdefault(table, {})[column] = _TYPES[type_]
    return found
