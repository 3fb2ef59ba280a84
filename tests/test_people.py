"""Who is a person, in what role and of which country, and which short forms are the same one; people are invented.

The sentences stand in `sentences/people.en.txt` and `.es.txt`, each with its people below it: name | role | country,
where `-` is none, or `nobody`.
"""

from pathlib import Path

import pytest

from extraction_texts import told
from visavis.model import DocumentActor

_FOLDER = Path(__file__).parent / "sentences"


def _rows(language: str) -> list[list[str]]:
    blocks = (_FOLDER / f"people.{language}.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return [block.split("\n    ") for block in blocks]


def _people(text: str, language: str = "en") -> list[DocumentActor]:
    return [actor for actor in told(text, language).actors if actor.kind == "person"]


def _check(row: list[str], language: str) -> None:
    text, *expected = row
    found = [f"{one.name} | {one.role or '-'} | {one.country or '-'}" for one in _people(text, language)]
    assert found == ([] if expected == ["nobody"] else expected)


@pytest.mark.parametrize("row", _rows("en"), ids=lambda row: row[0][:60])
def test_english(row: list[str]) -> None:
    """The sentence names these people in these roles."""
    _check(row, "en")


@pytest.mark.parametrize("row", _rows("es"), ids=lambda row: row[0][:60])
def test_spanish(row: list[str]) -> None:
    """The same in Spanish, through the same code."""
    _check(row, "es")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Kenyan President Wanjiru Mutua spoke. Mutua smiled. President Mutua left. Wanjiru came back.",
            [["Wanjiru Mutua", "Mutua", "Wanjiru"]],
        ),
        ("Mutua smiled. Kenyan President Wanjiru Mutua spoke.", [["Wanjiru Mutua", "Mutua"]]),
        (
            "Cuban Minister Jorge Luis Lamas Pérez spoke. Minister Jorge Lamas left. Lamas Pérez smiled.",
            [["Jorge Luis Lamas Pérez", "Jorge Lamas", "Lamas Pérez"]],
        ),
        ("Cuban Minister Jorge Lamas-Pérez spoke. Minister Pérez left.", [["Jorge Lamas-Pérez", "Pérez"]]),
        ("Ghanaian Minister Kofi A. Amankwah spoke. K. Amankwah left.", [["Kofi A. Amankwah", "K. Amankwah"]]),
        (
            "Chinese Minister Shen Guowei spoke. Chinese envoy Shen Lihua spoke. Shen Guowei left.",
            [["Shen Guowei"], ["Shen Lihua"]],
        ),
        (
            "Chinese General He Pengfei spoke. He praised the port. General He left.",
            [["He Pengfei", "He"]],
        ),
    ],
)
def test_forms_of_one_person(text: str, names: list[list[str]]) -> None:
    """A short form is the person whose name holds it; different full names are different people."""
    assert [sorted(one.names) for one in _people(text)] == [sorted(forms) for forms in names]


def test_a_surname_of_two_goes_to_the_office_then_to_the_nearest() -> None:
    """Of two people with one surname the role decides, and without a role the one named last."""
    text = (
        "Chinese Foreign Minister Shen Guowei spoke. Chinese Ambassador Shen Lihua spoke. "
        "Foreign Minister Shen left. Shen Lihua stayed. Shen smiled."
    )
    minister, ambassador = _people(text)
    assert [text[m.start : m.end] for m in minister.mentions] == ["Shen Guowei", "Shen"]
    assert [m.start for m in ambassador.mentions] == [
        text.index("Shen Lihua"),
        text.rindex("Shen Lihua"),
        text.rindex("Shen"),
    ]


def test_the_fullest_form_is_the_name_and_comes_first() -> None:
    """Names are listed from the fullest, each once, however often they stand in the text."""
    (person,) = _people("Mutua spoke. Kenyan President Wanjiru Mutua spoke. Mutua left. Mutua slept.")
    assert (person.name, person.names) == ("Wanjiru Mutua", ("Wanjiru Mutua", "Mutua"))
    assert len(person.mentions) == 4


def test_mentions_carry_the_role_beside_them() -> None:
    """The role of a mention is what is written there, of the person the one that says most."""
    (person,) = _people("Kenyan President Wanjiru Mutua spoke. Ms. Mutua left. President Mutua slept.")
    assert [mention.role for mention in person.mentions] == ["President", None, "President"]


@pytest.mark.parametrize(
    ("text", "country", "reason"),
    [
        ("Kenyan President Wanjiru Mutua spoke.", "KEN", "stated with the role"),
        ("Foreign Minister Wanjiru Mutua of Kenya spoke.", "KEN", "stated with the role"),
        ("Kenya's Wanjiru Mutua spoke.", "KEN", "stated with the role"),
        ("The UN envoy Wanjiru Mutua spoke.", None, None),
    ],
)
def test_country_and_its_reason(text: str, country: str | None, reason: str | None) -> None:
    """A country comes with the reason for it; an official of a body has none."""
    (person,) = _people(text)
    assert (person.country, person.country_reason) == (country, reason)


def test_the_other_side_of_a_meeting() -> None:
    """Whoever meets the officials of one country of the article speaks for the other one."""
    text = "Ties of Kenya and Norway grow. President Wanjiru Mutua met Norwegian envoy Ingrid Solheim. Kenya is glad."
    countries = {one.name: one.country for one in _people(text)}
    assert countries == {"Wanjiru Mutua": "KEN", "Ingrid Solheim": "NOR"}
