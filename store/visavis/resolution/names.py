"""Two names: one and the same actor? The door to everything that judges names."""

from functools import lru_cache

from visavis.model import ActorKind
from visavis.resolution.judgement import NameJudgement
from visavis.resolution.organisations import compare_organisations
from visavis.resolution.persons import compare_persons


@lru_cache(maxsize=1 << 17)
def compare(name_a: str, name_b: str, kind: ActorKind = "person") -> NameJudgement:
    """Judge whether two names of one kind stand for one actor, from the names alone."""
    return compare_persons(name_a, name_b) if kind == "person" else compare_organisations(name_a, name_b)
