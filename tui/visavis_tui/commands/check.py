"""`visavis check`: is the store whole, and safe where it lies? A line for each thing looked at, on standard output."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from visavis.database.check import Check, check
from visavis.database.connection import store_directory
from visavis.journal import read as read_journal
from visavis_tui import exits
from visavis_tui.present import one_line


def run(asked: argparse.Namespace) -> int:
    """Look at everything; 1 when something is wrong."""
    wrong = 0
    for looked in _checks(store_directory(asked.store)):
        wrong += len(looked.problems)
        for line in [_as_json(looked)] if asked.json else _as_text(looked):
            print(line, flush=True)  # noqa: T201 - data goes to standard output
    return exits.SOME_REFUSED if wrong else exits.OK


def _checks(directory: Path) -> Iterator[Check]:
    yield from check(directory)
    journal = read_journal(directory)
    yield Check("decisions", len(journal.lines), journal.problems)


def _as_text(looked: Check) -> list[str]:
    verdict = "WRONG" if looked.problems else "ok"
    return [f"{verdict:5}  {looked.count:>12,}  {looked.name}", *(f"       {one_line(p)}" for p in looked.problems)]


def _as_json(looked: Check) -> str:
    return json.dumps({"name": looked.name, "count": looked.count, "problems": looked.problems})
