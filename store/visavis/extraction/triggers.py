"""The words of a sentence that may tell a meeting, and who stands around them."""

from collections.abc import Iterator
from functools import cache

from visavis.extraction.arguments import Clause, Trigger
from visavis.extraction.compiling import knowledge
from visavis.extraction.document import Line
from visavis.extraction.meeting_nouns import find_noun
from visavis.extraction.meeting_verbs import VERBS, find_joint

_INFINITIVES = frozenset({"meet", "talk"})  # behind "to" they are verbs
_PAST = ("ed", "aron", "ieron")
_PLAIN = frozenset({"nouns", "meet", "receive", "credentials", "phone", "summon"})  # hardly ever anything but a meeting
_READERS = {"nouns": find_noun, **VERBS, "joint": find_joint}


def triggers(clause: Clause, line: Line) -> Iterator[Trigger]:
    """Every trigger of a sentence in order; those of plain event words without anyone around them too."""
    for at, token in enumerate(line.tokens):
        if clause.tagged.tags[at] not in "xohHPwmE-" and token.low not in clause.know.words["meeting.nouns"]:
            continue
        if token.cap and at and _is_in_name(clause, at):
            continue
        name = _list_of(clause, at)
        found = _READERS[name](clause, at) if name else None
        if found is not None:
            yield found
        elif name in _PLAIN:
            yield Trigger(at, name, strength=0.0)


def _is_in_name(clause: Clause, at: int) -> bool:
    """ "el viceministro de Política Bilateral": a word of an office or an institution tells nothing."""
    kinds = {"person", "role", "organisation"}
    return any(unit.kind in kinds and unit.first <= at < unit.last for unit in clause.units)


def _list_of(clause: Clause, at: int) -> str | None:
    """The list of meeting words that the word at a token stands in, which tells how to read it."""
    word = clause.word(at)
    if word in clause.know.words["meeting.nouns"] and is_noun(clause, at):
        return "nouns"
    known = _verbs(clause.know.language).get(word)
    return known or ("joint" if clause.tagged.tags[at] == "x" and word.endswith(_PAST) else None)


@cache
def _verbs(language: str) -> dict[str, str]:
    """The list of each verb of meeting, the first where it stands in several."""
    words = knowledge(language).words
    return {word: name for name in reversed(VERBS) for word in words[f"meeting.{name}"]}


def is_noun(clause: Clause, at: int) -> bool:
    """ "the meeting" against "meeting him": a noun has an article, a possessive, an adjective or a light verb before it."""
    word = clause.word(at)
    if word in clause.know.words["meeting.adjectives"]:
        return clause.tagged.tags[max(0, at - 1)] == "t"  # "sostuvieron una | bilateral |"
    if word not in clause.know.words["meeting.meet"] and word not in clause.know.words["meeting.talk"]:
        return True
    before = clause.word(at - 1)
    if at == 0 and clause.word(at + 1) not in clause.know.words["meeting.with"] - clause.know.words["meeting.between"]:
        return (
            word not in clause.know.words["meeting.meet"] or clause.word(at + 1) in clause.know.words["meeting.between"]
        )
    linked = clause.word(at + 1) in clause.know.words["meeting.noun_links"] and word not in _INFINITIVES
    if before in clause.know.grammar.prepositions and linked:
        return True
    if not before or clause.tagged.tags[at - 1] == ",":
        return False
    if (
        clause.tagged.tags[at - 1] in "t'DwmPd"
        or before in clause.know.grammar.possessives
        or before in clause.know.grammar.articles
    ):
        return True
    return before in clause.know.words["meeting.adjectives"] or before in clause.know.words["meeting.light"]
