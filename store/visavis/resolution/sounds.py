"""How a part of a name sounds, as far as spellings and scripts agree: keys of consonants, syllables of East Asia."""

import re
from functools import cache, lru_cache
from typing import Literal

from visavis.resolution.fold import knowledge

Manner = Literal["letters", "pinyin", "korean", "consonants", "coarse"]  # how two names are to be read

# Classes of consonants that spellings of one name confuse: first those of several letters, then single ones.
_SOUND = re.compile(
    "(?P<S>shch|tsch|tch|sch|sh|tz|ts|cz|ch|zh|dzh|dj|dz|c(?=[eiy]))|(?P<F>ph|w(?=[aeiou])|w$)|(?P<K>ck|kh|gh)|(?P<T>dh|th)"
)
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("szj", "S"),
        **dict.fromkeys("fv", "F"),
        **dict.fromkeys("kgqc", "K"),
        **dict.fromkeys("dt", "T"),
        "x": "KS",
        **dict.fromkeys("aeiouyhw0123456789"),
    }
)
_DOUBLE = re.compile(r"(.)\1+")
_COARSE = str.maketrans(  # where a sound was taken into a script that has no letter for it
    {
        **dict.fromkeys("bpfv", "P"),
        **dict.fromkeys("dtszjc", "T"),
        **dict.fromkeys("kgqx", "K"),
        **dict.fromkeys("lr", "L"),
        **dict.fromkeys("aeiouyhw0123456789"),
    }
)
_DIGRAPHS = re.compile("(?P<T>sch|tch|sh|ch|zh|th|ts|tz|dz|c(?=[eiy]))|(?P<P>ph)|(?P<n>ng)|(?P<K>kh|gh|ck)")
_PINYIN = re.compile(
    "(?:[bpmf](?:a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian|in|ing|u)"
    "|[dtnl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un|ue)"
    "|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    "|(?:zh|ch|sh|[rzcs])(?:i|a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)"
    "|y(?:a|e|i|o|ao|ou|an|in|ang|ing|ong|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)"
    "|ai|ei|ao|ou|an|en|ang|er|a|e"
    # what only the older system of Wade and Giles spells so
    "|hs(?:i|ia|ieh|iang|iao|in|ing|iu|iung|ien|u|uan|ueh|un)|ch(?:ia|ieh|iang|iao|ien|in|ing|iu|iung|ih|ung|ueh)"
    "|[dtnlkghps]ung|[tlnpm]ie[nh]|ts(?:ai|ao|e|u|ung|eng|o)|tz(?:u|e)|j(?:en|ung|ih)|shih|k(?:uo|uang))+"
)
_PINYIN_INITIALS = re.compile("zh|ch|sh|ng|[^aeiou]")
_LONGEST_PINYIN = 12  # letters; syllables can be told apart in many ways, which must not multiply without end
_KOREAN = re.compile("(kk|tt|pp|ss|ch|[gkdtbpjcrlsmnh]?)(y|w?)([aeiou]+)(ng|[nmkgtlpb]?)")
_KOREAN_CLASS = {
    "k": "g",
    "kk": "g",
    "t": "d",
    "tt": "d",
    "p": "b",
    "pp": "b",
    "c": "j",
    "ch": "j",
    "r": "l",
    "ss": "s",
}


@lru_cache(maxsize=1 << 16)
def skeleton(part: str) -> str:
    """The consonants of `part` in classes of sounds: "qaddafi", "gadhafi" and Arabic "qdhfy" agree."""
    return _key(part, _SOUND, _LETTERS)


def _key(part: str, groups: re.Pattern[str], letters: dict[int, str | None]) -> str:
    """Groups of letters as the name of the group that holds them, then single ones; doubled ones once."""
    if groups.search(part):
        part = groups.sub(_group, part)
    part = part.translate(letters)
    return squeezed(part)


def _group(sound: re.Match[str]) -> str:
    return sound.lastgroup or ""


