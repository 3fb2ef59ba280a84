"""Backups, earlier generations and rebuilds: every way back leads to a whole store."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from visavis import rebuild as rebuilding
from visavis.backup import back_up, restore
from visavis.database.check import check
from visavis.database.connection import open_reader, store_file
from visavis.database.publish import loading
from visavis.errors import ReadingError, StoreBroken, StoreError, StoreMissing
from visavis.journal import DateArticle, append, journal_file
from visavis.load import load
from visavis.rebuild import rebuild
from visavis_tui import cli, exits

TEXTS = (
    "Foreign Minister Ana Prieto of Uruguay met Swedish Foreign Minister Lars Lindqvist in Stockholm on 3 May 2021.",
    "Uruguay and Sweden signed an agreement on forestry in Stockholm on 4 May 2021, Foreign Minister Ana Prieto said.",
    "Foreign Minister Lars Lindqvist of Sweden spoke by phone with Foreign Minister Ana Prieto on 9 June 2021.",
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles in two generations, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    for number in range(2):
        load(folder / "S", [str(folder / f"{number}.txt")])
    return folder


@pytest.fixture
def store(tmp_path: Path, template: Path) -> Path:
    """A store of two articles in its second generation."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    return tmp_path / "S"


def content(directory: Path) -> tuple[int, int, str]:
    """Generation, articles and content hash."""
    with open_reader(directory) as reader:
        return reader.generation, reader.rows("SELECT articles FROM store_info")[0][0], reader.content_hash


def problems(directory: Path) -> list[str]:
    """All that check finds."""
    return [problem for looked in check(directory) for problem in looked.problems]


def run(capsys: pytest.CaptureFixture[str], store: Path, *arguments: object) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    capsys.readouterr()
    code = cli.main([*map(str, arguments), "--store", str(store)])
    said = capsys.readouterr()
    return code, said.out, said.err


# --- backup ----------------------------------------------------------------------------------------------------------


