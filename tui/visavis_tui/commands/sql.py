"""`visavis sql`: statements that read, run in a locked process, their rows on standard output; or a prompt for them."""

import argparse
import sys

from visavis.database.examples import EXAMPLES
from visavis.database.place import store_directory
from visavis.database.worker import Limits, SqlWorker
from visavis_tui import exits
from visavis_tui.asking import Session

_LONGEST = 2**20  # characters of a statement on standard input


def run(asked: argparse.Namespace) -> int:
    """Run the statement that was given, or that stands on standard input; without either, open the prompt."""
    if asked.examples:
        sys.stdout.write(EXAMPLES)
        return exits.OK
    limits = Limits(asked.timeout or None, asked.memory)
    with SqlWorker(store_directory(asked.store), limits) as worker:
        session = Session(worker, asked.format, asked.limit, explain=asked.explain)
        if asked.query is None and sys.stdin.isatty() and sys.stdout.isatty():
            from visavis_tui.prompt import converse  # noqa: PLC0415 - the line editor is for the prompt alone

            return converse(session)
        query = sys.stdin.read(_LONGEST) if asked.query in (None, "-") else asked.query
        return exits.OK if session.answer(query) else exits.NOTHING_DONE
