"""The spine: read -> extract -> resolve -> publish. Open this file first.

Only articles that the store does not hold are extracted; resolution always sees all of them, because one article can
tell who is meant, and when, in another. Batches are published while a load goes on, each under the lock of the store:
readers see the store as it was before a batch or after it, and an article that is reported as stored is published.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from visavis.arrivals import Arrival, arriving, size_of, watching
from visavis.batches import WAITING, Batches, Loaded, Pace, Progress
from visavis.model import Article
from visavis.workers import cores, extracted

__all__ = ["WAITING", "Loaded", "Pace", "Progress", "load"]

_USUAL = Pace()


def ignore(_loaded: Loaded) -> None:
    """Progress for callers who want none."""


def load(
    directory: Path,
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    watch: bool = False,
    pace: Pace = _USUAL,
    progress: Progress = ignore,
) -> Loaded:
    """Load `sources` (see `reading.read`) into the store in `directory`; with `watch`, go on with what comes there.

    Inputs that cannot be read or extracted are refused, one error each, and the rest is loaded. Where nothing is new
    nothing is published. `progress` is called after every input and at each stage. Raises StoreError; what was
    published before that stays.
    """
    loaded = Loaded(size=None if watch else size_of(sources))
    batches = Batches(directory, pace, loaded, progress)
    arrivals = watching(sources) if watch else arriving(sources, stdin=stdin)
    articles = _unknown(arrivals, batches.known, loaded, progress)
    with closing(arrivals), closing(extracted(articles, jobs=pace.jobs or cores())) as reports:
        for report in reports:
            batches.take(report)
    batches.publish()
    batches.turn("done")
    return loaded


def _unknown(
    arrivals: Iterable[Arrival | None], known: set[int], loaded: Loaded, progress: Progress
) -> Iterator[Article | None]:
    """The articles not in `known`, which grows, and None for a pause; everything else is counted in `loaded`."""
    for arrival in arrivals:
        if isinstance(arrival, Article):
            loaded.characters += len(arrival.text)
            if arrival.article_id not in known:
                known.add(arrival.article_id)
                yield arrival
                continue
            loaded.known += 1
        elif arrival is not None:
            loaded.refused.append(arrival)
        if arrival is not None:
            progress(loaded)
        yield None
