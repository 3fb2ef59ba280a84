"""One article to its extraction: read the document, find the facts, settle who is from where, and write it all down."""

from dataclasses import replace

from visavis.extraction.actors import Cast, cast
from visavis.extraction.agreement_reports import agreement_reports, party_countries
from visavis.extraction.agreements import find_agreements
from visavis.extraction.anaphora import Resolver, Who
from visavis.extraction.document import Document, read_document
from visavis.extraction.meetings import Draft, find_meetings
from visavis.extraction.nationality import (
    Nationality,
    dateline,
    home_countries,
    main_countries,
    other_country,
    stated_nationalities,
)
from visavis.model import (
    Article,
    Extraction,
    MeetingReport,
    MeetingStatus,
    Participant,
    Place,
    ReportEvidence,
    Sentence,
)

BACKEND = "rules"
VERSION = "1"


def extract(article: Article) -> Extraction:
    """Everything the article reports; the same article gives the same extraction on every machine."""
    document = read_document(article)
    nations = stated_nationalities(document)
    homes = home_countries(document, nations, main_countries(document))
    resolver = Resolver(document, nations, home=homes[0] if homes else None)
    drafts = find_meetings(document, resolver)
    _settle(document, nations, drafts)
    drafts = [draft for draft in drafts if len({_side(who, nations) for who in draft.who}) > 1]
    for draft in drafts:
        draft.who = [_with_side(who, nations) for who in draft.who]
    _fill_places(document, drafts)
    sides = {who.code for draft in drafts for who in draft.who if who.code and not who.body}
    deals = find_agreements(document, resolver, drafts)
    actors = cast(document, nations, sides | party_countries(deals))
    return Extraction(
        article.article_id,
        BACKEND,
        VERSION,
        sentences=tuple(line.sentence for line in document.lines),
        actors=tuple(actors.actors),
        meetings=tuple(_report(key, draft, document, actors) for key, draft in enumerate(drafts)),
        agreements=agreement_reports(deals, document, actors),
    )


def _side(who: Who, nations: list[Nationality]) -> str | None:
    if who.person is None:
        return who.code
    return nations[who.person].code or nations[who.person].body


def _with_side(who: Who, nations: list[Nationality]) -> Who:
    if who.person is None:
        return who
    nation = nations[who.person]
    return replace(who, code=nation.code or nation.body, body=nation.code is None and nation.body is not None)


def _settle(document: Document, nations: list[Nationality], drafts: list[Draft]) -> None:
    """Give those without a stated country the other side of their meeting, else the article's home."""
    main = main_countries(document)
    for draft in drafts:
        unknown = [who.person for who in draft.who if who.person is not None and _side(who, nations) is None]
        _settle_lists(draft, nations)
        unknown = [person for person in unknown if nations[person].code is None]
        known = {_side(who, nations) for who in draft.who} - {None}
        if unknown and len(known) == 1:
            other = other_country(next(iter(known)) or "", main)
            for person in unknown:
                if other:
                    nations[person] = Nationality(other, "the other side of the meeting")
        elif len(unknown) > 1 and not known and draft.place and draft.place.country in main[:2]:
            _settle_by_place(draft, nations, main)
    homes = home_countries(document, nations, main)
    for index, person in enumerate(document.people):
        if nations[index].code is None and nations[index].body is None and any(m.role for m in person.mentions):
            abroad = {_side(who, nations) for draft in drafts for who in draft.who if index in draft.people}
            home = next((code for code in homes if code not in abroad), None)
            if home:
                nations[index] = Nationality(home, "home country of the article")


def _settle_by_place(draft: Draft, nations: list[Nationality], main: list[str]) -> None:
    """Where nobody's country is stated, a city is taken for that of the host, and the guest for the other country."""
    place = draft.place.country if draft.place else None
    away = other_country(place or "", main)
    if place is None or away is None or not draft.trigger.right:
        return
    hosts = draft.trigger.left if draft.place and draft.place.venue else draft.trigger.right
    for unit in (*draft.trigger.left, *draft.trigger.right):
        if unit.person is not None and nations[unit.person].code is None:
            nations[unit.person] = Nationality(place if unit in hosts else away, "host or guest of the place")


def _settle_lists(draft: Draft, nations: list[Nationality]) -> None:
    """Whoever stands in one list with an official of a country, on one side of the verb, is on the same side."""
    for units in (draft.trigger.left, draft.trigger.right):
        if draft.trigger.rule in {"noun-between", "discuss-together"}:
            continue
        people = [unit.person for unit in units if unit.person is not None]
        codes = {nations[person].code for person in people} - {None}
        for person in people:
            if nations[person].code is None and len(codes) == 1 and len(units) > 1 and draft.trigger.right:
                nations[person] = Nationality(next(iter(codes)), "named in one list with its officials")


def _fill_places(document: Document, drafts: list[Draft]) -> None:
    """An event in person without a stated place is where the one before it was, else at the dateline."""
    city, country = dateline(document)
    last: Place | None = None
    for draft in drafts:
        sides = {who.code for who in draft.who}
        if draft.channel != "in-person" or draft.outcome != "held":
            continue
        if draft.place is not None and draft.place.country:
            last = draft.place
        elif last is not None and last.country in sides:
            draft.place = replace(last, venue=None, reason="where the last one was")
        elif country in sides:
            draft.place = Place(None, city, country, "dateline")


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
        draft.place if draft.place and draft.place.country else None,
        tuple(evidence),
        rule=draft.trigger.rule,
        score=draft.trigger.strength,
    )
