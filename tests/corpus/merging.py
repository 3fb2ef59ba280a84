"""How well tellings of one event are joined over articles: `scripts/evaluate merging`.

The gold of each article stands in for extraction, so that resolution alone is measured; `--extracted` counts only what
must not be joined, with our own extraction in front. Halves as in `evaluation`: errors are told for the tuning half.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from corpus.evaluation import half_of
from corpus.gold_reports import Gold, Key, gold_reports, told_apart, truth
from visavis.extraction import extract
from visavis.model import AgreementReport, MeetingReport, Report, ReportEvidence, Resolution
from visavis.resolution import resolve

HALVES = ("tuning", "scoring", "both")
KINDS = ("person", "organisation", "meeting", "agreement")
Refs = Mapping[Key, str | None]
Pair = tuple[str, str]
Event = MeetingReport | AgreementReport
Figure = tuple[str, str, Counter[str], list[Pair]]  # kind, half, counts, forbidden joins


def paired(a: str, b: str) -> Pair:
    """Two true objects in a fixed order."""
    return (a, b) if a < b else (b, a)


def clusters_of(reports: Sequence[Report], found: Resolution, kind: str) -> list[list[Key]]:
    """What resolution put together, as keys of reports: actors by kind, events by the judgements that joined them."""
    if kind in {"person", "organisation"}:
        return [[(m.article_id, m.key) for m in actor.members] for actor in found.actors if actor.kind == kind]
    facts = found.meetings if kind == "meeting" else found.agreements
    home = {
        (report.article.article_id, *event_span(event.evidence)): (report.article.article_id, event.key)
        for report in reports
        for event in (report.extraction.meetings if kind == "meeting" else report.extraction.agreements)
    }
    told = [{(e.article_id, e.start, e.end) for e in fact.evidence if e.field == "event"} for fact in facts]
    return [[home[span] for span in sorted(spans) if span in home] for spans in told]


def event_span(evidence: Iterable[ReportEvidence]) -> tuple[int, int]:
    """Where an event is told."""
    return next((one.start, one.end) for one in evidence if one.field == "event")


def count(clusters: Sequence[Sequence[Key]], refs: Refs, stories: Mapping[int, str], half: str) -> Counter[str]:
    """Pairs joined rightly, wrongly and not at all, of objects whose truth is known."""
    may = {paired(*pair) for story in truth()["stories"] for pair in story["may_merge"]}
    placed = [(number, key, refs[key]) for number, cluster in enumerate(clusters) for key in cluster if refs.get(key)]
    placed = [one for one in placed if half in {"both", half_of({"id": "", "story": stories[one[1][0]]})}]
    counts: Counter[str] = Counter()
    for (one, _, a), (other, _, b) in combinations(placed, 2):
        if paired(a or "", b or "") in may:
            continue
        counts["good" if one == other and a == b else "wrong" if one == other else "missed" if a == b else ""] += 1
    return counts


def violations(clusters: Sequence[Sequence[Key]], refs: Refs) -> list[Pair]:
    """Pairs that must not be joined, and are."""
    forbidden = {paired(row["a"], row["b"]) for story in truth()["stories"] for row in story["must_not_merge"]}
    joined = {paired(refs.get(a) or "", refs.get(b) or "") for cluster in clusters for a, b in combinations(cluster, 2)}
    return sorted(forbidden & joined)


def refs_of(gold: Gold, kind: str) -> Refs:
    """The truth of one kind of object."""
    return {"meeting": gold.meetings, "agreement": gold.agreements}.get(kind, gold.actors)


def figures(gold: Gold, found: Resolution) -> Iterator[Figure]:
    """One figure for each kind and half."""
    for kind in KINDS:
        clusters, refs = clusters_of(gold.reports, found, kind), refs_of(gold, kind)
        for half in HALVES:
            yield kind, half, count(clusters, refs, gold.stories, half), violations(clusters, refs)


def f1(counts: Counter[str]) -> float:
    """F1 over pairs."""
    return 2 * counts["good"] / max(2 * counts["good"] + counts["wrong"] + counts["missed"], 1)


def table(gold: Gold, found: Resolution) -> Iterator[str]:
    """A line for each kind and half."""
    yield f"{'pairs joined':16}{'half':10}{'P':>7}{'R':>7}{'F1':>7}{'right':>7}{'wrong':>7}{'missed':>7}  forbidden joins"
    for kind, half, n, bad in figures(gold, found):
        precision, recall = n["good"] / max(n["good"] + n["wrong"], 1), n["good"] / max(n["good"] + n["missed"], 1)
        row = f"{kind:16}{half:10}{precision:7.3f}{recall:7.3f}{f1(n):7.3f}{n['good']:7}{n['wrong']:7}{n['missed']:7}"
        yield row + (f"  {', '.join('='.join(pair) for pair in bad) or 'none'}" if half == "both" else "")


def errors(gold: Gold, found: Resolution) -> Iterator[str]:
    """Wrong and missed pairs of the tuning half."""
    names = {report.article.article_id: report.article.external_id for report in gold.reports}
    for kind in KINDS:
        refs = refs_of(gold, kind)
        clusters = clusters_of(gold.reports, found, kind)
        placed = [(number, key) for number, cluster in enumerate(clusters) for key in cluster if refs.get(key)]
        for (one, a), (other, b) in combinations(placed, 2):
            if (one == other) != (refs[a] == refs[b]) and half_of({"id": "", "story": gold.stories[a[0]]}) == "tuning":
                verdict = "WRONG" if one == other else "MISSED"
                yield f"{kind} {verdict} {refs[a]} in {names[a[0]]}, {refs[b]} in {names[b[0]]}"


# --- our own extraction in front -------------------------------------------------------------------------------------


def extracted() -> tuple[Gold, Resolution]:
    """Our reports of the stories, each actor and event with the true one that it can stand for, if any."""
    told = gold_reports()
    gold = Gold(stories=told.stories)
    for report in told.reports:
        ours = told_apart(Report(report.article, extract(report.article)))
        gold.reports.append(ours)
        article_id, true = report.article.article_id, report.extraction
        for actor in ours.extraction.actors:
            same = (one.key for one in true.actors if one.kind == actor.kind and {*one.names} & {*actor.names})
            gold.actors[article_id, actor.key] = told.actors.get((article_id, next(same, -1)))
        _match(ours.extraction.meetings, true.meetings, told.meetings, gold.meetings, article_id)
        _match(ours.extraction.agreements, true.agreements, told.agreements, gold.agreements, article_id)
    return gold, resolve(gold.reports)


def _match(
    ours: Iterable[Event], true: Iterable[Event], refs: Refs, found: dict[Key, str | None], article_id: int
) -> None:
    """Each of our events is the true one told in the same sentence, if there is just one."""
    for event in ours:
        start, end = event_span(event.evidence)
        spans = ((one.key, event_span(one.evidence)) for one in true)
        near = [key for key, (first, last) in spans if first < end and start < last]
        found[article_id, event.key] = refs.get((article_id, near[0])) if len(near) == 1 else None


def main(argv: list[str] | None = None) -> int:
    """Print the table; with --errors the wrong and missed pairs of the tuning half."""
    parser = argparse.ArgumentParser(prog="scripts/evaluate merging", description="How well tellings are joined.")
    parser.add_argument("--extracted", action="store_true", help="with our own extraction in front")
    parser.add_argument("--errors", action="store_true", help="list the errors of the tuning half")
    asked = parser.parse_args(argv)
    told = gold_reports()
    gold, found = extracted() if asked.extracted else (told, resolve(told.reports))
    print(*table(gold, found), sep="\n")
    if asked.errors:
        print(*errors(gold, found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
