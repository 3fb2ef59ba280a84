"""What a published store holds: every row in its place, every column explained, every report as it went in."""

import tempfile
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from database_cases import ACTORS, BODY, report, resolved, with_contacts
from visavis.database.connection import Reader, open_reader, store_file
from visavis.database.facts import Facts
from visavis.database.publish import publish
from visavis.database.stored import stored_reports
from visavis.database.tables import TABLES
from visavis.database.write import COUNTED
from visavis.errors import StoreBroken
from visavis.ids import content_id
from visavis.model import Article, Dated, Extraction, Report, Resolution, Sentence

FIRST, SECOND = (report(number).article.article_id for number in (1, 2))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Two articles of one story, the second without a date of its own."""
    directory = tmp_path_factory.mktemp("store")
    reports = [report(1), report(2, published=None)]
    inferred = {SECOND: Dated("2024-05", "inferred", "told by another"), FIRST: Dated("1999", "inferred", "wrong")}
    publish(directory, reports, replace(resolved(reports), inferred_dates=inferred))
    with open_reader(directory) as reader:
        yield reader


def test_everything_is_explained(store: Reader) -> None:
    """Every table, view, column and macro carries a comment of a sentence or so."""
    comments = store.rows(
        "SELECT table_name, comment FROM duckdb_tables() WHERE database_name = 'store'"
        " UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE database_name = 'store' AND NOT internal"
        " UNION ALL SELECT table_name || '.' || column_name, comment FROM duckdb_columns()"
        " WHERE database_name = 'store' AND NOT internal"
        " UNION ALL SELECT function_name, comment FROM duckdb_functions() WHERE database_name = 'store'"
    )
    assert len(comments) > 150
    assert [name for name, comment in comments if comment is None or len(comment) < 8] == []


def test_rows_and_columns_agree(store: Reader) -> None:
    """Every table is filled, and its rows carry exactly the columns of the schema."""
    facts = Facts([report(1)], with_contacts(resolved([report(1)])))
    names = {name for (name,) in store.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'store'")}
    assert names == {*COUNTED, "store_info", "store_tables"}
    for name, make in TABLES.items():
        columns = [column for column, *_ in store.rows(f"DESCRIBE {name}")]
        assert list(next(make(facts))) == columns


def test_every_quote_is_in_its_article(store: Reader) -> None:
    """Offsets of evidence, mentions and sentences give exactly their words, in Python's count and in DuckDB's."""
    texts = dict(store.rows("SELECT article_id, text FROM articles"))
    spans = store.rows(
        "SELECT article_id, char_start, char_end, quote FROM evidence"
        " UNION ALL SELECT article_id, char_start, char_end, text FROM mentions"
        " UNION ALL SELECT article_id, char_start, char_end, text FROM sentences"
    )
    assert len(spans) == 8 + 6 + 6
    assert all(texts[article_id][start:end] == quote for article_id, start, end, quote in spans)
    assert store.rows(
        "SELECT count(*) FROM evidence JOIN articles USING (article_id)"
        " WHERE quote <> substring(text, char_start + 1, char_end - char_start)"
    ) == [(0,)]


def test_every_span_knows_its_sentence(store: Reader) -> None:
    """sentence_no is the sentence that holds the first word."""
    assert store.rows("SELECT DISTINCT field, sentence_no FROM evidence WHERE fact_kind = 'meeting' ORDER BY 1") == [
        ("event", 1),
        ("participant", 1),
    ]
    assert store.rows("SELECT DISTINCT sentence_no FROM evidence WHERE fact_kind = 'agreement'") == [(2,)]
    gap = replace(report(1).extraction, sentences=(Sentence(7, "body", 5, 9), Sentence(3, "title", 0, 4)))
    facts = Facts([replace(report(1), extraction=gap)], Resolution())
    assert [facts.sentence_no(FIRST, at) for at in (0, 3, 4, 5, 9)] == [3, 3, None, 7, None]
    assert facts.sentence_no(SECOND, 0) is None


def test_dates_are_known_or_told_to_be_inferred(store: Reader) -> None:
    """An article's own date stays; only a missing one is filled in, with its reason."""
    dates = store.rows("SELECT article_id, published, published_basis, published_derivation FROM articles ORDER BY ALL")
    assert dates == sorted(
        [(FIRST, "2024-05-04", "metadata", None), (SECOND, "2024-05", "inferred", "told by another")]
    )
    assert store.rows("SELECT first_seen, last_seen, articles FROM actor_roles") == [("2024-05", "2024-05-04", 2)]


def test_facts_with_their_counts(store: Reader) -> None:
    """Counts, bounds and places of the meeting and the agreement."""
    assert store.rows(
        "SELECT title, date_earliest, date_latest, city, country, articles, origins, conflicts FROM meetings"
    ) == [
        (
            "Álvaro Núñez met Wei Shan",
            date(2024, 5, 3),
            date(2024, 5, 3),
            "Lima",
            "PER",
            2,
            1,
            ["one says Lima, one Callao"],
        )
    ]
    assert store.rows("SELECT title, date_earliest, countries, claimed_count, origins FROM agreements") == [
        ("China - Peru: 2 agreements on trade", None, ["CHN", "PER"], 2, 1)
    ]
    assert store.rows("SELECT name_fold, articles, mentions, meetings, agreements FROM actors ORDER BY 1") == [
        ("alvaro nunez", 2, 2, 1, 1),
        ("peru", 2, 2, 0, 0),
        ("wei shan", 2, 2, 1, 1),
    ]


