"""Roles as evidence: the same office in other words, and people who are namesakes by what they do."""

import re
from functools import cache, lru_cache
from typing import Any

from visavis.resolution.fold import fold, knowledge
from visavis.resolution.organisations import canonical_words

_WORD = re.compile(r"[a-z]+")


def _table() -> dict[str, Any]:
    table: dict[str, Any] = knowledge()["roles"]
    return table


@cache
def _synonyms() -> dict[str, str]:
    return {word: row[0] for row in _table()["synonyms"] for word in row}


@cache
def _private() -> frozenset[str]:
    return frozenset(_table()["private"])


@lru_cache(maxsize=1 << 14)
def role_words(role: str) -> frozenset[str]:
    """The words of an office in one form: "Minister of the Interior" and "ministro del Interior" agree."""
    text = fold(role).replace("-", " ")
    for phrase, words in _table()["phrases"].items():
        text = re.sub(rf"\b{phrase}\b", words, text)
    return frozenset(_synonyms().get(word, word) for word in canonical_words(_WORD.findall(text)))


def roles_agree(a: str | None, b: str | None) -> bool | None:
    """Whether two roles can be one office; None where one is not known."""
    words_a, words_b = role_words(a or ""), role_words(b or "")
    if not words_a or not words_b:
        return None
    shared = len(words_a & words_b)
    return shared == min(len(words_a), len(words_b)) or shared / len(words_a | words_b) >= 0.6


def is_private(role: str | None) -> bool | None:
    """Whether the role is that of a private person (a footballer); None where no role is known."""
    words = role_words(role or "")
    return bool(words & _private()) if words else None
