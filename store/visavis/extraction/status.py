"""Whether an event was held, is planned, was cancelled, is denied or only wished for, from the words around its trigger."""

from itertools import islice
from typing import Literal

from visavis.extraction.arguments import Clause
from visavis.extraction.denial import is_denied
from visavis.extraction.mood import has_future_form, is_purpose, is_topic, mood_of

Outcome = Literal["held", "planned", "cancelled", "denied", "wished"]
_BEFORE, _AFTER = 9, 12
_CANCELLED_REACH = 45
_MODAL_REACH = 7


def outcome(clause: Clause, at: int, text: str) -> Outcome:
    """The status of the event at token `at`; `text` is the sentence in lower case."""
    words = clause.know.words
    text = _part(clause, at, text)
    if clause.know.says("status.denied_phrases", text):
        return "denied"
    near = _near(clause, at)
    if (
        clause.know.says("status.cancelled_phrases", text)
        or near & words["status.cancelled"]
        or _cancelled_behind(clause, at)
    ):
        return "cancelled"
    before = _before(clause, at)
    if is_denied(clause, at):
        return "denied"
    mood = mood_of(clause, at)
    if mood is not None:
        return "held" if mood == "happened" else mood
    if before & (words["status.planned"] - words["status.modals"]) or clause.word(at) in words["status.planned"]:
        return "planned"
    if _modal_before(clause, at) or (at and clause.word(at - 1) == "to" and _is_headline(clause)):
        return "planned"
    if any(has_future_form(clause, k) for k in range(_clause_start(clause, at), at)):
        return "planned"
    if is_purpose(clause, at) and _far_before(clause, at) & words["status.planned"]:
        return "planned"
    if before & words["status.wished"] or is_topic(clause, at):
        return "wished"
    return "held"


def _part(clause: Clause, at: int, text: str) -> str:
    """The part of the sentence between semicolons that holds the event: what another part denies is another event."""
    tokens = clause.tagged.tokens
    if ";" not in text or len(text) != tokens[-1].end - tokens[0].start:
        return text
    spot = tokens[at].start - tokens[0].start
    return text[text.rfind(";", 0, spot) + 1 :].split(";", 1)[0]


def _cancelled_behind(clause: Clause, at: int) -> bool:
    """ "The meeting between A and B, planned for Friday in X, | was cancelled"; "se suspendió"."""
    know = clause.know
    if clause.word(at) not in know.words["meeting.nouns"]:
        return False
    passive = know.grammar.be | know.words["status.itself"]
    for k in range(at + 2, min(len(clause.tagged.tokens), at + _CANCELLED_REACH)):
        if clause.stopped(k, k + 1):
            return False
        if clause.word(k) in know.words["status.cancelled"] and clause.word(k - 1) in passive:
            return True
    return False


def _modal_before(clause: Clause, at: int) -> bool:
    """ "will | also | meet", "will be received": a modal whose verb this is, not one of another clause."""
    for k in range(at - 1, max(-1, at - _MODAL_REACH), -1):
        if clause.word(k) in clause.know.words["status.modals"]:
            return True
        if clause.tagged.tags[k] not in "xoqdtmwPM'CDT-" or any(
            unit.first <= k < unit.last and unit.kind == "person" for unit in clause.units
        ):
            return False
    return False


def _is_headline(clause: Clause) -> bool:
    """ "Minister to meet Xi": without a verb of its own, an infinitive is what will be."""
    finite = clause.know.grammar.be | clause.know.grammar.have | clause.know.words["status.reporting"]
    return clause.tagged.tokens[-1].text not in {".", "!", "?"} and not any(
        token.low in finite for token in clause.tagged.tokens
    )


def _clause_start(clause: Clause, at: int) -> int:
    """Where the clause around a token begins: after the last sign or linking word before it."""
    first = max(0, at - _BEFORE)
    for k in range(at - 1, first, -1):
        if clause.tagged.tokens[k].text in '.;:"“”«»' or clause.word(k) in {
            "that",
            "que",
            "but",
            "pero",
            "while",
            "mientras",
        }:
            return k + 1
        if clause.tagged.tags[k] == "," and any(
            unit.first > k for unit in clause.units if unit.last <= at and unit.kind == "person"
        ):
            return k + 1
    return first


def _before(clause: Clause, at: int) -> set[str]:
    first = _clause_start(clause, at)
    words = [clause.word(k) for k in range(first, at) if clause.tagged.tags[k] != "q"]
    return {*words, *(" ".join(words[k : k + 2]) for k in range(len(words) - 1))}


def _far_before(clause: Clause, at: int) -> set[str]:
    """The words of the whole sentence before a token, up to a sign that ends a clause."""
    first = next((k + 1 for k in range(at - 1, -1, -1) if clause.stopped(k, k + 1)), 0)
    return {clause.word(k) for k in range(first, at)}


def _near(clause: Clause, at: int) -> set[str]:
    """The words around a token; those of names and offices behind it do not count for the distance."""
    words = {clause.word(k) for k in range(max(0, at - 6), at)}
    taken = {k for unit in clause.units for k in range(unit.first, unit.last)}
    free = (k for k in range(at, len(clause.tagged.tokens)) if k not in taken)
    return words | {clause.word(k) for k in islice(free, _AFTER)}
