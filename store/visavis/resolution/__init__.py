"""Reports of many articles to facts, as rules and people's decisions say: who is who, and which meeting is which."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from visavis.model import Report, Resolution
from visavis.resolution.memory import Memory

if TYPE_CHECKING:
    from visavis.journal import Decision

__all__ = ["Memory", "resolve"]


def resolve(
    reports: Sequence[Report], decisions: "Sequence[Decision]" = (), memory: Memory | None = None
) -> Resolution:
    """The facts of all `reports`, whatever their order, one report an article, as people's `decisions` leave them.

    `decisions` are those that hold, the earliest first (`Journal.decisions`). A `memory` that saw an earlier resolution
    spares judging again what no new article touches; it never changes the answer.
    """
    from visavis.resolution.facts import resolve_facts  # noqa: PLC0415 - judging two names needs none of it

    return resolve_facts(reports, decisions, memory or Memory())
