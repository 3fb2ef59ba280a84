"""Narrowing the desk by filters, in the words of the people who do it."""

from pathlib import Path

import pytest

from screen_store import ARTICLES, make_store, report
from screen_user import NARROW, SIZES, WIDE, desk
from visavis.database.publish import publish
from visavis.model import Resolution


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests."""
    return make_store(tmp_path_factory.mktemp("store"))


@SIZES
async def test_filters_are_chosen_by_typing_and_stack_as_chips(store: Path, size: tuple[int, int]) -> None:
    """f, a field, a value with its count: the lists narrow; a second filter narrows them further."""
    async with desk(store, size) as user:
        assert "country pair" in await user.press("f")
        await user.type("status")
        screen = await user.press("enter")
        assert "Filter by status" in screen
        assert user.lines("PLANNED", " 1 ")
        await user.type("planned")
        await user.press("enter")
        assert user.lines("2 EVENTS 1 of 3", "[PLANNED]")
        await user.press("f", *"conflict", "enter", *"disputed")
        assert "Nothing like this." in user.screen
        await user.press("escape", "f", *"place", "enter", *"beij", "enter")
        assert user.lines("2 EVENTS 1 of 3", "[PLANNED] + [at Beijing]")
        await user.press("3")
        assert user.lines("3 SOURCES 1 of 4", "[PLANNED] + [at Beijing]")


@SIZES
async def test_a_chip_is_taken_off_alone(store: Path, size: tuple[int, int]) -> None:
    """F takes the last one off; f offers each of them; Backspace brings back what was, ] goes forward again."""
    async with desk(store, size) as user:
        await user.press("f", *"kind", "enter", *"meet", "enter", "f", *"status", "enter", *"held", "enter")
        assert user.lines("2 EVENTS 1 of 3", "[meeting] + [held]")
        await user.press("F")
        assert user.lines("2 EVENTS 2 of 3", "[meeting]")
        assert not user.lines("[held]")
        await user.press("backspace")
        assert user.lines("[meeting] + [held]")
        await user.press("right_square_bracket")
        assert not user.lines("[held]")
        screen = await user.press("left_square_bracket", "f")
        assert "take off: meeting" in screen
        await user.press("enter")
        assert user.lines("2 EVENTS 1 of 3", "◂ [held]")
        await user.press("escape")
        assert user.lines("2 EVENTS 3")
        assert "There is nothing further on." in await user.press("right_square_bracket")


async def test_a_vague_date_is_possibly_but_not_certainly_in(store: Path) -> None:
    """What happened some time in 2023 is possibly, not certainly in March 2023; any EDTF date can be typed."""
    async with desk(store, NARROW) as user:
        await user.press("f", *"possibly", "enter")
        await user.type("2023-03")
        assert user.lines("2023-03", " 1")
        await user.press("enter")
        assert user.lines("2 EVENTS 1 of 3", "[possibly in 2023-03]")
        assert user.lines("CLAIMED")
        await user.press("F", "f", *"certainly", "enter", *"2023-03", "enter")
        assert user.lines("2 EVENTS 0 of 3", "[certainly in 2023-03]")
        assert "Esc clears" in user.screen


async def test_the_header_follows_the_pair_that_is_looked_at(store: Path) -> None:
    """D offers the pairs of countries with their events; the header then tells of that pair alone."""
    async with desk(store, WIDE) as user:
        screen = await user.press("d")
        assert "China - Cuba" in screen
        await user.press("enter")
        assert user.lines("China - Cuba", "1 meeting held · 1 agreement reported")
        assert user.lines("2 EVENTS 3 of 3", "[China - Cuba]")


async def test_enter_waits_for_what_was_typed(store: Path) -> None:
    """Keys typed ahead on a slow line: the option is the one for the whole text, not the one visible before."""
    async with desk(store, NARROW) as user:
        await user.press("f", *"actor", "enter", *"chen", "enter")
        assert user.lines("[with Chen Guang]")


async def test_nothing_is_narrowed_by_leaving_the_choice(store: Path) -> None:
    """Escape at any step."""
    async with desk(store, NARROW) as user:
        await user.press("f", "escape", "f", "enter", "escape", "F")
        assert "No filter is set." in user.screen
        assert user.lines("2 EVENTS 3")


async def test_chips_that_do_not_fit_beside_the_tabs_have_a_line(store: Path) -> None:
    """On a small terminal; they are still all there to be read."""
    async with desk(store, NARROW) as user:
        await user.press("colon", *"filter", "space", *"actor", "space", *"lopez", "enter")
        await user.press("enter", "colon", *"in", "space", *"2024", "enter")
        [line] = user.lines("[with Álvaro López Núñez] + [certainly in 2024]")
        assert "EVENTS" not in line
        await user.press("escape")
        assert not user.lines("[certainly")


async def test_new_says_what_to_compare_with(tmp_path: Path) -> None:
    """The states of the store that are kept, by number and time; without any it says so."""
    async with desk(make_store(tmp_path), NARROW) as user:
        await user.press("f", *"new", "enter")
        assert "Nothing like this." in user.screen
    publish(tmp_path, [report(story, {}) for story in ARTICLES], Resolution())
    make_store(tmp_path)
    async with desk(tmp_path, NARROW) as user:
        await user.press("f", *"new", "enter")
        assert "generation 2" in user.screen
        await user.press("enter")
        assert user.lines("2 EVENTS 3 of 3")
        assert user.lines("[new since generation 2")
