"""Dates that stand over what they date: the headings of a chronology, the clock times of a live report."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from visavis import edtf
from visavis.extraction.dates import find
from visavis.model import Article, Dated, Sentence, TimeExpression
from visavis.when import resolve

_OPENING = re.compile(r"[\W_]*(?:[0-9]{1,2}[).]\s+)?")  # "•", "3)"
_CLOCK = re.compile(r"[\W_]*[0-9]{1,2}[:.h][0-9]{2}\b(?!,)")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_BEHIND = re.compile(r"\s*(?:[.:|,–—→•·]|-\s|$)")
_HEAD = 40  # characters of a line in which its date stands
_ENTRIES = 3  # so many headings make a chronology or a live report
_REACH = 4  # sentences that a heading dates


def under_headings(article: Article, sentences: Sequence[Sentence], anchor: str | None) -> dict[int, Dated]:
    """The date of each sentence that stands under a heading that tells one."""
    dated = list(_chronology(article, sentences, anchor))
    if len({when.edtf for _, when in dated}) < _ENTRIES:
        dated = list(_live(article, sentences, anchor))
    if len(dated) < _ENTRIES:
        return {}
    under: dict[int, Dated] = {}
    for (first, when), following in zip(dated, [*(number for number, _ in dated[1:]), len(sentences)], strict=True):
        under |= dict.fromkeys(range(first, min(first + _REACH, following)), when)
    return under


def _line_starts(article: Article, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of the story that begin a line."""
    for sentence in sentences:
        before = article.text[max(0, sentence.start - _ENTRIES) : sentence.start]
        if sentence.zone == "body" and (sentence.start == 0 or "\n" in before):
            yield sentence


def _chronology(article: Article, sentences: Sequence[Sentence], anchor: str | None) -> Iterator[tuple[int, Dated]]:
    for sentence in _line_starts(article, sentences):
        head = article.text[sentence.start : min(sentence.end, sentence.start + _HEAD)]
        if _YEAR.search(head) is None:
            continue
        opening = _OPENING.match(head)
        one = _heading(head, opening.end() if opening else 0, article.language)
        if one is not None:
            shifted = replace(one, start=one.start + sentence.start, end=one.end + sentence.start)
            when = resolve(one, anchor)
            line = f"under the heading {when.derivation}"
            yield sentence.number, replace(when, basis="inferred", derivation=line, expression=shifted)


def _heading(head: str, first: int, language: str) -> TimeExpression | None:
    """A date that opens a line and is set off from what follows."""
    found = find(head, language)
    one = found[0] if found else None
    if one is None or one.kind != "calendar" or one.start > first or not _BEHIND.match(head, one.end):
        return None
    return one if one.year is not None else None


def _live(article: Article, sentences: Sequence[Sentence], anchor: str | None) -> Iterator[tuple[int, Dated]]:
    if anchor is None or edtf.precision(anchor) != "day":
        return
    for sentence in _line_starts(article, sentences):
        clock = _CLOCK.match(article.text, sentence.start, sentence.end)
        if clock:
            line = f"told at {clock.group().strip()} in a live report of {anchor} -> {anchor}"
            yield sentence.number, Dated(anchor, "inferred", line)
