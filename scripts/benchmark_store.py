"""What loading, publishing and reading cost, beside a plain DuckDB file in the same run.

    scripts/benchmark store [--full]

Loads the annotated articles many times over (a number makes each another one), publishes a batch into stores of some
size, opens and asks stores of many events, and lets readers and a loader meet. --full takes 1 GB and 10 million events
as well: half an hour, 8 GB of disk and 6 GB of memory.
"""

import argparse
import json
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from database_cases import report, resolved
from visavis.database import lists, queries, write
from visavis.database import publish as publishing
from visavis.database.answers import Scope
from visavis.database.connection import open_reader, store_file
from visavis.database.facts import Facts
from visavis.database.publish import loading, publish
from visavis.database.tables import TABLES
from visavis.errors import ReadingError, StoreError
from visavis.extraction import extract
from visavis.ids import content_id
from visavis.load import Loaded, Pace, load
from visavis.model import Article, Evidence, Member, Report, Resolution
from visavis.reading import read
from visavis.resolution import resolve

ROOT = Path(__file__).parents[1]
READERS, POLL, EVERY = 8, 0.05, 0.5  # readers, seconds between two of their looks, seconds between two publishes
PARTS = {"copy": "copy", "write_store": "write", "_verify": "read back", "sync": "to disk"}


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark store", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="articles to load (default: %(default)s)")
    parser.add_argument("--seconds", type=float, default=10, help="of readers beside a loader (default: %(default)s)")
    parser.add_argument("--scratch", type=Path, help="directory to work in (default: the system's)")
    parser.add_argument("--full", action="store_true", help="1 GB and 10 million events as well")
    asked = parser.parse_args()
    steps: list[Callable[[Path], None]] = [
        partial(loads, count=asked.articles),
        *[partial(publishes, size=size) for size in ((100, 1000) if asked.full else (100,))],
        *[partial(browsing, count=count) for count in ((10**6, 10**7) if asked.full else (10**6,))],
        partial(meeting, seconds=asked.seconds),
    ]
    for step in steps:
        with tempfile.TemporaryDirectory(dir=asked.scratch) as scratch:
            step(Path(scratch))


def say(what: str, *figures: str) -> None:
    """One line."""
    print(f"{what:44}" + "".join(f"{figure:>22}" for figure in figures), flush=True)


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def corpus() -> list[Article]:
    """The annotated articles, written for this project."""
    return [one for one in read([str(ROOT / "tests" / "corpus")]) if not isinstance(one, ReadingError)]


def loads(scratch: Path, count: int) -> None:
    """Articles a second from the file to the published store."""
    say(f"load {count:,} articles", "articles a second", "extract", "resolve", "publish")
    articles = corpus()
    file = scratch / "articles.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            one = articles[number % len(articles)]
            said = {"id": number, "title": one.title, "text": f"{one.text}\n\n{number}", "published": one.published}
            out.write(json.dumps({**said, "language": one.language, "publisher": one.publisher}) + "\n")
    for jobs in (1, 2):
        stages: dict[str, float] = {}
        took = seconds(partial(load, scratch / f"S{jobs}", [str(file)], pace=Pace(jobs=jobs), progress=_timed(stages)))
        parts = (f"{stages.get(stage, 0):.1f} s" for stage in ("reading", "resolving", "publishing"))
        say(f"  {jobs} process{'es' * (jobs > 1)}", f"{count / took:,.0f}", *parts)
    few = min(count, 50)
    reports = [Report(one, extract(one)) for one in articles[:few]]
    took = seconds(partial(_insert_singly, scratch / "plain.duckdb", reports))
    say("  plain file, INSERT row by row, writing only", f"{few / took:,.0f}")


def _timed(stages: dict[str, float]) -> Callable[[Loaded], None]:
    """Progress that adds up the seconds of each stage."""
    now = {"stage": "reading", "since": time.monotonic()}

    def progress(loaded: Loaded) -> None:
        if loaded.stage != now["stage"]:
            stage, moment = str(now["stage"]), time.monotonic()
            stages[stage] = stages.get(stage, 0.0) + moment - float(now["since"])
            now.update(stage=loaded.stage, since=moment)

    return progress


