"""The gold of the stories as reports: what a perfect extractor would say of each article, and which truth it means."""

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from visavis.ids import content_id
from visavis.lexicon import country_code, country_forms
from visavis.model import (
    ActorKind,
    AgreementReport,
    Article,
    Dated,
    DocumentActor,
    Extraction,
    MeetingReport,
    Mention,
    Participant,
    Place,
    Report,
    ReportEvidence,
)

STORIES = Path(__file__).parent / "stories"
Record = dict[str, Any]
Event = TypeVar("Event", MeetingReport, AgreementReport)
Key = tuple[int, int]  # article_id, and the key of an actor or event in its report


@dataclass(slots=True)
class Gold:
    """Reports, and the true object of each actor, meeting and agreement in them; None where nobody says."""

    reports: list[Report] = field(default_factory=list)
    actors: dict[Key, str | None] = field(default_factory=dict)
    meetings: dict[Key, str | None] = field(default_factory=dict)
    agreements: dict[Key, str | None] = field(default_factory=dict)
    stories: dict[int, str] = field(default_factory=dict)  # article_id -> its story


def articles() -> list[Record]:
    """The files of the stories."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(STORIES.glob("S*-*.json"))]


def truth() -> Record:
    """stories.json: the true events, what must not merge, and what may."""
    found: Record = json.loads((STORIES / "stories.json").read_text(encoding="utf-8"))
    return found


def gold_reports() -> Gold:
    """Every story's articles as reports."""
    gold = Gold()
    for record in articles():
        _Reporter(record, gold).report()
    return gold


class _Reporter:
    """One article's gold as a report."""

    def __init__(self, record: Record, gold: Gold) -> None:
        self.record, self.gold, self.text = record, gold, record["text"]
        self.article_id = content_id(record["id"])
        self.actors: list[DocumentActor] = []

    def report(self) -> None:
        """Add it to the gold."""
        told = self.record["gold"]
        for actor in told["actors"]:
            key = self._actor(actor["name"], actor["kind"], actor["country"], actor["role"], actor["mentions"])
            self.gold.actors[self.article_id, key] = actor.get("ref")
        meetings = [self._meeting(key, one) for key, one in enumerate(told["meetings"])]
        agreements = [self._agreement(key, one, meetings) for key, one in enumerate(told["agreements"])]
        extraction = Extraction(
            self.article_id, "gold", "1", (), tuple(self.actors), tuple(meetings), tuple(agreements)
        )
        self.gold.reports.append(told_apart(Report(self._article(), extraction)))
        self.gold.stories[self.article_id] = self.record["story"]

    def _article(self) -> Article:
        published = self.record["published"]
        return Article(
            self.article_id,
            self.record["title"] or "",
            self.text,
            self.record["language"],
            published=published,
            published_basis="metadata" if published else "unknown",
            external_id=self.record["id"],
        )

    def _actor(self, name: str, kind: ActorKind, country: str | None, role: str | None, others: list[str]) -> int:
        key, names = len(self.actors), (name, *others)
        spots = [(at, form) for form in names if (at := self.text.find(form)) >= 0]
        mentions = tuple(Mention(at, at + len(form), form, key) for at, form in spots)
        self.actors.append(DocumentActor(key, kind, name, country, "stated", role, None, names, mentions))
        return key

    def _key(self, name: str) -> int:
        """The actor of a name; countries that are never named as such are added."""
        for actor in self.actors:
            if name in actor.names:
                return actor.key
        code = country_code(name)
        key = self._actor(name, "country" if code else "person", code, None, [])
        self.gold.actors[self.article_id, key] = code
        return key

    def _meeting(self, key: int, told: Record) -> MeetingReport:
        self.gold.meetings[self.article_id, key] = told.get("ref")
        people = [self.actors[self._key(name)] for name in told["participants"]]
        return MeetingReport(
            key=key,
            participants=tuple(Participant(actor.key, actor.country, actor.role) for actor in people),
            countries=tuple(country_code(name) or name for name in told["countries"]),
            status="denied" if told["status"] == "reported-denied" else told["status"],
            channel=told["channel"],
            when=_dated(told["date"]),
            place=_place(told["place"]),
            evidence=self._evidence(told["evidence"]),
            rule="gold",
        )

    def _agreement(self, key: int, told: Record, meetings: list[MeetingReport]) -> AgreementReport:
        self.gold.agreements[self.article_id, key] = told.get("ref")
        parties = tuple(self._key(name) for name in told["parties"])
        countries = {self.actors[party].country for party in parties}
        occasion = (m.key for m in meetings if m.when and m.when.edtf == told["date"] and countries & {*m.countries})
        return AgreementReport(
            key=key,
            parties=parties,
            status=told["status"],
            instrument=None,
            count=told["count"],
            subjects=tuple(told["subjects"]),
            when=_dated(told["date"]),
            evidence=self._evidence(told["evidence"]),
            rule="gold",
            meeting=next(occasion, None),
        )

    def _evidence(self, sentence: str) -> tuple[ReportEvidence, ...]:
        start = self.text.index(sentence)
        return (ReportEvidence("event", start, start + len(sentence)),)


def told_apart(report: Report) -> Report:
    """The report with events of one sentence a code point apart, so that each is known by the place that tells it."""
    taken: set[int] = set()

    def moved(event: Event) -> Event:
        first, *others = sorted(event.evidence, key=lambda one: one.field != "event")
        start = next(at for at in range(first.start, first.end) if at not in taken)
        taken.add(start)
        return replace(event, evidence=(replace(first, start=start), *others))

    meetings = tuple(moved(event) for event in report.extraction.meetings)
    taken.clear()
    agreements = tuple(moved(event) for event in report.extraction.agreements)
    return replace(report, extraction=replace(report.extraction, meetings=meetings, agreements=agreements))


def _dated(date: str | None) -> Dated | None:
    return Dated(date, "stated", "gold") if date else None


def _place(words: str | None) -> Place | None:
    """`venue, city, country` taken apart; a single part that no lexicon knows is a city if no venue's word is in it."""
    if not words:
        return None
    parts = [part.strip() for part in words.split(",")]
    country = country_code(parts[-1])
    if country:
        parts.pop()
    city = next((part for part in reversed(parts) if _is_city(part)), None)
    if city is None and parts and not _VENUES & {*parts[-1].lower().split()}:
        city = parts[-1]
    venue = ", ".join(part for part in parts if part != city)
    return Place(venue or None, city, country, "stated")


_VENUES = {
    "palacio", "palace", "ministry", "ministerio", "parliament", "parlamento", "university", "universidad", "buildings",
    "mission", "misión", "sede", "hotel", "torre", "mincetur", "province", "provincia", "ráðherrabústaðurinn",
}  # fmt: skip


def _is_city(part: str) -> bool:
    return any(form.kind == "city" for form in country_forms().get(tuple(part.split()), ()))
