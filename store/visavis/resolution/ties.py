"""People's verdicts on pairs, between the records that are joined: they stand above the rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from visavis.journal import Different, Same
from visavis.model import Merge, ResolvedKind, Span
from visavis.resolution.clusters import Clusters
from visavis.resolution.finding import Place


@dataclass(frozen=True, slots=True)
class Tie:
    """A verdict on two records, each by its article and key."""

    left: Place
    right: Place
    line: Same | Different


@dataclass(frozen=True, slots=True)
class Side:
    """A record as a judgement shows it."""

    record_id: int
    label: str
    at: Span | None


class Ties:
    """The verdicts between records at known positions; of two on one pair the later counts.

    "Different" keeps whole clusters apart: whatever would chain the two together is refused, another "same" included.
    """

    def __init__(self, ties: Iterable[Tie], position: Mapping[Place, int]) -> None:
        last: dict[tuple[int, int], Same | Different] = {}
        for tie in ties:
            if tie.left in position and tie.right in position:
                i, j = sorted((position[tie.left], position[tie.right]))
                last.pop((i, j), None)
                last[i, j] = tie.line
        self._last = last
        self._apart = {pair: line for pair, line in last.items() if isinstance(line, Different)}
        self._refused: dict[tuple[int, int], str] = {}
        self.problems: list[str] = []

    @property
    def positions(self) -> list[int]:
        """Everything that a verdict names, in order."""
        return sorted({position for pair in self._last for position in pair})

    def objection(self, left: Sequence[int], right: Sequence[int]) -> str | None:
        """Who keeps two clusters apart, in words; None where nobody does."""
        if not self._apart:
            return None
        for i, j in product(left, right):
            line = self._apart.get((i, j) if i < j else (j, i))
            if line:
                return f"{line.author} decided that they are different"
        return None

    def join(self, clusters: Clusters) -> None:
        """Put together what people say is the same, the earliest decision first."""
        for (i, j), line in self._last.items():
            if isinstance(line, Same) and not clusters.same(i, j):
                against = self.objection(clusters.members(i), clusters.members(j))
                if against:
                    self._refused[i, j] = against
                    self.problems.append(f"decision {line.id} has no effect: {against}, by another decision")
                else:
                    clusters.join(i, j)

    def merges(self, kind: ResolvedKind, sides: Mapping[int, Side]) -> list[Merge]:
        """A line for each verdict."""
        return [self._merge(kind, pair, line, sides) for pair, line in self._last.items()]

    def _merge(
        self, kind: ResolvedKind, pair: tuple[int, int], line: Same | Different, sides: Mapping[int, Side]
    ) -> Merge:
        left, right = sorted((sides[pair[0]], sides[pair[1]]), key=lambda side: side.record_id)
        joined = isinstance(line, Same) and pair not in self._refused
        words = (line.reason or f"{line.author} decided so",)
        return Merge(
            kind,
            left.record_id,
            right.record_id,
            left.label,
            right.label,
            "joined" if joined else "refused",
            1.0 if joined else 0.0,
            words if isinstance(line, Same) else (),
            words if isinstance(line, Different) else tuple(filter(None, [self._refused.get(pair)])),
            decided_by=line.author,
            left_at=left.at,
            right_at=right.at,
        )


def without(merges: Iterable[Merge], decided: Iterable[Merge]) -> list[Merge]:
    """The rules' judgements but for those on pairs that people decided."""
    pairs = {(merge.left_id, merge.right_id) for merge in decided}
    return [merge for merge in merges if (merge.left_id, merge.right_id) not in pairs]
