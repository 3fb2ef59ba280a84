"""Which side each participant stands on: whoever has no stated country is placed by the meeting, then by the article."""

from dataclasses import replace

from visavis.extraction.anaphora import Who
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft, left_out
from visavis.extraction.nationality import (
    Nationality,
    guess_by_name,
    home_countries,
    main_countries,
    other_country,
    share_company,
)
from visavis.extraction.retelling import without_echoes


def settle(document: Document, nations: list[Nationality], drafts: list[Draft]) -> list[Draft]:
    """Place everyone; the meetings that turn out to have two sides, with the side on each participant."""
    _settle(document, nations, drafts)
    for draft in drafts:
        draft.who = [_with_side(who, nations) for who in draft.who]
    kept = [draft for draft in drafts if len(draft.sides) > 1]
    document.left += [
        left_out(draft, "all of one side once everyone is placed") for draft in drafts if len(draft.sides) < _TWO
    ]
    return without_echoes(kept, document)


_TWO = 2


def _side(who: Who, nations: list[Nationality]) -> str | None:
    if who.person is None:
        return who.code
    return nations[who.person].code or nations[who.person].body


def _with_side(who: Who, nations: list[Nationality]) -> Who:
    if who.person is None:
        return who
    nation = nations[who.person]
    return replace(who, code=nation.code or nation.body, body=nation.code is None and nation.body is not None)


def _settle(document: Document, nations: list[Nationality], drafts: list[Draft]) -> None:
    """Give those without a stated country the other side of their meeting, else the article's home."""
    main = main_countries(document)
    home = set(home_countries(document, nations, main)[:1])
    guess_by_name(document, nations, main, _met(drafts, nations))
    for draft in drafts:
        unknown = [who.person for who in draft.who if who.person is not None and _side(who, nations) is None]
        _settle_lists(draft, nations)
        unknown = [index for index in unknown if nations[index].code is None]
        known = {_side(who, nations) for who in draft.who} - {None}
        named = {who.code for who in draft.who if who.person is not None}
        if unknown and len(known) == 1 and not (known == home and not known & named):
            other = other_country(next(iter(known)) or "", main)
            for index in unknown:
                if other:
                    nations[index] = Nationality(other, "the other side of the meeting")
        elif len(unknown) > 1 and not known and draft.place and draft.place.country in main[:2]:
            _settle_by_place(draft, nations, main)
    share_company(document, nations)
    guess_by_name(document, nations, main)
    _settle_at_home(document, nations, drafts, main)


def _settle_at_home(document: Document, nations: list[Nationality], drafts: list[Draft], main: list[str]) -> None:
    """Whoever is left serves the country the article is written in, unless it is the other side of their own meeting."""
    homes = home_countries(document, nations, main)
    attended = _attended(drafts)
    for index in range(len(document.people)):
        if nations[index].code is None and nations[index].body is None:
            abroad = {_side(who, nations) for draft in attended.get(index, ()) for who in draft.who}
            home = next((code for code in homes if code not in abroad), None)
            if home:
                nations[index] = Nationality(home, "home country of the article")


def _attended(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The meetings of every person."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        for index in draft.people:
            found.setdefault(index, []).append(draft)
    return found


def _met(drafts: list[Draft], nations: list[Nationality]) -> dict[int, set[str]]:
    """For everyone who met somebody, the sides of those they met, as far as known."""
    met: dict[int, set[str]] = {}
    for draft in drafts:
        for index in draft.people:
            sides = {_side(who, nations) for who in draft.who if who.person != index} - {None}
            met.setdefault(index, set()).update(side for side in sides if side)
    return met


def _settle_by_place(draft: Draft, nations: list[Nationality], main: list[str]) -> None:
    """Where nobody's country is stated, a city is taken for that of the host, and the guest for the other country."""
    place = draft.place.country if draft.place else None
    away = other_country(place or "", main)
    if place is None or away is None or not draft.trigger.right:
        return
    hosts = draft.trigger.left if draft.place and draft.place.venue else draft.trigger.right
    for unit in (*draft.trigger.left, *draft.trigger.right):
        if unit.person is not None and nations[unit.person].code is None:
            nations[unit.person] = Nationality(place if unit in hosts else away, "host or guest of the place")


def _settle_lists(draft: Draft, nations: list[Nationality]) -> None:
    """Whoever stands in one list with an official of a country, on one side of the verb, is on the same side."""
    for units in (draft.trigger.left, draft.trigger.right):
        if draft.trigger.rule in {"noun-between", "discuss-together"}:
            continue
        people = [unit.person for unit in units if unit.person is not None]
        codes = {nations[person].code for person in people} - {None}
        for person in people:
            if nations[person].code is None and len(codes) == 1 and len(units) > 1 and draft.trigger.right:
                nations[person] = Nationality(next(iter(codes)), "named in one list with its officials")
