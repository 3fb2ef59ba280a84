"""The day and place of a meeting that a sentence nearby tells, which names nobody: "The two met in Hawaii on Friday."."""

from collections.abc import Iterator, Sequence

from visavis import edtf
from visavis.extraction.document import Document, Left
from visavis.extraction.drafts import Draft
from visavis.extraction.nationality import Nationality
from visavis.extraction.places import place_in
from visavis.extraction.status import outcome
from visavis.extraction.timing import day_told, inferred, is_told, nearest
from visavis.model import Dated

_LEAD = 10  # sentences at the head of a story, which tell one occasion in several ways
_BACK = 2  # sentences before a meeting whose day may be its own
_REACH = 3  # sentences between two tellings of it
_BOTH = 2
_WHO = frozenset({"person", "role", "group", "body", "delegation"})
_UNTAKEN = frozenset({"nobody around it", "only one participant"})


def complete(document: Document, drafts: Sequence[Draft], nations: Sequence[Nationality]) -> None:
    """Give meetings at the head of the story without a day the one that is told nearby of the same occasion.

    That is the day of a sentence on meeting that names nobody, else of a sentence before that names the same sides.
    """
    told = {number for draft in drafts for number in (draft.number, *draft.told_again)}
    untaken = [left for left in document.left if left.reason in _UNTAKEN and left.number not in told]
    for draft in drafts:
        if draft.when is not None or draft.outcome != "held" or draft.number > _LEAD:
            continue
        for left in _nearby(document, draft, untaken):
            when = _day(document, left)
            if when is not None:
                draft.when = inferred(when, "told nearby of the same occasion")
                _locate(document, draft, left)
                break
        if draft.when is None:
            _date_from_before(document, draft, nations)


def _nearby(document: Document, draft: Draft, untaken: Sequence[Left]) -> Iterator[Left]:
    """What the sentences around tell of meeting, by people of the same sides if any; the nearest first."""
    near = (left for left in untaken if abs(left.number - draft.number) <= _REACH)
    for left in sorted(near, key=lambda left: (abs(left.number - draft.number), -left.number)):
        line = document.lines[left.number]
        named = {unit.codes[0] for unit in line.units if unit.kind in _WHO and unit.codes}
        text = document.article.text[line.sentence.start : line.sentence.end].lower()
        same = named <= draft.sides or len(named & draft.sides) >= _BOTH
        if same and outcome(document.clause(line), left.at, text) == "held":
            yield left


def _day(document: Document, left: Left) -> Dated | None:
    when = nearest(document, document.lines[left.number], left.at, tense="past", told=None, aside=False)
    if when is None or when.edtf is None or edtf.precision(when.edtf) != "day":
        return None
    return when if is_told(when.edtf, document.anchor) else None


def _locate(document: Document, draft: Draft, left: Left) -> None:
    line = document.lines[left.number]
    found = place_in(document.clause(line), line, left.at) if draft.channel == "in-person" else None
    if draft.place is None and found is not None:
        draft.place, draft.place_span = found.place, line.span(found.first, found.last)


def _date_from_before(document: Document, draft: Draft, nations: Sequence[Nationality]) -> None:
    """The day of the sentence just before, or of the one that opens the story, where it names the same sides."""
    lead = next((line.sentence.number for line in document.lines if line.sentence.zone == "body"), 0)
    for number in dict.fromkeys((*range(draft.number - 1, draft.number - 1 - _BACK, -1), lead)):
        if not 0 <= number < draft.number or not _names(document, draft, number, nations):
            continue
        when = day_told(document, number)
        if when is not None:
            draft.when = inferred(when, "told just before of the same sides")
            return


def _names(document: Document, draft: Draft, number: int, nations: Sequence[Nationality]) -> bool:
    units = document.lines[number].units
    people = {unit.person for unit in units if unit.person is not None}
    codes = {code for unit in units for code in unit.codes} | {nations[person].code for person in people}
    return draft.sides <= codes and len(draft.sides) > 1
