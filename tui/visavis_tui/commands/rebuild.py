"""`visavis rebuild`: everything derived made anew from the articles and the decisions, and what that changes."""

import argparse
import sys
import time

from visavis.database.connection import store_directory
from visavis.rebuild import rebuild
from visavis_tui import exits, output
from visavis_tui.present import counted
from visavis_tui.talk import say, say_waiting

PAUSE = 0.1  # seconds between two changes of the moving line


def run(asked: argparse.Namespace) -> int:
    """Rebuild, or with --dry-run only tell what that would change."""
    directory = store_directory(asked.store)
    moving = _Moving()
    try:
        made = rebuild(directory, dry_run=asked.dry_run, jobs=asked.jobs, progress=moving, waiting=say_waiting)
    finally:
        moving.clear()
    rows = [(table, gone, come) for table, (gone, come) in made.differing.items()]
    if rows:
        output.write(("table", "rows gone", "rows come"), rows, "table")
    told = "the same" if made.before == made.after else f"was {made.before}"
    sys.stdout.flush()
    say(f"{counted(made.articles, 'article')}: content hash {made.after}, {told}")
    if made.published is None:
        say("nothing was changed (--dry-run)")
    else:
        say(f"published as generation {made.published.generation} of {directory}")
    return exits.OK


class _Moving:
    """How far it is, on one line that is rewritten, on a terminal only."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, done: int, total: int) -> None:
        if sys.stderr.isatty() and (time.monotonic() >= self._next or done == total):
            self._next = time.monotonic() + PAUSE
            sys.stderr.write(f"\r\x1b[Kreading again ... {done:,} of {counted(total, 'article')}")
            sys.stderr.flush()

    def clear(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
