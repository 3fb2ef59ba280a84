"""Readers: one whole generation at a time, the newest after `refresh`, and clear words about everything else."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import duckdb
import pytest

from database_cases import report, resolved
from visavis.database import connection
from visavis.database.connection import SCHEMA_VERSION, open_reader, store_directory, store_file
from visavis.database.publish import publish
from visavis.errors import StoreBroken, StoreBusy, StoreError, StoreMissing


def load(directory: Path, *numbers: int) -> None:
    """Publish made-up articles."""
    reports = [report(number) for number in numbers]
    publish(directory, reports, resolved(reports))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one article, to be copied."""
    template = tmp_path_factory.mktemp("template")
    load(template, 1)
    return template


@pytest.fixture
def directory(tmp_path: Path, template: Path) -> Path:
    """A directory with a store of one article."""
    return shutil.copytree(template, tmp_path / "store")


def test_where_the_store_lives(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The option wins over the variable, the variable over the user's data directory; a tilde is the home."""
    monkeypatch.setenv("VISAVIS_STORE", str(tmp_path))
    monkeypatch.setenv("HOME", "/home/ana")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert store_directory("~/here") == Path("/home/ana/here")
    assert store_directory(None) == tmp_path
    monkeypatch.setenv("VISAVIS_STORE", "")
    assert store_directory().name == "visavis"
    assert store_file(tmp_path) == tmp_path / "visavis.duckdb"


def test_refresh_turns_to_the_new_generation(directory: Path) -> None:
    """A reader stays on its generation until it is asked, also while an old cursor is still being read."""
    with open_reader(directory) as reader, reader.cursor() as old:
        old.execute("SELECT sentence_no FROM sentences")
        assert old.fetchone() == (0,)
        assert reader.refresh() is False
        load(directory, 1, 2)
        assert (reader.generation, reader.rows("SELECT count(*) FROM articles")) == (1, [(1,)])
        assert reader.refresh() is True
        assert (reader.generation, reader.rows("SELECT count(*) FROM articles")) == (2, [(2,)])
        assert old.fetchall() == [(1,), (2,)]
        assert reader.refresh() is False


def test_many_threads_and_a_publisher(directory: Path) -> None:
    """Threads that query and refresh while generations are published see whole generations only, in order."""
    seen: dict[int, list[tuple[int, int]]] = {number: [] for number in range(4)}
    done = threading.Event()

    def look(number: int) -> None:
        last = False
        while not last:
            last = done.is_set()  # and then one more look
            reader.refresh()
            seen[number] += reader.rows("SELECT generation, (SELECT count(*) FROM articles) FROM store_info")

    with open_reader(directory) as reader:
        threads = [threading.Thread(target=look, args=(number,)) for number in seen]
        for thread in threads:
            thread.start()
        for generation in range(2, 5):
            load(directory, *range(generation))
        done.set()
        for thread in threads:
            thread.join()
    for answers in seen.values():
        assert answers == sorted(answers)
        assert all(articles == generation for generation, articles in answers)
    assert max(answers[-1] for answers in seen.values()) == (4, 4)


def test_a_reader_does_not_disturb_a_publisher_in_another_process(directory: Path) -> None:
    """Publishing needs no reader to let go, and a reader of another process sees it."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom visavis.database.connection import open_reader\n"
        "reader = open_reader(Path(sys.argv[1]))\nprint(reader.generation, flush=True)\n"
        "sys.stdin.readline()\nprint(reader.refresh(), reader.generation)\n"
    )
    command = [sys.executable, "-c", code, str(directory)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        load(directory, 1, 2)
        assert other.communicate("go on\n", timeout=30)[0] == "True 2\n"


def test_a_publish_while_a_reader_opens(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that looked at one file and opened the next, larger one does not take it for a file cut off."""
    original = connection.refuse_wal
    more = range(2, 500)  # enough for a larger file

    def publish_meanwhile(file: Path) -> None:
        monkeypatch.setattr(connection, "refuse_wal", original)
        load(directory, 1, *more)

    monkeypatch.setattr(connection, "refuse_wal", publish_meanwhile)
    with open_reader(directory) as reader:
        assert reader.generation == 2


def test_no_store_yet(tmp_path: Path) -> None:
    """A missing store says how to make one, whether the directory is there or not."""
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(StoreMissing, match=r"there is no store here yet.*visavis load"):
            open_reader(place)


def test_a_store_deleted_under_a_reader(directory: Path) -> None:
    """Refresh says that the store is gone; what was open stays readable."""
    with open_reader(directory) as reader:
        store_file(directory).unlink()
        with pytest.raises(StoreMissing):
            reader.refresh()
        assert reader.rows("SELECT count(*) FROM articles") == [(1,)]


def test_a_closed_reader_says_so(directory: Path) -> None:
    """Closing twice is fine, reading afterwards is not."""
    reader = open_reader(directory)
    reader.close()
    reader.close()
    with pytest.raises(StoreError, match="closed"):
        reader.rows("SELECT 1")


def test_a_log_beside_the_store_is_refused(directory: Path) -> None:
    """A .wal was written by somebody else and would change what is read."""
    (directory / "visavis.duckdb.wal").write_bytes(b"")
    with pytest.raises(StoreBroken, match=r"another program has written to it.*delete visavis\.duckdb\.wal"):
        open_reader(directory)


def test_a_store_held_open_for_writing(directory: Path) -> None:
    """Somebody who opened the store in a shell without -readonly is named as the reason."""
    code = "import duckdb, sys\nheld = duckdb.connect(sys.argv[1])\nprint('open', flush=True)\nsys.stdin.read()"
    command = [sys.executable, "-c", code, str(store_file(directory))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:  # noqa: S603
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy, match=r"holds it open for writing.*-readonly"):
            open_reader(directory)
        other.communicate("", timeout=30)
    with open_reader(directory) as reader:
        assert reader.generation == 1


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    """A DuckDB file of somebody else is not a damaged store but another thing."""
    duckdb.connect(str(store_file(tmp_path))).close()
    with pytest.raises(StoreBroken, match="not a visavis store"):
        open_reader(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\0" * 20_000, b"PK\x03\x04 a zip file \x1b[31m" * 1000])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    """Anything else under the store's name is refused in one line."""
    store_file(tmp_path).write_bytes(content)
    with pytest.raises(StoreBroken, match="not a whole visavis store") as caught:
        open_reader(tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("version", "cure"), [(0, "use the visavis that made it"), (1, "visavis rebuild"), (99, "use")]
)
def test_another_version_is_refused(directory: Path, version: int, cure: str) -> None:
    """A store made by an older or a newer visavis is left alone by readers, and they say what to do."""
    with duckdb.connect(str(store_file(directory))) as connection:
        connection.execute("UPDATE store_info SET schema_version = ?", [version])
    with pytest.raises(StoreBroken, match=f"version {version}, this visavis knows version {SCHEMA_VERSION} .*{cure}"):
        open_reader(directory)


@pytest.mark.parametrize("part", [0.0005, 0.1, 0.6, 0.99])
def test_a_file_cut_off_is_refused(directory: Path, part: float) -> None:
    """DuckDB opens a truncated file without complaint; we do not, wherever it was cut."""
    size = store_file(directory).stat().st_size
    os.truncate(store_file(directory), int(size * part))
    with pytest.raises(StoreBroken, match=r"cut off|not a whole visavis store"):
        open_reader(directory)


def test_damage_inside_is_told_when_it_is_met(directory: Path) -> None:
    """Bytes that changed on the disk raise an error in words, not a wrong answer."""
    file = store_file(directory)
    content = bytearray(file.read_bytes())
    for at in range(3 * 4096, len(content) - 8, 8):
        content[at] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(StoreBroken):
        open_reader(directory).rows("SELECT * FROM articles")
