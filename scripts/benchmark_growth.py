"""What ten more articles cost a store of so many: scripts/benchmark growth [--sizes 1000,10000].

Invented articles, each with a text of its own, tell meetings and agreements of many people of fifteen countries. Into
each store ten more come in a process that knows nothing of it, then ten more in the same process, as `load --watch`
would have it. Seconds are those of the processor. 100000 takes half an hour and 4 GB of memory.
"""

import argparse
import datetime as dt
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import benchmark_names as bench

from visavis.batches import Loaded, Pace
from visavis.load import load

SEED, MORE = 5, 10
HOMES = (  # country, capital, how people are called there
    ("China", "Beijing", "chinese"), ("Cuba", "Havana", "spanish"), ("Peru", "Lima", "spanish"),
    ("Sweden", "Stockholm", "english"), ("Brazil", "Brasilia", "spanish"), ("Mexico", "Mexico City", "spanish"),
    ("Spain", "Madrid", "spanish"), ("Russia", "Moscow", "russian"), ("Angola", "Luanda", "spanish"),
    ("India", "New Delhi", "southasian"), ("Kenya", "Nairobi", "english"), ("Chile", "Santiago", "spanish"),
    ("Egypt", "Cairo", "arabic"), ("Kuwait", "Kuwait City", "arabic"), ("South Korea", "Seoul", "korean"),
)  # fmt: skip
OFFICES = (
    "Foreign Minister", "President", "Prime Minister", "Ambassador", "Minister of Agriculture", "Minister of Trade",
    "Deputy Minister of Culture", "Minister of Health",
)  # fmt: skip
SUBJECTS = ("agriculture", "health", "culture", "trade", "tourism", "energy", "education", "fisheries")
TELLINGS = (
    "{home}'s {office} {guest} met with {there}'s {post} {host} in {city} on {day}.",
    "{post} {host} of {there} received {home}'s {office} {guest} in {city} on {day}.",
    "On {day}, {guest}, {office} of {home}, held talks with {host}, {post} of {there}.",
    "{home} and {there} signed a memorandum on {subject} in {city} on {day}, when {office} {guest} of {home} met {host}.",
)
Person = tuple[tuple[str, str, str], list[str], str]  # home, forms of the name, office
_SOUNDS = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "lo", "mu"]


class World:
    """People who meet over the years, and the articles that tell it; the same ones for the same seed."""

    def __init__(self, articles: int) -> None:
        self.random = random.Random(SEED)  # noqa: S311 - the same world on every run
        self.inventor = bench.Inventor(SEED)
        self.people = [self._person() for _ in range(max(30, articles // 20))]

    def _person(self) -> Person:
        home = self.random.choice(HOMES)
        given, surnames = bench.stock(home[2])
        names = [self.random.choice(given) for _ in range(2)] + [self.random.choice(surnames) for _ in range(2)]
        one, two, family, second = (name.title() for name in names)
        return home, self.inventor.forms(home[2], (one, two, family, second))[:2], self.random.choice(OFFICES)

    def articles(self) -> Iterator[dict[str, str]]:
        """One to three articles on each meeting, without end."""
        number = 0
        while True:
            guest, host = self.random.sample(self.people, 2)
            if guest[0] == host[0]:
                continue
            day = dt.date(2000, 1, 1) + dt.timedelta(days=self.random.randrange(9000))
            for _ in range(self.random.choice((1, 1, 2, 3))):
                number += 1
                published = day + dt.timedelta(days=self.random.randrange(3))
                text = f"{self._telling(guest, host, day)} {self._filler()}"
                title = f"{guest[0][0]} and {host[0][0]}"
                yield {"id": str(number), "title": title, "text": text, "published": published.isoformat()}

    def _telling(self, guest: Person, host: Person, day: dt.date) -> str:
        return self.random.choice(TELLINGS).format(
            home=guest[0][0], there=host[0][0], city=host[0][1], office=guest[2], post=host[2],
            guest=self.random.choice(guest[1]), host=self.random.choice(host[1]),
            day=f"{day.day} {day:%B %Y}", subject=self.random.choice(SUBJECTS),
        )  # fmt: skip

    def _filler(self) -> str:
        """Words that no other article has in this order."""
        words = ("".join(self.random.choices(_SOUNDS, k=3)) for _ in range(30))
        return " ".join(words).capitalize() + "."


def main() -> None:
    """Print a line for each store and portion."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark growth", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000", help="articles in the stores (default: %(default)s)")
    asked = parser.parse_args()
    print(f"{MORE} articles into a store of{'':18}{'read it':>10}{'resolve':>10}{'write':>10}{'all':>10}{'MB':>8}")
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as scratch:
            portions = _files(Path(scratch), size)
            load(Path(scratch) / "S", [portions[0]], pace=Pace(articles=size, seconds=1e6))
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                for row in pool.apply(_added, (Path(scratch) / "S", portions[1], size)):
                    print(row, flush=True)


def _files(scratch: Path, size: int) -> list[str]:
    """The articles of the store, and those that come to it."""
    articles = World(size).articles()
    files = []
    for name, count in (("stored.jsonl", size), ("more.jsonl", 2 * MORE)):
        with (scratch / name).open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(next(articles)) + "\n" for _ in range(count))
        files.append(str(scratch / name))
    return files


def _added(directory: Path, file: str, size: int) -> list[str]:
    """Two portions into the store, and the seconds that each stage of each took."""
    stages: list[tuple[str, float]] = []

    def progress(loaded: Loaded) -> None:
        if not stages or stages[-1][0] != loaded.stage:
            stages.append((loaded.stage, time.process_time()))

    load(directory, [file], pace=Pace(jobs=1, articles=MORE), progress=progress)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = [(stage, later - at) for (stage, at), (_, later) in pairwise(stages)]
    rows = []
    for which, portion in (("in a new process", took[:3]), ("and in the same", took[3:6])):
        seconds = [second for _, second in portion]
        figures = "".join(f"{second:10.2f}" for second in (*seconds, sum(seconds)))
        rows.append(f"{f'  {size:,} articles, {which}':42}{figures}{peak:8,.0f}")
    return rows


if __name__ == "__main__":
    main()
