"""What an earlier resolution found out about pairs that have not changed since, kept for the next one.

Nothing here decides anything: every entry is found by all that it was made of, so a resolution with a memory gives what
one without gives, and only what new articles touch is judged anew. Entries that a resolution did not ask for are
forgotten with it.
"""

from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from visavis.model import FactKind

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """Answers by what they were asked of; `asked` and `found` count since the last `forget`."""

    def __init__(self) -> None:
        self._old: dict[Hashable, Found] = {}
        self._new: dict[Hashable, Found] = {}
        self.asked = self.found = 0

    def get(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What is known of `key`, or else what `find` says."""
        self.asked += 1
        if key in self._new:
            self.found += 1
            return self._new[key]
        if key in self._old:
            self.found += 1
            answer = self._old[key]
        else:
            answer = find()
        self._new[key] = answer
        return answer

    def forget(self) -> None:
        """Keep only what was asked for since the last call."""
        self._old, self._new = self._new, {}
        self.asked = self.found = 0


class Memory:
    """One memory for each kind of question; holds for any reports and decisions."""

    def __init__(self) -> None:
        self.sketches: Remembered[Any] = Remembered()
        self.likenesses: Remembered[Any] = Remembered()
        self.events: dict[FactKind, Remembered[Any]] = {"meeting": Remembered(), "agreement": Remembered()}

    def forget(self) -> None:
        """Let go of what the last resolution had no use for."""
        for kept in (self.sketches, self.likenesses, *self.events.values()):
            kept.forget()

    @property
    def judged_anew(self) -> int:
        """Questions of the last resolution that had to be answered."""
        return sum(kept.asked - kept.found for kept in (self.likenesses, *self.events.values()))
