"""Publishing: a new generation is written beside the store, proved whole, and renamed over it in one step.

A crash or a full disk at any moment leaves the published file as it was; readers never wait and never see half a load.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from visavis.database.connection import open_reader, refuse_wal, store_file, wal_file
from visavis.database.stored import stored_reports
from visavis.database.tables import TABLES, Facts
from visavis.database.write import Written, write_store
from visavis.errors import StoreBroken, StoreBusy, StoreError, StoreMissing
from visavis.model import Report, Resolution

LOCK_FILE = "visavis.lock"
PATIENCE = 60.0  # seconds that a loader waits for another one
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
    generation: int = 0
    content_hash: str = ""
    rows: dict[str, int] | None = None


class Loading:
    """A store whose lock is held: nobody else publishes between reading it and publishing."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._before = _published(directory)

    def reports(self) -> list[Report]:
        """What the store holds now; none where there is no store yet."""
        return stored_reports(self.directory)

    def publish(self, reports: Sequence[Report], resolution: Resolution) -> Published:
        """Replace the store by `reports` and the facts that `resolution` made of them.

        Where an article comes twice, its later report counts. Raises StoreError; the store is then as it was.
        """
        latest = {report.article.article_id: report for report in reports}
        facts = Facts([latest[article_id] for article_id in sorted(latest)], resolution)
        generation = self._before.generation + 1
        try:
            written = _replace(self.directory, facts, generation)
        except _REFUSALS as error:
            raise _refusal(self.directory, error) from error
        finally:
            _clean(self.directory)
        before, self._before = self._before, _Before(generation, written.content_hash, written.rows)
        return Published(
            generation,
            written.content_hash,
            written.rows,
            {table: count - (before.rows or {}).get(table, 0) for table, count in written.rows.items()},
            written.content_hash != before.content_hash,
        )


@contextmanager
def loading(directory: Path, *, patience: float = PATIENCE) -> Iterator[Loading]:
    """Hold the lock of the store in `directory`, which is made where it is missing.

    Raises StoreBusy when another loader keeps the lock for `patience` seconds, StoreBroken when something else stands
    in the store's place, and StoreError when the directory cannot be written.
    """
    if "?" in str(directory.absolute()):
        raise StoreError(directory, "DuckDB takes a question mark in a path for something else", cure="rename it")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = FileLock(directory / LOCK_FILE)
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise StoreBusy(store_file(directory), "another load is running", cure="wait for it to end") from error
    except OSError as error:
        raise _refusal(directory, error) from error
    try:
        _clean(directory)
        yield Loading(directory)
    finally:
        lock.release()


def publish(directory: Path, reports: Sequence[Report], resolution: Resolution) -> Published:
    """Publish in one go, for callers that need nothing of the old store; see `loading`."""
    with loading(directory) as store:
        return store.publish(reports, resolution)


def _replace(directory: Path, facts: Facts, generation: int) -> Written:
    file = store_file(directory)
    shards = directory / f"{_DRAFT}{os.getpid()}"
    draft = shards.with_suffix(".duckdb")
    shards.mkdir(mode=0o700)
    written = write_store(draft, shards, facts, generation=generation)
    _verify(draft, written)
    _sync(draft)
    refuse_wal(file)
    os.replace(draft, file)  # noqa: PTH105 - the one step that readers see
    _sync(directory)
    return written


def _verify(draft: Path, written: Written) -> None:
    """Read back every row: a file that was cut short opens without complaint."""
    if wal_file(draft).exists():
        raise StoreBroken(draft, "not everything reached the file", cure="load again")
    with closing(duckdb.connect(str(draft), read_only=True)) as connection:
        for table in TABLES:
            scan = f"SELECT count(*), bit_xor(hash({table})) FROM {table}"
            count = connection.execute(scan).fetchall()[0][0]
            if count != written.rows[table]:
                problem = f"{table} holds {count} rows where {written.rows[table]} were written"
                raise StoreBroken(draft, problem, cure="load again")


def _published(directory: Path) -> _Before:
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return _Before()
    with reader:
        counts = {table: reader.rows(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
        return _Before(reader.generation, reader.content_hash, counts)


def _sync(path: Path) -> None:
    """Make sure that a file's content, or a directory's entries, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clean(directory: Path) -> None:
    """Delete what an interrupted load left; only under the lock."""
    for left in directory.glob(f"{_DRAFT}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def _refusal(directory: Path, error: BaseException) -> StoreError:
    """Why the system would not let us write, in its own words."""
    words = (isinstance(error, OSError) and error.strerror) or str(error).strip().partition("\n")[0]
    problem = f"cannot be written: {words}"
    return StoreError(store_file(directory), problem, cure="the store is as it was; free space or fix permissions")
