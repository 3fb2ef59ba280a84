"""Keys that two names of one actor share, so that only names that share one are ever compared."""

from functools import lru_cache
from itertools import pairwise, permutations
from typing import NamedTuple

from visavis.resolution.fold import PersonName, person_name
from visavis.resolution.organisations import organisation_name
from visavis.resolution.parts import nicknames
from visavis.resolution.sounds import readings, skeleton

_SYLLABLE = 5  # letters: what may be written on to the next part


def person_keys(name: str) -> list[str]:
    """Two parts by their sounds, the second by its beginning; and each part alone, for surnames that few bear."""
    parts = person_name(name).parts
    joined = [x + y for x, y in pairwise(parts) if max(len(x), len(y)) <= _SYLLABLE]
    sounds = [sound or part for part in (*parts, *joined) for sound in readings(part)]
    return [f"{x}|{y[:2]}" for x, y in permutations(sounds, 2)] + sounds


class Openings(NamedTuple):
    """How the parts of a person's name begin, by sound, for a cheap look before two names are compared."""

    own: tuple[str, ...]
    any: frozenset[str]  # those of nicknames as well
    loose: bool  # the script, or a bare initial, leaves too much open


@lru_cache(maxsize=1 << 14)
def openings(name: str) -> Openings:
    """How the parts of `name` begin."""
    known = person_name(name)
    own = tuple(_opening(part) for part in known.parts)
    others = [_opening(other) for part in known.parts for other in nicknames(part)]
    return Openings(own, frozenset((*own, *others)), _loose(known))


def _opening(part: str) -> str:
    return (skeleton(part) or part)[:3]


def _loose(name: PersonName) -> bool:
    return name.script != "letters" or name.han is not None or any(len(part) == 1 for part in name.parts)


def may_be_one(a: Openings, b: Openings) -> bool:
    """Whether every part of the shorter name can have its answer in the longer one."""
    if a.loose or b.loose:
        return True
    if len(a.own) > len(b.own):
        a, b = b, a
    return b.any.issuperset(a.own) or a.any.issuperset(b.own)


def organisation_keys(name: str) -> list[str]:
    """Words by their sounds, an acronym by its first letter and length, and all words together."""
    own = organisation_name(name)
    keys = [skeleton(word) or word for word in own.words]
    keys += [f"acronym {alias[0]}{len(alias)}" for alias in own.aliases]
    keys.append(f"acronym {own.words[0][0] if own.words else ''}{len(own.words)}")
    keys.append("words " + " ".join(sorted(own.words)))
    return keys
