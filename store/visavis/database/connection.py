"""Where the store lives and how it is read: every reader sees one whole published generation.

A generation is attached read-only to a DuckDB instance of its own. DuckDB keeps one instance per path and process: a
plain `connect` after a publish would answer from the old generation as long as any old cursor is open.
"""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb

from visavis.database.place import store_directory as store_directory  # noqa: PLC0414 - part of this module's door
from visavis.database.rows import quoted
from visavis.errors import StoreBroken, StoreBusy, StoreError, StoreMissing, StoreOutdated

SCHEMA_VERSION = 3
OLDEST_VERSION = 1  # from which a store can be brought forward
_FILE = "visavis.duckdb"
_ROOMY = "1GB"  # for the one statement in a thousand that needs it
_HEADERS = 3 * 4096  # bytes before the first block of a DuckDB file
_DAMAGE = (duckdb.IOException, duckdb.FatalException, duckdb.InternalException, duckdb.SerializationException)
Config = dict[str, str | bool | int | float | list[str]]

OFFLINE: Config = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
_CONFIG: Config = {
    **OFFLINE,
    "python_enable_replacements": "false",  # a table name is never a Python variable
    "temp_directory": "",  # an attached file would spill into the working directory
}
# The order matters: each of these forbids something that the one before still needs.
_LOCKS = (
    "SET GLOBAL errors_as_json = true",
    "SET enable_external_access = false",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)

Signature = tuple[int, int, int, int]


def store_file(directory: Path) -> Path:
    """The database file of the store in `directory`."""
    return directory / _FILE


