"""The day of an event where its own words do not tell it: bylines, datelines, headings, days told before."""

import pytest

from extraction_texts import article, told
from visavis.extraction.written import written_on
from visavis.model import Extraction

MEETING = "Fijian Minister Semi Vakatora met Chinese Minister Wang Zhenli in Suva"


def days(text: str, published: str | None = "2024-06-14") -> list[str | None]:
    """The dates of the meetings of a text."""
    return [meeting.when.edtf if meeting.when else None for meeting in told(text, published=published).meetings]


def basis(found: Extraction) -> str:
    """How the first date of an extraction was reached."""
    when = found.meetings[0].when
    return when.derivation if when else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Ana Vakatora | 2 November 2023\n\nSuva will", "2023-11-02"),
        ("Updated: 2010-07-23 20:48\n\nSuva will", "2010-07-23"),
        ("Published by Staff Reporter on May 3, 2021 10:00 am\n\nSuva", "2021-05-03"),
        ("Ministers meet\n\nThe two ministers met.\n\nSuva, 25 May 2020", "2020-05-25"),
        ("Ministers meet\n\nThe two ministers met.\n\nSuva, 25 May", "XXXX-05-25"),
        ("SUVA, May 3 (PNA) -- The", "XXXX-05-03"),
        ("MOSCOW, November 9. /TASS/. The", "XXXX-11-09"),
        ("January 6, 2021\n\nSUVA, Jan 5 (PNA) -- The", "2021-01-05"),
        ("3 March 2020\n\nSUVA, 5 June 2011 (PNA) -- The", "2020-03-03"),
        ("The two ministers signed it on 3 March 2020.", None),
        ("4 March 2020\n\nOne.\n\n5 March 2020\n\nTwo.\n\n6 March 2020\n\nThree.", None),
        ("SUVA (PNA) -- The", None),
    ],
)
def test_an_article_says_when_it_was_written(text: str, expected: str | None) -> None:
    """A byline or a closing line with a date, and a dateline, tell the day; a chronology or a sentence does not."""
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    assert written_on(text, starts, "en") == expected


def test_a_byline_in_spanish() -> None:
    """The small words of bylines are known in both languages."""
    text = "Autor: Redacción / Diario | Fecha: 26 de agosto de 2016 a las 15:46:00\n\nEl ministro"
    assert written_on(text, [0], "es") == "2016-08-26"


def test_the_text_dates_an_article_that_came_without_a_date() -> None:
    """ "On Monday" counts from the byline."""
    assert days(f"By Ana Vakatora | 14 June 2024\n\n{MEETING} on Monday.", None) == ["2024-06-10"]


def test_a_publication_month_is_made_a_day_by_the_dateline() -> None:
    """Of a date that is only a month the dateline tells the day."""
    assert days(f"SUVA, June 14 (PNA) -- {MEETING} on Monday.", "2024-06") == ["2024-06-10"]


def test_weekdays_under_a_dateline_without_a_year() -> None:
    """The weekday that the dateline's own day must have places the others."""
    text = f"SUVA, Nov 21 (PNA) -- {MEETING} on Monday, an official said on Tuesday."
    assert days(text, None) == ["XXXX-11-20"]
    assert days(f"SUVA, Nov 21 (PNA) -- {MEETING} on Monday.", None) == ["XXXX-11-21"]


def test_weekdays_that_nothing_places_stay_open() -> None:
    """Where two weekdays could be that of the dateline, the week before it is all that is known."""
    text = f"SUVA, Nov 21 (PNA) -- Talks ended on Sunday in Nadi. {MEETING} on Friday."
    assert days(text, None) == ["XXXX-11-15/XXXX-11-21"]


def test_the_following_day_counts_from_the_day_before_it() -> None:
    """In one sentence, the day that a sequel counts from is the one told before it."""
    text = f"Wang arrived in Suva on Monday. The following day {MEETING}."
    assert days(text) == ["2024-06-11"]


