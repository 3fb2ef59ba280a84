"""The objects of people's decisions, found again by their words in what extraction reports now."""

from collections.abc import Iterable, Sequence

from visavis.journal import Spot
from visavis.model import AgreementReport, FactKind, MeetingReport, Report, ReportEvidence, ResolvedKind

Place = tuple[int, int]  # article_id, and the key of a document actor or of an event's report
Range = tuple[int, int]


class LostError(Exception):
    """What a decision names is not there; says what is missing."""


class Finder:
    """Looks spots up in reports."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.article.article_id: report for report in reports}

    def report(self, article_id: int) -> Report:
        """The report of an article; raises LostError."""
        if article_id not in self._reports:
            raise LostError(f"article {article_id} is not in this store")
        return self._reports[article_id]

    def place(self, kind: ResolvedKind, spot: Spot) -> Place:
        """Which actor or event the words are; raises LostError."""
        return self.actor(spot) if kind == "actor" else self.event(kind, spot)

    def actor(self, spot: Spot) -> Place:
        """The document actor one of whose mentions is the spot, or covers most of it."""
        report = self.report(spot.article_id)
        ranked = [
            (_likeness((mention.start, mention.end), spot), -actor.key)
            for actor in report.extraction.actors
            if actor.kind != "country"
            for mention in actor.mentions
        ]
        return spot.article_id, -_best(ranked, spot, "no actor is read there")

    def event(self, kind: FactKind, spot: Spot) -> Place:
        """The meeting or agreement told in these words, of several the one with the same people."""
        extraction = self.report(spot.article_id).extraction
        events: Sequence[MeetingReport | AgreementReport] = (
            extraction.meetings if kind == "meeting" else extraction.agreements
        )
        ranked = [
            (_likeness(span, spot) and (*_likeness(span, spot), _in_common(event.evidence, spot.also)), -event.key)
            for event in events
            for span in spans(event.evidence, "event")
        ]
        return spot.article_id, -_best(ranked, spot, f"no {kind} is read there")


def spans(evidence: Iterable[ReportEvidence], *fields: str) -> list[Range]:
    """The spans of some fields."""
    return [(one.start, one.end) for one in evidence if one.field in fields]


def _best(ranked: Sequence[tuple[tuple[float, ...], int]], spot: Spot, otherwise: str) -> int:
    likeness, negative_key = max(ranked, default=((), 0))
    if not likeness:
        raise LostError(f"{otherwise} any more: '{spot.words}' in article {spot.article}")
    return negative_key


def _likeness(span: Range, spot: Spot) -> tuple[float, ...]:
    """The share of both spans that is common to them; nothing where they do not touch."""
    common = min(span[1], spot.end) - max(span[0], spot.start)
    whole = max(span[1], spot.end) - min(span[0], spot.start)
    return (common / whole,) if common > 0 else ()


def _in_common(evidence: Iterable[ReportEvidence], also: Iterable[Range]) -> int:
    return len({*spans(evidence, "participant", "party")} & {*also})
