"""The desk in the words of the people who use it: keys pressed on the real app, and what is then on the screen."""

from pathlib import Path

import pytest

from screen_store import ARTICLES, make_store, report
from screen_user import MEDIUM, NARROW, SIZES, WIDE, desk, in_order
from visavis.database.publish import publish
from visavis.model import Resolution


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store for all tests that only read."""
    return make_store(tmp_path_factory.mktemp("store"))


# --- seeing ----------------------------------------------------------------------------------------------------------


@SIZES
async def test_the_desk_opens_on_what_happened(store: Path, size: tuple[int, int]) -> None:
    """Header with the relationship, totals and months; then the events, the latest first, each with its status."""
    async with desk(store, size) as user:
        assert "China - Cuba   1 meeting (+1 not held) · 0 agreements (+1 not firm) · 4 art" in user.screen
        assert "by month 2024-12 █, 1 without a month" in user.screen
        assert in_order(user.screen, ["2024-12-11  held DISPUTED", "2023        CLAIMED", "Mar, year ? PLANNED"])
        assert user.lines("CLAIMED", "claimed by Admiral Ray Holt")


@SIZES
async def test_the_sentence_behind_a_fact_is_one_key_away(store: Path, size: tuple[int, int]) -> None:
    """`e` shows the article at the sentence, its words marked by signs, with who says so and how the date was found."""
    async with desk(store, size) as user:
        screen = await user.press("e")
        assert in_order(screen, ["date: stated: 'Dec 11' in an article of 2024-12-11", "evidence 1/4", "in: Wire"])
        assert in_order(screen, ["«met»", "«Álvaro López Núñez»", "Palace of", "«Wednesday»"])
        assert user.lines("▶", "BEIJING, Dec 11")
        assert user.lines("sources differ: one source says")


@SIZES
async def test_e_again_goes_through_all_evidence_and_round(store: Path, size: tuple[int, int]) -> None:
    """A second source, then the denial with its speaker, then the other words; N goes back."""
    async with desk(store, size) as user:
        await user.press("e", "e")
        assert user.lines("evidence 2/4", "says Radio Puerto")
        assert "«sat down»" in user.screen
        await user.press("n")
        assert user.lines("evidence 3/4", "DENIED", "says the embassy")
        await user.press("n", "n")
        assert user.lines("evidence 1/4")
        await user.press("N")
        assert user.lines("evidence 4/4")


async def test_captions_and_related_headlines_are_set_apart(store: Path) -> None:
    """Text from which no facts are taken has a bar in the margin and a label."""
    async with desk(store, WIDE) as user:
        await user.press("e")
        assert user.lines("┊ [caption: no facts are taken from here]")
        assert user.lines("┊ Related: Chen Guang visits")


async def test_sixteen_rows_fit_on_a_small_terminal(tmp_path: Path) -> None:
    """At 80x24 at least 16 rows of data are visible, and G goes to the last of many."""
    stories = [type(ARTICLES[0])(number, f"Story {number:03}", "Text.", "en") for number in range(1, 61)]
    publish(tmp_path, [report(story, {}) for story in stories], Resolution())
    async with desk(tmp_path, NARROW) as user:
        await user.press("3")
        assert len(user.lines("Story")) >= 16
        assert "row 1/60" in user.screen
        await user.press("G")
        assert user.lines("row 60/60")
        assert user.lines("Story 060")
        await user.press("ctrl+u", "k", "pageup", "j", "g")
        assert user.lines("row 1/60")
        await user.press("pagedown")
        assert user.lines("row 19/60")


# --- narrowing -------------------------------------------------------------------------------------------------------


@SIZES
async def test_an_actor_leads_to_the_events_of_that_actor(store: Path, size: tuple[int, int]) -> None:
    """Enter on an actor narrows events and sources; Backspace brings everything back, the row included."""
    async with desk(store, size) as user:
        await user.press("1", "j")
        assert user.lines("row 2/6")
        await user.press("enter")
        assert user.lines("2 EVENTS 1 of 3", "◂ Chen Guang")
        assert user.lines("actors › events of Chen Guang")
        assert user.lines("Chen Guang met")
        assert not user.lines("PLANNED")
        await user.press("backspace")
        assert user.lines("1 ACTORS 6")
        assert user.lines("row 2/6")
        await user.press("2")
        assert user.lines("PLANNED")


async def test_a_country_leads_to_the_events_of_its_people(store: Path) -> None:
    """Nobody names China at the meeting, but it was China's minister who met."""
    async with desk(store, NARROW) as user:
        await user.press("1", "G", "enter")
        assert user.lines("EVENTS 3 of 3", "◂ China")


