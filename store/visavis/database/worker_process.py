"""The process behind SqlWorker: limits itself, opens the store read-only and locked, and runs what it is sent.

It ends when its caller goes away, also in the middle of a query.
"""

import json
import os
import resource
import sys
import threading
from queue import SimpleQueue
from typing import Any

import duckdb

from visavis.database.connection import Reader, open_reader
from visavis.database.pipe import LARGEST, Pipe, TooLarge
from visavis.database.rows import Answer, Batch
from visavis.database.sql import ask
from visavis.errors import QueryError, QueryStopped, StoreError
from pathlib import Path

_MIB = 2**20
_UNCOUNTED = 1024 * _MIB  # address space beside what DuckDB counts: the interpreter, stacks, values under construction
_BATCH = _MIB  # bytes of a batch, about
_MOST_ROWS = 8192
_FILES = 64
_NAG = 0.05  # seconds


def main() -> None:
    """Serve the caller on standard input and output until it goes away."""
    order = json.loads(sys.argv[2])
    pipe = _take_pipes()
    service = _Service(pipe, order)
    threading.Thread(target=service.listen, daemon=True).start()
    service.work()


def _take_pipes() -> Pipe:
    """The pipes to the caller, out of reach of whatever prints or asks."""
    pipe = Pipe(os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return pipe


def _limit(order: dict[str, Any]) -> None:
    """Everything that the kernel can hold this process to; a limit that is tighter already stays."""
    _lower(resource.RLIMIT_AS, order["memory"] * _MIB + _UNCOUNTED)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _FILES)


def _lower(what: int, wanted: int) -> None:
    hard = resource.getrlimit(what)[1]
    value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(what, (value, value))


def _allow_processor(seconds: float) -> None:
    """From now on so many seconds of processor time; then the kernel ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


class _Service:
    """Two threads: one listens, so that it can stop what the other runs."""

    def __init__(self, pipe: Pipe, order: dict[str, Any]) -> None:
        self._pipe, self._order = pipe, order
        self._requests: SimpleQueue[tuple[int, str, int | None]] = SimpleQueue()
        self._guard = threading.Lock()
        self._running = 0  # number of the statement under way
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._stopped = 0  # number of the last statement that was to be stopped

    def listen(self) -> None:
        """Take requests until the caller goes away, which ends the process at once."""
        try:
            while True:
                match self._pipe.receive():
                    case ("run", int(number), str(sql), limit):
                        self._requests.put((number, sql, limit))
                    case ("stop", int(number)):
                        self._stopped = number
                        threading.Thread(target=self._nag, args=(number,), daemon=True).start()
        finally:
            os._exit(0)

    def work(self) -> None:
        """Run what comes in, one after the other."""
        opened = self._open()
        while True:
            number, sql, limit = self._requests.get()
            reply = opened if isinstance(opened, tuple) else self._reply(opened, number, sql, limit)
            self._pipe.send((number, reply))
            if isinstance(opened, tuple):
                return

    def _open(self) -> Reader | tuple[str, ...]:
        order = self._order
        settings = {"memory_limit": f"{order['memory']}MiB", "threads": order["threads"]}
        try:
            _limit(order)
            return open_reader(Path(order["directory"]), locked=True, settings=settings)
        except StoreError as error:
            return _told(error)

    def _reply(self, reader: Reader, number: int, sql: str, limit: int | None) -> Answer | tuple[object, ...]:
        """Run one statement, its batches sent as they come; its end, or what went wrong."""
        if self._order["seconds"] is not None:
            _allow_processor(self._order["seconds"] * self._order["threads"])
        try:
            reader.refresh()
            return self._answer(reader, number, sql, limit)
        except StoreError as error:
            return _told(error)
        except QueryStopped as error:
            return ("stopped", error.problem)
        except QueryError as error:
            return ("query", error.problem, error.place)
        except TooLarge:
            return ("query", f"rows of more than {LARGEST // _MIB} MiB: take a part of them, as in left(text, 1000)", None)
        except (MemoryError, RecursionError) as error:
            return ("query", f"{type(error).__name__}: this is more than a query may hold at once", None)

    def _answer(self, reader: Reader, number: int, sql: str, limit: int | None) -> Answer:
        def deliver(batch: Batch) -> int:
            if self._stopped == number:
                raise QueryStopped("stopped")
            size = self._pipe.send((number, batch))
            return max(1, min(_MOST_ROWS, len(batch.rows) * _BATCH // max(size, 1)))

        with reader.cursor() as cursor:
            self._set(number, cursor)
            try:
                return ask(cursor, sql, deliver, limit=limit)
            finally:
                self._set(0, None)

    def _set(self, number: int, cursor: duckdb.DuckDBPyConnection | None) -> None:
        with self._guard:
            self._running, self._cursor = number, cursor

    def _nag(self, number: int) -> None:
        """Interrupt the statement until it has ended: an interruption between two of its steps would be forgotten."""
        done = threading.Event()
        while not done.wait(_NAG):
            with self._guard:
                if self._running == number and self._cursor is not None:
                    self._cursor.interrupt()
                else:
                    done.set()


def _told(error: StoreError) -> tuple[str, ...]:
    return ("store", type(error).__name__, error.problem, error.cure, str(error.path))
