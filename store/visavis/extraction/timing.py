"""When something happened: the time expression of a sentence that stands nearest to the word that tells it."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from visavis import edtf
from visavis.extraction.dates import find
from visavis.extraction.document import Document, Line
from visavis.model import Dated, TimeExpression
from visavis.when import Tense, resolve

_ASIDE = (" who ", " que ", ";", " which ")
_WITHOUT_SUBJECT = frozenset({"tras", "al", "de", "to"})  # "agreed on it after meeting": the same people, the same time
_JOINED = (" and ", " y ")
_OF_PLAN = frozenset(
    {"for", "para", "through", "until", "hasta", "by"}
)  # what follows is the term of a plan, not its date
_SINCE = frozenset({"since", "desde"})
_OF = frozenset({"of", "de", "del"})  # "the protocol of 2017": the year of something else
_LEAD = 5  # sentences at the head of an article, title and captions counted, that tell its news
_BACK = 3  # sentences that a date told before reaches
_HEAD = 8  # sentences, title and bylines counted, that name the day they were written on
_NEWS = timedelta(days=45)
_SOON, _LONG_AGO = timedelta(days=28), timedelta(days=300)
_YEARS = range(2000, 2028)  # in which every day of the calendar falls on every weekday
_THIS = ("this ", "este ")
_DATELINE = 60  # characters at the head of a story that may hold a dateline


def nearest(
    document: Document, line: Line, at: int, *, tense: Tense, told: str | None, aside: bool = True
) -> Dated | None:
    """The date nearest to the token `at`, with offsets in the article, else that of the entry the sentence stands in.

    `told` is the date told before. None where there is none.

    Without `aside`, times behind the event that belong to another clause ("B, who arrived on Monday", "the ministry said
    on Tuesday", "the accord signed in 2019") do not count.
    """
    start = line.sentence.start
    text = document.article.text[start : line.sentence.end]
    spot = line.tokens[at].start - start
    other = _next_event(document, line, at) - start
    times = [
        one
        for one in _expressions(document, line)
        if aside or not (_is_of_another(spot, one, text) or spot < other < one.start)
    ]
    best = min(times, key=lambda one: _far(spot, one, text), default=None)
    if best and best.kind == "sequel":
        told = _base(document, line, best, tense) or told or (document.anchor if best.count is None else None)
    if best is None:
        return document.headings.get(line.sentence.number)
    dated = _resolved(document, best, start, tense, told)
    return _still_to_come(document, best, dated, start) if tense == "past" else dated


def _still_to_come(document: Document, one: TimeExpression, dated: Dated, start: int) -> Dated:
    """A day without a year that was last nearly a year ago and comes again in weeks: news speaks of the one to come."""
    written = edtf.bounds(document.anchor or "")
    if one.kind != "calendar" or one.year is not None or one.day is None or one.direction or written is None:
        return dated
    ahead = _resolved(document, one, start, "future", None)
    days, gone = edtf.bounds(ahead.edtf or ""), edtf.bounds(dated.edtf or "")
    soon = days is not None and timedelta() < days[0] - written[1] <= _SOON
    return ahead if soon and gone is not None and written[0] - gone[1] > _LONG_AGO else dated


def _base(document: Document, line: Line, sequel: TimeExpression, tense: Tense) -> str | None:
    """The day that "the following day" counts from: the one told before it in its sentence, else just before that."""
    start = line.sentence.start
    for one in reversed(_expressions(document, line)):
        if one.start < sequel.start and one.kind != "sequel":
            dated = _resolved(document, one, start, tense, None)
            return dated.edtf if dated.edtf and edtf.precision(dated.edtf) == "day" else None
    before = told_before(document, line.sentence.number)
    return before.edtf if before else None


def is_open(line: Line) -> bool:
    """True where the sentence counts from a year on: "since 2018", "desde el año 2001"."""
    words = [token.low for token in line.tokens]
    return any(word in _SINCE and any(is_year(near) for near in words[k + 1 : k + 4]) for k, word in enumerate(words))


def told_before(document: Document, number: int) -> Dated | None:
    """The last day, not after that of the article, told in the sentences just before sentence `number`, else at the head."""
    days = (day_told(document, line.sentence.number) for line in _lines_before(document, number))
    return next((day for day in days if day is not None), None)


def day_told(document: Document, number: int) -> Dated | None:
    """The first day, not after that of the article, that sentence `number` of the story tells."""
    line = document.lines[number]
    for one in _expressions(document, line) if _tells(line) else ():
        dated = _resolved(document, one, line.sentence.start, "past", None)
        if dated.edtf and edtf.precision(dated.edtf) == "day" and is_told(dated.edtf, document.anchor):
            return dated
    return None


def _tells(line: Line) -> bool:
    """True for a sentence of the story that is no byline."""
    return line.sentence.zone == "body" and any(tag == "x" for tag in line.parsed.tagged.tags)


def is_told(day: str, published: str | None) -> bool:
    """True for a day of the news that is not still to come."""
    days, around = edtf.bounds(day), edtf.bounds(published) if published else None
    return published is None or (is_news(day, published) and (days is None or around is None or days[0] <= around[1]))


def _lines_before(document: Document, number: int) -> list[Line]:
    """The sentences just before one, the last first, then those that open the story."""
    near = document.lines[max(0, number - _BACK) : number]
    head = [line for line in document.lines[:_LEAD] if line.sentence.number < number - _BACK]
    return [*reversed(near), *head]


def inferred(when: Dated, reason: str) -> Dated:
    """A date that was said of something else, taken over for `reason`."""
    return replace(when, basis="inferred", derivation=f"{reason}: {when.derivation}")


def year_at(document: Document, line: Line, at: int) -> Dated:
    """The year written at a token."""
    token = line.tokens[at]
    one = TimeExpression(token.start, token.end, token.text, "calendar", year=int(token.text))
    return resolve(one, document.anchor)


def is_year(word: str) -> bool:
    """True for the digits of a year of the last hundred years or so."""
    return len(word) == 4 and word.isdecimal() and word.isascii() and "1900" <= word < "2100"


def _expressions(document: Document, line: Line) -> tuple[TimeExpression, ...]:
    """The times of a sentence, but for the terms of plans and the dateline."""
    return _times(document.article.text[line.sentence.start : line.sentence.end], document.know.language)


@lru_cache(maxsize=64)  # the sentences around are asked for again and again
def _times(text: str, language: str) -> tuple[TimeExpression, ...]:
    return tuple(one for one in find(text, language) if not _is_term(text, one) and not _in_dateline(text, one))


def is_news(day: str, published: str | None) -> bool:
    """True for a date so near to the publication that it is the news itself; without one, for a day of no year."""
    days, around = edtf.bounds(day), edtf.bounds(published) if published else None
    if days is None or around is None:
        return day.startswith("XXXX")
    return days[0] >= around[0] - _NEWS


def _resolved(document: Document, one: TimeExpression, start: int, tense: Tense, told: str | None) -> Dated:
    if one.kind == "weekday" and (document.anchor or "").startswith("XXXX-"):
        dated = _in_undated_week(document, one, tense)
    else:
        dated = resolve(one, document.anchor, tense=tense, told=told)
    return replace(dated, expression=replace(one, start=one.start + start, end=one.end + start))


def _in_undated_week(document: Document, one: TimeExpression, tense: Tense) -> Dated:
    """A weekday under a dateline such as "6 Mar", whose year nobody tells: the day of the dateline has a weekday too."""
    anchor, day = document.anchor or "", _dateline_weekday(document)
    year = next((year for year in _YEARS if day is not None and _falls_on(edtf.at_year(anchor, year), day)), None)
    if year is None:
        return resolve(one, anchor, tense=tense)
    dated = resolve(one, edtf.at_year(anchor, year), tense=tense)
    text = f"XXXX{dated.edtf[4:]}" if dated.edtf else None
    return replace(dated, edtf=text, derivation=f"'{one.words}' under a dateline of {anchor} -> {text}")


def _falls_on(day: str | None, weekday: int) -> bool:
    days = edtf.bounds(day or "")
    return days is not None and days[0].weekday() == weekday


def _dateline_weekday(document: Document) -> int | None:
    """The weekday on which a dateline was written: "this Thursday", "said on Thursday", else the only one at the head."""
    named: list[int] = []
    for line in document.lines[:_HEAD]:
        text = document.article.text[line.sentence.start : line.sentence.end]
        for one in _expressions(document, line):
            if one.kind != "weekday" or one.weekday is None or one.direction:
                continue
            if one.words.lower().startswith(_THIS) or _SAID.search(text[: one.start]):
                return one.weekday
            named.append(one.weekday)
    return named[0] if len(set(named)) == 1 else None


def _is_term(text: str, one: TimeExpression) -> bool:
    """True for the years that a paper is for: "a plan for 2024-2026", "the programme 2021-2023"."""
    before = (text[: one.start].split()[-1:] or [""])[0].lower()
    if one.month is not None or one.year is None:
        return False
    if before == "the" and _NOUN_BEHIND.match(text[one.end :]):
        return True  # "the 2023 arrangement"
    return before in _OF_PLAN or before in _OF or (one.until_year is not None and "-" in one.words)


_NOUN_BEHIND = re.compile(r" (?!meeting|talks|summit|visit|and |or |to )[a-z]")


def _in_dateline(text: str, one: TimeExpression) -> bool:
    """True where it was written, not where it happened: "HANOI, July 3 (VNA) - ", "Tokio, 16 jul (EFE).-"."""
    behind = text[one.end : one.end + _DATELINE].lstrip()
    return one.end < _DATELINE and behind.startswith(("(", "–", "—", "-", ".-", "--", ".—", "/"))


def _next_event(document: Document, line: Line, at: int) -> int:
    """Where the next verb of meeting behind token `at` begins, or the end of the line: a time behind it is its own."""
    verbs = document.know.words["meeting.meet"]
    behind = (
        token.start
        for before, token in pairwise(line.tokens[at:])
        if token.low in verbs and not token.low.endswith("ing") and before.low not in _WITHOUT_SUBJECT
    )
    return next(behind, line.sentence.end)


def _is_of_another(at: int, one: TimeExpression, text: str) -> bool:
    if one.start < at:  # "denied on Monday that A had met B"
        return bool(_SAID.search(text[: one.start]) and _THAT.search(text[one.end : at]))
    between = text[at : one.start]
    return any(word in between for word in _ASIDE) or bool(_SAID.search(between) or _DONE.search(between))


_SAID = re.compile(
    r"\b(?:said|announced|reported|stated|told \w+|made (?:this|it) known|stated this|said this|disclosed|revealed"
    r"|confirmed|added|denied|rejected|dismissed|informó|dijo|anunció|señaló|indicó|afirmó|negó|desmintió|aseguró"
    r"|confirmó|declaró|reveló)"
    r"(?: on| late| early| el| este)*\s*$",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|reports|claims|rumou?rs|que|versiones)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:signed|inked|concluded|established|arrived|adopted|launched|firmad[oa]s?|suscrit[oa]s?|llegó|establecid[oa]s)"
    r"(?: here| back)?(?: in| on| el| en| este)*\s*$",
    re.IGNORECASE,
)


def _far(at: int, one: TimeExpression, text: str) -> int:
    """Characters between the word and a time; commas and asides between count extra."""
    first, last = (at, one.start) if one.start > at else (one.end, at)
    between = text[first:last]
    others = between.startswith(_JOINED) and one.end <= at  # "leaves on Monday and meets B"
    return (last - first) + 25 * between.count(",") + 40 * (others + any(aside in between for aside in _ASIDE))
