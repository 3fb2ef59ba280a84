"""Words that tell a time: "Dec. 11, 2024", "last December", "on the 18th", "hace dos semanas".

A text becomes a row of letters, one for each word or mark, that says of what kind it is (month, weekday, number,
"last", "of" ...; neighbouring words of no kind count as one). The rules of a language are regular expressions over that
row, and both words and rules are data: `lexicon/en/dates.toml` explains them. The longest match wins.
"""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from string import ascii_letters
from typing import Any, Literal

from visavis.model import TimeExpression
from visavis.when import resolve

Kind = Literal["calendar", "weekday", "month", "offset", "sequel"]

_LANGUAGES = ("en", "es")
_UNITS: tuple[Literal["day", "week", "weekend", "month", "year"], ...] = ("day", "week", "weekend", "month", "year")

_TOKEN = re.compile(
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
_PLAIN = str.maketrans("áéíóúü’", "aeiouu'")
_MARKS = {
    ",": ",",
    "-": "-",
    "–": "-",
    "—": "-",
    "'s": "'",
    "%": "%",
}  # a rule writes these as they are, all others as `mark`

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
_CUES = ("month", "short_month", "weekday", "today", "sequel", "beside", "unit", "units", "weekend", "holiday")


@dataclass(frozen=True, slots=True)
class _Word:
    """A kind of word; `rest` holds the words that must follow where it is a phrase."""

    rest: list[str]
    letter: str
    value: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern over the row of letters; without a kind it takes words away from the others."""

    kind: Kind | None
    pattern: re.Pattern[str]
    fields: tuple[str, ...]  # what each group of the pattern fills
    count: int | None = None
    sign: int = 1
    adjoining: bool = False  # the two days must follow one another: "May 17 and 18"


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: dict[str, list[_Word]]
    rules: tuple[_Rule, ...]
    letters: dict[str, str]
    cue: re.Pattern[str]  # a text without it tells no time
    suffixes: tuple[str, ...]  # of ordinals in digits
    numeric: str  # the order in 11/12/2024: "dmy", "mdy" or "" where it cannot be told
    capitalised: str  # letters of the kinds that need a capital
    demoted: dict[str, str]  # letters of the kinds that count as abbreviations when they have a capital
    dotted: str  # letters of the kinds that may end in a full stop
    openers: frozenset[str]  # letters of "since", "until": what follows is no date of an event


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    value: int


def find(text: str, language: str) -> tuple[TimeExpression, ...]:
    """The expressions of `text` in order, never overlapping, with offsets into it; languages we lack count as English.

    What tells no date of an event is left out: open ends ("since 2018", "until May"), durations, anniversaries, clock
    times, years inside names.
    """
    grammar = _grammar(language if language in _LANGUAGES else "en")
    folded = _fold(text)
    if grammar.cue.search(folded) is None:
        return ()
    row, tokens = _read(text, folded, grammar)
    found: list[TimeExpression] = []
    taken = bytearray(len(row))
    for match, rule in sorted(_matches(row, grammar), key=lambda found: found[0].start() - found[0].end()):
        if any(taken[match.start() : match.end()]):
            continue
        expression = _expression(text, tokens, match, rule)
        if expression is None and rule.kind:
            continue
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
        if expression and row[: match.start()].rstrip(grammar.letters["the"])[-1:] not in grammar.openers:
            found.append(expression)
    return tuple(sorted(found, key=lambda expression: expression.start))


# --- from text to a row of letters -----------------------------------------------------------------------------------


def _fold(text: str) -> str:
    """Lower case without accents (ñ stays), character for character."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.translate(_PLAIN)


def _read(text: str, folded: str, grammar: _Grammar) -> tuple[str, list[_Token]]:
    matches = list(_TOKEN.finditer(folded))
    words = [match.group() for match in matches]
    row, tokens, at = "", [], 0
    while at < len(words):
        start = matches[at].start()
        word = _word(words, at, text[start].isupper(), grammar)
        last = at + len(word.rest)
        if word.letter in grammar.dotted and words[last + 1 : last + 2] == ["."]:
            last += 1
        if word.letter != grammar.letters["word"] or row[-1:] != word.letter:
            row += word.letter
            tokens.append(_Token(start, matches[last].end(), word.value))
        at = last + 1
    return row, tokens


def _word(words: list[str], at: int, capital: bool, grammar: _Grammar) -> _Word:  # noqa: FBT001
    for word in grammar.words.get(words[at], ()):
        if word.rest == words[at + 1 : at + 1 + len(word.rest)] and (capital or word.letter not in grammar.capitalised):
            letter = grammar.demoted.get(word.letter, word.letter) if capital else word.letter
            return word if letter == word.letter else replace(word, letter=letter)
    if words[at][0].isdigit():
        kind, value = _number(words[at], grammar)
        return _Word([], grammar.letters[kind], value)
    letter = _MARKS.get(words[at]) or grammar.letters["word" if words[at][0].isalpha() else "mark"]
    return _Word([], letter, 0)


def _number(word: str, grammar: _Grammar) -> tuple[str, int]:
    """The kind and value of a word that begins with a digit."""
    if word.isdecimal() and word.isascii():
        return _digits(word)
    digits = re.match("[0-9]{1,2}", word)
    if digits and word[digits.end() :] in grammar.suffixes and 1 <= int(digits.group()) <= 31:
        return "nth", int(digits.group())
    if len(word) > 7 and (value := _full_date(re.split(r"[-/.]", word), grammar.numeric)):
        return "numeric", value
    return "word", 0


def _digits(word: str) -> tuple[str, int]:
    if len(word) <= 2:
        return ("day", int(word)) if 1 <= int(word) <= 31 else ("word", 0)
    return ("year", int(word)) if len(word) == 4 and "1800" <= word < "2100" else ("word", 0)


def _full_date(parts: list[str], order: str) -> int | None:
    """Year, month and day as one number, 20241211; None where the order cannot be told."""
    if len(parts) != 3 or not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    first, second, third = map(int, parts)
    if len(parts[0]) == 4:
        return first * 10000 + second * 100 + third
    day_first = first > 12 or first == second or (order == "dmy" and second <= 12)
    if not day_first and second <= 12 and order != "mdy":
        return None
    day, month = (first, second) if day_first else (second, first)
    return third * 10000 + month * 100 + day


# --- from a row of letters to expressions ----------------------------------------------------------------------------


def _matches(row: str, grammar: _Grammar) -> Iterator[tuple[re.Match[str], _Rule]]:
    for rule in grammar.rules:
        for match in rule.pattern.finditer(row):
            yield match, rule


Values = list[tuple[str, int]]


def _expression(text: str, tokens: list[_Token], match: re.Match[str], rule: _Rule) -> TimeExpression | None:
    """What the match says; None where it is no date ("May 32", "Tuesday last year")."""
    if rule.kind is None:
        return None
    places = [(name, match.start(group)) for group, name in enumerate(rule.fields, start=1)]
    values = [(name, tokens[place].value) for name, place in places if place >= 0]
    parts = _BUILDERS[rule.kind](values, rule)
    if parts is None:
        return None
    start, end = tokens[match.start()].start, tokens[match.end() - 1].end
    expression = replace(TimeExpression(start, end, text[start:end], rule.kind), **parts)
    dated = expression.year is not None or expression.month is not None
    return None if dated and resolve(expression, None).edtf is None else expression


def _of(values: Values, name: str) -> list[int | None]:
    """The first and the second value of a field."""
    return [*(value for key, value in values if key == name), None, None][:2]


def _calendar(values: Values, rule: _Rule) -> dict[str, Any] | None:
    parts: dict[str, Any] = {}
    for name in ("year", "month", "day"):
        parts[name], parts["until_" + name] = _of(values, name)
    parts["weekday"] = _of(values, "weekday")[0]
    for name, value in values:
        if name in {"numeric", "holiday"}:
            parts |= {"year": value // 10000 or None, "month": value // 100 % 100, "day": value % 100}
    if (span := _of(values, "span")[0]) and not _set_span(parts, span, _of(values, "ordinal")[0] or 1):
        return None
    if rule.adjoining and parts["until_day"] != (parts["day"] or 0) + 1:
        return None
    _set_years(parts, values)
    return _hung(parts, values)


def _set_span(parts: dict[str, Any], months: int, ordinal: int) -> bool:
    """Quarters and halves of a year as months."""
    if ordinal * months > 12:
        return False
    parts |= {"month": (ordinal - 1) * months + 1, "until_month": ordinal * months, "day": None}
    return True


def _set_years(parts: dict[str, Any], values: Values) -> None:
    """One year said after both ends is that of the second: "December 30 to January 2, 2025"."""
    start, end = ((parts[key + "month"] or parts["month"], parts[key + "day"] or 0) for key in ("", "until_"))
    if values[-1][0] == "year" and parts["until_year"] is None and parts["until_month"] and end < start:
        parts["until_year"], parts["year"] = parts["year"], parts["year"] - 1


def _hung(parts: dict[str, Any], values: Values) -> dict[str, Any] | None:
    """The parts with the direction, or the year or month that they hang on; None where the unit makes no sense."""
    way, unit = _of(values, "way")[0], _of(values, "unit")[0]
    if unit is None:
        return parts | {"direction": way or 0}
    hook = "year" if parts["month"] else "month"
    return parts | {"unit": hook, "count": way or 0} if _UNITS[unit] == hook else None


def _weekday(values: Values, _rule: _Rule) -> dict[str, Any] | None:
    ways = [value for key, value in values if key == "way"]
    unit = _of(values, "unit")[0]
    parts = {"weekday": _of(values, "weekday")[0]}
    if unit is None:
        return parts | {"direction": ways[-1] if ways else 0}
    return parts | {"unit": "week", "count": ways[-1]} if _UNITS[unit] == "week" and ways else None


def _month(values: Values, _rule: _Rule) -> dict[str, Any]:
    ways = [value for key, value in values if key == "way"]
    return {"month": _of(values, "month")[0], "direction": ways[-1]}


def _offset(values: Values, rule: _Rule) -> dict[str, Any] | None:
    today, count = _of(values, "today")[0], _of(values, "count")[0]
    unit, way = _of(values, "unit")[0], _of(values, "way")[0]
    if today is not None:
        return {"unit": "day", "count": today, "weekday": _of(values, "weekday")[0]}
    if unit is None or (_UNITS[unit] == "day" and count is None):
        return None
    number = rule.count if rule.count is not None else way if count is None else count * rule.sign
    return {"unit": _UNITS[unit], "count": number or 0}


def _sequel(values: Values, _rule: _Rule) -> dict[str, Any]:
    days, unit = _of(values, "sequel")[0], _of(values, "unit")[0]
    if unit is None:
        return {"unit": "day", "count": days}
    return {"unit": _UNITS[unit], "count": (_of(values, "count")[0] or 1) * (_of(values, "shift")[0] or 1)}


_BUILDERS: dict[Kind, Callable[[Values, _Rule], dict[str, Any] | None]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "month": _month,
    "offset": _offset,
    "sequel": _sequel,
}


# --- the lexicon -----------------------------------------------------------------------------------------------------


@cache
def _grammar(language: str) -> _Grammar:
    data = tomllib.loads(files("visavis.lexicon").joinpath(language, "dates.toml").read_text("utf-8"))
    kinds: dict[str, dict[str, int | str] | list[str]] = data["words"]
    letters = dict(zip(sorted(_KINDS | set(kinds)), ascii_letters, strict=False))
    return _Grammar(
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


def _lexicon(kinds: dict[str, dict[str, int | str] | list[str]], letters: dict[str, str]) -> dict[str, list[_Word]]:
    words: dict[str, list[_Word]] = {}
    for kind, entries in kinds.items():
        values = entries if isinstance(entries, dict) else dict[str, int | str].fromkeys(entries, 0)
        for phrase, value in values.items():
            first, *rest = (match.group() for match in _TOKEN.finditer(_fold(phrase)))
            number = value if isinstance(value, int) else _UNITS.index(value)
            words.setdefault(first, []).append(_Word(rest, letters[kind], number))
    return {first: sorted(found, key=lambda word: -len(word.rest)) for first, found in words.items()}


def _cue(phrases: list[str]) -> re.Pattern[str]:
    """Finds a digit or the first word of a phrase that can stand for a time."""
    firsts = {re.escape(_fold(phrase)) for phrase in phrases}
    return re.compile(rf"[0-9]|\b(?:{'|'.join(sorted(firsts))})\b")


def _rule(data: dict[str, Any], letters: dict[str, str]) -> _Rule:
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
    return _Rule(data.get("kind"), re.compile(pattern), tuple(fields), **extras)


def _letter_set(name: str, letters: dict[str, str]) -> str:
    kinds = _SLOTS[name][0] if name in _SLOTS else (name,)
    return "[" + "".join(letters[kind] for kind in kinds) + "]"
