"""The process that runs users' SQL: it streams, stops when told, dies without harm, and comes back."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from database_cases import report, resolved
from visavis.database.pipe import LARGEST, Pipe, Refusal, Run, TooLarge
from visavis.database.publish import publish
from visavis.database.rows import Answer, Batch
from visavis.database.worker import Limits, SqlWorker
from visavis.errors import QueryError, QueryStopped, StoreMissing

ENDLESS = "SELECT count(*) FROM range(100000) a, range(1000000) b WHERE hash(a.range) % 7 = hash(b.range) % 11"
DEAF = "SELECT levenshtein(repeat('ab', 60000), repeat('ba', 60000))"  # hears no interruption
STREAM = "SELECT range AS n, 'name ' || range AS s FROM range({})"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles."""
    directory = tmp_path_factory.mktemp("store")
    reports = [report(1), report(2)]
    publish(directory, reports, resolved(reports))
    return directory


@pytest.fixture(scope="module")
def worker(directory: Path) -> Iterator[SqlWorker]:
    """A worker that many tests share: each must leave it usable."""
    with SqlWorker(directory, Limits(20, 256, 2)) as worker:
        yield worker


def rows(worker: SqlWorker, sql: str, limit: int | None = None) -> list[tuple[Any, ...]]:
    """All rows of a statement."""
    found: list[tuple[Any, ...]] = []
    worker.run(sql, lambda batch: found.extend(batch.rows), limit=limit)
    return found


def test_an_answer_comes_in_batches_and_tells_its_total(worker: SqlWorker) -> None:
    """Names and types with each batch, rows in order, the true total at the end."""
    batches: list[Batch] = []
    answer = worker.run(STREAM.format(100_000), batches.append, limit=50_000)
    assert (answer, answer.cut) == (Answer(50_000, 100_000), True)
    assert {(batch.columns, batch.types) for batch in batches} == {(("n", "s"), ("BIGINT", "VARCHAR"))}
    assert [row[0] for batch in batches for row in batch.rows] == list(range(50_000))
    assert len(batches) > 3
    assert len(batches[0].rows) < 100  # the first ones soon


def test_an_empty_answer_still_has_columns(worker: SqlWorker) -> None:
    """No rows are one empty batch, so that a header can be printed."""
    batches: list[Batch] = []
    assert worker.run("SELECT title FROM articles WHERE false", batches.append) == Answer(0, 0)
    assert batches == [Batch(("title",), ("VARCHAR",), [])]


def test_values_arrive_as_they_are(worker: SqlWorker) -> None:
    """Every kind of value crosses the pipe unchanged."""
    sql = """SELECT 1, 170141183460469231731687303715884105727, 1.50::DECIMAL(9,2), 1e300, true, NULL, 'é\u202e',
        DATE '2024-02-29', TIMESTAMP '2024-02-29 10:00:00.5', INTERVAL 3 DAY, '\\xAA'::BLOB, [1, NULL],
        {'a': [DATE '2024-01-01']}, MAP {'k': 1}, '6f3b0e1c-7a53-4b7e-9f0e-0123456789ab'::UUID"""
    assert rows(worker, sql) == [
        (
            1, 2**127 - 1, Decimal("1.50"), 1e300, True, None, "é\u202e",
            date(2024, 2, 29), datetime(2024, 2, 29, 10, 0, 0, 500_000), timedelta(days=3), b"\xaa", [1, None],  # noqa: DTZ001
            {"a": [date(2024, 1, 1)]}, {"k": 1}, UUID("6f3b0e1c-7a53-4b7e-9f0e-0123456789ab"),
        )
    ]  # fmt: skip


def test_an_error_has_its_place(worker: SqlWorker) -> None:
    """Line and column come along, as numbers and in the words."""
    with pytest.raises(QueryError, match=r"nope.*\(line 2, column 3\)") as caught:
        rows(worker, "SELECT 1,\n  nope FROM actors")
    assert caught.value.place == (2, 3)


def test_out_of_memory_gives_advice_that_can_be_followed(worker: SqlWorker) -> None:
    """The words name the limit, not settings that are locked."""
    with pytest.raises(QueryError, match="a query may use 256 MiB here: ask for less at once") as caught:
        rows(worker, "SELECT list_transform(range(100000000), lambda x: x + 1)")
    assert "SET " not in str(caught.value)


def test_a_row_that_is_too_large_is_refused_and_rows_of_some_size_are_not(worker: SqlWorker) -> None:
    """Batches are split to fit into a message; a row that does not fit says what to do."""
    half = LARGEST // 2
    assert [len(row[0]) for row in rows(worker, f"SELECT repeat('x', {half}) FROM range(3)")] == [half] * 3
    with pytest.raises(QueryError, match="left\\(text, 1000\\)"):
        rows(worker, f"SELECT repeat('x', {LARGEST})")


def test_an_interruption_from_another_thread_stops_the_query(worker: SqlWorker) -> None:
    """`interrupt` ends what runs, at once, and not what runs next."""
    running = threading.Timer(0.3, worker.interrupt)
    running.start()
    began = time.monotonic()
    with pytest.raises(QueryStopped, match=r"^stopped$"):
        rows(worker, ENDLESS)
    assert time.monotonic() - began < 5
    assert rows(worker, "SELECT 1") == [(1,)]
    worker.interrupt()  # nothing runs
    assert rows(worker, "SELECT 2") == [(2,)]


def test_an_exception_while_rows_come_stops_the_query(worker: SqlWorker) -> None:
    """Whoever has seen enough says so with an exception; the rest is not computed."""

    class Enough(Exception):
        """Seen enough."""

    def look(batch: Batch) -> None:
        if batch.rows[0][0] > 100_000:
            raise Enough

    began = time.monotonic()
    with pytest.raises(Enough):
        worker.run(STREAM.format(10**12), look)
    assert time.monotonic() - began < 10
    assert rows(worker, "SELECT 1") == [(1,)]


