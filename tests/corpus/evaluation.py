"""Scores the extractor against gold, the tuning half and the scoring half of the corpus apart.

A half is decided by sha256 of the article's id (of its story's id for `stories/`), even = tuning, odd = scoring, so
that it never changes. Errors are listed for the tuning half only: nobody learns from the other one.
"""

import argparse
import hashlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import score
from visavis.errors import ReadingError
from visavis.extraction import extract
from visavis.reading import read
from visavis_tui.commands.extract import as_record

HERE = Path(__file__).parent
HALVES = ("tuning", "scoring")
GROUPS = ("plain", "hard")

Record = dict[str, Any]
Tallies = dict[str, Any]  # what score.run returns: counters by table


@dataclass(slots=True)
class Predictions:
    """What the extractor said: by article id, with what failed and the seconds it took, reading included."""

    by_id: dict[str, Record] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


# --- the corpus ------------------------------------------------------------------------------------------------------


def half_of(record: Record) -> str:
    """`tuning` or `scoring`; all articles of one story fall on the same side."""
    key = str(record.get("story") or record["id"])
    return HALVES[int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2]


def group_of(record: Record) -> str:
    """`plain` for articles shaped like ordinary news, else `hard`."""
    return "plain" if record["folder"].endswith("-plain") else "hard"


def load_records(paths: Iterable[Path]) -> dict[str, Record]:
    """Every record with gold in files and folders of `.json` and `.jsonl`, by id."""
    return {str(record["id"]): record for path in paths for record in _records(path) if "gold" in record}


def _records(path: Path) -> Iterator[Record]:
    files = sorted(p for p in path.rglob("*") if p.suffix in {".json", ".jsonl"}) if path.is_dir() else [path]
    for file in files:
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.strip()] if file.suffix == ".jsonl" else [text]
        for line in lines:
            record = json.loads(line)
            if isinstance(record, dict):
                yield {**record, "folder": file.parent.name}


def predict(records: Iterable[Record]) -> Predictions:
    """Run reading and extraction over `records`, the gold held back."""
    found = Predictions()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(_without_gold(r) + "\n" for r in records), encoding="utf-8")
        start = time.perf_counter()
        for article in read([str(source)]):
            if isinstance(article, ReadingError):
                found.failures.append(str(article))
                continue
            try:
                found.by_id[str(article.external_id)] = as_record(article, extract(article))
            except Exception as error:  # noqa: BLE001 - one failing article must not hide the score of the others
                found.failures.append(f"{article.external_id}: {type(error).__name__}: {error}")
        found.seconds = time.perf_counter() - start
    return found


def _without_gold(record: Record) -> str:
    kept = ("id", "title", "text", "published", "publisher", "url", "language")
    return json.dumps({k: record[k] for k in kept if record.get(k) is not None})


# --- the table -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a label, its figure and counts, and what we aim at on plain and hard articles."""

    label: str
    read: Callable[[Tallies], tuple[float | None, str]]
    plain: float | None = None
    hard: float | None = None
    whole: bool = False  # a count of cases, best when zero


def _prf(table: str, key: str = "") -> Callable[[Tallies], tuple[float | None, str]]:
    def read(tallies: Tallies) -> tuple[float | None, str]:
        t = tallies[table].prf(key)
        if not t["tp"] + t["fp"] + t["fn"]:
            return None, ""
        return t["f1"], f"P {t['p']:.3f}  R {t['r']:.3f}  found {t['tp']}, wrong {t['fp']}, missed {t['fn']}"

    return read


def _share(table: str, good: str, *of: str) -> Callable[[Tallies], tuple[float | None, str]]:
    def read(tallies: Tallies) -> tuple[float | None, str]:
        t = tallies[table]
        total = sum(t[name] for name in of)
        return (t[good] / total if total else None), f"{t[good]} of {total}"

    return read


