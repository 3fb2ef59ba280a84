"""One letter per word: what kind of word it is, so that the grammar can be written as patterns over letters.

N word that may be part of a name     I initial  J "Jr.", "II"   A acronym
C country   D demonym   T city        S seat of government    B international body        - continues the form before
H head of a role ("Minister")         M modifier ("Deputy")   P portfolio ("Defense")     R rank or honorific ("Gen.")
K counterpart word                    h m w r k               the same five in small letters
O organisation word  E event word     V venue word            G geography word            p name particle ("de", "bin")
o "of", "for" ...    t article        & and    , comma        ' possessive    ( )         d number
q month or weekday   x any other word
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from visavis.extraction.knowledge import Entry, Knowledge, Office, WordClass
from visavis.extraction.namewords import (
    begins_name,
    beside_number,
    inside_name,
    is_calendar_name,
    is_headline,
    is_name_instead,
    is_nickname_sign,
    is_shouted_name,
    is_surname_here,
    is_surname_spelt_like_a_word,
    stands_in_name,
)
from visavis.extraction.tokens import Token

_GENERATIONS = frozenset(
    [
        "Jr",
        "Jr.",
        "Sr",
        "Sr.",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
    ]
)
_ENTRY_TAGS = {"name": "C", "demonym": "D", "city": "T", "region": "T", "seat": "S", "body": "B"}
_DESCENT = frozenset({"bin", "bint", "binti", "ibn"})
_SIGNS = {",": ",", "(": "(", ")": ")", "'s": "'", "’s": "'", "'": "'", "’": "'", "&": "&", "[": "(", "]": ")"}
_BREAKERS = frozenset('.:;!?"“”«»—|•‘') | {"..."}


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
    """A sentence's tokens with their letters, and what begins at a token: gazetteer entries, heads of roles."""

    tokens: list[Token]
    tags: str = ""
    entries: dict[int, tuple[Entry, ...]] = field(default_factory=dict)
    offices: dict[int, Office] = field(default_factory=dict)


def tag(tokens: list[Token], know: Knowledge, casing: Casing) -> Tagged:
    """Give every token its letter."""
    tagged = Tagged(tokens)
    letters: list[str] = []
    opening = True
    headline = is_headline(tokens)
    while len(letters) < len(tokens):
        at = len(letters)
        token = tokens[at]
        known = (
            (token.cap and not headline and _in_name(tokens, at, letters, know) and "N")
            or (is_nickname_sign(tokens, at, letters) and "p")
            or (token.text in know.grammar.capital_titles and any(one.cap for one in tokens[at + 1 : at + 2]) and "R")
            or (token.text in know.entries and _place(tagged, at, know, letters))
            or (token.text in know.agencies and _agency(tokens, at, know))
            or (token.low in know.offices and _office(tagged, at, know))
            or (token.low in know.titles and _title(tokens, at, know, letters))
        )
        letters.extend(known or _letter(tokens, at, know, casing, opening=opening))
        opening = tokens[len(letters) - 1].text in _BREAKERS
    tagged.tags = "".join(letters)
    return tagged


def _in_name(tokens: list[Token], at: int, letters: list[str], know: Knowledge) -> bool:
    return stands_in_name(tokens, at, letters, know) or is_shouted_name(tokens, at, letters, know)


def _place(tagged: Tagged, at: int, know: Knowledge, letters: list[str]) -> str:
    length, found = know.gazetteer(tagged.tokens, at)
    if not length or is_name_instead(tagged.tokens, at, length, found, know, letters):
        return ""
    tagged.entries[at] = found
    return _ENTRY_TAGS[found[0].kind] + "-" * (length - 1)


def _agency(tokens: list[Token], at: int, know: Knowledge) -> str:
    length = know.agency_at(tokens, at)
    if length == 1 and is_surname_here(tokens, at, know.word(tokens[at].low), know):
        return ""  # "Grigory Antonov", who is no aircraft
    return "O" + "-" * (length - 1) if length else ""


