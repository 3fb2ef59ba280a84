"""The rows of `evidence`: the words behind each field of each fact."""

from collections.abc import Iterator, Sequence

from visavis.database.facts import Facts
from visavis.model import EventKind, Evidence


def quotations(
    facts: Facts, fact_id: int, kind: EventKind, evidence: Sequence[Evidence]
) -> Iterator[dict[str, object]]:
    """One fact's, article by article, in the order of the text."""
    for one in sorted(evidence, key=lambda one: (one.article_id, one.start, one.end, one.field, one.subject_id or 0)):
        yield {
            "fact_id": fact_id,
            "fact_kind": kind,
            "field": one.field,
            "subject_id": one.subject_id,
            "article_id": one.article_id,
            "sentence_no": facts.sentence_no(one.article_id, one.start),
            "char_start": one.start,
            "char_end": one.end,
            "quote": one.quote,
            "stance": one.stance,
            "speaker": one.speaker,
        }
