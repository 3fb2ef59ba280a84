"""The page that asks for the form of an export, writes it beside the screen, and says where it is."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from visavis.database.answers import Scope
from visavis.database.rows import Rows
from visavis_tui import paint
from visavis_tui.cards import folded
from visavis_tui.exporting import Form, columns, export, fresh_file
from visavis_tui.jobs import Jobs
from visavis_tui.keys import Where
from visavis_tui.screens.sheet import Sheet, bound
from visavis_tui.state import Pane

_SLOT = "export"
_REMOTE = "SSH_ORIGINAL_COMMAND"  # set where the desk is all that somebody may reach


class ExportScreen(Sheet, inherit_bindings=False):
    """One list, one file; leaving the page ends what is under way."""

    PLACE: ClassVar[Where] = "exporting"
    BINDINGS: ClassVar[list[BindingType]] = bound("exporting", "any page")

    def __init__(self, jobs: Jobs, pane: Pane, scope: Scope, order: str) -> None:
        super().__init__()
        self._jobs, self._pane, self._scope, self._order = jobs, pane, scope, order

    def title_line(self) -> Content:
        """What is exported."""
        return paint.plain(f"Export the list of {self._pane} as it is now, narrowed and sorted: choose a form", "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """Where it goes and what is in it."""
        lines = folded(paint.plain(f"Into a new file in {Path.cwd()}"), width)
        names = folded(paint.plain(f"Columns: {', '.join(columns(self._pane)[0])}"), width)
        return [*lines, Content(""), *names]

    def action_write(self, form: Form) -> None:
        """Write the file."""
        if _REMOTE in os.environ:
            self.say(f"Files are out of reach over SSH: ssh HOST show {self._pane} --format csv --limit 0 > file.csv")
            return
        file = fresh_file(self._pane, form, Path.cwd())
        self.say(f"Writing {file.name} ... Esc ends it.")
        self._jobs.ask(_SLOT, lambda rows: self._export(rows, form, file), self.say)

    def _export(self, rows: Rows, form: Form, file: Path) -> str:
        try:
            written = export(rows, self._pane, self._scope, self._order, form, file)
        except OSError as error:
            return f"Not exported: {file}: {error.strerror}. Start visavis where you may write."
        return f"{written:,} rows in {file}"

    def on_unmount(self) -> None:
        """Nobody waits any more."""
        self._jobs.drop(_SLOT)
