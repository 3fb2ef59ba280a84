"""Words that tell a time: "Dec. 11, 2024", "last December", "on the 18th", "hace dos semanas".

A text becomes a row of letters, one for each word or mark, that says of what kind it is (month, weekday, number,
"last", "of" ...; neighbouring words of no kind count as one). The rules of a language are regular expressions over that
row, and both words and rules are data: `lexicon/en/dates.toml` explains them. The longest match wins.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from visavis.lexicon.dates import MARKS, TOKEN, UNITS, Grammar, Kind, Rule, Word, fold, grammar_of
from visavis.model import TimeExpression
from visavis.when import resolve

Values = list[tuple[str, int]]  # what the words of a match say, in order


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
    grammar = grammar_of(language)
    folded = fold(text)
    if grammar.cue.search(folded) is None:
        return ()
    row, tokens = _read(text, folded, grammar)
    found: list[TimeExpression] = []
    taken = bytearray(len(row))
    for match, rule in _longest_first(row, grammar):
        start, end = match.span()
        expression = None if any(taken[start:end]) else _expression(text, tokens, match, rule)
        if expression or rule.kind is None:
            taken[start:end] = bytes([1]) * (end - start)
        if expression and _exists(expression) and not _opened(row[:start], grammar):
            found.append(expression)
    return tuple(sorted(found, key=lambda expression: expression.start))


# --- from text to a row of letters -----------------------------------------------------------------------------------


def _read(text: str, folded: str, grammar: Grammar) -> tuple[str, list[_Token]]:
    matches = list(TOKEN.finditer(folded))
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


def _word(words: list[str], at: int, capital: bool, grammar: Grammar) -> Word:  # noqa: FBT001
    for word in grammar.words.get(words[at], ()):
        if word.rest == words[at + 1 : at + 1 + len(word.rest)] and (capital or word.letter not in grammar.capitalised):
            letter = grammar.demoted.get(word.letter, word.letter) if capital else word.letter
            return word if letter == word.letter else replace(word, letter=letter)
    if words[at][0].isdigit():
        kind, value = _number(words[at], grammar)
        return Word([], grammar.letters[kind], value)
    letter = MARKS.get(words[at]) or grammar.letters["word" if words[at][0].isalpha() else "mark"]
    return Word([], letter, 0)


def _number(word: str, grammar: Grammar) -> tuple[str, int]:
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


def _longest_first(row: str, grammar: Grammar) -> list[tuple[re.Match[str], Rule]]:
    """All matches of all rules; of equally long ones the earlier rule, then the earlier place."""
    matches = [(match, rule) for rule in grammar.rules for match in rule.pattern.finditer(row)]
    return sorted(matches, key=lambda found: found[0].start() - found[0].end())


def _opened(before: str, grammar: Grammar) -> bool:
    """Whether the row before an expression makes it an open end: "since", "until the"."""
    return before.rstrip(grammar.letters["the"])[-1:] in grammar.openers


def _expression(text: str, tokens: list[_Token], match: re.Match[str], rule: Rule) -> TimeExpression | None:
    """What the match says; None where its words do not belong together ("Tuesday last year", "May 17 and 25")."""
    if rule.kind is None:
        return None
    places = [(name, match.start(group)) for group, name in enumerate(rule.fields, start=1)]
    values = [(name, tokens[place].value) for name, place in places if place >= 0]
    parts = _BUILDERS[rule.kind](values, rule)
    if parts is None:
        return None
    start, end = tokens[match.start()].start, tokens[match.end() - 1].end
    return replace(TimeExpression(start, end, text[start:end], rule.kind), **parts)


def _exists(expression: TimeExpression) -> bool:
    """Whether there is such a day: a 30 February is read as one, and told to nobody."""
    undated = expression.year is None and expression.month is None
    return undated or resolve(expression, None).edtf is not None


def _of(values: Values, name: str) -> list[int | None]:
    """The first and the second value of a field."""
    return [*(value for key, value in values if key == name), None, None][:2]


def _calendar(values: Values, rule: Rule) -> dict[str, Any] | None:
    parts: dict[str, Any] = {}
    for name in ("year", "month", "day"):
        parts[name], parts["until_" + name] = _of(values, name)
    parts["weekday"] = _of(values, "weekday")[0]
    for name, value in values:
        if name in {"numeric", "holiday"}:
            parts |= {"year": value // 10000 or None, "month": value // 100 % 100, "day": value % 100}
    if (span := _of(values, "span")[0]) and not _set_span(parts, span, _of(values, "ordinal")[0] or 1):
        return None
    if parts["until_day"] and not parts["until_month"] and not _in_order(parts, rule):
        return None
    _set_years(parts, values)
    return _hung(parts, values)


def _in_order(parts: dict[str, Any], rule: Rule) -> bool:
    """Whether two days of one month make a range."""
    return bool(parts["until_day"] == parts["day"] + 1 if rule.adjoining else parts["until_day"] > parts["day"])


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
    return parts | {"unit": hook, "count": way or 0} if UNITS[unit] == hook else None


def _weekday(values: Values, _rule: Rule) -> dict[str, Any] | None:
    ways = [value for key, value in values if key == "way"]
    unit = _of(values, "unit")[0]
    parts = {"weekday": _of(values, "weekday")[0]}
    if unit is None:
        return parts | {"direction": ways[-1] if ways else 0}
    return parts | {"unit": "week", "count": ways[-1]} if UNITS[unit] == "week" and ways else None


def _month(values: Values, _rule: Rule) -> dict[str, Any]:
    ways = [value for key, value in values if key == "way"]
    return {"month": _of(values, "month")[0], "direction": ways[-1]}


def _offset(values: Values, rule: Rule) -> dict[str, Any] | None:
    today, count = _of(values, "today")[0], _of(values, "count")[0]
    unit, way = _of(values, "unit")[0], _of(values, "way")[0]
    if today is not None:
        return {"unit": "day", "count": today, "weekday": _of(values, "weekday")[0]}
    if unit is None or (UNITS[unit] == "day" and count is None):
        return None
    number = rule.count if rule.count is not None else way if count is None else count * rule.sign
    return {"unit": UNITS[unit], "count": number or 0}


def _sequel(values: Values, _rule: Rule) -> dict[str, Any]:
    days, unit = _of(values, "sequel")[0], _of(values, "unit")[0]
    if unit is None:
        return {"unit": "day", "count": days}
    return {"unit": UNITS[unit], "count": (_of(values, "count")[0] or 1) * (_of(values, "shift")[0] or 1)}


_BUILDERS: dict[Kind, Callable[[Values, Rule], dict[str, Any] | None]] = {
    "calendar": _calendar,
    "weekday": _weekday,
    "month": _month,
    "offset": _offset,
    "sequel": _sequel,
}
