"""Pane 3: who says so."""

from typing import ClassVar

from visavis.database.answers import SourceRow
from visavis_tui import present
from visavis_tui.columns import Column
from visavis_tui.panes.listing import ListPane, numbers
from visavis_tui.state import Pick


class SourcesPane(ListPane[SourceRow]):
    """Articles by date, with how many events each tells."""

    PANE = "sources"
    COLUMNS: ClassVar = (
        Column("Published", least=7, most=16),
        Column("Outlet", least=6, most=18, optional=True),
        Column("Title", least=16, share=1),
        Column("Evt", least=3, most=5, optional=True),
    )
    NOTHING = "No articles in this store."

    def cells(self, row: SourceRow) -> tuple[str, ...]:
        """Date, outlet, title with what the search found, events."""
        published = present.published_text(row.published, row.published_basis)
        return published, present.one_line(row.publisher), present.source_text(row), *numbers(row.events)

    def pick(self, row: SourceRow) -> Pick:
        """An article is called by its outlet and title."""
        return Pick(
            self.PANE,
            row.article_id,
            ": ".join(part for part in (row.publisher, present.titled(row.title, row.source)) if part),
        )
