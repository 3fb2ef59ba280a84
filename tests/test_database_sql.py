"""SQL of users: one statement that reads, nothing outside the store, every cut announced."""

from pathlib import Path

import duckdb
import pytest

from database_cases import report, resolved, with_contacts
from visavis.database.connection import open_reader
from visavis.database.publish import publish
from visavis.database.sql import run_sql
from visavis.errors import QueryError, StoreMissing

ESCAPES = (
    "SELECT * FROM read_csv('{secret}')",
    "FROM '{secret}'",
    "FROM read_text('{secret}')",
    "FROM read_blob('{store}')",
    "FROM glob('{folder}/*')",
    "FROM sniff_csv('{secret}')",
    "COPY articles TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{store}.wal'",
    "EXPORT DATABASE '{folder}/out'",
    "EXPLAIN ANALYZE COPY articles TO '{folder}/out.csv'",
    "ATTACH '{folder}/out.duckdb' AS other",
    "INSTALL httpfs",
    "LOAD '{folder}/evil.duckdb_extension'",
    "SET enable_external_access = true",
    "SET disabled_filesystems = ''",
    "SET memory_limit = '1TB'",
    "PRAGMA threads = 64",
    "RESET lock_configuration",
    "CREATE SECRET (TYPE s3)",
    "SELECT getenv('HOME')",
    "FROM secret_frame",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '{folder}/out')",
    "DELETE FROM articles",
    "UPDATE articles SET text = ''",
    "DROP TABLE articles",
)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles."""
    directory = tmp_path_factory.mktemp("store")
    reports = [report(1), report(2)]
    publish(directory, reports, with_contacts(resolved(reports)))
    return directory


@pytest.fixture
def words(directory: Path, tmp_path: Path) -> dict[str, str]:
    """What the attacks reach for."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    return {
        "secret": str(tmp_path / "secret.csv"),
        "folder": str(tmp_path),
        "store": str(directory / "visavis.duckdb"),
    }


@pytest.mark.parametrize("attack", ESCAPES)
def test_no_statement_leaves_the_store(directory: Path, words: dict[str, str], attack: str) -> None:
    """The locked reader refuses files, extensions, settings and changes by itself, and stays usable afterwards."""
    secret_frame = {"a": [1]}
    sql = attack.format(**words)
    with open_reader(directory, locked=True) as reader, reader.cursor() as cursor:
        with pytest.raises(duckdb.Error):
            cursor.execute(sql).fetchall()
        assert cursor.execute("SELECT count(*) FROM articles").fetchall() == [(2,)]
    with pytest.raises(QueryError):
        run_sql(directory, sql, limit=10)
    assert secret_frame
    assert [path.name for path in Path(words["folder"]).iterdir()] == ["secret.csv"]
    assert sorted(path.name for path in directory.iterdir()) == ["visavis.duckdb", "visavis.lock"]


def test_a_locked_reader_reads_every_table_and_view(directory: Path) -> None:
    """Locking takes nothing of the store away."""
    with open_reader(directory, locked=True) as reader:
        names = [name for (name,) in reader.rows("SHOW TABLES")]
        assert {"articles", "evidence", "events", "claims"} <= set(names)
        assert all(reader.rows(f"SELECT * FROM {name}") for name in names)


def test_a_result_tells_columns_types_and_total(directory: Path) -> None:
    """Columns in order with DuckDB's types; a cut keeps the first rows and tells how many there were."""
    whole = run_sql(directory, "SELECT name, meetings, [1] AS one FROM actors ORDER BY name", limit=None)
    assert (whole.columns, whole.types) == (("name", "meetings", "one"), ("VARCHAR", "INTEGER", "INTEGER[]"))
    assert [row[0] for row in whole.rows] == ["Perú", "Wei Shan", "Álvaro Núñez"]
    assert (whole.total, whole.cut) == (3, False)
    part = run_sql(directory, "SELECT name FROM actors ORDER BY name; -- all of them;", limit=2)
    assert (part.rows, part.total, part.cut) == (whole_names(whole.rows)[:2], 3, True)
    exact = run_sql(directory, "SELECT name FROM actors", limit=3)
    assert (len(exact.rows), exact.total, exact.cut) == (3, 3, False)
    none = run_sql(directory, "SELECT name FROM actors", limit=0)
    assert (none.rows, none.total, none.cut) == ([], 3, True)


def whole_names(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """First column only."""
    return [row[:1] for row in rows]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM actors",
        "WITH a AS (FROM actors) FROM a",
        "DESCRIBE actors",
        "SUMMARIZE actors",
        "SHOW TABLES",
        "PIVOT actors ON kind IN ('person', 'country') USING count(*)",
        "EXPLAIN SELECT 1",
        "VALUES (1), (2) -- with ; a comment",
        "\n\n/* ; */ SELECT ';' AS a, 2 AS a ; ;",
        "SELECT name_score('nunez alvaro', name_fold), fold(name) FROM actor_names",
    ],
)
def test_every_way_of_reading_is_allowed(directory: Path, sql: str) -> None:
    """All of DuckDB's ways to ask give rows, cut or not."""
    result = run_sql(directory, sql, limit=1)
    assert len(result.rows) == 1
    assert result.total == len(run_sql(directory, sql, limit=None).rows)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("", "no SQL statement"),
        ("-- nothing", "no SQL statement"),
        ("SELECT 1; SELECT 2", "one statement at a time, here are 2$"),
        ("PIVOT actors ON kind USING count(*)", "IN \\(values\\)"),
        ("INSERT INTO actors (name) VALUES ('x')", "only statements that read are allowed, not INSERT"),
        ("CHECKPOINT", "not CALL"),
        ("CALL pragma_version()", "not CALL"),
        ("SELECT * FORM actors", 'near "actors" \\(line 1, column 15\\)'),
        ("SELECT 'é',\n  nope FROM actors", 'column "nope" not found .*\\(line 2, column 3\\)'),
        ("SELECT 1 +", "end of input"),
        ("SELECT 'open", "unterminated"),
        ("SELECT now()", "cast it"),
        ("SELECT '\ud800'", "not valid Unicode"),
        ("SELECT error('two\nlines')", "two lines"),
        ("SELECT " + "abs(" * 1500 + "1" + ")" * 1500, "expression depth"),
    ],
)
def test_a_refusal_says_what_and_where(directory: Path, sql: str, words: str) -> None:
    """One line that names the problem and its place."""
    with pytest.raises(QueryError, match=words) as caught:
        run_sql(directory, sql, limit=10)
    assert "\n" not in str(caught.value)
    assert "{" not in str(caught.value)


def test_sql_without_a_store(tmp_path: Path) -> None:
    """The store comes first: its absence is told, not the query's faults."""
    with pytest.raises(StoreMissing):
        run_sql(tmp_path, "SELECT 1", limit=1)
