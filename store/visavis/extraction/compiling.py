"""The lexicon of one language made into `Knowledge`: every form cut into words as the reader cuts a text."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from visavis import lexicon
from visavis.extraction.knowledge import Entry, GrammarWords, Knowledge, Office, WordClass
from visavis.extraction.tokens import tokenize

_FUNCTION_WORDS = (
    "pronouns", "first_person", "possessives", "prepositions", "clause_words", "be", "have", "not_", "and_words",
    "articles", "both", "adverbs",
)  # fmt: skip
_CAPITALS = 3  # letters above which a place is also known in capitals, for datelines and headlines


@cache
def languages() -> frozenset[str]:
    """The languages we read: those with a folder of their own in the lexicon."""
    folders = (entry for entry in files(lexicon).iterdir() if entry.is_dir())
    return frozenset(entry.name for entry in folders if entry.joinpath("events.toml").is_file())


@cache
def knowledge(language: str) -> Knowledge:
    """The knowledge for a language; languages we do not know are read with the English grammar and all place names."""
    known = language if language in languages() else "en"
    events = lexicon.table(f"{known}/events.toml")
    know = Knowledge(known, adjectives_follow=events["grammar"]["adjectives_follow"])
    _add_places(know, language if language in languages() else None)
    _add_roles(know, lexicon.roles(known))
    _add_events(know, events)
    _add_calendar(know, lexicon.table(f"{known}/dates.toml")["words"])
    for body in lexicon.bodies():
        for form in body.names:
            _add_entry(know, _written(form), (Entry(body.name, "body", form),))
    _add_organisations(know, lexicon.organisations(known))
    know.syllables = lexicon.names().syllables
    know.chinese_surnames = lexicon.names().cultures["chinese"].surnames
    return know


def _written(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))


def _low(text: str) -> tuple[str, ...]:
    return tuple(token.low for token in tokenize(text))


def _mark(know: Knowledge, words: Iterable[str], bit: int) -> None:
    for word in words:
        know.flags[word] = know.flags.get(word, 0) | bit


def _add_places(know: Knowledge, language: str | None) -> None:
    for words, forms in lexicon.country_forms(language).items():
        entries = tuple(Entry(f.code, f.kind, f.text, f.ambiguous, f.place, f.capital) for f in forms)
        _add_entry(know, _written(" ".join(words)), entries)
        if len(words) == 1 and forms[0].kind in {"name", "demonym"}:
            know.nations.add(words[0])
        if words[0][0].islower():  # at the head of a sentence
            _add_entry(know, _written(" ".join((words[0].capitalize(), *words[1:]))), entries)
        elif len(words[0]) > _CAPITALS:
            _add_entry(know, _written(" ".join(words).upper()), entries)


def _add_entry(know: Knowledge, written: tuple[str, ...], entries: tuple[Entry, ...]) -> None:
    same = know.entries.setdefault(written[0], [])
    same.append((written, entries))
    same.sort(key=lambda entry: -len(entry[0]))


def _add_roles(know: Knowledge, roles: lexicon.Roles) -> None:
    for form in roles.heads.values():
        _add_office(know, form.text, form.role_class, plural=form.plural)
    for words in roles.spokespersons:
        _add_office(know, " ".join(words), "official", plural=False)
    for words in roles.counterparts:
        _add_office(know, " ".join(words), "counterpart", plural=words[-1].endswith("s"))
        _mark(know, words, WordClass.COUNTERPART)
    for words in roles.modifiers:
        _mark(know, words, WordClass.MODIFIER)
    for words in roles.departments | roles.portfolios:
        _mark(know, words, WordClass.PORTFOLIO)
    for words in roles.ranks:
        _add_title(know, " ".join(words), WordClass.RANK)
    for words in roles.honorifics:
        _add_title(know, " ".join(words), WordClass.HONORIFIC)


def _add_office(know: Knowledge, form: str, office: str, *, plural: bool) -> None:
    words = _low(form)
    same = know.offices.setdefault(words[0], [])
    if any(words == other for other, _ in same):
        return
    same.append((words, Office(office, plural, len(words))))
    same.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    if len(words) == 1:
        _mark(know, words, WordClass.HEAD)


def _add_title(know: Knowledge, form: str, bit: int) -> None:
    words = _low(form.title())  # an abbreviation is known by its capital
    same = know.titles.setdefault(words[0], [])
    same.append((words, bit))
    same.sort(key=lambda entry: (-len(entry[0]), entry))
    if len(words) == 1:
        _mark(know, words, bit)


def _add_events(know: Knowledge, events: dict[str, Any]) -> None:
    for section, lists in events.items():
        if section == "numbers":
            know.numbers.update(lists)
        elif section == "grammar":
            words = {name: frozenset(value) for name, value in lists.items() if isinstance(value, list)}
            know.grammar = GrammarWords(**words)
        else:
            know.words.update((f"{section}.{name}", frozenset(value)) for name, value in lists.items())
    for name in _FUNCTION_WORDS:
        _mark(know, (word for form in getattr(know.grammar, name) for word in form.split()), WordClass.FUNCTION)


def _add_calendar(know: Knowledge, words: dict[str, dict[str, int]]) -> None:
    for kind in ("month", "short_month", "weekday", "short_weekday"):
        bits = WordClass.CALENDAR | (WordClass.ABBREVIATED if kind.startswith("short") else 0)
        _mark(know, (word.lower().strip(".") for word in words.get(kind, ())), bits)


def _add_organisations(know: Knowledge, words: lexicon.Organisations) -> None:
    _mark(know, words.heads, WordClass.ORGANISATION)
    _mark(know, words.company_suffixes, WordClass.ORGANISATION)
    _mark(know, words.events | words.documents, WordClass.EVENT)
    _mark(know, words.geography, WordClass.GEOGRAPHY)
    _mark(know, words.venues, WordClass.VENUE)
    _mark(know, words.openers, WordClass.OPENER)
    for known in words.known.values():
        for form in known.forms:
            if known.kind == "media":
                know.media.add(form)
            _add_agency(know, form)
    for name in know.grammar.bodies:
        know.agencies.setdefault(_written(name)[0], []).append(_written(name))
    for names in know.agencies.values():
        names.sort(key=len, reverse=True)


def _add_agency(know: Knowledge, form: str) -> None:
    """A known outlet or company; one whose name begins as a place does ("China Daily") is left to its context."""
    words = _written(form)
    if words[0] not in know.entries and words not in know.agencies.get(words[0], ()):
        know.agencies.setdefault(words[0], []).append(words)
