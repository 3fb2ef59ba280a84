"""Meetings over all articles: reports joined where they tell one meeting, every detail kept with who says so."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from visavis.model import Attendance, Meeting, MeetingStatus, Merge, Place
from visavis.resolution.corrections import corrected_meeting
from visavis.resolution.dating import merged_date
from visavis.resolution.decided import Decided
from visavis.resolution.joining import Joiner, Rules
from visavis.resolution.memory import Memory
from visavis.resolution.portrait import most_common
from visavis.resolution.same_meeting import GUESSED_PLACES, SEASON, judge
from visavis.resolution.tellings import Actors, Telling, in_order, quoted
from visavis.resolution.territories import city_name


@dataclass(frozen=True, slots=True)
class MeetingResolution:
    """The meetings, the tellings each is made of, and what was judged."""

    meetings: tuple[Meeting, ...]
    clusters: tuple[tuple[Telling, ...], ...]  # beside `meetings`
    merges: tuple[Merge, ...]
    problems: tuple[str, ...]  # decisions without effect

    @property
    def by_report(self) -> dict[tuple[int, int], int]:
        """The meeting of every report, by its article and key."""
        pairs = zip(self.meetings, self.clusters, strict=True)
        return {(t.article.article_id, t.report.key): meeting.meeting_id for meeting, cluster in pairs for t in cluster}


def resolve_meetings(
    tellings: Sequence[Telling], actors: Actors, decided: Decided | None = None, memory: Memory | None = None
) -> MeetingResolution:
    """Join the tellings of one meeting as rules and people say; `tellings` in a fixed order."""
    decided, memory = decided or Decided([]), memory or Memory()
    joiner = Joiner(_RULES, tellings, decided.ties["meeting"], memory.events["meeting"])
    clusters = [tuple(cluster) for cluster in joiner.join()]
    clusters.sort(key=lambda cluster: min(telling.told_id for telling in cluster))
    meetings = tuple(
        corrected_meeting(_meeting(cluster, actors), decided.corrections_of("meeting", (t.place for t in cluster)))
        for cluster in clusters
    )
    home = {t.told_id: meeting.meeting_id for meeting, cluster in zip(meetings, clusters, strict=True) for t in cluster}
    merges = tuple(joiner.merges(lambda telling: home[telling.told_id]))
    return MeetingResolution(meetings, tuple(clusters), merges, tuple(joiner.ties.problems))


def _keys(telling: Telling) -> list[tuple[object, ...]]:
    """What reports of one meeting share: two people, a person beside a country (and when), or the countries and when.

    The finer keys still hold where somebody meets a country too often for the coarse one.
    """
    times = _times(telling.date)
    keys: list[tuple[object, ...]] = [(pair, time) for pair in combinations(sorted(telling.sides), 2) for time in times]
    for side, other in permutations(sorted(telling.sides), 2):
        for actor_id in telling.people.get(side, ()):
            keys += [(actor_id, other), *((actor_id, other, time) for time in times)]
            keys += [(actor_id, opposite) for opposite in telling.people.get(other, ())]
    people = {actor_id for people in telling.people.values() for actor_id in people}
    return keys + [(actor_id, time) for actor_id in sorted(people) for time in times or ["no date"]]


_RULES = Rules("meeting", _keys, SEASON, judge)


def _times(date: str | None) -> list[str]:
    """The year and the month of the year, as far as known: XXXX-12-11 and 2024-12 share a month."""
    return [part for part in ((date or "")[:4], (date or "")[4:7]) if part not in {"", "XXXX"}]


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
    """Everyone who is told to have taken part, who is named first in front; a country only where nobody of it is named."""
    told = [pair for telling in cluster for pair in telling.actors]
    sides = {actor_id: side for telling in cluster for side, people in telling.people.items() for actor_id in people}
    manned = set(sides.values())
    found = []
    for actor_id in _foremost_first(cluster):
        own = [(p, actor) for p, actor in told if actor.actor_id == actor_id]
        if own[0][1].kind == "country" and own[0][1].country in manned:
            continue
        side = most_common(p.side for p, _ in own)
        found.append(Attendance(actor_id, side, most_common(p.role for p, _ in own)))
    return tuple(found)


def _foremost_first(cluster: Sequence[Telling]) -> list[int]:
    """Actors by the mean of their places in the tellings that name them: heads of a delegation before its members."""
    positions: dict[int, list[int]] = {}
    for telling in cluster:
        for position, actor_id in enumerate(dict.fromkeys(actor.actor_id for _, actor in telling.actors)):
            positions.setdefault(actor_id, []).append(position)
    return sorted(positions, key=lambda actor_id: (sum(positions[actor_id]) / len(positions[actor_id]), actor_id))


def _place(places: Sequence[Place]) -> tuple[Place | None, list[str]]:
    """Field by field, so that a palace never takes the place of its city; guesses only where nobody states a place."""
    if not places:
        return None, []
    places = [place for place in places if place.reason not in GUESSED_PLACES] or places
    cities = Counter(city_name(place.city) for place in places if place.city)
    city_key = min(cities, key=lambda name: (-cities[name], name), default=None)
    near = [place for place in places if not place.city or city_name(place.city) == city_key]
    spellings = [place.city for place in near if place.city]
    conflict = (
        [f"city: {' and '.join(sorted({place.city for place in places if place.city}))}"] if len(cities) > 1 else []
    )
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
