"""The evaluation program: its halves, its figures at both ends, and what it refuses to show."""

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus import evaluation
from visavis.lexicon import country_name

GOLD = {
    "actors": [
        {"name": "Ana Prieto", "kind": "person", "country": "URY", "mentions": []},
        {"name": "Bo Lindqvist", "kind": "person", "country": "SWE", "mentions": []},
    ],
    "meetings": [
        {
            "participants": ["Ana Prieto", "Bo Lindqvist"],
            "countries": ["Uruguay", "Sweden"],
            "date": "2021-05-03",
            "place": "Stockholm, Sweden",
            "status": "held",
            "channel": "in-person",
        }
    ],
    "agreements": [{"parties": ["Uruguay", "Sweden"], "date": "2021", "count": 2, "subjects": [], "status": "signed"}],
}
RECORDS = {"a": {"id": "a", "folder": "en-plain", "language": "en", "text": "...", "gold": GOLD}}


def figures(lines: list[str]) -> dict[str, str]:
    """The figure of the column `all`, by the label of its line."""
    return {line[:24].strip(): line[30:37].strip() for line in lines[1:]}


def test_the_halves_never_change() -> None:
    """The corpus is the one the figures were taken on: so many articles in each half and group."""
    records = evaluation.load_records([evaluation.HERE]).values()
    counts = Counter((evaluation.half_of(r), evaluation.group_of(r)) for r in records)
    assert counts == {
        ("tuning", "plain"): 47,
        ("tuning", "hard"): 112,
        ("scoring", "plain"): 63,
        ("scoring", "hard"): 108,
    }


def test_a_story_is_never_split() -> None:
    """Articles that tell one story stand in one half, so that tuning on one teaches nothing about another."""
    halves: dict[str, set[str]] = {}
    for record in evaluation.load_records([evaluation.HERE]).values():
        if "story" in record:
            halves.setdefault(record["story"], set()).add(evaluation.half_of(record))
    assert len(halves) == 16
    assert all(len(found) == 1 for found in halves.values())


def test_perfect_predictions_score_one() -> None:
    """Gold against itself is right everywhere."""
    found = figures(list(evaluation.table(RECORDS, {"a": GOLD}, "plain")))
    counted = {label: value for label, value in found.items() if value not in {"-", "0"}}
    assert set(counted.values()) == {"1.000"}
    assert found["told as held, was not"] == "0"


def test_empty_predictions_score_zero() -> None:
    """Nothing found is nothing right, not an empty table."""
    found = figures(list(evaluation.table(RECORDS, {}, "plain")))
    assert found["persons"] == found["held, by country"] == found["agreements"] == "0.000"


@pytest.mark.parametrize(
    ("participants", "both"),
    [
        (["Joseph R. Biden", "Sauli Niinistö"], True),
        (["Biden", "President Niinistö"], True),
        (["Biden", "Joe Biden"], False),
        (["Sauli Niinistö"], False),
    ],
)
def test_both_sides_of_a_readout(participants: list[str], *, both: bool) -> None:
    """Each side must be answered by a participant of its own."""
    gold = {"gold": {"kind": "call", "participants": ["President Biden", "President Sauli Niinistö"], "date": "2022"}}
    meeting = {"participants": participants, "channel": "phone", "date": "2022"}
    lines = list(evaluation.readout_lines({"r": gold}, {"r": {"actors": [], "meetings": [meeting]}}))
    assert [line.split()[-3] for line in lines] == ["1", "1" if both else "0", "1"]


def test_errors_come_from_the_tuning_half_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However many articles fail, `--errors` names none of the scoring half."""
    ids = [f"x{n}" for n in range(20)]
    lines = [json.dumps({"id": i, "text": "Nothing happened.", "language": "en", "gold": GOLD}) for i in ids]
    (tmp_path / "set.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert evaluation.main([str(tmp_path), "--errors"]) == 0
    named = {line.split()[0] for line in capsys.readouterr().out.splitlines() if " MISSED " in line}
    assert named == {i for i in ids if evaluation.half_of({"id": i}) == "tuning"}


def test_our_names_of_countries_are_the_corpus_names() -> None:
    """A country that extraction names is the one that gold names: one spelling per code."""
    ours = {code: evaluation.score.norm(country_name(code)) for code in evaluation.score.ALPHA3}
    assert ours == {code: evaluation.score.norm(code) for code in evaluation.score.ALPHA3}