def squeezed(part: str) -> str:
    """`part` with doubled letters once."""
    return _DOUBLE.sub(r"\1", part) if _DOUBLE.search(part) else part


@lru_cache(maxsize=1 << 16)
def readings(part: str) -> tuple[str, ...]:
    """The sounds of a part, where `kh` may be a mere breath and, in a longer part, `j` may be Spanish."""
    if "kh" not in part and "j" not in part:
        return (skeleton(part),)
    softer = {part, part.replace("kh", "h"), part.replace("j", "h") if len(part) > 4 else part}
    return tuple(sorted({skeleton(reading) for reading in softer}))


@lru_cache(maxsize=1 << 16)
def coarse(part: str) -> str:
    """Labials, dentals, velars, liquids and nasals: "vladimir" and Chinese "fuladimier" agree."""
    return _key(part, _DIGRAPHS, _COARSE)


@lru_cache(maxsize=1 << 16)
def is_pinyin(part: str) -> bool:
    """Whether the letters of `part` can spell one to three syllables of a Chinese name."""
    return len(part) <= _LONGEST_PINYIN and _PINYIN.fullmatch(part) is not None


def pinyin(part: str) -> str | None:
    """The exact consonants of `part` where it can spell a Chinese name."""
    return "".join(_PINYIN_INITIALS.findall(part)) if is_pinyin(part) else None


@lru_cache(maxsize=1 << 14)
def korean(syllable: str) -> tuple[str, ...] | None:
    """A Korean syllable in whatever system it is spelt: "byoung" and "pyong" agree, "yung" and "jung" do not."""
    found = _KOREAN.fullmatch(syllable)
    if found is None:
        return None
    first, glide, vowel, last = found.groups()
    round_ = "o" if set(vowel) & set("ou") else vowel[0]
    return _KOREAN_CLASS.get(first, first), glide, round_, _KOREAN_CLASS.get(last, last)


@cache
def korean_families() -> frozenset[str]:
    """Korean family names in all their spellings."""
    return frozenset(knowledge()["korean_families"])


# --- Han, as other languages read it ---------------------------------------------------------------------------------

_INITIAL = re.compile("[^aeiou]*")
_ANSWERS = {  # the beginnings that a Mandarin one answers to in Korean, Cantonese, Hokkien and Vietnamese
    **dict.fromkeys(("b", "p", "f"), "b p f v h w ph bh pf"),
    "m": "m b w v",
    **dict.fromkeys(("d", "t"), "d t j ch th"),
    **dict.fromkeys(("n", "l", "r"), "n l r y j ng gi"),
    **dict.fromkeys(("g", "k"), "g k h q c kw gh kh"),
    "h": "h k g f w q kh hw",
    **dict.fromkeys(("j", "q", "x"), "j q x ch s sh k g h z ts c y hs hy kh gi"),
    **dict.fromkeys(("zh", "ch", "sh", "z", "c", "s"), "j ch s sh z c t d ts ss tr th x"),
    **dict.fromkeys(("w", "y", ""), "w y m ng g v b u i h n d"),
}


@cache
def _families() -> dict[str, frozenset[str]]:
    rows = [row.split() for row in knowledge()["han_families"]]
    return {sign: frozenset(spellings) for signs, *spellings in rows for sign in signs}


def sounds_like_han(signs: str, mandarin: tuple[str, ...], family: str, given: tuple[str, ...]) -> bool:
    """Whether a name in Han may be read `family` and `given` (one part a sign) in another language than Mandarin."""
    if family not in _families().get(signs[0], ()):
        return False
    return len(given) == len(mandarin) > 0 and all(map(_answers, mandarin, given))


def _answers(mandarin: str, syllable: str) -> bool:
    nasal = mandarin.endswith(("n", "ng"))
    if nasal != syllable.endswith(("n", "ng", "m")):
        return False
    start, own = _begins(mandarin), _begins(syllable)
    return not own or own == start or own in _ANSWERS.get(start, "").split()


def _begins(syllable: str) -> str:
    found = _INITIAL.match(syllable)
    return found[0] if found else ""
