"""Users' SQL in a process of its own: locked, limited, interruptible, and replaced when it dies.

    with SqlWorker(directory) as worker:
        answer = worker.run("FROM meetings", show)

The process reads the store and nothing else. Whatever a statement does to it, the caller lives on.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from visavis import errors
from visavis.database.pipe import READY, Pipe, Refusal, Run, Stop
from visavis.database.rows import Answer, Batch
from visavis.errors import QueryError, QueryStopped, StoreError

START = 60.0  # seconds for a process to start and to open the store, which are no time of a query
GRACE = 2.0  # seconds between asking a query to stop and killing its process
_SLICE = 0.1  # seconds between two looks at the clock
_BOOT = (
    "import json, sys; sys.path += json.loads(sys.argv[1]); from visavis.database.worker_process import main; main()"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take."""

    seconds: float | None = 300  # of work; waiting for whoever takes the rows does not count
    memory: int = 2048  # MiB that DuckDB may use; its process may hold 1 GiB more, for what DuckDB does not count
    threads: int = 4


class SqlWorker:
    """Runs one statement after the other on the store in `directory`; the process starts at once, opening the store.

    `run` belongs to one thread; `interrupt` may come from any.
    """

    def __init__(self, directory: Path, limits: Limits | None = None) -> None:
        self.directory, self.limits = directory, limits or Limits()
        self._guard = threading.Lock()
        self._task: _Task | None = None
        self._number = 0
        self._unsettled = False  # whether the last statement may still be under way, as after a hail of Ctrl-C
        self._child: _Child | None = _Child(directory, self.limits)

    def run(self, sql: str, on_batch: Callable[[Batch], None], *, limit: int | None = None) -> Answer:
        """Run one statement that reads; `on_batch` gets its first `limit` rows (all with None), one batch at least.

        The result is streamed: neither side holds it whole. An exception of `on_batch`, or Ctrl-C, stops the query.
        Raises QueryError, QueryStopped, or StoreError where the store cannot be read; run again after each of them.
        """
        task = self._begin(sql, limit)
        try:
            return self._deliver(task, on_batch)
        except BaseException:
            self._quiet(task)
            raise
        finally:
            self._unsettled = not task.ended
            with self._guard:
                self._task = None

    def interrupt(self) -> None:
        """Stop the query that runs, if one does; a second time: kill its process."""
        with self._guard:
            if self._task is not None:
                self._task.stop("stopped")

    def close(self) -> None:
        """End the process; a later `run` would start a new one."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self, sql: str, limit: int | None) -> "_Task":
        """Hand the statement to the process; to a new one where the last one has ended."""
        if self._child is None or self._unsettled or not self._child.lives():
            self.close()
            self._child = _Child(self.directory, self.limits)
        self._number += 1
        with self._guard:
            self._task = task = _Task(self._child, self._number, self.limits.seconds)
        self._child.send(Run(task.number, sql, limit))
        return task

    def _deliver(self, task: "_Task", on_batch: Callable[[Batch], None]) -> Answer:
        while True:
            message = self._next(task)
            if isinstance(message, Answer):
                return message
            if isinstance(message, Refusal):
                raise _error(task, message)
            if isinstance(message, Batch):
                on_batch(message)

    def _next(self, task: "_Task") -> object:
        """The next message about `task`; stops it where its time is over."""
        while True:
            began = time.monotonic()
            try:
                reply = task.child.pipe.receive(_SLICE)
            except EOFError:
                task.ended = True
                raise self._death(task) from None
            task.spent += time.monotonic() - began if task.child.ready else 0
            task.watch()
            if reply == READY:
                task.child.ready = True
            elif isinstance(reply, tuple) and reply[0] == task.number:
                task.ended = task.ended or not isinstance(reply[1], Batch)
                return reply[1]

    def _death(self, task: "_Task") -> QueryError:
        """Why the process is gone."""
        said = task.child.last_words()
        self.close()
        return QueryStopped(task.reason or f"the query broke off: {said}")

    def _quiet(self, task: "_Task") -> None:
        """Stop the query and wait until its process is ready for another one, or dead; a second Ctrl-C kills it."""
        while not task.ended:
            try:
                task.stop_once()
                self._next(task)
            except KeyboardInterrupt:
                task.child.kill()
            except QueryError:  # the process is gone
                return


def _error(task: "_Task", refusal: Refusal) -> Exception:
    """What the process tells, as the exception it was there."""
    if refusal.kind == QueryStopped.__name__:
        return QueryStopped(task.reason or refusal.problem)
    kind = getattr(errors, refusal.kind, None)
    if isinstance(kind, type) and issubclass(kind, StoreError):
        return kind(Path(refusal.path), refusal.problem, cure=refusal.cure)
    return QueryError(refusal.problem, place=refusal.place)


class _Task:
    """One statement under way."""

    def __init__(self, child: "_Child", number: int, seconds: float | None) -> None:
        self.child, self.number, self.seconds = child, number, seconds
        self.spent = 0.0  # seconds of work
        self.ended = False
        self.reason = ""  # why it was stopped, in words for its user
        self._stopped: float | None = None

    def stop(self, reason: str) -> None:
        """Ask it to stop; asked again: kill its process."""
        if self._stopped is not None:
            self.child.kill()
            return
        self.reason, self._stopped = reason, time.monotonic()
        self.child.send(Stop(self.number))

    def stop_once(self) -> None:
        """Ask it to stop, unless that has been done."""
        if self._stopped is None:
            self.stop("stopped")

    def watch(self) -> None:
        """Stop it where its time is over, kill what does not stop."""
        if self._stopped is None:
            if not self.child.ready and time.monotonic() - self.child.began > START:
                self.stop(f"the process that runs SQL has not opened the store within {START:g} seconds")
            elif self.seconds is not None and self.spent > self.seconds:
                self.stop(f"stopped after {self.seconds:g} seconds, which is all that a query has here")
        elif time.monotonic() - self._stopped > GRACE:
            self.child.kill()


class _Child:
    """The process: a fresh interpreter, so that nothing of the caller, its threads or its files, is inherited."""

    def __init__(self, directory: Path, limits: Limits) -> None:
        self.began, self.ready = time.monotonic(), False
        order = json.dumps({"directory": str(directory.absolute()), **asdict(limits)})
        paths = json.dumps([path for path in sys.path if path])
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and constants of ours
            [sys.executable, "-I", "-c", _BOOT, paths, order],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env={},
            cwd="/",
            start_new_session=True,  # Ctrl-C is for us alone: we tell it
        )
        assert self._process.stdin is not None  # noqa: S101 - asked for above
        assert self._process.stdout is not None  # noqa: S101
        self.pipe = Pipe(self._process.stdout.fileno(), self._process.stdin.fileno())

    def lives(self) -> bool:
        return self._process.poll() is None

    def send(self, message: object) -> None:
        """Send a message; that nobody reads it any more is found out when its reply is awaited."""
        with suppress(BrokenPipeError):
            self.pipe.send(message)

    def kill(self) -> None:
        self._process.kill()

    def last_words(self) -> str:
        """What is known of its death, on one line."""
        self._process.wait()
        assert self._process.stderr is not None  # noqa: S101
        lines = self._process.stderr.read().decode(errors="replace").split("\n")
        said = next((line for line in reversed(lines) if line.strip()), "")
        code = self._process.returncode
        return _SIGNALS.get(-code) or said or f"its process ended with {code}"

    def end(self) -> None:
        """Close its input, upon which it ends; kill it where it does not. Its files are closed."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


_SIGNALS = {
    6: "the engine gave up",
    9: "its process was killed",
    11: "the statement is too deep for the engine",
    24: "it has used up its processor time",
}
