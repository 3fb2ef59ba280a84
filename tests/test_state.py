"""Moving about, narrowing and finding the way back, without any screen."""

from visavis.database.answers import Scope
from visavis_tui.state import Desk, Pick

ANA = Pick("actors", 1, "Ana Ruiz")
BO = Pick("actors", 2, "Bo")
TALKS = Pick("events", 10, "the talks")
STORY = Pick("sources", 20, "a story")


def test_the_desk_opens_on_events() -> None:
    """Nothing is narrowed, and there is nothing to go back to."""
    desk = Desk()
    assert desk.view.area == "events"
    assert desk.scope("events") == Scope()
    assert not desk.back()


def test_entering_an_actor_leads_to_its_events() -> None:
    """The actor narrows the other two lists, not its own."""
    desk = Desk()
    desk.enter(ANA)
    assert desk.view.area == "events"
    assert desk.scope("events") == desk.scope("sources") == Scope(actor=1)
    assert desk.scope("actors") == Scope()


def test_entering_an_event_opens_it_and_keeps_the_actor() -> None:
    """Who was there and who tells it: both lists are narrowed by event, sources by the actor too."""
    desk = Desk()
    desk.enter(ANA)
    desk.enter(TALKS)
    assert (desk.view.area, desk.view.reading, desk.view.step) == ("reading", TALKS, 0)
    assert desk.scope("actors") == Scope(event=10)
    assert desk.scope("sources") == Scope(actor=1, event=10)


def test_entering_another_row_of_a_list_replaces_the_first() -> None:
    """One filter for each list; going from actor to events drops the event that narrowed the actors."""
    desk = Desk()
    desk.enter(TALKS)
    desk.go("actors")
    desk.enter(ANA)
    desk.go("actors")
    desk.enter(BO)
    assert desk.view.filters == (BO,)
    desk.enter(STORY)
    assert desk.view.filters == (BO, STORY)


def test_back_restores_everything() -> None:
    """Filters, searches, rows and the evidence that was shown come back as they were."""
    desk = Desk()
    desk.go("actors")
    desk.search("ana")
    desk.point("actors", 1)
    before = desk.view
    desk.enter(ANA)
    desk.point("events", 10)
    desk.read(TALKS)
    desk.step(1, 3)
    assert desk.back()
    assert desk.view.area == "events"
    assert desk.view.cursors["events"] == 10
    assert desk.back()
    assert desk.view == before
    assert not desk.back()


def test_turning_to_another_list_is_no_step_in_the_history() -> None:
    """Tab and the numbers look around; Backspace undoes only going in."""
    desk = Desk()
    desk.go("sources")
    desk.go("actors")
    assert not desk.back()


def test_evidence_goes_round() -> None:
    """After the last comes the first, before the first the last; without any evidence nothing happens."""
    desk = Desk()
    desk.read(TALKS)
    desk.step(1, 2)
    desk.step(1, 2)
    assert desk.view.step == 0
    desk.step(-1, 2)
    assert desk.view.step == 1
    desk.step(1, 0)
    assert desk.view.step == 1


def test_another_row_begins_at_its_first_evidence() -> None:
    """Only where the article follows the cursor: what was opened stays open."""
    desk = Desk()
    desk.point("events", 10)
    desk.go("reading")
    desk.step(1, 3)
    desk.go("events")
    desk.step(1, 3)
    desk.point("events", 11)
    assert desk.view.step == 0
    desk.read(TALKS)
    desk.step(1, 3)
    desk.point("events", 12)
    assert desk.view.step == 1


def test_each_list_has_its_own_search() -> None:
    """A search narrows the list it was typed in, and no other."""
    desk = Desk()
    desk.search("havana")
    desk.go("actors")
    assert desk.searching == ""
    assert desk.scope("events").search == "havana"
    assert desk.narrowed_by("events") == ("/havana",)
    assert desk.narrowed_by("actors") == ()


def test_going_in_drops_the_search_of_the_list_it_leads_to() -> None:
    """Whoever asks for an actor's events wants all of them."""
    desk = Desk()
    desk.search("havana")
    desk.go("actors")
    desk.search("ana")
    desk.enter(ANA)
    assert desk.scope("events") == Scope(actor=1)
    assert desk.scope("actors").search == "ana"


def test_clear_undoes_one_narrowing_after_the_other() -> None:
    """In the article its search, then the article; in a list the search, then the filters; then nothing is left."""
    desk = Desk()
    desk.enter(ANA)
    desk.search("talks")
    desk.enter(TALKS)
    desk.search("word")
    assert desk.clear()
    assert (desk.view.area, desk.searching) == ("reading", "")
    assert desk.clear()
    assert (desk.view.area, desk.searching) == ("events", "talks")
    assert desk.clear()
    assert desk.view.filters
    assert desk.clear()
    assert not desk.view.filters
    assert not desk.clear()
    assert desk.back(), "clearing filters can be taken back"
    assert desk.view.filters == (ANA, TALKS)


def test_crumbs_tell_the_way() -> None:
    """Each step in words, the present one last."""
    desk = Desk()
    desk.go("actors")
    desk.enter(ANA)
    desk.read(TALKS)
    assert desk.crumbs() == ("actors", "events of Ana Ruiz", "read the talks")
