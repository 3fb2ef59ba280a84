"""Evidence that a word is part of a person's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from visavis.lexicon._files import table


@dataclass(frozen=True, slots=True)
class Culture:
    """The names one culture uses, folded; a name may stand in several cultures."""

    given: frozenset[str]
    surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of persons in every culture; every entry is folded: lower case, plain ASCII ("jose", "yilmaz").

    A hyphened or spaced name is listed part by part; a caller folds and splits a word before looking it up.
    """

    given: frozenset[str]
    surnames: frozenset[str]
    plain_words: frozenset[str]  # names that are also words, places or titles: ask for more evidence
    particles: frozenset[str]  # words inside a name that are none: "de", "bin", "van"
    surname_endings: tuple[str, ...]  # for `str.endswith` on words of six letters and more
    syllables: frozenset[str]  # every pinyin syllable without tones
    not_names: frozenset[str]  # months, days, continents and other words that look like names
    cultures: Mapping[str, Culture]

    def cultures_of(self, word: str) -> tuple[str, ...]:
        """The cultures that use a folded word as a name, in the order of the file."""
        return tuple(name for name, one in self.cultures.items() if word in one.given or word in one.surnames)

    def is_pinyin(self, word: str) -> bool:
        """Whether a folded word is one to three pinyin syllables ("jinping", "xi'an", "xiaodong")."""
        return self._is_pinyin(word.replace("'", "").replace("-", ""), 3)

    def _is_pinyin(self, word: str, most: int) -> bool:
        if word in self.syllables:
            return True
        cuts = range(1, min(len(word), 7)) if most > 1 else ()
        return any(word[:cut] in self.syllables and self._is_pinyin(word[cut:], most - 1) for cut in cuts)


@cache
def names() -> Names:
    """The names of many cultures."""
    data = table("names.toml")
    cultures = {name: _culture(lists) for name, lists in data["culture"].items()}
    return Names(
        given=frozenset().union(*(one.given for one in cultures.values())),
        surnames=frozenset().union(*(one.surnames for one in cultures.values())),
        plain_words=frozenset(data["plain_words"].split()),
        particles=frozenset(data["particles"].split()),
        surname_endings=tuple(data["surname_endings"].split()),
        syllables=frozenset(data["pinyin"].split()),
        not_names=frozenset(data["not_names"].split()),
        cultures=cultures,
    )


def _culture(lists: dict[str, str]) -> Culture:
    return Culture(frozenset(lists["given"].split()), frozenset(lists.get("surnames", "").split()))
