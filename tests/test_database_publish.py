"""Publishing with real files and real processes: the published store is whole at every moment."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from database_cases import report, resolved
from visavis.database.connection import open_reader, store_file
from visavis.database.publish import LOCK_FILE, loading, publish
from visavis.database.stored import stored_reports
from visavis.database.write import write_store
from visavis.errors import StoreBroken, StoreBusy, StoreError
from visavis.model import Resolution

TESTS = str(Path(__file__).parent)
PROLOGUE = """
import os, resource, signal, sys
from pathlib import Path
from database_cases import report, resolved
from visavis.database import publish as module
from visavis.errors import VisavisError

directory = Path(sys.argv[1])
reports = [report(1), report(2), report(3)]
"""
PUBLISH = "\nmodule.publish(directory, reports, resolved(reports))\n"


def run(code: str, directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `code` after the prologue in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": TESTS}
    command = [sys.executable, "-c", PROLOGUE + code, str(directory), *arguments]
    return subprocess.run(  # noqa: S603 - our own interpreter and code
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def generation(directory: Path) -> tuple[int, int]:
    """Generation number and articles of the published store."""
    with open_reader(directory) as reader:
        return reader.generation, reader.rows("SELECT count(*) FROM articles")[0][0]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article, to be copied."""
    template = tmp_path_factory.mktemp("template")
    publish(template, [report(1)], resolved([report(1)]))
    return template


@pytest.fixture
def directory(tmp_path: Path, template: Path) -> Path:
    """A directory with a store of one article, under a name that is no pattern and no SQL."""
    return shutil.copytree(template, tmp_path / "it's [a] *stóre")


def left_over(directory: Path) -> list[str]:
    """Names in the directory that are neither the store, its lock, nor what it keeps."""
    usual = {"visavis.duckdb", LOCK_FILE, "generations"}
    return sorted(path.name for path in directory.iterdir() if path.name not in usual)


