"""What happens to a paper: the word of signing, concluding, negotiating or cancelling that governs its phrase."""

from dataclasses import dataclass, replace
from typing import Literal

from visavis.extraction.arguments import Clause
from visavis.extraction.instruments import Instrument
from visavis.extraction.timing import is_year
from visavis.extraction.units import Unit
from visavis.model import AgreementStatus

Kind = Literal["sign", "renew", "conclude", "announce", "negotiate", "cancel", "exists"]
Form = Literal["active", "passive", "participle", "noun"]

_KINDS: tuple[Kind, ...] = ("sign", "renew", "conclude", "cancel", "negotiate", "announce")
_STATUS: dict[Kind, AgreementStatus] = {
    "sign": "signed",
    "renew": "signed",
    "conclude": "announced",
    "announce": "announced",
    "negotiate": "under-negotiation",
    "cancel": "cancelled",
    "exists": "announced",
}
_REACH: dict[Kind, int] = {
    "sign": 12,
    "renew": 10,
    "conclude": 6,
    "cancel": 7,
    "negotiate": 8,
    "announce": 5,
    "exists": 0,
}
_BEFORE, _AFTER = 12, 30
_PHRASE = 5  # words of the longest phrase of signing
_NEAR = 5  # words before a verb in which its auxiliaries stand
_CLOSE = 3
_BRACKET = 20  # words in brackets behind a name
_ENDS = frozenset(".;:?!•…|") | {"..."}


@dataclass(frozen=True, slots=True)
class Governor:
    """The word at token `at` that tells what happens to a paper; `dated`: the token whose date counts, if another."""

    at: int
    kind: Kind
    form: Form = "active"
    dated: int | None = None


def governor(clause: Clause, paper: Instrument) -> Governor | None:
    """The word that governs a paper: the participle behind it, the verb or noun before it, or its own verb."""
    signed = _participle(clause, paper)
    if signed is None:
        return _before(clause, paper.first) or _behind(clause, paper.last) or _existing(clause, paper)
    undone = _undone(clause, paper, signed)
    return replace(undone, dated=signed.at) if undone else signed


def _undone(clause: Clause, paper: Instrument, signed: Governor) -> Governor | None:
    """As in "scrapped the pact signed in 2019", "the pact signed in 2019 has lapsed"."""
    for found in (_before(clause, paper.first), _behind(clause, signed.at + 1)):
        if found and found.kind == "cancel":
            return found
    return None


def status(clause: Clause, found: Governor) -> AgreementStatus | None:
    """What the governing word says of the paper; None where it is denied or undone."""
    state = _STATUS[found.kind]
    near = _auxiliaries(clause, found)
    words = clause.know.words
    if state == "under-negotiation" or found.kind == "exists":
        return state
    if near & words["agreement.negated"]:
        return "under-negotiation" if near & {"yet", "aún", "todavía"} else None
    if (
        near & words["agreement.planned"]
        or clause.word(found.at) in words["agreement.planned"]
        or _is_aim(clause, found)
    ):
        return "under-negotiation" if state != "cancelled" else None
    return state


def _is_aim(clause: Clause, found: Governor) -> bool:
    """As in "efforts to reach a deal", "committed to reaching one": what no finite verb concludes is still to come."""
    before = clause.word(found.at - 1)
    if found.kind == "sign" and before == "to":  # "Cuba, China to sign agreement"
        return found.at > 1 and any(unit.last == found.at - 1 and _is_free(clause, unit) for unit in clause.units)
    if found.kind != "conclude" or found.form != "active":
        return False
    infinitive = clause.know.adjectives_follow and clause.word(found.at).endswith(("ar", "er", "ir"))
    bare = clause.word(found.at) in clause.know.words["agreement.bare"] and not any(
        unit.last in {found.at, found.at - 1} for unit in clause.units
    )
    return before == "to" or infinitive or bare


