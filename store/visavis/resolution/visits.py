"""Visits over all articles: one journey told by several articles is one visit, with the meetings that were part of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis.ids import content_id
from visavis.model import Actor, Attendance, MeetingStatus, Member, Participant, Report, Visit, VisitReport
from visavis.resolution.dating import merged_date
from visavis.resolution.finding import Place
from visavis.resolution.portrait import most_common
from visavis.resolution.tellings import Account, Actors, in_order, quoted, told_at

_STAY = dt.timedelta(days=7)  # between two days that articles give for one visit: of arrival, of departure
_STATUSES: tuple[MeetingStatus, ...] = ("denied", "cancelled", "held", "planned")  # what outlives what


@dataclass(frozen=True, eq=False)
class _Telling(Account[VisitReport]):
    """One visit as one article tells it, its visitors as actors over all articles."""

    visitors: tuple[tuple[Participant, Actor], ...]

    @cached_property
    def people(self) -> frozenset[int]:
        """Those who are named."""
        return frozenset(actor.actor_id for _, actor in self.visitors if actor.kind != "country")


def resolve_visits(reports: Sequence[Report], actors: Actors, meeting_of: Mapping[Place, int]) -> tuple[Visit, ...]:
    """Join the tellings of one visit; `meeting_of` gives the meeting of each meeting report."""
    visits = (_visit(cluster, actors, meeting_of) for cluster in _clusters(reports, actors))
    return tuple(sorted(visits, key=lambda visit: visit.visit_id))


def _clusters(reports: Sequence[Report], actors: Actors) -> list[list[_Telling]]:
    """The tellings of each visit; those with a date first, which decide what others can join."""
    found: list[list[_Telling]] = []
    by_visitor: dict[tuple[str, int], dict[int, list[_Telling]]] = defaultdict(dict)
    for telling in sorted(_tellings(reports, actors), key=lambda told: (not told.report.when, told.told_id)):
        keys = [(telling.report.country, actor_id) for actor_id in sorted(telling.people)]
        near = (cluster for key in keys for cluster in by_visitor[key].values())
        home = next((one for one in near if all(_one_visit(telling, other) for other in one)), None)
        if home is None:
            home = []
            found.append(home)
        home.append(telling)
        for key in keys:
            by_visitor[key][home[0].told_id] = home
    return found


def _tellings(reports: Sequence[Report], actors: Actors) -> Iterator[_Telling]:
    for report in reports:
        for visit in report.extraction.visits:
            seated = tuple((one, actors[Member(report.article.article_id, one.actor)]) for one in visit.visitors)
            at = told_at(report.article, visit)
            told_id = content_id(at.article_id, at.start, at.end, "visit", visit.key)
            yield _Telling(told_id, report.article, visit, seated)


def _one_visit(one: _Telling, other: _Telling) -> bool:
    """The same visitor, in the same country, at about the same time; two visits of one article are two."""
    if one.article.article_id == other.article.article_id or not one.people & other.people:
        return False
    if {one.report.status, other.report.status} - {"held", "planned"} and one.report.status != other.report.status:
        return False
    return one.is_about_when(other, _STAY)


def _visit(cluster: Sequence[_Telling], actors: Actors, meeting_of: Mapping[Place, int]) -> Visit:
    date, _ = merged_date([told.report.when for told in cluster if told.report.when])
    meetings = {meeting_of.get((told.article.article_id, key)) for told in cluster for key in told.report.meetings}
    return Visit(
        visit_id=min(told.told_id for told in cluster),
        visitors=_visitors(cluster),
        country=cluster[0].report.country,
        city=most_common(told.report.city for told in cluster),
        status=min((told.report.status for told in cluster), key=_STATUSES.index),
        date=date.edtf,
        date_basis=date.basis,
        date_derivation=date.derivation,
        meetings=tuple(sorted(one for one in meetings if one is not None)),
        articles=tuple(sorted({told.article.article_id for told in cluster})),
        evidence=in_order(line for told in cluster for line in quoted(told.article, told.report.evidence, actors)),
    )


def _visitors(cluster: Sequence[_Telling]) -> tuple[Attendance, ...]:
    """Everyone who is told to have gone; a country only where nobody of it is named."""
    told = [pair for telling in cluster for pair in telling.visitors]
    named = {actor.country for _, actor in told if actor.kind != "country"}
    found: dict[int, Attendance] = {}
    for participant, actor in told:
        if actor.kind != "country" or actor.country not in named:
            role = most_common(one.role for one, other in told if other.actor_id == actor.actor_id)
            found.setdefault(actor.actor_id, Attendance(actor.actor_id, actor.country or participant.side, role))
    return tuple(found.values())
