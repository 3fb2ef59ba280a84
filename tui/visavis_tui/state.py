"""Where the user is, what narrows the lists, and the way back: plain Python that the app only draws."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from visavis.database.answers import Filter, Scope
from visavis_tui.chips import chip_text

Pane = Literal["actors", "events", "sources"]
Area = Literal["actors", "events", "sources", "reading"]
PANES: tuple[Pane, ...] = get_args(Pane)

TIMELINE_ORDER = "channel"  # of events, while they are drawn on a scale of time

# Entering a row of one list leads to ... ; None: to the article.
_LEADS_TO: Mapping[Pane, Pane | None] = {"actors": "events", "events": None, "sources": None}


@dataclass(frozen=True, slots=True)
class Pick:
    """One row of one list, as a filter or as what is being read."""

    pane: Pane
    row_id: int
    label: str  # as stored: made displayable where it is shown


@dataclass(frozen=True, slots=True)
class View:
    """Everything that Backspace brings back."""

    area: Area = "events"
    pane: Pane = "events"  # the list in use; under the article, the list it was opened from
    reading: Pick | None = None  # what was opened; None: the article follows the list's cursor
    step: int = 0  # which evidence of it
    filters: tuple[Pick, ...] = ()  # rows gone into: at most one of each list, in the order they were set
    chips: tuple[Filter, ...] = ()  # filters set on all lists, in the order they were set
    searches: Mapping[Area, str] = field(default_factory=dict)
    cursors: Mapping[Pane, int] = field(default_factory=dict)  # row ids
    orders: Mapping[Pane, str] = field(default_factory=dict)  # how lists are sorted, where not as usual
    timeline: bool = False  # events are drawn on one scale of time, by channel


class Desk:
    """The state of the screen. Methods move; `view` says where we are; `back` undoes the last move that went in."""

    def __init__(self) -> None:
        self.view = View()
        self._history: list[View] = []
        self.marks: dict[str, View] = {}
        self._ahead: list[View] = []  # what `back` came from, the nearest last

    # --- moves -------------------------------------------------------------------------------------------------------

    def go(self, area: Area) -> None:
        """Turn to a list or to the article, without going in."""
        if area == "reading":
            self.view = replace(self.view, area=area)
        else:
            self.view = replace(
                self.view, area=area, pane=area, reading=None, step=0, searches=self._searches("reading")
            )

    def enter(self, pick: Pick) -> None:
        """Go into a row: it narrows the other lists, and opens what it leads to."""
        self._remember()
        target = _LEADS_TO[pick.pane]
        kept = tuple(old for old in self.view.filters if old.pane not in (pick.pane, target))
        self.view = replace(self.view, filters=(*kept, pick))
        if target is None:
            self._open(pick)
        else:
            self.view = replace(self.view, searches=self._searches(target))
            self.go(target)

    def read(self, pick: Pick) -> None:
        """Open the article at a row's first evidence, without narrowing anything."""
        self._remember()
        self._open(pick)

    def step(self, by: int, evidence: int) -> None:
        """Go on to another evidence of `evidence`, round in a circle."""
        if evidence:
            self.view = replace(self.view, step=(self.view.step + by) % evidence)

    def search(self, text: str) -> None:
        """Narrow the list in use, or search the open article; empty ends the search."""
        area = self.view.area
        step = 0 if area == "reading" else self.view.step
        self.view = replace(self.view, searches=self._searches(area, text), step=step)

    def point(self, pane: Pane, row_id: int) -> None:
        """The cursor of a list is on this row; where the article follows it, it begins at its first evidence."""
        moved = self.view.cursors.get(pane) not in (None, row_id)
        follows = pane == self.view.pane and self.view.reading is None
        step = 0 if moved and follows else self.view.step
        self.view = replace(self.view, cursors={**self.view.cursors, pane: row_id}, step=step)

    def sort(self, pane: Pane, order: str) -> None:
        """Sort a list in another order, the cursor on its first row; empty: as usual."""
        others = {where: how for where, how in self.view.orders.items() if where != pane}
        cursors = {where: row_id for where, row_id in self.view.cursors.items() if where != pane}
        self.view = replace(self.view, orders={**others, pane: order} if order else others, cursors=cursors)

    def add_chip(self, chip: Filter) -> None:
        """Narrow all lists by one more filter; a list comes to the front."""
        if all((old.field, old.value) != (chip.field, chip.value) for old in self.view.chips):
            self._remember()
            self.view = replace(self.view, chips=(*self.view.chips, chip))
            self._leave_article()

    def look_into(self, chips: Sequence[Filter]) -> None:
        """Turn to the events that several filters leave; what was set of their fields before gives way."""
        self._remember()
        fields = {chip.field for chip in chips}
        kept = tuple(old for old in self.view.chips if old.field not in fields)
        self.view = replace(self.view, chips=(*kept, *chips))
        self.go("events")

    def drop_chip(self, chip: Filter) -> None:
        """Take one filter off."""
        if chip in self.view.chips:
            self._remember()
            self.view = replace(self.view, chips=tuple(old for old in self.view.chips if old != chip))

    def drop_last_chip(self) -> bool:
        """Take the last filter off; False where there is none."""
        if self.view.chips:
            self.drop_chip(self.view.chips[-1])
            return True
        return False

    def watch(self, pair: Filter) -> None:
        """Look at the events of one pair of countries instead of another."""
        self._remember()
        chips = tuple(old for old in self.view.chips if old.field != "pair")
        self.view = replace(self.view, chips=(pair, *chips), filters=())
        self.go("events")

    def toggle_timeline(self) -> None:
        """Draw the events on one scale of time, or as a list again."""
        self._remember()
        timeline = not self.view.timeline
        self.go("events")
        self.sort("events", TIMELINE_ORDER if timeline else "")
        self.view = replace(self.view, timeline=timeline)

    def mark(self, name: str) -> None:
        """Give the present view a name."""
        self.marks[name] = self.view

    def turn_to(self, view: View) -> None:
        """Show another view, a mark or an address; Backspace comes back from it."""
        if view != self.view:
            self._remember()
            self.view = view

    def clear(self) -> bool:
        """Undo one narrowing: in the article its search, then the article; in a list its search, then all filters.

        False where nothing was left to undo.
        """
        if self.view.area == "reading":
            if self.searching:
                self.search("")
            else:
                self.go(self.view.pane)
        elif self.searching:
            self.search("")
        elif self.view.filters or self.view.chips:
            self._remember()
            self.view = replace(self.view, filters=(), chips=())
        else:
            return False
        return True

    def back(self) -> bool:
        """To the view before the last move that went in; False where there is none."""
        if not self._history:
            return False
        self._ahead.append(self.view)
        self.view = self._history.pop()
        return True

    def forward(self) -> bool:
        """To the view that the last `back` left; False where there is none."""
        if not self._ahead:
            return False
        self._history.append(self.view)
        self.view = self._ahead.pop()
        return True

    def restore(self, view: View, history: Iterable[View]) -> None:
        """Be where another desk was."""
        self.view, self._history = view, [*history]

    # --- questions ---------------------------------------------------------------------------------------------------

    @property
    def searching(self) -> str:
        """The search of the area in use."""
        return self.view.searches.get(self.view.area, "")

    def scope(self, pane: Pane) -> Scope:
        """What narrows one list: the filters of the other lists, and its own search."""
        ids = {pick.pane: pick.row_id for pick in self.view.filters if pick.pane != pane}
        search = self.view.searches.get(pane, "")
        return Scope(ids.get("actors"), ids.get("events"), ids.get("sources"), search, self.view.chips)

    @property
    def pair(self) -> str | None:
        """The pair of countries that the lists are narrowed to, the last one where there are several."""
        pairs = [chip.value for chip in self.view.chips if chip.field == "pair"]
        return pairs[-1] if pairs else None

    def narrowed_by(self, pane: Pane) -> tuple[str, ...]:
        """The labels of what narrows one list: rows gone into, filters, and its search with a slash in front."""
        labels = (
            *(pick.label for pick in self.view.filters if pick.pane != pane),
            *(f"[{chip_text(chip)}]" for chip in self.view.chips),
        )
        search = self.view.searches.get(pane)
        return (*labels, f"/{search}") if search else labels

    @property
    def history(self) -> tuple[View, ...]:
        """The views that `back` goes to, the oldest first."""
        return tuple(self._history)

    def crumbs(self) -> tuple[str, ...]:
        """The way here, the oldest first, the present place last."""
        return tuple(_crumb(view) for view in (*self._history, self.view))

    # --- inside ------------------------------------------------------------------------------------------------------

    def _remember(self) -> None:
        self._history.append(self.view)
        self._ahead.clear()

    def _leave_article(self) -> None:
        if self.view.area == "reading":
            self.go(self.view.pane)

    def _open(self, pick: Pick) -> None:
        self.view = replace(
            self.view, area="reading", pane=pick.pane, reading=pick, step=0, searches=self._searches("reading")
        )

    def _searches(self, area: Area, text: str = "") -> dict[Area, str]:
        others = {where: words for where, words in self.view.searches.items() if where != area}
        return {**others, area: text} if text else others


def _crumb(view: View) -> str:
    if view.reading:
        return f"read {view.reading.label}"
    picks = [pick.label for pick in view.filters if pick.pane != view.pane]
    narrowing = ", ".join([*picks, *map(chip_text, view.chips)])
    name = "timeline" if view.timeline and view.pane == "events" else view.pane
    return f"{name}{' of' if picks else ':'} {narrowing}" if narrowing else name
