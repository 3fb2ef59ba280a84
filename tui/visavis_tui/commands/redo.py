"""`visavis redo`: see `undo`."""

from visavis_tui.commands.undo import run

__all__ = ["run"]
