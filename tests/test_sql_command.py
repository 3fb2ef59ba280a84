"""`visavis sql` and its prompt: formats, plans, mistakes pointed at, examples, completion, on a terminal."""

import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from terminals import Terminal
from unprivileged import ENVIRONMENT
from visavis.database.examples import EXAMPLES, statements
from visavis.database.sql import run_sql
from visavis.load import load
from visavis.reading import bundled
from visavis_tui import cli, exits
from visavis_tui.asking import pointer
from visavis_tui.completion import completions, schema_of
from visavis_tui.output import SAMPLE, Printer
from visavis_tui.parquet import polars_type

COMMAND = [sys.executable, "-m", "visavis_tui", "sql"]
SCHEMA = schema_of([("actors", "actor_id"), ("actors", "name"), ("meetings", "meeting_id"), ("meetings", "date")])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled articles."""
    directory = tmp_path_factory.mktemp("sql") / "S"
    load(directory, bundled())
    return directory


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    capsys.readouterr()
    code = cli.main(["sql", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


# --- examples and plans ----------------------------------------------------------------------------------------------


def test_there_are_ten_examples_and_they_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """`--examples` needs no store: it prints what can be pasted."""
    assert len(statements()) == 10
    assert run(capsys, "--examples") == (exits.OK, EXAMPLES, "")


@pytest.mark.parametrize("title", statements())
def test_every_example_finds_something(title: str, store: Path) -> None:
    """Each runs as it stands on the bundled articles, with columns that have names."""
    result = run_sql(store, statements()[title], limit=None)
    assert result.total > 0
    assert all(name.isidentifier() for name in result.columns)


def test_a_plan_is_drawn_and_nothing_is_run(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--explain` prints the drawing as it is; what would never end is explained at once."""
    code, out, err = run(capsys, "SELECT count(*) FROM range(1000000000000) a, actors", "--explain", "--store", store)
    assert (code, err) == (exits.OK, "")
    assert "RANGE" in out
    assert out.splitlines()[0] == "┌───────────────────────────┐"


def test_a_mistake_in_what_is_explained_has_its_own_place(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line that we put before the statement does not count."""
    assert "(line 1, column 15)" in run(capsys, "SELECT * FORM actors", "--explain", "--store", store)[2]


# --- formats ---------------------------------------------------------------------------------------------------------


def test_markdown_is_a_table_whatever_the_cells_hold(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bars, line breaks and tags in a cell neither end it nor act."""
    code, out, _ = run(
        capsys, "SELECT 'a|b' || chr(10) || '<i>' AS \"x|y\", 2 AS n", "--format", "markdown", "--store", store
    )
    assert code == exits.OK
    assert out == "| x\\|y | n |\n|---|---|\n| a\\|b␊&lt;i> | 2 |\n"


def test_parquet_has_the_types_of_the_store(store: Path, tmp_path: Path) -> None:
    """Dates, lists, decimals and sums come out as such; what Parquet has no type for as text."""
    sql = """SELECT title, date_earliest, countries, 1.50::DECIMAL(9,2) AS d, sum(articles) OVER () AS s, {'a': 1} AS t,
        [DATE '2024-01-01', NULL] AS l FROM meetings ORDER BY meeting_id"""
    command = [*COMMAND, sql, "--format", "parquet", "--store", str(store)]
    with (tmp_path / "a.parquet").open("wb") as out:
        done = subprocess.run(command, stdout=out, env={**os.environ, **ENVIRONMENT}, check=False, timeout=60)  # noqa: S603
    assert done.returncode == exits.OK
    frame = pl.read_parquet(tmp_path / "a.parquet")
    assert list(frame.schema.values()) == [
        *(pl.String, pl.Date, pl.List(pl.String), pl.Decimal(9, 2), pl.Decimal(38, 0), pl.String, pl.List(pl.Date))
    ]
    assert frame["title"].to_list() == [row[0] for row in run_sql(store, sql, limit=None).rows]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("BIGINT", pl.Int64()), ("DECIMAL(18,3)", pl.Decimal(18, 3)), ("DATE[][]", pl.List(pl.List(pl.Date()))),
     ("STRUCT(a INTEGER)[]", pl.List(pl.String())), ("UUID", pl.String())],
)  # fmt: skip
def test_types_for_parquet(name: str, kind: pl.DataType) -> None:
    """DuckDB's names lead to columns."""
    assert polars_type(name) == kind