def _office(tagged: Tagged, at: int, know: Knowledge) -> str:
    """The head of a role; a word that is also a modifier ("chief", "deputy") heads nothing before another role word."""
    office = know.office_at(tagged.tokens, at)
    token = tagged.tokens[at]
    if office is None or _is_adjective(tagged.tokens, at, know):
        return ""
    word = know.word(token.low)
    if office.words == 1 and at + 1 < len(tagged.tokens):
        after = tagged.tokens[at + 1]
        if word & WordClass.MODIFIER and _continues_role(tagged.tokens, at + 1, know):
            return "M" if token.cap else "m"
        if at > 1 and token.cap and tagged.tokens[at - 1].low in _DESCENT and tagged.tokens[at - 2].cap:
            return "N"  # "Khalifa bin Sultan"
        if token.cap and is_surname_here(tagged.tokens, at, word, know) and after.text != ",":
            return "N"
        if (
            office.plural
            and token.cap
            and word & WordClass.SURNAME
            and at
            and tagged.tokens[at - 1].cap
            and not after.cap
        ):
            return "N"  # "el presidente Baltazar Reyes"
    tagged.offices[at] = office
    letter = "k" if office.office == "counterpart" else "h"
    return (letter.upper() if token.cap else letter) + "-" * (office.words - 1)


def _is_adjective(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "an official visit", "residencia oficial": such a word heads a role only where no plain noun stands beside it."""
    if tokens[at].cap or tokens[at].low not in know.grammar.adjectival_heads:
        return False
    beside = at - 1 if know.adjectives_follow else at + 1
    if not 0 <= beside < len(tokens):
        return False
    noun = tokens[beside]
    return noun.text.isalpha() and not noun.cap and not know.word(noun.low) & WordClass.FUNCTION


def _continues_role(tokens: list[Token], at: int, know: Knowledge) -> bool:
    token = tokens[at]
    return token.low in know.offices or bool(know.word(token.low) & (WordClass.MODIFIER | WordClass.PORTFOLIO))


def _title(tokens: list[Token], at: int, know: Knowledge, letters: list[str]) -> str:
    """A rank, or a courtesy title that a name follows; inside a name such words are parts of it ("Imran Khan", "Ma Ying")."""
    for words, bit in know.titles[tokens[at].low]:
        last = at + len(words)
        if last > len(tokens) or any(tokens[at + k].low != words[k] for k in range(1, len(words))):
            continue
        named = last < len(tokens) and tokens[last].cap
        if bit & WordClass.RANK:
            return ("R" if tokens[at].cap else "r") * len(words)
        if (
            named
            and (tokens[at].cap or words[0] in know.grammar.small_titles)
            and not (letters and letters[-1] == "N" and len(words) == 1)
        ):
            return "R" * len(words)
        if len(words) > 1 and not named:
            return "x" * len(words)  # "Her Majesty", "His Excellency" with no name behind
    return ""


def _letter(tokens: list[Token], at: int, know: Knowledge, casing: Casing, *, opening: bool) -> str:
    token = tokens[at]
    text, low = token.text, token.low
    if text in _SIGNS:
        return _SIGNS[text]
    if not text[0].isalpha():
        return "d" if text[0].isdigit() else "x"
    word = know.word(low)
    if not token.cap:
        joins = know.grammar.and_words | know.grammar.place_prepositions  # "A and B", "A at X" are not one name
        if word & WordClass.PARTICLE and low not in joins and inside_name(tokens, at, know):
            return "p"
        if word & WordClass.ABBREVIATED and word & WordClass.CALENDAR and beside_number(tokens, at):
            return "q"
        if "-" in text and _is_particle_name(text):
            return "N"
        return _small_letter(low, word, know)
    if len(text) == 2 and text[1] == ".":
        return "I"
    if text in _GENERATIONS:
        return "J"
    if _is_initials(tokens, at, know):
        return "I"
    if opening and _is_opener(tokens, at, word, know, casing):
        return _small_letter(low, word, know)
    return _capital_letter(tokens, at, word, know)


def _is_initials(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "K V Bhaskaran", "K.D.S. Ruwanchandra": capitals before a name."""
    text = tokens[at].text
    if len(text) > 1 and not (text[1] == "." and len(text) > len("U.S.") - 1):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        text.isupper()
        and text != "I"
        and after is not None
        and after.cap
        and after.text not in know.entries
        and (len(after.text) > 1 or len(text) == 1)
    )


