"""Names to comparable forms: one folding for every script, and a person's name as its parts."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from anyascii import anyascii

MAX_NAME = 300  # code points that are looked at: longer strings are no names

Script = Literal["letters", "vowelless", "syllables"]

_SYLLABIC = re.compile("([\u3400-\u9fff\uac00-\ud7a3])")  # Han and Hangul: one sign, one syllable
_HAN = re.compile("[\u3400-\u9fff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_DOTS = re.compile("[·・‧•∙=＝]")  # between the parts of a foreign name
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
# Hebrew and Arabic write few vowels, and what anyascii makes of Indic letters has few; Hangul writes them, but they are
# put into Latin letters in too many ways.
_VOWELLESS = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufefc\uac00-\ud7a3]")
_FOREIGN = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff]"
)  # scripts that spell foreign names by ear
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]{2,}")
_OTHER_SCRIPT = re.compile("[\u0370-\u08ff\u0900-\u1aff\u3040-\ud7a3]+")
_ARTICLE = re.compile("\\bال(?=\\w{3})")
_TITLE_SIGNS = re.compile("मा\\.|माननीय|\\bد\\.|\\bدكتور\\b")
_GREEK = re.compile("[\u0370-\u03ff]")
_GREEK_PAIRS = (("ντ", "d"), ("Ντ", "D"), ("ΝΤ", "D"), ("μπ", "b"), ("Μπ", "B"), ("ΜΠ", "B"), ("γκ", "g"), ("Γκ", "G"))
POSSESSIVE = re.compile(r"['’ʼ`]s\b|(?<=s)['’](?=\s|$)", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[（]([^)\]）]*)[)\]）]")
_GLUE = re.compile(r"[`'’ʼ\"“”«»‘.]")
_INITIALS = re.compile(r"\b([A-Za-z])\.\s*(?=\w)")
_SYLLABLES = re.compile(r"\b(De|Du|Da|Di|Do|La|Le|An)-([a-z]{2,4})\b(?!-)")  # "De-ming": here no particle
_WORD = re.compile(r"[a-z0-9]+")
_MARKED = re.compile(r"[^A-Za-z\s-]")  # whatever asks for more than a split into words
_BEYOND_LATIN = re.compile("[^\0-\u024f\u1e00-\u1eff\u2010-\u203f]")


@cache
def knowledge() -> dict[str, Any]:
    """What names.toml says."""
    return tomllib.loads(files("visavis.resolution").joinpath("names.toml").read_text("utf-8"))


@cache
def word_set(key: str) -> frozenset[str]:
    """A top-level list of names.toml as a set."""
    return frozenset(knowledge()[key])


@cache
def _latin_letters() -> dict[int, str]:
    """Letters with marks -> ASCII in lower case."""
    return {
        code: anyascii(chr(code)).lower() for codes in (range(0x80, 0x250), range(0x1E00, 0x1F00)) for code in codes
    }


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower-case ASCII of `text`, one space between words; Han and Hangul syllable by syllable; may be empty."""
    return _folded(text[:MAX_NAME])


def _folded(text: str) -> str:
    if not text.isascii():
        if not _BEYOND_LATIN.search(text):
            text = text.translate(_latin_letters())
        if not text.isascii():
            if _VOWELLESS.search(text):
                text = _ARTICLE.sub("", text)
            text = anyascii(_SYLLABIC.sub(r" \1 ", text) if _SYLLABIC.search(text) else text)
    return " ".join(text.lower().split())


