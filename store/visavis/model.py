"""The records that every stage speaks in: frozen, plain, and without behaviour.

Three layers, each made from the one before (nothing flows back):

    Article                    the text as stored; every offset counts its code points from 0, end exclusive
    Extraction                 what one article reports: actors, meetings and agreements, each with spans
    Resolution                 what all articles together say: the facts that screens and SQL show

Dates are EDTF strings (see `edtf`), countries ISO 3166-1 alpha-3 codes, ids content-derived 63-bit integers (`ids`).
"""

from dataclasses import dataclass, field
from typing import Literal

Zone = Literal["title", "body", "caption", "faq", "related", "boilerplate"]
ActorKind = Literal["person", "organisation", "country"]
Channel = Literal["in-person", "phone", "video"]
MeetingStatus = Literal["held", "planned", "cancelled", "denied"]
AgreementStatus = Literal["signed", "announced", "under-negotiation", "cancelled"]
Stance = Literal["asserted", "denied", "alleged", "planned"]
StatementKind = Literal["letter", "congratulation", "denial", "accusation"]
FactKind = Literal["meeting", "agreement"]  # what a person can decide about
EventKind = Literal["meeting", "agreement", "visit", "statement"]
ResolvedKind = Literal["actor", "meeting", "agreement"]
PublishedBasis = Literal["stated", "metadata", "user", "inferred", "unknown"]
DateBasis = Literal["stated", "relative", "inferred", "merged", "person", "unknown"]
Verdict = Literal["joined", "refused", "unsure"]

# --- what was read ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """One article as stored: `text` is never changed afterwards, all evidence points into it.

    Where a title came apart from the body (JSON Lines, front matter) and the body does not begin with it, `text` is the
    title, a blank line and the body, so that words of the title can be evidence too.
    """

    article_id: int
    title: str
    text: str
    language: str  # ISO 639-1, "und" where unknown
    publisher: str | None = None
    url: str | None = None
    published: str | None = None  # EDTF
    published_basis: PublishedBasis = "unknown"
    source: str = ""  # where it was read: a path (with ":LINE" for JSON Lines) or "-"
    external_id: str | None = None  # the id its own file gave it


# --- what one article reports ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the article's text that is read as one sentence (or heading, caption, list item)."""

    number: int  # 0-based within the article
    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text that names or describes an actor."""

    start: int
    end: int
    text: str
    actor: int  # DocumentActor.key
    role: str | None = None  # the role as written beside this mention


@dataclass(frozen=True, slots=True)
class DocumentActor:
    """One person, organisation or country of one article, its short forms already joined."""

    key: int  # 0-based within the article
    kind: ActorKind
    name: str  # the fullest form, without titles; for a country its English short name
    country: str | None = None
    country_reason: str | None = None  # stated, role, counterpart, other side, dateline ...: in words
    role: str | None = None
    organisation: str | None = None
    names: tuple[str, ...] = ()  # every form in the text that stands for it, the fullest first
    mentions: tuple[Mention, ...] = ()
    score: float = 1.0  # 0 to 1: how sure the extractor is that this is an actor of this kind


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that tell a time, with what they mean before an anchor date is known.

    `calendar`: as many of year, month, day as the words give ("December 11", "2023", "in August"); `until_*`: a range.
    What hangs on the anchor is told by `unit` and `count` ("November last year" year -1, "the 12th of this month" month
    0); `direction` is set where the words say it ("el pasado 5 de noviembre"), `weekday` where they name it.
    `weekday`: `weekday` 0 Monday to 6 Sunday, with `direction` -1 last or past, 0 this or bare, 1 next, or with the
    week as `unit` and `count` ("Tuesday last week").
    `month`: a month with a direction ("last December"). `offset`: `count` units from the anchor ("today" is day 0,
    "two weeks ago" week -2, "last year" year -1, "this month" month 0).
    `sequel`: `count` units from the date told before ("the same day" day 0, "two weeks later" week 2).
    """

    start: int
    end: int
    words: str
    kind: Literal["calendar", "weekday", "month", "offset", "sequel"]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until_year: int | None = None
    until_month: int | None = None
    until_day: int | None = None
    weekday: int | None = None
    direction: int = 0
    unit: Literal["day", "week", "weekend", "month", "year"] | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date with how we came to it; `edtf` is None where the words need an anchor that nobody gave."""

    edtf: str | None
    basis: DateBasis
    derivation: str  # one readable line: "'last December' in an article of 2025-09-16 -> 2024-12"
    expression: TimeExpression | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened, as separate parts so that merging never trades a city for a palace."""

    venue: str | None = None
    city: str | None = None
    country: str | None = None
    reason: str = ""  # "stated", "dateline", "host country" ...


@dataclass(frozen=True, slots=True)
class ReportEvidence:
    """The span of the article that supports one field of one report."""

    field: str  # "event", "participant", "party", "date", "place", "status", "channel", "count", "subject"
    start: int
    end: int
    subject: int | None = None  # DocumentActor.key, for participants and parties
    stance: Stance = "asserted"
    speaker: str | None = None  # who says so, in the text's words: "the admiral", "Xinhua, cited by EFE"


