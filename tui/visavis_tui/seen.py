"""What one user has seen of one store: the facts as they were, in files that only this user reads.

Each marking is a file of its own, so that it can be taken back; the last few are kept.
"""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from visavis.database import news
from visavis.database.news import New, News
from visavis.database.rows import Rows
from visavis_tui.crash import state_directory

_KEPT = 6
_MANY = 100_000  # facts that are compared only where somebody asks for it
_NAME = re.compile(r"seen-\w+-(\d+)\.parquet")


class Seen:
    """The marks of one user in one store; everything here asks the store and belongs beside the screen."""

    def __init__(self, store: Path) -> None:
        name = blake2b(os.fsencode(store.absolute()), digest_size=8).hexdigest()
        self._stem = f"seen-{name}"

    def news(self, reader: Rows) -> News:
        """What is new since the last mark; at the first look everything is taken as seen."""
        return self._kept(lambda: self._since(reader))

    def news_at_the_start(self, reader: Rows) -> News:
        """The same, unasked: of a very large store nothing, as comparing it takes memory and time."""
        return self._kept(lambda: self._since(reader) if news.facts(reader) <= _MANY else News((), 0))

    def mark(self, reader: Rows, items: Sequence[New] | None = None) -> News:
        """Mark some news as seen, or with None everything as it is now; what is new then."""
        return self._kept(lambda: self._mark(reader, items))

    def take_back(self, reader: Rows) -> News | None:
        """Undo the last mark; what is new then. None where there is no mark but the first look."""
        marks = self._marks()
        if len(marks) < 2:
            return None
        _forget(marks[-1])
        return self.news(reader)

    def _since(self, reader: Rows) -> News:
        marks = self._marks()
        if not marks:
            self._keep(reader, self._file(1))
        elif _content(reader) != _kept_content(marks[-1]):
            return news.news(reader, marks[-1])
        return News((), 0)

    def _keep(self, reader: Rows, file: Path) -> None:
        """Keep all facts, and of which content they are: while it is the same nothing has to be compared."""
        news.keep(reader, file)
        file.with_suffix(".content").write_text(_content(reader))

    def _mark(self, reader: Rows, items: Sequence[New] | None) -> News:
        marks = self._marks()
        file = self._file(_number(marks[-1]) + 1 if marks else 1)
        if items is None or not marks:
            self._keep(reader, file)
        else:
            news.mark(reader, marks[-1], file, items)
        for old in self._marks()[:-_KEPT]:
            _forget(old)
        return self._since(reader)

    def _kept(self, act: Callable[[], News]) -> News:
        """What `act` gives; where the files cannot be read or written, why, which is no reason to leave the desk."""
        import duckdb  # noqa: PLC0415 - loaded beside the screen

        try:
            return act()
        except (OSError, duckdb.Error) as error:
            problem = str(error).partition("\n")[0]
            return News((), 0, f"What you have seen cannot be kept in {state_directory()}: {problem}")

    def _marks(self) -> list[Path]:
        """The files, the oldest first."""
        return sorted(state_directory().glob(f"{self._stem}-*.parquet"), key=_number)

    def _file(self, number: int) -> Path:
        return state_directory() / f"{self._stem}-{number}.parquet"


def _content(reader: Rows) -> str:
    return str(reader.rows("SELECT content_hash FROM store_info")[0][0])


def _kept_content(file: Path) -> str:
    """The content that a mark is of as a whole; empty where only some news were marked."""
    with suppress(OSError):
        return file.with_suffix(".content").read_text()
    return ""


def _forget(file: Path) -> None:
    for one in (file.with_suffix(".content"), file):
        with suppress(OSError):
            one.unlink()


def _number(file: Path) -> int:
    found = _NAME.fullmatch(file.name)
    return int(found[1]) if found else 0
