"""Publishing: a new generation is written beside the store, proved whole, and renamed over it in one step.

A crash or a full disk at any moment leaves the published file as it was; readers never wait and never see half a load.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from visavis.database.connection import open_reader, refuse_wal, store_file, wal_file
from visavis.database.generations import adopt, copy, forget, keep, keep_limit, sync
from visavis.database.migrate import migrate
from visavis.database.stored import stored_reports
from visavis.database.tables import Facts
from visavis.database.write import Written, adopt_store, create_store, write_store
from visavis.errors import StoreBroken, StoreBusy, StoreError, StoreMissing, StoreOutdated
from visavis.model import Report, Resolution

LOCK_FILE = "visavis.lock"
PATIENCE = 600.0  # seconds that a loader waits for another one to publish
_DRAFT = ".next-"
_REFUSALS = (
    OSError,
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.TransactionException,  # a log that could not be written
    duckdb.OutOfMemoryException,
    pl.exceptions.ComputeError,
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish made of the store."""

    generation: int
    content_hash: str
    rows: dict[str, int]  # rows per table
    gained: dict[str, int]  # rows per table more (or fewer) than in the generation before
    changed: bool  # whether articles or facts differ from the generation before


@dataclass(frozen=True, slots=True)
class _Before:
    generation: int
    written: Written


class Loading:
    """A store whose lock is held: nobody else publishes between reading it and publishing."""

    def __init__(self, directory: Path, *, keep: int) -> None:
        self.directory, self._keep = directory, keep
        try:
            self._before = _published(directory)
        except StoreOutdated:
            self._before = _Before(0, Written("", {}))
            self._replace(self._migrated)

    @property
    def generation(self) -> int:
        """Number of the published generation; 0 where there is no store yet."""
        return self._before.generation

    def reports(self) -> list[Report]:
        """What the store holds now; none where there is no store yet."""
        return stored_reports(self.directory)

    def publish(self, reports: Sequence[Report], resolution: Resolution, *, kept: Set[int] = frozenset()) -> Published:
        """Replace the store by `reports` and the facts that `resolution` made of them.

        `kept` names the articles (by article_id) whose report is the one that the store holds: they are not written
        again. Where an article comes twice, its later report counts. Raises StoreError; the store is then as it was.
        """
        latest = {report.article.article_id: report for report in reports}
        facts = Facts([latest[article_id] for article_id in sorted(latest)], resolution, kept)
        number = self.generation + 1

        def write(draft: Path, shards: Path) -> tuple[int, Written]:
            if kept:
                copy(store_file(self.directory), draft)
            else:
                create_store(draft)
            return number, write_store(draft, shards, facts, generation=number)

        return self._replace(write)

    def put(self, file: Path) -> Published:
        """Publish the store in `file`, a backup or an earlier generation, as a new generation."""

        def write(draft: Path, _shards: Path) -> tuple[int, Written]:
            copy(file, draft)
            return adopt_store(draft, after=self.generation)

        return self._replace(write)

    def _migrated(self, draft: Path, _shards: Path) -> tuple[int, Written]:
        copy(store_file(self.directory), draft)
        return migrate(draft)

    def _replace(self, write: Callable[[Path, Path], tuple[int, Written]]) -> Published:
        try:
            number, written = _replaced(self.directory, self._keep, self.generation, write)
        except _REFUSALS as error:
            raise _refusal(self.directory, error) from error
        finally:
            _clean(self.directory)
        before, self._before = self._before.written, _Before(number, written)
        return Published(
            number,
            written.content_hash,
            written.rows,
            {table: count - before.rows.get(table, 0) for table, count in written.rows.items()},
            written.content_hash != before.content_hash,
        )
