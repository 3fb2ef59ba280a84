"""Blocks to sentences: where one statement ends and the next begins, with exact offsets."""

import re
from collections.abc import Iterator

_BLANK = r"\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\u2600-\u27bf\ufe00-\ufe0f\ufeff\U0001f000-\U0001faff"  # and emoji
_END = re.compile(
    rf"""
      (?<![.!?…])[.!?…]++[)\]"”’'»]*+(?=\s[{_BLANK}]*+["“‘'«(\[¿¡—–-]*+\s?[A-ZÁÉÍÓÚÑÜÀ-ÖØ-Þ0-9])
    | (?<![.!?…])[.!?…]++["”»](?=\s)
    | (?<=[^\W\d_])\.(?=[A-ZÁÉÍÓÚ][a-záéíóúñ])
    """,
    re.VERBOSE,
)
# Abbreviations after which a capital does not begin a sentence. One letter before the dot (an initial) never ends one.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "drs",
        "dra",
        "prof",
        "gen",
        "gral",
        "lt",
        "col",
        "cnel",
        "maj",
        "sgt",
        "capt",
        "cap",
        "cmdr",
        "cdr",
        "adm",
        "almte",
        "brig",
        "hon",
        "rev",
        "sen",
        "rep",
        "gov",
        "amb",
        "pres",
        "sr",
        "sra",
        "srta",
        "sres",
        "ing",
        "lic",
        "arq",
        "jr",
        "st",
        "sta",
        "sto",
        "mons",
        "excmo",
        "excma",
        "vs",
        "no",
        "nro",
        "núm",
        "art",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "ene",
        "abr",
        "ago",
        "set",
        "dic",
        "u.s",
        "u.k",
        "u.n",
        "e.g",
        "i.e",
        "eng",
        "engr",
        "barr",
        "arch",
        "atty",
        "mme",
        "mlle",
        "messrs",
        "smt",
        "sh",
        "pvt",
        "cpl",
        "maj-gen",
        "lt-gen",
        "gdor",
        "pbro",
        "fr",
        "hnos",
        "dip",
        "diputado",
        "tte",
        "a.m",
        "p.m",
        "approx",
        "dept",
        "ft",
        "mt",
        "vol",
        "fig",
        "ee",
        "uu",
        "ee.uu",
        "ph",
        "ave",
        "hno",
        "h.e",
        "s.e",
        "d.c",
        "sto",
        "ud",
        "uds",
        "ltda",
        "md",
        "mohd",
        "muhd",
    ]
)
_LONGEST = 2000  # characters; what runs on without an end is cut, so that no text is slow to read
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")  # "J", "E.P"
_ORNAMENT = re.compile(f"[{_BLANK}]*")
_LAST_WORD = re.compile(r"([^\s(\[\"“«]+)$")


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of text[start:end], without the white space around it."""
    begin = start
    for match in _END.finditer(text, start, end):
        if _is_abbreviation(text, begin, match):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _is_abbreviation(text: str, begin: int, match: re.Match[str]) -> bool:
    if not match.group().startswith(".") or len(match.group()) > 1:
        return False
    word = _LAST_WORD.search(text, max(begin, match.start() - 24), match.start())
    if word is None:
        return False
    last = word.group(1).lower()
    return last in _ABBREVIATIONS or _INITIALS.fullmatch(last) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch without white space around it and ornaments before it, in pieces where no sentence is so long."""
    while end - start > _LONGEST:
        stop = _cut(text, start)
        yield from _trimmed(text, start, stop)
        start = stop
    opening = _ORNAMENT.match(text, start, end)
    start = opening.end() if opening else start
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _cut(text: str, start: int) -> int:
    """Where an endless sentence is cut: behind a semicolon, a comma or a word where there is one."""
    earliest, latest = start + _LONGEST // 2, start + _LONGEST
    signs = (text.rfind(sign, earliest, latest) for sign in ("; ", ", ", " "))
    return next((at + 1 for at in signs if at >= 0), latest)
