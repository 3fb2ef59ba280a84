"""Where a meeting was: what its clause says, and what follows from the rest of the article."""

import pytest

from extraction_texts import article, told
from visavis.extraction import extract

Where = tuple[str | None, str | None, str | None]


def places(text: str, language: str = "en") -> list[Where]:
    """Venue, city and country of every meeting of a text."""
    return [
        (one.place.venue, one.place.city, one.place.country) if one.place else (None, None, None)
        for one in told(text, language).meetings
    ]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("Fijian Minister Semi Vakatora flew to Athens and met Greek Minister Leonidas Stavrakis.", "Athens"),
        (
            "Fijian Minister Semi Vakatora will travel to Athens for talks with Greek Minister Leonidas Stavrakis.",
            "Athens",
        ),
        (
            (
                "SUVA (PNA) -- Fijian Minister Semi Vakatora cancelled a trip to Athens, "
                "where he was due to meet Greek Minister Leonidas Stavrakis."
            ),
            "Athens",
        ),
        (
            (
                "Fijian Minister Semi Vakatora met Greek Minister Leonidas Stavrakis in Athens "
                "to discuss the situation in Gaza."
            ),
            "Athens",
        ),
        (
            (
                "Fijian Minister Semi Vakatora met in Athens with Greek Minister Leonidas Stavrakis, "
                "who worked in Lima for years."
            ),
            "Athens",
        ),
    ],
)
def test_the_clause_says_where(text: str, city: str) -> None:
    """Whoever goes somewhere meets there; the place of a war, or of another's work, is not the meeting's."""
    assert [where[1] for where in places(text)] == [city]


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (
            "El ministro fiyiano Semi Vakatora viajó a Atenas, donde se reunió con el ministro griego Leonidas Stavrakis.",
            "Athens",
        ),
        (
            (
                "El ministro fiyiano Semi Vakatora se reunió en Atenas con el ministro griego Leonidas Stavrakis "
                "para analizar la guerra en Gaza."
            ),
            "Athens",
        ),
    ],
)
def test_the_clause_says_where_in_spanish(text: str, city: str) -> None:
    """The same in Spanish."""
    assert [where[1] for where in places(text, "es")] == [city]


def test_nobody_is_yet_where_he_was_invited() -> None:
    """An invitation is no journey."""
    text = "Fijian Minister Semi Vakatora met Greek Minister Leonidas Stavrakis and invited him on a visit to Nadi."
    assert [where[1] for where in places(text)] == [None]


def test_a_venue_without_a_city_keeps_its_name() -> None:
    """The country follows from the host."""
    text = "Fijian President Semi Vakatora received Greek Minister Leonidas Stavrakis at the Presidential Palace."
    assert places(text) == [("Presidential Palace", None, "FJI")]


def test_the_united_nations_sit_in_new_york() -> None:
    """A dateline that names the organisation tells the city."""
    text = (
        "UNITED NATIONS, Sept 20 (PNA) -- Fijian Minister Semi Vakatora met Greek Minister Leonidas Stavrakis "
        "on the sidelines of the General Assembly."
    )
    assert places(text) == [(None, "New York", "USA")]


def test_who_is_on_a_visit_is_there() -> None:
    """The country in which a guest is on a visit is where he meets its people."""
    text = (
        "Minister of Defense of Armenia Vardan Melkumyan held a meeting on Tuesday with the Minister of Defense of "
        "Greece Stavros Anagnostakis, who is in Armenia on an official visit."
    )
    assert [where[2] for where in places(text)] == ["ARM"]


def test_a_gathering_abroad_goes_on_in_its_city() -> None:
    """One who meets a guest at a summit meets the next one there too."""
    text = (
        "Fijian Minister Semi Vakatora met Greek Minister Leonidas Stavrakis in Geneva on Monday. "
        "Vakatora also met Peruvian Minister Hugo Saldívar."
    )
    assert [where[1] for where in places(text)] == ["Geneva", "Geneva"]


def test_a_diplomat_meets_ministers_where_he_is_accredited() -> None:
    """An ambassador of one country calls on officials of the other in theirs."""
    text = "Fijian Ambassador Semi Vakatora met Greek Minister Leonidas Stavrakis on Monday."
    assert places(text) == [(None, None, "GRC")]


def test_a_line_of_city_and_date_is_a_dateline() -> None:
    """Ministries put it in a line of its own."""
    text = "Athens, 10 June 2024\n\nFijian Minister Semi Vakatora met Greek Minister Leonidas Stavrakis."
    assert places(text) == [(None, "Athens", "GRC")]


def test_a_call_has_no_place() -> None:
    """Whatever the dateline says."""
    text = "ATHENS (PNA) -- Greek Minister Leonidas Stavrakis spoke by phone with Fijian Minister Semi Vakatora."
    assert places(text) == [(None, None, None)]


def test_what_is_taken_from_the_article_says_so() -> None:
    """A place that no words tell gives its reason."""
    text = "ATHENS (PNA) -- Greek Minister Leonidas Stavrakis met Fijian Minister Semi Vakatora."
    place = extract(article(text)).meetings[0].place
    assert place is not None
    assert place.reason == "dateline"


def test_a_visitor_is_at_his_hosts() -> None:
    """ "The visiting president" is in the country of whom he meets."""
    text = "In the morning the visiting Fijian President, Semi Vakatora, met Greek Minister Leonidas Stavrakis."
    assert [where[2] for where in places(text)] == ["GRC"]


def test_visiting_a_city_leads_there() -> None:
    """Without a preposition too."""
    text = "Fijian Minister Semi Vakatora visited Athens and met Greek Minister Leonidas Stavrakis."
    assert [where[1] for where in places(text)] == ["Athens"]
