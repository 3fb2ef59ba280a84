"""Loaders and readers as processes that start at once: one process imports everything, then only forks.

It never opens a database itself, so that a fork finds no thread but its own. Run with the name of a scenario and a
directory; prints one JSON object.
"""

import json
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from database_cases import report, resolved
from visavis.database import publish as publishing
from visavis.database import write
from visavis.database.check import check
from visavis.database.connection import open_reader, store_file
from visavis.journal import DateArticle, append
from visavis.load import Pace, load
from visavis.reading import read

Say = Callable[[object], None]
FACTS = """
    SELECT generation, content_hash, articles, (SELECT count(*) FROM articles), (SELECT count(*) FROM extractions),
           (SELECT count(*) FROM evidence ANTI JOIN articles USING (article_id)),
           (SELECT count(*) FROM participants ANTI JOIN meetings USING (meeting_id)),
           (SELECT count(*) FROM evidence JOIN articles USING (article_id)
            WHERE substring(text, char_start + 1, char_end - char_start) <> quote)
    FROM store_info"""


def forked(work: Callable[[Say], None]) -> tuple[int, int]:
    """Start `work` in a process of its own, with a way to say things; its number and where to read what it said."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    try:
        work(lambda said: os.write(writing, json.dumps(said).encode() + b"\n"))
    except BaseException:  # noqa: BLE001 - the child of a fork must end here, whatever happens
        os.write(writing, json.dumps({"error": traceback.format_exc()}).encode() + b"\n")
    os._exit(0)


def told(reading: int) -> list[Any]:
    """Everything a process said until it ended."""
    with os.fdopen(reading, "rb") as stream:
        return [json.loads(line) for line in stream if line.endswith(b"\n")]


def answer(work: Callable[[Say], None]) -> list[Any]:
    """What a process says."""
    process, reading = forked(work)
    said = told(reading)
    os.waitpid(process, 0)
    return said


# --- killed at every step --------------------------------------------------------------------------------------------


def add(directory: Path, number: int) -> None:
    """Publish one more article, as a load does."""
    with publishing.loading(directory) as store:
        stored = store.reports()
        kept = {one.article.article_id for one in stored}
        reports = [*stored, report(number)]
        store.publish(reports, resolved(reports), kept=kept)


def killer(owner: Any, name: str, call: int = 1, *, after: bool = False) -> Callable[[], None]:  # noqa: ANN401
    """What makes this process die at a call of a function, before or after it."""

    def arm() -> None:
        original, calls = getattr(owner, name), 0

        def dies(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            result = original(*arguments, **options) if after or calls != call else None
            if calls == call:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(owner, name, dies)

    return arm


STEPS: dict[str, Callable[[], None]] = {
    "before the copy": killer(publishing, "copy"),
    "after the copy": killer(publishing, "copy", after=True),
    **{f"at table {n}": killer(write._Draft, "_exchange", n) for n in range(1, 15)},
    "at the counts": killer(write, "sql_file"),
    "before the totals": killer(write, "record"),
    "after the totals": killer(write, "record", after=True),
    "once written": killer(publishing, "write_store", after=True),
    "once proved": killer(publishing, "_verify", after=True),
    "once on the disk": killer(publishing, "sync", after=True),
    "once the old one is kept": killer(publishing, "keep_as", after=True),
    "before the rename": killer(publishing.os, "replace"),
    "after the rename": killer(publishing.os, "replace", after=True),
    "before the directory is on the disk": killer(publishing, "sync", 2),
    "before old ones are forgotten": killer(publishing, "forget"),
    "before the clean-up": killer(publishing, "_clean", 2),
}


def kills(directory: Path, count: int) -> dict[str, object]:
    """Kill `count` publishes, the first at each step, the others at moments of chance; look at the store after each."""
    moments, outcome = random.Random(5), {"killed": 0, "published": 0}  # noqa: S311 - the same moments on every run
    problems: list[object] = answer(lambda _: add(directory, 0))
    reported = 1
    steps = [*STEPS.items(), *[("at any moment", None)] * (count - len(STEPS))]
    for number, (step, arm) in enumerate(steps, 1):
        said, killed = _killed(directory, number, arm, moments.uniform(0.0, 0.3))
        reported += len(said)
        outcome["killed"] += killed
        found, *wrong = answer(lambda say: _look(directory, say, closely=number % 10 == 0))  # noqa: B023
        problems += [f"{step}: {one}" for one in wrong]
        if found < reported:
            problems.append(f"{step}: {found} articles, {reported} were reported")
        outcome["published"] += found - reported  # published, but killed before it could say so
        reported = found
    problems += answer(lambda _: add(directory, 10_000))
    left = [path.name for path in directory.iterdir() if path.name.startswith(".next-")]
    return {**outcome, "problems": problems, "left": left}


def _killed(directory: Path, number: int, arm: Callable[[], None] | None, moment: float) -> tuple[list[Any], bool]:
    def work(say: Say) -> None:
        if arm is not None:
            arm()
        add(directory, number)
        say(number)

    process, reading = forked(work)
    if arm is None:
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
    said = told(reading)
    return said, os.WIFSIGNALED(os.waitpid(process, 0)[1])


def _look(directory: Path, say: Say, *, closely: bool) -> None:
    """Say how many articles there are once every table has been read, and then everything that is wrong."""
    say(publishing.proved(store_file(directory)).rows["articles"])
    with open_reader(directory) as reader:
        _, _, articles, *rest = reader.rows(FACTS)[0]
    if rest != [articles, articles, 0, 0, 0]:
        say(rest)
    for looked in check(directory) if closely else ():
        for problem in looked.problems:
            say(problem)


# --- readers and loaders together ------------------------------------------------------------------------------------


def crowd(directory: Path, seconds: float) -> dict[str, object]:
    """8 readers, 2 loaders with articles of their own, and 2 editors, until time is up."""
    answer(lambda say: _load(directory, say, time.monotonic() + 0.01, 2))  # from the first moment there is a store
    end = time.monotonic() + seconds
    readers = [forked(lambda say: _read(directory, say, end)) for _ in range(8)]
    loaders = [forked(lambda say, n=number: _load(directory, say, end, n)) for number in range(2)]  # type: ignore[misc]
    editors = [forked(lambda say, n=number: _edit(directory, say, end, n)) for number in range(2)]  # type: ignore[misc]
    said = {
        name: [told(reading) for _, reading in group]
        for name, group in {"readers": readers, "loaders": loaders, "editors": editors}.items()
    }
    codes = [os.waitpid(process, 0)[1] for process, _ in [*readers, *loaders, *editors]]
    return {"codes": codes, **said, "end": answer(lambda say: _finish(directory, say))}


def _read(directory: Path, say: Say, end: float) -> None:
    """Poll, and tell what was wrong, how many answers there were and how many generations they came from."""
    reader, count, seen = open_reader(directory), 0, [0]
    while time.monotonic() < end:
        reader.refresh()
        generation, _, articles, *rest = reader.rows(FACTS)[0]
        if rest != [articles, articles, 0, 0, 0] or generation < seen[-1]:
            say({"error": [generation, articles, rest, seen[-1]]})
        if generation != seen[-1]:
            seen.append(generation)
        count += 1
        time.sleep(0.02)
    say({"reads": count, "generations": len(seen) - 1})


def _load(directory: Path, say: Say, end: float, number: int) -> None:
    """Load file after file; tell the articles as they are reported as stored."""
    batch = 0
    while time.monotonic() < end:
        batch += 1
        file = directory.parent / f"loader{number}-{batch}.jsonl"
        file.write_text("".join(_lines(f"{number}.{batch}.{n}" for n in range(5))), encoding="utf-8")
        loaded = load(directory, [str(file)], pace=Pace(jobs=1))
        say({"stored": [one.article_id for one in _read_articles(file)], "count": loaded.stored})


def _lines(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        text = (
            f"Minister Ana Prieto of Uruguay met Minister Lars Lindqvist of Sweden in Oslo on 3 May 2021. Note {name}."
        )
        yield json.dumps({"id": name, "text": text}) + "\n"


def _read_articles(file: Path) -> list[Any]:
    return list(read([str(file)]))


def _edit(directory: Path, say: Say, end: float, number: int) -> None:
    """Decide the date of articles while they are being loaded."""
    decided: set[int] = set()
    while time.monotonic() < end:
        with open_reader(directory) as reader:
            ids = [row[0] for row in reader.rows("SELECT article_id FROM articles ORDER BY 1")]
        for article_id in [one for one in ids if one % 2 == number and one not in decided][:2]:
            append(directory, DateArticle(author=f"editor {number}", article=str(article_id), value="2021-05-04"))
            decided.add(article_id)
        time.sleep(0.1)
    say(sorted(decided))


def _finish(directory: Path, say: Say) -> None:
    """One more load; then what the store says."""
    file = directory.parent / "last.jsonl"
    file.write_text("".join(_lines(["last"])), encoding="utf-8")
    load(directory, [str(file)])
    with open_reader(directory) as reader:
        rows = reader.rows("SELECT article_id, published, published_basis FROM articles")
        generation = reader.generation
    say(
        {
            "articles": [row[0] for row in rows],
            "dated": sorted(row[0] for row in rows if row[1:] == ("2021-05-04", "user")),
            "generation": generation,
            "problems": [problem for looked in check(directory) for problem in looked.problems],
        }
    )


def main() -> NoReturn:
    """Run the scenario that was named."""
    scenario, directory, amount = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    outcome = kills(directory, int(amount)) if scenario == "kills" else crowd(directory, amount)
    sys.stdout.write(json.dumps(outcome) + "\n")
    sys.exit(0)


if __name__ == "__main__":
    main()
