"""Reports on their way into a store: resolved with all others and published, a batch at a time."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from visavis.database.publish import Loading, Published, loading
from visavis.database.stored import stored_ids
from visavis.errors import ReadingError
from visavis.garbage import uncollected
from visavis.journal import read as read_journal
from visavis.model import Report
from visavis.resolution import Memory, resolve

WAITING = "waiting for another load"  # the stage while somebody else holds the store
_PATIENCE = 4  # times as long as the last publish took, before the next: at most a fifth of the time is publishing


@dataclass(frozen=True, slots=True)
class Pace:
    """How a load goes on: in how many processes, and when what was extracted is published."""

    jobs: int = 0  # processes; 0 for one a core
    articles: int = 10_000  # so many at most wait to be published
    seconds: float = 60.0  # nor do they wait longer, until publishing takes more than a fifth of that
    keep: int | None = None  # earlier generations that stay; None for the usual number


@dataclass(slots=True)
class Loaded:
    """What came of a load so far; `published` is None as long as, or where, the store did not change."""

    new: int = 0
    known: int = 0  # articles that the store held already, or that came twice
    stored: int = 0  # new articles that are published
    refused: list[ReadingError] = field(default_factory=list)
    stage: str = "reading"  # then "resolving", "publishing", and again, until "done"; WAITING where it must
    published: Published | None = None  # the last batch, with the gains of all
    characters: int = 0  # of all articles read
    size: int | None = None  # bytes of all inputs, where that is known


Progress = Callable[[Loaded], None]


class Batches:
    """What was extracted and is not published yet, beside all that the store holds."""

    def __init__(self, directory: Path, pace: Pace, loaded: Loaded, progress: Progress) -> None:
        self._directory, self._pace, self._loaded, self._progress = directory, pace, loaded, progress
        with self._loading():
            pass  # a store that cannot be written is refused before hours of work
        self.known = stored_ids(directory)
        self._stored: list[Report] = []
        self._memory = Memory()  # what the batches before found out about pairs of names and events
        self._generation = 0  # that `_stored` is of
        self._waiting: list[Report] = []
        self._deadline, self._cost = 0.0, 0.0

    def take(self, report: Report | ReadingError | None) -> None:
        """Count a report, or why there is none, and publish when it is time; None is a pause in which it may be."""
        if isinstance(report, Report):
            if not self._waiting:
                self._deadline = monotonic() + max(self._pace.seconds, _PATIENCE * self._cost)
            self._waiting.append(report)
            self._loaded.new += 1
        elif report is not None:
            self._loaded.refused.append(report)
        if report is not None:
            self._progress(self._loaded)
        if len(self._waiting) >= self._pace.articles or (self._waiting and monotonic() >= self._deadline):
            self.publish()
            self.turn("reading")

    def publish(self) -> None:
        """Publish what is waiting, if anything is."""
        if not self._waiting:
            return
        started = monotonic()
        with self._loading() as store, uncollected():
            self._look_at(store)
            if self._waiting:
                self._put_into(store)
        self._cost = monotonic() - started

    def _loading(self) -> AbstractContextManager[Loading]:
        return loading(self._directory, keep=self._pace.keep, waiting=lambda: self.turn(WAITING))

    def turn(self, stage: str) -> None:
        """Tell that another stage begins."""
        self._loaded.stage = stage
        self._progress(self._loaded)

    def _look_at(self, store: Loading) -> None:
        """See what others published since our last batch; what they loaded too is theirs."""
        if store.generation == self._generation:
            return
        self._stored, self._generation = store.reports(), store.generation
        held = {report.article.article_id for report in self._stored}
        self.known |= held
        left = [report for report in self._waiting if report.article.article_id not in held]
        twice = len(self._waiting) - len(left)
        self._waiting = left
        self._loaded.new -= twice
        self._loaded.known += twice

    def _put_into(self, store: Loading) -> None:
        kept = {report.article.article_id for report in self._stored}
        reports = [*self._stored, *self._waiting]
        self.turn("resolving")
        resolution = resolve(reports, read_journal(self._directory).decisions, self._memory)
        self.turn("publishing")
        published = store.publish(reports, resolution, kept=kept)
        self._loaded.stored += len(self._waiting)
        self._loaded.published = _together(self._loaded.published, published)
        self._stored, self._waiting, self._generation = reports, [], store.generation


def _together(before: Published | None, last: Published) -> Published:
    if before is None:
        return last
    gained = {table: count + before.gained.get(table, 0) for table, count in last.gained.items()}
    return replace(last, gained=gained, changed=last.changed or before.changed)
