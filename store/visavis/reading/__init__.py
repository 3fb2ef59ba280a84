"""Bytes to articles: text, markdown, JSON Lines, JSON, folders, standard input.

    sources     which files there are, in a stable order, and how each is opened
    formats     which format a file has, by its suffix or its first line
    text        bytes to text: encodings detected or refused, size limits, normalisation
    frontmatter, jsonlines      one format each: text to fields
    fields      fields to an Article: title, language, id

Everything that cannot be read is a ReadingError beside the articles, never an end of the batch.
"""

from visavis.reading.formats import ARTICLE_SUFFIXES
from visavis.reading.sources import article_files, bundled, read
from visavis.reading.text import FILE_LIMIT, LINE_LIMIT

__all__ = ["ARTICLE_SUFFIXES", "FILE_LIMIT", "LINE_LIMIT", "article_files", "bundled", "read"]
