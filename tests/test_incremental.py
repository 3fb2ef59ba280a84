"""Loading more: what no new article touches is not judged again, and the facts are those of a rebuild."""

import random
from pathlib import Path

import benchmark_names as bench
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.gold_reports import STORIES
from journal_cases import Decider, corpus
from resolution_reports import Telling
from visavis import reading
from visavis.batches import Pace
from visavis.database.connection import open_reader
from visavis.extraction import extract
from visavis.load import load
from visavis.model import Article, Report
from visavis.reading import bundled
from visavis.rebuild import rebuild
from visavis.resolution import Memory, resolve
from visavis.resolution.memory import Remembered

REPORTS = corpus()
OFFICES = ("Minister", "President", "Ambassador", "General")


@settings(max_examples=40, deadline=None)
@given(st.permutations(REPORTS), st.lists(st.integers(1, 3), max_size=4), st.integers(0, 99))
def test_in_any_portions_the_facts_are_those_of_a_rebuild(reports: list[Report], sizes: list[int], seed: int) -> None:
    """Shuffled articles in portions of any size, decisions in between: the same as all at once, without a memory."""
    memory, decider, decisions = Memory(), Decider(REPORTS, seed), []
    at = 0
    for size in (*sizes, len(reports)):
        at = min(at + size, len(reports))
        decisions.append(decider.decision())
        assert resolve(reports[:at], decisions, memory) == resolve(sorted_by_id(reports[:at]), decisions)


def sorted_by_id(reports: list[Report]) -> list[Report]:
    """In the order of a rebuild."""
    return sorted(reports, key=lambda report: report.article.article_id)


def world(size: int) -> list[Report]:
    """`size` articles on people of many countries who meet over the years."""
    inventor = bench.Inventor(5)
    people = [inventor.forms(*inventor.person()) for _ in range(40)]
    reports = []
    for number in range(size):
        day = f"20{10 + number % 15}-{1 + number % 12:02d}-{1 + number % 28:02d}"
        telling = Telling(f"Article {number}", published=day)
        for place in (0, 1):
            who = (number * (3 + 4 * place) + place) % 40
            country, office = ("CHN", "CUB")[place], OFFICES[who % 4]
            telling.actor(people[who][number % 2], country, office)
        telling.meeting(0, 1, date=day, city="Havana")
        reports.append(telling.report())
    return reports


def test_few_new_articles_ask_few_new_questions() -> None:
    """Ten articles beside three hundred: a small part of the pairs is judged, with the same result."""
    reports, memory = world(310), Memory()
    resolve(reports[:300], (), memory)
    first = memory.judged_anew
    found = resolve(reports, (), memory)
    assert found == resolve(reports)
    assert first > 500
    assert memory.judged_anew < first / 4
    resolve(reports, (), memory)
    assert memory.judged_anew == 0


def test_a_memory_forgets_what_nobody_asks_for() -> None:
    """Answers live from one resolution to the next, no longer."""
    kept: Remembered[int] = Remembered()
    answers = iter(range(10))
    assert [kept.get("a", lambda: next(answers)) for _ in range(2)] == [0, 0]
    assert (kept.asked, kept.found) == (2, 1)
    kept.forget()
    assert kept.get("a", lambda: next(answers)) == 0
    kept.forget()
    kept.forget()
    assert kept.get("a", lambda: next(answers)) == 1


@pytest.mark.parametrize("seed", range(3))
def test_stories_in_any_order_and_portions_make_the_store_of_a_rebuild(tmp_path: Path, seed: int) -> None:
    """Seventy articles by several outlets, shuffled, a few at a time: the hash of articles and journal made anew."""
    chance = random.Random(seed)  # noqa: S311
    files = [str(path) for path in sorted(STORIES.glob("S*-*.json"))]
    chance.shuffle(files)
    store = tmp_path / "S"
    while files:
        size = chance.randint(5, 40)
        portion, files = files[:size], files[size:]
        load(store, portion, pace=Pace(articles=chance.randint(3, 40), jobs=1))
    made = rebuild(store, dry_run=True, jobs=1)
    assert (made.articles, made.differing, made.after) == (70, {}, made.before)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 40))
def test_stories_in_portions_are_resolved_as_all_at_once(
    stories: list[Report], chance: random.Random, size: int
) -> None:
    """What a memory of earlier portions spares changes nothing, the judgements included."""
    shuffled, memory = chance.sample(stories, len(stories)), Memory()
    for end in (*range(size, len(shuffled), size * 4), len(shuffled)):
        found = resolve(shuffled[:end], (), memory)
    assert found == resolve(stories)


@pytest.fixture(scope="module")
def stories() -> list[Report]:
    """The stories as our own extraction reads them."""
    articles = [one for one in reading.read([str(STORIES)]) if isinstance(one, Article)]
    return sorted_by_id([Report(article, extract(article)) for article in articles])


def test_batches_of_a_load_make_the_store_of_one(tmp_path: Path) -> None:
    """The bundled articles, published three at a time and all at once: one content hash."""
    for name, articles in (("one", 100), ("many", 5)):
        load(tmp_path / name, bundled(), pace=Pace(articles=articles, jobs=1))
    hashes = set()
    for name in ("one", "many"):
        with open_reader(tmp_path / name) as reader:
            hashes.add(reader.content_hash)
    assert len(hashes) == 1
