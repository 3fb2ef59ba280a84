"""The store's reports back as records: what a load adds to, and what resolution can start from again."""

from itertools import starmap
from pathlib import Path

import msgspec

from visavis.database.connection import open_reader, store_file
from visavis.database.rows import Rows
from visavis.errors import StoreBroken, StoreMissing
from visavis.model import Article, Extraction, Report

_ARTICLES = """
    SELECT article_id, title, text, language, publisher, url, given_published, given_basis, source,
           external_id
    FROM articles ORDER BY article_id"""
_ONE = """
    SELECT article_id, title, text, language, publisher, url, given_published, given_basis, source,
           external_id, report
    FROM articles JOIN extractions USING (article_id) WHERE article_id = ?"""
_REPORTS = "SELECT report FROM articles JOIN extractions USING (article_id) ORDER BY article_id"
_decoder = msgspec.json.Decoder(Extraction)


def stored_reports(directory: Path) -> list[Report]:
    """Every article of the store with its extraction, exactly as published, by article_id; none without a store."""
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return []
    with reader:
        articles, reports = reader.rows(_ARTICLES), reader.rows(_REPORTS)
    try:
        return [
            Report(Article(*row), _decoder.decode(report)) for row, (report,) in zip(articles, reports, strict=True)
        ]
    except (msgspec.MsgspecError, ValueError) as error:
        problem = f"an extraction in it cannot be read: {error}"
        raise StoreBroken(store_file(directory), problem, cure="make them anew with: visavis rebuild") from error


def stored_report(reader: Rows, article_id: int) -> Report | None:
    """One article with its extraction; None where the store does not have it."""
    for *fields, report in reader.rows(_ONE, [article_id]):
        return Report(Article(*fields), _decoder.decode(report))
    return None


def stored_articles(directory: Path) -> list[Article]:
    """Every article of the store exactly as it was read, by article_id; none without a store."""
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return []
    with reader:
        return list(starmap(Article, reader.rows(_ARTICLES)))


def stored_ids(directory: Path) -> set[int]:
    """article_id of every article of the store; none without a store."""
    try:
        reader = open_reader(directory)
    except StoreMissing:
        return set()
    with reader:
        return {article_id for (article_id,) in reader.rows("SELECT article_id FROM articles")}
