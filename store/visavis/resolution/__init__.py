"""Reports of many articles to facts: who is who, which meeting is which, and when."""

from collections.abc import Sequence

from visavis.model import Report, Resolution
from visavis.resolution.actors import resolve_actors
from visavis.resolution.agreements import resolve_agreements
from visavis.resolution.meetings import resolve_meetings
from visavis.resolution.origins import origins_of
from visavis.resolution.tellings import tellings_of

__all__ = ["resolve"]


def resolve(reports: Sequence[Report]) -> Resolution:
    """The facts of all `reports`, whatever their order; one report an article."""
    reports = sorted(reports, key=lambda report: report.article.article_id)
    actors = resolve_actors(reports)
    meetings = resolve_meetings(tellings_of(reports, actors.by_member), actors.by_member)
    agreements, agreement_merges = resolve_agreements(reports, actors.by_member, meetings.by_report)
    return Resolution(
        actors=actors.actors,
        meetings=meetings.meetings,
        agreements=agreements,
        merges=(*actors.merges, *meetings.merges, *agreement_merges),
        origins=origins_of([report.article for report in reports]),
    )
