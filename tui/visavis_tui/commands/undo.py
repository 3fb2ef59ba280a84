"""`visavis undo` and `redo`: whole decisions, at any later time; the journal keeps every line."""

import argparse

from visavis import deciding
from visavis.database.connection import store_directory
from visavis.journal import told, whoami
from visavis_tui.commands.decide import report
from visavis_tui.talk import say_waiting


def run(asked: argparse.Namespace) -> int:
    """Take a decision back, or let one that was taken back hold again."""
    directory = store_directory(asked.store)
    change, word = (deciding.take_back, "undone") if asked.verb == "undo" else (deciding.bring_back, "holds again")
    author = whoami(asked.author)
    decision, applied = change(directory, asked.which, author=author, reason=asked.reason, waiting=say_waiting)
    return report(directory, applied, f"{word}: {told(decision)}")
