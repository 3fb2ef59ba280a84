"""A terminal for tests: the desk as a process on a pty of its own, and what a reader of that terminal would see."""

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path
from time import monotonic

from visavis_tui.grid import Grid

PATIENCE = 15  # seconds
START = "import sys; from pathlib import Path; from visavis_tui.app import run; run(Path(sys.argv[1]))"
_OTHERS = re.compile(r"(\x1b\[K|\x1b\[2J|\x1b\[\d*;?\d*r|\x1b[DM])")


class Screen(Grid):
    """What a terminal shows of the bytes it is sent; besides what `Grid` knows it can erase, and scroll a region."""

    region: tuple[int, int] | None = None  # first and last row of what scrolls; None: all rows

    def feed(self, data: str) -> None:
        """Take bytes in, as text."""
        for part in _OTHERS.split(data):
            if part == "\x1b[K":
                row, column = self.cursor
                self.texts[row][column:] = [" "] * (self.width - column)
                self.styles[row][column:] = [""] * (self.width - column)
            elif part == "\x1b[2J":
                blank = Grid(self.width, self.height)
                self.texts, self.styles = blank.texts, blank.styles
            elif part.endswith("r") and part.startswith("\x1b["):
                first, _, last = part[2:-1].partition(";")
                self.region = (int(first) - 1, int(last) - 1) if last else None
                self.cursor = 0, 0
            elif part in ("\x1bD", "\x1bM"):
                self._feed_line(down=part == "\x1bD")
            else:
                super().feed(part)

    def _feed_line(self, *, down: bool) -> None:
        """A line on; at the edge of the region its rows move instead."""
        first, last = self.region or (0, self.height - 1)
        if self.cursor[0] == (last if down else first):
            self.scroll(first, last, 1 if down else -1)
        else:
            self.cursor = self.cursor[0] + (1 if down else -1), self.cursor[1]

    def __str__(self) -> str:
        return "\n".join("".join(row) for row in self.texts)


class Terminal:
    """The desk as a process on a terminal; `answers`: whether this terminal says that it is there when asked."""

    def __init__(self, process: subprocess.Popen[bytes], master: int, size: tuple[int, int], *, answers: bool) -> None:
        self.process, self.master, self.size, self.answers = process, master, size, answers
        self.output = b""

    @property
    def screen(self) -> str:
        """What is to be seen now."""
        seen = Screen(*self.size)
        seen.feed(self.output.decode(errors="replace"))
        return str(seen)

    def until(self, *wanted: str) -> str:
        """Read until all these words are on the screen."""
        end = monotonic() + PATIENCE
        while any(word not in self.screen for word in wanted):
            assert self.read(end - monotonic()), f"never saw {wanted!r} in\n{self.screen}"
        return self.screen

    def read(self, patience: float) -> bool:
        """Read what is there; False where nothing came."""
        if not select.select([self.master], [], [], max(0, patience))[0]:
            return False
        data = os.read(self.master, 65536)
        self.output += data
        if self.answers:
            os.write(self.master, b"\x1b[0n" * data.count(b"\x1b[5n"))
        return True

    def quiet(self, seconds: float = 0.3) -> str:
        """Read until nothing comes for a while."""
        while self.read(seconds):
            pass
        return self.screen

    def press(self, keys: str, *wanted: str) -> str:
        """Type, then wait for words."""
        os.write(self.master, keys.encode())
        return self.until(*wanted)

    def resize(self, width: int, height: int) -> None:
        """Make the window another size; what was in it is gone."""
        self.size = width, height
        self.output += b"\x1b[2J"
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.process.send_signal(signal.SIGWINCH)  # which only a controlling terminal would send by itself

    def end(self) -> int:
        """Read what is left; the exit code."""
        with suppress(OSError):  # how Linux tells the end of a terminal
            while self.read(PATIENCE):
                pass
        return self.process.wait(PATIENCE)


@contextmanager
def terminal(
    store: Path, size: tuple[int, int] = (120, 36), *, answers: bool = True, start: str = START, **environment: str
) -> Iterator[Terminal]:
    """The desk, opened on a store."""
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    known = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    state = tempfile.mkdtemp()
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", start, str(store)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**known, "TERM": "xterm-256color", "XDG_STATE_HOME": state, **environment},
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(process, master, size, answers=answers)
    finally:
        process.kill()
        process.wait()
        with suppress(OSError):
            os.close(master)
