"""What the corpus tells of dates that an article leaves out."""

from resolution_reports import IN_AUGUST, LAST_DECEMBER, THIS_FRIDAY, Telling, words
from visavis.model import Resolution, TimeExpression
from visavis.resolution import resolve

GUEST, HOST = ("Gao Weimin", "CHN", "Minister"), ("Elena Prado", "CUB", "Minister")
SINCE_1960 = "since relations began in 1960"
YESTERDAY = TimeExpression(0, 9, "yesterday", "offset", unit="day", count=-1)


def resolved(*tellings: Telling) -> Resolution:
    """The facts of these articles."""
    return resolve([telling.report() for telling in tellings])


def met(
    name: str, expression: TimeExpression | None = None, *, date: str | None = None, published: str | None = None
) -> Telling:
    """An article that tells one meeting of the pair."""
    telling = Telling(name, published=published)
    keys = [telling.actor(*person) for person in (GUEST, HOST)]
    telling.meeting(*keys, date=date, when_=words(expression, published) if expression else None)
    return telling


def test_an_anniversary_dates_an_article() -> None:
    """A founding in one article and the 65th anniversary in another give the other's year, and its August."""
    founding, feast = Telling("Founding", published="2020-09-28"), met("Feast", IN_AUGUST)
    founding.milestone(SINCE_1960, year=1960)
    feast.milestone("the 65th anniversary", ordinal=65)
    found = resolved(founding, feast)
    dated = found.inferred_dates[feast.article_id]
    assert (dated.edtf, dated.basis) == ("2025", "inferred")
    assert "the 65th anniversary" in dated.derivation
    assert "1960" in dated.derivation
    (meeting,) = found.meetings
    assert (meeting.date, meeting.date_basis) == ("2025-08", "inferred")


def test_a_stated_date_is_never_replaced() -> None:
    """An article with a date keeps it, whatever anniversary it tells."""
    telling = met("Feast", date="2024-08-01", published="2024-08-02")
    telling.milestone(SINCE_1960, year=1960)
    telling.milestone("the 65th anniversary", ordinal=65)
    assert resolved(telling).inferred_dates == {}


def test_contradicting_anniversaries_date_nothing() -> None:
    """Two foundings that disagree, or a meeting held after the year, leave an article without a date."""
    torn, late = Telling("Torn"), met("Late", date="2027-01-05")
    for telling in (torn, late):
        telling.milestone(SINCE_1960, year=1960)
        telling.milestone("the 65th anniversary", ordinal=65)
    torn.milestone("ties go back to 1950", year=1950)
    assert torn.article_id not in resolved(torn).inferred_dates
    assert late.article_id not in resolved(late).inferred_dates


def test_a_meeting_dates_an_article() -> None:
    """Where others date the meeting of "this Friday", the article is of the week after, with its "last December"."""
    undated = met("Undated", THIS_FRIDAY)
    other = undated.actor("Shen Lifang", "CHN", "Vice Chairman")
    undated.meeting(other, 1, when_=words(LAST_DECEMBER))
    found = resolved(undated, met("Dated", date="2025-08-15"))
    dated = found.inferred_dates[undated.article_id]
    assert dated.edtf == "2025-08-15/2025-08-22"
    assert sorted((meeting.date, len(meeting.articles)) for meeting in found.meetings) == [
        ("2024-12", 1),
        ("2025-08-15", 2),
    ]


def test_yesterday_dates_to_the_day() -> None:
    """A meeting of "yesterday" that others date gives the very day of the article."""
    undated = met("Undated", YESTERDAY)
    assert resolved(undated, met("Dated", date="2025-08-15")).inferred_dates[undated.article_id].edtf == "2025-08-16"


def test_unknown_stays_unknown() -> None:
    """Without a sign nothing is invented: no date, no basis but unknown, and a year left open stays open."""
    found = resolved(met("Undated", THIS_FRIDAY))
    assert [(meeting.date, meeting.date_basis) for meeting in found.meetings] == [(None, "unknown")]
    assert found.inferred_dates == {}
    assert [meeting.date for meeting in resolved(met("Yearless", IN_AUGUST)).meetings] == ["XXXX-08"]
