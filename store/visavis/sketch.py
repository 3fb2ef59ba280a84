"""A text as a sample of its runs of five words, by which near-copies are known: the same on every machine.

Of a long text every fourth run is kept, the same ones in every text that has them, so that 100,000 articles fit into
memory. The sketch of an article is made where it is extracted, and kept with its report.
"""

import re
import sys
from array import array
from zlib import crc32

_RUN = 5  # words
_SAMPLED = 4  # of so many runs one is kept, where the text is long enough
_LONG = 40 * _SAMPLED  # runs
_FEW = 20  # runs: what has fewer is no copy unless it is the same text
_SHARED = 0.4  # of the shorter article's runs; texts on one event that are no copies share a tenth at most
_FINDERS = 16  # of the runs find the candidates
_WORD = re.compile(rb"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")  # letters and digits of any script, in UTF-8


class Sketch:
    """What is known of one text: a number for the whole, whether runs were left out, and the kept runs as numbers."""

    __slots__ = ("kept", "sampled", "whole")

    def __init__(self, packed: bytes) -> None:
        numbers = array("I", packed)
        if sys.byteorder == "big":
            numbers.byteswap()
        self.whole, self.sampled, self.kept = numbers[0], bool(numbers[1]), numbers[2:]

    @property
    def finders(self) -> list[int]:
        """What a copy is found by: the whole, and the smallest numbers, which two texts share as often as any."""
        return [self.whole, *self.kept[:_FINDERS]]

    def copies(self, other: "Sketch") -> bool:
        """Whether most of the shorter text stands in the longer one; a line or two proves nothing."""
        if self.whole == other.whole:
            return True
        if min(len(self.kept), len(other.kept)) < _FEW:
            return False
        mixed = self.sampled != other.sampled
        ours, theirs = self.runs(sampled=mixed), other.runs(sampled=mixed)
        shorter = min(len(ours), len(theirs))
        return shorter >= _FEW // _SAMPLED and len(ours & theirs) >= _SHARED * shorter

    def runs(self, *, sampled: bool) -> frozenset[int]:
        """The kept runs; `sampled`, only those that are kept of a long text too."""
        return frozenset(run for run in self.kept if run % _SAMPLED == 0) if sampled else frozenset(self.kept)


def packed(text: str) -> bytes:
    """The sketch of `text` as bytes that `Sketch` takes."""
    words = _WORD.findall(text.casefold().encode("utf-8", "surrogatepass"))
    runs = _runs(words)
    sampled = len(runs) >= _LONG
    kept = sorted(run for run in runs if run % _SAMPLED == 0) if sampled else sorted(runs)
    numbers = array("I", [crc32(b"".join(words)), sampled, *kept])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def _runs(words: list[bytes]) -> set[int]:
    """Runs of five words, whatever stands between them; all words of a shorter text are one."""
    if not words:
        return set()
    length = min(_RUN, len(words))
    marks = b"".join(crc32(word).to_bytes(4, "little") for word in words)
    return {crc32(marks[4 * at : 4 * (at + length)]) for at in range(len(words) - length + 1)}
