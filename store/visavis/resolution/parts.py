"""Whether two parts of two persons' names are the same part, written differently."""

import re
from functools import cache, lru_cache
from itertools import product
from typing import Literal

from rapidfuzz.distance import Levenshtein

from visavis.resolution.fold import knowledge

EXACT_UP_TO = 3  # letters: "Li" and "Lu" are two surnames, no edit distance can say otherwise
INITIAL, NICKNAME, SAME_SOUNDS, NEAR_SOUNDS, WOMANS = 0.85, 0.94, 0.88, 0.8, 0.599

Manner = Literal["letters", "pinyin", "consonants"]  # how two names are to be read

_SOUND = re.compile(  # classes of consonants that spellings of one name confuse; the group's name stands for each
    "(?P<S>shch|tsch|tch|sch|sh|tz|ts|cz|ch|zh|dzh|dj|dz|j|c(?=[eiy])|[sz])|(?P<F>ph|v|w(?=[aeiou])|w$|f)"
    "|(?P<K>ck|kh|gh|[qkgc])|(?P<KS>x)|(?P<T>dh|th|d|t)"
)
_SILENT = str.maketrans("", "", "aeiouyhw0123456789")
_DOUBLE = re.compile(r"(.)\1+")
_PINYIN = re.compile(
    "(?:[bpmf](?:a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)"
    "|[dtnl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un|ue)"
    "|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    "|(?:zh|ch|sh|[rzcs])(?:i|a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|y(?:a|e|i|o|ao|ou|an|in|ang|ing|ong|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)"
    "|ai|ei|ao|ou|an|en|ang|er|a|e)+"
)
_PINYIN_INITIALS = re.compile("zh|ch|sh|ng|[^aeiou]")


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in knowledge()["nicknames"]:
        for name in row:
            found.setdefault(name, set()).update(row)
    return {name: frozenset(others - {name}) for name, others in found.items()}


@cache
def _distinct() -> dict[str, frozenset[str]]:
    rows: list[tuple[list[str], list[str]]] = knowledge()["distinct"]
    pairs = [
        (name, frozenset(others))
        for ours, theirs in rows
        for own, others in ((ours, theirs), (theirs, ours))
        for name in own
    ]
    return dict(pairs)


def nicknames(part: str) -> frozenset[str]:
    """Other names that `part` stands for, or that stand for it."""
    return _nicknames().get(part, frozenset())


@lru_cache(maxsize=1 << 16)
def skeleton(part: str) -> str:
    """The consonants of `part` in classes of sounds: "qaddafi", "gadhafi" and Arabic "qdhfy" agree."""
    return _DOUBLE.sub(r"\1", _SOUND.sub(_class, part)).translate(_SILENT)


def _class(sound: re.Match[str]) -> str:
    return sound.lastgroup or ""


@lru_cache(maxsize=1 << 16)
def pinyin(part: str) -> str | None:
    """The exact consonants of `part` where its letters can spell a Chinese name."""
    return "".join(_PINYIN_INITIALS.findall(part)) if _PINYIN.fullmatch(part) else None


@lru_cache(maxsize=1 << 17)
def part_score(a: str, b: str, manner: Manner = "letters") -> float:
    """0 (two parts) to 1 (one and the same)."""
    if a == b:
        return 1.0
    if b in nicknames(a):
        return NICKNAME
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if manner == "consonants":
        return _vowelless_score(a, b)
    return _lettered_score(a, b, manner) if min(len(a), len(b)) > EXACT_UP_TO else 0.0


def _lettered_score(a: str, b: str, manner: Manner) -> float:
    ratio = Levenshtein.normalized_similarity(a, b)
    if ratio < 0.5 or b in _distinct().get(a, ()):
        return 0.0
    return _pinyin_score(a, b, ratio) if manner == "pinyin" else _long_score(a, b, ratio)


def _vowelless_score(a: str, b: str) -> float:
    """One side shows consonants only, with `w` and `y` for long vowels, and the article "al" may be written on."""
    a, b = (name.removeprefix("al") if len(name) > 4 else name for name in (a, b))
    for x, y in ((a, b), (a.replace("w", "v"), b.replace("w", "v"))):
        sounds = tuple(_DOUBLE.sub(r"\1", skeleton(name)) for name in (x, y))
        if (sounds[0] == sounds[1] and x[0] == y[0]) or sounds[0] == sounds[1] != "":
            return SAME_SOUNDS
        if min(map(len, sounds)) >= 3 and Levenshtein.distance(*sounds) == 1:
            return NEAR_SOUNDS
    return 0.0


def _pinyin_score(a: str, b: str, ratio: float) -> float:
    """A vowel may be missing ("Xiahong"); another vowel or consonant is another person ("Xiaolong")."""
    return ratio if pinyin(a) == pinyin(b) and abs(len(a) - len(b)) == 1 and ratio > 0.8 else 0.0


def _long_score(a: str, b: str, ratio: float) -> float:
    if b + "a" == a or a + "a" == b:  # Ivan and Ivana, Ivanov and Ivanova, but not Shara and Sharaa
        return WOMANS if min(a, b, key=len)[-1] not in "aeiou" else ratio
    return max(_sounds_score(x, y, ratio) for x, y in product(readings(a), readings(b)))


@lru_cache(maxsize=1 << 16)
def readings(part: str) -> tuple[str, ...]:
    """The sounds of a part, where `kh` may be a mere breath and `j` may be Spanish."""
    softer = {part, part.replace("kh", "h"), part.replace("j", "h")}
    return tuple(sorted({skeleton(reading) for reading in softer}))


def _sounds_score(a: str, b: str, ratio: float) -> float:
    if a == b:
        return max(SAME_SOUNDS + (1 - SAME_SOUNDS) * (2 * ratio - 1), ratio) if len(a) > 1 else ratio
    near = max(len(a), len(b)) >= 3 and ratio >= 0.65 and Levenshtein.distance(a, b) == 1
    return ratio if near else 0.0
