"""Visits and statements as records: visitors, speakers and addressees by their actors, and the spans behind each."""

from collections.abc import Iterable, Iterator, Sequence

from visavis.extraction.actors import Cast
from visavis.extraction.anaphora import Who
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.statements import BACK, Saying, denied_meeting, denied_saying
from visavis.extraction.visits import Visit, meetings_of
from visavis.model import (
    AgreementReport,
    Dated,
    MeetingStatus,
    Participant,
    ReportEvidence,
    Stance,
    StatementReport,
    VisitReport,
)

_STANCES: dict[MeetingStatus, Stance] = {"planned": "planned", "denied": "denied"}


def visit_reports(
    visits: Sequence[Visit], drafts: Sequence[Draft], document: Document, actors: Cast
) -> tuple[VisitReport, ...]:
    """One record for every visit of which a visitor is among the actors."""
    reports: list[VisitReport] = []
    for visit in visits:
        visitors = list(_keyed(visit.who, actors))
        if visitors and visit.outcome != "wished":
            reports.append(_visit(len(reports), visit, visitors, drafts, document))
    return tuple(reports)


def statement_reports(
    sayings: Sequence[Saying],
    drafts: Sequence[Draft],
    agreements: Sequence[AgreementReport],
    document: Document,
    actors: Cast,
) -> tuple[StatementReport, ...]:
    """One record for every statement of which a speaker is among the actors."""
    keys: dict[int, int] = {}  # by place in `sayings`
    reports: list[StatementReport] = []
    for place, saying in enumerate(sayings):
        speakers, addressees = list(_keyed(saying.speakers, actors)), list(_keyed(saying.addressees, actors))
        if not speakers or (saying.addressees and not addressees):
            continue
        answered = denied_saying(saying, sayings[:place])
        keys[place] = len(reports)
        reports.append(
            StatementReport(
                keys[place],
                saying.kind,
                tuple(key for key, _ in speakers),
                tuple(key for key, _ in addressees),
                saying.when,
                (
                    *_events([saying.number], document, "denied" if saying.kind == "denial" else "asserted"),
                    *(
                        ReportEvidence("participant", who.start, who.end, subject=key)
                        for key, who in (*speakers, *addressees)
                    ),
                    *_date(saying.when),
                ),
                saying.rule,
                meeting=denied_meeting(saying, drafts),
                agreement=_denied_agreement(saying, agreements, document),
                statement=None if answered is None else keys.get(answered),
            )
        )
    return tuple(reports)


def _visit(
    key: int, visit: Visit, visitors: Sequence[tuple[int, Who]], drafts: Sequence[Draft], document: Document
) -> VisitReport:
    status: MeetingStatus = "planned" if visit.outcome == "wished" else visit.outcome
    evidence = (
        *_events([visit.number, *visit.told_again], document, _STANCES.get(status, "asserted")),
        *(ReportEvidence("participant", who.start, who.end, subject=actor) for actor, who in visitors),
        *_date(visit.when),
        ReportEvidence("place", *visit.place_span),
    )
    return VisitReport(
        key,
        tuple(Participant(actor, who.code, who.role) for actor, who in visitors),
        visit.country,
        visit.city,
        status,
        visit.when,
        meetings_of(visit, drafts),
        evidence,
        visit.rule,
    )


def _denied_agreement(saying: Saying, agreements: Sequence[AgreementReport], document: Document) -> int | None:
    """The agreement that a denial speaks of: told in the same sentence, or claimed by somebody shortly before."""
    if saying.kind != "denial":
        return None
    here = document.lines[saying.number].sentence.start
    since = document.lines[max(0, saying.number - BACK)].sentence.start
    told = [(one, span) for one in agreements for span in one.evidence if span.field == "event"]
    same = (one.key for one, span in told if span.start == here)
    claimed = (one.key for one, span in told if one.claimed_by and since <= span.start < here)
    return next(same, next(claimed, None))


def _keyed(people: Iterable[Who], actors: Cast) -> Iterator[tuple[int, Who]]:
    for who in people:
        key = actors.key_of(who.person, who.code)
        if key is not None:
            yield key, who


def _events(numbers: Iterable[int], document: Document, stance: Stance) -> Iterator[ReportEvidence]:
    for number in numbers:
        sentence = document.lines[number].sentence
        yield ReportEvidence("event", sentence.start, sentence.end, stance=stance)


def _date(when: Dated | None) -> Iterator[ReportEvidence]:
    if when is not None and when.expression is not None:
        yield ReportEvidence("date", when.expression.start, when.expression.end)
