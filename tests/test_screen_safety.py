"""Articles are written by others: nothing in them reaches the terminal raw, acts, or crashes the desk."""

import os
import re
import signal
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from screen_store import make_store
from screen_terminal import terminal
from screen_user import NARROW, WIDE, desk
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


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a hostile article, person and meeting."""
    return make_store(tmp_path_factory.mktemp("store"), hostile=True)


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
        screen.until("articles", "evidence 1/")
        for keys, wanted in (
            ("e", "evidence"),
            ("1", "ACTORS"),
            ("\r", "events of"),
            ("3", "SOURCES"),
        ):
            screen.press(keys, wanted)
        screen.press("/", "words in any order")
        seen = screen.press("malware", "/malware")
        os.write(screen.master, b"\rq")
        assert screen.end() == 0
        assert "Mal" in seen
        for sequence in FOREIGN:
            assert sequence not in screen.output
        assert screen.output.rfind(b"\x1b[?1049l") > screen.output.rfind(b"\x1b[?1049h")


def test_keys_typed_ahead_on_a_slow_line_go_where_they_belong(store: Path) -> None:
    """A search that arrives in one piece with what follows: its q is a letter, the last one quits."""
    with terminal(store) as screen:
        screen.until("articles", "evidence 1/")
        screen.press("/qe1?\r", "/qe1?")
        os.write(screen.master, b"?qq")
        assert screen.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was(store: Path, number: signal.Signals) -> None:
    """The alternate screen is left, the exit code says which signal it was."""
    with terminal(store) as screen:
        screen.until("articles", "evidence 1/")
        screen.process.send_signal(number)
        assert screen.end() == 128 + number
        assert screen.output.rfind(b"\x1b[?1049l") > screen.output.rfind(b"\x1b[?1049h")
        assert b"Traceback" not in screen.output


def test_without_colours_there_are_none(store: Path) -> None:
    """NO_COLOR: no colour is ever set, only reset; what is reversed stays reversed."""
    with terminal(store, NO_COLOR="1") as screen:
        screen.until("articles", "evidence 1/")
        os.write(screen.master, b"q")
        assert screen.end() == 0
        codes = {code for found in re.findall(rb"\x1b\[([\d;]*)m", screen.output) for code in found.split(b";")}
        assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"22", b"23", b"24", b"27", b"39", b"49"}
        assert b"7" in codes


def test_a_dumb_terminal_is_refused_with_a_hint(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the variable and what to do instead."""
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(VisavisError, match=r"TERM=dumb.*visavis show"):
        run(store)
    assert refusal({"TERM": "xterm"}) is None
    assert refusal({}) is None


def test_the_desk_starts_without_what_only_loading_needs() -> None:
    """Neither polars nor rapidfuzz; DuckDB, records, journal and lexicon only once the screen is there."""
    late = {"polars", "rapidfuzz", "duckdb", "pyarrow", "visavis.model", "visavis.journal", "visavis.lexicon"}
    program = f"import sys, visavis_tui.app; print(*{late} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == ""
