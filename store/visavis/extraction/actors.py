"""The actors of an article as records: people with their country, organisations that act, countries and bodies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from visavis import lexicon
from visavis.extraction.document import Document, Line
from visavis.extraction.nationality import Nationality
from visavis.extraction.organisations import Organisation
from visavis.extraction.people import Person
from visavis.extraction.roles import Role
from visavis.model import ActorKind, DocumentActor, Mention


@dataclass(slots=True)
class Cast:
    """All actors of one article, with the way from a person, a country or a body to its record."""

    actors: list[DocumentActor] = field(default_factory=list)
    by_person: dict[int, int] = field(default_factory=dict)
    by_code: dict[str, int] = field(default_factory=dict)

    def key_of(self, person: int | None, code: str | None) -> int | None:
        """The record of a person, else of a country or body."""
        return self.by_person.get(person) if person is not None else self.by_code.get(code or "")


def cast(
    document: Document,
    nations: list[Nationality],
    sides: set[str],
    bodies: set[str],
    organisations: Sequence[Organisation],
) -> Cast:
    """Everyone the article names; `sides` and `bodies` are the countries and the bodies that take part in facts."""
    found = Cast()
    for index, person in enumerate(document.people):
        found.by_person[index] = len(found.actors)
        found.actors.append(_person(len(found.actors), person, nations[index]))
    _add_places(found, document, sides, bodies)
    _add_organisations(found, organisations, document.article.text)
    return found


ACTS = 0.8  # score of an organisation that does something itself
NAMED = 0.05  # score of one that is only named: a source, an employer, a place of work


def _person(key: int, person: Person, nation: Nationality) -> DocumentActor:
    names = Counter(mention.text for mention in person.mentions)
    full = person.fullest.text
    roles = [role for role in _roles(person) if not role.counterpart]
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


def _roles(person: Person) -> list[Role]:
    return [mention.role for mention in person.mentions if mention.role is not None]


def _add_places(found: Cast, document: Document, sides: set[str], bodies: set[str]) -> None:
    """Countries and bodies by every form the article uses for them; `bodies` act, the others where a verb says so."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    named: set[str] = set()
    acting = bodies | {role.codes[0] for person in document.people for role in _roles(person) if role.body}
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
                named.add(entry.code)
                acting |= {entry.code} if _does(document, line, at, last) else set()
    for code in dict.fromkeys([*spans, *sorted(sides)]):
        if code in named:
            _add(found, "organisation", code, None, spans[code], document.article.text)
            if code not in acting:
                found.actors[-1] = replace(found.actors[-1], score=NAMED)
        elif code in sides or any(kind in {"name", "demonym"} for *_, kind in spans.get(code, ())):
            name = lexicon.country_name(code)
            _add(found, "country", name, code, spans.get(code, []), document.article.text)
        else:
            continue
        found.by_code[code] = len(found.actors) - 1


def _does(document: Document, line: Line, first: int, last: int) -> bool:
    """A body before a verb or an office and no preposition in front: "the UN | rates ...", "Caricom | foreign ministers"."""
    clause, grammar = document.clause(line), document.know.grammar
    while clause.gap(first - 1, first) == "t":
        first -= 1
    if clause.word(first - 1) in grammar.prepositions:
        return False
    after, word = clause.gap(last, last + 1), clause.word(last)
    is_verb = word in grammar.be | grammar.have | document.know.words["status.reporting"] or word.endswith(_VERBS)
    return after in set("wPhHmM") or (after == "x" and word.isalpha() and is_verb)


_VERBS = ("ed", "es", "ó", "aron", "ieron")  # endings of verbs that tell what somebody does or did


def _add(
    found: Cast, kind: ActorKind, name: str, country: str | None, spans: list[tuple[int, int, str]], text: str
) -> None:
    key = len(found.actors)
    mentions = tuple(Mention(start, end, text[start:end], key) for start, end, _ in spans)
    forms = Counter(mention.text for mention in mentions)
    names = (name, *(form for form, _ in forms.most_common() if form != name))
    found.actors.append(DocumentActor(key, kind, name, country=country, names=names, mentions=mentions))


def _add_organisations(found: Cast, organisations: Sequence[Organisation], text: str) -> None:
    for one in organisations:
        _add(found, "organisation", one.name, None, [(start, end, "") for start, end in one.spans], text)
        last = found.actors[-1]
        names = tuple(dict.fromkeys([*last.names, *one.forms]))
        found.actors[-1] = replace(last, country=one.country, names=names, score=ACTS if one.acts else NAMED)
