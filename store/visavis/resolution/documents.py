"""Mentions of many documents to actors, where nothing but names is known: `visavis resolve`.

Inside a document short forms go to the full name they can be short for; across documents only full names meet. Names
share keys before they are compared, a cluster that holds contradicting names is never made, and a name that two
contradicting names could be written out as is neither's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from visavis.model import ActorKind
from visavis.resolution.clusters import Clusters, Link, pairs_in_blocks
from visavis.resolution.fold import fold, person_name
from visavis.resolution.judgement import SAME_FROM, UNSURE_FROM
from visavis.resolution.keys import may_be_one, openings, organisation_keys, person_keys
from visavis.resolution.names import judge
from visavis.resolution.organisations import organisation_name

_TEXT = 300  # names; whatever holds more is a list, in which a bare surname is nobody's
_SMALL = 40  # names that are all compared with each other
_LARGEST_BLOCK = 60
_AGREE = 0.3  # two names of one cluster of one document are at least so like each other
_NEARNESS = 0.01  # what it counts that a short form follows a full one closely


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A mention: its own id, the document, the words, and what it is said to name."""

    mention_id: object
    document: object
    text: str
    kind: ActorKind


@dataclass(slots=True)
class _Name:
    """A distinct name of a document, with where it stands first and the mentions of it."""

    text: str
    kind: ActorKind
    at: int
    mentions: list[int] = field(default_factory=list)


def resolve_mentions(mentions: Sequence[Mentioned]) -> list[int]:
    """The cluster of each mention, as numbers from 0 in the order of first mention."""
    documents: dict[object, list[int]] = defaultdict(list)
    for position, mention in enumerate(mentions):
        documents[mention.document].append(position)
    found = [cluster for positions in documents.values() for cluster in _in_document(mentions, positions)]
    homes = _across(found)
    labels: dict[int, int] = {}
    result = [0] * len(mentions)
    for position, home in sorted((p, home) for cluster, home in zip(found, homes, strict=True) for p in _held(cluster)):
        result[position] = labels.setdefault(home, len(labels))
    return result


def _held(cluster: Sequence[_Name]) -> Iterator[int]:
    return (position for name in cluster for position in name.mentions)


# --- inside a document -----------------------------------------------------------------------------------------------


def _in_document(mentions: Sequence[Mentioned], positions: Sequence[int]) -> list[list[_Name]]:
    """The names of one document by whom they name, each group with its fullest name first."""
    names: dict[tuple[ActorKind, str], _Name] = {}
    for at, position in enumerate(positions):
        mention = mentions[position]
        name = names.setdefault((mention.kind, mention.text), _Name(mention.text, mention.kind, at))
        name.mentions.append(position)
    if len(names) > _TEXT:
        return [[name] for name in names.values()]
    forms = list(names.values())
    return [sorted((forms[i] for i in cluster), key=_fullest) for cluster in _short_forms(forms)]


def _fullest(name: _Name) -> tuple[int, int, str]:
    return -_parts(name), -len(name.text), name.text


def _parts(name: _Name) -> int:
    if name.kind == "person":
        return len(person_name(name.text).parts)
    own = organisation_name(name.text)
    return len(own.words) if own.words and not (len(own.words) == 1 and own.aliases) else 1


def _short_forms(names: Sequence[_Name]) -> list[list[int]]:
    """Names of one document that can be one actor's."""
    likeness = {(i, j): _likeness(names[i], names[j]) for i, j in _candidates(names)}
    links = [
        Link(i, j, score + _closeness(names[i], names[j])) for (i, j), score in likeness.items() if score >= UNSURE_FROM
    ]

    def objection(left: Sequence[int], right: Sequence[int]) -> str | None:
        full = [k for k in (*left, *right) if _parts(names[k]) > 1]
        for i, j in product(left, right):
            bare = _parts(names[i]) == 1 == _parts(names[j])
            agree = likeness.get((min(i, j), max(i, j)), 0.0) >= _AGREE
            if not agree and not (bare and any(_covers(likeness, k, i, j) for k in full)):
                return "other names"
        return None

    clusters = Clusters(len(names))
    clusters.agglomerate(links, objection)
    return clusters.all()


