"""Loads that are large, long or watched: several processes, batches, interruptions, files still being written."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from visavis import arrivals, workers
from visavis.arrivals import arriving, size_of, watching
from visavis.database.connection import open_reader
from visavis.database.publish import loading
from visavis.errors import ReadingError
from visavis.load import WAITING, Loaded, Pace, load
from visavis.model import Article, Report
from visavis.workers import extracted
from visavis_tui.commands.load import Lines, Progress, duration

ROOT = Path(__file__).parents[1]
TEXT = "Foreign Minister Ana Prieto of Uruguay met Swedish Foreign Minister Lars Lindqvist in Oslo on 3 May 2021."


def lines(*names: object) -> str:
    """JSON Lines with an article for each name."""
    return "".join(json.dumps({"id": str(name), "text": f"{TEXT} Note {name}."}) + "\n" for name in names)


def feed(folder: Path, name: str, *names: object) -> str:
    """A file of articles."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(lines(*names), encoding="utf-8")
    return str(folder / name)


def content(directory: Path) -> tuple[int, int, str]:
    """Generation, articles and content hash."""
    with open_reader(directory) as reader:
        return reader.generation, reader.rows("SELECT articles FROM store_info")[0][0], reader.content_hash


# --- processes -------------------------------------------------------------------------------------------------------


def test_two_processes_make_the_same_store(tmp_path: Path) -> None:
    """The facts do not depend on who extracted what, or when it came back."""
    file = feed(tmp_path, "a.jsonl", *range(60))
    one = load(tmp_path / "one", [file], pace=Pace(jobs=1))
    two = load(tmp_path / "two", [file, file], pace=Pace(jobs=2))
    assert (one.new, one.known, one.stored) == (60, 0, 60)
    assert (two.new, two.known, two.stored) == (60, 60, 60)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def article(number: int, text: str = "A quiet day.") -> Article:
    """An article that is extracted at once."""
    return Article(number, "", text, "en", source=f"{number}.txt")


def test_an_article_that_kills_its_process_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other articles in hand are extracted all the same, and so are those that come after."""
    monkeypatch.setattr(workers, "_work", _work_or_die)
    monkeypatch.setattr(workers, "FEW", 0)
    articles = [article(number, "die" if number == 7 else "live") for number in range(30)]
    told = [one for one in extracted([*articles, None], jobs=2) if one is not None]
    refused = [one for one in told if isinstance(one, ReadingError)]
    assert [str(one) for one in refused] == ["7.txt: extraction brought its process down"]
    reports = {one.article.article_id for one in told if isinstance(one, Report)}
    assert reports == set(range(30)) - {7}


def _work_or_die(one: Article) -> bytes | str:
    if one.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return workers.msgspec.json.encode(workers.extract(one))


def test_workers_end_with_a_loader_that_was_killed(tmp_path: Path) -> None:
    """After kill -9 no process of the load is left behind."""
    code = (
        "import os, signal, sys\nfrom visavis import workers\nfrom visavis.model import Article\n"
        "workers.FEW = 0\n"
        "articles = (Article(n, '', 'A quiet day.', 'en') for n in range(9))\n"
        "told = workers.extracted(articles, jobs=2)\nwhile next(told) is None: pass\n"
        "crew = told.gi_frame.f_locals['crew']\n"
        "print(*crew._pool._processes, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "store")},
        stdout=subprocess.PIPE,  # which the workers hold too: this returns when the last of them is gone
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 2


# --- batches ---------------------------------------------------------------------------------------------------------


def test_batches_are_published_while_the_load_goes_on(tmp_path: Path) -> None:
    """Every so many articles; what is told as stored is there for readers; the gains are those of all batches."""
    seen: list[tuple[int, int]] = []

    def look(loaded: Loaded) -> None:
        if loaded.stored and (not seen or seen[-1][0] != loaded.stored):
            seen.append((loaded.stored, content(tmp_path / "S")[1]))

    file = feed(tmp_path, "a.jsonl", *range(10))
    loaded = load(tmp_path / "S", [file], pace=Pace(jobs=1, articles=4), progress=look)
    assert seen == [(4, 4), (8, 8), (10, 10)]
    assert loaded.published is not None
    assert (loaded.published.generation, loaded.published.gained["articles"]) == (3, 10)
    load(tmp_path / "at once", [file])
    assert content(tmp_path / "at once")[2] == content(tmp_path / "S")[2]


def test_an_interrupted_load_goes_on_where_it_was(tmp_path: Path) -> None:
    """What was published stays and is not extracted again."""
    file = feed(tmp_path, "a.jsonl", *range(10))

    def interrupt(loaded: Loaded) -> None:
        if loaded.new == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(tmp_path / "S", [file], pace=Pace(jobs=1, articles=4), progress=interrupt)
    assert content(tmp_path / "S")[:2] == (1, 4)
    again = load(tmp_path / "S", [file])
    assert (again.new, again.known) == (6, 4)


def test_what_another_loader_published_meanwhile_is_theirs(tmp_path: Path) -> None:
    """Two loads of overlapping articles: each article once, and both loads count right."""
    mine, theirs = feed(tmp_path, "a.jsonl", 1, 2, 3), feed(tmp_path, "b.jsonl", 3, 4)

    def load_theirs(loaded: Loaded) -> None:
        if loaded.new == 3 and loaded.stage == "reading":
            load(tmp_path / "S", [theirs], pace=Pace(jobs=1))

    loaded = load(tmp_path / "S", [mine], pace=Pace(jobs=1), progress=load_theirs)
    assert (loaded.new, loaded.known, loaded.stored) == (2, 1, 2)
    assert content(tmp_path / "S")[:2] == (2, 4)


def test_a_slow_pipe_is_published_in_time(tmp_path: Path) -> None:
    """Articles that came through a pipe do not wait for the next one."""
    reading, writing = os.pipe()
    os.write(writing, lines(1, 2).encode())

    def finish(loaded: Loaded) -> None:
        if (loaded.new, loaded.stored, loaded.stage) == (2, 2, "reading"):
            os.write(writing, lines(3).encode())
            os.close(writing)

    with os.fdopen(reading, "rb") as stdin:
        loaded = load(tmp_path / "S", ["-"], stdin=stdin, pace=Pace(jobs=1, seconds=0.1), progress=finish)
    assert loaded.stored == 3
    assert content(tmp_path / "S")[:2] == (2, 3)


def test_what_breaks_reading_reaches_the_load(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error in the thread that reads ends the load, not only the thread."""

    def broken(*_: object, **__: object) -> Iterator[Article]:
        yield article(1)
        raise MemoryError

    monkeypatch.setattr(arrivals, "read", broken)
    with pytest.raises(MemoryError):
        list(arriving(["a"]))


