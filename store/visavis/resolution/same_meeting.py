"""Two reports of meetings: one meeting or two? Shared people must cover both sides, and nothing may contradict."""

from collections.abc import Mapping
from datetime import timedelta
from enum import IntEnum
from itertools import product

from visavis import edtf
from visavis.lexicon import country
from visavis.model import Actor
from visavis.resolution.joining import JOIN_FROM, SHOW_FROM, EventJudgement
from visavis.resolution.judgement import UNSURE_FROM
from visavis.resolution.keys import may_be_one, openings
from visavis.resolution.names import compare
from visavis.resolution.tellings import Telling, a_day_apart, day_of
from visavis.resolution.territories import same_city

_NO_DATE = 0.12  # what a missing date costs
_ONE_SIDE, _OTHER_MEMBERS, _OTHER_CITY = 0.05, 0.1, 0.1
SEASON = 45  # days; meetings further apart than this are not taken for one another
_NEWS = timedelta(days=14)  # how long a meeting is news
_MORE_PEOPLE, _MORE_AT_MOST = 0.04, 0.08  # what each further person in common adds


class Cover(IntEnum):
    """How well one side of two reports agrees."""

    COUNTRY = 1  # nobody named on one of them
    MAYBE = 2  # "Álvarez" and "Álvarez Casas", not joined across articles
    PEOPLE = 3  # a person in common


# Places that extraction filled in: what nobody wrote contradicts nothing.
GUESSED_PLACES = frozenset(
    {"where the last one was", "the host's country", "dateline", "visited country", "the article's own country"}
)
_COVERED = {  # the weaker and the stronger side -> score before date and place
    (Cover.PEOPLE, Cover.PEOPLE): 0.9,
    (Cover.MAYBE, Cover.PEOPLE): 0.85,
    (Cover.COUNTRY, Cover.PEOPLE): 0.75,
    (Cover.MAYBE, Cover.MAYBE): 0.65,
    (Cover.COUNTRY, Cover.MAYBE): 0.66,
    (Cover.COUNTRY, Cover.COUNTRY): 0.66,
}


_FAR = EventJudgement(refused=True, tempting=False)


def judge(a: Telling, b: Telling) -> EventJudgement | None:
    """Compare two reports of different articles; None where they share too little to be worth a word."""
    if not near(a, b):
        return _FAR
    judgement = EventJudgement(tempting=_near(a, b))
    if 1 in (len(a.sides), len(b.sides)):
        a, b = a.beside(b.sides), b.beside(a.sides)
        judgement.score -= _ONE_SIDE
        judgement.reasons_against.append("one tells of one side only")
    shared = a.sides & b.sides
    if len(shared) < 2:
        return None
    covers = {side: _cover(a, b, side, judgement) for side in sorted(shared)}
    strong = [side for side, cover in covers.items() if cover == Cover.PEOPLE]
    if len(covers) > 2 and len([cover for cover in covers.values() if cover]) == len(covers) - 1:
        covers = _without_others(a, b, covers, judgement)
    if None in covers.values():
        other = next(side for side, cover in covers.items() if cover is None)
        return judgement.refuse(_other_people(a, b, other), in_part=True) if strong else None
    if a.sides != b.sides:
        return judgement.refuse(f"{_names(a.sides ^ b.sides)} took part in one only")
    weakest, strongest = (pick(cover for cover in covers.values() if cover) for pick in (min, max))
    judgement.score += _COVERED[weakest, strongest]
    everyone = len(strong) == len(shared) == len(covers)
    if everyone and _same_people(a, b):
        judgement.score += 0.04
    common = sum(len(a.people[side].keys() & b.people[side].keys()) for side in strong)
    judgement.score += min(_MORE_PEOPLE * max(common - len(strong), 0), _MORE_AT_MOST)
    for weigh in (_weigh_channel, _weigh_date, _weigh_place, _weigh_status):
        reason = weigh(a, b, judgement, everyone=everyone)
        if reason:
            return judgement.refuse(reason) if strongest > Cover.COUNTRY else None
    if strongest == Cover.COUNTRY and not judgement.same_day:
        known = judgement.near_in_time or (judgement.same_city and a.report.status == b.report.status)
        judgement.score = min(judgement.score, (JOIN_FROM if known else SHOW_FROM) - 0.01)
    return judgement


