"""A session of statements: each is run in the locked process, and its rows printed or its mistake pointed at."""

import sys

from visavis.database.rows import Batch
from visavis.database.worker import SqlWorker
from visavis.errors import QueryError
from visavis_tui.output import cell_width
from visavis_tui.paging import Enough
from visavis_tui.present import displayable
from visavis_tui.printing import AnyPrinter, announce_cut, open_printer, row_limit
from visavis_tui.talk import say

_AROUND = 30  # characters shown on either side of a mistake


class Session:
    """Runs statements and prints what they give, all in the same way."""

    def __init__(self, worker: SqlWorker, form: str, limit: int | None, *, explain: bool = False) -> None:
        self.worker = worker
        self._form, self._limit, self._explain = form, row_limit(limit, form), explain

    def answer(self, sql: str) -> bool:
        """Print the rows of `sql`, or its plan; whether it could be run. Raises StoreError."""
        try:
            self._print(f"EXPLAIN\n{sql}" if self._explain else sql)
        except QueryError as error:
            self._complain(error, sql)
            return False
        return True

    def _print(self, sql: str) -> None:
        printer: AnyPrinter | None = None

        def take(batch: Batch) -> None:
            nonlocal printer
            printer = printer or open_printer(self._form, batch.columns, batch.types)
            printer.add(batch.rows)

        try:
            answer = self.worker.run(sql, take, limit=self._limit)
            if printer is not None:
                printer.close()
        except Enough:
            say(f"stopped; the result has {self._total(sql):,} rows")
        else:
            announce_cut(answer.given, answer.total)

    def _total(self, sql: str) -> int:
        return self.worker.run(sql, lambda _: None, limit=0).total

    def _complain(self, error: QueryError, sql: str) -> None:
        """Say what is wrong and, to people, point at it."""
        sys.stdout.flush()  # what came before it went wrong
        place = error.place
        if place and self._explain:
            place = (place[0] - 1, place[1])
        say(f"visavis: {QueryError(error.problem, place=place)}")
        if place and sys.stderr.isatty():
            for line in pointer(sql, *place):
                say(line)


def pointer(sql: str, line: int, column: int) -> tuple[str, str]:
    """The words around a place in `sql` (from 1), and a mark below it."""
    text = displayable(sql.split("\n")[line - 1])
    start = max(0, column - 1 - _AROUND)
    before = ("…" if start else "") + text[start : column - 1]
    after = text[column - 1 : column - 1 + _AROUND]
    return f"  {before}{after}", "  " + " " * cell_width(before) + "^"
