"""Two names of organisations: acronyms, word order, ministries by function, and the country they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from rapidfuzz.distance import Levenshtein

from visavis.resolution.fold import BRACKETS, MAX_NAME, POSSESSIVE, fold, knowledge
from visavis.resolution.judgement import NameJudgement, judged
from visavis.resolution.sounds import is_pinyin, skeleton
from visavis.resolution.territories import mark_countries

_ARTICLE = re.compile(r"^(?:the|el|la)\s+", re.IGNORECASE)
_DOTTED = re.compile(r"\b(?:\w\.){2,}\w?")
_WORD = re.compile(r"[a-z0-9]+")
_SIGNS = str.maketrans({"'": None, "`": None, "-": " ", "&": " and "})
_GENERIC, _COMMON = 0.3, 0.8
_SHORT = 4  # letters: what is shorter is the same only to the letter
_SPELT_ALIKE, _SOUNDS_ALIKE = 0.85, 0.6  # of the letters of two words agree
_TOGETHER, _ONE_WORD = 0.9, 5  # letters: what two words written as one must have
_OTHER_KIND = 0.52  # one name of its own, called a company here and a group there


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation's name as comparable words."""

    words: tuple[str, ...]  # significant words in order, frames in one form, without countries and legal forms
    owners: frozenset[str]  # countries it belongs to, by the words of the name
    seats: frozenset[str]  # countries it sits in: "Embassy of Cuba in China"
    spelling: tuple[str, ...]  # every word in order, for acronyms
    aliases: tuple[str, ...]  # acronyms: the whole name, or one in brackets
    frame: bool  # a kind of body every country has, such as a ministry


@cache
def _frames() -> dict[str, str]:
    return {word: row[0] for row in _table()["frames"] for word in row}


@cache
def _one_form() -> dict[str, str]:
    """Every word that has another form -> the form that stands for it."""
    return {word: row[0] for row in _table()["words"] for word in row} | _frames()


def canonical_words(words: list[str]) -> list[str]:
    """Words without small ones, each kind of body or field in one form ("defence", "defensa" -> "defense")."""
    forms, small = _one_form(), _listed("small")
    return [forms.get(word, word) for word in words if word not in small]


def _table() -> dict[str, Any]:
    table: dict[str, Any] = knowledge()["organisations"]
    return table


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(_table()[key])


@cache
def _gazetteer() -> dict[str, tuple[str, str | None]]:
    return {name: (row["means"], row.get("country")) for row in _table()["gazetteer"] for name in row["names"]}


@lru_cache(maxsize=1 << 16)
def organisation_name(name: str) -> OrganisationName:
    """`name` as comparable words; no words where nothing is left."""
    name = POSSESSIVE.sub("", name[:MAX_NAME])
    plain = BRACKETS.sub(" ", name) if "(" in name or "[" in name or "（" in name else name
    if "." in plain:
        plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), plain)
    text, owner = _meaning(plain)
    spelling = mark_countries(_WORD.findall(text))
    owners, seats = _places(spelling)
    words = canonical_words([word for word in spelling if "=" not in word])
    forms, frames = _listed("forms"), _frames()
    kept = tuple([word for word in words if word not in forms]) or tuple(words)
    frame = bool(kept) and all(word in frames for word in kept)
    return OrganisationName(kept, owners | ({owner} if owner else set()), seats, spelling, _aliases(name, plain), frame)


def _meaning(plain: str) -> tuple[str, str | None]:
    """The folded name without legal forms, what the gazetteer says it is short for, and the country it says."""
    text = _ARTICLE.sub("", fold(plain).translate(_SIGNS))
    text, owner = _gazetteer().get(text, (text, None))
    text = _legal_phrases().sub(" ", text)
    for phrase, word in _phrases():
        if phrase in text:
            text = text.replace(phrase, word)
    return text, owner


@cache
def _legal_phrases() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table()["form_phrases"]), key=len, reverse=True)))


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple(_table()["phrases"].items())


