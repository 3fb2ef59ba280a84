"""Backups: the published store and the journal as they are at one moment, while loads go on; and the way back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from visavis.database.connection import open_reader, store_file
from visavis.database.generations import copy, sync
from visavis.database.publish import Published, Waiting, in_silence, loading, proved
from visavis.errors import StoreError, StoreMissing, StoreOutdated
from visavis.journal import journal_file


@dataclass(frozen=True, slots=True)
class Backup:
    """What was copied."""

    directory: Path
    generation: int
    content_hash: str
    articles: int
    size: int  # bytes of the store


def back_up(directory: Path, target: Path) -> Backup:
    """Copy the store in `directory` into `target`, prove the copy whole, and copy the journal after it.

    `target` is made where it is missing; a backup that is there already is replaced once the new one is whole. Raises
    StoreError; what was in `target` is then as it was.
    """
    _refuse_stranger(directory, target)
    open_reader(directory).close()  # is there a whole store?
    draft = target / f".backup-{os.getpid()}.duckdb"
    try:
        target.mkdir(parents=True, exist_ok=True)
        copy(store_file(directory), draft)  # one generation, whatever is published meanwhile
        written = proved(draft)
        sync(draft)
        os.replace(draft, store_file(target))  # noqa: PTH105 - one step: a backup is whole, or not there
        _copy_journal(directory, target)
        sync(target)
    except OSError as error:
        raise StoreError(
            target, f"cannot be written: {error.strerror}", cure="free space or fix permissions"
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    size = store_file(target).stat().st_size
    return Backup(target, written.generation, written.content_hash, written.rows["articles"], size)


def restore(directory: Path, source: Path, *, waiting: Waiting = in_silence) -> Published:
    """Publish the store in `source`, a backup or an earlier generation, as a new generation of the one in `directory`.

    The journal stays as it is: decisions are not taken back by going back to fewer articles. Raises StoreError; the
    store is then as it was. `waiting` is called when a load must end first.
    """
    with suppress(StoreOutdated):  # it is brought forward on the way
        open_reader(source).close()
    with loading(directory, waiting=waiting) as store:
        return store.put(store_file(source))


def _refuse_stranger(directory: Path, target: Path) -> None:
    """A backup goes neither over the store itself nor over somebody else's file."""
    if target.exists() and directory.exists() and target.samefile(directory):
        raise StoreError(target, "this is the store itself", cure="name another directory")
    with suppress(StoreMissing):
        open_reader(target).close()


def _copy_journal(directory: Path, target: Path) -> None:
    """The decisions, up to the last one that is written whole."""
    with suppress(FileNotFoundError):
        lines = journal_file(directory).read_bytes()
        draft = target / f".backup-{os.getpid()}.jsonl"
        draft.write_bytes(lines[: lines.rfind(b"\n") + 1])
        sync(draft)
        os.replace(draft, journal_file(target))  # noqa: PTH105
