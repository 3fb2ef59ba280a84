"""One letter per word: what kind of word it is, so that the grammar can be written as patterns over letters.

    N word that may be part of a name     I initial               A acronym
    C country   D demonym   T city        S seat of government    B international body        - continues the form before
    H head of a role ("Minister")         M modifier ("Deputy")   P portfolio ("Defense")     R rank or honorific ("Gen.")
    K counterpart word                    h m w r k               the same five in small letters
    O organisation word  E event word     V venue word            G geography word            p name particle ("de", "bin")
    o "of", "for" ...    t article        & and    , comma        ' possessive    ( )         d number
    q month or weekday   x any other word
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from visavis.extraction.knowledge import Knowledge, WordClass
from visavis.extraction.tokens import Token
from visavis.lexicon import Form

_FORM_TAGS = {"name": "C", "demonym": "D", "city": "T", "seat": "S", "body": "B"}
_SIGNS = {",": ",", "(": "(", ")": ")", "'s": "'", "’s": "'", "'": "'", "’": "'", "&": "&", "[": "(", "]": ")"}
_BREAKERS = frozenset(".:;!?\"“”«»—|•‘") | {"..."}


@dataclass(frozen=True, slots=True)
class Casing:
    """How the words of one article are written inside its sentences, which tells names from sentence openers."""

    lower: frozenset[str]
    capital: frozenset[str]

    @classmethod
    def of(cls, sentences: Iterable[Sequence[Token]]) -> "Casing":
        """Collect the words that stand inside sentences (not first) in small letters, and those with a capital."""
        lower: set[str] = set()
        capital: set[str] = set()
        for tokens in sentences:
            opening = True
            for token in tokens:
                if token.cap and not opening:
                    capital.add(token.low)
                elif not token.cap:
                    lower.add(token.low)
                opening = token.text in _BREAKERS
        return cls(frozenset(lower), frozenset(capital))


@dataclass(slots=True)
class Tagged:
    """A sentence's tokens with their letters; `forms` holds the gazetteer entry that begins at a token."""

    tokens: list[Token]
    tags: str
    forms: dict[int, tuple[Form, ...]] = field(default_factory=dict)


def tag(tokens: list[Token], know: Knowledge, casing: Casing) -> Tagged:
    """Give every token its letter."""
    letters: list[str] = []
    forms: dict[int, tuple[Form, ...]] = {}
    at, opening = 0, True
    while at < len(tokens):
        token = tokens[at]
        length, found = know.gazetteer(tokens, at) if token.text in know.gazetteer_starts else (0, ())
        if length and not _is_name_instead(tokens, at, length, found, know, letters):
            forms[at] = found
            letters.append(_FORM_TAGS[found[0].kind])
            letters.extend("-" * (length - 1))
            at += length
        else:
            letters.append(_letter(tokens, at, know, casing, opening=opening))
            at += 1
        opening = tokens[at - 1].text in _BREAKERS
    return Tagged(tokens, "".join(letters), forms)


def _is_name_instead(
    tokens: list[Token], at: int, length: int, found: tuple[Form, ...], know: Knowledge, letters: list[str]
) -> bool:
    """A place word beside personal names is part of a name: "Michael Jordan", "Santiago Peña", "Paris Hilton"."""
    if length > 1 or found[0].kind in {"demonym", "seat", "body"}:
        return False
    word = know.flags.get(tokens[at].low, 0)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    before_is_given = bool(letters) and letters[-1] in "NI" and bool(know.flags.get(tokens[at - 1].low, 0) & WordClass.GIVEN)
    if before_is_given and (found[0].ambiguous or word & WordClass.SURNAME):
        return True
    if after is None or not after.cap or not (found[0].ambiguous or word & WordClass.GIVEN):
        return False
    following = know.flags.get(after.low, 0)
    return bool(following & WordClass.SURNAME) and not following & WordClass.ANY_HEAD


