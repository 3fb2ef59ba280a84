"""What the screen asks of a store, and what it gets."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from screen_store import ARTICLES, HEARING, WIRE, make_store, report, resolved
from visavis.database import lists, queries
from visavis.database.answers import Scope
from visavis.database.connection import Reader, open_reader
from visavis.database.publish import publish
from visavis.ids import content_id
from visavis.model import Resolution

CHEN, LOPEZ, CHINA = content_id("Chen Guang"), content_id("Álvaro López Núñez"), content_id("China")
WIRE_ID, RADIO_ID, HEARING_ID, CHRONICLE_ID = (story.article_id for story in ARTICLES)
MET, PLANNED, AGREED = 1, 2, 3


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The small store, open."""
    with open_reader(make_store(tmp_path_factory.mktemp("store"))) as opened:
        yield opened


def test_actors_come_people_first_and_the_busiest_first(reader: Reader) -> None:
    """Countries stand last, however often they agree."""
    listing = lists.listing(reader, "actors", Scope())
    assert [row.name for row in listing.rows] == [
        "Álvaro López Núñez",
        "Chen Guang",
        "Li Na",
        "Ray Holt",
        "Cuba",
        "China",
    ]
    assert (listing.found, listing.total) == (6, 6)
    assert listing.rows[0].meetings == 2


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (Scope(event=MET), {"Chen Guang", "Álvaro López Núñez"}),
        (Scope(event=AGREED), {"China", "Cuba"}),
        (Scope(source=RADIO_ID), {"Chen Guang", "Álvaro López Núñez", "Li Na"}),
        (Scope(search="NUNEZ alvaro"), {"Álvaro López Núñez"}),
        (Scope(search="minister"), {"Chen Guang", "Álvaro López Núñez"}),
        (Scope(search="minister cuba"), {"Álvaro López Núñez"}),
        (Scope(search="Núñez", event=AGREED), set()),
        (Scope(search="'; DROP TABLE actors; --"), set()),
        (Scope(search="% _ ?"), {"Álvaro López Núñez", "Chen Guang", "Li Na", "Ray Holt", "Cuba", "China"}),
    ],
)
def test_actors_narrow(reader: Reader, scope: Scope, names: set[str]) -> None:
    """By event, by source, and by words in names, roles and countries; a search of mere signs narrows nothing."""
    listing = lists.listing(reader, "actors", scope)
    assert {row.name for row in listing.rows} == names
    assert (listing.found, listing.total) == (len(names), 6)


def test_a_search_names_the_variant_it_found(tmp_path: Path) -> None:
    """Where the name itself does not hold the words, the form that does is shown."""
    reports = (report(ARTICLES[0], {"Álvaro López Núñez": ("Cuban counterpart Álvaro", "López Núñez")}),)
    publish(tmp_path, reports, Resolution(resolved(reports)))
    with open_reader(tmp_path) as opened:
        for search, matched in (("counterpart", "Cuban counterpart Álvaro"), ("lopez", None)):
            [row] = lists.listing(opened, "actors", Scope(search=search)).rows
            assert row.matched == matched


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), [MET, AGREED, PLANNED]),
        (Scope(actor=CHEN), [MET]),
        (Scope(actor=LOPEZ), [MET, PLANNED]),
        (Scope(actor=CHINA), [MET, AGREED, PLANNED]),
        (Scope(source=HEARING_ID), [AGREED, PLANNED]),
        (Scope(source=CHRONICLE_ID), []),
        (Scope(search="nunez beijing harmony"), [MET]),
        (Scope(search="holt"), [AGREED]),
        (Scope(search="planned"), [PLANNED]),
        (Scope(search="2024-12"), [MET]),
        (Scope(actor=LOPEZ, source=HEARING_ID), [PLANNED]),
    ],
)
def test_events_narrow_and_come_latest_first(reader: Reader, scope: Scope, ids: list[int]) -> None:
    """By actor (a country: by its side), by source and by words; what has no year comes last."""
    listing = lists.listing(reader, "events", scope)
    assert [row.fact_id for row in listing.rows] == ids
    assert (listing.found, listing.total) == (len(ids), 3)


def test_an_event_tells_what_is_disputed_and_claimed(reader: Reader) -> None:
    """A denial beside an assertion, differing details, a claimant with a count."""
    met, agreed = queries.event(reader, MET), queries.event(reader, AGREED)
    assert met is not None
    assert agreed is not None
    assert (met.disputed, met.conflicts) == (True, ("one source says the palace, the other only the capital",))
    assert (agreed.disputed, agreed.claimed_by, agreed.claimed_count) == (False, "Admiral Ray Holt", 19)
    assert queries.event(reader, 999) is None


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        (Scope(), [CHRONICLE_ID, RADIO_ID, WIRE_ID, HEARING_ID]),
        (Scope(event=MET), [RADIO_ID, WIRE_ID]),
        (Scope(actor=CHEN), [RADIO_ID, WIRE_ID]),
        (Scope(search="cronica"), [CHRONICLE_ID]),
        (Scope(search="wednesday WALK together"), []),
        (Scope(search="walk together"), [WIRE_ID]),
        (Scope(search="hill record"), [HEARING_ID]),
    ],
)
def test_sources_narrow_and_come_newest_first(reader: Reader, scope: Scope, ids: list[int]) -> None:
    """By actor, by event, by words of one sentence or of title and outlet; the undated come last."""
    listing = lists.listing(reader, "sources", scope)
    assert [row.article_id for row in listing.rows] == ids
    assert (listing.found, listing.total) == (len(ids), 4)


