"""Which meeting is which: shared people on both sides join, and one contradiction keeps apart."""

import pytest

from resolution_reports import DECEMBER_11, LAST_DECEMBER, Telling, words
from visavis.model import Channel, Meeting, MeetingStatus, Merge, Resolution
from visavis.resolution import resolve

GUESTS = ("Gao Weimin", "CHN", "Vice Chairman")
HOST = ("Joaquín Ferrer Salas", "CUB", "President")
OTHER_GUEST = ("Shen Lifang", "CHN", "Minister of Security")
OTHER_HOST = ("Elena Prado", "CUB", "Minister")


def encounter(article: str, *people: tuple[str, str, str], published: str | None = None, **details: object) -> Telling:
    """An article that tells one meeting of these people."""
    telling = Telling(article, published=published)
    telling.meeting(*(telling.actor(*person) for person in people), **details)  # type: ignore[arg-type]
    return telling


def resolved(*tellings: Telling) -> Resolution:
    """The facts of these articles."""
    return resolve([telling.report() for telling in tellings])


def meetings(*tellings: Telling) -> tuple[Meeting, ...]:
    """The meetings of these articles."""
    return resolved(*tellings).meetings


def about_meetings(found: Resolution, verdict: str) -> list[Merge]:
    """What was judged so about meetings."""
    return [merge for merge in found.merges if merge.kind == "meeting" and merge.verdict == verdict]


def test_one_meeting_told_twice() -> None:
    """The day of one article and the month of the other make the date, and everyone told of takes part."""
    first = encounter("a", GUESTS, HOST, when_=words(DECEMBER_11))
    second = encounter("b", GUESTS, HOST, OTHER_HOST, when_=words(LAST_DECEMBER, "2025-09-16"), city="Havana")
    found = resolved(first, second)
    (meeting,) = found.meetings
    assert (meeting.date, meeting.date_basis) == ("2024-12-11", "merged")
    assert "December 11" in meeting.date_derivation
    assert "last December" in meeting.date_derivation
    assert len(meeting.participants) == 3
    assert {attendance.side for attendance in meeting.participants} == {"CUB", "CHN"}
    assert meeting.place is not None
    assert meeting.place.city == "Havana"
    assert len(meeting.articles) == 2
    (merge,) = about_meetings(found, "joined")
    assert merge.fact_id == meeting.meeting_id
    assert any("Gao Weimin" in reason for reason in merge.reasons_for)


def test_two_delegations_in_one_month_stay_apart() -> None:
    """The same hosts, city and month, but another visitor: two meetings, and the reason is shown."""
    found = resolved(
        encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana", country="CUB"),
        encounter("b", OTHER_GUEST, HOST, date="2024-12", city="Havana", country="CUB"),
    )
    assert len(found.meetings) == 2
    (refusal,) = about_meetings(found, "refused")
    assert refusal.reasons_against == ("not the same: other visitor (Gao Weimin, Shen Lifang)",)
    assert refusal.fact_id is None


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        ({"date": "2024-12-20"}, "other date"),
        ({"date": "2024-12-11", "channel": "phone"}, "phone"),
        ({"date": "2024-12", "city": "Santiago de Cuba"}, "other city"),
        ({"date": "2024-12-11", "country": "CHN"}, "other country"),
        ({"date": "2024-12", "status": "cancelled"}, "cancelled"),
    ],
)
def test_contradictions_keep_apart(details: dict[str, object], reason: str) -> None:
    """Another date, channel, place or fate is another meeting of the same people."""
    first = encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana", country="CUB")
    found = resolved(first, encounter("b", GUESTS, HOST, **details))
    assert len(found.meetings) == 2
    (refusal,) = about_meetings(found, "refused")
    assert reason in refusal.reasons_against[-1]


def test_a_third_country_makes_another_meeting() -> None:
    """Three sides and two of them on one day are two meetings."""
    guest = ("Ilya Sobol", "RUS", "Minister")
    assert (
        len(
            meetings(
                encounter("a", GUESTS, HOST, guest, date="2024-12-11"), encounter("b", GUESTS, HOST, date="2024-12-11")
            )
        )
        == 2
    )


def test_two_meetings_of_one_article_are_two() -> None:
    """An article that tells two encounters of one pair means two, and another article finds its own."""
    telling = Telling("a")
    people = [telling.actor(*person) for person in (GUESTS, HOST)]
    telling.meeting(*people, date="2024-12-11")
    telling.meeting(*people, date="2024-12-13")
    found = meetings(telling, encounter("b", GUESTS, HOST, date="2024-12-13"))
    assert sorted((meeting.date, len(meeting.articles)) for meeting in found) == [("2024-12-11", 1), ("2024-12-13", 2)]


def test_a_report_without_date_that_fits_two_meetings_is_left_alone() -> None:
    """Where two meetings fit as well, none is taken, and both are shown as unsure."""
    found = resolved(
        encounter("a", GUESTS, HOST, date="2023-05-02"),
        encounter("b", GUESTS, HOST, date="2024-12-11"),
        encounter("c", GUESTS, HOST),
    )
    assert len(found.meetings) == 3
    assert len(about_meetings(found, "unsure")) == 2


