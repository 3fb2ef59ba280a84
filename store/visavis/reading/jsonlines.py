"""JSON Lines, one article a line, and JSON, one article or a list of them.

An article is an object with `text`, and where known `id`, `title`, `published`, `publisher`, `url`, `language`: strings
or null. Other keys are passed over.
"""

import json
from collections.abc import Iterable, Iterator

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading.fields import Fields, make_article
from visavis.reading.published import parse_published
from visavis.reading.text import LINE_LIMIT, decode, too_long, whole, wide_encoding

KEYS = ("title", "publisher", "url", "published", "language")

_KINDS = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object", str: "a string"}
_SHAPE = 'an article is {"title": "A headline", "text": "The article"}'
_PATIENCE = 20  # lines without an article after which a file is taken for something else


def read_json_lines(pieces: Iterator[bytes], source: str) -> Iterator[Article | ReadingError]:
    """The article or the error of every line that is not blank, in order; stops where the file holds no articles."""
    articles = errors = 0
    for number, line in _numbered(_as_utf8(pieces, source)):
        item = _line_article(line, source, number)
        if item is None:
            continue
        articles, errors = articles + isinstance(item, Article), errors + isinstance(item, ReadingError)
        yield item
        if errors == _PATIENCE and not articles:
            raise ReadingError(source, f"no article in {errors} lines; the rest was not read", cure=_SHAPE)
    if not articles + errors:
        raise ReadingError(source, "empty", cure=_SHAPE)


def read_json(pieces: Iterable[bytes], source: str) -> Iterator[Article | ReadingError]:
    """The article of a JSON object, or the article or the error of each item of a list."""
    text = decode(whole(pieces, source, long_lines=True), source)
    try:
        value = _loads(text)
        if not isinstance(value, list):
            yield make_article(json_fields(value), source, "metadata")
            return
    except json.JSONDecodeError as error:
        cure = "one object a line? name it .jsonl" if error.msg == "Extra data" else ""
        raise ReadingError(source, f"broken JSON: {error.msg}", line=error.lineno, cure=cure) from None
    except ValueError as error:
        raise ReadingError(source, str(error)) from None
    yield from _list_articles(value, source)


def _list_articles(items: list[object], source: str) -> Iterator[Article | ReadingError]:
    if not items:
        raise ReadingError(source, "an empty list", cure=_SHAPE)
    for number, item in enumerate(items, 1):
        try:
            yield make_article(json_fields(item), f"{source}#{number}", "metadata")
        except ValueError as error:
            yield ReadingError(source, f"article {number} of the list: {error}")


def _as_utf8(pieces: Iterator[bytes], source: str) -> Iterator[bytes]:
    """`pieces` in an encoding in which a newline is one byte."""
    first = next(pieces, b"")
    if wide_encoding(first) is None:
        yield first
        yield from pieces
    else:
        rest = whole(pieces, source, long_lines=True)
        yield from decode(first + rest, source).encode().splitlines(keepends=True)


def _numbered(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number; None for one too long to hold."""
    number, skipping = 0, False
    for piece in pieces:
        long = len(piece) > LINE_LIMIT
        if not skipping:
            number += 1
            yield number, None if long else piece
        skipping = (skipping or long) and not piece.endswith(b"\n")


def _line_article(line: bytes | None, source: str, number: int) -> Article | ReadingError | None:
    """The article or the error of one line, None for a blank one."""
    if line is None:
        return too_long(source, number)
    try:
        text = decode(line, source, line=number).strip()
        return make_article(json_fields(_loads(text)), f"{source}:{number}", "metadata") if text else None
    except ReadingError as error:
        return error
    except json.JSONDecodeError as error:
        problem = f"broken JSON: {error.msg} at column {error.colno}"
        return ReadingError(source, problem, line=number, cure="write one whole object a line")
    except ValueError as error:
        return ReadingError(source, str(error), line=number)


def _loads(text: str) -> object:
    """`text` as JSON; ValueError too where Python's parser gives up."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError:
        raise
    except (RecursionError, ValueError):
        raise ValueError("JSON nested too deeply or with a number too long") from None
    return value


def json_fields(value: object) -> Fields:
    """The fields of one JSON object; ValueError names what is missing or of the wrong type."""
    if not isinstance(value, dict):
        raise ValueError(f"an article must be an object, not {_kind(value)}")  # noqa: TRY004 - bad data, not a bug
    if value.get("text") is None:
        raise ValueError(f"text is missing: {_SHAPE}")
    text = _string(value, "text") or ""
    if not text.strip():
        raise ValueError("text is empty")
    known = {key: _string(value, key) for key in KEYS}
    if known["published"] is not None:
        known["published"] = parse_published(known["published"])
    return Fields(text=text, id=_id(value), **known)


def _id(value: dict[str, object]) -> str | None:
    """The id, for which other tools also write whole numbers."""
    number = value.get("id")
    return str(number) if type(number) is int else _string(value, "id")


def _string(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} must be a string, not {_kind(found)}")
    return found


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "null")