def _candidates(names: Sequence[_Name]) -> Iterable[tuple[int, int]]:
    if len(names) > _SMALL:
        pairs = pairs_in_blocks([_keys(name) for name in names], len(names))
    else:
        pairs = list(combinations(range(len(names)), 2))
    return (pair for pair in pairs if names[pair[0]].kind == names[pair[1]].kind)


def _likeness(a: _Name, b: _Name) -> float:
    return judge(a.text, b.text, a.kind).score


def _closeness(a: _Name, b: _Name) -> float:
    """A bare surname means the full name told last before it."""
    return _NEARNESS / (1 + abs(a.at - b.at)) if 1 in (_parts(a), _parts(b)) else 0.0


def _covers(likeness: dict[tuple[int, int], float], full: int, i: int, j: int) -> bool:
    """Whether one full name holds both: "Omar" and "Kader" of Omar Kader."""
    return all(likeness.get((min(full, k), max(full, k)), 0.0) >= UNSURE_FROM for k in (i, j))


# --- across documents ------------------------------------------------------------------------------------------------


def _keys(name: _Name) -> list[str]:
    return person_keys(name.text) if name.kind == "person" else organisation_keys(name.text)


def _across(clusters: Sequence[Sequence[_Name]]) -> list[int]:
    """The actor of each document's cluster, as the number of the first one that is the same."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, cluster in enumerate(clusters):
        groups.setdefault(_identity(cluster[0], number), []).append(number)
    members = list(groups.values())
    homes = list(range(len(clusters)))
    for own, home in zip(members, _joined([clusters[numbers[0]][0] for numbers in members]), strict=True):
        for number in own:
            homes[number] = members[home][0]
    return homes


def _identity(name: _Name, number: int) -> tuple[object, ...]:
    """What is the same for one name in two documents, in any order of its parts."""
    if name.kind == "person":
        own = person_name(name.text)
        return (name.kind, *sorted(own.parts), own.han) if len(own.parts) > 1 else (name.kind, fold(name.text))
    body = organisation_name(name.text)
    return (name.kind, body.words, body.owners, body.seats, body.aliases) if body.words else (name.kind, number)


def _joined(names: Sequence[_Name]) -> list[int]:
    """Different full names of one actor: for each name the position of the first that is the same."""
    starts = [openings(name.text) if name.kind == "person" else None for name in names]

    def promising(i: int, j: int) -> bool:
        ours, theirs = starts[i], starts[j]
        return ours is theirs if ours is None or theirs is None else may_be_one(ours, theirs)

    def promising_pairs(block: Sequence[int]) -> Iterator[tuple[int, int]]:
        return ((i, j) for i, j in combinations(block, 2) if promising(i, j))

    keys = (_keys(name) if _parts(name) > 1 else [] for name in names)
    pairs = pairs_in_blocks(keys, _LARGEST_BLOCK, promising_pairs)
    likeness = {(i, j): own for i, j in pairs if (own := _likeness(names[i], names[j])) >= SAME_FROM}

    def score(i: int, j: int) -> float:
        pair = (i, j) if i < j else (j, i)
        return likeness[pair] if pair in likeness else _likeness(names[i], names[j])

    friends: dict[int, list[int]] = defaultdict(list)
    for i, j in likeness:
        friends[i].append(j)
        friends[j].append(i)
    torn = {i for i, others in friends.items() if any(score(a, b) < UNSURE_FROM for a, b in combinations(others, 2))}
    links = [Link(i, j, own) for (i, j), own in likeness.items() if not {i, j} & torn]

    def objection(left: Sequence[int], right: Sequence[int]) -> str | None:
        return "other names" if any(score(i, j) < UNSURE_FROM for i, j in product(left, right)) else None

    found = Clusters(len(names))
    found.agglomerate(links, objection)
    return [found.home(position) for position in range(len(names))]
