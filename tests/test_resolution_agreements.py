"""Agreements: the same parties, date, number and subject are one; a claim stays a claim."""

import pytest

from resolution_reports import Telling
from visavis.extraction import extract
from visavis.ids import content_id
from visavis.model import Agreement, Article, Report
from visavis.resolution import resolve

FARMING = ["agriculture", "biotechnology"]


def signed(
    article: str, *, countries: tuple[str, ...] = ("CHN", "CUB"), language: str = "en", **details: object
) -> Telling:
    """An article that tells one agreement of two countries."""
    telling = Telling(article, language=language)
    parties = [telling.actor(code, code, kind="country") for code in countries]
    telling.agreement(*parties, **details)  # type: ignore[arg-type]
    return telling


def agreements(*tellings: Telling) -> tuple[Agreement, ...]:
    """The agreements of these articles."""
    return resolve([telling.report() for telling in tellings]).agreements


def test_one_agreement_told_twice() -> None:
    """Same parties, month, number and a subject in common: one agreement with the evidence of both."""
    found = agreements(
        signed("a", count=11, date="2025-09", subjects=FARMING),
        signed("b", count=11, date="2025-09-05", subjects=["farming", "biotechnology"]),
    )
    (agreement,) = found
    assert (agreement.claimed_count, agreement.date, len(agreement.articles)) == (11, "2025-09-05", 2)
    assert agreement.parties == tuple(sorted(content_id("country", code) for code in ("CHN", "CUB")))
    assert {line.subject_id for line in agreement.evidence if line.field == "party"} <= set(agreement.parties)


def test_subjects_meet_across_languages() -> None:
    """The Spanish word for a subject is the English one by its sounds."""
    assert (
        len(
            agreements(
                signed("a", date="2025-09", subjects=["agriculture"]),
                signed("b", date="2025-09", subjects=["agricultura"], language="es"),
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    "other",
    [
        {"count": 11, "date": "2023", "subjects": FARMING},
        {"count": 2, "date": "2025-09", "subjects": FARMING},
        {"count": 11, "date": "2025-09", "subjects": ["extradition"]},
        {"countries": ("CHN", "VNM"), "count": 11, "date": "2025-09", "subjects": FARMING},
    ],
)
def test_contradictions_keep_apart(other: dict[str, object]) -> None:
    """Another date, number, subject or party is another agreement."""
    assert len(agreements(signed("a", count=11, date="2025-09", subjects=FARMING), signed("b", **other))) == 2  # type: ignore[arg-type]


def test_a_claim_stays_beside_the_record() -> None:
    """What an outsider claims joins the record only where number and date are the same."""
    record = signed("a", count=19, date="2023", subjects=["bilateral cooperation in farming"])
    assert len(agreements(record, signed("b", date="2023", subjects=["farming"], claimed_by="the admiral"))) == 2
    (agreement,) = agreements(
        record, signed("b", count=19, date="2023", subjects=["farming"], claimed_by="the admiral")
    )
    assert agreement.claimed_by is None
    (claim,) = agreements(signed("b", date="2023", claimed_by="the admiral"))
    assert claim.claimed_by == "the admiral"


def test_the_later_fate_is_kept() -> None:
    """Under negotiation in one article and signed in another: signed."""
    found = agreements(
        signed("a", date="2025-09", subjects=FARMING, status="under-negotiation"),
        signed("b", date="2025-09-05", subjects=FARMING),
    )
    assert [agreement.status for agreement in found] == ["signed"]


def test_the_occasion_is_the_resolved_meeting() -> None:
    """An agreement points at the meeting that its article's report became."""
    telling = Telling("a")
    people = telling.actor("Gao Weimin", "CHN"), telling.actor("Elena Prado", "CUB")
    telling.agreement(*people, meeting=telling.meeting(*people, date="2024-12-11"), date="2024-12-11")
    found = resolve([telling.report()])
    assert found.agreements[0].meeting_id == found.meetings[0].meeting_id


def test_a_meeting_and_an_agreement_of_one_sentence_have_ids_of_their_own() -> None:
    """The evidence of one is never that of the other."""
    article = Article(
        1, "", "Kenyan Minister Peter Otieno met Peruvian Minister Luis Rojas and signed an accord on tea.", "en"
    )
    found = resolve([Report(article, extract(article))])
    (meeting,), (agreement,) = found.meetings, found.agreements
    assert meeting.meeting_id != agreement.agreement_id
