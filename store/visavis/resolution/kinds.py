"""What a bare name is the name of, where nobody says: a person or an organisation."""

import re
from functools import cache

from visavis.lexicon import country_code, names, organisations
from visavis.model import ActorKind
from visavis.resolution.fold import fold, knowledge, word_set

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\b\d+\b")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`"))
_LANGUAGES = ("en", "es")
_LONGEST_ACRONYM = 6


def kind_of(name: str) -> ActorKind:
    """A country by its name, an organisation by a word that no person bears, a number or capitals; else a person."""
    if country_code(name):
        return "country"
    words = _WORD.findall((name if name.isascii() and "'" not in name else name.translate(_APOSTROPHES)).lower())
    if not _telling().isdisjoint(words):
        return "person" if len(words) > 1 and words[0] in word_set("honorifics") else "organisation"
    return "organisation" if _acronym(name) or _NUMBER.search(name) else "person"


def _acronym(name: str) -> bool:
    if len(name) > 3 * _LONGEST_ACRONYM:
        return False
    plain = name.strip().replace(".", "")
    return plain.isupper() and plain.isalpha() and plain.isascii() and 1 < len(plain) <= _LONGEST_ACRONYM


@cache
def _telling() -> frozenset[str]:
    """Head nouns of organisations and legal forms, as written and folded, but for those that are names or titles too."""
    table = knowledge()["organisations"]
    found = {word for row in table["frames"] for word in row} | {*table["forms"], *table["generic"]}
    for known in map(organisations, _LANGUAGES):
        found |= known.heads.keys() | known.company_suffixes
    found |= {fold(word) for word in found} | set(table["heads"])
    borne = (names().given | names().surnames) - set(table["forms"])
    return frozenset(
        found - borne - word_set("honorifics") - set(table["small"]) - word_set("suffixes") - word_set("degrees")
    )
