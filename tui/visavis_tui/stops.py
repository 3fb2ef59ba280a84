"""Evidence as the places a reader stops at: one sentence of one article, with all the words in it that count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from visavis.database.answers import Passage
from visavis_tui.present import one_line

_ASKED = {
    "event": "what",
    "participant": "who",
    "party": "who",
    "mention": "who",
    "date": "when",
    "place": "where",
    "channel": "how",
    "count": "how many",
    "subject": "about what",
    "status": "whether",
    "found": "",  # by a search: there is no question
}


@dataclass(frozen=True, slots=True)
class Stop:
    """One sentence to stop at; `passages` lie in it, in the order of the text."""

    article_id: int
    sentence: int
    passages: tuple[Passage, ...]

    @property
    def fields(self) -> str:
        """The questions that the marked words answer: 'what, who (Xi Jinping), when'."""
        subjects: dict[str, list[str]] = {}
        for passage in self.passages:
            named = subjects.setdefault(_ASKED.get(passage.field, passage.field), [])
            if passage.subject and one_line(passage.subject) not in named:
                named.append(one_line(passage.subject))
        parts = (f"{asked} ({', '.join(named)})" if named else asked for asked, named in subjects.items())
        return ", ".join(part for part in parts if part)

    @property
    def stances(self) -> str:
        """In capitals whatever is not asserted: 'DENIED'."""
        return ", ".join(_unique(passage.stance.upper() for passage in self.passages if passage.stance != "asserted"))

    @property
    def speakers(self) -> str:
        """'says EFE', where the article does not say it in its own voice."""
        speakers = ", ".join(_unique(one_line(passage.speaker) for passage in self.passages if passage.speaker))
        return f"says {speakers}" if speakers else ""


def stops(passages: Sequence[Passage]) -> tuple[Stop, ...]:
    """Passages by sentence, in the order given; of a fact, the sentences that tell the event itself come first."""
    groups = groupby(passages, key=lambda passage: (passage.article_id, passage.sentence))
    found = [Stop(article_id, sentence, tuple(group)) for (article_id, sentence), group in groups]
    telling = [stop for stop in found if any(passage.field == "event" for passage in stop.passages)]
    return (*telling, *(stop for stop in found if stop not in telling))


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
