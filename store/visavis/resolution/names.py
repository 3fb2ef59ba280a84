"""Two names: one and the same actor? The door to everything that judges names."""

from functools import lru_cache

from visavis.lexicon import country_code
from visavis.model import ActorKind
from visavis.resolution.judgement import NameJudgement, judged
from visavis.resolution.kinds import kind_of
from visavis.resolution.organisations import compare_organisations
from visavis.resolution.persons import compare_persons


def judge(name_a: str, name_b: str, kind: ActorKind) -> NameJudgement:
    """Judge whether two names of one kind stand for one actor, from the names alone; keeps nothing."""
    return compare_persons(name_a, name_b) if kind == "person" else compare_organisations(name_a, name_b)


@lru_cache(maxsize=1 << 15)
def compare(name_a: str, name_b: str, kind: ActorKind = "person") -> NameJudgement:
    """As `judge`, for names that are compared again and again."""
    return judge(name_a, name_b, kind)


def compare_any(name_a: str, name_b: str) -> NameJudgement:
    """Judge two names of which nobody says whether they are persons, organisations or countries; keeps nothing."""
    kinds = kind_of(name_a), kind_of(name_b)
    if kinds == ("country", "country"):
        return _compare_countries(name_a, name_b)
    return compare_persons(name_a, name_b) if kinds == ("person", "person") else compare_organisations(name_a, name_b)


def _compare_countries(name_a: str, name_b: str) -> NameJudgement:
    codes = country_code(name_a), country_code(name_b)
    if codes[0] == codes[1]:
        return judged(1.0, (f"both are {codes[0]}",))
    return judged(0.0, (), (f"{codes[0]} and {codes[1]} are two countries",))
