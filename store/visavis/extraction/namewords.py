"""Words that look like something else and are part of a name where they stand: "President To Lam", "Julie Bishop"."""

import re
from collections.abc import Sequence

from visavis.extraction.knowledge import Entry, Knowledge, WordClass
from visavis.extraction.tokens import Token

_LONGEST_PARTICLE = 3  # "de la", "bin Abd al"
_LONGEST_NAME = 5
_KOREAN = re.compile(r"[A-Z][a-z]{1,6}-[a-z]{1,6}")  # "Geun-hye", "Ing-wen"
_ACRONYM = 3  # letters in capitals that are no name
_QUOTES = frozenset('"“”«»')
_HEADLINE = 4  # words from which mostly capitals make a headline, where a capital says nothing
_MOSTLY = 0.85  # "with" and "from" stay small in some
_LISTED = WordClass.ANY_HEAD | WordClass.MODIFIER | WordClass.PORTFOLIO | WordClass.FUNCTION
_OTHERWISE = _LISTED | WordClass.CALENDAR | WordClass.OPENER


def is_headline(tokens: Sequence[Token]) -> bool:
    """True where nearly every long word has a capital."""
    long = [token.cap for token in tokens if len(token.text) >= _HEADLINE and token.text.isalpha()]
    return len(long) >= _HEADLINE and sum(long) > len(long) * _MOSTLY


def stands_in_name(tokens: Sequence[Token], at: int, letters: Sequence[str], know: Knowledge) -> bool:
    """True for a capitalised word of another kind among the words of a name or between a title and a name.

    "Choe | Son | Hui", "Thérèse Kayikwamba | Wagner | said", "President | To | Lam", "canciller | Marco | Rubio".
    """
    token = tokens[at]
    word = know.word(token.low)
    listed = word & _OTHERWISE or token.low in know.offices or token.text in know.entries or token.text in know.agencies
    if not listed or token.low in know.titles:
        return False
    last = _last(letters)
    if last and last in "NIp":
        return _goes_on(tokens, at, letters, know)
    if last in "HhRr" and last:
        return _follows_title(tokens, at, know)
    return token.text not in know.entries and _opens_name(tokens, at, know)


def is_shouted_name(tokens: Sequence[Token], at: int, letters: Sequence[str], know: Knowledge) -> bool:
    """ "canciller ALVARO LEYVA said": a known name in capitals beside another word in capitals, or what goes on from it."""
    text = tokens[at].text
    if not (text.isupper() and len(text) > _ACRONYM):
        return False
    if letters and letters[-1] in "NI" and tokens[at - 1].text.isupper():
        return True
    beside = tokens[at + 1 : at + 2]
    return bool(know.word(tokens[at].low) & WordClass.GIVEN) and any(one.cap and one.text.isupper() for one in beside)


def is_nickname_sign(tokens: Sequence[Token], at: int, letters: Sequence[str]) -> bool:
    """The quotation marks of 'Ferdinand "Bongbong" Marcos'."""
    if tokens[at].text not in _QUOTES:
        return False
    opens = len(tokens) > at + 3 and tokens[at + 2].text in _QUOTES and tokens[at + 1].cap and tokens[at + 3].cap
    return letters[-1:] == ["N"] and (opens or (letters[-2:-1] == ["p"] and tokens[at - 2].text in _QUOTES))


def _opens_name(tokens: Sequence[Token], at: int, know: Knowledge) -> bool:
    """ "Marco | Rubio", "Park | Jin": a given name and a surname, in either order, of which the first is also a word."""
    word = know.word(tokens[at].low)
    if at + 1 == len(tokens) or word & (WordClass.HEAD | WordClass.FUNCTION | WordClass.CALENDAR):
        return False
    after = know.word(tokens[at + 1].low)
    in_order = word & WordClass.GIVEN and after & WordClass.SURNAME
    return bool(in_order or (word & WordClass.SURNAME and after & WordClass.GIVEN)) and _is_name_only(
        tokens, at + 1, know
    )


