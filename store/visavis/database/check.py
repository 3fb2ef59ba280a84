"""Is the store whole, and safe where it lies? Every table is read, and every span followed to its words."""

import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from visavis.database.connection import Reader, open_reader, refuse_wal, store_file
from visavis.database.digest import HASHED, shown, table_digest
from visavis.database.generations import earlier
from visavis.errors import StoreBroken, StoreError, StoreOutdated

_SHOWN = 3  # examples of one problem


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how many of what, and what is wrong with them (nothing, where all is well)."""

    name: str
    count: int
    problems: tuple[str, ...] = ()


def check(directory: Path) -> Iterator[Check]:
    """Look at everything in the store in `directory`, one kind of thing after the other.

    Raises StoreError where there is no store that could be looked into.
    """
    if not store_file(directory).exists():
        open_reader(directory)  # which says so
    yield _files(directory)
    yield _permissions(directory)
    with open_reader(directory) as reader:
        yield _tables(reader)
        for name, (total, query) in _QUERIES.items():
            yield _rows(reader, name, total, query)
    yield _earlier(directory)


def _files(directory: Path) -> Check:
    try:
        refuse_wal(store_file(directory))
    except StoreBroken as error:
        return Check("files", 1, (str(error),))
    return Check("files", 1)


def _permissions(directory: Path) -> Check:
    """Who may write into a store may replace it, or lay a log beside it that the next reader takes for its own."""
    problems = []
    for path in (directory, store_file(directory)):
        status = path.stat()
        if status.st_mode & stat.S_IWOTH:
            problems.append(f"{path}: everybody may write to it (chmod o-w)")
    if store_file(directory).stat().st_mode & stat.S_IWGRP:
        problems.append(f"{store_file(directory)}: its group may write to it (chmod g-w)")
    return Check("permissions", 2, tuple(problems))


def _tables(reader: Reader) -> Check:
    """Every row of every table is read, counted, and where it belongs to the content, hashed again."""
    recorded = reader.rows("SELECT name, rows, digest FROM store_tables ORDER BY name")
    problems = [problem for row in recorded for problem in _table_problems(reader, *row)]
    return Check("rows", sum(rows for _, rows, _ in recorded), tuple(problems))


def _table_problems(reader: Reader, name: str, rows: int, digest: str | None) -> Iterator[str]:
    found = reader.rows(f"SELECT count(*), bit_xor(hash({name})) FROM {name}")[0][0]
    if found != rows:
        yield f"{name}: {found:,} rows where {rows:,} were published"
    elif name in HASHED:
        with reader.cursor() as cursor:
            again = shown(table_digest(cursor, name))
        if again != digest:
            yield f"{name}: a row is not as it was published"


def _rows(reader: Reader, name: str, total: str, query: str) -> Check:
    """`query` gives a line for whatever is wrong among the rows that `total` counts."""
    count = reader.rows(total)[0][0]
    (wrong,) = reader.rows(f"SELECT count(*) FROM ({query})")[0]
    examples = reader.rows(f"SELECT * FROM ({query}) LIMIT {_SHOWN}") if wrong else []
    problems = [str(line) for (line,) in examples]
    if wrong > _SHOWN:
        problems.append(f"and {wrong - _SHOWN:,} more")
    return Check(name, count, tuple(problems))


def _earlier(directory: Path) -> Check:
    kept = earlier(directory)
    problems = []
    for one in kept:
        try:
            with suppress(StoreOutdated):  # whole, and brought forward by whoever goes back to it
                open_reader(one.directory).close()
        except StoreError as error:
            problems.append(str(error))
    return Check("earlier generations", len(kept), tuple(problems))


def _span(table: str, words: str) -> str:
    """Rows of `table` whose `words` do not stand at their offsets in their article."""
    return f"""
        SELECT format('{table}: {{}} to {{}} of article {{}} are other words', char_start, char_end, {table}.article_id)
        FROM {table} LEFT JOIN articles USING (article_id)
        WHERE char_start < 0 OR char_end < char_start
           OR substring(articles.text, char_start + 1, char_end - char_start) IS DISTINCT FROM {table}.{words}"""


def _orphans(table: str, column: str, target: str, key: str) -> str:
    """Rows of `table` whose `column` names a row that `target` does not have."""
    return f"""
        SELECT format('{table}: {column} {{}} is not in {target}', {column})
        FROM (SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL) AS named
        ANTI JOIN {target} ON {target}.{key} = named.{column}"""


def _twice(table: str, key: str) -> str:
    return f"""
        SELECT format('{table}: {{}} is there {{}} times', {key}, count(*))
        FROM {table} GROUP BY {key} HAVING count(*) > 1"""


_FACTS = """(
    SELECT meeting_id AS fact_id FROM meetings UNION ALL SELECT agreement_id FROM agreements
    UNION ALL SELECT visit_id FROM visits UNION ALL SELECT statement_id FROM statements)"""
_REFERENCES = (
    ("articles", "origin_id", "articles", "article_id"),
    ("articles", "article_id", "extractions", "article_id"),
    ("extractions", "article_id", "articles", "article_id"),
    ("sentences", "article_id", "articles", "article_id"),
    ("mentions", "article_id", "articles", "article_id"),
    ("mentions", "actor_id", "actors", "actor_id"),
    ("actor_names", "actor_id", "actors", "actor_id"),
    ("actor_roles", "actor_id", "actors", "actor_id"),
    ("participants", "meeting_id", "meetings", "meeting_id"),
    ("participants", "actor_id", "actors", "actor_id"),
    ("agreements", "meeting_id", "meetings", "meeting_id"),
    ("parties", "agreement_id", "agreements", "agreement_id"),
    ("parties", "actor_id", "actors", "actor_id"),
    ("visitors", "visit_id", "visits", "visit_id"),
    ("visitors", "actor_id", "actors", "actor_id"),
    ("visit_meetings", "visit_id", "visits", "visit_id"),
    ("visit_meetings", "meeting_id", "meetings", "meeting_id"),
    ("statements", "meeting_id", "meetings", "meeting_id"),
    ("statements", "agreement_id", "agreements", "agreement_id"),
    ("statements", "answers_id", "statements", "statement_id"),
    ("statement_actors", "statement_id", "statements", "statement_id"),
    ("statement_actors", "actor_id", "actors", "actor_id"),
    ("evidence", "article_id", "articles", "article_id"),
    ("evidence", "subject_id", "actors", "actor_id"),
)
_IDS = (
    ("articles", "article_id"),
    ("actors", "actor_id"),
    ("meetings", "meeting_id"),
    ("agreements", "agreement_id"),
    ("visits", "visit_id"),
    ("statements", "statement_id"),
    ("extractions", "article_id"),
)
# What is looked at: how many there are, and a line for each that is wrong.
_QUERIES = {
    "quotations": ("SELECT count(*) FROM evidence", _span("evidence", "quote")),
    "mentions": ("SELECT count(*) FROM mentions", _span("mentions", "text")),
    "sentences": ("SELECT count(*) FROM sentences", _span("sentences", "text")),
    "facts without words": (
        f"SELECT count(*) FROM {_FACTS}",
        f"""SELECT format('fact {{}} has no evidence that it happened', fact_id) FROM {_FACTS} AS facts
            ANTI JOIN (FROM evidence WHERE field = 'event') AS told USING (fact_id)""",
    ),
    "evidence without facts": (
        "SELECT count(DISTINCT fact_id) FROM evidence",
        f"""SELECT DISTINCT format('evidence: fact_id {{}} is no fact', fact_id) FROM evidence
            ANTI JOIN {_FACTS} AS facts USING (fact_id)""",
    ),
    "references": (f"SELECT {len(_REFERENCES)}", " UNION ALL ".join(_orphans(*one) for one in _REFERENCES)),
    "ids": (f"SELECT {len(_IDS)}", " UNION ALL ".join(_twice(*one) for one in _IDS)),
}