def _without_others(
    a: Telling, b: Telling, covers: dict[str, Cover | None], judgement: EventJudgement
) -> dict[str, Cover | None]:
    """Of three sides or more, one for which the reports name different members of a delegation."""
    other = next(side for side, cover in covers.items() if cover is None)
    judgement.score -= _OTHER_MEMBERS
    judgement.reasons_against.append(_other_people(a, b, other))
    return {side: cover for side, cover in covers.items() if side != other}


def near(a: Telling, b: Telling) -> bool:
    """Whether the dates are near enough that somebody may take one for the other."""
    ours, theirs = a.span, b.span
    return ours is None or theirs is None or (ours[0] - theirs[1] <= SEASON >= theirs[0] - ours[1])


def _near(a: Telling, b: Telling) -> bool:
    """Whether time and place leave the two reports close enough to be taken for one."""
    if a.date and b.date:
        return bool(a.days and b.days) or edtf.compatible(a.date, b.date)
    cities = [t.report.place.city for t in (a, b) if t.report.place and t.report.place.city]
    return len(cities) == 2 and same_city(*cities)


def _cover(a: Telling, b: Telling, side: str, judgement: EventJudgement) -> Cover | None:
    """How the people of one side agree; None where both name people of it and nobody is in common."""
    ours, theirs = a.people.get(side, {}), b.people.get(side, {})
    if not ours or not theirs:
        judgement.reasons_for.append(f"both with {_names([side])}")
        return Cover.COUNTRY
    common = sorted(ours[actor_id].name for actor_id in ours.keys() & theirs.keys())
    if common:
        judgement.reasons_for.append(f"{', '.join(common)} in both")
        return Cover.PEOPLE
    for x, y in product(ours.values(), theirs.values()):
        if _may_be(x, y):
            judgement.reasons_for.append(f"'{x.name}' may be '{y.name}'")
            return Cover.MAYBE
    return None


def _other_people(a: Telling, b: Telling, side: str) -> str:
    """Who was another, in words: `other visitor (Chen Yixin, Wang Xiaohong)`."""
    hosts = {t.report.place.country for t in (a, b) if t.report.place and t.report.place.country}
    role = "counterpart" if len(hosts) != 1 else "host" if side in hosts else "visitor"
    names = sorted(min(actor.name for actor in t.people[side].values()) for t in (a, b))
    return f"other {role} ({', '.join(names)})"


def _names(codes: frozenset[str] | list[str]) -> str:
    known = [found.name if (found := country(code)) else code for code in sorted(codes)]
    return " and ".join(known)


def _weigh_channel(a: Telling, b: Telling, judgement: EventJudgement, *, everyone: bool) -> str | None:
    del judgement, everyone
    if a.report.channel == b.report.channel:
        return None
    return f"{a.report.channel} and {b.report.channel}"


def _weigh_date(a: Telling, b: Telling, judgement: EventJudgement, *, everyone: bool) -> str | None:
    if a.date is None or b.date is None:
        return _weigh_publication(a, b, judgement)
    common = edtf.intersect(a.date, b.date)
    if common is None:
        if (
            everyone
            and a_day_apart(a.report.when, b.report.when)
            and (a.report.channel != "in-person" or _as_many_people(a, b))
        ):
            judgement.score -= 0.05
            judgement.reasons_against.append(f"dates a day apart ({a.date}, {b.date}), as across time zones")
            return None
        return f"other date ({a.date}, {b.date})"
    days = {day_of(a.report.when), day_of(b.report.when)}
    judgement.same_day = len(days) == 1 and None not in days
    if judgement.same_day:
        judgement.score += 0.1
        judgement.near_in_time = True
        judgement.reasons_for.append(f"same day {common}")
    else:
        year = "year" in (edtf.precision(a.date), edtf.precision(b.date))
        judgement.score -= _NO_DATE if year else 0
        judgement.near_in_time = not year
        judgement.reasons_for.append(f"dates agree ({a.date}, {b.date})")
    return None


