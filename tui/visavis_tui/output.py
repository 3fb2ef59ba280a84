"""Rows to text: a table, csv, one JSON array or JSON lines.

Written whole for machines and cut, visibly, for people. On a terminal every stored string is made harmless first.
"""

import csv
import io
import json
import math
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TextIO

from visavis_tui.present import displayable

Row = Sequence[Any]
_WIDEST_CELL = 48  # columns a cell may take while another column needs the room
_GAP = "  "


def write(columns: Sequence[str], rows: Iterable[Row], form: str, out: TextIO | None = None) -> int:
    """Write `rows` as `form` (table, csv, json or jsonl) to `out` (default: standard output); returns their number."""
    out = out or sys.stdout
    on_terminal = out.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    count = 0

    def counted() -> Iterator[Row]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    for line in _LINES[form](columns, counted(), width):
        out.write((displayable(line) if on_terminal else line) + "\n")
    return count


def _csv(columns: Sequence[str], rows: Iterable[Row], _width: int | None) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="")
    for row in chain([columns], rows):
        writer.writerow(["" if v is None else _plain(v) for v in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _jsonl(columns: Sequence[str], rows: Iterable[Row], _width: int | None) -> Iterator[str]:
    keys = distinct(columns)
    for row in rows:
        yield json.dumps(dict(zip(keys, map(_jsonable, row), strict=True)), ensure_ascii=False)


def _jsonable(value: object) -> object:
    """`value` in the types of JSON; what has none there (dates, decimals, infinities) as a string."""
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(item) for item in value]
    if value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)


def _json(columns: Sequence[str], rows: Iterable[Row], _width: int | None) -> Iterator[str]:
    """One array, a row a line; always valid, also when empty."""
    held = None
    for line in _jsonl(columns, rows, None):
        yield "[" if held is None else f"{held},"
        held = line
    if held is None:
        yield "[]"
    else:
        yield held
        yield "]"


def distinct(names: Sequence[str]) -> list[str]:
    """`names` with repeated ones numbered (`n`, `n_2`), so that no column of a JSON row hides another."""
    taken: dict[str, int] = {}
    result = []
    for name in names:
        taken[name] = taken.get(name, 0) + 1
        result.append(name if taken[name] == 1 else f"{name}_{taken[name]}")
    return result


def _table(columns: Sequence[str], rows: Iterable[Row], width: int | None) -> Iterator[str]:
    cells = [[_cell(v) for v in row] for row in rows]
    numeric = [_is_numeric(values) for values in zip(*cells, strict=True)] if cells else [False] * len(columns)
    texts = [[text for _, text in row] for row in cells]
    widths = _fit([max(map(cell_width, column)) for column in zip(columns, *texts, strict=True)], width)
    for row in (list(columns), ["─" * w for w in widths], *texts):
        padded = (_pad(t, w, right=n) for t, w, n in zip(row, widths, numeric, strict=True))
        yield _GAP.join(padded).rstrip()


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


def _pad(text: str, width: int, *, right: bool) -> str:
    text = cut(text, width)
    space = " " * (width - cell_width(text))
    return space + text if right else text + space


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


_LINES: dict[str, Callable[[Sequence[str], Iterable[Row], int | None], Iterator[str]]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
}
