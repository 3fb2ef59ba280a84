"""When undated articles were written, as far as the other articles tell: never a guess, always with how we came to it.

An article that speaks of a 65th anniversary, beside one that tells the founding in 1960, is of 2025. An article that
tells a meeting of "this Friday", which another article dates, was written in the days after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from visavis import edtf, when
from visavis.model import (
    AgreementReport,
    Article,
    DateBasis,
    Dated,
    Extraction,
    Meeting,
    MeetingReport,
    Milestone,
    Report,
    StatementReport,
    TimeExpression,
)
from visavis.resolution.subjects import subject_roots
from visavis.resolution.tellings import EventReport, Telling

_BESIDE = 200  # characters behind a meeting within which an anniversary is said of it
_WEEK = 7


def from_milestones(reports: Sequence[Report]) -> dict[int, Dated]:
    """The years that foundings and anniversaries give to articles without a date, by article id."""
    told = [(report.article, milestone) for report in reports for milestone in report.extraction.milestones]
    foundings = [(article, m) for article, m in told if m.year is not None]
    found = {}
    for report in reports:
        if report.article.published is None:
            years = [
                d
                for m in report.extraction.milestones
                if m.ordinal
                for d in _anniversaries(report.article, m, foundings)
            ]
            if len({dated.edtf for dated in years}) == 1 and not _later(report, int(years[0].edtf or "0")):
                found[report.article.article_id] = min(
                    years, key=lambda dated: (len(dated.derivation), dated.derivation)
                )
    return found


def _anniversaries(article: Article, own: Milestone, foundings: Iterable[tuple[Article, Milestone]]) -> list[Dated]:
    """The year of the anniversary, once for each founding that it can be the anniversary of."""
    words = _quote(article, own)
    found = []
    for other, founding in foundings:
        year = (founding.year or 0) + (own.ordinal or 0)
        if founding is own or (own.year is None and _same_subject(own, founding)):
            source = "" if founding is own else f" and '{_quote(other, founding)}'{_of(other, article)}"
            found.append(Dated(f"{year:04d}", "inferred", f"'{words}'{source} -> {year}"))
    return [dated for dated in found if edtf.valid(dated.edtf or "")]


def _of(other: Article, article: Article) -> str:
    if other.article_id == article.article_id:
        return ""
    return f' in "{other.title}"' if other.title else " in another article"


def _same_subject(a: Milestone, b: Milestone) -> bool:
    """The same countries, and words in common on what was founded."""
    countries = set(a.countries)
    same = countries == set(b.countries) and len(countries) > 1
    return same and bool(subject_roots(a.subject) & subject_roots(b.subject))


def _quote(article: Article, milestone: Milestone) -> str:
    return " ".join(article.text[milestone.start : milestone.end].split())


def _later(report: Report, year: int) -> bool:
    """Whether the article tells something as held after `year`: then the anniversary is no sign of its date."""
    dates = (m.when.edtf for m in report.extraction.meetings if m.when and m.status == "held")
    return any((days := edtf.bounds(text)) and days[0].year > year for text in dates if text)


def from_meetings(
    meetings: Sequence[Meeting], clusters: Sequence[Sequence[Telling]], known: Mapping[int, Dated]
) -> dict[int, Dated]:
    """The dates of articles that tell without a date a meeting which others date; `known` articles are left alone."""
    signs: dict[int, list[Dated]] = {}
    for meeting, cluster in zip(meetings, clusters, strict=True):
        for telling in cluster:
            article = telling.article
            expression = telling.report.when.expression if telling.report.when else None
            if article.published is None and article.article_id not in known and expression and telling.date is None:
                written = _written(expression, meeting.date, planned=telling.report.status == "planned")
                if written:
                    derivation = f"'{expression.words}' of a meeting that others date {meeting.date} -> {written}"
                    signs.setdefault(article.article_id, []).append(Dated(written, "inferred", derivation))
    together = {article_id: _together(dates) for article_id, dates in signs.items()}
    return {article_id: dated for article_id, dated in together.items() if dated}


def _together(dates: Sequence[Dated]) -> Dated | None:
    """What all signs allow; None where they contradict."""
    text = dates[0].edtf or ""
    for dated in dates[1:]:
        text = edtf.intersect(text, dated.edtf or "") or ""
    return Dated(text, "inferred", "; ".join(dict.fromkeys(dated.derivation for dated in dates))) if text else None


def _written(expression: TimeExpression, meeting_date: str | None, *, planned: bool) -> str | None:
    """When an article was written that calls the day of the meeting so."""
    days = edtf.bounds(meeting_date or "")
    if days is None or days[0] == date.min or days[1] == date.max:
        return None
    if expression.kind == "offset" and expression.unit == "day":
        shift = timedelta(days=-(expression.count or 0))
        return edtf.spell(days[0] + shift, days[1] + shift)
    if expression.kind == "weekday" and expression.count is None:
        back, ahead = (_WEEK, 0) if planned or expression.direction > 0 else (0, _WEEK)
        return edtf.spell(days[0] - timedelta(days=back), days[1] + timedelta(days=ahead))
    if expression.kind == "month" and expression.direction < 0 and days[0].year == days[1].year:
        return edtf.spell(days[1] + timedelta(days=1), date(days[0].year + 1, days[0].month, 1) - timedelta(days=1))
    return None


def redated(report: Report, anchor: Dated | None, *, anew: bool = False) -> Report:
    """The report with its relative dates counted from `anchor`, the date of its article; `anew`, those known too."""
    if anchor is None:
        return report
    extraction = report.extraction
    before = _Told(extraction) if anew else None
    meetings = tuple(replace(m, when=_redated(m, anchor, before)) for m in extraction.meetings)
    agreements = tuple(replace(a, when=_redated(a, anchor, before)) for a in extraction.agreements)
    visits = tuple(replace(v, when=_redated(v, anchor, before)) for v in extraction.visits)
    statements = tuple(replace(s, when=_redated(s, anchor, before)) for s in extraction.statements)
    told = replace(extraction, meetings=meetings, agreements=agreements, visits=visits, statements=statements)
    return replace(report, extraction=told)


class _Told:
    """The dates of an article's events in the order of its text: what "the same day" counts from."""

    def __init__(self, extraction: Extraction) -> None:
        events: list[MeetingReport | AgreementReport] = [*extraction.meetings, *extraction.agreements]
        self._events = sorted(
            (told for told in events if told.when and told.when.expression), key=lambda told: _at(told.when)
        )

    def before(self, own: Dated, anchor: str | None) -> str | None:
        """The date last told before `own`, in an article of `anchor`."""
        earlier = [told for told in self._events if _at(told.when) < _at(own) and not _sequel(told.when)]
        last = earlier[-1] if earlier else None
        return _again(last, last.when.expression, anchor, None).edtf if last and last.when else None


