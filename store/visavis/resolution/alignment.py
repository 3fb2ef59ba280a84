"""Which parts of two persons' names answer each other."""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from visavis.resolution.fold import PersonName
from visavis.resolution.parts import COARSELY, SAME_SOUNDS, part_score
from visavis.resolution.sounds import Manner, korean, korean_families, pinyin

_ASIAN = 3  # parts of a Chinese or Korean name, at most
_JOINED = (SAME_SOUNDS, COARSELY)  # how surely a part must be others joined
_LOOSE = frozenset({"consonants", "coarse"})  # manners in which lengths say nothing
_SLACK = 2  # letters by which a joined part may differ in length


class Alignment(NamedTuple):
    """Pairs of answering parts (first position, second position, similarity) and the positions left over."""

    matched: list[tuple[int, int, float]]  # by first position
    left_a: list[int]
    left_b: list[int]
    ordered: bool  # whether the parts answer each other in one order


def align(a: PersonName, b: PersonName) -> Alignment:
    """The best one-to-one pairing of parts, joined syllables included ("Wei dong" = "Weidong")."""
    left_a, left_b = list(range(len(a.parts))), list(range(len(b.parts)))
    matched = [] if set(a.parts).isdisjoint(b.parts) else _exact(a.parts, b.parts, left_a, left_b)
    if left_a and left_b:
        manner = _manner(a, b)
        matched += _alike(a.parts, b.parts, left_a, left_b, manner)
        if left_a and left_b and len(left_a) + len(left_b) > 2:
            matched += _joined(a.parts, b.parts, left_a, left_b, manner)
            matched += [(i, j, s) for j, i, s in _joined(b.parts, a.parts, left_b, left_a, manner)]
    matched.sort()
    return Alignment(matched, left_a, left_b, all(x[1] < y[1] for x, y in pairwise(matched)))


def _exact(
    a: tuple[str, ...], b: tuple[str, ...], left_a: list[int], left_b: list[int]
) -> list[tuple[int, int, float]]:
    """Equal parts, the nearest in place first; takes them off the lists."""
    pairs = [(abs(i - j), i, j) for i in left_a if a[i] in b for j in left_b if b[j] == a[i]]
    return _taken([(1.0, i, j) for _, i, j in sorted(pairs)], left_a, left_b)


def _alike(
    a: tuple[str, ...], b: tuple[str, ...], left_a: list[int], left_b: list[int], manner: Manner
) -> list[tuple[int, int, float]]:
    """Parts that are one part written differently, the likest first; takes them off the lists."""
    scored = [(-score, abs(i - j), i, j) for i in left_a for j in left_b if (score := part_score(a[i], b[j], manner))]
    return _taken([(-negative, i, j) for negative, _, i, j in sorted(scored)], left_a, left_b) if scored else []


def _taken(pairs: list[tuple[float, int, int]], left_a: list[int], left_b: list[int]) -> list[tuple[int, int, float]]:
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
    if max(len(a.parts), len(b.parts)) > _ASIAN:
        return "letters"
    if _all_pinyin(a.parts) and _all_pinyin(b.parts):
        return "pinyin"
    return "korean" if _all_korean(a.parts) and _all_korean(b.parts) else "letters"


@lru_cache(maxsize=1 << 16)
def _all_pinyin(parts: tuple[str, ...]) -> bool:
    return all(pinyin(part) is not None for part in parts)


@lru_cache(maxsize=1 << 16)
def _all_korean(parts: tuple[str, ...]) -> bool:
    """Three syllables, one of them a family name."""
    return (
        len(parts) == _ASIAN
        and not korean_families().isdisjoint((parts[0], parts[-1]))
        and all(korean(part) is not None for part in parts)
    )


def _joined(
    wholes: tuple[str, ...], pieces: tuple[str, ...], left_wholes: list[int], left_pieces: list[int], manner: Manner
) -> list[tuple[int, int, float]]:
    """Left-over wholes that are neighbouring left-over pieces written together; takes them off the lists."""
    if len(left_pieces) < 2 or not left_wholes:
        return []
    found = []
    lengths = {len(wholes[i]) for i in left_wholes}
    longest, shortest = (0, 0) if manner in _LOOSE else (max(lengths) + _SLACK, min(lengths) - _SLACK)
    for span in _neighbours(left_pieces):
        text = "".join([pieces[k] for k in span])
        if longest and not shortest <= len(text) <= longest:
            continue
        for i in left_wholes:
            near = not longest or abs(len(wholes[i]) - len(text)) <= _SLACK
            score = part_score(wholes[i], text, manner) if near and set(span) <= set(left_pieces) else 0.0
            if score >= _JOINED[manner == "coarse"]:
                found.append((i, span[0], score))
                left_wholes.remove(i)
                left_pieces[:] = [k for k in left_pieces if k not in span]
                break
    return found


def _neighbours(positions: list[int]) -> list[tuple[int, ...]]:
    """Runs of two and three consecutive positions."""
    pairs = [(k, k + 1) for k in positions if k + 1 in positions]
    return pairs + [(k, k + 1, k + 2) for k, _ in pairs if k + 2 in positions]
