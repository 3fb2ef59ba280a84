"""Name chunks to people: which capitalised words are a person, how sure we are, and which short forms are one.

Every sign adds to a score (a title before the name, a role after it, known given names and surnames, the shape of
Chinese names, who speaks); a name is kept when its best occurrence passes `ACCEPT`. Weights were set on the tuning half
of the corpus.
"""

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from visavis.extraction.chunks import Chunk, Parsed
from visavis.extraction.fold import fold
from visavis.extraction.knowledge import Knowledge, WordClass
from visavis.extraction.roles import Role, read_role
from visavis.model import Sentence, Zone

ACCEPT = 2.0
_GAP_BEFORE = re.compile(
    r"^(?:\([^()]{1,3}\))?(?:o+t?[xwmhP]{1,4}(?=,))?,?t?(?:[RrMm]|tx?(?=R)|x(?=R))*(?:(?<=[RM])\([^()]{1,2}\))?$"
)
_GAP_AFTER = re.compile(r"^,?t?[RrMm]*$|^\($")
_MAX_WORDS = 7
_TITLE_CASE = 3.0  # headlines write every word with a capital, so an unknown name there needs more


@dataclass(slots=True)
class NameMention:
    """One occurrence of a personal name, with the role beside it."""

    sentence: int
    zone: Zone
    first: int  # token span within the sentence
    last: int
    start: int  # offsets in the text
    end: int
    text: str
    words: tuple[str, ...]  # folded, particles and initials kept
    role: Role | None = None
    role_chunk: Chunk | None = None
    titled: bool = False
    known: bool = False  # a part of it is a personal name we know
    score: float = 0.0


@dataclass(slots=True)
class Person:
    """All mentions of one person in the article."""

    mentions: list[NameMention] = field(default_factory=list)

    @property
    def fullest(self) -> NameMention:
        """The mention with the most words; among equals the one with more accents, then the first."""
        return max(self.mentions, key=lambda m: (len(m.words), sum(not c.isascii() for c in m.text), -m.start))


def find_people(parsed: Sequence[Parsed], sentences: Sequence[Sentence], text: str, know: Knowledge) -> list[Person]:
    """The people of an article in the order of their first mention."""
    mentions = [
        mention
        for index, sentence in enumerate(parsed)
        for mention in _name_mentions(index, sentence, sentences[index].zone, text, know)
    ]
    return _join(mentions)


def _name_mentions(index: int, parsed: Parsed, zone: Zone, text: str, know: Knowledge) -> list[NameMention]:
    found: list[NameMention] = []
    chunks = parsed.chunks
    claimed: set[int] = set()
    for at, chunk in enumerate(chunks):
        if chunk.kind != "name" or chunk.last - chunk.first > _MAX_WORDS:
            continue
        mention = _mention(index, parsed, chunk, zone, text)
        owner = _role_beside(parsed, at, claimed)
        if owner is not None:
            claimed.add(id(owner))
            mention.role, mention.role_chunk = read_role(parsed.tagged, owner, know), owner
        mention.titled = parsed.tagged.tags[chunk.first - 1 : chunk.first] in {"R", "r"}
        mention.score = _score(parsed, chunk, mention, know)
        found.append(mention)
    return found


def _mention(index: int, parsed: Parsed, chunk: Chunk, zone: Zone, text: str) -> NameMention:
    tokens = parsed.tagged.tokens[chunk.first : chunk.last]
    start, end = tokens[0].start, tokens[-1].end
    return NameMention(
        index, zone, chunk.first, chunk.last, start, end, text[start:end], tuple(fold(token.text) for token in tokens)
    )


def _role_beside(parsed: Parsed, at: int, claimed: set[int]) -> Chunk | None:
    """The role that belongs to the name: directly before it, else after a comma behind it, else before a comma."""
    tags, chunks = parsed.tagged.tags, parsed.chunks
    name = chunks[at]
    before = chunks[at - 1] if at and chunks[at - 1].kind == "role" and id(chunks[at - 1]) not in claimed else None
    gap_before = tags[before.last : name.first] if before else None
    if before and gap_before is not None and "," not in gap_before and _GAP_BEFORE.match(gap_before):
        return before
    after = chunks[at + 1] if at + 1 < len(chunks) and chunks[at + 1].kind == "role" else None
    if (
        after
        and _GAP_AFTER.match(gap := tags[name.last : after.first])
        and gap
        and not _leads_on(parsed, after, at + 2)
        and not (before and _GAP_BEFORE.match(gap_before or "") and _opens_next(parsed, after, at + 2))
    ):
        return after
    if before and gap_before is not None and _GAP_BEFORE.match(gap_before):
        return before
    return None


