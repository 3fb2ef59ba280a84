"""How a visit is found: who goes to which country, by verbs ("visited", "arrived in") and nouns ("a visit to")."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache

from visavis import edtf
from visavis.extraction.anaphora import Resolver, Who
from visavis.extraction.arguments import Clause, before_relative, objects, opening_subject, subject
from visavis.extraction.compiling import knowledge
from visavis.extraction.document import Document, Line
from visavis.extraction.drafts import Draft, without_covered
from visavis.extraction.nationality import dateline
from visavis.extraction.places import HERE
from visavis.extraction.status import Outcome, outcome
from visavis.extraction.timing import nearest
from visavis.extraction.units import Unit
from visavis.model import Dated
from visavis.when import Tense

_REACH = 7  # words between a word of visiting and the place
_NEAR = 2
_STAY = timedelta(days=7)
_GOERS = {"person", "role", "delegation", "group", "pronoun"}
_PLACES = {"name", "city", "seat"}


@dataclass(slots=True)
class Visit:
    """One visit while it is put together."""

    number: int  # sentence
    rule: str
    who: list[Who]
    country: str
    city: str | None
    outcome: Outcome
    when: Dated | None
    place_span: tuple[int, int]
    told_again: list[int] = field(default_factory=list)

    @property
    def people(self) -> set[int]:
        """Those who are named."""
        return {who.person for who in self.who if who.person is not None}


def find_visits(document: Document, resolver: Resolver) -> list[Visit]:
    """The visits of an article in the order in which they are told."""
    found: list[Visit] = []
    for number, line in document.story():
        clause = document.clause(line)
        for visit in _in_sentence(document, resolver, number, line, clause):
            home = next((one for one in found if _is_same(one, visit)), None)
            if home is None:
                found.append(visit)
            else:
                _join(home, visit)
    return [visit for visit in found if visit.outcome != "wished"]


def meetings_of(visit: Visit, drafts: Sequence[Draft]) -> tuple[int, ...]:
    """The meetings, by their place in `drafts`, that a visitor had in the country then."""
    return tuple(key for key, draft in enumerate(drafts) if _is_part(visit, draft))


def _is_part(visit: Visit, draft: Draft) -> bool:
    if draft.channel != "in-person" or draft.outcome != visit.outcome or visit.country not in draft.sides:
        return False
    if draft.place is not None and draft.place.country not in {None, visit.country}:
        return False
    ours = {who.code for who in visit.who} if not visit.people else set()
    if not (visit.people & draft.people or ours & draft.sides):
        return False
    return _at_one_time(visit.when, draft.when) or _while_there(visit.when, draft.when)


def _while_there(visit: Dated | None, meeting: Dated | None) -> bool:
    """Whether a meeting is so near to the day of a visit, which may be that of the arrival, that it was part of it."""
    days, day = edtf.bounds((visit and visit.edtf) or ""), edtf.bounds((meeting and meeting.edtf) or "")
    return days is not None and day is not None and days[0] - _STAY <= day[0] and day[1] <= days[1] + _STAY


def _at_one_time(one: Dated | None, other: Dated | None) -> bool:
    if one is None or other is None or one.edtf is None or other.edtf is None:
        return True
    return edtf.intersect(one.edtf, other.edtf) is not None


def _in_sentence(document: Document, resolver: Resolver, number: int, line: Line, clause: Clause) -> Iterator[Visit]:
    text = document.article.text[line.sentence.start : line.sentence.end].lower()
    known = _words(clause.know.language)
    for at, token in enumerate(line.tokens):
        goal = _goal(document, resolver, clause, at) if token.low in known else None
        if goal is None:
            continue
        who = _visitors(resolver, number, goal.goers, goal.country) or _owner(resolver, line, clause, at, goal.country)
        if who:
            state = _state(clause, at, text)
            tense: Tense = "future" if state == "planned" else "past"
            when = nearest(document, line, at, tense=tense, told=None, aside=False)
            spot = line.span(goal.first, goal.last)
            yield Visit(number, goal.rule, who, goal.country, goal.city, state, when, spot)


@cache
def _words(language: str) -> frozenset[str]:
    """Every word that may tell a visit."""
    words = knowledge(language).words
    return frozenset().union(*(words[f"visit.{name}"] for name in ("nouns", "verbs", "travel", "visiting")))


def _state(clause: Clause, at: int, text: str) -> Outcome:
    """Held, planned and so on; some languages tell the future by the verb itself."""
    state = outcome(clause, at, text)
    return "planned" if state == "held" and clause.word(at) in clause.know.words["visit.future"] else state


@dataclass(frozen=True, slots=True)
class _Goal:
    """Where a word of visiting leads to, the tokens that say so, and the units that may be the visitors."""

    rule: str
    country: str
    city: str | None
    first: int
    last: int
    goers: list[Unit]


def _goal(document: Document, resolver: Resolver, clause: Clause, at: int) -> _Goal | None:
    """What the word at a token tells of a visit; None where it tells none."""
    for name, read in _READERS:
        if clause.word(at) in clause.know.words[f"visit.{name}"]:
            told = read(clause, at)
            if told is not None:
                place, goers = told
                country = next((code for code in resolver.main if code in place.codes), place.codes[0])
                city = place.place or None if place.form in {"city", "seat"} else None
                return _Goal(f"visit-{name}", country, city, place.first, place.last, goers)
    return _goal_here(document, resolver, clause, at)


def _goal_here(document: Document, resolver: Resolver, clause: Clause, at: int) -> _Goal | None:
    """ "arrived here", "the visiting minister", "A, who is on a visit": the country of the dateline, or the article's own."""
    words, word = clause.know.words, clause.word(at)
    if word in words["visit.visiting"]:
        guests = objects(clause, at, reach=_NEAR) or [unit for unit in clause.units if unit.first <= at < unit.last]
        home = dateline(document)[1] or resolver.home
        return _Goal("visit-visiting", home, None, at, at + 1, guests[:1]) if home else None
    here = next((k for k in range(at + 1, at + 1 + _NEAR) if clause.word(k) in HERE), None)
    guest = before_relative(clause, at) if here is None and word in words["visit.nouns"] else []
    city, country = dateline(document) if here is not None or guest else (None, None)
    if country is None:
        return None
    if here is not None:
        return _Goal("visit-here", country, city, here, here + 1, _going(clause, at))
    return _Goal("visit-guest", country, None, at, at + 1, guest)


