"""Where an event took place: the city or venue its clause names, else where the last one was, else the dateline."""

from collections import Counter
from dataclasses import dataclass

from visavis.extraction.arguments import Clause
from visavis.extraction.document import Document, Line
from visavis.extraction.units import Unit
from visavis.model import Place

HERE = {"here", "aquí"}
_REACH = 40
_NEAR = 10


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place with the tokens that name it."""

    place: Place
    first: int
    last: int


def place_in(clause: Clause, line: Line, at: int) -> PlaceFound | None:
    """The place named nearest to the token `at`, preferring what stands behind it."""
    cities = [
        (unit.first, unit.last, unit) for unit in clause.units if unit.kind == "country" and located(clause, unit.first)
    ]
    best = min(cities, key=lambda city: _distance(at, city[0]), default=None)
    if best is None or _distance(at, best[0]) > _REACH:
        return _unknown_city(clause, line, at)
    unit = best[2]
    code, town = _whose(clause, unit)
    city = town or None if unit.form in {"city", "seat"} else None
    venue = _words(line, unit.first, unit.last) if unit.form == "seat" else _venue(clause, line, at)
    return PlaceFound(Place(venue, city, code, "stated"), unit.first, unit.last)


def _whose(clause: Clause, unit: Unit) -> tuple[str, str]:
    """The country and town of a place; of many "State Houses" the one of a country that the sentence names."""
    named = {code for other in clause.units if other is not unit for code in other.codes}
    entries = clause.tagged.entries.get(unit.first, ())
    entry = next((one for one in entries if one.code in named), None) if len(entries) > 1 else None
    return (entry.code, entry.place) if entry else (unit.codes[0], unit.place)


def _unknown_city(clause: Clause, line: Line, at: int) -> PlaceFound | None:
    """A place that no list knows: a capitalised word behind "in" and the event ("met in the border city of | Ipiales |")."""
    taken = {unit.name_first for unit in clause.units if unit.kind == "person"}
    for chunk in line.parsed.chunks:
        if chunk.kind != "name" or chunk.first in taken or not at < chunk.first <= at + _NEAR:
            continue
        if (
            _preceded(clause, chunk.first)
            or {clause.word(chunk.first - 2), clause.word(chunk.first - 3)} & clause.know.words["meeting.towns"]
        ):
            return PlaceFound(
                Place(None, _words(line, chunk.first, chunk.last), None, "stated"), chunk.first, chunk.last
            )
    return None


def _distance(at: int, first: int) -> int:
    """Words between the event and a place; what stands before the event counts as farther away."""
    return first - at if first > at else 2 * (at - first)


def located(clause: Clause, first: int) -> bool:
    """True where the place at token `first` tells where: "in Beijing", "in the Chinese capital"."""
    k = first - 1
    while k >= 0 and (clause.tagged.tags[k] in "tNmMVO-'" or clause.word(k) in {"capital", "city", "ciudad"}):
        k -= 1
    if clause.word(k) in clause.know.grammar.place_prepositions:
        return True
    return clause.tagged.tags[first - 1 : first] == "," and "V" in clause.gap(max(0, first - 6), first)


def _venue(clause: Clause, line: Line, at: int) -> str | None:
    venues = [chunk for chunk in line.parsed.chunks if chunk.kind == "venue"]
    located = [c for c in venues if _preceded(clause, c.first)]
    best = min(located, key=lambda chunk: _distance(at, chunk.first), default=None)
    return _words(line, best.first, best.last) if best else None


def _preceded(clause: Clause, first: int) -> bool:
    return any(clause.word(k) in clause.know.grammar.place_prepositions for k in range(max(0, first - 2), first))


def _words(line: Line, first: int, last: int) -> str:
    tokens = line.tokens
    return "".join(
        ("" if k == first or tokens[k - 1].end == tokens[k].start else " ") + tokens[k].text for k in range(first, last)
    )


def says_here(line: Line) -> bool:
    """True where the sentence says "here": the city of the dateline."""
    return any(token.low in HERE for token in line.tokens)


def visit_destination(document: Document) -> str | None:
    """The country that most visits of the article lead to: "an official visit to Vietnam", "arrived in Maputo"."""
    counts: Counter[str] = Counter()
    for _, line in document.story():
        clause = document.clause(line)
        visits = document.know.words["meeting.visits"]
        for unit in line.units:
            if (
                unit.kind == "country"
                and unit.codes
                and any(clause.word(k) in visits for k in range(max(0, unit.first - 4), unit.first))
            ):
                counts[unit.codes[0]] += 1
    return counts.most_common(1)[0][0] if counts else None
