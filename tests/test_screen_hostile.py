"""Any text in any place: what a store may hold, looked at through a terminal, is neither obeyed nor fatal."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from screen_store import ARTICLES, COUNTRIES, PEOPLE, agreed, article, met, planned, report, resolved
from screen_terminal import START, terminal
from visavis.database.publish import publish
from visavis.model import Place, Resolution

# What a desk may send: moves, styles, erasures, regions that scroll, modes, its question, keyboard modes.
OURS = re.compile(rb"\x1b(?:\[(?:[\d;]*[Hmr]|K|2J|5n|\?[\d;]+(?:[hl]|\$p)|[<>]\d*u)|[DM])")
BITS = (
    "\x1b]0;owned\x07", "\x1b[2J", "\x9b31m", "[/nope]", "[@click=app.quit]x[/]", "\u202e", "\u200b", "\x07", "\x08",
    "\x1b]52;c;aGk=\x07", "\x1bPq\x1b\\", "\r\n", "\t", "é́", "李", "👩\u200d👩", "\ufe0f", "\U000e0041", "{}", "%s",
)  # fmt: skip
SEARCH = "what a text says"
# Every pane, card and page: words, filters, pairs, commands, SQL, columns, timeline, matrix, review, a form, marks, records.
WALK = (
    "e", "n", "\x1b", "1", "s", "\r", "\x7f", "3", "e", "/", SEARCH,
    "?", "q", "2", "f", "actor\r", "\x1b", "d", "\x1b", ":sql\r", "\x1b", "Q",
    "\x1b", "C", "\x1b", "T", "2", "M", "\x1b", "R", "\x1b", "2", "c", "\x1b", "m", "x\r", "'", "\x1b",
    "2", "v", "\x1b", "y", "\x1b", "W", "\x1b", "e", "o", "\x1b", "\x7f", "1", "v", "\x1b", "x", "\x1b",
)  # fmt: skip
NASTY = st.lists(st.sampled_from(BITS) | st.text(max_size=6), min_size=1, max_size=6).map("".join)
STEERING = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"
)


def hostile_store(directory: Path, texts: list[str]) -> Path:
    """A store where names, titles, outlets, roles, places, speakers and articles are taken from `texts`."""
    one = [texts[at % len(texts)] for at in range(8)]
    bad = article(one[0], f"{one[1]} Chen Guang {one[2]} met {one[3]}", one[4])
    stories = (*ARTICLES, bad)
    named = {name: forms for name, (_, _, forms) in PEOPLE.items()} | {name: (name,) for name in COUNTRIES}
    reports = tuple(report(story, {**named, one[5]: (one[1],)}) for story in stories)
    meeting = replace(met(), place=Place(one[6], one[7]), conflicts=(one[0],), date_derivation=one[1])
    publish(directory, reports, Resolution(resolved(reports), (meeting, planned()), (agreed(),)))
    return directory


@settings(
    max_examples=3, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), derandomize=True
)
@given(st.lists(NASTY, min_size=8, max_size=8))
def test_no_text_steers_the_terminal(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    """Through every pane, card, search, choice, page and form: no sequence but ours, and the desk ends as asked."""
    try:
        store = hostile_store(tmp_path_factory.mktemp("hostile"), texts)
    except (ValueError, UnicodeError):
        return  # the store itself refuses lone surrogates
    with terminal(store, (120, 36)) as screen:
        screen.until("articles")
        for keys in WALK:
            typed = texts[0].replace("\x1b", "") + "\r" if keys == SEARCH else keys
            os.write(screen.master, typed.encode(errors="replace"))
            screen.quiet(0.12)
        for _ in range(3):
            os.write(screen.master, b"\x1b")
            screen.quiet(0.3)
        os.write(screen.master, b"q")
        screen.end()
        assert screen.process.returncode == 0
        left = OURS.sub(b"", screen.output).decode(errors="replace")
        assert not STEERING.search(left)


def test_a_crash_shows_no_data(tmp_path: Path) -> None:
    """A fault in the desk: the terminal is restored, one line says where the log is, and no value is shown."""
    store = hostile_store(tmp_path, ["secret words"])
    break_it = "from visavis_tui import paint; paint.status = lambda *_: {}['a key']; "
    with terminal(store, start=break_it + START) as screen:
        assert screen.end() == 1
        said = screen.output[screen.output.rfind(b"\x1b[?1049l") :].decode()
        assert "the desk stopped because of a fault" in said
        assert "crash.log" in said
        assert "secret" not in said
        assert "Traceback" not in said


def test_the_desk_opens_where_it_was_left(tmp_path: Path) -> None:
    """Killed without a word, and opened again: the page is there, then the same place and the way back."""
    store = hostile_store(tmp_path / "S", ["Some One"])
    state = str(tmp_path / "state")
    with terminal(store, (80, 24), XDG_STATE_HOME=state) as screen:
        screen.until("China - Cuba", "row 1/3")
        screen.press("1j\r", "events of")
        screen.quiet(0.8)
        place = next(line for line in screen.screen.split("\n") if "events of" in line)
        screen.process.kill()
    with terminal(store, (80, 24), XDG_STATE_HOME=state) as screen:
        assert place.split("row")[0].rstrip() in screen.until("events of", "row 1/")
        screen.press("\x7f", "1 ACTORS")
    [file] = (tmp_path / "state" / "visavis").glob("desk-*.json")
    assert file.stat().st_mode & 0o077 == 0
    file.write_bytes(b"{]")
    with terminal(store, (80, 24), XDG_STATE_HOME=state) as screen:
        screen.until("row 1/3")
