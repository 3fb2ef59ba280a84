"""Whether two parts of two persons' names are the same part, written differently."""

import re
from functools import cache, lru_cache
from itertools import permutations, product

from rapidfuzz.distance import OSA, Levenshtein

from visavis.resolution.fold import knowledge
from visavis.resolution.sounds import Manner, coarse, korean, pinyin, readings, skeleton, squeezed

EXACT_UP_TO = 3  # letters: "Li" and "Lu" are two surnames, no edit distance can say otherwise
INITIAL, NICKNAME, SAME_SOUNDS, NEAR_SOUNDS, WOMANS = 0.85, 0.94, 0.88, 0.8, 0.599
COARSELY, _NEARLY = 0.72, 0.66  # where one script has no letter for what the other spells

_PATRONYMIC = re.compile(r"(.{3,}?)(?:[oeaiyu]*[vuw])(?:n[ay]|ich|ych|its|ic|itch)")
_ENDING = re.compile(
    "(?P<enko>enk[oa])$|(?P<uk>[uy]k)$|(?P<ov>[oeia][vw]a?|off)$|(?P<sky>sk[iy]{1,2}|skaya)$|(?P<ich>[oe]vi[ct]h?)$"
)
_PARTICLE = re.compile("(?:dela|delos|delas|vander|vanden|vonder|ben|bel|de|da|di|du|al|el)(?=.{4})")
_TELLING, _SPELT_ALIKE, _FEW_SOUNDS = 4, 0.75, 0.7  # few consonants in common say little beside other letters
_FATHERS = 4  # letters that patronymics of one father share from the beginning


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in knowledge()["nicknames"]:
        for name in row:
            found.setdefault(name, set()).update(row)
    return {name: frozenset(others - {name}) for name, others in found.items()}


@cache
def _distinct() -> dict[str, frozenset[str]]:
    """A name -> the names that it is never a form of."""
    found: dict[str, set[str]] = {}
    rows: list[list[list[str]]] = knowledge()["distinct"]
    for ours, theirs in (pair for row in rows for pair in permutations(row, 2)):
        for name in ours:
            found.setdefault(name, set()).update(theirs)
    return {name: frozenset(others) for name, others in found.items()}


def nicknames(part: str) -> frozenset[str]:
    """Other names that `part` stands for, or that stand for it."""
    return _nicknames().get(part, frozenset())


@lru_cache(maxsize=1 << 17)
def part_score(a: str, b: str, manner: Manner = "letters") -> float:
    """0 (two parts) to 1 (one and the same)."""
    if a == b:
        return 1.0
    if b in _nicknames().get(a, ()):
        return NICKNAME
    if len(a) == 1 or len(b) == 1:
        return INITIAL if a[0] == b[0] else 0.0
    if manner == "letters":
        return _lettered_score(a, b)
    return _SCORES[manner](a, b)


def _lettered_score(a: str, b: str) -> float:
    shorter = min(len(a), len(b))
    if shorter <= EXACT_UP_TO:
        return _short_score(a, b) if shorter == EXACT_UP_TO else 0.0
    if a[-1] == b[-1] and abs(len(a) - len(b)) > 1 and _written_on(a, b):
        return NEAR_SOUNDS
    ratio: float = Levenshtein.normalized_similarity(a, b, score_cutoff=0.5)
    if ratio == 0.0 or b in _distinct().get(a, ()):
        return 0.0
    if b + "a" == a or a + "a" == b:  # Ivan and Ivana, Ivanov and Ivanova, but not Shara and Sharaa
        return WOMANS if min(a, b, key=len)[-1] not in "aeiou" else ratio
    ours, theirs = readings(a), readings(b)
    if len(ours) == 1 == len(theirs):
        return _sounds_score(ours[0], theirs[0], a, b, ratio)
    return max(_sounds_score(x, y, a, b, ratio) for x, y in product(ours, theirs))


def _written_on(a: str, b: str) -> bool:
    """Whether one is the other with a particle in front ("Delatorre", "Benyoucef"), which is no part of its own."""
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    particle = _PARTICLE.match(longer)
    if particle is None:
        return False
    rest = longer[particle.end() :]
    return rest == shorter or (particle.end() > 2 and rest[:1] == shorter[0] and skeleton(rest) == skeleton(shorter))


def _short_score(a: str, b: str) -> float:
    """Three letters: only a doubled one or a silent `h` may tell them apart ("Haj", "Hajj"; "Shi", "Shih")."""
    return NEAR_SOUNDS if _squeezed(a) == _squeezed(b) else 0.0


def _squeezed(part: str) -> str:
    return squeezed(part).rstrip("h")


