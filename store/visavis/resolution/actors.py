"""Who is who over all articles: document actors to actors, each join and each telling refusal with its reasons.

Full names only: a bare surname joins where country and office leave just one candidate, a bare acronym where its
country does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product

from visavis.model import Actor, Member, Merge, Report, Verdict
from visavis.resolution.clusters import Clusters, Decision, Link, pairs_in_blocks
from visavis.resolution.corrections import corrected_actor
from visavis.resolution.decided import Decided
from visavis.resolution.likeness import Likeness, block_keys, country_of, likeness, objection
from visavis.resolution.memory import Memory, Remembered
from visavis.resolution.portrait import portrait
from visavis.resolution.records import Group, Record, grouped, records_of
from visavis.resolution.roles import roles_agree
from visavis.resolution.surnames import Surnames, placements
from visavis.resolution.ties import Side, Tie, Ties, without

_LARGEST_BLOCK = 50  # groups; a surname borne by more says too little to compare them all
_HALF_A_NAME = 0.25
_CANDIDATES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class ActorResolution:
    """The actors, what was judged, and the actor of every document actor."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    by_member: dict[Member, Actor]


def resolve_actors(
    reports: Sequence[Report], decided: Decided | None = None, memory: Memory | None = None
) -> ActorResolution:
    """Join the document actors of all articles as rules and people say; the order of `reports` does not matter."""
    decided, memory = decided or Decided(list(reports)), memory or Memory()
    ties = decided.ties["actor"]
    groups = grouped(records_of(reports), {place for tie in ties for place in (tie.left, tie.right)})
    clusters: list[list[Group]] = [[group] for group in groups if group.kind == "country"]
    merges = [merge for group in groups for merge in _within(group)]
    for kind in ("person", "organisation"):
        resolver = _Resolver([group for group in groups if group.kind == kind], ties, memory.likenesses)
        joined, judged = resolver.resolve()
        clusters += joined
        merges += judged
        decided.problems += resolver.ties.problems
    actors = [_actor(_records(cluster), decided) for cluster in clusters]
    by_member = {member: actor for actor in actors for member in actor.members}
    known = {
        record.record_id: by_member[Member(record.article_id, record.actor.key)].actor_id
        for g in groups
        for record in g.records
    }
    return ActorResolution(
        tuple(sorted(actors, key=lambda actor: actor.actor_id)),
        tuple(sorted((_placed(merge, known) for merge in merges), key=lambda m: (m.left_id, m.right_id))),
        by_member,
    )


def _actor(records: Sequence[Record], decided: Decided) -> Actor:
    corrections = decided.corrections_of("actor", (record.place for record in records))
    return corrected_actor(portrait(records), corrections)


def _records(cluster: Iterable[Group]) -> list[Record]:
    return sorted((record for group in cluster for record in group.records), key=lambda record: record.record_id)


def _placed(merge: Merge, known: dict[int, int]) -> Merge:
    """The judgement with the actor that holds both records, where one does."""
    left, right = known[merge.left_id], known[merge.right_id]
    fact_id = left if merge.verdict == "joined" and left == right else None
    return replace(merge, fact_id=fact_id)


def _within(group: Group) -> list[Merge]:
    """The joins inside a group: one name, one country."""
    if group.kind == "country":
        return []
    reasons = ("same name", *([f"both of {country_of(group)}"] if country_of(group) else []))
    return [_merge(group.first, other, "joined", 1.0, reasons) for other in group.records[1:]]


def _merge(
    left: Record,
    right: Record,
    verdict: Verdict,
    score: float,
    reasons_for: Sequence[str],
    reasons_against: Sequence[str] = (),
) -> Merge:
    left, right = sorted((left, right), key=lambda record: record.record_id)
    return Merge(
        "actor",
        left.record_id,
        right.record_id,
        left.actor.name,
        right.actor.name,
        verdict,
        score,
        tuple(reasons_for),
        tuple(reasons_against),
        left_at=left.at,
        right_at=right.at,
    )


