"""Deciding at the desk, in the words of the people who do it: keys pressed on the real app, journal and store real."""

import os
from pathlib import Path

import pytest

from journal_cases import corpus
from screen_user import NARROW, SIZES, desk, in_order
from visavis.database.connection import open_reader
from visavis.database.publish import publish
from visavis.journal import DateArticle, Different, Same, read
from visavis.resolution import resolve


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store in which two pairs and an undated article wait."""
    reports = corpus()
    publish(tmp_path / "store", reports, resolve(reports))
    return tmp_path / "store"


@SIZES
async def test_two_cards_with_their_sentences_and_the_reasons(store: Path, size: tuple[int, int]) -> None:
    """R: what speaks for and against, what both share, and each side with its article and its words."""
    async with desk(store, size) as user:
        screen = await user.press("R")
        assert user.lines("Review 1/3", "2 pairs, 1 undated article")
        assert in_order(screen, ["Are these one actor? likeness 0.70", "+ the surname", "- only a surname", "in both:"])
        assert user.lines("A  E. Prado")
        assert user.lines("B  Elena Prado")
        assert in_order(screen, ["in: Fourth", "┃ E. Prado"])
        assert in_order(screen, ["in: Fifth", "┃ Elena Prado"])


async def test_wide_screens_have_the_cards_side_by_side(store: Path) -> None:
    """And narrow ones have them one above the other."""
    async with desk(store, (200, 50)) as user:
        await user.press("R")
        assert user.lines("A  E. Prado", "│ B  Elena Prado")
    async with desk(store, NARROW) as user:
        await user.press("R")
        assert not user.lines("A  E. Prado", "B  Elena Prado")


@SIZES
async def test_same_is_decided_and_the_next_pair_comes_at_once(store: Path, size: tuple[int, int]) -> None:
    """S writes the decision with its author and lets it hold; u takes it back, and the pair is in the queue again."""
    async with desk(store, size) as user:
        await user.press("R")
        await user.press("s")
        assert user.lines("Review 1/2", "1 pair")
        assert user.lines("-1 actor: generation 2")
        (line,) = read(store).decisions
        assert isinstance(line, Same)
        assert (line.left.words, line.right.words) == ("E. Prado", "Elena Prado")
        await user.press("u")
        assert user.lines("A  E. Prado")
        assert user.lines("Review 1/3", "2 pairs")
        assert read(store).decisions == ()
        await user.press("ctrl+r")
        assert len(read(store).decisions) == 1


async def test_different_and_later(store: Path) -> None:
    """D keeps two apart for good; l puts a pair at the end of the queue without a decision."""
    async with desk(store, NARROW) as user:
        assert not user.lines("B  Prado")
        await user.press("R")
        await user.press("l")
        assert user.lines("B  Prado")
        await user.press("d")
        (line,) = read(store).decisions
        assert isinstance(line, Different)
        assert line.right.words == "Prado"
        assert "Review 1/2" in await user.press("escape", "R")
        assert user.lines("A  E. Prado")


async def test_typing_ahead_decides_only_what_was_seen(store: Path) -> None:
    """A verdict that comes before its cards are there decides nothing."""
    async with desk(store, NARROW) as user:
        screen = await user.press("R", "s")
        assert "Nothing waits" in screen or "look before you decide" in screen
    assert read(store).lines == ()


@SIZES
async def test_an_undated_article_gets_its_date(store: Path, size: tuple[int, int]) -> None:
    """P asks for it, shows what each relative date then means, and the meeting moves there."""
    async with desk(store, size) as user:
        await user.press("R", "n", "n")
        assert "When was this article published?" in user.screen
        await user.press("p")
        screen = await user.type("2025-09-16")
        assert in_order(screen, ["Dec, year ? → 2024-12", "'last December' in an article of 2025-09-16 -> 2024-12"])
        await user.press("enter")
        (line,) = read(store).decisions
        assert isinstance(line, DateArticle)
        with open_reader(store) as reader:
            assert reader.rows("SELECT published, published_basis FROM articles WHERE title = 'Third'") == [
                ("2025-09-16", "user")
            ]


async def test_a_date_that_is_none_is_refused_as_it_is_typed(store: Path) -> None:
    """Enter does nothing then, and Esc leaves everything as it was."""
    async with desk(store, NARROW) as user:
        await user.press("R", "n", "n", "p")
        assert "write the day as" in await user.type("soon")
        await user.press("enter")
        assert user.lines("published", "soon")
        await user.press("escape")
        assert "When was this article published?" in user.screen
        assert read(store).lines == ()


async def test_who_may_not_write_the_journal_is_told_how(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They can look at the queue; s says whom to ask, and writes nothing."""
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    async with desk(store, NARROW) as user:
        screen = await user.press("R")
        assert "may not write" in screen
        await user.press("s")
        assert "make you an editor" in " ".join(user.screen.split())
        assert user.lines("A  E. Prado")
    assert read(store).lines == ()


async def test_an_empty_queue_says_what_comes_here(tmp_path: Path) -> None:
    """And what to do next."""
    reports = corpus()[:1]
    publish(tmp_path, reports, resolve(reports))
    async with desk(tmp_path, NARROW) as user:
        screen = await user.press("R")
        assert "Nothing waits for a decision." in screen
        assert "u takes back your last decision" in screen
        assert "Nothing waits" in await user.press("s")


async def test_the_desk_is_where_it_was_after_a_decision(store: Path) -> None:
    """Another generation moves nobody: the same list, and the cursor on the same row."""
    async with desk(store, NARROW) as user:
        await user.press("1", "j", "j", "j")
        before = user.lines("row 4/")
        await user.press("R")
        await user.press("d")
        await user.press("escape")
        assert len(read(store).decisions) == 1
        assert user.lines("row 4/") == before
