"""Rows to text: a table, csv, one JSON array, JSON lines or Markdown, written as the rows come in.

Written whole for machines and cut, visibly, for people. On a terminal every stored string is made harmless first.
"""

import csv
import io
import json
import math
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TextIO

from visavis_tui.present import displayable

Row = Sequence[Any]
SAMPLE = 1000  # rows of a table that decide how wide its columns are
_WIDEST_CELL = 48  # columns a cell may take while another column needs the room
_GAP = "  "
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


class Stream(Protocol):
    """Where lines go."""

    def write(self, text: str, /) -> object:
        """Take some text."""

    def isatty(self) -> bool:
        """Whether a person looks at it."""


class Printer:
    """Rows in, lines of one format out: `add` as rows come, `close` at the end."""

    def __init__(self, form: str, columns: Sequence[str], out: Stream | None = None) -> None:
        self._out = out or sys.stdout
        self._people = self._out.isatty()
        self._lines = _LINES[form](columns, shutil.get_terminal_size().columns if self._people else None)
        self.printed = 0  # rows
        self._write(self._lines.head())

    def add(self, rows: Iterable[Row]) -> None:
        """Take more rows."""
        rows = list(rows)
        self.printed += len(rows)
        # For people one by one: what a stored line break would tear apart stays on its line.
        for some in ([row] for row in rows) if self._people else [rows]:
            self._write(self._lines.body(some))

    def close(self) -> None:
        """Write what is still to be written."""
        self._write(self._lines.tail())

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._out.write((displayable(line) if self._people else line) + "\n")


def write(columns: Sequence[str], rows: Iterable[Row], form: str, out: TextIO | None = None) -> int:
    """Write `rows` as table, csv, json, jsonl or markdown to `out` (default: standard output); returns their number."""
    printer = Printer(form, columns, out)
    printer.add(rows)
    printer.close()
    return printer.printed


class _Lines:
    """A format: what comes before the rows, for some rows, and after them, each without its last line break."""

    def __init__(self, columns: Sequence[str], width: int | None) -> None:
        self.columns, self.width = columns, width  # columns of the terminal, None where there is none

    def head(self) -> Iterator[str]:
        return iter(())

    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        raise NotImplementedError

    def tail(self) -> Iterator[str]:
        return iter(())


class _Csv(_Lines):
    def head(self) -> Iterator[str]:
        return self.body([self.columns])

    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerows([["" if v is None else _whole(v) for v in r] for r in rows])
        if rows:
            yield buffer.getvalue()[:-1]


class _Jsonl(_Lines):
    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        keys = distinct(self.columns)
        for row in rows:
            yield _ENCODE(dict(zip(keys, map(_jsonable, row), strict=True)))


class _Json(_Jsonl):
    """One array, a row a line; always valid, also when empty."""

    held: str | None = None  # the last line, until it is known whether a comma follows

    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        for line in super().body(rows):
            yield "[" if self.held is None else f"{self.held},"
            self.held = line

    def tail(self) -> Iterator[str]:
        return iter(["[]"] if self.held is None else [self.held, "]"])


class _Markdown(_Lines):
    def head(self) -> Iterator[str]:
        yield from self.body([self.columns])
        yield "|" + "---|" * len(self.columns)

    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        for row in rows:
            yield "| " + " | ".join(_cell(value)[1].translate(_MARKS) for value in row) + " |"


_MARKS = {ord(mark): f"\\{mark}" for mark in "\\|`*_[]"} | {ord("<"): "&lt;", ord("&"): "&amp;"}


def _jsonable(value: object) -> object:
    """`value` in the types of JSON; what has none there (dates, decimals, infinities) as a string."""
    if value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    return str(value)


def distinct(names: Sequence[str]) -> list[str]:
    """`names` with repeated ones numbered (`n`, `n_2`), so that no column of a JSON row hides another."""
    taken: dict[str, int] = {}
    result = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        result.append(name if taken[name] == 1 else f"{name}_{taken[name]}")
    return result


class _Table(_Lines):
    """Columns as wide as the first rows need; the cells of later ones are cut to that, visibly, for people."""

    def __init__(self, columns: Sequence[str], width: int | None) -> None:
        super().__init__(columns, width)
        self._held: list[list[tuple[bool, str]]] = []
        self._layout: list[tuple[int, bool]] | None = None  # of each column: cells, whether it holds numbers

    def body(self, rows: Sequence[Row]) -> Iterator[str]:
        self._held += [[_cell(value) for value in row] for row in rows]
        if self._layout is not None or len(self._held) >= SAMPLE:
            yield from self._release()

    def tail(self) -> Iterator[str]:
        if self._held or self._layout is None:
            yield from self._release()

    def _release(self) -> Iterator[str]:
        held, self._held = self._held, []
        texts = [[text for _, text in row] for row in held]
        if self._layout is None:
            numeric = [_is_numeric(cells) for cells in zip(*held, strict=True)] if held else [False] * len(self.columns)
            widths = [max(map(cell_width, column)) for column in zip(self.columns, *texts, strict=True)]
            self._layout = list(zip(_fit(widths, self.width), numeric, strict=True))
            texts = [list(self.columns), ["─" * width for width, _ in self._layout], *texts]
        for row in texts:
            padded = (self._pad(text, *column) for text, column in zip(row, self._layout, strict=True))
            yield _GAP.join(padded).rstrip()

    def _pad(self, text: str, width: int, right: bool) -> str:  # noqa: FBT001 - a pair of the layout
        if self.width is not None:
            text = cut(text, width)
        space = " " * (width - cell_width(text))
        return space + text if right else text + space


def _cell(value: object) -> tuple[bool, str]:
    """Whether it counts as a number (or as nothing), and its text on one line."""
    number = value is None or (isinstance(value, (int, float)) and not isinstance(value, bool))
    return number, "" if value is None else displayable(_plain(value))


def _is_numeric(cells: tuple[tuple[bool, str], ...]) -> bool:
    return all(number for number, _ in cells) and any(text for _, text in cells)


def _plain(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(_plain(v) for v in value)
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def _whole(value: object) -> str:
    """As `_plain`, with every digit."""
    if isinstance(value, (list, tuple)):
        return ", ".join(_whole(item) for item in value)
    return str(value)


def _fit(widths: list[int], total: int | None) -> list[int]:
    """Narrow the widest columns until the row fits into `total`; without a terminal nothing is cut."""
    if total is None:
        return widths
    widths = list(widths)
    spare = total - len(_GAP) * (len(widths) - 1)
    while sum(widths) > spare and max(widths) > len("ab…"):
        widest = widths.index(max(widths))
        widths[widest] -= min(max(widths[widest] - _WIDEST_CELL, 1), sum(widths) - spare)
    return widths


def cut(text: str, width: int) -> str:
    """At most `width` terminal cells of `text`; "…" at the end says that something is missing."""
    if cell_width(text) <= width:
        return text
    kept, used = [], 1
    for character in text:
        used += cell_width(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def cell_width(text: str) -> int:
    """Terminal cells that `text` takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


_LINES: dict[str, type[_Lines]] = {"csv": _Csv, "json": _Json, "jsonl": _Jsonl, "markdown": _Markdown, "table": _Table}
