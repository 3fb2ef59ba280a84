"""What is not a person: organisations, events, papers, places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from visavis.lexicon._files import Words, items, table, words

HeadKind = Literal["government", "military", "party", "education", "media", "company", "body"]


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