def test_order_on_disk(tmp_path: Path) -> None:
    """Meetings lie the latest first and undated last; participants by actor, then the same."""
    whole = resolved([report(1)])
    dates = ["2024-12", None, "2024-01-05", "XXXX-05", "2023"]
    meetings = tuple(
        replace(whole.meetings[0], meeting_id=number, date=when) for number, when in enumerate(dates, start=1)
    )
    publish(tmp_path, [report(1)], replace(whole, meetings=meetings))
    with open_reader(tmp_path) as reader:
        assert reader.rows("SELECT meeting_id FROM meetings") == [(1,), (3,), (5,), (2,), (4,)]
        attended = reader.rows("SELECT actor_id, meeting_id FROM participants")
    first, second = sorted(content_id("actor", name) for _, name, _, _ in ACTORS[:2])
    assert attended == [(actor, meeting) for actor in (first, second) for meeting in (1, 3, 5, 2, 4)]


def test_views(store: Reader) -> None:
    """The views say in plain columns what happened, who was there, and who only claims it."""
    assert store.rows("SELECT kind, title, place, actors, articles FROM events ORDER BY kind DESC") == [
        ("meeting", "Álvaro Núñez met Wei Shan", "Lima, Peru", 2, 2),
        ("agreement", "China - Peru: 2 agreements on trade", None, 2, 2),
    ]
    assert store.rows("FROM relationships ORDER BY month") == [
        ("CHN", "PER", "2024-05", 1, 0, 2),
        ("CHN", "PER", None, 0, 1, 2),
    ]
    assert store.rows("SELECT name, kind, side, role, date, status FROM attendance ORDER BY side") == [
        ("Wei Shan", "person", "CHN", None, "2024-05-03", "held"),
        ("Álvaro Núñez", "person", "PER", "minister of trade", "2024-05-03", "held"),
    ]
    assert store.rows("SELECT sentences, mentions, actors, meetings, agreements FROM sources") == [(3, 3, 3, 1, 1)] * 2
    assert store.rows("SELECT DISTINCT stance, speaker, quote FROM claims") == [
        ("alleged", "Shan", BODY[BODY.index("signed") :])
    ]


@pytest.mark.parametrize("status", ["planned", "cancelled", "denied"])
def test_only_what_happened_makes_a_relationship(tmp_path: Path, status: str) -> None:
    """A meeting that was not held counts nowhere as one, and stays visible as an event."""
    whole = resolved([report(1)])
    other = replace(whole.meetings[0], status=status)  # type: ignore[arg-type]
    broken_off = replace(whole.agreements[0], status="under-negotiation")
    publish(tmp_path, [report(1)], replace(whole, meetings=(other,), agreements=(broken_off,)))
    with open_reader(tmp_path) as reader:
        assert reader.rows("FROM relationships") == []
        assert reader.rows("SELECT status FROM events ORDER BY kind DESC") == [(status,), ("under-negotiation",)]


# --- round trip ------------------------------------------------------------------------------------------------------

_PLAIN: dict[object, st.SearchStrategy[object]] = {
    int: st.integers(-(2**31), 2**31 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    str: st.text(max_size=9) | st.sampled_from(["\0", "\x1b[31m[red]", "'); DROP TABLE articles; --", "null", "ﷺ"]),
    bytes: st.binary(max_size=9),
    type(None): st.none(),
}


def anything(hint: object) -> st.SearchStrategy[Any]:
    """Every value that an annotation of a record allows."""
    if is_dataclass(hint):
        fields = {name: anything(part) for name, part in get_type_hints(hint).items()}
        return st.builds(hint, **fields)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return st.lists(anything(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    return _PLAIN[hint] if hint in _PLAIN else st.one_of([anything(part) for part in get_args(hint)])


@settings(max_examples=8, deadline=None)
@given(pairs=st.lists(st.tuples(anything(Article), anything(Extraction), anything(Dated)), max_size=4))
def test_reports_come_back_as_they_went_in(pairs: list[tuple[Article, Extraction, Dated]]) -> None:
    """Whatever an article and its extraction hold, and whatever date was inferred, a load gives back the same."""
    reports = [
        Report(replace(article, article_id=number), replace(extraction, article_id=number))
        for number, (article, extraction, _) in enumerate(pairs)
    ]
    inferred = {number: dated for number, (_, _, dated) in enumerate(pairs)}
    with tempfile.TemporaryDirectory() as name:
        publish(Path(name), reports[::-1], Resolution(inferred_dates=inferred))
        assert stored_reports(Path(name)) == reports


def test_an_extraction_that_cannot_be_read(tmp_path: Path) -> None:
    """A report of an unknown shape is a broken store in words, not a crash."""
    publish(tmp_path, [report(1)], resolved([report(1)]))
    with duckdb.connect(str(store_file(tmp_path))) as connection:
        connection.execute('UPDATE extractions SET report = \'{"article_id": "x"}\'')
    with pytest.raises(StoreBroken, match="an extraction in it cannot be read"):
        stored_reports(tmp_path)
