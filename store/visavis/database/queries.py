"""What the screen asks of a store: every question as one function that gives typed rows.

Values are always bound; the SQL is put together from the constants of this file only.
"""

from itertools import starmap
from typing import Any

from visavis.database.answers import (
    ActorRow,
    ArticleRow,
    CompanyRow,
    EventRow,
    NameRow,
    PartRow,
    Passage,
    Relationship,
    RoleRow,
    SentenceRow,
    Totals,
)
from visavis.database.folding import fold
from visavis.database.lists import row_of
from visavis.database.narrowing import holds
from visavis.database.rows import Rows

# --- one object ------------------------------------------------------------------------------------------------------


def actor(reader: Rows, actor_id: int) -> ActorRow | None:
    """One actor."""
    row = row_of(reader, "actors", actor_id)
    return row if isinstance(row, ActorRow) else None


def event(reader: Rows, fact_id: int) -> EventRow | None:
    """One meeting, agreement, visit or statement."""
    row = row_of(reader, "events", fact_id)
    return row if isinstance(row, EventRow) else None


def parts(reader: Rows, fact_id: int) -> tuple[PartRow, ...]:
    """Who took part, is party, went there, spoke or was spoken to, by side."""
    rows = reader.rows(
        """SELECT a.name, coalesce(p.side, a.country), p.role
           FROM participants p JOIN actors a USING (actor_id) WHERE p.meeting_id = $1
           UNION ALL
           SELECT a.name, a.country, NULL FROM parties p JOIN actors a USING (actor_id) WHERE p.agreement_id = $1
           UNION ALL
           SELECT a.name, coalesce(p.side, a.country), p.role
           FROM visitors p JOIN actors a USING (actor_id) WHERE p.visit_id = $1
           UNION ALL
           SELECT a.name, a.country, p.part
           FROM statement_actors p JOIN actors a USING (actor_id) WHERE p.statement_id = $1
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
            WHERE article_id = ? AND {holds("text_fold", words)} ORDER BY char_start""",
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


_MONTHS = """
    WITH pair AS (
        SELECT country_a, country_b FROM relationship_months
        WHERE $1 IS NULL OR country_a || '-' || country_b = $1
        GROUP BY ALL ORDER BY sum(meetings + agreements) DESC, country_a, country_b LIMIT 1
    )
    SELECT coalesce(n.name, country_a), coalesce(m.name, country_b), month, meetings::INTEGER, agreements::INTEGER
    FROM relationship_months JOIN pair USING (country_a, country_b)
    LEFT JOIN country_names n ON n.country = country_a LEFT JOIN country_names m ON m.country = country_b
    ORDER BY month NULLS LAST"""


def relationship(reader: Rows, pair: str | None = None) -> Relationship | None:
    """A pair of countries ("CHN-CUB", in the order of their codes), else the one that most facts join.

    None where no fact that happened joins two.
    """
    rows = reader.rows(_MONTHS, [pair])
    if not rows:
        return None
    return Relationship(
        names=rows[0][:2],
        months=tuple((month, meetings + agreements) for _, _, month, meetings, agreements in rows if month),
        vague=sum(meetings + agreements for _, _, month, meetings, agreements in rows if not month),
        meetings=sum(row[3] for row in rows),
        agreements=sum(row[4] for row in rows),
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
