"""Where an event took place: the city or venue its clause names, else where the last one was, else the dateline."""

from collections import Counter
from dataclasses import dataclass

from visavis.extraction.arguments import Clause
from visavis.extraction.chunks import Chunk
from visavis.extraction.document import Document, Line
from visavis.extraction.units import Unit
from visavis.model import Place

HERE = {"here", "aquí"}
_REACH = 40
_WHERE_REACH = 10  # words between "where" and the verb of its clause
_TRAVEL_REACH = 5  # words between a verb of travelling and where it leads
_ELSEWHERE_REACH = 5
_RELATIVE = 25  # what a place loses that stands in a relative clause behind the event
_VISIT_REACH, _LONG_VISIT = 4, 9
_NAMED = frozenset({"venue", "name", "organisation", "event"})
_NEAR = 10


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place with the tokens that name it."""

    place: Place
    first: int
    last: int


def place_in(clause: Clause, line: Line, at: int) -> PlaceFound | None:
    """The place of the event at token `at`: the city or country named nearest, sooner behind it than before, or a name."""
    cities = [unit for unit in clause.units if unit.kind == "country" and _tells_where(clause, at, unit)]
    best = min(cities, key=lambda unit: _farness(clause, at, unit), default=None)
    if best is not None and _farness(clause, at, best) <= _REACH:
        return _found(clause, line, at, best)
    last = _taken_up(clause, at)
    named = next((one for one in line.parsed.chunks if one.last == last and one.kind in _NAMED), None)
    if named is not None and not any(unit.kind == "person" and unit.last == last for unit in clause.units):
        return _by_name(line, named)
    return _unknown_city(clause, line, at) or _venue_alone(clause, line, at)


def _by_name(line: Line, chunk: Chunk) -> PlaceFound:
    """A place of which the sentence tells no more than its name."""
    return PlaceFound(Place(_words(line, chunk.first, chunk.last), None, None, "stated"), chunk.first, chunk.last)


def _found(clause: Clause, line: Line, at: int, unit: Unit) -> PlaceFound:
    code, town = _whose(clause, unit)
    city = town or None if unit.form in {"city", "seat"} else None
    venue = _words(line, unit.first, unit.last) if unit.form == "seat" else _venue(clause, line, at)
    return PlaceFound(Place(venue, city, code, "stated"), unit.first, unit.last)


def _taken_up(clause: Clause, at: int) -> int | None:
    """Where the words end that "where" takes up: "visitó la feria de | Mequinez |, donde conversó"."""
    opened = range(at, max(0, at - _WHERE_REACH), -1)
    where = next((k for k in opened if clause.word(k) in clause.know.words["meeting.where"]), None)
    if where is None or clause.stopped(where, at) or "," in clause.gap(where, at):
        return None
    return where - 1 if clause.gap(where - 1, where) == "," else where


def _tells_where(clause: Clause, at: int, unit: Unit) -> bool:
    return (located(clause, unit.first) and not _is_elsewhere(clause, unit)) or _is_destination(clause, at, unit)


def _is_destination(clause: Clause, at: int, unit: Unit) -> bool:
    """True where somebody goes there to meet: "flew to Athens and met", "during a visit to Hanoi"; not where invited."""
    words = clause.know.words
    before = unit.first - 1
    while clause.gap(before, before + 1) == "t":
        before -= 1
    if unit.form == "demonym":
        return False
    if clause.word(before) in words["meeting.visit_verbs"] and unit.first < at:
        return True
    if clause.word(before) not in words["meeting.to"]:
        return False
    near = {clause.word(k) for k in range(max(0, before - _TRAVEL_REACH), before)}
    if not words["meeting.travel"] & near or words["meeting.not_yet"] & near:
        return False
    if unit.first > at:
        return bool(words["meeting.during"] & near)
    return not words["meeting.after"] & {clause.word(at - 1), clause.word(at - 2)}


def _is_elsewhere(clause: Clause, unit: Unit) -> bool:
    """True for the place of something else: "the situation in Gaza", "the killing of a trader in Durban"."""
    behind = unit.first - 1
    first = max(0, behind - _ELSEWHERE_REACH)
    words = clause.know.words["meeting.elsewhere"]
    return any(
        clause.word(k) in words
        and not {*clause.gap(k, behind)} & {",", "P", "q"}
        and not any(other.first <= k < other.last for other in clause.units)  # "the Minister of Security in Lima"
        for k in range(first, behind)
    )


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


def _farness(clause: Clause, at: int, unit: Unit) -> int:
    """The distance from the event, more where a relative clause about somebody begins between them."""
    relative = any(clause.word(k) in clause.know.grammar.relative for k in range(at + 1, unit.first))
    return _distance(at, unit.first) + _RELATIVE * relative


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


def _venue_alone(clause: Clause, line: Line, at: int) -> PlaceFound | None:
    """A venue whose city the sentence leaves out: "at the | Presidential Palace |"."""
    best = _nearest_venue(clause, line, at)
    return _by_name(line, best) if best is not None and _distance(at, best.first) <= _REACH else None


def _venue(clause: Clause, line: Line, at: int) -> str | None:
    best = _nearest_venue(clause, line, at)
    return _words(line, best.first, best.last) if best else None


def _nearest_venue(clause: Clause, line: Line, at: int) -> Chunk | None:
    venues = (chunk for chunk in line.parsed.chunks if chunk.kind == "venue" and _preceded(clause, chunk.first))
    return min(venues, key=lambda chunk: _distance(at, chunk.first), default=None)


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
                and (_is_visited(clause, unit, visits) or _is_on_visit(clause, unit, visits))
            ):
                counts[unit.codes[0]] += 1
    return counts.most_common(1)[0][0] if counts else None


def _is_visited(clause: Clause, unit: Unit, visits: frozenset[str]) -> bool:
    """As in "visited Vietnam", "his first visit as head of state to India"."""
    if clause.word(unit.first - 1) in clause.know.words["meeting.to"] and not clause.stopped(
        max(0, unit.first - _LONG_VISIT), unit.first
    ):
        return any(clause.word(k) in visits for k in range(max(0, unit.first - _LONG_VISIT), unit.first))
    return any(clause.word(k) in visits for k in range(max(0, unit.first - _VISIT_REACH), unit.first))


def _is_on_visit(clause: Clause, unit: Unit, visits: frozenset[str]) -> bool:
    """As in "who is in Armenia on an official visit"."""
    return clause.word(unit.first - 1) in clause.know.grammar.place_prepositions and any(
        clause.word(k) in visits for k in range(unit.last, unit.last + _VISIT_REACH)
    )
