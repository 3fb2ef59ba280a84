"""Two names of persons, part by part: an omitted part is neutral, a contradicted part is a strong no."""

import re
from collections.abc import Sequence
from functools import cache
from math import prod

from visavis.lexicon import names
from visavis.resolution.alignment import Alignment, align
from visavis.resolution.fold import PersonName, fold, knowledge, person_name, word_set
from visavis.resolution.judgement import NameJudgement, judged
from visavis.resolution.parts import EXACT_UP_TO, INITIAL, WOMANS
from visavis.resolution.sounds import sounds_like_han

_BARE = 0.64  # a bare surname beside a full name: possible, never enough
_ONE_SYSTEM = 0.75
_READ = 0.66  # signs read in another language: others are read so too
_HANDED_ON = 0.55  # two short forms of one Spanish name
_SWAPPED = 0.45  # a father and a son, or two surnames the other way round
_GENERATION = re.compile(r"[\s,](jr|sr|junior|senior|ii|iii|iv)\.?$", re.IGNORECASE)
_LAST = frozenset("rRiIvV.")  # how that ends, which is quickly seen
_FATHER_OR_SON = {"sr": 1, "senior": 1, "jr": 2, "junior": 2, "ii": 2, "iii": 3, "iv": 4}
_CROSSED = (0.48, 0.62)  # by one part in common or more


def compare_persons(name_a: str, name_b: str) -> NameJudgement:
    """Judge two names of persons, in any order of family and given name, any script anyascii knows."""
    a, b = person_name(name_a), person_name(name_b)
    if not a.parts or not b.parts:
        return judged(0.0, (), ("no name to compare",))
    if a.han and b.han:
        return _compare_han(a, b)
    if _other_generation(name_a, name_b):
        return judged(_SWAPPED, ("one family",), ("of two generations",))
    if a.parts == b.parts:
        return judged(1.0, ("same name",))
    pairing = _best(a, b)
    if pairing.matched and not (pairing.left_a and pairing.left_b):
        contained = _contained(a, b, pairing)
        return contained if contained.score > _BARE else _read_elsewhere(a, b) or contained
    return _read_elsewhere(a, b) or _contradiction(a, b, pairing)


def _other_generation(name_a: str, name_b: str) -> bool:
    """Whether both names say which of a family's namesakes is meant, and not the same."""
    if name_a[-1:] not in _LAST or name_b[-1:] not in _LAST:
        return False
    one, other = _GENERATION.search(name_a), _GENERATION.search(name_b)
    return one is not None and other is not None and _FATHER_OR_SON[one[1].lower()] != _FATHER_OR_SON[other[1].lower()]


def _compare_han(a: PersonName, b: PersonName) -> NameJudgement:
    """Two names in Han: other signs of one sound are one name in old and new writing, or two short names."""
    if _simplified(a.han) == _simplified(b.han):
        return judged(1.0, ("same name",))
    if a.parts != b.parts:
        return judged(0.1, (), ("other sounds",))
    return judged(0.9 if len(a.parts[-1]) > EXACT_UP_TO + 2 else 0.45, ("same sounds",), ("other signs",))


def _simplified(signs: str | None) -> str:
    """A name in Han in the signs of the mainland."""
    return (signs or "").translate(_new_signs())


@cache
def _new_signs() -> dict[int, str]:
    signs: str = knowledge()["simplified"]
    return {ord(old): new for old, new in zip(signs[::2], signs[1::2], strict=True)}


def _read_elsewhere(a: PersonName, b: PersonName) -> NameJudgement | None:
    """A name in Han beside its Korean, Cantonese or Vietnamese reading."""
    if not (a.han or b.han):
        return None
    signs, parts = (a.han, b.parts) if a.han else (b.han or "", a.parts)
    mandarin = tuple("".join(fold(sign).split()) for sign in signs[1:])
    for family, given in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if sounds_like_han(signs, mandarin, family, given):
            return judged(_READ, (f"'{signs}' can be read '{' '.join(parts)}' in another language",))
    return None


def _best(a: PersonName, b: PersonName) -> Alignment:
    """The pairing, with a bracketed nickname instead of the given name where that fits better."""
    pairing = align(a, b)
    if (a.aliases or b.aliases) and pairing.left_a and pairing.left_b:
        for x, y in [(_renamed(a, alias), b) for alias in a.aliases] + [(a, _renamed(b, alias)) for alias in b.aliases]:
            other = align(x, y)
            if len(other.left_a) + len(other.left_b) < len(pairing.left_a) + len(pairing.left_b):
                return other
    return pairing


def _renamed(name: PersonName, alias: str) -> PersonName:
    return PersonName((alias, *name.parts[1:]), (), name.script)