def _insert_singly(file: Path, reports: Sequence[Report]) -> None:
    write.create_store(file)
    with closing(duckdb.connect(str(file))) as connection:
        for one in reports:
            _insert(connection, Facts([one], Resolution()))


def _insert(connection: duckdb.DuckDBPyConnection, facts: Facts) -> None:
    """All rows of some facts as anybody would write them: parameters, one transaction."""
    connection.execute("BEGIN")
    for name, make in TABLES.items():
        rows = [list(row.values()) for row in make(facts)] if name != "country_names" else []
        if rows:
            connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
    connection.execute("COMMIT")


def publishes(scratch: Path, size: int) -> None:
    """A batch into a store of about so many MB, and what the parts of that take."""
    base = [Report(one, extract(one)) for one in corpus()]
    facts = resolve(base)
    copies = round(size / 3.4)  # MB of one copy of the corpus in a large store
    whole = [_copied(base, facts, number) for number in range(copies)]
    reports = [one for part, _ in whole for one in part]
    resolution = _together([part for _, part in whole])
    first = seconds(lambda: publish(scratch, reports, resolution))
    megabytes = store_file(scratch).stat().st_size / 1e6
    kept = {one.article.article_id for one in reports}
    new, more = _copied(base, facts, copies)
    reports, resolution = [*reports, *new], _together([resolution, more])
    say(f"publish {len(new)} articles into {megabytes:,.0f} MB ({len(kept):,} articles)", "seconds")
    say("  all of it at once, before that", f"{first:.1f}")
    parts: dict[str, float] = {}
    with _parts_timed(parts), loading(scratch) as store:
        took = seconds(lambda: store.publish(reports, resolution, kept=kept))
    for name, part in parts.items():
        say(f"    {name}", f"{part:.2f}")
    say("  a publish, while readers read on", f"{took:.2f}")
    (scratch / "shards").mkdir()
    facts_now = Facts(sorted(reports, key=lambda one: one.article.article_id), resolution, kept)
    before = store_file(scratch / "generations" / "1")
    in_place = partial(write.write_store, before, scratch / "shards", facts_now, generation=3)
    say("  the same in place: nobody reads for", f"{seconds(in_place):.2f}")


@contextmanager
def _parts_timed(parts: dict[str, float]) -> Iterator[None]:
    """Add up what the steps of a publish take."""
    originals = {name: getattr(publishing, name) for name in PARTS}

    def timed(name: str, *arguments: object, **options: object) -> object:
        begun = time.monotonic()
        try:
            return originals[name](*arguments, **options)
        finally:
            parts[PARTS[name]] = parts.get(PARTS[name], 0.0) + time.monotonic() - begun

    for name in PARTS:
        setattr(publishing, name, partial(timed, name))
    yield
    for name, original in originals.items():
        setattr(publishing, name, original)


def _copied(base: Sequence[Report], facts: Resolution, number: int) -> tuple[list[Report], Resolution]:
    """The same articles and facts once more, as others."""
    ids = {one.article.article_id: content_id(one.article.article_id, number) for one in base}
    reports = [
        Report(
            replace(one.article, article_id=ids[one.article.article_id], text=f"{one.article.text}\n{number}"),
            replace(one.extraction, article_id=ids[one.article.article_id]),
        )
        for one in base
    ]
    return reports, Resolution(
        actors=tuple(
            replace(one, actor_id=content_id(one.actor_id, number), members=_members(one.members, ids))
            for one in facts.actors
        ),
        meetings=tuple(
            replace(
                one,
                meeting_id=content_id(one.meeting_id, number),
                participants=tuple(replace(who, actor_id=content_id(who.actor_id, number)) for who in one.participants),
                articles=tuple(ids[article] for article in one.articles),
                evidence=_quotes(one.evidence, ids, number),
            )
            for one in facts.meetings
        ),
        agreements=tuple(
            replace(
                one,
                agreement_id=content_id(one.agreement_id, number),
                parties=tuple(content_id(party, number) for party in one.parties),
                meeting_id=one.meeting_id and content_id(one.meeting_id, number),
                articles=tuple(ids[article] for article in one.articles),
                evidence=_quotes(one.evidence, ids, number),
            )
            for one in facts.agreements
        ),
    )


def _members(members: Sequence[Member], ids: dict[int, int]) -> tuple[Member, ...]:
    return tuple(Member(ids[one.article_id], one.key) for one in members)


