"""The papers a sentence speaks of: agreements, memorandums, protocols, with their number and the words around them.

The names stand in the lexicon as one/many, with the English name behind where the language is another; weak ones
("document", "plan") are a paper only where somebody signs them.
"""

from dataclasses import dataclass
from functools import cache

from visavis import lexicon
from visavis.extraction.arguments import Clause
from visavis.extraction.tokens import Token, tokenize

_REACH = 9  # words before the noun that may belong to its phrase
_YEARS = range(1900, 2100)
_BOTH_REACH = 5
_SUBJECT_REACH = 9  # words before a verb of negotiating in which its two countries stand
_MOST = 50  # papers of one sentence: more than a sentence that tells anything holds
_BOTH = {"both": 2, "ambos": 2, "ambas": 2}


@dataclass(frozen=True, slots=True)
class Name:
    """One form of an instrument's name."""

    words: tuple[str, ...]
    english: str  # what the instrument is called in records
    plural: bool
    weak: bool


UNNAMED = Name((), "", plural=False, weak=False)  # what is negotiated without a word for the paper


@dataclass(frozen=True, slots=True)
class Instrument:
    """Tokens first..last (exclusive) that name papers; `head` is where the name itself begins.

    `count` is what the phrase says, 1 for one paper, None for an unknown number.
    """

    first: int
    head: int
    last: int
    name: Name
    count: int | None
    definite: bool

    @property
    def bare(self) -> bool:
        """True where nothing stands before the name: no article, number or adjective."""
        return self.first == self.head


@cache
def names(language: str) -> dict[str, tuple[Name, ...]]:
    """Every form by its first word, the longest first."""
    table = lexicon.table(f"{language}/events.toml")["agreement"]
    found: dict[str, list[Name]] = {}
    for key, weak in (("instruments", False), ("weak_instruments", True)):
        for line in table[key]:
            singular, plural, *english = line.split("/")
            for form, many in ((singular, False), (plural, True)):
                words = tuple(token.low for token in tokenize(form))
                name = Name(words, english[0] if english else singular, many and plural != singular, weak)
                found.setdefault(words[0], []).append(name)
    return {word: tuple(sorted(same, key=lambda name: -len(name.words))) for word, same in found.items()}


def instruments(clause: Clause) -> list[Instrument]:
    """The papers of a sentence in order; words of organisations, roles and idioms ("in agreement") are left out."""
    tokens, known = clause.tagged.tokens, names(clause.know.language)
    found: list[Instrument] = []
    taken = 0
    for at, token in enumerate(tokens):
        if at < taken or token.low not in known:
            continue
        if len(found) == _MOST:
            break
        name = name_at(clause, at)
        if name is None:
            continue
        taken = at + len(name.words)
        if not _is_idiom(clause, at, taken, known) and not _repeats(found, clause, at):
            paper = _phrase(clause, at, name)
            if not _is_denied(clause, paper):
                found.append(paper)
    return found


def unnamed(clause: Clause) -> tuple[int, Instrument] | None:
    """The verb and object of "both governments are | negotiating | the construction of a base": no paper is named."""
    words, grammar = clause.know.words, clause.know.grammar
    for at, token in enumerate(clause.tagged.tokens):
        if token.low in words["agreement.negotiate_verbs"] and clause.word(at + 1) in grammar.articles:
            both = any(clause.word(k) in grammar.both for k in range(max(0, at - _BOTH_REACH), at)) or _two(clause, at)
            named = name_at(clause, at + 2) or name_at(clause, at + 3)
            return (
                (at, Instrument(at + 1, at + 1, at + 1, UNNAMED, None, definite=False)) if both and not named else None
            )
    return None


def _two(clause: Clause, at: int) -> bool:
    """True where two countries stand before a verb: "| China and Cuba | were said to be | negotiating"."""
    near = [unit for unit in clause.units if at - _SUBJECT_REACH <= unit.first and unit.last <= at and unit.codes]
    return len({unit.codes[0] for unit in near if unit.kind == "country"}) > 1 and not clause.stopped(near[0].first, at)


def _is_denied(clause: Clause, paper: Instrument) -> bool:
    """As in "had no extradition treaty", "ningún nuevo acuerdo": there is no such paper."""
    return bool({clause.word(paper.first - 1), clause.word(paper.first)} & clause.know.words["agreement.none_of"])


def name_at(clause: Clause, at: int) -> Name | None:
    """The longest name of a paper that begins at a token."""
    tokens = clause.tagged.tokens
    return next(
        (name for name in names(clause.know.language).get(clause.word(at), ()) if _stands(name, tokens, at)), None
    )


def _stands(name: Name, tokens: list[Token], at: int) -> bool:
    return all(at + k < len(tokens) and tokens[at + k].low == word for k, word in enumerate(name.words))


def _is_idiom(clause: Clause, at: int, last: int, known: dict[str, tuple[Name, ...]]) -> bool:
    before, after = clause.word(at - 1), clause.word(last)
    if f"{before} {clause.word(last - 1)}" in clause.know.words["agreement.idioms"] or (
        before in clause.know.grammar.have and last == at + 1 and clause.know.adjectives_follow
    ):
        return True
    if after in known and not clause.gap(last, last + 1).startswith(","):
        return True  # "loan agreement": only the last of them is the paper
    return clause.gap(last, last + 1) in {"O", "H", "h"}  # "Treaty Organization", "contract negotiator"


