"""Everything that rows are made from: the reports, what they resolve to, and the lookups between them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from visavis.model import Actor, Article, Dated, DocumentActor, Report, Resolution, Sentence


@dataclass(frozen=True)
class Facts:
    """Reports in canonical order with their resolution, and the lookups that rows are made with.

    `kept` are the articles whose text, sentences and extraction the store holds already: they get no rows there.
    """

    reports: Sequence[Report]
    resolution: Resolution
    kept: AbstractSet[int] = frozenset()

    @cached_property
    def fresh(self) -> list[Report]:
        """The reports that are not kept."""
        return [report for report in self.reports if report.article.article_id not in self.kept]

    @cached_property
    def by_article(self) -> dict[int, Report]:
        """article_id -> report, as people's decisions leave it."""
        return {report.article.article_id: report for report in self.reports} | self.resolution.amended

    @cached_property
    def actors(self) -> dict[int, Actor]:
        """actor_id -> actor."""
        return {actor.actor_id: actor for actor in self.resolution.actors}

    @cached_property
    def actor_of(self) -> dict[tuple[int, int], int]:
        """(article_id, key of the document's actor) -> actor_id."""
        return {
            (member.article_id, member.key): actor.actor_id
            for actor in self.resolution.actors
            for member in actor.members
        }

    @cached_property
    def document_actors(self) -> dict[tuple[int, int], DocumentActor]:
        """(article_id, key) -> the actor of that document."""
        return {
            (article_id, actor.key): actor
            for article_id, report in self.by_article.items()
            for actor in report.extraction.actors
        }

    @cached_property
    def sentences(self) -> dict[int, tuple[list[int], list[Sentence]]]:
        """article_id -> its sentences by position, with their first offsets."""
        by_start = {
            article_id: sorted(report.extraction.sentences, key=lambda sentence: sentence.start)
            for article_id, report in self.by_article.items()
        }
        return {article_id: ([one.start for one in ordered], ordered) for article_id, ordered in by_start.items()}

    def sentence_no(self, article_id: int, offset: int) -> int | None:
        """The number of the sentence that holds the code point at `offset`; None between sentences."""
        starts, ordered = self.sentences.get(article_id, ([], []))
        at = bisect_right(starts, offset) - 1
        return ordered[at].number if at >= 0 and offset < ordered[at].end else None

    def inferred(self, article: Article) -> Dated | None:
        """The date that other articles tell of this one; only where its own is unknown."""
        known = article.published is not None or article.published_basis != "unknown"
        dated = None if known else self.resolution.inferred_dates.get(article.article_id)
        return dated if dated and dated.edtf else None

    def published(self, article: Article) -> str | None:
        """The article's date as EDTF, its own or inferred."""
        dated = self.inferred(article)
        return dated.edtf if dated else article.published

    def origin(self, article_id: int) -> int:
        """The article that first told the text of this one."""
        return self.resolution.origins.get(article_id, article_id)

    def documents(self, actor: Actor) -> Iterator[tuple[Article, DocumentActor]]:
        """What each article says of the actor."""
        for member in actor.members:
            yield self.by_article[member.article_id].article, self.document_actors[member.article_id, member.key]
