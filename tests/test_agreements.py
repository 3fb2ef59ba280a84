"""Agreements: which sentences tell one, who agreed, how many papers, when, and who says so."""

from dataclasses import dataclass

import pytest

from visavis.extraction import extract
from visavis.model import AgreementReport, Article, Extraction

LEADS = {
    "en": (
        "Kenya and Peru\n\nKenyan Foreign Minister Peter Otieno met with his Peruvian counterpart Luis Quispe Rojas in "
        "Nairobi on Tuesday."
    ),
    "es": (
        "Kenia y Perú\n\nEl canciller de Kenia, Peter Otieno, se reunió este martes en Nairobi con el canciller de "
        "Perú, Luis Quispe Rojas."
    ),
}


@dataclass(frozen=True)
class Told:
    """One agreement as a test compares it, with names for keys."""

    parties: set[str]
    status: str
    date: str | None
    count: int | None
    subjects: tuple[str, ...]
    report: AgreementReport


def read(text: str, language: str = "en", published: str | None = "2025-09-05") -> Extraction:
    """The extraction of an article."""
    return extract(Article(1, "", text, language, published=published))


def told(sentence: str, language: str = "en", lead: str | None = None) -> list[Told]:
    """The agreements of an article that opens with a meeting of Kenya and Peru on 2 September 2025."""
    found = read(f"{LEADS[language] if lead is None else lead}\n\n{sentence}", language)
    names = {actor.key: actor.name for actor in found.actors}
    return [
        Told({names[key] for key in a.parties}, a.status, a.when.edtf if a.when else None, a.count, a.subjects, a)
        for a in found.agreements
    ]


SIGNED = [
    ("en", "Kenya and Peru signed 11 cooperation documents on Thursday.", 11),
    ("en", "Nairobi and Lima on Friday inked a memorandum of understanding on digital trade.", 1),
    ("en", "Six memoranda of understanding were signed during the visit.", 6),
    ("en", "The two ministers witnessed the signing of two agreements and a memorandum of understanding.", 3),
    ("en", "Both sides put their names to a protocol on quarantine.", 1),
    ("en", "The parties exchanged documents on cooperation in health.", None),
    ("en", "A dozen agreements were signed by the two delegations.", 12),
    ("en", "They signed twenty-one agreements.", 21),
    ("en", "They signed three documents: a treaty on fishing, a protocol on ports and a plan on sport.", 3),
    ("en", "The $2 billion loan agreement was signed by both ministers.", 1),
    ("es", "Kenia y Perú firmaron este jueves once documentos de cooperación.", 11),
    ("es", "Ambos ministros presidieron la firma de dos acuerdos y un memorando de entendimiento.", 3),
    ("es", "Se firmó un convenio en materia de salud entre el Gobierno de Kenia y el Gobierno de Perú.", 1),
    ("es", "Las partes rubricaron una docena de instrumentos jurídicos.", 12),
    ("es", "Fueron suscritos además una carta de intención y tres contratos.", 4),
]


@pytest.mark.parametrize(("language", "sentence", "count"), SIGNED)
def test_signed_papers_are_counted(language: str, sentence: str, count: int | None) -> None:
    """Whatever the word of signing and the form of the sentence, one occasion with its papers is found."""
    (deal,) = told(sentence, language)
    assert deal.parties >= {"Kenya", "Peru"}
    assert (deal.status, deal.count) == ("signed", count)


STATES = [
    ("en", "A debt deal was reached between Kenya and Peru in November 2022.", "announced"),
    ("en", "The two countries are negotiating a free trade agreement.", "under-negotiation"),
    ("en", "Kenya and Peru are in talks on a treaty to avoid double taxation.", "under-negotiation"),
    ("en", "Both governments were negotiating the construction of a naval base.", "under-negotiation"),
    ("en", "The two countries will sign a memorandum on tourism next month.", "under-negotiation"),
    ("en", "Kenya, Peru to sign agreement on culture", "under-negotiation"),
    ("en", "Peru scrapped the copper pact with Kenya last year.", "cancelled"),
    ("en", "Nairobi terminated contracts with two Peruvian firms.", "cancelled"),
    ("es", "Los dos países negocian un tratado de libre comercio.", "under-negotiation"),
    ("es", "Durante la visita se firmarán varios acuerdos.", "under-negotiation"),
    ("es", "Perú canceló el contrato con la empresa keniana.", "cancelled"),
    ("es", "Ambos cancilleres llegaron a un acuerdo para reestructurar la deuda.", "announced"),
]


