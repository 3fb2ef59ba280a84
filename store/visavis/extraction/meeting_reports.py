"""Meetings as records: participants, places and dates with the span of the article behind each."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from visavis.edtf import bounds
from visavis.extraction.actors import Cast
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.nationality import STATED, Nationality, dateline
from visavis.extraction.places import visit_destination
from visavis.model import MeetingReport, MeetingStatus, Participant, Place, ReportEvidence, Sentence

_HEAD = 6  # sentences that say what occasion the story is about
_LEAD = 25  # sentences in which the dateline still speaks for the events
_NEWS = timedelta(days=10)


def meeting_reports(
    drafts: list[Draft], document: Document, actors: Cast, nations: Sequence[Nationality], home: str | None
) -> tuple[MeetingReport, ...]:
    """One record a meeting, in the order told; `actors` gives the keys of those who took part, `home` the article's country."""
    _fill_places(document, drafts, nations, home)
    return tuple(_report(key, draft, document, actors) for key, draft in enumerate(drafts))


def _fill_places(document: Document, drafts: list[Draft], nations: Sequence[Nationality], home: str | None) -> None:
    """Give events in person that name no place one that follows from the rest of the article."""
    guess = _Guess(document, nations, home)
    for draft in drafts:
        if draft.channel != "in-person" or draft.outcome not in {"held", "planned"}:
            continue
        if draft.place is None or not (draft.place.country or draft.place.city):
            venue = draft.place.venue if draft.place else None
            found = guess.place(draft)
            draft.place = replace(found, venue=venue) if found else draft.place
        elif draft.outcome == "held":
            guess.last = draft


class _Guess:
    """Where an event without a place was: where the one before it was, at the dateline, at the host's, where a visit led."""

    def __init__(self, document: Document, nations: Sequence[Nationality], home: str | None) -> None:
        self.last: Draft | None = None  # told with its place
        self._document = document
        self._nations = nations
        self._home = home
        self._city, self._country = dateline(document)
        self._visited = visit_destination(document)
        self._gathering = _is_gathering(document)

    def place(self, draft: Draft) -> Place | None:
        sides = {who.code for who in draft.who}
        host = _host(draft) or _posting(draft, sides)
        if self.last is not None and self.last.place is not None and self._goes_on(draft, self.last, sides, host):
            return replace(self.last.place, venue=None, reason="where the last one was")
        lead = draft.number <= _LEAD and _is_news(draft, self._document)
        if lead and (self._country in sides or self._gathering) and host in {None, self._country} and self._country:
            return Place(None, self._city, self._country, "dateline")
        if host is not None:
            return Place(country=host, reason="the host's country")
        if self._visited in sides:
            return Place(country=self._visited, reason="visited country")
        if lead and not self._city and self._is_at_home(draft):
            return Place(country=self._home, reason="the article's own country")
        return None

    def _is_at_home(self, draft: Draft) -> bool:
        """True where an official of the article's own country, which the article need not name, met one of another."""
        if _is_background(draft) or draft.outcome != "held":
            return False
        stated = {who.code: self._nations[who.person].reason == STATED for who in draft.who if who.person is not None}
        return stated.get(self._home) is False and any(known for code, known in stated.items() if code != self._home)

    def _goes_on(self, draft: Draft, last: Draft, sides: set[str | None], host: str | None) -> bool:
        """True where an event belongs to the visit, or to the gathering abroad, of the last one told with its place."""
        place = last.place
        if place is None or _is_background(draft):
            return False
        if place.country in sides:
            return host in {None, place.country}
        abroad = place.city is not None and place.country not in last.sides and bool(draft.people & last.people)
        return abroad and draft.outcome == "held"


def _is_gathering(document: Document) -> bool:
    """True where the head of the story tells of a summit or an assembly, to which delegations come from everywhere."""
    words = document.know.words["meeting.gatherings"]
    return any(token.low in words for line in document.lines[:_HEAD] for token in line.tokens)


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
        draft.place if draft.place and (draft.place.country or draft.place.city or draft.place.venue) else None,
        tuple(evidence),
        rule=draft.trigger.rule,
        score=draft.trigger.strength,
    )