def _weigh_publication(a: Telling, b: Telling, judgement: EventJudgement) -> str | None:
    """A report without a date: news tells what is days old, and never as held what is still to come."""
    dated, undated = (a, b) if a.date else (b, a)
    days = dated.days
    told = edtf.bounds(undated.article.published or "")
    if not days or not told or told[0] != told[1]:
        judgement.score -= _NO_DATE
        judgement.reasons_against.append("one gives no date" if dated.date else "no date")
        return None
    age = told[0] - days[1]
    if undated.report.status == "held" and days[0] - told[0] > timedelta(days=1):
        return f"other date ({dated.date}, told as held on {undated.article.published})"
    if timedelta(days=-1) <= age <= _NEWS:
        judgement.near_in_time = True
        judgement.reasons_for.append(f"told within days of {dated.date}")
    else:
        judgement.score -= _NO_DATE
        judgement.reasons_against.append("one gives no date")
    return None


def _same_people(a: Telling, b: Telling) -> bool:
    return {side: set(people) for side, people in a.people.items()} == {
        side: set(people) for side, people in b.people.items()
    }


def _as_many_people(a: Telling, b: Telling) -> bool:
    """Whether both name the same people, as far as their short names can tell."""
    sides = a.people.keys() | b.people.keys()
    return all(_answer_each_other(a.people.get(side, {}), b.people.get(side, {})) for side in sides)


def _answer_each_other(ours: Mapping[int, Actor], theirs: Mapping[int, Actor]) -> bool:
    return len(ours) == len(theirs) and all(
        key in theirs or any(_may_be(x, y) for y in theirs.values()) for key, x in ours.items()
    )


def _may_be(x: Actor, y: Actor) -> bool:
    if x.kind != y.kind or (x.kind == "person" and not may_be_one(openings(x.name), openings(y.name))):
        return False
    return compare(x.name, y.name, x.kind).score >= UNSURE_FROM


def _weigh_place(a: Telling, b: Telling, judgement: EventJudgement, *, everyone: bool) -> str | None:
    ours, theirs = a.report.place, b.report.place
    if ours is None or theirs is None or ours.reason in GUESSED_PLACES or theirs.reason in GUESSED_PLACES:
        return None
    if ours.country and theirs.country and ours.country != theirs.country:
        return f"other country ({ours.city or ours.country}, {theirs.city or theirs.country})"
    if not ours.city or not theirs.city:
        return None
    if same_city(ours.city, theirs.city):
        judgement.score += 0.05 if everyone else 0.1
        judgement.same_city = True
        judgement.reasons_for.append(f"both in {ours.city}")
        return None
    if everyone and judgement.same_day:
        judgement.score -= 0.05
        judgement.reasons_against.append(f"other city ({ours.city}, {theirs.city}) on the same day")
        return None
    if everyone and None in (a.date, b.date):
        judgement.score = min(judgement.score - _OTHER_CITY, JOIN_FROM - 0.01)
        judgement.everyone = True
        judgement.reasons_against.append(f"other city ({ours.city}, {theirs.city}), and one gives no date")
        return None
    return f"other city ({ours.city}, {theirs.city})"


def _weigh_status(a: Telling, b: Telling, judgement: EventJudgement, *, everyone: bool) -> str | None:
    del everyone
    ours, theirs = sorted((a.report.status, b.report.status))
    if ours == theirs:
        return None
    if (ours, theirs) == ("cancelled", "held") and not judgement.same_day:
        return "one was cancelled, the other was held"
    judgement.reasons_for.append(f"{ours} in one, {theirs} in the other")
    return None