@pytest.mark.parametrize(("language", "sentence", "state"), STATES)
def test_status_is_what_the_governing_word_says(language: str, sentence: str, state: str) -> None:
    """What is reached, planned, negotiated or undone is never shown as signed."""
    (deal,) = told(sentence, language)
    assert deal.status == state
    assert deal.parties >= {"Kenya", "Peru"}


NONE = [
    ("en", "Kenya and Peru agreed to strengthen ties in all fields."),
    ("en", "No agreement was signed during the visit."),
    ("en", "The two governments failed to reach an agreement on debt."),
    ("en", "They deal with a great deal of problems, in agreement with their neighbours."),
    ("en", "The leaders discussed efforts to finalize a ceasefire deal in a third country."),
    ("en", "The ministers praised the implementation of the agreements reached by the two presidents."),
    ("en", "The union and the company signed a collective bargaining agreement."),
    ("en", "Kenya signed a contract with a local company."),
    ("en", "Under the 1992 Geneva Convention, aid must pass."),
    ("es", "Los presidentes acordaron fortalecer las relaciones bilaterales."),
    ("es", "De acuerdo con la agencia, las partes no firmaron ningún acuerdo."),
    ("es", "Han tratado los esfuerzos de paz, de común acuerdo."),
]


@pytest.mark.parametrize(("language", "sentence"), NONE)
def test_what_is_no_agreement_makes_none(language: str, sentence: str) -> None:
    """Good intentions, denials, idioms, other people's papers and contracts at home are not agreements of the two."""
    assert told(sentence, language) == []


def test_parties_are_those_the_sentence_names() -> None:
    """Countries beside "between" or "with" win over those that met; ministries that sign are parties too."""
    (deal,) = told("An agreement between Chile and Ghana on air links was signed in May.")
    assert deal.parties == {"Chile", "Ghana"}
    (deal,) = told("Ghana signed a treaty with Chile.", lead="News")
    assert deal.parties == {"Ghana", "Chile"}
    (deal,) = told("Kenya's Ministry of Health and the Peruvian Ministry of Culture signed a protocol.")
    assert {"Kenya", "Peru"} < deal.parties
    assert any("Ministry" in party for party in deal.parties)


def test_one_country_alone_makes_no_agreement() -> None:
    """Where no second side can be found, nothing is told."""
    assert told("The minister signed an agreement.", lead="The government of Kenya worked on Monday.") == []


def test_dates_are_stated_or_marked_as_inferred() -> None:
    """The time nearest to the signing counts; without one the day of the meeting does, marked as inferred."""
    (deal,) = told("An agreement on ports, in talks for years, was signed on 3 March 2024.")
    assert deal.date == "2024-03-03"
    (deal,) = told("The two ministers signed an agreement on ports.")
    assert (deal.date, deal.report.when and deal.report.when.basis) == ("2025-09-02", "inferred")
    assert deal.report.meeting == 0
    (deal,) = told("Kenya and Peru have signed 19 agreements since 2018.")
    assert deal.date is None
    (deal,) = told("The two sides signed a work plan for 2026-2028.")
    assert deal.date == "2025-09-02"


def test_an_old_paper_keeps_its_own_date() -> None:
    """A treaty of earlier years is a record of its own, apart from what is signed now."""
    deals = told(
        "The two ministers signed an agreement on ports. It adds to the fishing treaty signed in 2012 by them both."
    )
    assert [deal.date for deal in deals] == ["2025-09-02", "2012"]
    assert [deal.report.meeting for deal in deals] == [0, None]


def test_papers_of_one_occasion_are_one_record() -> None:
    """A headline told again in the text adds nothing; papers added to those told before are summed."""
    (deal,) = told(
        "Kenya and Peru signed two agreements on Tuesday. The agreements cover ports. "
        "The two sides also signed a letter of intent on sport."
    )
    assert deal.count == 3
    (deal,) = told("Kenya and Peru signed five agreements on Tuesday.", lead="Kenya, Peru sign five agreements")
    assert deal.count == 5
    assert len([line for line in deal.report.evidence if line.field == "event"]) == 2


def test_subjects_are_short_and_clean() -> None:
    """What the papers are about is split at commas and "and", without articles, times and places."""
    (deal,) = told("They signed eleven documents covering agriculture, the digital economy and health on Tuesday.")
    assert deal.subjects == ("agriculture", "digital economy", "health")
    (deal,) = told("They signed a memorandum on economic and technical cooperation in Nairobi.")
    assert deal.subjects == ("economic and technical cooperation",)
    (deal,) = told("Firmaron un convenio sobre pesca, turismo y educación superior el lunes.", "es")
    assert deal.subjects == ("pesca", "turismo", "educación superior")


