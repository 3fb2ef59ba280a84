"""Whose country a person serves, as a cascade; every step leaves its reason in words.

1. stated: the role says it ("Cuban Defense Minister", "ambassador of China", "his Cuban counterpart")
2. the other side: whoever meets the officials of one country speaks for the other one the article is about
3. home: an office without a country belongs to the country the article is written in (its dateline, its main subject)
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from visavis import lexicon
from visavis.extraction.arguments import objects, subject
from visavis.extraction.document import Document, Line

_DATELINE_WORDS = 14
_LEAD = 6  # sentences in which the dateline may stand
_DATELINE_SIGNS = frozenset({"-", "–", "—", ":", "(", "--", "/", ".-"})
_NARROW = 4  # countries that share the names of one culture
_FEW = 4  # countries an article can be about
_STATED = "stated with the role"
_SEATED = {"United Nations": ("New York", "USA")}  # what datelines name for the city it sits in


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


def guess_by_name(
    document: Document, nations: list[Nationality], main: list[str], met: dict[int, set[str]] | None = None
) -> None:
    """Choose between the countries of the article by where a person's names are at home.

    With `met` (the sides that each person of a meeting is known to have met) only those people are placed, and on the
    side they met only where their names are used in few countries: a name as common as "Harris" says too little.
    """
    for index, person in enumerate(document.people if len(main) > 1 else ()):
        if (met is not None and index not in met) or nations[index].code or nations[index].body:
            continue
        homes = _homes_of(person.fullest.words)
        fitting = [code for code in main[:_FEW] if code in homes]
        if len(fitting) != 1 or (met and fitting[0] in met[index] and len(homes) > _NARROW):
            continue
        nations[index] = Nationality(fitting[0], "of the article's countries the one where such names are at home")


def _homes_of(words: tuple[str, ...]) -> frozenset[str]:
    """The countries where all known parts of a name are at home."""
    homes = [_homes(word) for word in words if len(word) > 1]
    known = [countries for countries in homes if countries]
    return frozenset.intersection(*known) if known else frozenset()


@lru_cache(maxsize=4096)
def _homes(word: str) -> frozenset[str]:
    table = lexicon.table("cultures.toml")
    return frozenset(code for culture in lexicon.names().cultures_of(word) for code in table.get(culture, "").split())


def _winner(votes: Counter[str]) -> tuple[str | None, str]:
    if not votes:
        return None, ""
    code, _ = votes.most_common(1)[0]
    return code, _STATED


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
        if token.text in _DATELINE_SIGNS and (token.text != "-" or tokens[at - 1].end != token.start):
            return told
        if (
            token.text[0].isalpha()
            and not token.cap
            and token.low not in {"de", "of"}
            and line.parsed.tagged.tags[at] != "q"
        ):
            break  # a sentence has begun, so this was no dateline
    return None, None


def _is_alone(line: Line, last: int) -> bool:
    """True for a city with nothing but a date behind it: "Bogotá." or "Argel, 10 de agosto de 2018"."""
    behind = line.tokens[last:_DATELINE_WORDS]
    return len(line.tokens) <= _DATELINE_WORDS and all(
        token.text.isdecimal() or token.text in {",", "."} or tag in "qdo"
        for token, tag in zip(behind, line.parsed.tagged.tags[last:], strict=False)
    )


def home_countries(document: Document, nations: list[Nationality], main: list[str]) -> list[str]:
    """The countries the article may be written in, the likeliest first.

    Outlets write the country beside foreign officials and leave it out beside their own, so of the countries an
    article is about, home is the one whose officials carry no country; a dateline speaks for its own.
    """
    stated = Counter(nation.code for nation in nations if nation.reason == _STATED)
    placed = dateline(document)[1]
    order = {code: rank for rank, code in enumerate(main)}
    likely = dict.fromkeys([*main[:2], *([placed] if placed else [])])
    return sorted(likely, key=lambda code: (stated[code] - (code == placed), order.get(code, len(order))))


def other_country(known: str, main: list[str]) -> str | None:
    """The other of the two countries the article is most about."""
    return next((code for code in main[:3] if code != known), None)
