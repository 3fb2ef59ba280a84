"""What a guest may try with SQL: each attack in one session without privileges, which has to go on working."""

import json
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from database_cases import report, resolved
from unprivileged import ENVIRONMENT, is_another_account, public_directory, python
from visavis.database.publish import publish

SECONDS, MEMORY = 0.6, 128
# Statement by statement: what came of each in one and the same session.
GUEST = f"""
import json, os, sys
from pathlib import Path
from visavis.database.worker import Limits, SqlWorker
from visavis.errors import VisavisError
secret_frame = {{"a": [1]}}
with SqlWorker(Path(sys.argv[1]), Limits({SECONDS}, {MEMORY}, 2)) as worker:
    for line in sys.stdin:
        rows = []
        try:
            worker.run(json.loads(line), lambda batch: rows.extend(batch.rows))
            reply = ["answered", str(rows)[:1000]]
        except VisavisError as error:
            reply = [type(error).__name__, str(error)]
        print(json.dumps(reply), flush=True)
"""

READING = (
    "SELECT * FROM read_csv('/etc/passwd', columns = {{'line': 'VARCHAR'}}, delim = '\\0')",
    "SELECT * FROM read_csv_auto('/etc/passwd')",
    "FROM read_text('/etc/passwd')",
    "FROM read_blob('/etc/passwd')",
    "FROM read_blob('{store}')",
    "FROM read_json('/etc/passwd')",
    "FROM read_parquet('{store}')",
    "FROM sniff_csv('/etc/passwd')",
    "FROM glob('/etc/*')",
    "FROM '/etc/passwd'",
    "FROM '{folder}/secret.csv'",
    "FROM 'https://127.0.0.1:1/a.parquet'",
    "FROM parquet_metadata('{store}')",
    "SELECT getenv('HOME')",
    "FROM secret_frame",
    "FROM which_secret('/', 's3')",
)
WRITING = (
    "COPY articles TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{store}.wal'",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "EXPORT DATABASE '{folder}/out'",
    "EXPLAIN ANALYZE COPY articles TO '{folder}/out.csv'",
    "WITH a AS (COPY articles TO '{folder}/out.csv') FROM a",
    "SELECT * FROM enable_logging(storage = 'file', storage_path = '{folder}/out')",
    "SELECT * FROM enable_logging('QueryLog', storage = 'file', storage_config = {{'path': '{folder}/out'}})",
    "CREATE TABLE mine AS SELECT 1",
    "INSERT INTO articles (title) VALUES ('forged')",
    "UPDATE articles SET text = ''",
    "DELETE FROM articles",
    "DROP TABLE articles",
    "CHECKPOINT",
    "SELECT * FROM query('DELETE FROM articles')",
    "VACUUM",
)
LEAVING = (
    "ATTACH '{folder}/out.duckdb' AS other",
    "ATTACH '{store}' AS again",
    "ATTACH ':memory:' AS other",
    "DETACH store",
    "USE memory",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{folder}/evil.duckdb_extension'",
    "FORCE INSTALL httpfs FROM 'http://127.0.0.1:1'",
    "CREATE SECRET (TYPE s3)",
    "CREATE MACRO fold(a) AS a",
    "SET enable_external_access = true",
    "SET disabled_filesystems = ''",
    "SET memory_limit = '1TB'",
    "SET GLOBAL threads = 64",
    "SET allowed_directories = ['/']",
    "SET VARIABLE a = 1",
    "PRAGMA memory_limit = '1TB'",
    "PRAGMA enable_profiling",
    "RESET lock_configuration",
    "CALL pragma_version()",
    "SELECT 1; COPY articles TO '{folder}/out.csv'",
    "BEGIN",
    "PREPARE a AS SELECT 1",
    "EXECUTE a",
)
# What would take the machine's memory, or never end.
BOMBS = (
    "SELECT repeat('x', 1000000000)",
    "SELECT repeat('x', 3000000000)",
    "SELECT list_transform(range(100000000), lambda x: x + 1)",
    "SELECT range(1000000000)",
    "SELECT repeat('x', 50000000) FROM range(1000)",
    "SELECT count(*) FROM range(100000) a, range(1000000) b WHERE hash(a.range) % 7 = hash(b.range) % 11",
    "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t",
    "SELECT list(range ORDER BY hash(range)) FROM range(50000000)",
    "SELECT levenshtein(repeat('ab', 60000), repeat('ba', 60000))",
    "SELECT " + "(" * 10_000 + "1" + ")" * 10_000,
    "SELECT " + "[" * 10_000 + "]" * 10_000,
    "SELECT " + "abs(" * 1_500 + "1" + ")" * 1_500,
)


@dataclass(frozen=True)
class Guest:
    """A session without privileges, and what it might reach."""

    ask: Callable[[str], tuple[str, str]]  # what came of a statement, in which words
    store: Path
    folder: Path  # where everybody may write

    def words(self, attack: str) -> str:
        """The attack with its targets."""
        return attack.format(store=self.store / "visavis.duckdb", folder=self.folder)


@contextmanager
def session(directory: Path) -> Iterator[Callable[[str], tuple[str, str]]]:
    """One process without privileges that runs what it is told."""
    command = [*python(), "-c", GUEST, str(directory)]
    with subprocess.Popen(  # noqa: S603
        command, env=ENVIRONMENT, cwd="/", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:

        def ask(sql: str) -> tuple[str, str]:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(sql) + "\n")
            process.stdin.flush()
            kind, words = json.loads(process.stdout.readline())
            return kind, words

        yield ask
        assert process.stdin is not None
        process.stdin.close()