def test_loaders_add_up(directory: Path) -> None:
    """Two processes that load at the same time both end up in the store: neither overwrites the other."""
    code = (
        "mine = report(int(sys.argv[2]))\n"
        "with module.loading(directory) as store:\n"
        "    both = [*store.reports(), mine]\n"
        "    store.publish(both, resolved(both))\n"
    )
    results: list[subprocess.CompletedProcess[str]] = []
    threads = [
        threading.Thread(target=lambda number=number: results.append(run(code, directory, number)))
        for number in ("2", "3")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [result.stderr for result in results] == ["", ""]
    assert generation(directory) == (3, 3)


def test_a_second_loader_gives_up_with_words(directory: Path) -> None:
    """Whoever cannot get the lock in time is told that another load is running."""
    with loading(directory), pytest.raises(StoreBusy, match="another load is running"), loading(directory, patience=0):
        pass
    with loading(directory, patience=0) as store:
        assert store.reports() == [report(1)]


def test_publishing_the_same_again_changes_nothing(directory: Path) -> None:
    """The hash depends on articles and facts: not on order, time, generation, or where a file lay."""
    both = [report(1), report(2)]
    first = publish(directory, both, resolved(both))
    moved = [report(2, source="elsewhere/b.txt"), report(1), report(2, source="elsewhere/b.txt")]
    second = publish(directory, moved, resolved(both))
    assert (first.changed, second.changed) == (True, False)
    assert first.content_hash == second.content_hash
    assert (first.generation, second.generation) == (2, 3)
    assert first.gained["articles"] == 1
    assert first.gained["evidence"] == 4
    assert set(second.gained.values()) == {0}
    assert second.rows["articles"] == 2


def test_the_hash_sees_every_word(directory: Path) -> None:
    """Another article, or another date of one, is another content."""
    hashes = {
        publish(directory, reports, resolved(reports)).content_hash
        for reports in ([report(1)], [report(2)], [report(1, published="2024-05")])
    }
    assert len(hashes) == 3


@pytest.mark.parametrize("limit", [0, 20_000, 300_000])
def test_a_full_disk_leaves_the_store_as_it_was(directory: Path, limit: int) -> None:
    """When no more can be written, one line says so and the old generation stays."""
    code = (
        "reports += [report(number) for number in range(4, 150)]\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        f"try:{PUBLISH.replace(chr(10), chr(10) + '    ')}\n"
        "except VisavisError as error:\n    print(type(error).__name__, error)\n"
    )
    result = run(code, directory)
    assert result.stdout.startswith("StoreError"), result.stderr
    assert "File too large" in result.stdout
    assert "the store is as it was" in result.stdout
    assert generation(directory) == (1, 1)
    assert left_over(directory) == []


@pytest.fixture
def small(tmp_path: Path, template: Path) -> Iterator[Path]:
    """A disk that has room for one store of this size, but not for the next generation beside it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    room = store_file(template).stat().st_size + 200_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room}", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("only the administrator can make a small disk")
    yield shutil.copytree(template, disk / "store")
    subprocess.run(["umount", str(disk)], check=True)  # noqa: S603, S607


def test_a_small_disk_fills_up(small: Path) -> None:
    """A real file system without room: the same words, the same store, nothing left behind; with room it goes on."""
    before = os.statvfs(small).f_bavail
    with pytest.raises(StoreError, match=r"No space left on device.*the store is as it was"):
        publish(small, [report(number) for number in range(1, 20)], resolved([report(1)]))
    assert generation(small) == (1, 1)
    assert left_over(small) == []
    assert os.statvfs(small).f_bavail == before


@pytest.fixture
def shared() -> Iterator[Path]:
    """A directory that accounts other than ours may look into."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name) / "store"


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator may become another account")
def test_a_reader_without_write_permission(shared: Path) -> None:
    """An account that may not write reads the store, and is told so when it tries to load."""
    publish(shared, [report(1)], resolved([report(1)]))
    (shared / LOCK_FILE).unlink()
    code = (
        "from visavis.database.connection import open_reader\n"
        "module.publish(directory.parent / 'first', reports, resolved(reports))  # so that all is imported\n"
        "os.setgroups([]), os.setgid(65534), os.setuid(65534)\n"
        "print(open_reader(directory).rows('SELECT count(*) FROM articles'))\n"
        f"try:{PUBLISH.replace(chr(10), chr(10) + '    ')}\n"
        "except VisavisError as error:\n    print(error)\n"
    )
    result = run(code, shared)
    assert result.stdout.startswith("[(1,)]\n"), result.stderr
    assert "cannot be written: Permission denied" in result.stdout


def test_a_directory_that_is_a_file(tmp_path: Path) -> None:
    """A store cannot be made where a file lies, and the error says where."""
    (tmp_path / "store").write_text("notes")
    with pytest.raises(StoreError, match=r"store/visavis\.duckdb: cannot be written: File exists"):
        publish(tmp_path / "store", [], Resolution())
    assert (tmp_path / "store").read_text() == "notes"


def test_a_question_mark_in_the_path(tmp_path: Path) -> None:
    """DuckDB would cut the path at the question mark and put its log elsewhere: refused before anything is made."""
    with pytest.raises(StoreError, match="question mark"):
        publish(tmp_path / "what?", [], Resolution())
    assert list(tmp_path.iterdir()) == []


def test_a_foreign_file_is_never_replaced(tmp_path: Path) -> None:
    """A DuckDB file of somebody else in the store's place stays there."""
    with duckdb.connect(str(store_file(tmp_path))) as connection:
        connection.execute("CREATE TABLE accounts AS SELECT 1 AS balance")
    with pytest.raises(StoreBroken, match="not a visavis store"):
        publish(tmp_path, [report(1)], resolved([report(1)]))
    with duckdb.connect(str(store_file(tmp_path)), read_only=True) as connection:
        assert connection.execute("SELECT balance FROM accounts").fetchall() == [(1,)]


def test_a_log_beside_the_store_stops_a_publish(directory: Path) -> None:
    """A .wal would be replayed into the new generation, so nothing is renamed over it, however late it appears."""
    wal = directory / "visavis.duckdb.wal"
    with loading(directory) as store:
        wal.write_bytes(b"forged")
        with pytest.raises(StoreBroken, match=r"visavis\.duckdb\.wal"):
            store.publish([report(2)], resolved([report(2)]))
    wal.unlink()
    assert generation(directory) == (1, 1)
    assert left_over(directory) == []


def test_a_damaged_draft_is_not_published(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft whose rows cannot be read back as written never becomes the store."""

    def lose_a_row(draft: Path, shards: Path, facts: object, **options: int) -> object:
        written = write_store(draft, shards, facts, **options)  # type: ignore[arg-type]
        with duckdb.connect(str(draft)) as connection:
            connection.execute("DELETE FROM evidence WHERE field = 'event'")
        return written

    monkeypatch.setattr("visavis.database.publish.write_store", lose_a_row)
    with pytest.raises(StoreBroken, match="evidence holds 2 rows where 4 were written"):
        publish(directory, [report(2)], resolved([report(2)]))
    assert generation(directory) == (1, 1)


def test_an_empty_store(tmp_path: Path) -> None:
    """A load that found nothing still makes a whole store, and gives back nothing."""
    assert publish(tmp_path, [], Resolution()).rows["articles"] == 0
    assert stored_reports(tmp_path) == []
    assert stored_reports(tmp_path / "nowhere") == []
    assert generation(tmp_path) == (1, 0)
