"""Correcting, adding and rejecting at the desk, on articles that are really read: keys pressed, journal and store real."""

from pathlib import Path

import pytest

from screen_user import NARROW, SIZES, User, desk, in_order
from visavis.database.connection import open_reader
from visavis.journal import Add, Correct, DateArticle, Reject, read
from visavis.load import load

TELLING = """Ministers in Stockholm

Foreign Minister Ana Prieto of Uruguay met her Swedish counterpart Lars Lindqvist in Stockholm last Friday.

The ministry hosts the forum every year. Nobody said a word about it."""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of one article without a date, which tells one meeting and something like another one."""
    article = tmp_path / "article.txt"
    article.write_text(TELLING, encoding="utf-8")
    load(tmp_path / "store", [str(article)])
    return tmp_path / "store"


def rows(store: Path, sql: str) -> list[tuple[object, ...]]:
    """What the store says now."""
    with open_reader(store) as reader:
        return reader.rows(sql)


async def fill(user: User, entry: int, text: str) -> None:
    """Go to a line of the form and write over what is in it."""
    await user.press(*["tab"] * entry, "end", *["ctrl+u"], *["backspace"] * 3)
    await user.type(text)


@SIZES
async def test_a_field_is_corrected_and_the_machine_s_word_stays_visible(store: Path, size: tuple[int, int]) -> None:
    """c: all fields as they are; what is changed is shown beside what the machine said, and holds."""
    async with desk(store, size) as user:
        screen = await user.press("c")
        assert in_order(screen, ["Correct the meeting", "status", "held", "city", "Stockholm"])
        assert "nothing is changed yet" in screen
        await user.press("tab", "tab", "tab", "end", *["backspace"] * 9)
        screen = await user.type("Uppsala")
        assert "city: the machine said 'Stockholm'" in screen
        await user.press("enter")
        (line,) = read(store).decisions
        assert isinstance(line, Correct)
        assert (line.field, line.value) == ("city", "Uppsala")
        assert rows(store, "SELECT city FROM meetings") == [("Uppsala",)]
        assert user.lines("Uppsala")


async def test_a_value_that_cannot_be_is_refused_while_it_is_typed(store: Path) -> None:
    """The form stays, and says what would do."""
    async with desk(store, NARROW) as user:
        await user.press("c", "tab", "end", *["backspace"] * 4)
        assert "'perhaps' is none of held, planned, cancelled, denied" in await user.type("perhaps")
        await user.press("enter")
        assert "Correct the meeting" in user.screen
        await user.press("escape")
    assert read(store).lines == ()


async def test_an_actor_is_corrected_too(store: Path) -> None:
    """From the list of actors."""
    async with desk(store, NARROW) as user:
        await user.press("1")
        assert in_order(await user.press("c"), ["Correct the actor", "name", "country", "role", "organisation"])


@SIZES
async def test_a_fact_that_is_none_is_rejected_and_taken_back(store: Path, size: tuple[int, int]) -> None:
    """X shows the words and asks for a reason; u on the desk brings the meeting back."""
    async with desk(store, size) as user:
        screen = await user.press("X")
        assert in_order(screen, ["Reject the meeting", "reason", "«Foreign Minister Ana Prieto"])
        await user.type("misread")
        await user.press("enter")
        (line,) = read(store).decisions
        assert isinstance(line, Reject)
        assert line.reason == "misread"
        assert rows(store, "SELECT count(*) FROM meetings") == [(0,)]
        await user.press("u")
        assert rows(store, "SELECT count(*) FROM meetings") == [(1,)]


@SIZES
async def test_what_was_overlooked_is_listed_and_added_from_its_words(store: Path, size: tuple[int, int]) -> None:
    """o: each sentence with what was made of it; the marked words become a meeting with its evidence."""
    async with desk(store, size) as user:
        screen = await user.press("e", "o")
        assert "1 sentence like an event that made none" in screen
        assert user.lines("▶?", "The ministry hosts the forum every year.")
        assert user.lines("no fact:", "'hosts'")
        assert user.lines(" •", "Foreign Minister Ana Prieto")
        await user.press("enter")
        await fill(user, 1, "Ana Prieto; Lars Lindqvist")
        await user.press("enter")
        (line,) = read(store).decisions
        assert isinstance(line, Add)
        assert line.told.words == "The ministry hosts the forum every year."
        assert [who.name for who in line.who] == ["Ana Prieto", "Lars Lindqvist"]
        assert rows(store, "SELECT count(*) FROM meetings") == [(2,)]


async def test_words_are_marked_by_keys(store: Path) -> None:
    """Space begins the mark, l and h move its end; what is marked is said in words."""
    async with desk(store, NARROW) as user:
        await user.press("e", "o", "l", "l", "space", "l", "l")
        assert user.lines("marked: «ministry hosts the»")
        await user.press("h")
        assert user.lines("marked: «ministry hosts»")


async def test_an_article_is_dated_where_it_is_read(store: Path) -> None:
    """P in the list of sources or in the article: last Friday is then a day."""
    async with desk(store, NARROW) as user:
        await user.press("3", "p")
        assert "'last Friday'" in await user.type("2024-12-04")
        await user.press("enter")
        (line,) = read(store).decisions
        assert isinstance(line, DateArticle)
        assert rows(store, "SELECT date FROM meetings") == [("2024-11-29",)]


async def test_an_actor_cannot_be_rejected(store: Path) -> None:
    """And that is said, with the way there."""
    async with desk(store, NARROW) as user:
        await user.press("1")
        assert "Only meetings and agreements can be rejected" in await user.press("X")
