"""The words and rules by which a language tells a time, from its `dates.toml`, ready to match.

Each kind of word has a letter; a rule is a regular expression over a row of such letters. `en/dates.toml` explains
both.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Any, Literal

Kind = Literal["calendar", "weekday", "month", "offset", "sequel"]
Unit = Literal["day", "week", "weekend", "month", "year"]

UNITS: tuple[Unit, ...] = ("day", "week", "weekend", "month", "year")  # a word's value is a place in here

TOKEN = re.compile(
    r"""
      [0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])               # 2024-12-11
    | [0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}(?!\w)        # 11/12/2024
    | [0-9]+[:/][0-9]+                                  # 14:37, 9/11
    | [0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9])              # 2,000
    | [0-9]+[.,][0-9]{1,2}(?![0-9])                     # 1.5
    | [0-9]{1,2}\.?[ºª°]                                # 1.º
    | \w+
    | 's(?!\w)
    | \n\s*\n                                           # a blank line
    | [^\w\s]
    """,
    re.VERBOSE,
)
# Marks that rules write as they are; all others are `mark`.
MARKS = {",": ",", "-": "-", "–": "-", "—": "-", "'s": "'", "%": "%"}

_PLAIN = str.maketrans("áéíóúü’", "aeiouu'")

# What a name in a rule matches and which field it fills; a name that is not here is a kind of word without a value.
_SLOTS: dict[str, tuple[tuple[str, ...], str]] = {
    "month": (("month",), "month"),
    "short_month": (("short_month",), "month"),
    "anymonth": (("month", "short_month"), "month"),
    "weekday": (("weekday",), "weekday"),
    "anyweekday": (("weekday", "short_weekday"), "weekday"),
    "date": (("day", "nth"), "day"),
    "nth": (("nth",), "day"),
    "wordday": (("ordinal", "number"), "day"),
    "year": (("year",), "year"),
    "numeric": (("numeric",), "numeric"),
    "holiday": (("holiday",), "holiday"),
    "way": (("way",), "way"),
    "anyway": (("way", "passing"), "way"),
    "today": (("today",), "today"),
    "sequel": (("sequel",), "sequel"),
    "beside": (("beside",), "sequel"),
    "shift": (("shift",), "shift"),
    "count": (("number", "day"), "count"),
    "ordinal": (("ordinal", "nth"), "ordinal"),
    "span": (("span",), "span"),
    "unit": (("unit", "weekend"), "unit"),
    "weekend": (("weekend",), "unit"),
    "units": (("unit", "units", "weekend"), "unit"),
}
_KINDS = {"word", "mark"} | {kind for kinds, _ in _SLOTS.values() for kind in kinds}
_CUES = (
    "month",
    "short_month",
    "weekday",
    "today",
    "sequel",
    "beside",
    "unit",
    "units",
    "weekend",
    "holiday",
    "partday",
)

_Kinds = dict[str, dict[str, int | str] | list[str]]  # the words of each kind, with or without values


@dataclass(frozen=True, slots=True)
class Word:
    """A kind of word; `rest` holds the words that must follow where it is a phrase."""

    rest: list[str]
    letter: str
    value: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over the row of letters; without a kind it takes words away from the others."""

    kind: Kind | None
    pattern: re.Pattern[str]
    fields: tuple[str, ...]  # what each group of the pattern fills
    count: int | None = None
    sign: int = 1
    adjoining: bool = False  # the two days must follow one another: "May 17 and 18"


@dataclass(frozen=True, slots=True)
class Grammar:
    """All that one language knows of time."""

    words: dict[str, list[Word]]  # by their first word, folded; the longest phrase first
    rules: tuple[Rule, ...]
    letters: dict[str, str]  # by kind of word
    cue: re.Pattern[str]  # a text without it tells no time
    suffixes: tuple[str, ...]  # of ordinals in digits
    numeric: str  # the order in 11/12/2024: "dmy", "mdy" or "" where it cannot be told
    capitalised: str  # letters of the kinds that need a capital
    demoted: dict[str, str]  # letters of the kinds that count as abbreviations when they have a capital
    dotted: str  # letters of the kinds that may end in a full stop
    openers: frozenset[str]  # letters of "since", "until": what follows is no date of an event


def fold(text: str) -> str:
    """Lower case without accents (ñ stays), character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


@cache
def grammar_of(language: str) -> Grammar:
    """The grammar of `language` (ISO 639-1), read once; that of English where we have none."""
    known = language.isalpha() and files(__package__).joinpath(language, "dates.toml").is_file()
    return _grammar(language if known else "en")


@cache
def _grammar(language: str) -> Grammar:
    data = tomllib.loads(files(__package__).joinpath(language, "dates.toml").read_text("utf-8"))
    kinds: _Kinds = data["words"]
    letters = dict(zip(sorted(_KINDS | set(kinds)), ascii_letters, strict=False))  # 52 kinds are plenty
    return Grammar(
        words=_lexicon(kinds, letters),
        rules=tuple(_rule(rule, letters) for rule in data["rules"]),
        letters=letters,
        cue=_cue([word for kind in _CUES for word in kinds.get(kind, ())]),
        suffixes=tuple(data["ordinal_suffixes"]),
        numeric=data["numeric"],
        capitalised="".join(letters[kind] for kind in data.get("capitalised", ())),
        demoted={letters[kind]: letters["short_" + kind] for kind in data.get("lowercase", ())},
        dotted=letters["short_month"] + letters["short_weekday"],
        openers=frozenset(letters[kind] for kind in ("open", "from", "until")),
    )


def _lexicon(kinds: _Kinds, letters: dict[str, str]) -> dict[str, list[Word]]:
    words: dict[str, list[Word]] = {}
    for kind, entries in kinds.items():
        values = entries if isinstance(entries, dict) else dict[str, int | str].fromkeys(entries, 0)
        for phrase, value in values.items():
            first, *rest = (match.group() for match in TOKEN.finditer(fold(phrase)))
            number = value if isinstance(value, int) else UNITS.index(value)
            words.setdefault(first, []).append(Word(rest, letters[kind], number))
    return {first: sorted(found, key=lambda word: -len(word.rest)) for first, found in words.items()}


def _cue(phrases: list[str]) -> re.Pattern[str]:
    """Finds a digit or the first word of a phrase that can stand for a time."""
    firsts = {re.escape(fold(phrase)) for phrase in phrases}
    return re.compile(rf"[0-9]|\b(?:{'|'.join(sorted(firsts))})\b")


def _rule(data: dict[str, Any], letters: dict[str, str]) -> Rule:
    fields: list[str] = []

    def translate(match: re.Match[str]) -> str:
        name = match.group().rstrip("!")
        if name.startswith("(?"):  # looking around fills nothing
            return re.sub("[a-z_]+", lambda inner: _letter_set(inner.group(), letters), name)
        if name in _SLOTS and not match.group(1):
            fields.append(_SLOTS[name][1])
            return f"({_letter_set(name, letters)})"
        return _letter_set(name, letters)

    pattern = data["pattern"].replace("(", "(?:").replace("(?:?", "(?")
    pattern = re.sub(r"\(\?[<=!]+[^)]*\)|[a-z_]+(!)?", translate, pattern).replace(" ", "")
    extras = {key: value for key, value in data.items() if key in {"count", "sign", "adjoining"}}
    return Rule(data.get("kind"), re.compile(pattern), tuple(fields), **extras)


def _letter_set(name: str, letters: dict[str, str]) -> str:
    kinds = _SLOTS[name][0] if name in _SLOTS else (name,)
    return "[" + "".join(letters[kind] for kind in kinds) + "]"
