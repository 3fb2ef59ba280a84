"""Events told by several articles: which tellings are one event. The same way for meetings and for agreements."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Generic, Protocol, TypeVar

from visavis.model import Article, FactKind, Merge, Span, Verdict
from visavis.resolution.clusters import Clusters, Link, pairs_in_blocks
from visavis.resolution.finding import Place
from visavis.resolution.ties import Side, Tie, Ties, without

JOIN_FROM, SHOW_FROM = 0.75, 0.55
_FITS_FROM = 0.6  # enough for a telling that fits one event and no other
_LARGEST_BLOCK = 400  # tellings that share a pair of actors
_RIVAL = 0.03  # a second candidate this near makes the first a guess


class Told(Protocol):
    """An event as one article tells it."""

    @property
    def told_id(self) -> int:
        """Its content id."""

    @property
    def article(self) -> Article:
        """The article that tells it."""

    @property
    def label(self) -> str:
        """One line that names it."""

    @property
    def place(self) -> Place:
        """Its article, and its key there."""

    @property
    def at(self) -> Span:
        """The words that tell it."""


T = TypeVar("T", bound=Told)


@dataclass(slots=True)
class EventJudgement:
    """What speaks for and against one event; a refusal is a contradiction that no other evidence heals."""

    score: float = 0.0
    reasons_for: list[str] = field(default_factory=list)
    reasons_against: list[str] = field(default_factory=list)
    refused: bool = False
    same_day: bool = False
    tempting: bool = True  # near enough in time and place that a reader may wonder about a refusal
    in_part: bool = False  # refused only because other people or subjects are named: a third telling may name them all
    near_in_time: bool = False  # the dates agree to the month, or one is news of the other's day
    same_city: bool = False

    @property
    def placed(self) -> bool:
        """Whether time or place say that it is the same, and not only that nothing speaks against it."""
        return self.near_in_time or self.same_city

    def refuse(self, reason: str, *, in_part: bool = False) -> "EventJudgement":
        """The judgement with its verdict."""
        self.refused, self.in_part = True, in_part
        self.reasons_against.append(f"not the same: {reason}")
        return self


class Joiner(Generic[T]):
    """Joins tellings, the surest pair first; two of one article are always two events."""

    def __init__(
        self,
        kind: FactKind,
        tellings: Sequence[T],
        judge: Callable[[T, T], EventJudgement | None],
        ties: Sequence[Tie] = (),
    ) -> None:
        self._kind: FactKind = kind
        self.ties = Ties(ties, {told.place: position for position, told in enumerate(tellings)})
        self._tellings = tellings
        self._judge = judge
        self._judged: dict[tuple[int, int], EventJudgement | None] = {}
        self._clusters = Clusters(len(tellings))
        self._friends: dict[int, dict[int, float]] = defaultdict(dict)

    def join(self, keys: Sequence[Iterable[Hashable]]) -> list[list[T]]:
        """The events; only tellings that share one of their `keys` are compared."""
        links = []
        for i, j in pairs_in_blocks(keys, _LARGEST_BLOCK):
            judged = self._of(i, j)
            if judged and not judged.refused and judged.score >= JOIN_FROM:
                links.append(Link(i, j, round(judged.score, 3)))
                self._friends[i][j] = self._friends[j][i] = judged.score
        self._clusters.agglomerate(links, self._objection)
        self._clusters.agglomerate(self._only_fits(), self._objection)
        self.ties.join(self._clusters)
        return [[self._tellings[i] for i in cluster] for cluster in self._clusters.all()]

    def _only_fits(self) -> list[Link]:
        """Pairs too weak to be joined on sight, whose tellings fit each other's event in time or place, and no other.

        Two events that both fit one telling, and cannot be one, leave it alone.
        """
        fits: dict[int, dict[int, float]] = defaultdict(dict)
        weak = []
        for (i, j), judged in sorted(self._judged.items()):
            homes = self._clusters.home(i), self._clusters.home(j)
            if judged is None or judged.refused or judged.score < SHOW_FROM or homes[0] == homes[1]:
                continue
            if self._contradicts(homes):
                continue
            for one, other in (homes, homes[::-1]):
                fits[one][other] = max(fits[one].get(other, 0.0), judged.score)
            if judged.placed and judged.score >= _FITS_FROM:
                weak.append((Link(i, j, round(judged.score, 3)), homes))
        return [link for link, homes in weak if not any(self._torn(fits, *pair) for pair in (homes, homes[::-1]))]

    def _contradicts(self, homes: tuple[int, int]) -> bool:
        pairs = product(self._clusters.members(homes[0]), self._clusters.members(homes[1]))
        return any(self._contradict(i, j) for i, j in pairs)

    def _torn(self, fits: Mapping[int, Mapping[int, float]], home: int, other: int) -> bool:
        """Whether a third event fits `home` about as well as `other` does, and cannot be `other`."""
        least = fits[home][other] - _RIVAL
        rivals = (rival for rival, score in sorted(fits[home].items()) if rival != other and score >= least)
        return any(self._contradicts((other, rival)) for rival in rivals)

    def merges(self, fact_of: Callable[[T], int]) -> list[Merge]:
        """Every judgement worth showing, after `join`; `fact_of` gives the event a telling went to.

        Two events that stayed apart are shown once, by the two tellings that came nearest.
        """
        apart: dict[tuple[int, int], tuple[float, int, int]] = {}
        shown = []
        for (i, j), judged in sorted(self._judged.items()):
            if judged is None or not (judged.tempting if judged.refused else judged.score >= SHOW_FROM):
                continue
            if self._clusters.same(i, j):
                shown.append((i, j))
                continue
            if self.ties.objection(self._clusters.members(i), self._clusters.members(j)):
                continue
            homes = sorted((self._clusters.home(i), self._clusters.home(j)))
            nearest = (judged.score + judged.refused, -i, -j)
            apart[homes[0], homes[1]] = max(apart.get((homes[0], homes[1]), nearest), nearest)
        shown += [(-i, -j) for _, i, j in apart.values()]
        merges = [self._merge(i, j, judged, fact_of) for i, j in sorted(shown) if (judged := self._judged[i, j])]
        decided = self._decided(fact_of)
        return [*without(merges, decided), *decided]

    def _decided(self, fact_of: Callable[[T], int]) -> list[Merge]:
        """The judgements of people."""
        by_id = {told.told_id: told for told in self._tellings}
        sides = {i: Side(told.told_id, told.label, told.at) for i, told in enumerate(self._tellings)}
        return [
            replace(merge, fact_id=fact_of(by_id[merge.left_id]) if merge.verdict == "joined" else None)
            for merge in self.ties.merges(self._kind, sides)
        ]

    def _of(self, i: int, j: int) -> EventJudgement | None:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._judged:
            one_article = self._one_article(*pair)
            self._judged[pair] = None if one_article else self._judge(self._tellings[pair[0]], self._tellings[pair[1]])
        return self._judged[pair]

    def _one_article(self, i: int, j: int) -> bool:
        return self._tellings[i].article.article_id == self._tellings[j].article.article_id

    def _contradict(self, i: int, j: int, among: Sequence[int] = ()) -> bool:
        if self._one_article(i, j):
            return True
        judged = self._of(i, j)
        if judged is None or not judged.refused:
            return False
        return not (judged.in_part and any(self._names_both(k, i, j) for k in among))

    def _names_both(self, k: int, i: int, j: int) -> bool:
        """Whether telling `k` of a known day is like both: they name different members of a party, parts of a package."""
        return i in self._friends[k] and j in self._friends[k] and (self._same_day(k, i) or self._same_day(k, j))

    def _same_day(self, i: int, j: int) -> bool:
        judged = self._of(i, j)
        return judged is not None and judged.same_day and not judged.refused

    def _objection(self, left: Sequence[int], right: Sequence[int]) -> str | None:
        decided = self.ties.objection(left, right)
        if decided:
            return decided
        for i, j in product(left, right):
            if self._contradict(i, j, (*left, *right)):
                return f"{self._tellings[i].label} and {self._tellings[j].label} contradict"
        if self._guess(left, right) or self._guess(right, left):
            return "more than one event fits"
        return None

    def _guess(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether a telling of ours fits another event about as well, one that cannot be theirs."""
        for i in ours:
            best = max((self._friends[i].get(j, 0.0) for j in theirs), default=0.0)
            if not best or any(self._same_day(i, j) for j in theirs):
                continue
            for rival, score in self._friends[i].items():
                event = self._clusters.members(rival)
                if (
                    score >= best - _RIVAL
                    and event != list(ours)
                    and event != list(theirs)
                    and self._other(event, ours, theirs)
                ):
                    return True
        return False

    def _other(self, event: Sequence[int], ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether `event` could be ours, and cannot be theirs."""
        return not any(self._contradict(i, k, (*ours, *event)) for i, k in product(ours, event)) and any(
            self._contradict(j, k, (*theirs, *event)) for j, k in product(theirs, event)
        )

    def _merge(self, i: int, j: int, judged: EventJudgement, fact_of: Callable[[T], int]) -> Merge:
        a, b = sorted((self._tellings[i], self._tellings[j]), key=lambda told: told.told_id)
        joined = self._clusters.same(i, j)
        verdict: Verdict = "joined" if joined else "refused" if judged.refused else "unsure"
        against = list(judged.reasons_against)
        if not joined and not judged.refused and judged.score >= JOIN_FROM:
            against.append(
                self._objection(self._clusters.members(i), self._clusters.members(j)) or "more than one event fits"
            )
        score = round(min(max(judged.score, 0.0), 1.0), 3)
        fact = fact_of(a) if joined else None
        labels = a.label, b.label
        return Merge(
            self._kind,
            a.told_id,
            b.told_id,
            *labels,
            verdict,
            score,
            tuple(judged.reasons_for),
            tuple(against),
            fact_id=fact,
            left_at=a.at,
            right_at=b.at,
        )
