"""Meetings over all articles: reports joined where they tell one meeting, every detail kept with who says so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from visavis import edtf
from visavis.model import Attendance, DateBasis, Dated, Meeting, MeetingStatus, Merge, Place
from visavis.resolution.joining import Joiner
from visavis.resolution.portrait import most_common
from visavis.resolution.same_meeting import judge
from visavis.resolution.tellings import Actors, Telling, in_order, quoted
from visavis.resolution.territories import city_name


@dataclass(frozen=True, slots=True)
class MeetingResolution:
    """The meetings, the tellings each is made of, and what was judged."""

    meetings: tuple[Meeting, ...]
    clusters: tuple[tuple[Telling, ...], ...]  # beside `meetings`
    merges: tuple[Merge, ...]


def resolve_meetings(tellings: Sequence[Telling], actors: Actors) -> MeetingResolution:
    """Join the tellings of one meeting; `tellings` in a fixed order."""
    joiner = Joiner("meeting", tellings, judge)
    clusters = [tuple(cluster) for cluster in joiner.join([_keys(telling) for telling in tellings])]
    clusters.sort(key=lambda cluster: min(telling.told_id for telling in cluster))
    meetings = tuple(_meeting(cluster, actors) for cluster in clusters)
    home = {t.told_id: meeting.meeting_id for meeting, cluster in zip(meetings, clusters, strict=True) for t in cluster}
    return MeetingResolution(meetings, tuple(clusters), tuple(joiner.merges(lambda telling: home[telling.told_id])))


def _keys(telling: Telling) -> list[tuple[object, ...]]:
    """Each person beside each other country, and the countries in each month: what two reports of one meeting share."""
    keys: list[tuple[object, ...]] = [
        (actor_id, other)
        for side, other in product(telling.sides, telling.sides)
        if side != other
        for actor_id in telling.people.get(side, ())
    ]
    date = telling.date or ""
    keys += [(pair, date[:7]) for pair in combinations(sorted(telling.sides), 2)]
    return keys


def _meeting(cluster: Sequence[Telling], actors: Actors) -> Meeting:
    date, when_conflicts = merged_date([t.report.when for t in cluster if t.report.when])
    place, where_conflicts = _place([t.report.place for t in cluster if t.report.place])
    status, status_conflicts = _status([t.report.status for t in cluster])
    attendances = _attendances(cluster)
    return Meeting(
        meeting_id=min(t.told_id for t in cluster),
        participants=attendances,
        countries=tuple(sorted(set().union(*(t.sides for t in cluster)))),
        status=status,
        channel=cluster[0].report.channel,
        date=date.edtf,
        date_basis=date.basis,
        date_derivation=date.derivation,
        place=place,
        articles=tuple(sorted({t.article.article_id for t in cluster})),
        evidence=in_order(line for t in cluster for line in quoted(t.article, t.report.evidence, actors)),
        conflicts=(*when_conflicts, *where_conflicts, *status_conflicts),
        score=max(t.report.score for t in cluster),
    )


def _attendances(cluster: Sequence[Telling]) -> tuple[Attendance, ...]:
    """Everyone who is told to have taken part; a country only where none of its people is named."""
    told = [pair for telling in cluster for pair in telling.actors]
    sides = {actor_id: side for telling in cluster for side, people in telling.people.items() for actor_id in people}
    manned = set(sides.values())
    found = []
    for actor_id in sorted({actor.actor_id for _, actor in told}):
        own = [(p, actor) for p, actor in told if actor.actor_id == actor_id]
        if own[0][1].kind == "country" and own[0][1].country in manned:
            continue
        side = most_common(p.side or actor.country for p, actor in own)
        found.append(Attendance(actor_id, side, most_common(p.role for p, _ in own)))
    return tuple(found)


def merged_date(dates: Sequence[Dated]) -> tuple[Dated, list[str]]:
    """One date out of all: what they have in common, as precise as they are together; and what contradicts it."""
    known = sorted((d for d in dates if d.edtf), key=lambda d: (-_support(d, dates), _BASES.index(d.basis), d.edtf or "", d.derivation))
    if not known:
        return Dated(None, "unknown", next((d.derivation for d in dates), "")), []
    best = known[0]
    text, used, conflicts = best.edtf or "", [best], []
    for other in known[1:]:
        common = edtf.intersect(text, other.edtf or "")
        if common is None:
            conflicts.append(f"date: {text} and {other.edtf}")
        elif common != text:
            text = common
            used.append(other)
    used = [d for d in used if d.edtf == text] or used
    basis: DateBasis = used[0].basis if used[0].edtf == text else "merged"
    derivation = used[0].derivation if basis != "merged" else "; ".join(dict.fromkeys(d.derivation for d in used)) + f" -> {text}"
    return Dated(text, basis, derivation), list(dict.fromkeys(conflicts))


_BASES: tuple[DateBasis, ...] = ("stated", "merged", "relative", "inferred", "unknown")


def _support(date: Dated, dates: Iterable[Dated]) -> int:
    return sum(edtf.compatible(date.edtf or "", other.edtf) for other in dates if other.edtf)


def _place(places: Sequence[Place]) -> tuple[Place | None, list[str]]:
    """Field by field, so that a palace never takes the place of its city."""
    if not places:
        return None, []
    cities = Counter(city_name(place.city) for place in places if place.city)
    city_key = min(cities, key=lambda name: (-cities[name], name), default=None)
    near = [place for place in places if not place.city or city_name(place.city) == city_key]
    spellings = [place.city for place in near if place.city]
    conflict = [f"city: {' and '.join(sorted({place.city for place in places if place.city}))}"] if len(cities) > 1 else []
    merged = Place(
        venue=most_common(place.venue for place in near),
        city=most_common(spellings),
        country=most_common(place.country for place in near),
        reason=most_common(place.reason for place in near) or "",
    )
    return merged, conflict


def _status(statuses: Sequence[MeetingStatus]) -> tuple[MeetingStatus, list[str]]:
    """A denial is never shown as fact; what was planned and then held was held."""
    counts = Counter(statuses)
    told = sorted(counts)
    conflict = [f"status: {' and '.join(told)}"] if len(told) > 1 and set(told) != {"held", "planned"} else []
    if counts["denied"]:
        return "denied", conflict
    if counts["cancelled"] and counts["cancelled"] >= counts["held"]:
        return "cancelled", conflict
    return ("held" if counts["held"] else "planned"), conflict
