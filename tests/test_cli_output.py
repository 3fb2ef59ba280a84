"""Rows as tables, csv and JSON: whole for machines, harmless and visibly cut on a terminal."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from visavis_tui.output import cell_width, cut, distinct, write

ESCAPE = "Xi\x1b[31m Jinping\x9b0m"


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


def written(columns: list[str], rows: list[tuple[object, ...]], form: str, out: io.StringIO | None = None) -> str:
    """What `write` puts out."""
    out = out or io.StringIO()
    write(columns, rows, form, out)
    return out.getvalue()


def test_table_aligns_numbers_right_and_words_left() -> None:
    """Numbers line up at their last digit, names at their first letter."""
    text = written(["name", "meetings"], [("Xi Jinping", 3), ("He", 12)], "table")
    assert text.splitlines() == [
        "name        meetings",
        "──────────  ────────",
        "Xi Jinping         3",
        "He                12",
    ]


def test_table_without_rows_still_names_its_columns() -> None:
    """An empty result is a heading, not silence."""
    assert written(["name"], [], "table").splitlines() == ["name", "────"]


def test_wide_characters_take_two_columns() -> None:
    """A Chinese name does not push the next column out of line."""
    lines = written(["name", "n"], [("习近平", 1), ("Xi", 2)], "table").splitlines()
    assert {cell_width(line) for line in lines} == {cell_width(lines[0])}


def test_nothing_is_cut_when_piped() -> None:
    """A pipe gets every character, however wide the row."""
    long = "a" * 5000
    assert long in written(["text"], [(long,)], "table")


def test_a_terminal_gets_lines_that_fit_with_a_mark_where_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal every line fits the width, and an ellipsis says that something is missing."""
    monkeypatch.setenv("COLUMNS", "40")
    lines = written(["name", "text"], [("Xi", "words " * 50)], "table", Terminal()).splitlines()
    assert max(map(cell_width, lines)) <= 40
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_no_control_character_reaches_a_terminal(form: str) -> None:
    """Escape sequences hidden in stored text are shown as symbols."""
    text = written(["name\x1b]0;title\x07"], [(ESCAPE,)], form, Terminal())
    assert not any((ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 for c in text)
    assert "Jinping" in text


def test_csv_is_read_back_whole() -> None:
    """Commas, quotes, line breaks and None come through a csv reader."""
    text = written(["a", "b"], [('say "hi", twice\nplease', None), ("x", ["p", "q"])], "csv")
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ['say "hi", twice\nplease', ""], ["x", "p, q"]]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_valid_array(count: int) -> None:
    """None, one or many rows: always an array of objects."""
    rows = [(n, ESCAPE) for n in range(count)]
    assert json.loads(written(["n", "name"], list(rows), "json")) == [{"n": n, "name": t} for n, t in rows]


def test_jsonl_keeps_both_of_two_columns_with_one_name() -> None:
    """`select 1 as n, 2 as n` loses nothing."""
    assert json.loads(written(["n", "n"], [(1, 2)], "jsonl")) == {"n": 1, "n_2": 2}
    assert distinct(["a", "b", "a", "a"]) == ["a", "b", "a_2", "a_3"]


def test_values_without_a_json_type_become_strings() -> None:
    """Dates, decimals, infinities and maps with any keys are valid JSON."""
    values = (date(2024, 12, 11), Decimal("1.50"), float("nan"), {date(2025, 1, 1): [float("inf")]}, True, None)
    read = json.loads(written(list("abcdef"), [values], "jsonl"))
    assert list(read.values()) == ["2024-12-11", "1.50", "nan", {"2025-01-01": ["inf"]}, True, None]


def test_write_counts_the_rows() -> None:
    """The number of rows comes back, so that a caller can say what was left out."""
    assert write(["n"], [(1,), (2,)], "csv", io.StringIO()) == 2


@pytest.mark.parametrize(("text", "width", "expected"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("习近平", 5, "习近…")])
def test_cut_fits_the_width(text: str, width: int, expected: str) -> None:
    """Cut text fits, mark included."""
    assert cut(text, width) == expected
    assert cell_width(cut(text, width)) <= width
