"""Keys that two names of one actor share, so that only names that share one are ever compared."""

from itertools import pairwise, permutations

from visavis.resolution.fold import person_name
from visavis.resolution.organisations import organisation_name
from visavis.resolution.sounds import readings, skeleton

_SYLLABLE = 5  # letters: what may be written on to the next part


def person_keys(name: str) -> list[str]:
    """Two parts by their sounds, the second by its beginning; and each part alone, for surnames that few bear."""
    parts = person_name(name).parts
    joined = [x + y for x, y in pairwise(parts) if max(len(x), len(y)) <= _SYLLABLE]
    sounds = [sound or part for part in (*parts, *joined) for sound in readings(part)]
    return [f"{x}|{y[:2]}" for x, y in permutations(sounds, 2)] + sounds


def organisation_keys(name: str) -> list[str]:
    """Words by their sounds, an acronym by its first letter and length, and all words together."""
    own = organisation_name(name)
    keys = [skeleton(word) or word for word in own.words]
    keys += [f"acronym {alias[0]}{len(alias)}" for alias in own.aliases]
    keys.append(f"acronym {own.words[0][0] if own.words else ''}{len(own.words)}")
    keys.append("words " + " ".join(sorted(own.words)))
    return keys
