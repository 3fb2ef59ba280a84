"""The whole record of one object: every telling of an event, the life of an actor, the way of an article."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from visavis.database.rows import Rows


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence that tells an event, with its stance, who says so, and the article; `copy_of` is whose text it is."""

    article_id: int
    publisher: str | None
    title: str
    source: str
    published: str | None
    published_basis: str
    copy_of: str | None
    stance: str
    speaker: str | None
    sentence: str
    start: int  # of the words that tell it, in the sentence
    end: int


@dataclass(frozen=True, slots=True)
class Judged:
    """Why two tellings are one fact, or were kept apart."""

    left: str
    right: str
    verdict: str
    score: float
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    decided_by: str


@dataclass(frozen=True, slots=True)
class Met:
    """One meeting of an actor: its role there, and everybody else."""

    date: str | None
    status: str
    title: str
    role: str | None
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A form of an actor's name, how often it stands where."""

    name: str
    mentions: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of the same origin."""

    publisher: str | None
    title: str
    source: str
    published: str | None
    first: bool


_TOLD = """
    SELECT v.article_id, s.publisher, s.title, s.source, s.published, s.published_basis,
           CASE WHEN o.article_id <> s.article_id THEN concat_ws(': ', o.publisher, o.title) END,
           v.stance, v.speaker, t.text,
           greatest(v.char_start - t.char_start, 0), least(v.char_end, t.char_end) - t.char_start
    FROM evidence v JOIN articles s USING (article_id)
    JOIN sentences t ON t.article_id = v.article_id AND t.sentence_no = v.sentence_no
    LEFT JOIN articles o ON o.article_id = s.origin_id
    WHERE v.fact_id = ? AND v.field = 'event'
    ORDER BY s.published NULLS LAST, v.article_id, v.char_start"""
_JUDGED = """
    SELECT left_label, right_label, verdict, score, reasons_for, reasons_against, decided_by FROM merges
    WHERE fact_id = ? ORDER BY score DESC, left_label, right_label"""
_MET = """
    SELECT m.date, m.status, m.title, any_value(p.role),
           coalesce(list(a.name ORDER BY a.name) FILTER (a.actor_id <> $1), [])
    FROM participants p JOIN meetings m USING (meeting_id)
    LEFT JOIN participants q ON q.meeting_id = m.meeting_id LEFT JOIN actors a ON a.actor_id = q.actor_id
    WHERE p.actor_id = $1
    GROUP BY m.meeting_id, m.date, m.status, m.title, m.date_earliest, m.date_latest
    ORDER BY m.date_earliest DESC NULLS LAST, m.date_latest DESC NULLS LAST, m.meeting_id LIMIT $2"""
_WRITTEN = """
    SELECT m.text, count(*), list(DISTINCT coalesce(s.publisher, nullif(s.title, ''), s.source))
    FROM mentions m JOIN articles s USING (article_id) WHERE m.actor_id = ? GROUP BY 1 ORDER BY 2 DESC, 1"""
_COPIES = """
    SELECT publisher, title, source, published, article_id = origin_id FROM articles
    WHERE origin_id = (SELECT origin_id FROM articles WHERE article_id = ?)
    ORDER BY article_id <> origin_id, published NULLS LAST, article_id"""


def tellings(reader: Rows, fact_id: int) -> tuple[Told, ...]:
    """Every sentence that tells an event, the earliest article first."""
    return tuple(starmap(Told, reader.rows(_TOLD, [fact_id])))


def judgements(reader: Rows, object_id: int) -> tuple[Judged, ...]:
    """Why the records of an object are one."""
    return tuple(Judged(*map(_frozen, row)) for row in reader.rows(_JUDGED, [object_id]))


def meetings_of(reader: Rows, actor_id: int, most: int) -> tuple[Met, ...]:
    """The meetings of an actor, the latest first."""
    return tuple(Met(*map(_frozen, row)) for row in reader.rows(_MET, [actor_id, most]))


def names_of(reader: Rows, actor_id: int) -> tuple[Written, ...]:
    """Every form of an actor's name with the outlets that write it so."""
    return tuple(Written(*map(_frozen, row)) for row in reader.rows(_WRITTEN, [actor_id]))


def copies_of(reader: Rows, article_id: int) -> tuple[Copy, ...]:
    """All articles with the text of this one, the first telling first."""
    return tuple(starmap(Copy, reader.rows(_COPIES, [article_id])))


def _frozen(value: Any) -> Any:  # noqa: ANN401 - a cell of any type
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
