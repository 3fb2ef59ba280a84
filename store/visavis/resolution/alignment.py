"""Which parts of two persons' names answer each other."""

from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from visavis.resolution.fold import PersonName
from visavis.resolution.parts import COARSELY, part_score
from visavis.resolution.sounds import Manner, is_pinyin, korean, korean_families

_ASIAN = 3  # parts of a Chinese or Korean name, at most
_SPELT_ALIKE = 0.8  # of the letters of a part are those of the parts it is joined of
_LOOSE = frozenset({"consonants", "coarse"})  # manners in which lengths say nothing


class Alignment(NamedTuple):
    """Pairs of answering parts (first position, second position, similarity) and the positions left over."""

    matched: list[tuple[int, int, float]]  # by first position
    left_a: list[int]
    left_b: list[int]
    ordered: bool  # whether the parts answer each other in one order


def align(a: PersonName, b: PersonName) -> Alignment:
    """The best one-to-one pairing of parts, joined syllables included ("Wei dong" = "Weidong")."""
    ours, theirs = a.parts, b.parts
    left_a, left_b = list(range(len(ours))), list(range(len(theirs)))
    matched = []
    if not set(ours).isdisjoint(theirs):
        pairs = [(abs(i - j), i, j) for i, x in enumerate(ours) for j, y in enumerate(theirs) if x == y]
        matched = _taken([(1.0, i, j) for _, i, j in sorted(pairs)], left_a, left_b)
    if left_a and left_b:
        manner = _manner(a, b)
        scored = [(part_score(ours[i], theirs[j], manner), -abs(i - j), i, j) for i in left_a for j in left_b]
        scored.sort(key=itemgetter(0, 1), reverse=True)
        matched += _taken([(score, i, j) for score, _, i, j in scored if score], left_a, left_b)
        if left_a and left_b:
            matched += _joined(ours, theirs, left_a, left_b, manner)
            matched += [(i, j, s) for j, i, s in _joined(theirs, ours, left_b, left_a, manner)]
    matched.sort()
    return Alignment(matched, left_a, left_b, all(x[1] < y[1] for x, y in pairwise(matched)))


def _taken(pairs: list[tuple[float, int, int]], left_a: list[int], left_b: list[int]) -> list[tuple[int, int, float]]:
    """Pairs in turn as long as both parts are left; takes them off the lists."""
    found = []
    for score, i, j in pairs:
        if i in left_a and j in left_b:
            found.append((i, j, score))
            left_a.remove(i)
            left_b.remove(j)
    return found


def _manner(a: PersonName, b: PersonName) -> Manner:
    if a.script != "letters" or b.script != "letters":
        if "syllables" in (a.script, b.script):
            return "coarse"
        return "consonants" if a.script != b.script else "letters"
    parts = a.parts + b.parts
    if len(parts) > 2 * _ASIAN:
        return "letters"
    if all(map(is_pinyin, parts)):
        return "pinyin"
    return "korean" if _korean(a.parts) and _korean(b.parts) else "letters"


def _korean(parts: tuple[str, ...]) -> bool:
    """Three syllables, one of them a family name."""
    families = korean_families()
    return len(parts) == _ASIAN and (parts[0] in families or parts[-1] in families) and all(map(korean, parts))


def _joined(
    wholes: tuple[str, ...], pieces: tuple[str, ...], left_wholes: list[int], left_pieces: list[int], manner: Manner
) -> list[tuple[int, int, float]]:
    """Left-over wholes that are neighbouring left-over pieces written together; takes them off the lists."""
    if len(left_pieces) < 2 or not left_wholes:
        return []
    found = []
    for span in _neighbours(left_pieces):
        text = "".join([pieces[k] for k in span])
        for i in left_wholes:
            score = _joined_score(wholes[i], text, manner)
            if score and set(span) <= set(left_pieces):
                found.append((i, span[0], score))
                left_wholes.remove(i)
                left_pieces[:] = [k for k in left_pieces if k not in span]
                break
    return found


def _joined_score(whole: str, text: str, manner: Manner) -> float:
    """As for two parts, but that letters must be nearly the same: joined letters sound like many things."""
    if whole == text:
        return 1.0
    if manner in _LOOSE:
        score = part_score(whole, text, manner)
        return score if score >= COARSELY else 0.0
    return part_score(whole, text, manner) if Levenshtein.normalized_similarity(whole, text) >= _SPELT_ALIKE else 0.0


def _neighbours(positions: list[int]) -> list[tuple[int, ...]]:
    """Runs of two and three consecutive positions."""
    pairs = [(k, k + 1) for k in positions if k + 1 in positions]
    return pairs + [(k, k + 1, k + 2) for k, _ in pairs if k + 2 in positions]