def _quotes(evidence: Sequence[Evidence], ids: dict[int, int], number: int) -> tuple[Evidence, ...]:
    return tuple(
        replace(one, article_id=ids[one.article_id], subject_id=one.subject_id and content_id(one.subject_id, number))
        for one in evidence
    )


def _together(parts: Sequence[Resolution]) -> Resolution:
    return Resolution(
        actors=tuple(one for part in parts for one in part.actors),
        meetings=tuple(one for part in parts for one in part.meetings),
        agreements=tuple(one for part in parts for one in part.agreements),
    )


# --- browsing --------------------------------------------------------------------------------------------------------

_FILL = """
INSERT INTO meetings BY NAME SELECT * FROM (
    SELECT i * 7919 AS meeting_id, 'Minister ' || i % 50000 || ' met minister ' || i * 31 % 50000 AS title,
           ['held', 'held', 'planned', 'denied'][1 + i % 4] AS status, 'in-person' AS channel, day::VARCHAR AS date,
           day AS date_earliest, day AS date_latest, 'stated' AS date_basis, 'City ' || i % 500 AS city,
           [country[1 + i % 12], country[2 + i % 13]] AS countries, 1 AS articles, 1 AS origins, [] AS conflicts
    FROM (SELECT i, DATE '1990-01-01' + (hash(i) % 12000)::INTEGER AS day,
                 ['CHN', 'CUB', 'RUS', 'VNM', 'BRA', 'MEX', 'ESP', 'FRA', 'DEU', 'IND', 'ZAF', 'AGO', 'PER', 'CHL']
                 AS country FROM range($count) AS r(i))
) $order;
INSERT INTO participants BY NAME SELECT * FROM (
    SELECT meeting_id, (hash(meeting_id + k) % 50000)::BIGINT AS actor_id FROM meetings, range(2) AS r(k)) $by;
INSERT INTO actors BY NAME SELECT i AS actor_id, 'person' AS kind, 'Minister ' || i AS name,
    'minister ' || i AS name_fold, 40 AS meetings, 0 AS agreements, 40 AS mentions, 1 AS articles
    FROM range(50000) AS r(i);
INSERT INTO articles BY NAME SELECT i AS article_id, 'Article ' || i AS title, '2024-05' AS published, i AS origin_id,
    'a text' AS text FROM range(100000) AS r(i);
INSERT INTO evidence BY NAME SELECT meeting_id AS fact_id, 'meeting' AS fact_kind, ['event', 'participant'][k] AS field,
    meeting_id % 100000 AS article_id, 3 AS sentence_no, 10 AS char_start, 70 AS char_end, title AS quote,
    'asserted' AS stance FROM meetings, range(1, 3) AS r(k);
"""
_LATEST = "ORDER BY date_earliest DESC, meeting_id"


def browsing(scratch: Path, count: int) -> None:
    """Opening and asking a store of many events, beside the same rows as they come and without counts."""
    for name, order in (
        ("ours", {"$order": _LATEST, "$by": "ORDER BY actor_id"}),
        ("plain", {"$order": "", "$by": ""}),
    ):
        write_events(scratch / name, count, order)
    figures = {name: in_process(partial(_browse, scratch / name, counted=name == "ours")) for name in ("ours", "plain")}
    size = store_file(scratch / "ours").stat().st_size / 1e6
    say(f"{count:,} events, {size:,.0f} MB", "ours", "plain file")
    for what in figures["ours"]:
        say(f"  {what}", *(figures[name][what] for name in ("ours", "plain")))


def write_events(directory: Path, count: int, order: dict[str, str]) -> None:
    """A store of so many invented events."""
    directory.mkdir()
    write.create_store(store_file(directory))
    script = _FILL.replace("$count", str(count))
    for placeholder, by in order.items():
        script = script.replace(placeholder, by)
    with closing(duckdb.connect(str(store_file(directory)))) as connection:
        connection.execute("BEGIN")
        connection.execute(script)
        for name in ("stats", "listed") if order["$order"] else ("listed",):
            connection.execute(write.sql_file(name))
        write.record(connection, dict.fromkeys(write.HASHED, "0"), 1)
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT")


