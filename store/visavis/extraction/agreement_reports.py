"""Agreements as records: parties by their actors, and the spans that support each field."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import takewhile

from visavis.extraction.actors import Cast
from visavis.extraction.document import Document
from visavis.extraction.packages import Deal
from visavis.model import AgreementReport, ReportEvidence, Stance


def agreement_reports(deals: Sequence[Deal], document: Document, actors: Cast) -> tuple[AgreementReport, ...]:
    """One record for every deal whose parties are among the actors."""
    reports: list[AgreementReport] = []
    organisations = sorted(
        (mention.start, mention.end, actor.key)
        for actor in actors.actors
        if actor.kind == "organisation"
        for mention in actor.mentions
    )
    for deal in deals:
        parties = _parties(deal, actors, organisations)
        if len(parties) > 1:
            reports.append(_report(len(reports), deal, parties, document))
    return tuple(reports)


def party_countries(deals: Sequence[Deal]) -> set[str]:
    """The countries that must be actors because they agreed on something."""
    return {party.code for deal in deals for party in deal.parties.found if party.code and not party.body}


def party_bodies(deals: Sequence[Deal]) -> set[str]:
    """The international bodies that agreed on something."""
    return {party.code for deal in deals for party in deal.parties.found if party.code and party.body}


def _parties(deal: Deal, actors: Cast, organisations: list[tuple[int, int, int]]) -> dict[int, tuple[int, int]]:
    """The record of every party with the span that names it here."""
    found: dict[int, tuple[int, int]] = {}
    for party in deal.parties.found:
        key = actors.key_of(None, party.code) if party.code else _organisation(organisations, party.start, party.end)
        if key is not None:
            found.setdefault(key, (party.start, party.end))
    return found


def _organisation(organisations: list[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The organisation mentioned within a span; `organisations` are all mentions in order, as start, end and key."""
    around = range(bisect_left(organisations, (start,)), len(organisations))
    inside = (organisations[at] for at in takewhile(lambda at: organisations[at][0] <= end, around))
    return min((key for _, last, key in inside if last <= end), default=None)


def _report(key: int, deal: Deal, parties: dict[int, tuple[int, int]], document: Document) -> AgreementReport:
    return AgreementReport(
        key,
        tuple(parties),
        deal.status,
        deal.papers[0].name.english or None,
        deal.count,
        tuple(deal.subjects),
        deal.when,
        tuple(_evidence(deal, parties, document)),
        rule=f"{deal.word.kind}-{deal.word.form}",
        claimed_by=deal.speaker if deal.claimed else None,
        meeting=deal.meeting,
        score=1.0 if deal.parties.stated > 1 else 0.7,
    )


def _evidence(deal: Deal, parties: dict[int, tuple[int, int]], document: Document) -> Iterator[ReportEvidence]:
    line = document.lines[deal.number]
    stance: Stance = "planned" if deal.status == "under-negotiation" else "alleged" if deal.claimed else "asserted"
    yield ReportEvidence("event", line.sentence.start, line.sentence.end, stance=stance, speaker=deal.speaker)
    for number in deal.told_again:
        again = document.lines[number].sentence
        yield ReportEvidence("event", again.start, again.end)
    for actor, (start, end) in parties.items():
        yield ReportEvidence("party", start, end, subject=actor)
    if deal.when and deal.when.expression:
        yield ReportEvidence("date", deal.when.expression.start, deal.when.expression.end)
    paper = deal.papers[0]
    if deal.count is not None:
        yield ReportEvidence("count", *line.span(paper.first, deal.papers[-1].last))
