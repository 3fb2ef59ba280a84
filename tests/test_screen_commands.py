"""Words typed after a colon, addresses, marks, columns and the timeline, in the words of the people who use them."""

from pathlib import Path

import pytest

from screen_store import make_store
from screen_user import NARROW, SIZES, WIDE, User, desk
from visavis.database.sql import run_sql
from visavis.errors import VisavisError
from visavis_tui.address import parsed
from visavis_tui.app import DeskApp
from visavis_tui.cli import parser, with_verb
from visavis_tui.memory import Memory


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests."""
    return make_store(tmp_path_factory.mktemp("store"))


@SIZES
@pytest.mark.parametrize("words", ["dyad CN CU", "dyad cuba, china"])
async def test_a_dyad_is_named_by_codes_or_names(store: Path, size: tuple[int, int], words: str) -> None:
    """In either order; header and lists turn to it."""
    async with desk(store, size) as user:
        await user.press("colon")
        await user.type(words)
        await user.press("enter")
        assert user.lines("China - Cuba", "1 meeting held")
        assert user.lines("2 EVENTS 3 of 3", "[China - Cuba]")


async def test_what_is_no_country_is_said(store: Path) -> None:
    """And nothing is narrowed."""
    async with desk(store, NARROW) as user:
        await user.press("colon", *"dyad", "space", *"Atlantis", "enter")
        assert "'Atlantis' are not two countries" in user.screen
        await user.press("colon", *"filter", "space", *"colour", "space", *"red", "enter")
        assert "there is no filter 'colour'" in user.screen
        assert user.lines("2 EVENTS 3")


async def test_commands_are_found_by_what_they_do(store: Path) -> None:
    """Typing what one wants finds the key that does it, and Enter presses it."""
    async with desk(store, NARROW) as user:
        await user.press("colon")
        await user.type("articles")
        assert "sources (3)" in user.screen
        await user.press("enter")
        assert user.lines("3 SOURCES 4")


async def test_filters_can_be_typed_as_commands(store: Path) -> None:
    """With the field and its value; a value that has to be looked up is offered."""
    async with desk(store, NARROW) as user:
        await user.press("colon", *"filter", "space", *"status", "space", *"held", "enter")
        assert user.lines("2 EVENTS 1 of 3", "[held]")
        await user.press("escape", "colon", *"maybe", "space", *"2023-05", "enter")
        assert user.lines("2 EVENTS 1 of 3", "[possibly in 2023-05]")
        await user.press("escape", "colon", *"filter", "space", *"actor", "space", *"lopez", "enter")
        assert "Álvaro López Núñez" in user.screen
        await user.press("enter")
        assert user.lines("2 EVENTS 2 of 3", "[with Álvaro López Núñez]")


@SIZES
async def test_a_view_has_an_address(store: Path, size: tuple[int, int]) -> None:
    """What Q says of a view opens the same view in another desk: filters, rows gone into, search and order."""
    async with desk(store, size) as user:
        await user.press("1", "slash", *"chen")
        await user.press("enter", "enter", "f", *"status", "enter", *"held", "enter", "s")
        await user.press("Q")
        where = user.pilot.app.screen.address  # type: ignore[attr-defined]
        assert "'events?of=actor:" in user.screen
        await user.press("q")
        seen = user.lines("2 EVENTS")
    app = DeskApp(store, view=parsed(where))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        other = User(pilot)
        await other.settled()
        assert other.lines("2 EVENTS") == seen
        assert other.lines("events of Chen Guang, held"), other.screen


async def test_an_event_opens_by_its_address(store: Path) -> None:
    """From the command line and on the desk; one that is not there is said."""
    app = DeskApp(store, view=parsed("event:1"))
    async with app.run_test(size=NARROW) as pilot:
        await app.workers.wait_for_complete()
        user = User(pilot)
        assert "evidence 1/4" in await user.settled()
        assert user.lines("read Chen Guang met Álvaro López Núñez")
        await user.press("colon", *"go", "space", *"event:2", "enter")
        assert user.lines("read Álvaro López Núñez to meet China")
        await user.press("colon", *"go", "space", *"event:99", "enter")
        assert "there is no event 99" in user.screen
        await user.press("colon", *"go", "space", *"nowhere", "enter")
        assert "is no address" in user.screen


@pytest.mark.parametrize(
    "text", ["", "event:", "event:x", "events?colour=red", "events?sort=zz", "rm -rf", "event:1;x"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    """With an example of one."""
    with pytest.raises(VisavisError, match="address"):
        parsed(text)


def test_an_address_needs_no_verb() -> None:
    """`visavis event:7` is `visavis browse event:7`, also behind --store; other words stay verbs."""
    for words in (["event:7"], ["--store", "S", "events?status=held"], ["--store=S", "timeline"]):
        assert parser().parse_args(with_verb(words)).verb == "browse"
    assert with_verb(["show", "actors"]) == ["show", "actors"]
    assert with_verb(["--store", "event:7"]) == ["--store", "event:7"]


async def test_the_sql_of_a_list_gives_its_rows(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever narrows the list: what Q shows and y copies, run as it is, gives as many rows in the same order."""
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    async with desk(store, WIDE) as user:
        for keys in (["slash", *"chen'", "enter"], ["escape", "d", "enter"], ["f", *"conflict", "enter", "enter"]):
            await user.press(*keys)
            await user.press("Q")
            sql = user.pilot.app.screen.sql  # type: ignore[attr-defined]
            await user.press("y")
            await user.pilot.app.workers.wait_for_complete()
            assert user.pilot.app.clipboard == sql
            await user.press("q")
            assert user.lines(f"2 EVENTS {run_sql(store, sql, limit=None).total} of 3")


