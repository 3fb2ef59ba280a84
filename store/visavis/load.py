"""The spine: read -> extract -> resolve -> publish, under one lock. Open this file first.

Only articles that the store does not hold are extracted; resolution always sees all of them, because one article can
tell who is meant, and when, in another. Until the one step that publishes, readers see the store as it was.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from visavis.database.publish import Published, loading
from visavis.errors import ReadingError
from visavis.extraction import extract
from visavis.model import Article, Report
from visavis.reading import read
from visavis.resolution import resolve


@dataclass(slots=True)
class Loaded:
    """What came of a load so far; `published` is None as long as, or where, the store did not change."""

    new: int = 0
    known: int = 0  # articles that the store held already, or that came twice
    refused: list[ReadingError] = field(default_factory=list)
    stage: str = "reading"  # then "resolving", "publishing", "done"
    published: Published | None = None


def ignore(_loaded: Loaded) -> None:
    """Progress for callers who want none."""


def load(
    directory: Path,
    sources: Sequence[str],
    *,
    stdin: BinaryIO | None = None,
    progress: Callable[[Loaded], None] = ignore,
) -> Loaded:
    """Load `sources` (see `reading.read`) into the store in `directory`.

    Inputs that cannot be read or extracted are refused, one error each, and the rest is loaded. Where nothing is new
    nothing is published. `progress` is called after every input and at each stage. Raises StoreError; the store is
    then as it was.
    """
    loaded = Loaded()
    with loading(directory) as store:
        stored = store.reports()
        known = {report.article.article_id for report in stored}
        fresh = list(_fresh(read(sources, stdin=stdin), known, loaded, progress))
        if fresh:
            _turn(loaded, "resolving", progress)
            reports = [*stored, *fresh]
            resolution = resolve(reports)
            _turn(loaded, "publishing", progress)
            loaded.published = store.publish(reports, resolution)
    _turn(loaded, "done", progress)
    return loaded


def _fresh(
    articles: Iterable[Article | ReadingError],
    known: set[int],
    loaded: Loaded,
    progress: Callable[[Loaded], None],
) -> Iterator[Report]:
    """The reports of articles not in `known`, which grows; everything else is counted in `loaded`."""
    for article in articles:
        if isinstance(article, ReadingError):
            loaded.refused.append(article)
        elif article.article_id in known:
            loaded.known += 1
        else:
            known.add(article.article_id)
            report = _report(article)
            if isinstance(report, ReadingError):
                loaded.refused.append(report)
            else:
                loaded.new += 1
                yield report
        progress(loaded)


def _report(article: Article) -> Report | ReadingError:
    try:
        return Report(article, extract(article))
    except Exception as error:  # noqa: BLE001 - one article must not stop the batch; it is refused by name
        return ReadingError(article.source, f"extraction failed with {type(error).__name__}: {error}")


def _turn(loaded: Loaded, stage: str, progress: Callable[[Loaded], None]) -> None:
    loaded.stage = stage
    progress(loaded)
