"""The spine: what a load adds, what it leaves alone, and that killing it never costs a store."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from visavis import batches, workers
from visavis.database.connection import open_reader
from visavis.errors import StoreBusy
from visavis.load import WAITING, Loaded, load
from visavis.model import Article
from visavis.reading import bundled

ROOT = Path(__file__).parents[1]
MEETING = (
    "Foreign Minister Ana Prieto of Uruguay met her Swedish counterpart Lars Lindqvist in Stockholm on 3 May 2021."
)
DENIAL = "Cuba denied that its minister Eva Soto had met Swedish Foreign Minister Lars Lindqvist in Oslo."


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    """Paths of two articles."""
    for name, text in (("a", MEETING), ("b", DENIAL)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]


def content(directory: Path) -> tuple[int, str]:
    """Generation and content hash of a store."""
    with open_reader(directory) as reader:
        return reader.generation, reader.content_hash


def test_the_second_load_publishes_nothing(articles: list[str], tmp_path: Path) -> None:
    """The same articles again: all known, no new generation."""
    first = load(tmp_path / "S", articles)
    before = content(tmp_path / "S")
    again = load(tmp_path / "S", articles)
    assert (first.new, first.known) == (2, 0)
    assert (again.new, again.known, again.published) == (0, 2, None)
    assert content(tmp_path / "S") == before


def test_an_article_named_twice_is_loaded_once(articles: list[str], tmp_path: Path) -> None:
    """Within one batch too, the second coming of an article is known."""
    loaded = load(tmp_path / "S", [articles[0], articles[0]])
    assert (loaded.new, loaded.known) == (1, 1)


def test_one_by_one_or_together_makes_the_same_store(articles: list[str], tmp_path: Path) -> None:
    """The facts depend on the articles, not on the order or number of loads."""
    load(tmp_path / "together", articles)
    for path in reversed(articles):
        load(tmp_path / "single", [path])
    assert content(tmp_path / "together")[1] == content(tmp_path / "single")[1]


def test_what_the_store_gained_is_told(articles: list[str], tmp_path: Path) -> None:
    """Rows per table, and how many more than before."""
    load(tmp_path / "S", articles[:1])
    published = load(tmp_path / "S", articles).published
    assert published is not None
    assert (published.gained["articles"], published.rows["articles"]) == (1, 2)


def test_progress_tells_every_input_and_every_stage(articles: list[str], tmp_path: Path) -> None:
    """Each article, then each stage, in order."""
    seen: list[tuple[str, int]] = []
    load(tmp_path / "S", articles, progress=lambda loaded: seen.append((loaded.stage, loaded.new)))
    assert seen == [("reading", 1), ("reading", 2), ("resolving", 2), ("publishing", 2), ("done", 2)]


def test_a_failing_extraction_costs_one_article(
    articles: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The article is refused by name, and may come again later; the others are loaded."""

    def fail_once(article: Article) -> object:
        if article.text.startswith("Cuba"):
            raise ZeroDivisionError("by a rule")
        return original(article)

    original = workers.extract
    monkeypatch.setattr(workers, "extract", fail_once)
    loaded = load(tmp_path / "S", articles)
    assert loaded.new == 1
    assert [str(e) for e in loaded.refused] == [f"{articles[1]}: extraction failed with ZeroDivisionError: by a rule"]
    monkeypatch.undo()
    assert load(tmp_path / "S", articles).new == 1


def test_an_interruption_leaves_the_store_and_the_lock(articles: list[str], tmp_path: Path) -> None:
    """Ctrl-C in the middle publishes nothing, and the next load runs."""

    def interrupt(loaded: Loaded) -> None:
        if loaded.stage == "publishing":
            raise KeyboardInterrupt

    load(tmp_path / "S", articles[:1])
    before = content(tmp_path / "S")
    with pytest.raises(KeyboardInterrupt):
        load(tmp_path / "S", articles, progress=interrupt)
    assert content(tmp_path / "S") == before
    assert load(tmp_path / "S", articles).new == 1


def test_two_loaders_never_publish_over_each_other(
    articles: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one loads, another says that it waits, and gives up with a clear error."""
    monkeypatch.setattr(batches, "loading", partial(batches.loading, patience=0.05))
    stages: list[str] = []

    def load_again(loaded: Loaded) -> None:
        if loaded.stage == "resolving":
            with pytest.raises(StoreBusy, match="another load is running"):
                load(tmp_path / "S", articles, progress=lambda other: stages.append(other.stage))
            assert stages == [WAITING]

    assert load(tmp_path / "S", articles, progress=load_again).published is not None


def test_every_evidence_gives_exactly_its_words(tmp_path: Path) -> None:
    """All bundled articles: the quote of each piece of evidence stands at its offsets, and no fact lacks one."""
    load(tmp_path / "S", bundled())
    with open_reader(tmp_path / "S") as reader:
        rows = reader.rows("SELECT quote, text, char_start, char_end FROM evidence JOIN articles USING (article_id)")
        facts = reader.rows("SELECT event_id FROM events")
        told = reader.rows("SELECT DISTINCT fact_id FROM evidence WHERE field = 'event'")
    assert rows
    assert [quote for quote, text, start, end in rows if quote != text[start:end] or not quote.strip()] == []
    assert {fact for (fact,) in facts} == {fact for (fact,) in told}


def killed_loads(directory: Path, articles: Path, rounds: int) -> Iterator[int]:
    """Start `rounds` loads and kill each at another moment; gives their exit codes."""
    moments = random.Random(20)  # noqa: S311 - the same moments on every run
    command = [sys.executable, "-m", "visavis_tui", "load", str(articles), "--store", str(directory)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'store'}{os.pathsep}{ROOT / 'tui'}"}
    for _ in range(rounds):
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)  # noqa: S603
        try:
            yield process.wait(timeout=moments.uniform(0.05, 1.2))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            yield process.wait()


def test_killing_a_load_at_any_moment_leaves_a_whole_store(articles: list[str], tmp_path: Path) -> None:
    """After each kill the store is the one before or the one after, and the next load finishes the work."""
    directory, more = tmp_path / "S", tmp_path / "more"
    load(directory, articles)
    before = content(directory)
    more.mkdir()
    for number in range(40):
        (more / f"{number}.txt").write_text(f"{MEETING} Report {number}.\n", encoding="utf-8")
    load(tmp_path / "reference", [*articles, str(more)])
    after = content(tmp_path / "reference")[1]
    for code in killed_loads(directory, more, rounds=8):
        assert code in {0, -signal.SIGKILL}
        assert content(directory) in {before, (before[0] + 1, after)}
    load(directory, [str(more)])
    assert content(directory)[1] == after
    assert [path.name for path in directory.iterdir() if path.name.startswith(".next-")] == []
