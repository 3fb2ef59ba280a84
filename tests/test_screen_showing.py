"""Looking closer and taking along, in the words of the users: records, copies and exports, on the real app."""

import csv
import json
import os
from io import StringIO
from pathlib import Path

import polars as pl
import pytest

from screen_store import ARTICLES, make_store
from screen_user import NARROW, SIZES, WIDE, desk, in_order
from visavis_tui import clipboard
from visavis_tui.app import DeskApp
from visavis_tui.citing import Citation
from visavis_tui.keys import KEYS


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests: they only read."""
    return make_store(tmp_path_factory.mktemp("store"))


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exports go where the test is; no tmux around it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


# --- records ---------------------------------------------------------------------------------------------------------


@SIZES
async def test_who_says_it_and_who_denies_it(store: Path, size: tuple[int, int]) -> None:
    """V on an event: the voices by stance in words, with the outlet, and the way of the words."""
    async with desk(store, size) as user:
        screen = await user.press("v")
        assert in_order(screen, ["held DISPUTED", "asserts it: Wire; Radio Puerto (Radio Puerto)"])
        assert user.lines("DENIES it: the embassy (Radio Puerto)")
        assert user.lines("sources differ: one source says")
        assert user.lines("Radio Puerto ← the embassy: DENIES it")
        await user.press("escape")
        assert user.lines("row 1/3")


async def test_two_sources_stand_side_by_side_where_there_is_room(store: Path) -> None:
    """Each with its sentence, the words that tell it marked."""
    async with desk(store, WIDE) as user:
        await user.press("v")
        assert user.lines("Chen Guang received in Beijing", "│ Two ministers, one table")
        assert user.lines("«met»")
        assert user.lines("┃", "«sat down»")


@SIZES
async def test_an_actor_s_record(store: Path, size: tuple[int, int]) -> None:
    """V on an actor: roles over time, meetings with whom, and the forms of the name with the outlets that write them."""
    async with desk(store, size) as user:
        await user.press("1", "slash")
        await user.type("lopez")
        await user.press("enter")
        screen = await user.press("v")
        parts = ["Álvaro López Núñez · person · CUB", "Roles", "minister", "Meetings:", "PLANNED · with nobody named"]
        assert in_order(screen, parts)
        assert user.lines("2024-12-11 · with Chen Guang", "as counterpart")
        screen = await user.press("G")
        assert in_order(screen, ["With whom", "Chen Guang ×1", "Written", "López Núñez ×"])
        assert user.lines("Álvaro López Núñez ×1: Wire")


async def test_an_article_s_record(store: Path) -> None:
    """V on a source: its date and how it is known, and whose text it is."""
    async with desk(store, NARROW) as user:
        await user.press("3", "G")
        screen = await user.press("v")
        assert in_order(screen, ["in: The Hill Record", "undated: p gives it a date", "One text, 1 article"])


async def test_help_on_a_page_names_the_keys_of_that_page(store: Path) -> None:
    """And leads back to it."""
    async with desk(store, NARROW) as user:
        await user.press("y")
        screen = await user.press("question_mark")
        assert in_order(screen, ["Keys here (copying)", "a footnote with its mark", "an entry for a bibliography"])
        assert "Copy: choose a form" in await user.press("q")


# --- copying ---------------------------------------------------------------------------------------------------------


@SIZES
async def test_a_sentence_is_copied_as_text(store: Path, size: tuple[int, int]) -> None:
    """Y shows the forms, y again copies the words with their source and the status, and says so."""
    async with desk(store, size) as user:
        screen = await user.press("y")
        assert in_order(screen, ["as text", "BEIJING, Dec 11 (Wire)", "Wire, “Chen Guang received in Beijing”"])
        assert "Sent to your terminal's clipboard" in await user.press("y")
        copied = user.pilot.app.clipboard
        assert copied.startswith("“BEIJING, Dec 11 (Wire) - Defence Minister Chen Guang met")
        assert "held DISPUTED · 2024-12-11" in copied


async def test_the_evidence_that_is_read_is_what_is_copied(store: Path) -> None:
    """In the article, at the second evidence, with m as a Markdown footnote and b as BibTeX."""
    async with desk(store, NARROW) as user:
        await user.press("e", "e")
        await user.press("y", "m")
        number = ARTICLES[1].article_id
        assert user.pilot.app.clipboard.startswith(f"[^visavis-{number}]\n\n[^visavis-{number}]: Radio Puerto, “Two")
        await user.press("b")
        assert user.pilot.app.clipboard.startswith(f"@misc{{visavis-{number},\n  title = {{Two ministers, one table}},")
        await user.press("c")
        assert user.pilot.app.clipboard == "Radio Puerto, “Two ministers, one table”, 2025-02."


async def test_a_terminal_that_takes_nothing_is_told_of(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do instead; the text is on the screen."""
    monkeypatch.setenv("TERM", "linux")
    async with desk(store, NARROW) as user:
        await user.press("y")
        screen = " ".join((await user.press("y")).split())
        assert "Not copied: this terminal (linux) takes nothing from programs. Select the text above" in screen
        assert user.pilot.app.clipboard == ""


