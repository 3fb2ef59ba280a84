"""A page that only shows: the whole record of one row."""

from collections.abc import Sequence

from textual.content import Content

from visavis_tui import paint
from visavis_tui.records import Layout
from visavis_tui.screens.sheet import Sheet


class RecordScreen(Sheet):
    """Lays a record out for the present width."""

    def __init__(self, title: str, layout: Layout) -> None:
        super().__init__()
        self._title, self._layout = title, layout

    def title_line(self) -> Content:
        """What it is the record of."""
        return paint.plain(self._title, "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """The record."""
        return self._layout(width)
