"""One list as the screen sees it: any row of any length of list, fetched in parts when it is looked at.

The first part comes at once. Every further part is read by its place, in advance where the screen is heading: in the list
as it is stored, or where it is narrowed or sorted otherwise, in a vector that is made in memory behind the first part.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count

from visavis.database import lists
from visavis.database.answers import Listing, Scope
from visavis.database.lists import AnyRow, Kind
from visavis.database.rows import Rows
from visavis_tui.jobs import Jobs

_PARTS = 64  # kept at once, 256 rows each
_NUMBERS = count(1)


class Vector:
    """The rows of one list in their order; `changed` is called when something new can be shown."""

    def __init__(self, kind: Kind, changed: Callable[[], None]) -> None:
        self.kind, self._changed = kind, changed
        self.found = self.total = 0
        self.scope, self.order = Scope(), ""
        self._jobs: Jobs | None = None
        self._parts: OrderedDict[int, Sequence[AnyRow]] = OrderedDict()
        self._seen = range(0)  # the places that were looked at last
        self._name: str | None = None  # of the vector, empty for the stored list; None until it is there

    # --- asking ------------------------------------------------------------------------------------------------------

    def open(self, jobs: Jobs, scope: Scope, order: str) -> None:
        """Turn to another list; what is shown stays until its first part is here."""
        self._forget()
        self._jobs, self.scope, self.order = jobs, scope, order
        if glimpse := lists.at_once(self.kind, scope):
            jobs.ask(self.kind, partial(_listing, self.kind, glimpse, order), self._glimpsed)
        else:
            jobs.ask(self.kind, partial(_listing, self.kind, scope, order), self._opened)

    @property
    def slot(self) -> str:
        """What the first part is asked for as."""
        return self._texts if self.reading else self.kind

    @property
    def opening(self) -> bool:
        """Whether the list is still being asked for."""
        return self._jobs is None or self._jobs.asked(self.kind)

    @property
    def reading(self) -> bool:
        """Whether there may be more rows than these: the texts are still being searched."""
        return self._jobs is not None and self._jobs.asked(self._texts)

    @property
    def sorting(self) -> bool:
        """Whether rows behind the first part cannot be had yet."""
        return not (self.opening or self.reading) and self.found > lists.PAGE and self._name is None

    def row(self, at: int) -> AnyRow | None:
        """The row at a place, counted from 0; None where it is not here yet."""
        part = self._parts.get(at // lists.PAGE)
        return part[at % lists.PAGE] if part and at % lists.PAGE < len(part) else None

    def sample(self) -> Sequence[AnyRow]:
        """Rows to measure columns by."""
        return self._parts.get(0, ())

    def look(self, first: int, last: int) -> None:
        """These rows are being looked at: fetch them, and then their neighbours."""
        self._seen = range(first, last + 1)
        if self._jobs is None or self._name is None or self._jobs.asked(self._fetching):
            return
        ends = lists.PAGE // 4
        for at in (first, last, last + ends, first - ends):
            part = max(0, min(at, self.found - 1)) // lists.PAGE
            if part in self._parts:
                self._parts.move_to_end(part)
            else:
                self._fetch(self._jobs, part)
                return

    def find(self, row_id: int, then: Callable[[int | None], None]) -> None:
        """Say where a row stands, as soon as that is known."""
        if self._jobs is not None and self._name is not None:
            self._jobs.ask(f"{self.kind} place", partial(_place, self._name, self.kind, row_id), then)

    # --- answers -----------------------------------------------------------------------------------------------------

    def _glimpsed(self, listing: Listing[AnyRow]) -> None:
        self._show(listing)
        if self._jobs is not None:
            self._jobs.ask(self._texts, partial(_listing, self.kind, self.scope, self.order), self._opened)
        self._changed()

    def _show(self, listing: Listing[AnyRow]) -> None:
        self._parts.clear()
        self._parts[0] = listing.rows
        self.found, self.total = listing.found, listing.total

    def _opened(self, listing: Listing[AnyRow]) -> None:
        self._show(listing)
        if lists.is_stored(self.kind, self.scope, self.order):
            self._name = ""
        elif self.found > lists.PAGE and self._jobs is not None:
            name = f"vector_{next(_NUMBERS)}"
            work = partial(_sort, name, self.kind, self.scope, self.order)
            self._jobs.ask(self._sorting, work, lambda _: self._sorted(name))
        self._changed()

    def _sorted(self, name: str) -> None:
        self._name = name
        self._changed()

    def _fetch(self, jobs: Jobs, part: int) -> None:
        work = partial(_part, self._name or "", part * lists.PAGE, self.kind, self.scope.search)
        jobs.ask(self._fetching, work, partial(self._arrived, part))

    def _arrived(self, part: int, rows: Sequence[AnyRow]) -> None:
        self._parts[part] = rows
        while len(self._parts) > _PARTS:
            oldest = next(number for number in self._parts if number)  # the first part stays: columns suit it
            del self._parts[oldest]
        if part in (self._seen.start // lists.PAGE, (self._seen.stop - 1) // lists.PAGE):
            self._changed()
        else:  # fetched in advance: nothing on the screen is another
            self.look(self._seen.start, self._seen.stop - 1)

    def _forget(self) -> None:
        if self._jobs is None:
            return
        for slot in (self._texts, self._sorting, self._fetching, f"{self.kind} place"):
            self._jobs.drop(slot)
        if self._name:
            self._jobs.ask(f"drop {self._name}", partial(_drop, self._name), lambda _: None)
        self._name = None

    @property
    def _texts(self) -> str:
        return f"{self.kind} texts"

    @property
    def _sorting(self) -> str:
        return f"{self.kind} order"

    @property
    def _fetching(self) -> str:
        return f"{self.kind} part"


def _listing(kind: Kind, scope: Scope, order: str, rows: Rows) -> Listing[AnyRow]:
    return lists.listing(rows, kind, scope, order)


def _sort(name: str, kind: Kind, scope: Scope, order: str, rows: Rows) -> None:
    lists.sort_into(rows, name, kind, scope, order)


def _part(name: str, start: int, kind: Kind, search: str, rows: Rows) -> Sequence[AnyRow]:
    return lists.part_of(rows, name, start, kind, search)


def _place(name: str, kind: Kind, row_id: int, rows: Rows) -> int | None:
    return lists.place_of(rows, name, kind, row_id)


def _drop(name: str, rows: Rows) -> None:
    lists.drop(rows, name)
