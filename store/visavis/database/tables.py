"""Records to tables: one generator of rows per table of schema.sql, its keys the names of the columns.

Rows come in the order in which they are stored: what a screen reads together lies together.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

import msgspec

from visavis import lexicon
from visavis.database.contact_tables import (
    ordered_statements,
    ordered_visits,
    statement_actor_rows,
    statement_rows,
    visit_meeting_rows,
    visit_rows,
    visitor_rows,
)
from visavis.database.days import bounds, by_date, latest_first
from visavis.database.facts import Facts
from visavis.database.folding import fold
from visavis.database.quotations import quotations
from visavis.database.titles import agreement_title, meeting_title
from visavis.database.told import Row, dated, tellers
from visavis.model import (
    Agreement,
    Attendance,
    DocumentActor,
    Meeting,
    Place,
    Span,
)

_NOWHERE = Place()


def article_rows(facts: Facts) -> Iterator[Row]:
    """`articles`, with the corpus' own date where the article has none."""
    for report in facts.fresh:
        article, told = report.article, _told(facts, report.article.article_id)
        yield {
            "article_id": article.article_id,
            "title": article.title,
            "publisher": article.publisher,
            "url": article.url,
            "published": told["published"],
            "published_basis": told["published_basis"],
            "published_derivation": told["published_derivation"],
            "language": article.language,
            "origin_id": told["origin_id"],
            "source": article.source,
            "external_id": article.external_id,
            "text": article.text,
            "given_published": article.published,
            "given_basis": article.published_basis,
        }


def told_rows(facts: Facts) -> Iterator[Row]:
    """What all articles together tell of each kept one: the columns of `articles` that another article may change."""
    for report in facts.reports:
        if report.article.article_id in facts.kept:
            article_id = report.article.article_id
            yield {"article_id": article_id, **_told(facts, article_id)}


def sentence_rows(facts: Facts) -> Iterator[Row]:
    """`sentences`, with the folded text that searches look into."""
    for report in facts.fresh:
        for sentence in report.extraction.sentences:
            text = report.article.text[sentence.start : sentence.end]
            yield {
                "article_id": report.article.article_id,
                "sentence_no": sentence.number,
                "zone": sentence.zone,
                "char_start": sentence.start,
                "char_end": sentence.end,
                "text": text,
                "text_fold": fold(text),
            }


def mention_rows(facts: Facts) -> Iterator[Row]:
    """`mentions`, in the order of the text."""
    for article_id, report in facts.by_article.items():
        mentions = [mention for actor in report.extraction.actors for mention in actor.mentions]
        for mention in sorted(mentions, key=lambda one: (one.start, one.end, one.actor)):
            yield {
                "article_id": article_id,
                "sentence_no": facts.sentence_no(article_id, mention.start),
                "actor_id": facts.actor_of.get((article_id, mention.actor)),
                "char_start": mention.start,
                "char_end": mention.end,
                "text": mention.text,
                "role": mention.role,
            }


def actor_rows(facts: Facts) -> Iterator[Row]:
    """`actors`, with their counts."""
    meetings = Counter(id_ for one in facts.resolution.meetings for id_ in {who.actor_id for who in one.participants})
    agreements = Counter(id_ for one in facts.resolution.agreements for id_ in set(one.parties))
    for actor in sorted(facts.resolution.actors, key=lambda one: one.actor_id):
        yield {
            "actor_id": actor.actor_id,
            "kind": actor.kind,
            "name": actor.name,
            "name_fold": _folded(actor.name),
            "country": actor.country,
            "country_reason": actor.country_reason,
            "role": actor.role,
            "organisation": actor.organisation,
            "articles": len({member.article_id for member in actor.members}),
            "mentions": sum(len(document.mentions) for _, document in facts.documents(actor)),
            "meetings": meetings[actor.actor_id],
            "agreements": agreements[actor.actor_id],
        }


