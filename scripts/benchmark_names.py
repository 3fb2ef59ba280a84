"""How well and how fast names are told apart: scripts/benchmark names [PAIRS.jsonl].

Without PAIRS (lines of `name_a`, `name_b`, `same` and, where it is known, `group` and `type`) people are invented from
the lexicon's names, each with the forms that news of its culture gives it, and their nearest namesakes; the inventor
and our matcher have one author, so real pairs say more. Every method, ours and what else is installed and light, gets
its best threshold; ours is also judged at the one by which `visavis same` answers. Then lists of 1,000, 10,000 and
100,000 invented names go through `visavis resolve`, start-up included; comparing all pairs stops where it takes hours.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from anyascii import anyascii
from rapidfuzz import fuzz, process

from visavis.lexicon import names
from visavis.resolution.judgement import UNSURE_FROM
from visavis.resolution.names import compare_any

SEED = 7
PEOPLE = 1_500  # invented for the pairs
ROUNDS = 5  # of the speed test; the best counts
SIZES = (1_000, 10_000, 100_000)
ALL_PAIRS = 10_000  # names up to which every pair is compared
PEERS = {"jellyfish": "jaro_winkler_similarity", "textdistance": "jaccard"}  # light ones, which visavis does not need

Scorer = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether they are one actor's."""

    name_a: str
    name_b: str
    same: bool
    group: str


# --- invented people -------------------------------------------------------------------------------------------------

SPELLINGS = (
    ("kh", "h"), ("y", "i"), ("i", "y"), ("ei", "ey"), ("ks", "x"), ("x", "ks"), ("ou", "u"), ("u", "ou"), ("ee", "i"),
    ("q", "k"), ("ph", "f"), ("ss", "s"), ("l", "ll"), ("sh", "ch"), ("j", "dj"), ("dh", "d"), ("v", "w"),
)  # fmt: skip
NICKNAMES = {"robert": "bob", "william": "bill", "michael": "mike", "thomas": "tom", "daniel": "dan", "joseph": "joe"}
TITLES = ("President", "Foreign Minister", "Dr.", "Gen.", "Ambassador")
TITLED = 0.3  # of the names have a title
NEAR = (40, 70)  # how like each other, of 100, the given names of two people are who are easily confused
CULTURES = ("spanish", "chinese", "russian", "arabic", "english", "southasian", "korean")


@cache
def stock(culture: str) -> tuple[list[str], list[str]]:
    """The given names and surnames of a culture, in a fixed order."""
    known = names().cultures[culture]
    return sorted(known.given), sorted(known.surnames)