def test_csv_keeps_every_digit(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Data is not rounded for looks."""
    out = run(capsys, "SELECT 1234567.891 :: DOUBLE AS a, [0.1 :: DOUBLE] AS b", "--format", "csv", "--store", store)[1]
    assert list(csv.reader(io.StringIO(out)))[1] == ["1234567.891", "0.1"]


def test_a_long_table_is_laid_out_by_its_first_rows() -> None:
    """Rows beyond the sample are printed as they come, whole, without a second header."""
    out = io.StringIO()
    printer = Printer("table", ["n"], out)
    for start in range(0, 3 * SAMPLE, 500):
        printer.add([(n,) for n in range(start, start + 500)])
    assert out.getvalue().count("\n") == 3 * SAMPLE + 2
    printer.add([("longer than any before",)])
    printer.close()
    lines = out.getvalue().splitlines()
    assert (lines[0].strip(), len(lines), lines[-1]) == ("n", 3 * SAMPLE + 3, "longer than any before")


def test_rows_before_an_error_are_no_success(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What goes wrong after the first rows is told, and the exit code says that the result is not whole."""
    sql = "SELECT CASE WHEN range = 300000 THEN error('late') ELSE range END AS n FROM range(350000)"
    code, out, err = run(capsys, sql, "--format", "csv", "--store", store)
    assert code == exits.NOTHING_DONE
    assert out.startswith("n\n0\n1\n")
    assert "late" in err or "failed after its first rows" in err  # DuckDB loses the reason now and then


def test_a_statement_may_come_without_a_dash(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal and without a query, standard input is the query."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("SELECT 42 AS answer"))
    assert run(capsys, "--json", "--store", store)[1] == '[\n{"answer": 42}\n]\n'


# --- mistakes and completion -----------------------------------------------------------------------------------------


def test_a_mistake_is_pointed_at() -> None:
    """The mark stands under the place, also after wide letters and in the middle of a long line."""
    assert pointer("SELECT * FORM x", 1, 10) == ("  SELECT * FORM x", "           ^")
    assert pointer("SELECT '习', y", 1, 13)[1].index("^") == len("  SELECT '习', ") + 1
    text, mark = pointer("x" * 500 + "?" + "y" * 500, 1, 501)
    assert text[mark.index("^")] == "?"
    assert len(text) < 80
    assert "\x1b" not in pointer("\x1b[2J oops", 1, 3)[0]


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("FROM me", ["meetings"]),
        ("SELECT me", ["meeting_id", "meetings"]),
        ("SELECT m.d| FROM meetings AS m", ["date"]),
        ("SELECT actors.| FROM actors", ["actor_id", "name"]),
        ("SELECT na| FROM meetings", ["name_score("]),
        ("select sele", ["SELECT"]),
        ("SELECT ", []),
        ("SELECT nobody.x", []),
        ("", []),
    ],
)
def test_names_are_completed(typed: str, offers: list[str]) -> None:
    """Tables after FROM, columns of the tables at hand, aliases understood; `|` is the cursor."""
    before = typed.partition("|")[0]
    assert completions(before, typed.replace("|", ""), SCHEMA)[1] == offers


# --- on a terminal ---------------------------------------------------------------------------------------------------


@pytest.fixture
def terminal(store: Path, tmp_path: Path) -> Iterator[Terminal]:
    """`visavis sql` without a query, on a terminal."""
    env = {**ENVIRONMENT, "TERM": "xterm", "XDG_STATE_HOME": str(tmp_path), "VISAVIS_STORE": str(store)}
    with Terminal(COMMAND, env) as terminal:
        yield terminal


def test_the_prompt_completes_answers_pages_stops_and_remembers(terminal: Terminal, tmp_path: Path) -> None:
    """One sitting: Tab, a result, a mistake with its mark, a page, Ctrl-C on what never ends, and the way out."""
    terminal.until("visavis>")
    terminal.type("SELECT count(*) AS many FROM arti\t;\r")
    assert "many\r\n" in terminal.until(" s\r\n")
    terminal.type("SELECT * FORM x;\r")
    terminal.until("(line 1, column 15)")
    terminal.until("^\r\n")
    terminal.type("FROM range(200);\r")
    assert "\n   20\r" in terminal.until("-- Space")
    terminal.type(" ")
    assert "   43\r" in terminal.until("-- Space")
    terminal.type("q")
    terminal.until("the result has 200 rows")
    terminal.type("SELECT levenshtein(repeat('ab', 60000), repeat('ba', 60000));\r")
    terminal.until("\x1b[?2004l")  # the editor has handed over
    began = time.monotonic()
    while not terminal.has("stopped\r\n", 0.3):
        terminal.type("\x03")
    assert time.monotonic() - began < 10  # left alone it would go on for a minute
    terminal.type("\x18\x05:!id\r;\r")  # no editor, no shell behind any key
    terminal.until("syntax error")
    terminal.type("quit\r")
    assert terminal.ended() == 0
    history = tmp_path / "visavis" / "sql_history"
    assert "FROM range(200);" in history.read_text(encoding="utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_parquet_is_not_for_terminals(store: Path) -> None:
    """Bytes that nobody can read are refused, with the way to get them."""
    env = {**ENVIRONMENT, "TERM": "xterm", "VISAVIS_STORE": str(store)}
    with Terminal([*COMMAND, "FROM actors", "--format", "parquet"], env) as terminal:
        terminal.until("> result.parquet")
        assert terminal.ended() == exits.NOTHING_DONE
