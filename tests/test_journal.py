"""The journal: what is written stays, whatever cannot be read costs nothing else, and every undo is a line."""

import json
import multiprocessing
import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.errors import JournalError, StoreError
from visavis.journal import (
    Add,
    Correct,
    DateArticle,
    Decision,
    Different,
    Journal,
    Redo,
    Reject,
    Same,
    Spot,
    Undo,
    Who,
    append,
    journal_file,
    read,
    redo,
    told,
    undo,
    whoami,
)
from visavis.journal.state import journal_of

ANA, EVA = Spot("7", 0, 3, "Ana"), Spot("8", 4, 7, "Eva")
SAME = Same(author="li", reason="one tweet", kind="actor", left=ANA, right=EVA)
ALL: tuple[Decision, ...] = (
    SAME,
    Different(author="li", kind="meeting", left=ANA, right=EVA),
    Correct(author="li", kind="actor", object=ANA, field="role", value=None),
    DateArticle(author="li", article="7", value="2024-12", title="News"),
    Reject(author="li", kind="meeting", objects=(ANA, EVA)),
    Add(author="li", kind="agreement", told=ANA, who=(Who("Ana"), Who("Peru", "country")), status="signed", count=3),
)


def test_every_decision_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """All kinds of lines survive the file, with author, reason, time and an id of their own."""
    written = [append(tmp_path, line) for line in ALL]
    found = read(tmp_path)
    assert list(found.lines) == written
    assert found.decisions == tuple(written)
    assert len({line.id for line in written}) == len(ALL)
    assert not found.problems
    assert all(told(line) for line in written)


def test_no_journal_is_an_empty_one(tmp_path: Path) -> None:
    """Before the first decision there is no file, and nothing wrong."""
    assert read(tmp_path) == Journal()


def test_a_line_is_plain_json_that_names_words(tmp_path: Path) -> None:
    """Other programs can read it: one object a line, article ids in digits as text, the words themselves."""
    append(tmp_path, SAME)
    (line,) = journal_file(tmp_path).read_text(encoding="utf-8").splitlines()
    row = json.loads(line)
    assert row["action"] == "same"
    assert row["left"] == {"article": "7", "start": 0, "end": 3, "words": "Ana"}


def test_undo_and_redo_take_whole_decisions_back_and_again(tmp_path: Path) -> None:
    """Any number of times, the last or a chosen one, each as a line of its own."""
    for line in ALL[:3]:
        append(tmp_path, line)
    assert undo(tmp_path, None, author="wu") == read(tmp_path).lines[2]
    undo(tmp_path, "1", author="wu")
    assert [type(line) for line in read(tmp_path).decisions] == [Different]
    assert isinstance(redo(tmp_path, None, author="wu"), Same)
    assert isinstance(redo(tmp_path, "3", author="wu"), Correct)
    assert [type(line) for line in read(tmp_path).decisions] == [Same, Different, Correct]
    undo(tmp_path, read(tmp_path).lines[0].id[:8], author="wu")
    assert [type(line) for line in read(tmp_path).decisions] == [Different, Correct]
    assert len(read(tmp_path).lines) == 8


@pytest.mark.parametrize(
    ("which", "problem"),
    [
        ("9", "no such line"),
        ("", "no decision"),
        ("2", "an undo, not a decision"),
        ("1", "undone already"),
        ("zz", "no"),
    ],
)
def test_what_cannot_be_undone_is_said(tmp_path: Path, which: str, problem: str) -> None:
    """A number that is not there, an undo itself, or what is undone already."""
    append(tmp_path, SAME)
    undo(tmp_path, None, author="wu")
    with pytest.raises(JournalError, match=problem):
        undo(tmp_path, which or None, author="wu")
    assert len(read(tmp_path).lines) == 2


def test_what_holds_cannot_be_redone(tmp_path: Path) -> None:
    """Redo takes undos back, and there is none."""
    append(tmp_path, SAME)
    with pytest.raises(JournalError, match="nothing to redo"):
        redo(tmp_path, None, author="wu")
    with pytest.raises(JournalError, match="line 1 holds"):
        redo(tmp_path, "1", author="wu")


BROKEN = {
    '{"action":"frobnicate","author":"x","time":"2024-01-01"}': "frobnicate",
    '{"action":"same","author":"x","time":"2024-01-01"}': "missing required field",
    '{"action":"undo","author":"x","time":"yesterday","lines":[]}': "Invalid isoformat",
    '{"action":"date","author":"x","time":"2024-01-01","article":"DROP TABLE","value":"2024"}': "regex",
    "<<<<<<< HEAD": "unfinished merge",
    "[" * 100_000: "not a decision",
    "nonsense": "not a decision",
    "\x1b[31mred\x1b[0m": "not a decision",
}


@pytest.mark.parametrize(("line", "problem"), BROKEN.items(), ids=[str(k) for k in range(len(BROKEN))])
def test_a_line_that_cannot_be_read_costs_only_itself(tmp_path: Path, line: str, problem: str) -> None:
    """Unknown actions, missing fields, marks of a merge and noise are named with their line; the rest holds."""
    append(tmp_path, ALL[0])
    with journal_file(tmp_path).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    append(tmp_path, ALL[1])
    found = read(tmp_path)
    assert len(found.decisions) == 2
    (told_problem,) = found.problems
    assert told_problem.startswith("journal.jsonl:2: ")
    assert problem in told_problem


def test_bytes_that_are_no_text_cost_one_line(tmp_path: Path) -> None:
    """A mark of the byte order is skipped, other bytes are a line that cannot be read."""
    append(tmp_path, SAME)
    file = journal_file(tmp_path)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes() + b'{"action":"\xff\xfe"}\n')
    assert (len(read(tmp_path).decisions), len(read(tmp_path).problems)) == (1, 1)


