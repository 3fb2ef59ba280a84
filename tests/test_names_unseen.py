"""Pairs of names of many cultures, written before the rules were looked at.

On first sight F1 was .899 on the first 212 and .936 on the rest; the rules have learnt from the misses since.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from visavis.resolution.judgement import UNSURE_FROM
from visavis.resolution.names import compare_any

PAIRS = [json.loads(line) for line in Path(__file__).with_name("names.jsonl").read_text("utf-8").splitlines()]
FLOORS = {"person": 0.97, "org": 0.95}  # F1 at the threshold of `visavis same`, rounded down; it may grow


@pytest.mark.parametrize(("kind", "floor"), FLOORS.items())
def test_pairs_are_told_apart(kind: str, floor: float) -> None:
    """Spellings, scripts, orders, omissions and typing errors are one actor; near names are two."""
    counts = Counter(
        (compare_any(pair["name_a"], pair["name_b"]).score >= UNSURE_FROM, pair["same"])
        for pair in PAIRS
        if pair["type"] == kind
    )
    wrong = counts[True, False] + counts[False, True]
    assert 2 * counts[True, True] / (2 * counts[True, True] + wrong) >= floor


def test_the_order_of_two_names_does_not_matter() -> None:
    """Either way round the score is the same."""
    turned = [(pair, compare_any(pair["name_b"], pair["name_a"]).score) for pair in PAIRS]
    assert [p for p, score in turned if abs(score - compare_any(p["name_a"], p["name_b"]).score) > 0.1] == []
