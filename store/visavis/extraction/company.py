"""Who else was there, and what a later sentence adds to a meeting told before."""

from visavis.extraction.anaphora import Resolver
from visavis.extraction.arguments import Clause, coordinated
from visavis.extraction.document import Document, Line
from visavis.extraction.drafts import Draft
from visavis.extraction.units import Unit

_NEAR = 12  # words between a word of attending and the first of those who did
_ATTENDED_REACH = 3  # sentences after a meeting in which its company may be named


def add_company(
    document: Document, resolver: Resolver, found: list[Draft], number: int, line: Line, clause: Clause
) -> None:
    """Those who "attended", "accompanied" or were "present" join the meeting told just before."""
    if not found or number - found[-1].number > _ATTENDED_REACH:
        return
    home = found[-1]
    words = document.know.words["meeting.attended"]
    for at in (at for at, token in enumerate(line.tokens) if token.low in words):
        for unit in _company(clause, at):
            known = {who.key for who in home.who}
            home.who += [who for who in resolver.resolve(number, unit, home.who) if who.key not in known]


def _company(clause: Clause, at: int) -> list[Unit]:
    """The people near a word of attending, with everyone of the lists they stand in."""
    found: list[Unit] = []
    for index, unit in enumerate(clause.units):
        if unit.kind == "person" and abs(unit.first - at) <= _NEAR and not clause.stopped(*sorted((unit.last, at))):
            found += coordinated(clause, clause.units, index, 1) + coordinated(clause, clause.units, index, -1)
    return [unit for unit in found if unit.kind == "person"]
