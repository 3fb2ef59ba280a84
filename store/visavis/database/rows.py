"""Whatever runs queries, and what they give back: rows; in batches while a statement runs, and an answer at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = tuple[Any, ...]


class Rows(Protocol):
    """Whatever runs one query: `connection.Reader`, or a stand-in of a test."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of `sql`; raises a VisavisError."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows of a result; values are as stored, so whatever shows them must make them safe first."""

    columns: tuple[str, ...]
    types: tuple[str, ...]  # as DuckDB names them: BIGINT, VARCHAR[] ...
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a result: how much of it was given."""

    given: int  # rows
    total: int  # rows of the whole result

    @property
    def cut(self) -> bool:
        """Whether less than the whole result was given."""
        return self.given < self.total


def quoted(text: str) -> str:
    """`text` as a SQL string: for the few places that take no parameter."""
    return "'" + text.replace("'", "''") + "'"