def _at(when: Dated | None) -> int:
    return when.expression.start if when and when.expression else -1


def _sequel(when: Dated | None) -> bool:
    return bool(when and when.expression and when.expression.kind == "sequel")


def _beside(told: MeetingReport, report: Report, inferred: Dated) -> Dated | None:
    """A meeting without a time word, said to coincide with the anniversary that dates its article, was in that year."""
    year = (inferred.edtf or "")[:4]
    if told.status != "held" or not year.isdecimal():
        return None
    told_from, told_to = told.evidence[0].start, told.evidence[0].end
    for stone in report.extraction.milestones:
        if stone.ordinal and told_from <= stone.start <= told_to + _BESIDE:
            words = _quote(report.article, stone)
            return Dated(year, "inferred", f"told beside {words} -> {year}; the article: {inferred.derivation}")
    return None


def _redated(told: EventReport, anchor: Dated, before: _Told | None) -> Dated | None:
    """Without `before`, nothing that is known to the year already changes; what stays unknown stays as it was."""
    own = told.when
    if own is None or own.expression is None or (before is None and (_sequel(own) or edtf.bounds(own.edtf or ""))):
        return own
    again = _again(told, own.expression, anchor.edtf, before.before(own, anchor.edtf) if before else None)
    if (before is None and again.edtf is None) or again.edtf == own.edtf:
        return own
    basis: DateBasis = "inferred" if before is None or own.basis == "inferred" else again.basis
    return replace(again, basis=basis, derivation=f"{again.derivation}; the article: {anchor.derivation}")


def _again(told: EventReport, expression: TimeExpression | None, anchor: str | None, before: str | None) -> Dated:
    ahead = not isinstance(told, StatementReport) and told.status in {"planned", "under-negotiation"}
    tense: when.Tense = "future" if ahead else "past"
    return when.resolve(expression, anchor, tense=tense, told=before) if expression else Dated(None, "unknown", "")
