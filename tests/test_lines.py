"""Lists of any length: any row is reached, only what is visible is drawn, and what is asked can be cancelled."""

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, cast

import pytest

from screen_store import ARTICLES, report
from screen_user import NARROW, desk
from visavis.database import lists
from visavis.database.answers import Scope
from visavis.database.connection import Reader, open_reader
from visavis.database.publish import publish
from visavis.errors import VisavisError
from visavis.model import Resolution
from visavis_tui import paint
from visavis_tui.jobs import Jobs
from visavis_tui.vectors import Vector

MANY = 3 * lists.PAGE + 7


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with more articles than are fetched at once."""
    stories = [type(ARTICLES[0])(number, f"Story {number:04}", "Text.", "en") for number in range(1, MANY + 1)]
    directory = tmp_path_factory.mktemp("many")
    publish(directory, [report(story, {}) for story in stories], Resolution())
    return directory


async def test_any_row_of_a_long_list_is_reached(store: Path) -> None:
    """The count is the true one; G shows the last rows of all, and so do pages up from there and g."""
    async with desk(store, NARROW) as user:
        await user.press("3")
        assert user.lines(f"3 SOURCES {MANY}")
        await user.press("G")
        assert user.lines(f"row {MANY}/{MANY}")
        assert user.lines(f"Story {MANY:04}")
        await user.press("pageup", "pageup")
        assert user.lines(f"Story {MANY - 2 * 18:04}")
        assert "…  " not in user.screen.replace("searching …", "")
        await user.press("g")
        assert user.lines("Story 0001")


async def test_a_list_is_sorted_by_its_next_order(store: Path) -> None:
    """`s` goes through the orders and says by which; the cursor is on the first row; the last s is the usual one."""
    async with desk(store, NARROW) as user:
        await user.press("3", "j", "s")
        assert user.lines("by earliest", f"row 1/{MANY}")
        await user.press(*["s"] * (len(lists.ORDERS["sources"]) - 1))
        assert not user.lines("by earliest")


async def test_back_from_far_down_returns_to_the_row(store: Path) -> None:
    """A row that is not among the first is found again by its place in the sorted list."""
    async with desk(store, NARROW) as user:
        await user.press("3", "G", "k", "e", "backspace")
        assert user.lines(f"row {MANY - 1}/{MANY}")


def test_equal_styles_are_one_run() -> None:
    """A status has a style of its own; cells around it are one piece each; left-out columns leave no gap."""
    assert paint.row(["2024", "DENIED", "A met B", "x"], [4, 6, 8, 0]) == [
        ("2024", ""),
        (" ", ""),
        ("DENIED", "bold red"),
        (" ", ""),
        ("A met B ", ""),
    ]
    assert paint.row(["a", "b", "c"], [2, 0, 3]) == [("a  c  ", "")]


class Later:
    """Jobs that are done when a test says so."""

    def __init__(self, reader: Reader) -> None:
        self._reader, self._asked = reader, {}  # type: ignore[var-annotated]

    def ask(self, slot: str, work: Callable[[Reader], object], then: Callable[[Any], None]) -> None:
        """Keep it."""
        self._asked[slot] = work, then

    def drop(self, slot: str) -> None:
        """Forget it."""
        self._asked.pop(slot, None)

    def asked(self, slot: str) -> bool:
        """Whether it is kept."""
        return slot in self._asked

    def do(self, slot: str) -> None:
        """Do it now."""
        work, then = self._asked.pop(slot)
        then(work(self._reader))


def test_titles_answer_before_the_texts_are_read(store: Path) -> None:
    """A search in articles first shows what titles hold, and says that there may be more; then all there is."""
    with open_reader(store) as reader:
        jobs, vector = Later(reader), Vector("sources", lambda: None)
        vector.open(cast("Jobs", jobs), Scope(search="text"), "")
        assert vector.opening
        jobs.do("sources")
        glimpsed = vector.found
        assert (vector.opening, vector.reading) == (False, True)
        jobs.do("sources texts")
        assert not vector.reading
        assert glimpsed < vector.found == lists.listing(reader, "sources", Scope(search="text")).found
        assert vector.row(0).matched is not None  # type: ignore[union-attr]
        vector.open(cast("Jobs", jobs), Scope(), "")
        jobs.do("sources")
        assert not vector.reading


class Slow:
    """A store whose queries end when they are told to."""

    def __init__(self) -> None:
        self.started, self.interrupted = threading.Event(), threading.Event()

    def cursor(self) -> AbstractContextManager[Any]:
        """Itself."""
        return nullcontext(self)

    def fetch(self, _cursor: object, sql: str, _parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """One row; wait to be interrupted, if that is the query."""
        if sql == "slow":
            self.started.set()
            assert self.interrupted.wait(10)
            raise RuntimeError("interrupted")
        if sql == "bad":
            raise VisavisError("no such thing")
        return [(1,)]

    def interrupt(self) -> None:
        """As DuckDB's."""
        self.interrupted.set()

    def refresh(self) -> bool:
        """Nothing new."""
        return False

    def close(self) -> None:
        """Nothing to close."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Not asked here."""
        raise NotImplementedError


def test_the_newest_question_wins_and_the_old_query_ends() -> None:
    """The first answer never arrives, the second does; an error is told; after closing nothing is asked."""
    reader, answers, errors = Slow(), [], []  # type: ignore[var-annotated]
    jobs = Jobs(reader, lambda call: call(), errors.append)
    jobs.ask("list", lambda rows: rows.rows("slow"), answers.append)
    assert reader.started.wait(10)
    jobs.ask("list", lambda rows: rows.rows("quick"), answers.append)
    jobs.settle(["list"], 10)
    jobs.ask("other", lambda rows: rows.rows("bad"), answers.append)
    jobs.settle(["other"], 10)
    assert reader.interrupted.is_set()
    assert answers == [[(1,)]]
    assert [str(error) for error in errors] == ["no such thing"]
    assert not jobs.busy
    jobs.close()
    jobs.ask("list", lambda rows: rows.rows("quick"), answers.append)
    assert not jobs.busy
