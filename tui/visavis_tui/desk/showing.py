"""Looking closer and taking along: the whole record of a row, what is new, copying what is behind a row, exports.

The pages are loaded by the first key that needs them: a desk is painted sooner without.
"""

from typing import TYPE_CHECKING

from visavis_tui.desk.drawing import Drawing
from visavis_tui.present import one_line
from visavis_tui.state import Pick

if TYPE_CHECKING:
    from visavis.database.news import News
    from visavis_tui.citing import Citation
    from visavis_tui.records import Layout
    from visavis_tui.seen import Seen

_SLOT = "closer"
_PATIENCE = 1.0  # seconds that keys wait for a page: what is typed next belongs there


class Showing(Drawing):
    """The keys that change nothing."""

    seen: "Seen | None" = None  # what this user has seen; None where that is not kept

    def action_record(self) -> None:
        """Show everything that is known of a row."""
        from visavis_tui.records import record  # noqa: PLC0415

        if (pick := self._object()) and self.jobs is not None:
            self.jobs.ask(_SLOT, lambda rows: record(rows, pick), lambda layout: self._show_record(pick, layout))
            self.jobs.settle([_SLOT], _PATIENCE)

    def action_copy(self) -> None:
        """Show what can be copied of the evidence that is read, or of a row's first."""
        from visavis_tui.citing import cited  # noqa: PLC0415

        step = self.desk.view.step if self.desk.view.area == "reading" else 0
        if (pick := self._object()) and self.jobs is not None:
            self.jobs.ask(_SLOT, lambda rows: cited(rows, pick, step), self._show_copies)
            self.jobs.settle([_SLOT], _PATIENCE)

    def action_export(self) -> None:
        """Ask in which form this list is to be written."""
        from visavis_tui.screens.exporting import ExportScreen  # noqa: PLC0415

        pane, view = self.desk.view.pane, self.desk.view
        if self.jobs is not None and view.area != "reading":
            self.push_screen(ExportScreen(self.jobs, pane, self.desk.scope(pane), view.orders.get(pane, "")))

    def action_news(self) -> None:
        """Show what is new for this user."""
        from visavis_tui.screens.news import NewsScreen  # noqa: PLC0415

        if self.seen is None:
            self._say("What you have seen is not kept here.")
        elif self.jobs is not None:
            self.push_screen(NewsScreen(self.jobs, self.seen, self._read_fact), lambda _: self._draw())

    def _read_fact(self, fact_id: int, label: str) -> None:
        self.desk.read(Pick("events", fact_id, label))

    def _announce(self, found: "News") -> None:
        """A word on what is new, at the start."""
        if found.total:
            self._say(f"{found.total:,} new for you: W", stays=True)

    def _show_record(self, pick: Pick, layout: "Layout | None") -> None:
        from visavis_tui.screens.record import RecordScreen  # noqa: PLC0415

        if layout is None:
            self._say("This is gone: the store has changed.")
        else:
            self.push_screen(RecordScreen(one_line(pick.label), layout))

    def _show_copies(self, citation: "Citation | None") -> None:
        from visavis_tui.screens.copying import CopyScreen  # noqa: PLC0415

        if citation is None:
            self._say("No words are behind this that could be copied.")
        else:
            self.push_screen(CopyScreen(citation))