def _noun(clause: Clause, at: int) -> tuple[Unit, list[Unit]] | None:
    """ "A's visit to X", "A is on a visit to X", "A is in X on a visit"."""
    place = _place(clause, at, clause.know.words["visit.noun_links"])
    if place is not None:
        return place, _of_noun(clause, at, place)
    place = _place_before(clause, at)
    return (place, _going(clause, place.first)) if place else None


def _verb(clause: Clause, at: int) -> tuple[Unit, list[Unit]] | None:
    """ "A visited X"."""
    place = _place(clause, at, None)
    return (place, _going(clause, at)) if place else None


def _travel(clause: Clause, at: int) -> tuple[Unit, list[Unit]] | None:
    """ "A arrived in X", "A left for X"."""
    place = _place(clause, at, clause.know.words["visit.links"])
    return (place, _going(clause, at)) if place else None


_READERS: tuple[tuple[str, Callable[[Clause, int], tuple[Unit, list[Unit]] | None]], ...] = (
    ("nouns", _noun),
    ("verbs", _verb),
    ("travel", _travel),
)


def _place(clause: Clause, at: int, links: frozenset[str] | None) -> Unit | None:
    """The country or city that the word at `at` leads to: behind one of `links`, or without a small word at all."""
    for unit in clause.units:
        if unit.first <= at:
            continue
        if unit.first - at > _REACH or clause.stopped(at, unit.first) or "," in clause.gap(at, unit.first):
            return None
        if unit.kind != "country" or unit.form not in _PLACES or not unit.codes:
            continue
        before = unit.first - 1
        while clause.tagged.tags[before] == "t":
            before -= 1
        if before == at if links is None else clause.word(before) in links:
            return unit
    return None


