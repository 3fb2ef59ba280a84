"""Whether the grammar tells that an event happened: past tense against infinitive, future, and what is said behind it.

`status` asks here first; only what the grammar leaves open is weighed by the words around.
"""

from typing import Literal

from visavis.extraction.arguments import Clause
from visavis.extraction.meeting_nouns import light_verb
from visavis.extraction.triggers import is_noun

Mood = Literal["happened", "planned", "wished", "denied"]
_CHAIN = 5  # words of a verb before its main word: "had | been | scheduled | to"
_BEHIND = 40  # tokens behind a noun in which its own verb is looked for
_GOVERNOR = 14  # tokens before an infinitive in which the word that governs it is looked for
_PHRASE = 3
_SOON = 12
_NEXT = 4
_LONG = 4


def mood_of(clause: Clause, at: int) -> Mood | None:
    """What the verb around the event at token `at` says of it; None where it leaves that open."""
    verb = _verb(clause, at)
    if verb is None or (verb == 0 and clause.word(verb).endswith("ing")):  # "Meeting with B | was not planned"
        return _said_behind(clause, at) or _soon(clause, at)
    if _is_infinitive(clause, verb):
        return _governed(clause, verb)
    if _is_past(clause, verb):
        return None if _is_doubted(clause, verb) else "happened"
    if _is_future(clause, verb) or _is_once(clause, verb):
        return "planned"
    return _soon(clause, at)


def is_firm(clause: Clause, at: int) -> bool:
    """True where the words tell that it took place; a bare "the meeting between A and B" leaves room for a plan told elsewhere."""
    verb = _verb(clause, at)
    if verb is not None:
        return not _is_infinitive(clause, verb) and not clause.word(verb).endswith("ing")
    return is_occasion(clause, at)


def is_occasion(clause: Clause, at: int) -> bool:
    """ "during their second meeting", "en la reunión": the noun tells when or where something was said or done."""
    return _ends_with(clause, _phrase(clause, at), "status.occasions")


def is_purpose(clause: Clause, at: int) -> bool:
    """ "arrives in Rome for talks": what somebody comes for."""
    return _ends_with(clause, _phrase(clause, at), "status.for")


def is_topic(clause: Clause, at: int) -> bool:
    """ "discussed a summit", "arranged talks": the noun is what was spoken of or prepared."""
    return _ends_with(clause, _phrase(clause, at), "status.topics")


def _phrase(clause: Clause, at: int) -> int:
    """Where the phrase of a noun begins, behind its preposition: "during | their second meeting"."""
    first = at
    beside = _beside(clause)
    while first and (clause.tagged.tags[first - 1] in "tmwMPDd'" or clause.word(first - 1) in beside):
        first -= 1
    return first


def _beside(clause: Clause) -> frozenset[str]:
    know = clause.know
    return know.words["meeting.adjectives"] | know.grammar.possessives | know.words["status.ordinals"]


def _verb(clause: Clause, at: int) -> int | None:
    """The verb that tells the event: the trigger itself, or the light verb that carries a noun."""
    if clause.word(at) in clause.know.words["meeting.nouns"] and is_noun(clause, at):
        return light_verb(clause, at)
    return at


# --- verbs -------------------------------------------------------------------------------------------------------------


def _is_infinitive(clause: Clause, verb: int) -> bool:
    know = clause.know
    if know.words["status.infinitive_marks"]:
        return _mark(clause, verb) is not None
    return clause.word(verb).endswith(tuple(know.words["status.infinitive_endings"]))


def _mark(clause: Clause, verb: int) -> int | None:
    """The "to" of an infinitive: "to | also briefly | meet"."""
    k = verb - 1
    while k >= 0 and (clause.word(k) in clause.know.grammar.adverbs or clause.word(k).endswith("ly")):
        k -= 1
    while k >= 0 and clause.word(k) in clause.know.grammar.be:  # "to be received"
        k -= 1
    return k if clause.word(k) in clause.know.words["status.infinitive_marks"] else None


def _governed(clause: Clause, verb: int) -> Mood | None:
    """An infinitive is no event unless what governs it says so: "managed to meet", "tras reunirse"."""
    mark = _mark(clause, verb)
    for k in range(verb if mark is None else mark + 1, max(0, verb - _GOVERNOR), -1):
        if clause.stopped(k - 1, k):
            break
        if _ends_with(clause, k, "status.realised"):
            return "happened"
        if _ends_with(clause, k, "status.planned") or _ends_with(clause, k, "status.purpose"):
            return "planned"
        if _ends_with(clause, k, "status.wished"):
            return "wished"
        if _ends_with(clause, k, "status.journeys"):
            return None
    return "planned"


def _ends_with(clause: Clause, end: int, name: str) -> bool:
    """True where a phrase of a list ends right before token `end`."""
    phrases = clause.know.words[name]
    return any(
        " ".join(clause.word(k) for k in range(end - size, end)) in phrases
        for size in range(1, _PHRASE + 1)
        if size <= end
    )


