"""Everything that can go wrong in words a user can act on.

    VisavisError
    |-- ReadingError          an input that cannot be read: names the file, the place and the cure
    |-- JournalError        a decision that cannot be recorded, found or taken back
    |-- StoreError
    |   |-- StoreMissing      no store there yet
    |   |-- StoreBusy         another loader holds the lock
    |   `-- StoreBroken       a file that is not a whole visavis store
    |       `-- StoreOutdated one that an older visavis made, whole but in older tables
    `-- QueryError            SQL that cannot run
        `-- QueryStopped      SQL that ran too long, took too much, or was interrupted

Only these reach the user as one line; anything else is a bug.
"""

from pathlib import Path


class VisavisError(Exception):
    """Base of every error that is shown to the user as one line."""


class ReadingError(VisavisError):
    """An input that cannot be read; the batch goes on without it."""

    def __init__(self, source: str, problem: str, *, line: int | None = None, cure: str = "") -> None:
        self.source, self.problem, self.line, self.cure = source, problem, line, cure
        place = source if line is None else f"{source}:{line}"
        super().__init__(f"{place}: {problem}" + (f" ({cure})" if cure else ""))


class JournalError(VisavisError):
    """A decision that cannot be recorded, found or taken back; the journal is as it was."""

    def __init__(self, problem: str, *, cure: str = "") -> None:
        self.problem, self.cure = problem, cure
        super().__init__(problem + (f" ({cure})" if cure else ""))


class StoreError(VisavisError):
    """Something about the store on disk."""

    def __init__(self, path: Path, problem: str, *, cure: str = "") -> None:
        self.path, self.problem, self.cure = path, problem, cure
        super().__init__(f"{path}: {problem}" + (f" ({cure})" if cure else ""))


class StoreMissing(StoreError):
    """There is no store at this path yet."""


class StoreBusy(StoreError):
    """Another process is loading into this store."""


class StoreBroken(StoreError):
    """The file is not a whole visavis store, or one of another version."""


class StoreOutdated(StoreBroken):
    """A store in the tables of an older visavis: whoever may write brings it forward, readers refuse it."""


class QueryError(VisavisError):
    """SQL that cannot run; `place` is the line and column, from 1, where DuckDB stopped, as far as it says."""

    def __init__(self, problem: str, *, place: tuple[int, int] | None = None) -> None:
        self.problem, self.place = problem, place
        super().__init__(problem + (f" (line {place[0]}, column {place[1]})" if place else ""))


class QueryStopped(QueryError):
    """SQL that was stopped before its end: by a person, by the clock, or by a limit on what it may take."""
