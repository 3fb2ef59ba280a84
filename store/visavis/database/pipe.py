"""Messages between two processes over a pair of pipes: whole, bounded in size, and unable to run anything when read."""

import io
import os
import pickle
import select
import struct
import time
from datetime import date, datetime, time as clock, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

from visavis.database.rows import Answer, Batch

LARGEST = 64 * 2**20  # bytes of one message
_LENGTH = struct.Struct(">I")
_CHUNK = 2**18
# What a value of DuckDB or a message of ours may be, beside what pickle knows by itself (numbers, text, lists ...).
_KNOWN = {
    (known.__module__, known.__qualname__): known
    for known in (Answer, Batch, Decimal, UUID, clock, date, datetime, timedelta, timezone)
}


class TooLarge(ValueError):
    """A message beyond LARGEST."""


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
        message: object = _Unpickler(io.BytesIO(body)).load()  # noqa: S301 - see _Unpickler
        return message

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
            raise EOFError  # not a message of ours: whoever sent it is no longer to be understood
        end = _LENGTH.size + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[_LENGTH.size : end])
        del self._buffer[:end]
        return body