@SIZES
async def test_an_event_narrows_who_and_where(store: Path, size: tuple[int, int]) -> None:
    """Enter on an event opens its words; then 1 lists who was there and 3 who tells it."""
    async with desk(store, size) as user:
        assert "evidence 1/4" in await user.press("enter")
        await user.press("1")
        assert user.lines("1 ACTORS 2 of 6")
        await user.press("3")
        assert user.lines("3 SOURCES 2 of 4")
        await user.press("escape")
        assert user.lines("3 SOURCES 4")


async def test_backspace_goes_back_through_every_step(store: Path) -> None:
    """Actors, events of one, the evidence; back, back, and then there is nothing left to go back to."""
    async with desk(store, NARROW) as user:
        await user.press("1", "enter", "enter")
        assert user.lines("› events of Álvaro López Núñez › read Chen Guang met Álvaro López Núñez", "1/4")
        await user.press("n", "backspace")
        assert user.lines("EVENTS 2 of 3", "◂ Álvaro López Núñez")
        await user.press("backspace")
        assert user.lines("1 ACTORS 6")
        assert "This is where you began." in await user.press("backspace")


async def test_an_actor_has_a_card(store: Path) -> None:
    """Roles with their dates, every form of the name, whom they met, and each mention in its sentence."""
    async with desk(store, NARROW) as user:
        screen = await user.press("1", "e")
        assert "Álvaro López Núñez · person · CUB" in screen
        assert "roles: minister (2024-12-11 to 2025-03-02)" in screen
        assert "written: López Núñez ×4, Álvaro López Núñez ×1" in screen
        assert "met: Chen Guang ×1" in screen
        assert "mention 1/5" in screen
        assert "«López Núñez» said" in screen


# --- searching -------------------------------------------------------------------------------------------------------


@SIZES
async def test_search_forgives_accents_and_order(store: Path, size: tuple[int, int]) -> None:
    """Typing narrows the list at once; Enter keeps it, Escape takes it away."""
    async with desk(store, size) as user:
        await user.press("1", "slash")
        await user.type("nunez al")
        assert user.lines("1 ACTORS 1 of 6", "◂ /nunez al")
        await user.press("enter")
        assert user.lines("1 ACTORS 1 of 6")
        await user.press("escape")
        assert user.lines("1 ACTORS 6")


async def test_search_in_sources_shows_the_sentence_that_was_found(store: Path) -> None:
    """Words of the text are found, and shown beside the title."""
    async with desk(store, WIDE) as user:
        await user.press("3", "slash")
        await user.paste("kind took")
        assert user.lines("3 SOURCES 1 of 4")
        assert user.lines("Two ministers, one table")


async def test_search_without_hits_says_how_to_go_on(store: Path) -> None:
    """No hits: the search is repeated, and the key that clears it is named and works."""
    async with desk(store, NARROW) as user:
        await user.press("slash")
        screen = await user.paste("zzz")
        assert "Nothing here for: /zzz" in screen
        assert "Esc clears the search" in screen
        await user.press("escape")
        assert user.lines("2 EVENTS 3")


async def test_search_in_the_article_goes_from_hit_to_hit(store: Path) -> None:
    """In the reading pane / finds sentences, n the next; Escape returns to the evidence."""
    async with desk(store, NARROW) as user:
        await user.press("e", "slash")
        await user.paste("chen guang")
        await user.press("enter")
        assert user.lines("hit 1/4")
        await user.press("n")
        assert user.lines("hit 2/4")
        assert user.lines("▶ «BEIJING")
        await user.press("escape")
        assert user.lines("evidence 1/4")
        await user.press("escape")
        assert user.lines("2 EVENTS 3")


@SIZES
async def test_a_search_typed_ahead_ends_where_it_was_typed(store: Path, size: tuple[int, int]) -> None:
    """Letters, Enter, and Enter again in one piece: the row that the search leaves is gone into, unsearched events."""
    async with desk(store, size) as user:
        await user.press("1", "slash", *"chex", "backspace", "n", "enter", "enter")
        assert user.lines("2 EVENTS 1 of 3", "◂ Chen Guang")
        assert user.lines("events of Chen Guang")
        await user.press("1")
        assert user.lines("1 ACTORS 1 of 6", "/chen")


