"""Which side each participant stands on: whoever has no stated country is placed by the meeting, then by the article."""

from dataclasses import replace

from visavis.extraction.anaphora import Who
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft, left_out
from visavis.extraction.nationality import Nationality, share_company
from visavis.extraction.retelling import without_echoes
from visavis.extraction.weighing import place_everyone


def settle(document: Document, nations: list[Nationality], drafts: list[Draft]) -> list[Draft]:
    """Place everyone; the meetings that turn out to have two sides, with the side on each participant."""
    share_company(document, nations)
    place_everyone(document, nations, drafts)
    for draft in drafts:
        draft.who = [_with_side(who, nations) for who in draft.who]
    kept = [draft for draft in drafts if len(draft.sides) > 1]
    document.left += [
        left_out(draft, "all of one side once everyone is placed") for draft in drafts if len(draft.sides) < _TWO
    ]
    return without_echoes(kept, document)


_TWO = 2


def _with_side(who: Who, nations: list[Nationality]) -> Who:
    if who.person is None:
        return who
    nation = nations[who.person]
    return replace(who, code=nation.code or nation.body, body=nation.code is None and nation.body is not None)
