"""What `queries` answers with: frozen rows that hold only what is shown."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

Row = TypeVar("Row")


Field = Literal["actor", "pair", "kind", "status", "channel", "in", "maybe", "place", "publisher", "conflict", "new"]


@dataclass(frozen=True, slots=True)
class Filter:
    """One narrowing of events: an actor's id, "CHN-CUB", "held", an EDTF date, the number of a generation ..."""

    field: Field  # "in": certainly within that time; "maybe": possibly
    value: str
    label: str = ""  # what people call the value, where that is something else


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list is narrowed to: a row of each other list, words in any order, however accented, and filters."""

    actor: int | None = None
    event: int | None = None
    source: int | None = None
    search: str = ""
    filters: tuple[Filter, ...] = ()
    texts: bool = True  # whether the words are looked for in whole articles too, which takes a while


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """The first rows of a list, how many there are in all, and how many there would be unnarrowed."""

    rows: tuple[Row, ...]
    found: int
    total: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A value that a filter can have, and how many events of a list have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who met whom: ids and names at the side and above, and how often each two met."""

    rows: tuple[tuple[int, str], ...]
    columns: tuple[tuple[int, str], ...]
    counts: Mapping[tuple[int, int], int]  # only of those who met
    more_rows: int  # actors that had no room
    more_columns: int


@dataclass(frozen=True, slots=True)
class Relationship:
    """Two countries, and the facts that join them, by month."""

    names: tuple[str, str]  # in the order of their codes; the ISO 3166-1 code where the country has no name
    months: tuple[tuple[str, int], ...]  # "2024-12" and the facts that happened then; only months that have some
    vague: int  # facts that happened, but whose month nobody gives
    meetings: int
    agreements: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the store holds."""

    articles: int
    people: int
    held: int
    other_meetings: int  # planned, cancelled, denied
    agreements: int  # signed or announced, in the articles' own voice
    other_agreements: int  # claimed by somebody, under negotiation, cancelled


@dataclass(frozen=True, slots=True)
class ActorRow:
    """One line of the list of actors; `matched` is the variant that the search found, where it is not the name."""

    actor_id: int
    kind: str
    name: str
    country: str | None
    country_reason: str | None
    role: str | None
    organisation: str | None
    meetings: int
    agreements: int
    articles: int
    matched: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One meeting, agreement, visit or statement; `disputed`: a source denies what others assert."""

    fact_id: int
    kind: Literal["meeting", "agreement", "visit", "letter", "congratulation", "denial", "accusation"]
    title: str
    status: str
    channel: str | None
    date: str | None  # EDTF
    date_basis: str
    date_derivation: str
    venue: str | None
    city: str | None
    country: str | None  # its English name
    instrument: str | None
    claimed_count: int | None
    claimed_by: str | None
    subjects: tuple[str, ...]
    conflicts: tuple[str, ...]
    articles: int
    origins: int
    disputed: bool
    # The days that the date allows; open ends are the first and the last day there is.
    earliest: dt.date | None = None
    latest: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One article without its text; `copy_of` names the first telling, `matched` is the sentence that was found."""

    article_id: int
    title: str
    publisher: str | None
    published: str | None  # EDTF
    published_basis: str
    language: str
    events: int
    source: str  # where it was read: what an article without a title is known by
    copy_of: str | None
    matched: str | None


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A sentence as offsets into the article's text."""

    number: int
    zone: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article whole; offsets count code points of `text`."""

    article_id: int
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    published_basis: str
    published_derivation: str | None
    source: str
    text: str
    sentences: tuple[SentenceRow, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in an article that say something: evidence of a fact, or the mention of an actor (field "mention")."""

    article_id: int
    sentence: int
    start: int
    end: int
    field: str
    subject: str | None  # the actor it is about
    stance: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class PartRow:
    """One who took part in a meeting (side, role there) or is party to an agreement."""

    name: str
    side: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role an actor was seen in, with the EDTF dates of the first and last article that says so."""

    role: str
    organisation: str | None
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """A form of an actor's name."""

    name: str
    mentions: int


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """Another actor that was at the same meetings."""

    name: str
    meetings: int
