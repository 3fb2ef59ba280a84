"""A tagged sentence to chunks: roles, personal names, organisations, countries and places, each with its words."""

import re
from dataclasses import dataclass
from typing import Literal

from visavis.extraction.grammar import grammar
from visavis.extraction.knowledge import Entry, Knowledge, WordClass
from visavis.extraction.tagging import Tagged

ChunkKind = Literal["role", "name", "organisation", "event", "venue", "geo"]
_NAME_EVIDENCE = WordClass.GIVEN | WordClass.SURNAME
_TAKEN = "."
_GEO = re.compile(r"[CDTSB]-*")


@dataclass(slots=True)
class Chunk:
    """Tokens first..last (exclusive) of one sentence that belong together as one thing."""

    kind: ChunkKind
    first: int
    last: int
    entries: tuple[Entry, ...] = ()  # of a geo chunk its own gazetteer entries
    head: int = -1  # token of the head word, for roles


@dataclass(slots=True)
class Parsed:
    """A sentence with its chunks in order; chunks never overlap."""

    tagged: Tagged
    chunks: list[Chunk]


def parse(tagged: Tagged, know: Knowledge) -> Parsed:
    """Find the chunks of a sentence: roles first, then organisations, events and venues, names, then places left over."""
    rules = grammar(adjectives_follow=know.adjectives_follow)
    letters = tagged.tags
    chunks: list[Chunk] = []
    if not set("HhKk").isdisjoint(letters):
        letters = _take_roles(tagged, know, rules.role, letters, chunks)
    if "O" in letters:
        letters = _take("organisation", rules.organisation, letters, chunks)
    if "E" in letters:
        letters = _take("event", rules.event, letters, chunks)
    if "V" in letters or "G" in letters:
        letters = _take("venue", rules.venue, letters, chunks)
    letters = _take("name", rules.name, letters, chunks)
    chunks = [part for chunk in chunks for part in _uncoupled(tagged, chunk, know)]
    chunks += [
        Chunk("geo", *match.span(), entries=tagged.entries.get(match.start(), ())) for match in _GEO.finditer(letters)
    ]
    chunks.sort(key=lambda chunk: chunk.first)
    return Parsed(tagged, chunks)


def _take(kind: ChunkKind, pattern: re.Pattern[str], letters: str, chunks: list[Chunk]) -> str:
    """Add a chunk for every match and return the letters with those of the matches taken out."""
    found = [Chunk(kind, match.start(), match.end()) for match in pattern.finditer(letters)]
    chunks += found
    return _blank(letters, found)


def _blank(letters: str, chunks: list[Chunk]) -> str:
    """The letters with those of `chunks`, which stand in order, taken out."""
    kept: list[str] = []
    at = 0
    for chunk in chunks:
        kept += (letters[at : chunk.first], _TAKEN * (chunk.last - chunk.first))
        at = chunk.last
    return "".join((*kept, letters[at:]))


def _take_roles(tagged: Tagged, know: Knowledge, pattern: re.Pattern[str], letters: str, chunks: list[Chunk]) -> str:
    for match in pattern.finditer(letters):
        first, last = match.span()
        while tagged.tags[first] in "&,":
            first += 1
        head = _head(tagged, first, last)
        last = _cut_before_name(tagged, head, _cut_before_place(tagged, head, last, know), know)
        owner = chunks[-1] if chunks else None
        if owner is not None and _belongs(tagged, owner, first, know):
            chunks.pop()
            first = owner.first
        elif owner is not None and tagged.tags[owner.last : first] in {"o", "ot"}:  # "the envoy | of the president"
            chunks.pop()
            first, head = owner.first, owner.head
        chunks.append(Chunk("role", first, last, head=head))
    return _blank(letters, chunks)


def _belongs(tagged: Tagged, role: Chunk, first: int, know: Knowledge) -> bool:
    """ "the French President's | envoy"; "his Zambian host | President X", where the word only announces the office."""
    if role.last == first:
        return tagged.tokens[role.head].low in know.grammar.counterpart
    return tagged.tags[role.last : first] == "'"


def _uncoupled(tagged: Tagged, chunk: Chunk, know: Knowledge) -> list[Chunk]:
    """ "López Obrador | y | Harris" are two people; after a given name "y" joins two surnames ("José Ortega y Gasset")."""
    joint = tagged.tags.find("&", chunk.first, chunk.last) if chunk.kind == "name" else -1
    if joint < 0 or know.word(tagged.tokens[chunk.first].low) & WordClass.GIVEN:
        return [chunk]
    return [Chunk("name", chunk.first, joint), Chunk("name", joint + 1, chunk.last)]


def _head(tagged: Tagged, first: int, last: int) -> int:
    """The head word: the last of those before the first "of" ("Vice Minister", "Ministry spokesperson")."""
    heads = [at for at in range(first, last) if at in tagged.offices]
    return next(at for at in heads if at + tagged.offices[at].words not in heads)


def _cut_before_place(tagged: Tagged, head: int, last: int, know: Knowledge) -> int:
    """As in "his counterpart | in Cairo": a town behind "in" is the place, but for a diplomat, who is posted there."""
    if tagged.offices[head].office == "diplomat":
        return last
    for at in range(head + 1, last - 1):
        if tagged.tokens[at].low in know.grammar.place_prepositions and tagged.tags[at + 1] in "TC":
            return at
    return last


def _cut_before_name(tagged: Tagged, head: int, last: int, know: Knowledge) -> int:
    """A role that ends in words that look like a person's name ends before them: "Governor of Hunan | Mao Weiming"."""
    for at in range(head + 2, last - 1):
        if tagged.tags[at] != "N" or tagged.tags[at + 1] != "N" or tagged.tags[at - 1] in "ot":
            continue
        both = know.word(tagged.tokens[at].low), know.word(tagged.tokens[at + 1].low)
        if (
            (both[0] & WordClass.GIVEN and not both[0] & WordClass.PLAIN)
            or all(word & _NAME_EVIDENCE for word in both)
            or know.is_chinese_name([t.low for t in tagged.tokens[at : at + 2]])
        ):
            return at
    return last
