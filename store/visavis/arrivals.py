"""What is to be loaded, as it arrives: read in a thread of its own, so that a load never waits for a slow pipe."""

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import BinaryIO

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading import article_files, read

Arrival = Article | ReadingError
TICK = 0.2  # seconds after which a load looks at the clock again though nothing arrived
LOOK = 1.0  # seconds between two looks at a watched folder
_AHEAD = 64  # articles that are read before they are asked for
_END = object()


def arriving(sources: Sequence[str], *, stdin: BinaryIO | None = None) -> Generator[Arrival | None, None, None]:
    """What `reading.read` gives, and None for every while in which nothing came."""
    return _from_thread(lambda: read(sources, stdin=stdin))


def watching(folders: Sequence[str], *, stop: Event | None = None) -> Generator[Arrival | None, None, None]:
    """The articles of every file that comes into `folders`, or changes there, until `stop`; None for every while.

    A file is read once its size and time of change were the same at two looks: what is still being written is left.
    """
    stopped = stop or Event()
    return _from_thread(lambda: _watch(folders, stopped))


def size_of(sources: Sequence[str]) -> int | None:
    """Bytes of all that `sources` name, to tell how much is left; None where that cannot be known beforehand."""
    if not all(map(os.path.exists, sources)):
        return None
    return sum(size for source in sources for _, (size, _) in _files(source))


def _from_thread(articles: Callable[[], Iterator[Arrival]]) -> Generator[Arrival | None, None, None]:
    queue: Queue[object] = Queue(_AHEAD)
    left = Event()

    def give(item: object) -> None:
        while not left.is_set():
            with suppress(Full):
                queue.put(item, timeout=TICK)
                return

    def run() -> None:
        try:
            for article in articles():
                give(article)
                if left.is_set():
                    return
            give(_END)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the thread that asked
            give(error)

    Thread(target=run, name="reading", daemon=True).start()
    try:
        yield from _taken(queue)
    finally:
        left.set()


def _taken(queue: "Queue[object]") -> Generator[Arrival | None, None, None]:
    while True:
        try:
            item = queue.get(timeout=TICK)
        except Empty:
            yield None
            continue
        if item is _END:
            return
        if isinstance(item, BaseException) and not isinstance(item, ReadingError):
            raise item
        if isinstance(item, Article | ReadingError):
            yield item


Signature = tuple[int, int]  # size in bytes, time of the last change in nanoseconds


def _watch(folders: Sequence[str], stopped: Event) -> Iterator[Arrival]:
    seen: dict[str, Signature] = {}
    done: dict[str, Signature] = {}
    while not stopped.is_set():
        now = dict(found for folder in folders for found in _files(folder))
        for path, signature in sorted(now.items()):
            if seen.get(path) == signature != done.get(path):
                done[path] = signature
                yield from read([path])
        seen = now
        stopped.wait(LOOK)


def _files(source: str) -> Iterator[tuple[str, Signature]]:
    """The files that `source` is or holds; nothing of what cannot be looked at, which reading will refuse."""
    with suppress(OSError, ValueError):
        for path in article_files(Path(source)):
            with suppress(OSError):
                status = path.stat()
                yield str(path), (status.st_size, status.st_mtime_ns)
