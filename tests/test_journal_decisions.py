"""Decisions in resolution: they stand above the rules, and what is undone was never decided."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as struct_with

from journal_cases import Decider, corpus, spot, spots
from visavis.journal import Add, Correct, DateArticle, Decision, Different, Reject, Same, Spot, Who
from visavis.model import Actor, Merge, Report, Resolution
from visavis.resolution import resolve

REPORTS = corpus()
PLAIN = resolve(REPORTS)
SIGNED = {"id": "d1", "time": "2026-01-01", "author": "li", "reason": "seen it"}
LATER = {"id": "d2", "time": "2026-01-02", "author": "wu", "reason": ""}


def facts(found: Resolution) -> Resolution:
    """What is stored as fact, without how it was found."""
    return replace(found, merges=(), problems=(), amended={})


def holders(found: Resolution, *wanted: Spot) -> list[Actor]:
    """The actor that each of these words means, in order."""
    named = {(r.article.article_id, a.key): a for r in REPORTS for a in r.extraction.actors}
    home = {(m.article_id, m.key): actor for actor in found.actors for m in actor.members}
    return [
        home[place]
        for one in wanted
        for place, actor in named.items()
        if place[0] == one.article_id and any((m.start, m.end) == (one.start, one.end) for m in actor.mentions)
    ]


def by_people(found: Resolution) -> list[Merge]:
    """The judgements that people made."""
    return [merge for merge in found.merges if merge.decided_by != "rule"]


PRADO, SHORT = spot(REPORTS, "Elena Prado Ruiz"), spot(REPORTS, "E. Prado")
SHEN, ACTRESS = spot(REPORTS, "Shen Lifang"), spot(REPORTS, "Shen Lifang", nth=3)


def test_same_joins_what_rules_left_apart() -> None:
    """Two records become one actor, by whom and why is kept, and the pair leaves the queue."""
    assert holders(PLAIN, PRADO)[0] != holders(PLAIN, SHORT)[0]
    found = resolve(REPORTS, [Same(**SIGNED, kind="actor", left=SHORT, right=PRADO)])
    assert holders(found, PRADO) == holders(found, SHORT)
    (merge,) = by_people(found)
    assert (merge.verdict, merge.decided_by, merge.reasons_for) == ("joined", "li", ("seen it",))
    assert merge.fact_id == holders(found, PRADO)[0].actor_id
    assert not found.problems


def test_different_parts_what_rules_joined() -> None:
    """One name, one country, one group: a person says they are two, and everybody else goes to one of them."""
    first, second = spot(REPORTS, "Gao Weimin"), spot(REPORTS, "Gao Weimin", nth=1)
    assert holders(PLAIN, first) == holders(PLAIN, second)
    found = resolve(REPORTS, [Different(**SIGNED, kind="actor", left=first, right=second)])
    assert holders(found, first) != holders(found, second)
    assert [merge.verdict for merge in by_people(found)] == ["refused"]
    assert not [m for m in found.merges if m.verdict == "unsure" and m.left_label == m.right_label == "Gao Weimin"]


def test_different_wins_over_a_chain() -> None:
    """A is B and B is C, but A is not C: the later link of the chain has no effect, and that is said."""
    a, b, c = SHORT, PRADO, spot(REPORTS, "Joaquín Ferrer Salas")
    lines: list[Decision] = [
        Different(**SIGNED, kind="actor", left=a, right=c),
        Same(**LATER, kind="actor", left=a, right=b),
        Same(**{**LATER, "id": "d3", "time": "2026-01-03"}, kind="actor", left=b, right=c),
    ]
    found = resolve(REPORTS, lines)
    assert holders(found, a) == holders(found, b) != holders(found, c)
    assert "d3" in found.problems[0]
    assert "different" in found.problems[0]


def test_of_two_verdicts_on_a_pair_the_later_counts() -> None:
    """Whoever decides last decides."""
    same = Same(**SIGNED, kind="actor", left=SHORT, right=PRADO)
    apart = Different(**LATER, kind="actor", left=PRADO, right=SHORT)
    assert facts(resolve(REPORTS, [same, apart])) == facts(resolve(REPORTS, [apart]))
    again = Same(**{**LATER, "id": "d3", "time": "2026-02-01"}, kind="actor", left=SHORT, right=PRADO)
    assert facts(resolve(REPORTS, [same, apart, again])) == facts(resolve(REPORTS, [same]))


def test_a_decision_means_the_words_wherever_extraction_puts_their_bounds() -> None:
    """After re-extraction a mention may begin with the title, or end early: the decision still finds it."""
    wider = struct_with(SHORT, start=SHORT.start - 1, end=SHORT.end)
    narrow = struct_with(PRADO, start=PRADO.start, end=PRADO.end - 5)
    plain = resolve(REPORTS, [Same(**SIGNED, kind="actor", left=SHORT, right=PRADO)])
    assert facts(resolve(REPORTS, [Same(**SIGNED, kind="actor", left=wider, right=narrow)])) == facts(plain)


def test_two_events_joined_and_parted() -> None:
    """Meetings: what the rules kept apart becomes one with both articles, and what they joined becomes two."""
    told = spots(REPORTS, "meeting")
    apart = Different(**SIGNED, kind="meeting", left=told[0], right=told[1])
    assert len(resolve(REPORTS, [apart]).meetings) == len(PLAIN.meetings) + 1
    together = Same(**SIGNED, kind="meeting", left=told[0], right=told[2])
    found = resolve(REPORTS, [together])
    assert len(found.meetings) == len(PLAIN.meetings) - 1
    (merge,) = by_people(found)
    assert merge.fact_id in {meeting.meeting_id for meeting in found.meetings}


def test_a_corrected_field_wins_with_who_said_so() -> None:
    """Role, country, date and place: the value, and that a person gave it; the latest counts."""
    meeting = spots(REPORTS, "meeting")[0]
    lines: list[Decision] = [
        Correct(**SIGNED, kind="actor", object=SHEN, field="role", value="Premier"),
        Correct(**SIGNED, kind="actor", object=SHEN, field="country", value="Peru"),
        Correct(**SIGNED, kind="meeting", object=meeting, field="date", value="2024-12-13"),
        Correct(**LATER, kind="meeting", object=meeting, field="date", value="2024-12-14"),
        Correct(**LATER, kind="meeting", object=meeting, field="city", value=None),
    ]
    found = resolve(REPORTS, lines)
    (actor,) = holders(found, SHEN)
    assert (actor.role, actor.country, actor.country_reason) == ("Premier", "PER", "corrected by li: seen it")
    (told,) = [one for one in found.meetings if one.date == "2024-12-14"]
    assert (told.date_basis, told.date_derivation) == ("person", "corrected by wu")
    assert told.place is not None
    assert told.place.city is None
    assert not found.problems


def test_a_date_for_an_article_dates_what_it_tells() -> None:
    """An undated article, or one with a wrong date: "last December" counts from the day a person gives."""
    undated = next(report.article for report in REPORTS if report.article.title == "Third")
    line = DateArticle(**SIGNED, article=str(undated.article_id), value="2025-09-16")
    found = resolve(REPORTS, [line])
    assert found.amended[undated.article_id].article.published_basis == "user"
    dates = {m.date for m in found.meetings if undated.article_id in m.articles}
    assert "2024-12" in dates
    wrong = next(report.article for report in REPORTS if report.article.title == "Second")
    moved = resolve(REPORTS, [DateArticle(**SIGNED, article=str(wrong.article_id), value="2020-02")])
    assert {(m.date or "")[:7] for m in moved.meetings if wrong.article_id in m.articles} == {"2019-12"}


def test_a_rejected_fact_is_gone_and_listed() -> None:
    """The meeting disappears, its agreement stays, and a judgement says who rejected it; other tellings stand."""
    told = spots(REPORTS, "meeting")
    found = resolve(REPORTS, [Reject(**SIGNED, kind="meeting", objects=(told[2],))])
    assert len(found.meetings) == len(PLAIN.meetings) - 1
    (merge,) = by_people(found)
    assert (merge.verdict, merge.decided_by) == ("refused", "li")
    assert "seen it" in merge.reasons_against[0]
    assert merge.left_at is not None
    one_of_two = resolve(REPORTS, [Reject(**SIGNED, kind="meeting", objects=(told[0],))])
    assert len(one_of_two.meetings) == len(PLAIN.meetings)


def test_an_added_fact_is_told_by_its_words() -> None:
    """A meeting that was not found: with actors that are known and new, its sentence as evidence, and its place."""
    told = spot(REPORTS, "Li Na of China received the envoy Ana Ruiz of Cuba.")
    who = (Who("Li Na", country="China", role="minister"), Who("Ana Ruiz", country="Cuba"), Who("Cuba", "country"))
    found = resolve(
        REPORTS, [Add(**SIGNED, kind="meeting", told=told, who=who, status="held", date="2025-09-30", city="Havana")]
    )
    (meeting,) = [one for one in found.meetings if one.date == "2025-09-30"]
    assert (meeting.date_basis, meeting.countries) == ("person", ("CHN", "CUB"))
    names = {actor.actor_id: actor.name for actor in found.actors}
    assert [names[one.actor_id] for one in meeting.participants] == ["Li Na", "Ana Ruiz"]
    assert {line.quote for line in meeting.evidence} == {told.words, "Li Na", "Ana Ruiz", "Cuba"}
    assert not found.problems


GONE = Spot("123", 0, 3, "Ana")
NOWHERE = struct_with(SHEN, start=0, end=1, words="X")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (Same(**SIGNED, kind="actor", left=GONE, right=SHEN), "article 123 is not in this store"),
        (Same(**SIGNED, kind="actor", left=NOWHERE, right=SHEN), "no actor is read there any more"),
        (Same(**SIGNED, kind="actor", left=SHEN, right=SHEN), "one record already"),
        (Different(**SIGNED, kind="meeting", left=SHEN, right=GONE), "no meeting is read there"),
        (Correct(**SIGNED, kind="actor", object=SHEN, field="shoe", value="42"), "'shoe' is nothing that can be"),
        (Correct(**SIGNED, kind="actor", object=SHEN, field="country", value="Narnia"), "no country"),
        (Correct(**SIGNED, kind="actor", object=SHEN, field="name", value=None), "always something"),
        (DateArticle(**SIGNED, article="123", value="2024"), "not in this store"),
        (DateArticle(**SIGNED, article=str(REPORTS[0].article.article_id), value="soon"), "no date"),
        (Reject(**SIGNED, kind="agreement", objects=(GONE,)), "not in this store"),
        (Add(**SIGNED, kind="meeting", told=NOWHERE, who=(Who("A"),), status="held"), "does not say"),
        (Add(**SIGNED, kind="meeting", told=SHEN, who=(Who("A"),), status="odd"), "no status"),
        (Add(**SIGNED, kind="meeting", told=SHEN, who=(Who("A", "dog"),), status="held"), "no person"),
        (Add(**SIGNED, kind="agreement", told=SHEN, who=(Who("A"),), status="signed", date="?"), "no date"),
    ],
)
def test_a_decision_without_effect_is_named_and_the_rest_applies(line: Decision, problem: str) -> None:
    """What is gone, wrong or unknown is said with the decision's id; the other decision holds."""
    other = Same(**LATER, kind="actor", left=SHORT, right=PRADO)
    found = resolve(REPORTS, [line, other])
    assert facts(found) == facts(resolve(REPORTS, [other]))
    (told,) = found.problems
    assert told.startswith("decision d1 has no effect")
    assert problem in told


