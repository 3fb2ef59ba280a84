"""Which format a file has: by its suffix, or by its first line where there is none."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, Literal

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading.binary import refuse_binary
from visavis.reading.fields import Fields, make_article
from visavis.reading.frontmatter import FENCE, parse_markdown
from visavis.reading.jsonlines import read_json, read_json_lines
from visavis.reading.text import decode, pieces, whole, wide_encoding

Format = Literal["text", "markdown", "json lines", "json"]

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
}
ARTICLE_SUFFIXES = tuple(FORMATS)

_JSON_START = re.compile(r'\{\s*("|\}|$)|\[\s*(\{|$)')


def read_stream(stream: BinaryIO, source: str, form: Format | None) -> Iterator[Article | ReadingError]:
    """The articles and errors of an open stream, its format sniffed where `form` is None."""
    lines = pieces(stream)
    opening = _opening(lines)
    refuse_binary(b"".join(opening), source)
    form = form or sniff(b"".join(opening))
    lines = chain(opening, lines)
    match form:
        case "json lines":
            yield from read_json_lines(lines, source)
        case "json":
            yield from read_json(lines, source)
        case "text" | "markdown":
            yield _read_text(lines, source, form)


def sniff(opening: bytes) -> Format:
    """The format of a stream that begins with `opening`, a whole line or more."""
    text = opening.decode(wide_encoding(opening) or "utf-8-sig", "replace").strip()
    if text == FENCE:
        return "markdown"
    if not _JSON_START.match(text):
        return "text"
    # JSON spread over lines breaks them after a bracket or a comma.
    return "json" if text.startswith("[") or text.endswith(("{", ",")) else "json lines"


def _opening(lines: Iterator[bytes]) -> list[bytes]:
    """The first line that is not blank, and the blank ones before it."""
    opening: list[bytes] = []
    for line in lines:
        opening.append(line)
        if line.strip():
            break
    return opening


def _read_text(lines: Iterator[bytes], source: str, form: Literal["text", "markdown"]) -> Article:
    text = decode(whole(lines, source), source)
    if not text.strip():
        raise ReadingError(source, "empty", cure="an article needs text")
    fields = parse_markdown(text, source) if form == "markdown" else Fields(text=text)
    return make_article(fields, source, "stated")
