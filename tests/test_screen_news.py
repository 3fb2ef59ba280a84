"""New for you: what changed since this user's last look, fact by fact, marked as seen and taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from screen_store import ARTICLES, agreed, evidence, make_store, met, named_reports, planned
from screen_user import NARROW, SIZES, User, in_order
from visavis.database.connection import open_reader
from visavis.database.publish import publish
from visavis.ids import content_id
from visavis.model import Meeting, Resolution
from visavis_tui.app import DeskApp
from visavis_tui.memory import Memory
from visavis_tui.seen import Seen


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store that this user has looked at once."""
    directory = make_store(tmp_path / "store")
    with open_reader(directory) as reader:
        assert Seen(directory).news(reader).total == 0
    return directory


def again(store: Path, *meetings: Meeting, agreements: bool = True) -> None:
    """Publish the store with other facts."""
    reports, actors = named_reports()
    publish(store, reports, Resolution(actors, meetings, (agreed(),) if agreements else ()))


def changes(store: Path) -> list[tuple[str, int | None]]:
    """What is new, with the fact."""
    with open_reader(store) as reader:
        return [(one.change, one.fact_id) for one in Seen(store).news(reader).items]


def new_meeting() -> Meeting:
    """One more, told by the chronicle."""
    lopez, chronicle = content_id("Álvaro López Núñez"), ARTICLES[3]
    told = evidence(chronicle, "event", "recordó su visita")
    return replace(planned(), meeting_id=9, status="held", evidence=(told,), articles=(chronicle.article_id,),
                   participants=(replace(planned().participants[0], actor_id=lopez),))  # fmt: skip


def test_nothing_is_new_at_the_first_look(store: Path) -> None:
    """Nor afterwards, as long as nothing changes."""
    assert changes(store) == []


def test_each_kind_of_news_is_told(store: Path) -> None:
    """New, changed and withdrawn facts; the others are not mentioned."""
    again(store, met(), replace(planned(), date="2025-03"), new_meeting(), agreements=False)
    assert changes(store) == [("new", 9), ("changed", 2), ("withdrawn", None)]


def test_another_origin_confirms_and_a_denial_contradicts(store: Path) -> None:
    """A fact that is told by one more origin; a fact that somebody denies now."""
    chronicle, hearing = ARTICLES[3], ARTICLES[2]
    told = evidence(chronicle, "event", "recordó su visita")
    denial = replace(evidence(hearing, "event", "signed 19 agreements"), stance="denied")
    confirmed = replace(met(), evidence=(*met().evidence, told), articles=(*met().articles, chronicle.article_id))
    denied = replace(planned(), evidence=(*planned().evidence, denial))
    again(store, confirmed, denied)
    assert sorted(changes(store)) == [("confirmed", 1), ("contradicted", 2)]


def test_a_fact_under_another_id_is_no_news(store: Path) -> None:
    """It is known by the sentences that tell it."""
    again(store, replace(met(), meeting_id=77), planned())
    assert changes(store) == []


def test_marking_one_leaves_the_others_new_and_can_be_taken_back(store: Path) -> None:
    """One, then all, then back step by step, to the first look and no further."""
    again(store, met(), replace(planned(), date="2025-03"), new_meeting())
    seen = Seen(store)
    with open_reader(store) as reader:
        first = seen.news(reader).items
        assert [one.change for one in seen.mark(reader, first[:1]).items] == ["changed"]
        assert seen.mark(reader).total == 0
        assert [found.total for found in (seen.take_back(reader), seen.take_back(reader)) if found] == [1, 2]
        assert seen.take_back(reader) is None


def test_a_damaged_mark_is_said_and_stops_nobody(store: Path, state: Path) -> None:
    """The desk goes on without it; while the store is as it was when it was marked, the mark is not even read."""
    next((state / "visavis").glob("seen-*.parquet")).write_bytes(b"no parquet")
    with open_reader(store) as reader:
        assert Seen(store).news(reader).problem == ""
    next((state / "visavis").glob("seen-*.content")).write_text("of another content")
    with open_reader(store) as reader:
        assert "cannot be kept in" in Seen(store).news(reader).problem


async def opened(app: DeskApp, user: User) -> str:
    """The desk with the store open."""
    await app.workers.wait_for_complete()
    return await user.settled()


@SIZES
async def test_the_user_s_morning(store: Path, size: tuple[int, int]) -> None:
    """The desk says how much is new; W lists it, a row stays when it is seen, and u takes it back."""
    again(store, met(), replace(planned(), date="2025-03"), new_meeting(), agreements=False)
    app = DeskApp(store, Memory(store))
    async with app.run_test(size=size) as pilot:
        user = User(pilot)
        assert "3 new for you: W" in await opened(app, user)
        screen = await user.press("W")
        assert in_order(screen, ["marked it as seen: 3", "CHN - CUB", "NEW", "CHANGED", "date: Mar, year ? → 2025-03"])
        screen = await user.press("space")
        assert "marked it as seen: 2" in screen
        assert user.lines("✓ NEW")
        await user.press("r")
        assert "marked it as seen: 0" in user.screen
        assert user.lines("✓ CHANGED")
        assert "marked it as seen: 2" in await user.press("u")
        assert "Taken back" in user.screen
        screen = await user.press("enter")
        assert in_order(screen, ["MEETING · PLANNED", "evidence 1/1"])


async def test_without_news_the_page_says_what_comes_there(store: Path) -> None:
    """And q goes back to the desk."""
    app = DeskApp(store, Memory(store))
    async with app.run_test(size=NARROW) as pilot:
        user = User(pilot)
        await opened(app, user)
        assert "Nothing is new for you." in await user.press("W")
        assert "There is no mark to take back." in await user.press("u")
        assert user.lines("row 1/3") == []
        await user.press("q")
        assert user.lines("row 1/3")