def test_too_much_for_a_clipboard_is_refused() -> None:
    """Terminals drop it without a word."""
    assert "74,001 bytes" in clipboard.refusal("x" * (clipboard.LONGEST + 1), {"TERM": "xterm"})
    assert clipboard.refusal("x", {"TERM": "xterm"}) == ""


def test_what_is_copied_for_others_programs_is_escaped() -> None:
    """No title or quotation breaks out of BibTeX or Markdown, and no link but http is one."""
    from visavis.database.answers import ArticleRow  # noqa: PLC0415

    title = "50% of {all} [links]"
    article = ArticleRow(7, title, "A_B", "javascript:alert(1)", "2025", "stated", None, "a.txt", "x", ())
    cited = Citation("*bold* [x](y)", article, None)
    assert r"title = {50\% of \{all\} [links]}" in cited.bibtex
    assert "javascript" not in cited.bibtex + cited.markdown + cited.text + cited.citation
    assert r"\*bold\* \[x\](y)" in cited.markdown


# --- exports ---------------------------------------------------------------------------------------------------------


async def test_a_list_is_exported_as_it_is_narrowed(store: Path, tmp_path: Path) -> None:
    """x, then a form: all rows with their ids in a new file, and the screen says where."""
    async with desk(store, NARROW) as user:
        await user.press("slash")
        await user.type("beijing")
        await user.press("enter", "x")
        for key in "cjpm":
            assert "rows in" in " ".join((await user.press(key)).split())
    check_exports(tmp_path)


def check_exports(directory: Path) -> None:
    """The two events in Beijing, with their ids, in each form."""
    table = list(csv.DictReader(StringIO(next(directory.glob("*.csv")).read_text("utf-8"))))
    lines = [json.loads(line) for line in next(directory.glob("*.jsonl")).read_text("utf-8").splitlines()]
    assert [row["fact_id"] for row in table] == [str(line["fact_id"]) for line in lines] == ["1", "2"]
    assert pl.read_parquet(next(directory.glob("*.parquet")))["disputed"].to_list() == [True, False]
    assert next(directory.glob("*.md")).read_text("utf-8").startswith("| fact\\_id | kind |")


async def test_where_nothing_may_be_written_the_export_says_so(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves nothing behind; over SSH it names the command that does it."""
    async with desk(store, NARROW) as user:
        await user.press("3", "x")
        gone = tmp_path / "gone"
        monkeypatch.setattr(Path, "cwd", lambda: gone)
        assert "Not exported:" in " ".join((await user.press("c")).split())
        monkeypatch.setenv("SSH_ORIGINAL_COMMAND", "")
        assert "ssh HOST show sources --format csv" in " ".join((await user.press("c")).split())
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_the_keys_of_the_pages_are_in_the_table() -> None:
    """The same one that feeds footer, help and README."""
    assert {"record", "copy", "export", "news", "review"} <= {key.name for key in KEYS}
    assert all(hasattr(DeskApp, f"action_{name}") for name in ("record", "copy", "export", "news", "review"))
