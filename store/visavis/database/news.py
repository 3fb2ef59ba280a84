"""What changed since somebody last looked, fact by fact: the facts as they were are kept in a small file of theirs.

A fact is known by the sentences that tell it, so that joining it with another, or a new first telling, does not make
it a new one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from visavis.database.rows import Rows

MOST = 500  # news that are listed at once; the count beside them is true

Change = Literal["new", "contradicted", "confirmed", "changed", "withdrawn"]
Looks = tuple[str | None, str | None, str | None, str | None]  # title, status, date, place

_NOW = """
    SELECT f.fact_id, f.title, f.status, f.date, f.place, f.countries, f.origins, f.date_latest,
           f.conflicts + told.denied AS against, told.spots
    FROM (
        SELECT meeting_id AS fact_id, title, status, date, nullif(concat_ws(', ', venue, city, country), '') AS place,
               countries, origins, date_latest, len(coalesce(conflicts, [])) AS conflicts
        FROM meetings
        UNION ALL
        SELECT agreement_id, title, status, date, nullif(instrument, ''), countries, origins, date_latest, 0
        FROM agreements
        UNION ALL
        SELECT visit_id, title, status, date, nullif(concat_ws(', ', city, country), ''), countries, origins,
               date_latest, 0
        FROM visits
        UNION ALL
        SELECT statement_id, title, kind, date, NULL, countries, origins, date_latest, 0 FROM statements
    ) f
    JOIN (
        SELECT fact_id, count(*) FILTER (stance = 'denied') AS denied,
               list(DISTINCT article_id::VARCHAR || ':' || char_start || ':' || char_end) AS spots
        FROM evidence WHERE field = 'event' GROUP BY fact_id
    ) told USING (fact_id)"""
# Each fact of now with the one of then that shares most tellings with it, and those of then that nothing tells now.
_COMPARED = """
    now_spots AS (SELECT fact_id, unnest(spots) AS spot FROM now),
    then_spots AS (SELECT fact_id, unnest(spots) AS spot FROM seen),
    shared AS (
        SELECT n.fact_id AS now_id, t.fact_id AS then_id, count(*) AS spots
        FROM now_spots n JOIN then_spots t USING (spot) GROUP BY ALL
    ),
    pairs AS (SELECT now_id, arg_max(then_id, (spots, then_id)) AS then_id FROM shared GROUP BY 1),
    news AS (
        SELECT n.fact_id, t.fact_id AS then_id,
               CASE WHEN t.fact_id IS NULL THEN 'new'
                    WHEN n.against > t.against THEN 'contradicted'
                    WHEN n.origins > t.origins THEN 'confirmed'
                    WHEN (n.title, n.status, n.date, n.place) IS DISTINCT FROM (t.title, t.status, t.date, t.place)
                    THEN 'changed' END AS change,
               n.title, n.status, n.date, n.place, n.countries, n.date_latest, n.origins,
               t.title AS old_title, t.status AS old_status, t.date AS old_date, t.place AS old_place,
               t.origins AS old_origins
        FROM now n LEFT JOIN pairs p ON p.now_id = n.fact_id LEFT JOIN seen t ON t.fact_id = p.then_id
        UNION ALL
        SELECT NULL, t.fact_id, 'withdrawn', t.title, t.status, t.date, t.place, t.countries, t.date_latest, 0,
               t.title, t.status, t.date, t.place, t.origins
        FROM seen t WHERE t.fact_id NOT IN (SELECT then_id FROM shared)
    )"""


@dataclass(frozen=True, slots=True)
class New:
    """One piece of news; `fact_id` is None where the fact is withdrawn, `then_id` where it is new."""

    fact_id: int | None
    then_id: int | None
    change: Change
    looks: Looks
    countries: tuple[str, ...]
    origins: int
    before: Looks
    old_origins: int | None


@dataclass(frozen=True, slots=True)
class News:
    """The first of the news, by pair of countries and kind of change, and how many there are in all."""

    items: tuple[New, ...]
    total: int
    problem: str = ""  # why nothing is known


def facts(reader: Rows) -> int:
    """How many facts there are to compare."""
    tables = ("meetings", "agreements", "visits", "statements")
    counts = reader.rows(f"SELECT {' + '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")
    return int(counts[0][0])


def keep(reader: Rows, file: Path) -> None:
    """Keep all facts as they are now in `file`."""
    _copy(reader, _NOW, file)


def news(reader: Rows, file: Path) -> News:
    """What is different from the facts kept in `file`."""
    rows = reader.rows(
        f"""WITH {_tables(file)}, {_COMPARED}
            SELECT fact_id, then_id, change, title, status, date, place, countries, origins,
                   old_title, old_status, old_date, old_place, old_origins, count(*) OVER ()
            FROM news WHERE change IS NOT NULL
            ORDER BY countries, array_position(['new', 'contradicted', 'confirmed', 'changed', 'withdrawn'], change),
                     date_latest DESC NULLS LAST, fact_id, then_id LIMIT {MOST}"""
    )
    return News(tuple(_new(row) for row in rows), rows[0][-1] if rows else 0)


def mark(reader: Rows, old: Path, file: Path, seen: Sequence[New]) -> None:
    """Keep in `file` what `old` holds, with these news as they are now."""
    now_ids = [one.fact_id for one in seen if one.fact_id is not None]
    then_ids = [one.then_id for one in seen if one.then_id is not None]
    chosen = f"""WITH {_tables(old)}
        SELECT * FROM seen WHERE fact_id NOT IN (SELECT unnest({then_ids}::BIGINT[]))
        UNION ALL SELECT * FROM now WHERE fact_id IN (SELECT unnest({now_ids}::BIGINT[]))"""
    _copy(reader, chosen, file)


def _tables(file: Path) -> str:
    return f"now AS ({_NOW}), seen AS (FROM read_parquet({_quoted(file)}))"


def _copy(reader: Rows, query: str, file: Path) -> None:
    """Write what a query gives whole, or leave what is there."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    reader.rows(f"COPY ({query}) TO {_quoted(draft)} (FORMAT parquet, COMPRESSION zstd)")
    draft.replace(file)


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", "''") + "'"


def _new(row: tuple[Any, ...]) -> New:
    fact_id, then_id, change, title, status, date, place, countries, origins, *old, old_origins, _ = row
    return New(fact_id, then_id, change, (title, status, date, place), tuple(countries or ()), origins,
               (old[0], old[1], old[2], old[3]), old_origins)  # fmt: skip
