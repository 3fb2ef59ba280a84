"""The journal on disk: read whatever can be read, and add a line in one write that is on the disk when it returns."""

import getpass
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from visavis.errors import JournalError, StoreError
from visavis.journal.decisions import AnyLine, decoded, encoded, stamped
from visavis.journal.state import Journal, journal_of

AUTHOR_VARIABLE = "VISAVIS_AUTHOR"
_FILE = "journal.jsonl"
_MARKS = (b"<<<<<<<", b"=======", b">>>>>>>", b"|||||||")  # what a merge leaves that nobody finished
_SHOWN = 60  # characters of a line that cannot be read


def journal_file(directory: Path) -> Path:
    """The journal of the store in `directory`."""
    return directory / _FILE


def whoami(option: str | None = None) -> str:
    """Who decides: `option`, else the environment variable VISAVIS_AUTHOR, else the login name."""
    try:
        return option or os.environ.get(AUTHOR_VARIABLE) or getpass.getuser()
    except (OSError, KeyError) as error:
        cure = f"set {AUTHOR_VARIABLE} or give --author"
        raise JournalError("nobody knows who decides: this account has no name", cure=cure) from error


def read(directory: Path) -> Journal:
    """All that the journal says; an empty one where there is none. Lines that cannot be read are its `problems`."""
    file = journal_file(directory)
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Journal()
    except OSError as error:
        raise StoreError(file, f"cannot be read: {error.strerror}", cure="fix the permissions") from error
    lines, problems = [], []
    for one in _parsed(data):
        if isinstance(one, str):
            problems.append(f"{file.name}:{one}")
        else:
            lines.append(one)
    return journal_of(lines, problems)


def _parsed(data: bytes) -> Iterator[AnyLine | str]:
    """Each line as a record, or as its number and what is wrong with it."""
    rows = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    for number, row in enumerate(rows, 1):
        if row.strip():
            try:
                yield decoded(row)
            except (msgspec.MsgspecError, ValueError, RecursionError) as error:
                shown = row[:_SHOWN].decode("utf-8", "replace")
                yield f"{number}: {_problem(row, error, last=number == len(rows))} (left out: {shown!r})"


def _problem(row: bytes, error: Exception, *, last: bool) -> str:
    if row.startswith(_MARKS):
        return "a mark of an unfinished merge"
    if last and not row.rstrip().endswith(b"}"):
        return "the last line is cut off, as by a crash while it was written"
    return f"not a decision: {error}"


def append(directory: Path, line: AnyLine) -> AnyLine:
    """Add a line, with the time it is now; returns it as written.

    One write to the end of the file, so that two people at once both get their line; on the disk on return. What a
    crash left of a line stays on a line of its own. Raises StoreError when it cannot be written whole.
    """
    file = journal_file(directory)
    written = stamped(line, datetime.now(UTC))
    try:
        new = not file.exists()
        handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o664)
        try:
            size = os.fstat(handle).st_size
            cut_off = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
            data = b"\n" * cut_off + encoded(written) + b"\n"
            if os.write(handle, data) != len(data):
                raise StoreError(file, "the disk is full: the decision was not recorded", cure="free space")
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _sync(directory)
    except OSError as error:
        raise StoreError(file, f"cannot be written: {error.strerror}", cure="the decision was not recorded") from error
    return written


def _sync(directory: Path) -> None:
    """Make sure that the file's name survives a power cut too."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
