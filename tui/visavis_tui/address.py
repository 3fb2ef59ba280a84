"""The address of a view: what `visavis 'events?pair=CHN-CUB&status=held'` opens, and what a view can be passed on as.

    events   actors?search=lopez   sources?publisher=Wire   timeline?in=2024
    event:12   actor:7   source:3?pair=CHN-CUB

Filters are fields of `Filter`, a label after "~"; `of` is a row gone into; `search` and `sort` are those of the list, `search-actors`
that of another one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast
from urllib.parse import parse_qsl, quote

from visavis.database import lists
from visavis.database.answers import ActorRow, EventRow, Filter
from visavis.database.filters import FIELDS
from visavis.database.rows import Rows
from visavis.errors import VisavisError
from visavis_tui.state import PANES, TIMELINE_ORDER, Pane, Pick, View

LOOKS_LIKE = re.compile(r"(?:actor|event|source):\d+(?:\?.*)?|(?:actors|events|sources|timeline)(?:\?.*)?")
_SAFE = "~-_. :/"  # characters that may stand as they are


def address(view: View) -> str:
    """Where a view is found again, by anybody with the same store."""
    parts = [*_parts(view)]
    place = f"{view.reading.pane[:-1]}:{view.reading.row_id}" if view.reading else view.pane
    place = "timeline" if view.timeline and not view.reading else place
    return place + ("?" + "&".join(f"{name}={quote(value, _SAFE)}" for name, value in parts) if parts else "")


def _parts(view: View) -> Iterator[tuple[str, str]]:
    for pick in view.filters:
        if pick != view.reading:
            yield "of", f"{pick.pane[:-1]}:{pick.row_id}"
    for chip in view.chips:
        yield chip.field, f"{chip.value}~{chip.label}" if chip.label and chip.label != chip.value else chip.value
    for pane in PANES:
        if words := view.searches.get(pane):
            yield ("search" if pane == view.pane else f"search-{pane}"), words
    if view.orders.get(view.pane) and not view.timeline:
        yield "sort", view.orders[view.pane]


def parsed(text: str) -> View:
    """The view at an address, rows still called by their numbers; raises VisavisError where there can be none."""
    place, _, query = text.strip().partition("?")
    kind, _, number = place.partition(":")
    pane = {"timeline": "events"}.get(kind, kind if kind in PANES else f"{kind}s")
    if not LOOKS_LIKE.fullmatch(text.strip()) or pane not in PANES:
        raise VisavisError(f"'{text}' is no address: try events, actor:7 or 'events?status=held'")
    view = View(area=pane, pane=pane, timeline=kind == "timeline")
    if view.timeline:
        view = replace(view, orders={"events": TIMELINE_ORDER})
    for name, value in parse_qsl(query):
        view = _with(view, name, value)
    if number:
        view = replace(view, area="reading", reading=Pick(view.pane, int(number), f"#{number}"))
    return view


def _with(view: View, name: str, value: str) -> View:
    """A view with one more part of an address."""
    if name in FIELDS:
        value, _, label = value.partition("~")
        return replace(view, chips=(*view.chips, Filter(name, value, label)))
    if name == "of" and (found := re.fullmatch(r"(actor|event|source):(\d{1,19})", value)):
        pick = Pick(cast("Pane", found[1] + "s"), int(found[2]), f"#{found[2]}")
        return replace(view, filters=(*(old for old in view.filters if old.pane != pick.pane), pick))
    if (pane := name.removeprefix("search-").replace("search", view.pane)) in PANES and name.startswith("search"):
        return replace(view, searches={**view.searches, pane: value})
    if name == "sort" and value in lists.ORDERS[view.pane]:
        return replace(view, orders={view.pane: value})
    raise VisavisError(f"an address has no part '{name}={value}'; filters are: {', '.join(FIELDS)}")


def named(reader: Rows, view: View) -> View:
    """The same view with its rows called by their names; raises VisavisError where one is not in the store."""
    filters = tuple(_named(reader, pick) for pick in view.filters)
    return replace(view, filters=filters, reading=_named(reader, view.reading) if view.reading else None)


def _named(reader: Rows, pick: Pick) -> Pick:
    row = lists.row_of(reader, pick.pane, pick.row_id)
    if row is None:
        raise VisavisError(f"there is no {pick.pane[:-1]} {pick.row_id} in this store")
    if isinstance(row, ActorRow):
        return replace(pick, label=row.name)
    return replace(pick, label=row.title if isinstance(row, EventRow) else row.title or row.source)
