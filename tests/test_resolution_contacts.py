"""Visits and statements over several articles: one journey is one visit, one letter is one letter."""

from dataclasses import replace

import pytest

from extraction_texts import article
from visavis.extraction import extract
from visavis.model import Report, Resolution
from visavis.resolution import resolve

LEAD = "Kenyan Foreign Minister Peter Otieno and Peruvian Foreign Minister Luis Quispe spoke to reporters.\n\n"


def resolution(*texts: tuple[str, str]) -> Resolution:
    """What articles say, each given as its date and what follows the lead."""
    reports = []
    for number, (published, text) in enumerate(texts, 1):
        one = replace(article(LEAD + text, published=published), article_id=number)
        reports.append(Report(one, extract(one)))
    return resolve(reports)


def test_a_visit_told_by_two_articles_is_one_with_the_meetings_of_both() -> None:
    """Arrival in one, a meeting in the other."""
    found = resolution(
        ("2024-06-12", "Otieno arrived in Lima on Tuesday."),
        ("2024-06-14", "During his visit to Peru, Otieno met Peruvian President Rosa Huamán in Lima on Thursday."),
    )
    (visit,) = found.visits
    (meeting,) = found.meetings
    assert (visit.country, visit.city, visit.articles) == ("PER", "Lima", (1, 2))
    assert visit.meetings == (meeting.meeting_id,)
    assert {who.side for who in visit.visitors} == {"KEN"}


@pytest.mark.parametrize(
    "second",
    [
        ("2024-09-20", "Otieno arrived in Lima on Tuesday."),  # another time
        ("2024-06-14", "Otieno arrived in Quito on Tuesday."),  # another country
        ("2024-06-14", "Otieno cancelled a visit to Peru."),
    ],
)
def test_other_visits_stay_apart(second: tuple[str, str]) -> None:
    """By time, country and outcome."""
    assert len(resolution(("2024-06-12", "Otieno arrived in Lima on Tuesday."), second).visits) == 2


def test_a_visit_that_was_planned_and_made_was_made() -> None:
    """As with meetings."""
    found = resolution(
        ("2024-06-07", "Otieno will travel to Peru on Tuesday."), ("2024-06-12", "Otieno arrived in Lima on Tuesday.")
    )
    assert [visit.status for visit in found.visits] == ["held"]


def test_a_letter_told_twice_is_one() -> None:
    """The same way, at the same time; another direction is another letter."""
    found = resolution(
        ("2024-06-12", "Otieno sent a letter to Quispe."),
        ("2024-06-13", "Quispe received a letter from Otieno."),
        ("2024-06-13", "Quispe sent a letter to Otieno."),
    )
    assert sorted(len(told.articles) for told in found.statements) == [1, 2]


def test_a_denial_leads_to_what_it_denies() -> None:
    """The meeting that all articles together tell, and the accusation."""
    found = resolution(
        ("2024-06-12", "Otieno denied that he had met Quispe in secret."),
        ("2024-06-13", "Otieno accused Peru of spying. Quispe denied the accusation."),
    )
    kinds = {told.kind: told for told in found.statements if told.articles == (2,)}
    assert kinds["denial"].answers_id == kinds["accusation"].statement_id
    (denial,) = (told for told in found.statements if told.articles == (1,))
    assert [meeting.meeting_id for meeting in found.meetings] == [denial.meeting_id]
