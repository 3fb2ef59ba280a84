"""Resolution as a whole: order does not matter, every quote is in its article, copies have one origin."""

from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reports import DECEMBER_11, IN_AUGUST, LAST_DECEMBER, THIS_FRIDAY, Telling, words
from visavis.model import Report, Resolution
from visavis.resolution import resolve

GAO, SHEN = ("Gao Weimin", "CHN", "Vice Chairman"), ("Shen Lifang", "CHN", "Minister of Public Security")
FERRER, PRADO = ("Joaquín Ferrer Salas", "CUB", "President"), ("Elena Prado Ruiz", "CUB", "Minister of the Interior")


def world() -> list[Report]:
    """Six articles on two visits to Havana and one to Beijing, with short names, missing dates and agreements."""
    first = Telling("First")
    first.meeting(first.actor(*GAO), first.actor(*FERRER), when_=words(DECEMBER_11), city="Havana", country="CUB")
    second = Telling("Second", published="2025-09-16")
    keys = (
        second.actor(*GAO),
        second.actor("Joaquín Ferrer", "CUB", "President"),
        second.actor("Prado", "CUB", "minister"),
    )
    second.meeting(*keys, when_=words(LAST_DECEMBER, "2025-09-16"), city="La Habana", country="CUB")
    third = Telling("Third")
    keys = third.actor(*SHEN), third.actor(*FERRER), third.actor(*PRADO)
    third.meeting(keys[0], keys[1], when_=words(LAST_DECEMBER), city="Havana", country="CUB")
    third.meeting(keys[0], keys[2], when_=words(THIS_FRIDAY), city="Beijing", country="CHN")
    fourth = Telling("Fourth")
    keys = (
        fourth.actor(*SHEN),
        fourth.actor("Elena Prado", "CUB", "Interior Minister"),
        fourth.actor("China", "CHN", kind="country"),
    )
    fourth.meeting(*keys[:2], when_=words(IN_AUGUST), city="Beijing", country="CHN")
    fourth.milestone("the 65th anniversary of relations", ordinal=65)
    fourth.agreement(keys[1], keys[2], count=11, subjects=["agriculture"], date="2025-09")
    fifth = Telling("Fifth", published="2019-01-01")
    fifth.milestone("friends since 1960", year=1960)
    fifth.actor("MPS", "CHN", kind="organisation")
    fifth.actor("Ministry of Public Security", None, kind="organisation")
    sixth = Telling("Sixth", published="2025-10-01", language="es")
    keys = sixth.actor("Cuba", "CUB", kind="country"), sixth.actor("China", "CHN", kind="country")
    sixth.agreement(*keys, count=11, subjects=["agricultura"], date="2025-09-05")
    return [telling.report() for telling in (first, second, third, fourth, fifth, sixth)]


def test_two_visits_and_a_return() -> None:
    """The two visits of one December stay apart, the undated articles find their dates, the agreement is one."""
    found = resolve(world())
    told = sorted((meeting.date, len(meeting.articles)) for meeting in found.meetings)
    assert told == [("2024-12", 1), ("2024-12-11", 2), ("2025-08", 2)]
    assert [(agreement.date, len(agreement.articles)) for agreement in found.agreements] == [("2025-09-05", 2)]
    assert any("other visitor" in reason for merge in found.merges for reason in merge.reasons_against)


@settings(max_examples=25, deadline=None)
@given(st.permutations(world()))
def test_order_does_not_matter(reports: list[Report]) -> None:
    """Any order of loading gives the same facts, ids, judgements and dates."""
    assert resolve(reports) == resolve(world())


def quotes(found: Resolution) -> list[tuple[int, int, int, str]]:
    """Every line of evidence."""
    facts = [*found.meetings, *found.agreements]
    return [(line.article_id, line.start, line.end, line.quote) for fact in facts for line in fact.evidence]


def test_every_quote_is_in_its_article() -> None:
    """Offsets of evidence give exactly the quoted words, and subjects are actors that exist."""
    reports = world()
    found = resolve(reports)
    texts = {report.article.article_id: report.article.text for report in reports}
    assert quotes(found)
    assert all(texts[article][start:end] == quote != "" for article, start, end, quote in quotes(found))
    actors = {actor.actor_id for actor in found.actors}
    subjects = {line.subject_id for meeting in found.meetings for line in meeting.evidence} - {None}
    assert subjects <= actors
    assert {attendance.actor_id for meeting in found.meetings for attendance in meeting.participants} <= actors


def test_joined_records_name_their_fact() -> None:
    """Every join points at a fact that exists; refusals and doubts point at none."""
    found = resolve(world())
    facts = {actor.actor_id for actor in found.actors}
    facts |= {meeting.meeting_id for meeting in found.meetings} | {
        agreement.agreement_id for agreement in found.agreements
    }
    assert {merge.verdict for merge in found.merges} >= {"joined", "refused"}
    for merge in found.merges:
        assert (merge.fact_id in facts) == (merge.verdict == "joined")
        assert merge.left_id <= merge.right_id
        assert 0 <= merge.score <= 1


def test_two_events_of_one_sentence_have_two_ids() -> None:
    """A sentence that tells two meetings gives two, under two ids."""
    telling = Telling("Twice")
    keys = [telling.actor(*person) for person in (GAO, SHEN, FERRER)]
    telling.meeting(keys[0], keys[2])
    telling.meeting(keys[1], keys[2])
    report = telling.report()
    first, second = report.extraction.meetings
    object.__setattr__(second, "evidence", first.evidence)
    assert len({meeting.meeting_id for meeting in resolve([report]).meetings}) == 2


def test_nothing_gives_nothing() -> None:
    """No articles, and articles without facts, are no error."""
    assert resolve([]) == Resolution()
    found = resolve([Telling("Empty").report()])
    assert (found.actors, found.meetings, list(found.origins)) == ((), (), [Telling("Empty").article_id])


TEXT = " ".join(f"word{number} of the story" for number in range(60))


def test_near_copies_have_one_origin() -> None:
    """A copy with a new headline and a cut end comes from the earliest; another story stands alone."""
    wire = Telling("Wire", published="2025-05-08", text=f"Wire. {TEXT} And the end of it.")
    copy = Telling("Copy", published="2025-05-09", text=f"A new headline! {TEXT.upper()}")
    other = Telling(
        "Other", published="2025-05-07", text=" ".join(f"thing{number} elsewhere told" for number in range(60))
    )
    origins = resolve([telling.report() for telling in (copy, other, wire)]).origins
    assert origins == {
        wire.article_id: wire.article_id,
        copy.article_id: wire.article_id,
        other.article_id: other.article_id,
    }


def test_short_texts_are_no_copies() -> None:
    """A few words in common prove nothing."""
    tellings = [Telling(name, text=f"They met in Havana on Monday {name}") for name in ("a", "b")]
    assert all(own == origin for own, origin in resolve([telling.report() for telling in tellings]).origins.items())
