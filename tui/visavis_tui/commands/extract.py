"""`visavis extract`: one JSON line an article, in the shape of tests/corpus/README.md, or why it says what it says.

No store is touched.
"""

import argparse
import json
import sys
from bisect import bisect_right
from typing import Any

from visavis.errors import ReadingError
from visavis.extraction import extract
from visavis.extraction.explain import explain
from visavis.lexicon import country
from visavis.model import (
    AgreementReport,
    Article,
    DocumentActor,
    Extraction,
    MeetingReport,
    ReportEvidence,
    StatementReport,
    VisitReport,
)
from visavis.reading import read
from visavis_tui import exits
from visavis_tui.present import displayable
from visavis_tui.talk import say

Record = dict[str, Any]


def run(asked: argparse.Namespace) -> int:
    """Write the lines of each article as soon as it is extracted; refused inputs are named on standard error."""
    written = refused = 0
    for article in read(asked.paths, stdin=sys.stdin.buffer):
        lines = article if isinstance(article, ReadingError) else _lines(article, why=asked.explain)
        if isinstance(lines, ReadingError):
            refused += 1
            say(f"visavis: {lines}")
        else:
            written += 1
            for line in lines:
                print(displayable(line) if sys.stdout.isatty() else line)  # noqa: T201 - data goes to standard output
    return exits.after(written, refused)


def _lines(article: Article, *, why: bool) -> list[str] | ReadingError:
    try:
        if why:
            return [*explain(article), ""]
        return [json.dumps(as_record(article, extract(article)), ensure_ascii=False)]
    except Exception as error:  # noqa: BLE001 - one article must not stop the batch; it is reported by name
        return ReadingError(article.source, f"extraction failed with {type(error).__name__}: {error}")


def as_record(article: Article, extraction: Extraction) -> Record:
    """One article's facts as the corpus writes them: names instead of keys, sentences instead of offsets."""
    names = {actor.key: actor.name for actor in extraction.actors}
    return {
        "id": article.external_id or article.source,
        "actors": [_actor(actor) for actor in extraction.actors if actor.score >= _ACTING],
        "meetings": [_meeting(article, extraction, names, m) for m in extraction.meetings],
        "agreements": [_agreement(article, extraction, names, a) for a in extraction.agreements],
        "visits": [_visit(article, extraction, names, v) for v in extraction.visits],
        "statements": [_statement(article, extraction, names, s) for s in extraction.statements],
    }


_ACTING = 0.1  # below it an organisation is only named, as a source or an employer, and does nothing itself


def _actor(actor: DocumentActor) -> Record:
    return {
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "country": actor.country,
        "mentions": [name for name in actor.names if name != actor.name],
    }


def _meeting(article: Article, extraction: Extraction, names: dict[int, str], meeting: MeetingReport) -> Record:
    return {
        "participants": [names[p.actor] for p in meeting.participants],
        "countries": [_side(code) for code in meeting.countries],
        "date": meeting.when.edtf if meeting.when else None,
        "place": _place(article, meeting),
        "status": "reported-denied" if meeting.status == "denied" else meeting.status,
        "channel": meeting.channel,
        "evidence": _sentence(article, extraction, meeting.evidence),
    }


def _agreement(article: Article, extraction: Extraction, names: dict[int, str], agreement: AgreementReport) -> Record:
    return {
        "parties": [names[key] for key in agreement.parties],
        "date": agreement.when.edtf if agreement.when else None,
        "count": agreement.count,
        "subjects": list(agreement.subjects),
        "status": agreement.status,
        "evidence": _sentence(article, extraction, agreement.evidence),
    }


def _visit(article: Article, extraction: Extraction, names: dict[int, str], visit: VisitReport) -> Record:
    return {
        "visitors": [names[p.actor] for p in visit.visitors],
        "country": _side(visit.country),
        "city": visit.city,
        "date": visit.when.edtf if visit.when else None,
        "status": visit.status,
        "meetings": list(visit.meetings),
        "evidence": _sentence(article, extraction, visit.evidence),
    }


def _statement(article: Article, extraction: Extraction, names: dict[int, str], told: StatementReport) -> Record:
    return {
        "kind": told.kind,
        "speakers": [names[key] for key in told.speakers],
        "addressees": [names[key] for key in told.addressees],
        "date": told.when.edtf if told.when else None,
        "denies": {kind: key for kind, key in _denied(told) if key is not None},
        "evidence": _sentence(article, extraction, told.evidence),
    }


def _denied(told: StatementReport) -> list[tuple[str, int | None]]:
    return [("meeting", told.meeting), ("agreement", told.agreement), ("statement", told.statement)]


def _side(code: str) -> str:
    """The English short name of a country; an international body, which has no code, is its own name."""
    known = country(code)
    return known.name if known else code


def _place(article: Article, meeting: MeetingReport) -> str | None:
    """Venue, city and country, the city in the article's words where it names it beside the event."""
    place = meeting.place
    if place is None:
        return None
    named = next((article.text[e.start : e.end] for e in meeting.evidence if e.field == "place"), place.city)
    city = named if place.city and not place.venue else place.city
    parts = (place.venue, city, _side(place.country) if place.country else None)
    return ", ".join(part for part in parts if part) or None


def _sentence(article: Article, extraction: Extraction, evidence: tuple[ReportEvidence, ...]) -> str | None:
    """The whole sentence in which the event stands."""
    start = next((e.start for e in evidence if e.field == "event"), None)
    if start is None:
        return None
    at = bisect_right(extraction.sentences, start, key=lambda sentence: sentence.start)
    sentence = extraction.sentences[at - 1]
    return article.text[sentence.start : sentence.end]
