"""Filters of lists: what each leaves, how several work together, and that the counts of their values are true."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from screen_store import ARTICLES, make_store, met, report, resolved
from visavis.database import lists
from visavis.database.answers import Filter, Scope
from visavis.database.connection import Reader, open_reader
from visavis.database.facets import facets
from visavis.database.filters import FIELDS
from visavis.database.matrix import matrix
from visavis.database.publish import publish
from visavis.ids import content_id
from visavis.model import Resolution

MET, PLANNED, AGREED = 1, 2, 3
CHEN, CHINA = content_id("Chen Guang"), content_id("China")
WIRE_ID, RADIO_ID, HEARING_ID, CHRONICLE_ID = (story.article_id for story in ARTICLES)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """One small store for all tests."""
    with open_reader(make_store(tmp_path_factory.mktemp("store"))) as opened:
        yield opened


def found(reader: Reader, kind: lists.Kind, *wanted: tuple[str, str]) -> set[object]:
    """The ids, or names of actors, that some filters leave."""
    scope = Scope(filters=tuple(Filter(field, value) for field, value in wanted))  # type: ignore[arg-type]
    listing = lists.listing(reader, kind, scope)
    assert listing.found == len(listing.rows)
    keys = {"actors": "name", "events": "fact_id", "sources": "article_id"}
    return {getattr(row, keys[kind]) for row in listing.rows}


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ([("actor", str(CHEN))], {MET}),
        ([("actor", str(CHINA))], {MET, PLANNED, AGREED}),
        ([("actor", "no number")], set()),
        ([("pair", "CHN-CUB")], {MET, PLANNED, AGREED}),
        ([("pair", "CHN-USA")], set()),
        ([("kind", "agreement")], {AGREED}),
        ([("status", "planned")], {PLANNED}),
        ([("status", "claimed")], {AGREED}),
        ([("status", "signed")], set()),
        ([("status", "held"), ("status", "planned")], {MET, PLANNED}),
        ([("status", "held"), ("kind", "agreement")], set()),
        ([("channel", "in-person")], {MET, PLANNED}),
        ([("in", "2024")], {MET}),
        ([("in", "2024-12-11")], {MET}),
        ([("in", "2023-06")], set()),
        ([("maybe", "2023-06")], {AGREED}),
        ([("maybe", "2023-06/2024-12")], {MET, AGREED}),
        ([("in", "unknown")], {PLANNED}),
        ([("in", "yesterday")], set()),
        ([("place", "Beijing")], {MET, PLANNED}),
        ([("place", "CHN")], {MET}),
        ([("publisher", "Radio Puerto")], {MET}),
        ([("conflict", "denied")], {MET}),
        ([("conflict", "differ")], {MET}),
        ([("actor", str(CHEN)), ("status", "planned")], set()),
        ([("place", "'; DROP TABLE meetings; --")], set()),
    ],
)
def test_filters_leave_the_events_they_describe(reader: Reader, wanted: list[tuple[str, str]], ids: set[int]) -> None:
    """Fields narrow each other, values of one field widen; a nonsensical value leaves nothing."""
    assert found(reader, "events", *wanted) == ids


def test_filters_narrow_who_and_where_too(reader: Reader) -> None:
    """Actors: who took part in what is left, and its countries; sources: who tells of it."""
    assert found(reader, "actors", ("status", "held")) == {"Chen Guang", "Álvaro López Núñez", "China", "Cuba"}
    assert found(reader, "actors", ("kind", "agreement")) == {"China", "Cuba"}
    assert found(reader, "sources", ("status", "held")) == {WIRE_ID, RADIO_ID}
    assert found(reader, "sources", ("publisher", "El Faro")) == {CHRONICLE_ID}
    assert found(reader, "sources", ("publisher", "Wire"), ("status", "held")) == {WIRE_ID}
    assert found(reader, "sources", ("publisher", "El Faro"), ("status", "held")) == set()


@pytest.mark.parametrize("field", [field for field in FIELDS if field not in ("publisher", "new")])
def test_a_value_leaves_as_many_events_as_it_says(reader: Reader, field: str) -> None:
    """Every value that is offered, set as a filter, gives a list of the length beside it."""
    offered = facets(reader, field, Scope())  # type: ignore[arg-type]
    assert offered
    for facet in offered:
        assert len(found(reader, "events", (field, facet.value))) == facet.count


def test_publishers_are_offered_with_their_articles(reader: Reader) -> None:
    """Of what the other filters leave."""
    assert {facet.label: facet.count for facet in facets(reader, "publisher", Scope())} == {
        "Wire": 1, "Radio Puerto": 1, "The Hill Record": 1, "El Faro": 1,
    }  # fmt: skip
    held = Scope(filters=(Filter("status", "held"),))
    assert {facet.label for facet in facets(reader, "publisher", held)} == {"Wire", "Radio Puerto"}


def test_values_are_found_by_typing(reader: Reader) -> None:
    """Accent-blind; an actor by any form of its name; a date needs not be among those that occur."""
    assert [facet.label for facet in facets(reader, "actor", Scope(), "nunez")] == ["Álvaro López Núñez"]
    assert [facet.value for facet in facets(reader, "pair", Scope(), "cuba")] == ["CHN-CUB"]
    assert [(facet.value, facet.count) for facet in facets(reader, "in", Scope(), "2024-12")] == [("2024-12", 1)]
    assert facets(reader, "place", Scope(), "nowhere") == ()


def test_another_value_of_a_set_field_is_still_offered(reader: Reader) -> None:
    """As it would widen the list; who else was there is counted among those events only."""
    planned = Scope(filters=(Filter("status", "planned"),))
    assert {facet.value: facet.count for facet in facets(reader, "status", planned)} == {
        "held": 1, "planned": 1, "claimed": 1,
    }  # fmt: skip
    with_chen = Scope(filters=(Filter("actor", str(CHEN)),))
    assert {facet.label: facet.count for facet in facets(reader, "actor", with_chen)}["Álvaro López Núñez"] == 1


def test_the_matrix_counts_meetings_that_were_held(reader: Reader) -> None:
    """Each pair once from either side; planned ones and agreements do not count."""
    lopez = content_id("Álvaro López Núñez")
    whole = matrix(reader, Scope())
    assert {name for _, name in whole.rows} == {"Chen Guang", "Álvaro López Núñez"}
    assert whole.counts == {(CHEN, lopez): 1, (lopez, CHEN): 1}
    sides = matrix(reader, Scope(filters=(Filter("pair", "CHN-CUB"),)))
    assert [name for _, name in sides.rows] == ["Chen Guang"]
    assert [name for _, name in sides.columns] == ["Álvaro López Núñez"]
    assert matrix(reader, Scope(filters=(Filter("status", "planned"), Filter("kind", "agreement")))).rows == ()


@pytest.mark.parametrize("kind", ["actors", "events", "sources"])
def test_a_list_as_a_statement_gives_its_rows(reader: Reader, kind: lists.Kind) -> None:
    """Values stand in it as literals, quotation marks in them too."""
    for scope in (
        Scope(),
        Scope(search="chen's"),
        Scope(search="chen", filters=(Filter("status", "held"), Filter("pair", "CHN-CUB"))),
        Scope(filters=(Filter("publisher", "Wire"), Filter("maybe", "2024"), Filter("place", "O'Higgins?"))),
    ):
        rows = reader.rows(lists.sql_of(kind, scope))
        assert len(rows) == lists.listing(reader, kind, scope).found


def test_new_is_what_an_earlier_state_did_not_have(tmp_path: Path) -> None:
    """Compared with a generation that is kept; since one that nobody knows nothing is new."""
    reports = (report(ARTICLES[0], {"Chen Guang": ("Chen Guang",), "Álvaro López Núñez": ("López Núñez",)}),)
    publish(tmp_path, reports, Resolution(resolved(reports), (met(),)))
    first = earlier_number(tmp_path)
    make_store(tmp_path)
    with open_reader(tmp_path) as opened:
        for kind, ids in (("events", {PLANNED, AGREED}), ("sources", {HEARING_ID})):
            assert found(opened, kind, ("new", str(first))) == ids  # type: ignore[arg-type]
        assert found(opened, "events", ("new", "999")) == set()
        assert found(opened, "events", ("new", "'; DROP")) == set()
        assert found(opened, "events", ("new", str(first)), ("status", "planned")) == {PLANNED}


def earlier_number(directory: Path) -> int:
    """The number of the generation that is published."""
    with open_reader(directory) as opened:
        return opened.generation
