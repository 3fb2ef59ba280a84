"""The accuracy of extraction on our own corpus: it may grow, and must not fall unnoticed."""

from pathlib import Path

import pytest

from corpus import floors
from corpus.floors import CEILING, Figures

PINNED_CORPUS, FLOORS = floors.load_floors()
TODAY: Figures = {"scoring plain en": {"persons": 0.9178, CEILING: 2.0}}


@pytest.fixture(scope="module")
def measured() -> tuple[Figures, list[str]]:
    """Today's figures on both halves of the corpus."""
    return floors.measure()


def test_the_floors_are_for_this_corpus() -> None:
    """An article, its gold or the scoring program changed: take new floors with `python -m corpus.floors`."""
    assert floors.corpus_hash() == PINNED_CORPUS


def test_every_article_is_extracted(measured: tuple[Figures, list[str]]) -> None:
    """An article that fails would count as one in which nothing is found."""
    assert measured[1] == []


@pytest.mark.parametrize("part", FLOORS)
def test_no_figure_is_below_its_floor(measured: tuple[Figures, list[str]], part: str) -> None:
    """Each half, plain and hard, English and Spanish."""
    assert floors.drops({part: FLOORS[part]}, measured[0]) == []


def test_every_figure_has_a_floor(measured: tuple[Figures, list[str]]) -> None:
    """No line or language is left out of the file."""
    assert {part: set(row) for part, row in FLOORS.items()} == {part: set(row) for part, row in measured[0].items()}


@pytest.mark.parametrize(
    ("label", "value", "floor"),
    [("persons", 0.9178, 0.90), ("persons", 1.0, 0.99), ("persons", 0.29, 0.28), ("place", 0.0, 0.0), (CEILING, 2, 2)],
)
def test_a_floor_lies_just_below_its_figure(label: str, value: float, floor: float) -> None:
    """Rounded down to .01, less .01; a count of errors is its own ceiling."""
    assert floors.floor_of(label, value) == floor


def test_floors_are_raised_and_never_lowered() -> None:
    """A better figure moves its floor, a worse one does not; of errors the fewer stay."""
    assert floors.raised({}, TODAY) == {"scoring plain en": {"persons": 0.9, CEILING: 2.0}}
    high: Figures = {"scoring plain en": {"persons": 0.95, CEILING: 1.0}}
    assert floors.raised(high, TODAY) == high
    low: Figures = {"scoring plain en": {"persons": 0.85, CEILING: 3.0}}
    assert floors.raised(low, TODAY) == floors.raised({}, TODAY)


def test_what_fell_is_told_by_name() -> None:
    """A lower figure, one error more, and a figure that is gone; an equal one holds."""
    assert floors.drops({"scoring plain en": {"persons": 0.9178, CEILING: 2.0}}, TODAY) == []
    fallen = floors.drops({"scoring plain en": {"persons": 0.93, CEILING: 1.0, "place": 0.5}}, TODAY)
    assert fallen == [
        "scoring plain en: persons 0.9178, pinned 0.93",
        f"scoring plain en: {CEILING} 2.0, pinned 1.0",
        "scoring plain en: place None, pinned 0.5",
    ]


def test_only_lower_pins_what_fell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command tells what fell, keeps its floor and exits with 1; asked to lower, it takes today's figures."""
    file = tmp_path / "floors.toml"
    monkeypatch.setattr(floors, "FILE", file)
    monkeypatch.setattr(floors, "measure", lambda: (TODAY, []))
    high: Figures = {"scoring plain en": {"persons": 0.95, CEILING: 1.0}}
    file.write_text(floors.as_toml(high, "before"), encoding="utf-8")
    assert floors.main([]) == 1
    assert floors.load_floors(file) == (floors.corpus_hash(), high)
    assert "persons 0.9178, pinned 0.95" in capsys.readouterr().err
    assert floors.main(["--lower"]) == 0
    assert floors.load_floors(file)[1] == {"scoring plain en": {"persons": 0.9, CEILING: 2.0}}


@pytest.mark.parametrize("change", ["article", "scoring program", "name"])
def test_the_hash_sees_every_change(tmp_path: Path, change: str) -> None:
    """Of an article, of its name, of the program; and nothing else, such as the floors themselves."""
    (tmp_path / "en").mkdir()
    article, program = tmp_path / "en" / "1.json", tmp_path / "score.py"
    article.write_text("{}", encoding="utf-8")
    program.write_text("", encoding="utf-8")
    before = floors.corpus_hash(tmp_path)
    (tmp_path / "floors.toml").write_text("", encoding="utf-8")
    assert floors.corpus_hash(tmp_path) == before
    if change == "name":
        article.rename(article.with_name("2.json"))
    else:
        {"article": article, "scoring program": program}[change].write_text("[]", encoding="utf-8")
    assert floors.corpus_hash(tmp_path) != before