def _precision(table: str, key: str) -> Callable[[Tallies], tuple[float | None, str]]:
    def read(tallies: Tallies) -> tuple[float | None, str]:
        t = tallies[table].prf(key)
        return (t["p"] if t["tp"] + t["fp"] else None), f"{t['tp']} of {t['tp'] + t['fp']}"

    return read


def _count(table: str, key: str) -> Callable[[Tallies], tuple[float | None, str]]:
    return lambda tallies: (float(tallies[table][key]), "planned, cancelled or denied")


DATES = ("date_exact", "date_compatible", "date_wrong", "date_missing")
PLACES = ("place_ok", "place_wrong", "place_missing")
TABLE = (
    Line("persons", _prf("actors:person"), 0.91, 0.91),
    Line("  country right", _share("actors", "nat_ok", "nat_n"), 0.85, 0.85),
    Line("organisations", _prf("actors:organisation"), 0.60, 0.60),
    Line("countries", _prf("actors:country"), 0.97, 0.97),
    Line("held, by participants", _prf("meetings held"), 0.65),
    Line("held, by country", _prf("meetings held", "c_"), 0.75, 0.55),
    Line("  precision", _precision("meetings held", "c_"), 0.90),
    Line("  told as held, was not", _count("meetings held", "false_held"), 0, 0, whole=True),
    Line("  date exact", _share("meetings held", "date_exact", *DATES), 0.85),
    Line("  place", _share("meetings held", "place_ok", *PLACES), 0.85),
    Line("  channel", _share("meetings held", "channel_ok", "n")),
    Line("any status, by country", _prf("meetings all", "c_")),
    Line("  status right", _share("meetings all", "status_ok", "n")),
    Line("agreements", _prf("agreements"), 0.86, 0.55),
    Line("  one package split", _prf("agreements", "l_")),
    Line("  date exact", _share("agreements", "date_exact", *DATES)),
    Line("  status right", _share("agreements", "status_ok", "n")),
    Line("  count right", _share("agreements", "count_ok", "count_n")),
)


def table(gold: dict[str, Record], predicted: dict[str, Record], group: str) -> Iterator[str]:
    """The lines of one table: all articles with counts, then English and Spanish alone, then the aim."""
    languages = sorted({str(r.get("language")) for r in gold.values()})
    columns = {"all": gold} | {name: {i: r for i, r in gold.items() if r.get("language") == name} for name in languages}
    tallies = {name: score.run(part, predicted) for name, part in columns.items() if part}
    yield f"{'':24}{'aim':>6}" + "".join(f"{name:>7}" for name in tallies)
    for line in TABLE:
        aim = line.plain if group == "plain" else line.hard
        values = [line.read(t)[0] for t in tallies.values()]
        cells = "".join(f"{_figure(v, whole=line.whole):>7}" for v in values)
        yield f"{line.label:24}{_figure(aim, 2, whole=line.whole):>6}{cells}   {line.read(tallies['all'])[1]}"


def _figure(value: float | None, digits: int = 3, *, whole: bool = False) -> str:
    return "-" if value is None else f"{value:.{0 if whole else digits}f}"


# --- official readouts -----------------------------------------------------------------------------------------------


def is_readout(record: Record) -> bool:
    """Readouts carry one event each (`kind`, `participants`, `date`) instead of lists."""
    return "kind" in record["gold"]


def readout_lines(gold: dict[str, Record], predicted: dict[str, Record]) -> Iterator[str]:
    """Kind, both sides and date: how often the best predicted meeting of each readout has them right."""
    judged = {i: _judge_readout(r["gold"], predicted.get(i, {})) for i, r in gold.items()}
    for place, (label, aim) in enumerate((("kind right", 0.95), ("both sides right", 0.90), ("date right", 0.95))):
        good = sum(verdict[place] for verdict in judged.values())
        yield f"{label:24}{aim:>6.2f}{good / len(judged):>7.3f}   {good} of {len(judged)}"


