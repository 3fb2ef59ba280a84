"""A small corpus and the decisions that can be made about it, for the tests of the journal."""

import random
from collections.abc import Sequence

from resolution_reports import DECEMBER_11, LAST_DECEMBER, Telling, words
from visavis.journal import Add, Correct, DateArticle, Decision, Different, Reject, Same, Spot, Who
from visavis.model import Report

GAO, SHEN = ("Gao Weimin", "CHN", "Vice Chairman"), ("Shen Lifang", "CHN", "Minister of Public Security")
FERRER, PRADO = ("Joaquín Ferrer Salas", "CUB", "President"), ("Elena Prado Ruiz", "CUB", "Minister of the Interior")


def corpus() -> list[Report]:
    """Six articles: short names, two visits, an undated article and two agreements."""
    first = Telling("First", published="2024-12-12")
    first.meeting(first.actor(*GAO), first.actor(*FERRER), when_=words(DECEMBER_11), city="Havana", country="CUB")
    second = Telling("Second", published="2025-09-16")
    keys = second.actor(*GAO), second.actor("Joaquín Ferrer", "CUB", "President"), second.actor("Prado", "CUB")
    second.meeting(*keys, when_=words(LAST_DECEMBER, "2025-09-16"), city="La Habana", country="CUB")
    third = Telling("Third")
    keys = third.actor(*SHEN), third.actor(*FERRER), third.actor(*PRADO)
    third.meeting(keys[0], keys[1], when_=words(LAST_DECEMBER), city="Havana", country="CUB")
    third.meeting(keys[0], keys[2], city="Beijing", country="CHN")
    fourth = Telling("Fourth", published="2025-09-20")
    keys = fourth.actor(*SHEN), fourth.actor("E. Prado", "CUB", "senator"), fourth.actor("Cuba", "CUB", kind="country")
    fourth.meeting(*keys[:2], date="2025-08", city="Beijing", country="CHN")
    fourth.agreement(keys[0], keys[2], count=11, subjects=["agriculture"], date="2025-09")
    fifth = Telling("Fifth", published="2025-09-21")
    keys = fifth.actor(*SHEN), fifth.actor("Elena Prado", "CUB", "minister"), fifth.actor("Cuba", "CUB", kind="country")
    fifth.meeting(*keys[:2], date="2025", city="Beijing")
    fifth.agreement(keys[0], keys[2], count=11, subjects=["agricultura"], date="2025-09-05")
    sixth = Telling("Sixth", published="2025-10-01", text="Li Na of China received the envoy Ana Ruiz of Cuba.")
    sixth.actor("Shen Lifang", "CHN", "actress")
    return [telling.report() for telling in (first, second, third, fourth, fifth, sixth)]


def spots(reports: Sequence[Report], kind: str) -> list[Spot]:
    """The words of every actor, meeting or agreement that is read."""
    found = []
    for report in reports:
        article, extraction = report.article, report.extraction
        if kind == "actor":
            spans = [(a.mentions[0].start, a.mentions[0].end) for a in extraction.actors if a.kind != "country"]
        else:
            events = extraction.meetings if kind == "meeting" else extraction.agreements
            spans = [(event.evidence[0].start, event.evidence[0].end) for event in events]
        found += [Spot(str(article.article_id), start, end, article.text[start:end]) for start, end in spans]
    return found


def spot(reports: Sequence[Report], text: str, *, nth: int = 0) -> Spot:
    """The `nth` article's words `text`, whatever they name."""
    holders = [report.article for report in reports if text in report.article.text]
    at = holders[nth].text.index(text)
    return Spot(str(holders[nth].article_id), at, at + len(text), text)


class Decider:
    """Makes decisions at random, each with the time of its making."""

    def __init__(self, reports: Sequence[Report], seed: int) -> None:
        self.reports, self.random, self.made = reports, random.Random(seed), 0  # noqa: S311

    def decision(self) -> Decision:
        """One more."""
        self.made += 1
        clock = f"2026-01-01T{self.made // 60:02d}:{self.made % 60:02d}:00+00:00"
        signed = {"id": f"{self.made:04d}", "time": clock, "author": "li", "reason": f"reason {self.made}"}
        makers = (self._pair, self._pair, self._pair, self._correct, self._date, self._reject, self._add)
        return self.random.choice(makers)(signed)

    def _pair(self, signed: dict[str, str]) -> Decision:
        kind = self.random.choice(("actor", "actor", "meeting", "agreement"))
        left, right = self.random.sample(spots(self.reports, kind), 2)
        make = self.random.choice((Same, Different))
        return make(**signed, kind=kind, left=left, right=right)

    def _correct(self, signed: dict[str, str]) -> Decision:
        kind, field, value = self.random.choice(
            (
                ("actor", "role", "envoy"),
                ("actor", "country", "PER"),
                ("meeting", "date", "2024-11"),
                ("meeting", "city", "Matanzas"),
                ("agreement", "count", "7"),
            )
        )
        return Correct(
            **signed, kind=kind, object=self.random.choice(spots(self.reports, kind)), field=field, value=value
        )

    def _date(self, signed: dict[str, str]) -> Decision:
        article = self.random.choice(self.reports).article
        return DateArticle(**signed, article=str(article.article_id), value=self.random.choice(("2025-01-10", "2023")))

    def _reject(self, signed: dict[str, str]) -> Decision:
        kind = self.random.choice(("meeting", "agreement"))
        return Reject(**signed, kind=kind, objects=(self.random.choice(spots(self.reports, kind)),))

    def _add(self, signed: dict[str, str]) -> Decision:
        told = spot(self.reports, "received the envoy Ana Ruiz")
        who = (Who("Li Na", country="China"), Who("Ana Ruiz", country="Cuba"))
        return Add(**signed, kind="meeting", told=told, who=who, status="held", date="2025-09-30")
