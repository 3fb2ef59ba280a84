"""A person's decision, taken back or not: into the journal first, then into the facts."""

import os
from dataclasses import dataclass
from pathlib import Path

from visavis.database.publish import Published, Waiting, in_silence, loading
from visavis.garbage import uncollected
from visavis.journal import Decision, append, read, redo, undo
from visavis.resolution import resolve


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a decision: the new generation, and which decisions have no effect, and why.

    `published` is None where this account may write the journal but not the store: the next load lets the decision hold.
    """

    published: Published | None
    problems: tuple[str, ...]


def record(directory: Path, line: Decision, *, waiting: Waiting = in_silence) -> Applied:
    """Write a decision down and let it hold. It is on the disk before anything else is done. Raises StoreError.

    `waiting` is called when a load must end first, here and below.
    """
    append(directory, line)
    return apply(directory, waiting=waiting)


def take_back(
    directory: Path, which: str | None, *, author: str, reason: str = "", waiting: Waiting = in_silence
) -> tuple[Decision, Applied]:
    """Undo one decision (see `journal.undo`); what was undecided before is undecided again."""
    decision = undo(directory, which, author=author, reason=reason)
    return decision, apply(directory, waiting=waiting)


def bring_back(
    directory: Path, which: str | None, *, author: str, reason: str = "", waiting: Waiting = in_silence
) -> tuple[Decision, Applied]:
    """Let an undone decision hold again (see `journal.redo`)."""
    decision = redo(directory, which, author=author, reason=reason)
    return decision, apply(directory, waiting=waiting)


def apply(directory: Path, *, waiting: Waiting = in_silence) -> Applied:
    """Resolve all that is stored as the journal says now, and publish that. Raises StoreError.

    The journal is read under the store's lock: whoever publishes last has read every line that was there.
    """
    if not os.access(directory, os.W_OK):
        return Applied(None, tuple(read(directory).problems))
    with loading(directory, waiting=waiting) as store, uncollected():
        reports = store.reports()
        journal = read(directory)
        resolution = resolve(reports, journal.decisions)
        published = store.publish(reports, resolution, kept={report.article.article_id for report in reports})
    return Applied(published, (*journal.problems, *resolution.problems))