def test_time_is_up_then_the_process_is_killed(directory: Path) -> None:
    """A query that hears no interruption is dead two seconds after its time; the next one has a new process."""
    with SqlWorker(directory, Limits(0.3, 256, 2)) as worker:
        assert rows(worker, "SELECT 1") == [(1,)]
        began = time.monotonic()
        with pytest.raises(QueryStopped, match=r"stopped after 0\.3 seconds"):
            rows(worker, DEAF)
        assert 2.2 < time.monotonic() - began < 6
        assert rows(worker, "SELECT count(*) FROM articles") == [(2,)]


def test_a_second_interruption_kills(directory: Path) -> None:
    """Nobody waits for a query that does not listen."""
    with SqlWorker(directory) as worker:
        for seconds in (0.3, 0.4):
            threading.Timer(seconds, worker.interrupt).start()
        began = time.monotonic()
        with pytest.raises(QueryStopped):
            rows(worker, DEAF)
        assert time.monotonic() - began < 2
        assert rows(worker, "SELECT 1") == [(1,)]


def test_time_spent_reading_is_not_the_querys(directory: Path) -> None:
    """A slow reader does not run out of time."""
    with SqlWorker(directory, Limits(0.4, 256, 2)) as worker:
        pause = threading.Event()
        answer = worker.run(STREAM.format(40_000), lambda _: pause.wait(0.15) and None)
    assert answer.given == 40_000


def resident(pid: int) -> int:
    """MiB of memory that a process has held at most."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")
def test_a_long_result_needs_no_more_memory_than_a_short_one(directory: Path) -> None:
    """A million rows pass through the process without staying in it."""
    with SqlWorker(directory, Limits(60, 256, 2)) as worker:
        assert worker._child is not None
        pid = worker._child._process.pid
        worker.run(STREAM.format(100_000), lambda _: None)
        short = resident(pid)
        assert worker.run(STREAM.format(1_000_000), lambda _: None).given == 1_000_000
        assert resident(pid) < short + 25


def test_a_worker_sees_what_is_published_while_it_lives(tmp_path: Path) -> None:
    """Each statement runs on the newest generation; a store that appears late is found."""
    with SqlWorker(tmp_path) as worker:
        with pytest.raises(StoreMissing, match="visavis load"):
            rows(worker, "SELECT 1")
        for number in (1, 2):
            reports = [report(n) for n in range(number)]
            publish(tmp_path, reports, resolved(reports))
            assert rows(worker, "SELECT count(*) FROM articles") == [(number,)]


def test_the_process_ends_with_its_owner(directory: Path) -> None:
    """Also in the middle of a query nobody waits for, as when a connection drops."""
    worker = SqlWorker(directory)
    assert worker._child is not None
    process = worker._child._process
    assert rows(worker, "SELECT 1") == [(1,)]
    worker._child.send(Run(99, DEAF, None))
    worker.close()
    assert process.wait(5) == 0


def test_a_death_is_told_and_mended(directory: Path) -> None:
    """A process that somebody kills is an error of one query."""
    with SqlWorker(directory) as worker:
        assert worker._child is not None
        process = worker._child._process
        threading.Timer(0.3, process.kill).start()
        with pytest.raises(QueryStopped, match="its process was killed"):
            rows(worker, ENDLESS)
        assert rows(worker, "SELECT 1") == [(1,)]


def test_the_process_inherits_nothing(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the environment nor open files of ours are within its reach."""
    monkeypatch.setenv("VISAVIS_SECRET", "x")
    with SqlWorker(directory) as worker:
        assert worker._child is not None
        place = Path(f"/proc/{worker._child._process.pid}")
        if not place.exists():
            pytest.skip("needs /proc")
        rows(worker, "SELECT 1")
        assert b"VISAVIS_SECRET" not in (place / "environ").read_bytes()
        assert str((place / "cwd").readlink()) == "/"
        limits = (place / "limits").read_text(encoding="ascii")
    assert [line.split()[3:] for line in limits.splitlines() if line.startswith("Max file size")] == [
        ["0", "0", "bytes"]
    ]


# --- the pipe --------------------------------------------------------------------------------------------------------


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    """A pipe from ourselves to ourselves."""
    pipe = Pipe(*os.pipe())
    yield pipe
    pipe.close()


def test_messages_keep_their_borders(pipe: Pipe) -> None:
    """What is sent comes out whole and in order; without a message the wait ends."""
    for message in (
        Run(1, "SELECT 1", None),
        (1, Batch(("a",), ("INTEGER",), [(1,)])),
        Refusal("QueryError", "x", (1, 2)),
    ):
        pipe.send(message)
        assert pipe.receive(1) == message
    assert pipe.receive(0) is None


def test_a_message_runs_nothing(pipe: Pipe) -> None:
    """Pickle would call anything: here only values are let in."""

    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (os.system, ("exit 7",))

    pipe.send(Evil())
    with pytest.raises(EOFError):
        pipe.receive(1)


def test_nonsense_and_monsters_are_no_messages(pipe: Pipe) -> None:
    """Bytes of another language, and lengths beyond the limit, end the conversation."""
    os.write(pipe._outgoing, b"\x00\x00\x00\x04nope")
    with pytest.raises(EOFError):
        pipe.receive(1)
    os.write(pipe._outgoing, b"\xff" * 8)
    with pytest.raises(EOFError):
        pipe.receive(1)
    with pytest.raises(TooLarge):
        pipe.send("x" * (LARGEST + 1))