def actor_name_rows(facts: Facts) -> Iterator[Row]:
    """`actor_names`: every form with where it was read."""
    for actor in sorted(facts.resolution.actors, key=lambda one: one.actor_id):
        articles: dict[str, set[int]] = {actor.name: set()}
        mentions: Counter[str] = Counter()
        for article, document in facts.documents(actor):
            for name in (document.name, *document.names):
                articles.setdefault(name, set()).add(article.article_id)
            mentions.update(mention.text for mention in document.mentions)
        for name in sorted(articles):
            yield {
                "actor_id": actor.actor_id,
                "name": name,
                "name_fold": _folded(name),
                "mentions": mentions[name],
                "articles": len(articles[name]),
            }


def actor_role_rows(facts: Facts) -> Iterator[Row]:
    """`actor_roles`: every role with the dates of the articles that give it."""
    for actor in sorted(facts.resolution.actors, key=lambda one: one.actor_id):
        roles: dict[tuple[str, str | None], dict[int, str | None]] = {}
        for article, document in facts.documents(actor):
            for held in _roles(document):
                roles.setdefault(held, {})[article.article_id] = facts.published(article)
        for (role, organisation), seen in sorted(roles.items(), key=lambda item: (item[0][0], item[0][1] or "")):
            dates = sorted((when for when in seen.values() if bounds(when)[0]), key=by_date)
            yield {
                "actor_id": actor.actor_id,
                "role": role,
                "organisation": organisation,
                "first_seen": dates[0] if dates else None,
                "last_seen": dates[-1] if dates else None,
                "articles": len(seen),
            }


def meeting_rows(facts: Facts) -> Iterator[Row]:
    """`meetings`, the latest first, as lists show them."""
    for meeting in _ordered_meetings(facts):
        place = meeting.place or _NOWHERE
        yield {
            "meeting_id": meeting.meeting_id,
            "title": meeting_title(meeting, facts.actors),
            "status": meeting.status,
            "channel": meeting.channel,
            **dated(meeting),
            "venue": place.venue,
            "city": place.city,
            "country": place.country,
            "place_reason": place.reason or None,
            "countries": list(meeting.countries),
            **tellers(facts, meeting.articles),
            "conflicts": list(meeting.conflicts),
            "score": meeting.score,
        }


def participant_rows(facts: Facts) -> Iterator[Row]:
    """`participants` by actor, then the latest meeting first."""
    attended = [(meeting, who) for meeting in _ordered_meetings(facts) for who in meeting.participants]
    for meeting, who in sorted(attended, key=_by_actor):
        yield {"meeting_id": meeting.meeting_id, "actor_id": who.actor_id, "side": who.side, "role": who.role}


def agreement_rows(facts: Facts) -> Iterator[Row]:
    """`agreements`, the latest first."""
    for agreement in _ordered_agreements(facts):
        parties = (facts.actors[party] for party in agreement.parties)
        yield {
            "agreement_id": agreement.agreement_id,
            "title": agreement_title(agreement, facts.actors),
            "status": agreement.status,
            "instrument": agreement.instrument,
            "claimed_count": agreement.claimed_count,
            "claimed_by": agreement.claimed_by,
            "subjects": list(agreement.subjects),
            **dated(agreement),
            "countries": sorted({party.country for party in parties if party.country}),
            "meeting_id": agreement.meeting_id,
            **tellers(facts, agreement.articles),
            "score": agreement.score,
        }


def party_rows(facts: Facts) -> Iterator[Row]:
    """`parties`, as the agreements are ordered."""
    for agreement in _ordered_agreements(facts):
        for party in agreement.parties:
            yield {"agreement_id": agreement.agreement_id, "actor_id": party}


