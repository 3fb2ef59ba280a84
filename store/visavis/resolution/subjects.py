"""What something is about, so that two wordings of it meet."""

import re
from functools import cache, lru_cache

from visavis.resolution.fold import fold, knowledge, word_set
from visavis.resolution.organisations import canonical_words
from visavis.resolution.sounds import skeleton

_WORD = re.compile(r"[a-z0-9]{3,}")
_SOUNDS = 4  # consonants from the beginning of a word: endings differ between languages


@lru_cache(maxsize=1 << 14)
def subject_roots(subject: str) -> frozenset[str]:
    """The words of a subject by their sounds ("agricultura" is "agriculture"), without those every agreement has."""
    known = _translations()
    words = [known.get(word, word) for word in canonical_words(_WORD.findall(fold(subject)))]
    return frozenset(skeleton(word)[:_SOUNDS] or word for word in words if word not in word_set("agreement_words"))


@cache
def _translations() -> dict[str, str]:
    return {word: row[0] for row in knowledge()["subject_words"] for word in row}
