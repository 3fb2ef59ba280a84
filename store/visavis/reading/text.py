"""Bytes to text: the encoding is detected or refused in words, and nothing of any size is held more than needed."""

import re
import unicodedata
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from visavis.errors import ReadingError

LINE_LIMIT = 5_000_000  # bytes of one line, and so of one article of JSON Lines
FILE_LIMIT = 50_000_000  # bytes of a file that has to be held whole; JSON Lines is read line by line and has no limit

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = ((BOM_UTF32_LE, "utf-32"), (BOM_UTF32_BE, "utf-32"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # JSON can spell both; no database can hold them
_NEWLINE = re.compile("\r\n?")

# What Western newspapers write beyond ASCII letters and digits; other signs speak for another encoding.
_WESTERN_SIGNS = frozenset("\xa0¡¿«»‹›“”„‘’‚–—…•·´`ªº°€£¥¢§©®™±¹²³¼½¾\xad")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# Bytes of other encodings read as Western: runs of accents (Cyrillic, Greek, Chinese), Turkish and Polish letters.
_NOT_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]{3}|[ÐðÞþ]|[A-Za-z][¡-©«¬®-¶¸¹»-¿][A-Za-z]")
_WESTERN_SHARE = 0.25  # of characters beyond ASCII; French and Portuguese stay under 0.1
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_BEYOND_ASCII_SIGN = re.compile(r"[^\x00-\x7f]")

_SAVE_AS_UTF8 = "save it as UTF-8 text"


def wide_encoding(data: bytes | bytearray) -> str | None:
    """The encoding that a byte order mark of UTF-16 or UTF-32 announces."""
    return next((name for mark, name in _WIDE_MARKS if data.startswith(mark)), None)


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of `stream`; one longer than LINE_LIMIT comes in several pieces, the first longer than the limit."""
    return iter(lambda: stream.readline(LINE_LIMIT + 1), b"")


def whole(lines: Iterable[bytes], source: str, *, long_lines: bool = False) -> bytearray:
    """All `lines` as one, up to FILE_LIMIT; stops reading at the first that is too long unless `long_lines`."""
    data = bytearray()
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_LIMIT and not long_lines:
            raise too_long(source, number)
        data += line
        if len(data) > FILE_LIMIT:
            problem = f"larger than {FILE_LIMIT // 1_000_000} MB"
            raise ReadingError(source, problem, cure="an article has a few kB; give many as .jsonl, one a line")
    return data


def too_long(source: str, line: int) -> ReadingError:
    """The refusal of a line over LINE_LIMIT."""
    problem = f"line longer than {LINE_LIMIT // 1_000_000} MB"
    return ReadingError(source, problem, line=line, cure="split it: an article has a few kB")


def decode(data: bytes | bytearray, source: str, *, line: int | None = None) -> str:
    """The text of `data`: by its mark, else UTF-8, else Western where that is beyond doubt; otherwise ReadingError."""
    wide = wide_encoding(data)
    if wide is None and b"\x00" in data:
        problem = "holds zero bytes: binary, or UTF-16 without its byte order mark"
        raise ReadingError(source, problem, line=line, cure=_SAVE_AS_UTF8)
    try:
        return data.decode(wide or "utf-8-sig")
    except UnicodeDecodeError as error:
        if wide:
            problem = f"damaged {wide.upper()}: {error.reason}"
            raise ReadingError(source, problem, line=line, cure=_SAVE_AS_UTF8) from None
        return _decode_western(data, source, line or data.count(b"\n", 0, error.start) + 1, data[error.start])


def _decode_western(data: bytes | bytearray, source: str, line: int, culprit: int) -> str:
    """`data` as windows-1252, of which Latin-1 text is a part; refused where another encoding is as likely."""
    sequences = len(_UTF8_SEQUENCE.findall(data))
    strays = len(_BEYOND_ASCII.findall(_UTF8_SEQUENCE.sub(b"", data)))
    if sequences > strays:
        raise ReadingError(source, f"damaged UTF-8 at byte 0x{culprit:02x}", line=line, cure=_SAVE_AS_UTF8)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if not _is_western(text):
        problem = f"unknown encoding: byte 0x{culprit:02x} is neither UTF-8 nor Western text"
        raise ReadingError(source, problem, line=line, cure=_SAVE_AS_UTF8)
    return text


def _is_western(text: str) -> bool:
    """Whether `text` is plausible in a Western European language."""
    if not text or _CONTROL.search(text) or _NOT_WESTERN.search(text):
        return False
    beyond = _BEYOND_ASCII_SIGN.findall(text)
    known = all(character.isalpha() or character in _WESTERN_SIGNS for character in set(beyond))
    return known and len(beyond) <= _WESTERN_SHARE * sum(map(len, text.split()))


def clean(text: str) -> str:
    r"""`text` as stored: NFC, newlines as \n, U+FFFD for what cannot be stored (half surrogates, zero characters)."""
    return unicodedata.normalize("NFC", _NEWLINE.sub("\n", _UNSTORABLE.sub("\ufffd", text)))


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space one space."""
    return " ".join(clean(text).split())


def shown(value: str) -> str:
    """`value` quoted for a message: one line, printable, short."""
    return repr(value if len(value) <= 40 else value[:39] + "…")
