"""Reading the TOML files of the lexicon, and the small notation inside their strings."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

Words = tuple[str, ...]


@cache
def table(path: str) -> dict[str, Any]:
    """The parsed TOML file at `path` within the lexicon ("countries.toml", "en/roles.toml"); treat it as read-only."""
    return tomllib.loads(files("visavis.lexicon").joinpath(path).read_text(encoding="utf-8"))


def items(text: str, separator: str = ";") -> tuple[str, ...]:
    """The non-empty parts of a list written as one string."""
    return tuple([part for part in map(str.strip, text.split(separator)) if part])  # a list first: twice as fast


def words(text: str) -> Words:
    """The words of a form, as the keys of every lookup hold them."""
    return tuple((text.replace(",", " ,") if "," in text else text).split())


def forms_of(text: str) -> Iterator[str]:
    """The forms of a block of lines whose items "|" parts."""
    return (form for line in text.splitlines() for form in items(line, "|"))
