"""Which organisations act, and which are only named; companies and officials are invented."""

import pytest

from extraction_texts import told
from visavis.extraction.actors import ACTS
from visavis.model import DocumentActor


def _acting(text: str, language: str = "en") -> list[DocumentActor]:
    return [one for one in told(text, language).actors if one.kind == "organisation" and one.score >= ACTS]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (
            "The Volta Railways Company and Baltic Ports signed a contract.",
            "en",
            ["Volta Railways Company", "Baltic Ports"],
        ),
        ("On Monday Hidrovolta and Tarsenko signed a contract.", "en", ["Hidrovolta", "Tarsenko"]),
        ("A contract between Hidrovolta and the Turkish builder Yapinor is ready.", "en", ["Hidrovolta", "Yapinor"]),
        ("Ayer la argelina Hidrovolta y la española Tarsenko firmaron un contrato.", "es", ["Hidrovolta", "Tarsenko"]),
        ("Ties of the Communist Party of Vietnam are old.", "en", ["Communist Party of Vietnam"]),
        ("The United Nations rates the plan high.", "en", ["United Nations"]),
        ("They spoke at the United Nations.", "en", []),
        ("The talks were held at the Volta Railways Company.", "en", []),
        ("Ministers of Peru and Chile signed a treaty in the hall of the Volta Railways Company.", "en", []),
    ],
)
def test_who_signs_acts(text: str, language: str, names: list[str]) -> None:
    """Signers, parties with their country and bodies before a verb act; a place of work or of talks does not."""
    assert [one.name for one in _acting(text, language)] == names


def test_an_organisation_has_its_short_forms_and_its_country() -> None:
    """The acronym in brackets and the name without its country are forms of one organisation."""
    text = "The Ministry of Public Security of Cuba (MPSC) and Baltic Ports signed a contract."
    first = _acting(text)[0]
    assert first.country == "CUB"
    assert {"Ministry of Public Security", "MPSC"} <= set(first.names)
