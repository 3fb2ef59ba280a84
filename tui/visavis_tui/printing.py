"""Results on standard output, in any format, a page at a time where somebody is looking; cuts are announced."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Union

from visavis.errors import VisavisError
from visavis_tui.cli import DEFAULT_ROWS
from visavis_tui.output import Printer, Row
from visavis_tui.paging import Pages, can_page
from visavis_tui.present import displayable
from visavis_tui.talk import say

if TYPE_CHECKING:
    from visavis_tui.parquet import ParquetPrinter

_PLAN = ("explain_key", "explain_value")


class BinaryToTerminal(VisavisError):
    """Nobody can read Parquet on a terminal."""


AnyPrinter = Union[Printer, "PlanPrinter", "ParquetPrinter"]


def open_printer(form: str, columns: Sequence[str], types: Sequence[str]) -> AnyPrinter:
    """What writes rows of these columns to standard output in the format `form`."""
    if form == "parquet":
        if sys.stdout.isatty():
            raise BinaryToTerminal("Parquet is for files: add > result.parquet")
        from visavis_tui.parquet import ParquetPrinter  # noqa: PLC0415 - loads polars

        return ParquetPrinter(columns, types)
    out = Pages() if can_page() else None
    if form == "table" and tuple(columns) == _PLAN:
        return PlanPrinter(out)
    return Printer(form, columns, out)


def row_limit(limit: int | None, form: str) -> int | None:
    """How many rows to fetch at most, None for all, from what --limit says (0: all)."""
    if limit is None and form == "table":
        return DEFAULT_ROWS
    return limit or None


def announce_cut(given: int, total: int) -> None:
    """Say how many rows there are where not all were given."""
    if given < total:
        sys.stdout.flush()  # the rows first, then what is missing
        say(f"{given:,} of {total:,} rows; all with --limit 0")


class PlanPrinter:
    """The plan of a query is a drawing, which a table would tear apart."""

    def __init__(self, out: Pages | None) -> None:
        self._out = out or sys.stdout

    def add(self, rows: Sequence[Row]) -> None:
        """Print the drawings."""
        for _, drawing in rows:
            for line in drawing.split("\n"):
                self._out.write(displayable(line).rstrip() + "\n")

    def close(self) -> None:
        """Nothing is left to write."""
