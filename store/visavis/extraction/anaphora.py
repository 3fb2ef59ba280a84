"""Units to those they stand for: a person already named, a country, a body, or everyone of the last meeting."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from visavis.extraction.arguments import DROPPED, UNTOLD, coordinated
from visavis.extraction.document import Document, Line
from visavis.extraction.nationality import Nationality, main_countries, other_country
from visavis.extraction.recall import Recall
from visavis.extraction.roles import Role
from visavis.extraction.units import Unit
from visavis.model import Dated

_BOTH = 2
SEVERAL = frozenset({"they", "them", "ellos", "ellas"})  # pronouns for more than one
_LAST = 3  # sentences in which the one a story goes on about is looked for


@dataclass(frozen=True, slots=True)
class Who:
    """One participant: a person by index, else a country or a body by code; `code` is the side it stands on."""

    person: int | None = None
    code: str | None = None
    body: bool = False
    start: int = -1  # span in the text that names it here
    end: int = -1
    role: str | None = None

    @property
    def key(self) -> tuple[int | None, str | None]:
        """What makes two of them the same participant."""
        return (self.person, None) if self.person is not None else (None, self.code)


@dataclass(slots=True)
class Resolver:
    """Finds whom a unit stands for, knowing what the article told before."""

    document: Document
    nations: list[Nationality]
    last_meeting: list[Who] = field(default_factory=list)
    last_when: Dated | None = None  # of that meeting, where its date is known
    met: Counter[int] = field(default_factory=Counter)  # how many meetings were told of a person
    subject: tuple[int, int] | None = None  # who met somebody in the last sentence that tells it: sentence, person
    home: str | None = None  # the country the article is written in
    _main: list[str] | None = None
    _recall: Recall | None = None

    @property
    def main(self) -> list[str]:
        """The countries of the article, the most mentioned first."""
        if self._main is None:
            self._main = main_countries(self.document)
        return self._main

    @property
    def recall(self) -> Recall:
        """The names of the article in the order of the text."""
        if self._recall is None:
            self._recall = Recall(self.document.people)
        return self._recall

    def remember(self, number: int, who: list[Who]) -> None:
        """Keep the meeting told last, in sentence `number`, for what comes after."""
        self.last_meeting = who
        people = [one.person for one in who if one.person is not None]
        self.met.update(people)
        if people:
            self.subject = number, people[0]

    def resolve(self, number: int, unit: Unit, others: list[Who]) -> list[Who]:
        """Whom `unit` of sentence `number` stands for; `others` are those already found around the same event."""
        line = self.document.lines[number]
        start, end = line.span(unit.first, unit.last)
        if unit.kind == "person" and unit.person is not None:
            return [self._person(unit.person, start, end, unit.role.text if unit.role else None)]
        if unit.kind == "country":
            return [Who(code=self._likely(unit.codes), start=start, end=end)]
        if unit.kind == "body":
            return [Who(code=unit.codes[0], body=True, start=start, end=end)]
        if unit.kind == "pronoun":
            return self._pronoun(number, start, end, unit, others)
        if unit.kind == "role" and unit.role is not None:
            return self._role(start, end, unit.role, others)
        if unit.kind == "group":
            return self._group(number, start, end, unit, others)
        if unit.codes:
            return [Who(code=self._likely(unit.codes), start=start, end=end)]
        if unit.kind == "delegation" or self._is_state(line, unit):
            known = next((who.code for who in others if who.code), None)
            code = other_country(known, self.main) if known and known == self.home else self.home
            return [Who(code=code, start=start, end=end)] if code else []
        return []

    def _is_state(self, line: Line, unit: Unit) -> bool:
        """True for a house or office of the state without its country: "the National Assembly met B"."""
        state = self.document.know.words["meeting.state"]
        return unit.kind == "organisation" and any(t.low in state for t in line.tokens[unit.first : unit.last])

    def _person(self, person: int, start: int, end: int, role: str | None = None) -> Who:
        nation = self.nations[person]
        return Who(
            person, nation.code or nation.body, nation.code is None and nation.body is not None, start, end, role
        )

    def _likely(self, codes: tuple[str, ...]) -> str:
        return next((code for code in self.main if code in codes), codes[0])

    def _pronoun(self, number: int, start: int, end: int, unit: Unit, others: list[Who]) -> list[Who]:
        grammar, line = self.document.know.grammar, self.document.lines[number]
        if unit.word in SEVERAL:
            pair = self._pair_before(line, unit)
            return pair or [Who(w.person, w.code, w.body, start, end) for w in self.last_meeting]
        if unit.word in grammar.relative or unit.word == "it":
            return []
        if unit.word in {DROPPED, UNTOLD}:
            return self._topic(number, others, grammatical=unit.word == DROPPED)
        near = self._subject_before(number, start, self._met_by(others))
        return [self._person(near, start, end)] if near is not None else []

    def _subject_before(self, number: int, start: int, fits: Callable[[int], bool]) -> int | None:
        """Whom "he" means: who met somebody in a sentence before, unless another was named after it."""
        near = self.recall.before(start, fits)
        if near is None or self.subject is None or self.subject[0] >= number or not fits(self.subject[1]):
            return near
        mentions = self.document.people[near].mentions
        named = max(mention.sentence for mention in mentions if mention.start < start)
        return near if named > self.subject[0] else self.subject[1]

    def _named_together(self, number: int) -> list[Who]:
        """ "the two officials" before any meeting was told: the last sentence that names one each of two sides."""
        for line in reversed(self.document.lines[max(0, number - _LAST) : number]):
            named = [
                self._person(one.person, *line.span(one.first, one.last))
                for one in line.units
                if one.person is not None
            ]
            if len(named) == _BOTH and len({who.code for who in named}) == _BOTH:
                return named
        return []

    def _met_by(self, others: list[Who]) -> Callable[[int], bool]:
        """Tells who can be the other side of `others`: nobody of theirs, and nobody who serves their country."""
        taken = {who.person for who in others}
        codes = {who.code for who in others if who.code}
        return lambda index: index not in taken and (self.nations[index].code or self.nations[index].body) not in codes

    def _topic(self, number: int, others: list[Who], *, grammatical: bool) -> list[Who]:
        """Whom a story goes on about where a sentence names one side only: the one of the last meeting told of most.

        Where that is not `grammatical`, as in "Se reunió con B", the side that is named must be known; where it is, the
        subject of the sentence before will do.
        """
        met, known = self._met_by(others), {who.key for who in self.last_meeting}
        before = [who for who in self.last_meeting if who.person is not None and met(who.person)]
        if before and (grammatical or any(who.code for who in others) or all(who.key in known for who in others)):
            return [max(before, key=lambda who: (self.met[who.person or 0], -who.start))]
        line = self.document.lines[number - 1] if number and grammatical else None
        opens = line.units[0] if line is not None and line.units else None
        if line is None or opens is None or opens.person is None or not met(opens.person):
            return []
        if self.nations[opens.person].code is None or not any(who.code for who in others):
            return []
        return [self._person(opens.person, *line.span(opens.first, opens.last))]

    def _pair_before(self, line: Line, unit: Unit) -> list[Who]:
        """ "what A and B agreed when | they | met": the list of people that the same sentence names before."""
        index = next((k for k in range(len(line.units) - 1, -1, -1) if line.units[k].last <= unit.first), -1)
        listed = coordinated(self.document.clause(line), line.units, index, -1) if index >= 0 else []
        if len(listed) < _BOTH or any(one.person is None for one in listed):
            return []
        return [self._person(one.person, *line.span(one.first, one.last)) for one in listed if one.person is not None]

    def _countries_before(self, line: Line, unit: Unit) -> list[Who]:
        """ "X and Y will start again, | ministers | said": the officials of the two countries the sentence began with."""
        before = [one for one in line.units if one.last <= unit.first]
        listed = coordinated(self.document.clause(line), line.units, 0, 1) if before else []
        if len(listed) != _BOTH or any(one.kind != "country" or one.form != "name" for one in listed):
            return []
        return [
            Who(code=self._likely(one.codes), start=start, end=end)
            for one in listed
            for start, end in [line.span(one.first, one.last)]
        ]

    def _both(self, start: int, end: int, others: list[Who]) -> list[Who]:
        """ "A met both men": the two of one side of the last meeting, else the two of one country named last before."""
        taken = {who.person for who in others}
        sides: dict[str | None, list[int]] = {}
        for who in self.last_meeting:
            if who.person is not None and who.person not in taken:
                sides.setdefault(self.nations[who.person].code, []).append(who.person)
        pair = next((people for people in sides.values() if len(people) == _BOTH), None)
        if pair is None:
            first = self.recall.before(start, lambda index: index not in taken)
            second = self.recall.before(start, lambda index: index not in taken and index != first)
            if first is None or second is None or self.nations[first].code != self.nations[second].code:
                return []
            pair = [first, second]
        return [self._person(person, start, end) for person in pair]

    def _role(self, start: int, end: int, role: Role, others: list[Who]) -> list[Who]:
        """ "the Moroccan minister": the person named before with that office and country; else the country itself."""
        code = self._likely(role.codes) if role.codes else None
        taken = {who.person for who in others}
        if role.counterpart and code is None:
            known = next((who.code for who in others if who.code), None)
            return (
                [Who(code=other, start=start, end=end)] if known and (other := other_country(known, self.main)) else []
            )
        near = self._named_before(start, role, code, taken)
        if near is not None:
            if code and not role.body and self.nations[near].code is None and self.nations[near].body is None:
                self.nations[near] = Nationality(code, "stated with words that stand for them")
            return [self._person(near, start, end, role.text)]
        if code is None:
            return []
        return [Who(code=code, body=role.body, start=start, end=end, role=role.text)]

    def _named_before(self, start: int, role: Role, code: str | None, taken: set[int | None]) -> int | None:
        """The person named before whom a role means; of a country's officials those known to serve it come first."""
        if not (role.definite or code or role.possessive):
            return None
        fits = self._fitting(role, code, taken)
        serves = self.recall.before(start, lambda i: self.nations[i].code == code and fits(i)) if code else None
        return serves if serves is not None else self.recall.before(start, fits)

    def _fitting(self, role: Role, code: str | None, taken: set[int | None]) -> Callable[[int], bool]:
        """Tells who can be meant by a role of a country, those in `taken` left out."""

        @cache
        def fits(index: int) -> bool:
            if index in taken or (code is not None and self.nations[index].code not in {code, None}):
                return False
            return any(self._holds(held, role) for held in self.recall.roles(index))

        return fits

    def _holds(self, held: Role | None, role: Role) -> bool:
        if held is None:
            return role.office in {"other-person", "official"} and not role.portfolio
        if role.portfolio and held.portfolio and not role.portfolio & held.portfolio:
            return False
        return held.office == role.office or role.office in {"other-person", "official"} or held.counterpart

    def _group(self, number: int, start: int, end: int, unit: Unit, others: list[Who]) -> list[Who]:
        """ "the two ministers": everyone of the last meeting; "Cuban officials": the country."""
        if unit.pair:
            return [Who(code=code, start=start, end=end) for code in unit.pair]
        if unit.codes:
            return [
                Who(code=self._likely(unit.codes), start=start, end=end, role=unit.role.text if unit.role else None)
            ]
        if any(who.person is not None for who in others):
            return self._both(start, end, others)
        if others:
            return []  # "the group met the mayors": nobody says whose
        if self.last_meeting:
            return [Who(w.person, w.code, w.body, start, end) for w in self.last_meeting]
        if pair := self._named_together(number):
            return [replace(who, start=start, end=end) for who in pair]
        grammar, line = self.document.know.grammar, self.document.lines[number]
        if named := self._countries_before(line, unit):
            return named
        words = {token.low for token in line.tokens[max(0, unit.first - 1) : unit.last]}
        if len(self.main) < 2 or not words & grammar.both or unit.word in grammar.lone_groups:
            return []
        return [Who(code=code, start=start, end=end) for code in self.main[:2]]
