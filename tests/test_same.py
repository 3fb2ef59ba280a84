"""`visavis same` and `visavis resolve`: names without a store, one pair or millions, and whatever input there is."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import benchmark_names as bench
import pytest

from visavis.resolution.documents import Mentioned, resolve_mentions
from visavis.resolution.kinds import kind_of
from visavis.resolution.names import Known, compare_any, compare_known
from visavis_tui import exits
from visavis_tui.cli import main

ROOT = Path(__file__).parents[1]


def test_two_names_get_a_verdict_a_score_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    """What speaks for it with a plus, what against it with a minus."""
    assert main(["same", "Joaquín Ferrer Salas", "Ferrer Salas"]) == exits.OK
    printed = capsys.readouterr().out
    assert printed.startswith("the same (0.9")
    assert "  + 'joaquin' omitted, which is neutral" in printed
    main(["same", "Li Jun", "Li Jin"])
    printed = capsys.readouterr().out
    assert printed.startswith("not the same (0.")
    assert "  - 'jun' contradicts 'jin'" in printed


def test_country_and_role_are_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    """Another country is a no whatever the names, the same country and office decide, another office leaves a doubt."""
    main(["same", "Ana Ruiz", "Ana Ruiz", "--country", "Peru", "--country", "MEX"])
    assert capsys.readouterr().out.startswith("not the same")
    main(["same", "Wang", "Wang Yi", "--country", "China", "--role", "Foreign Minister"])
    assert capsys.readouterr().out.startswith("the same")
    main(["same", "Wang", "Wang Yi", "--country", "China"])
    assert capsys.readouterr().out.startswith("perhaps the same")
    doubt = compare_known("Ana Ruiz", "Ana Ruiz", Known("PER", "minister"), Known("PER", "footballer"))
    assert doubt.verdict == "unsure"
    assert main(["same", "Ana", "Eva", "--country", "Narnia"]) == exits.NOTHING_DONE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ministry of Public Security", "organisation"),
        ("North Sea Shipping Co., Ltd.", "organisation"),
        ("UNICEF", "organisation"),
        ("261 Repair Plant", "organisation"),
        ("ООО Север", "organisation"),
        ("Cuba", "country"),
        ("Minister of Public Security Gao Weimin", "person"),
        ("Gao Weimin", "person"),
        ("Baroness Miller", "person"),
        ("", "person"),
    ],
)
def test_what_a_name_names_is_guessed(name: str, kind: str) -> None:
    """Bodies by their words, numbers and capitals, countries by their names, else persons."""
    assert kind_of(name) == kind


def test_names_of_no_known_kind_are_judged_by_their_own() -> None:
    """Organisations, countries and persons in one list."""
    assert compare_any("Public Security Ministry", "Ministry of Public Security").verdict == "same"
    assert compare_any("Russia", "Russian Federation").verdict == "same"
    assert compare_any("North Korea", "South Korea").verdict == "different"
    assert compare_any("Weimin Gao", "高伟民").verdict == "same"
    assert compare_any("Vladimir Sokolov", "弗拉基米尔·索科洛夫").score >= 0.5
    assert compare_any("Park Sang-min", "朴相敏").score >= 0.5
    assert compare_any("Park Sang-min", "朴根惠").score < 0.5


LINES = [
    {"id": 1, "name_a": "Bob Miller", "name_b": "Robert Miller"},
    {"id": "two", "name_a": "Bob Miller", "name_b": "Ann Miller"},
    {"id": None, "name_a": "Ana Ruiz", "name_b": "Ana Ruiz", "country_a": "Peru", "country_b": "Mexico"},
    {"id": 4, "name_a": "", "name_b": "x" * 10_000},
    {"id": 5, "name_a": "\ud800", "name_b": "12345"},
]


def test_lines_of_pairs_are_answered_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with its id, score, verdict and reasons, from a file or standard input; hostile names too."""
    source = tmp_path / "pairs.jsonl"
    source.write_text("".join(json.dumps(line) + "\n\n" for line in LINES), encoding="utf-8")
    assert main(["same", "--jsonl", str(source)]) == exits.OK
    printed = capsys.readouterr().out
    answers = [json.loads(line) for line in printed.splitlines()]
    assert [answer["id"] for answer in answers] == [1, "two", None, 4, 5]
    assert [answer["same"] for answer in answers] == [True, False, False, False, False]
    assert all(set(answer) == {"id", "score", "same", "reasons"} and answer["reasons"] for answer in answers)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source.read_bytes())))
    main(["same", "--jsonl", "-"])
    assert capsys.readouterr().out == printed


