"""What rows become in words, and that no text can steer a terminal."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.database.answers import ActorRow, EventRow, PartRow, Relationship, RoleRow, SourceRow, Totals
from visavis_tui import present

MEETING = EventRow(
    1, "meeting", "Ana met Bo", "held", "in-person", "2024-12-11", "stated", "", "Hall", "Havana", "Cuba",
    None, None, None, (), (), 2, 2, disputed=False,
)  # fmt: skip
ANA = ActorRow(1, "person", "Ana Ruiz", "Cuba", "stated", "minister", "MINFAR", 1, 0, 2, None)


@given(st.text())
def test_nothing_that_steers_a_terminal_survives(text: str) -> None:
    """Of any text every character is kept, or replaced by one visible symbol."""
    shown = present.displayable(text)
    assert len(shown) == len(text)
    assert not [char for char in shown if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31m", "␛[31m"),
        ("a\x00\x07\x08\r\n\x7f", "a␀␇␈␍␊␡"),
        ("\x9b2J\x85", "�2J�"),
        ("\u202eabc\u2066\u200f", "⇄abc⇄⇄"),
        ("zero\u200bwidth\ufeff\u00ad", "zero·width··"),
        ("line\u2028break", "line�break"),
        ("tab\there", "tab here"),
        ("[red]Ñandú 李 [/nope]", "[red]Ñandú 李 [/nope]"),
        ("\ud800 \U000e0041 \u3164", "� · ·"),
    ],
)
def test_hidden_characters_become_visible(raw: str, shown: str) -> None:
    """Each kind has its sign; letters of all scripts and brackets stay."""
    assert present.displayable(raw) == shown


def test_one_line_is_one_line() -> None:
    """White space of any kind is one blank; nothing stays nothing."""
    assert present.one_line(" a\n\n\tb\u2028c \x1b") == "a b c ␛"
    assert present.one_line(None) == ""


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        (None, "no date"),
        ("", "no date"),
        ("2024-12-11", "2024-12-11"),
        ("2024-12", "2024-12"),
        ("2023", "2023"),
        ("2023-XX-XX", "2023"),
        ("202X", "2020s"),
        ("XXXX-12-11", "11 Dec, year ?"),
        ("XXXX-03", "Mar, year ?"),
        ("XXXX-XX-XX", "no date"),
        ("2024-XX-05", "2024 (day 5)"),
        ("2024-21", "spring 2024"),
        ("XXXX-22", "summer, year ?"),
        ("2025-08~", "about 2025-08"),
        ("2025?", "maybe 2025"),
        ("2025%", "perhaps about 2025"),
        ("2025-08/2025-09", "2025-08 to 2025-09"),
        ("2025-08/..", "from 2025-08"),
        ("../2025", "until 2025"),
        ("/2025", "until 2025"),
        ("[2024-05, 2025-05]", "2024-05 or 2025-05"),
        ("2024-1X", "2024-1X"),
        ("XXXX-99", "no date"),
        ("?", "?"),
        ("next \x1b[31mweek", "next ␛[31mweek"),
    ],
)
def test_dates_are_never_more_exact_than_they_are(edtf: str | None, words: str) -> None:
    """EDTF reads as ISO where it is known and as words where it is not; what is no EDTF is shown as it stands."""
    assert present.date_text(edtf) == words


@given(st.text(alphabet="0123456789X-/~?%.[], ", max_size=25))
def test_no_date_is_too_odd_to_show(edtf: str) -> None:
    """Whatever a store holds as a date can be shown."""
    assert isinstance(present.date_text(edtf), str)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, "held"),
        ({"status": "planned"}, "PLANNED"),
        ({"status": "cancelled"}, "CANCELLED"),
        ({"status": "denied"}, "DENIED"),
        ({"status": "signed"}, "signed"),
        ({"status": "under-negotiation"}, "under negotiation"),
        ({"disputed": True}, "held DISPUTED"),
        ({"status": "signed", "claimed_by": "Admiral Holt"}, "CLAIMED"),
        ({"status": "odd\x1b"}, "odd␛"),
    ],
)
def test_what_is_no_plain_fact_says_so_in_capitals(changes: dict[str, object], word: str) -> None:
    """Statuses are words; a claim is never shown as if it were done."""
    assert present.status_text(replace(MEETING, **changes)) == word  # type: ignore[arg-type]


def test_a_claim_names_who_claims_and_how_many() -> None:
    """The claimant and the number stand before the title."""
    claim = replace(MEETING, kind="agreement", title="China - Cuba", claimed_by="Admiral Holt", claimed_count=19)
    assert present.event_text(claim) == "claimed by Admiral Holt: 19 · China - Cuba"
    assert present.event_text(replace(claim, claimed_count=None)) == "claimed by Admiral Holt · China - Cuba"
    assert present.event_text(MEETING) == "Ana met Bo"


def test_places_are_as_exact_as_known() -> None:
    """City and venue, else the country, else nothing."""
    assert present.place_text(MEETING) == "Havana, Hall"
    assert present.place_text(replace(MEETING, venue=None, city=None)) == "Cuba"
    assert present.place_text(replace(MEETING, venue=None, city=None, country=None)) == ""


def test_parts_are_grouped_by_side() -> None:
    """Each side once, with the roles its people had there."""
    parts = [PartRow("Ana", "CUB", "minister"), PartRow("Eva", "CUB", None), PartRow("Bo", None, None)]
    assert present.parts_text(parts) == "CUB: Ana (minister), Eva | side unknown: Bo"


def test_roles_are_not_said_twice() -> None:
    """The organisation is added only where the role does not name it; the time is added where it is known."""
    assert present.role_text(ANA) == "minister, MINFAR"
    assert present.role_text(replace(ANA, role="MINFAR chief")) == "MINFAR chief"
    assert present.role_text(replace(ANA, kind="country", role=None)) == "country"
    assert present.seen_role(RoleRow("envoy", None, "2024-01", "2024-01")) == "envoy (2024-01)"
    assert present.seen_role(RoleRow("envoy", None, "2024-01", "2025")) == "envoy (2024-01 to 2025)"
    assert present.seen_role(RoleRow("envoy", None, None, None)) == "envoy"


def test_names_and_titles_show_what_the_search_found() -> None:
    """The variant or sentence stands behind a sign."""
    assert present.name_text(replace(ANA, matched="Señora Ruiz")) == "Ana Ruiz ≈ Señora Ruiz"
    source = SourceRow(1, "", None, None, "unknown", "en", 0, "", "Wire: First", "the sentence")
    assert present.source_text(source) == "(no title) · copy of Wire: First · ≈ the sentence"
    assert present.published_text("2025-01", "inferred") == "2025-01 (?)"
    assert present.published_text(None, "unknown") == "undated"


def test_totals_keep_what_was_not_held_apart() -> None:
    """Planned or denied meetings are never part of the count of meetings."""
    assert (
        present.totals_text(Totals(5, 1, 6, 2, 1, 0))
        == "6 meetings (+2 not held) · 1 agreement · 5 articles · 1 person"
    )
    assert (
        present.totals_text(Totals(1, 0, 1, 0, 0, 2)) == "1 meeting · 0 agreements (+2 not firm) · 1 article · 0 people"
    )


def test_the_sparkline_shows_every_month_and_what_has_none() -> None:
    """Quiet months are dots; facts without a month are told, not drawn."""
    pair = Relationship(("China", "Cuba"), (("2024-11", 1), ("2025-02", 8)), 2, 9, 2)
    assert present.sparkline(pair, 60) == "2024-11 ▁··█ 2025-02, 2 without a month"
    assert present.sparkline(None, 60) == ""
    assert present.relationship_text(pair) == "China - Cuba"


def test_a_long_relationship_keeps_its_latest_months() -> None:
    """Sixty years do not fit; the line never grows over its room, and says where it begins."""
    pair = Relationship(("A", "B"), (("1960-09", 1), ("2025-02", 1)), 0, 2, 0)
    line = present.sparkline(pair, 40)
    assert len(line) == 40
    assert line.endswith("█ 2025-02")
    assert line.startswith("2023-")
