"""Articles are written by others: nothing in them reaches the terminal raw, acts, or crashes the desk."""

import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fcntl import ioctl
from pathlib import Path

import pytest

from screen_store import make_store
from test_screen import NARROW, WIDE, desk
from visavis.errors import VisavisError
from visavis_tui.app import run
from visavis_tui.notices import refusal

# What the hostile article brings along, as bytes on the wire; the desk itself never sends any of it.
FOREIGN = (
    b"\x1b]0;owned",
    b"\x1b]52",
    b"\x1b[31mMal",
    b"\x1b[2J Bye",
    b"\xc2\x9b",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8b",
    b"\x1b]8;",
)
PATIENCE = 20  # seconds
START = "import sys; from pathlib import Path; from visavis_tui.app import run; run(Path(sys.argv[1]))"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a hostile article, person and meeting."""
    return make_store(tmp_path_factory.mktemp("store"), hostile=True)


class Terminal:
    """The desk as a process on a terminal of its own."""

    def __init__(self, process: subprocess.Popen[bytes], master: int) -> None:
        self.process, self.master, self.output = process, master, b""

    def until(self, wanted: bytes) -> None:
        """Read until the desk has sent these bytes anew."""
        start = len(self.output)
        while wanted not in self.output[start:]:
            self.read(wanted)

    def read(self, wanted: object) -> None:
        """Read what is there, waiting for it with patience."""
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        assert ready, f"never saw {wanted!r}"
        self.output += os.read(self.master, 65536)

    def press(self, keys: str, wanted: bytes) -> None:
        """Type, then wait for an answer."""
        os.write(self.master, keys.encode())
        self.until(wanted)

    def end(self) -> int:
        """Read what is left; the exit code."""
        with suppress(OSError):  # how Linux tells the end of a terminal
            while True:
                self.read("the end")
        return self.process.wait(PATIENCE)


@contextmanager
def terminal(store: Path, **environment: str) -> Iterator[Terminal]:
    """The desk at 120x36, opened on a store."""
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    env = {**known, "TERM": "xterm-256color", **environment}
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", START, str(store)],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=env,
        start_new_session=True,
    )
    os.close(slave)
    try:
        yield Terminal(process, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x50"])
async def test_hostile_texts_are_shown_and_do_nothing(store: Path, size: tuple[int, int]) -> None:
    """Names, titles, roles, places and texts full of markup and escapes appear literally on every pane and card."""
    async with desk(store, size) as user:
        seen = user.screen
        for keys in (
            ("e", "e"),
            ("escape", "enter"),
            ("1",),
            ("enter",),
            ("enter",),
            ("3",),
            ("e", "n"),
            ("3", "slash"),
        ):
            seen += await user.press(*keys)
        seen += await user.paste("[/nope] malware")
        for literal in (
            "[/nope]",
            "[red]",
            "[/role]",
            "[/venue]",
            "[/why]",
            "[/conflict]",
            "[/speaker]",
            "[@click=app.quit]",
        ):
            assert literal in seen
        assert user.pilot.app.is_running
        assert not [char for char in seen if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs")]


def test_no_foreign_escape_reaches_the_terminal(store: Path) -> None:
    """Everything the process writes is looked at: none of the article's sequences is in it, and the end is clean."""
    with terminal(store) as screen:
        screen.until(b"articles")
        for keys, wanted in (
            ("e", b"evidence"),
            ("1", b"ACTORS"),
            ("\r", b"events of"),
            ("3", b"SOURCES"),
        ):
            screen.press(keys, wanted)
        screen.press("/", b"words in any order")
        screen.press("malware", b"/malware")
        os.write(screen.master, b"\rq")
        assert screen.end() == 0
        assert b"Mal" in screen.output
        for sequence in FOREIGN:
            assert sequence not in screen.output
        assert screen.output.rfind(b"\x1b[?1049l") > screen.output.rfind(b"\x1b[?1049h")


def test_keys_typed_ahead_on_a_slow_line_go_where_they_belong(store: Path) -> None:
    """A search that arrives in one piece with what follows: its q is a letter, the last one quits."""
    with terminal(store) as screen:
        screen.until(b"articles")
        screen.press("/qe1?\r", b"/qe1?")
        os.write(screen.master, b"?qq")
        assert screen.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(store: Path, number: signal.Signals) -> None:
    """The alternate screen is left, the exit code says which signal it was."""
    with terminal(store) as screen:
        screen.until(b"articles")
        screen.process.send_signal(number)
        assert screen.end() == 128 + number
        assert screen.output.rfind(b"\x1b[?1049l") > screen.output.rfind(b"\x1b[?1049h")
        assert b"Traceback" not in screen.output


def test_without_colours_there_are_none(store: Path) -> None:
    """NO_COLOR: no colour is ever set, only reset; what is reversed stays reversed."""
    with terminal(store, NO_COLOR="1") as screen:
        screen.until(b"articles")
        os.write(screen.master, b"q")
        assert screen.end() == 0
        codes = {code for found in re.findall(rb"\x1b\[([\d;]*)m", screen.output) for code in found.split(b";")}
        assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"39", b"49"}
        assert b"7" in codes


def test_a_dumb_terminal_is_refused_with_a_hint(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable and what to do instead."""
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(VisavisError, match=r"TERM=dumb.*visavis show"):
        run(store)
    assert refusal({"TERM": "xterm"}) is None
    assert refusal({}) is None


def test_the_desk_starts_without_what_only_loading_needs() -> None:
    """Neither polars nor rapidfuzz, and DuckDB only once the screen is there."""
    program = "import sys, visavis_tui.app; print(*{'polars', 'rapidfuzz', 'duckdb', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == ""
