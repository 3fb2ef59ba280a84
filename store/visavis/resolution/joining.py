"""Events told by several articles: which tellings are one event. The same way for meetings and for agreements."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from typing import Generic, Protocol, TypeVar

from visavis.model import Article, FactKind, Merge, Span, Verdict
from visavis.resolution.clusters import Clusters, Link, NearInTime, pairs_in_blocks
from visavis.resolution.finding import Place
from visavis.resolution.memory import Remembered
from visavis.resolution.ties import Side, Tie, Ties, without

JOIN_FROM, SHOW_FROM = 0.75, 0.55
_FITS_FROM = 0.6  # enough for a telling that fits one event and no other
_LARGEST_BLOCK = 400  # tellings that share a pair of actors
_RIVAL = 0.03  # a second candidate this near makes the first a guess
_SHOWN = 5  # judgements at most that show what an event is not


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

    @property
    def signature(self) -> int:
        """A mark of all that a judgement looks at."""

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last day that it may have been, as ordinals; None where that is not known."""

    @property
    def likeness(self) -> Hashable:
        """What tellings agree in that cannot be told apart and are surely one event; None where that is unsure."""


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
    everyone: bool = False  # people of both sides are the same, and an account without a date names another city

    @property
    def placed(self) -> bool:
        """Whether time, place or people say that it is the same, and not only that nothing speaks against it."""
        return self.near_in_time or self.same_city or self.everyone

    @property
    def shown(self) -> bool:
        """Whether a reader should see it where the two stayed apart."""
        return self.tempting if self.refused else self.score >= SHOW_FROM

    def refuse(self, reason: str, *, in_part: bool = False) -> "EventJudgement":
        """The judgement with its verdict."""
        self.refused, self.in_part = True, in_part
        self.reasons_against.append(f"not the same: {reason}")
        return self


@dataclass(frozen=True)
class Rules(Generic[T]):
    """How one kind of events is joined."""

    kind: FactKind
    keys: Callable[[T], Iterable[Hashable]]  # only tellings that share one are compared
    days: int  # tellings further apart are not taken for one another
    judge: Callable[[T, T], EventJudgement | None]