class Inventor:
    """People of many cultures and the forms of their names; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same people on every run

    def person(self) -> tuple[str, tuple[str, str, str, str]]:
        """A culture, two given names and two surnames."""
        culture = self.random.choice(CULTURES)
        given, surnames = stock(culture)
        picked = (*(self.random.choice(given) for _ in range(2)), *(self.random.choice(surnames) for _ in range(2)))
        one, two, family, second = (name.title() for name in picked)
        return culture, (one, two, family, second)

    def forms(self, culture: str, parts: tuple[str, str, str, str]) -> list[str]:
        """What news of that culture calls somebody of these names, the full name first."""
        found: Iterator[str] = getattr(self, culture)(*parts)
        return list(dict.fromkeys(found))

    def namesake(self, culture: str, parts: tuple[str, str, str, str]) -> tuple[str, str, str, str]:
        """Somebody of the same surnames and another given name, one that looks like it where there is one."""
        others = [name for name in stock(culture)[0] if NEAR[0] <= fuzz.ratio(name, parts[0].lower()) <= NEAR[1]]
        other = self.random.choice(others or [name for name in stock(culture)[0] if name != parts[0].lower()])
        return other.title(), *parts[1:]

    def spanish(self, one: str, two: str, family: str, second: str) -> Iterator[str]:
        """Two given names and two surnames; the second surname may be dropped."""
        yield f"{one} {two} {family} {second}"
        yield f"{one} {family} {second}"
        yield f"{one} {family}"
        yield f"{one[0]}. {family} {second}"

    def chinese(self, one: str, _two: str, family: str, _second: str) -> Iterator[str]:
        """Either order, syllables joined or hyphenated."""
        yield f"{family} {one}"
        yield f"{one} {family}"
        if len(one) > 5:
            yield f"{family} {one[:3]}-{one[3:].lower()}"

    def korean(self, one: str, two: str, family: str, _second: str) -> Iterator[str]:
        """Two syllables, spaced or hyphenated, in either order."""
        yield f"{family} {one} {two}"
        yield f"{family} {one}-{two.lower()}"
        yield f"{one}-{two.lower()} {family}"

    def russian(self, one: str, two: str, family: str, _second: str) -> Iterator[str]:
        """A patronymic, which may be dropped; lists put the family name first."""
        father = two.rstrip("aeiouy") + "ovich"
        yield f"{one} {father} {family}"
        yield f"{one} {family}"
        yield f"{family.upper()}, {one} {father}"
        yield respelt(f"{one} {family}", self.random)

    def arabic(self, one: str, two: str, family: str, _second: str) -> Iterator[str]:
        """The article written or not; vowels as they come."""
        yield f"{one} {two} al-{family}"
        yield f"{one} {two} {family}"
        yield respelt(f"{one} {two} al-{family}", self.random)
        yield f"{one} al-{family}"

    def english(self, one: str, two: str, family: str, _second: str) -> Iterator[str]:
        """A middle name, its initial, or neither; a nickname."""
        yield f"{one} {two} {family}"
        yield f"{one} {two[0]}. {family}"
        yield f"{one} {family}"
        yield f"{NICKNAMES.get(one.lower(), one).title()} {family} Jr."

    def southasian(self, one: str, two: str, family: str, _second: str) -> Iterator[str]:
        """Family name first or last."""
        yield f"{one} {two} {family}"
        yield respelt(f"{one} {two} {family}", self.random)
        yield f"{family} {one} {two}"


def respelt(name: str, chance: random.Random) -> str:
    """The name in another system of spelling."""
    here, there = chance.choice([pair for pair in SPELLINGS if pair[0] in name] or [("", "")])
    name = name.replace(here, there, 1)
    return name


def invented_pairs(people: int = PEOPLE, seed: int = SEED) -> list[Pair]:
    """Two forms of one person, now and then with a title, and one of them beside a namesake."""
    inventor = Inventor(seed)
    pairs = []
    for _ in range(people):
        culture, parts = inventor.person()
        forms = inventor.forms(culture, parts)
        a, b = inventor.random.sample(forms, 2)
        title = inventor.random.choice(TITLES) + " " if inventor.random.random() < TITLED else ""
        pairs.append(Pair(title + a, b, same=True, group=culture))
        other = inventor.forms(culture, inventor.namesake(culture, parts))[0]
        pairs.append(Pair(forms[0], title + other, same=False, group=culture))
    return pairs


def invented_list(size: int, seed: int = SEED) -> list[tuple[str, int]]:
    """`size` different names with the number of the person that bears each."""
    inventor, found, person = Inventor(seed), dict[str, int](), 0
    while len(found) < size:
        forms = inventor.forms(*inventor.person())
        person += 1
        for form in inventor.random.sample(forms, min(len(forms), inventor.random.randint(1, 3))):
            found.setdefault(form, person)
    return list(found.items())[:size]


# --- quality ---------------------------------------------------------------------------------------------------------


def ours(a: str, b: str) -> float:
    """The score that `visavis same` gives."""
    return compare_any(a, b).score


def folded(scorer: Callable[..., float]) -> Scorer:
    """A scorer of strings on plain lower-case letters, from 0 to 1."""
    return lambda a, b: scorer(anyascii(a).lower(), anyascii(b).lower()) / 100


def methods() -> dict[str, Scorer]:
    """Ours and those that are installed."""
    found: dict[str, Scorer] = {
        "visavis same": ours,
        "rapidfuzz WRatio": folded(fuzz.WRatio),
        "rapidfuzz token_set_ratio": folded(fuzz.token_set_ratio),
        "rapidfuzz token_sort_ratio": folded(fuzz.token_sort_ratio),
    }
    for module, function in PEERS.items():
        with suppress(ImportError):
            scorer = getattr(import_module(module), function)
            found[f"{module} {function}"] = lambda a, b, scorer=scorer: scorer(anyascii(a).lower(), anyascii(b).lower())
    return found


def f1(scored: Sequence[tuple[float, bool]], threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of calling everything from `threshold` on the same."""
    counts = Counter((score >= threshold, same) for score, same in scored)
    good, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    precision, recall = good / max(good + wrong, 1), good / max(good + missed, 1)
    return precision, recall, 2 * good / max(2 * good + wrong + missed, 1)