def _letter(tokens: list[Token], at: int, know: Knowledge, casing: Casing, *, opening: bool) -> str:
    token = tokens[at]
    text, low = token.text, token.low
    if text in _SIGNS:
        return _SIGNS[text]
    if not text[0].isalpha():
        return "d" if text[0].isdigit() else "x"
    word = know.flags.get(low, 0)
    if not token.cap:
        if "-" in text and _is_particle_name(text):
            return "N"
        return _small_letter(low, word, know)
    if len(text) == 2 and text[1] == ".":
        return "I"
    if opening and _is_opener(tokens, at, word, know, casing):
        return _small_letter(low, word, know)
    return _capital_letter(tokens, at, word, know)


def _is_particle_name(text: str) -> bool:
    """ "al-Sabah", "el-Sisi": a small particle joined to a name by a hyphen."""
    particle, _, rest = text.partition("-")
    return len(particle) <= 3 and rest[:1].isupper()


def _small_letter(low: str, word: int, know: Knowledge) -> str:
    if low in know.of_words:
        return "o"
    if low in know.articles:
        return "t"
    if low in know.and_words:
        return "&"
    if not word:
        return "x"
    for bit, letter in _SMALL_ORDER:
        if word & bit:
            return letter
    return "x"


_SMALL_ORDER = (
    (WordClass.COUNTERPART, "k"),
    (WordClass.HEAD, "h"),
    (WordClass.RANK, "r"),
    (WordClass.MODIFIER, "m"),
    (WordClass.PARTICLE, "p"),
    (WordClass.CALENDAR, "q"),
    (WordClass.PORTFOLIO, "w"),
)


def _capital_letter(tokens: list[Token], at: int, word: int, know: Knowledge) -> str:
    token = tokens[at]
    if word & (WordClass.ANY_HEAD | WordClass.RANK | WordClass.MODIFIER) and not _is_surname_here(tokens, at, word, know):
        for bit, letter in _CAPITAL_ORDER:
            if word & bit:
                return "K" if letter == "H" and word & WordClass.COUNTERPART else letter
    if word & WordClass.FUNCTION:
        return "o" if token.low in know.of_words else "t" if token.low in know.articles else "x"
    if word & WordClass.CALENDAR and not word & WordClass.GIVEN:
        return "q"
    if word & WordClass.PORTFOLIO and not word & (WordClass.GIVEN | WordClass.SURNAME):
        return "P"
    if len(token.text) > 1 and token.text.isupper():
        return "A"
    return "N"


_CAPITAL_ORDER = (
    (WordClass.HEAD, "H"),
    (WordClass.RANK, "R"),
    (WordClass.MODIFIER, "M"),
    (WordClass.ORGANISATION, "O"),
    (WordClass.EVENT, "E"),
    (WordClass.VENUE, "V"),
    (WordClass.GEOGRAPHY, "G"),
)


def _is_surname_here(tokens: list[Token], at: int, word: int, know: Knowledge) -> bool:
    """ "Julie Bishop said" against "Bishop Julie": a role word after a given name, with nothing named after it."""
    if not word & WordClass.SURNAME or at == 0:
        return False
    before = know.flags.get(tokens[at - 1].low, 0)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return bool(before & WordClass.GIVEN) and tokens[at - 1].cap and not (after is not None and (after.cap or after.low in know.of_words))


def _is_opener(tokens: list[Token], at: int, word: int, know: Knowledge, casing: Casing) -> bool:
    """True where the capital says only that a sentence begins here."""
    low = tokens[at].low
    if word & WordClass.FUNCTION or low in casing.lower:
        return not (word & (WordClass.GIVEN | WordClass.SURNAME) and _begins_name(tokens, at, know))
    if word & WordClass.KNOWN or low in casing.capital or not tokens[at].text[1:].islower():
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is None or not after.cap


def _begins_name(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "He Weidong said" is a name, "He Said" a pronoun in a headline: the next word must look like a name."""
    if at + 1 >= len(tokens) or not tokens[at + 1].cap:
        return False
    after = know.flags.get(tokens[at + 1].low, 0)
    return bool(after & (WordClass.GIVEN | WordClass.SURNAME)) or know.is_pinyin(tokens[at + 1].low)
