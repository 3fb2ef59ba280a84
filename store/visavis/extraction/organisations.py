"""Organisations that act: who sign and agree, who meet, parties that deal with each other; the rest are only named.

A name that no word marks as an organisation ("Sonatrach", "YPFB") counts as one where it signs.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from visavis.extraction.arguments import Clause, coordinated, objects, subject
from visavis.extraction.chunks import Chunk
from visavis.extraction.document import Document, Line
from visavis.extraction.drafts import Draft
from visavis.extraction.fold import fold
from visavis.extraction.instruments import names
from visavis.extraction.knowledge import WordClass
from visavis.extraction.units import Unit

_SMALL = 3  # letters of the shortest name
_REACH = 12  # words between a signing and those behind "with" or "by"
_WITH = frozenset({"with", "con", "by", "por"})
_BETWEEN = frozenset({"between", "among", "entre"})
_NAME = re.compile(r"[NA](?:-*[NA])*")  # letters of a name that no word marks
_ACRONYM = re.compile(r"\([AO]\)")
_OF_COUNTRY = re.compile(r"(?<=[^ot])ot?C-*$")


@dataclass(slots=True)
class Organisation:
    """One organisation of an article: its name, other forms of it, where it stands, and whether it does something."""

    name: str
    country: str | None
    acts: bool = False
    forms: dict[str, None] = field(default_factory=dict)  # in order
    spans: list[tuple[int, int]] = field(default_factory=list)


def find_organisations(document: Document, drafts: Sequence[Draft]) -> tuple[list[Organisation], set[str]]:
    """Every organisation by its full name, in the order of the text, and the international bodies that sign."""
    found: dict[str, Organisation] = {}
    bodies: set[str] = set()
    met: dict[int, set[int]] = {}
    for draft in drafts:
        met.setdefault(draft.number, set()).update(unit.first for unit in draft.trigger.units)
    for number, line in enumerate(document.lines):
        marked = [unit for unit in _marked(line) if not _is_generic(document, line, unit)]
        acting = _signers(document, line, marked) if line.sentence.zone in {"title", "body"} else []
        bodies |= {unit.codes[0] for unit in acting if unit.kind == "body"}
        starts = met.get(number, set()) | {unit.first for unit in acting}
        units = {unit.first: unit for unit in (*acting, *marked) if unit.kind == "organisation"}
        for first in sorted(units):
            _add(found, document, line, units[first], acts=first in starts or _is_party(line, units[first]))
    return list(found.values()), bodies


def _marked(line: Line) -> list[Unit]:
    """What a word of its name marks as an organisation; a party within a longer name stands for itself too."""
    chunks = [chunk for chunk in line.parsed.chunks if chunk.kind == "organisation"]
    return [_unit(line, first, chunk.last) for chunk in chunks for first in _starts(line, chunk)]


def _starts(line: Line, chunk: Chunk) -> list[int]:
    """Where a name begins, and where in it that of a party does: "Department of X of the | Communist Party of Cuba"."""
    at = next((k for k in range(chunk.first, chunk.last) if line.tokens[k].low in _PARTIES), chunk.first)
    inner = at
    while inner > chunk.first and line.parsed.tagged.tags[inner - 1] not in "ot":
        inner -= 1
    return [chunk.first, inner] if inner > chunk.first else [chunk.first]


def _unit(line: Line, first: int, last: int) -> Unit:
    """The unit of a name, with the acronym in brackets behind it."""
    end = last + len("(A)") if _ACRONYM.match(line.parsed.tagged.tags, last) else last
    return Unit("organisation", first, end, codes=_owner(line, first, last), name_first=first, name_last=last)


def _owner(line: Line, first: int, last: int) -> tuple[str, ...]:
    entries = line.parsed.tagged.entries
    codes = (entries[at][0].code for at in range(first, last) if at in entries)
    return tuple(code for code in codes if len(code) == len("CUB"))[:1]


def _add(found: dict[str, Organisation], document: Document, line: Line, unit: Unit, *, acts: bool) -> None:
    tags, text = line.parsed.tagged.tags, document.article.text
    first, last = unit.first, unit.name_last
    while first < last - 1 and tags[first] in "CDTSx-'":
        first += 1
    start, end = line.span(first, last)
    name = text[start:end]
    if len(name) < _SMALL:
        return
    one = found.setdefault(fold(name), Organisation(name, None))
    one.country = one.country or next(iter(unit.codes), None)
    one.acts = one.acts or acts
    one.spans.append((start, end))
    forms = [name, text[line.span(unit.first, last)[0] : end]]
    if owned := _OF_COUNTRY.search(
        tags, first, last
    ):  # "the Ministry of Public Security | of the People's Republic of China"
        forms.append(text[start : line.span(first, owned.start())[1]])
    if unit.last > last:
        forms.append(line.tokens[last + 1].text)
    one.forms.update(dict.fromkeys(forms))


def _is_party(line: Line, unit: Unit) -> bool:
    """A political party of some country ("Partido Comunista de Cuba"), which articles name when parties deal with each other."""
    of = line.parsed.tagged.tags.find("o", unit.first, unit.last)
    head = {token.low for token in line.tokens[unit.first : of if of > 0 else unit.last]}
    return bool(unit.codes) and bool(head & _PARTIES)


_PARTIES = frozenset({"party", "partido"})


def _is_generic(document: Document, line: Line, unit: Unit) -> bool:
    """ "the Council", "News Agency": words that say what it is without saying which."""
    tags = line.parsed.tagged.tags[unit.first : unit.last]
    known = any(token.text in document.know.agencies for token in line.tokens[unit.first : unit.last])
    return not known and "-" not in tags and all(letter in "Oot&" for letter in tags)


# --- who signs -------------------------------------------------------------------------------------------------------


def _signers(document: Document, line: Line, marked: Sequence[Unit]) -> list[Unit]:
    """The organisations among those who sign or agree in a sentence."""
    words = document.know.words
    signing = [at for at, token in enumerate(line.tokens) if token.low in words["agreement.sign"]]
    together = words["agreement.agree"] | words["agreement.renew"]
    agreeing = [at for at, token in enumerate(line.tokens) if token.low in together]
    papers = [at for at, token in enumerate(line.tokens) if token.low in names(document.know.language)]
    if not signing and not agreeing and not papers:
        return []
    clause = replace(document.clause(line), units=_with_names(document, line, marked))
    lists = [units for at in signing for units in _around(clause, at)]
    lists += [units for at in agreeing for units in _around(clause, at) if _organisations(units) > 1]
    lists += _linked(clause, [*papers, *signing])
    sure = {unit.first for unit in marked}
    return [
        unit
        for units in lists
        for unit in units
        if unit.kind == "body"
        or (
            unit.kind == "organisation"
            and (unit.first in sure or _organisations(units) > 1)
            and not _is_outlet(document, line, unit)
        )
    ]


def _organisations(units: Sequence[Unit]) -> int:
    return sum(unit.kind in {"organisation", "body"} for unit in units)


def _around(clause: Clause, at: int) -> list[list[Unit]]:
    return [subject(clause, at), objects(clause, at, reach=_REACH, linkers=_WITH)]


def _linked(clause: Clause, papers: Sequence[int]) -> list[list[Unit]]:
    """Those behind "between" after a paper: "a contract between X and Y"."""
    found = []
    for at in range(len(clause.tagged.tokens)):
        if clause.word(at) in _BETWEEN and any(0 < at - paper <= _REACH for paper in papers):
            index = bisect_left(clause.units, at, key=lambda unit: unit.first)
            if index < len(clause.units) and clause.units[index].first - at <= len(("between", "the")):
                found.append(coordinated(clause, clause.units, index, 1))
    return found


def _is_outlet(document: Document, line: Line, unit: Unit) -> bool:
    start, end = line.span(unit.first, unit.last)
    return document.article.text[start:end] in document.know.media


def _with_names(document: Document, line: Line, marked: Sequence[Unit]) -> list[Unit]:
    """The units of a sentence, with names that are no person's, place's or event's; a demonym before one belongs to it."""
    units = [unit for unit in line.units if unit.kind != "organisation"]
    units += marked
    taken = {at for unit in units for at in range(unit.first, unit.last)}
    taken |= {at for chunk in line.parsed.chunks if chunk.kind != "name" for at in range(chunk.first, chunk.last)}
    letters = "".join("." if at in taken else letter for at, letter in enumerate(line.parsed.tagged.tags))
    for match in _NAME.finditer(letters):
        if _is_name(document, line, *match.span()):
            units.append(_unit(line, *match.span()))
    units.sort(key=lambda unit: unit.first)
    tags = line.parsed.tagged.tags
    return [unit for unit, following in pairwise([*units, Unit("group", -1, -1)]) if not _owns(tags, unit, following)]


def _owns(tags: str, unit: Unit, following: Unit) -> bool:
    """ "la china | PetroChina", "the Turkish | builder | Yapı-Ova": the people before an organisation say whose it is."""
    if following.kind != "organisation" or unit.form != "demonym" or tags[unit.last : following.first] not in {"", "x"}:
        return False
    following.codes = following.codes or unit.codes[:1]
    following.first = unit.first
    return True


def _is_name(document: Document, line: Line, first: int, last: int) -> bool:
    """True for words with a capital that is not only that of a sentence's first word or of a person's name."""
    words = [document.know.word(token.low) for token in line.tokens[first:last]]
    start, end = line.span(first, last)
    return end - start >= _SMALL and first > 0 and not any(word & WordClass.KNOWN for word in words)
