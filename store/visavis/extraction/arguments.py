"""Who does what to whom: the units that stand as subject and object of a trigger word.

One finder for every kind of event. It knows active and passive, shared subjects ("was received by A and met B"), relative
clauses ("A, who met B"), participles in front ("Meeting B, A said"), nouns as events ("talks between A and B", "A's talks
with B", "during a meeting with B, A said") and lists of names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from visavis.extraction.knowledge import Knowledge
from visavis.extraction.tagging import Tagged
from visavis.extraction.units import Unit

_STOPS = frozenset('.;:?!"“”«»—|•…-/') | {"–", "...", "--"}
_JOINERS = frozenset("-/")  # end a clause only where a space stands before them
_LIST_GAP = re.compile(r"^(?:,?&?t?[RrMm]*|&o?t?|,?&?pt?)$")
_PEOPLE = {"person", "role", "group", "pronoun", "delegation"}
_REACH = 14  # words between a trigger and its object
_LIST_REACH = 3
_RELATIVE_REACH = 7
# The words of units for whoever a sentence leaves out: by its grammar, "Se reunió con B", or not: "The day ended in talks with B".
DROPPED, UNTOLD = "(dropped)", "(untold)"
_OPENING_PHRASE = 8  # words of a phrase that opens a sentence, up to its noun
_OPENING = 3  # words before a place that opens a sentence


@dataclass(slots=True)
class Clause:
    """What the finder looks at: one sentence's words and units."""

    tagged: Tagged
    units: Sequence[Unit]
    know: Knowledge

    def word(self, at: int) -> str:
        """The word at a token index in lower case, "" outside the sentence."""
        return self.tagged.tokens[at].low if 0 <= at < len(self.tagged.tokens) else ""

    def gap(self, first: int, last: int) -> str:
        """The letters between two token indices."""
        return self.tagged.tags[first:last]

    def stopped(self, first: int, last: int) -> bool:
        """True where a sign between two token indices ends the clause."""
        tokens = self.tagged.tokens
        return any(
            tokens[at].text in _STOPS
            and not (tokens[at].text in _JOINERS and at and tokens[at - 1].end == tokens[at].start)
            for at in range(first, last)
        )


@dataclass(slots=True)
class Trigger:
    """One word that may tell a meeting, with the units on its two sides (`left`, `right`) or in one list (`both`)."""

    at: int
    rule: str
    left: list[Unit] = field(default_factory=list)
    right: list[Unit] = field(default_factory=list)
    strength: float = 1.0

    @property
    def units(self) -> list[Unit]:
        """Everyone around the trigger, each once, in the order of the text."""
        seen: dict[int, Unit] = {}
        for unit in [*self.left, *self.right]:
            seen.setdefault(unit.first, unit)
        return [seen[first] for first in sorted(seen)]


def is_group(units: list[Unit]) -> bool:
    """True where a word for several people is among them: "the two ministers", "they"."""
    return any(
        unit.kind == "group" or (unit.kind == "pronoun" and unit.word in {"they", "ellos", "ellas"}) for unit in units
    )


def coordinated(clause: Clause, units: Sequence[Unit], index: int, step: int) -> list[Unit]:
    """The list that units[index] belongs to, walking left (-1) or right (+1): "A, B and C"."""
    found = [units[index]]
    while 0 <= (following := index + step) < len(units):
        near, far = (units[following], units[index]) if step < 0 else (units[index], units[following])
        if not _listed(clause, near, far):
            break
        found.append(units[following])
        index = following
    return found[::-1] if step < 0 else found


def _listed(clause: Clause, left: Unit, right: Unit) -> bool:
    """True where two neighbours are items of one list."""
    start = left.last
    while clause.word(start) in clause.know.grammar.selves:  # "A himself and B"
        start += 1
    gap = clause.gap(start, right.first)
    if ";" in (clause.word(at) for at in range(start, right.first)):
        return _listed_with_roles(clause, left, right)
    words = [clause.word(at) for at in range(start, right.first) if clause.tagged.tags[at] not in ",tRrMm"]
    if not gap or len(words) > _LIST_REACH + 1:
        return False
    if (left.kind in _PEOPLE) != (right.kind in _PEOPLE) and "&" not in gap:
        return False
    if _LIST_GAP.match(gap):
        return not (right.kind == "country" and right.form == "city" and gap == ",") and not _is_located(clause, left)
    if words and words[0] in clause.know.grammar.and_words and set(words[1:]) <= clause.know.grammar.between_list:
        return True  # "A and his then counterpart B"
    return " ".join(words) in clause.know.grammar.list_phrases