def _aliases(name: str, plain: str) -> tuple[str, ...]:
    """The acronym that the name is, or has in brackets."""
    inside = BRACKETS.findall(name) if plain != name else []
    bracketed = [fold(text) for text in inside if _acronym(text) and text != text.title()]
    bare = _ARTICLE.sub("", plain.strip())
    return (*bracketed, fold(bare)) if _acronym(bare) else tuple(bracketed)


def _acronym(text: str) -> bool:
    text = text.strip().replace(".", "")
    if not text.isalpha() or len(text) < 2:
        return False
    return len(text) <= 6 or (len(text) <= 9 and sum(map(str.isupper, text)) * 2 > len(text))


def _places(spelling: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    owners: set[str] = set()
    seats: set[str] = set()
    for before, word in zip(("", *spelling), spelling, strict=False):
        if "=" in word:
            (seats if before in {"in", "en"} else owners).add(word.partition("=")[2])
    return frozenset(owners), frozenset(seats)


def compare_organisations(name_a: str, name_b: str) -> NameJudgement:
    """Judge two names of organisations; a body every country has is the same only beside the same country."""
    a, b = organisation_name(name_a), organisation_name(name_b)
    if not (a.words or a.owners) or not (b.words or b.owners):
        return judged(0.0, (), ("no name to compare",))
    if a.owners and b.owners and a.owners != b.owners:
        return judged(0.1, (), (f"of {_listing(a.owners)} and of {_listing(b.owners)}",))
    if a.seats and b.seats and a.seats != b.seats:
        return judged(0.1, (), (f"in {_listing(a.seats)} and in {_listing(b.seats)}",))
    if a.words == b.words:
        return judged(1.0 if a.owners == b.owners else 0.9, ("same name",))
    return _spelt(a, b) or _written_together(a, b) or _by_words(a, b)


def _listing(countries: frozenset[str]) -> str:
    return ", ".join(sorted(countries))


def _spelt(a: OrganisationName, b: OrganisationName) -> NameJudgement | None:
    for short, long in ((a, b), (b, a)):
        for alias in short.aliases:
            if alias in long.aliases:
                return judged(0.95, (f"same acronym '{alias.upper()}'",))
            if len(long.spelling) > 1 and spells(alias, long.spelling):
                return judged(0.88, (f"'{alias.upper()}' is spelt by '{' '.join(_plain(long.spelling))}'",))
    both = [name for name in (a, b) if len(name.words) == 1 and name.aliases]
    if len(both) == 2:
        return judged(0.0, (), ("two acronyms",))
    return None


def _written_together(a: OrganisationName, b: OrganisationName) -> NameJudgement | None:
    """One name's words are those of the other but for the spaces: "Sea Star" and "Seastar"."""
    if not a.words or not b.words or a.words[0][0] != b.words[0][0]:
        return None
    ours, theirs = ([word for word in name.words if word not in _listed("generic")] for name in (a, b))
    text = "".join(ours)
    same = len(ours) != len(theirs) and len(text) > _ONE_WORD and text == "".join(theirs)
    return judged(_TOGETHER, (f"both '{text}' but for spaces",)) if same else None


def _plain(spelling: tuple[str, ...]) -> list[str]:
    return [part for word in spelling for part in word.partition("=")[0].split()]


def spells(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether the words' beginnings, in order, give `acronym`; small words and legal forms may stay silent."""
    plain = _plain(words)
    loud = [word for word in plain if word not in _silent()]
    initials = "".join(word[0] for word in loud)
    if acronym in {initials, "".join(word[0] for word in plain)} and len(acronym) > 1:
        return True
    return len(loud) > 1 and len(acronym) > 2 and _consume(acronym, plain, 0, 0)


def _consume(acronym: str, words: list[str], at: int, word: int) -> bool:
    """Match `acronym[at:]` to beginnings (up to four letters) of `words[word:]`; only silent words are skipped."""
    if at == len(acronym):
        return all(w in _silent() or w in _listed("generic") for w in words[word:])
    if word == len(words):
        return False
    if words[word] in _silent() and _consume(acronym, words, at, word + 1):
        return True
    for length in range(1, 5):
        if acronym[at : at + length] != words[word][:length] or at + length > len(acronym):
            return False
        if _consume(acronym, words, at + length, word + 1):
            return True
    return False


@cache
def _silent() -> frozenset[str]:
    return _listed("small") | _listed("forms") | {"corporation", "company", "group"}


def _weight(word: str) -> float:
    if word.isdigit():
        return 1.0
    if word in _listed("generic") or word in _listed("droppable") or len(word) <= 3:
        return _GENERIC
    return 1.0 if word not in _frames() else _COMMON


@lru_cache(maxsize=1 << 16)
def _word_score(a: str, b: str) -> float:
    if a == b:
        return 1.0
    frames = _frames()
    if len(a) < _SHORT or len(b) < _SHORT or (a in frames and b in frames):
        return 0.0
    ratio: float = Levenshtein.normalized_similarity(a, b)
    if ratio < _SOUNDS_ALIKE and a[0] != b[0]:  # most are soon seen to be two
        return 0.0
    if ratio >= _SPELT_ALIKE:
        return 0.0 if is_pinyin(a) and is_pinyin(b) and skeleton(a) != skeleton(b) else ratio
    if min(len(a), len(b)) >= 5 and (a.startswith(b) or b.startswith(a)):  # "sovereign", "sovereignty"
        return 0.9
    if ratio < _SOUNDS_ALIKE:
        return 0.0
    sounds = len(skeleton(a)) if skeleton(a) == skeleton(b) else 0
    return _SPELT_ALIKE if sounds > 2 or (sounds > 1 and ratio >= 0.75) else 0.0


def _by_words(a: OrganisationName, b: OrganisationName) -> NameJudgement:
    pairs, left_a, left_b = _paired(a.words, b.words)
    if not pairs:
        return judged(0.0, (), ("no word in common",))
    reasons = tuple(f"both '{x}'" if x == y else f"'{x}' and '{y}'" for x, y in pairs)
    total = sum(_word_score(x, y) * _weight(x) for x, y in pairs)
    weights = sum(map(_weight, left_a)), sum(map(_weight, left_b))
    if not all(weights):
        return _contained(a, b, reasons, total, sum(weights))
    light = min(weights) < _COMMON and any(_weight(x) == 1.0 for x, _ in pairs)
    score = total / (total + sum(weights)) * (0.9 if light else 0.5)
    if light and all(_weight(word) == _GENERIC for word in (*left_a, *left_b)):
        score = max(score, _OTHER_KIND)
    return judged(score, reasons, (f"'{' '.join(left_a)}' against '{' '.join(left_b)}'",))


def _paired(a: Sequence[str], b: Sequence[str]) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Words of both names that are one word, and what is left of each."""
    pairs, left_a, left_b = [], [], list(b)
    for word in a:
        scores = [(_word_score(word, other), other) for other in left_b]
        best, other = max(scores, key=lambda pair: pair[0], default=(0.0, ""))
        if best:
            pairs.append((word, other))
            left_b.remove(other)
        else:
            left_a.append(word)
    return pairs, left_a, left_b


def _contained(
    a: OrganisationName, b: OrganisationName, reasons: tuple[str, ...], total: float, rest: float
) -> NameJudgement:
    """One name's words are all in the other: a shortened name, unless what is left out makes it another body."""
    longer, shorter = (a, b) if len(a.words) > len(b.words) else (b, a)
    extra = [word for word in longer.words if word not in shorter.words]
    if (shorter.frame and rest >= _COMMON) or not _listed("organs").isdisjoint(extra):
        return judged(0.4, reasons, (f"'{' '.join(extra)}' names another body",))
    score = 0.92 - 0.07 * rest if total >= 1 else 0.5
    return judged(max(score, 0.55), reasons, (f"'{' '.join(extra)}' left out",) if extra else ())
