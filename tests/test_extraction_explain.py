"""`visavis extract --explain`: what was read, taken and left, with the reasons that the finders gave themselves."""

import io
import sys
from pathlib import Path

import pytest

from extraction_texts import article, corpus_articles
from visavis.extraction import extract
from visavis.extraction.explain import explain
from visavis_tui import cli, exits

MET = "Norwegian envoy Ingrid Solheim met Kenyan President Wanjiru Mutua in Nairobi on Monday."


def _explained(text: str, language: str = "en") -> list[str]:
    return list(explain(article(text, language)))


def _missed(text: str, language: str = "en") -> list[str]:
    """The part about sentences that look like an event and made none."""
    lines = _explained(text, language)
    return lines[2 : lines.index("Every sentence") - 1]


def test_a_meeting_and_its_reasons() -> None:
    """A meeting is shown below its sentence: word, rule, who from which words, date and place with their reasons."""
    lines = _explained(MET)
    at = lines.index("Every sentence")
    assert lines[1 + at : 7 + at] == [
        f"   0 [body] {MET}",
        "    meeting 0: held, in-person, by 'met' as meet, score 1.00",
        "        Ingrid Solheim NOR from 'Norwegian envoy Ingrid Solheim'",
        "        Wanjiru Mutua KEN from 'Kenyan President Wanjiru Mutua'",
        "        on 2024-06-10, relative: 'Monday' in an article of 2024-06-14 -> 2024-06-10",
        "        at Nairobi, KEN: stated",
    ]
    person = "    person: Norwegian envoy Ingrid Solheim -> Ingrid Solheim NOR, stated with the role; score "
    assert any(line.startswith(person) for line in lines)


def test_missed_sentences_come_first() -> None:
    """Sentences with words of events that made none are listed before all others, with what was around the word."""
    alone = "The Kenyan president met Kenyan Trade Minister Otieno Barasa."
    assert _missed(f"{MET}\n{alone}") == [
        "Sentences that look like an event and made none: 1",
        f"   1 [body] {alone}",
        "    left 'met' as meet: all of one side (Wanjiru Mutua KEN, Otieno Barasa KEN)",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They met the deadline.", "left 'met' as meet: nobody around it"),
        ("Kenyan President Wanjiru Mutua received ten cows.", "left 'received' as receive: nobody around it"),
        (
            "Norwegian envoy Ingrid Solheim wants to meet Kenyan President Wanjiru Mutua.",
            "left 'meet' as meet: only wished for (Ingrid Solheim NOR, Wanjiru Mutua KEN)",
        ),
        ("Kenya studied the treaty.", "left 'treaty' as agreement: no word says that it was made"),
        ("Kenya and Norway never signed the treaty.", "left 'signed' as agreement: denied or undone"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    """What is left is left for a reason that can be read."""
    assert f"    {reason}" in _missed(text)


def test_told_again() -> None:
    """A sentence that tells a meeting once more is no miss, and says where it was told first."""
    again = "President Mutua met Solheim in Nairobi."
    lines = _explained(f"{MET}\n{again}")
    assert _missed(f"{MET}\n{again}") == ["Sentences that look like an event and made none: 0"]
    assert "    meeting 0 again" in lines
    assert "    left 'met' as meet: told before, in sentence 0 (Wanjiru Mutua KEN, Ingrid Solheim NOR)" in lines


def test_an_agreement() -> None:
    """An agreement is shown with its status, paper, parties and subject."""
    lines = _explained("Kenya and Norway signed two agreements on fisheries in Nairobi on Monday.")
    at = next(k for k, line in enumerate(lines) if line.startswith("    agreement 0"))
    assert lines[at] == "    agreement 0: signed, 2 agreement, by 'signed' as sign-active"
    assert lines[at + 1] == "        between KEN, NOR"
    assert "        on fisheries" in lines


def test_furniture_is_shown_as_such() -> None:
    """Captions and lists of other stories are printed with their zone, and nothing below them."""
    lines = _explained(f"{MET}\n\nRelated news\nOmani envoy Salim Harthy met Peruvian President Rosa Quispe")
    last = lines[-1]
    assert last == "   2 [related, tells no facts] Omani envoy Salim Harthy met Peruvian President Rosa Quispe"


def test_the_whole_corpus_can_be_explained() -> None:
    """Every sentence, meeting and agreement of every article appears in its explanation."""
    for one in corpus_articles()[::4]:
        lines, found = list(explain(one)), extract(one)
        every = lines[lines.index("Every sentence") :]
        assert sum(line[:4].strip().isdigit() and line[4:6] == " [" for line in every) == len(found.sentences)
        assert sum(line.startswith("    meeting ") and ": " in line for line in every) == len(found.meetings)
        assert all("\n" not in line for line in lines)


def test_empty() -> None:
    """An article without words has nothing to explain."""
    lines = _explained("")
    assert lines[0] == "An article: sentences 0, people 0, meetings 0, agreements 0, dated 2024-06-14"
    assert lines[-1] == "Every sentence"


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the explanation of each article, and refuses like the plain one."""
    (tmp_path / "a.txt").write_text(MET, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 99)
    code = cli.main(["extract", "--explain", str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    out, err = capsys.readouterr()
    assert code == exits.SOME_REFUSED
    assert f"   0 [body] {MET}" in out.splitlines()
    assert "b.txt" in err
    assert "{" not in out


def test_a_terminal_never_gets_controls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would steer a terminal is printed as a symbol."""
    (tmp_path / "a.txt").write_text(f"\x1b[31m {MET} \x9b1m\u202e", encoding="utf-8")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert cli.main(["extract", "--explain", str(tmp_path / "a.txt")]) == exits.OK
    printed = terminal.getvalue()
    assert "meeting 0: held" in printed
    assert not {"\x1b", "\x9b", "\u202e"} & set(printed)
