"""`visavis load`: articles into the store, with progress, refusals and gains told on standard error."""

import argparse
import io
import json
import os
import sys
import time
from typing import BinaryIO, TextIO

from visavis.database.connection import store_directory
from visavis.load import WAITING, Loaded, Pace, load
from visavis.reading import bundled
from visavis_tui import exits
from visavis_tui.present import counted, one_line
from visavis_tui.talk import say, say_waiting

EVERY = 1000  # articles between two lines of progress where there is no terminal
PAUSE = 0.1  # seconds between two changes of the moving line
SECOND = 1.0  # between two lines of progress for machines
_WARM = 2.0  # seconds before which a rate would mislead
WAIT = (60, 10)  # seconds after which what was loaded is published: usually, and when watching
_GAINS = (
    ("actors", "actor"),
    ("meetings", "meeting"),
    ("agreements", "agreement"),
    ("visits", "visit"),
    ("statements", "statement"),
    ("evidence", "quotation"),
)


def run(asked: argparse.Namespace) -> int:
    """Load what was named; the exit code says whether all of it could be."""
    sources = [*(bundled() if asked.seeds else []), *asked.paths]
    if not sources:
        say("visavis load: name files, folders or - for standard input, or give --seeds (visavis load --help)")
        return exits.NOTHING_DONE
    if asked.watch and "-" in sources:
        say("visavis load: --watch looks at folders; standard input is loaded as it comes without it")
        return exits.NOTHING_DONE
    directory = store_directory(asked.store)
    seconds = WAIT[asked.watch] if asked.seconds is None else asked.seconds
    pace = Pace(jobs=asked.jobs, articles=asked.every, seconds=seconds, keep=asked.keep)
    progress = Lines(sys.stdout) if asked.json else Progress(sys.stderr)
    try:
        loaded = load(directory, sources, stdin=_stdin(), watch=asked.watch, pace=pace, progress=progress)
    finally:
        progress.clear()
    for line in [] if asked.json else [*summary(loaded), f"store: {directory}"]:
        say(line)
    return exits.after(loaded.new + loaded.known, len(loaded.refused))


def _stdin() -> BinaryIO:
    """Standard input under a number of its own: the interpreter may end while a thread still waits for it."""
    try:
        return os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    except (OSError, io.UnsupportedOperation):
        return sys.stdin.buffer


class Clock:
    """How fast a load goes, and how long it will still take."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def seconds(self) -> float:
        """Since the load began."""
        return time.monotonic() - self.started

    def rate(self, loaded: Loaded) -> float | None:
        """Articles a second; None while it is too early to tell."""
        seconds = self.seconds()
        return (loaded.new + loaded.known) / seconds if seconds >= _WARM else None

    def left(self, loaded: Loaded) -> float | None:
        """Seconds until all is read, by the share of the input that is; None where that cannot be told."""
        if self.rate(loaded) is None or not loaded.size or not loaded.characters:
            return None
        return self.seconds() * max(loaded.size - loaded.characters, 0) / loaded.characters


class Progress:
    """One line that is rewritten on a terminal, one line every 1,000 articles elsewhere; refusals at once."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._moving, self._clock = out, out.isatty(), Clock()
        self._refused, self._stored, self._told, self._stage, self._next = 0, 0, 0, "", 0.0

    def __call__(self, loaded: Loaded) -> None:
        """Tell what came since the last call."""
        for error in loaded.refused[self._refused :]:
            self.clear()
            say(f"refused: {one_line(str(error))}")
        self._refused = len(loaded.refused)
        if loaded.stage == "reading" and loaded.stored > self._stored and loaded.published:  # and it goes on
            self.clear()
            self._stored = loaded.stored
            say(f"published: {counted(loaded.stored, 'new article')}, generation {loaded.published.generation}")
        self._go_on(loaded)

    def _go_on(self, loaded: Loaded) -> None:
        read = loaded.new + loaded.known
        if self._moving:
            text = f"{loaded.stage} ... {counted(read, 'article')}, {loaded.new:,} new{self._speed(loaded)}"
            self._move(loaded.stage, text)
        elif loaded.stage == WAITING != self._stage:
            say_waiting()
        elif loaded.stage == "reading" and read >= self._told + EVERY:
            self._told = read - read % EVERY
            say(f"{counted(self._told, 'article')} read, {loaded.new:,} new{self._speed(loaded)}")
        self._stage = loaded.stage

    def _speed(self, loaded: Loaded) -> str:
        rate, left = self._clock.rate(loaded), self._clock.left(loaded)
        if rate is None or loaded.stage != "reading":
            return ""
        return f", {rate:,.0f} a second" + ("" if left is None else f", {duration(left)} left")

    def clear(self) -> None:
        """Take the moving line away."""
        if self._moving:
            self._show("")

    def _move(self, stage: str, text: str) -> None:
        now = time.monotonic()
        if stage != self._stage or now >= self._next:
            self._next = now + PAUSE
            self._show(text)

    def _show(self, text: str) -> None:
        self._out.write(f"\r\x1b[K{text}")
        self._out.flush()


class Lines:
    """The same for machines: one JSON object a line, `event` saying which: refused, progress, published, done."""

    def __init__(self, out: TextIO) -> None:
        self._out, self._clock = out, Clock()
        self._refused, self._stored, self._next = 0, 0, 0.0

    def __call__(self, loaded: Loaded) -> None:
        """Tell what came since the last call."""
        for error in loaded.refused[self._refused :]:
            self._line("refused", source=error.source, line=error.line, problem=error.problem, cure=error.cure)
        self._refused = len(loaded.refused)
        if loaded.stored > self._stored and loaded.published:
            self._stored, published = loaded.stored, loaded.published
            self._line(
                "published",
                stored=loaded.stored,
                generation=published.generation,
                content_hash=published.content_hash,
                rows=published.rows,
                gained=published.gained,
            )
        if loaded.stage in {"done", WAITING} or self._clock.seconds() >= self._next:
            self._next = self._clock.seconds() + SECOND
            self._line("done" if loaded.stage == "done" else "progress", **self._state(loaded))

    def clear(self) -> None:
        """Nothing to take away: every line stands."""

    def _state(self, loaded: Loaded) -> dict[str, object]:
        rate, left = self._clock.rate(loaded), self._clock.left(loaded)
        return {
            "stage": loaded.stage,
            "read": loaded.new + loaded.known,
            "new": loaded.new,
            "known": loaded.known,
            "refused": len(loaded.refused),
            "stored": loaded.stored,
            "seconds": round(self._clock.seconds(), 1),
            "per_second": rate and round(rate, 1),
            "seconds_left": left and round(left),
        }

    def _line(self, event: str, **said: object) -> None:
        self._out.write(json.dumps({"event": event, **said}) + "\n")
        self._out.flush()


def duration(seconds: float) -> str:
    """'40 s', '12 min', '3 h'."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 1.5 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


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
