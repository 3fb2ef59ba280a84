"""The whole way from reports to facts: decisions, actors, dates, meetings, agreements, origins."""

from collections.abc import Sequence

from visavis.journal import Decision
from visavis.model import Dated, Report, Resolution
from visavis.resolution.actors import resolve_actors
from visavis.resolution.agreements import resolve_agreements
from visavis.resolution.dates import from_meetings, from_milestones, redated
from visavis.resolution.decided import Decided, decide
from visavis.resolution.meetings import MeetingResolution, resolve_meetings
from visavis.resolution.memory import Memory
from visavis.resolution.origins import origins_of
from visavis.resolution.statements import resolve_statements
from visavis.resolution.tellings import Actors, tellings_of
from visavis.resolution.visits import resolve_visits

_ROUNDS = 4  # each dates articles by meetings that the round before dated


def resolve_facts(reports: Sequence[Report], decisions: Sequence[Decision], memory: Memory) -> Resolution:
    """What `resolution.resolve` promises."""
    reports = sorted(reports, key=lambda report: report.article.article_id)
    memory.forget()
    decided = decide(reports, decisions)
    actors = resolve_actors(decided.reports, decided, memory)
    reports, meetings, inferred = _dated(decided, actors.by_member, memory)
    by_member, meeting_of = actors.by_member, meetings.by_report
    agreements = resolve_agreements(reports, by_member, meeting_of, decided, memory)
    return Resolution(
        actors=actors.actors,
        meetings=meetings.meetings,
        agreements=agreements.agreements,
        visits=resolve_visits(reports, by_member, meeting_of),
        statements=resolve_statements(reports, by_member, meeting_of, agreements.by_report),
        merges=(*actors.merges, *meetings.merges, *agreements.merges, *decided.merges),
        origins=origins_of(reports, memory.sketches),
        inferred_dates=dict(sorted(inferred.items())),
        amended=dict(sorted(decided.amended.items())),
        problems=(*decided.problems, *meetings.problems),
    )


def _dated(
    decided: Decided, actors: Actors, memory: Memory
) -> tuple[list[Report], MeetingResolution, dict[int, Dated]]:
    """The reports with the dates that the corpus gives, the meetings they make, and the dates inferred for articles."""
    reports = decided.reports
    inferred = new = from_milestones(reports)
    for _ in range(_ROUNDS):
        reports = [redated(report, new.get(report.article.article_id)) for report in reports]
        meetings = resolve_meetings(tellings_of(reports, actors), actors, decided, memory)
        new = from_meetings(meetings.meetings, meetings.clusters, inferred)
        if not new:
            break
        inferred = inferred | new
    return reports, meetings, inferred
