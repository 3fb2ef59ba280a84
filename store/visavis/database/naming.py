"""What people name, by id or by name, as the words that tell of it: how a decision names its objects."""

from dataclasses import dataclass
from typing import cast

from visavis.database.folding import fold
from visavis.database.rows import Rows
from visavis.errors import JournalError
from visavis.journal import Spot
from visavis.model import FactKind, ResolvedKind


@dataclass(frozen=True, slots=True)
class Named:
    """An object of the store: what it is, and words that tell of it."""

    kind: ResolvedKind
    spot: Spot


_MENTIONS = """
    SELECT article_id, char_start, char_end, text FROM mentions
    WHERE actor_id = ? ORDER BY length(text) DESC, article_id, char_start LIMIT 1"""
_EVENTS = """
    SELECT article_id, char_start, char_end, quote, fact_kind FROM evidence
    WHERE fact_id = ? AND field = 'event' ORDER BY article_id, char_start"""
_PEOPLE = """
    SELECT article_id, char_start, char_end FROM evidence
    WHERE fact_id = ? AND field IN ('participant', 'party') ORDER BY ALL"""
_JUDGED = """
    SELECT DISTINCT kind, left_article_id, left_char_start, left_char_end,
           (SELECT substr(text, left_char_start + 1, left_char_end - left_char_start)
            FROM articles WHERE article_id = left_article_id)
    FROM (SELECT kind, left_id, left_article_id, left_char_start, left_char_end FROM merges
          UNION ALL SELECT kind, right_id, right_article_id, right_char_start, right_char_end FROM merges)
    WHERE left_id = ? AND left_article_id IS NOT NULL"""
_BEARERS = """
    SELECT DISTINCT actor_id, kind FROM actors LEFT JOIN actor_names n USING (actor_id)
    WHERE kind <> 'country' AND (actors.name_fold = ? OR n.name_fold = ?) ORDER BY actor_id"""


def named(reader: Rows, wanted: str) -> Named:
    """The object with an id (of an actor, meeting, agreement, or a side of a judgement), or the one actor of a name.

    Raises JournalError where nothing, or more than one actor, answers.
    """
    if wanted.lstrip("#").isdecimal() and len(wanted) <= 20:
        return _by_id(reader, int(wanted.lstrip("#")))
    found = reader.rows(_BEARERS, [fold(wanted), fold(wanted)])
    if len(found) != 1:
        problem = f"{len(found)} actors bear the name '{wanted}'" if found else f"no actor bears the name '{wanted}'"
        raise JournalError(problem, cure='name it by its id: visavis sql "select actor_id, name from actors"')
    return _by_id(reader, found[0][0])


def _by_id(reader: Rows, wanted: int) -> Named:
    judged = reader.rows(_JUDGED, [wanted])
    if len(judged) == 1:
        kind, article_id, start, end, words = judged[0]
        return Named(kind, Spot(str(article_id), start, end, words or ""))
    spots = told_by(reader, wanted)
    if spots:
        return spots[0]
    mentions = reader.rows(_MENTIONS, [wanted])
    if not mentions:
        raise JournalError(f"{wanted}: no actor, meeting, agreement or judgement has this id, or words to name it by")
    article_id, start, end, words = mentions[0]
    return Named("actor", Spot(str(article_id), start, end, words))


def told_by(reader: Rows, fact_id: int) -> list[Named]:
    """Every place that tells a meeting or an agreement, with its people; none for other ids."""
    people: dict[int, list[tuple[int, int]]] = {}
    for article_id, start, end in reader.rows(_PEOPLE, [fact_id]):
        people.setdefault(article_id, []).append((start, end))
    return [
        Named(cast("FactKind", kind), Spot(str(article_id), start, end, words, tuple(people.get(article_id, ()))))
        for article_id, start, end, words, kind in reader.rows(_EVENTS, [fact_id])
    ]


def article(reader: Rows, wanted: str) -> tuple[int, str, str]:
    """Id, title and text of the article with an id, an external id or a title; raises JournalError."""
    sql = "SELECT article_id, title, text FROM articles WHERE {} LIMIT 2"
    by_id = reader.rows(sql.format("article_id = ?"), [int(wanted)]) if wanted.isdecimal() and len(wanted) < 20 else []
    found = by_id or reader.rows(sql.format("external_id = ? OR title = ? OR source = ?"), [wanted] * 3)
    if len(found) != 1:
        problem = f"several articles are called '{wanted}'" if found else f"there is no article '{wanted}'"
        raise JournalError(problem, cure='name it by its id: visavis sql "select article_id, title from articles"')
    article_id, title, text = found[0]
    return article_id, title, text


# The fields of each kind (the names of `resolution.corrections.FIELDS`) and where each is stored.
_FIELDS: dict[ResolvedKind, tuple[str, dict[str, str]]] = {
    "actor": ("actors WHERE actor_id", {name: name for name in ("name", "country", "role", "organisation")}),
    "meeting": (
        "meetings WHERE meeting_id",
        {name: name for name in ("date", "status", "channel", "city", "venue", "country")},
    ),
    "agreement": (
        "agreements WHERE agreement_id",
        {
            "date": "date",
            "status": "status",
            "instrument": "instrument",
            "count": "claimed_count::VARCHAR",
            "subjects": "array_to_string(subjects, '; ')",
            "claimed_by": "claimed_by",
        },
    ),
}
CORRECTABLE = frozenset(_FIELDS)  # kinds that people decide on; of visits and statements there is only the list


def fields(reader: Rows, kind: ResolvedKind, object_id: int) -> dict[str, str]:
    """What can be corrected of an object, as it is now; empty texts for what is not known, and nothing of what is gone."""
    table, stored = _FIELDS[kind]
    for row in reader.rows(f"SELECT {', '.join(stored.values())} FROM {table} = ?", [object_id]):
        return {name: value or "" for name, value in zip(stored, row, strict=True)}
    return {}
