"""An article as lines for the reading pane: the words of the current fact marked, other zones than the body set apart.

Signs beside the styles: `«words»` are marked, `▶` in the margin is the sentence in question, `┊` a zone without facts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from visavis.database.answers import ArticleRow, Passage, SentenceRow
from visavis_tui.columns import wrapped
from visavis_tui.present import displayable
from visavis_tui.stops import Stop

MARGIN = 2  # cells
LONGEST = 60_000  # code points laid out at once, around the current sentence

Range = tuple[int, int]  # start and end, the end exclusive

_PARAGRAPH = re.compile(r"[^\r\n]+")
_FACTUAL = ("title", "body")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of an article (or of the stretch that is shown) and the first one of the current sentence."""

    lines: tuple[Content, ...]
    current: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph, or the part of one that lies in one zone."""

    start: int
    end: int
    zone: str
    apart: bool  # an empty line stands before it


def page(article: ArticleRow, marks: Sequence[Passage], stop: Stop | None, width: int) -> Page:
    """Lay an article out in `width` cells; `marks` are passages of this article, `stop` is the sentence pointed at."""
    here, ranges = _sentence_at(article, stop), _merged(article, marks)
    start, end = _window(article, here)
    lines: list[Content] = []
    current, zone = 0, "body"
    for block in _blocks(article, start, end):
        lines += [Content("")] if block.apart and lines else []
        if block.zone != zone and block.zone not in _FACTUAL:
            lines.append(Content.styled(f"┊ [{displayable(block.zone)}: no facts are taken from here]", "dim italic"))
        zone = block.zone
        for line, pointed in _block_lines(article.text, block, ranges, here, width - MARGIN):
            current = current or (len(lines) if pointed else 0)
            lines.append(line)
    above, below = _omitted(start, "above"), _omitted(len(article.text) - end, "below")
    return Page((*above, *lines, *below), current + len(above))


def _sentence_at(article: ArticleRow, stop: Stop | None) -> Range | None:
    """The offsets of the sentence of a stop; those of its words where the sentence is not stored."""
    if stop is None:
        return None
    for sentence in article.sentences:
        if sentence.number == stop.sentence:
            return sentence.start, sentence.end
    return stop.passages[0].start, stop.passages[-1].end


def _window(article: ArticleRow, here: Range | None) -> Range:
    """The stretch of the text to lay out: all of it, or LONGEST code points around the current sentence."""
    start = max(0, min((here[0] if here else 0) - LONGEST // 2, len(article.text) - LONGEST))
    return start, min(len(article.text), start + LONGEST)


def _omitted(characters: int, where: str) -> tuple[Content, ...]:
    return (Content.styled(f"… {characters:,} characters {where} are not shown", "dim"),) if characters > 0 else ()


def _blocks(article: ArticleRow, start: int, end: int) -> Iterator[_Block]:
    """The paragraphs between two offsets, cut where the zone changes inside one."""
    last = start
    for paragraph in _PARAGRAPH.finditer(article.text, start, end):
        apart = article.text.count("\n", last, paragraph.start()) > 1
        inside = _overlapping(article.sentences, paragraph.start(), paragraph.end())
        pieces = [(paragraph.start(), inside[0].zone if inside else "body")]
        pieces += [(new.start, new.zone) for old, new in pairwise(inside) if old.zone != new.zone]
        ends = [*(cut for cut, _ in pieces[1:]), paragraph.end()]
        for (cut, zone), until in zip(pieces, ends, strict=True):
            yield _Block(cut, until, zone, apart and cut == paragraph.start())
        last = paragraph.end()


def _overlapping(sentences: Sequence[SentenceRow], start: int, end: int) -> Sequence[SentenceRow]:
    """The sentences with any part between two offsets; they come in order and do not overlap each other."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    return sentences[first : bisect_left(sentences, end, key=lambda sentence: sentence.start)]


def _block_lines(
    text: str, block: _Block, ranges: Sequence[Range], here: Range | None, width: int
) -> Iterator[tuple[Content, bool]]:
    """The lines of one block with their margin, and whether they belong to the current sentence."""
    bare = block.zone not in _FACTUAL
    inside = [(max(start, block.start), min(end, block.end)) for start, end in ranges]
    inside = [(start, end) for start, end in inside if start < end]
    content = _signed(text, block, inside, here)
    content = content.stylize_before("bold" if block.zone == "title" else "dim" if bare else "")
    first, last = _shifted(block, inside, here)
    for start, end in wrapped(content.plain, width):
        pointed = start < last and end > first
        margin = "▶ " if pointed else "┊ " if bare else "  "
        yield Content.styled(margin, "bold" if pointed else "dim") + content[start:end].rstrip(), pointed


def _signed(text: str, block: _Block, ranges: Sequence[Range], here: Range | None) -> Content:
    """A block's text, displayable, with signs around the marked words; reversed in the current sentence."""
    parts: list[tuple[str, str]] = []
    position = block.start
    for start, end in ranges:
        current = here is not None and here[0] <= start < here[1]
        style = "bold reverse" if current else "bold underline"
        parts += [(text[position:start], ""), ("«", "bold"), (text[start:end], style), ("»", "bold")]
        position = end
    parts.append((text[position : block.end], ""))
    return Content.assemble(*((displayable(words), style) for words, style in parts))


def _shifted(block: _Block, ranges: Sequence[Range], here: Range | None) -> Range:
    """Where the current sentence stands in the signed block; nowhere, if it is not in it."""
    if here is None or here[1] <= block.start or here[0] >= block.end:
        return 0, 0
    first, last = (
        place - block.start + sum(start < place for start, _ in ranges) + sum(end <= place for _, end in ranges)
        for place in (max(here[0], block.start), min(here[1], block.end))
    )
    return first, last


def _merged(article: ArticleRow, marks: Sequence[Passage]) -> list[Range]:
    """Where the signs go: marks that touch are one, and a whole sentence gives way to the marks inside it.

    Evidence of an event is often its whole sentence, which the arrow points at already.
    """
    whole = {(sentence.start, sentence.end) for sentence in article.sentences}
    ordered = sorted(
        {(mark.start, mark.end) for mark in marks if mark.start < mark.end}, key=lambda one: (one[0], -one[1])
    )
    after_last = len(article.text), len(article.text) + 1
    followed = zip(ordered, [*ordered[1:], after_last], strict=False)
    kept = [one for one, after in followed if one not in whole or after[1] > one[1]]
    ranges: list[Range] = []
    for start, end in kept:
        if ranges and start <= ranges[-1][1]:
            ranges[-1] = ranges[-1][0], max(end, ranges[-1][1])
        else:
            ranges.append((start, end))
    return ranges
