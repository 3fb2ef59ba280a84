"""The grammar of roles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from visavis.lexicon._files import Words, forms_of, items, table, words

RoleClass = Literal[
    "head-of-state", "head-of-government", "minister", "deputy", "diplomat", "military", "legislator", "party",
    "monarch", "religious", "official", "business", "media", "academic", "other-person",
]  # fmt: skip
ModifierKind = Literal["former", "acting", "future", "degree"]


class RoleForm(NamedTuple):
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
    modifiers = {words(form): kind for kind, text in data["modifiers"].items() for form in forms_of(text)}
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
        for form in forms_of(text):
            found[words(form)] = (*found.get(words(form), ()), role_class)
    return found


def _keys(text: str) -> frozenset[Words]:
    return frozenset(words(form) for form in forms_of(text))
