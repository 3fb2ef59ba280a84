"""Facts that people add to an article's report, and the date they give an article."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast, get_args

from visavis import edtf
from visavis.journal import Add, DateArticle, Who
from visavis.lexicon import country_code
from visavis.model import (
    ActorKind,
    AgreementReport,
    AgreementStatus,
    Channel,
    Dated,
    DocumentActor,
    MeetingReport,
    MeetingStatus,
    Mention,
    Participant,
    Place,
    Report,
    ReportEvidence,
)
from visavis.resolution.dates import redated
from visavis.resolution.finding import LostError
from visavis.resolution.fold import fold

BACKEND = "person"


def dated(report: Report, line: DateArticle) -> Report:
    """The report of an article published when `line` says, relative dates counted from there; raises LostError."""
    if not edtf.valid(line.value):
        raise LostError(f"'{line.value}' is no date")
    article = replace(report.article, published=line.value, published_basis="user")
    anchor = Dated(line.value, "person", f"dated {line.value} by {line.author}")
    return redated(replace(report, article=article), anchor, anew=True)


def added(report: Report, line: Add) -> Report:
    """The report with one fact more; raises LostError where the words or a value are not what they should be."""
    text = report.article.text
    start, end = line.told.start, line.told.end
    if not line.told.words or text[start:end] != line.told.words:
        raise LostError(f"article {line.told.article} does not say '{line.told.words}' there")
    actors = _with(report, line)
    keys = [next(actor.key for actor in actors if _is(actor, who)) for who in line.who]
    field = "participant" if line.kind == "meeting" else "party"
    evidence = (ReportEvidence("event", start, end), *_evidence(actors, keys, field, (start, end)))
    extraction = replace(report.extraction, actors=tuple(actors))
    if line.kind == "meeting":
        meeting = _meeting(line, [actors_by(actors, key) for key in keys], evidence, _free(extraction.meetings))
        extraction = replace(extraction, meetings=(*extraction.meetings, meeting))
    else:
        agreement = _agreement(line, keys, evidence, _free(extraction.agreements))
        extraction = replace(extraction, agreements=(*extraction.agreements, agreement))
    return replace(report, extraction=extraction)


def actors_by(actors: Iterable[DocumentActor], key: int) -> DocumentActor:
    """The actor of a key."""
    return next(actor for actor in actors if actor.key == key)


def _free(events: Sequence[MeetingReport | AgreementReport]) -> int:
    return max((event.key for event in events), default=-1) + 1


def _with(report: Report, line: Add) -> list[DocumentActor]:
    """The article's actors, and those that `line` brings."""
    actors = list(report.extraction.actors)
    for who in line.who:
        if not any(_is(actor, who) for actor in actors):
            actors.append(_brought(who, line, report.article.text, max((a.key for a in actors), default=-1) + 1))
    return actors


def _is(actor: DocumentActor, who: Who) -> bool:
    return fold(who.name) in {fold(name) for name in (actor.name, *actor.names)}


def _brought(who: Who, line: Add, text: str, key: int) -> DocumentActor:
    if who.kind not in get_args(ActorKind) or not who.name.strip():
        raise LostError(f"'{who.name}' ({who.kind}) is no person, organisation or country")
    code = country_code(who.name if who.kind == "country" else who.country or "")
    at = text.find(who.name)
    mentions = (Mention(at, at + len(who.name), who.name, key),) if at >= 0 else ()
    reason = _by(line) if code else None
    return DocumentActor(
        key, cast("ActorKind", who.kind), who.name, code, reason, who.role, names=(who.name,), mentions=mentions
    )


def _by(line: Add) -> str:
    return f"given by {line.author}"


def _evidence(
    actors: Iterable[DocumentActor], keys: Sequence[int], field: str, told: tuple[int, int]
) -> list[ReportEvidence]:
    """The mention of each participant inside the words of the event, or else those words."""
    found = []
    for key in keys:
        inside = ((m.start, m.end) for m in actors_by(actors, key).mentions if told[0] <= m.start and m.end <= told[1])
        found.append(ReportEvidence(field, *next(inside, told), subject=key))
    return found


def _when(line: Add) -> Dated | None:
    if line.date is not None and not edtf.valid(line.date):
        raise LostError(f"'{line.date}' is no date")
    return Dated(line.date, "person", _by(line)) if line.date else None


def _meeting(
    line: Add, actors: Sequence[DocumentActor], evidence: tuple[ReportEvidence, ...], key: int
) -> MeetingReport:
    channel = line.channel or "in-person"
    if line.status not in get_args(MeetingStatus) or channel not in get_args(Channel):
        raise LostError(f"'{line.status}', '{channel}': no status or channel of a meeting")
    country = country_code(line.country) if line.country else None
    placed = line.city or line.venue or country
    return MeetingReport(
        key=key,
        participants=tuple(Participant(actor.key, actor.country, actor.role) for actor in actors),
        countries=tuple(dict.fromkeys(actor.country for actor in actors if actor.country)),
        status=cast("MeetingStatus", line.status),
        channel=cast("Channel", channel),
        when=_when(line),
        place=Place(line.venue, line.city, country, _by(line)) if placed else None,
        evidence=evidence,
        rule=BACKEND,
        reasons=(line.reason,) if line.reason else (),
    )


def _agreement(line: Add, keys: Sequence[int], evidence: tuple[ReportEvidence, ...], key: int) -> AgreementReport:
    if line.status not in get_args(AgreementStatus):
        raise LostError(f"'{line.status}' is no status of an agreement")
    return AgreementReport(
        key=key,
        parties=tuple(keys),
        status=cast("AgreementStatus", line.status),
        instrument=line.instrument,
        count=line.count,
        subjects=line.subjects,
        when=_when(line),
        evidence=evidence,
        rule=BACKEND,
        reasons=(line.reason,) if line.reason else (),
    )
