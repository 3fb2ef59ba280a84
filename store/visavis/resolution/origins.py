"""Wire copies and near-copies: articles whose text is mostly one and the same count as one origin."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from visavis.model import Report
from visavis.resolution.memory import Remembered
from visavis.sketch import Sketch, packed

_COMMON = 50  # a run of words in more articles than this is a formula


def origins_of(reports: Sequence[Report], known: Remembered[Sketch] | None = None) -> dict[int, int]:
    """The first telling of each article's text (its own id where it is the first), by article id."""
    known = known or Remembered()
    sketches = {one.article.article_id: known.get(one.article.article_id, partial(_sketch, one)) for one in reports}
    first_come = sorted((one.article.published or "9999", one.article.article_id) for one in reports)
    found: dict[int, int] = {}
    holders: dict[int, list[int]] = {}
    for _, article_id in first_come:
        own = sketches[article_id]
        finders = own.finders
        near = Counter(other for finder in finders for other in holders.get(finder, ()))
        copies = [other for other in near if own.copies(sketches[other])]
        found[article_id] = found[min(copies, key=lambda c: (-near[c], c))] if copies else article_id
        for finder in finders:
            held = holders.setdefault(finder, [])
            if len(held) < _COMMON:
                held.append(article_id)
    return dict(sorted(found.items()))


def _sketch(report: Report) -> Sketch:
    return Sketch(report.extraction.sketch or packed(report.article.text))
