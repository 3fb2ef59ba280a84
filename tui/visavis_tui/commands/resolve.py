"""`visavis resolve`: which mentions of which documents name the same actor, by their names; no store is touched."""

import argparse
import gc
from collections.abc import Iterator

import msgspec

from visavis.model import ActorKind
from visavis.resolution.documents import Mentioned, resolve_mentions
from visavis.resolution.kinds import kind_of
from visavis_tui import exits
from visavis_tui.jsonl import Refusal, Rows, write_rows
from visavis_tui.talk import say

_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "per": "person",
    "org": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "country": "country",
}


class Mention(msgspec.Struct):
    """A mention of a document; without a type, what the words look like."""

    id: object
    text: str
    type: str | None = None


class Document(msgspec.Struct):
    """One line: a document and its mentions, in the order of the text."""

    doc_id: object
    mentions: list[Mention]


def run(asked: argparse.Namespace) -> int:
    """Read all documents, then print a line for each mention; equal labels are one actor, in all documents."""
    gc.freeze()
    gc.disable()  # resolving makes no cycles worth looking for
    rows = Rows(asked.path, Document)
    mentions = [mention for number, row in enumerate(rows) for mention in _mentions(number, row)]
    clusters = resolve_mentions(mentions)
    answers = ({"id": m.mention_id, "cluster": cluster} for m, cluster in zip(mentions, clusters, strict=True))
    written = write_rows(answers)
    return exits.after(written, rows.refused)


def _mentions(number: int, row: Document | Refusal) -> Iterator[Mentioned]:
    if isinstance(row, Refusal):
        say(f"refused: {row.message}")
        return
    for mention in row.mentions:
        kind = _KINDS.get((mention.type or "").lower()) or kind_of(mention.text)
        yield Mentioned(mention.id, number, mention.text, kind)
