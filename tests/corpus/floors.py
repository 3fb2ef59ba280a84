"""Writes floors.toml: how accurate the extractor is today on each part of the corpus, and no less from now on.

A floor lies just below its figure and is only ever raised; `--lower` takes today's figures as they are, for a change
that is worth its price. Figures of another corpus are other figures, so the file holds the hash of the one it is for.
"""

import argparse
import hashlib
import math
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from corpus import evaluation, score
from corpus.evaluation import GROUPS, HALVES, HERE, Line, Record, Tallies

FILE = HERE / "floors.toml"
COLUMNS = ("all", "en", "es")
CEILING = "told as held, was not"  # a count of errors: this one may fall, not rise
_PINNED = (
    "persons",
    "country right",
    "countries",
    "held, by participants",
    "held, by country",
    "precision",
    CEILING,
    "date exact",
    "place",
    "agreements",
)

Figures = dict[str, dict[str, float]]  # "tuning plain en" -> label -> figure or floor


def corpus_hash(folder: Path = HERE) -> str:
    """sha256 over the articles with their gold and over the program that scores them."""
    digest = hashlib.sha256()
    for file in sorted([*folder.rglob("*.json"), folder / "score.py"]):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(folder).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def pinned() -> Iterator[Line]:
    """The lines of the table that have a floor; of two with the same label the first, which is about meetings."""
    for label in _PINNED:
        yield next(line for line in evaluation.TABLE if line.label.strip() == label)


def figures(records: dict[str, Record], predicted: dict[str, Record]) -> Figures:
    """Today's figures of both halves, plain and hard, together and by language; lines without cases left out."""
    found: Figures = {}
    for half in HALVES:
        for group in GROUPS:
            part = {
                i: r for i, r in records.items() if (evaluation.half_of(r), evaluation.group_of(r)) == (half, group)
            }
            for column in COLUMNS:
                gold = {i: r for i, r in part.items() if column in ("all", r.get("language"))}
                found[f"{half} {group} {column}"] = _row(score.run(gold, predicted))
    return found


def _row(tallies: Tallies) -> dict[str, float]:
    values = {line.label.strip(): line.read(tallies)[0] for line in pinned()}
    return {label: value for label, value in values.items() if value is not None}


def measure() -> tuple[Figures, list[str]]:
    """Figures of our own corpus, with the articles that failed."""
    records = evaluation.load_records([HERE])
    found = evaluation.predict(records.values())
    return figures(records, found.by_id), found.failures


def floor_of(label: str, value: float) -> float:
    """What `value` must not fall below tomorrow: rounded down to .01, less .01; a ceiling is the count itself."""
    return value if label == CEILING else max(0.0, round(math.floor(value * 100 + 1e-9) / 100 - 0.01, 2))


def drops(floors: Figures, today: Figures) -> list[str]:
    """A line for every figure of `today` that is worse than its floor, or gone."""
    return [
        f"{part}: {label} {today.get(part, {}).get(label)}, pinned {floor}"
        for part, row in floors.items()
        for label, floor in row.items()
        if not _holds(label, floor, today.get(part, {}).get(label))
    ]


def _holds(label: str, floor: float, value: float | None) -> bool:
    return value is not None and (value <= floor if label == CEILING else value >= floor)


def raised(floors: Figures, today: Figures) -> Figures:
    """The floors of `today`, where those of before are not higher."""
    return {
        part: {
            label: _stricter(label, floor_of(label, value), floors.get(part, {}).get(label))
            for label, value in row.items()
        }
        for part, row in today.items()
    }


def _stricter(label: str, new: float, old: float | None) -> float:
    if old is None:
        return new
    return min(new, old) if label == CEILING else max(new, old)


def load_floors(file: Path = FILE) -> tuple[str, Figures]:
    """The corpus hash and the floors in `file`; no floors where there is no file yet."""
    if not file.exists():
        return "", {}
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return told["corpus"], told["floors"]


def as_toml(floors: Figures, corpus: str) -> str:
    """The file, one table a part of the corpus."""
    lines = [
        '# Accuracy that must not be lost; "told as held, was not" counts errors and must not grow.',
        "# Written by `python -m corpus.floors` in tests/, which raises; `--lower` also takes figures that fell.",
        "",
        f'corpus = "{corpus}"',
    ]
    for part, row in floors.items():
        lines += ["", f'[floors."{part}"]', *(f'"{label}" = {_number(label, value)}' for label, value in row.items())]
    return "\n".join(lines) + "\n"


def _number(label: str, value: float) -> str:
    return f"{value:.0f}" if label == CEILING else f"{value:.2f}"


def main(argv: list[str] | None = None) -> int:
    """Rewrite the file; 1 and a line each where figures have fallen below their floors, which then stay."""
    parser = argparse.ArgumentParser(prog="python -m corpus.floors", description=__doc__)
    parser.add_argument("--lower", action="store_true", help="pin today's figures even where they fell")
    asked = parser.parse_args(argv)
    today, failures = measure()
    floors = {} if asked.lower else load_floors(FILE)[1]
    FILE.write_text(as_toml(raised(floors, today), corpus_hash()), encoding="utf-8")
    fallen = drops(floors, today)
    print(*failures, *fallen, sep="\n", end="\n" if failures or fallen else "", file=sys.stderr)
    return 1 if failures or fallen else 0


if __name__ == "__main__":
    sys.exit(main())
