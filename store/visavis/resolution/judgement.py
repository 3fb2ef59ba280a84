"""What is thought of two names: a score, a verdict, and what speaks for and against, in words."""

from typing import Literal, NamedTuple

SAME_FROM, UNSURE_FROM = 0.8, 0.5

NameVerdict = Literal["same", "different", "unsure"]


class NameJudgement(NamedTuple):
    """How sure we are that two names stand for one actor; `score` 0 to 1."""

    score: float
    verdict: NameVerdict
    reasons_for: tuple[str, ...] = ()
    reasons_against: tuple[str, ...] = ()


def judged(score: float, reasons_for: tuple[str, ...] = (), reasons_against: tuple[str, ...] = ()) -> NameJudgement:
    """The judgement with the verdict that belongs to `score`."""
    verdict: NameVerdict = "same" if score >= SAME_FROM else "unsure" if score >= UNSURE_FROM else "different"
    return NameJudgement(round(score, 3), verdict, reasons_for, reasons_against)
