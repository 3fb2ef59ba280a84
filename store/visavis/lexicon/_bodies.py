"""International bodies that act as a side of their own."""

from dataclasses import dataclass
from functools import cache

from visavis.lexicon._files import Words, items, table, words


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
