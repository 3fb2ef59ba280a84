"""When something happened: the time expression of a sentence that stands nearest to the word that tells it."""

from dataclasses import replace

from visavis.extraction.dates import find
from visavis.extraction.document import Document, Line
from visavis.model import Dated, TimeExpression
from visavis.when import Tense, resolve

_ASIDE = (" who ", " que ", ";", " which ")
_OF_PLAN = frozenset(
    {"for", "para", "through", "until", "hasta", "by"}
)  # what follows is the term of a plan, not its date


def nearest(document: Document, line: Line, at: int, *, tense: Tense, told: str | None) -> Dated | None:
    """The date nearest to the token `at`, with offsets in the article; `told` is the date told before. None where none."""
    start = line.sentence.start
    text = document.article.text[start : line.sentence.end]
    spot = line.tokens[at].start - start
    expressions = [one for one in find(text, document.know.language) if not _is_term(text, one)]
    best = min(expressions, key=lambda one: _far(spot, one, text), default=None)
    if best is None:
        return None
    dated = resolve(best, document.article.published, tense=tense, told=told)
    return replace(dated, expression=replace(best, start=best.start + start, end=best.end + start))


def _is_term(text: str, one: TimeExpression) -> bool:
    """ "a plan for 2024-2026", "the programme 2021-2023": years that a paper is for."""
    before = text[: one.start].split()[-1:] or [""]
    years_only = one.month is None and one.year is not None
    return years_only and (before[0].lower() in _OF_PLAN or (one.until_year is not None and "-" in one.words))


def _far(at: int, one: TimeExpression, text: str) -> int:
    """Characters between the word and a time; commas and asides between count extra."""
    first, last = (at, one.start) if one.start > at else (one.end, at)
    between = text[first:last]
    return (last - first) + 25 * between.count(",") + 40 * any(aside in between for aside in _ASIDE)
