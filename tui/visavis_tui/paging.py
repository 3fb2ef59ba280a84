"""A page at a time on a terminal, by ourselves: a pager that can run commands would let a guest out of visavis."""

import os
import shutil
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager

from visavis_tui.output import cell_width

_ASK = "-- Space: next page, Enter: next line, q: stop --"
_STOP = {"q", "Q", "\x1b", "\x04", ""}
_LINE = {"\r", "\n", "j"}


class Enough(Exception):
    """The reader does not want to see the rest."""


def can_page() -> bool:
    """Whether somebody sits at both ends and the terminal can take a line back."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


class Pages:
    """Standard output that stops when the screen is full; raises Enough when told to."""

    def __init__(self) -> None:
        self._room = self._page()

    def isatty(self) -> bool:
        """Pages are for people."""
        return True

    def write(self, line: str, /) -> None:
        """Print one line, after asking where it would push another one out of sight."""
        size = shutil.get_terminal_size()
        rows = max(1, -(-cell_width(line.rstrip("\n")) // size.columns))
        if rows > self._room and self._room < self._page():
            self._ask()
        sys.stdout.write(line)
        self._room -= rows

    def _page(self) -> int:
        return max(1, shutil.get_terminal_size().lines - 1)  # the last line is for the question

    def _ask(self) -> None:
        with _keys() as terminal:  # first, so that no key is lost which answers at once
            sys.stdout.write(_ASK)
            sys.stdout.flush()
            try:
                key = os.read(terminal, 32).decode(errors="replace")
            finally:
                sys.stdout.write("\r" + " " * len(_ASK) + "\r")
        if key in _STOP:
            raise Enough
        self._room = 1 if key in _LINE else self._page()


@contextmanager
def _keys() -> Iterator[int]:
    """Standard input key by key instead of line by line; what was typed ahead is kept."""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield terminal
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