def _is_past(clause: Clause, verb: int) -> bool:
    """A finite verb of the past, or one in the perfect: nothing else stands with it than "has" and "was"."""
    know = clause.know
    word = clause.word(verb)
    chain = _chain(clause, verb)
    if _is_future(clause, verb):
        return False
    if word in know.words["status.past"] or word.endswith(tuple(know.words["status.past_endings"])):
        return not know.grammar.not_ & chain
    return word.endswith(tuple(know.words["status.participles"])) and bool(
        chain & (know.grammar.have | know.grammar.be) - know.grammar.not_
    )


def _chain(clause: Clause, verb: int) -> set[str]:
    """The auxiliaries and small words right before a verb."""
    return {clause.word(k) for k in _chained(clause, verb)}


def _chained(clause: Clause, verb: int) -> range:
    know = clause.know
    allowed = (
        know.grammar.be | know.grammar.have | know.grammar.not_ | know.grammar.adverbs | know.words["status.modals"]
    )
    first = verb
    while first > max(0, verb - _CHAIN):
        word = clause.word(first - 1)
        if word not in allowed and not word.endswith(("ly", "mente")) and not has_future_form(clause, first - 1):
            break
        first -= 1
    return range(first, verb)


def _is_doubted(clause: Clause, verb: int) -> bool:
    """ "asked whether A met B", "si se reunió"."""
    words = clause.know.words["status.doubted"]
    for k in range(verb - 1, max(-1, verb - _GOVERNOR), -1):
        if clause.stopped(k, k + 1):
            return False
        if clause.word(k) in words:
            return True
    return False


def _is_future(clause: Clause, verb: int) -> bool:
    modals = clause.know.words["status.modals"]
    return any(clause.word(k) in modals or has_future_form(clause, k) for k in (*_chained(clause, verb), verb))


def has_future_form(clause: Clause, at: int) -> bool:
    """ "se reunirá", "they'll": a form that is future by its ending; no name ("Terán")."""
    endings, word = tuple(clause.know.words["status.future_endings"]), clause.word(at)
    if clause.tagged.tags[at] not in "xh":
        return False
    return len(word) >= _LONG and word.endswith(endings) and word not in clause.know.words["status.not_future"]


def _is_once(clause: Clause, verb: int) -> bool:
    """ "before they meet", "when A receives B": a present behind such a word is still to be."""
    words = clause.know.words["status.once"]
    return any(clause.word(k) in words for k in range(max(0, verb - _NEXT), verb))


def _soon(clause: Clause, at: int) -> Mood | None:
    """ "se reúnen mañana", "meets B next week": a present with a time to come behind it."""
    words = clause.know.words["status.soon"]
    for k in range(at + 1, min(len(clause.tagged.tokens), at + _SOON)):
        if clause.stopped(k, k + 1):
            return None
        if clause.word(k) in words and clause.word(k - 1) not in clause.know.grammar.articles:
            return "planned"
        if f"{clause.word(k)} {clause.word(k + 1)}" in words:
            return "planned"
    return None


# --- nouns -------------------------------------------------------------------------------------------------------------


def _said_behind(clause: Clause, at: int) -> Mood | None:
    """The verb of which the noun is the subject: "the talks between A and B | will be held", "a meeting | is expected"."""
    know = clause.know
    for k in range(at + 1, min(len(clause.tagged.tokens), at + _BEHIND)):
        word = clause.word(k)
        if clause.stopped(k, k + 1) or word in know.words["status.parts_off"]:
            return None
        if word in know.words["status.arranged"]:
            return None if _lasts(clause, k) else "planned"
        if word in know.words["status.modals"] or has_future_form(clause, k):
            return "planned"
        if word in know.grammar.be | know.grammar.have:
            return _predicate(clause, k)
        if _is_another_verb(clause, k):
            return None
    return None


def _is_another_verb(clause: Clause, at: int) -> bool:
    """A verb of the past or of saying; but "led by" is still part of what stands before it."""
    know, word = clause.know, clause.word(at)
    past = clause.tagged.tags[at] == "x" and word.endswith(tuple(know.words["status.past_endings"]))
    if not past and word not in know.words["status.past"] | know.words["status.reporting"]:
        return False
    return clause.word(at + 1) not in know.words["status.by"]


def _predicate(clause: Clause, verb: int) -> Mood | None:
    """What follows "is", "was", "has been": expected, not held, still to come."""
    know = clause.know
    for k in range(verb + 1, verb + 1 + _NEXT):
        word = clause.word(k)
        if word in know.grammar.not_:
            return "denied"
        if word in know.words["status.arranged"] or word in know.words["status.infinitive_marks"]:
            return "planned"
        if word not in know.grammar.be | know.grammar.have | know.grammar.adverbs:
            return None
    return None


def _lasts(clause: Clause, at: int) -> bool:
    """ "scheduled for 30 minutes": how long it was to take, not when."""
    return any(clause.word(k) in clause.know.words["status.spans"] for k in range(at + 1, at + 1 + _NEXT))
