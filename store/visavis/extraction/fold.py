"""One way to compare words: lower case, without accents."""

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "ə": "e",
        "’": "'",
        "‘": "'",
    }
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """`word` in lower case and without accents; other scripts stay as they are."""
    low = word.lower()
    if low.isascii():
        return low
    plain = unicodedata.normalize("NFKD", low.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
