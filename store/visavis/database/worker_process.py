"""The process behind SqlWorker: limits itself, opens the store read-only and locked, and runs what it is sent.

It ends when its caller goes away, also in the middle of a query.
"""

import json
import os
import re
import resource
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import duckdb

from visavis.database.connection import Config, Reader, open_reader
from visavis.database.pipe import LARGEST, READY, Pipe, Refusal, Run, Stop, TooLarge
from visavis.database.rows import Answer, Batch
from visavis.database.sql import ask
from visavis.errors import QueryError, QueryStopped, StoreError

_MIB = 2**20
_UNCOUNTED = 1024 * _MIB  # address space beside what DuckDB counts: the interpreter, stacks, values under construction
_BATCH = _MIB  # bytes of a batch, about
_MOST_ROWS = 8192
_FILES = 64
_SPARE = 5.0  # seconds beyond those of the caller's clock: the kernel's is for when nobody looks at that one
_NAG = 0.05  # seconds
_SPOILING = (duckdb.FatalException, duckdb.InternalException)  # after which DuckDB refuses everything
_NO_MEMORY = "bad_alloc"  # as the kernel's refusal reads where DuckDB does not know it, in its parser above all
_ADVICE = re.compile(r"Possible solutions|Database is launched")


def main() -> None:
    """Serve the caller on standard input and output until it goes away."""
    order = json.loads(sys.argv[2])
    service = _Service(_take_pipes(), order)
    _limit(order["memory"])
    threading.Thread(target=service.listen, daemon=True).start()
    service.work()


def _take_pipes() -> Pipe:
    """The pipes to the caller, out of reach of whatever prints or asks."""
    pipe = Pipe(os.dup(0), os.dup(1))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return pipe


def _limit(memory: int) -> None:
    """Everything that the kernel can hold this process to; a limit that is tighter already stays."""
    _lower(resource.RLIMIT_AS, memory * _MIB + _UNCOUNTED)
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
        self._requests: SimpleQueue[Run] = SimpleQueue()
        self._reader: Reader | None = None
        self._guard = threading.Lock()  # of the cursor, which both threads use
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._stopped = 0  # number of the last statement that was to be stopped
        self._ended = 0  # number of the last statement that has ended

    def listen(self) -> None:
        """Take requests until the caller goes away, which ends the process at once."""
        try:
            while True:
                match self._pipe.receive():
                    case Run() as request:
                        self._requests.put(request)
                    case Stop(number):
                        self._stopped = number
                        threading.Thread(target=self._nag, args=(number,), daemon=True).start()
        finally:
            os._exit(0)

    def work(self) -> None:
        """Open the store, then run what comes in, one statement after the other."""
        with suppress(StoreError):  # told to whoever asks the first question
            self._open()
        self._pipe.send(READY)
        while True:
            request = self._requests.get()
            reply = self._reply(request)
            self._ended = request.number
            self._pipe.send((request.number, reply))

    def _open(self) -> Reader:
        """The store at its newest generation."""
        if self._reader is None:
            settings: Config = {"memory_limit": f"{self._order['memory']}MiB", "threads": self._order["threads"]}
            self._reader = open_reader(Path(self._order["directory"]), locked=True, settings=settings)
        else:
            self._reader.refresh()
        return self._reader

    def _reply(self, request: Run) -> Answer | Refusal:
        """Run one statement, its batches sent as they come; its end, or what went wrong."""
        if self._order["seconds"] is not None:
            _allow_processor((self._order["seconds"] + _SPARE) * self._order["threads"])
        try:
            return self._answer(self._open(), request)
        except (StoreError, QueryError, TooLarge, MemoryError, RecursionError) as error:
            return self._refusal(error, request)

    def _refusal(self, error: Exception, request: Run) -> Refusal:
        match error:
            case StoreError():
                return Refusal(type(error).__name__, error.problem, path=str(error.path), cure=error.cure)
            case QueryStopped() if self._stopped == request.number:
                return Refusal(QueryStopped.__name__, error.problem)
            case QueryStopped():  # an error in one of DuckDB's threads may reach us as the interruption of another
                problem, place = "the query failed after its first rows, and DuckDB does not say why", None
            case QueryError():
                if isinstance(error.__cause__, _SPOILING):
                    self._reader = None
                problem, place = self._advised(error), error.place
            case TooLarge():
                problem, place = f"a row of more than {LARGEST // _MIB} MiB: take a part, as in left(text, 1000)", None
            case _:
                problem, place = f"{type(error).__name__}: {self._allowance()}", None
        return Refusal(QueryError.__name__, problem, place)

    def _advised(self, error: QueryError) -> str:
        """What went wrong; without DuckDB's advice to change settings, which are locked here."""
        if _NO_MEMORY in error.problem:
            return f"not enough memory; {self._allowance()}"
        if not isinstance(error.__cause__, duckdb.OutOfMemoryException):
            return error.problem
        return f"{_ADVICE.split(error.problem)[0].rstrip('. ')}; {self._allowance()}"

    def _allowance(self) -> str:
        return f"a query may use {self._order['memory']:,} MiB here: ask for less at once"

    def _answer(self, reader: Reader, request: Run) -> Answer:
        def deliver(batch: Batch) -> int:
            if self._stopped == request.number:
                raise QueryStopped("stopped")
            size = self._send(request.number, batch)
            return max(1, min(_MOST_ROWS, len(batch.rows) * _BATCH // max(size, 1)))

        with reader.cursor() as cursor:
            self._lend(cursor)
            try:
                return ask(cursor, request.sql, deliver, limit=request.limit)
            finally:
                self._lend(None)

    def _send(self, number: int, batch: Batch) -> int:
        """Send a batch, in halves where it is too large for one message; its size in bytes."""
        try:
            return self._pipe.send((number, batch))
        except TooLarge:
            if (half := len(batch.rows) // 2) == 0:
                raise
            return sum(self._send(number, replace(batch, rows=rows)) for rows in (batch.rows[:half], batch.rows[half:]))

    def _lend(self, cursor: duckdb.DuckDBPyConnection | None) -> None:
        with self._guard:
            self._cursor = cursor

    def _nag(self, number: int) -> None:
        """Interrupt the statement until it has ended: an interruption between two of its steps would be forgotten."""
        while self._ended < number:
            with self._guard:
                if self._cursor is not None:
                    self._cursor.interrupt()
            time.sleep(_NAG)