class PersonName(NamedTuple):
    """A person's name as comparable parts, in the order written."""

    parts: tuple[str, ...]
    aliases: tuple[str, ...] = ()  # other words for one part: a bracketed or quoted nickname
    script: Script = "letters"  # what it was written in: letters, signs that leave vowels out, signs for syllables
    han: str | None = None  # as written, where it is a Chinese name in Han


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName:
    """`name` without titles, possessives, particles and suffixes; no parts where nothing is left."""
    name = name[:MAX_NAME].strip()
    if not _MARKED.search(name):
        return PersonName(tuple(_without_titles(_WORD.findall(name.lower()))))
    script: Script = "letters"
    if _BEYOND_LATIN.search(name):
        if _HAN.fullmatch(name) and 2 <= len(name) <= 4:
            return PersonName(_han_parts(name), han=name)
        name, script = _spelt(_DOTS.sub(" ", name))
    aliases: tuple[str, ...] = ()
    if "'" in name or "’" in name or "ʼ" in name or "`" in name:
        name = POSSESSIVE.sub("", name)
    if "(" in name or "[" in name or "（" in name:
        aliases = tuple(w for text in BRACKETS.findall(name) for w in _words(text) if len(w) > 2)
        name = BRACKETS.sub(" ", name)
    family, comma, given = name.partition(",")
    words = _words(family)
    behind = _words(given.replace(",", " ")) if comma else []
    if not set(behind) - word_set("suffixes") - word_set("degrees"):
        return PersonName(tuple(_without_titles(words)), aliases, script)
    return PersonName((*_without_titles(behind), *_without_titles(words, family=True)), aliases, script)


def _han_parts(name: str) -> tuple[str, ...]:
    size = 2 if name.startswith(_TWO_SYLLABLE_FAMILIES) and len(name) > 2 else 1
    return tuple("".join(fold(part).split()) for part in (name[:size], name[size:]))


def _spelt(name: str) -> tuple[str, Script]:
    """A name in one script (Latin, where it is told in two), and what that script leaves out."""
    if len(_LATIN.findall(name)) > 1:
        return _OTHER_SCRIPT.sub(" ", name), "letters"
    name = _TITLE_SIGNS.sub(" ", name)
    if _GREEK.search(name):
        for pair, letter in _GREEK_PAIRS:
            name = name.replace(pair, letter)
    if _HAN.search(name) or _FOREIGN.search(name) or _foreign_hangul(name):
        return " ".join("".join(fold(word).split()) for word in name.split()), "syllables"
    return name.replace("ё", "yo").replace("Ё", "Yo"), "vowelless" if _VOWELLESS.search(name) else "letters"


def _foreign_hangul(name: str) -> bool:
    """Several words of Hangul, one of them long, or one very long: no Korean name."""
    words = _HANGUL.findall(name)
    longest = max(map(len, words), default=0)
    return longest > 4 or (len(words) > 1 and longest > 2)


def _words(text: str) -> list[str]:
    if "-" in text and not text.islower():
        text = _SYLLABLES.sub(r"\1\2", text)
    if "." in text:
        text = _INITIALS.sub(r"\1 ", text)
    text = _folded(text)
    found: list[str] = _WORD.findall(_GLUE.sub("", text) if _GLUE.search(text) else text)
    return found


@cache
def _no_parts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What stands in front of names, behind them and inside them without being a part."""
    return word_set("honorifics"), word_set("suffixes"), word_set("particles")


def _without_titles(words: list[str], *, family: bool = False) -> list[str]:
    """Drop titles in front ("Minister of Defense Dong Jun"), suffixes behind and particles; never all words."""
    titles, suffixes, particles = _no_parts()
    start = 0 if titles.isdisjoint(words) else _title_length(words, titles)
    end = len(words)
    while end - start > 1 and words[end - 1] in suffixes:
        end -= 1
    kept = words[start:end]
    if particles.isdisjoint(kept) or kept[0] in word_set("vietnamese_families"):
        return kept
    first = kept[:1] if kept[0] in word_set("given_particles") and not family and len(kept) > 1 else []
    return first + [word for word in kept[len(first) : -1] if word not in particles] + kept[-1:]


def _title_length(words: list[str], titles: frozenset[str]) -> int:
    """How many words in front are title; another word before one ("Cuban President ...") asks for two words behind."""
    length = 0
    for at, word in enumerate(words[:-1]):
        if word in titles and (at == length or len(words) - at > 2):
            length = at + 1
        elif word != "of" and at > length + 1:
            break
    return length
