"""Filters in words: what each can be set on, and how a filter that is set reads."""

from collections.abc import Mapping

from visavis.database.answers import Field, Filter
from visavis.database.filters import NO_DATE
from visavis_tui.present import status_word

# Every field with its name and what setting it means, in the order in which they are offered.
FIELDS: Mapping[Field, tuple[str, str]] = {
    "pair": ("country pair", "both countries are in it; two pairs: all of them"),
    "actor": ("actor", "takes part or is party; two actors: both of them"),
    "status": ("status", "held, PLANNED, CLAIMED, signed ..."),
    "kind": ("kind", "meeting, agreement, visit or statement"),
    "channel": ("channel", "in person, by phone, by video"),
    "in": ("certainly in", "the whole of its date lies in a year, month, day or 2024-12/2025-02"),
    "maybe": ("possibly in", "its date may lie in that time; what has no year is left out"),
    "place": ("place", "a city, or a country where no city is known"),
    "publisher": ("publisher", "who tells of it"),
    "conflict": ("conflict", "sources differ, or one denies what others say"),
    "new": ("new since", "what an earlier state of the store did not have"),
}
_SAID: Mapping[Field, str] = {
    "actor": "with {}",
    "in": "certainly in {}",
    "maybe": "possibly in {}",
    "place": "at {}",
    "publisher": "told by {}",
    "new": "new since {}",
}
_CONFLICTS = {"denied": "DISPUTED: one source denies it", "differ": "sources differ on details"}


def value_text(field: Field, value: str, label: str = "") -> str:
    """A value of a field as people read it; texts out of the store are as stored."""
    if field == "status":
        return status_word(value)
    if field == "conflict":
        return _CONFLICTS.get(value, "any conflict")
    if field in ("in", "maybe") and value == NO_DATE:
        return "no known year"
    return label or value


def chip_text(chip: Filter) -> str:
    """A filter that is set: 'China - Cuba', 'certainly in 2024-12', 'held', 'with Xi Jinping'."""
    words = value_text(chip.field, chip.value, chip.label)
    if chip.value == NO_DATE:
        return words
    return _SAID.get(chip.field, "{}").format(words)
