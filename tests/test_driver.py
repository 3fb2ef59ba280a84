"""What reaches the terminal: the right cells in few bytes, one frame at a time, and nothing that an article brought."""

import os
import re
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screen_store import make_store
from screen_terminal import Screen, terminal
from visavis_tui import driver
from visavis_tui import grid as grid_module
from visavis_tui.grid import Grid

STYLES = ["\x1b[m", "\x1b[1m", "\x1b[1;31m", "\x1b[0;38;2;1;2;3;48;5;9m", "\x1b[7;4;92m"]
PIECES = st.tuples(
    st.integers(1, 6),
    st.integers(1, 14),
    st.sampled_from(STYLES),
    st.text(st.sampled_from("ab 李é́🙂│─ü한"), max_size=20),
)
OURS = re.compile(r"\x1b(?:\[(?:[\d;]*[Hmr]|K|2J)|[DM])")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small store."""
    return make_store(tmp_path_factory.mktemp("store"))


def drawn(pieces: list[tuple[int, int, str, str]]) -> Grid:
    """A screen with some texts on it."""
    grid = Grid(12, 5)
    for row, column, style, text in pieces:
        grid.feed(f"\x1b[{row};{column}H{style}{text}\x1b[0m")
    return grid


@given(st.lists(PIECES, max_size=6), st.lists(PIECES, max_size=6))
def test_a_terminal_follows_every_change(before: list[tuple[int, int, str, str]], after: list) -> None:  # type: ignore[type-arg]
    """From nothing to one screen and on to another: the terminal shows the same cells; nothing new: nothing sent."""
    old, new, seen = drawn(before), drawn(after), Screen(12, 5)
    for grid, since in ((old, None), (new, old)):
        seen.feed(grid.since(since))
        assert seen.texts == grid.texts
        assert [[looks(one) for one in row] for row in seen.styles] == [
            [looks(one) for one in row] for row in grid.styles
        ]
    assert new.since(new.copy()) == ""


@given(
    st.lists(PIECES, max_size=9), st.lists(PIECES, max_size=2), st.integers(0, 4), st.integers(0, 4),
    st.integers(-3, 3).filter(bool),
)  # fmt: skip
def test_a_terminal_follows_what_moves(before: list, after: list, one: int, other: int, by: int) -> None:  # type: ignore[type-arg]
    """Rows that move up or down, whatever else changes with them."""
    old, seen = drawn(before), Screen(12, 5)
    new = old.copy()
    new.scroll(min(one, other), max(one, other), by)
    for row, column, style, text in after:
        new.feed(f"\x1b[{row};{column}H{style}{text}\x1b[0m")
    for grid, since in ((old, None), (new, old)):
        seen.feed(grid.since(since))
        assert seen.texts == grid.texts
        assert seen.cursor == grid.cursor


def test_rows_that_move_are_not_sent_again() -> None:
    """A list that goes on by a row: the row that comes in is sent, the others are moved by the terminal."""
    old, new = Grid(80, 24), Grid(80, 24)
    for grid, first in ((old, 0), (new, 1)):
        for row in range(20):
            grid.feed(f"\x1b[{row + 3};1H{first + row:>4} a row of some length, number {first + row}")
    assert new.since(old) == ("\x1b[m\x1b[3;22r\x1b[22H\x1bD\x1b[r\x1b[22;3H20 a row of some length, number 20")


def looks(style: str) -> set[str]:
    """What a style amounts to, in any order and with what was taken back left out."""
    grid = Grid(1, 1)
    grid.feed(f"\x1b[{style}mx" if style else "x")
    front, back, flags = grid_module._attributes(grid.styles[0][0])
    return {front, back, *map(str, flags)}


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\x07[]0;m\u202e\u200b"), max_size=60))
def test_nothing_but_our_own_sequences_leaves_a_frame(text: str) -> None:
    """Whatever is written as text or as any sequence, only moves, styles and erasures come out."""
    grid = Grid(20, 4)
    grid.feed(text)
    sent = OURS.sub("", grid.since(None))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", sent)


def test_little_is_sent_for_little_that_changed() -> None:
    """One word: one move, one style and the word; colours that stay are not said again."""
    old, new = Grid(80, 24), Grid(80, 24)
    for grid, word in ((old, "held"), (new, "held")):
        grid.feed(f"\x1b[3;5H\x1b[38;2;1;1;1;48;2;2;2;2m{word}\x1b[0m")
    new.feed("\x1b[3;5H\x1b[1;38;2;1;1;1;48;2;2;2;2mheld\x1b[0m\x1b[38;2;9;9;9;48;2;2;2;2m now\x1b[0m")
    change = new.since(old)
    assert change == "\x1b[3;5H\x1b[0;1;38;2;1;1;1;48;2;2;2;2mheld\x1b[22;38;2;9;9;9m now\x1b[m"


def test_one_frame_at_a_time(store: Path) -> None:
    """While a question is unanswered nothing more is sent, however many keys come; then the newest state at once."""
    with terminal(store, (80, 24)) as screen:
        screen.until("row 1/3")
        screen.quiet()
        screen.answers = False
        before = len(screen.output)
        os.write(screen.master, b"jkjkj")
        screen.quiet()
        assert screen.output[before:].count(b"\x1b[5n") == 1
        os.write(screen.master, b"\x1b[0n")
        screen.answers = True
        screen.until("row 2/3")


def test_a_terminal_that_does_not_answer_is_not_waited_for(store: Path) -> None:
    """It is asked, and then served without questions."""
    with terminal(store, answers=False) as screen:
        screen.until("articles", "evidence 1/")
        assert screen.output.count(b"\x1b[5n") <= 2
        screen.press("1", "1 ACTORS")
        os.write(screen.master, b"q")
        assert screen.end() == 0


def test_answers_are_not_typed(store: Path) -> None:
    """An answer in pieces between the letters of a search: the letters arrive, the answer does not, Escape works."""
    with terminal(store, answers=False) as screen:
        screen.until("articles", "evidence 1/")
        screen.press("/ho\x1b[0nl", "/hol")
        screen.press("\x1b", "2 EVENTS 3")


def test_another_size_is_drawn_anew(store: Path) -> None:
    """Smaller, down to one cell, and larger again."""
    with terminal(store) as screen:
        screen.until("articles", "evidence 1/")
        for size in ((80, 24), (20, 5), (1, 1)):
            screen.resize(*size)
            screen.quiet()
        screen.resize(100, 30)
        screen.until("China - Cuba", "row 1/3")


def test_a_vanished_terminal_ends_the_desk(store: Path) -> None:
    """Also where nobody sends a hangup: within a second or so nothing is left running."""
    with terminal(store) as screen:
        screen.until("articles", "evidence 1/")
        os.close(screen.master)
        screen.master = os.open(os.devnull, os.O_RDWR)
        assert screen.process.wait(5) == 128 + signal.SIGHUP


@pytest.mark.parametrize(
    "environment",
    [{"VISAVIS_STOCK_DRIVER": "1"}, {"TERM": "linux"}, {"TERM": "screen"}, {"LANG": "C", "LC_ALL": "C"}],
    ids=lambda one: "-".join(next(iter(one.items()))),
)
def test_other_terminals(store: Path, environment: dict[str, str]) -> None:
    """Textual's own driver by a switch; few colours; no locale: the same words on the screen."""
    with terminal(store, (80, 24), **environment) as screen:
        if "VISAVIS_STOCK_DRIVER" not in environment:
            screen.until("China - Cuba", "Álvaro López Núñez")
            assert b"38;2;" not in screen.output or "LANG" in environment
        else:
            screen.quiet(2)
            assert b"\x1b[5n" not in screen.output
        os.write(screen.master, b"q")
        assert screen.end() == 0


def test_sequences_beside_frames_are_those_we_know() -> None:
    """Modes, the bell and the clipboard pass; a clipboard write inside other text is no sequence of ours."""
    pattern = driver._SEQUENCE
    for sequence in ("\x1b[?1049h", "\x1b[?2026$p", "\x1b[>25u", "\x1b[<u", "\x07", "\x1b]52;c;aGk=\x07"):
        assert pattern.match(sequence)
    for sequence in ("x\x1b]52;c;aGk=\x07", "\x1b]52;c;aGk=\x07x", "\x1b]0;owned\x07", "\x1b[?1049h\x1b]0;x\x07"):
        assert not pattern.match(sequence)
