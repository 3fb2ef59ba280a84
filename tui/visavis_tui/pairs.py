"""Two countries as people type them: 'CN CU', 'CHN-CUB', 'china, cuba'."""

import re

from visavis.database.answers import Filter
from visavis.database.folding import fold

_SPACE = re.compile(r"[\s,;/–-]+")


def pair_of(text: str) -> Filter | None:
    """The filter for a pair of countries; None where the words are not two of them."""
    words = _SPACE.split(text.strip())
    for cut in range(1, len(words)):
        one, other = _country(" ".join(words[:cut])), _country(" ".join(words[cut:]))
        if one and other and one != other:
            (left, left_name), (right, right_name) = sorted((one, other))
            return Filter("pair", f"{left}-{right}", f"{left_name} - {right_name}")
    return None


def _country(words: str) -> tuple[str, str] | None:
    """Code and name of the country that is called so, by code or by any of its names."""
    from visavis import lexicon  # noqa: PLC0415 - the first paint does without

    wanted = fold(words)
    for country in lexicon.countries():
        names = (country.code, country.alpha2, country.name, *country.en_names, *country.es_names)
        if wanted in map(fold, names):
            return country.code, country.name
    return None
