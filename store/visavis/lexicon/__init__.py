"""Knowledge as reviewed data: TOML files, read once and turned into lookups.

    countries.toml                 countries(), country_forms(language), country_name(code), country_code(name)
    bodies.toml                    bodies(), body_forms()             international bodies that act as a side
    names.toml                     names()                            evidence that a word is part of a person's name
    LANGUAGE/roles.toml            roles(language)                    the grammar of roles
    organisations.toml and
    LANGUAGE/organisations.toml    organisations(language)            what is not a person: bodies, events, papers, places

Forms of several words are keyed by the tuple of their words, full stop, hyphen and straight apostrophe kept inside a
word; a comma is a word of its own. A caller turns curly apostrophes into straight ones before looking up.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

FormKind = Literal["name", "demonym", "city", "region", "seat"]
RoleClass = Literal[
    "head-of-state", "head-of-government", "minister", "deputy", "diplomat", "military", "legislator", "party",
    "monarch", "religious", "official", "business", "media", "academic", "other-person",
]  # fmt: skip
ModifierKind = Literal["former", "acting", "future", "degree"]
HeadKind = Literal["government", "military", "party", "education", "media", "company", "body"]
Words = tuple[str, ...]


@cache
def table(path: str) -> dict[str, Any]:
    """The parsed TOML file at `path` within the lexicon ("countries.toml", "en/roles.toml"); treat it as read-only."""
    return tomllib.loads(files(__name__).joinpath(path).read_text(encoding="utf-8"))


def items(text: str, separator: str = ";") -> tuple[str, ...]:
    """The non-empty parts of a list written as one string."""
    return tuple(part for raw in text.split(separator) if (part := raw.strip()))


def words(text: str) -> Words:
    """The words of a form, as the keys of every lookup hold them."""
    return tuple(text.replace(",", " ,").split())


def _forms_of(text: str) -> Iterator[str]:
    """The forms of a block of lines whose items "|" parts."""
    return (form for line in text.splitlines() for form in items(line, "|"))


def _keys(text: str) -> frozenset[Words]:
    return frozenset(words(form) for form in _forms_of(text))


# --- countries -------------------------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Form:
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
            if all((form.code, form.kind) != (other.code, other.kind) for other in same):
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


# --- international bodies --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Body:
    """An international organisation or bloc; `names` holds every form of both languages, acronyms last."""

    name: str
    acronyms: tuple[str, ...]
    en_names: tuple[str, ...]
    es_names: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every form once, the full English name first."""
        return tuple(dict.fromkeys((self.name, *self.en_names, *self.es_names, *self.acronyms)))


@cache
def bodies() -> tuple[Body, ...]:
    """Every international body."""
    return tuple(
        Body(
            name=entry["name"],
            acronyms=items(entry.get("acronyms", "")),
            en_names=items(entry.get("en_names", "")),
            es_names=items(entry.get("es_names", "")),
        )
        for entry in table("bodies.toml")["body"]
    )


@cache
def body_forms() -> dict[Words, Body]:
    """Every form of every body by its words, case kept."""
    return {words(form): body for body in bodies() for form in body.names}


# --- roles -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RoleForm:
    """One form of a role's head noun; `head` is its first singular form."""

    text: str
    head: str
    role_class: RoleClass
    plural: bool
    takes_portfolio: bool  # "minister of", "secretario de"
    before_name: bool  # can stand directly before a name


@dataclass(frozen=True, slots=True)
class Roles:
    """The grammar of roles of one language; every key is lower-case words."""

    heads: Mapping[Words, RoleForm]
    ranks: frozenset[Words]
    modifiers: Mapping[Words, ModifierKind]
    departments: frozenset[Words]
    portfolios: frozenset[Words]
    honorifics: frozenset[Words]
    anaphora: Mapping[Words, tuple[RoleClass, ...]]  # "the visitor", without the article
    counterparts: frozenset[Words]
    spokespersons: frozenset[Words]
    longest: int  # words of the longest key of all


@cache
def roles(language: str) -> Roles:
    """The role grammar of "en" or "es"; FileNotFoundError for any other language."""
    data = table(f"{language}/roles.toml")
    heads = {words(form.text): form for group in reversed(data["heads"]) for form in _role_forms(group)}
    sets = {
        name: _keys(data[name]["forms"])
        for name in ("ranks", "departments", "portfolios", "honorifics", "counterparts", "spokespersons")
    }
    modifiers = {words(form): kind for kind, text in data["modifiers"].items() for form in _forms_of(text)}
    anaphora = _anaphora(data["anaphora"])
    longest = max(len(key) for keys in (heads, modifiers, anaphora, *sets.values()) for key in keys)
    return Roles(heads=heads, modifiers=modifiers, anaphora=anaphora, longest=longest, **sets)


