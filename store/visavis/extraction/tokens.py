"""Words of a stretch of text with their offsets: the ground that everything else stands on.

A possessive is a token of its own ("China" "'s"), an abbreviation keeps its dot ("Gen."), initials stay together
("U.S.", "J."), and a hyphen holds a word together ("Díaz-Canel", "al-Sabah"). Signs without a shape, such as soft
hyphens and those that steer the direction of writing, are no tokens.
"""

import re
from collections.abc import Container
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?:[^\W\d_]\.){2,}                                                                  # U.S.  D.C.
    | (?:Mrs?|Ms|Drs?|Dra|Prof|Gen|Gral|Lt|Col|Cnel|Maj|Sgt|Capt|Cap|Cmdr|Cdr|Adm|Almte|Brig|Hon|Rev|Sen|Rep
        |Gov|Amb|Pres|Sra?s?|Srta|Ing|Lic|Arq|Jr|St|Sta|Sto|Mons|Excmo|Excma|Md|Mohd|Muhd|Ltd|Inc|Corp|Co|No|Nro|Núm|vs|Mt|Ft)
      \.(?=[\s,;)]|$)                                                                     # Gen.  Sra.
    | [A-ZÁÉÍÓÚÑ]\.(?=\s?[A-ZÁÉÍÓÚÑ])                                                     # J. Smith
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|º|ª|er|-[^\W\d_]+)?(?![^\W\d_])                     # 3,000  14:37  65th  500-km
    | [^\W_]+(?:[-‐‑–·'’‘ʻʼ`\u00ad\u200c\u200d\u2060][^\W_]+)*                    # Díaz-Canel  O'Neill
    | [^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]
    """,
    re.VERBOSE,
)
_HIDDEN = re.compile("[\u00ad\u200c\u200d\u2060]")  # may stand inside a word, where nobody sees them
_POSSESSIVE = re.compile(r"^(.+)(['’`´]s)$", re.IGNORECASE)


class Token(NamedTuple):
    """One word, number or sign: `text` as written, `low` in lower case, `cap` True where it begins with a capital."""

    text: str
    low: str
    start: int
    end: int
    cap: bool


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of text[start:end], with offsets into `text`."""
    tokens: list[Token] = []
    add = tokens.append
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, at = match.group(), match.start()
        if not word.isascii() and _HIDDEN.search(word):
            shown = _HIDDEN.sub("", word)
            add(Token(shown, shown.lower(), at, at + len(word), shown[0].isupper()))
        elif "'" in word or "’" in word or "`" in word:
            for piece, piece_at in _split_apostrophe(word, at):
                straight = piece.replace("’", "'").replace("`", "'")  # the lexicon writes straight apostrophes
                add(Token(straight, straight.lower(), piece_at, piece_at + len(piece), piece[0].isupper()))
        elif "–" in word:
            add_dashed(tokens, word, at)
        else:
            add(Token(word, word.lower(), at, at + len(word), word[0].isupper()))
    return tokens


def parted(tokens: list[Token], known: Container[str]) -> list[Token]:
    """Part a hyphenated pair of known names ("China-Cuba", "Saudi-Kazakh") into its halves and the hyphen."""
    if not any("-" in token.text and token.cap for token in tokens):
        return tokens
    found: list[Token] = []
    for token in tokens:
        first, sign, second = token.text.partition("-")
        if sign and token.cap and first in known and second in known and token.text not in known:
            add_dashed(found, token.text, token.start, "-")
        else:
            found.append(token)
    return found


def add_dashed(tokens: list[Token], word: str, at: int, dash: str = "–") -> None:
    """An en dash joins two words rather than making one ("China–Cuba", "Beijing–Havana")."""
    for piece in filter(None, re.split(f"({dash})", word)):
        tokens.append(Token(piece, piece.lower(), at, at + len(piece), piece[0].isupper()))
        at += len(piece)


def _split_apostrophe(word: str, at: int) -> list[tuple[str, int]]:
    """Cut the possessive off a word; leave O'Neill, N'Djamena and ta'aruf whole."""
    match = _POSSESSIVE.match(word)
    if match:
        return [(match.group(1), at), (match.group(2), at + match.end(1))]
    if word[-1] in "'’`" and len(word) > 1:
        return [(word[:-1], at), (word[-1], at + len(word) - 1)]
    return [(word, at)]
