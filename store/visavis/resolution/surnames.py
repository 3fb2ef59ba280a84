"""Bare surnames: whose they are, where country and office leave just one bearer of the full name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from visavis.model import Verdict
from visavis.resolution.fold import person_name
from visavis.resolution.likeness import Likeness, objection
from visavis.resolution.parts import SAME_SOUNDS, part_score
from visavis.resolution.records import Group
from visavis.resolution.roles import roles_agree
from visavis.resolution.sounds import skeleton

_SCORE = 0.7  # a surname, a country and an office


class Surnames:
    """Who bears which name, by sound."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        for position, group in enumerate(groups):
            for part in person_name(group.name).parts if group.kind == "person" and group.full else ():
                self._by_sound[skeleton(part) or part].add(position)

    def bearers(self, bare: Group) -> list[int]:
        """The groups of full name, of the same known country, that have the surname among their parts."""
        part = next(iter(person_name(bare.name).parts), "")
        near = sorted(self._by_sound.get(skeleton(part) or part, ())) if part and bare.country else []
        return [i for i in near if self._groups[i].country == bare.country and _bears(self._groups[i], part)]


def _bears(group: Group, part: str) -> bool:
    return any(part_score(part, own) >= SAME_SOUNDS for own in person_name(group.name).parts)


def placements(bare: Group, clusters: Mapping[int, Sequence[Group]]) -> dict[int, Likeness]:
    """What is thought of each cluster that may be meant; one at most is joined."""
    fitting = [home for home, cluster in clusters.items() if _same_office(bare, cluster)]
    found = {}
    for home, cluster in clusters.items():
        doubt = _doubt(bare, cluster, fits=home in fitting, alone=len(fitting) == 1)
        verdict: Verdict = "unsure" if doubt else "joined"
        office = ["the same office"] if home in fitting else []
        reasons_for = (f"the surname '{bare.name}'", f"both of {bare.country}", *office)
        found[home] = Likeness(_SCORE, verdict, reasons_for, (doubt,) if doubt else ())
    return found


def _same_office(bare: Group, cluster: Sequence[Group]) -> bool:
    """Whether a full name of the cluster holds the office; another bare surname's office proves nothing."""
    roles = [role for group in cluster if group.full for role in group.roles]
    return any(roles_agree(role, own) for role, own in product(roles, bare.roles))


def _doubt(bare: Group, cluster: Sequence[Group], *, fits: bool, alone: bool) -> str | None:
    """Why the surname is not taken for that actor, in words."""
    if not fits:
        return "only a surname, and the office does not tell"
    if not alone:
        return "only a surname, and several actors of that country and office bear it"
    return objection(cluster, [bare])
