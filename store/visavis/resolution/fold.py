"""Names to comparable forms: one folding for every script, and a person's name as its parts."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii

MAX_NAME = 300  # code points that are looked at: longer strings are no names

_SYLLABIC = re.compile("([\u3400-\u9fff\uac00-\ud7a3])")  # Han and Hangul: one sign, one syllable
_HAN = re.compile("[\u3400-\u9fff]+")
_HAN_DOT = re.compile("[·・‧•∙]")  # between the parts of a foreign name written in Han
_TWO_SYLLABLE_FAMILIES = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "上官",
    "诸葛",
    "諸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "东方",
)
# Hebrew and Arabic write few vowels; Hangul writes them, but they are put into Latin letters in too many ways.
_VOWELLESS = re.compile("[\u0590-\u08ff\ufb1d-\ufefc\uac00-\ud7a3]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
_OTHER_SCRIPT = re.compile("[\u0370-\u08ff\u0900-\u1aff\u3040-\ud7a3]+")
_ARTICLE = re.compile("\\bال(?=\\w{3})")
POSSESSIVE = re.compile(r"['’ʼ`]s\b|(?<=s)['’](?=\s|$)", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_GLUE = re.compile(r"[`'’ʼ\"“”«»‘.]")
_INITIALS = re.compile(r"\b([A-Za-z])\.\s*(?=\w)")
_WORD = re.compile(r"[a-z0-9]+")


@cache
def knowledge() -> dict[str, Any]:
    """What names.toml says."""
    return tomllib.loads(files("visavis.resolution").joinpath("names.toml").read_text("utf-8"))


@cache
def word_set(key: str) -> frozenset[str]:
    """A top-level list of names.toml as a set."""
    return frozenset(knowledge()[key])


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower-case ASCII of `text`, one space between words; Han and Hangul syllable by syllable; may be empty."""
    text = text[:MAX_NAME]
    if not text.isascii():
        if _VOWELLESS.search(text):
            text = _ARTICLE.sub("", text)
        text = anyascii(_SYLLABIC.sub(r" \1 ", text))
    return " ".join(text.lower().split())


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name as comparable parts, in the order written."""

    parts: tuple[str, ...]
    aliases: tuple[str, ...] = ()  # other words for one part: a bracketed or quoted nickname
    vowelless: bool = False  # written in a script that leaves vowels out
    han: str | None = None  # as written, where it is a Chinese name in Han


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """`name` without titles, possessives, particles and suffixes; no parts where nothing is left."""
    name = name[:MAX_NAME].strip()
    if not name.isascii():
        if _HAN.fullmatch(name) and 2 <= len(name) <= 4:
            return PersonName(_han_parts(name), han=name)
        name = _one_script(_HAN_DOT.sub(" ", name))
    vowelless = not name.isascii() and bool(_VOWELLESS.search(name))
    name = POSSESSIVE.sub("", name)
    aliases = tuple(w for text in BRACKETS.findall(name) for w in _words(text, strip=False) if len(w) > 2)
    family, comma, given = BRACKETS.sub(" ", name).partition(",")
    given_parts = _words(given.replace(",", " "), strip=True) if comma else []
    return PersonName((*given_parts, *_words(family, strip=True)), aliases, vowelless)


def _han_parts(name: str) -> tuple[str, ...]:
    size = 2 if name.startswith(_TWO_SYLLABLE_FAMILIES) and len(name) > 2 else 1
    return tuple("".join(fold(part).split()) for part in (name[:size], name[size:]))


def _one_script(name: str) -> str:
    """A name followed by itself in another script: the Latin form alone."""
    return _OTHER_SCRIPT.sub(" ", name) if len(_LATIN.findall(name)) > 1 else name


def _words(text: str, *, strip: bool) -> list[str]:
    text = _INITIALS.sub(r"\1 ", text)
    words: list[str] = _WORD.findall(_GLUE.sub("", fold(text)))
    return _without_titles(words) if strip else words


def _without_titles(words: list[str]) -> list[str]:
    """Drop titles in front ("Minister of Defense Dong Jun"), suffixes behind and particles; never all words."""
    titles, suffixes, particles = word_set("honorifics"), word_set("suffixes"), word_set("particles")
    start = _title_length(words, titles)
    end = len(words)
    while end - start > 1 and words[end - 1] in suffixes:
        end -= 1
    kept = words[start:end]
    if kept[:1] and kept[0] in word_set("vietnamese_families"):
        return kept
    return [word for word in kept[:-1] if word not in particles] + kept[-1:]


def _title_length(words: list[str], titles: frozenset[str]) -> int:
    """How many words in front are title; another word before one ("Cuban President ...") asks for two words behind."""
    length = 0
    for at, word in enumerate(words[:-1]):
        if word in titles and (at == length or len(words) - at > 2):
            length = at + 1
        elif word != "of" and at > length + 1:
            break
    return length
