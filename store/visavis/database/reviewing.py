"""What waits for a person: pairs that the rules could not tell apart or join, and articles without a date."""

from dataclasses import dataclass
from typing import Any

from visavis.database import queries
from visavis.database.answers import ActorRow, ArticleRow, EventRow, NameRow, PartRow, RoleRow
from visavis.database.rows import Rows
from visavis.journal import Spot
from visavis.model import ResolvedKind

MOST = 500  # of each kind that are listed at once; the counts beside them are true

# Words that hang on the date of their article: how many facts of it have no certain year.
_UNDATED = """
    SELECT s.article_id, count(DISTINCT v.fact_id) FROM articles s
    JOIN evidence v USING (article_id)
    WHERE s.published IS NULL OR s.published_basis = 'inferred'
    GROUP BY 1 ORDER BY 2 DESC, 1"""
_PAIRS = """
    SELECT kind, left_id, right_id, left_label, right_label, score, reasons_for, reasons_against,
           left_article_id, left_char_start, left_char_end, right_article_id, right_char_start, right_char_end
    FROM merges WHERE verdict = 'unsure'
    ORDER BY score DESC, kind, left_label, right_label, left_id, right_id"""


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair as its article gave it; without offsets where no words tell of it."""

    record_id: int
    label: str
    article_id: int | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one, with what speaks for it and against it."""

    kind: ResolvedKind
    left: Side
    right: Side
    score: float
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undated:
    """An article that gives no date of its own, and how many facts it tells."""

    article_id: int
    facts: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The first of what waits, the likeliest pairs first, and how many there are in all."""

    items: tuple[Pair | Undated, ...]
    pairs: int
    undated: int


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of one side: the article, the words in it, and the actor or the facts they tell of now."""

    side: Side
    article: ArticleRow | None
    words: str
    actor: ActorRow | None = None
    roles: tuple[RoleRow, ...] = ()
    names: tuple[NameRow, ...] = ()
    events: tuple[tuple[EventRow, tuple[PartRow, ...]], ...] = ()

    @property
    def spot(self) -> Spot | None:
        """How a decision names this side."""
        if self.side.start is None or self.side.end is None or not self.words:
            return None
        return Spot(str(self.side.article_id), self.side.start, self.side.end, self.words)


def queue(reader: Rows) -> Queue:
    """What waits for a decision."""
    pairs, undated = reader.rows(f"{_PAIRS} LIMIT {MOST}"), reader.rows(f"{_UNDATED} LIMIT {MOST}")
    counts = [
        reader.rows("SELECT count(*) FROM merges WHERE verdict = 'unsure'")[0][0] if len(pairs) == MOST else len(pairs),
        reader.rows(f"SELECT count(*) FROM ({_UNDATED})")[0][0] if len(undated) == MOST else len(undated),
    ]
    return Queue((*map(_pair, pairs), *(Undated(*row) for row in undated)), *counts)


def _pair(row: tuple[Any, ...]) -> Pair:
    kind, left_id, right_id, left, right, score, pro, contra, *spans = row
    sides = Side(left_id, left, *spans[:3]), Side(right_id, right, *spans[3:])
    return Pair(kind, *sides, score, tuple(pro or ()), tuple(contra or ()))


def card(reader: Rows, kind: ResolvedKind, side: Side) -> Card:
    """Everything to show of one side of a pair."""
    article = queries.article(reader, side.article_id) if side.article_id is not None else None
    if article is None:
        return Card(side, None, "")
    words = article.text[side.start : side.end]
    where = [side.article_id, side.start, side.end]
    if kind == "actor":
        found = reader.rows(
            "SELECT min(actor_id) FROM mentions WHERE article_id = ? AND char_start = ? AND char_end = ?", where
        )[0][0]
        if found is None:
            return Card(side, article, words)
        roles, names = queries.roles(reader, found), queries.names(reader, found)
        return Card(side, article, words, queries.actor(reader, found), roles, names)
    facts = reader.rows(
        """SELECT DISTINCT fact_id FROM evidence
           WHERE article_id = ? AND char_start = ? AND char_end = ? AND field = 'event' AND fact_kind = ?
           ORDER BY fact_id""",
        [*where, kind],
    )
    events = ((queries.event(reader, fact_id), queries.parts(reader, fact_id)) for (fact_id,) in facts)
    return Card(side, article, words, events=tuple((event, parts) for event, parts in events if event))