# --- watching --------------------------------------------------------------------------------------------------------


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, list[Callable[[], object]]]]:
    """Something to do between two looks at a watched folder, in turn; after the last the watching ends."""
    stop, doings = threading.Event(), list[Callable[[], object]]()

    class Waiting(threading.Event):
        def wait(self, _timeout: float | None = None) -> bool:
            if doings:
                doings.pop(0)()
            else:
                stop.set()
                self.set()
            return self.is_set()

    event = Waiting()
    monkeypatch.setattr(arrivals, "TICK", 0.01)
    yield event, doings
    event.set()


def watched(folder: Path, stop: threading.Event) -> list[str]:
    """What watching gives: the ids of articles, or errors."""
    came = (one for one in watching([str(folder)], stop=stop) if one is not None)
    return [str(one.external_id) if isinstance(one, Article) else str(one) for one in came]


def nothing() -> None:
    """A look at which nothing happened."""


def test_a_file_still_being_written_is_left_until_it_is_whole(
    tmp_path: Path, looks: tuple[threading.Event, list[Callable[[], object]]]
) -> None:
    """What grows between two looks waits; what is there whole is read once."""
    stop, doings = looks
    feed(tmp_path, "whole.jsonl", "old")
    growing = tmp_path / "growing.jsonl"
    text = lines("a", "b")
    doings += [
        lambda: growing.write_text(text[:40]),
        lambda: growing.write_text(text[:150]),
        lambda: growing.write_text(text),
        nothing,
        nothing,
        nothing,
    ]
    assert watched(tmp_path, stop) == ["old", "a", "b"]


def test_a_file_that_comes_again_is_read_again(
    tmp_path: Path, looks: tuple[threading.Event, list[Callable[[], object]]]
) -> None:
    """Changed, or broken and then mended; whatever the clock of the machine that wrote it said."""
    stop, doings = looks
    file = tmp_path / "a.jsonl"

    def dated(text: str, moment: int) -> Callable[[], object]:
        return lambda: (file.write_text(text), os.utime(file, (moment, moment)))

    doings += [
        dated(lines(1), 1 << 33), nothing, dated(lines(1, 2), 0), nothing, dated('{"id"\n', 5), nothing, file.unlink,
        nothing, dated(lines(3), 5), nothing,
    ]  # fmt: skip
    found = watched(tmp_path, stop)
    assert found[:3] == ["1", "1", "2"]
    assert "broken JSON" in found[3]
    assert found[-1] == "3"