def test_a_backup_is_the_store_and_its_decisions(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Copied, proved, readable as a store, and a second one takes its place in one step."""
    append(store, DateArticle(author="ana", article="5", value="2021"))
    target = store.parent / "backups" / "today"
    code, _, err = run(capsys, store, "backup", target)
    assert code == exits.OK
    assert "generation 2 with 2 articles" in err
    assert content(target) == content(store)
    assert journal_file(target).read_bytes() == journal_file(store).read_bytes()
    load(store, [str(store.parent / "2.txt")])
    assert back_up(store, target).generation == 3
    assert content(target) == content(store)
    assert sorted(path.name for path in target.iterdir()) == ["journal.jsonl", "visavis.duckdb"]


def test_a_backup_while_a_load_holds_the_lock(store: Path) -> None:
    """A copy needs no lock: what is published is whole, whoever is loading."""
    with loading(store):
        assert back_up(store, store.parent / "B").articles == 2


def test_a_half_written_decision_is_not_copied(store: Path) -> None:
    """Only whole lines of the journal."""
    append(store, DateArticle(author="ana", article="5", value="2021"))
    whole = journal_file(store).read_bytes()
    journal_file(store).write_bytes(whole + b'{"action": "sa')
    back_up(store, store.parent / "B")
    assert journal_file(store.parent / "B").read_bytes() == whole


def test_a_backup_never_goes_over_something_else(store: Path) -> None:
    """Not over the store itself, a file, or another program's database; and what was there stays."""
    with pytest.raises(StoreError, match="this is the store itself"):
        back_up(store, store / "." / ".." / "S")
    (store.parent / "file").write_text("notes")
    with pytest.raises(StoreError, match=r"file: cannot be written: File exists"):
        back_up(store, store.parent / "file")
    (store.parent / "B").mkdir()
    duckdb.connect(str(store_file(store.parent / "B"))).close()
    with pytest.raises(StoreBroken, match="not a visavis store"):
        back_up(store, store.parent / "B")
    with pytest.raises(StoreMissing):
        back_up(store.parent / "nowhere", store.parent / "C")
    assert not (store.parent / "C").exists()


def test_a_damaged_store_is_not_backed_up_over_a_good_one(store: Path) -> None:
    """The last good backup survives a bad disk."""
    target = store.parent / "B"
    back_up(store, target)
    before = content(target)
    file = store_file(store)
    damaged = bytearray(file.read_bytes())
    for at in range(3 * 4096 + 300_000, len(damaged) - 8, 8):
        damaged[at] ^= 0xFF
    file.write_bytes(damaged)
    with pytest.raises(StoreBroken):
        back_up(store, target)
    assert content(target) == before
    assert [path.name for path in target.iterdir()] == ["visavis.duckdb"]


def test_what_to_back_up_to(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a target nothing is done, and the ways are told."""
    code, _, err = run(capsys, store, "backup")
    assert code == exits.NOTHING_DONE
    assert "--list" in err


# --- going back ------------------------------------------------------------------------------------------------------


def test_going_back_a_generation(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list shows what is kept; going back publishes it anew, so that readers notice, and that can be undone too."""
    first = content(store / "generations" / "1")
    second = content(store)
    assert run(capsys, store, "backup", "--list")[1].splitlines()[2].split()[0] == "1"
    with open_reader(store) as reader:
        code, _, err = run(capsys, store, "backup", "--restore", "1")
        assert (code, reader.refresh(), reader.generation) == (exits.OK, True, 3)
    assert "restored: 1 articles, now generation 3" in err
    assert content(store) == (3, 1, first[2])
    restore(store, store / "generations" / "2")
    assert content(store) == (4, 2, second[2])
    assert problems(store) == []


def test_going_back_to_a_backup_of_a_lost_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where the store is gone a backup becomes it, with a number that no reader has seen."""
    target = store.parent / "B"
    back_up(store, target)
    before = content(store)
    store_file(store).unlink()
    assert run(capsys, store, "backup", "--restore", target)[0] == exits.OK
    assert content(store) == (before[0] + 1, *before[1:])
    load(store, [str(store.parent / "2.txt")])
    assert content(store)[1] == 3


@pytest.mark.parametrize("wanted", ["99", "nowhere", ""])
def test_going_back_to_nothing(wanted: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A number that is not kept, or a directory without a store, changes nothing."""
    before = content(store)
    assert run(capsys, store, "backup", "--restore", wanted)[0] == exits.NOTHING_DONE
    assert content(store) == before


# --- rebuild ---------------------------------------------------------------------------------------------------------


def test_a_rebuild_gives_the_same_content(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Articles and decisions alone make the store that loads made."""
    before = content(store)
    code, out, err = run(capsys, store, "rebuild")
    assert (code, out) == (exits.OK, "")
    assert f"2 articles: content hash {before[2]}, the same" in err
    assert content(store) == (3, *before[1:])
    assert problems(store) == []
    assert [path.name for path in store.iterdir() if path.name.startswith(".next-")] == []


def test_a_dry_run_says_what_would_change(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables with the rows that go and come; the store stays as it is, and its directory need not be writable."""
    with duckdb.connect(str(store_file(store))) as connection:
        connection.execute("UPDATE meetings SET status = 'denied'")
        connection.execute("DELETE FROM mentions")
        connection.execute("UPDATE extractions SET report = '{}'")
    data = store_file(store).read_bytes()
    code, out, err = run(capsys, store, "rebuild", "--dry-run")
    changes = {row.split()[0]: row.split()[1:] for row in out.splitlines()[2:]}
    assert code == exits.OK
    assert changes["meetings"] == ["1", "1"]
    assert (changes["mentions"][0], changes["extractions"]) == ("0", ["2", "2"])
    assert "nothing was changed" in err
    assert store_file(store).read_bytes() == data
    assert rebuild(store).published is not None
    assert problems(store) == []


def test_a_rebuild_keeps_decisions(store: Path) -> None:
    """What a person decided holds before and after."""
    with open_reader(store) as reader:
        article_id = reader.rows("SELECT min(article_id) FROM articles")[0][0]
    append(store, DateArticle(author="ana", article=str(article_id), value="2021-05-05"))
    made = rebuild(store)
    assert made.before != made.after
    assert made.differing["articles"] == (1, 1)
    again = rebuild(store)
    assert again.before == again.after == made.after


def test_a_rebuild_that_fails_changes_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that can no longer be extracted is named; its facts stay."""

    def fail(_: object, **__: object) -> list[ReadingError]:
        return [ReadingError("a.txt", "extraction failed")]

    before = content(store)
    monkeypatch.setattr(rebuilding, "extracted", fail)
    with pytest.raises(ReadingError, match=r"a\.txt: extraction failed"):
        rebuild(store)
    assert content(store) == before
    assert os.listdir(store / "generations") == ["1"]  # noqa: PTH208 - names only


def test_nothing_to_rebuild(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a store there is nothing to make anew."""
    for more in ([], ["--dry-run"]):
        code, _, err = run(capsys, tmp_path / "nowhere", "rebuild", *more)
        assert code == exits.NOTHING_DONE
        assert "visavis load" in err
