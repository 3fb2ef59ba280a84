"""When an article says itself that it was written: its dateline, a byline at its head, a line of date at its end."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from visavis import edtf
from visavis.extraction.dates import find
from visavis.lexicon.zones import zones
from visavis.model import TimeExpression
from visavis.when import resolve

_DATELINE_LENGTH = 70
_DATELINE_END = re.compile(r"\.?\s*\([^)]{2,20}\)|\.?\s*(?:\([^)]{2,20}\)\s*)?(?:[A-Z]{2,8}\s*)?[.:–—-]|\s*/")
_HEAD, _TAIL = 8, 5  # lines in which a byline may stand
_TEXT = 30  # words of a line with which the story has begun
_BESIDE = 9  # words beside the date of a byline: "By A B, Staff Reporter | Updated:"
_PLACE = 3  # words beside a date without a year: "Asunción, 25 de mayo"
_DIARY = 3  # so many different dates in lines of their own make a chronology
_LATE = timedelta(days=21)  # a text put up again weeks later
_HANDLE = re.compile(r"@\w+|https?://\S+")  # of a post that the story quotes
_WORD = re.compile(r"[^\W\d_]{2,}")


def written_on(text: str, leads: Sequence[int], language: str) -> str | None:
    """The EDTF date of the dateline at one of the offsets `leads` and of the byline; None where neither is told.

    The year stays unknown where neither has one; the dateline counts where they differ by days, the byline by years.
    """
    byline = _byline(text, language)
    for start in leads:
        line = _dateline(text[start : start + _DATELINE_LENGTH], language)
        if line is not None:
            told = resolve(line, byline).edtf
            return told if told and (byline is None or is_near(told, byline)) else byline
    return byline


def is_near(one: str, other: str) -> bool:
    """True for two dates that can lie within a few days."""
    first, second = edtf.bounds(one), edtf.bounds(other)
    if first is None or second is None:
        return edtf.compatible(one, other)
    return abs(first[0] - second[0]) <= _LATE


def _dateline(head: str, language: str) -> TimeExpression | None:
    """As in "Berlin, 24 March 2022.- ...", "ISLAMABAD, Apr 26 (APP): ..."."""
    for one in find(head, language):
        if _is_day(one) and _DATELINE_END.match(head, one.end) and _is_label(head[: one.start]):
            return one
    return None


def _byline(text: str, language: str) -> str | None:
    """The first date that has a short line to itself, at the head of the text or, failing that, at its end."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    opening = list(_opening(lines))
    tail = lines[max(len(opening), len(lines) - _TAIL) :]
    told = [date for part in (opening, tail) for date in _dates(part, language)]
    return told[0] if 0 < len(set(told)) < _DIARY else None


def _opening(lines: Sequence[str]) -> Iterator[str]:
    """The lines before the story begins."""
    for line in lines[:_HEAD]:
        if len(line.split()) > _TEXT:
            return
        yield line


def _dates(lines: Iterable[str], language: str) -> Iterator[str]:
    for line in lines:
        days = [one for one in find(line, language) if _is_day(one)] if len(line.split()) <= _TEXT else []
        if days and _is_byline(line, days[0]) and (date := resolve(days[0], None).edtf):
            yield date


def _is_byline(line: str, day: TimeExpression) -> bool:
    beside = _HANDLE.sub(" ", line[: day.start] + " " + line[day.end :])
    words = _WORD.findall(beside)
    if day.year is None and not 0 < len(words) <= _PLACE:
        return False
    return len(words) <= _BESIDE and _is_label(beside)


def _is_label(words: str) -> bool:
    """True for names and the few small words of bylines: no sentence is told in them."""
    known = zones().byline_words
    return all(word[0].isupper() or word in known for word in _WORD.findall(words))


def _is_day(one: TimeExpression) -> bool:
    return one.kind == "calendar" and one.day is not None and one.until_day is None
