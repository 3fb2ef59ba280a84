"""How an agreement is found: papers, the word that governs them, who signs, when, and what else the sentence tells.

Read `instruments` for the papers, `signing` for the words around them, `parties` for who signs. Here several papers of
one occasion are joined to one record, and a deal told again is recognised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from visavis.edtf import compatible
from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause
from visavis.extraction.document import Document, Line
from visavis.extraction.instruments import Instrument, coordinated, instruments, names, total
from visavis.extraction.meetings import Draft
from visavis.extraction.parties import Parties, parties_of
from visavis.extraction.signing import Governor, governor, status
from visavis.extraction.speakers import claimed_by
from visavis.extraction.timing import nearest
from visavis.extraction.topics import topics
from visavis.model import AgreementStatus, Dated

_NEAR_MEETING = 4  # sentences after a meeting in which what is signed is signed there
_OPEN: frozenset[AgreementStatus] = frozenset({"signed", "announced"})


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
    speaker: str | None = None
    meeting: int | None = None  # index of the meeting it was signed at
    told_again: list[int] = field(default_factory=list)

    @property
    def definite(self) -> bool:
        """True where the phrase speaks of papers known already: "the agreement"."""
        return self.papers[0].definite

    @property
    def day(self) -> str | None:
        """The EDTF date, where there is one."""
        return self.when.edtf if self.when else None


def find_agreements(document: Document, resolver: Resolver, meetings: Sequence[Draft]) -> list[Deal]:
    """The agreements of an article in the order in which they are told; `meetings` are those found before."""
    found: list[Deal] = []
    known = names(document.know.language)
    for number, line in document.story():
        if not any(token.low in known for token in line.tokens):
            continue
        for deal in _in_sentence(document, resolver, meetings, number, line):
            _add(found, deal, document)
    return found


def _in_sentence(
    document: Document, resolver: Resolver, meetings: Sequence[Draft], number: int, line: Line
) -> list[Deal]:
    clause = document.clause(line)
    home = _meeting_before(meetings, number)
    resolver.last_meeting = meetings[home].who if home is not None else []
    deals: list[Deal] = []
    for papers, word in _groups(clause):
        state = status(clause, word)
        sides = sorted(meetings[home].sides) if home is not None else []
        parties = parties_of(resolver, number, clause, papers[0], word, sides) if state else None
        if state is None or parties is None or not _tells(papers[0], word, parties):
            continue
        deal = Deal(number, word, papers, parties, state, total(papers), _subjects(clause, papers))
        deal.speaker = claimed_by(resolver, number, clause, word.at, set(parties.codes))
        _date(document, line, deal, meetings, home)
        deals.append(deal)
    return deals


def _meeting_before(meetings: Sequence[Draft], number: int) -> int | None:
    """The meeting told last, up to the sentence itself."""
    told = [
        (max(n for n in (m.number, *m.told_again) if n <= number), k)
        for k, m in enumerate(meetings)
        if m.number <= number
    ]
    return max(told)[1] if told else None


def _groups(clause: Clause) -> list[tuple[list[Instrument], Governor]]:
    """Papers listed together with the word that governs them; details of a package told before are left to it."""
    groups: list[tuple[list[Instrument], Governor]] = []
    for paper in instruments(clause):
        word = governor(clause, paper)
        last = groups[-1] if groups else None
        if (
            last
            and coordinated(clause, last[0], paper)
            and (word is None or word.at == last[1].at or word.at < paper.first)
        ):
            last[0].append(paper)
        elif last and _is_detail(clause, last[0][-1], paper):
            continue
        elif word is not None and not (paper.name.weak and word.kind != "sign"):
            groups.append(([paper], word))
    return groups


def _is_detail(clause: Clause, whole: Instrument, part: Instrument) -> bool:
    """ "three documents: | an accord on ...", "eleven agreements, including | one with ..."."""
    between = [clause.word(k) for k in range(whole.last, part.first)]
    return (whole.name.plural and ":" in between) or (
        len(between) > 1 and bool(set(between[-3:]) & clause.know.words["agreement.details"])
    )


def _tells(paper: Instrument, word: Governor, parties: Parties) -> bool:
    """Enough is said: a paper that merely exists, or is told of in passing, must name its two sides."""
    if word.kind == "exists":
        return parties.stated > 1 or (parties.stated == 1 and paper.definite)
    if word.kind in {"conclude", "announce"} and paper.bare and not paper.name.plural:
        return False
    return True


def _subjects(clause: Clause, papers: list[Instrument]) -> list[str]:
    return list(dict.fromkeys(topic for paper in papers for topic in topics(clause, paper)))


def _date(document: Document, line: Line, deal: Deal, meetings: Sequence[Draft], home: int | None) -> None:
    """The time named nearest to the governing word, else that of the meeting it was signed at."""
    tense = "future" if deal.status == "under-negotiation" else "past"
    meeting = meetings[home] if home is not None else None
    told = meeting.when.edtf if meeting and meeting.when else None
    deal.when = nearest(document, line, deal.word.at, tense=tense, told=told)
    if meeting is None or home is None or not set(deal.parties.codes) <= meeting.sides or deal.status not in _OPEN:
        return
    near = deal.number - max(n for n in (meeting.number, *meeting.told_again) if n <= deal.number)
    if deal.when is None and near <= _NEAR_MEETING and not deal.definite and deal.word.kind != "exists":
        deal.when = meeting.when
    if near <= _NEAR_MEETING and meeting.when and deal.when and deal.day and told and compatible(deal.day, told):
        deal.meeting = home


# --- one deal told twice ---------------------------------------------------------------------------------------------


def _add(found: list[Deal], deal: Deal, document: Document) -> None:
    home = next((other for other in reversed(found) if _same(other, deal)), None)
    if home is None:
        found.append(deal)
    else:
        _join(home, deal, document)


def _same(one: Deal, other: Deal) -> bool:
    """True where two tellings of one article can be one occasion."""
    if one.status != other.status and not {one.status, other.status} <= _OPEN:
        return False
    if one.day and other.day and not compatible(one.day, other.day):
        return False
    first, second = set(one.parties.codes), set(other.parties.codes)
    return first <= second or second <= first


def _join(home: Deal, deal: Deal, document: Document) -> None:
    again = deal.definite or _in_title(document, home) != _in_title(document, deal)
    more = not again and _says_more(document, deal)
    if home.count is not None and deal.count is not None:
        home.count = home.count + deal.count if more else max(home.count, deal.count)
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


def _in_title(document: Document, deal: Deal) -> bool:
    return document.lines[deal.number].sentence.zone == "title"


def _says_more(document: Document, deal: Deal) -> bool:
    """True where the sentence adds papers to those told before: "they also signed a letter of intent"."""
    more = document.know.words["agreement.more"]
    return any(token.low in more for token in document.lines[deal.number].tokens[: deal.papers[-1].last])
