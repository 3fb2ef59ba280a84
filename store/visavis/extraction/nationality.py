"""Whose country a person serves, as a cascade; every step leaves its reason in words.

1. stated: the role says it ("Cuban Defense Minister", "ambassador of China", "his Cuban counterpart")
2. the other side: whoever meets the officials of one country speaks for the other one the article is about
3. home: an office without a country belongs to the country the article is written in (its dateline, its main subject)
"""

from collections import Counter
from dataclasses import dataclass

from visavis.extraction.document import Document, Line

_DATELINE_WORDS = 14
_STATED = "stated with the role"


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
        if line.sentence.zone == "body":
            found = _dateline_of(line)
            if found[1]:
                return found
            if line.sentence.number > 6:
                break
    return None, None


def _dateline_of(line: Line) -> tuple[str | None, str | None]:
    tokens = line.tokens
    entries = line.parsed.tagged.entries.get(0)
    if not entries or entries[0].kind not in {"city", "name"}:
        return None, None
    signs = [token.text for token in tokens[:_DATELINE_WORDS]]
    if not any(sign in {"-", "–", "—", ":", "(", "--", "/", ".-"} for sign in signs):
        return None, None
    return entries[0].place or None, entries[0].code


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