def test_hidden_files_folders_and_vanished_folders(
    tmp_path: Path, looks: tuple[threading.Event, list[Callable[[], object]]]
) -> None:
    """What is written under a hidden name and renamed is never seen half; folders may come later."""
    stop, doings = looks
    folder = tmp_path / "in"
    doings += [
        lambda: feed(folder, ".half.jsonl", 1),
        nothing,
        lambda: (folder / ".half.jsonl").rename(folder / "full.jsonl"),
        lambda: feed(folder / "deep", "b.jsonl", 2),
        nothing,
        nothing,
    ]
    assert watched(folder, stop) == ["1", "2"]


def test_the_command_watches_until_it_is_stopped(tmp_path: Path) -> None:
    """`visavis load --watch` publishes what comes, says so as JSON lines, and ends on Ctrl-C."""
    folder = tmp_path / "in"
    feed(folder, "a.jsonl", 1)
    command = [sys.executable, "-m", "visavis_tui", "load", "--watch", str(folder), "--json", "--seconds", "0"]
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'store'}{os.pathsep}{ROOT / 'tui'}",
        "VISAVIS_STORE": str(tmp_path / "S"),
    }
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        stored = []
        for line in process.stdout:
            said = json.loads(line)
            if said["event"] == "published":
                stored.append((said["stored"], content(tmp_path / "S")[1]))
                if len(stored) == 2:
                    process.send_signal(signal.SIGINT)
                else:
                    feed(folder, "b.jsonl", 2, 3)
        assert process.stderr.read() == b"visavis: interrupted\n"
    assert process.returncode == 130
    assert stored == [(1, 1), (3, 3)]


# --- progress --------------------------------------------------------------------------------------------------------


def test_the_size_of_what_is_to_be_read(tmp_path: Path) -> None:
    """Bytes of the files that would be read; unknown for a pipe or what is not there."""
    feed(tmp_path, "a.jsonl", 1)
    (tmp_path / "picture.png").write_bytes(b"x" * 9999)
    size = (tmp_path / "a.jsonl").stat().st_size
    assert size_of([str(tmp_path)]) == size_of([str(tmp_path / "a.jsonl")]) == size
    assert size_of(["-"]) is None
    assert size_of([str(tmp_path), str(tmp_path / "missing")]) is None


def test_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """After a while: how many a second, and how long the rest will take by its size."""
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress, machines = Progress(io.StringIO()), io.StringIO()
    for_machines = Lines(machines)
    now[0] = 110.0
    loaded = Loaded(new=900, known=100, characters=1000, size=13_000)
    progress(loaded)
    for_machines(loaded)
    assert capsys.readouterr().err == "1,000 articles read, 900 new, 100 a second, 2 min left\n"
    said = json.loads(machines.getvalue())
    assert (said["event"], said["per_second"], said["seconds_left"], said["stored"]) == ("progress", 100.0, 120, 0)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "0 s"), (60, "60 s"), (100, "2 min"), (5000, "83 min"), (10_000, "3 h")]
)
def test_durations(seconds: float, words: str) -> None:
    """One number, no more exact than it can be."""
    assert duration(seconds) == words


@pytest.mark.parametrize("kind", [Lines, Progress])
def test_a_load_that_waits_for_another_says_so(
    kind: type[Lines | Progress], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In words or as a stage: nobody wonders why nothing happens."""
    file, out = feed(tmp_path, "a.jsonl", 1), io.StringIO()
    tell = kind(out)
    held = loading(tmp_path / "S")

    def free(loaded: Loaded) -> None:
        tell(loaded)
        if loaded.stage == WAITING:
            held.__exit__(None, None, None)

    held.__enter__()
    assert load(tmp_path / "S", [file], pace=Pace(jobs=1), progress=free).stored == 1
    assert "waiting for" in out.getvalue() + capsys.readouterr().err


def test_refusals_and_batches_for_machines(tmp_path: Path) -> None:
    """Each refusal with its place, each batch with its generation, and at the end that it is done."""
    file = feed(tmp_path, "a.jsonl", 1, 2)
    (tmp_path / "broken.jsonl").write_text('{"text": 5}\n', encoding="utf-8")
    out = io.StringIO()
    load(tmp_path / "S", [str(tmp_path / "broken.jsonl"), file], pace=Pace(jobs=1), progress=Lines(out))
    said = [json.loads(line) for line in out.getvalue().splitlines()]
    events = [one for one in said if one["event"] != "progress"]
    assert [one["event"] for one in events] == ["refused", "published", "done"]
    assert (events[0]["line"], events[1]["stored"], events[1]["rows"]["articles"]) == (1, 2, 2)
    assert (events[2]["new"], events[2]["refused"], events[2]["stored"]) == (2, 1, 2)