def _is_free(clause: Clause, unit: Unit) -> bool:
    """True for a unit that no preposition governs."""
    return clause.word(unit.first - 1) not in clause.know.grammar.prepositions


def _auxiliaries(clause: Clause, found: Governor) -> set[str]:
    """The words, alone and in pairs, that stand before the governing word in its clause."""
    first = found.at
    while (
        first > max(0, found.at - _NEAR)
        and not _ends(clause, first - 1)
        and clause.word(first - 1) not in clause.know.words["agreement.relative"]
    ):
        first -= 1
    words = [clause.word(k) for k in range(first, found.at)]
    return {*words, *(" ".join(words[k : k + 2]) for k in range(len(words) - 1))}


def _ends(clause: Clause, at: int) -> bool:
    return clause.tagged.tokens[at].text in _ENDS


def kind_at(clause: Clause, at: int) -> Kind | None:
    """What the word at a token says when it governs a paper."""
    words, word = clause.know.words, clause.word(at)
    if clause.gap(at, at + 1) in {"N", "A", "P", "C", "T", "-"} and at:
        return None
    if word in {"sign", "signs"} and clause.word(at + 1) in {"of", "that"}:
        return None
    return next((kind for kind in _KINDS if word in words[f"agreement.{kind}"]), None)


def _phrase_at(clause: Clause, at: int) -> int:
    """The token behind a phrase of signing ("put their names to") that begins at `at`; `at` itself where none does."""
    phrases = clause.know.words["agreement.sign_phrases"]
    for size in range(_PHRASE, 0, -1):
        if " ".join(clause.word(at + k) for k in range(size)) in phrases:
            return at + size
    return at


def _participle(clause: Clause, paper: Instrument) -> Governor | None:
    """As in "the agreement | signed | in May", "an accord, signed by both", "the pact (which was) signed"."""
    at = paper.last
    if clause.gap(at, at + 1) == "(":
        at = clause.tagged.tags.find(")", at, at + _BRACKET) + 1 or at
    skipped = 0
    while clause.gap(at, at + 1) in {",", "x"} and skipped < _CLOSE and kind_at(clause, at) is None:
        if clause.gap(at, at + 1) == "x" and not _is_link(clause, at):
            return None
        at, skipped = at + 1, skipped + 1
    kind = kind_at(clause, at)
    if (
        kind in {"sign", "renew", "conclude", "cancel"}
        and clause.gap(paper.last, at) != ",&"
        and _is_participle(clause, at)
    ):
        return Governor(at, kind, "participle")
    return None


def _is_link(clause: Clause, at: int) -> bool:
    word, grammar = clause.word(at), clause.know.grammar
    return (
        word in clause.know.words["agreement.relative"]
        or word in grammar.be
        or word in grammar.have
        or word in grammar.adverbs
        or word in {"first", "all"}
    )


def _is_participle(clause: Clause, at: int) -> bool:
    word = clause.word(at)
    return word.endswith(
        ("ed", "struck", "sealed", "ado", "ada", "ados", "adas", "ito", "ita", "itos", "itas", "ido", "idos")
    )


def _before(clause: Clause, first: int) -> Governor | None:
    """The nearest governing word to the left of a phrase, in the same clause."""
    for at in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if _ends(clause, at) or clause.word(at) in clause.know.words["agreement.relative"]:
            return None
        if first >= _phrase_at(clause, at) > at or _is_near(clause, at, first, "exchange", 2):
            return Governor(at, "sign")
        if _is_near(clause, at, first, "negotiate_near", _CLOSE + 1):
            return Governor(at, "negotiate")
        kind = kind_at(clause, at)
        if kind is None or first - at > _REACH[kind] or _is_behind_other(clause, at, first):
            continue
        if kind == "sign" or not _acts_otherwise(clause, at, first):
            return Governor(at, kind, "noun" if clause.word(at + 1) in {"of", "de", "del"} else "active")
    return None