def _listed_with_roles(clause: Clause, left: Unit, right: Unit) -> bool:
    """ "A, minister of X; B, speaker of Y; and C": semicolons part a list of people where commas part name and role."""
    if left.kind != "person" or right.kind != "person" or left.role is None:
        return False
    words = {clause.word(at) for at in range(left.last, right.first) if clause.tagged.tags[at] not in ",tRrMmoa"}
    return words <= {";"} | clause.know.grammar.and_words


def _is_located(clause: Clause, unit: Unit) -> bool:
    """True for a place that tells where: "in Beijing", "at the White House"."""
    return unit.kind == "country" and clause.word(before_unit(clause, unit)) in clause.know.grammar.place_prepositions


def before_unit(clause: Clause, unit: Unit) -> int:
    """The token before a unit, its article left aside."""
    at = unit.first - 1
    while at >= 0 and clause.tagged.tags[at] == "t":
        at -= 1
    return at


def subject(clause: Clause, at: int) -> list[Unit]:
    """The subject of the verb at token `at`: the nearest list to its left that can be one."""
    units, know = clause.units, clause.know
    index = next((i for i in range(len(units) - 1, -1, -1) if units[i].last <= at), -1)
    crossed_comma = False
    edge = at
    while index >= 0:
        unit = units[index]
        if clause.stopped(unit.last, edge):
            return []
        between = [clause.word(k) for k in range(unit.last, edge)]
        relative = next((word for word in between if word in know.grammar.relative), None)
        crossed_comma = crossed_comma or "," in clause.gap(unit.last, edge)
        if relative and not _closed_after(clause, unit.last, edge, at):
            return _antecedent(clause, index)
        if unit.kind == "pronoun" and unit.word in know.grammar.relative and index:
            return _antecedent(clause, index - 1)
        listed = coordinated(clause, units, index, -1)
        if _can_be_subject(clause, listed[0]):
            return listed
        index -= len(listed)
        edge = listed[0].first
    return []


def is_headless(clause: Clause, at: int) -> bool:
    """True where nothing stands for the subject of a verb: "Allí se | reunió", "y | sostuvo", "En la capital | mantuvo"."""
    grammar = clause.know.grammar
    skipped = grammar.adverbs | grammar.have | grammar.object_pronouns | grammar.be | {"se"}
    k = at - 1
    words: list[str] = []
    while k >= 0 and clause.tagged.tags[k] not in ",&" and not clause.stopped(k, k + 1):
        if clause.word(k) in grammar.relative:
            return False
        if clause.word(k) in grammar.clause_words:
            break
        if clause.word(k) not in skipped and clause.tagged.tags[k] not in "qt":
            words.append(clause.word(k))
        k -= 1
    return not words or words[-1] in grammar.prepositions


def _antecedent(clause: Clause, index: int) -> list[Unit]:
    """Whom "who" stands for: the list before it where that is a subject itself, else the one named last."""
    listed = coordinated(clause, clause.units, index, -1)
    return listed if _can_be_subject(clause, listed[0]) else listed[-1:]


def _closed_after(clause: Clause, first: int, edge: int, at: int) -> bool:
    """True where a comma after the relative word closes its clause before the verb: "A, who is ill, met"."""
    opened = next(k for k in range(first, edge) if clause.word(k) in clause.know.grammar.relative)
    if clause.word(opened) == "that" or clause.word(opened - 1) in clause.know.words["status.reporting"]:
        return True
    return "," in clause.gap(opened + 1, at)


def _can_be_subject(clause: Clause, unit: Unit) -> bool:
    before = unit.first - 1
    skipped = "t" if unit.form in {"city", "region"} else "tRrMm"  # "the visiting A met", but "A, visiting X, met"
    while before >= 0 and (clause.tagged.tags[before] in skipped or clause.word(before) in clause.know.grammar.both):
        before -= 1
    if before < 0:
        return True
    word, tag = clause.word(before), clause.tagged.tags[before]
    if tag in ",&qd()" or clause.tagged.tokens[before].text in _STOPS:
        return not _is_located(clause, unit)
    know = clause.know
    if unit.kind == "pronoun" and word not in know.grammar.prepositions:
        return True
    if tag == "A" and before == 0:
        return True  # "HH the Emir met"
    if unit.kind == "person" and (_ends_opening(clause, before) or _holds_opening(clause, unit, before)):
        return True  # "In New York | A has met B"
    return (
        word in know.grammar.clause_words
        or word in know.grammar.adverbs
        or word.endswith(("ly", "mente"))
        or (word in know.grammar.subject_openers and unit.form not in {"city", "region"})
    )


def _holds_opening(clause: Clause, unit: Unit, before: int) -> bool:
    """ "In | New York Kenyan Minister A | met B": the place that opens the sentence was read with the name behind it."""
    place = clause.tagged.entries.get(unit.first)
    return (
        before == 0
        and place is not None
        and place[0].kind in {"city", "region"}
        and clause.word(0) in clause.know.grammar.place_prepositions
    )


