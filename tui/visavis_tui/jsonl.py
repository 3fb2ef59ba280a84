"""JSON lines in, JSON lines out: whatever cannot be read is refused by its line, and the rest goes on."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Generic, NamedTuple, TypeVar

import msgspec

from visavis.errors import ReadingError
from visavis_tui import exits
from visavis_tui.present import displayable
from visavis_tui.talk import say

_AT_ONCE = 512  # lines that are written together
_SHOWN = 60  # characters of a line that cannot be read

Row = TypeVar("Row")


class Refusal(NamedTuple):
    """A line that cannot be read, and why."""

    message: str


class Rows(Generic[Row]):
    """The rows of a file, or of standard input (`-`), each a record of one type."""

    def __init__(self, path: str, kind: type[Row]) -> None:
        self._path, self._kind = path, kind
        self._decode = msgspec.json.Decoder(kind).decode
        self.refused = 0  # lines so far

    def __iter__(self) -> Iterator[Row | Refusal]:
        """Raises ReadingError where there is nothing to read."""
        with _opened(self._path) as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    yield self._row(number, line)

    def _row(self, number: int, line: bytes) -> Row | Refusal:
        try:
            return self._decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            return self._again(number, line, error)

    def _again(self, number: int, line: bytes, first: Exception) -> Row | Refusal:
        """Python's own reader takes what is no whole Unicode: half a pair of surrogates, other bytes."""
        try:
            return msgspec.convert(json.loads(line.decode("utf-8", "surrogateescape")), self._kind)
        except (msgspec.MsgspecError, ValueError, RecursionError):
            self.refused += 1
            shown = line[:_SHOWN].decode("utf-8", "replace").strip()
            return Refusal(f"{self._path}:{number}: {first} ({shown!r})")


def _opened(path: str) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    try:
        return open(path, "rb")  # noqa: PTH123 - closed by whoever asked
    except OSError as error:
        raise ReadingError(path, f"cannot be read: {error.strerror}") from error


def write_rows(rows: Iterable[object]) -> int:
    """Write each row as a line of JSON on standard output; returns their number."""
    written = 0
    waiting: list[str] = []
    for row in rows:
        waiting.append(_encoded(row))
        written += 1
        if len(waiting) >= _AT_ONCE:
            _flush(waiting)
    _flush(waiting)
    return written


def _encoded(row: object) -> str:
    try:
        return msgspec.json.encode(row).decode()
    except UnicodeEncodeError:
        return json.dumps(row)


def _flush(lines: list[str]) -> None:
    for line in map(displayable, lines) if sys.stdout.isatty() else ["\n".join(lines)] if lines else []:
        sys.stdout.write(line + "\n")
    lines.clear()


def refuse(verb: str, problem: str) -> int:
    """Say what is wrong with how a verb was called."""
    say(f"visavis {verb}: {problem} (visavis {verb} --help)")
    return exits.NOTHING_DONE