def _repeats(found: list[Instrument], clause: Clause, at: int) -> bool:
    """An abbreviation in brackets: "memorandum of understanding (MoU)"."""
    return bool(found) and at - found[-1].last == 1 and clause.gap(found[-1].last, at) == "("


def _phrase(clause: Clause, at: int, name: Name) -> Instrument:
    """The phrase around a name: leftwards over adjectives to its number, article or possessive."""
    first, count, definite = at, None, False
    for k in range(at - 1, max(-1, at - _REACH), -1):
        word = clause.word(k)
        if (number := _number(clause, k)) is not None:
            first, count = _whole_number(clause, k, number)
            definite = _is_definite(clause, first - 1)
            break
        if _is_definite(clause, k):
            first, definite = k, True
            break
        if word in clause.know.grammar.articles:
            first = k
            break
        if _ends_phrase(clause, k):
            if word in {"of", "de"} and clause.word(k - 1) in clause.know.words["agreement.collectives"]:
                first, count = _whole_number(clause, k - 1, clause.know.numbers[clause.word(k - 1)])
            break
        first = k
    last = at + len(name.words)
    return Instrument(first, at, last, name, count or (None if name.plural else 1), definite)


def _is_capital_list(clause: Clause, at: int) -> bool:
    """As in "Science, Technology, and Innovation Agreement": capitals on both sides."""
    tokens = clause.tagged.tokens
    near = [tokens[k] for k in (at - 1, at + 1) if 0 <= k < len(tokens) and tokens[k].low not in {",", "and"}]
    return (
        bool(near) and all(token.cap for token in near) and not set(clause.gap(at - 1, at + 2)) & {"C", "D", "T", "-"}
    )


def _is_definite(clause: Clause, at: int) -> bool:
    return clause.word(at) in clause.know.words["agreement.determiners"] or clause.word(at) in {"'s", "’s"}


def _ends_phrase(clause: Clause, at: int) -> bool:
    word, tag = clause.word(at), clause.gap(at, at + 1)
    if word in {",", "and"} and _is_capital_list(clause, at):
        return False
    if word in {"and", "y", "e"} and at:
        return _ends_phrase(clause, at - 1) or clause.word(at - 1) in names(clause.know.language)
    if tag in ",()o" or not word[:1].isalnum():
        return word not in {"-", "–", "/"}
    grammar, words = clause.know.grammar, clause.know.words
    if word in grammar.prepositions or word in grammar.clause_words or word in grammar.be or word in grammar.have:
        return True
    if any(
        unit.kind in {"person", "group", "pronoun", "body"} and unit.first <= at < unit.last for unit in clause.units
    ):
        return True
    return any(word in words[key] for key in _VERBS) or word in words["status.reporting"]


_VERBS = (
    "agreement.sign",
    "agreement.exchange",
    "agreement.renew",
    "agreement.conclude",
    "agreement.announce",
    "agreement.cancel",
    "agreement.negotiate_verbs",
    "status.planned",
)


def _number(clause: Clause, at: int) -> int | None:
    """The number at a token where it can count papers; not years, amounts or measures."""
    word, after = clause.word(at), clause.word(at + 1)
    if after in clause.know.words["agreement.amounts"] or clause.word(at - 1) in {"$", "€", "£", "-"}:
        return None
    if word in _BOTH:
        return _BOTH[word]
    digits = word.replace(",", "").replace(".", "")
    if digits.isdecimal() and digits.isascii():
        value = int(digits[:9])
        return None if value in _YEARS or value == 0 else value
    return _in_words(word, clause.know.numbers)


def _in_words(word: str, numbers: dict[str, int]) -> int | None:
    if word in numbers:
        return numbers[word]
    parts = [numbers.get(part) for part in word.split("-")]
    known = [part for part in parts if part is not None]
    return sum(known) if len(parts) == len(known) == 2 and known[0] >= 20 > known[1] else None


def _whole_number(clause: Clause, at: int, number: int) -> tuple[int, int]:
    """Where a number of several words begins, and its value: "two dozen", "half a dozen", "treinta y uno"."""
    numbers = clause.know.numbers
    before = numbers.get(clause.word(at - 1))
    if number == 12 and before is not None and not clause.word(at).isdigit():
        half = clause.word(at - 2) == "half" or clause.word(at - 1) == "media"
        return (at - 2, 6) if half else (at - 1, 12 * before)
    if clause.word(at - 1) in {"media", "half"}:
        return at - 1, number // 2
    tens = numbers.get(clause.word(at - 2))
    if clause.word(at - 1) == "y" and tens is not None and tens >= 20 > number:
        return at - 2, tens + number
    return at, number


def coordinated(clause: Clause, group: list[Instrument], further: Instrument) -> bool:
    """True where one more paper belongs to the same list: "two agreements and | a memorandum |"."""
    between = [clause.word(k) for k in range(group[-1].last, further.first)]
    return (
        bool(between)
        and between[-1] in {"and", "y", "e", ",", "plus"}
        and not clause.stopped(group[-1].last, further.first)
    )


def total(group: list[Instrument]) -> int | None:
    """How many papers a list names together; None where a part of it is uncounted."""
    counts = [one.count for one in group]
    return None if None in counts else sum(count or 0 for count in counts)
