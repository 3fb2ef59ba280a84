"""Pane 2: what happened, or was said to; as a list, or on one scale of time."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from visavis.database import lists
from visavis.database.answers import EventRow, Scope
from visavis.database.rows import Rows
from visavis_tui import present
from visavis_tui.columns import Column
from visavis_tui.jobs import Jobs
from visavis_tui.panes.listing import ListPane
from visavis_tui.state import Pick
from visavis_tui.timeline import Scale, axis, bar

_BAR = 2  # which column of the timeline is drawn on the scale
_TIMELINE = (
    Column("By", least=5, most=9),
    Column("Date", least=7, most=13),
    Column("", least=24, share=3),
    Column("Event", least=20, share=2),
)


class EventsPane(ListPane[EventRow]):
    """Meetings and agreements by date, each with its status as a word."""

    PANE = "events"
    COLUMNS: ClassVar = (
        Column("Date", least=7, most=21),
        Column("Status", least=4, most=17),
        Column("Event", least=40, share=3),
        Column("Place", least=12, share=1, optional=True),
        Column("Src", least=3, most=5),
    )
    NOTHING = "No events: the articles report no meeting and no agreement that visavis recognises."

    def cells(self, row: EventRow) -> tuple[str, ...]:
        """Date, status, title, place, articles (and origins, where copies make them fewer)."""
        told = f"{row.articles}" if row.origins in (0, row.articles) else f"{row.articles}/{row.origins}"
        date, status = present.date_text(row.date), present.status_text(row)
        return date, status, present.event_text(row), present.place_text(row), told

    def pick(self, row: EventRow) -> Pick:
        """An event is called by its title."""
        return Pick(self.PANE, row.fact_id, row.title)

    # --- the timeline ------------------------------------------------------------------------------------------------

    timeline = False
    _scale: Scale | None = None

    def load(self, jobs: Jobs, scope: Scope, order: str, narrowed_by: tuple[str, ...]) -> None:
        """Besides the rows ask for the time that they span, where they are drawn on it."""
        super().load(jobs, scope, order, narrowed_by)
        if self.timeline:
            jobs.ask("span", partial(_scale_of, scope), self._scaled)

    def _scaled(self, scale: Scale | None) -> None:
        self._scale = scale
        self.draw()

    def shown_columns(self) -> tuple[Column, ...]:
        """Those of the timeline, where it is shown."""
        return _TIMELINE if self.timeline else super().shown_columns()

    def heading(self, columns: Sequence[Column]) -> list[str]:
        """The scale stands above the bars."""
        titles = super().heading(columns)
        if self.timeline:
            titles[_BAR] = axis(self._scale, self._widths[_BAR])
        return titles

    def shown_cells(self, row: EventRow) -> tuple[str, ...]:
        """Channel, date and bar; what an event is not yet stands before its title."""
        if not self.timeline:
            return super().shown_cells(row)
        drawn = bar(self._scale, row.earliest, row.latest, self._widths[_BAR] if len(self._widths) > _BAR else 0)
        status = present.status_text(row)
        event = present.event_text(row) if status in _PLAIN else f"{status}: {present.event_text(row)}"
        return row.channel or row.kind, present.date_text(row.date), drawn, event


_PLAIN = ("held", "signed", "announced")


def _scale_of(scope: Scope, rows: Rows) -> Scale | None:
    span = lists.span_of(rows, scope)
    return Scale(*span) if span else None
