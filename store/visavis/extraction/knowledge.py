"""What the reader of one language looks up: one look-up a word, a longest match for names of several words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from visavis import lexicon
from visavis.extraction.fold import fold
from visavis.extraction.tokens import Token


class WordClass:
    """What a word can be, as bits; a word may be several things. Plain integers: an IntFlag costs a tenth of the run."""

    HEAD = 1
    MODIFIER = 2
    PORTFOLIO = 4
    RANK = 8
    HONORIFIC = 16
    COUNTERPART = 32
    ORGANISATION = 64
    EVENT = 128
    VENUE = 256
    GEOGRAPHY = 512
    GIVEN = 1024
    SURNAME = 2048
    PARTICLE = 4096
    CALENDAR = 8192
    FUNCTION = 16384
    ABBREVIATED = 65536  # a calendar word cut short: "Jun" is also a given name, "Sun" a surname
    NOT_NAME = 524288  # looks like a name and is none: "People", "Facebook"
    PLAIN = 262144  # a name that is also a plain word: "Will", "Park"
    ENDING = 131072  # unknown, but ends as surnames do ("-enko", "-yan")
    OPENER = 32768  # begins sentences and headlines without being a name
    ANY_HEAD = HEAD | ORGANISATION | EVENT | VENUE | GEOGRAPHY | COUNTERPART
    KNOWN = GIVEN | SURNAME


@dataclass(frozen=True, slots=True)
class Entry:
    """A gazetteer entry: a country, its people, a place in it, its seat of government, or an international body."""

    code: str  # alpha-3, or the name of the body
    kind: str  # name, demonym, city, region, seat, body
    text: str
    ambiguous: bool = False
    place: str = ""
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """A head of a role ("prime minister"): its class, and whether it speaks of several people."""

    office: str
    plural: bool
    words: int


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """The small words of a language by what they do, as listed under [grammar] in its events.toml."""

    adjectival_heads: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()  # organisations whose names hold a role word, case kept
    between_list: frozenset[str] = frozenset()
    took_place: frozenset[str] = frozenset()  # "the meeting that | took place | between"
    object_pronouns: frozenset[str] = frozenset()  # before the verb, where a language puts them there
    owner_words: frozenset[str] = frozenset()
    selves: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    counterpart: frozenset[str] = frozenset()
    both: frozenset[str] = frozenset()
    group_heads: frozenset[str] = frozenset()
    lone_groups: frozenset[str] = frozenset()  # "the | two | met": several people without a noun
    both_alone: frozenset[str] = frozenset()  # of those the ones that need no article
    predicate_openers: frozenset[str] = frozenset()  # further words that follow a subject
    relative: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    clause_words: frozenset[str] = frozenset()
    be: frozenset[str] = frozenset()
    have: frozenset[str] = frozenset()
    not_: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()  # words before what was told already
    place_prepositions: frozenset[str] = frozenset()
    of_words: frozenset[str] = frozenset()
    and_words: frozenset[str] = frozenset()
    from_words: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    subject_openers: frozenset[str] = frozenset()
    blockers: frozenset[str] = frozenset()
    list_phrases: frozenset[str] = frozenset()
    small_titles: frozenset[str] = frozenset()
    capital_titles: frozenset[str] = frozenset()  # "HE", case kept


@dataclass(slots=True)
class Knowledge:
    """Everything the reader of one language looks up. Words are in lower case unless said otherwise."""

    language: str
    adjectives_follow: bool
    flags: dict[str, int] = field(default_factory=dict)
    entries: dict[str, list[tuple[tuple[str, ...], tuple[Entry, ...]]]] = field(
        default_factory=dict
    )  # by first word as written
    offices: dict[str, list[tuple[tuple[str, ...], Office]]] = field(default_factory=dict)  # by first word
    titles: dict[str, list[tuple[tuple[str, ...], int]]] = field(
        default_factory=dict
    )  # ranks and honorifics of several words
    words: dict[str, frozenset[str]] = field(default_factory=dict)  # the word lists of events.toml: "meeting.meet" ...
    numbers: dict[str, int] = field(default_factory=dict)
    grammar: GrammarWords = field(default_factory=GrammarWords)
    agencies: dict[str, list[tuple[str, ...]]] = field(
        default_factory=dict
    )  # known organisations by first word as written
    media: set[str] = field(default_factory=set)  # outlets by every form of their name
    nations: set[str] = field(default_factory=set)  # single words for a country or its people, as written
    seen: dict[str, int] = field(default_factory=dict)  # words looked up before
    syllables: frozenset[str] = frozenset()  # of pinyin
    chinese_surnames: frozenset[str] = frozenset()
    phrases: dict[str, re.Pattern[str]] = field(default_factory=dict)  # lists of `words` asked for as phrases before

    def says(self, name: str, text: str) -> bool:
        """True where a phrase of the list `name` of `words` stands in a text in lower case, its words whole."""
        pattern = self.phrases.get(name)
        if pattern is None:
            either = "|".join(re.escape(phrase.strip()) for phrase in sorted(self.words[name]))
            pattern = self.phrases[name] = re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else "(?!)")
        return pattern.search(text) is not None

    def word(self, low: str) -> int:
        """What a word in lower case can be, by the lists of the language and by the names of the world."""
        known = self.seen.get(low)
        if known is None:
            if len(self.seen) > _REMEMBERED:
                self.seen.clear()
            known = self.seen[low] = self._listed(low) | _as_name(fold(low))
        return known

    def _listed(self, low: str) -> int:
        """The bits of a listed word; a full stop that a sentence left on it ("No.") does not hide it."""
        return self.flags.get(low) or self.flags.get(low.rstrip("."), 0)

    def gazetteer(self, tokens: Sequence[Token], at: int) -> tuple[int, tuple[Entry, ...]]:
        """How many tokens from `at` on are a known place or body, and the entries; (0, ()) where none."""
        for words, entries in self.entries.get(tokens[at].text, ()):
            if _matches(words, tokens, at):
                return len(words), entries
        return 0, ()

    def office_at(self, tokens: list[Token], at: int) -> Office | None:
        """The longest head of a role that begins at a token."""
        for words, office in self.offices.get(tokens[at].low, ()):
            if _matches_low(words, tokens, at):
                return office
        return None

    def agency_at(self, tokens: list[Token], at: int) -> int:
        """How many tokens from `at` on are the name of an organisation we know; 0 where none."""
        for words in self.agencies.get(tokens[at].text, ()):
            if _matches(words, tokens, at):
                return len(words)
        return 0

    def is_chinese_name(self, words: list[str]) -> bool:
        """Two or three words of which the first is a Chinese surname and the rest are pinyin ("Wang Xiaohong")."""
        if not 2 <= len(words) <= 3 or words[0] not in self.chinese_surnames:
            return False
        return all(self.is_pinyin(word) for word in words[1:])

    def is_pinyin(self, word: str) -> bool:
        """True where a word is made of one to three pinyin syllables."""
        return _is_pinyin(word.replace("'", "").replace("-", ""), self.syllables)


_REMEMBERED = 200_000
_LONG = 6  # letters from which an ending tells a surname


def _as_name(folded: str) -> int:
    """Whether a folded word is a given name, a surname or a particle; of a hyphenated one every part must be known."""
    names = lexicon.names()
    if folded in names.not_names and folded not in names.given:
        return WordClass.NOT_NAME
    bits = (WordClass.GIVEN if folded in names.given else 0) | (WordClass.SURNAME if folded in names.surnames else 0)
    if folded in names.plain_words:
        bits |= WordClass.PLAIN
    if folded in names.particles:
        bits |= WordClass.PARTICLE
    if not bits and "-" in folded:
        parts = [_as_name(part) for part in folded.split("-") if part]
        return int(parts[0] | parts[-1]) & ~WordClass.PARTICLE if parts and all(parts) else 0
    if not bits and len(folded) >= _LONG and folded.endswith(names.surname_endings):
        bits |= WordClass.ENDING
    return int(bits)


def _matches(words: tuple[str, ...], tokens: Sequence[Token], at: int) -> bool:
    return len(words) <= len(tokens) - at and all(tokens[at + k].text == words[k] for k in range(1, len(words)))


def _matches_low(words: tuple[str, ...], tokens: list[Token], at: int) -> bool:
    return len(words) <= len(tokens) - at and all(tokens[at + k].low == words[k] for k in range(1, len(words)))


def _is_pinyin(word: str, syllables: frozenset[str], depth: int = 3) -> bool:
    if not word:
        return depth < 3
    if not depth:
        return False
    return any(
        word[:size] in syllables and _is_pinyin(word[size:], syllables, depth - 1)
        for size in range(min(6, len(word)), 0, -1)
    )