class _Resolver:
    """One kind of actors: full names first, then what people say is one, then what that leaves of the bare names."""

    def __init__(self, groups: list[Group], ties: Sequence[Tie], known: Remembered[Likeness | None]) -> None:
        self._groups, self._known = groups, known
        self.ties = Ties(ties, {record.place: i for i, group in enumerate(groups) for record in group.records})
        self._clusters = Clusters(len(groups))
        self._merges: list[Merge] = []

    def resolve(self) -> tuple[list[list[Group]], list[Merge]]:
        """The clusters of groups, and every judgement worth showing."""
        judged = self._judged()
        proposals = [Link(i, j, like.score) for (i, j), like in judged.items() if like.verdict == "joined"]
        for decision in self._clusters.agglomerate(proposals, self._objection):
            self._note(decision, judged[decision.link.left, decision.link.right])
        self.ties.join(self._clusters)
        self._note_others(judged)
        self._place_bare()
        firsts = {i: Side(g.first.record_id, g.name, g.first.at) for i, g in enumerate(self._groups)}
        decided = self.ties.merges("actor", firsts)
        merges = [*without(self._merges, decided), *decided]
        return [[self._groups[i] for i in cluster] for cluster in self._clusters.all()], merges

    def _judged(self) -> dict[tuple[int, int], Likeness]:
        """What is thought of every pair that shares a key; bare surnames have none."""
        keys = [[] if group.bare else block_keys(group) for group in self._groups]
        found = {}
        for i, j in sorted({*pairs_in_blocks(keys, _LARGEST_BLOCK), *self._twins()}):
            a, b = self._groups[i], self._groups[j]
            like = self._known.get((a.signature, b.signature), partial(likeness, a, b))
            if like is not None:
                found[i, j] = like
        return self._without_guesses(found)

    def _twins(self) -> Iterator[tuple[int, int]]:
        """Groups that are two only because a decision names a record of one of them: of any number, always compared."""
        rows: dict[int, list[int]] = defaultdict(list)
        for position in self.ties.positions:
            rows[self._groups[position].signature].append(position)
        for position, group in enumerate(self._groups if rows else ()):
            for other in rows.get(group.signature, ()):
                if other != position and not group.bare:
                    yield min(position, other), max(position, other)

    def _without_guesses(self, judged: dict[tuple[int, int], Likeness]) -> dict[tuple[int, int], Likeness]:
        """A name without a country, beside namesakes of several countries, is nobody's: unsure."""
        countries: dict[int, set[str]] = defaultdict(set)
        for (i, j), like in judged.items():
            for one, other in ((i, j), (j, i)):
                there = country_of(self._groups[other]) if self._groups[other].firm else None
                if like.verdict == "joined" and country_of(self._groups[one]) is None and there:
                    countries[one].add(there)
        torn = {one: f"may be of {' or of '.join(sorted(codes))}" for one, codes in countries.items() if len(codes) > 1}
        return {(i, j): _unsure(like, torn.get(i) or torn.get(j)) for (i, j), like in judged.items()}

    def _objection(self, left: Sequence[int], right: Sequence[int]) -> str | None:
        groups = [self._groups[i] for i in left], [self._groups[i] for i in right]
        return self.ties.objection(left, right) or objection(*groups)

    def _note(self, decision: Decision, like: Likeness) -> None:
        pair = self._groups[decision.link.left].first, self._groups[decision.link.right].first
        against = tuple(dict.fromkeys((*like.reasons_against, *filter(None, [decision.objection]))))
        self._merges.append(
            _merge(*pair, "refused" if decision.objection else "joined", like.score, like.reasons_for, against)
        )

    def _note_others(self, judged: dict[tuple[int, int], Likeness]) -> None:
        """Unsure pairs, and two of one country and office whose names contradict: once for two clusters."""
        seen = set()
        for (i, j), like in judged.items():
            homes = self._clusters.home(i), self._clusters.home(j)
            a, b = self._groups[i], self._groups[j]
            if homes[0] != homes[1] and homes not in seen and (like.verdict == "unsure" or _telling(a, b, like)):
                seen.add(homes)
                if self._apart(i, j):
                    continue
                self._merges.append(
                    _merge(a.first, b.first, like.verdict, like.score, like.reasons_for, like.reasons_against)
                )

    def _apart(self, i: int, j: int) -> bool:
        """Whether people say that the clusters of both are two."""
        return self.ties.objection(self._clusters.members(i), self._clusters.members(j)) is not None

    def _place_bare(self) -> None:
        """Each bare surname to the one full name of its country and office; several, or a doubt, leave it alone."""
        surnames = Surnames(self._groups)
        for position, bare in enumerate(self._groups):
            if bare.bare and len(self._clusters.members(position)) == 1:
                candidates = sorted({self._clusters.home(i) for i in surnames.bearers(bare)})
                self._place(position, [home for home in candidates if not self._apart(home, position)])

    def _place(self, position: int, candidates: Sequence[int]) -> None:
        """Judge every candidate cluster for the bare surname at `position`, and join the one that fits."""
        bare = self._groups[position]
        clusters = {home: [self._groups[i] for i in self._clusters.members(home)] for home in candidates}
        judged = placements(bare, clusters)
        for home, like in sorted(judged.items(), key=lambda item: (item[1].verdict, item[0]))[:_CANDIDATES_SHOWN]:
            first = self._groups[home].first
            self._merges.append(
                _merge(first, bare.first, like.verdict, like.score, like.reasons_for, like.reasons_against)
            )
        for home, like in judged.items():
            if like.verdict == "joined":
                self._clusters.join(home, position)


def _unsure(like: Likeness, doubt: str | None) -> Likeness:
    """The same with a doubt that keeps a proposal from being joined."""
    if doubt is None or like.verdict != "joined":
        return like
    return replace(like, verdict="unsure", reasons_against=(*like.reasons_against, doubt))


def _telling(a: Group, b: Group, like: Likeness) -> bool:
    """Whether a refusal is worth showing: half the name agrees, and country and office do not tell the two apart."""
    one_country = country_of(a) is not None and country_of(a) == country_of(b)
    half = like.verdict == "refused" and like.score >= _HALF_A_NAME
    return one_country and half and any(roles_agree(x, y) for x, y in product(a.roles, b.roles))