def _is_particle_name(text: str) -> bool:
    """ "al-Sabah", "el-Sisi": a small particle joined to a name by a hyphen."""
    particle, _, rest = text.partition("-")
    return len(particle) <= 3 and rest[:1].isupper()


def _small_letter(low: str, word: int, know: Knowledge) -> str:
    if low in know.grammar.of_words:
        return "o"
    if low in know.grammar.articles:
        return "t"
    if low in know.grammar.and_words:
        return "&"
    if not word or word & WordClass.FUNCTION:
        return "x"
    if word & WordClass.CALENDAR and len(low) < _SHORT:
        return "x"  # "sat", "may", "mar" in small letters are words
    for bit, letter in _SMALL_ORDER:
        if word & bit:
            return letter
    return "x"


_SHORT = 4
_SMALL_ORDER = (
    (WordClass.MODIFIER, "m"),
    (WordClass.PARTICLE, "p"),
    (WordClass.CALENDAR, "q"),
    (WordClass.PORTFOLIO, "w"),
)


def _capital_letter(tokens: list[Token], at: int, word: int, know: Knowledge) -> str:
    token = tokens[at]
    if word & WordClass.ORGANISATION and word & (WordClass.PORTFOLIO | WordClass.MODIFIER):
        return "O" if _is_body(tokens, at, know) else "P" if word & WordClass.PORTFOLIO else "M"
    if word & (WordClass.ANY_HEAD | WordClass.MODIFIER) and not is_surname_here(tokens, at, word, know):
        for bit, letter in _CAPITAL_ORDER:
            if word & bit:
                return letter
    if word & WordClass.SURNAME and word & WordClass.FUNCTION and is_surname_spelt_like_a_word(tokens, at, know):
        return "N"
    if word & WordClass.PARTICLE and 0 < at < len(tokens) - 1 and tokens[at - 1].cap and tokens[at + 1].cap:
        return "N" if know.word(tokens[at - 1].low) & (WordClass.KNOWN | WordClass.ENDING) else "x"
    if word & WordClass.FUNCTION:
        return "o" if token.low in know.grammar.of_words else "t" if token.low in know.grammar.articles else "x"
    if word & WordClass.CALENDAR and not is_calendar_name(tokens, at, word):
        return "q"
    if word & WordClass.PORTFOLIO and not word & (WordClass.GIVEN | WordClass.SURNAME):
        return "P"
    if len(token.text) > 1 and token.text.isupper():
        return "A"
    return "x" if word & WordClass.NOT_NAME else "N"


def _is_body(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "the Communist | Party | of Cuba", "la | Policía | Nacional" against "Party Secretary", "ministro de Policía"."""
    if know.adjectives_follow:
        of = at > 0 and tokens[at - 1].low in know.grammar.of_words
        return not of and any(one.cap for one in tokens[at + 1 : at + 2])
    follows = at + 1 < len(tokens) and _continues_role(tokens, at + 1, know)
    return at > 0 and tokens[at - 1].cap and tokens[at - 1].text[0].isalpha() and not follows


_CAPITAL_ORDER = (
    (WordClass.MODIFIER, "M"),
    (WordClass.ORGANISATION, "O"),
    (WordClass.EVENT, "E"),
    (WordClass.VENUE, "V"),
    (WordClass.GEOGRAPHY, "G"),
)


def _is_opener(tokens: list[Token], at: int, word: int, know: Knowledge, casing: Casing) -> bool:
    """True where the capital says only that a sentence begins here."""
    low = tokens[at].low
    if word & (WordClass.FUNCTION | WordClass.OPENER) or low in casing.lower:
        return not (word & (WordClass.GIVEN | WordClass.SURNAME) and begins_name(tokens, at, know))
    if (
        (word & WordClass.KNOWN and not word & WordClass.PLAIN)
        or low in casing.capital
        or not tokens[at].text[1:].islower()
    ):
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return after is None or not after.cap