async def test_a_pasted_escape_does_not_stay_in_the_search(store: Path) -> None:
    """What is pasted into the search is made visible before it is shown."""
    async with desk(store, NARROW) as user:
        await user.press("slash")
        await user.paste("a\x1b]0;x\x07b")
        assert "/a␛]0;x␇b" in user.screen
        assert "\x1b" not in user.screen


# --- the rest --------------------------------------------------------------------------------------------------------


async def test_help_shows_the_keys_of_this_place_first(store: Path) -> None:
    """? in the article names n, which does nothing in a list; any of the usual keys closes it."""
    async with desk(store, WIDE) as user:
        text = await user.press("question_mark")
        assert in_order(text, ["Keys here (lists)", "go in"])
        text += await user.press("pagedown") + await user.press("pagedown") + await user.press("G")
        assert in_order(text, ["Keys here (lists)", "Keys elsewhere", "next evidence", "what the search found"])
        await user.press("escape", "e")
        assert in_order(await user.press("question_mark"), ["Keys here (reading)", "the next evidence"])
        assert "Keys here" not in await user.press("q")


@pytest.mark.parametrize("size", [NARROW, MEDIUM], ids=["80x24", "120x36"])
async def test_tab_goes_round_the_panes(store: Path, size: tuple[int, int]) -> None:
    """Tab from events over sources (and the article, where it is visible) to actors; Shift-Tab the other way."""
    async with desk(store, size) as user:
        await user.press("tab")
        assert user.lines("3 SOURCES 4")
        await user.press(*["tab"] * (1 if size == NARROW else 2))
        assert user.lines("1 ACTORS 6")
        await user.press("shift+tab", "shift+tab")
        assert user.lines("3 SOURCES 4" if size != NARROW else "2 EVENTS 3")


async def test_the_article_follows_the_cursor_on_a_wide_screen(store: Path) -> None:
    """Moving in a list shows each row's evidence beside it, without a key."""
    async with desk(store, WIDE) as user:
        assert "evidence 1/4" in user.screen
        await user.press("j")
        assert in_order(user.screen, ["AGREEMENT · CLAIMED · 2023", "evidence 1/1", "ALLEGED", "«signed 19"])
        await user.press("z")
        assert "evidence" not in user.screen.replace("e evidence", "")


async def test_a_first_run_names_the_command(tmp_path: Path) -> None:
    """Without a store the screen says exactly what to type; q leaves, other keys do nothing."""
    async with desk(tmp_path / "no where", NARROW) as user:
        assert "There is no store in" in user.screen
        assert "visavis load DIR --store" in user.screen
        await user.press("e", "j", "enter", "slash", "1", "backspace", "q")
        assert user.pilot.app.return_code == 0


async def test_a_store_without_articles_names_the_command(tmp_path: Path) -> None:
    """An empty store is not an empty screen."""
    publish(tmp_path, [], Resolution())
    async with desk(tmp_path, NARROW) as user:
        assert "holds no articles" in user.screen
        assert "visavis load" in user.screen


async def test_a_broken_store_is_named_without_a_traceback(tmp_path: Path) -> None:
    """A file that is no store gives its one line."""
    (tmp_path / "visavis.duckdb").write_bytes(b"garbage" * 1000)
    async with desk(tmp_path, NARROW) as user:
        assert "this is not a whole visavis store" in user.screen
        assert "Traceback" not in user.screen


async def test_a_store_published_meanwhile_is_shown_at_the_next_key(tmp_path: Path) -> None:
    """A load in another window becomes visible without reopening."""
    async with desk(make_store(tmp_path), NARROW) as user:
        await user.press("3")
        assert user.lines("3 SOURCES 4")
        publish(tmp_path, [report(story, {}) for story in ARTICLES[:2]], Resolution())
        await user.press("3")
        assert user.lines("3 SOURCES 2")


async def test_any_size_is_survived(store: Path) -> None:
    """Resizing to almost nothing and back neither crashes nor loses the place."""
    async with desk(store, NARROW) as user:
        await user.press("e")
        for size in ((10, 40), (5, 20), (2, 10), (1, 1), WIDE, NARROW):
            await user.pilot.resize_terminal(*size)
            await user.pilot.pause()
        assert user.lines("evidence 1/4")
