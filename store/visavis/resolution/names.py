"""Two names: one and the same actor? The door to everything that judges names."""

from functools import lru_cache
from typing import NamedTuple

from visavis.lexicon import country_code
from visavis.model import ActorKind
from visavis.resolution.fold import MAX_NAME
from visavis.resolution.judgement import SAME_FROM, UNSURE_FROM, NameJudgement, judged
from visavis.resolution.kinds import kind_of
from visavis.resolution.organisations import compare_organisations
from visavis.resolution.persons import compare_persons
from visavis.resolution.roles import roles_agree

_OTHER_COUNTRY, _OTHER_OFFICE = 0.1, 0.01


class Known(NamedTuple):
    """What is known of a name's bearer besides: the country (alpha-3) and the role."""

    country: str | None = None
    role: str | None = None


def judge(name_a: str, name_b: str, kind: ActorKind) -> NameJudgement:
    """Judge whether two names of one kind stand for one actor, from the names alone; keeps nothing."""
    if max(len(name_a), len(name_b)) > MAX_NAME:
        return _compare_texts(name_a, name_b)
    return compare_persons(name_a, name_b) if kind == "person" else compare_organisations(name_a, name_b)


@lru_cache(maxsize=1 << 15)
def compare(name_a: str, name_b: str, kind: ActorKind = "person") -> NameJudgement:
    """As `judge`, for names that are compared again and again."""
    return judge(name_a, name_b, kind)


def compare_any(name_a: str, name_b: str) -> NameJudgement:
    """Judge two names of which nobody says whether they are persons, organisations or countries; keeps nothing."""
    if max(len(name_a), len(name_b)) > MAX_NAME:
        return _compare_texts(name_a, name_b)
    kinds = kind_of(name_a), kind_of(name_b)
    if kinds == ("country", "country"):
        return _compare_countries(name_a, name_b)
    return compare_persons(name_a, name_b) if kinds == ("person", "person") else compare_organisations(name_a, name_b)


def compare_known(name_a: str, name_b: str, known_a: Known, known_b: Known) -> NameJudgement:
    """As `compare_any`, with countries and roles as evidence: another country is a no, one office may decide."""
    named = compare_any(name_a, name_b)
    country, role = _same(known_a.country, known_b.country), roles_agree(known_a.role, known_b.role)
    if country is False:
        told = f"of {known_a.country} and of {known_b.country}"
        return judged(min(named.score, _OTHER_COUNTRY), named.reasons_for, (*named.reasons_against, told))
    score = named.score
    if country and role and score >= UNSURE_FROM:
        score = max(score, SAME_FROM)
    elif role is False:
        score = min(score, SAME_FROM - _OTHER_OFFICE)
    return judged(
        score,
        (
            *named.reasons_for,
            *([f"both of {known_a.country}"] if country else []),
            *(["the same office"] if role else []),
        ),
        (*named.reasons_against, *(["other offices"] if role is False else [])),
    )


def _same(a: str | None, b: str | None) -> bool | None:
    return None if a is None or b is None else a == b


def _compare_texts(name_a: str, name_b: str) -> NameJudgement:
    """What is longer than any name is the same only where it is letter for letter."""
    if name_a == name_b:
        return judged(1.0, ("the same text",))
    return judged(0.0, (), (f"longer than any name ({MAX_NAME} letters)",))


def _compare_countries(name_a: str, name_b: str) -> NameJudgement:
    codes = country_code(name_a), country_code(name_b)
    if codes[0] == codes[1]:
        return judged(1.0, (f"both are {codes[0]}",))
    return judged(0.0, (), (f"{codes[0]} and {codes[1]} are two countries",))