def wal_file(file: Path) -> Path:
    """Where DuckDB keeps what it has not yet written into `file`; no published store has one."""
    return file.with_name(file.name + ".wal")


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the store, open; it lives as long as somebody reads from it."""

    connection: duckdb.DuckDBPyConnection
    number: int
    content_hash: str
    signature: Signature


class Reader:
    """Reads one generation of a store until `refresh` finds a newer one; safe to use from several threads."""

    def __init__(self, directory: Path, *, locked: bool = False, settings: Config | None = None) -> None:
        self.directory, self.locked, self.settings = directory, locked, settings or {}
        self._guard = threading.Lock()
        self._generation: Generation | None = self._open()

    @property
    def generation(self) -> int:
        """Number of the generation that is being read; grows by one with each publish."""
        return self._current().number

    @property
    def content_hash(self) -> str:
        """Hash of the articles and facts that are being read."""
        return self._current().content_hash

    def rows(self, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement; raises StoreBroken where the file turns out to be damaged."""
        with self.cursor() as cursor:
            return self.fetch(cursor, sql, parameters)

    def fetch(
        self, cursor: duckdb.DuckDBPyConnection, sql: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of one statement on one of our cursors; with more memory where a limit of ours is too low for it."""
        try:
            return cursor.execute(sql, parameters).fetchall()
        except duckdb.OutOfMemoryException:
            limit = self.settings.get("memory_limit")
            if self.locked or limit is None:
                raise
            cursor.execute(f"SET GLOBAL memory_limit = '{_ROOMY}'")
            try:
                return cursor.execute(sql, parameters).fetchall()
            finally:
                with suppress(duckdb.Error):  # what others hold at this moment may be more than that
                    cursor.execute(f"SET GLOBAL memory_limit = '{limit}'")

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own on the current generation; keep it inside one thread; raises as `rows` does."""
        with self._guard:
            generation = self._current()
            cursor = generation.connection.cursor()
        try:
            cursor.execute("USE store")
            yield cursor
        except _DAMAGE as error:
            raise StoreBroken(store_file(self.directory), first_line(error), cure=_RELOAD) from error
        finally:
            cursor.close()

    def refresh(self) -> bool:
        """Turn to the newest generation; whether there was a newer one. Running queries finish on the old one.

        Raises StoreError when the store is gone or no longer whole; the reader then stays on what it has.
        """
        file = store_file(self.directory)
        with self._guard:
            if _signature(file) == self._current().signature:
                return False
            # The old generation is let go, not closed: closing it would take the cursors of other threads with it.
            self._generation = self._open()
            return True

    def _open(self) -> Generation:
        return _open(store_file(self.directory), locked=self.locked, settings=self.settings)

    def close(self) -> None:
        """Let the store go; does nothing when called again."""
        with self._guard:
            self._generation = None

    def _current(self) -> Generation:
        if self._generation is None:
            raise StoreError(store_file(self.directory), "this reader is closed")
        return self._generation

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_reader(directory: Path, *, locked: bool = False, settings: Config | None = None) -> Reader:
    """A reader of the store in `directory`; `locked` for SQL that others wrote: no files, no network, no settings.

    `settings` are DuckDB's own, such as memory_limit. Raises StoreMissing, StoreBusy (held open for writing),
    StoreBroken, or StoreError (not permitted).
    """
    return Reader(directory, locked=locked, settings=settings)


_RELOAD = "move it away and load the articles again"


def _open(file: Path, *, locked: bool, settings: Config) -> Generation:
    while True:
        signature = _signature(file)  # before opening: a publish in between is noticed by the next refresh
        try:
            return _opened(file, signature, locked=locked, settings=settings)
        except StoreError:
            if _signature(file) == signature:
                raise  # otherwise one file was looked at and the next one opened


def _opened(file: Path, signature: Signature, *, locked: bool, settings: Config) -> Generation:
    refuse_wal(file)
    connection = duckdb.connect(":memory:", config={**_CONFIG, **settings})
    try:
        number, content_hash = _attach(connection, file, signature)
        for setting in _LOCKS if locked else ():
            connection.execute(setting)
    except BaseException:
        connection.close()
        raise
    return Generation(connection, number, content_hash, signature)


def _attach(connection: duckdb.DuckDBPyConnection, file: Path, signature: Signature) -> tuple[int, str]:
    """Attach `file` as `store`; its generation number and content hash."""
    try:
        connection.execute(f"ATTACH {quoted(str(file.absolute()))} AS store (READ_ONLY)")
        return _inspect(connection, file, signature)
    except duckdb.Error as error:
        raise _opening_error(file, error) from error


def _signature(file: Path) -> Signature:
    try:
        status = file.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreMissing(file, "there is no store here yet", cure="make one with: visavis load FILES") from error
    except OSError as error:
        raise StoreError(file, error.strerror or str(error)) from error
    return status.st_dev, status.st_ino, status.st_mtime_ns, status.st_size


def refuse_wal(file: Path) -> None:
    """A log beside a published store was written by another program, and DuckDB would replay it into what it reads."""
    if wal_file(file).exists():
        raise StoreBroken(
            file,
            f"another program has written to it and left {wal_file(file).name}",
            cure=f"close that program, then delete {wal_file(file).name}; open the store with: duckdb -readonly",
        )


def refuse_version(file: Path, version: int) -> None:
    """A store of another version is left alone by readers; whoever loads brings an older one forward."""
    if version == SCHEMA_VERSION:
        return
    problem = f"its tables are of version {version}, this visavis knows version {SCHEMA_VERSION}"
    if OLDEST_VERSION <= version < SCHEMA_VERSION:
        raise StoreOutdated(file, problem, cure="bring it forward with: visavis rebuild")
    raise StoreBroken(file, problem, cure="use the visavis that made it, or load into another --store")


def _inspect(connection: duckdb.DuckDBPyConnection, file: Path, signature: Signature) -> tuple[int, str]:
    """Generation number and content hash, once the file has proved to be a whole store of ours."""
    ours = "SELECT count(*) FROM duckdb_tables() WHERE database_name = 'store' AND table_name = 'store_info'"
    info = (
        _scalar_row(connection, ours)[0]
        and connection.execute("SELECT schema_version, generation, content_hash FROM store.store_info").fetchone()
    )
    if not info:
        raise StoreBroken(file, "this is a DuckDB file, but not a visavis store", cure="name another --store")
    version, number, content_hash = info
    refuse_version(file, version)
    whole = whole_size(connection, "store")
    if signature[3] < whole:
        raise StoreBroken(file, f"it is cut off: {signature[3]:,} of {whole:,} bytes", cure=_RELOAD)
    return number, content_hash


def whole_size(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    """Bytes that the file of the attached database `name` must have: all blocks that it speaks of."""
    blocks = connection.execute(
        "SELECT block_size * total_blocks FROM pragma_database_size() WHERE database_name = ?", [name]
    )
    return _HEADERS + int(blocks.fetchall()[0][0])


def _scalar_row(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    return connection.execute(sql).fetchall()[0]


def _opening_error(file: Path, error: duckdb.Error) -> StoreError:
    words = first_line(error)
    if "Could not set lock" in words:
        return StoreBusy(file, "another program holds it open for writing", cure="close it, or open with -readonly")
    if "Permission denied" in words or not os.access(file, os.R_OK):
        return StoreError(file, "no permission to read it", cure="ask its owner for read access")
    return StoreBroken(file, f"this is not a whole visavis store: {words}", cure=_RELOAD)


def first_line(error: BaseException) -> str:
    """The first line of what an error of DuckDB says."""
    return str(error).strip().partition("\n")[0]
