"""Questions to the store beside the screen: in threads, the newest of each kind wins, and an old one is cancelled."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from time import monotonic
from typing import Any, Generic, TypeVar

from visavis.database.lists import StoreReader
from visavis.database.rows import Rows
from visavis.errors import VisavisError

Answer = TypeVar("Answer")
Work = Callable[[Rows], Answer]
_THREADS = 4


class Cancelled(Exception):
    """Nobody waits for this answer any more."""


class Task:
    """Runs the queries of one job, each on a cursor of its own, until it is cancelled."""

    def __init__(self, reader: StoreReader) -> None:
        self.cancelled = False
        self._reader = reader
        self._cursor: Any = None

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of `sql`; raises Cancelled, or a VisavisError."""
        if self.cancelled:
            raise Cancelled
        with self._reader.cursor() as self._cursor:
            try:
                found = self._reader.fetch(self._cursor, sql, parameters)
            except Exception:
                if self.cancelled:
                    raise Cancelled from None  # whatever DuckDB makes of being interrupted
                raise
            return found

    def cancel(self) -> None:
        """End the query that is running, and let no other begin."""
        self.cancelled = True
        with suppress(Exception):  # it may just have ended by itself, and its cursor be closed
            self._cursor.interrupt()


class _Job(Generic[Answer]):
    def __init__(self, task: Task, work: Work[Answer], then: Callable[[Answer], None]) -> None:
        self.task, self.work, self.then = task, work, then
        self.finished = False
        self.future: Future[Answer] | None = None

    def run(self) -> Answer:
        return self.work(self.task)


class Jobs:
    """Asks a store; `call` runs a function later on the screen's own thread, `failed` hears of errors there."""

    def __init__(
        self, reader: StoreReader, call: Callable[[Callable[[], None]], object], failed: Callable[[VisavisError], None]
    ) -> None:
        self._reader, self._call, self._failed = reader, call, failed
        self._pool = ThreadPoolExecutor(_THREADS, "visavis-query")
        self._jobs: dict[str, _Job[Any]] = {}
        self._closed = False

    def ask(self, slot: str, work: Work[Answer], then: Callable[[Answer], None]) -> None:
        """Do `work` in a thread and give its answer to `then`; what the same slot was at is cancelled."""
        if self._closed:
            return
        self.drop(slot)
        job = self._jobs[slot] = _Job(Task(self._reader), work, then)
        job.future = self._pool.submit(job.run)
        job.future.add_done_callback(lambda _: self._call(lambda: self._finish(slot, job)))

    def drop(self, slot: str) -> None:
        """Nobody waits for this slot any more."""
        if old := self._jobs.pop(slot, None):
            old.task.cancel()

    def asked(self, slot: str) -> bool:
        """Whether an answer is under way."""
        return slot in self._jobs

    def settle(self, slots: Sequence[str], seconds: float) -> None:
        """Wait a moment for answers, so that what is quick is on the screen at once."""
        until = monotonic() + seconds
        for slot in slots:
            job = self._jobs.get(slot)
            if job and job.future:
                wait([job.future], max(0.0, until - monotonic()))
                if job.future.done():
                    self._finish(slot, job)

    def close(self) -> None:
        """Cancel everything, and wait for the threads, which end at once."""
        self._closed = True
        for slot in list(self._jobs):
            self.drop(slot)
        self._pool.shutdown(cancel_futures=True)

    @property
    def busy(self) -> bool:
        """Whether any answer is under way."""
        return bool(self._jobs)

    def _finish(self, slot: str, job: _Job[Any]) -> None:
        if job.finished or job.future is None or self._jobs.get(slot) is not job:
            return
        job.finished = True
        del self._jobs[slot]
        try:
            answer = job.future.result()
        except Cancelled:
            return
        except VisavisError as error:
            self._failed(error)
            return
        job.then(answer)
