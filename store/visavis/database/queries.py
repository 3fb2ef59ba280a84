"""What the screen asks of a store: every question as one function that gives typed rows.

Values are always bound; the SQL is put together from the constants of this file only.
"""

from collections.abc import Sequence
from itertools import starmap
from typing import Any, Protocol

from visavis.database.answers import (
    ActorRow,
    ArticleRow,
    CompanyRow,
    EventRow,
    Listing,
    NameRow,
    PartRow,
    Passage,
    Relationship,
    RoleRow,
    Row,
    Scope,
    SentenceRow,
    SourceRow,
    Totals,
)
from visavis.database.folding import fold

LIMIT = 500  # rows of one list; the count beside it is always the true one


class Rows(Protocol):
    """Whatever runs one query: `connection.Reader`, or a stand-in of a test."""

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of `sql`; raises a VisavisError."""


class StoreReader(Rows, Protocol):
    """What a screen that stays open needs besides: `connection.Reader`."""

    def refresh(self) -> bool:
        """Turn to the newest state of the store; whether there was a newer one."""

    def close(self) -> None:
        """Let the store go."""


# --- lists -----------------------------------------------------------------------------------------------------------

_EVENTS = """
    SELECT meeting_id AS fact_id, 'meeting' AS kind, title, status, channel, date, date_basis, date_derivation,
           venue, city, country, NULL AS instrument, NULL AS claimed_count, NULL AS claimed_by, [] AS subjects,
           conflicts, articles, origins, date_earliest, date_latest, countries
    FROM meetings
    UNION ALL
    SELECT agreement_id, 'agreement', title, status, NULL, date, date_basis, date_derivation,
           NULL, NULL, NULL, instrument, claimed_count, claimed_by, subjects, [],
           articles, origins, date_earliest, date_latest, countries
    FROM agreements"""
_PARTS = """
    SELECT meeting_id AS fact_id, actor_id FROM participants UNION ALL SELECT agreement_id, actor_id FROM parties"""
_ACTOR_TEXT = """concat_ws(' ', a.name_fold, fold(concat_ws(' ', a.role, a.organisation, a.country)),
    (SELECT string_agg(n.name_fold, ' ') FROM actor_names n WHERE n.actor_id = a.actor_id),
    (SELECT string_agg(c.name_fold, ' ') FROM actors c WHERE c.kind = 'country' AND c.country = a.country),
    (SELECT string_agg(fold(r.role), ' ') FROM actor_roles r WHERE r.actor_id = a.actor_id))"""
_EVENT_TEXT = f"""concat_ws(' ',
    fold(concat_ws(' ', e.title, e.kind, e.status, e.date, e.venue, e.city, e.country, e.instrument, e.claimed_by)),
    fold(array_to_string(e.subjects, ' ')),
    (SELECT string_agg(n.name_fold, ' ')
     FROM ({_PARTS}) p JOIN actor_names n USING (actor_id) WHERE p.fact_id = e.fact_id),
    (SELECT string_agg(c.name_fold, ' ') FROM actors c
     WHERE c.kind = 'country' AND list_contains(e.countries, c.country)))"""
_SOURCE_TEXT = "fold(concat_ws(' ', s.title, s.publisher, s.published))"


class _Narrowing:
    """The conditions of one list with their parameters, in the order in which both appear in the SQL."""

    def __init__(self) -> None:
        self.conditions: list[str] = []
        self.parameters: list[object] = []

    def add(self, condition: str, value: object) -> None:
        """Narrow by `condition`, whose every question mark stands for `value`; None narrows nothing."""
        if value is not None:
            self.conditions.append(condition)
            self.parameters += [value] * condition.count("?")

    def where(self) -> str:
        return " AND ".join(self.conditions) or "true"


def _holds(text: str, words: Sequence[str]) -> str:
    """The condition that `text` holds all words; it takes each word as one parameter."""
    return "(" + (" AND ".join(f"contains({text}, ?)" for _ in words) or "true") + ")"


def actors(reader: Rows, scope: Scope) -> Listing[ActorRow]:
    """People first, then organisations and countries; within each the busiest first."""
    words, narrow = fold(scope.search).split(), _Narrowing()
    narrow.add(f"a.actor_id IN (SELECT actor_id FROM ({_PARTS}) WHERE fact_id = ?)", scope.event)
    narrow.add("a.actor_id IN (SELECT actor_id FROM mentions WHERE article_id = ?)", scope.source)
    for word in words:
        narrow.add(f"contains({_ACTOR_TEXT}, ?)", word)
    rows = reader.rows(_actor_sql(narrow.where(), words), [*words, *words, *narrow.parameters])
    return _listing(reader, "actors", [ActorRow(*row[:-1]) for row in rows], rows)


def _actor_sql(condition: str, words: Sequence[str] = ()) -> str:
    return f"""
        SELECT a.actor_id, a.kind, a.name, a.country, a.country_reason, a.role, a.organisation,
               a.meetings, a.agreements, a.articles,
               CASE WHEN NOT {_holds("a.name_fold", words)}
                    THEN (SELECT arg_max(n.name, n.mentions) FROM actor_names n
                          WHERE n.actor_id = a.actor_id AND {_holds("n.name_fold", words)}) END,
               count(*) OVER ()
        FROM actors a WHERE {condition}
        ORDER BY array_position(['person', 'organisation', 'country'], a.kind),
                 a.meetings + a.agreements DESC, a.mentions DESC, a.name, a.actor_id
        LIMIT {LIMIT}"""


def events(reader: Rows, scope: Scope) -> Listing[EventRow]:
    """Meetings and agreements, the latest first; those without any date last."""
    words, narrow = fold(scope.search).split(), _Narrowing()
    narrow.add(
        f"""(e.fact_id IN (SELECT fact_id FROM ({_PARTS}) WHERE actor_id = ?)
            OR list_has_any(e.countries,
                            (SELECT list(country) FROM actors WHERE kind = 'country' AND actor_id = ?)))""",
        scope.actor,
    )
    narrow.add("e.fact_id IN (SELECT fact_id FROM evidence WHERE article_id = ?)", scope.source)
    for word in words:
        narrow.add(f"contains({_EVENT_TEXT}, ?)", word)
    rows = reader.rows(_event_sql(narrow.where()), narrow.parameters)
    return _listing(reader, f"({_EVENTS})", [_event(row) for row in rows], rows)


def _event_sql(condition: str) -> str:
    return f"""
        SELECT e.fact_id, e.kind, e.title, e.status, e.channel, e.date, e.date_basis, e.date_derivation,
               e.venue, e.city, e.country, e.instrument, e.claimed_count, e.claimed_by,
               coalesce(e.subjects, []), coalesce(e.conflicts, []),
               e.articles, e.origins,
               e.status <> 'denied' AND EXISTS (FROM evidence v WHERE v.fact_id = e.fact_id AND v.stance = 'denied'),
               count(*) OVER ()
        FROM ({_EVENTS}) e WHERE {condition}
        ORDER BY e.date_earliest DESC NULLS LAST, e.date_latest DESC NULLS LAST, e.date DESC NULLS LAST,
                 e.title, e.fact_id
        LIMIT {LIMIT}"""


def _event(row: tuple[Any, ...]) -> EventRow:
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row[:-1]]
    return EventRow(*fields)


def sources(reader: Rows, scope: Scope) -> Listing[SourceRow]:
    """Articles, the newest first; those without a date last."""
    words, narrow = fold(scope.search).split(), _Narrowing()
    narrow.add("s.article_id IN (SELECT article_id FROM mentions WHERE actor_id = ?)", scope.actor)
    narrow.add("s.article_id IN (SELECT article_id FROM evidence WHERE fact_id = ?)", scope.event)
    sentence = f"FROM sentences t WHERE t.article_id = s.article_id AND {_holds('t.text_fold', words)}"
    if words:
        narrow.conditions.append(f"({_holds(_SOURCE_TEXT, words)} OR EXISTS ({sentence}))")
        narrow.parameters += [*words, *words]
    matched = f"(SELECT arg_min(t.text, t.sentence_no) {sentence})" if words else "NULL"
    rows = reader.rows(
        f"""SELECT s.article_id, s.title, s.publisher, s.published, s.published_basis, s.language,
                   (SELECT count(DISTINCT fact_id) FROM evidence v WHERE v.article_id = s.article_id),
                   s.source,
                   (SELECT concat_ws(': ', o.publisher, o.title) FROM articles o
                    WHERE o.article_id = s.origin_id AND o.article_id <> s.article_id),
                   {matched}, count(*) OVER ()
            FROM articles s WHERE {narrow.where()}
            ORDER BY s.published DESC NULLS LAST, s.publisher, s.title, s.article_id LIMIT {LIMIT}""",
        [*words, *narrow.parameters],
    )
    return _listing(reader, "articles", [SourceRow(*row[:-1]) for row in rows], rows)


def _listing(reader: Rows, table: str, made: list[Row], rows: list[tuple[Any, ...]]) -> Listing[Row]:
    total: int = reader.rows(f"SELECT count(*) FROM {table}")[0][0]
    return Listing(tuple(made), rows[0][-1] if rows else 0, total)


# --- one object ------------------------------------------------------------------------------------------------------


def actor(reader: Rows, actor_id: int) -> ActorRow | None:
    """One actor."""
    rows = reader.rows(_actor_sql("a.actor_id = ?"), [actor_id])
    return ActorRow(*rows[0][:-1]) if rows else None


def event(reader: Rows, fact_id: int) -> EventRow | None:
    """One meeting or agreement."""
    rows = reader.rows(_event_sql("e.fact_id = ?"), [fact_id])
    return _event(rows[0]) if rows else None


def parts(reader: Rows, fact_id: int) -> tuple[PartRow, ...]:
    """Who took part or is party, by side."""
    rows = reader.rows(
        """SELECT a.name, coalesce(p.side, a.country), p.role
           FROM participants p JOIN actors a USING (actor_id) WHERE p.meeting_id = $1
           UNION ALL
           SELECT a.name, a.country, NULL FROM parties p JOIN actors a USING (actor_id) WHERE p.agreement_id = $1
           ORDER BY 2 NULLS LAST, 1""",
        [fact_id],
    )
    return tuple(starmap(PartRow, rows))


def evidence(reader: Rows, fact_id: int) -> tuple[Passage, ...]:
    """The words behind one fact, in the order of their articles (the earliest telling first) and of the text."""
    rows = reader.rows(
        """SELECT v.article_id, v.sentence_no, v.char_start, v.char_end, v.field, a.name, v.stance, v.speaker
           FROM evidence v LEFT JOIN actors a ON a.actor_id = v.subject_id JOIN articles s USING (article_id)
           WHERE v.fact_id = ?
           ORDER BY s.published NULLS LAST, v.article_id, v.char_start, v.char_end DESC, v.field, a.name""",
        [fact_id],
    )
    return tuple(starmap(Passage, rows))


def mentions(reader: Rows, actor_id: int) -> tuple[Passage, ...]:
    """Where an actor is named, in the order of articles and of the text."""
    rows = reader.rows(
        """SELECT m.article_id, m.sentence_no, m.char_start, m.char_end, 'mention', a.name, 'asserted', NULL
           FROM mentions m JOIN actors a USING (actor_id) JOIN articles s USING (article_id)
           WHERE m.actor_id = ? ORDER BY s.published NULLS LAST, m.article_id, m.char_start""",
        [actor_id],
    )
    return tuple(starmap(Passage, rows))


def facts_in(reader: Rows, article_id: int) -> tuple[Passage, ...]:
    """All evidence that one article gives, in the order of its text."""
    rows = reader.rows(
        """SELECT v.article_id, v.sentence_no, v.char_start, v.char_end, v.field, a.name, v.stance, v.speaker
           FROM evidence v LEFT JOIN actors a ON a.actor_id = v.subject_id
           WHERE v.article_id = ? ORDER BY v.char_start, v.char_end DESC, v.field, a.name""",
        [article_id],
    )
    return tuple(starmap(Passage, rows))


def hits(reader: Rows, article_id: int, search: str) -> tuple[Passage, ...]:
    """The sentences of one article that hold all words of a search."""
    words = fold(search).split()
    rows = reader.rows(
        f"""SELECT article_id, sentence_no, char_start, char_end, 'found', NULL, 'asserted', NULL FROM sentences
            WHERE article_id = ? AND {_holds("text_fold", words)} ORDER BY char_start""",
        [article_id, *words],
    )
    return tuple(starmap(Passage, rows))


def article(reader: Rows, article_id: int) -> ArticleRow | None:
    """One article with its text and sentences."""
    rows = reader.rows(
        """SELECT article_id, title, publisher, url, published, published_basis, published_derivation, source, text
           FROM articles WHERE article_id = ?""",
        [article_id],
    )
    sentences = reader.rows(
        "SELECT sentence_no, zone, char_start, char_end FROM sentences WHERE article_id = ? ORDER BY char_start",
        [article_id],
    )
    if not rows:
        return None
    fields: list[Any] = [*rows[0], tuple(starmap(SentenceRow, sentences))]
    return ArticleRow(*fields)


def roles(reader: Rows, actor_id: int) -> tuple[RoleRow, ...]:
    """The roles an actor was seen in, the latest first."""
    rows = reader.rows(
        """SELECT role, organisation, first_seen, last_seen FROM actor_roles WHERE actor_id = ?
           ORDER BY last_seen DESC NULLS LAST, articles DESC, role""",
        [actor_id],
    )
    return tuple(starmap(RoleRow, rows))


def names(reader: Rows, actor_id: int) -> tuple[NameRow, ...]:
    """Every form of an actor's name, the most used first."""
    rows = reader.rows(
        "SELECT name, mentions FROM actor_names WHERE actor_id = ? ORDER BY mentions DESC, name", [actor_id]
    )
    return tuple(starmap(NameRow, rows))


