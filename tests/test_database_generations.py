"""Generations as files: what is kept, who may read it, how fast it is copied, and stores of other versions."""

import errno
import os
import re
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path

import duckdb
import pytest

from database_cases import report, resolved
from visavis.database import generations
from visavis.database.check import check
from visavis.database.connection import SCHEMA_VERSION, open_reader, store_file
from visavis.database.generations import copy, earlier, keep_limit
from visavis.database.publish import loading, publish
from visavis.database.stored import stored_reports
from visavis.database.write import make_again, sql_file
from visavis.errors import StoreBroken, StoreError, StoreOutdated
from visavis.model import Dated


def add(directory: Path, number: int, **options: int) -> None:
    """Publish one more article."""
    with loading(directory, **options) as store:  # type: ignore[arg-type]
        stored = store.reports()
        reports = [*stored, report(number)]
        store.publish(reports, resolved(reports), kept={one.article.article_id for one in stored})


def articles(directory: Path) -> int:
    """Articles of a published store."""
    with open_reader(directory) as reader:
        return int(reader.rows("SELECT count(*) FROM articles")[0][0])


# --- earlier generations ---------------------------------------------------------------------------------------------


def test_the_last_three_are_kept_and_read_like_a_store(tmp_path: Path) -> None:
    """Each earlier generation stands in a directory of its own, as it was."""
    for number in range(1, 7):
        add(tmp_path, number)
    kept = earlier(tmp_path)
    assert [one.number for one in kept] == [5, 4, 3]
    assert [articles(one.directory) for one in kept] == [5, 4, 3]
    assert all(one.size == store_file(one.directory).stat().st_size for one in kept)


def test_how_many_are_kept_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option, else by the environment; none is a choice too."""
    for number in range(1, 4):
        add(tmp_path, number)
    add(tmp_path, 4, keep=1)
    assert [one.number for one in earlier(tmp_path)] == [3]
    monkeypatch.setenv("VISAVIS_KEEP", "0")
    add(tmp_path, 5)
    assert earlier(tmp_path) == []
    monkeypatch.setenv("VISAVIS_KEEP", "many")
    with pytest.raises(StoreError, match="'many' is not a number of generations"):
        add(tmp_path, 6)
    assert keep_limit(2) == 2


def test_a_disk_without_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot have two names the old generation is copied, the slow way if need be."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "no such thing here")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "copy_file_range", refuse)
    add(tmp_path, 1)
    add(tmp_path, 2)
    assert [articles(one.directory) for one in earlier(tmp_path)] == [1]
    assert articles(tmp_path) == 2


def test_strangers_among_the_kept_are_left_alone(tmp_path: Path) -> None:
    """What is no generation is neither listed nor deleted."""
    (tmp_path / "generations" / "12-notes").mkdir(parents=True)
    (tmp_path / "generations" / "7").mkdir()
    for number in range(1, 4):
        add(tmp_path, number, keep=1)
    assert [one.number for one in earlier(tmp_path)] == [2]
    assert (tmp_path / "generations" / "12-notes").is_dir()


def test_a_copy_is_whole_however_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel may copy less at once than it was asked for."""
    monkeypatch.setattr(generations, "_PIECE", 1000)
    content = os.urandom(12_345)
    (tmp_path / "a").write_bytes(content)
    copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == content


def test_a_new_generation_is_open_to_the_same_people(tmp_path: Path) -> None:
    """Mode and group of the store outlive every publish, whatever the loader's umask."""
    add(tmp_path, 1)
    store_file(tmp_path).chmod(0o640)
    if os.geteuid() == 0:
        os.chown(store_file(tmp_path), -1, 12)
    before = os.umask(0o077)
    try:
        add(tmp_path, 2)
        publish(tmp_path, [report(3)], resolved([report(3)]))
    finally:
        os.umask(before)
    status = store_file(tmp_path).stat()
    assert status.st_mode & 0o777 == 0o640
    assert status.st_gid == (12 if os.geteuid() == 0 else os.getegid())


@pytest.mark.parametrize("moment", [0, 1 << 33])
def test_a_clock_that_jumps(moment: int, tmp_path: Path) -> None:
    """Whatever time the disk believes it is, readers see every generation, in order."""
    add(tmp_path, 1)
    with open_reader(tmp_path) as reader:
        for number in (2, 3):
            os.utime(store_file(tmp_path), (moment, moment))
            reader.refresh()
            add(tmp_path, number)
            os.utime(store_file(tmp_path), (moment, moment))
            assert reader.refresh()
            assert reader.generation == number
    assert [one.number for one in earlier(tmp_path)] == [2, 1]


# --- what is written -------------------------------------------------------------------------------------------------


def test_adding_makes_the_same_store_as_all_at_once(tmp_path: Path) -> None:
    """Whether articles came one by one or together, in whatever order: the same content, and nothing wrong with it."""
    for number in (3, 1, 2):
        add(tmp_path / "one by one", number)
    together = [report(number) for number in (1, 2, 3)]
    publish(tmp_path / "together", together, resolved(together))
    hashes = set()
    for directory in (tmp_path / "one by one", tmp_path / "together"):
        assert [looked.problems for looked in check(directory) if looked.problems] == []
        with open_reader(directory) as reader:
            hashes.add(reader.content_hash)
    assert len(hashes) == 1
    assert stored_reports(tmp_path / "one by one") == stored_reports(tmp_path / "together")


