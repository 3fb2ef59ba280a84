"""The markers of page furniture from `zones.toml`, ready to match."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Zones:
    """Markers in lower case: tuples for `str.startswith`, patterns for words inside a line."""

    related_headings: tuple[str, ...]
    boilerplate_starts: tuple[str, ...]
    boilerplate_word: re.Pattern[str]
    caption_starts: tuple[str, ...]
    caption_word: re.Pattern[str]
    glued_credit: re.Pattern[str]
    faq_headings: tuple[str, ...]
    byline_words: frozenset[str]


@cache
def zones() -> Zones:
    """The markers, read once."""
    data = tomllib.loads(files(__package__).joinpath("zones.toml").read_text("utf-8"))
    return Zones(
        related_headings=tuple(data["related_headings"]),
        boilerplate_starts=tuple(data["boilerplate_starts"]),
        boilerplate_word=_any_of(data["boilerplate_words"]),
        caption_starts=tuple(data["caption_starts"]),
        caption_word=_any_of(data["caption_words"]),
        glued_credit=re.compile(rf"[a-záéíóúñ]({_any_of(data['glued_credits']).pattern})\b"),
        faq_headings=tuple(data["faq_headings"]),
        byline_words=frozenset(data["byline_words"]),
    )


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))
