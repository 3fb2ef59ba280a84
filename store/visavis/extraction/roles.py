"""A role chunk to what it says: the words, the class of office, whose country, one or many, and "his counterpart"."""

from dataclasses import dataclass

from visavis.extraction.chunks import Chunk
from visavis.extraction.knowledge import Entry, Knowledge, WordClass
from visavis.extraction.tagging import Tagged
from visavis.extraction.tokens import Token

_OF = frozenset(["of", "from", "de", "del"])
_OWNER_FIRST = {"demonym": 0, "name": 1, "seat": 2, "city": 3, "region": 3, "body": 4}


@dataclass(frozen=True, slots=True)
class Role:
    """What a role phrase says about its bearer."""

    text: str
    office: str  # class of the head word: "minister", "head-of-state", "diplomat" ...
    codes: tuple[str, ...]  # countries it may speak of; more than one where a demonym is shared
    stated: bool  # the country stands in the phrase itself
    portfolio: frozenset[str]
    organisation: str | None
    counterpart: bool = False
    plural: bool = False
    definite: bool = False
    possessive: bool = False  # "his counterpart", "su ministro"
    posted: str | None = None  # the country a diplomat is sent to
    body: bool = False  # the owner is an international body, not a country


def read_role(tagged: Tagged, chunk: Chunk, know: Knowledge) -> Role:
    """Read one role chunk."""
    tokens = tagged.tokens
    office = tagged.offices[chunk.head]
    owner = _owner(tagged, chunk)
    before = tokens[chunk.first - 1].low if chunk.first else ""
    first = tokens[chunk.first]
    articles = know.grammar.articles
    return Role(
        text=_words(tokens, _text_first(tagged, chunk), chunk.last),
        office=office.office,
        codes=tuple(entry.code for entry in owner),
        stated=bool(owner),
        portfolio=_portfolio(tagged, chunk, know),
        organisation=_organisation(tagged, chunk),
        counterpart=office.office == "counterpart",
        plural=office.plural,
        definite=before in articles or first.low in articles,
        possessive=before in know.grammar.possessives,
        posted=_posted(tagged, chunk),
        body=bool(owner) and owner[0].kind == "body",
    )


def _owner(tagged: Tagged, chunk: Chunk) -> tuple[Entry, ...]:
    """The country that holds the office: "Cuban", "of Cuba", "China's"; never the one a diplomat is sent to."""
    best: tuple[Entry, ...] = ()
    rank = 9.0
    for at in range(chunk.first, chunk.last):
        entries = tagged.entries.get(at)
        if not entries or (at > chunk.head and _is_destination(tagged, chunk, at)):
            continue
        here = _OWNER_FIRST[entries[0].kind] - (at > chunk.head and entries[0].kind == "name" and 0.5)
        if here < rank:
            best, rank = entries, here
    return best


def _posted(tagged: Tagged, chunk: Chunk) -> str | None:
    for at in range(chunk.head, chunk.last):
        if at in tagged.entries and _is_destination(tagged, chunk, at):
            return tagged.entries[at][0].code
    return None


def _is_destination(tagged: Tagged, chunk: Chunk, at: int) -> bool:
    """ "ambassador to Cuba", "embajador en Pekín": the linking word before the place decides."""
    if tagged.entries[at][0].kind == "demonym":
        return False  # "spokesman for the | Indonesian | military"
    for back in range(at - 1, chunk.head, -1):
        if tagged.tags[back] == "o":
            return tagged.tokens[back].low not in _OF
    return False


def _text_first(tagged: Tagged, chunk: Chunk) -> int:
    """A role reads without the country in front of it: "Cuban | Defense Minister", "China's | Minister of ..."."""
    at = chunk.first
    while at < chunk.head and tagged.tags[at] in "CDTS-'":
        at += 1
    return at


def _words(tokens: list[Token], first: int, last: int) -> str:
    out = ""
    for at in range(first, last):
        token = tokens[at]
        gap = "" if at == first or tokens[at - 1].end == token.start else " "
        out += gap + token.text
    return out


def _portfolio(tagged: Tagged, chunk: Chunk, know: Knowledge) -> frozenset[str]:
    return frozenset(
        tagged.tokens[at].low
        for at in range(chunk.first, chunk.last)
        if at != chunk.head and know.word(tagged.tokens[at].low) & WordClass.PORTFOLIO
    )


def _organisation(tagged: Tagged, chunk: Chunk) -> str | None:
    """The body the office belongs to, where the phrase names one: "head of the | Southern Command |"."""
    tags = tagged.tags[chunk.first : chunk.last]
    if "O" not in tags:
        return None
    last = chunk.first + tags.rindex("O")
    first = last
    while first > chunk.first and tagged.tags[first - 1] in "NACDTSBPGVEMO-o&":
        first -= 1
    while first < last and tagged.tags[first] in "o&t":
        first += 1
    end = last + 1
    while end < chunk.last and tagged.tags[end] in "NACDTSBPGVEMO-o&t":
        end += 1
    return _words(tagged.tokens, first, end) if (last < chunk.head or first > chunk.head) else None
