"""Countries with every form news uses for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from visavis.lexicon._files import Words, items, table, words

FormKind = Literal["name", "demonym", "city", "region", "seat"]


@dataclass(frozen=True, slots=True)
class Seat:
    """A building that stands for its government, in all spellings, and its city where we know it."""

    forms: tuple[str, ...]
    city: str | None


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory with every form news uses for it; `cities` and `regions` in English first."""

    code: str  # ISO 3166-1 alpha-3, XKX for Kosovo
    alpha2: str
    name: str  # English short name
    en_names: tuple[str, ...]
    es_names: tuple[str, ...]
    en_demonyms: tuple[str, ...]
    es_demonyms: tuple[str, ...]
    capital: str | None
    cities: tuple[tuple[str, ...], ...]
    regions: tuple[str, ...]
    seats: tuple[Seat, ...]
    ambiguous: frozenset[str]  # forms that are often something else


class Form(NamedTuple):
    """One way of writing a country, its people, or a place in it."""

    code: str
    kind: FormKind
    text: str
    ambiguous: bool = False  # often a given name, another place or a plain word: ask for more evidence
    place: str = ""  # the city's English form; for a seat the city it stands in; "" otherwise
    capital: bool = False  # the capital, which also stands for its government


@cache
def countries() -> tuple[Country, ...]:
    """Every country and territory, in the order of their codes."""
    return tuple(_country(entry) for entry in table("countries.toml")["country"])


def _country(entry: dict[str, str]) -> Country:
    return Country(
        code=entry["code"],
        alpha2=entry["alpha2"],
        name=entry["name"],
        en_names=items(entry["en_names"]),
        es_names=items(entry["es_names"]),
        en_demonyms=items(entry.get("en_demonyms", "")),
        es_demonyms=items(entry.get("es_demonyms", "")),
        capital=entry.get("capital"),
        cities=tuple(items(city, "|") for city in items(entry.get("cities", ""))),
        regions=items(entry.get("regions", "")),
        seats=tuple(_seat(seat) for seat in items(entry.get("seats", ""))),
        ambiguous=frozenset(items(entry.get("ambiguous", ""))),
    )


def _seat(text: str) -> Seat:
    forms, _, city = text.partition("@")
    return Seat(items(forms, "|"), city.strip() or None)


@cache
def country_forms(language: str | None = None) -> dict[Words, tuple[Form, ...]]:
    """Every form by its words, as written in the file (case kept; hyphen, apostrophe and full stop inside a word).

    `language` "en" or "es" leaves out the other language's names and demonyms; places and seats are always in.
    A form that several countries share ("Korean", "Congolese") lists them all, the likelier first.
    """
    found: dict[Words, list[Form]] = {}
    for country in countries():
        for form in _forms(country, language):
            same = found.setdefault(words(form.text), [])
            if not same or (form.code, form.kind) not in {other[:2] for other in same}:
                same.append(form)
    shared = {words(text): codes.split() for text, codes in table("countries.toml")["shared"].items()}
    for key in shared.keys() & found.keys():
        found[key].sort(key=lambda form, order=shared[key]: order.index(form.code))  # type: ignore[misc]
    return {key: tuple(forms) for key, forms in found.items()}


def _forms(country: Country, language: str | None) -> Iterator[Form]:
    for text, kind, place in _texts(country, language):
        capital = kind == "city" and place == country.capital
        yield Form(country.code, kind, text, text in country.ambiguous, place, capital)


def _texts(country: Country, language: str | None) -> Iterator[tuple[str, FormKind, str]]:
    if language != "es":
        yield from ((text, "name", "") for text in country.en_names)
        yield from ((text, "demonym", "") for text in country.en_demonyms)
    if language != "en":
        yield from ((text, "name", "") for text in country.es_names)
        yield from ((text, "demonym", "") for text in country.es_demonyms)
    yield from ((text, "city", city[0]) for city in country.cities for text in city)
    yield from ((text, "region", "") for text in country.regions)
    yield from ((text, "seat", seat.city or "") for seat in country.seats for text in seat.forms)


@cache
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in countries()}


def country(code: str) -> Country | None:
    """The country with this alpha-3 code."""
    return _by_code().get(code)


def country_name(code: str) -> str:
    """The English short name of an alpha-3 code; KeyError where there is none."""
    return _by_code()[code].name


@cache
def _codes_by_name() -> dict[str, str]:
    names = ((text, one.code) for one in countries() for text in (one.code, *one.en_names, *one.es_names))
    found = {text.casefold(): code for text, code in names}
    first = {one.name.casefold(): one.code for one in countries()}  # a short name wins over another's old one
    shared = {text.casefold(): codes.split()[0] for text, codes in table("countries.toml")["shared"].items()}
    return found | {text: code for text, code in shared.items() if text in found} | first


def country_code(name: str) -> str | None:
    """The alpha-3 code of a country's name, official name or code in English or Spanish, in any case."""
    return _codes_by_name().get(name.strip().casefold())
