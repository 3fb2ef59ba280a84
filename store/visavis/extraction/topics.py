"""What a paper is about: the words behind "on", "for", "covering", or those before its name."""

from collections.abc import Iterator

from visavis.extraction.arguments import Clause
from visavis.extraction.instruments import UNNAMED, Instrument, name_at
from visavis.extraction.signing import kind_at

_REACH = 45
_ITEM_WORDS = 12
_MOST = 10
_ADJECTIVES = 2
_BRACKET = 20  # words in brackets behind a name
_STOPS = frozenset('.;:()!?"“”«»•|…–—')


def topics(clause: Clause, paper: Instrument) -> list[str]:
    """Short phrases, cleaned, in the order of the text; the words before the name only where none follow it."""
    if paper.name is UNNAMED:
        return list(_items(clause, paper.first, _end(clause, paper.first)))
    behind = list(_items(clause, *_behind(clause, paper)))
    plain = clause.know.words["agreement.subject_plain"]
    before = [
        k
        for k in range(paper.first, paper.head)
        if clause.word(k) not in plain and clause.word(k) not in clause.know.numbers and _is_word(clause, k)
    ]
    if before and len(before) < _ITEM_WORDS // 2 and (not behind or len(before) > 1):
        named = _text(clause, before[0], before[-1] + 1)
        behind.insert(0, named)
    return behind[:_MOST]


def _is_word(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    if len(word) < 2 or not word[0].isalpha() or clause.gap(at, at + 1) in {"t", "D", "C"}:
        return False
    return not any(word in clause.know.words[f"agreement.{key}"] for key in ("subject_openers", "amounts"))


def _behind(clause: Clause, paper: Instrument) -> tuple[int, int]:
    """The tokens behind a paper that tell its subject; empty where none do."""
    at, words = paper.last, clause.know.words
    while clause.gap(at, at + 1) == "(":
        closed = clause.tagged.tags.find(")", at, at + _BRACKET)
        if closed < 0:
            return at, at
        at = closed + 1
    for _ in range(_REACH):
        word = clause.word(at)
        if word in words["agreement.subject_after"] and not _is_setting(clause, at):
            first = at + 1
            while clause.word(first) in words["agreement.subject_areas"]:
                first += 1
            return first, _end(clause, first)
        if not _passes(clause, at, paper):
            break
        at = next((unit.last for unit in clause.units if unit.first <= at < unit.last), at + 1)
    return at, at


def _passes(clause: Clause, at: int, paper: Instrument) -> bool:
    """True for what may stand between a paper and its subject: parties, a time or place, an adjective or two."""
    if not clause.word(at) or clause.tagged.tokens[at].text in _STOPS or name_at(clause, at):
        return False
    tag, word = clause.gap(at, at + 1), clause.word(at)
    if word in {"that", "which", "que"}:
        return clause.word(at + 1) in clause.know.words["agreement.subject_after"]
    if tag in set("t&dqTC,") or any(unit.first <= at < unit.last for unit in clause.units):
        return True
    if (
        word in {"between", "with", "among", "entre", "con", "in", "en", "on", "signed", "reached", "was", "were"}
        or word in clause.know.grammar.adverbs
    ):
        return True
    return at - paper.last < _ADJECTIVES and (clause.know.adjectives_follow or kind_at(clause, at) is not None)


def _is_setting(clause: Clause, at: int) -> bool:
    """True where the preposition tells when or where: "in Beijing", "on Tuesday", "in the presence of"."""
    after = at + 1
    while clause.gap(after, after + 1) == "t":
        after += 1
    tag = clause.gap(after, after + 1)
    return (
        tag in set("qdTSC")
        or clause.word(after) in clause.know.words["agreement.subject_where"]
        or (tag == "D" and clause.word(at) in {"de", "of"})
    )


def _end(clause: Clause, first: int) -> int:
    """Where the subject ends: a sign, a verb, a word that opens something else."""
    tokens, words = clause.tagged.tokens, clause.know.words
    for at in range(first, min(len(tokens), first + _REACH)):
        if tokens[at].text in _STOPS or clause.word(at) in words["agreement.subject_end"]:
            return at
        if (name := name_at(clause, at)) is not None and not name.weak:
            return at
        if kind_at(clause, at) == "sign" or (
            clause.word(at) in {"in", "en", "on"} and at > first and _is_setting(clause, at)
        ):
            return at
        if clause.gap(at, at + 1) == "," and not _goes_on(clause, at):
            return at
    return min(len(tokens), first + _REACH)


def _goes_on(clause: Clause, comma: int) -> bool:
    """True where a list goes on behind a comma: a short item, then another comma or an "and"."""
    for at in range(comma + 1, comma + 10):
        tag, word = clause.gap(at, at + 1), clause.word(at)
        if tag == "&" or (tag == "," and at > comma + 1):
            return True
        if not word or word in clause.know.words["agreement.subject_end"] or clause.tagged.tokens[at].text in _STOPS:
            return False
    return False


def _items(clause: Clause, first: int, last: int) -> Iterator[str]:
    """The parts of a list: "health, trade and tourism"; "economic and technical cooperation" is one."""
    start = first
    whole = _is_one(clause, first, last)
    for at in range(first, last + 1):
        if at < last and (whole or clause.gap(at, at + 1) not in {",", "&"}):
            continue
        item = _item(clause, start, at)
        start = at + 1
        if item:
            yield item


def _is_one(clause: Clause, first: int, last: int) -> bool:
    """True where an "and" joins only the adjectives: one word on one side of it, several on the other, no comma."""
    gap = clause.gap(first, last)
    if gap.count("&") != 1 or "," in gap:
        return False
    left, right = gap.index("&"), len(gap) - gap.index("&") - 1
    return (right > 1 == left) if not clause.know.adjectives_follow else (left > 1 == right)


def _item(clause: Clause, first: int, last: int) -> str:
    words = clause.know.words
    openers, times = words["agreement.subject_openers"], words["agreement.subject_times"]
    while first < last and clause.word(first) in openers:
        first += 1
    while last > first and (clause.word(last - 1) in openers | times or not clause.word(last - 1)[0].isalnum()):
        last -= 1
    return _text(clause, first, min(last, first + _ITEM_WORDS)) if first < last else ""


def _text(clause: Clause, first: int, last: int) -> str:
    tokens = clause.tagged.tokens
    return "".join(
        ("" if k == first or tokens[k - 1].end == tokens[k].start else " ") + tokens[k].text for k in range(first, last)
    )
