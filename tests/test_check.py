"""`visavis check`: says nothing about a whole store, and names whatever was done to it."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from database_cases import report, resolved
from visavis.database.check import check
from visavis.database.connection import store_file
from visavis.database.publish import publish
from visavis.journal import journal_file
from visavis_tui import cli, exits


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles, to be copied."""
    template = tmp_path_factory.mktemp("template")
    reports = [report(1), report(2)]
    publish(template, reports, resolved(reports))
    return template


@pytest.fixture
def store(tmp_path: Path, template: Path) -> Path:
    """A whole store."""
    return shutil.copytree(template, tmp_path / "S")


def run(capsys: pytest.CaptureFixture[str], store: Path, *more: str) -> tuple[int, list[str], str]:
    """Exit code, lines on standard output, and standard error."""
    capsys.readouterr()
    code = cli.main(["check", "--store", str(store), *more])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def test_a_whole_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every kind of thing gets a line with how many there are, and nothing is wrong."""
    code, lines, err = run(capsys, store)
    assert (code, err) == (exits.OK, "")
    assert all(line.startswith("ok ") for line in lines)
    counts = {" ".join(line.split()[2:]): int(line.split()[1].replace(",", "")) for line in lines}
    assert (counts["quotations"], counts["mentions"], counts["sentences"], counts["decisions"]) == (8, 6, 6, 0)
    assert counts["rows"] > 250


def test_for_machines(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One JSON object a line, problems as a list."""
    store.chmod(0o777)
    code, lines, _ = run(capsys, store, "--json")
    assert code == exits.SOME_REFUSED
    found = {one["name"]: one for one in map(json.loads, lines)}
    assert found["rows"]["problems"] == []
    assert found["permissions"]["problems"] == [f"{store}: everybody may write to it (chmod o-w)"]


@pytest.mark.parametrize(
    ("change", "name", "problem"),
    [
        ("UPDATE evidence SET char_start = char_start + 1 WHERE field = 'event'", "quotations", "are other words"),
        ("UPDATE mentions SET char_end = 100000", "mentions", "are other words"),
        ("UPDATE sentences SET char_start = -1 WHERE sentence_no = 1", "sentences", "-1 to"),
        ("DELETE FROM actors WHERE kind = 'country'", "references", "mentions: actor_id"),
        ("UPDATE participants SET meeting_id = 5", "references", "participants: meeting_id 5 is not in meetings"),
        ("DELETE FROM extractions", "references", "articles: article_id"),
        ("DELETE FROM evidence WHERE field = 'event'", "facts without words", "has no evidence"),
        ("UPDATE evidence SET fact_id = 77 WHERE field <> 'event'", "evidence without facts", "fact_id 77 is no fact"),
        ("INSERT INTO actors SELECT * FROM actors", "ids", "is there 2 times"),
        ("DELETE FROM merges", "rows", "merges: 0 rows where 1 were published"),
        ("UPDATE articles SET title = 'another'", "rows", "articles: a row is not as it was published"),
        ("UPDATE meetings SET status = 'denied'", "rows", "meetings: a row is not as it was published"),
    ],
)
def test_what_was_changed_is_named(store: Path, change: str, name: str, problem: str) -> None:
    """Each table is read and compared with what was published, each span and each reference is followed."""
    with duckdb.connect(str(store_file(store))) as connection:
        connection.execute(change)
    found = {looked.name: " ".join(looked.problems) for looked in check(store)}
    assert problem in found[name]


def test_many_problems_are_counted_not_poured_out(store: Path) -> None:
    """Three examples, then how many more."""
    with duckdb.connect(str(store_file(store))) as connection:
        connection.execute("UPDATE evidence SET quote = '[red]\x1b[31m'")
    quotations = next(looked for looked in check(store) if looked.name == "quotations")
    assert len(quotations.problems) == 4
    assert quotations.problems[-1] == "and 5 more"


def test_a_log_beside_the_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A .wal is named with its cure; nothing is read through it."""
    (store / "visavis.duckdb.wal").write_bytes(b"forged")
    code, lines, err = run(capsys, store)
    assert code == exits.NOTHING_DONE
    assert lines[0].startswith("WRONG")
    assert "visavis.duckdb.wal" in err


def test_who_may_write(store: Path) -> None:
    """A store file that a group or everybody may write to can be replaced or locked by them."""
    store_file(store).chmod(0o666)
    permissions = next(looked for looked in check(store) if looked.name == "permissions")
    assert len(permissions.problems) == 2


def test_kept_generations_are_opened(store: Path) -> None:
    """An earlier generation that was cut off is no way back."""
    publish(store, [report(1)], resolved([report(1)]))
    kept = store / "generations" / "1" / "visavis.duckdb"
    content = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(content[:-9000])
    found = {looked.name: looked for looked in check(store)}
    assert found["earlier generations"].count == 1
    assert "cut off" in found["earlier generations"].problems[0]


def test_decisions_that_cannot_be_read(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A broken line of the journal is somebody's decision: it is named."""
    journal_file(store).write_text('{"action": "same"\n', encoding="utf-8")
    code, lines, _ = run(capsys, store)
    assert code == exits.SOME_REFUSED
    assert "journal.jsonl:1:" in lines[-1]


def test_nothing_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a store it says how to make one."""
    code, lines, err = run(capsys, tmp_path / "nowhere")
    assert (code, lines) == (exits.NOTHING_DONE, [])
    assert "visavis load" in err
