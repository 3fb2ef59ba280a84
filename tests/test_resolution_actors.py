"""Who is who: full names join across articles, bare surnames only where nothing else fits."""

import time
from dataclasses import replace

import pytest

from resolution_reports import Telling
from visavis.ids import content_id
from visavis.model import Actor, Merge, Report, Resolution
from visavis.resolution import resolve

INTERIOR = "Minister of the Interior"


def one(
    name: str, country: str | None = "CUB", role: str | None = None, *, article: str = "", **more: object
) -> Telling:
    """An article that knows one person."""
    telling = Telling(article or f"On {name} {country} {role}")
    telling.actor(name, country, role, **more)  # type: ignore[arg-type]
    return telling


def resolved(*tellings: Telling) -> Resolution:
    """The facts of these articles."""
    return resolve([telling.report() for telling in tellings])


def people(found: Resolution) -> list[Actor]:
    """The persons, by name."""
    return sorted((actor for actor in found.actors if actor.kind == "person"), key=lambda actor: actor.name)


def judged(found: Resolution, verdict: str) -> list[Merge]:
    """What was judged so about actors."""
    return [merge for merge in found.merges if merge.kind == "actor" and merge.verdict == verdict]


def test_short_forms_of_one_man_are_one_actor() -> None:
    """A full name, two surnames without accents and a bare surname of the same office are one man, named in full."""
    found = resolved(
        one("Lázaro Alberto Álvarez Casas", role=INTERIOR),
        one("Alvarez Casas", role="Interior Minister"),
        one("Álvarez", role="ministro del Interior"),
    )
    (actor,) = people(found)
    assert (actor.name, actor.country, len(actor.members)) == ("Lázaro Alberto Álvarez Casas", "CUB", 3)
    joins = judged(found, "joined")
    assert len(joins) == 2
    assert all(merge.fact_id == actor.actor_id and merge.reasons_for for merge in joins)


def test_brothers_stay_apart() -> None:
    """Two given names before one surname are two persons, and a bare surname beside them is nobody's."""
    found = resolved(
        one("Fidel Castro", role="President"), one("Raúl Castro", role="President"), one("Castro", role="President")
    )
    assert [actor.name for actor in people(found)] == ["Castro", "Fidel Castro", "Raúl Castro"]
    assert len(judged(found, "unsure")) == 2
    assert any("several actors" in reason for merge in judged(found, "unsure") for reason in merge.reasons_against)


def test_a_bare_surname_never_joins_two_full_names() -> None:
    """An article that only says "Wang" brings Wang Yi and Wang Xiaohong no nearer."""
    found = resolved(
        one("Wang Yi", "CHN", "Foreign Minister"),
        one("Wang Xiaohong", "CHN", "Minister of Public Security"),
        one("Wang", "CHN", "Foreign Minister"),
    )
    assert [actor.name for actor in people(found)] == ["Wang Xiaohong", "Wang Yi"]


@pytest.mark.parametrize(("country", "role"), [("MEX", INTERIOR), (None, INTERIOR), ("CUB", "tailor"), ("CUB", None)])
def test_a_bare_surname_needs_country_and_office(country: str | None, role: str | None) -> None:
    """Another country, an unknown one, another office or none keep a bare surname apart."""
    assert len(people(resolved(one("Joaquín Ferrer", role=INTERIOR), one("Ferrer", country, role)))) == 2


def test_namesakes_of_two_countries_stay_apart() -> None:
    """The same name in two countries is two people; without a country it is neither's."""
    found = resolved(one("Ana Ferrer", "PER"), one("Ana Ferrer", "MEX"), one("Ana Ferrer", None))
    assert len(people(found)) == 3
    assert any("PER" in reason for merge in judged(found, "refused") for reason in merge.reasons_against)
    assert len(judged(found, "unsure")) == 2


def inferred(name: str, country: str, role: str) -> Report:
    """An article that knows one person, whose country was only inferred from where it was written."""
    report = one(name, country, role, article=f"Inferred {name}").report()
    actor = replace(report.extraction.actors[0], country_reason="home country of the article")
    return replace(report, extraction=replace(report.extraction, actors=(actor,)))


def test_an_inferred_country_yields_to_a_stated_one() -> None:
    """A country that no article states keeps nobody apart whose name and office agree; another office still does."""
    stated = one("Hua Lin", "CHN", "ambassador").report()
    (actor,) = people(resolve([stated, inferred("Hua Lin", "CUB", "Ambassador")]))
    assert (actor.country, actor.country_reason, len(actor.members)) == ("CHN", "stated", 2)
    assert len(people(resolve([stated, inferred("Hua Lin", "CUB", "surgeon")]))) == 2


def test_one_article_tells_two_people_apart() -> None:
    """Two persons of one article are two for good, even under one name."""
    telling = Telling("Namesakes")
    telling.actor("Ana Ferrer", "PER", "minister")
    telling.actor("Ana Ferrer", "PER", "senator")
    found = resolved(telling)
    assert len({actor.actor_id for actor in people(found)}) == 2


