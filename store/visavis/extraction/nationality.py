"""Whose country a person serves, as a cascade; every step leaves its reason in words.

1. stated: the role says it ("Cuban Defense Minister", "ambassador of China", "his Cuban counterpart")
2. in company: whoever travels with the officials of one country serves it too
3. weighed: the countries of the article against each other, as `weighing` says
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from visavis import lexicon
from visavis.extraction.arguments import objects, subject
from visavis.extraction.document import Document, Line
from visavis.extraction.tokens import Token

_DATELINE_WORDS = 14
_LEAD = 6  # sentences in which the dateline may stand
_DATELINE_SIGNS = frozenset({"-", "–", "—", ":", "(", "--", "/", ".-"})
_SEATED = {"United Nations": ("New York", "USA")}  # what datelines name for the city it sits in
STATED = "stated with the role"


@dataclass(slots=True)
class Nationality:
    """What we know of one person's country; `code` is None where nothing speaks for any."""

    code: str | None = None
    reason: str = ""
    body: str | None = None  # the international body the person serves


def stated_nationalities(document: Document) -> list[Nationality]:
    """Step 1 for every person, by majority of what their roles state."""
    votes: list[Counter[str]] = [Counter() for _ in document.people]
    bodies: dict[int, str] = {}
    main = main_countries(document)
    for line in document.lines:
        owner: tuple[str, ...] = ()
        for unit in line.units:
            if (
                unit.kind == "person"
                and unit.person is not None
                and unit.role
                and unit.role.possessive
                and not unit.codes
            ):
                unit.codes = owner if not unit.role.counterpart else ()  # "the Surinamese President and his minister"
            owner = unit.codes if unit.kind in {"person", "role"} and unit.codes else owner
            if unit.kind != "person" or unit.person is None or not unit.codes:
                continue
            if unit.role and unit.role.body:
                bodies[unit.person] = unit.codes[0]
            else:
                votes[unit.person][_likeliest(unit.codes, main)] += 1
    return [Nationality(*_winner(vote), body=bodies.get(index)) for index, vote in enumerate(votes)]


def share_company(document: Document, nations: list[Nationality]) -> None:
    """ "A was accompanied by B and C": B and C serve A's country."""
    company = document.know.words["meeting.company"]
    for line in document.lines:
        at = next((k for k, token in enumerate(line.tokens) if token.low in company), None)
        if at is None:
            continue
        clause = document.clause(line)
        leaders = subject(clause, at) or objects(clause, at - 1, reach=3)
        code = next((nations[unit.person].code for unit in leaders if unit.person is not None), None)
        for unit in line.units if code else ():
            if unit.first > at and unit.person is not None and nations[unit.person].code is None:
                nations[unit.person] = Nationality(code, "in the company of the country's officials")


def _winner(votes: Counter[str]) -> tuple[str | None, str]:
    if not votes:
        return None, ""
    code, _ = votes.most_common(1)[0]
    return code, STATED


def _likeliest(codes: tuple[str, ...], main: list[str]) -> str:
    """Of the countries that share a demonym ("Congolese"), the one the article is about."""
    return next((code for code in main if code in codes), codes[0])


def main_countries(document: Document) -> list[str]:
    """The countries of the article, the most mentioned first; earlier mention breaks a tie."""
    counts: Counter[str] = Counter()
    for line in document.lines:
        for at, entries in line.parsed.tagged.entries.items():
            if entries[0].kind == "body" or line.parsed.tagged.tags[at] == "N":
                continue
            counts[entries[0].code] += 1
    return [code for code, _ in counts.most_common()]


def dateline(document: Document) -> tuple[str | None, str | None]:
    """(city, country) of a dateline such as "HANOI (VNA) -" or "Astana, Jun 07 --" at the head of the story."""
    for _, line in document.story():
        found = _dateline_of(line, alone=line.sentence.zone == "title")
        if found[1]:
            return found
        if line.sentence.number > _LEAD:
            break
    return None, None


def _dateline_of(line: Line, *, alone: bool) -> tuple[str | None, str | None]:
    tokens = line.tokens
    entries = line.parsed.tagged.entries.get(0)
    if not entries or not (entries[0].kind in {"city", "name"} or entries[0].code in _SEATED):
        return None, None
    told = _SEATED.get(entries[0].code) or (entries[0].place or None, entries[0].code)
    if entries[0].kind == "city" and _is_alone(line, len(entries[0].text.split())):
        return told
    for at, token in enumerate(() if alone else tokens[:_DATELINE_WORDS]):
        if token.text in _DATELINE_SIGNS and (token.text != "-" or not _joins(tokens, at)):
            return told
        if (
            token.text[0].isalpha()
            and not token.cap
            and token.low not in {"de", "of", "del"}
            and line.parsed.tagged.tags[at] != "q"
        ):
            break  # a sentence has begun, so this was no dateline
    return None, None


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """A hyphen within a word, not the one of "Bogotá.- "."""
    return tokens[at - 1].end == tokens[at].start and tokens[at - 1].text != "."


def outlet_country(document: Document) -> str | None:
    """The country of the outlet, by the end of its address, else by the agency or paper that the head of the story credits."""
    host = _HOST.match(document.article.url or "")
    code = _domains().get(host.group(1).lower()) if host else None
    if code:
        return code
    known = lexicon.organisations(document.know.language).known
    credited = _CREDIT.findall(document.article.text[:_HEAD])
    names = (lexicon.words(name) for name in [document.article.publisher or "", *credited])
    return next((known[name].country for name in names if name in known and known[name].kind == "media"), None)


_HOST = re.compile(r"https?://[^/]*\.([a-zA-Z]{2})(?=[:/]|$)")
_CREDIT = re.compile(r"\(([A-Za-z][A-Za-z .]{1,28})\)")
_HEAD = 400  # characters in which an outlet names itself


@cache
def _domains() -> dict[str, str]:
    return {one.alpha2.lower(): one.code for one in lexicon.countries()} | {"uk": "GBR"}


def _is_alone(line: Line, last: int) -> bool:
    """True for a city with nothing but a date behind it: "Bogotá." or "Argel, 10 de agosto de 2018"."""
    behind = line.tokens[last:_DATELINE_WORDS]
    return len(line.tokens) <= _DATELINE_WORDS and all(
        token.text.isdecimal() or token.text in {",", "."} or tag in "qdo"
        for token, tag in zip(behind, line.parsed.tagged.tags[last:], strict=False)
    )


def home_countries(document: Document, nations: list[Nationality], main: list[str]) -> list[str]:
    """The countries the article may be written in, the likeliest first: that of its outlet where the article names it.

    Outlets write the country beside foreign officials and leave it out beside their own, so of the countries an
    article is about, home is the one whose officials carry no country; a dateline speaks for its own.
    """
    outlet = outlet_country(document)
    stated = Counter(nation.code for nation in nations if nation.reason == STATED)
    placed = dateline(document)[1]
    order = {code: rank for rank, code in enumerate(main)}
    likely = dict.fromkeys([*main[:2], *([placed] if placed else []), *([outlet] if outlet in order else [])])
    return sorted(
        likely,
        key=lambda code: (code != outlet, stated[code] - (code == placed), order.get(code, len(order))),
    )


def other_country(known: str, main: list[str]) -> str | None:
    """The other of the two countries the article is most about."""
    return next((code for code in main[:3] if code != known), None)
