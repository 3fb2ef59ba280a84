"""Messages between two processes over a pair of pipes: whole, bounded in size, and unable to run anything when read."""

import io
import os
import pickle
import select
import struct
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from datetime import time as clock
from decimal import Decimal
from typing import Any
from uuid import UUID

from visavis.database.rows import Answer, Batch

LARGEST = 32 * 2**20  # bytes of one message
_LENGTH = struct.Struct(">I")
_CHUNK = 2**18


@dataclass(frozen=True, slots=True)
class Run:
    """Please run this statement and give its first `limit` rows, all with None."""

    number: int  # of the statement: every reply to it is a tuple of this number and the reply
    sql: str
    limit: int | None


@dataclass(frozen=True, slots=True)
class Stop:
    """Please stop the statement with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a statement has no answer: an exception, as far as a message can tell it."""

    kind: str  # the name of its class
    problem: str
    place: tuple[int, int] | None = None  # of a QueryError
    path: str = ""  # of a StoreError
    cure: str = ""


READY = (0, "ready")  # the first word of the process: its start is over


class TooLarge(ValueError):
    """A message beyond LARGEST."""


# What a value of DuckDB or a message of ours may be, beside what pickle knows by itself (numbers, text, lists ...).
_KNOWN = {
    (known.__module__, known.__qualname__): known
    for known in (Run, Stop, Refusal, Batch, Answer, Decimal, UUID, clock, date, datetime, timedelta, timezone)
}


class _Unpickler(pickle.Unpickler):
    """Reads values, never code: a class that is not listed here is refused."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as the base class declares it
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a message") from None


class Pipe:
    """One end: messages go out through one file descriptor and come in through another."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._buffer = bytearray()

    def send(self, message: object) -> int:
        """Send one message and return its size in bytes; waits while the other side is behind.

        Raises TooLarge, or BrokenPipeError where nobody reads any more.
        """
        body = pickle.dumps(message, protocol=5)
        if len(body) > LARGEST:
            raise TooLarge(len(body))
        rest = memoryview(_LENGTH.pack(len(body)) + body)
        while rest:
            rest = rest[os.write(self._outgoing, rest) :]
        return len(body)

    def receive(self, seconds: float | None = None) -> object | None:
        """The next message, or None when `seconds` went by without a whole one.

        Raises EOFError where the other side has gone away.
        """
        until = None if seconds is None else time.monotonic() + seconds
        while (body := self._complete()) is None:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._incoming], [], [], left)[0]:
                return None
            data = os.read(self._incoming, _CHUNK)
            if not data:
                raise EOFError
            self._buffer += data
        return _read(body)

    def close(self) -> None:
        """Close both directions."""
        os.close(self._incoming)
        os.close(self._outgoing)

    def _complete(self) -> bytes | None:
        """The first message in the buffer, taken out of it, once all of it is there."""
        if len(self._buffer) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._buffer)
        if length > LARGEST:
            raise EOFError("no message of ours")
        end = _LENGTH.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[_LENGTH.size : end])
        del self._buffer[:end]
        return body


def _read(body: bytes) -> object:
    """A message from its bytes; whoever sends anything else is as good as gone."""
    try:
        message: object = _Unpickler(io.BytesIO(body)).load()
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError, LookupError) as error:
        raise EOFError("no message of ours") from error
    return message
