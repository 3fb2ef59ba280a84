"""Whether an event was held, is planned, was cancelled, is denied or only wished for, from the words around its trigger."""

from itertools import islice
from typing import Literal

from visavis.extraction.arguments import Clause
from visavis.extraction.mood import has_future_form, is_occasion, is_purpose, is_topic, mood_of

Outcome = Literal["held", "planned", "cancelled", "denied", "wished"]
_BEFORE, _AFTER = 9, 12
_DENIED_REACH = 16
_MODAL_REACH = 7
_NEAR_DENIAL = 5
_THAT = frozenset({"that", "que"})


def outcome(clause: Clause, at: int, text: str) -> Outcome:
    """The status of the event at token `at`; `text` is the sentence in lower case."""
    words = clause.know.words
    text = _part(clause, at, text)
    if clause.know.says("status.denied_phrases", text):
        return "denied"
    near = _near(clause, at)
    if clause.know.says("status.cancelled_phrases", text) or near & words["status.cancelled"]:
        return "cancelled"
    before = _before(clause, at)
    if _negated(clause, at) or _is_denied(clause, at) or _denied_behind(clause, at):
        return "denied"
    if _is_denied_noun(clause, at):
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


def _is_denied(clause: Clause, at: int) -> bool:
    """As in "denied having met", "negó que se reunió": a verb of denying right before, or one with "that"."""
    for k in range(at - 1, max(-1, at - _NEAR_DENIAL), -1):
        if clause.word(k) in clause.know.words["status.denied"]:
            return True
        if clause.tagged.tags[k] not in "xqtd" or clause.stopped(k, k + 1):
            break
    return any(
        clause.word(k) in clause.know.words["status.denied"]
        and _THAT & {clause.word(k + n) for n in range(1, _NEAR_DENIAL)}
        for k in range(max(0, at - _DENIED_REACH), at)
        if not clause.stopped(k, at)
    )


def _is_denied_noun(clause: Clause, at: int) -> bool:
    """ "denied reports of a meeting", but not "denied he had sought aid at a meeting": what was denied was said there."""
    words = clause.know.words
    if clause.word(at) not in words["meeting.nouns"] or is_occasion(clause, at):
        return False
    return bool(words["status.denied"] & {clause.word(k) for k in range(max(0, at - _DENIED_REACH), at)})


def _denied_behind(clause: Clause, at: int) -> bool:
    """ "Reports that A had met B were denied by C": a denial in the passive behind the event."""
    behind = range(at + 2, min(len(clause.tagged.tokens), at + _DENIED_REACH))
    passive = clause.know.grammar.be
    return any(
        clause.word(k) in clause.know.words["status.denied_passive"] and clause.word(k - 1) in passive for k in behind
    )


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


def _negated(clause: Clause, at: int) -> bool:
    return any(clause.word(k) in clause.know.grammar.not_ for k in range(max(0, at - 3), at))
