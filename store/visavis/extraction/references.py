"""Words that stand for people told elsewhere: "he", "Her Majesty", "both sides", "the two", "the guest", "the delegation"."""

from collections.abc import Container, Iterator
from functools import cache
from typing import Literal, NamedTuple

from visavis.extraction.compiling import knowledge
from visavis.extraction.knowledge import Knowledge
from visavis.extraction.tagging import Tagged

_PREDICATES = ("meet", "receive", "talk", "light", "phone", "see", "also", "again")


class Reference(NamedTuple):
    """Tokens first..last (exclusive) that stand for somebody; `word` is what they are resolved by."""

    kind: Literal["pronoun", "group", "delegation"]
    first: int
    last: int
    word: str


def references(tagged: Tagged, taken: Container[int], know: Knowledge) -> Iterator[Reference]:
    """The references of one sentence, outside the tokens `taken` by names."""
    for at in range(len(tagged.tokens)):
        if at not in taken and (found := _reference(tagged, at, know)) is not None:
            yield found


def _reference(tagged: Tagged, at: int, know: Knowledge) -> Reference | None:
    token, tag, grammar = tagged.tokens[at], tagged.tags[at], know.grammar
    if token.low in know.words["meeting.styles"] and at and _is_style(tagged, at, know):
        return Reference("pronoun", at - 1, at + 1, "he")
    if token.low in grammar.possessives and _owns(tagged, at):
        return None  # "her Peruvian counterpart"
    if token.low in grammar.pronouns and tag in "xN" and not _is_honorific(tagged, at):
        return Reference("pronoun", at, at + 1, token.low)
    if token.low in know.words["meeting.callers"] and _is_guest(tagged, at, know):
        return Reference("pronoun", at, at + 1, "guest")
    if token.low in grammar.group_heads and tag in "xNhHwP":
        return Reference("group", _group_start(tagged, at, know), at + 1, token.low)
    if token.low in know.words["meeting.delegation"] and tag in "xwhm":
        return Reference("delegation", at, at + 1, token.low)
    if token.low in grammar.lone_groups and _stands_alone(tagged, at, know):
        return Reference("group", at, at + 1, token.low)
    return None


def _group_start(tagged: Tagged, at: int, know: Knowledge) -> int:
    while at and (tagged.tokens[at - 1].low in know.grammar.both or tagged.tags[at - 1] in "mMwP"):
        at -= 1
    return at


def _stands_alone(tagged: Tagged, at: int, know: Knowledge) -> bool:
    """ "the | two | met", "| ambos | coincidieron": no noun behind it, but a verb, and before it nothing that counts it."""
    low = tagged.tokens[at].low
    if low not in know.grammar.both_alone and not _has_article(tagged, at, know):
        return False
    if at + 1 == len(tagged.tokens):
        return False
    after = tagged.tokens[at + 1].low
    return after in _predicates(know.language) or (know.adjectives_follow and after.endswith(("ron", "ban")))


def _is_guest(tagged: Tagged, at: int, know: Knowledge) -> bool:
    """ "the distinguished | visitor | thanked", not "a | guest | house"."""
    if not _has_article(tagged, at, know):
        return False
    after = tagged.tokens[at + 1] if at + 1 < len(tagged.tokens) else None
    return (
        after is None or not after.text.isalpha() or after.low in _predicates(know.language) | know.grammar.prepositions
    )


@cache
def _predicates(language: str) -> frozenset[str]:
    """Words that follow a subject: verbs of meeting and saying, auxiliaries, adverbs."""
    know = knowledge(language)
    grammar, words = know.grammar, know.words
    verbs = frozenset[str]().union(*(words[f"meeting.{name}"] for name in _PREDICATES))
    saying = words["status.reporting"] | words["status.modals"]
    return verbs | saying | grammar.be | grammar.have | grammar.not_ | grammar.adverbs | grammar.predicate_openers


def _has_article(tagged: Tagged, at: int, know: Knowledge) -> bool:
    """True behind an article, adjectives between them aside: "the distinguished | visitor"."""
    return any(tagged.tokens[k].low in know.grammar.articles for k in range(max(0, at - 2), at))


def _owns(tagged: Tagged, at: int) -> bool:
    """True where a word that is both pronoun and possessive stands before what is owned."""
    following = tagged.tags[at + 1 : at + 2]
    return bool(following) and following in "DCMmPwHhKkNR"


def _is_honorific(tagged: Tagged, at: int) -> bool:
    """ "HE Sheikh X": His Excellency, no pronoun."""
    token = tagged.tokens[at]
    return len(token.text) > 1 and token.text.isupper() and at + 1 < len(tagged.tokens) and tagged.tokens[at + 1].cap


def _is_style(tagged: Tagged, at: int, know: Knowledge) -> bool:
    """ "His Highness", "Her Majesty", "Su Santidad" standing alone for a person named before."""
    alone = tagged.tags[at + 1 : at + 2] not in set("HNIRMP")
    return alone and tagged.tokens[at - 1].low in know.grammar.possessives and tagged.tokens[at].cap