def _place_before(clause: Clause, at: int) -> Unit | None:
    """ "A is in X on a two-day visit": the place before "on" and the noun."""
    words = clause.know.words
    on = next((k for k in range(at - 1, max(-1, at - 1 - _REACH), -1) if clause.word(k) in words["visit.on"]), None)
    unit = next((unit for unit in reversed(clause.units) if on is not None and unit.last <= on), None)
    if unit is None or on is None or on - unit.last > _NEAR or unit.form not in _PLACES or not unit.codes:
        return None
    return unit if clause.word(unit.first - 1) in clause.know.grammar.place_prepositions else None


def _of_noun(clause: Clause, at: int, place: Unit) -> list[Unit]:
    """Whose visit it is: "A's visit to", "the visit of A to", "a visit to X by A", "A paid a visit to"."""
    by = clause.know.words["visit.by"]
    owner = next((unit for unit in clause.units if unit.last <= at and _owns(clause, unit, at)), None)
    if owner is not None:
        return [owner]
    for edge in (at, place.last - 1):
        named = objects(clause, edge, reach=_NEAR, linkers=by)
        if named and named[0].kind in _GOERS:
            return named
    return _going(clause, at)


def _owns(clause: Clause, unit: Unit, at: int) -> bool:
    gap = clause.gap(unit.last, at)
    return gap.startswith("'") and not gap[1:].strip("mMwPhqdx") and at - unit.last <= _REACH


def _going(clause: Clause, at: int) -> list[Unit]:
    return before_relative(clause, at) or subject(clause, at) or _opening(clause, at)


def _opening(clause: Clause, at: int) -> list[Unit]:
    return opening_subject(clause, at + 1) if at <= _NEAR else []


def _visitors(resolver: Resolver, number: int, goers: list[Unit], country: str) -> list[Who]:
    """Those of another country; where somebody has none, nobody says that he came from abroad."""
    found: list[Who] = []
    for unit in goers:
        if unit.kind in _GOERS:
            found += [who for who in resolver.resolve(number, unit, found) if who.code not in {None, country}]
    return without_covered(found)


def _owner(resolver: Resolver, line: Line, clause: Clause, at: int, country: str) -> list[Who]:
    """ "during his visit to X": whoever was named last and is from elsewhere."""
    at = next((k for k in range(at - 1, max(-1, at - 1 - _NEAR), -1) if _is_own(clause, k)), -1)
    if at < 0:
        return []
    start, end = line.span(at, at + 1)
    abroad = resolver.recall.before(start, lambda index: resolver.nations[index].code not in {None, country})
    return [] if abroad is None else [Who(abroad, resolver.nations[abroad].code, start=start, end=end)]


def _is_own(clause: Clause, at: int) -> bool:
    return clause.word(at) in clause.know.grammar.possessives


def _is_same(one: Visit, other: Visit) -> bool:
    if one.country != other.country or not _at_one_time(one.when, other.when):
        return False
    if one.people and other.people:
        return bool(one.people & other.people)
    return bool({who.code for who in one.who} & {who.code for who in other.who})


def _join(home: Visit, other: Visit) -> None:
    """One visit told twice: everyone, the first date and city, held once it was held."""
    known = {who.key for who in home.who}
    home.who = without_covered(home.who + [who for who in other.who if who.key not in known])
    home.city = home.city or other.city
    if home.when is None or home.when.edtf is None:
        home.when = other.when
    if other.outcome == "held" or home.outcome == "wished":
        home.outcome = other.outcome
    if other.number != home.number and other.number not in home.told_again:
        home.told_again.append(other.number)


def dated_by_meetings(visits: list[Visit], drafts: Sequence[Draft]) -> list[Visit]:
    """Visits dated by the meetings that were part of them, where nothing else dates them."""
    for visit in visits:
        if visit.when is None:
            days = [drafts[key].when for key in meetings_of(visit, drafts)]
            known = next((day for day in days if day is not None and day.edtf), None)
            visit.when = known and replace(known, basis="inferred", derivation=f"a meeting of it: {known.derivation}")
    return visits