def state(*directories: Path) -> list[tuple[str, int, int]]:
    """Every file below, with its size and the time of its last change."""
    files = (path for directory in directories for path in sorted(directory.rglob("*")))
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]


@pytest.fixture(scope="module")
def guest() -> Iterator[Guest]:
    """A guest in a store that only its owner can write, beside a folder that everybody can."""
    with public_directory() as place:
        store, folder = place / "store", place / "folder"
        reports = [report(1), report(2)]
        publish(store, reports, resolved(reports))
        store.chmod(0o755)
        for file in store.iterdir():
            file.chmod(0o644)
        folder.mkdir()
        folder.chmod(0o777)
        (folder / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        with session(store) as ask:
            yield Guest(ask, store, folder)


@pytest.mark.parametrize("attack", [*READING, *WRITING, *LEAVING])
def test_no_statement_leaves_the_store(guest: Guest, attack: str) -> None:
    """Files, extensions, settings, other databases and changes are refused; the session goes on."""
    before = state(guest.store, guest.folder)
    kind, words = guest.ask(guest.words(attack))
    assert kind == "QueryError", words
    assert "\n" not in words
    assert guest.ask("SELECT count(*) FROM articles") == ("answered", "[(2,)]")
    assert state(guest.store, guest.folder) == before


@pytest.mark.parametrize("attack", BOMBS, ids=lambda attack: attack[:40])
def test_no_statement_takes_the_machine(guest: Guest, attack: str) -> None:
    """What asks for too much is refused or stopped within its time; the session goes on."""
    kind, words = guest.ask(attack)
    assert kind in {"QueryError", "QueryStopped"}, words
    assert guest.ask("SELECT count(*) FROM articles") == ("answered", "[(2,)]")


def test_a_very_long_statement_is_answered_or_stopped(guest: Guest) -> None:
    """Whether two thousand unions fit into time and memory depends on the machine; either way the session goes on."""
    kind, words = guest.ask("SELECT 1 " + "UNION ALL SELECT 1 " * 2_000)
    assert kind in {"answered", "QueryStopped"} or "memory" in words, words
    assert guest.ask("SELECT count(*) FROM articles") == ("answered", "[(2,)]")


def as_guest(*arguments: str | Path) -> str:
    """What Python without privileges prints, errors included."""
    command: list[Any] = [*python(), *arguments]
    done = subprocess.run(  # noqa: S603
        command, env=ENVIRONMENT, cwd="/", capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "attack",
    [
        "FROM read_text('/etc/passwd')",
        "COPY (SELECT 1) TO '{store}.wal'",
        "SELECT range(1000000000)",
        "FROM glob('/*')",
    ],
)
def test_the_command_holds_as_its_worker_does(guest: Guest, attack: str) -> None:
    """`visavis sql` refuses in one line."""
    before = state(guest.store, guest.folder)
    said = as_guest("-m", "visavis_tui", "sql", guest.words(attack), "--store", guest.store)
    assert said.startswith("visavis: ")
    assert said.count("\n") == 1
    assert state(guest.store, guest.folder) == before


@pytest.mark.skipif(not is_another_account(), reason="needs root, setpriv and a Python that other accounts can run")
@pytest.mark.parametrize("target", ["visavis.duckdb.wal", "visavis.duckdb"])
def test_the_system_keeps_guests_from_writing_even_where_nothing_else_does(guest: Guest, target: str) -> None:
    """The wall behind the walls: DuckDB itself, unlocked, cannot write a log or the store that it may only read."""
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1] + '/visavis.duckdb', read_only=True)\n"
        "print(c.execute('SELECT count(*) FROM articles').fetchall())\n"
        "c.execute(f\"COPY (SELECT 1) TO '{sys.argv[1]}/{sys.argv[2]}'\")"
    )
    before = state(guest.store)
    said = as_guest("-c", code, guest.store, target)
    assert "[(2,)]" in said
    assert "Permission denied" in said
    assert state(guest.store) == before


def test_a_log_written_by_somebody_else_is_not_replayed(guest: Guest) -> None:
    """A store with a .wal beside it is refused in words, and read again once it is gone."""
    log = guest.store / "visavis.duckdb.wal"
    log.write_bytes(b"forged")
    try:
        with session(guest.store) as ask:
            kind, words = ask("SELECT 1")
            assert kind == "StoreBroken"
            assert "delete visavis.duckdb.wal" in words
            log.unlink()
            assert ask("SELECT 1") == ("answered", "[(1,)]")
    finally:
        log.unlink(missing_ok=True)


def test_the_attacks_are_dangerous(tmp_path: Path) -> None:
    """Without our locks the file, the log and the setting are within reach: the tests above test something."""
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with duckdb.connect(str(tmp_path / "open.duckdb")) as connection:
        assert connection.execute(f"FROM '{tmp_path}/secret.csv'").fetchall() == [(1, 2)]
        connection.execute("SET memory_limit = '1TB'")
        connection.execute(f"COPY (SELECT 1) TO '{tmp_path}/out.csv'")
        assert (tmp_path / "out.csv").exists()
