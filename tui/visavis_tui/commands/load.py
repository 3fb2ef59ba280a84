"""`visavis load`: articles into the store, with progress, refusals and gains told on standard error."""

import argparse
import sys
import time
from typing import TextIO

from visavis.database.connection import store_directory
from visavis.load import Loaded, load
from visavis.reading import bundled
from visavis_tui import exits
from visavis_tui.present import counted, one_line
from visavis_tui.talk import say

EVERY = 1000  # articles between two lines of progress where there is no terminal
PAUSE = 0.1  # seconds between two changes of the moving line
_GAINS = (("actors", "actor"), ("meetings", "meeting"), ("agreements", "agreement"), ("evidence", "quotation"))


def run(asked: argparse.Namespace) -> int:
    """Load what was named; the exit code says whether all of it could be."""
    sources = [*(bundled() if asked.seeds else []), *asked.paths]
    if not sources:
        say("visavis load: name files, folders or - for standard input, or give --seeds (visavis load --help)")
        return exits.NOTHING_DONE
    directory = store_directory(asked.store)
    progress = Progress(sys.stderr)
    try:
        loaded = load(directory, sources, stdin=sys.stdin.buffer, progress=progress)
    finally:
        progress.clear()
    for line in summary(loaded):
        say(line)
    say(f"store: {directory}")
    return exits.after(loaded.new + loaded.known, len(loaded.refused))


class Progress:
    """One line that is rewritten on a terminal, one line every 1,000 articles elsewhere; refusals at once."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._moving = out, out.isatty()
        self._refused, self._stage, self._next = 0, "", 0.0

    def __call__(self, loaded: Loaded) -> None:
        """Tell what came since the last call."""
        for error in loaded.refused[self._refused :]:
            self.clear()
            say(f"refused: {one_line(str(error))}")
        self._refused = len(loaded.refused)
        read = loaded.new + loaded.known
        if self._moving:
            self._move(loaded.stage, f"{loaded.stage} ... {counted(read, 'article')}, {loaded.new:,} new")
        elif loaded.stage == "reading" and read and read % EVERY == 0:
            say(f"{counted(read, 'article')} read, {loaded.new:,} new")

    def clear(self) -> None:
        """Take the moving line away."""
        if self._moving:
            self._show("")

    def _move(self, stage: str, text: str) -> None:
        now = time.monotonic()
        if stage != self._stage or now >= self._next:
            self._stage, self._next = stage, now + PAUSE
            self._show(text)

    def _show(self, text: str) -> None:
        self._out.write(f"\r\x1b[K{text}")
        self._out.flush()


def summary(loaded: Loaded) -> list[str]:
    """What the load did and what the store gained."""
    read = loaded.new + loaded.known
    refused = f", {counted(len(loaded.refused), 'input')} refused" if loaded.refused else ""
    lines = [f"{counted(read, 'article')} read: {loaded.new:,} new, {loaded.known:,} already in the store{refused}"]
    if loaded.published is None:
        return [*lines, "nothing new: the store is unchanged"]
    published = loaded.published
    gains = (f"{published.gained[table]:+,} {noun}s (now {published.rows[table]:,})" for table, noun in _GAINS)
    return [*lines, "gained: " + ", ".join(gains)]
