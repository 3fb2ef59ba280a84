"""Why an article says what it says: by sentence what was read, what was taken for a fact, what was left and why.

Nothing is worked out here: the finders note their reasons as they go (`Document.left`), this puts them into lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from visavis.extraction.anaphora import Who
from visavis.extraction.chunks import Chunk
from visavis.extraction.document import STORY, Left, Line
from visavis.extraction.drafts import Draft
from visavis.extraction.extract import Findings, find
from visavis.extraction.packages import Deal
from visavis.extraction.statements import Saying
from visavis.extraction.units import Unit
from visavis.extraction.visits import Visit
from visavis.model import Article, Dated


def explain(article: Article) -> Iterator[str]:
    """Lines of plain text; the sentences that look like an event and made none come first. The text in them is raw."""
    story = _Story(find(article))
    yield f"{article.title or article.source or 'An article'}: {story.summary()}"
    yield ""
    missed = story.missed()
    yield f"Sentences that look like an event and made none: {len(missed)}"
    for number in missed:
        yield from story.sentence(number)
    yield ""
    yield "Every sentence"
    for number in range(len(story.lines)):
        yield from story.sentence(number)
        yield from story.units(number)


@dataclass(frozen=True, slots=True)
class Missed:
    """A sentence (offsets into the article's text) that looks like an event and made none, and why."""

    start: int
    end: int
    reasons: tuple[str, ...]


def missed(article: Article) -> tuple[Missed, ...]:
    """What extraction may have overlooked in an article, in the order of its text."""
    story = _Story(find(article))
    found = []
    for number in story.missed():
        sentence = story.lines[number].sentence
        found.append(Missed(sentence.start, sentence.end, tuple(story.left(number))))
    return tuple(found)


class _Story:
    """The findings of an article by sentence."""

    def __init__(self, found: Findings) -> None:
        self.found = found
        self.lines = found.document.lines
        self._left: dict[int, list[Left]] = {}
        for left in found.document.left:
            self._left.setdefault(left.number, []).append(left)
        self._told: dict[int, list[str]] = {}
        for key, meeting in enumerate(found.meetings):
            self._tell(f"meeting {key}", meeting.number, meeting.told_again, self._meeting(meeting))
        for key, deal in enumerate(found.deals):
            self._tell(f"agreement {key}", deal.number, deal.told_again, self._deal(deal))
        for key, visit in enumerate(found.visits):
            self._tell(f"visit {key}", visit.number, visit.told_again, self._visit(visit))
        for key, saying in enumerate(found.sayings):
            self._tell(f"statement {key}", saying.number, (), self._saying(saying))

    def _tell(self, name: str, number: int, again: Sequence[int], lines: Iterator[str]) -> None:
        told = self._told.setdefault(number, [])
        told.append(f"    {name}: {next(lines)}")
        told += [f"        {one}" for one in lines]
        for other in dict.fromkeys(again):
            if other != number:
                self._told.setdefault(other, []).append(f"    {name} again")

    def summary(self) -> str:
        """'sentences 26, people 6, meetings 1, agreements 0, without a date'."""
        found = self.found
        counts = (
            (len(self.lines), "sentences"),
            (len(found.document.people), "people"),
            (len(found.meetings), "meetings"),
            (len(found.deals), "agreements"),
        )
        dated = f"dated {found.document.anchor}" if found.document.anchor else "without a date"
        return f"{', '.join(f'{what} {count}' for count, what in counts)}, {dated}"

    def missed(self) -> list[int]:
        """The sentences with words of events of which no fact came."""
        return [number for number in sorted(self._left) if number not in self._told]

    def sentence(self, number: int) -> Iterator[str]:
        """A sentence with its zone, then what was taken and what was left."""
        sentence = self.lines[number].sentence
        text = " ".join(self.found.document.article.text[sentence.start : sentence.end].split())
        aside = "" if sentence.zone in STORY else ", tells no facts"
        yield f"{number:4} [{sentence.zone}{aside}] {text}"
        yield from self._told.get(number, ())
        yield from (f"    left {reason}" for reason in self.left(number))

    def left(self, number: int) -> Iterator[str]:
        """The words of a sentence of which no fact was made: "'met' as meeting: nobody on the other side (...)"."""
        for left in self._left.get(number, ()):
            around = f" ({', '.join(self._side(*one) for one in left.who)})" if left.who else ""
            yield f"{self._word(number, left.at)} as {left.rule}: {left.reason}{around}"

    def units(self, number: int) -> Iterator[str]:
        """What can take part in an event, and the names that were not taken for a person."""
        line = self.lines[number]
        for unit in line.units:
            yield f"    {unit.kind}: {self._words(line, unit)}{self._known(number, unit)}"
        for chunk in line.parsed.chunks:
            if chunk.kind == "name" and not any(
                unit.first < chunk.last and chunk.first < unit.last for unit in line.units
            ):
                yield f"    no person: {self._words(line, chunk)}"

    def _word(self, number: int, at: int) -> str:
        """The quoted word at a token; the last one where the end of the sentence decided."""
        tokens = self.lines[number].tokens
        return f"'{tokens[min(at, len(tokens) - 1)].text}'"

    def _words(self, line: Line, part: Unit | Chunk) -> str:
        start, end = line.span(part.first, part.last)
        return " ".join(self.found.document.article.text[start:end].split())

    def _known(self, number: int, unit: Unit) -> str:
        if unit.person is None:
            return f" -> {', '.join(unit.codes)}" if unit.codes else ""
        nation = self.found.nations[unit.person]
        mentions = self.found.document.people[unit.person].mentions
        scores = (one.score for one in mentions if (one.sentence, one.first) == (number, unit.name_first))
        reason = f", {nation.reason}" if nation.reason else ""
        return f" -> {self._side(unit.person, nation.code or nation.body)}{reason}; score {next(scores, 0.0):.2f}"

    def _side(self, person: int | None, code: str | None) -> str:
        if person is None:
            return code or "?"
        return f"{self.found.document.people[person].fullest.text} {code or '?'}"

    def _meeting(self, draft: Draft) -> Iterator[str]:
        word = self._word(draft.number, draft.trigger.at)
        rule, score = draft.trigger.rule, draft.trigger.strength
        yield f"{draft.outcome}, {draft.channel}, by {word} as {rule}, score {score:.2f}"
        yield from self._people(draft.who)
        yield from _dated(draft.when)
        if draft.place and draft.place.country:
            place = ", ".join(part for part in (draft.place.venue, draft.place.city, draft.place.country) if part)
            yield f"at {place}: {draft.place.reason}"
        if draft.speaker:
            yield f"according to {draft.speaker}, {draft.stance}"

    def _deal(self, deal: Deal) -> Iterator[str]:
        word = self._word(deal.number, deal.word.at)
        paper = " ".join(part for part in (str(deal.count or ""), deal.papers[0].name.english or "no paper") if part)
        yield f"{deal.status}, {paper}, by {word} as {deal.word.kind}-{deal.word.form}"
        yield f"between {', '.join(deal.parties.codes)}"
        yield from _dated(deal.when)
        if deal.subjects:
            yield f"on {'; '.join(deal.subjects)}"
        if deal.speaker:
            yield f"according to {deal.speaker}"

    def _visit(self, visit: Visit) -> Iterator[str]:
        yield f"{visit.outcome}, to {', '.join(part for part in (visit.city, visit.country) if part)}, as {visit.rule}"
        yield from self._people(visit.who)
        yield from _dated(visit.when)

    def _saying(self, saying: Saying) -> Iterator[str]:
        yield f"{saying.kind}, as {saying.rule}"
        yield from self._people(saying.speakers)
        for who in saying.addressees:
            yield f"to {self._side(who.person, who.code)} from '{self._quote(who)}'"
        yield from _dated(saying.when)

    def _people(self, people: Sequence[Who]) -> Iterator[str]:
        for who in people:
            yield f"{self._side(who.person, who.code)} from '{self._quote(who)}'"

    def _quote(self, who: Who) -> str:
        return " ".join(self.found.document.article.text[who.start : who.end].split())


def _dated(when: Dated | None) -> Iterator[str]:
    if when is not None:
        yield f"on {when.edtf or 'an unknown day'}, {when.basis}: {when.derivation}"
