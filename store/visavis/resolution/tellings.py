"""Reports of meetings made ready for comparison: participants as actors, by side."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeVar

from visavis import edtf
from visavis.ids import content_id
from visavis.model import (
    Actor,
    AgreementReport,
    Article,
    Dated,
    Evidence,
    MeetingReport,
    Member,
    Participant,
    Report,
    ReportEvidence,
    Span,
    StatementReport,
    VisitReport,
)

Actors = Mapping[Member, Actor]
EventReport = MeetingReport | AgreementReport | VisitReport | StatementReport
R = TypeVar("R", MeetingReport, AgreementReport, VisitReport, StatementReport)


@dataclass(frozen=True, eq=False)
class Account(Generic[R]):
    """One event as one article tells it."""

    told_id: int
    article: Article
    report: R

    @property
    def place(self) -> tuple[int, int]:
        """Its article, and its key there."""
        return self.article.article_id, self.report.key

    @cached_property
    def at(self) -> Span:
        """The words that tell it."""
        return told_at(self.article, self.report)

    @property
    def date(self) -> str | None:
        """EDTF, or None."""
        return self.report.when.edtf if self.report.when else None

    @cached_property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """First and last day that the date allows; None where that is not known."""
        return edtf.bounds(self.date or "")

    @cached_property
    def around(self) -> tuple[dt.date, dt.date] | None:
        """The same; where nothing is said of a date, the days on which the article may have been written."""
        return edtf.bounds(self.date or self.article.published or "")

    def is_about_when(self, other: "Account[R]", leeway: dt.timedelta) -> bool:
        """Whether both may be of one time, `leeway` apart at most; never where that of one is not known."""
        ours, theirs = self.around, other.around
        if ours is None or theirs is None:
            return False
        return ours[0] - leeway <= theirs[1] and theirs[0] - leeway <= ours[1]

    @cached_property
    def span(self) -> tuple[int, int] | None:
        """First and last day as ordinals, which are cheaper to compare."""
        return (self.days[0].toordinal(), self.days[1].toordinal()) if self.days else None


@dataclass(frozen=True, eq=False)
class Telling(Account[MeetingReport]):
    """One meeting as one article tells it, its participants as actors over all articles."""

    actors: tuple[tuple[Participant, Actor], ...]

    @cached_property
    def people(self) -> dict[str, dict[int, Actor]]:
        """Everyone who is named, by side and actor id; "" where the side is not known."""
        found: dict[str, dict[int, Actor]] = {}
        for participant, actor in self.actors:
            if actor.kind != "country":
                found.setdefault(participant.side or "", {})[actor.actor_id] = actor
        nameless = self.sides - found.keys()
        if "" in found and len(self.sides) == 2 and len(nameless) == 1:
            found[next(iter(nameless))] = found.pop("")  # whoever is of no known side is of the one without names
        return found

    @cached_property
    def sides(self) -> frozenset[str]:
        """The countries that took part, with people named or without."""
        told = frozenset(participant.side for participant, _ in self.actors if participant.side)
        return told if len(told) > 1 else told | set(self.report.countries)

    def beside(self, sides: frozenset[str]) -> "Telling":
        """The telling as it is read beside another of `sides`, where it knows only one of these itself."""
        if len(self.sides) != 1 or not self.sides < sides:
            return self
        return replace(self, report=replace(self.report, countries=tuple(sorted(sides))))

    @cached_property
    def signature(self) -> int:
        """A mark of all that a judgement looks at."""
        told = self.report
        said = (told.status, told.channel, told.place, told.countries, self.date, self.article.published)
        people = tuple((p.side, actor.actor_id, actor.name, actor.country) for p, actor in self.actors)
        return hash((self.told_id, said, people))

    @cached_property
    def likeness(self) -> tuple[object, ...] | None:
        """The people of both sides, the day, place, channel and status; None where a side names nobody, or no day."""
        day = day_of(self.report.when)
        if day is None or len(self.sides) < 2 or self.sides - self.people.keys() or "" in self.people:
            return None
        people = tuple(sorted((side, *sorted(known)) for side, known in self.people.items()))
        return people, day, self.report.place, self.report.channel, self.report.status

    @cached_property
    def label(self) -> str:
        """A line for a list of judgements: who, and when."""
        names = [actor.name for people in self.people.values() for actor in people.values()] or sorted(self.sides)
        return f"{', '.join(sorted(names))} ({self.date or 'no date'})"


def tellings_of(reports: Sequence[Report], actors: Actors) -> list[Telling]:
    """Every meeting report of all articles, by article and place in the text."""
    found: dict[int, Telling] = {}
    for report in reports:
        for meeting in report.extraction.meetings:
            told_id = free_id(event_id(report.article, meeting), meeting.key, found)
            told = tuple(_seated(report, participant, actors) for participant in meeting.participants)
            found[told_id] = Telling(told_id, report.article, meeting, told)
    return sorted(found.values(), key=lambda telling: (telling.article.article_id, telling.told_id))


def _seated(report: Report, participant: Participant, actors: Actors) -> tuple[Participant, Actor]:
    """A participant with its actor, on the side of the country that all articles together give it."""
    actor = actors[Member(report.article.article_id, participant.actor)]
    own = next(told.country for told in report.extraction.actors if told.key == participant.actor)
    side = actor.country or participant.side if participant.side in {None, own} else participant.side
    return replace(participant, side=side), actor


def event_id(article: Article, report: MeetingReport | AgreementReport) -> int:
    """The content id of what one article tells: the article and the words of the event, which may tell two kinds."""
    at = told_at(article, report)
    kind = ("agreement",) if isinstance(report, AgreementReport) else ()
    return content_id(at.article_id, at.start, at.end, *kind)


def told_at(article: Article, report: EventReport) -> Span:
    """The words of the event."""
    start, end = next(((e.start, e.end) for e in report.evidence if e.field == "event"), (report.key, -1))
    return Span(article.article_id, start, end)


def free_id(wanted: int, key: int, taken: Mapping[int, object]) -> int:
    """`wanted`, or another id where one sentence tells several events."""
    return wanted if wanted not in taken else content_id(wanted, key)


def quoted(article: Article, evidence: Iterable[ReportEvidence], actors: Actors) -> list[Evidence]:
    """The spans of a report with their words, subjects as actors over all articles."""
    return [
        Evidence(
            field=span.field,
            article_id=article.article_id,
            start=span.start,
            end=span.end,
            quote=article.text[span.start : span.end],
            subject_id=None if span.subject is None else actors[Member(article.article_id, span.subject)].actor_id,
            stance=span.stance,
            speaker=span.speaker,
        )
        for span in evidence
    ]


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence by article and place, the same line once."""
    return tuple(
        sorted(
            set(evidence),
            key=lambda e: (e.article_id, e.start, e.end, e.field, e.subject_id or 0, e.stance, e.speaker or ""),
        )
    )


def day_of(when: Dated | None) -> str | None:
    """The date where it is known to the day."""
    return when.edtf if when and when.edtf and len(when.edtf) == 10 and when.edtf[:4].isdigit() else None


def a_day_apart(a: Dated | None, b: Dated | None) -> bool:
    """Whether both dates are known to the day, and one is the day after the other."""
    ours, theirs = day_of(a), day_of(b)
    return (
        bool(ours and theirs)
        and abs((dt.date.fromisoformat(ours or "") - dt.date.fromisoformat(theirs or "")).days) == 1
    )
