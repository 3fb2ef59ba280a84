"""Decisions and the store: what is undone leaves no trace in the content hash, and a rebuild gives the same."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_cases import Decider, corpus
from visavis import deciding
from visavis.database.connection import open_reader
from visavis.database.publish import publish
from visavis.journal import Decision, Undo, append, journal_file, read, redo, undo
from visavis.journal.decisions import encoded
from visavis.load import load
from visavis.rebuild import rebuild
from visavis.resolution import resolve
from visavis_tui import exits
from visavis_tui.cli import main

MEETING = (
    "Foreign Minister Ana Prieto of Uruguay met her Swedish counterpart Lars Lindqvist in Stockholm on 3 May 2021."
)
AGAIN = "On 3 May 2021 Uruguay's Ana Prieto was received in Stockholm by Swedish Foreign Minister Lars Lindqvist."
OTHER = "Minister Ana Prieto of Uruguay met Swedish Prime Minister Bo Ek in Stockholm on 4 May 2021."


def content(directory: Path) -> str:
    """The content hash of a store."""
    with open_reader(directory) as reader:
        return reader.content_hash


def made(directory: Path) -> Path:
    """A store of the small corpus, without decisions."""
    reports = corpus()
    publish(directory, reports, resolve(reports))
    return directory


def test_undoing_any_decision_gives_the_hash_of_the_store_without_it(tmp_path: Path) -> None:
    """A random sequence: each decision taken back alone, and all of them, and brought back."""
    plain, store = content(made(tmp_path / "plain")), made(tmp_path / "S")
    decider = Decider(corpus(), 11)
    lines = [append(store, decider.decision()) for _ in range(12)]
    deciding.apply(store)
    full = content(store)
    assert full != plain
    without = made(tmp_path / "without")
    for line in random.Random(3).sample(lines, 3):  # noqa: S311
        deciding.take_back(store, line.id, author="wu")
        others = [
            one for one in journal_file(store).read_text("utf-8").splitlines() if json.loads(one)["id"] != line.id
        ]
        kept = [one for one in others if json.loads(one)["action"] not in {"undo", "redo"}]
        journal_file(without).write_text("\n".join(kept) + "\n", encoding="utf-8")
        deciding.apply(without)
        assert content(store) == content(without)
        deciding.bring_back(store, line.id, author="wu")
        assert content(store) == full
    for line in lines:
        append(store, Undo(author="wu", lines=(line.id,)))
    deciding.apply(store)
    assert content(store) == plain


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 99), min_size=4, max_size=30))
def test_what_is_undone_and_redone_leaves_the_store_of_what_holds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, steps: list[int]
) -> None:
    """Any long sequence of deciding, undoing and redoing: the hash of a store that only ever saw what holds."""
    store, decider = made(tmp_path_factory.mktemp("all")), Decider(corpus(), seed)
    lines = [append(store, decider.decision())]
    for step in steps:
        line = lines[step % len(lines)]
        if step < 50:
            lines.append(append(store, decider.decision()))
        elif line.id in read(store).standing:
            undo(store, line.id, author="wu")
        else:
            redo(store, line.id, author="wu")
    deciding.apply(store)
    bare = made(tmp_path_factory.mktemp("bare"))
    plain = content(bare)
    journal_file(bare).write_bytes(b"".join(encoded(line) + b"\n" for line in read(store).decisions))
    deciding.apply(bare)
    assert content(store) == content(bare)
    append(store, Undo(author="wu", lines=tuple(line.id for line in read(store).decisions)))
    deciding.apply(store)
    assert content(store) == plain


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of three articles, loaded by the real way."""
    for name, text in (("a", MEETING), ("b", AGAIN), ("c", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    load(tmp_path / "S", [str(tmp_path / f"{name}.txt") for name in "abc"])
    return tmp_path / "S"


def run(store: Path, *words: str) -> int:
    """One call of the command."""
    return main([*words, "--store", str(store)])


def one(store: Path, sql: str) -> object:
    """The one value of a query."""
    with open_reader(store) as reader:
        ((value,),) = reader.rows(sql)
        return value


def test_the_verbs_from_end_to_end(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Correct, list, undo, redo: each tells what it did, and the facts follow."""
    assert (
        run(store, "decide", "correct", "Lars Lindqvist", "role", "Premier", "--author", "li", "--reason", "seen") == 0
    )
    assert "role is Premier" in capsys.readouterr().err
    assert one(store, "SELECT role FROM actors WHERE name = 'Lars Lindqvist'") == "Premier"
    assert run(store, "journal", "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["no"], row["author"], row["holds"], row["reason"]) == (1, "li", True, "seen")
    assert run(store, "undo", "--author", "wu") == 0
    assert one(store, "SELECT role FROM actors WHERE name = 'Lars Lindqvist'") != "Premier"
    assert run(store, "redo", "1", "--author", "wu") == 0
    assert one(store, "SELECT role FROM actors WHERE name = 'Lars Lindqvist'") == "Premier"
    capsys.readouterr()
    run(store, "journal")
    assert "takes back 2" in capsys.readouterr().out


def test_events_are_joined_parted_rejected_and_added_by_their_ids(store: Path) -> None:
    """Ids of facts and of judgements name events; every decision is one line."""
    before = one(store, "SELECT count(*) FROM meetings")
    meeting = str(one(store, "SELECT meeting_id FROM meetings WHERE date = '2021-05-03'"))
    other = str(one(store, "SELECT meeting_id FROM meetings WHERE date = '2021-05-04'"))
    assert run(store, "decide", "same", meeting, other, "--author", "li") == 0
    assert one(store, "SELECT count(*) FROM meetings") == int(str(before)) - 1
    assert one(store, "SELECT count(*) FROM merges WHERE decided_by = 'li' AND verdict = 'joined'") == 1
    run(store, "undo")
    assert run(store, "decide", "reject", other) == 0
    assert one(store, "SELECT count(*) FROM meetings WHERE date = '2021-05-04'") == 0
    run(store, "undo")
    title = str(one(store, "SELECT article_id FROM articles WHERE contains(text, 'Bo Ek')"))
    words = "Minister Ana Prieto of Uruguay met"
    people = ("--person", "Ana Prieto", "--person", "Bo Ek")
    assert run(store, "decide", "add", "meeting", title, words, *people, "--date", "2021-06") == 0
    assert one(store, "SELECT count(*) FROM meetings WHERE date = '2021-06' AND date_basis = 'person'") == 1
    assert run(store, "decide", "date", title, "2021-05-05") == 0
    assert (
        one(store, f"SELECT published || published_basis FROM articles WHERE article_id = {title}") == "2021-05-05user"
    )
    assert len(read(store).lines) == 6


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("same", "Ana Prieto", "Nobody"), "no actor bears the name 'Nobody'"),
        (("same", "Ana Prieto", "999"), "no actor, meeting, agreement or judgement has this id"),
        (("same", "Ana Prieto", "Ana Prieto"), "are one actor already"),
        (("correct", "Ana Prieto", "shoe", "42"), "'shoe' is nothing that can be corrected"),
        (("correct", "Ana Prieto", "country", "Narnia"), "is no country"),
        (("correct", "Ana Prieto", "role"), "give the value, or --unknown"),
        (("date", "no such article", "2024"), "there is no article"),
        (("reject", "Ana Prieto"), "only meetings and agreements"),
        (("add", "meeting", "1", "words"), "there is no article"),
    ],
)
def test_what_cannot_be_decided_is_said(
    store: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], problem: str
) -> None:
    """One line on standard error, nothing in the journal."""
    assert run(store, "decide", *words) == exits.NOTHING_DONE
    assert problem in capsys.readouterr().err
    assert not read(store).lines


def test_a_broken_line_is_told_and_the_rest_applies(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """After a crash in the middle of a line: the exit code says that something was left out."""
    with journal_file(store).open("w", encoding="utf-8") as file:
        file.write('{"action":"sam')
    assert run(store, "decide", "correct", "Bo Ek", "role", "Premier") == exits.SOME_REFUSED
    assert "not a decision" in capsys.readouterr().err
    assert one(store, "SELECT role FROM actors WHERE name = 'Bo Ek'") == "Premier"
    assert run(store, "journal") == exits.SOME_REFUSED
    assert run(store, "journal", "--json") == exits.SOME_REFUSED


def test_decisions_survive_a_rebuild_and_another_machine(store: Path, tmp_path: Path) -> None:
    """Articles and journal make the same store, extracted anew, loaded in another order, with facts that came since."""
    run(store, "decide", "correct", "Ana Prieto", "role", "envoy", "--author", "li")
    meeting = str(one(store, "SELECT meeting_id FROM meetings WHERE date = '2021-05-04'"))
    run(store, "decide", "reject", meeting, "--author", "li")
    assert rebuild(store).after == content(store)
    other = tmp_path / "T"
    for name in "cba":
        load(other, [str(tmp_path / f"{name}.txt")])
    journal_file(other).write_bytes(journal_file(store).read_bytes())
    deciding.apply(other)
    assert content(other) == content(store)
    late = tmp_path / "late.txt"
    late.write_text("Ana Prieto of Uruguay met Eva Soto of Peru in Lima on 9 June 2021.", encoding="utf-8")
    for directory in (store, other):
        load(directory, [str(late)])
    assert content(other) == content(store)
    assert one(store, "SELECT role FROM actors WHERE name = 'Ana Prieto'") == "envoy"


def test_a_decision_is_on_the_disk_before_anything_else(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where publishing fails, the decision is not lost: the next publish applies it."""

    def fail(_directory: Path, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deciding, "apply", fail)
    with pytest.raises(KeyboardInterrupt):
        deciding.record(store, _role())
    monkeypatch.undo()
    assert len(read(store).decisions) == 1


def _role() -> Decision:
    return Decider(corpus(), 1).decision()
