"""What a file is that is not text, by its first bytes, so that the refusal can name it."""

import re

from visavis.errors import ReadingError
from visavis.reading.text import wide_encoding

HEAD = 4096  # bytes that are looked at

_SAVE_TEXT = "save the text of the article as .txt"
_UNPACK = "unpack it first"

# Each: the first bytes, what they announce, what to do.
_SIGNATURES = tuple(
    (re.compile(pattern, re.DOTALL), kind, cure)
    for pattern, kind, cure in (
        (rb"%PDF-", "a PDF document", _SAVE_TEXT),
        (rb"PK(\x03\x04|\x05\x06)", "a zip archive or an office document", "unpack it, or save the text as .txt"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document", _SAVE_TEXT),
        (rb"\{\\rtf", "an RTF document", _SAVE_TEXT),
        (rb"\x89PNG\r?\n", "a PNG image", _SAVE_TEXT),
        (rb"\xff\xd8\xff", "a JPEG image", _SAVE_TEXT),
        (rb"GIF8[79]a", "a GIF image", _SAVE_TEXT),
        (rb"\x7fELF", "a program (ELF)", _SAVE_TEXT),
        (rb"MZ[^\n]{0,8}\x00", "a program (Windows)", _SAVE_TEXT),
        (rb"\x1f\x8b", "a gzip file", _UNPACK),
        (rb"BZh[1-9]1AY&SY", "a bzip2 file", _UNPACK),
        (rb"\xfd7zXZ\x00", "an xz file", _UNPACK),
        (rb"\x28\xb5\x2f\xfd", "a zstd file", _UNPACK),
        (rb"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
        (rb"SQLite format 3\x00", "an SQLite database", "export it as .jsonl"),
        (rb".{8}DUCK.\x00", "a DuckDB database", "give its directory with --store"),
        (rb"PAR1[\x00-\x08\x0e-\x1f]", "a Parquet file", "export it as .jsonl"),
        (rb"(\xef\xbb\xbf)?\s*(?i:<!doctype html|<html|<head)", "a web page (HTML)", _SAVE_TEXT),
        (rb"(\xef\xbb\xbf)?\s*<\?xml", "an XML document or feed", _SAVE_TEXT),
    )
)


def refuse_binary(head: bytes, source: str) -> None:
    """Raise ReadingError where `head`, the first bytes of `source`, are not those of a text."""
    for signature, kind, cure in _SIGNATURES:
        if signature.match(head):
            raise ReadingError(source, f"looks like {kind}, not text", cure=cure)
    if b"\x00" in head and wide_encoding(head) is None:
        problem = "holds zero bytes: binary, or UTF-16 without its byte order mark"
        raise ReadingError(source, problem, cure="save it as UTF-8 text")