def test_what_others_tell_of_a_kept_article_is_written(tmp_path: Path) -> None:
    """A date and an origin that a new article brings reach the old one, and go again with what told them."""
    first, second = report(1, published=None), report(2)
    ids = [first.article.article_id, second.article.article_id]
    publish(tmp_path, [first], resolved([first]))
    alone = resolved([first, second])
    told = replace(alone, origins={ids[0]: ids[1]}, inferred_dates={ids[0]: Dated("2024-05", "inferred", "by two")})
    dates = "SELECT published, published_basis, origin_id FROM articles WHERE article_id = ?"
    seen = []
    for resolution in (told, alone):
        with loading(tmp_path) as store:
            published = store.publish(
                [first, second], resolution, kept={one.article.article_id for one in store.reports()}
            )
        with open_reader(tmp_path) as reader:
            seen += reader.rows(dates, [ids[0]])
        assert published.changed
        assert stored_reports(tmp_path)[ids[0] > ids[1]] == first
    assert seen == [("2024-05", "inferred", ids[1]), (None, "unknown", min(ids))]
    assert [looked.problems for looked in check(tmp_path) if looked.problems] == []


def test_articles_that_are_no_more(tmp_path: Path) -> None:
    """What is neither kept nor new is gone, with everything that was read from it."""
    both = [report(1), report(2)]
    publish(tmp_path, both, resolved(both))
    with loading(tmp_path) as store:
        store.publish(both[:1], resolved(both[:1]), kept={both[0].article.article_id})
    assert stored_reports(tmp_path) == both[:1]
    assert [looked.problems for looked in check(tmp_path) if looked.problems] == []
    publish(tmp_path / "alone", both[:1], resolved(both[:1]))
    with open_reader(tmp_path) as one, open_reader(tmp_path / "alone") as other:
        assert one.content_hash == other.content_hash


# --- other versions --------------------------------------------------------------------------------------------------

_VERSION_1 = """
    DROP VIEW relationships;
    DROP TABLE relationship_months;
    DROP TABLE store_tables;
    DROP VIEW events;
    DROP VIEW claims;
    CREATE VIEW relationships AS SELECT 'CHN' AS country_a, 'CUB' AS country_b, 1 AS meetings;
    UPDATE store_info SET schema_version = 1, content_hash = 'of another kind', generation = 7;
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store of version 1, with an article whose date was inferred."""
    reports = [report(1), report(2, published=None)]
    inferred = {reports[1].article.article_id: Dated("2024-05", "inferred", "told by another")}
    publish(tmp_path / "today", reports, replace(resolved(reports), inferred_dates=inferred))
    publish(tmp_path / "S", reports, replace(resolved(reports), inferred_dates=inferred))
    with duckdb.connect(str(store_file(tmp_path / "S"))) as connection:
        connection.execute(_VERSION_1)
        for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", sql_file("migration_2")):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        for table in re.findall(r"CREATE TABLE (\w+)", sql_file("migration_3")):
            connection.execute(f"DROP TABLE {table}")
    return tmp_path / "S"


def columns(directory: Path) -> list[tuple[str, ...]]:
    """Everything that has a name in a store, with its comment."""
    with open_reader(directory) as reader:
        return reader.rows(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE database_name = 'store'"
            " AND NOT internal UNION ALL SELECT function_name, NULL, NULL, comment FROM duckdb_functions()"
            " WHERE database_name = 'store' ORDER BY ALL"
        )


def test_an_older_store_comes_forward_with_the_next_load(old: Path) -> None:
    """It loses nothing, has today's tables in every detail, and stays what it was in the generation before."""
    with pytest.raises(StoreOutdated, match=r"version 1.*visavis rebuild"):
        open_reader(old)
    with loading(old) as store:
        assert store.generation == 8
        reports = store.reports()
    assert reports == stored_reports(old.parent / "today")
    assert columns(old) == columns(old.parent / "today")
    assert [one.number for one in earlier(old)] == [7]
    assert [looked.problems for looked in check(old) if looked.problems] == []
    with open_reader(old) as one, open_reader(old.parent / "today") as other:
        assert one.content_hash == other.content_hash
        assert one.rows("FROM relationships ORDER BY ALL") == other.rows("FROM relationships ORDER BY ALL")
    add(old, 3)
    assert articles(old) == 3


def test_a_newer_store_is_refused_and_left_alone(old: Path) -> None:
    """A loader of today neither reads nor replaces what a later visavis made."""
    with duckdb.connect(str(store_file(old))) as connection:
        connection.execute("UPDATE store_info SET schema_version = 99")
    before = store_file(old).read_bytes()
    with pytest.raises(StoreBroken, match=f"version 99, this visavis knows version {SCHEMA_VERSION}"), loading(old):
        pass
    assert store_file(old).read_bytes() == before


def ducklake() -> Path | None:
    """The DuckLake extension that was installed as a package, if it is the one for this DuckDB."""
    try:
        found = files("duckdb-extension-ducklake") or []
    except PackageNotFoundError:
        return None
    wanted = f"v{version('duckdb')}/ducklake.duckdb_extension"
    return next((Path(str(file.locate())) for file in found if str(file).endswith(wanted)), None)


@pytest.mark.skipif(ducklake() is None, reason="no package of the DuckLake extension for this version of DuckDB")
def test_the_tables_fit_into_ducklake(tmp_path: Path) -> None:
    """The schema, the views and the macros are created in DuckLake as they are: the way to more than one machine."""
    with duckdb.connect(config={"extension_directory": str(tmp_path)}) as connection:
        connection.execute(f"LOAD '{ducklake()}'")
        connection.execute(f"ATTACH 'ducklake:{tmp_path}/catalog.ducklake' AS lake (DATA_PATH '{tmp_path}/data')")
        connection.execute("USE lake")
        for name in ("schema", "macros", "views"):
            connection.execute(sql_file(name))
        connection.execute("INSERT INTO store_info VALUES (2, 'hash', 0, 1)")
        make_again(connection)
        assert connection.execute("FROM events").fetchall() == []