def test_the_same_day_finds_the_day_of_the_news() -> None:
    """The day is told at the head of the story, many sentences before."""
    filler = "Trade has grown. Tuna is sold. Ports are built. Ships are repaired. "
    text = f"A plan was signed in Suva on 12 June. {filler}On the same day {MEETING}."
    assert days(text) == ["2024-06-12"]


def test_a_day_joined_to_another_verb_gives_way() -> None:
    """ "leaves on Monday and will meet B on Wednesday" tells of Wednesday."""
    text = (
        "Fijian Minister Semi Vakatora left Nadi on Monday and met Chinese Minister Wang Zhenli in Suva on Wednesday."
    )
    assert days(text) == ["2024-06-12"]


def test_the_headings_of_a_chronology_date_what_stands_below() -> None:
    """Each entry has the date over it, and says so."""
    entries = ("3 May 2019", "7 June 2020", "December 2021")
    text = "\n\n".join(f"{day}. {MEETING.replace('Zhenli', name)}." for day, name in zip(entries, "ABC", strict=True))
    assert days(text, None)[:1] == ["2019-05-03"]
    found = told(text, published=None)
    assert basis(found).startswith("under the heading '3 May 2019'")


def test_clock_times_make_a_live_report_of_its_day() -> None:
    """What is told at 17:05 happened that day."""
    text = f"17:05 | {MEETING}.\n\n16:10 | Rain in Suva.\n\n15:20 | The guests arrive.\n\n"
    assert days(text) == ["2024-06-14"]
    assert "17:05" in basis(told(text))


def test_a_text_without_any_date_has_none() -> None:
    """Nothing is invented: not from the publication date, not from a clock."""
    assert days(f"{MEETING}.") == [None]
    assert article(MEETING).published is not None


@pytest.mark.parametrize(
    "text",
    [
        f"{MEETING}. The two held talks on Tuesday.",
        f"Semi Vakatora meets Wang Zhenli\n\n{MEETING}. The guest was received on Tuesday.",
    ],
)
def test_a_sentence_nearby_tells_the_day(text: str) -> None:
    """ "The two held talks on Tuesday" dates the meeting told just before, and says so."""
    assert set(days(text)) == {"2024-06-11"}


def test_a_day_nearby_of_other_people_is_not_taken() -> None:
    """A talk of another country is another occasion."""
    assert days(f"{MEETING}. The Peruvian minister had held talks on Tuesday.") == [None]


def test_a_part_of_the_day_is_of_the_day_told_or_of_the_article() -> None:
    """ "In the morning" is of the day told before, else of the day the article was written."""
    assert days(f"In the morning {MEETING}.") == ["2024-06-14"]
    assert days(f"Wang came to Suva on Tuesday. In the morning {MEETING}.") == ["2024-06-11"]


def test_a_day_without_a_year_that_comes_soon_is_still_to_come() -> None:
    """Nobody writes "on 20 June" of a day 51 weeks ago."""
    found = told("Fijian Minister Semi Vakatora has talks with Chinese Minister Wang Zhenli in Suva on 20 June.")
    assert [(one.when.edtf if one.when else None, one.status) for one in found.meetings] == [("2024-06-20", "planned")]


def test_what_goes_on_from_the_news_is_of_its_day() -> None:
    """The talks before a signing are of the day of the signing, told of the same two sides just before."""
    text = (
        "Fiji and China signed a plan on ports in Suva on Tuesday. "
        "Fijian Minister Semi Vakatora and Chinese Minister Wang Zhenli held a meeting at the ministry."
    )
    assert days(text) == ["2024-06-11"]


def test_the_day_of_other_sides_is_not_taken_over() -> None:
    """A day told of another country is not that of the meeting behind it."""
    assert days(f"Peru and Chile signed a plan on ports on Tuesday. {MEETING}.") == [None]


def test_the_english_perfect_tells_no_day() -> None:
    """ "Has also met" leaves open when; "also met" goes on from the meeting before."""
    lead = f"{MEETING} on Tuesday."
    assert days(f"{lead} Vakatora has also met Peruvian Minister Hugo Saldívar.") == ["2024-06-11", None]
    assert days(f"{lead} Vakatora also met Peruvian Minister Hugo Saldívar.") == ["2024-06-11"] * 2
