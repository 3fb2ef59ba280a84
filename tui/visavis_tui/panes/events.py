"""Pane 2: what happened, or was said to."""

from typing import ClassVar

from visavis.database.answers import EventRow
from visavis_tui import present
from visavis_tui.columns import Column
from visavis_tui.panes.listing import ListPane
from visavis_tui.state import Pick


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
