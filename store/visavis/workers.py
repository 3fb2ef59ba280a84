"""Extraction in as many processes as there are cores; in this one as long as the articles are few."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Self

import msgspec

from visavis.errors import ReadingError
from visavis.extraction import extract
from visavis.model import Article, Extraction, Report

FEW = 32  # articles that are extracted sooner than another process starts
_AHEAD = 32  # articles handed to each process before their turn, so that none waits while a batch is published
_TICK = 0.2  # seconds
_decoder = msgspec.json.Decoder(Extraction)

Extracted = Report | ReadingError


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extracted(articles: Iterable[Article | None], *, jobs: int) -> Generator[Extracted | None, None, None]:
    """The report of each article, in any order, or why it is refused; None now and then while none is ready.

    A None among `articles` says that no article is there yet. One article never stops the others, not even one whose
    extraction brings its process down.
    """
    waiting = iter(articles)
    if jobs > 1:
        yield from _here(waiting, FEW)
        with _Crew(jobs) as crew:
            yield from crew.extracted(waiting)
    else:
        yield from _here(waiting, None)


def _here(articles: Iterator[Article | None], limit: int | None) -> Iterator[Extracted | None]:
    count = 0
    while limit is None or count < limit:
        article = next(articles, _END)
        if isinstance(article, str):
            return
        count += article is not None
        yield None if article is None else _report(article)


_END = "no more articles"


def _report(article: Article) -> Extracted:
    try:
        return Report(article, extract(article))
    except Exception as error:  # noqa: BLE001 - one article must not stop the batch; it is refused by name
        return _refused(article, f"extraction failed with {type(error).__name__}: {error}")


def _refused(article: Article, problem: str) -> ReadingError:
    return ReadingError(article.source, problem)


class _Crew:
    """Processes that extract. They are started by the first article, leave Ctrl-C to us, and die when we do."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._running: dict[Future[bytes | str], Article] = {}

    def extracted(self, articles: Iterator[Article | None]) -> Iterator[Extracted | None]:
        for article in articles:
            if article is not None:
                self._hand_out(article)
            yield from self._ready(0 if len(self._running) < self._jobs * _AHEAD else None)
            yield None
        while self._running:
            yield from self._ready(_TICK)
            yield None

    def _ready(self, patience: float | None) -> Iterator[Extracted]:
        """The reports that are there, or will be within so many seconds (None: whenever the first is)."""
        done, _ = wait(self._running, patience, FIRST_COMPLETED)
        broken: list[Article] = []
        for future in done:
            article = self._running.pop(future)
            try:
                yield _taken(article, future.result())
            except BrokenProcessPool:
                broken.append(article)
        if broken:
            yield from self._one_by_one(broken)

    def _one_by_one(self, broken: list[Article]) -> Iterator[Extracted]:
        """A process died over one of the articles in hand: each now gets a process of its own, to find which."""
        suspects = deque([*broken, *self._running.values()])
        self._running.clear()
        self._close()
        while suspects:
            article = suspects.popleft()
            try:
                yield _taken(article, self._submitted(article, 1).result())
            except BrokenProcessPool:
                self._close()
                yield _refused(article, "extraction brought its process down")
        self._close()

    def _hand_out(self, article: Article) -> None:
        try:
            self._running[self._submitted(article, self._jobs)] = article
        except BrokenProcessPool:
            self._running[_broken()] = article

    def _submitted(self, article: Article, jobs: int) -> "Future[bytes | str]":
        # Processes that start now inherit the mask: Ctrl-C is for us to act on.
        masked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            return self._started(jobs).submit(_work, article)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, masked)

    def _started(self, jobs: int) -> ProcessPoolExecutor:
        if self._pool is None:
            # A fresh interpreter, not a fork: this process has threads, and a database.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(jobs, context, initializer=_watch_parent)
        return self._pool

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()


def _broken() -> "Future[bytes | str]":
    future: Future[bytes | str] = Future()
    future.set_exception(BrokenProcessPool())
    return future


def _taken(article: Article, answer: bytes | str) -> Extracted:
    return _refused(article, answer) if isinstance(answer, str) else Report(article, _decoder.decode(answer))


def _work(article: Article) -> bytes | str:
    """In a worker: the extraction as JSON, which is read faster than a pickle, or what went wrong."""
    told = _report(article)
    return told.problem if isinstance(told, ReadingError) else msgspec.json.encode(told.extraction)


def _watch_parent() -> None:
    """In a worker: end when the loader does, also when it was killed."""
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
        os._exit(0)

    threading.Thread(target=end, daemon=True).start()
