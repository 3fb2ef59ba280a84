"""Meetings as records: participants, places and dates with the span of the article behind each."""

from dataclasses import replace
from datetime import timedelta

from visavis.edtf import bounds
from visavis.extraction.actors import Cast
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.nationality import dateline
from visavis.extraction.places import visit_destination
from visavis.model import MeetingReport, MeetingStatus, Participant, Place, ReportEvidence, Sentence

_LEAD = 25  # sentences in which the dateline still speaks for the events
_NEWS = timedelta(days=10)


def meeting_reports(
    drafts: list[Draft], document: Document, actors: Cast, home: str | None
) -> tuple[MeetingReport, ...]:
    """One record a meeting, in the order told; `actors` gives the keys of those who took part, `home` the article's country."""
    _fill_places(document, drafts, home)
    return tuple(_report(key, draft, document, actors) for key, draft in enumerate(drafts))


def _fill_places(document: Document, drafts: list[Draft], home: str | None) -> None:
    """An event in person without a stated place: where the one before it was, at the host's, at the dateline, or where a visit led."""
    city, country = dateline(document)
    visited = visit_destination(document)
    last: Place | None = None
    for draft in drafts:
        sides = {who.code for who in draft.who}
        if draft.channel != "in-person" or draft.outcome not in {"held", "planned"}:
            continue
        host = _host(draft) or _posting(draft, sides)
        if draft.place is not None and (draft.place.country or draft.place.city):
            last = draft.place if draft.outcome == "held" else last
        elif last is not None and last.country in sides and host in {None, last.country} and not _is_background(draft):
            draft.place = replace(last, venue=None, reason="where the last one was")
        elif country in sides and draft.number <= _LEAD and host in {None, country} and _is_news(draft, document):
            draft.place = Place(None, city, country, "dateline")
        elif host is not None:
            draft.place = Place(country=host, reason="the host's country")
        elif visited in sides:
            draft.place = Place(country=visited, reason="visited country")
        elif (
            home in sides
            and not city
            and not _is_background(draft)
            and draft.outcome == "held"
            and draft.number <= _LEAD
            and _is_news(draft, document)
        ):
            draft.place = Place(country=home, reason="the article's own country")


def _posting(draft: Draft, sides: set[str | None]) -> str | None:
    """Where an ambassador meets an official of the country of his posting."""
    posts = {unit.role.posted for unit in draft.trigger.units if unit.role and unit.role.posted}
    return next((code for code in sorted(posts) if code in sides), None)


def _is_background(draft: Draft) -> bool:
    """ "in May", "in 2023": an event with a month or year of its own is not part of the visit told before."""
    expression = draft.when.expression if draft.when else None
    return draft.outcome != "held" or (
        expression is not None and expression.day is None and expression.kind in {"calendar", "month"}
    )


def _host(draft: Draft) -> str | None:
    """The country of whoever receives."""
    units = {"receive": draft.trigger.left, "received-by": draft.trigger.right}.get(draft.trigger.rule, [])
    if draft.trigger.rule == "credentials":
        units = [unit for unit in draft.trigger.units if unit.role is None or unit.role.office != "diplomat"]
    people = {unit.person for unit in units if unit.person is not None}
    return next((who.code for who in draft.who if who.person in people and not who.body), None)


def _is_news(draft: Draft, document: Document) -> bool:
    """True where nothing says that the event is older than the article."""
    if draft.when is None or draft.when.edtf is None or document.anchor is None:
        return True
    told, written = bounds(draft.when.edtf), bounds(document.anchor)
    return told is None or written is None or abs(written[0] - told[1]) <= _NEWS


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
        draft.place if draft.place and (draft.place.country or draft.place.city) else None,
        tuple(evidence),
        rule=draft.trigger.rule,
        score=draft.trigger.strength,
    )
