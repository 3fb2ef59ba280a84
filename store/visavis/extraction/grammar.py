"""How roles, organisations and names are put together, as patterns over the letters of `tagging`.

The patterns are the same for every language but for one habit: where adjectives follow their noun ("Asamblea Nacional"),
capitalised words after an organisation word belong to it; in English they begin a name ("National Assembly Speaker X").
"""

import re
from dataclasses import dataclass
from functools import cache

_GEO = "[CDTSB]-*"
_CAPITAL = r"[NACDTSBPGVEMI]-*"
_CAPITALS = rf"(?:{_CAPITAL}'?)*"
_PORTFOLIO = r"[NM]*P+(?:(?:,&|,|&)[NM]*P+)*"
_SMALL_PORTFOLIO = r"m*w+(?:(?:,&|,|&)m*w+)*"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns of one language; each matches letters, so spans are token indices."""

    role: re.Pattern[str]
    organisation: re.Pattern[str]
    event: re.Pattern[str]
    venue: re.Pattern[str]
    name: re.Pattern[str]


@cache
def grammar(*, adjectives_follow: bool) -> Grammar:
    """The grammar of a language by where its adjectives stand."""
    tail = "(?:[NAPMGVED]-*)*" if adjectives_follow else "(?:A(?![N]))?"
    whole_of = rf"(?:{_CAPITALS}O-*{tail}|{_PORTFOLIO}|[CTSB]-*|[Hh](?![NI])|[NAGVEM]+)"
    of_part = rf"(?:o+t?(?:{whole_of})(?:,?&(?:{_PORTFOLIO}|[NAG]+)(?![Hh]))?)"
    organisation = rf"(?:{_CAPITALS}O-*{tail}(?:[NACDTBPGVEM\-]*O-*)*{of_part}*)"
    owner = rf"(?:{_GEO}'?)?{organisation}|{_PORTFOLIO}(?:'?[NACDTBPGVEM\-]*O-*)?|{_SMALL_PORTFOLIO}"
    place = rf"{_GEO}(?:'?[CT]-*|[xw](?=,))?|[NAGVEM]+"
    role_of = rf"(?:o+t?(?:{owner}|{place}))"
    before = rf"(?:{organisation}'?|[ABTSC]-*'?|N+'(?=[MmPwRD]*[HhKk]))?"
    joined = "|(?<=NN)&N(?=[^N]|$)" if adjectives_follow else ""  # "Govantes y Mena"
    adjective = "(?:x(?=o))?" if adjectives_follow else ""
    between = r"(?:[MmPwD]-*|A(?=[HPw])|C-*'|[&,](?=[Pw]+[HhKk]))*"
    return Grammar(
        role=re.compile(
            rf"{before}{between}[HhKk]-*(?:[Mm](?![HhPw]))?(?:D-*|{_PORTFOLIO}(?=o|,|N)|[mw](?=o|,))?"
            rf"{adjective}{role_of}*(?:D-*)?(?:\([CT]-*\))?"
        ),
        organisation=re.compile(organisation),
        event=re.compile(rf"(?:{_CAPITALS}E-*{tail}(?:o+t?{_CAPITAL})*)"),
        venue=re.compile(rf"(?:(?:{_CAPITAL})*[VG]-*{tail}(?:o+t?(?:{_CAPITAL})+)*)"),
        name=re.compile(rf"(?:A(?=N))?[NI](?:p{{0,3}}[NI]|p{{1,3}}[CT](?!-){joined})*J?"),
    )
