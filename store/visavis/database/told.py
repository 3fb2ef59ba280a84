"""The columns that every kind of event has: when it was and how that is known, and how many tell it."""

from collections.abc import Iterable

from visavis.database.days import bounds
from visavis.database.facts import Facts
from visavis.model import Agreement, Meeting, Statement, Visit

Row = dict[str, object]


def dated(fact: Meeting | Agreement | Visit | Statement) -> Row:
    """The date with the days that it allows, its basis and its derivation."""
    earliest, latest = bounds(fact.date)
    return {
        "date": fact.date,
        "date_earliest": earliest,
        "date_latest": latest,
        "date_basis": fact.date_basis,
        "date_derivation": fact.date_derivation,
    }


def tellers(facts: Facts, articles: Iterable[int]) -> Row:
    """How many articles, and how many independent origins among them."""
    told = set(articles)
    return {"articles": len(told), "origins": len({facts.origin(article_id) for article_id in told})}