def test_decisions_on_a_rejected_fact_are_named() -> None:
    """Whoever joins what another rejected is told."""
    told = spots(REPORTS, "meeting")
    lines: list[Decision] = [
        Reject(**SIGNED, kind="meeting", objects=(told[0],)),
        Same(**LATER, kind="meeting", left=told[0], right=told[2]),
    ]
    assert "decision d2 has no effect: decision d1 rejects" in resolve(REPORTS, lines).problems[0]


def test_facts_learned_since_are_kept() -> None:
    """An article that came after a decision keeps its facts when the decision is undone."""
    early, late = REPORTS[:4], REPORTS
    line = Same(**SIGNED, kind="actor", left=SHORT, right=PRADO)
    assert len(resolve(late, [line]).meetings) >= len(resolve(early, [line]).meetings)
    assert resolve(late) == PLAIN


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 25))
def test_any_decisions_give_whole_facts_whatever_the_order_of_articles(seed: int, count: int) -> None:
    """A long random sequence: the same facts from articles in any order, every participant an actor, no crash."""
    decider = Decider(REPORTS, seed)
    made = [decider.decision() for _ in range(count)]
    shuffled: list[Report] = list(REPORTS)
    decider.random.shuffle(shuffled)
    full = resolve(shuffled, made)
    assert full == resolve(REPORTS, made)
    actors = {actor.actor_id for actor in full.actors}
    assert {one.actor_id for meeting in full.meetings for one in meeting.participants} <= actors
    for merge in full.merges:
        assert merge.left_id <= merge.right_id
