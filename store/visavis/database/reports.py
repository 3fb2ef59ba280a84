"""One article's extraction as it is stored; without DuckDB itself, for screens that begin to paint before it is here."""

import msgspec

from visavis.database.rows import Rows
from visavis.model import Article, Extraction, Report

_ONE = """
    SELECT article_id, title, text, language, publisher, url, given_published, given_basis, source,
           external_id, report
    FROM articles JOIN extractions USING (article_id) WHERE article_id = ?"""
_decoder = msgspec.json.Decoder(Extraction)


def stored_report(reader: Rows, article_id: int) -> Report | None:
    """One article with its extraction; None where the store does not have it."""
    for *fields, report in reader.rows(_ONE, [article_id]):
        return Report(Article(*fields), _decoder.decode(report))
    return None
