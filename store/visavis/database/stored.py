"""The store's reports back as records: what a load adds to, and what resolution can start from again."""

from itertools import starmap
from pathlib import Path

import msgspec

from visavis.database.connection import open_reader, store_file
from visavis.errors import StoreBroken, StoreMissing
from visavis.model import Article, Extraction, PublishedBasis, Report

_REPORTS = """
    SELECT article_id, title, text, language, publisher, url, published, published_basis, source, external_id,
           published_derivation, report
    FROM articles JOIN extractions USING (article_id) ORDER BY article_id"""
_decoder = msgspec.json.Decoder(Extraction)


def stored_reports(directory: Path) -> list[Report]:
    """Every article of the store with its extraction, exactly as published, by article_id; none without a store."""
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return []
    with reader:
        rows = reader.rows(_REPORTS)
    try:
        return list(starmap(_report, rows))
    except msgspec.MsgspecError as error:
        problem = f"an extraction in it cannot be read: {error}"
        raise StoreBroken(
            store_file(directory), problem, cure="load the articles again into another --store"
        ) from error


def _report(  # noqa: PLR0913, PLR0917 - one argument a column
    article_id: int,
    title: str,
    text: str,
    language: str,
    publisher: str | None,
    url: str | None,
    published: str | None,
    basis: PublishedBasis,
    source: str,
    external_id: str | None,
    derivation: str | None,
    report: str,
) -> Report:
    if derivation is not None:  # a date that other articles told; the article itself gave none
        published, basis = None, "unknown"
    article = Article(article_id, title, text, language, publisher, url, published, basis, source, external_id)
    return Report(article, _decoder.decode(report))
