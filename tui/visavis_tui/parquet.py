"""Rows to Parquet, by default on standard output, in constant memory; polars is loaded when the first rows come."""

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Full, Queue
from threading import Thread
from typing import IO, Any

import polars as pl
from polars.io.plugins import register_io_source

from visavis.errors import QueryError
from visavis_tui.output import Row, distinct

_WAIT = 0.1  # seconds between two looks at whether the other side still lives
_SCALARS: dict[str, pl.DataType] = {
    "BOOLEAN": pl.Boolean(),
    "TINYINT": pl.Int8(),
    "SMALLINT": pl.Int16(),
    "INTEGER": pl.Int32(),
    "BIGINT": pl.Int64(),
    "UTINYINT": pl.UInt8(),
    "USMALLINT": pl.UInt16(),
    "UINTEGER": pl.UInt32(),
    "UBIGINT": pl.UInt64(),
    "HUGEINT": pl.Decimal(38, 0),  # of which Parquet has no integers
    "FLOAT": pl.Float32(),
    "DOUBLE": pl.Float64(),
    "DATE": pl.Date(),
    "TIME": pl.Time(),
    "TIMESTAMP": pl.Datetime("us"),
    "BLOB": pl.Binary(),
}


class ParquetPrinter:
    """Like `output.Printer`; a type that Parquet shares with no other program (a struct, a map) becomes text."""

    def __init__(self, columns: Sequence[str], types: Sequence[str], out: IO[bytes] | None = None) -> None:
        self.printed = 0  # rows
        self._out = out or sys.stdout.buffer
        self._kinds = [polars_type(name) for name in types]
        self._schema = pl.Schema(zip(distinct(columns), self._kinds, strict=True))
        self._queue: Queue[Sequence[Row] | None] = Queue(2)
        self._error: BaseException | None = None
        self._writer = Thread(target=self._write, daemon=True)
        self._writer.start()

    def add(self, rows: Sequence[Row]) -> None:
        """Take more rows; waits while the writer is behind."""
        self.printed += len(rows)
        self._put(rows)

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._put(None)
        self._writer.join()
        self._complain()

    def _put(self, rows: Sequence[Row] | None) -> None:
        """Hand over to the writer; raises QueryError or BrokenPipeError where it has given up."""
        while self._writer.is_alive():
            with suppress(Full):
                return self._queue.put(rows, timeout=_WAIT)
        return self._complain()

    def _complain(self) -> None:
        if self._error is None:
            return
        if "Broken pipe" in str(self._error):
            raise BrokenPipeError
        raise QueryError(f"this cannot be written as Parquet: {self._error}") from self._error

    def _write(self) -> None:
        try:
            register_io_source(self._frames, schema=self._schema).sink_parquet(self._out)
        except BaseException as error:  # noqa: BLE001 - told by _complain
            self._error = error

    def _frames(self, *_pushed_down: object) -> Iterator[pl.DataFrame]:
        while (rows := self._queue.get()) is not None:
            cells = [[_fitting(value, kind) for value, kind in zip(row, self._kinds, strict=True)] for row in rows]
            yield pl.DataFrame(cells, schema=self._schema, orient="row")


def polars_type(name: str) -> pl.DataType:
    """The column type for a type of DuckDB, such as `DECIMAL(9,2)` or `VARCHAR[]`; text where there is none."""
    if name.endswith("[]"):
        return pl.List(polars_type(name[:-2]))
    if decimal := re.fullmatch(r"DECIMAL\((\d+),\s*(\d+)\)", name):
        return pl.Decimal(int(decimal[1]), int(decimal[2]))
    return _SCALARS.get(name, pl.String())


def _fitting(value: Any, kind: pl.DataType) -> Any:  # noqa: ANN401 - cells of any type
    if isinstance(kind, pl.List) and value is not None:
        return [str(item) if kind.inner == pl.String and item is not None else item for item in value]
    if isinstance(kind, pl.String) and value is not None:
        return str(value)
    return value
