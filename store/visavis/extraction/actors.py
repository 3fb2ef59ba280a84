"""The actors of an article as records: people with their country, organisations that act, countries and bodies."""

from collections import Counter
from dataclasses import dataclass, field, replace

from visavis import lexicon
from visavis.extraction.chunks import Chunk
from visavis.extraction.document import Document, Line
from visavis.extraction.fold import fold
from visavis.extraction.nationality import Nationality
from visavis.extraction.people import Person
from visavis.extraction.tagging import Tagged
from visavis.model import ActorKind, DocumentActor, Mention

_SMALL = 3


@dataclass(slots=True)
class Cast:
    """All actors of one article, with the way from a person, a country or a body to its record."""

    actors: list[DocumentActor] = field(default_factory=list)
    by_person: dict[int, int] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)

    def key_of(self, person: int | None, code: str | None) -> int | None:
        """The record of a person, else of a country or body."""
        return self.by_person.get(person) if person is not None else self.by_code.get(code or "")


def cast(document: Document, nations: list[Nationality], sides: set[str], deals: set[int]) -> Cast:
    """Everyone the article names; `sides` are countries that take part in facts, `deals` sentences that tell agreements."""
    found = Cast()
    for index, person in enumerate(document.people):
        found.by_person[index] = len(found.actors)
        found.actors.append(_person(len(found.actors), person, nations[index]))
    _add_places(found, document, sides)
    _add_organisations(found, document, deals)
    return found


ACTS = 0.8  # score of an organisation that does something itself
NAMED = 0.05  # score of one that is only named: a source, an employer, a place of work


def _person(key: int, person: Person, nation: Nationality) -> DocumentActor:
    names = Counter(mention.text for mention in person.mentions)
    full = person.fullest.text
    roles = [mention.role for mention in person.mentions if mention.role is not None and not mention.role.counterpart]
    role = max(roles, key=lambda one: (one.stated, len(one.text)), default=None)
    mentions = tuple(
        Mention(mention.start, mention.end, mention.text, key, mention.role.text if mention.role else None)
        for mention in person.mentions
    )
    score = min(1.0, max(mention.score for mention in person.mentions) / 6.0)
    return DocumentActor(
        key,
        "person",
        full,
        country=nation.code,
        country_reason=nation.reason or None,
        role=role.text if role else None,
        organisation=next((one.organisation for one in roles if one.organisation), None),
        names=(full, *(name for name, _ in names.most_common() if name != full)),
        mentions=mentions,
        score=round(max(score, 0.1), 3),
    )


def _add_places(found: Cast, document: Document, sides: set[str]) -> None:
    """Countries and bodies by every form the article uses for them."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    bodies: set[str] = set()
    for line in document.lines:
        for at, entries in line.parsed.tagged.entries.items():
            entry = next((one for one in entries if one.code in sides), entries[0])
            if entry.kind == "region" or (entry.kind == "city" and entry.code not in sides and not entry.capital):
                continue
            last = at + 1
            while last < len(line.tokens) and line.parsed.tagged.tags[last] == "-":
                last += 1
            spans.setdefault(entry.code, []).append((*line.span(at, last), entry.kind))
            if entry.kind == "body":
                bodies.add(entry.code)
    for code in dict.fromkeys([*spans, *sorted(sides)]):
        if code in bodies:
            _add(found, "organisation", code, None, spans[code], document.article.text)
        elif code in sides or any(kind in {"name", "demonym"} for *_, kind in spans.get(code, ())):
            name = lexicon.country_name(code)
            _add(found, "country", name, code, spans.get(code, []), document.article.text)
        else:
            continue
        found.by_code[code] = len(found.actors) - 1


def _add(
    found: Cast, kind: ActorKind, name: str, country: str | None, spans: list[tuple[int, int, str]], text: str
) -> None:
    key = len(found.actors)
    mentions = tuple(Mention(start, end, text[start:end], key) for start, end, _ in spans)
    forms = Counter(mention.text for mention in mentions)
    names = (name, *(form for form, _ in forms.most_common() if form != name))
    found.actors.append(DocumentActor(key, kind, name, country=country, names=names, mentions=mentions))


def _add_organisations(found: Cast, document: Document, deals: set[int]) -> None:
    """Organisations by their full name; an acronym in brackets behind a name is another form of it."""
    by_name: dict[str, list[tuple[int, int, str | None]]] = {}
    acting: set[str] = set()
    for number, line in enumerate(document.lines):
        for chunk in line.parsed.chunks:
            if chunk.kind != "organisation":
                continue
            first = chunk.first
            tags = line.parsed.tagged.tags
            country = next(
                (
                    entries[0].code
                    for at, entries in line.parsed.tagged.entries.items()
                    if first <= at < chunk.last and entries[0].kind != "body"
                ),
                None,
            )
            while first < chunk.last - 1 and tags[first] in "CDTS-'":
                first += 1
            start, end = line.span(first, chunk.last)
            name = document.article.text[start:end]
            if len(name) >= _SMALL and not _is_generic(line.parsed.tagged, first, chunk.last):
                by_name.setdefault(fold(name), []).append((start, end, country))
                if number in deals and _is_party(document, line, chunk):
                    acting.add(fold(name))
    for key, spans in by_name.items():
        text = document.article.text[spans[0][0] : spans[0][1]]
        country = next((code for *_, code in spans if code), None)
        _add(found, "organisation", text, None, [(start, end, "") for start, end, _ in spans], document.article.text)
        found.actors[-1] = replace(found.actors[-1], country=country, score=ACTS if key in acting else NAMED)


def _is_party(document: Document, line: Line, chunk: Chunk) -> bool:
    """An organisation in a sentence that tells an agreement, unless it is the one that reports it."""
    reporting = document.know.words["status.reporting"]
    clause = document.clause(line)
    if clause.word(chunk.last) in reporting or clause.word(chunk.first - 1) in reporting:
        return False
    start, end = line.span(chunk.first, chunk.last)
    return document.article.text[start:end] not in document.know.media


def _is_generic(tagged: Tagged, first: int, last: int) -> bool:
    """ "the Council", "News Agency": words that say what it is without saying which."""
    return "-" not in tagged.tags[first:last] and all(letter in "Oot&" for letter in tagged.tags[first:last])
