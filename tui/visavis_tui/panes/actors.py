"""Pane 1: who."""

from typing import ClassVar

from visavis.database.answers import ActorRow
from visavis_tui import present
from visavis_tui.columns import Column
from visavis_tui.panes.listing import ListPane, numbers
from visavis_tui.state import Pick


class ActorsPane(ListPane[ActorRow]):
    """People, organisations and countries, with how often they met, agreed and are told of."""

    PANE = "actors"
    COLUMNS: ClassVar = (
        Column("Name", least=16, share=3),
        Column("From", least=4, most=4),
        Column("Role", least=14, share=2, optional=True),
        Column("Met", least=3, most=5),
        Column("Agr", least=3, most=5, optional=True),
        Column("Src", least=3, most=5, optional=True),
    )
    NOTHING = "No actors: the articles name nobody that visavis recognises."

    def cells(self, row: ActorRow) -> tuple[str, ...]:
        """Name with the matched variant, country, role, counts."""
        counts = numbers(row.meetings, row.agreements, row.articles)
        return present.name_text(row), present.one_line(row.country), present.role_text(row), *counts

    def pick(self, row: ActorRow) -> Pick:
        """An actor is called by its name."""
        return Pick(self.PANE, row.actor_id, row.name)
