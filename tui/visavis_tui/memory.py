"""What the desk remembers of one store for one user: where they were, the way there, and the page they last saw.

Written on every change, so that a lost line or a killed terminal costs nothing; it is shown before the store is open.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from visavis_tui.crash import state_directory
from visavis_tui.state import Pane, View

_LARGEST = 2_000_000  # bytes: more was not written by us


@dataclass(frozen=True, slots=True)
class Saved:
    """One moment of the desk; `page` is what was visible, as lines of text."""

    view: View
    history: tuple[View, ...] = ()
    page: tuple[str, ...] = ()
    marks: Mapping[str, View] = field(default_factory=dict)
    columns: Mapping[Pane, tuple[str, ...]] = field(default_factory=dict)  # by list, where not as usual


class Memory:
    """A small file, readable by its user only."""

    def __init__(self, store: Path) -> None:
        name = blake2b(os.fsencode(store.absolute()), digest_size=8).hexdigest()
        self._file = state_directory() / f"desk-{name}.json"
        self._written: Saved | None = None

    def recall(self) -> Saved | None:
        """What was saved last; None where there is nothing, or nothing that can be read."""
        with suppress(OSError, msgspec.MsgspecError, ValueError):
            if self._file.stat().st_size <= _LARGEST:
                return msgspec.json.decode(self._file.read_bytes(), type=Saved)
        return None

    def save(self, moment: Saved) -> None:
        """Keep this moment; a directory that cannot be written to is no reason to disturb anybody."""
        saved = replace(moment, history=moment.history[-100:])
        if saved == self._written:
            return
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = self._file.with_suffix(f".{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_bytes(msgspec.json.encode(saved))
            draft.replace(self._file)
            self._written = saved