def _last(letters: Sequence[str]) -> str:
    """The letter of what stands right before."""
    return next((letter for letter in reversed(letters) if letter != "-"), "")


def _is_name_only(tokens: Sequence[Token], at: int, know: Knowledge) -> bool:
    """True for a capitalised word that is in no list but those of names."""
    token = tokens[at]
    return (
        token.cap
        and token.text[0].isalpha()
        and not know.word(token.low) & _LISTED
        and token.low not in know.offices
        and not (token.text in know.entries and know.gazetteer(tokens, at)[0])
    )


def _goes_on(tokens: Sequence[Token], at: int, letters: Sequence[str], know: Knowledge) -> bool:
    """A name has begun before the word, and nothing says that the word begins something else."""
    word = know.word(tokens[at].low)
    before = know.word(tokens[at - 1].low)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    run = _run(letters)
    known = any(know.word(token.low) & (WordClass.KNOWN | WordClass.ENDING) for token in tokens[at - run : at])
    if word & WordClass.CALENDAR and letters[-1] == "I":
        return not beside_number(tokens, at)  # "Jorge L. | Mayo"
    if word & (WordClass.FUNCTION | WordClass.PARTICLE):
        if tokens[at].low in know.grammar.and_words or (
            tokens[at].low in know.grammar.articles and not know.adjectives_follow
        ):
            return False
        return known
    if after is not None and after.cap and after.text[0].isalpha():
        return bool(word & WordClass.KNOWN and before & WordClass.KNOWN) and _is_name_only(tokens, at + 1, know)
    if after is not None and after.low in know.grammar.of_words:
        return False
    given = any(_is_given(know.word(token.low)) for token in tokens[at - run : at])
    if word & WordClass.KNOWN:
        return given
    return given and run > 1 and bool(word & (WordClass.PORTFOLIO | WordClass.MODIFIER))


def _is_given(word: int) -> bool:
    return bool(word & WordClass.GIVEN) and not word & WordClass.PLAIN


def _run(letters: Sequence[str]) -> int:
    """How many words of the name stand before."""
    run = 0
    while run < min(_LONGEST_NAME, len(letters)) and letters[-1 - run] in "NIp":
        run += 1
    return run


def _follows_title(tokens: Sequence[Token], at: int, know: Knowledge) -> bool:
    """A title stands before the word, and behind it what can only be a name."""
    token, word = tokens[at], know.word(tokens[at].low)
    behind = at + 1
    while behind < len(tokens) and word & WordClass.PARTICLE and know.word(tokens[behind].low) & WordClass.PARTICLE:
        behind += 1
    if behind >= len(tokens) or not _is_name_only(tokens, behind, know):
        return False
    if token.text in know.entries:
        length, found = know.gazetteer(tokens, at)
        return length == 1 and (found[0].kind in {"city", "region", "seat"} or found[0].ambiguous)
    if word & (WordClass.FUNCTION | WordClass.PARTICLE):
        return token.low not in know.grammar.and_words and (
            bool(word & WordClass.PARTICLE) or token.low not in know.grammar.articles
        )
    return bool(word & WordClass.KNOWN)


def is_name_instead(
    tokens: list[Token], at: int, length: int, found: tuple[Entry, ...], know: Knowledge, letters: list[str]
) -> bool:
    """A place word beside personal names is part of a name: "Michael Jordan", "Santiago Peña", "Paris Hilton"."""
    if length > 1 or found[0].kind in {"demonym", "seat", "body"}:
        return False
    word = know.word(tokens[at].low)
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if letters and letters[-1] in "NI" and found[0].kind in {"city", "region"} and not found[0].capital:
        return True  # "Vuong Dinh Hue": nothing parts it from the name before
    before_is_given = bool(letters) and letters[-1] in "NI" and bool(know.word(tokens[at - 1].low) & WordClass.GIVEN)
    if before_is_given and (found[0].ambiguous or word & WordClass.SURNAME):
        return True
    if after is None or not after.cap:
        return False
    following = know.word(after.low)
    if found[0].kind == "city" and not found[0].capital and not following & ~WordClass.KNOWN:
        return not (at and tokens[at - 1].low in know.grammar.place_prepositions) and after.text not in know.entries
    if not (found[0].ambiguous or word & WordClass.GIVEN):
        return False
    return bool(following & WordClass.SURNAME) and not following & WordClass.ANY_HEAD


