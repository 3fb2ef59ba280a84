"""Rebuilding: everything that is derived made anew from the articles and the journal, and what that changes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from visavis.database.compare import compared
from visavis.database.connection import open_reader, store_file
from visavis.database.publish import DRAFT, Published, Waiting, in_silence, loading, publish
from visavis.database.stored import stored_articles
from visavis.errors import ReadingError
from visavis.garbage import uncollected
from visavis.journal import read as read_journal
from visavis.model import Article, Report
from visavis.resolution import resolve
from visavis.workers import cores, extracted

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild changes, or would; of each table that differs, the rows that go and the rows that come."""

    before: str  # content hash
    after: str
    articles: int
    differing: dict[str, tuple[int, int]]
    published: Published | None  # None where it was only tried


def ignore(_done: int, _total: int) -> None:
    """Progress for callers who want none."""


def rebuild(
    directory: Path,
    *,
    dry_run: bool = False,
    jobs: int = 0,
    progress: Progress = ignore,
    waiting: Waiting = in_silence,
) -> Rebuilt:
    """Extract every stored article again, resolve all, and publish that as a new generation, unless `dry_run`.

    The new file is compact and in order. `progress` is called with the number of articles done and of all, `waiting`
    when a load must end first. Raises StoreError, or ReadingError where an article cannot be extracted; the store is then as it was.
    """
    if dry_run:
        open_reader(directory).close()
        with TemporaryDirectory(prefix="visavis-") as scratch:
            return _made(directory, Path(scratch), jobs, progress)
    # Nobody publishes what this would then undo; an older store comes forward.
    with loading(directory, waiting=waiting) as store:
        open_reader(directory).close()
        with TemporaryDirectory(prefix=DRAFT, dir=directory) as scratch:
            made = _made(directory, Path(scratch), jobs, progress)
            published = store.put(store_file(Path(scratch)))
    return Rebuilt(made.before, made.after, made.articles, made.differing, published)


def _made(directory: Path, scratch: Path, jobs: int, progress: Progress) -> Rebuilt:
    """Make the store anew in `scratch`, and compare."""
    reports = _extracted(stored_articles(directory), jobs or cores(), progress)
    with uncollected():
        made = publish(scratch, reports, resolve(reports, read_journal(directory).decisions))
    with open_reader(directory) as reader:
        before = reader.content_hash
    differing = compared(store_file(directory), store_file(scratch))
    return Rebuilt(before, made.content_hash, len(reports), differing, None)


def _extracted(articles: list[Article], jobs: int, progress: Progress) -> list[Report]:
    reports: list[Report] = []
    for report in extracted(articles, jobs=jobs):
        if isinstance(report, ReadingError):
            raise report
        if report is not None:
            reports.append(report)
            progress(len(reports), len(articles))
    return reports
