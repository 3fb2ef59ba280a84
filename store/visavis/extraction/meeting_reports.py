"""Meetings as records: participants, places and dates with the span of the article behind each."""

from collections.abc import Sequence

from visavis.extraction.actors import Cast
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.nationality import Nationality
from visavis.extraction.placing import fill_places
from visavis.model import MeetingReport, MeetingStatus, Participant, ReportEvidence, Sentence


def meeting_reports(
    drafts: list[Draft], document: Document, actors: Cast, nations: Sequence[Nationality], home: str | None
) -> tuple[MeetingReport, ...]:
    """One record a meeting, in the order told; `actors` gives the keys of those who took part, `home` the article's country."""
    fill_places(document, drafts, nations, home)
    return tuple(_report(key, draft, document, actors) for key, draft in enumerate(drafts))


def _event_evidence(draft: Draft, sentence: Sentence, speaker: str | None) -> ReportEvidence:
    return ReportEvidence("event", sentence.start, sentence.end, stance=draft.stance, speaker=speaker)


def _report(key: int, draft: Draft, document: Document, actors: Cast) -> MeetingReport:
    sentence = document.lines[draft.number].sentence
    participants, evidence = [], [_event_evidence(draft, sentence, draft.speaker)]
    evidence += [
        _event_evidence(draft, document.lines[n].sentence, None) for n in draft.told_again if n != draft.number
    ]
    for who in draft.who:
        actor = actors.key_of(who.person, who.code)
        if actor is None:
            continue
        participants.append(Participant(actor, None if who.body else who.code, who.role))
        evidence.append(ReportEvidence("participant", who.start, who.end, subject=actor))
    if draft.when and draft.when.expression:
        evidence.append(ReportEvidence("date", draft.when.expression.start, draft.when.expression.end))
    if draft.place_span:
        evidence.append(ReportEvidence("place", *draft.place_span))
    status: MeetingStatus = draft.outcome if draft.outcome != "wished" else "planned"
    return MeetingReport(
        key,
        tuple(participants),
        tuple(sorted({who.code for who in draft.who if who.code and not who.body})),
        status,
        draft.channel,
        draft.when,
        draft.place if draft.place and (draft.place.country or draft.place.city or draft.place.venue) else None,
        tuple(evidence),
        rule=draft.trigger.rule,
        score=draft.trigger.strength,
    )
