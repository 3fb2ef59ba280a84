"""Joining records into clusters: the surest pair first, and no join that a cluster objects to.

Connected components would chain: A is like B and B like C, yet A and C are two people. Here a join asks both whole
clusters.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

Objection = Callable[[Sequence[int], Sequence[int]], str | None]


@dataclass(frozen=True, slots=True)
class Link:
    """Two records (positions in their list, left < right) that may be one, and how sure that is."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a link; `objection` is why it was not joined, in words."""

    link: Link
    objection: str | None


def pairs_in_blocks(
    keys: Iterable[Iterable[Hashable]],
    largest: int,
    paired: Callable[[Sequence[int]], Iterable[tuple[int, int]]] = lambda block: combinations(block, 2),
) -> list[tuple[int, int]]:
    """The pairs of positions that share a key, of each block those that `paired` gives, each once, in order.

    Blocks over `largest` are left out.
    """
    blocks: dict[Hashable, int | list[int]] = {}  # most keys have one holder, which needs no list
    size = 0
    for position, own in enumerate(keys):
        size += 1
        for key in dict.fromkeys(own):
            held = blocks.setdefault(key, position)
            if isinstance(held, list):
                if len(held) <= largest:
                    held.append(position)
            elif held != position:
                blocks[key] = [held, position]
    found: set[int] = set()
    for block in blocks.values():
        if isinstance(block, list) and len(block) <= largest:
            found.update(i * size + j for i, j in paired(block))
    return [divmod(pair, size) for pair in sorted(found)]


@dataclass(frozen=True, slots=True)
class NearInTime:
    """The pairs of a block that are at most `days` apart; what has no date is near to everything."""

    spans: Sequence[tuple[int, int] | None]  # first and last day of each position
    days: int

    def __call__(self, block: Sequence[int]) -> Iterator[tuple[int, int]]:
        """By the first day, so that each looks ahead only as far as others can be near."""
        dated = sorted((*span, i) for i in block if (span := self.spans[i]) is not None)
        for at, (_, last, i) in enumerate(dated):
            for first, _, j in islice(dated, at + 1, None):
                if first - last > self.days:
                    break
                yield (i, j) if i < j else (j, i)
        for i in block:
            if self.spans[i] is None:
                yield from ((i, j) if i < j else (j, i) for j in block if j != i)


class Clusters:
    """A partition of `size` records that grows by joins."""

    def __init__(self, size: int) -> None:
        self._members = {position: [position] for position in range(size)}
        self._home = list(range(size))

    def members(self, position: int) -> list[int]:
        """All records in the cluster of `position`."""
        return self._members[self._home[position]]

    def same(self, left: int, right: int) -> bool:
        """Whether both are in one cluster."""
        return self._home[left] == self._home[right]

    def home(self, position: int) -> int:
        """A mark of the cluster that `position` is in: its first record."""
        return self._home[position]

    def join(self, left: int, right: int) -> None:
        """Put the clusters of both records together."""
        keep, gone = sorted((self._home[left], self._home[right]))
        moved = self._members.pop(gone)
        self._members[keep] = sorted(self._members[keep] + moved)
        for position in moved:
            self._home[position] = keep

    def agglomerate(self, links: Iterable[Link], objection: Objection) -> list[Decision]:
        """Join along `links`, the surest first; a link inside one cluster is agreed without a second look."""
        decisions = []
        for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
            against = None
            if not self.same(link.left, link.right):
                against = objection(self.members(link.left), self.members(link.right))
                if against is None:
                    self.join(link.left, link.right)
            decisions.append(Decision(link, against))
        return decisions

    def all(self) -> list[list[int]]:
        """Every cluster, by its first record."""
        return [self._members[home] for home in sorted(self._members)]