def test_a_found_source_brings_the_sentence(reader: Reader) -> None:
    """The first sentence that holds the words."""
    [row] = lists.listing(reader, "sources", Scope(search="walk together")).rows
    assert row.matched == 'López Núñez said the two armies "walk together".'


def test_evidence_quotes_the_text_and_says_who_speaks(reader: Reader) -> None:
    """Every passage lies in its article; the earliest telling comes first; the denial keeps its stance and speaker."""
    passages = queries.evidence(reader, MET)
    texts = {story.article_id: story.text for story in ARTICLES}
    words = [(passage.field, texts[passage.article_id][passage.start : passage.end]) for passage in passages]
    assert ("event", "met") in words
    assert ("date", "Last December") in words
    assert [passage.article_id for passage in passages] == [WIRE_ID] * 5 + [RADIO_ID] * 3
    assert [(one.stance, one.speaker) for one in passages if one.stance != "asserted"] == [("denied", "the embassy")]
    assert {passage.subject for passage in passages if passage.field == "participant"} == {
        "Chen Guang",
        "Álvaro López Núñez",
    }


def test_mentions_and_facts_of_an_article(reader: Reader) -> None:
    """Where an actor is named, and all the words of an article that are evidence."""
    assert [one.article_id for one in queries.mentions(reader, CHEN)][:1] == [WIRE_ID]
    fields = [passage.field for passage in queries.facts_in(reader, HEARING_ID)]
    assert fields == ["event", "count", "event"]


def test_an_article_comes_whole(reader: Reader) -> None:
    """Text, sentences in order, each with its zone; none for an unknown id."""
    article = queries.article(reader, WIRE_ID)
    assert article is not None
    assert article.text == WIRE
    assert {sentence.zone for sentence in article.sentences} == {"title", "body", "caption", "related"}
    assert [sentence.start for sentence in article.sentences] == sorted(one.start for one in article.sentences)
    assert queries.article(reader, 1) is None


def test_hits_are_sentences_with_all_words(reader: Reader) -> None:
    """Accents and case do not matter."""
    [hit] = queries.hits(reader, HEARING_ID, "LOPEZ beijing")
    assert HEARING[hit.start : hit.end] == "Minister López Núñez is to travel to Beijing in March."


def test_an_actor_comes_with_roles_names_and_company(reader: Reader) -> None:
    """Everything for the card; a meeting that is only planned makes no company."""
    actor = queries.actor(reader, LOPEZ)
    assert actor is not None
    assert (actor.name, actor.country) == ("Álvaro López Núñez", "CUB")
    assert [role.role for role in queries.roles(reader, LOPEZ)] == ["minister"]
    assert queries.names(reader, LOPEZ)[0].name == "López Núñez"
    assert [(other.name, other.meetings) for other in queries.company(reader, LOPEZ)] == [("Chen Guang", 1)]
    assert queries.actor(reader, 1) is None


def test_parts_carry_side_and_the_role_at_the_time(reader: Reader) -> None:
    """A role is the one told of that meeting, not the one the actor has elsewhere."""
    sides = {part.name: (part.side, part.role) for part in queries.parts(reader, MET)}
    assert sides == {"Chen Guang": ("CHN", "defence minister"), "Álvaro López Núñez": ("CUB", "counterpart")}
    assert [part.role for part in queries.parts(reader, PLANNED)] == [None]
    assert [part.name for part in queries.parts(reader, AGREED)] == ["China", "Cuba"]


def test_the_relationship_is_the_pair_with_most_facts(reader: Reader) -> None:
    """Named by its countries; only what happened is counted."""
    pair = queries.relationship(reader)
    assert pair is not None
    assert pair.names == ("China", "Cuba")
    assert dict(pair.months)["2024-12"] == 1
    totals = queries.totals(reader)
    assert (totals.articles, totals.people, totals.held, totals.other_meetings) == (4, 4, 1, 1)
    assert (totals.agreements, totals.other_agreements) == (0, 1)


def test_an_empty_store_answers_with_nothing(tmp_path: Path) -> None:
    """No rows, no relationship, no error."""
    publish(tmp_path, [], Resolution())
    with open_reader(tmp_path) as empty:
        assert queries.relationship(empty) is None
        for kind in get_args(lists.Kind):
            assert lists.listing(empty, kind, Scope(search="x")).rows == ()


@pytest.mark.parametrize("kind", get_args(lists.Kind))
def test_every_list_sorts_by_all_its_orders(reader: Reader, kind: lists.Kind) -> None:
    """The same rows in another order; a sorted vector gives them again, place by place."""
    usual = lists.listing(reader, kind, Scope())
    for order in lists.ORDERS[kind]:
        listing = lists.listing(reader, kind, Scope(), order)
        assert sorted(map(repr, listing.rows)) == sorted(map(repr, usual.rows))
        lists.sort_into(reader, "probe", kind, Scope(), order)
        assert lists.part_of(reader, "probe", 0, kind, "") == listing.rows
        lists.drop(reader, "probe")


def test_a_vector_knows_the_place_of_a_row(reader: Reader) -> None:
    """Rows from any place on; none behind the end; no place for what is not in the list."""
    lists.sort_into(reader, "places", "events", Scope(), "earliest")
    [last] = lists.part_of(reader, "places", 2, "events", "")
    assert lists.place_of(reader, "places", "events", last.fact_id) == 2  # type: ignore[union-attr]
    assert lists.place_of(reader, "places", "events", 999) is None
    assert lists.part_of(reader, "places", 3, "events", "") == ()
