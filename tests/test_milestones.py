"""Milestones: foundings and anniversaries, from which the year of an article can be told."""

import pytest

from visavis.extraction import extract
from visavis.lexicon import table
from visavis.model import Article, Milestone

RELATIONS = "diplomatic relations"


def milestones(text: str, language: str = "en") -> list[Milestone]:
    """The milestones of an article about China and Cuba."""
    head = {"en": "China and Cuba", "es": "China y Cuba"}[language]
    return list(extract(Article(1, "", f"{head}\n\n{text}", language)).milestones)


ANNIVERSARIES = [
    ("en", "The talks marked the 65th anniversary of the establishment of diplomatic relations.", 65),
    ("en", "In 2025 the two countries celebrate the 65th anniversary of diplomatic ties.", 65),
    ("en", "Sixty-five years of diplomatic relations were celebrated.", 65),
    ("en", "Ties between the two mark their sixty-fifth anniversary.", 65),
    ("es", "El encuentro coincide con el 65 aniversario del establecimiento de relaciones diplomáticas.", 65),
    ("es", "El sexagésimo quinto aniversario de las relaciones bilaterales.", 65),
    ("es", "Un concierto por el aniversario 65 de los vínculos diplomáticos.", 65),
    ("es", "Se cumplen sesenta años del establecimiento de relaciones diplomáticas.", 60),
]


@pytest.mark.parametrize(("language", "text", "ordinal"), ANNIVERSARIES)
def test_anniversaries_of_relations(language: str, text: str, ordinal: int) -> None:
    """The number of an anniversary is read from digits and words; it belongs to the two countries, without a year."""
    (found,) = milestones(text, language)
    assert (found.subject, found.countries, found.year, found.ordinal) == (RELATIONS, ("CHN", "CUB"), None, ordinal)


FOUNDINGS = [
    ("en", "Diplomatic relations between the two countries were established in 1960."),
    ("en", "Cuba was the first in the region to establish diplomatic relations with New China on September 28, 1960."),
    ("en", "The ties, which have existed since Havana recognised New China in 1960, are strong."),
    ("en", "The two sides have enjoyed friendly relations since 1960."),
    ("es", "Cuba y China mantienen relaciones diplomáticas desde 1960."),
    ("es", "Las relaciones fueron establecidas el 28 de septiembre de 1960."),
]


@pytest.mark.parametrize(("language", "text"), FOUNDINGS)
def test_foundings_of_relations(language: str, text: str) -> None:
    """The year in which relations began is read beside its verb, or behind "since"."""
    (found,) = milestones(text, language)
    assert (found.subject, found.countries, found.year, found.ordinal) == (RELATIONS, ("CHN", "CUB"), 1960, None)


@pytest.mark.parametrize(
    "text",
    [
        "China and Cuba established a strategic partnership in 2016 and their relations are good.",
        "The two broke off diplomatic relations in 1961.",
        "Relations were restored in 2015.",
        "Trade ties grew by 5% in 2024.",
        "The bakery marked its 20th anniversary.",
        "The minister, 65 years of age, smiled.",
        "",
    ],
)
def test_what_is_no_milestone(text: str) -> None:
    """Other foundings, ruptures, figures and private feasts tell nothing of relations."""
    assert milestones(text) == []


def test_named_countries_win_over_those_of_the_article() -> None:
    """Relations of two other countries are theirs."""
    (found,) = milestones("He recalled the 40th anniversary of relations between Ghana and Peru.")
    assert found.countries == ("GHA", "PER")


@pytest.mark.parametrize(
    ("language", "text", "year", "ordinal"),
    [
        ("en", "A parade marked the 80th anniversary of the end of the Second World War.", 1945, 80),
        ("en", "It was the 76th anniversary of the founding of the People's Republic of China.", 1949, 76),
        (
            "en",
            "Seventy years after the Bandung Conference, they met: the 70th anniversary of the Bandung Conference.",
            1955,
            70,
        ),
        ("es", "Un desfile por el 80.º aniversario del fin de la Segunda Guerra Mundial.", 1945, 80),
    ],
)
def test_events_everybody_counts_from(language: str, text: str, year: int, ordinal: int) -> None:
    """An anniversary of a well-known event brings the year of the event with it."""
    found = milestones(text, language)
    assert {(one.year, one.ordinal) for one in found} == {(year, ordinal)}


def test_the_span_holds_the_words() -> None:
    """The offsets of a milestone give the words that tell it."""
    text = "China and Cuba\n\nIt was the 65th anniversary of diplomatic relations, said all."
    (found,) = extract(Article(1, "", text, "en")).milestones
    assert text[found.start : found.end] == "65th anniversary of diplomatic relations"


def test_the_table_of_events_is_sound() -> None:
    """Forms are in lower case without accents, years are years, and no form stands for two events."""
    events = table("anniversaries.toml")["event"]
    forms = [form for event in events for form in event["forms"]]
    assert all(form == form.lower() for form in forms)
    assert not set("áéíóúñ") & set("".join(forms))
    assert len(forms) == len(set(forms))
    assert all(1800 < event["year"] < 2030 for event in events)
