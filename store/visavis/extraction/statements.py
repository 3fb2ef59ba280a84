"""What one side says of, or writes to, another: denials, accusations, letters, congratulations. None is a meeting."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from visavis.extraction.anaphora import Resolver, Who
from visavis.extraction.arguments import Clause, before_relative, objects, subject
from visavis.extraction.compiling import knowledge
from visavis.extraction.document import Document, Line
from visavis.extraction.drafts import Draft, without_covered
from visavis.extraction.status import outcome
from visavis.extraction.timing import nearest
from visavis.extraction.units import Unit
from visavis.model import Dated, StatementKind

_SAYS = {"person", "role", "organisation", "country", "body", "group", "pronoun", "delegation"}
_THING = 4  # words behind "denied" among which it says what
_NEAR = 6  # words between a verb of congratulating and the one congratulated
_PAPER = 5  # words between a verb of sending and what is sent
_REACH = 14
BACK = 3  # sentences before a denial in which what it denies may stand


@dataclass(slots=True)
class Saying:
    """One statement while it is put together."""

    number: int  # sentence
    kind: StatementKind
    rule: str
    speakers: list[Who]
    addressees: list[Who]
    when: Dated | None = None

    @property
    def who(self) -> set[tuple[int | None, str | None]]:
        """Everyone it goes from or to."""
        return {one.key for one in (*self.speakers, *self.addressees)}


@dataclass(frozen=True, slots=True)
class _Words:
    """The units on the two sides of a word that tells a statement."""

    kind: StatementKind
    rule: str
    left: Sequence[Unit]
    right: Sequence[Unit] = ()


def find_statements(document: Document, resolver: Resolver) -> list[Saying]:
    """The statements of an article in the order in which they are told, each once."""
    found: list[Saying] = []
    for number, line in document.story():
        clause = document.clause(line)
        for saying in _in_sentence(document, resolver, number, line, clause):
            if not any(_is_same(one, saying) for one in found):
                found.append(saying)
    return found


def _is_same(one: Saying, other: Saying) -> bool:
    """One statement told twice; denials far from each other deny other things."""
    if one.kind != other.kind or one.who != other.who:
        return False
    return one.kind != "denial" or abs(one.number - other.number) <= BACK


def denied_meeting(saying: Saying, drafts: Sequence[Draft]) -> int | None:
    """The meeting, by its place in `drafts`, that a denial speaks of."""
    if saying.kind != "denial":
        return None
    told = [(key, draft) for key, draft in enumerate(drafts) if draft.outcome == "denied" or draft.stance == "alleged"]
    here = next((key for key, draft in told if saying.number in {draft.number, *draft.told_again}), None)
    if here is not None:
        return here
    codes = {who.code for who in saying.speakers}
    near = [(abs(saying.number - draft.number), key) for key, draft in told if codes & draft.sides]
    return next((key for far, key in sorted(near) if far <= BACK), None)


def denied_saying(saying: Saying, before: Sequence[Saying]) -> int | None:
    """The accusation, by its place in `before`, that a denial answers: the last one told shortly before it."""
    if saying.kind != "denial":
        return None
    near = (k for k, one in enumerate(before) if one.kind == "accusation" and saying.number - one.number <= BACK)
    return max(near, default=None)


def _in_sentence(document: Document, resolver: Resolver, number: int, line: Line, clause: Clause) -> Iterator[Saying]:
    text = document.article.text[line.sentence.start : line.sentence.end].lower()
    readers = _readers(clause.know.language)
    for at, token in enumerate(line.tokens):
        for read in readers.get(token.low, ()):
            told = read(clause, at)
            if told is None or (told.kind != "denial" and outcome(clause, at, text) != "held"):
                continue
            speakers, addressees = _resolved(resolver, number, told)
            if speakers and (told.kind == "denial" or _across(speakers, addressees)):
                when = nearest(document, line, at, tense="past", told=None, aside=False)
                yield Saying(number, told.kind, told.rule, speakers, addressees, when)
                break


def _resolved(resolver: Resolver, number: int, told: _Words) -> tuple[list[Who], list[Who]]:
    sides: list[list[Who]] = []
    taken: list[Who] = []
    for units in (told.left, told.right):
        side = [who for unit in units if unit.kind in _SAYS for who in resolver.resolve(number, unit, taken)]
        taken += side
        sides.append(without_covered(list({who.key: who for who in side}.values())))
    return sides[0], sides[1]


def _across(speakers: Sequence[Who], addressees: Sequence[Who]) -> bool:
    """Whether it goes from one country to another; a side without a known one tells nothing."""
    ours, theirs = ({who.code for who in side} for side in (speakers, addressees))
    return bool(ours and theirs) and None not in ours | theirs and not ours & theirs


# --- the words -------------------------------------------------------------------------------------------------------


def _denial(clause: Clause, at: int) -> _Words | None:
    """ "A denied that ...", "... was denied by A": not "was denied entry"."""
    words = clause.know.words
    if clause.word(at - 1) in clause.know.grammar.be:
        by = objects(clause, at, reach=_THING, linkers=words["statement.denied_by"])
        return _Words("denial", "denied-by", by) if by else None
    following = [clause.word(k) for k in range(at + 1, at + 1 + _THING)]
    if following[0] in words["statement.not_denied"]:
        return None
    if not words["statement.denied_things"] & set(following):
        return None
    left = _sayers(clause, at) or _behind(clause, at)
    return _Words("denial", "denied", left) if left else None


def _sayers(clause: Clause, at: int) -> list[Unit]:
    return before_relative(clause, at) or subject(clause, at)


def _behind(clause: Clause, at: int) -> list[Unit]:
    """ "..., denied the ministry": the subject right behind its verb."""
    found = objects(clause, at, reach=1)
    return found if found and found[0].kind in {"person", "organisation", "role"} else []


def _accusation(clause: Clause, at: int) -> _Words | None:
    """ "A accused B of ..."; in the passive the other way round."""
    if clause.word(at - 1) in clause.know.grammar.be:
        by = objects(clause, at, reach=3, linkers=clause.know.words["statement.from"])
        return _Words("accusation", "accused-by", by, subject(clause, at)) if by else None
    right = objects(clause, at, reach=3)
    if not right or clause.word(at + 1) in clause.know.words["statement.accuse_links"]:
        return None
    behind = {clause.word(k) for k in range(right[-1].last, right[-1].last + _THING)}
    if not behind & clause.know.words["statement.accuse_links"]:
        return None
    return _sides("accusation", "accused", _sayers(clause, at), right)


def _congratulation(clause: Clause, at: int) -> _Words | None:
    """ "A congratulated B on ..."."""
    return _sides("congratulation", "congratulated", _sayers(clause, at), objects(clause, at, reach=_NEAR))


def _sending(clause: Clause, at: int) -> _Words | None:
    """ "A sent B a letter", "A sent a letter to B", "A wrote to B"."""
    words = clause.know.words
    paper = _paper(clause, at)
    if paper is None and clause.word(at) not in words["statement.write"]:
        return None
    to = words["statement.to"]
    right = objects(clause, paper or at, reach=_REACH, linkers=to) or (objects(clause, at, reach=1) if paper else [])
    return _sides(_kind(clause, paper or at), "sent", _sayers(clause, at), right)


def _exchange(clause: Clause, at: int) -> _Words | None:
    """ "A and B exchanged letters", "A exchanged messages with B"."""
    paper = _paper(clause, at)
    if paper is None:
        return None
    left = subject(clause, at)
    right = objects(clause, at, reach=_REACH, linkers=frozenset({"with", "con"})) or left[1:]
    return _sides(_kind(clause, paper), "exchanged", left[:1] if right == left[1:] else left, right)


def _taking(clause: Clause, at: int) -> _Words | None:
    """ "B received a letter from A"."""
    paper = _paper(clause, at)
    if paper is None:
        return None
    sender = objects(clause, paper, reach=3, linkers=clause.know.words["statement.from"])
    return _sides(_kind(clause, paper), "received", sender, subject(clause, at))


def _paper(clause: Clause, at: int) -> int | None:
    """What is sent: a letter, but not one of intent or of credence."""
    words = clause.know.words
    found = next((k for k in range(at + 1, at + 1 + _PAPER) if clause.word(k) in words["statement.papers"]), None)
    if found is None or words["statement.not_papers"] & {clause.word(found + k) for k in (-1, 1, 2)}:
        return None
    return found


def _kind(clause: Clause, paper: int) -> StatementKind:
    """A congratulation where a word beside the paper says so."""
    near = {clause.word(k) for k in range(paper - 2, paper + 3)}
    return "congratulation" if near & clause.know.words["statement.congratulating"] else "letter"


def _sides(kind: StatementKind, rule: str, left: Sequence[Unit], right: Sequence[Unit]) -> _Words | None:
    return _Words(kind, rule, left, right) if left and right else None


_Reader = Callable[[Clause, int], _Words | None]
_READERS: tuple[tuple[str, _Reader], ...] = (
    ("deny", _denial),
    ("accuse", _accusation),
    ("congratulate", _congratulation),
    ("send", _sending),
    ("exchange", _exchange),
    ("take", _taking),
)


@cache
def _readers(language: str) -> dict[str, list[_Reader]]:
    """What reads each word that may tell a statement, in order."""
    found: dict[str, list[_Reader]] = {}
    for name, read in _READERS:
        for word in knowledge(language).words[f"statement.{name}"]:
            found.setdefault(word, []).append(read)
    return found
