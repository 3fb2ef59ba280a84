"""Taking decisions back, and taking that back: whole decisions, at any later time, as lines like all others."""

from pathlib import Path

from visavis.errors import JournalError
from visavis.journal.decisions import AnyLine, Decision, Redo, Undo
from visavis.journal.file import append, read
from visavis.journal.state import Journal


def undo(directory: Path, which: str | None, *, author: str, reason: str = "") -> Decision:
    """Take back the decision `which` (a number of the list or an id; the last that holds); returns it.

    Raises JournalError where there is nothing to take back.
    """
    journal = read(directory)
    decision = _decision(journal, journal.find(which)) if which else journal.last(standing=True)
    if decision.id not in journal.standing:
        raise JournalError(f"line {journal.number(decision)} is undone already")
    append(directory, Undo(author=author, reason=reason, lines=(decision.id,)))
    return decision


def redo(directory: Path, which: str | None, *, author: str, reason: str = "") -> Decision:
    """Let the decision `which` (a number of the list or an id; the last taken back) hold again; returns it."""
    journal = read(directory)
    decision = _decision(journal, journal.find(which)) if which else journal.last(standing=False)
    undos = journal.undos_of(decision)
    if not undos:
        raise JournalError(f"line {journal.number(decision)} holds: there is nothing to redo")
    append(directory, Redo(author=author, reason=reason, lines=tuple(line.id for line in undos)))
    return decision


def _decision(journal: Journal, line: AnyLine) -> Decision:
    if isinstance(line, Undo | Redo):
        number = journal.number(line)
        kind = "an undo" if isinstance(line, Undo) else "a redo"
        raise JournalError(f"line {number} is {kind}, not a decision", cure="name the decision itself")
    return line