def _contained(a: PersonName, b: PersonName, pairing: Alignment) -> NameJudgement:
    """Every part of one name is answered in the other."""
    sims = [s for _, _, s in pairing.matched]
    whole = sum(s != INITIAL for s in sims)
    omitted = [name.parts[k] for name, left in ((a, pairing.left_a), (b, pairing.left_b)) for k in left]
    reasons = _reasons(a, b, pairing) + tuple(f"'{part}' omitted, which is neutral" for part in omitted)
    likeness = _likeness(sims)
    if min(len(a.parts), len(b.parts)) == 1 and omitted:
        return judged(_BARE * likeness, reasons, ("only one part of the name is given",))
    if whole == 0 or (whole == 1 and len(sims) > 1 and omitted):
        return judged(0.6 * likeness, reasons, ("little more than initials agree",))
    if _other_initials(a, b):
        return judged(0.4 * likeness, reasons, ("other initials",))
    if not pairing.ordered and _swapped(a, b, pairing):
        return judged(_SWAPPED * likeness, reasons, ("the surnames the other way round",))
    if WOMANS in sims:
        return judged(WOMANS * likeness, reasons, ("a man's form and a woman's",))
    if omitted and _each_part_counts([a.parts[i] for i, _, _ in pairing.matched], omitted):
        return judged(_BARE * likeness, reasons, ("nothing can be omitted where there are no family names",))
    order = 1.0 if pairing.ordered else 0.97
    return judged(likeness * order * (1 - 0.015 * len(omitted)), reasons)


def _each_part_counts(matched: Sequence[str], omitted: Sequence[str]) -> bool:
    """Whether the names are of a culture without family names, where each part tells one person from another."""
    known = [names().cultures[culture].given for culture in word_set("without_family_names")]
    return any(all(part in own or part == "u" for part in matched) and not own.isdisjoint(omitted) for own in known)


def _other_initials(a: PersonName, b: PersonName) -> bool:
    """Both give middle initials, and not the same: George H. W. and George W."""
    ours, theirs = ([part for part in name.parts if len(part) == 1] for name in (a, b))
    return bool(ours) and bool(theirs) and ours != theirs


def _contradiction(a: PersonName, b: PersonName, pairing: Alignment) -> NameJudgement:
    """Each name has a part the other does not answer."""
    if not pairing.matched:
        return judged(0.0, (), ("no part in common",))
    sims = [s for _, _, s in pairing.matched]
    left_a, left_b = (" ".join(n.parts[k] for k in left) for n, left in ((a, pairing.left_a), (b, pairing.left_b)))
    reasons = _reasons(a, b, pairing)
    if _crossed(a, b, pairing):
        return judged(
            (_HANDED_ON if _spanish(a, b) else _CROSSED[len(sims) > 1]) * _likeness(sims),
            reasons,
            (f"'{left_a}' stands in one name only and '{left_b}' in the other",),
        )
    share = len(sims) / (len(sims) + min(len(pairing.left_a), len(pairing.left_b)))
    return judged(0.5 * share * _likeness(sims), reasons, (f"'{left_a}' contradicts '{left_b}'",))


def _likeness(sims: Sequence[float]) -> float:
    """Less than a product: spellings that differ in one part, by one system, differ in the others too."""
    return prod(sims) ** _ONE_SYSTEM


def _crossed(a: PersonName, b: PersonName, pairing: Alignment) -> bool:
    """The left-over parts never stand in the same gap: both may be shortened from one long name, in different ways.

    Not among short syllables, where each part tells persons apart (Pham Binh Minh, Pham Minh Chinh).
    """
    if (
        min(len(a.parts), len(b.parts)) == 1
        or not pairing.ordered
        or max(map(len, a.parts + b.parts)) <= EXACT_UP_TO + 2
    ):
        return False
    gaps_a = {sum(i < k for i, _, _ in pairing.matched) for k in pairing.left_a}
    gaps_b = {sum(j < k for _, j, _ in pairing.matched) for k in pairing.left_b}
    return not gaps_a & gaps_b


def _spanish(a: PersonName, b: PersonName) -> bool:
    """A given name with the first surname, and both surnames alone: "Elena Prado" and "Prado Ruiz"."""
    for x, y in ((a.parts, b.parts), (b.parts, a.parts)):
        if len(x) == len(y) == 2 and x[1] == y[0]:
            known = names().cultures["spanish"]
            return x[0] in known.given and y[1] in known.surnames and y[0] in known.surnames
    return False


def _swapped(a: PersonName, b: PersonName, pairing: Alignment) -> bool:
    """Whether two Spanish names end in the same two surnames, each in another order: cousins rather than one person."""
    if min(len(a.parts), len(b.parts)) < 3 or [j for _, j, _ in pairing.matched[-2:]] != [
        len(b.parts) - 1,
        len(b.parts) - 2,
    ]:
        return False
    surnames = names().cultures["spanish"].surnames
    return pairing.matched[-1][0] == len(a.parts) - 1 and all(part in surnames for part in a.parts[-2:])


def _reasons(a: PersonName, b: PersonName, pairing: Alignment) -> tuple[str, ...]:
    told = []
    for i, j, score in pairing.matched:
        x, y = a.parts[i], b.parts[j]
        if score == 1.0:
            told.append(f"same part '{x}'")
        elif score == INITIAL and min(len(x), len(y)) == 1:
            told.append(f"'{min(x, y, key=len)}' can be the initial of '{max(x, y, key=len)}'")
        else:
            told.append(f"'{x}' and '{y}' can be one part, written differently")
    return tuple(told) if pairing.ordered else (*told, "family name first in one of them")