def test_a_claim_of_a_third_party_stays_a_claim() -> None:
    """Who speaks for neither side is named as the one who claims it; an official of a party is only the source."""
    (deal,) = told("According to the admiral, Kenya signed 19 agreements with Peru in 2023.")
    assert (deal.count, deal.date, deal.report.claimed_by) == (19, "2023", "the admiral")
    (event,) = [line for line in deal.report.evidence if line.field == "event"]
    assert (event.stance, event.speaker) == ("alleged", "the admiral")
    (deal,) = told("Otieno said that Kenya and Peru signed a treaty on fishing on Monday.")
    assert deal.report.claimed_by is None


def test_evidence_quotes_the_words() -> None:
    """Every span lies within the text: the sentence, the parties, the date and the number of papers."""
    text = f"{LEADS['en']}\n\nKenya and Peru signed 11 documents on Thursday."
    (report,) = read(text).agreements
    quotes = {(line.field, text[line.start : line.end]) for line in report.evidence}
    assert {
        ("event", "Kenya and Peru signed 11 documents on Thursday."),
        ("party", "Kenya"),
        ("party", "Peru"),
        ("date", "Thursday"),
        ("count", "11 documents"),
    } <= quotes


def test_what_is_negotiated_without_a_paper_has_neither_name_nor_number() -> None:
    """Negotiations about a thing are told with their subject alone, and every span of the evidence holds words."""
    (deal,) = told("In 2023 both governments were negotiating the construction of a naval base, which worried Chile.")
    assert (deal.parties, deal.date, deal.count) == ({"Kenya", "Peru"}, "2023", None)
    assert (deal.subjects, deal.report.instrument) == (("construction of a naval base",), None)
    assert all(line.start < line.end for line in deal.report.evidence)


def test_instruments_have_english_names() -> None:
    """An article in Spanish gives the same name of the paper as one in English."""
    assert told("Firmaron un memorando de entendimiento.", "es")[0].report.instrument == "memorandum of understanding"
    assert told("They signed an MoU.")[0].report.instrument == "memorandum of understanding"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "agreement",
        "signed agreement ( " * 400,
        "no treaty " * 400,
        "signed an agreement and " * 400,
        "acuerdo \x1b[31m[red]",
    ],
)
def test_hostile_text_is_read_without_harm(text: str) -> None:
    """Nothing at all, endless lists, open brackets and control characters give no agreement and no error."""
    assert read(text).agreements == ()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In 2023 reports said that Kenya and Peru were negotiating a joint training centre."),
        ("en", "In 2023 Kenya and Peru were said to be negotiating a joint training centre."),
        ("es", "En 2023 se informó de que Kenia y Perú negociaban la construcción de un centro conjunto."),
    ],
)
def test_two_countries_negotiate_what_no_paper_names(language: str, sentence: str) -> None:
    """Both stand before the verb, and the year is that of the talks."""
    found = told(sentence, language)
    assert [(one.status, one.date, one.parties) for one in found] == [("under-negotiation", "2023", {"Kenya", "Peru"})]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "en",
            (
                "Kenya and Peru signed 19 agreements in 2023. Under one of them, the Ministry of Public Security trains the "
                "Ministry of the Interior."
            ),
        ),
        (
            "en",
            (
                "Kenya and Peru signed 19 agreements in 2023. One of the documents commits the Ministry of Public Security "
                "to train the Ministry of the Interior."
            ),
        ),
        (
            "es",
            (
                "Kenia y Perú firmaron 19 acuerdos en 2023, entre ellos uno del Ministerio de Seguridad Pública para "
                "adiestrar al Ministerio del Interior."
            ),
        ),
    ],
)
def test_one_paper_of_a_package_has_its_own_sides(language: str, sentence: str) -> None:
    """Beside the package it is a record of its own, of the same day, between the institutions it names."""
    package, part = told(sentence, language)
    assert (package.count, part.count, part.status, part.date) == (19, 1, "signed", "2023")
    assert len(part.parties - {"Kenya", "Peru"}) == 2


def test_one_of_something_else_is_no_part_of_a_package() -> None:
    """One of the ministers signed nothing of his own."""
    sentence = (
        "Kenya and Peru signed 19 agreements in 2023. One of the ministers praised the Ministry of Health and the "
        "Ministry of the Interior."
    )
    assert len(told(sentence)) == 1
