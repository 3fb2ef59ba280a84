"""What one occasion brought: papers signed together are one record, and a deal told again is recognised."""

from dataclasses import dataclass, field
from itertools import islice

from visavis import edtf
from visavis.extraction.document import Document, Left
from visavis.extraction.instruments import Instrument
from visavis.extraction.parties import Parties
from visavis.extraction.signing import Governor
from visavis.extraction.timing import is_news
from visavis.model import AgreementStatus, Dated

_OPEN: frozenset[AgreementStatus] = frozenset({"signed", "announced"})
_RETOLD = 100  # deals back that a sentence may tell again: far more than a report holds


@dataclass(slots=True)
class Deal:
    """One occasion of agreeing while it is put together."""

    number: int  # sentence
    word: Governor
    papers: list[Instrument]
    parties: Parties
    status: AgreementStatus
    count: int | None
    subjects: list[str]
    when: Dated | None = None
    speaker: str | None = None  # who says so, in the article's words
    claimed: bool = False  # by somebody who speaks for none of the parties
    meeting: int | None = None  # index of the meeting it was signed at
    told_again: list[int] = field(default_factory=list)
    part: bool = False  # one paper of a package that is a record of its own

    @property
    def definite(self) -> bool:
        """True where the phrase speaks of papers known already: "the agreement"."""
        return self.papers[0].definite

    @property
    def day(self) -> str | None:
        """The EDTF date, where there is one."""
        return self.when.edtf if self.when else None


def add(found: list[Deal], deal: Deal, document: Document) -> None:
    """Add a deal, or join it to the one that it tells again."""
    home = next((other for other in islice(reversed(found), _RETOLD) if _same(other, deal, document)), None)
    if home is None:
        found.append(deal)
    else:
        _join(home, deal, document)
        sides = tuple((None, code) for code in deal.parties.codes)
        reason = f"told before, in sentence {home.number}"
        document.left.append(Left(deal.number, deal.word.at, deal.word.kind, reason, sides))


def _same(one: Deal, other: Deal, document: Document) -> bool:
    """True where two tellings of one article can be one occasion."""
    if one.part or other.part:
        return False
    if one.status != other.status and not {one.status, other.status} <= _OPEN:
        return False
    first, second = set(one.parties.codes), set(other.parties.codes)
    if not (first <= second or second <= first):
        return False
    titled = _in_title(document, one) or _in_title(document, other)
    if one.day and other.day:
        return _dates_agree(one.day, other.day)
    dated = one.day or other.day
    if dated is None or titled or is_news(dated, document.anchor):
        return dated is not None or titled or "exists" not in {one.word.kind, other.word.kind}
    return other.definite and bool(_words(one) & _words(other) or (not other.subjects and other.day is None))


def _dates_agree(one: str, other: str) -> bool:
    """The same date, or one that holds the other; a stretch of years holds nothing but itself."""
    return one == other or ("/" not in one and "/" not in other and edtf.compatible(one, other))


def _words(deal: Deal) -> set[str]:
    return {word for subject in deal.subjects for word in subject.lower().split() if len(word) > 3}


def _join(home: Deal, deal: Deal, document: Document) -> None:
    if home.count is not None and deal.count is not None:
        home.count = home.count + deal.count if _says_more(home, deal, document) else max(home.count, deal.count)
    else:
        home.count = home.count or deal.count
    home.subjects = list(dict.fromkeys([*home.subjects, *deal.subjects]))
    if deal.status == "signed":
        home.status = "signed"
    if deal.day and len(deal.day) > len(home.day or ""):
        home.when = deal.when
    home.meeting = home.meeting if home.meeting is not None else deal.meeting
    for party in deal.parties.found:
        home.parties.add(party)
    home.told_again.append(deal.number)
    if _in_title(document, home) and not _in_title(document, deal):
        home.number, home.told_again[-1] = deal.number, home.number
        home.word, home.papers, home.speaker, home.claimed = deal.word, deal.papers, deal.speaker, deal.claimed
    home.claimed = home.claimed and deal.claimed


def _in_title(document: Document, deal: Deal) -> bool:
    return document.lines[deal.number].sentence.zone == "title"


def _says_more(home: Deal, deal: Deal, document: Document) -> bool:
    """True where the sentence adds papers to those told before: "they also signed a letter of intent"."""
    if deal.definite or _in_title(document, home) or deal.number == home.number:
        return deal.number == home.number and not deal.definite
    more = document.know.words["agreement.more"]
    if any(token.low in more for token in document.lines[deal.number].tokens[: deal.papers[-1].last]):
        return True
    return home.count == deal.count == 1 and bool(home.subjects and deal.subjects) and not _words(home) & _words(deal)
