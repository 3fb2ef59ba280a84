"""Keys over slow lines: what comes in pieces is read as what it was, and an escape is told from a beginning."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screen_store import make_store
from screen_terminal import terminal
from visavis_tui.typed import ANSWER, ESCAPE, Typed

WHOLE = ["a", "é", "\x1b[A", "\x1b[1;5B", "\x1b[6~", "\x1bOP", "\x1b[[A", "\x1bq", "\x1b[27u", "\x1b[<0;3;4M", "\r"]


@given(st.lists(st.sampled_from([*WHOLE, ESCAPE]), max_size=8), st.data())
def test_however_it_is_cut_the_same_comes_out(keys: list[str], data: st.DataObject) -> None:
    """With an answer behind each escape and at the end, every cut gives all keys, and each escape alone."""
    text = "".join(key + ANSWER if key == ESCAPE else key for key in keys) + ANSWER
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    typed, pieces, answers = Typed(), [], 0
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        new, count = typed.take(text[start:end])
        pieces, answers = pieces + new, answers + count
    assert not typed.waits
    assert "".join(pieces) == "".join(keys)
    assert pieces.count(ESCAPE) == keys.count(ESCAPE)
    assert answers == keys.count(ESCAPE) + 1


def test_a_beginning_waits_for_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half an arrow is no Escape; without answers an escape waits longer over SSH, or as ESCDELAY says."""
    typed = Typed()
    assert typed.take("x\x1b[") == (["x"], 0)
    assert typed.waits
    assert typed.patience(asked=False) > 0.5
    assert typed.take("A") == (["\x1b[A"], 0)
    assert typed.take("\x1b") == ([], 0)
    assert typed.all() == [ESCAPE]
    near = Typed().patience(asked=False)
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 5 192.0.2.2 22")
    assert Typed().patience(asked=False) > near
    monkeypatch.setenv("ESCDELAY", "25")
    assert Typed().patience(asked=False) == 0.025


def test_an_arrow_in_pieces_is_an_arrow_and_an_escape_is_one(tmp_path: Path) -> None:
    """On a terminal: the desk asks behind an escape; the rest of an arrow comes first, or the answer."""
    with terminal(make_store(tmp_path), (80, 24)) as screen:
        screen.until("row 1/3")
        screen.quiet()
        screen.answers = False
        asked = screen.output.count(b"\x1b[5n")
        os.write(screen.master, b"\x1b")
        while screen.output.count(b"\x1b[5n") == asked:
            assert screen.read(5)
        os.write(screen.master, b"[B" + ANSWER.encode())
        screen.answers = True
        screen.until("row 2/3")
        screen.press("/chen", "/chen", "of 3")
        screen.press("\x1b", "row 2/3")