def _is_near(clause: Clause, at: int, first: int, key: str, reach: int) -> bool:
    return (
        first - at <= reach
        and clause.word(at) in clause.know.words[f"agreement.{key}"]
        and not _acts_otherwise(clause, at, first)
    )


def _acts_otherwise(clause: Clause, at: int, first: int) -> bool:
    """True where another verb stands between: "agreed | to implement | the treaty", "discussed | building on | it"."""
    between = range(at + 1, first)
    if any(clause.word(k) == "to" and clause.gap(k + 1, k + 2) != "t" and k + 1 < first for k in between):
        return True
    return not clause.know.adjectives_follow and any(
        clause.word(k).endswith("ing") and len(clause.word(k)) > 5 for k in between
    )


def _is_behind_other(clause: Clause, at: int, first: int) -> bool:
    """True for a participle that belongs to the word before it: "a centre opened under the plan agreed with"."""
    return clause.word(at + 1) in clause.know.words["agreement.after_by"] and first - at > _CLOSE


def _behind(clause: Clause, last: int) -> Governor | None:
    """The passive verb whose subject a paper is: "An agreement on visas between the two | was signed |"."""
    end = min(len(clause.tagged.tokens), last + _AFTER)
    for at in range(last, end):
        if _ends(clause, at):
            break
        kind = kind_at(clause, at)
        if kind is None:
            continue
        if kind in {"sign", "conclude"} and _is_reduced(clause, at):
            return Governor(at, kind, "participle")
        if _is_passive(clause, at) or (kind == "sign" and _is_object_clause(clause, last, at)):
            return Governor(at, kind, "passive")
    text = " ".join(clause.word(k) for k in range(last, end))
    if clause.know.says("agreement.negotiating", text):
        return Governor(_first_at(clause, last), "negotiate", "passive")
    return None


def _is_reduced(clause: Clause, at: int) -> bool:
    """As in "the agreement on visas | signed | in May"."""
    return _is_participle(clause, at) and clause.word(at + 1) in clause.know.words["agreement.participle_links"]


def _first_at(clause: Clause, last: int) -> int:
    """The token behind a paper that says it is being drafted, else the first one."""
    draft = clause.know.words["agreement.draft"]
    return next(
        (k for k in range(last, min(len(clause.tagged.tokens), last + _AFTER)) if clause.word(k) in draft), last
    )


def _is_passive(clause: Clause, at: int) -> bool:
    """True where a form of "be" stands right before, or the Spanish "se"."""
    grammar = clause.know.grammar
    near = [clause.word(k) for k in range(max(0, at - _CLOSE), at)]
    return any(word in grammar.be or word in {"se", "quedó", "quedaron", "got"} for word in near)


def _is_object_clause(clause: Clause, last: int, at: int) -> bool:
    """As in "the memorandum that the two countries signed": nothing but a subject stands between."""
    return at - last <= 2 * _CLOSE and "," not in clause.gap(last, at)


def _existing(clause: Clause, paper: Instrument) -> Governor | None:
    """A paper that is merely there: dated ("the 2018 agreement", "the treaty of 1992"), had, or said to be in force."""
    if paper.name.weak or clause.gap(paper.head, paper.head + 1) == "N":
        return None
    words = clause.know.words
    behind = [clause.word(k) for k in range(paper.last, min(len(clause.tagged.tokens), paper.last + _AFTER // 2))]
    in_force = any(phrase in " ".join(behind) for phrase in words["agreement.in_force"])
    had = clause.word(paper.first - 1) in words["agreement.has"] and not paper.definite
    year = next((at for at in range(paper.first, paper.head) if is_year(clause.word(at))), None)
    if behind[:1] and behind[0] in {"of", "de", "from"} and year is None:
        year = next((at for at in range(paper.last + 1, paper.last + 4) if is_year(clause.word(at))), None)
    if year is None and in_force:
        year = next((at for at in range(paper.last, paper.last + len(behind)) if is_year(clause.word(at))), None)
    return Governor(paper.head, "exists", "noun", year) if year is not None or in_force or had else None
