"""Who was named before a place in the text: what "he" and "the minister" reach back to."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from visavis.extraction.people import Person
from visavis.extraction.roles import Role
from visavis.extraction.tokens import tokenize

_SUBJECT = 8  # a name among the first words of its sentence is taken for the subject
_REACH = 1000  # names that anything reaches back over


class Recall:
    """The names of an article in the order of the text; people are told by their index."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._named = sorted(
            (mention.start, mention.sentence, mention.first < _SUBJECT, index)
            for index, person in enumerate(people)
            for mention in person.mentions
        )
        backwards = range(len(people) - 1, -1, -1)  # of those who share a name the first keeps it
        self._by_name = {mention.text: index for index in backwards for mention in people[index].mentions}
        self._roles = [frozenset(mention.role for mention in person.mentions) for person in people]

    def before(self, start: int, fits: Callable[[int], bool]) -> int | None:
        """The one that `fits` of the last sentence that names any such before an offset; the subject before others."""
        last = bisect_left(self._named, (start,))
        best: tuple[int, bool, int] | None = None  # sentence, as subject, minus the index: the one named first wins
        for at in range(last - 1, max(-1, last - 1 - _REACH), -1):
            _, sentence, subject, index = self._named[at]
            if best is not None and sentence < best[0]:
                break
            if (best is None or (sentence, subject, -index) > best) and fits(index):
                best = sentence, subject, -index
        return -best[2] if best else None

    def named_in(self, words: str) -> int | None:
        """The first person of whom a name stands among `words`, which are few."""
        tokens = tokenize(words)
        spans = (words[one.start : other.end] for at, one in enumerate(tokens) for other in tokens[at:])
        return min((self._by_name[span] for span in spans if span in self._by_name), default=None)

    def roles(self, index: int) -> frozenset[Role | None]:
        """The roles that stand beside a person's names; None among them where a name stands alone."""
        return self._roles[index]