def _leads_on(parsed: Parsed, role: Chunk, after: int) -> bool:
    """True where the role behind a comma belongs to the name that follows it at once: "Xi, President Castro"."""
    chunks = parsed.chunks
    return (
        after < len(chunks)
        and chunks[after].kind == "name"
        and _only_titles(parsed.tagged.tags[role.last : chunks[after].first])
    )


def _opens_next(parsed: Parsed, role: Chunk, after: int) -> bool:
    """True in a row of "the president, A, the minister, B": the role behind A is that of B."""
    chunks = parsed.chunks
    return (
        after < len(chunks)
        and chunks[after].kind == "name"
        and parsed.tagged.tags[role.last : chunks[after].first] == ","
    )


def _only_titles(gap: str) -> bool:
    return all(letter in "Rr" for letter in gap)


def _score(parsed: Parsed, chunk: Chunk, mention: NameMention, know: Knowledge) -> float:
    """How much speaks for a person here."""
    score = _name_shape(parsed, chunk, mention, know)
    if mention.role is not None:
        score += 3.0
    if mention.titled:
        score += 2.5
    return score + _surroundings(parsed, chunk, know)


def _name_shape(parsed: Parsed, chunk: Chunk, mention: NameMention, know: Knowledge) -> float:
    tags = parsed.tagged.tags[chunk.first : chunk.last]
    words = [word for word, letter in zip(mention.words, tags, strict=True) if letter in "NIA"]
    known = [know.word(token.low) for token in parsed.tagged.tokens[chunk.first : chunk.last]]
    mention.known = any(word & WordClass.KNOWN for word in known)
    score = -1.0 if len(words) == 1 else 1.0
    if len(words) > 4:
        score -= 0.5
    if known[0] & WordClass.GIVEN:
        score += (0.5 if known[0] & WordClass.PLAIN else 1.5) if len(words) > 1 else 0.5
    if known[-1] & WordClass.SURNAME:
        score += 0.5 if known[-1] & WordClass.PLAIN else 1.0
    elif known[-1] & WordClass.ENDING:
        score += 0.5
    if any(word & WordClass.GIVEN for word in known[1:-1]):
        score += 0.5
    if len(words) > 1 and know.is_chinese_name(words):
        score += 1.5
    if "p" in tags:
        score += 0.5
    if "I" in tags:
        score += 1.0
    if "A" in tags:
        score -= 2.0
    return score


def _surroundings(parsed: Parsed, chunk: Chunk, know: Knowledge) -> float:
    tokens, tags = parsed.tagged.tokens, parsed.tagged.tags
    before = tokens[chunk.first - 1].low if chunk.first else ""
    after = tokens[chunk.last].low if chunk.last < len(tokens) else ""
    score = 0.0
    if before in know.grammar.articles:
        score -= 3.0
    elif before in know.grammar.place_prepositions:
        score -= 2.0
    if after in know.words["status.reporting"] or before in know.words["status.reporting"]:
        score += 1.0
    elif after in know.words["meeting.meet"]:
        score += 0.75
    if chunk.last < len(tags) and tags[chunk.last] in "OEVGCDTB" and before not in know.grammar.and_words:
        score -= 2.0
    if chunk.last + 1 < len(tags) and tags[chunk.last] == "," and tags[chunk.last + 1] == "d":
        score += 1.0
    return score


# --- one person, several forms ---------------------------------------------------------------------------------------


