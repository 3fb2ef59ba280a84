"""Text to blocks with a zone each: what is the story, and what is page furniture around it.

Nothing is deleted: offsets stay true, and a reader can still see what was set aside and as what.
"""

import re
from dataclasses import dataclass

from visavis.lexicon.zones import Zones, zones
from visavis.model import Article, Zone

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?…][\"”’'»)\]]*$")
_QUESTION = re.compile(r"^[^\n.!?]{8,120}\?[ \t]*$", re.MULTILINE)
_EXPLAINER = 4  # so many questions as headings make an explainer
_HEADLINE_WORDS = 22
_FURNITURE_WORDS = 60


@dataclass(frozen=True, slots=True)
class Block:
    """One line of the stored text and what it is to the story."""

    zone: Zone
    start: int
    end: int


def blocks(article: Article) -> list[Block]:
    """The blocks of an article, in order; empty lines make none."""
    marks = zones()
    found: list[Block] = []
    section: Zone | None = None
    title = article.title.lower()
    asks = sum(1 for _ in _QUESTION.finditer(article.text)) >= _EXPLAINER
    for match in _LINE.finditer(article.text):
        line = match.group().strip()
        if not line:
            continue
        start = match.start() + match.group().index(line)
        if asks and found and line.endswith("?") and is_headline(line.rstrip("?")):
            section = "faq"  # questions as headings: what follows explains what others told
        zone, section = _classify(line, section, marks, is_first=not found, title=title)
        found.append(Block(zone, start, _cut_credit(article.text, start, start + len(line), zone, marks)))
    return found


def _classify(line: str, section: Zone | None, marks: Zones, *, is_first: bool, title: str) -> tuple[Zone, Zone | None]:
    """The zone of one line, and the section (related, faq) that it leaves open for the lines below it."""
    low = line.lower()
    if title and low == title:
        return "title", None
    if low.startswith(marks.faq_headings):
        return "faq", "faq"
    if low.startswith(marks.related_headings) and (len(line.split()) <= _HEADLINE_WORDS or line.endswith(":")):
        return "related", "related"
    if low.startswith(marks.boilerplate_starts) and len(line.split()) <= _FURNITURE_WORDS:
        return "boilerplate", None
    if marks.boilerplate_word.search(low) and len(line.split()) <= _FURNITURE_WORDS:
        return "boilerplate", section
    if low.startswith(marks.caption_starts) or (
        marks.caption_word.search(low) and len(line.split()) <= _FURNITURE_WORDS
    ):
        return "caption", section
    return _by_section(line, section, is_first=is_first)


def _by_section(line: str, section: Zone | None, *, is_first: bool) -> tuple[Zone, Zone | None]:
    headline = is_headline(line)
    if section == "faq":
        return "faq", "faq"
    if section == "related" and (headline or _is_list_item(line)):
        return "related", "related"
    if is_first and headline:
        return "title", None
    return "body", None


def is_headline(line: str) -> bool:
    """True for a short line without the full stop of a sentence."""
    return not _SENTENCE_END.search(line) and len(line.split()) <= _HEADLINE_WORDS


def _is_list_item(line: str) -> bool:
    """True for an entry such as "Title of another story - Name of the Outlet", however it ends."""
    return bool(re.search(r"\s[–—|-]\s[A-ZÁÉÍÓÚ][\w .áéíóúñ]{2,40}$", line))


def _cut_credit(text: str, start: int, end: int, zone: Zone, marks: Zones) -> int:
    """Where a photo credit is glued to the last word of a line, the block ends before it."""
    match = marks.glued_credit.search(text, start, end)
    return match.start(1) if match and zone == "caption" else end
