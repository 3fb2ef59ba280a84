"""Facts into a database file: rows -> polars frames -> Parquet shards -> one INSERT SELECT per table.

The file is a copy of the store, or new; only what differs is written. Every article's own rows are added once, and facts
are compared key by key, because any new article may change any fact. That costs a scan of what is there, and saves
writing it again, hashing it again, and the dead space that replacing whole tables leaves in the file.
"""

import glob
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from itertools import islice
from pathlib import Path

import duckdb
import polars as pl

from visavis.database.connection import OFFLINE, SCHEMA_VERSION
from visavis.database.tables import TABLES, Facts, Row, told_rows

# Which rows of a table are exchanged together: those with the same value here.
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
    "evidence": "fact_id",
    "merges": "left_id",
    "extractions": "article_id",
    "country_names": "country",
}
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
_OWN = ("articles", "sentences", "extractions")  # an article's own rows, which no other article changes
_COUNTED = {"meetings", "agreements", "evidence"}  # what stats.sql counts
_SHARD = 50_000  # rows of one frame: what is held in memory at once
_HALF = 1 << 64
_TYPES: dict[str, pl.DataType] = {
    "BIGINT": pl.Int64(),
    "INTEGER": pl.Int32(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "VARCHAR": pl.String(),
    "VARCHAR[]": pl.List(pl.String()),
}
Schema = dict[str, pl.DataType]
Digest = tuple[int, int]  # the sums of the upper and of the lower halves of md5 over rows, modulo 2 ** 64


@dataclass(frozen=True, slots=True)
class Written:
    """What the file holds now: rows per table and the hash of the content (32 hexadecimal digits)."""

    content_hash: str
    rows: dict[str, int]


def create_store(file: Path) -> None:
    """Make an empty store in `file`, which does not exist or is empty."""
    with closing(duckdb.connect(str(file), config=OFFLINE)) as connection:
        connection.execute("BEGIN")
        for name in ("schema", "macros", "views", "comments"):
            connection.execute(sql_file(name))
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


def content_hash(digests: Mapping[str, str]) -> str:
    """One hash of the digests of all hashed tables."""
    whole = blake2b(digest_size=16)
    for name in HASHED:
        whole.update(digests[name].encode())
    return whole.hexdigest()


def table_digest(connection: duckdb.DuckDBPyConnection, name: str, *, only: str = "true") -> str:
    """The digest of the rows of a table, or of those that the condition `only` is true of: 32 hexadecimal digits."""
    return _shown(_digest(connection, name, only))


class _Draft:
    """A store that is being written."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, shards: Path) -> None:
        self._connection, self._shards = connection, shards
        self._schemas = schemas(connection)
        stored = connection.execute("SELECT name, digest FROM store_tables WHERE digest IS NOT NULL").fetchall()
        self._digests: dict[str, str] = {name: _shown((0, 0)) for name in HASHED} | dict(stored)

    def bring_to(self, facts: Facts, generation: int) -> Written:
        run = self._connection.execute
        kept = pl.DataFrame({"article_id": sorted(facts.kept)}, schema={"article_id": pl.Int64})
        self._stage("kept", self._hand_over("kept", [kept]))
        changed = {name for name in TABLES if self._table(name, facts)}
        if changed & _COUNTED:
            run(sql_file("stats"))
        counts = record(self._connection, self._digests)
        whole = content_hash(self._digests)
        run("DELETE FROM store_info")
        run(
            "INSERT INTO store_info BY NAME SELECT ? AS schema_version, ? AS content_hash, ? AS articles,"
            " ? AS generation",
            [SCHEMA_VERSION, whole, counts["articles"], generation],
        )
        return Written(whole, {name: counts[name] for name in TABLES})

    def _table(self, name: str, facts: Facts) -> bool:
        """Exchange the rows of a table that differ; whether any does."""
        schema = self._schemas[name]
        rows = self._hand_over(name, _frames(TABLES[name](facts), schema))
        self._stage("staged", f"SELECT {', '.join(schema)} FROM {rows}")
        if name == "articles":
            self._stage_retold(facts, schema)
        return self._exchange(name, schema)

    def _stage_retold(self, facts: Facts, schema: Schema) -> None:
        """Add to `staged` the kept articles of which all articles together now tell something else."""
        told = {column: schema[column] for column in next(iter(told_rows(facts)), {"article_id": 0})}
        columns = [column for column in told if column != "article_id"]
        if not columns:
            return
        rows = self._hand_over("told", _frames(told_rows(facts), told))
        differs = " OR ".join(f"told.{column} IS DISTINCT FROM articles.{column}" for column in columns)
        taken = ", ".join(f"{'told' if column in columns else 'articles'}.{column}" for column in schema)
        self._connection.execute(
            f"CREATE OR REPLACE TEMP TABLE retold AS SELECT {taken} FROM articles"
            f" JOIN {rows} AS told USING (article_id) WHERE {differs}"
        )
        staged = self._connection.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'staged'").fetchall()[0][0]
        inner = str(staged).rstrip(";").partition(" AS ")[2]
        self._stage("staged", f"{inner} UNION ALL SELECT {', '.join(schema)} FROM retold")
