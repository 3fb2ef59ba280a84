"""Decisions made on the desk: into the journal at once and in order, into the facts by a process of its own.

Resolving takes a whole processor for as long as it lasts; in a thread it would hold up every key.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, cast

from visavis.errors import JournalError, VisavisError
from visavis.journal import Decision, append, journal_file, read, redo, told, undo, whoami

if TYPE_CHECKING:
    from visavis.deciding import Applied

_COUNTED = (("actors", "actor"), ("meetings", "meeting"), ("agreements", "agreement"))
_BOOT = "import json, sys; sys.path += json.loads(sys.argv[1]); from visavis_tui.judging import main; main(sys.argv[2])"
_LATER = "it holds from the next load on"


def hindrance(directory: Path) -> str:
    """Why this account may not decide anything in a store, and how it may; empty where it may."""
    journal = journal_file(directory)
    if os.access(journal if journal.exists() else directory, os.W_OK):
        return ""
    return (
        f"You may look, not decide: {_name()} may not write {journal}. "
        "Ask whoever keeps this store to make you an editor (scripts/ssh-setup --add editor) or to let you write it."
    )


def _name() -> str:
    try:
        return whoami()
    except JournalError:
        return "this account"


def effect(applied: "Applied") -> str:
    """What a decision changed, in words."""
    if applied.published is None:
        return _LATER
    gained = applied.published.gained
    gains = [f"{gained[table]:+,} {noun}{'s' * (abs(gained[table]) > 1)}" for table, noun in _COUNTED if gained[table]]
    changed = ", ".join(gains) or ("facts changed" if applied.published.changed else "no fact changed")
    return f"{changed}: generation {applied.published.generation}"


# --- the other process -----------------------------------------------------------------------------------------------


def main(directory: str) -> None:
    """In the other process: let the journal hold, and print what came of it as one line."""
    from visavis import deciding  # noqa: PLC0415 - the desk itself never resolves anything

    try:
        applied = deciding.apply(Path(directory))
        outcome = "; ".join([effect(applied), *applied.problems[-1:]])
    except VisavisError as error:
        outcome = str(error)
    sys.stdout.write(outcome)


def _applied(directory: Path) -> str:
    """Let the journal hold; what came of it. The process ends by itself, also where the desk is gone meanwhile."""
    if not os.access(directory, os.W_OK):
        return f"written to the journal: {_LATER}"
    paths = json.dumps([path for path in sys.path if path])
    done = subprocess.run(  # noqa: S603 - our own interpreter and constants of ours
        [sys.executable, "-I", "-c", _BOOT, paths, str(directory.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
        check=False,
    )
    words = done.stdout.decode("utf-8", "replace")
    return words if done.returncode == 0 else f"the facts could not be made anew; the decision is written: {_LATER}"


# --- the desk --------------------------------------------------------------------------------------------------------


class Editor:
    """Takes decisions; `call` runs a function on the screen's own thread, `say` and `changed` are run there."""

    def __init__(
        self,
        directory: Path,
        call: Callable[[Callable[[], None]], object],
        say: Callable[[str], None],
        changed: Callable[[], None],
    ) -> None:
        self.directory = directory
        self._call, self._say, self._changed = call, say, changed
        self._writer = ThreadPoolExecutor(1, "visavis-journal")  # one, so that decisions are written in their order
        self._publisher = ThreadPoolExecutor(1, "visavis-publish")
        self._writing = 0
        self._publishing = self._again = False

    @property
    def busy(self) -> bool:
        """Whether a decision is still on its way into the facts."""
        return bool(self._writing or self._publishing)

    def decide(self, line: Decision, then: Callable[[Decision], None] = lambda _: None) -> None:
        """Write a decision down and let it hold; `then` gets it as it was written."""
        self._write("decided", lambda: cast("Decision", append(self.directory, line)), then)

    def undo(self, then: Callable[[Decision], None] = lambda _: None) -> None:
        """Take back the last decision that this person made."""
        self._write("taken back", lambda: self._change(undo, standing=True), then)

    def redo(self, then: Callable[[Decision], None] = lambda _: None) -> None:
        """Let the decision hold again that this person took back last."""
        self._write("holds again", lambda: self._change(redo, standing=False), then)

    def close(self) -> None:
        """Take nothing more; what was decided is written, and a publish under way ends by itself."""
        self._writer.shutdown()
        self._publisher.shutdown(wait=False, cancel_futures=True)

    def _change(self, change: Callable[..., Decision], *, standing: bool) -> Decision:
        author = whoami()
        wanted = read(self.directory).last(standing=standing, author=author)
        return change(self.directory, wanted.id, author=author)

    def _write(self, word: str, act: Callable[[], Decision], then: Callable[[Decision], None]) -> None:
        if problem := hindrance(self.directory):
            self._say(problem)
            return
        self._writing += 1
        done = self._writer.submit(act)
        done.add_done_callback(lambda future: self._call(lambda: self._written(word, future, then)))

    def _written(self, word: str, future: Future[Decision], then: Callable[[Decision], None]) -> None:
        self._writing -= 1
        try:
            decision = future.result()
        except VisavisError as error:
            self._changed()  # whatever was taken for decided is not
            self._say(str(error))
            return
        self._say(f"{word}: {told(decision)}")
        then(decision)
        self._publish()

    def _publish(self) -> None:
        """One publish at a time; what is decided meanwhile is published after it, all at once."""
        if self._publishing:
            self._again = True
            return
        self._publishing = True
        done = self._publisher.submit(_applied, self.directory)
        done.add_done_callback(lambda future: self._call(lambda: self._published(future.result())))

    def _published(self, outcome: str) -> None:
        self._publishing = False
        if self._again:
            self._again = False
            self._publish()
            return
        self._changed()
        self._say(outcome)
