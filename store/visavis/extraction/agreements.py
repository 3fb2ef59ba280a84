"""How an agreement is found: papers, the word that governs them, who signs, when, and what else the sentence tells.

Read `instruments` for the papers, `signing` for the words around them, `parties` for who signs, `packages` for what is
one occasion told twice.
"""

from bisect import bisect_left
from collections.abc import Sequence

from visavis.edtf import compatible
from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause
from visavis.extraction.document import Document, Left, Line
from visavis.extraction.drafts import Draft
from visavis.extraction.instruments import Instrument, coordinated, instruments, names, total, unnamed
from visavis.extraction.packages import Deal, add
from visavis.extraction.parties import Told, often_named, parties_of
from visavis.extraction.parts import part_of
from visavis.extraction.signing import Governor, governor, status
from visavis.extraction.speakers import source_of, speaks_for
from visavis.extraction.timing import inferred, is_open, is_year, nearest, told_before, year_at
from visavis.extraction.topics import topics
from visavis.when import Tense

_AROUND = 6  # words behind a paper that say what kind it is
_NEAR_MEETING = 8  # sentences after a meeting in which what is signed is signed there


def find_agreements(document: Document, resolver: Resolver, meetings: Sequence[Draft]) -> list[Deal]:
    """The agreements of an article in the order in which they are told; `meetings` are those found before."""
    found: list[Deal] = []
    agenda = _Agenda(meetings)
    known, main = (
        {*names(document.know.language), *document.know.words["agreement.negotiate_verbs"]},
        often_named(document),
    )
    for number, line in document.story():
        if any(token.low in known for token in line.tokens):
            for deal in _in_sentence(document, resolver, agenda, main, number, line):
                add(found, deal, document)
        piece = part_of(found, document.clause(line), line) if found else None
        found += [piece] if piece else []
    return found


class _Agenda:
    """The meetings of an article by the sentences that tell them."""

    def __init__(self, meetings: Sequence[Draft]) -> None:
        self.meetings = meetings
        self._told = sorted((n, k) for k, meeting in enumerate(meetings) for n in (meeting.number, *meeting.told_again))

    def last(self, number: int) -> Draft | None:
        """The meeting told last, up to a sentence itself."""
        at = bisect_left(self._told, (number + 1,))
        return self.meetings[self._told[at - 1][1]] if at else None

    def near(self, number: int) -> list[tuple[int, int]]:
        """The meetings told in the few sentences up to one, as sentence and index, the last first."""
        first, last = (bisect_left(self._told, (n,)) for n in (number - _NEAR_MEETING, number + 1))
        return sorted(self._told[first:last], key=lambda told: (-told[0], told[1]))


def _in_sentence(
    document: Document, resolver: Resolver, agenda: _Agenda, main: list[str], number: int, line: Line
) -> list[Deal]:
    clause = document.clause(line)
    home = agenda.last(number)
    resolver.last_meeting = home.who if home else []
    told = Told(sorted(home.sides) if home else [], main)
    deals: list[Deal] = []
    groups = _groups(clause)
    taken = {paper.head for papers, _ in groups for paper in papers}
    left = [(paper.head, "no word says that it was made") for paper in instruments(clause) if paper.head not in taken]
    for papers, word in groups:
        state = status(clause, word)
        parties = parties_of(resolver, number, clause, papers[0], word, told) if state else None
        if state is None or parties is None:
            left.append((word.at, "its two sides are not known" if state else "denied or undone"))
            continue
        deal = Deal(number, word, papers, parties, state, total(papers), _subjects(clause, papers))
        if not _tells(clause, deal):
            left.append((word.at, "too little is said of it"))
            continue
        _attribute(resolver, clause, deal)
        _date(document, line, deal, home.when.edtf if home and home.when else None)
        if state in {"signed", "announced"} and word.kind != "exists":
            _attend(document, deal, agenda)
        deals.append(deal)
    document.left += [Left(number, at, "agreement", reason) for at, reason in left]
    return deals


def _attribute(resolver: Resolver, clause: Clause, deal: Deal) -> None:
    deal.speaker = source_of(resolver, deal.number, clause, deal.word.at)
    own = set(deal.parties.codes)
    deal.claimed = deal.speaker is not None and not speaks_for(resolver, deal.number, clause, deal.speaker, own)


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
        elif word is not None and _is_paper(clause, paper, word):
            if last and last[1].at == word.at > paper.last:
                groups.pop()  # the participle belongs to the paper right before it
            groups.append(([paper], word))
    if not groups and (found := unnamed(clause)):
        groups.append(([found[1]], Governor(found[0], "negotiate")))
    return groups