def inside_name(tokens: Sequence[Token], at: int, know: Knowledge) -> bool:
    """ "Ramón de la Hoz": a particle between a capitalised word and a known name, other particles aside."""
    before, after = at - 1, at + 1
    while before >= 0 and know.word(tokens[before].low) & WordClass.PARTICLE and not tokens[before].cap:
        before -= 1
    while after < len(tokens) and know.word(tokens[after].low) & WordClass.PARTICLE and not tokens[after].cap:
        after += 1
    if before < 0 or after >= len(tokens) or not (tokens[before].cap and tokens[after].cap):
        return False
    begun = know.word(tokens[before].low)
    if after - before > _LONGEST_PARTICLE + 1 or not begun & (WordClass.KNOWN | WordClass.ENDING | WordClass.PARTICLE):
        return False
    if tokens[at].low not in know.grammar.of_words and tokens[at].low not in know.grammar.articles:
        return True
    lacks_surname = _is_given(begun) or begun & WordClass.PARTICLE  # "Juan Ramón | de la | Fuente", "De | la | Fuente"
    return bool(know.word(tokens[after].low) & WordClass.KNOWN) or (
        bool(lacks_surname) and _is_name_only(tokens, after, know)
    )


def is_calendar_name(tokens: list[Token], at: int, word: int) -> bool:
    """ "Dong Jun", "Julio Santisteban", "April Trumbull": a month or day that is a person's name here."""
    if beside_number(tokens, at):
        return False
    if word & WordClass.ABBREVIATED:
        return True
    return bool(word & WordClass.GIVEN) and at + 1 < len(tokens) and tokens[at + 1].cap


def beside_number(tokens: Sequence[Token], at: int) -> bool:
    """ "Jun. 5", "5 Jun", "Sun, 5": only beside a number is such a word a date."""
    return any(tokens[k].text[0].isdigit() for k in range(max(0, at - 1), min(len(tokens), at + 3)) if k != at)


def is_surname_spelt_like_a_word(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "General He was", "He Weidong met" against "He met": a rank before it or the rest of a name behind it."""
    if at and (tokens[at - 1].low in know.titles or tokens[at - 1].low in know.offices) and tokens[at - 1].cap:
        return True
    if at > 1 and tokens[at - 2].low in know.titles and tokens[at - 1].cap and know.is_pinyin(tokens[at - 1].low):
        return True  # "General Weidong | He"
    return begins_name(tokens, at, know)


def is_surname_here(tokens: list[Token], at: int, word: int, know: Knowledge) -> bool:
    """ "Julie Bishop said" against "Bishop Julie": a role word after a given name, with nothing named after it."""
    if not word & WordClass.SURNAME or at == 0:
        return False
    before = know.word(tokens[at - 1].low)
    if at > 1 and before & WordClass.SURNAME and tokens[at - 1].cap and tokens[at - 2].cap:
        before = know.word(tokens[at - 2].low)  # "Carlos Gutiérrez | Islas"
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    titled = tokens[at - 1].cap and (tokens[at - 1].low in know.offices or tokens[at - 1].low in know.titles)
    if titled and after is not None and after.cap and "-" in after.text:
        return True  # "Minister Park Jin-ho"
    return (
        bool(before & WordClass.GIVEN)
        and tokens[at - 1].cap
        and not (after is not None and (after.cap or after.low in know.grammar.of_words))
    )


def begins_name(tokens: list[Token], at: int, know: Knowledge) -> bool:
    """ "He Weidong said" is a name, "He Said" a pronoun in a headline: the next word must look like a name."""
    if at + 1 >= len(tokens) or not tokens[at + 1].cap:
        return False
    after = know.word(tokens[at + 1].low)
    return bool(after & (WordClass.GIVEN | WordClass.SURNAME)) or know.is_pinyin(tokens[at + 1].low)