def best(scored: Sequence[tuple[float, bool]]) -> float:
    """The threshold with the best F1."""
    return max(sorted({score for score, _ in scored}), key=lambda threshold: f1(scored, threshold)[2], default=0.5)


def quality(pairs: Sequence[Pair]) -> Iterator[str]:
    """A line a method: precision, recall, F1, threshold and pairs a second on one core, nothing known beforehand."""
    yield f"{'method':28}{'P':>7}{'R':>7}{'F1':>7}{'at':>7}{'pairs/s':>10}"
    for name, scorer in methods().items():
        scored, speed = timed(scorer, pairs)
        threshold = best(scored)
        yield line(name, f1(scored, threshold), threshold, speed)
        if scorer is ours:
            yield line("  at its own threshold", f1(scored, UNSURE_FROM), UNSURE_FROM, speed)
            yield from by_group(pairs, scored)
    missing = [module for module in PEERS if find_spec(module) is None]
    if missing:
        yield f"not installed, so not compared: {', '.join(missing)}"


def by_group(pairs: Sequence[Pair], scored: Sequence[tuple[float, bool]]) -> Iterator[str]:
    """Ours group by group, at its own threshold."""
    groups: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for pair, one in zip(pairs, scored, strict=True):
        groups[pair.group].append(one)
    for group, own in sorted(groups.items()):
        yield f"    {group:24}" + "".join(f"{figure:7.3f}" for figure in f1(own, UNSURE_FROM)) + f"{len(own):>15} pairs"


def line(name: str, figures: Iterable[float], threshold: float, speed: float) -> str:
    """One line of the table of quality."""
    return f"{name:28}" + "".join(f"{figure:7.3f}" for figure in figures) + f"{threshold:7.2f}{speed:10,.0f}"


def timed(scorer: Scorer, pairs: Sequence[Pair]) -> tuple[list[tuple[float, bool]], float]:
    """Scores, and pairs a second of processor time; names are new to the method in each round."""
    scorer("Ana Ruiz", "Ruiz, Ana")
    speeds = []
    for _ in range(ROUNDS):
        forget()
        start = time.process_time()
        scored = [(scorer(pair.name_a, pair.name_b), pair.same) for pair in pairs]
        speeds.append(len(pairs) / (time.process_time() - start))
    return scored, max(speeds)


def forget() -> None:
    """Empty what our modules keep of names that they have seen; tables stay."""
    for name, module in list(sys.modules.items()):
        if name.startswith("visavis.resolution"):
            for kept in vars(module).values():
                if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"]:
                    kept.cache_clear()


# --- cost ------------------------------------------------------------------------------------------------------------


def cost(sizes: Iterable[int]) -> Iterator[str]:
    """A line a method and size: seconds with start-up, peak memory, and what came of it."""
    yield f"{'names to actors':28}{'names':>9}{'seconds':>9}{'MB':>6}{'P':>7}{'R':>7}"
    for size in sizes:
        listed = invented_list(size)
        yield resolved(listed)
        if size <= ALL_PAIRS:
            yield all_pairs(listed)
        else:
            yield f"{'rapidfuzz WRatio, all pairs':28}{size:>9,}{extrapolated(listed):>9,.0f}   (from 200 names)"


