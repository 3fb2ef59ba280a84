"""Denials, accusations, letters and congratulations: who says what of whom, and which of them denies what."""

import pytest

from extraction_texts import told
from visavis.model import Extraction, StatementReport

LEAD = {
    "en": "Kenyan Foreign Minister Peter Otieno and Peruvian Foreign Minister Luis Quispe spoke to reporters.\n\n",
    "es": "El canciller de Kenia, Peter Otieno, y el canciller de Perú, Luis Quispe, hablaron con la prensa.\n\n",
}
TOLD = [
    ("en", "Otieno sent Quispe a letter on fishing.", "letter"),
    ("en", "Otieno sent a letter to Quispe.", "letter"),
    ("en", "Otieno wrote to Quispe about the port.", "letter"),
    ("en", "Quispe received a letter from Otieno.", "letter"),
    ("en", "Otieno sent a congratulatory message to Quispe.", "congratulation"),
    ("en", "Otieno congratulated Quispe on his appointment.", "congratulation"),
    ("en", "Otieno accused Quispe of breaking his word.", "accusation"),
    ("en", "Quispe was accused by Otieno of breaking his word.", "accusation"),
    ("es", "Otieno envió una carta a Quispe.", "letter"),
    ("es", "Quispe recibió una carta de Otieno.", "letter"),
    ("es", "Otieno envió un mensaje de felicitación a Quispe.", "congratulation"),
    ("es", "Otieno felicitó a Quispe por su nombramiento.", "congratulation"),
    ("es", "Otieno acusó a Quispe de faltar a su palabra.", "accusation"),
]
NONE = [
    ("en", "Otieno signed a letter of intent with Quispe."),
    ("en", "Otieno was denied entry."),
    ("en", "Otieno sent regards home."),
    ("en", "Otieno will send a letter to Quispe."),
    ("es", "Otieno entregó sus cartas credenciales a Quispe."),
]


def statements(sentence: str, language: str) -> tuple[Extraction, list[StatementReport]]:
    """The statements of an article about officials of Kenya and Peru."""
    found = told(LEAD[language] + sentence, language)
    return found, list(found.statements)


@pytest.mark.parametrize(("language", "sentence", "kind"), TOLD)
def test_a_statement_goes_from_one_to_the_other(language: str, sentence: str, kind: str) -> None:
    """Whoever speaks or writes is told apart from whoever is meant; none of it is a meeting."""
    found, (statement,) = statements(sentence, language)
    names = {actor.key: actor.name for actor in found.actors}
    assert statement.kind == kind
    assert [names[key] for key in statement.speakers] == ["Peter Otieno"]
    assert [names[key] for key in statement.addressees] == ["Luis Quispe"]
    assert found.meetings == ()


@pytest.mark.parametrize(("language", "sentence"), NONE)
def test_what_is_no_statement(language: str, sentence: str) -> None:
    """Papers of other kinds, what is still to come, and what somebody was refused."""
    assert statements(sentence, language)[1] == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Otieno denied that he had met Quispe in secret."),
        ("en", "Reports that Otieno had met Quispe in secret were denied by Kenya."),
        ("es", "Otieno negó que se reuniera en secreto con Quispe."),
    ],
)
def test_a_denial_names_the_meeting_that_it_denies(language: str, sentence: str) -> None:
    """The meeting is told as denied, and the denial is linked to it."""
    found, (denial,) = statements(sentence, language)
    assert denial.kind == "denial"
    assert denial.meeting is not None
    assert found.meetings[denial.meeting].status == "denied"


def test_a_denial_names_the_accusation_that_it_answers() -> None:
    """The last one shortly before it."""
    found, (accusation, denial) = statements("Otieno accused Peru of spying. Quispe denied the accusation.", "en")
    assert (accusation.kind, denial.kind, denial.statement) == ("accusation", "denial", accusation.key)
    assert found.statements[0].statement is None


def test_a_statement_told_twice_is_one() -> None:
    """As the title and the body tell it."""
    twice = "Otieno congratulated Quispe.\n\nOn Thursday Otieno congratulated Quispe on his appointment."
    assert len(statements(twice, "en")[1]) == 1
