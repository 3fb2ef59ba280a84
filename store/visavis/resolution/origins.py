"""Wire copies and near-copies: articles whose text is mostly one and the same count as one origin.

A text is known by a sample of its runs of five words, the same ones in every text that has them, so that 100,000
articles fit into memory and are compared with their near-copies only.
"""

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from functools import partial
from zlib import crc32

from visavis.model import Article
from visavis.resolution.memory import Remembered

_SHINGLE = 5  # words
_SHARED = 0.4  # of the shorter article's shingles; texts on one event that are no copies share a tenth at most
_FEW = 20  # shingles: what has fewer is no copy unless it is the same text
_SAMPLED = 4  # of so many shingles one is kept, where the text is long enough
_LONG = 40 * _SAMPLED  # shingles
_FINDERS = 16  # of the shingles find the candidates
_COMMON = 50  # a shingle in more articles than this is a formula
_WORD = re.compile(rb"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")  # letters and digits of any script, in UTF-8


class Sketch:
    """The sampled shingles of one text, as numbers that are the same in every run of the program."""

    __slots__ = ("kept", "sampled", "whole")

    def __init__(self, text: str) -> None:
        shingles = _shingles(text)
        self.whole = crc32(b"".join(_WORD.findall(text.casefold().encode("utf-8", "surrogatepass"))))
        self.sampled = len(shingles) >= _LONG
        kept = (shingle for shingle in shingles if shingle % _SAMPLED == 0) if self.sampled else shingles
        self.kept = array("I", sorted(kept))

    def finders(self) -> Sequence[int]:
        """What a near-copy is found by: the smallest numbers, which two texts share as often as any."""
        return self.kept[:_FINDERS]


def origins_of(articles: Sequence[Article], known: Remembered[Sketch] | None = None) -> dict[int, int]:
    """The first telling of each article's text (its own id where it is the first), by article id."""
    known = known or Remembered()
    sketches = {one.article_id: known.get(one.article_id, partial(Sketch, one.text)) for one in articles}
    first_come = sorted(articles, key=lambda article: (article.published or "9999", article.article_id))
    found: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    for article in first_come:
        own = sketches[article.article_id]
        finders = [own.whole, *own.finders()]
        near = Counter(other for shingle in finders for other in holders.get(shingle, ())[:_COMMON])
        copies = [other for other in near if _copy(own, sketches[other])]
        found[article.article_id] = found[min(copies, key=lambda c: (-near[c], c))] if copies else article.article_id
        for shingle in finders:
            holders.setdefault(shingle, []).append(article.article_id)
    return dict(sorted(found.items()))


def _shingles(text: str) -> set[int]:
    """Runs of five words, whatever stands between them."""
    words = _WORD.findall(text.casefold().encode("utf-8", "surrogatepass"))
    marks = [crc32(word) for word in words]
    runs = zip(*(marks[at:] for at in range(min(_SHINGLE, len(marks)))), strict=False)
    return {hash(run) & 0xFFFFFFFF for run in runs}


def _copy(a: Sketch, b: Sketch) -> bool:
    """Most of the shorter text stands in the longer one; a line or two proves nothing."""
    if a.whole == b.whole:
        return True
    ours, theirs = set(a.kept), set(b.kept)
    if a.sampled != b.sampled:
        ours, theirs = ({shingle for shingle in kept if shingle % _SAMPLED == 0} for kept in (ours, theirs))
    shorter = min(len(ours), len(theirs))
    return (
        shorter >= _FEW // _SAMPLED
        and min(len(a.kept), len(b.kept)) >= _FEW
        and len(ours & theirs) >= _SHARED * shorter
    )
