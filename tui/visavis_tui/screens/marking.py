"""The sentences of an article with what was made of each, and words to mark in them for a fact that was overlooked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from visavis.database.reports import stored_report
from visavis.database.rows import Rows
from visavis.model import Report, Sentence
from visavis_tui import paint
from visavis_tui.cards import folded
from visavis_tui.keys import Where
from visavis_tui.present import counted, displayable, titled
from visavis_tui.screens.form import Form
from visavis_tui.screens.sheet import Sheet, bound

_WORD = re.compile(r"\S+")
_STORY = ("title", "body")


@dataclass(frozen=True, slots=True)
class Overlooked:
    """An article with its sentences: how many facts each made, and why some that look like one made none."""

    report: Report
    facts: dict[int, int]  # by the start of the sentence
    reasons: dict[int, tuple[str, ...]]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """In the order of the text."""
        return self.report.extraction.sentences


def looked_through(reader: Rows, article_id: int) -> Overlooked | None:
    """What was made of an article, sentence by sentence; reads the article again, which takes a moment."""
    from visavis.extraction.explain import missed  # noqa: PLC0415 - the desk does without extraction until then

    report = stored_report(reader, article_id)
    if report is None:
        return None
    counts = reader.rows(
        """SELECT s.char_start, count(DISTINCT v.fact_id) FROM evidence v
           JOIN sentences s USING (article_id, sentence_no) WHERE v.article_id = ? AND v.field = 'event' GROUP BY 1""",
        [article_id],
    )
    facts: dict[int, int] = dict(counts)
    reasons = {one.start: one.reasons for one in missed(report.article) if one.start not in facts}
    return Overlooked(report, facts, reasons)


class MarkingScreen(Sheet, inherit_bindings=False):
    """Goes through sentences and words; `add` gets a form for what is marked."""

    PLACE: ClassVar[Where] = "marking"
    BINDINGS: ClassVar[list[BindingType]] = bound("marking", "any page")

    def __init__(self, found: Overlooked, at: int | None, add: Callable[[Form], None]) -> None:
        """`at`: the start of the sentence to begin with; None for the first that made nothing."""
        super().__init__()
        self._found, self._add = found, add
        starts = [sentence.start for sentence in found.sentences]
        missed = [number for number, start in enumerate(starts) if start in found.reasons]
        self._at = starts.index(at) if at in starts else missed[0] if missed else 0
        self._missed = missed
        self._word: int | None = None  # the word under the cursor; None: the whole sentence is marked
        self._from: int | None = None  # the word from which on is marked; None: only the one under the cursor
        self._line = 0

    # --- what is on the page -----------------------------------------------------------------------------------------

    def title_line(self) -> Content:
        """Which article, and how much of it may have been overlooked."""
        article = self._found.report.article
        number = counted(len(self._missed), "sentence")
        what = f"{number} like an event that made none" if self._missed else "nothing that looks like an event was left"
        return paint.plain(f"{what}: ", "bold") + paint.plain(titled(article.title, article.source))

    def laid(self, width: int) -> Sequence[Content]:
        """Every sentence with a sign: ? overlooked, • made a fact, ┊ gives no facts."""
        lines: list[Content] = []
        for number, sentence in enumerate(self._found.sentences):
            if number == self._at:
                self._line = len(lines)
            lines += self._sentence_lines(number, sentence, width)
        return lines

    def _sentence_lines(self, number: int, sentence: Sentence, width: int) -> Iterator[Content]:
        text = self._found.report.article.text
        reasons, facts = self._found.reasons.get(sentence.start, ()), self._found.facts.get(sentence.start, 0)
        sign = "?" if reasons else "•" if facts else " " if sentence.zone in _STORY else "┊"
        content = paint.plain(text[sentence.start : sentence.end].replace("\n", " "))
        if number == self._at:
            start, end = self.marked
            content = content.stylize("bold reverse", start - sentence.start, end - sentence.start)
        elif not (reasons or facts):
            content = content.stylize("dim")
        arrow = "▶" if number == self._at else " "
        yield from folded(content, width, f"{arrow}{sign} ")
        for reason in reasons:
            yield from folded(paint.plain(f"no fact: {displayable(reason)}", "italic"), width, "     ")

    def word(self) -> str:
        """What is marked, as style alone does not say it."""
        start, end = self.marked
        return f"marked: «{' '.join(self._found.report.article.text[start:end].split())}»" if end > start else ""

    def draw(self, *, top: bool = False) -> None:
        """And the sentence in sight."""
        super().draw(top=top)
        self.scroll.scroll_to(y=max(0, self._line - self.scroll.size.height // 3), animate=False)

    # --- what is marked ----------------------------------------------------------------------------------------------

    @property
    def _words(self) -> list[tuple[int, int]]:
        """The words of the sentence, as offsets into the text."""
        if not self._found.sentences:
            return []
        sentence = self._found.sentences[self._at]
        return [found.span() for found in _WORD.finditer(self._found.report.article.text, sentence.start, sentence.end)]

    @property
    def marked(self) -> tuple[int, int]:
        """Where the marked words start and end."""
        words = self._words
        if not words:
            return 0, 0
        if self._word is None:
            return words[0][0], words[-1][1]
        first, last = sorted((self._word if self._from is None else self._from, self._word))
        return words[first][0], words[last][1]

    def _turn(self, number: int) -> None:
        if self._found.sentences:
            self._at, self._word, self._from = number % len(self._found.sentences), None, None
            self.said = ""
            self.draw()

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_sentence(self, by: int) -> None:
        """Another sentence."""
        self._turn(max(0, min(self._at + by, len(self._found.sentences) - 1)))

    def action_overlooked(self, by: int) -> None:
        """Another sentence that made nothing, round in a circle."""
        others = [number for number in self._missed if (number > self._at if by > 0 else number < self._at)]
        if self._missed:
            self._turn((others[0] if by > 0 else others[-1]) if others else self._missed[0 if by > 0 else -1])

    def action_word(self, by: int) -> None:
        """Another word: it is marked alone, or all from where the mark begins."""
        if words := self._words:
            self._word = 0 if self._word is None else max(0, min(self._word + by, len(words) - 1))
            self.draw()

    def action_mark(self) -> None:
        """Begin the mark at this word; where one was begun, mark the whole sentence again."""
        self._from, self._word = (self._word or 0, self._word or 0) if self._from is None else (None, None)
        self.draw()

    def action_add(self) -> None:
        """Ask what the marked words tell."""
        from visavis_tui.forms import adding  # noqa: PLC0415 - it loads resolution

        start, end = self.marked
        if end > start:
            self._add(adding(self._found.report, start, end))
