"""Statements over all articles: the same words of the same speaker to the same addressee at one time are one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from visavis.ids import content_id
from visavis.model import Member, Report, Statement, StatementReport
from visavis.resolution.dating import merged_date
from visavis.resolution.finding import Place
from visavis.resolution.tellings import Account, Actors, in_order, quoted, told_at

_NEWS = dt.timedelta(days=4)  # between two articles that tell one statement


@dataclass(frozen=True, eq=False)
class _Telling(Account[StatementReport]):
    """One statement as one article tells it, its people as actors over all articles."""

    speakers: tuple[int, ...]  # actor_id
    addressees: tuple[int, ...]
    about: tuple[int | None, int | None]  # meeting_id and agreement_id


def resolve_statements(
    reports: Sequence[Report], actors: Actors, meeting_of: Mapping[Place, int], agreement_of: Mapping[Place, int]
) -> tuple[Statement, ...]:
    """Join the tellings of one statement; the mappings give the fact of each report."""
    clusters: dict[tuple[object, ...], list[list[_Telling]]] = defaultdict(list)
    for telling in _tellings(reports, actors, meeting_of, agreement_of):
        same = clusters[telling.report.kind, telling.speakers, telling.addressees]
        home = next((one for one in same if all(_one_statement(telling, other) for other in one)), None)
        if home is None:
            same.append([telling])
        else:
            home.append(telling)
    found = [cluster for same in clusters.values() for cluster in same]
    home_of = {
        (t.article.article_id, t.report.key): min(o.told_id for o in cluster) for cluster in found for t in cluster
    }
    statements = (_statement(cluster, actors, home_of) for cluster in found)
    return tuple(sorted(statements, key=lambda one: one.statement_id))


def _tellings(
    reports: Sequence[Report], actors: Actors, meeting_of: Mapping[Place, int], agreement_of: Mapping[Place, int]
) -> Iterator[_Telling]:
    for report in reports:
        article_id = report.article.article_id
        for told in report.extraction.statements:
            at = told_at(report.article, told)
            speakers, addressees = (
                tuple(sorted({actors[Member(article_id, key)].actor_id for key in keys}))
                for keys in (told.speakers, told.addressees)
            )
            about = (
                None if told.meeting is None else meeting_of.get((article_id, told.meeting)),
                None if told.agreement is None else agreement_of.get((article_id, told.agreement)),
            )
            told_id = content_id(at.article_id, at.start, at.end, "statement", told.key)
            yield _Telling(told_id, report.article, told, speakers, addressees, about)


def _one_statement(one: _Telling, other: _Telling) -> bool:
    """Of two articles, of about one time, and about one thing as far as both say; denials of nothing known stay apart."""
    if one.article.article_id == other.article.article_id:
        return False
    if any(ours != theirs for ours, theirs in zip(one.about, other.about, strict=True)):
        return False
    if one.report.kind == "denial" and one.about == (None, None):
        return False
    return one.is_about_when(other, _NEWS)


def _statement(cluster: Sequence[_Telling], actors: Actors, home_of: Mapping[Place, int]) -> Statement:
    first = cluster[0]
    date, _ = merged_date([told.report.when for told in cluster if told.report.when])
    answered = [
        home_of[told.article.article_id, told.report.statement] for told in cluster if told.report.statement is not None
    ]
    return Statement(
        statement_id=min(told.told_id for told in cluster),
        kind=first.report.kind,
        speakers=first.speakers,
        addressees=first.addressees,
        date=date.edtf,
        date_basis=date.basis,
        date_derivation=date.derivation,
        meeting_id=first.about[0],
        agreement_id=first.about[1],
        answers_id=min(answered, default=None),
        articles=tuple(sorted({told.article.article_id for told in cluster})),
        evidence=in_order(line for told in cluster for line in quoted(told.article, told.report.evidence, actors)),
    )
