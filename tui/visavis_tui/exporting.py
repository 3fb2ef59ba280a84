"""A list as a file: all of its rows, in its order, with their ids; nothing is rounded and nothing left out."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import IO, Any, Literal, get_type_hints

from visavis.database import lists
from visavis.database.answers import ActorRow, EventRow, Scope, SourceRow
from visavis.database.lists import Kind
from visavis.database.rows import Rows
from visavis_tui.output import Printer

Form = Literal["csv", "jsonl", "parquet", "markdown"]
_ROWS: dict[Kind, type] = {"actors": ActorRow, "events": EventRow, "sources": SourceRow}
_ENDINGS: dict[Form, str] = {"csv": "csv", "jsonl": "jsonl", "parquet": "parquet", "markdown": "md"}
_TYPES: dict[object, str] = {int: "BIGINT", bool: "BOOLEAN", tuple[str, ...]: "VARCHAR[]", int | None: "BIGINT"}
_LEFT_OUT = "matched"  # what a search found is of the search, not of the row
_VECTORS = count(1)


def columns(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a list's columns, and their types as DuckDB names them."""
    hints = get_type_hints(_ROWS[kind])
    names = tuple(field.name for field in fields(_ROWS[kind]) if field.name != _LEFT_OUT)
    return names, tuple(_TYPES.get(hints[name], "VARCHAR") for name in names)


def fresh_file(kind: Kind, form: Form, directory: Path) -> Path:
    """A file that is not there yet: 'visavis-events-20250916-120000.csv'."""
    stem = f"visavis-{kind}-{datetime.now(UTC):%Y%m%d-%H%M%S}"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}.{_ENDINGS[form]}" for number in count(1))
    return next(directory / name for name in names if not (directory / name).exists())


def export(reader: Rows, kind: Kind, scope: Scope, order: str, form: Form, file: Path) -> int:
    """Write a list into a new file; how many rows it has. What cannot be written whole is not left behind."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        with os.fdopen(handle, "wb") as out:
            return _written(_rows(reader, kind, scope, order), kind, form, out)
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _written(rows: Iterator[Sequence[Any]], kind: Kind, form: Form, out: IO[bytes]) -> int:
    names, types = columns(kind)
    if form == "parquet":
        from visavis_tui.parquet import ParquetPrinter  # noqa: PLC0415 - polars is loaded for this only

        printer: Any = ParquetPrinter(names, types, out)
    else:
        printer = Printer(form, names, _Text(out))
    for part in rows:
        printer.add(part)
    printer.close()
    printed: int = printer.printed
    return printed


class _Text:
    """A file of text as `Printer` wants it."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, text: str) -> object:
        return self._out.write(text.encode("utf-8", "replace"))

    def isatty(self) -> bool:
        return False


def _rows(reader: Rows, kind: Kind, scope: Scope, order: str) -> Iterator[Sequence[Any]]:
    """The rows of a list, a page at a time."""
    names, _ = columns(kind)
    vector = f"export_{next(_VECTORS)}"
    lists.sort_into(reader, vector, kind, scope, order)
    try:
        for start in count(0, lists.PAGE):
            part = lists.part_of(reader, vector, start, kind, "")
            if not part:
                return
            yield [[getattr(row, name) for name in names] for row in part]
    finally:
        lists.drop(reader, vector)
