"""Generations as files: copied fast, made durable, and the last ones kept to look back at and to go back to.

Each earlier generation stands under `generations/NUMBER/` in a directory of its own, so that every command reads it as
it reads a store: `visavis --store DIR/generations/12 show meetings`.
"""

import errno
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from visavis.database.connection import store_file
from visavis.database.place import GENERATIONS
from visavis.errors import StoreError

KEEP_VARIABLE = "VISAVIS_KEEP"
KEEP = 3  # earlier generations
_PIECE = 1 << 30  # bytes handed to the kernel at once
_CANNOT = {errno.ENOSYS, errno.EXDEV, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF, errno.EPERM, errno.EMLINK}


@dataclass(frozen=True, slots=True)
class Earlier:
    """A generation that was kept."""

    number: int
    directory: Path
    written: datetime  # UTC
    size: int  # bytes


def keep_limit(option: int | None = None) -> int:
    """How many earlier generations are kept: `option`, else the environment variable VISAVIS_KEEP, else 3."""
    if option is not None:
        return option
    said = os.environ.get(KEEP_VARIABLE) or str(KEEP)
    if not (said.isascii() and said.isdecimal()):
        raise StoreError(Path(KEEP_VARIABLE), f"{said!r} is not a number of generations", cure="set it to 0 or more")
    return int(said)


def earlier(directory: Path) -> list[Earlier]:
    """The generations that the store in `directory` has kept, the latest first."""
    found = []
    for place in (directory / GENERATIONS).glob("[0-9]*"):
        with suppress(OSError, ValueError):  # a stranger's file, or one that a load has just forgotten
            status = store_file(place).stat()
            when = datetime.fromtimestamp(status.st_mtime, UTC)
            found.append(Earlier(int(place.name), place, when, status.st_size))
    return sorted(found, key=lambda one: one.number, reverse=True)


def keep_as(directory: Path, number: int) -> None:
    """Keep the published file as generation `number`: a second name for it, or a copy where the disk has no links."""
    target = store_file(directory / GENERATIONS / str(number))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)  # of a publish that was killed before its last step
    try:
        os.link(store_file(directory), target)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
        copy(store_file(directory), target)


def forget(directory: Path, *, limit: int) -> None:
    """Delete all kept generations but the last `limit`; what somebody has open stays readable to them."""
    for old in earlier(directory)[limit:]:
        shutil.rmtree(old.directory, ignore_errors=True)


def copy(source: Path, target: Path) -> None:
    """Copy a file that nobody writes to, within the kernel where it can; on some file systems that takes no time.

    The copy is open to the same group in the same ways.
    """
    with source.open("rb") as reading, target.open("xb") as writing:
        status = os.fstat(reading.fileno())
        if not _copied_by_kernel(reading.fileno(), writing.fileno(), status.st_size):
            shutil.copyfileobj(reading, writing, 1 << 20)
    adopt(target, status)


def adopt(file: Path, status: os.stat_result) -> None:
    """Give `file` the mode and, where we may, the group of another one."""
    with suppress(PermissionError):
        os.chown(file, -1, status.st_gid)
    file.chmod(status.st_mode & 0o777)


def _copied_by_kernel(source: int, target: int, size: int) -> bool:
    """Whether the kernel could do it; if not, nothing is written."""
    if not hasattr(os, "copy_file_range"):
        return False
    done = 0
    while done < size:
        try:
            count = os.copy_file_range(source, target, min(_PIECE, size - done))
        except OSError as error:
            if done or error.errno not in _CANNOT:
                raise
            return False
        if not count:
            break
        done += count
    return True


def sync(path: Path) -> None:
    """Make sure that a file's content, or a directory's entries, survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