def evidence_rows(facts: Facts) -> Iterator[Row]:
    """`evidence`, fact by fact, article by article, in the order of the text."""
    for meeting in _ordered_meetings(facts):
        yield from quotations(facts, meeting.meeting_id, "meeting", meeting.evidence)
    for agreement in _ordered_agreements(facts):
        yield from quotations(facts, agreement.agreement_id, "agreement", agreement.evidence)
    for visit in ordered_visits(facts):
        yield from quotations(facts, visit.visit_id, "visit", visit.evidence)
    for told in ordered_statements(facts):
        yield from quotations(facts, told.statement_id, "statement", told.evidence)


def merge_rows(facts: Facts) -> Iterator[Row]:
    """`merges`, as resolution judged them."""
    for merge in facts.resolution.merges:
        yield {
            "kind": merge.kind,
            "fact_id": merge.fact_id,
            "left_id": merge.left_id,
            "right_id": merge.right_id,
            "left_label": merge.left_label,
            "right_label": merge.right_label,
            "verdict": merge.verdict,
            "score": merge.score,
            "reasons_for": list(merge.reasons_for),
            "reasons_against": list(merge.reasons_against),
            "decided_by": merge.decided_by,
            **_at("left", merge.left_at),
            **_at("right", merge.right_at),
        }


def _at(side: str, span: Span | None) -> Row:
    values = (span.article_id, span.start, span.end) if span else (None, None, None)
    return dict(zip((f"{side}_article_id", f"{side}_char_start", f"{side}_char_end"), values, strict=True))


def extraction_rows(facts: Facts) -> Iterator[Row]:
    """`extractions`: what `stored_reports` gives back."""
    for report in facts.fresh:
        yield {
            "article_id": report.article.article_id,
            "backend": report.extraction.backend,
            "backend_version": report.extraction.version,
            "report": msgspec.json.encode(report.extraction).decode(),
        }


def country_name_rows(_: Facts) -> Iterator[Row]:
    """`country_names`: all that the lexicon knows."""
    for country in lexicon.countries():
        yield {"country": country.code, "name": country.name}


TABLES: Mapping[str, Callable[[Facts], Iterator[Row]]] = {
    "articles": article_rows,
    "sentences": sentence_rows,
    "mentions": mention_rows,
    "actors": actor_rows,
    "actor_names": actor_name_rows,
    "actor_roles": actor_role_rows,
    "meetings": meeting_rows,
    "participants": participant_rows,
    "agreements": agreement_rows,
    "parties": party_rows,
    "visits": visit_rows,
    "visitors": visitor_rows,
    "visit_meetings": visit_meeting_rows,
    "statements": statement_rows,
    "statement_actors": statement_actor_rows,
    "evidence": evidence_rows,
    "merges": merge_rows,
    "extractions": extraction_rows,
    "country_names": country_name_rows,
}


def _told(facts: Facts, article_id: int) -> Row:
    article = facts.by_article[article_id].article
    dated = facts.inferred(article)
    return {
        "published": facts.published(article),
        "published_basis": "inferred" if dated else article.published_basis,
        "published_derivation": dated.derivation if dated else None,
        "origin_id": facts.origin(article.article_id),
    }


def _roles(document: DocumentActor) -> set[tuple[str, str | None]]:
    """Every (role, organisation) of one article; the organisation is known for the leading role only."""
    others = {(mention.role, None) for mention in document.mentions if mention.role and mention.role != document.role}
    return others | ({(document.role, document.organisation)} if document.role else set())


def _ordered_meetings(facts: Facts) -> list[Meeting]:
    return sorted(facts.resolution.meetings, key=lambda one: (latest_first(one.date), one.meeting_id))


def _ordered_agreements(facts: Facts) -> list[Agreement]:
    return sorted(facts.resolution.agreements, key=lambda one: (latest_first(one.date), one.agreement_id))


def _by_actor(attended: tuple[Meeting, Attendance]) -> tuple[int, int, int]:
    meeting, who = attended
    return who.actor_id, latest_first(meeting.date), meeting.meeting_id


@lru_cache(maxsize=100_000)  # names come again in every batch
def _folded(name: str) -> str:
    return fold(name)