def test_a_crash_in_the_middle_of_a_line_loses_nothing_else(tmp_path: Path) -> None:
    """Cut off anywhere, the last line is named, the ones before hold, and the next stands on a line of its own."""
    append(tmp_path, SAME)
    whole = journal_file(tmp_path).read_bytes()
    for cut in range(1, len(whole) - 1, 7):
        journal_file(tmp_path).write_bytes(whole + whole[:cut])
        assert "cut off" in read(tmp_path).problems[0]
        append(tmp_path, ALL[1])
        found = read(tmp_path)
        assert [type(line) for line in found.decisions] == [Same, Different]
        assert len(found.problems) == 1


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that did not fit was not recorded, and the reader says which line is broken."""
    append(tmp_path, SAME)
    original = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: original(handle, data[:20]))
    with pytest.raises(StoreError, match="not recorded"):
        append(tmp_path, ALL[1])
    monkeypatch.undo()
    append(tmp_path, ALL[2])
    assert [type(line) for line in read(tmp_path).decisions] == [Same, Correct]


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing is recorded where there is no place for it."""
    with pytest.raises(StoreError, match="cannot be written"):
        append(tmp_path / "missing", SAME)


def test_hostile_words_survive_or_are_made_harmless(tmp_path: Path) -> None:
    """Line breaks, markup and control characters come back; half a pair of surrogates becomes a question mark."""
    words = "a\nb\r\x00\u2028[red]\x1b[31m\U0001f600"
    append(tmp_path, Same(author="x", kind="actor", left=Spot("1", 0, 3, words), right=Spot("2", 0, 1, "\ud800")))
    (line,) = read(tmp_path).decisions
    assert isinstance(line, Same)
    assert (line.left.words, line.right.words) == (words, "?")


def _append_many(directory: Path, author: str, count: int) -> None:
    for number in range(count):
        append(directory, DateArticle(author=author, article=str(number), value="2024", title="x" * 5_000))


def test_two_people_at_once_both_keep_their_lines(tmp_path: Path) -> None:
    """Four processes append at the same time: every line is whole, and all are there."""
    context = multiprocessing.get_context("spawn")
    people = [context.Process(target=_append_many, args=(tmp_path, name, 25)) for name in "abcd"]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    found = read(tmp_path)
    assert not found.problems
    assert {(line.author, line.article) for line in found.decisions if isinstance(line, DateArticle)} == {
        (name, str(number)) for name in "abcd" for number in range(25)
    }


def test_a_merge_of_two_journals_keeps_the_lines_of_both(tmp_path: Path) -> None:
    """Whatever order a merge leaves, and with lines that both sides had, the same lines hold."""
    for line in ALL:
        append(tmp_path, line)
    undo(tmp_path, "2", author="wu")
    rows = journal_file(tmp_path).read_text(encoding="utf-8").splitlines()
    wanted = read(tmp_path)
    for seed in range(5):
        mixed = [*rows, *rows[:3]]
        random.Random(seed).shuffle(mixed)  # noqa: S311
        journal_file(tmp_path).write_text("\n".join(mixed) + "\n", encoding="utf-8")
        assert read(tmp_path) == wanted


def test_lines_that_clash_or_point_nowhere_are_named() -> None:
    """Two lines of one id, an undo of what is not there, and undos in a ring: said, and no endless loop."""
    first = Same(id="1", time="2024-01-01", author="a", kind="actor", left=ANA, right=EVA)
    other = Same(id="1", time="2024-01-02", author="b", kind="actor", left=ANA, right=EVA)
    lost = Undo(id="3", time="2024-01-03", author="c", lines=("nowhere",))
    ring = [Undo(id=name, time="2024-01-04", author="d", lines=(target, "1")) for name, target in ("xy", "yx")]
    found = journal_of([other, first, lost, *ring])
    assert [line.author for line in found.lines if line.id == "1"] == ["a"]
    assert any("two different lines have the id 1" in problem for problem in found.problems)
    assert any("nowhere" in problem for problem in found.problems)
    assert isinstance(found.standing, frozenset)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=14))
def test_a_decision_holds_unless_an_undo_that_holds_names_it(steps: list[int]) -> None:
    """Undo and redo in any order are a switch for each decision, wherever the lines stand in the file."""
    decisions = [Same(id=f"d{n}", time="2024-01-01", author="a", kind="actor", left=ANA, right=EVA) for n in range(3)]
    lines: list[Same | Undo | Redo] = list(decisions)
    holds = dict.fromkeys((line.id for line in decisions), True)
    for number, step in enumerate(steps):
        target = decisions[step % 3]
        clock = f"2024-02-01T00:00:{number:02d}"
        if holds[target.id]:
            lines.append(Undo(id=f"u{number}", time=clock, author="a", lines=(target.id,)))
        else:
            undos = tuple(line.id for line in journal_of(lines).undos_of(target))
            lines.append(Redo(id=f"r{number}", time=clock, author="a", lines=undos))
        holds[target.id] = not holds[target.id]
    standing = journal_of(reversed(lines)).standing
    assert {line.id: line.id in standing for line in decisions} == holds


def test_the_author_is_given_or_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option, then the environment, then the login name."""
    monkeypatch.setenv("VISAVIS_AUTHOR", "desk")
    assert (whoami("li"), whoami()) == ("li", "desk")
    monkeypatch.delenv("VISAVIS_AUTHOR")
    monkeypatch.setenv("LOGNAME", "ana")
    assert whoami() == "ana"
