"""What people decided, made ready for resolution: reports amended, verdicts and corrections tied to what they name.

Whatever a decision names is looked up by its words. A decision whose object is gone changes nothing and is named among
the problems; all others apply.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from visavis.journal import Add, Correct, DateArticle, Decision, Different, Reject, Same, told
from visavis.model import AgreementReport, FactKind, MeetingReport, Merge, Report, ResolvedKind, Span
from visavis.resolution.additions import added, dated
from visavis.resolution.corrections import value_of
from visavis.resolution.finding import Finder, LostError, Place, spans
from visavis.resolution.tellings import event_id
from visavis.resolution.ties import Tie

_KINDS: tuple[ResolvedKind, ...] = ("actor", "meeting", "agreement")
_LABEL = 80  # characters of a rejected sentence


@dataclass(slots=True)
class Decided:
    """Everything that decisions change, before the rules look at it."""

    reports: list[Report]
    amended: dict[int, Report] = field(default_factory=dict)
    ties: dict[ResolvedKind, list[Tie]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    corrections: dict[ResolvedKind, dict[Place, list[Correct]]] = field(
        default_factory=lambda: {kind: {} for kind in _KINDS}
    )
    rejected: dict[tuple[FactKind, Place], Reject] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)  # one for each rejected report
    problems: list[str] = field(default_factory=list)

    def corrections_of(self, kind: ResolvedKind, places: Iterable[Place]) -> list[Correct]:
        """The corrections of one fact, the earliest first."""
        known = self.corrections[kind]
        lines = [line for place in places for line in known.get(place, ())] if known else []
        return sorted(lines, key=lambda line: (line.at, line.id))

    @contextmanager
    def noting(self, line: Decision) -> Iterator[None]:
        """Turn what a decision lacks into a problem."""
        try:
            yield
        except (LostError, ValueError) as error:
            self.problems.append(f"decision {line.id} has no effect ({told(line)}): {error}")


def decide(reports: Sequence[Report], decisions: Sequence[Decision]) -> Decided:
    """Apply `decisions` (those that hold, the earliest first) to `reports`."""
    decided = Decided(list(reports))
    if decisions:
        _amend(decided, decisions)
        finder = Finder(decided.reports)
        for line in decisions:
            with decided.noting(line):
                _note(decided, finder, line)
        _leave_out(decided)
    return decided


def _amend(decided: Decided, decisions: Sequence[Decision]) -> None:
    """Dates of articles, the latest of each, then added facts."""
    dates = {line.article: line for line in decisions if isinstance(line, DateArticle)}
    known = {report.article.article_id: report for report in decided.reports}
    lines: list[DateArticle | Add] = [*dates.values(), *(line for line in decisions if isinstance(line, Add))]
    for line in lines:
        with decided.noting(line):
            article_id = int(line.article) if isinstance(line, DateArticle) else line.told.article_id
            report = Finder([known[article_id]] if article_id in known else []).report(article_id)
            known[article_id] = dated(report, line) if isinstance(line, DateArticle) else added(report, line)
            decided.amended[article_id] = known[article_id]
    decided.reports = [known[report.article.article_id] for report in decided.reports]


def _note(decided: Decided, finder: Finder, line: Decision) -> None:
    match line:
        case Same() | Different():
            left, right = finder.place(line.kind, line.left), finder.place(line.kind, line.right)
            if left == right:
                raise LostError("both are one record already")
            decided.ties[line.kind].append(Tie(left, right, line))
        case Correct():
            value_of(line.kind, line.field, line.value)
            place = finder.place(line.kind, line.object)
            decided.corrections[line.kind].setdefault(place, []).append(line)
        case Reject():
            for spot in line.objects:
                with decided.noting(line):
                    decided.rejected[line.kind, finder.event(line.kind, spot)] = line
        case _:
            pass


def _leave_out(decided: Decided) -> None:
    """Take the rejected reports out, each with a line that says so."""
    reports = {report.article.article_id: report for report in decided.reports}
    for (kind, (article_id, key)), line in decided.rejected.items():
        report = reports[article_id]
        decided.merges.append(_rejection(kind, report, key, line))
        reports[article_id] = decided.amended[article_id] = _without(kind, report, key)
        _loosen(decided, kind, (article_id, key), line)
    decided.reports = [reports[report.article.article_id] for report in decided.reports]


def _loosen(decided: Decided, kind: FactKind, place: Place, line: Reject) -> None:
    """Other decisions on a rejected fact have nothing to speak of."""
    loose = [tie.line.id for tie in decided.ties[kind] if place in {tie.left, tie.right}]
    loose += [correction.id for correction in decided.corrections[kind].pop(place, ())]
    decided.ties[kind] = [tie for tie in decided.ties[kind] if place not in {tie.left, tie.right}]
    decided.problems += [f"decision {one} has no effect: decision {line.id} rejects the fact it names" for one in loose]


def _without(kind: FactKind, report: Report, key: int) -> Report:
    extraction = report.extraction
    if kind == "agreement":
        kept = tuple(one for one in extraction.agreements if one.key != key)
        return replace(report, extraction=replace(extraction, agreements=kept))
    meetings = tuple(one for one in extraction.meetings if one.key != key)
    homeless = tuple(replace(a, meeting=None) if a.meeting == key else a for a in extraction.agreements)
    return replace(report, extraction=replace(extraction, meetings=meetings, agreements=homeless))


def _rejection(kind: FactKind, report: Report, key: int, line: Reject) -> Merge:
    events: Sequence[MeetingReport | AgreementReport] = (
        report.extraction.meetings if kind == "meeting" else report.extraction.agreements
    )
    event = next(one for one in events if one.key == key)
    start, end = next(iter(spans(event.evidence, "event")), (0, 0))
    at = Span(report.article.article_id, start, end)
    label = " ".join(report.article.text[start:end].split())[:_LABEL]
    told_id = event_id(report.article, event)
    reason = f"no {kind}: {line.reason or f'{line.author} rejected it'}"
    return Merge(
        kind, told_id, told_id, label, label, "refused", 0.0, (), (reason,), line.author, left_at=at, right_at=at
    )