def test_one_article_with_a_long_and_a_short_name() -> None:
    """A longer and a shorter full name of one article are one person, unless their offices differ."""
    for role, count in (("minister", 1), (None, 1), ("ambassador", 2)):
        telling = Telling("Long and short")
        telling.actor("Ana Ferrer Ruiz", "PER", "minister")
        telling.actor("Ana Ferrer", "PER", role)
        assert len(people(resolved(telling))) == count


def test_a_footballer_is_not_the_minister() -> None:
    """One name and country, but the walks of life tell two people apart."""
    assert (
        len(people(resolved(one("Semi Vako", "FJI", "Minister of Policing"), one("Semi Vako", "FJI", "footballer"))))
        == 2
    )


def test_no_chain_of_likenesses() -> None:
    """A name that could be two others joins one of them at most: Ana Ruiz and Eva Ruiz never meet."""
    found = resolved(one("Ana Ruiz Lima"), one("A. Ruiz Lima"), one("Alba Ruiz Lima"))
    holders = [{member.article_id for member in actor.members} for actor in people(found)]
    apart = {content_id("On Ana Ruiz Lima CUB None"), content_id("On Alba Ruiz Lima CUB None")}
    assert not any(apart <= articles for articles in holders)


def test_two_shortened_forms_meet_in_the_full_name() -> None:
    """A given name with the first surname, and both surnames alone, are one person beside the whole name."""
    names = "Laura Abril", "Abril Quiñones", "Laura Abril Quiñones"
    assert [actor.name for actor in people(resolved(*(one(name, "COL", "minister") for name in names)))] == [names[2]]


def test_countries_are_one_by_their_code() -> None:
    """A country is itself in every article, under its English short name and an id of its own."""
    found = resolved(
        *(one(name, "CHN", kind="country", article=f"A {name}") for name in ("Beijing", "People's Republic of China"))
    )
    (actor,) = found.actors
    assert (actor.name, actor.actor_id) == ("China", content_id("country", "CHN"))
    assert not found.merges


def body(name: str, country: str | None, article: str, *names: str) -> Telling:
    """An article that knows one organisation."""
    return one(name, country, article=article, kind="organisation", names=names)


def test_a_ministry_needs_its_country() -> None:
    """Every country has a ministry of defence: those of two countries, or of none, are different bodies."""
    found = resolved(
        body("Ministry of Defence", "CUB", "a"),
        body("Defense Ministry", "CUB", "b"),
        body("Ministry of Defence", "CHN", "c"),
        body("Ministry of Defence", None, "d"),
    )
    assert sorted(len(actor.members) for actor in found.actors) == [1, 1, 2]


def test_an_acronym_joins_its_long_form_in_its_country() -> None:
    """MPS is the Ministry of Public Security of China, and not one of Cuba."""
    found = resolved(body("Ministry of Public Security", "CHN", "a"), body("MPS", "CHN", "b"), body("MPS", "CUB", "c"))
    assert sorted(len(actor.members) for actor in found.actors) == [1, 2]


def test_role_and_country_are_what_most_articles_say() -> None:
    """The majority gives the role, and the reason for the country stays with it."""
    found = resolved(
        one("Ana Ruiz", role="minister"),
        one("Ana Ruiz", role="senator", article="x"),
        one("Ana Ruiz", role="minister", article="y"),
    )
    (actor,) = people(found)
    assert (actor.role, actor.country_reason) == ("minister", "stated")


def test_the_id_stays_when_articles_come() -> None:
    """An actor's id is that of one of its members, so that an article more rarely changes it."""
    first, second = one("Ana Ruiz", article="first"), one("Ana Ruiz", article="second")
    ids = [content_id(telling.article_id, "person", "ana ruiz") for telling in (first, second)]
    assert people(resolved(first))[0].actor_id == ids[0]
    assert people(resolved(first, second))[0].actor_id == min(ids)


def test_hostile_names_are_actors_like_others() -> None:
    """Empty names, markup, control characters and endless names resolve without a fuss."""
    names = "", "[red]Ana[/red]", "\x1b[31mAna\x07", "\ud800", "a" * 20_000, "1", "习"
    found = resolved(*(one(name, article=str(at)) for at, name in enumerate(names)))
    assert len(found.actors) == len(names)


SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ji",
    "ka",
    "le",
    "mo",
    "nu",
    "pa",
    "re",
    "si",
    "to",
    "va",
    "xi",
    "yu",
    "za",
    "or",
]


def coined(number: int) -> str:
    """One of a million names of two parts."""
    digits = [number // 20**power * 7 % 20 for power in range(5)]
    first, second, *rest = (SYLLABLES[digit] for digit in digits)
    return f"{first}{second}n {''.join(rest)}l".title()


def test_ten_thousand_actors_take_seconds() -> None:
    """The cost of 10,000 document actors grows with the names, not with their square."""
    tellings = []
    for at in range(1_000):
        telling = Telling(f"Article {at}")
        for number in range(at * 10, at * 10 + 10):
            telling.actor(coined(number * 97 % 640_000), ("CUB", "CHN")[number % 2])
        tellings.append(telling.report())
    start = time.process_time()
    found = resolve(tellings)
    assert time.process_time() - start < 20
    assert 1_000 < len(found.actors) <= 10_000
