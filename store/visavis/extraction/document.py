"""One article prepared for reading: sentences with their zone, words, chunks, people and units."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from visavis import edtf
from visavis.extraction import sentences as splitter
from visavis.extraction.arguments import Clause
from visavis.extraction.blocks import blocks
from visavis.extraction.chronicle import under_headings
from visavis.extraction.chunks import Parsed, parse
from visavis.extraction.compiling import knowledge
from visavis.extraction.knowledge import Knowledge
from visavis.extraction.people import NameMention, Person, find_people
from visavis.extraction.tagging import Casing, Tagged, tag
from visavis.extraction.tokens import Token, parted, tokenize
from visavis.extraction.units import Unit, units_of
from visavis.extraction.written import written_on
from visavis.model import Article, Dated, Sentence, Zone

STORY: frozenset[Zone] = frozenset({"title", "body"})
_LEAD = 8  # sentences, the title and bylines counted, that may hold the dateline
_READ: frozenset[Zone] = frozenset({"title", "body", "caption", "faq"})


@dataclass(slots=True)
class Line:
    """One sentence with everything read from it."""

    sentence: Sentence
    parsed: Parsed
    units: list[Unit] = field(default_factory=list)

    @property
    def tokens(self) -> list[Token]:
        """The words of the sentence."""
        return self.parsed.tagged.tokens

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets in the article of tokens first..last (exclusive)."""
        return self.tokens[first].start, self.tokens[last - 1].end


@dataclass(frozen=True, slots=True)
class Left:
    """Words that may tell a fact and made none of their own, with the reason; `who`: people and sides around them."""

    number: int  # sentence
    at: int  # token
    rule: str
    reason: str
    who: tuple[tuple[int | None, str | None], ...] = ()


@dataclass(slots=True)
class Document:
    """An article as the fact finders see it; `lines` holds every sentence, those outside the story without chunks.

    The finders note in `left` what they do not take, for whoever asks why.
    """

    article: Article
    know: Knowledge
    lines: list[Line]
    people: list[Person]
    anchor: str | None = (
        None  # EDTF: the day from which "today" counts: the publication date, else the one the text tells
    )
    headings: dict[int, Dated] = field(default_factory=dict)  # by sentence: the date of the entry it stands in
    left: list[Left] = field(default_factory=list)

    def story(self) -> Iterator[tuple[int, Line]]:
        """The sentences that may tell facts, with their numbers."""
        for number, line in enumerate(self.lines):
            if line.sentence.zone in STORY:
                yield number, line

    def clause(self, line: Line) -> Clause:
        """What the argument finder needs of a sentence."""
        return Clause(line.parsed.tagged, line.units, self.know)


def read_document(article: Article) -> Document:
    """Prepare an article."""
    know = knowledge(article.language)
    found = _sentences(article)
    tokens = [
        parted(tokenize(article.text, one.start, one.end), know.nations) if one.zone in _READ else [] for one in found
    ]
    casing = Casing.of(words for words, one in zip(tokens, found, strict=True) if one.zone != "title")
    parsed = [parse(tag(words, know, casing), know) if words else Parsed(Tagged(words), []) for words in tokens]
    people = find_people(parsed, found, article.text, know)
    lines = [Line(sentence, sentence_parsed) for sentence, sentence_parsed in zip(found, parsed, strict=True)]
    _add_units(lines, people, know)
    anchor = _anchor(article, lines, know.language)
    return Document(article, know, lines, people, anchor, under_headings(article, found, anchor))


def _anchor(article: Article, lines: list[Line], language: str) -> str | None:
    """The publication date; where it is not told beside the text, or no day of it is, the one that the text tells."""
    if article.published and edtf.precision(article.published) == "day":
        return article.published
    leads = [line.sentence.start for line in lines[:_LEAD] if line.sentence.zone == "body"]
    told = written_on(article.text, leads, language)
    if article.published and told:
        return edtf.intersect(article.published, told) or article.published
    return article.published or told


def _sentences(article: Article) -> list[Sentence]:
    found: list[Sentence] = []
    for block in blocks(article):
        if block.zone in {"related", "boilerplate"}:
            found.append(Sentence(len(found), block.zone, block.start, block.end))
            continue
        for start, end in splitter.split(article.text, block.start, block.end):
            found.append(Sentence(len(found), block.zone, start, end))
    return found


def _add_units(lines: list[Line], people: list[Person], know: Knowledge) -> None:
    by_sentence: dict[int, list[tuple[NameMention, int]]] = {}
    for index, person in enumerate(people):
        for mention in person.mentions:
            by_sentence.setdefault(mention.sentence, []).append((mention, index))
    for number, line in enumerate(lines):
        if line.tokens:
            line.units = units_of(line.parsed, by_sentence.get(number, ()), know)
