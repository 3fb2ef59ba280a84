"""Countries inside folded names, and one spelling for every city."""

from functools import cache

from visavis.lexicon import country_forms
from visavis.resolution.fold import fold
from visavis.resolution.parts import SAME_SOUNDS, part_score


@cache
def _country_words() -> dict[tuple[str, ...], str]:
    """Names and demonyms in both languages, folded; where several countries share one, the likeliest."""
    found: dict[tuple[str, ...], str] = {}
    for words, forms in country_forms().items():
        codes = [form.code for form in forms if form.kind in {"name", "demonym"}]
        if codes:
            found.setdefault(tuple(fold(" ".join(words)).replace("-", " ").replace(".", "").split()), codes[0])
    return found


@cache
def _openings() -> dict[str, int]:
    """The first word of every country's name, with the length of the longest name that begins so."""
    found: dict[str, int] = {}
    for words in _country_words():
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


def mark_countries(words: list[str]) -> tuple[str, ...]:
    """`words` with every country put as its words, "=" and its code: "people's republic of china=CHN"."""
    marked, at = [], 0
    while at < len(words):
        for length in range(min(_openings().get(words[at], 0), len(words) - at), 0, -1):
            code = _country_words().get(tuple(words[at : at + length]))
            if code:
                marked.append(f"{' '.join(words[at : at + length])}={code}")
                at += length
                break
        else:
            marked.append(words[at])
            at += 1
    return tuple(marked)


@cache
def _cities() -> dict[str, str]:
    return {
        fold(form.text): form.place
        for forms in country_forms().values()
        for form in forms[:1]
        if form.kind == "city" and form.place
    }


def same_city(a: str, b: str) -> bool:
    """Whether two names can be one city's, in other languages or spellings ("Abuja", "Abuya")."""
    one, other = city_name(a), city_name(b)
    return one == other or part_score(one, other) >= SAME_SOUNDS


def city_name(city: str) -> str:
    """One spelling of a city's name, folded: "La Habana" and "Havana" agree."""
    folded = fold(city)
    return fold(_cities().get(folded, folded))