def _is_paper(clause: Clause, paper: Instrument, word: Governor) -> bool:
    """A weak name is a paper only where it is signed, or concluded in so many words."""
    if not paper.name.weak or word.kind == "sign":
        return True
    if word.kind == "negotiate":
        return paper.count == 1 and not paper.definite and clause.word(word.at) in clause.know.words["agreement.draft"]
    return word.kind == "conclude" and clause.word(word.at) in clause.know.words["agreement.conclude_weak"]


def _is_detail(clause: Clause, whole: Instrument, part: Instrument) -> bool:
    """As in "three documents: | an accord on ...", "eleven agreements, including | one with ..."."""
    between = [clause.word(k) for k in range(whole.last, part.first)]
    opened = bool(set(between[-3:]) & clause.know.words["agreement.details"]) and len(between) > 1
    listed = whole.name.plural and bool(set(between) & clause.know.words["agreement.among"])
    return opened or listed or (whole.name.plural and ":" in between)


def _tells(clause: Clause, deal: Deal) -> bool:
    """Enough is said: what merely exists, or is others' business, must name its sides; mere "agreement" is no paper."""
    paper, word, words = deal.papers[0], deal.word, clause.know.words
    around = {clause.word(k) for k in range(paper.first, min(paper.last + _AROUND, len(clause.tagged.tokens)))}
    if around & words["agreement.domestic"] and deal.parties.stated < 2:
        return False
    known_talks = paper.definite and deal.status == "under-negotiation" and word.kind in {"conclude", "negotiate"}
    if known_talks or around & words["agreement.of_others"]:
        return deal.parties.named
    if word.kind == "exists":
        named = clause.gap(paper.head - 1, paper.head) in {"T", "N", "-"}  # "the Paris Agreement": everybody's
        return deal.parties.stated > 1 or (word.dated is not None and not named)
    if word.form == "participle" and deal.count is None and not deal.subjects and paper.definite:
        return (word.kind == "sign" and deal.parties.stated > 1) or _is_dated(clause, word.at)
    return not (word.kind in {"conclude", "announce"} and paper.bare and not paper.name.plural)


def _is_dated(clause: Clause, at: int) -> bool:
    """True where a number, month or weekday stands right behind a token."""
    return bool(set(clause.gap(at + 1, at + 6)) & {"d", "q"})


def _subjects(clause: Clause, papers: list[Instrument]) -> list[str]:
    return list(dict.fromkeys(topic for paper in papers for topic in topics(clause, paper)))


def _date(document: Document, line: Line, deal: Deal, told: str | None) -> None:
    """The time named nearest to the governing word; `told` is the date of the meeting told before."""
    word = deal.word
    if word.kind == "exists":
        deal.when = year_at(document, line, word.dated) if word.dated is not None else None
    elif word.kind == "negotiate":
        when = nearest(document, line, word.at, tense="past", told=None)
        deal.when = (
            when if when and when.expression and when.expression.year else None
        )  # "in 2023 they were negotiating"
    else:
        at = word.dated if word.dated is not None else word.at
        tense: Tense = "future" if deal.status == "under-negotiation" else "past"
        if at and is_year(line.tokens[at - 1].low):
            deal.when = year_at(document, line, at - 1)  # "the 2023 signing of"
        else:
            deal.when = nearest(document, line, at, tense=tense, told=told)


def _attend(document: Document, deal: Deal, agenda: _Agenda) -> None:
    """Give a deal the meeting it was made at, and the day of it, or the day told before, where it names none."""
    told, home = _occasion(deal, agenda)
    meeting = agenda.meetings[home] if home is not None else None
    past = (deal.definite and deal.word.form == "participle") or is_open(document.lines[deal.number])
    if deal.when is None and not past:
        when = meeting.when if meeting and meeting.when else told_before(document, deal.number)
        deal.when = inferred(when, "the day told before") if when else None
    day = meeting.when.edtf if meeting and meeting.when else None
    same_day = compatible(day, deal.day) if day and deal.day else deal.day is None or meeting is None
    if meeting and (same_day or told == deal.number):
        deal.meeting = home


def _occasion(deal: Deal, agenda: _Agenda) -> tuple[int, int | None]:
    """The meeting of the same sides that was told last, not far before: the sentence that tells it, and its index."""
    codes = set(deal.parties.codes)
    fitting = (told for told in agenda.near(deal.number) if codes <= agenda.meetings[told[1]].sides)
    return next(fitting, (-1, None))
