"""`visavis journal`: every decision, who made it, and whether it holds."""

import argparse
import sys

from visavis.database.place import store_directory
from visavis.journal import AnyLine, Journal, Redo, Undo, journal_file, read, told
from visavis_tui import exits, output
from visavis_tui.present import one_line
from visavis_tui.talk import say

COLUMNS = ("no", "time", "author", "decision", "holds", "reason", "id")


def run(asked: argparse.Namespace) -> int:
    """Print a row a line, the earliest first; what cannot be read is said on standard error."""
    directory = store_directory(asked.store)
    journal = read(directory)
    output.write(COLUMNS, [row(journal, line, number) for number, line in enumerate(journal.lines, 1)], asked.format)
    sys.stdout.flush()  # the rows first, then what is wrong
    for problem in journal.problems:
        say(one_line(f"note: {problem}"))
    if not journal.lines and not journal.problems:
        say(f"no decisions yet in {journal_file(directory)}")
    return exits.SOME_REFUSED if journal.problems else exits.OK


def row(journal: Journal, line: AnyLine, number: int) -> tuple[object, ...]:
    """The columns of one line."""
    return number, line.time, line.author, _decision(journal, line), line.id in journal.standing, line.reason, line.id


def _decision(journal: Journal, line: AnyLine) -> str:
    """In words; what an undo takes back by the numbers of the list."""
    if not isinstance(line, Undo | Redo):
        return told(line)
    numbers = {one.id: str(number) for number, one in enumerate(journal.lines, 1)}
    return "takes back " + ", ".join(numbers.get(target, target) for target in line.lines)