async def test_a_marked_view_is_found_again(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name, from anywhere, and after the desk was closed."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    for visit in range(2):
        app = DeskApp(store, Memory(store))
        async with app.run_test(size=NARROW) as pilot:
            await app.workers.wait_for_complete()
            user = User(pilot)
            await user.settled()
            if not visit:
                assert "No view is marked yet" in await user.press("apostrophe")
                await user.press("colon", *"filter", "space", *"status", "space", *"planned", "enter")
                assert "Marked as soon" in await user.press("m", *"soon", "enter")
                await user.press("escape")
                assert not user.lines("[PLANNED]")
                app.remember()
            assert "soon" in await user.press("apostrophe")
            await user.press("enter")
            assert user.lines("2 EVENTS 1 of 3", "[PLANNED]")


async def test_columns_are_hidden_moved_and_remembered(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """C, a column, what to do with it; the next desk has them as they were left."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    app = DeskApp(store, Memory(store))
    async with app.run_test(size=NARROW) as pilot:
        await app.workers.wait_for_complete()
        user = User(pilot)
        assert user.lines("Date", "Status", "Event") or await user.settled()
        await user.press("C", *"status", "enter", *"hide", "enter")
        assert user.lines("Date", "Event")
        assert not user.lines("Date", "Status")
        await user.press("C", *"src", "enter", *"front", "enter")
        assert user.lines("Src", "Date", "Event")[0].strip().startswith("Src")
        app.remember()
    app = DeskApp(store, Memory(store))
    async with app.run_test(size=NARROW) as pilot:
        await app.workers.wait_for_complete()
        user = User(pilot)
        await user.settled()
        assert user.lines("Src", "Date", "Event")[0].strip().startswith("Src")
        await user.press("C", *"usual", "enter")
        assert user.lines("Date", "Status", "Event")


@SIZES
async def test_the_timeline_draws_vague_dates_as_ranges(store: Path, size: tuple[int, int]) -> None:
    """A day is a point, a year a range as long as a year, no year nothing; the list comes back as it was."""
    async with desk(store, size) as user:
        await user.press("T")
        assert user.lines("in-person 2024-12-11", "●")
        [vague] = user.lines("agreement", "2023 ", "├")
        [scale] = user.lines("By", "Date", "│2024")
        assert vague.index("┤") < scale.index("│2024") + 2
        [undated] = user.lines("Mar, year ?", "PLANNED: ")
        assert not set("●├▬") & set(undated.split("Álvaro")[0])
        assert user.lines("timeline")
        await user.press("T")
        assert user.lines("Status")
        await user.press("backspace", "colon", *"filter", "space", *"status", "space", *"planned", "enter")
        assert "evidence 1/1" in await user.press("e")


@SIZES
async def test_who_met_whom_is_a_table_that_opens(store: Path, size: tuple[int, int]) -> None:
    """M counts held meetings of each with each; Enter on a count lists these meetings; Backspace comes back."""
    async with desk(store, size) as user:
        await user.press("M")
        assert "1 Chen Guang × 1 Chen Guang: the same" in user.screen
        await user.press("l")
        assert "1 Chen Guang × 2 Álvaro López Núñez: met 1 time" in user.screen
        await user.press("enter")
        assert user.lines("2 EVENTS 1 of 3")
        assert user.lines("[with Chen Guang]")
        await user.press("backspace")
        assert user.lines("2 EVENTS 3")


async def test_the_matrix_of_a_pair_sets_side_against_side(store: Path) -> None:
    """One country at the side, the other above; without meetings it says how to go on."""
    async with desk(store, NARROW) as user:
        await user.press("d", "enter")
        await user.press("M")
        assert "who met whom: meetings that were held, china - cuba" in user.screen.lower()
        assert "1 Chen Guang × 1 Álvaro López Núñez: met 1 time" in user.screen
        await user.press("q", "f", *"kind", "enter", *"agree", "enter")
        assert "Nobody met anybody" in await user.press("M")
