"""The stories: tellings of one event are joined, and what must stay apart does, whoever reads the articles."""

from dataclasses import replace

import pytest

from corpus import merging
from corpus.gold_reports import gold_reports
from visavis.extraction import extract
from visavis.model import Report
from visavis.resolution import resolve
from visavis.resolution.origins import origins_of

# Today's F1 over pairs, rounded down; it may grow.
FLOORS = {
    ("person", "tuning"): 0.84,
    ("person", "scoring"): 0.80,
    ("meeting", "tuning"): 0.97,
    ("meeting", "scoring"): 0.82,
    ("agreement", "tuning"): 0.98,
    ("agreement", "scoring"): 0.85,
}


@pytest.fixture(scope="module")
def told() -> list[merging.Figure]:
    """The figures with the gold of each article in place of extraction."""
    gold = gold_reports()
    return list(merging.figures(gold, resolve(gold.reports)))


def test_nothing_is_joined_that_must_stay_apart(told: list[merging.Figure]) -> None:
    """Two delegations in a month, a call and a visit, recurring commissions, namesakes: none of the tempting pairs."""
    assert {(kind, half): bad for kind, half, _, bad in told if bad} == {}
    wrong = {(kind, half): n["wrong"] for kind, half, n, _ in told if kind != "organisation"}
    assert set(wrong.values()) == {0}


@pytest.mark.parametrize(("part", "floor"), FLOORS.items(), ids=str)
def test_tellings_of_one_event_are_joined(told: list[merging.Figure], part: tuple[str, str], floor: float) -> None:
    """No figure falls below what it was."""
    (counts,) = (n for kind, half, n, _ in told if (kind, half) == part)
    assert merging.f1(counts) >= floor


@pytest.mark.parametrize("kind", ["meeting", "agreement"])
def test_events_of_both_halves(told: list[merging.Figure], kind: str) -> None:
    """Meetings, and agreements: F1 of nine in ten over all stories."""
    (counts,) = (n for one, half, n, _ in told if (one, half) == (kind, "both"))
    assert merging.f1(counts) >= 0.90


def test_nothing_is_joined_with_our_own_extraction_in_front() -> None:
    """What extraction reads leads to none of the forbidden joins either."""
    assert {(kind, half): bad for kind, half, _, bad in merging.figures(*merging.extracted()) if bad} == {}


def test_near_copies_of_the_stories_have_one_origin() -> None:
    """The two pairs of wire copies fold into two origins, and nothing else does."""
    gold = gold_reports()
    names = {report.article.article_id: report.article.external_id for report in gold.reports}
    origins = resolve(gold.reports).origins
    folded = {names[copy]: names[origin] for copy, origin in origins.items() if copy != origin}
    wire = merging.truth()["stories"]
    copies = {frozenset(group["articles"]) for story in wire for group in story["wire_copies"]}
    assert {frozenset(pair) for pair in folded.items()} == copies


def test_a_kept_sketch_is_the_one_of_the_text() -> None:
    """Extraction keeps the sketch of each text; reports without one (of an older store) have the same origins."""
    articles = [report.article for report in gold_reports().reports]
    kept = [Report(article, extract(article)) for article in articles]
    assert all(report.extraction.sketch for report in kept)
    bare = [replace(report, extraction=replace(report.extraction, sketch=b"")) for report in kept]
    assert origins_of(kept) == origins_of(bare)


def test_the_table_prints(capsys: pytest.CaptureFixture[str]) -> None:
    """Every kind and half, and on demand the errors of the tuning half only."""
    merging.main(["--errors"])
    printed = capsys.readouterr().out.splitlines()
    assert len([line for line in printed if line.startswith(merging.KINDS) and "none" in line]) == 4
    assert any("MISSED" in line for line in printed)
