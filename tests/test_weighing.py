"""Whose country somebody serves whom no sentence places; people are invented."""

from visavis.extraction import extract
from visavis.model import Article, DocumentActor


def _person(name: str, text: str, *, url: str | None = None, language: str = "en") -> DocumentActor:
    actors = extract(Article(1, "", text, language, url=url)).actors
    return next(one for one in actors if one.name == name)


_TIES = "Ghana and Zambia are old friends. Zambia and Ghana trade much. "


def test_the_outlet_leaves_out_its_own_country() -> None:
    """Between two countries an office without a country is that of the outlet."""
    text = _TIES + "Foreign Minister Xoquil Trelwyn spoke of ties."
    assert _person("Xoquil Trelwyn", text, url="https://news.example.zm/1").country == "ZMB"
    assert _person("Xoquil Trelwyn", text, url="https://news.example.gh/1").country == "GHA"


def test_names_choose_among_the_countries_of_the_article() -> None:
    """A Chinese name beside a Peruvian one: each where such names are used."""
    text = "China and Peru have a treaty. Wang Xiaodong spoke. Juan Carlos Quispe spoke."
    wang = _person("Wang Xiaodong", text)
    assert (wang.country, wang.country_reason) == (
        "CHN",
        "of the article's countries the one where such names are at home",
    )
    assert _person("Juan Carlos Quispe", text).country == "PER"


def test_an_office_that_few_countries_have_speaks_for_them() -> None:
    """Of Spain and Venezuela only one has a king."""
    text = "España y Venezuela hablaron. Venezuela y España firmaron. El rey Juan Pablo habló."
    assert _person("Juan Pablo", text, language="es").country == "ESP"


def test_who_meets_an_official_is_of_the_other_country() -> None:
    """The two who meet are not of one country."""
    text = _TIES + "Zambian President Mwape Lungu met Minister Xoquil Trelwyn on Monday."
    assert _person("Xoquil Trelwyn", text).country == "GHA"


def test_whoever_is_listed_with_officials_of_a_country_serves_it() -> None:
    """A list of people of one delegation goes with its ambassador."""
    text = (
        "Ghana and Zambia are old friends. Ghana trades much. "
        "Present were Tolo Brenk, Minister of Trade; Sofu Krand, Minister of Mines; and Mwape Lungu, Ambassador of Zambia."
    )
    assert _person("Sofu Krand", text).country == "ZMB"


def test_whoever_meets_the_only_country_that_is_named_is_not_of_it() -> None:
    """A government's own readout never names its country: the meeting stays one of two sides."""
    text = "Today, President Mwape Lungu held a call with King Abdallah of Jordan. President Lungu thanked the King."
    found = extract(Article(1, "", text, "en"))
    assert {actor.name: actor.country for actor in found.actors if actor.kind == "person"}["Mwape Lungu"] is None
    assert [meeting.channel for meeting in found.meetings] == ["phone"]


def test_an_article_without_countries_places_nobody() -> None:
    """What cannot be known stays open."""
    assert _person("Mwape Lungu", "President Mwape Lungu spoke.").country is None
