"""One folding for search: what the *_fold columns hold; the SQL macro `fold` agrees with it on Latin text."""

import re
import unicodedata

from anyascii import anyascii

_SYMBOL = re.compile(r"[^\w ]|_")
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """`text` as lower-case ASCII words with one space between them; empty where it holds no letter or digit.

    Scripts other than Latin are transliterated, so that a name is found by its usual spelling: 'Путин' is 'putin'.
    """
    if not text.isascii():
        # Symbols go first: a transliteration would turn a euro sign or an emoji into words.
        text = anyascii(_SYMBOL.sub(_blank_unless_mark, unicodedata.normalize("NFC", text)))
    return " ".join(_WORD.findall(text.lower()))


def _blank_unless_mark(match: re.Match[str]) -> str:
    """Keep vowel signs and other combining marks, which belong to the letter before them."""
    symbol = match[0]
    return symbol if unicodedata.category(symbol).startswith("M") else " "
