"""Publishing: a new generation is written beside the store, proved whole, and renamed over it in one step.

A crash or a full disk at any moment leaves the published file as it was; readers never wait and never see half a load.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
from filelock import FileLock, Timeout

from visavis.database.connection import first_line, open_reader, refuse_wal, store_file, wal_file, whole_size
from visavis.database.facts import Facts
from visavis.database.generations import adopt, copy, forget, keep_as, keep_limit, sync
from visavis.database.migrate import bring_forward
from visavis.database.stored import stored_reports
from visavis.database.write import Written, create_store, write_store
from visavis.errors import StoreBroken, StoreBusy, StoreError, StoreMissing, StoreOutdated
from visavis.model import Report, Resolution

LOCK_FILE = "visavis.lock"
PATIENCE = 600.0  # seconds that a loader waits for another one to publish
DRAFT = ".next-"  # how everything unfinished is called
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


class Loading:
    """A store whose lock is held: nobody else publishes between reading it and publishing."""

    def __init__(self, directory: Path, *, keep: int) -> None:
        self.directory, self._keep = directory, keep
        self._before = Written()
        try:
            self._before = _published(directory)
        except StoreOutdated:
            self._replace(self._brought_forward)

    @property
    def generation(self) -> int:
        """Number of the published generation; 0 where there is no store yet."""
        return self._before.generation

    def reports(self) -> list[Report]:
        """What the store holds now; none where there is no store yet."""
        return stored_reports(self.directory)

    def publish(
        self, reports: Sequence[Report], resolution: Resolution, *, kept: AbstractSet[int] = frozenset()
    ) -> Published:
        """Replace the store by `reports` and the facts that `resolution` made of them.

        `kept` are the articles (by article_id) whose report is the very one that the store holds: only what others now
        tell of them is written. Where an article comes twice, its later report counts. Raises StoreError; the store
        is then as it was.
        """
        latest = {report.article.article_id: report for report in reports}
        facts = Facts([latest[article_id] for article_id in sorted(latest)], resolution, kept)

        def write(draft: Path, shards: Path) -> Written:
            if kept:
                copy(store_file(self.directory), draft)
            else:
                create_store(draft)
            return write_store(draft, shards, facts, generation=self.generation + 1)

        return self._replace(write)

    def put(self, file: Path) -> Published:
        """Publish the store in `file`, a backup or an earlier generation, as a new generation."""

        def write(draft: Path, _shards: Path) -> Written:
            copy(file, draft)
            return bring_forward(draft, after=self.generation)

        return self._replace(write)

    def _brought_forward(self, draft: Path, _shards: Path) -> Written:
        copy(store_file(self.directory), draft)
        return bring_forward(draft)

    def _replace(self, write: Callable[[Path, Path], Written]) -> Published:
        try:
            written = _replaced(self.directory, self._before.generation, self._keep, write)
        except _REFUSALS as error:
            raise _refusal(self.directory, error) from error
        finally:
            _clean(self.directory)
        before, self._before = self._before, written
        return Published(
            written.generation,
            written.content_hash,
            written.rows,
            {table: count - before.rows.get(table, 0) for table, count in written.rows.items()},
            written.content_hash != before.content_hash,
        )


Waiting = Callable[[], None]


def in_silence() -> None:
    """For callers who tell nobody that they wait."""


@contextmanager
def loading(
    directory: Path, *, patience: float = PATIENCE, keep: int | None = None, waiting: Waiting = in_silence
) -> Iterator[Loading]:
    """Hold the lock of the store in `directory`, which is made where it is missing.

    `waiting` is called once when somebody else holds it. `keep` earlier generations stay (see
    `generations.keep_limit`). A store of an older visavis is brought forward.
    Raises StoreBusy when another loader keeps the lock for `patience` seconds, StoreBroken when something else stands
    in the store's place, and StoreError when the directory cannot be written.
    """
    if "?" in str(directory.absolute()):
        raise StoreError(directory, "DuckDB takes a question mark in a path for something else", cure="rename it")
    limit = keep_limit(keep)
    try:
        directory.mkdir(parents=True, exist_ok=True)
        lock = FileLock(directory / LOCK_FILE)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            waiting()
            lock.acquire(timeout=patience)
    except Timeout as error:
        raise StoreBusy(store_file(directory), "another load is running", cure="wait for it to end") from error
    except OSError as error:
        raise _refusal(directory, error) from error
    try:
        _clean(directory)
        yield Loading(directory, keep=limit)
    finally:
        lock.release()


def publish(directory: Path, reports: Sequence[Report], resolution: Resolution) -> Published:
    """Publish in one go, for callers that need nothing of the old store; see `loading`."""
    with loading(directory) as store:
        return store.publish(reports, resolution)


def _replaced(directory: Path, before: int, limit: int, write: Callable[[Path, Path], Written]) -> Written:
    """The steps of a publish. Until the rename nobody sees anything; after it all is whole."""
    file = store_file(directory)
    shards = directory / f"{DRAFT}{os.getpid()}"
    draft = shards.with_suffix(".duckdb")
    shards.mkdir(mode=0o700)
    written = write(draft, shards)
    _verify(draft, written)
    replaces = file.exists()
    if replaces:
        adopt(draft, file.stat())
    sync(draft)
    refuse_wal(file)
    if replaces and limit:
        keep_as(directory, before or written.generation - 1)  # which of an outdated store nobody could read before
    os.replace(draft, file)  # noqa: PTH105 - the one step that readers see
    sync(directory)
    forget(directory, limit=limit)
    return written


def _verify(file: Path, written: Written) -> None:
    """Read back every row of every table: a file that was cut short opens without complaint."""
    if wal_file(file).exists():
        raise StoreBroken(file, "not everything reached the file", cure="try again")
    with closing(duckdb.connect(str(file), read_only=True)) as connection:
        for table, expected in written.rows.items():
            scan = f"SELECT count(*), bit_xor(hash({table})) FROM {table}"
            count = connection.execute(scan).fetchall()[0][0]
            if count != expected:
                problem = f"{table} holds {count} rows where {expected} were written"
                raise StoreBroken(file, problem, cure="try again")
        size = whole_size(connection, connection.execute("SELECT current_database()").fetchall()[0][0])
    if file.stat().st_size < size:
        # Blocks at the end that were freed before they were ever written: with them there (as a hole, which takes no
        # room) a reader can tell by its size alone whether a file was cut off.
        os.truncate(file, size)


def proved(file: Path) -> Written:
    """What a copy of a store says that it holds, once all of it has been read; raises StoreBroken."""
    try:
        with closing(duckdb.connect(str(file), read_only=True)) as connection:
            number, whole = connection.execute("SELECT generation, content_hash FROM store_info").fetchall()[0]
            counts = dict(connection.execute("SELECT name, rows FROM store_tables").fetchall())
        written = Written(number, whole, counts)
        _verify(file, written)
    except duckdb.Error as error:
        raise StoreBroken(file, f"this is not a whole copy: {first_line(error)}", cure="try again") from error
    return written


def _published(directory: Path) -> Written:
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return Written()
    with reader:
        counts = dict(reader.rows("SELECT name, rows FROM store_tables"))
        return Written(reader.generation, reader.content_hash, counts)


def _clean(directory: Path) -> None:
    """Delete what an interrupted load left; only under the lock."""
    for left in directory.glob(f"{DRAFT}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def _refusal(directory: Path, error: BaseException) -> StoreError:
    """Why the system would not let us write, in its own words."""
    words = (isinstance(error, OSError) and error.strerror) or first_line(error)
    problem = f"cannot be written: {words}"
    return StoreError(store_file(directory), problem, cure="the store is as it was; free space or fix permissions")
