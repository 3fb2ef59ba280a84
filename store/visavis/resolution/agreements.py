"""Agreements over all articles: reports joined where parties, date, number and subject agree."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from visavis import edtf
from visavis.model import Actor, Agreement, AgreementReport, AgreementStatus, Member, Merge, Report
from visavis.resolution.corrections import corrected_agreement
from visavis.resolution.dating import merged_date
from visavis.resolution.decided import Decided
from visavis.resolution.finding import Place
from visavis.resolution.fold import fold
from visavis.resolution.joining import EventJudgement, Joiner, Rules
from visavis.resolution.memory import Memory
from visavis.resolution.portrait import most_common
from visavis.resolution.subjects import subject_roots
from visavis.resolution.tellings import (
    Account,
    Actors,
    a_day_apart,
    day_of,
    event_id,
    free_id,
    in_order,
    quoted,
)

_NEWS = dt.timedelta(days=60)  # how long an agreement is news
_LONG_AGO = 0.06  # what it costs that a report without a date is no news of the other
_OTHER_WORDS = 0.05  # what it costs that two reports of one day call the subject by other words
_ONE_SIDE = 0.1  # what it costs that a party is not named
_COUNTED_ALIKE = 1.5  # eleven and thirteen papers of one day may be one package, three and nine not
_STATUSES: tuple[AgreementStatus, ...] = ("cancelled", "signed", "announced", "under-negotiation")  # what outlives what


@dataclass(frozen=True, eq=False)
class Claim(Account[AgreementReport]):
    """One occasion of agreeing as one article tells it, its parties as actors over all articles."""

    parties: tuple[Actor, ...]
    meeting_id: int | None

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries of the parties."""
        return frozenset(actor.country for actor in self.parties if actor.country)

    @cached_property
    def bodies(self) -> frozenset[int]:
        """The parties that are not countries."""
        return frozenset(actor.actor_id for actor in self.parties if actor.kind != "country")

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The words of all its subjects, by their sounds; who agreed, beside the countries, is part of what about."""
        bodies = [actor.name for actor in self.parties if actor.kind != "country"]
        return frozenset(root for text in (*self.report.subjects, *bodies) for root in subject_roots(text))

    @cached_property
    def signature(self) -> int:
        """A mark of all that a judgement looks at."""
        told = self.report
        said = (told.status, told.count, told.subjects, told.claimed_by, self.date, self.article.published)
        parties = tuple((actor.actor_id, actor.name, actor.country) for actor in self.parties)
        return hash((self.told_id, said, parties, self.meeting_id, self.article.language))

    @cached_property
    def likeness(self) -> tuple[object, ...] | None:
        """Who agreed what and when, and who says so; None where the day or the subject is not known."""
        told, day = self.report, day_of(self.report.when)
        if day is None or not told.subjects:
            return None
        return self.countries, self.bodies, day, self.subjects, told.count, told.status, told.claimed_by

    @cached_property
    def label(self) -> str:
        """A line for a list of judgements: between whom, on what, when."""
        about = self.report.subjects[0] if self.report.subjects else self.report.instrument or "agreement"
        return f"{', '.join(sorted(actor.name for actor in self.parties))}: {about} ({self.date or 'no date'})"


@dataclass(frozen=True, slots=True)
class AgreementResolution:
    """The agreements, the one that each report went to, and what was judged."""

    agreements: tuple[Agreement, ...]
    by_report: Mapping[Place, int]  # agreement_id by article and key of the report
    merges: tuple[Merge, ...]


def resolve_agreements(
    reports: Sequence[Report],
    actors: Actors,
    meeting_of: Mapping[Place, int],
    decided: Decided | None = None,
    memory: Memory | None = None,
) -> AgreementResolution:
    """Join the reports of one agreement as rules and people say; `meeting_of` gives the meeting of each report."""
    decided, memory = decided or Decided([]), memory or Memory()
    claims = _claims(reports, actors, meeting_of)
    joiner = Joiner(_RULES, claims, decided.ties["agreement"], memory.events["agreement"])
    clusters = joiner.join()
    clusters.sort(key=lambda cluster: min(claim.told_id for claim in cluster))
    agreements = tuple(
        corrected_agreement(
            _agreement(cluster, actors), decided.corrections_of("agreement", (c.place for c in cluster))
        )
        for cluster in clusters
    )
    decided.problems += joiner.ties.problems
    home = {c.told_id: found.agreement_id for found, cluster in zip(agreements, clusters, strict=True) for c in cluster}
    by_report = {claim.place: home[claim.told_id] for claim in claims}
    return AgreementResolution(agreements, by_report, tuple(joiner.merges(lambda claim: home[claim.told_id])))


def _claims(reports: Sequence[Report], actors: Actors, meeting_of: Mapping[tuple[int, int], int]) -> list[Claim]:
    found: dict[int, Claim] = {}
    for article, told in ((r.article, report) for r in reports for report in r.extraction.agreements):
        told_id = free_id(event_id(article, told), told.key, found)
        parties = tuple(actors[Member(article.article_id, key)] for key in dict.fromkeys(told.parties))
        occasion = None if told.meeting is None else meeting_of.get((article.article_id, told.meeting))
        found[told_id] = Claim(told_id, article, told, parties, occasion)
    return sorted(found.values(), key=lambda claim: (claim.article.article_id, claim.told_id))


def _keys(claim: Claim) -> list[tuple[object, ...]]:
    """The parties with the year or, without one, with each word of the subject; the occasion."""
    countries = tuple(sorted(claim.countries))
    year = (claim.date or "XXXX")[:4]
    keys: list[tuple[object, ...]] = [(countries, "subject", root) for root in claim.subjects]
    keys += [(country, "subject", root, year) for country in countries for root in claim.subjects]
    keys += [(country, "subject", root, "undated") for country in countries for root in claim.subjects]
    keys.append((countries, "year", year))
    return keys + ([("meeting", claim.meeting_id)] if claim.meeting_id is not None else [])


def judge(a: Claim, b: Claim) -> EventJudgement | None:
    """Compare two reports of different articles; None where they share too little to be worth a word."""
    common = a.countries & b.countries
    if not common or common not in (a.countries, b.countries):
        return None
    judgement = EventJudgement(0.5, [f"between {', '.join(sorted(common))} in both"])
    if a.countries != b.countries:
        if not a.subjects & b.subjects and not (len(common) > 1 and a.date and b.date):
            return None
        judgement.score -= _ONE_SIDE
        judgement.reasons_against.append("one names fewer parties")
    for weigh in (_weigh_parties, _weigh_date, _weigh_subjects, _weigh_count, _weigh_status, _weigh_claim):
        against = weigh(a, b, judgement)
        if against:
            told = a.subjects & b.subjects or judgement.near_in_time
            return judgement.refuse(against, in_part=weigh is _weigh_subjects) if told else None
    return judgement


_RULES = Rules("agreement", _keys, _NEWS.days, judge)


def _weigh_parties(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    if a.bodies & b.bodies:
        judgement.score += 0.1
        judgement.reasons_for.append("the same bodies")
    elif a.bodies and b.bodies:
        return "other parties"
    return None


def _weigh_date(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    if a.date is None or b.date is None:
        _weigh_publication(a, b, judgement)
        return None
    common = edtf.intersect(a.date, b.date)
    if (
        common is None
        and a_day_apart(a.report.when, b.report.when)
        and (a.subjects & b.subjects or _one_occasion(a, b))
    ):
        judgement.reasons_against.append(f"dates a day apart ({a.date}, {b.date}), as across time zones")
        judgement.near_in_time = True
        return None
    if common is None:
        return f"other date ({a.date}, {b.date})"
    days = {day_of(a.report.when), day_of(b.report.when)}
    judgement.same_day = len(days) == 1 and None not in days
    judgement.score += 0.15 if a.date == b.date else 0.1
    judgement.near_in_time = "year" not in (edtf.precision(a.date), edtf.precision(b.date))
    judgement.reasons_for.append(f"same day {common}" if judgement.same_day else f"dates agree ({a.date}, {b.date})")
    return None


def _weigh_publication(a: Claim, b: Claim, judgement: EventJudgement) -> None:
    """A report without a date tells what is new, unless it says otherwise: years after the other it is another one."""
    dated, undated = (a, b) if a.date else (b, a)
    days, told = edtf.bounds(dated.date or ""), edtf.bounds(undated.article.published or "")
    if days and told:
        judgement.near_in_time = days[0] - _NEWS <= told[0] <= days[1] + _NEWS
        judgement.score -= 0 if judgement.near_in_time else _LONG_AGO
    else:  # a mere year is told of what is long known
        judgement.near_in_time = bool(a.subjects & b.subjects) and edtf.precision(dated.date or "") != "year"
    judgement.reasons_against.append("one gives no date" if dated.date else "no date")


def _weigh_subjects(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    occasion = _one_occasion(a, b)
    if occasion:
        judgement.score += 0.1
        judgement.reasons_for.append("the same occasion")
    if not a.subjects or not b.subjects:
        return None
    shared = len(a.subjects & b.subjects) / min(len(a.subjects), len(b.subjects))
    if shared:
        judgement.score += 0.1 + 0.15 * shared
        judgement.reasons_for.append("subjects overlap")
        return None
    if a.article.language != b.article.language:
        judgement.score += 0.1 if occasion or judgement.same_day else 0
        judgement.reasons_against.append("subjects in two languages")
        return None
    told = f"other subject ({', '.join(a.report.subjects[:2])}; {', '.join(b.report.subjects[:2])})"
    if not (occasion or judgement.same_day):
        return told
    judgement.score -= _OTHER_WORDS
    judgement.reasons_against.append(told)
    return None


def _one_occasion(a: Claim, b: Claim) -> bool:
    return a.meeting_id is not None and a.meeting_id == b.meeting_id


def _weigh_count(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    if a.report.count is None or b.report.count is None:
        return None
    counts = sorted((a.report.count, b.report.count))
    if counts[0] == counts[1]:
        judgement.score += 0.02 if counts[0] == 1 else 0.15
        judgement.reasons_for.append(f"{counts[0]} in both")
        return None
    one_of_many = counts[0] == 1 and judgement.same_day  # a report that tells one paper of a package
    if not a.subjects & b.subjects or (counts[1] > _COUNTED_ALIKE * counts[0] and not one_of_many):
        return f"they count {counts[0]} and {counts[1]}"
    judgement.score -= 0 if judgement.same_day else 0.1
    judgement.reasons_against.append(f"they count {counts[0]} and {counts[1]}")
    return None


def _weigh_status(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    if a.report.status == b.report.status:
        judgement.score += 0.1 if a.report.status == "cancelled" else 0.05
    else:
        judgement.score -= 0.05 if "cancelled" in (a.report.status, b.report.status) else 0
        judgement.reasons_for.append(f"{a.report.status} in one, {b.report.status} in the other")
    return None


def _weigh_claim(a: Claim, b: Claim, judgement: EventJudgement) -> str | None:
    """What somebody claims is the record itself only where date and number say so."""
    if bool(a.report.claimed_by) == bool(b.report.claimed_by) or judgement.same_day:
        return None
    same = a.report.count is not None and a.report.count == b.report.count and a.date is not None and b.date is not None
    return None if same else f"claimed by {a.report.claimed_by or b.report.claimed_by} in one only"


def _agreement(cluster: Sequence[Claim], actors: Actors) -> Agreement:
    date, _ = merged_date([c.report.when for c in cluster if c.report.when])
    counts = most_common(str(c.report.count) for c in cluster if c.report.count is not None)
    occasions = most_common(str(c.meeting_id) for c in cluster if c.meeting_id is not None)
    own_voice = any(c.report.claimed_by is None for c in cluster)
    return Agreement(
        agreement_id=min(c.told_id for c in cluster),
        parties=tuple(sorted({actor.actor_id for c in cluster for actor in c.parties})),
        status=min((c.report.status for c in cluster), key=_STATUSES.index),
        instrument=most_common(c.report.instrument for c in cluster),
        claimed_count=int(counts) if counts else None,
        subjects=_subjects(cluster),
        claimed_by=None if own_voice else most_common(c.report.claimed_by for c in cluster),
        date=date.edtf,
        date_basis=date.basis,
        date_derivation=date.derivation,
        meeting_id=int(occasions) if occasions else None,
        articles=tuple(sorted({c.article.article_id for c in cluster})),
        evidence=in_order(line for c in cluster for line in quoted(c.article, c.report.evidence, actors)),
        score=max(c.report.score for c in cluster),
    )


def _subjects(cluster: Sequence[Claim]) -> tuple[str, ...]:
    """Every subject once, as the report with the most of them orders and words them."""
    ordered = sorted(cluster, key=lambda c: (-len(c.report.subjects), c.told_id))
    return tuple(
        {fold(subject): subject for c in reversed(ordered) for subject in reversed(c.report.subjects)}.values()
    )[::-1]