def _role_forms(group: dict[str, Any]) -> Iterator[RoleForm]:
    for line in items(group["forms"], "\n"):
        singular, _, plural = line.partition(" / ")
        head = items(singular, "|")[0]
        for number, text in enumerate((singular, plural)):
            for form in items(text, "|"):
                flags = group["takes_portfolio"], group["before_name"]
                yield RoleForm(form, head, group["class"], bool(number), *flags)


def _anaphora(data: dict[RoleClass, str]) -> dict[Words, tuple[RoleClass, ...]]:
    found: dict[Words, tuple[RoleClass, ...]] = {}
    for role_class, text in data.items():
        for form in _forms_of(text):
            found[words(form)] = (*found.get(words(form), ()), role_class)
    return found


# --- organisations ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation known by name: `forms` the fullest first, `country` None where it belongs to none."""

    name: str
    forms: tuple[str, ...]
    kind: Literal["media", "company"]
    country: str | None


@dataclass(frozen=True, slots=True)
class Organisations:
    """Words that tell what is not a person, lower case and single; `known` is keyed by words with their case."""

    heads: Mapping[str, HeadKind]
    company_suffixes: frozenset[str]
    events: frozenset[str]
    documents: frozenset[str]
    geography: frozenset[str]
    venues: frozenset[str]
    openers: frozenset[str]  # words that open a capitalised run without naming anyone
    known: Mapping[Words, Known]


@cache
def organisations(language: str) -> Organisations:
    """What is not a person in "en" or "es"; FileNotFoundError for any other language."""
    data = table(f"{language}/organisations.toml")
    lists = ("company_suffixes", "events", "documents", "geography", "venues", "openers")
    return Organisations(
        heads={word: kind for kind, text in reversed(data["heads"].items()) for word in text.split()},
        known=_known(),
        **{name: frozenset(data[name]["forms"].split()) for name in lists},
    )


@cache
def _known() -> dict[Words, Known]:
    data = table("organisations.toml")
    found = [*_known_of("company", data["companies"]), *_known_of("media", data["media"])]
    return {words(form): one for one in found for form in one.forms}


def _known_of(kind: Literal["media", "company"], groups: dict[str, str]) -> Iterator[Known]:
    for code, text in groups.items():
        for item in items(text):
            forms = items(item, "|")
            yield Known(forms[0], forms, kind, None if code == "INT" else code)


# --- names of persons ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Names:
    """Evidence that a word is part of a person's name; every entry folded: lower case, plain ASCII letters.

    Look words up through `fold`. `given` and `surnames` map to the cultures that use them.
    """

    given: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, tuple[str, ...]]
    particles: frozenset[str]
    surname_endings: tuple[str, ...]  # "ovich", "enko", "yan": for words of six letters and more
    syllables: frozenset[str]  # every pinyin syllable without tones
    not_names: frozenset[str]  # months, days, continents and other words that look like names


@cache
def names() -> Names:
    """The names of many cultures."""
    data = table("names.toml")
    cultures: dict[str, dict[str, str]] = data["culture"]
    return Names(
        given=_by_name((culture, lists.get("given", "")) for culture, lists in cultures.items()),
        surnames=_by_name((culture, lists.get("surnames", "")) for culture, lists in cultures.items()),
        particles=frozenset(data["particles"].split()),
        surname_endings=tuple(data["surname_endings"].split()),
        syllables=frozenset(data["pinyin"].split()),
        not_names=frozenset(data["not_names"].split()),
    )


def _by_name(lists: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for culture, text in lists:
        for name in text.split():
            found[name] = (*found.get(name, ()), culture)
    return found


def is_pinyin(word: str) -> bool:
    """Whether a folded word is one to three pinyin syllables ("jinping", "xiaodong")."""
    return _pinyin(word.replace("'", ""), 3)


def _pinyin(word: str, most: int) -> bool:
    syllables = names().syllables
    if word in syllables:
        return True
    return most > 1 and any(word[:cut] in syllables and _pinyin(word[cut:], most - 1) for cut in range(1, len(word)))