def _join(mentions: list[NameMention]) -> list[Person]:
    """Full names first, then short forms to the fullest name that holds their words; the rest must stand by itself."""
    found = _Index()
    by_length = sorted(mentions, key=lambda mention: (-_weight(mention), mention.start))
    best = _best_scores(mentions)
    left: list[NameMention] = []
    for mention in by_length:
        home = found.home(mention)
        if home is not None or (best[mention.words] >= ACCEPT and mention.zone not in {"title", "caption", "faq"}):
            found.add(mention, home)
        else:
            left.append(mention)
    for mention in left:
        home = found.home(mention)
        needed = ACCEPT + (_TITLE_CASE if mention.zone == "title" and not mention.known else 0.0)
        if home is not None or best[mention.words] >= needed:
            found.add(mention, home)
    people = [Person(sorted(known.mentions, key=lambda mention: mention.start)) for known in found.people]
    return sorted(people, key=lambda person: person.mentions[0].start)


def _weight(mention: NameMention) -> int:
    return sum(len(word) > 1 for word in mention.words)


def _best_scores(mentions: list[NameMention]) -> dict[tuple[str, ...], float]:
    best: dict[tuple[str, ...], float] = {}
    for mention in mentions:
        best[mention.words] = max(best.get(mention.words, -9.0), mention.score)
    return best


@dataclass(slots=True)
class _Known:
    """A person while mentions are gathered, with what a further mention is compared to."""

    order: int
    mentions: list[NameMention] = field(default_factory=list)
    forms: set[tuple[str, ...]] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)  # of the mentions, in order
    offices: Counter[str] = field(default_factory=Counter)

    def add(self, mention: NameMention) -> None:
        self.mentions.append(mention)
        self.forms.add(mention.words)
        insort(self.starts, mention.start)
        if mention.role is not None:
            self.offices[mention.role.office] += 1

    def agreement(self, mention: NameMention) -> tuple[int, int]:
        """How well a mention fits among namesakes: by office, then by how near before it the person was named last.

        Who is named only later counts as far away.
        """
        office = self.offices[mention.role.office] if mention.role is not None else 0
        earlier = bisect_left(self.starts, mention.start)
        return office, self.starts[earlier - 1] if earlier else -self.starts[0]


class _Index:
    """The people found so far by the words of their names, so that a mention is compared to those who share a word."""

    def __init__(self) -> None:
        self.people: list[_Known] = []
        self._by_word: dict[str, list[tuple[int, int]]] = {}  # (where first named, order), sorted

    def home(self, mention: NameMention) -> _Known | None:
        """The person whose name holds this form; of several the one that agrees in role, then the one named last."""
        near = (self.people[order] for order in sorted(self._candidates(mention)))
        fitting = [known for known in near if any(_is_form_of(mention.words, form) for form in known.forms)]
        return max(fitting, key=lambda known: known.agreement(mention), default=None)

    def _candidates(self, mention: NameMention) -> list[int]:
        """Those who share the rarest word; of very many namesakes the ones first named around the mention."""
        rarest = min((self._by_word.get(word, []) for word in mention.words), key=len)
        if len(rarest) > _NAMESAKES:
            at = bisect_left(rarest, (mention.start, 0))
            rarest = rarest[max(0, at - _NAMESAKES // 2) : at + _NAMESAKES // 2]
        return [order for _, order in rarest]

    def add(self, mention: NameMention, home: _Known | None) -> None:
        """Add a mention to a person, or make one of it."""
        if home is None:
            home = _Known(len(self.people))
            self.people.append(home)
        if mention.words not in home.forms:
            for key in _keys(mention.words) - {key for form in home.forms for key in _keys(form)}:
                insort(self._by_word.setdefault(key, []), (mention.start, home.order))
        home.add(mention)


_NAMESAKES = 100


def _keys(words: tuple[str, ...]) -> set[str]:
    """What a word of a short form may look like: a word of the name, half of a hyphenated one, or its initial."""
    halves = (half for word in words if "-" in word for half in word.split("-"))
    return {*words, *halves, *(word[0] + "." for word in words)}


def _is_form_of(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """True where `short` is `full` with words left out, in order; a lone given name in front of others counts too."""
    if len(short) > len(full):
        return False
    rest = iter(full)
    if all(any(_same_word(word, other) for other in rest) for word in short):
        return True
    return len(short) == len(full) == 2 and short == full[::-1]


def _same_word(short: str, full: str) -> bool:
    if short == full:
        return True
    if len(short) == 2 and short[1] == "." and full.startswith(short[0]):
        return True
    return "-" in full and short in full.split("-") and len(short) > 3
