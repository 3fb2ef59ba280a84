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
    kept = [draft for draft in drafts if _is_between_two(draft)]
    dropped = [draft for draft in drafts if not _is_between_two(draft)]
    document.left += [left_out(draft, "all of one side once everyone is placed") for draft in dropped]
    return without_echoes(kept, document)


def _is_between_two(draft: Draft) -> bool:
    """Two sides known, or one and somebody of a country that the article never names."""
    people = {who.code for who in draft.who if who.person is not None}
    return len(draft.sides) > 1 or (len(draft.sides) == 1 and len(people) > 1)


def _with_side(who: Who, nations: list[Nationality]) -> Who:
    if who.person is None:
        return who
    nation = nations[who.person]
    return replace(who, code=nation.code or nation.body, body=nation.code is None and nation.body is not None)
