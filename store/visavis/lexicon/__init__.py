"""Knowledge as reviewed data: TOML files, read once and turned into lookups.

    countries.toml                 countries(), country_forms(language), country_name(code), country_code(name)
    bodies.toml                    bodies(), body_forms()      international bodies that act as a side
    names.toml                     names()                     evidence that a word is part of a person's name
    LANGUAGE/roles.toml            roles(language)             the grammar of roles
    organisations.toml and
    LANGUAGE/organisations.toml    organisations(language)     what is not a person: bodies, events, papers, places

Forms of several words are keyed by the tuple of their words, full stop, hyphen and straight apostrophe kept inside a
word; a comma is a word of its own. A caller turns curly apostrophes into straight ones before looking up.
"""

from visavis.lexicon._bodies import Body, bodies, body_forms
from visavis.lexicon._countries import (
    Country,
    Form,
    FormKind,
    Seat,
    countries,
    country,
    country_code,
    country_forms,
    country_name,
)
from visavis.lexicon._files import Words, items, table, words
from visavis.lexicon._names import Culture, Names, names
from visavis.lexicon._organisations import HeadKind, Known, Organisations, organisations
from visavis.lexicon._roles import ModifierKind, RoleClass, RoleForm, Roles, roles

__all__ = [
    "Body",
    "Country",
    "Culture",
    "Form",
    "FormKind",
    "HeadKind",
    "Known",
    "ModifierKind",
    "Names",
    "Organisations",
    "RoleClass",
    "RoleForm",
    "Roles",
    "Seat",
    "Words",
    "bodies",
    "body_forms",
    "countries",
    "country",
    "country_code",
    "country_forms",
    "country_name",
    "items",
    "names",
    "organisations",
    "roles",
    "table",
    "words",
]