def test_news_without_date_is_days_old() -> None:
    """Published within days of a meeting of the same pair, an undated report tells that one."""
    found = meetings(
        encounter("a", GUESTS, HOST, date="2023-05-02"),
        encounter("b", GUESTS, HOST, date="2024-12-11"),
        encounter("c", GUESTS, HOST, published="2024-12-12"),
    )
    assert sorted(len(meeting.articles) for meeting in found) == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("planned", "held", "held"),
        ("held", "denied", "denied"),
        ("planned", "cancelled", "cancelled"),
        ("planned", "planned", "planned"),
    ],
)
def test_fates_of_one_meeting(one: MeetingStatus, other: MeetingStatus, status: MeetingStatus) -> None:
    """A plan and its fulfilment are one meeting; a denial or a cancellation is never shown as held."""
    details = {"date": "2024-12-11"}
    (meeting,) = meetings(
        encounter("a", GUESTS, HOST, status=one, **details), encounter("b", GUESTS, HOST, status=other, **details)
    )
    assert meeting.status == status
    assert bool(meeting.conflicts) == ("denied" in (one, other) or "cancelled" in (one, other))


def test_other_people_of_one_party() -> None:
    """Two articles that name different hosts of one day are one meeting when a third names both."""
    third = encounter("c", GUESTS, HOST, OTHER_HOST, date="2024-12-11")
    first, second = (
        encounter(name, GUESTS, host, date="2024-12-11") for name, host in (("a", HOST), ("b", OTHER_HOST))
    )
    assert len(meetings(first, second)) == 2
    assert len(meetings(first, second, third)) == 1


def test_a_country_counts_weakly() -> None:
    """A side without names joins on a known day, and not in a mere year."""
    china = ("China", "CHN", "")
    day = encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana")

    def nameless(date: str, *guests: tuple[str, str, str]) -> Telling:
        telling = Telling(f"n {date}")
        keys = [telling.actor(*guest) for guest in guests] + [telling.actor(*china, kind="country")]
        telling.meeting(*keys, date=date, city="La Habana")
        return telling

    assert len(meetings(day, nameless("2024-12-11", HOST))) == 1
    (meeting,) = meetings(day, nameless("2024-12-11", HOST))
    assert len(meeting.participants) == 2
    assert len(meetings(encounter("b", GUESTS, HOST, date="2024-12-11"), nameless("2024", HOST))) == 2


def test_different_cities_on_one_day_are_a_conflict() -> None:
    """The same people on the same day met once; that the sources name two cities is kept in words."""
    (meeting,) = meetings(
        encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana"),
        encounter("b", GUESTS, HOST, date="2024-12-11", city="Matanzas"),
    )
    assert meeting.conflicts == ("city: Havana and Matanzas",)


def test_an_undated_account_may_name_another_city() -> None:
    """Where the people of both sides agree and no other meeting fits, it is a conflict; between two dated ones not."""
    first = encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana")
    (meeting,) = meetings(first, encounter("b", GUESTS, HOST, city="Matanzas"))
    assert meeting.conflicts == ("city: Havana and Matanzas",)
    later = encounter("c", GUESTS, HOST, date="2024-12-27", city="Santiago")
    assert len(meetings(first, later)) == 2
    assert len(meetings(first, later, encounter("b", GUESTS, HOST, city="Matanzas"))) == 3


def test_a_plan_and_its_fulfilment_say_why_they_are_one() -> None:
    """The judgement that links them names both fates, and the meeting has the words of both articles."""
    plan = encounter("a", GUESTS, HOST, published="2024-12-08", date="2024-12-11", status="planned")
    found = resolved(plan, encounter("b", GUESTS, HOST, published="2024-12-12", date="2024-12-11", city="Havana"))
    (meeting,) = found.meetings
    (merge,) = about_meetings(found, "joined")
    assert (meeting.status, len(meeting.articles)) == ("held", 2)
    assert "held in one, planned in the other" in merge.reasons_for


@pytest.mark.parametrize("channel", ["phone", "video"])
def test_a_day_apart_across_time_zones(channel: Channel) -> None:
    """A call dated a day apart by its two ends is one call, and the two dates are a conflict."""
    first = encounter("a", GUESTS, HOST, date="2024-12-11", channel=channel)
    (meeting,) = meetings(first, encounter("b", GUESTS, HOST, OTHER_HOST, date="2024-12-12", channel=channel))
    assert len(meeting.conflicts) == 1


def test_venue_and_city_merge_field_by_field() -> None:
    """A palace told by one article and its city told by the other make one place."""
    first = encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana")
    second = encounter("b", GUESTS, HOST, date="2024-12-11", country="CUB")
    (meeting,) = meetings(first, second)
    assert meeting.place is not None
    assert (meeting.place.city, meeting.place.country) == ("Havana", "CUB")


def test_somebody_of_no_known_side_is_of_the_nameless_one() -> None:
    """Where one side names nobody, a participant without a country stands there, and may be who others name."""
    stranger = ("Gao", None, "")
    first = encounter("a", GUESTS, HOST, date="2024-12-11", city="Havana")
    telling = Telling("b")
    keys = telling.actor(*stranger), telling.actor(*HOST), telling.actor("China", "CHN", kind="country")
    telling.meeting(*keys, date="2024-12-11", city="Havana")
    assert len(meetings(first, telling)) == 1
    telling = Telling("c")
    keys = telling.actor("Ruan", None), telling.actor(*HOST), telling.actor("China", "CHN", kind="country")
    telling.meeting(*keys, date="2024-12-11", city="Havana")
    assert len(meetings(first, telling)) == 2