class Joiner(Generic[T]):
    """Joins tellings, the surest pair first; two of one article are always two events."""

    def __init__(
        self,
        rules: Rules[T],
        tellings: Sequence[T],
        ties: Sequence[Tie] = (),
        known: Remembered[EventJudgement | None] | None = None,
    ) -> None:
        self._rules = rules
        self._known = known or Remembered()
        self._units = _units(tellings, {place for tie in ties for place in (tie.left, tie.right)})
        self._articles = [frozenset(told.article.article_id for told in unit) for unit in self._units]
        self.ties = Ties(ties, {told.place: i for i, unit in enumerate(self._units) for told in unit})
        self._judged: dict[tuple[int, int], EventJudgement | None] = {}
        self._clusters = Clusters(len(self._units))
        self._friends: dict[int, dict[int, float]] = defaultdict(dict)
        self._pairs: list[tuple[int, int]] = []

    def join(self) -> list[list[T]]:
        """The events."""
        firsts = [unit[0] for unit in self._units]
        near = NearInTime([told.span for told in firsts], self._rules.days)
        self._pairs = pairs_in_blocks(map(self._rules.keys, firsts), _LARGEST_BLOCK, near)
        links = []
        for i, j in self._pairs:
            judged = self._of(i, j)
            if judged and not judged.refused and judged.score >= JOIN_FROM:
                links.append(Link(i, j, round(judged.score, 3)))
                self._friends[i][j] = self._friends[j][i] = judged.score
        self._clusters.agglomerate(links, self._objection)
        self._clusters.agglomerate(self._only_fits(), self._objection)
        self.ties.join(self._clusters)
        return [[told for i in cluster for told in self._units[i]] for cluster in self._clusters.all()]

    def _only_fits(self) -> list[Link]:
        """Pairs too weak to be joined on sight, whose tellings fit each other's event in time or place, and no other.

        Two events that both fit one telling, and cannot be one, leave it alone.
        """
        fits: dict[int, dict[int, float]] = defaultdict(dict)
        weak = []
        for i, j in self._pairs:
            judged, homes = self._of(i, j), (self._clusters.home(i), self._clusters.home(j))
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

    def _of(self, i: int, j: int) -> EventJudgement | None:
        pair = (i, j) if i < j else (j, i)
        if pair not in self._judged:
            self._judged[pair] = None if self._one_article(*pair) else self._between(*(self._units[k][0] for k in pair))
        return self._judged[pair]

    def _between(self, first: T, second: T) -> EventJudgement | None:
        return self._known.get((first.signature, second.signature), partial(self._rules.judge, first, second))

    def _one_article(self, i: int, j: int) -> bool:
        return not self._articles[i].isdisjoint(self._articles[j])

    def _contradict(self, i: int, j: int, among: Sequence[int] = ()) -> bool:
        if self._one_article(i, j):
            return True
        judged = self._of(i, j)
        if judged is None or not judged.refused:
            return False
        return not (judged.in_part and any(self._names_both(k, i, j) for k in among))

    def _names_both(self, k: int, i: int, j: int) -> bool:
        """Whether telling `k` of a known day is like both: they name members of one party, or papers of a package."""
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
                return f"{self._units[i][0].label} and {self._units[j][0].label} contradict"
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
                another = event != list(ours) and event != list(theirs)
                if score >= best - _RIVAL and another and self._other(event, ours, theirs):
                    return True
        return False

    def _other(self, event: Sequence[int], ours: Sequence[int], theirs: Sequence[int]) -> bool:
        """Whether `event` could be ours, and cannot be theirs."""
        return not any(self._contradict(i, k, (*ours, *event)) for i, k in product(ours, event)) and any(
            self._contradict(j, k, (*theirs, *event)) for j, k in product(theirs, event)
        )

    # --- judgements to show ------------------------------------------------------------------------------------------

    def merges(self, fact_of: Callable[[T], int]) -> list[Merge]:
        """Every judgement worth showing, after `join`; `fact_of` gives the event a telling went to.

        A telling is shown by the other of its event that it is most like. Two events that stayed apart are shown once,
        by the tellings that came nearest, and of each event only what it was nearest to.
        """
        merges = [self._within(unit[0], told, fact_of) for unit in self._units for told in unit[1:]]
        merges += [self._merge(i, j, fact_of) for i, j in sorted({*self._nearest_inside(), *self._nearest_outside()})]
        decided = self._decided(fact_of)
        return [*without(merges, decided), *decided]

    def _nearest_inside(self) -> Iterable[tuple[int, int]]:
        best: dict[int, tuple[float, int, int]] = {}
        for i, j in self._pairs:
            judged = self._of(i, j)
            if judged is not None and judged.shown and self._clusters.same(i, j):
                for one in (i, j):
                    nearest = (judged.score, -i, -j)
                    best[one] = max(best.get(one, nearest), nearest)
        return ((-i, -j) for _, i, j in best.values())

    def _nearest_outside(self) -> Iterable[tuple[int, int]]:
        apart: dict[tuple[int, int], tuple[float, int, int]] = {}
        for i, j in self._pairs:
            judged = self._of(i, j)
            if judged is None or not judged.shown or self._clusters.same(i, j):
                continue
            left, right = sorted((self._clusters.home(i), self._clusters.home(j)))
            nearest = (judged.score + judged.refused, -i, -j)
            apart[left, right] = max(apart.get((left, right), nearest), nearest)
        shown: dict[int, int] = defaultdict(int)
        for homes, (_, i, j) in sorted(apart.items(), key=lambda item: (-item[1][0], item[0])):
            members = [self._clusters.members(home) for home in homes]
            if max(shown[home] for home in homes) < _SHOWN and not self.ties.objection(*members):
                for home in homes:
                    shown[home] += 1
                yield -i, -j

    def _decided(self, fact_of: Callable[[T], int]) -> list[Merge]:
        """The judgements of people."""
        by_id = {unit[0].told_id: unit[0] for unit in self._units}
        sides = {i: Side(unit[0].told_id, unit[0].label, unit[0].at) for i, unit in enumerate(self._units)}
        return [
            replace(merge, fact_id=fact_of(by_id[merge.left_id]) if merge.verdict == "joined" else None)
            for merge in self.ties.merges(self._rules.kind, sides)
        ]

    def _within(self, first: T, other: T, fact_of: Callable[[T], int]) -> Merge:
        judged = self._between(first, other) or EventJudgement(1.0)
        return self._as_merge(first, other, judged, "joined", fact_of(first))

    def _merge(self, i: int, j: int, fact_of: Callable[[T], int]) -> Merge:
        judged, a, b = self._of(i, j) or EventJudgement(), self._units[i][0], self._units[j][0]
        if self._clusters.same(i, j):
            return self._as_merge(a, b, judged, "joined", fact_of(a))
        if not judged.refused and judged.score >= JOIN_FROM:
            against = self._objection(self._clusters.members(i), self._clusters.members(j))
            judged = replace(judged, reasons_against=[*judged.reasons_against, against or "more than one event fits"])
        return self._as_merge(a, b, judged, "refused" if judged.refused else "unsure", None)

    def _as_merge(self, a: T, b: T, judged: EventJudgement, verdict: Verdict, fact_id: int | None) -> Merge:
        a, b = sorted((a, b), key=lambda told: told.told_id)
        return Merge(
            self._rules.kind,
            a.told_id,
            b.told_id,
            a.label,
            b.label,
            verdict,
            round(min(max(judged.score, 0.0), 1.0), 3),
            tuple(judged.reasons_for),
            tuple(judged.reasons_against),
            fact_id=fact_id,
            left_at=a.at,
            right_at=b.at,
        )


def _units(tellings: Sequence[T], alone: set[Place]) -> list[list[T]]:
    """Tellings that cannot be told apart together, each of another article; those at places `alone` by themselves."""
    rows: dict[Hashable, list[list[T]]] = defaultdict(list)
    found: list[list[T]] = []
    for told in tellings:
        likeness = None if told.place in alone else told.likeness
        own = rows[likeness] if likeness is not None else []
        row = next((row for row in own if row[-1].article.article_id != told.article.article_id), None)
        if row is not None:
            row.append(told)
            continue
        found.append([told])
        own.append(found[-1])
    return found
