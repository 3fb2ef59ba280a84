"""Which parts of two persons' names answer each other."""

from dataclasses import dataclass

from visavis.resolution.fold import PersonName
from visavis.resolution.parts import SAME_SOUNDS, Manner, part_score, pinyin

_SLACK = 2  # letters by which a joined part may differ in length


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of answering parts (first position, second position, similarity) and the positions left over."""

    matched: tuple[tuple[int, int, float], ...]
    left_a: tuple[int, ...]
    left_b: tuple[int, ...]


def align(a: PersonName, b: PersonName) -> Alignment:
    """The best one-to-one pairing of parts, joined syllables included ("Wei dong" = "Weidong")."""
    manner = _manner(a, b)
    scored = []
    for i, x in enumerate(a.parts):
        for j, y in enumerate(b.parts):
            score = part_score(x, y, manner)
            if score:
                scored.append((-score, abs(i - j), i, j))
    scored.sort()
    left_a, left_b = list(range(len(a.parts))), list(range(len(b.parts)))
    matched = []
    for negative, _, i, j in scored:
        if i in left_a and j in left_b:
            matched.append((i, j, -negative))
            left_a.remove(i)
            left_b.remove(j)
    if left_a and left_b and len(left_a) + len(left_b) > 2:
        matched += _joined(a.parts, b.parts, left_a, left_b, manner)
        matched += [(i, j, s) for j, i, s in _joined(b.parts, a.parts, left_b, left_a, manner)]
    return Alignment(tuple(matched), tuple(left_a), tuple(left_b))


def _manner(a: PersonName, b: PersonName) -> Manner:
    if a.vowelless != b.vowelless:
        return "consonants"
    return "pinyin" if _chinese(a) and _chinese(b) else "letters"


def _chinese(name: PersonName) -> bool:
    return len(name.parts) <= 3 and all(pinyin(part) is not None for part in name.parts)


def _joined(
    wholes: tuple[str, ...], pieces: tuple[str, ...], left_wholes: list[int], left_pieces: list[int], manner: Manner
) -> list[tuple[int, int, float]]:
    """Left-over wholes that are neighbouring left-over pieces written together; takes them off the lists."""
    found = []
    for span in _neighbours(left_pieces):
        text = "".join(pieces[k] for k in span)
        for i in left_wholes:
            alike = abs(len(wholes[i]) - len(text)) <= _SLACK or manner == "consonants"
            if alike and all(k in left_pieces for k in span) and part_score(wholes[i], text, manner) >= SAME_SOUNDS:
                found.append((i, span[0], part_score(wholes[i], text, manner)))
                left_wholes.remove(i)
                left_pieces[:] = [k for k in left_pieces if k not in span]
                break
    return found


def _neighbours(positions: list[int]) -> list[tuple[int, ...]]:
    """Runs of two and three consecutive positions."""
    pairs = [(k, k + 1) for k in positions if k + 1 in positions]
    return pairs + [(k, k + 1, k + 2) for k, _ in pairs if k + 2 in positions]
