"""Who says so: the source that a sentence names for what it tells, in its own words, and how firmly it is said."""

from visavis.extraction.arguments import Clause
from visavis.extraction.document import Line
from visavis.extraction.status import Outcome
from visavis.model import Stance

_LONGEST = 14  # words of a source
_ENDS = frozenset(',.;:()"“”«»')
_CITED = ("cited by", "quoted by", "citado por", "citada por", "citados por", "via")


def speaker_of(clause: Clause, line: Line, at: int, text: str) -> str | None:
    """The source of what stands at token `at`: "according to Xinhua, cited by EFE", "the ministry said"; None for the article itself."""
    return _according_to(clause, line, text) or _reporter(clause, line, at, text)


def _according_to(clause: Clause, line: Line, text: str) -> str | None:
    words = clause.know.words["status.according"]
    for k, token in enumerate(line.tokens):
        if token.low not in words:
            continue
        first = k + (2 if clause.word(k + 1) in {"to", "a"} else 1)
        last = _source_end(clause, line, first)
        if last > first:
            return _text(line, first, last, text)
    return None


def _source_end(clause: Clause, line: Line, first: int) -> int:
    """A source ends at a sign; a comma before "cited by" leads on: "Xinhua, cited by EFE"."""
    k = first
    while k < len(line.tokens) and k - first < _LONGEST:
        if line.tokens[k].text in _ENDS:
            following = f"{clause.word(k + 1)} {clause.word(k + 2)}"
            if not following.startswith(_CITED):
                break
        k += 1
    return k


def _reporter(clause: Clause, line: Line, at: int, text: str) -> str | None:
    """ "A said (that) ... <event>" and "<event>, A said": the unit beside a verb of saying that is not the event's own."""
    reporting = clause.know.words["status.reporting"]
    for unit in clause.units:
        if unit.kind not in {"person", "organisation", "role", "group", "body"}:
            continue
        after, before = clause.word(unit.last), clause.word(unit.first - 1)
        said_before = after in reporting and unit.last < at and _leads_to(clause, unit.last, at)
        said_behind = (
            (before in reporting or after in reporting) and unit.first > at and "," in clause.gap(at, unit.first)
        )
        if said_before or said_behind:
            return _text(line, unit.first, unit.last, text)
    return None


def _leads_to(clause: Clause, verb: int, at: int) -> bool:
    """True where "that" or a colon follows the verb of saying before the event."""
    return any(clause.word(k) in {"that", "que", ":"} for k in range(verb + 1, at))


def _text(line: Line, first: int, last: int, text: str) -> str:
    return text[line.tokens[first].start : line.tokens[last - 1].end]


def stance_of(clause: Clause, at: int, outcome: Outcome) -> Stance:
    """How firmly the event at token `at` is told."""
    if outcome == "denied":
        return "denied"
    if outcome == "planned":
        return "planned"
    near = {clause.word(k) for k in range(max(0, at - 8), at + 4)}
    return "alleged" if near & clause.know.words["status.alleged"] else "asserted"
