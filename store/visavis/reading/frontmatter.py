"""Markdown with optional front matter: lines of `key: value` between two `---`, then the article."""

import re
from collections.abc import Iterator
from itertools import islice

from visavis.errors import ReadingError
from visavis.reading.fields import Fields
from visavis.reading.published import parse_published
from visavis.reading.text import clean, shown

FENCE = "---"
KEYS = ("title", "publisher", "published", "url", "language", "id")

_PAIR = re.compile(r"([A-Za-z_][\w -]*?)\s*:\s*(.*)")
_DOUBLE_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SINGLE_QUOTED = re.compile(r"'((?:[^']|'')*)'")
_CURE = f"front matter is lines of 'key: value' between two '{FENCE}' lines"


def parse_markdown(text: str, source: str) -> Fields:
    """The fields of a markdown file; ReadingError names the line of a front matter that cannot be understood."""
    lines = clean(text).split("\n")
    if lines[0].rstrip() != FENCE:
        return Fields(text="\n".join(lines))
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if end is None:
        raise ReadingError(source, "front matter is not closed", line=1, cure=_CURE)
    values = dict(_pairs(lines[:end], source))
    body = "\n".join(lines[end + 1 :]).lstrip("\n")
    if not body.strip():
        raise ReadingError(source, "no text after the front matter", line=end + 1, cure="write the article below it")
    return Fields(text=body, **values)


def _pairs(lines: list[str], source: str) -> Iterator[tuple[str, str]]:
    """The known keys with their values; what belongs to unknown keys, nested lines too, is passed over."""
    known: set[str] = set()
    key = FENCE
    for number, line in islice(enumerate(lines, 1), 1, None):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key not in (FENCE, *KEYS) and line.startswith((" ", "\t", "-")):
            continue
        key, written = _pair(line, source, number)
        if key in known:
            raise ReadingError(source, f"{key} is given twice", line=number, cure="keep one")
        value = _value(written)
        if key in KEYS and value is not None:
            known.add(key)
            yield key, _checked(key, value, source, number)


def _pair(line: str, source: str, number: int) -> tuple[str, str]:
    match = _PAIR.fullmatch(line.rstrip())
    if match is None:
        raise ReadingError(source, f"front matter line {shown(line)} is not 'key: value'", line=number, cure=_CURE)
    return match[1].lower(), match[2].strip()


def _value(written: str) -> str | None:
    """The value without its quotes; None for nothing, null and ~."""
    if double := _DOUBLE_QUOTED.fullmatch(written):
        return re.sub(r"\\(.)", r"\1", double[1])
    if single := _SINGLE_QUOTED.fullmatch(written):
        return single[1].replace("''", "'")
    return None if written.lower() in ("", "~", "null") else written


def _checked(key: str, value: str, source: str, number: int) -> str:
    try:
        return parse_published(value) if key == "published" else value
    except ValueError as error:
        raise ReadingError(source, str(error), line=number) from None
