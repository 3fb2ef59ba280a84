"""What a journal says: its lines in order of time, which of them hold, and what could not be understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.errors import JournalError
from visavis.journal.decisions import AnyLine, Decision, Redo, Undo


@dataclass(frozen=True)
class Journal:
    """Lines by time and id, so that the order in the file (a merge may change it) means nothing."""

    lines: tuple[AnyLine, ...] = ()
    problems: tuple[str, ...] = ()  # lines that could not be read, one message each; all others count

    @cached_property
    def standing(self) -> frozenset[str]:
        """The ids of the lines that hold: no line that holds takes them back."""
        actors: dict[str, list[str]] = {line.id: [] for line in self.lines}
        for line in self.lines:
            if isinstance(line, Undo | Redo):
                for target in line.lines:
                    if target in actors:
                        actors[target].append(line.id)
        return frozenset(_standing(actors))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that hold, the earliest first."""
        return tuple(line for line in self.lines if line.id in self.standing and not isinstance(line, Undo | Redo))

    def undos_of(self, line: AnyLine) -> tuple[Undo, ...]:
        """The undos that keep `line` from holding, the earliest first."""
        undos = (undo for undo in self.lines if isinstance(undo, Undo) and line.id in undo.lines)
        return tuple(undo for undo in undos if undo.id in self.standing)

    def number(self, line: AnyLine) -> int:
        """The place of `line` in the list, from 1."""
        return self.lines.index(line) + 1

    def find(self, wanted: str) -> AnyLine:
        """The line of a number of the list or of the beginning of an id; raises JournalError."""
        if wanted.isdecimal() and len(wanted) < 9 and 1 <= int(wanted) <= len(self.lines):
            return self.lines[int(wanted) - 1]
        found = [line for line in self.lines if wanted and line.id.startswith(wanted)]
        if len(found) != 1:
            problem = "several lines have an id that begins so" if found else "no such line in the journal"
            raise JournalError(f"{wanted}: {problem}", cure="visavis journal lists them")
        return found[0]

    def last(self, *, standing: bool, author: str | None = None) -> Decision:
        """The latest decision that holds, or the one taken back last; raises JournalError where there is none.

        With `author` only what that person decided, or took back.
        """
        decisions = [line for line in self.lines if not isinstance(line, Undo | Redo)]
        if standing:
            held = [line for line in decisions if line.id in self.standing and author in (None, line.author)]
            return _last(held, "there is no decision to undo" if author is None else "you have no decision to undo")
        undone = [line for line in decisions if line.id not in self.standing and self.undos_of(line)]
        taken = [line for line in undone if author in (None, self.undos_of(line)[-1].author)]
        taken.sort(key=lambda line: self.number(self.undos_of(line)[-1]))
        return _last(taken, "there is nothing to redo")


def journal_of(lines: Iterable[AnyLine], problems: Sequence[str] = ()) -> Journal:
    """The journal of these lines: the same line twice (a merge) counts once; of two with one id the first counts."""
    by_id: dict[str, AnyLine] = {}
    clashes = [
        f"two different lines have the id {line.id}: the earlier counts"
        for line in sorted(lines, key=lambda line: (line.at, line.id))
        if by_id.setdefault(line.id, line) != line
    ]
    missing = [
        f"line {line.id} takes back {target}, which is not in this journal"
        for line in by_id.values()
        if isinstance(line, Undo | Redo)
        for target in line.lines
        if target not in by_id
    ]
    return Journal(tuple(by_id.values()), (*problems, *clashes, *missing))


def _standing(actors: dict[str, list[str]]) -> list[str]:
    """A line holds where none of its actors does; lines that take each other back in a ring do not hold."""
    holds: dict[str, bool] = {}
    for start in actors:
        path = [start]
        while path:
            line = path[-1]
            open_ones = [actor for actor in actors[line] if actor not in holds]
            if line in holds:
                path.pop()
            elif not open_ones:
                holds[line] = not any(holds[actor] for actor in actors[line])
            elif open_ones[0] in path:
                holds[open_ones[0]] = False
            else:
                path.append(open_ones[0])
    return [line for line, held in holds.items() if held]


def _last(lines: Sequence[Decision], otherwise: str) -> Decision:
    if not lines:
        raise JournalError(otherwise)
    return lines[-1]
