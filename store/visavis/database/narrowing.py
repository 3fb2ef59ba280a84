"""What a list is narrowed to: by a row of another list, by filters, by words; each as a condition with its values.

Values are always bound; the SQL is put together from the constants of this module only.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from visavis.database import filters
from visavis.database.answers import Scope
from visavis.database.filters import INVOLVES, PARTS
from visavis.database.folding import fold
from visavis.database.rows import Rows

Kind = Literal["actors", "events", "sources"]

# A word, folded, is looked for in every text that belongs to a row, and found in any of them.
_EVENT_HOLDS = f"""(contains(e.text_fold, ?) OR e.fact_id IN (
    SELECT fact_id FROM ({PARTS}) WHERE actor_id IN (SELECT actor_id FROM actor_names WHERE contains(name_fold, ?))))"""

TABLES: Mapping[Kind, tuple[str, str]] = {
    "actors": ("listed_actors a", "a.actor_id"),
    "events": ("listed_events e", "e.fact_id"),
    "sources": ("listed_sources s", "s.article_id"),
}


class Narrowing:
    """The conditions of one list with their parameters, in the order in which both appear in the SQL."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def add(self, condition: str, value: object) -> None:
        """Narrow by `condition`, whose every question mark stands for `value`; None narrows nothing."""
        if value is not None:
            self.bind(condition, [value] * condition.count("?"))

    def bind(self, condition: str, values: Sequence[object]) -> None:
        """Narrow by `condition`, each question mark of which stands for one of `values`."""
        self.conditions.append(condition)
        self.parameters += values

    def where(self) -> str:
        """All conditions, for a WHERE."""
        return " AND ".join(self.conditions) or "true"


def holds(text: str, words: Sequence[str]) -> str:
    """The condition that `text` holds all words; it takes each word as one parameter."""
    return "(" + (" AND ".join(f"contains({text}, ?)" for _ in words) or "true") + ")"


def _narrowed_actors(scope: Scope, words: Sequence[str]) -> Narrowing:
    narrow = Narrowing()
    narrow.add(f"a.actor_id IN (SELECT actor_id FROM ({PARTS}) WHERE fact_id = ?)", scope.event)
    narrow.add("a.actor_id IN (SELECT actor_id FROM mentions WHERE article_id = ?)", scope.source)
    if scope.filters:
        events, values = filters.events_of(scope.filters)
        countries, _ = filters.events_of(scope.filters, "DISTINCT unnest(e.countries)")
        narrow.bind(
            f"""a.actor_id IN (
                SELECT actor_id FROM ({PARTS}) WHERE fact_id IN ({events})
                UNION ALL SELECT actor_id FROM actors WHERE kind = 'country' AND country IN ({countries}))""",
            [*values, *values],
        )
    for word in words:
        narrow.add("contains(a.text_fold, ?)", word)
    return narrow


def _narrowed_events(scope: Scope, words: Sequence[str]) -> Narrowing:
    narrow = Narrowing()
    narrow.add(INVOLVES, scope.actor)
    narrow.add("e.fact_id IN (SELECT fact_id FROM evidence WHERE article_id = ?)", scope.source)
    for condition, values in filters.conditions(scope.filters):
        narrow.bind(condition, values)
    for word in words:
        narrow.add(_EVENT_HOLDS, word)
    return narrow


def _narrowed_sources(scope: Scope, words: Sequence[str]) -> Narrowing:
    narrow = Narrowing()
    narrow.add("s.article_id IN (SELECT article_id FROM mentions WHERE actor_id = ?)", scope.actor)
    narrow.add("s.article_id IN (SELECT article_id FROM evidence WHERE fact_id = ?)", scope.event)
    publishers = [one.value for one in scope.filters if one.field == "publisher"]
    if publishers:
        narrow.bind("list_contains(?::VARCHAR[], s.publisher)", [publishers])
    if others := [one for one in scope.filters if one.field != "publisher"]:
        events, values = filters.events_of(others)
        narrow.bind(f"s.article_id IN (SELECT article_id FROM evidence WHERE fact_id IN ({events}))", values)
    if words and not scope.texts:
        narrow.bind(holds("s.text_fold", words), words)
    elif words:
        sentences = f"SELECT t.article_id FROM sentences t WHERE {holds('t.text_fold', words)}"
        narrow.bind(f"({holds('s.text_fold', words)} OR s.article_id IN ({sentences}))", [*words, *words])
    return narrow


_NARROWED: Mapping[Kind, Callable[[Scope, Sequence[str]], Narrowing]] = {
    "actors": _narrowed_actors,
    "events": _narrowed_events,
    "sources": _narrowed_sources,
}


def narrowed(kind: Kind, scope: Scope) -> Narrowing:
    """What `scope` asks of the rows of a list, on the aliases of TABLES."""
    return _NARROWED[kind](scope, fold(scope.search).split())


def prepared(reader: Rows, kind: Kind, scope: Scope) -> Narrowing:
    """The same, once the earlier states of the store that it compares with can be read beside the present one."""
    for one in scope.filters:
        if one.field == "new":
            filters.attach(reader, one.value)
    return narrowed(kind, scope)
