"""Visits: who goes to which country, whether they went, and which meetings were part of it."""

import pytest

from extraction_texts import told
from visavis.model import Extraction, VisitReport

LEAD = {
    "en": "Kenyan Foreign Minister Peter Otieno and Peruvian Foreign Minister Luis Quispe spoke to reporters.\n\n",
    "es": "El canciller de Kenia, Peter Otieno, y el canciller de Perú, Luis Quispe, hablaron con la prensa.\n\n",
}
HELD = [
    ("en", "Otieno visited Lima in May."),
    ("en", "Otieno arrived in Lima on Tuesday."),
    ("en", "Otieno is in Peru on a three-day official visit."),
    ("en", "Otieno, who was on a working visit to Peru, praised the coffee."),
    ("en", "During Otieno's state visit to Peru, the harvest was the main subject."),
    ("en", "The ministry recalled the visit of Otieno to Lima."),
    ("en", "A visit to Peru by Otieno ended on Thursday."),
    ("en", "Otieno wound up a trip to Lima."),
    ("es", "Otieno visitó Lima en mayo."),
    ("es", "Otieno llegó el martes a Lima."),
    ("es", "Otieno, quien realizó una visita oficial a Perú, elogió el café."),
    ("es", "Durante la visita de Otieno a Lima se habló de la cosecha."),
    ("es", "Otieno se encuentra en Lima en visita de trabajo."),
]
NOT_HELD = [
    ("en", "Otieno will visit Lima next week.", "planned"),
    ("en", "Otieno is due to travel to Peru in July.", "planned"),
    ("en", "Otieno cancelled a visit to Peru.", "cancelled"),
    ("es", "Otieno visitará Lima la próxima semana.", "planned"),
    ("es", "Otieno viajará a Perú en julio.", "planned"),
]
NONE = [
    ("en", "Quispe visited Lima in May."),
    ("en", "Quispe visited the port of his home town."),
    ("en", "Otieno wants to visit Peru one day."),
    ("en", "Otieno visited the coffee fair."),
    ("es", "Quispe visitó Lima en mayo."),
    ("es", "La visita fue muy útil para todos."),
]


def visits(sentence: str, language: str) -> tuple[Extraction, list[VisitReport]]:
    """The visits of an article about officials of Kenya and Peru."""
    found = told(LEAD[language] + sentence, language)
    return found, list(found.visits)


@pytest.mark.parametrize(("language", "sentence"), HELD)
def test_a_visit_is_found(language: str, sentence: str) -> None:
    """By verbs and nouns, with the visitor before or behind them."""
    found, (visit,) = visits(sentence, language)
    names = {actor.key: actor.name for actor in found.actors}
    assert ([names[one.actor] for one in visit.visitors], visit.country) == (["Peter Otieno"], "PER")
    assert visit.status == "held"


@pytest.mark.parametrize(("language", "sentence", "status"), NOT_HELD)
def test_a_visit_that_did_not_take_place_says_so(language: str, sentence: str, status: str) -> None:
    """Planned and cancelled visits are never told as held."""
    _, (visit,) = visits(sentence, language)
    assert (visit.country, visit.status) == ("PER", status)


@pytest.mark.parametrize(("language", "sentence"), NONE)
def test_what_is_no_visit(language: str, sentence: str) -> None:
    """Travels at home, wishes, and visits to things."""
    assert visits(sentence, language)[1] == []


def test_a_visit_groups_its_meetings() -> None:
    """Those that a visitor had in the country, not those elsewhere."""
    found = told(
        "Kenyan Foreign Minister Peter Otieno arrived in Lima on Tuesday. There he was received by Peruvian President "
        "Rosa Huamán on Wednesday. In May, Otieno met Peruvian Foreign Minister Luis Quispe in Geneva."
    )
    (visit,) = found.visits
    hosts = [{actor.name for actor in found.actors if actor.key in seats(found, key)} for key in visit.meetings]
    assert hosts == [{"Peter Otieno", "Rosa Huamán"}]


def seats(found: Extraction, key: int) -> set[int]:
    """The keys of those who took part in a meeting."""
    return {one.actor for one in found.meetings[key].participants}


def test_a_visit_without_a_date_takes_that_of_its_meeting() -> None:
    """And says so."""
    found = told(
        "Peruvian Foreign Minister Luis Quispe met on Tuesday in Lima with the foreign minister of Kenya, Peter Otieno, "
        "who is on an official visit to Peru."
    )
    (visit,) = found.visits
    assert visit.when is not None
    assert visit.when.edtf == "2024-06-11"


def test_a_visitor_may_be_said_to_have_come_here() -> None:
    """ "Here" is the city of the dateline."""
    (visit,) = told("LIMA, June 14 (Andina) -- Kenyan Foreign Minister Peter Otieno arrived here on Thursday.").visits
    assert (visit.country, visit.city) == ("PER", "Lima")
