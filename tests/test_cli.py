"""The command: every verb through `main`, what it prints, where, and with which exit code."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

import visavis
from visavis.model import Article
from visavis_tui import cli, exits

MEETING = (
    "Foreign Minister Ana Prieto of Uruguay met Swedish Foreign Minister Lars Lindqvist in Stockholm on 3 May 2021. "
    "The two countries signed an agreement on forestry.\n"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled articles."""
    directory = tmp_path_factory.mktemp("desk") / "store"
    assert cli.main(["load", "--seeds", "--store", str(directory)]) == exits.OK
    return directory


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the store of whoever runs it."""
    monkeypatch.setenv("VISAVIS_STORE", str(tmp_path / "default"))


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one call."""
    capsys.readouterr()
    code = cli.main([str(a) for a in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put `data` on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


# --- help, usage -----------------------------------------------------------------------------------------------------


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """`--version` names the program and its version."""
    with pytest.raises(SystemExit) as left:
        cli.main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"visavis {visavis.__version__}\n"


@pytest.mark.parametrize("verb", [[], ["load"], ["extract"], ["show"], ["sql"]])
def test_every_help_has_examples(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for help sees commands to copy."""
    with pytest.raises(SystemExit) as left:
        cli.main([*verb, "--help"])
    assert left.value.code == 0
    assert "examples:\n  " in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["show", "weather"], ["show", "actors", "--limit", "-3"], ["extract"], ["--stor", "x"]],
)
def test_misuse_is_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be understood is explained on standard error, with exit code 2."""
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == exits.NOTHING_DONE
    said = capsys.readouterr()
    assert said.out == ""
    assert "usage: visavis" in said.err


def test_load_of_nothing_says_what_to_name(capsys: pytest.CaptureFixture[str]) -> None:
    """`visavis load` alone asks for inputs instead of loading something of its own accord."""
    code, out, err = run(capsys, "load")
    assert (code, out) == (exits.NOTHING_DONE, "")
    assert "--seeds" in err


# --- load ------------------------------------------------------------------------------------------------------------


def test_load_ends_with_what_the_store_gained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New articles are counted, and the growth of the store; standard output stays free."""
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    code, out, err = run(capsys, "load", tmp_path / "a.txt", "--store", tmp_path / "S")
    assert (code, out) == (exits.OK, "")
    assert "1 article read: 1 new, 0 already in the store" in err
    assert "gained: +" in err
    assert str(tmp_path / "S") in err


def test_loading_again_changes_nothing(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same articles twice leave the file as it is, byte for byte."""
    before = (store / "visavis.duckdb").read_bytes()
    code, _, err = run(capsys, "load", "--seeds", "--store", store)
    assert code == exits.OK
    assert "0 new" in err
    assert "nothing new: the store is unchanged" in err
    assert (store / "visavis.duckdb").read_bytes() == before


def test_the_store_may_be_named_before_or_after_the_verb(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--store` means the same on either side."""
    before = run(capsys, "--store", store, "show", "actors")
    assert before == run(capsys, "show", "actors", "--store", store)
    assert before[0] == exits.OK


def test_the_environment_names_the_store(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--store` VISAVIS_STORE counts."""
    monkeypatch.setenv("VISAVIS_STORE", str(store))
    assert run(capsys, "show", "actors")[0] == exits.OK


def test_load_from_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` reads articles from a pipe."""
    feed(monkeypatch, b"".join(json.dumps({"id": n, "text": f"{MEETING} {n}"}).encode() + b"\n" for n in range(3)))
    code, _, err = run(capsys, "load", "-", "--store", tmp_path / "S")
    assert code == exits.OK
    assert "3 articles read: 3 new" in err


def test_bad_inputs_are_named_one_a_line_and_the_rest_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each refusal names its file and place; good articles beside it are loaded; the exit code is 1."""
    lines = [json.dumps({"id": n, "text": f"{MEETING} {n}"}) for n in range(5)]
    lines[2] = '{"id": 2, "text": '
    (tmp_path / "five.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x00\x01" * 100)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "matter.md").write_text("---\ntitle: [unclosed\nno end", encoding="utf-8")
    (tmp_path / "hollow").mkdir()
    names = ["five.jsonl", "binary.txt", "empty.txt", "matter.md", "hollow", "missing.txt"]
    code, _, err = run(capsys, "load", *(tmp_path / n for n in names), "--store", tmp_path / "S")
    refused = [line for line in err.splitlines() if line.startswith("refused: ")]
    assert code == exits.SOME_REFUSED
    assert len(refused) == len(names)
    assert all(name in line for name, line in zip(names, refused, strict=True))
    assert "five.jsonl:3:" in refused[0]
    assert "4 articles read: 4 new, 0 already in the store, 6 inputs refused" in err
    assert run(capsys, "sql", "select count(*) as n from articles", "--format", "csv", "--store", tmp_path / "S")[
        1
    ] == ("n\n4\n")


def test_a_line_of_50_megabytes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One monstrous line is named and left out; the lines around it are loaded."""
    good = [json.dumps({"id": n, "text": f"{MEETING} {n}"}) for n in range(2)]
    huge = json.dumps({"id": "huge", "text": "x" * 50_000_000})
    (tmp_path / "a.jsonl").write_text("\n".join([good[0], huge, good[1]]), encoding="utf-8")
    code, _, err = run(capsys, "load", tmp_path / "a.jsonl", "--store", tmp_path / "S")
    assert code == exits.SOME_REFUSED
    assert "a.jsonl:2:" in err
    assert "2 articles read: 2 new" in err
    assert len(err) < 2000


def test_nothing_readable_at_all_is_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where every input is refused nothing was done, and no store appears."""
    code, _, err = run(capsys, "load", tmp_path / "missing", "--store", tmp_path / "S")
    assert code == exits.NOTHING_DONE
    assert "missing" in err
    assert not (tmp_path / "S" / "visavis.duckdb").exists()


def test_hostile_file_names_do_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Escape sequences in a name are shown as symbols, on one line."""
    code, _, err = run(capsys, "load", tmp_path / "\x1b[2J\nrefused: forged.txt", "--store", tmp_path / "S")
    assert code == exits.NOTHING_DONE
    assert "\x1b" not in err
    assert sum(line.startswith("refused: ") for line in err.splitlines()) == 1


# --- extract ---------------------------------------------------------------------------------------------------------


def test_extract_writes_one_line_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON Lines in, JSON Lines out, ids kept, in the shape of the corpus; no store appears."""
    records = [{"id": f"n-{n}", "text": MEETING, "language": "en"} for n in range(2)]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path / "in.jsonl")
    found = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (exits.OK, "")
    assert [list(record) for record in found] == [
        ["id", "actors", "meetings", "agreements", "visits", "statements"]
    ] * 2
    assert [record["id"] for record in found] == ["n-0", "n-1"]
    assert {"name", "kind", "role", "country", "mentions"} == set(found[0]["actors"][0])
    assert not (tmp_path / "default").exists()


def test_extract_finds_the_meeting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Who met whom, when and where, with countries by their English names and the sentence that says so."""
    feed(monkeypatch, MEETING.encode())
    code, out, _ = run(capsys, "extract", "-")
    (meeting,) = json.loads(out)["meetings"]
    assert code == exits.OK
    assert meeting == {
        "participants": ["Ana Prieto", "Lars Lindqvist"],
        "countries": ["Sweden", "Uruguay"],
        "date": "2021-05-03",
        "place": "Stockholm, Sweden",
        "status": "held",
        "channel": "in-person",
        "evidence": MEETING.partition(" The two")[0],
    }


def test_extract_goes_on_after_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An article on which extraction fails is named; the others come out; the exit code is 1."""
    from visavis_tui.commands import extract as verb  # noqa: PLC0415 - the verb under test, loaded as the command does

    def fail_on_bad(article: Article) -> object:
        if "bad" in article.text:
            raise RecursionError("too deep")
        return original(article)

    original = verb.extract
    monkeypatch.setattr(verb, "extract", fail_on_bad)
    for name in ("bad", "good"):
        (tmp_path / f"{name}.txt").write_text(f"A {name} day.", encoding="utf-8")
    code, out, err = run(capsys, "extract", tmp_path / "bad.txt", tmp_path / "good.txt")
    assert code == exits.SOME_REFUSED
    assert len(out.splitlines()) == 1
    assert "bad.txt: extraction failed with RecursionError: too deep" in err


# --- show, sql, overview ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["actors", "meetings", "agreements", "sources"])
def test_show_lists_each_subject(subject: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As many rows as the table holds, whatever the format."""
    table = "articles" if subject == "sources" else subject
    total = int(run(capsys, "sql", f"select count(*) from {table}", "--format", "csv", "--store", store)[1].split()[1])
    as_csv = run(capsys, "show", subject, "--format", "csv", "--store", store)[1]
    as_json = run(capsys, "show", subject, "--json", "--store", store)[1]
    as_lines = run(capsys, "show", subject, "--format", "jsonl", "--store", store)[1]
    assert len(list(csv.DictReader(io.StringIO(as_csv)))) == total > 0
    assert json.loads(as_json) == [json.loads(line) for line in as_lines.splitlines()]
    assert len(json.loads(as_json)) == total


def test_a_cut_is_announced(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--limit` says on standard error how many rows there are in all; `--limit 0` shows them."""
    code, out, err = run(capsys, "show", "actors", "--limit", "2", "--format", "jsonl", "--store", store)
    assert (code, len(out.splitlines())) == (exits.OK, 2)
    assert err.startswith("2 of ")
    code, out, err = run(capsys, "show", "actors", "--limit", "0", "--store", store)
    assert (code, err) == (exits.OK, "")
    assert len(out.splitlines()) > 4


def test_a_table_of_thousands_is_cut_unless_it_is_data(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """People get 100 rows and the true total; csv gets everything."""
    query = "select range as n from range(12345)"
    _, out, err = run(capsys, "sql", query, "--store", store)
    assert len(out.splitlines()) == 102
    assert err == "100 of 12,345 rows; all with --limit 0\n"
    assert len(run(capsys, "sql", query, "--format", "csv", "--store", store)[1].splitlines()) == 12346


def test_sql_from_standard_input(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` reads the query from a pipe."""
    feed(monkeypatch, b"select 40 + 2 as answer\n")
    assert run(capsys, "sql", "-", "--format", "jsonl", "--store", store)[:2] == (exits.OK, '{"answer": 42}\n')


@pytest.mark.parametrize("query", ["selec 1", "drop table actors", "from nowhere", "", "copy actors to 'x.csv'"])
def test_bad_sql_is_one_line_and_two(query: str, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot run, or would write, is refused in one line and changes nothing."""
    code, out, err = run(capsys, "sql", query, "--store", store)
    assert (code, out) == (exits.NOTHING_DONE, "")
    assert len(err.splitlines()) == 1
    assert err.startswith("visavis: ")


def test_the_overview_names_the_relationship(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal `visavis` tells who with whom, how often, and the latest, within 80 columns."""
    code, out, err = run(capsys, "--store", store)
    lines = out.splitlines()
    assert (code, err) == (exits.OK, "")
    assert lines[0].startswith("China - Cuba: ")
    assert "meetings" in lines[0]
    assert "Meetings, the latest first" in lines
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("verb", [["show", "actors"], ["sql", "select 1"]])
def test_without_a_store_it_says_how_to_make_one(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Asking an empty place for facts fails with the cure."""
    code, out, err = run(capsys, *verb)
    assert (code, out) == (exits.NOTHING_DONE, "")
    assert "visavis load" in err


def test_the_overview_without_a_store_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first call of all is no error: it names the next step, and makes nothing by itself."""
    code, out, _ = run(capsys)
    assert code == exits.OK
    assert "visavis load --seeds" in out
    assert not (tmp_path / "default").exists()


# --- ends ------------------------------------------------------------------------------------------------------------


def test_ctrl_c_is_quiet(store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An interruption is one line and 130, never a traceback."""

    def interrupt(_name: str) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "import_module", interrupt)
    code, _, err = run(capsys, "show", "actors", "--store", store)
    assert (code, err) == (exits.INTERRUPTED, "visavis: interrupted\n")