@dataclass(frozen=True, slots=True)
class Participant:
    """One who took part, with the side (country) the article puts it on and its role there and then."""

    actor: int  # DocumentActor.key
    side: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """One meeting as one article tells it; `evidence` always holds a span for "event"."""

    key: int
    participants: tuple[Participant, ...]
    countries: tuple[str, ...]
    status: MeetingStatus
    channel: Channel
    when: Dated | None
    place: Place | None
    evidence: tuple[ReportEvidence, ...]
    rule: str  # which rule of which backend found it
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """One occasion of agreeing as one article tells it: `count` documents, parties as actors or countries."""

    key: int
    parties: tuple[int, ...]  # DocumentActor.key
    status: AgreementStatus
    instrument: str | None
    count: int | None
    subjects: tuple[str, ...]
    when: Dated | None
    evidence: tuple[ReportEvidence, ...]
    rule: str
    claimed_by: str | None = None  # who claims it, where the article does not say it in its own voice
    meeting: int | None = None  # MeetingReport.key of the occasion
    score: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitReport:
    """One visit to a country as one article tells it, with the meetings of the article that were part of it."""

    key: int
    visitors: tuple[Participant, ...]
    country: str  # alpha-3, the host
    city: str | None
    status: MeetingStatus
    when: Dated | None
    meetings: tuple[int, ...]  # MeetingReport.key
    evidence: tuple[ReportEvidence, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What one side is told to have said of, or written to, another: no meeting, and no fact about what it says."""

    key: int
    kind: StatementKind
    speakers: tuple[int, ...]  # DocumentActor.key
    addressees: tuple[int, ...]
    when: Dated | None
    evidence: tuple[ReportEvidence, ...]
    rule: str
    meeting: int | None = None  # MeetingReport.key of what it denies
    agreement: int | None = None  # AgreementReport.key of what it denies
    statement: int | None = None  # StatementReport.key of the accusation that it denies


@dataclass(frozen=True, slots=True)
class Milestone:
    """A founding ("since 1960") or an anniversary ("65th") of the same subject: together they date an article."""

    subject: str  # "diplomatic relations"
    countries: tuple[str, ...]
    start: int
    end: int
    year: int | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything one article reports, by one backend in one version."""

    article_id: int
    backend: str
    version: str
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[DocumentActor, ...] = ()
    meetings: tuple[MeetingReport, ...] = ()
    agreements: tuple[AgreementReport, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    visits: tuple[VisitReport, ...] = ()
    statements: tuple[StatementReport, ...] = ()
    sketch: bytes = b""  # of the text (`sketch.packed`); empty where nobody made it


@dataclass(frozen=True, slots=True)
class Report:
    """An article beside its extraction: what resolution takes."""

    article: Article
    extraction: Extraction


# --- what all articles together say ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words behind one field of one fact: `quote == article.text[start:end]`."""

    field: str
    article_id: int
    start: int
    end: int
    quote: str
    subject_id: int | None = None  # actor_id, for participants and parties
    stance: Stance = "asserted"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One document actor that belongs to a resolved actor."""

    article_id: int
    key: int


@dataclass(frozen=True, slots=True)
class Actor:
    """One person, organisation or country over all articles."""

    actor_id: int
    kind: ActorKind
    name: str
    country: str | None
    country_reason: str | None
    role: str | None
    organisation: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """A participant of a resolved meeting."""

    actor_id: int
    side: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting over all articles that tell it."""

    meeting_id: int
    participants: tuple[Attendance, ...]
    countries: tuple[str, ...]
    status: MeetingStatus
    channel: Channel
    date: str | None  # EDTF
    date_basis: DateBasis
    date_derivation: str
    place: Place | None
    articles: tuple[int, ...]  # article_id, in order
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...] = ()  # details on which the sources differ, in words
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Agreement:
    """One occasion of agreeing over all articles that tell it."""

    agreement_id: int
    parties: tuple[int, ...]  # actor_id
    status: AgreementStatus
    instrument: str | None
    claimed_count: int | None
    subjects: tuple[str, ...]
    claimed_by: str | None
    date: str | None
    date_basis: DateBasis
    date_derivation: str
    meeting_id: int | None
    articles: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit over all articles that tell it; it groups the meetings that were part of it."""

    visit_id: int
    visitors: tuple[Attendance, ...]
    country: str
    city: str | None
    status: MeetingStatus
    date: str | None  # EDTF
    date_basis: DateBasis
    date_derivation: str
    meetings: tuple[int, ...]  # meeting_id
    articles: tuple[int, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One letter, congratulation, denial or accusation, with what it denies where the articles tell that too."""

    statement_id: int
    kind: StatementKind
    speakers: tuple[int, ...]  # actor_id
    addressees: tuple[int, ...]
    date: str | None
    date_basis: DateBasis
    date_derivation: str
    meeting_id: int | None
    agreement_id: int | None
    answers_id: int | None  # statement_id of the accusation that it denies
    articles: tuple[int, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an article: 0-based code points of its text, end exclusive."""

    article_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Merge:
    """One judgement about two records being the same, with what spoke for and against in words.

    Where a person rejected a fact, both sides are the record that was rejected.
    """

    kind: ResolvedKind
    left_id: int  # content id of the record as its article gave it
    right_id: int
    left_label: str
    right_label: str
    verdict: Verdict
    score: float
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]
    decided_by: str = "rule"  # or the person who decided
    fact_id: int | None = None  # the actor, meeting or agreement that holds both, when joined
    left_at: Span | None = None  # where the left record is told; a decision names it so
    right_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The facts of a whole store."""

    actors: tuple[Actor, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    merges: tuple[Merge, ...] = ()
    origins: dict[int, int] = field(default_factory=dict)  # article_id -> article_id of the first telling of its text
    inferred_dates: dict[int, Dated] = field(default_factory=dict)  # article_id -> what the corpus tells of its date
    amended: dict[int, Report] = field(default_factory=dict)  # article_id -> its report as people's decisions leave it
    problems: tuple[str, ...] = ()  # decisions without effect, and why
    visits: tuple[Visit, ...] = ()
    statements: tuple[Statement, ...] = ()