BROKEN = ["{", '{"id": 1}', '{"id": 1, "name_a": 7, "name_b": "x"}', "[]", "null", "[" * 100_000, "\x1b[31m"]


@pytest.mark.parametrize("verb", ["same", "resolve"])
def test_a_line_that_cannot_be_read_is_refused_by_its_number(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All others are answered, and the exit code says that some were not."""
    good = LINES[0] if verb == "same" else {"doc_id": 1, "mentions": [{"id": 1, "text": "Ana Ruiz"}]}
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join([json.dumps(good), *BROKEN, json.dumps(good)]), encoding="utf-8")
    words = ["same", "--jsonl", str(source)] if verb == "same" else ["resolve", str(source), "--jsonl"]
    assert main(words) == exits.SOME_REFUSED
    told = capsys.readouterr()
    assert len(told.out.splitlines()) == 2
    assert [f"in.jsonl:{number}:" in told.err for number in range(2, 9)] == [True] * 7
    assert "\x1b" not in told.err


def test_calls_without_sense_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One name, names beside a file, and a file that is not there."""
    assert main(["same", "Ana"]) == exits.NOTHING_DONE
    assert main(["same", "Ana", "--jsonl", "x"]) == exits.NOTHING_DONE
    assert main(["same", "--jsonl", str(tmp_path / "none")]) == exits.NOTHING_DONE
    assert main(["resolve", str(tmp_path / "none")]) == exits.NOTHING_DONE
    assert capsys.readouterr().out == ""


def clusters(*documents: list[str], kind: str = "person") -> list[list[int]]:
    """The labels of each document's mentions."""
    mentions = [Mentioned((d, k), d, text, kind) for d, texts in enumerate(documents) for k, text in enumerate(texts)]  # type: ignore[arg-type]
    labels = iter(resolve_mentions(mentions))
    return [[next(labels) for _ in texts] for texts in documents]


def test_short_forms_belong_to_the_full_name_of_their_document() -> None:
    """A surname, a given name and a title; brothers stay apart, a surname of both goes to the nearer one."""
    assert clusters(["Omar Kader", "Kader", "Omar", "President Kader"]) == [[0, 0, 0, 0]]
    assert clusters(["Fidel Ferrer", "Raúl Ferrer"]) == [[0, 1]]
    assert clusters(["Ana Ferrer", "Eva Ferrer", "Ferrer"]) == [[0, 1, 1]]


def test_across_documents_only_full_names_meet() -> None:
    """One label everywhere for a name and its other spellings, none for a surname beside two bearers."""
    labels = clusters(["Joaquín Ferrer", "Ferrer"], ["Ferrer, Joaquin"], ["Ferrer"], ["Eva Ferrer", "Ferrer"])
    assert labels == [[0, 0], [0], [1], [2, 2]]


def test_a_name_that_two_others_could_be_is_neither() -> None:
    """No chain: Ana Ruiz may be Ana Ruiz Lima or Ana Ruiz Soto, who are two, so it is alone."""
    first, second, third = (labels[0] for labels in clusters(["Ana Ruiz Lima"], ["Ana Ruiz"], ["Ana Ruiz Soto"]))
    assert len({first, second, third}) == 3


def test_organisations_have_acronyms_in_their_document() -> None:
    """The long form and its letters, and another body of the same kind."""
    names = ["Institute for Harbour Studies", "IHS", "Institute for Forest Studies"]
    assert clusters(names, kind="organisation") == [[0, 0, 1]]


def test_the_verb_answers_a_line_a_mention(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Global labels, ids as they came, any type or none."""
    documents = [
        {"doc_id": "a", "mentions": [{"id": "1", "text": "Ana Ruiz", "type": "PER"}, {"id": 2, "text": "Ruiz"}]},
        {"doc_id": "a", "mentions": [{"id": [3], "text": "Ruiz, Ana", "type": "person", "gold": "Q1"}]},
        {"doc_id": "c", "mentions": []},
    ]
    source = tmp_path / "documents.jsonl"
    source.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
    assert main(["resolve", str(source), "--jsonl"]) == exits.OK
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["id"] for answer in answers] == ["1", 2, [3]]
    assert len({answer["cluster"] for answer in answers}) == 1


def test_hostile_mentions_resolve_without_a_fuss() -> None:
    """Nothing, signs, digits, endless names, half characters, and a list of thousands in one document."""
    odd = ["", " ", "...", "\ud800", "x" * 10_000, "1", "习", "a b " * 3_000, "(((", "'s"]
    assert len({label for labels in clusters(odd) for label in labels}) >= 5
    assert clusters(odd, kind="organisation")
    listed = [f"{name} {number}" for number in range(1_000) for name in ("Ana Ruiz",)]
    assert len(clusters(listed)[0]) == 1_000


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "no name to compare"),
        (" \t", "no name to compare"),
        ("...", "no name to compare"),
        ("\ud800", "no name to compare"),
        ("x", "no part in common"),
        ("12345", "no word in common"),
        ("Ли Wang 李", "contradicts"),
        ("Ana Ruiz " * 1_200, "longer than any name"),
        ("\x1b[31m\u202eAna", "no part in common"),
    ],
    ids=ascii,
)
def test_what_is_no_name_gets_a_no_and_a_reason(name: str, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing, one letter, digits, mixed scripts, half a pair of surrogates, 10,000 characters: no crash, no escape."""
    for names in ((name, "Ana Ruiz"), ("Ana Ruiz", name)):
        assert main(["same", *names]) == 0
        printed = capsys.readouterr().out
        assert printed.startswith("not the same")
        assert reason in printed
        assert "\x1b" not in printed


@pytest.mark.parametrize("words", [["same", "Ana Ruiz", "A. Ruiz"], ["same", "--jsonl", "-"], ["resolve", "-"]])
def test_names_need_no_store_and_no_screen(words: list[str]) -> None:
    """Neither database, frames nor terminal are loaded."""
    heavy = "('duckdb', 'polars', 'textual', 'rich')"
    told = f"print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    probe = f"import sys; from visavis_tui.cli import main; main(sys.argv[1:]); {told}"
    path = f"{ROOT / 'store'}{os.pathsep}{ROOT / 'tui'}"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", probe, *words],
        env={**os.environ, "PYTHONPATH": path},
        input=b"",
        capture_output=True,
        check=True,
    )
    assert done.stderr.splitlines()[-1] == b"[]"


def test_namesakes_and_forms_are_told_apart() -> None:
    """Invented people of seven cultures: nearly all forms joined and nearly no namesake, at the answer's threshold."""
    pairs = bench.invented_pairs(300)
    precision, recall, _ = bench.f1([(bench.ours(p.name_a, p.name_b), p.same) for p in pairs], 0.5)
    assert precision > 0.97
    assert recall > 0.97


def test_pairs_are_judged_fast() -> None:
    """Thousands of pairs a second on one core, new names all of them."""
    pairs = bench.invented_pairs(1_000)
    start = time.process_time()
    for pair in pairs:
        compare_any(pair.name_a, pair.name_b)
    assert len(pairs) / (time.process_time() - start) > 6_000


def test_five_thousand_names_do_not_chain() -> None:
    """Each in a document of its own: few seconds, precision and recall of pairs far above what chaining leaves."""
    listed = bench.invented_list(5_000)
    start = time.process_time()
    labels = resolve_mentions([Mentioned(k, k, name, "person") for k, (name, _) in enumerate(listed)])
    assert time.process_time() - start < 8
    precision, recall = bench.pairwise(labels, [person for _, person in listed])
    assert precision > 0.95
    assert recall > 0.85