def _judge_readout(gold: Record, predicted: Record) -> tuple[bool, bool, bool]:
    forms = {a["name"]: [score.norm(x) for x in [a["name"], *a["mentions"]]] for a in predicted.get("actors", [])}
    best = (False, False, False)
    for meeting in predicted.get("meetings", []):
        names = [forms.get(p, [score.norm(p)]) for p in meeting["participants"]]
        kind = (meeting["channel"] != "in-person") == (gold["kind"] == "call")
        date = score.date_cmp(gold["date"], meeting["date"]) == "exact"
        best = max(best, (kind, _both_sides(gold["participants"], names), date), key=lambda v: (v[1], v[0], v[2]))
    return best


def _both_sides(sides: list[str], names: list[list[str]]) -> bool:
    """Whether two different participants answer to the two sides, each by the last word of one of its names."""
    hits = [{k for k, forms in enumerate(names) if _answers(side, forms)} for side in sides]
    return all(hits) and len(set().union(*hits)) >= len(sides)


def _answers(side: str, forms: list[str]) -> bool:
    words = score.norm(side).split()
    return any(form and len(form.split()[-1]) > 1 and form.split()[-1] in words for form in forms)


# --- the command -----------------------------------------------------------------------------------------------------


def report(records: dict[str, Record], predicted: dict[str, Record], halves: Iterable[str]) -> Iterator[str]:
    """Every table: half by half, plain and hard apart; readouts, where there are any, at the end."""
    readouts = {i: r for i, r in records.items() if is_readout(r)}
    for half in halves:
        for group in GROUPS:
            gold = {
                i: r for i, r in records.items() if i not in readouts and (half_of(r), group_of(r)) == (half, group)
            }
            if gold:
                yield f"== {half} half, {group}: {len(gold)} articles"
                yield from table(gold, predicted, group)
                yield ""
    if readouts:
        yield f"== official readouts: {len(readouts)}"
        yield from readout_lines(readouts, predicted)
        yield ""


def errors(records: dict[str, Record], predicted: dict[str, Record]) -> list[str]:
    """What went wrong, a line a case, on the tuning half only."""
    log: list[str] = []
    tuning = {i: r for i, r in records.items() if half_of(r) == "tuning"}
    score.run({i: r for i, r in tuning.items() if not is_readout(r)}, predicted, log=log)
    for i, record in tuning.items():
        if is_readout(record) and not all(_judge_readout(record["gold"], predicted.get(i, {}))):
            log.append(f"{i} readout WRONG {_told(record['gold'])} found {_found(predicted.get(i, {}))}")
    return log


def _told(gold: Record) -> str:
    return f"{gold['kind']} {gold['participants']} {gold['date']}"


def _found(predicted: Record) -> str:
    return "; ".join(f"{m['channel']} {m['participants']} {m['date']}" for m in predicted.get("meetings", [])) or "none"


def arguments(argv: list[str] | None) -> argparse.Namespace:
    """The command line of `scripts/evaluate`."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="folders or files in the corpus shape (default: ours)")
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--errors", action="store_true", help="list the errors of the tuning half")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """Print the tables; 1 when an article could not be read or extracted."""
    asked = arguments(argv)
    records = load_records(asked.paths or [HERE])
    wanted = [r for r in records.values() if asked.half in (None, half_of(r))]
    found = predict(wanted)
    halves = [asked.half] if asked.half else HALVES
    print(*report({str(r["id"]): r for r in wanted}, found.by_id, halves), sep="\n")
    print(f"{len(wanted)} articles in {found.seconds:.1f} s: {len(wanted) / max(found.seconds, 1e-9):.0f} a second")
    if asked.errors:
        print(*errors({str(r["id"]): r for r in wanted}, found.by_id), sep="\n")
    for failure in found.failures:
        print(f"failed: {failure}", file=sys.stderr)
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