def _ends_opening(clause: Clause, at: int) -> bool:
    """True for the last word of a place that opens the sentence: "In | New York |"."""
    place = next((unit for unit in clause.units if unit.first <= at < unit.last), None)
    return place is not None and place.last == at + 1 and place.first <= _OPENING and _is_located(clause, place)


def objects(clause: Clause, at: int, *, reach: int = _REACH, linkers: frozenset[str] | None = None) -> list[Unit]:
    """The list of units that the trigger at `at` governs to its right; with `linkers` it must follow one of those words."""
    units = clause.units
    edge = at + 1
    for index, unit in enumerate(units):
        if unit.first < edge:
            continue
        if unit.first - edge > reach or _blocked(clause, edge, unit.first):
            return []
        before = clause.word(before_unit(clause, unit))
        if _is_place_or_time(clause, unit, before) or (linkers is not None and not _links(clause, edge, unit, linkers)):
            edge = unit.last
            continue
        return _with_leader(clause, units, index, coordinated(clause, units, index, 1))
    return []


def _with_leader(clause: Clause, units: Sequence[Unit], index: int, found: list[Unit]) -> list[Unit]:
    """ "a delegation led by A": A stands for it."""
    following = index + len(found)
    if found[-1].kind not in {"delegation", "group", "country", "organisation"} or following >= len(units):
        return found
    between = {clause.word(at) for at in range(found[-1].last, units[following].first)}
    if (
        units[following].kind == "person"
        and between & clause.know.words["meeting.led_by"]
        and len(between) <= _LIST_REACH
    ):
        return [*found, *coordinated(clause, units, following, 1)]
    return found


def _links(clause: Clause, edge: int, unit: Unit, linkers: frozenset[str]) -> bool:
    """True where one of the linking words stands right before the unit (its modifiers aside)."""
    return any(clause.word(at) in linkers for at in range(max(edge, unit.first - 3), unit.first))


def _is_place_or_time(clause: Clause, unit: Unit, before: str) -> bool:
    if unit.kind == "country":
        return before in clause.know.grammar.place_prepositions or before in clause.know.grammar.from_words
    aside = clause.know.grammar.place_prepositions | clause.know.grammar.from_words
    return unit.kind in {"organisation", "body"} and before in aside


def _blocked(clause: Clause, first: int, last: int) -> bool:
    """True where the clause ends, or another begins, between two tokens."""
    if clause.stopped(first, last):
        return True
    blockers, held = clause.know.grammar.blockers, clause.know.grammar.took_place
    return any(clause.word(at) in blockers and clause.word(at + 1) not in held for at in range(first, last))


def split_opening(clause: Clause, at: int, right: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """As in "Received by A, | B | thanked": the subject behind an opening phrase may look like one more of its list."""
    if not _opens(clause, at):
        return [], right
    left = opening_subject(clause, right[-1].last)
    if not left and len(right) > 1 and clause.gap(right[-2].last, right[-1].first) in {",", ",t"}:
        return right[-1:], right[:-1]
    return left, right


def _opens(clause: Clause, at: int) -> bool:
    """True for a word of the phrase that opens a sentence: "| Receiving | B", "During a closed-door | meeting |"."""
    if at < _OPENING:
        return True
    prepositions = clause.know.grammar.prepositions
    return at < _OPENING_PHRASE and clause.word(0) in prepositions and not any(unit.last <= at for unit in clause.units)


def opening_subject(clause: Clause, after: int) -> list[Unit]:
    """The subject that follows an opening phrase: "During a meeting with B on Monday, | A | said"."""
    comma = next((at for at in range(after, len(clause.tagged.tags)) if clause.tagged.tags[at] == ","), None)
    if comma is None or clause.stopped(after, comma):
        return []
    for index, unit in enumerate(clause.units):
        if unit.first > comma:
            near = unit.first - comma <= _LIST_REACH
            aside = _is_place_or_time(clause, unit, clause.word(before_unit(clause, unit)))
            return coordinated(clause, clause.units, index, 1) if near and not aside else []
    return []


def before_relative(clause: Clause, at: int) -> list[Unit]:
    """ "A, chair of X, who is on a visit to": whoever stands before the relative word that opens the clause of `at`."""
    words = clause.know.grammar.relative
    opened = next((k for k in range(at - 1, max(-1, at - 1 - _RELATIVE_REACH), -1) if clause.word(k) in words), None)
    if opened is None or "," in clause.gap(opened, at):
        return []
    before = (unit for unit in reversed(clause.units) if unit.last <= opened)
    found = next((unit for unit in before if unit.kind in {"person", "role", "delegation"}), None)
    return [found] if found else []
