"""Two groups of document actors: the evidence that they are one actor, and what forbids it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from visavis.model import Verdict
from visavis.resolution.fold import fold, person_name
from visavis.resolution.judgement import SAME_FROM, UNSURE_FROM, NameJudgement
from visavis.resolution.keys import organisation_keys, person_keys
from visavis.resolution.names import compare
from visavis.resolution.organisations import organisation_name
from visavis.resolution.records import Group
from visavis.resolution.roles import is_private, roles_agree

_VARIANTS = 3  # forms of a name that are compared besides the fullest
_EVIDENCE = 0.02  # what country and role add to a name that is sure already


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure two groups are one actor; `verdict` "joined" is only a proposal, a cluster may still object."""

    score: float
    verdict: Verdict
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


def block_keys(group: Group) -> list[str]:
    """Keys that two groups of one actor share, by kind; groups that share none are never compared."""
    return person_keys(group.name) if group.kind == "person" else organisation_keys(group.name)


def country_of(group: Group) -> str | None:
    """The country of a group: its own, or the one its name tells."""
    if group.country or group.kind != "organisation":
        return group.country
    owners = organisation_name(group.name).owners
    return next(iter(owners)) if len(owners) == 1 else None


def likeness(a: Group, b: Group) -> Likeness | None:
    """What speaks for and against; None where the names have too little in common to be worth a word."""
    if not _promising(a, b):
        return None
    name = _closest(a, b)
    if name.score < UNSURE_FROM:
        return Likeness(name.score, "refused", name.reasons_for, name.reasons_against) if name.reasons_for else None
    country, role = _same_country(a, b), _same_role(a, b)
    needs_country = a.kind == "organisation" and _needs_country(a, b)
    if needs_country and not country and a.full == b.full:
        return None
    sure = (name.score >= SAME_FROM or bool(country and role)) and (bool(country) or not needs_country)
    score = max(name.score, SAME_FROM) if sure else min(name.score, SAME_FROM - 0.01)
    score += _EVIDENCE * ((country is True) + (role is True) - (role is False) - (country is False))
    reasons_for = (*name.reasons_for, *_told(country, f"both of {country_of(a)}"), *_told(role, "the same office"))
    reasons_against = (
        *name.reasons_against,
        *_told(role is False, "other offices"),
        *_told(country is None, "a country is not known"),
        *_told(country is False, f"of {country_of(a)} and of {country_of(b)}"),
        *_told(needs_country and not country, "other words spell it too"),
    )
    return Likeness(round(min(score, 1.0), 3), "joined" if sure else "unsure", reasons_for, reasons_against)


def _promising(a: Group, b: Group) -> bool:
    """A cheap look before the names are compared part by part: two parts that begin alike, or one office."""
    if _same_country(a, b) is False:
        return fold(a.name) == fold(b.name) or person_name(a.name).parts == person_name(b.name).parts
    if a.kind != "person" or len(a.openings & b.openings) > 1 or "" in a.openings | b.openings:
        return True
    return bool(_same_role(a, b))


def _told(fact: object, words: str) -> list[str]:
    return [words] if fact else []


def _closest(a: Group, b: Group) -> NameJudgement:
    """The judgement on the fullest names, or on other full forms where those say more."""
    best = compare(a.name, b.name, a.kind)
    if best.score >= SAME_FROM:
        return best
    for x, y in product(_forms(a), _forms(b)):
        other = compare(x, y, a.kind)
        if other.score >= SAME_FROM and other.score > best.score:
            best = other
    return best


def _forms(group: Group) -> list[str]:
    """Full forms among the names of the first record: a bare surname or acronym joins nothing across articles."""
    names = [group.name, *group.first.actor.names]
    full = [name for name in dict.fromkeys(names) if group.kind != "person" or len(person_name(name).parts) > 1]
    return full[: _VARIANTS + 1]


def _same_country(a: Group, b: Group) -> bool | None:
    one, other = country_of(a), country_of(b)
    return None if one is None or other is None else one == other


def _same_role(a: Group, b: Group) -> bool | None:
    known = [agree for x, y in product(a.roles, b.roles) if (agree := roles_agree(x, y)) is not None]
    return any(known) if known else None


def _needs_country(a: Group, b: Group) -> bool:
    """Whether the name alone says too little: a ministry, or an acronym beside a long form."""
    x, y = organisation_name(a.name), organisation_name(b.name)
    return x.frame or y.frame or (a.full != b.full and fold(a.name) != fold(b.name))


def objection(left: Sequence[Group], right: Sequence[Group]) -> str | None:
    """Why two clusters must not be one, in words; None where nothing forbids it."""
    return _apart_in_one_article(left, right) or _other_country(left, right) or _contradiction(left, right)


def _apart_in_one_article(left: Sequence[Group], right: Sequence[Group]) -> str | None:
    """Two persons of one name, or of two offices, in one article; a longer name beside a shorter may be one."""
    if left[0].kind != "person":
        return None
    for a, b in product(left, right):
        for article_id in a.articles & b.articles:
            x, y = a.by_article[article_id].actor, b.by_article[article_id].actor
            if fold(x.name) == fold(y.name) or roles_agree(x.role, y.role) is False:
                return "one article speaks of both as two people"
    return None


def _other_country(left: Sequence[Group], right: Sequence[Group]) -> str | None:
    """Two countries; a merely inferred one is no objection against a stated one, where the office is the same."""
    ours, theirs = _countries(left), _countries(right)
    if not ours or not theirs or ours == theirs:
        return None
    inferred = not (all(g.firm for g in left) and all(g.firm for g in right)) and left[0].kind == "person"
    if inferred and len(_stated(left) | _stated(right)) < 2 and any(_same_role(a, b) for a, b in product(left, right)):
        return None
    return f"of {', '.join(sorted(ours))} and of {', '.join(sorted(theirs))}"


def _countries(groups: Iterable[Group]) -> set[str]:
    return {code for group in groups if (code := country_of(group))}


def _stated(groups: Iterable[Group]) -> set[str]:
    return {code for group in groups if group.firm and (code := country_of(group))}


def _contradiction(left: Sequence[Group], right: Sequence[Group]) -> str | None:
    for a, b in product(left, right):
        if (a.full and b.full) and _closest(a, b).score < UNSURE_FROM and not _both_short(a, b, [*left, *right]):
            return f"'{a.name}' and '{b.name}' are two names"
        if a.kind == "person" and _walks_of_life(a) * _walks_of_life(b) < 0:
            return f"'{a.roles[0]}' and '{b.roles[0]}' are not one person's"
    return None


def _both_short(a: Group, b: Group, groups: Iterable[Group]) -> bool:
    """Whether a longer name among `groups` holds both: one keeps the given name, the other the second surname."""
    if a.kind != "person":
        return False
    longest = max(len(person_name(group.name).parts) for group in (a, b))
    return any(
        len(person_name(c.name).parts) > longest and min(_closest(a, c).score, _closest(b, c).score) >= SAME_FROM
        for c in groups
    )


def _walks_of_life(group: Group) -> int:
    """1 for office holders, -1 for private persons, 0 where no role is told."""
    told = [private for role in group.roles if (private := is_private(role)) is not None]
    return 0 if not told else -1 if all(told) else 1
