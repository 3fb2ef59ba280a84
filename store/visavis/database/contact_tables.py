"""Visits and statements to tables: generators of rows, as in `tables`."""

from collections.abc import Iterator

from visavis.database.contact_titles import statement_title, visit_title
from visavis.database.days import latest_first
from visavis.database.facts import Facts
from visavis.database.told import Row, dated, tellers
from visavis.model import Statement, Visit


def visit_rows(facts: Facts) -> Iterator[Row]:
    """`visits`, the latest first."""
    for visit in ordered_visits(facts):
        yield {
            "visit_id": visit.visit_id,
            "title": visit_title(visit, facts.actors),
            "status": visit.status,
            **dated(visit),
            "city": visit.city,
            "country": visit.country,
            "countries": sorted({visit.country, *(who.side for who in visit.visitors if who.side)}),
            **tellers(facts, visit.articles),
        }


def visitor_rows(facts: Facts) -> Iterator[Row]:
    """`visitors`, as the visits are ordered."""
    for visit in ordered_visits(facts):
        for who in visit.visitors:
            yield {"visit_id": visit.visit_id, "actor_id": who.actor_id, "side": who.side, "role": who.role}


def visit_meeting_rows(facts: Facts) -> Iterator[Row]:
    """`visit_meetings`, as the visits are ordered."""
    for visit in ordered_visits(facts):
        for meeting_id in visit.meetings:
            yield {"visit_id": visit.visit_id, "meeting_id": meeting_id}


def statement_rows(facts: Facts) -> Iterator[Row]:
    """`statements`, the latest first."""
    for told in ordered_statements(facts):
        who = (facts.actors[actor_id] for actor_id in (*told.speakers, *told.addressees))
        yield {
            "statement_id": told.statement_id,
            "kind": told.kind,
            "title": statement_title(told, facts.actors),
            **dated(told),
            "countries": sorted({actor.country for actor in who if actor.country}),
            "meeting_id": told.meeting_id,
            "agreement_id": told.agreement_id,
            "answers_id": told.answers_id,
            **tellers(facts, told.articles),
        }


def statement_actor_rows(facts: Facts) -> Iterator[Row]:
    """`statement_actors`, as the statements are ordered, speakers before addressees."""
    for told in ordered_statements(facts):
        for part, actors in (("speaker", told.speakers), ("addressee", told.addressees)):
            for actor_id in actors:
                yield {"statement_id": told.statement_id, "actor_id": actor_id, "part": part}


def ordered_visits(facts: Facts) -> list[Visit]:
    """All visits, the latest first."""
    return sorted(facts.resolution.visits, key=lambda one: (latest_first(one.date), one.visit_id))


def ordered_statements(facts: Facts) -> list[Statement]:
    """All statements, the latest first."""
    return sorted(facts.resolution.statements, key=lambda one: (latest_first(one.date), one.statement_id))