def company(reader: Rows, actor_id: int) -> tuple[CompanyRow, ...]:
    """Who else was at meetings that were held with this actor, the most frequent first."""
    rows = reader.rows(
        """SELECT a.name, count(DISTINCT o.meeting_id) FROM participants p
           JOIN meetings m USING (meeting_id) JOIN participants o USING (meeting_id)
           JOIN actors a ON a.actor_id = o.actor_id
           WHERE p.actor_id = $1 AND o.actor_id <> $1 AND m.status = 'held'
           GROUP BY a.actor_id, a.name ORDER BY 2 DESC, 1""",
        [actor_id],
    )
    return tuple(starmap(CompanyRow, rows))


# --- the header ------------------------------------------------------------------------------------------------------


def relationship(reader: Rows) -> Relationship | None:
    """The pair of countries that most facts join; None where no fact that happened joins two."""
    pairs = reader.rows(
        """SELECT country_a, country_b FROM relationships
           GROUP BY ALL ORDER BY sum(meetings + agreements) DESC, country_a, country_b LIMIT 1"""
    )
    if not pairs:
        return None
    left, right = pairs[0]
    named: dict[str, str] = dict(
        reader.rows(
            "SELECT country, min(name) FROM actors WHERE kind = 'country' AND country IN (?, ?) GROUP BY 1", pairs[0]
        )
    )
    months = reader.rows(
        """SELECT month, sum(meetings + agreements)::INTEGER FROM relationships
           WHERE country_a = ? AND country_b = ? GROUP BY 1 ORDER BY 1""",
        pairs[0],
    )
    return Relationship(
        names=(named.get(left, left), named.get(right, right)),
        months=tuple((month, facts) for month, facts in months if month),
        vague=sum(facts for month, facts in months if month is None),
    )


def totals(reader: Rows) -> Totals:
    """How much the store holds."""
    rows = reader.rows(
        """SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM actors WHERE kind = 'person'),
                  (SELECT count(*) FROM meetings WHERE status = 'held'),
                  (SELECT count(*) FROM meetings WHERE status <> 'held'),
                  count(*) FILTER (status IN ('signed', 'announced') AND claimed_by IS NULL),
                  count(*) FILTER (status NOT IN ('signed', 'announced') OR claimed_by IS NOT NULL)
           FROM agreements"""
    )
    return Totals(*rows[0])
