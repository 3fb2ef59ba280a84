"""Wire copies and near-copies: articles whose text is mostly one and the same count as one origin."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from zlib import crc32

from visavis.model import Article

_SHINGLE = 5  # words
_SHARED = 0.6  # of the shorter article's shingles
_FEW = 20  # shingles
_SAMPLED = 8  # one shingle of so many finds the candidates, the same ones in every text
_COMMON = 50  # a sampled shingle in more articles than this is a formula
_WORD = re.compile(r"\w+")


def origins_of(articles: Sequence[Article]) -> dict[int, int]:
    """The first telling of each article's text (its own id where it is the first), by article id."""
    shingles = {article.article_id: _shingles(article.text) for article in articles}
    first_come = sorted(articles, key=lambda article: (article.published or "9999", article.article_id))
    found: dict[int, int] = {}
    holders: dict[int, list[int]] = defaultdict(list)
    for article in first_come:
        own = shingles[article.article_id]
        sample = [shingle for shingle in own if shingle % _SAMPLED == 0] or list(own)
        near = Counter(other for shingle in sample for other in holders[shingle][:_COMMON])
        copies = [other for other in near if _copy(own, shingles[other])]
        found[article.article_id] = found[min(copies, key=lambda c: (-near[c], c))] if copies else article.article_id
        for shingle in sample:
            holders[shingle].append(article.article_id)
    return dict(sorted(found.items()))


def _shingles(text: str) -> frozenset[int]:
    """Runs of five words, as numbers that are the same in every run of the program."""
    words = _WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + _SHINGLE]) for at in range(max(len(words) - _SHINGLE + 1, 1))}
    return frozenset(crc32(run.encode("utf-8", "surrogatepass")) for run in runs)


def _copy(a: frozenset[int], b: frozenset[int]) -> bool:
    """Most of the shorter text stands in the longer one; a line or two proves nothing."""
    shorter = min(len(a), len(b))
    return a == b or (shorter >= _FEW and len(a & b) >= _SHARED * shorter)