def resolved(listed: Sequence[tuple[str, int]]) -> str:
    """Through `visavis resolve`, each name in a document of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "names.jsonl"
        rows = (
            {"doc_id": k, "mentions": [{"id": k, "text": name, "type": "person"}]} for k, (name, _) in enumerate(listed)
        )
        source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        command = [sys.executable, "-m", "visavis_tui", "resolve", str(source), "--jsonl"]
        start = time.monotonic()
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603
        seconds = time.monotonic() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    labels = {row["id"]: row["cluster"] for row in map(json.loads, done.stdout.splitlines())}
    precision, recall = pairwise([labels[k] for k in range(len(listed))], [person for _, person in listed])
    return f"{'visavis resolve':28}{len(listed):>9,}{seconds:>9.1f}{peak:>6.0f}{precision:7.3f}{recall:7.3f}"


def all_pairs(listed: Sequence[tuple[str, int]], cut: float = 90) -> str:
    """Every pair by WRatio, whatever is like each other in one cluster."""
    plain = [anyascii(name).lower() for name, _ in listed]
    homes = list(range(len(plain)))

    def home(k: int) -> int:
        while homes[k] != k:
            homes[k] = homes[homes[k]]
            k = homes[k]
        return k

    start = time.monotonic()
    for i, name in enumerate(plain):
        for _, _, j in process.extract(name, plain[: i + 1], scorer=fuzz.WRatio, score_cutoff=cut, limit=None):
            homes[home(i)] = home(j)
    seconds = time.monotonic() - start
    precision, recall = pairwise([home(k) for k in range(len(plain))], [person for _, person in listed])
    return f"{'rapidfuzz WRatio, all pairs':28}{len(listed):>9,}{seconds:>9.1f}{'':>6}{precision:7.3f}{recall:7.3f}"


def extrapolated(listed: Sequence[tuple[str, int]], rows: int = 200) -> float:
    """Seconds that all pairs would take."""
    plain = [anyascii(name).lower() for name, _ in listed]
    start = time.monotonic()
    for name in plain[:rows]:
        process.extract(name, plain, scorer=fuzz.WRatio, score_cutoff=90, limit=None)
    return (time.monotonic() - start) * len(plain) / rows / 2


def pairwise(clusters: Sequence[object], people: Sequence[int]) -> tuple[float, float]:
    """Precision and recall over pairs of names."""

    def pairs(keys: Iterable[object]) -> int:
        return sum(count * (count - 1) // 2 for count in Counter(keys).values())

    both = pairs(zip(clusters, people, strict=True))
    return both / max(pairs(clusters), 1), both / max(pairs(people), 1)


# --- the command -----------------------------------------------------------------------------------------------------


def read_pairs(path: Path) -> list[Pair]:
    """Pairs of a file; rows that ask for knowledge, and countries, are left out."""
    rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines() if row.strip()]
    return [
        Pair(row["name_a"], row["name_b"], bool(row["same"]), row.get("group", "all"))
        for row in rows
        if not row.get("needs_knowledge") and row.get("type") != "country"
    ]


def main(argv: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="scripts/benchmark names", description=re.sub(r":.*", "", __doc__.splitlines()[0])
    )
    parser.add_argument("pairs", nargs="?", type=Path, help="pairs to judge instead of invented ones")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="names in the lists, 0 for none")
    asked = parser.parse_args(argv)
    os.environ.setdefault("PYTHONPATH", os.pathsep.join(sys.path))
    pairs = read_pairs(asked.pairs) if asked.pairs else invented_pairs()
    print(*quality(pairs), sep="\n", flush=True)
    for row in cost(size for size in map(int, asked.sizes.split(",")) if size):
        print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