def _browse(directory: Path, *, counted: bool) -> dict[str, str]:
    """Each figure as text; the memory is what the process holds after all that stands above it."""
    begun = time.monotonic()
    with open_reader(directory) as reader:
        found = {"open": f"{(time.monotonic() - begun) * 1000:.0f} ms", "memory after that": _memory()}
        fact = reader.rows("SELECT meeting_id FROM meetings LIMIT 1 OFFSET 1000")[0][0]
        stats = write.sql_file("stats").partition("BY NAME")[2].rstrip().rstrip(";")
        header = partial(queries.relationship, reader) if counted else partial(reader.rows, stats)
        asked: dict[str, Callable[[], object]] = {
            "first 256 events": lambda: lists.listing(reader, "events", Scope()),
            "one event": lambda: queries.event(reader, fact),
            "its words": lambda: queries.evidence(reader, fact),
            "header: months of the relationship": header,
            "first 256 actors": lambda: lists.listing(reader, "actors", Scope()),
            "events of one actor": lambda: lists.listing(reader, "events", Scope(actor=77)),
        }
        for what, work in asked.items():
            found[what] = f"{statistics.median(seconds(work) for _ in range(5)) * 1000:.0f} ms"
        found["memory at the end"] = _memory()
    return found


def _memory() -> str:
    return f"{int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize() / 1e6:.0f} MB"


# --- readers and loaders ---------------------------------------------------------------------------------------------


def meeting(scratch: Path, seconds: float) -> None:
    """Eight readers and a loader at once, ours and a plain file that each opens for itself."""
    say(
        f"{READERS} readers, a loader, {seconds:.0f} s", "reads a second", "reads refused", "batches", "batches refused"
    )
    both = {"generations": (_read, _load), "plain file": (_read_plain, _load_plain)}
    for name, (reading, writing) in both.items():
        directory = scratch / name.replace(" ", "-")
        publish(directory, [report(0)], resolved([report(0)]))
        works = [partial(reading, directory, seconds)] * READERS + [partial(writing, directory, seconds)]
        *reads, (done, refused) = _at_once(works)
        total, failed = (sum(figures) for figures in zip(*reads, strict=True))
        say(f"  {name}", f"{total / seconds:,.0f}", f"{failed:,}", f"{done:,}", f"{refused:,}")


def _at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    with multiprocessing.get_context("spawn").Pool(len(works), maxtasksperchild=1) as pool:
        return [one.get() for one in [pool.apply_async(work) for work in works]]


def in_process(work: Callable[[], Any]) -> Any:  # noqa: ANN401
    """What `work` gives in a process of its own."""
    return _at_once([work])[0]


def _until(end: float, pause: float, attempt: Callable[[int], None]) -> tuple[int, int]:
    """How many attempts went well, and how many did not."""
    done = refused = 0
    while time.monotonic() < end:
        try:
            attempt(done + 1)
            done += 1
        except (duckdb.Error, StoreError):
            refused += 1
        time.sleep(pause)
    return done, refused


_ASK = "SELECT count(*), count(DISTINCT fact_id) FROM evidence"


def _read(directory: Path, seconds: float) -> tuple[int, int]:
    with open_reader(directory) as reader:
        return _until(time.monotonic() + seconds, POLL, lambda _: (reader.refresh(), reader.rows(_ASK)))


def _read_plain(directory: Path, seconds: float) -> tuple[int, int]:
    def attempt(_: int) -> None:
        with closing(duckdb.connect(str(store_file(directory)), read_only=True)) as connection:
            connection.execute(_ASK).fetchall()

    return _until(time.monotonic() + seconds, POLL, attempt)


def _load(directory: Path, seconds: float) -> tuple[int, int]:
    def attempt(number: int) -> None:
        with loading(directory) as store:
            stored = store.reports()
            reports = [*stored, report(number)]
            store.publish(reports, resolved(reports), kept={one.article.article_id for one in stored})

    return _until(time.monotonic() + seconds, EVERY, attempt)


def _load_plain(directory: Path, seconds: float) -> tuple[int, int]:
    def attempt(number: int) -> None:
        with closing(duckdb.connect(str(store_file(directory)))) as connection:
            _insert(connection, Facts([report(number)], resolved([report(number)])))

    return _until(time.monotonic() + seconds, EVERY, attempt)


if __name__ == "__main__":
    main()
