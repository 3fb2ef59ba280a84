"""People's decisions: append-only JSON Lines beside the store, each naming its objects by the words that tell of them.

The articles and this journal are all that is primary; everything else is made from them. A line is never changed: what
is taken back is taken back by another line, and that one in turn. A decision names an article by its content id and an
object by a span of that article's text, so it means the same after re-extraction, on another machine, and after two
journals were merged by keeping the lines of both, in any order.
"""

from visavis.journal.decisions import (
    Add,
    AnyLine,
    Correct,
    DateArticle,
    Decision,
    Different,
    Line,
    Redo,
    Reject,
    Same,
    Spot,
    Undo,
    Who,
    told,
)
from visavis.journal.file import append, journal_file, read, whoami
from visavis.journal.state import Journal
from visavis.journal.undoing import redo, undo

__all__ = [
    "Add",
    "AnyLine",
    "Correct",
    "DateArticle",
    "Decision",
    "Different",
    "Journal",
    "Line",
    "Redo",
    "Reject",
    "Same",
    "Spot",
    "Undo",
    "Who",
    "append",
    "journal_file",
    "read",
    "redo",
    "told",
    "undo",
    "whoami",
]