def _sounds_score(x: str, y: str, a: str, b: str, ratio: float) -> float:
    if x == y:
        if len(x) == 1 or (len(x) < _TELLING and ratio < _SPELT_ALIKE):
            return max(ratio, _FEW_SOUNDS)
        return max(SAME_SOUNDS + (1 - SAME_SOUNDS) * (2 * ratio - 1), ratio)
    if max(len(x), len(y)) >= 3 and ratio >= 0.65 and Levenshtein.distance(x, y) == 1:
        return 0.0 if _other_families(a, b) else ratio
    if min(len(a), len(b)) > 4 and OSA.distance(a, b) == 1 and ratio < 0.9:  # two letters changed places
        return max(ratio, NEAR_SOUNDS) if sorted(a) == sorted(b) else 0.0
    return _fathers_score(a, b)


def _other_families(a: str, b: str) -> bool:
    """Whether both are surnames made of one word with two endings: "Shevchenko", "Shevchuk"."""
    ours, theirs = _ENDING.search(a), _ENDING.search(b)
    return ours is not None and theirs is not None and ours.lastgroup != theirs.lastgroup


def _fathers_score(a: str, b: str) -> float:
    """Two patronymics of one father in two languages: "Evgenevich" and "Yauhenavich", "Nikolaevna" and "Mikalaeuna"."""
    ours, theirs = _PATRONYMIC.fullmatch(a), _PATRONYMIC.fullmatch(b)
    if not ours or not theirs:
        return 0.0
    x, y = ours[1], theirs[1]
    known = y[:_FATHERS] in _fathers().get(x[:_FATHERS], ())
    return NEAR_SOUNDS if known or skeleton(x) == skeleton(y) else 0.0


@cache
def _fathers() -> dict[str, frozenset[str]]:
    """How given names begin, and how those begin that stand for the same."""
    found: dict[str, set[str]] = {}
    for name, others in _nicknames().items():
        found.setdefault(name[:_FATHERS], set()).update(other[:_FATHERS] for other in others)
    return {name: frozenset(others) for name, others in found.items()}


def _consonants_score(a: str, b: str) -> float:
    """One side shows consonants only, with `w` and `y` for long vowels, and the article "al" may be written on."""
    a, b = (name.removeprefix("al") if len(name) > 4 else name for name in (a, b))
    if min(len(a), len(b)) > EXACT_UP_TO and skeleton(_silent(a)) == skeleton(_silent(b)):
        return SAME_SOUNDS
    for x, y in ((a, b), (a.replace("w", "v"), b.replace("w", "v"))):
        sounds = skeleton(x), skeleton(y)
        if sounds[0] == sounds[1] and (sounds[0] or x[0] == y[0]):
            return SAME_SOUNDS
        if min(map(len, sounds)) >= 3 and Levenshtein.distance(*sounds) == 1:
            return NEAR_SOUNDS
    ours, theirs = coarse(a), coarse(b)
    return COARSELY if ours == theirs and (len(ours) > 2 or a[0] == b[0]) else 0.0


def _silent(part: str) -> str:
    """`part` with the letter that stands for `o` and `u` in Hebrew left out, but for its beginning."""
    return part[0] + part[1:].replace("v", "")


def _coarse_score(a: str, b: str) -> float:
    """A foreign name by ear: the same kinds of consonants, in a long name but for one."""
    ours, theirs = coarse(a), coarse(b)
    longer = max(len(ours), len(theirs))
    if ours == theirs:
        return COARSELY if longer > 1 else _NEARLY
    return _NEARLY if longer > 3 and Levenshtein.distance(ours, theirs) == 1 else 0.0


def _pinyin_score(a: str, b: str) -> float:
    """A vowel may be missing ("Xiahong"); another vowel or consonant is another person ("Xiaolong")."""
    if _spelt_newly(a) == _spelt_newly(b):
        return SAME_SOUNDS
    if min(len(a), len(b)) <= EXACT_UP_TO or pinyin(a) != pinyin(b) or abs(len(a) - len(b)) != 1:
        return 0.0
    ratio = Levenshtein.normalized_similarity(a, b)
    return ratio if ratio > 0.8 else 0.0


def _spelt_newly(part: str) -> str:
    """What Wade and Giles spell "shih" and "hsia", others without the `h` or with it in front."""
    return part.replace("hs", "sh").rstrip("h")


def _korean_score(a: str, b: str) -> float:
    """Exact, in any of the many ways of spelling it."""
    ours = korean(a)
    return SAME_SOUNDS if ours is not None and ours == korean(b) else 0.0


_SCORES = {
    "pinyin": _pinyin_score,
    "korean": _korean_score,
    "consonants": _consonants_score,
    "coarse": _coarse_score,
}
