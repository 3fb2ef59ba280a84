"""Small made-up reports and facts for the tests of the store: two ministers, one meeting, one round of agreements."""

from collections.abc import Sequence
from dataclasses import replace

from visavis.ids import content_id
from visavis.model import (
    Actor,
    Agreement,
    AgreementReport,
    Article,
    Attendance,
    Dated,
    DocumentActor,
    Evidence,
    Extraction,
    Meeting,
    MeetingReport,
    Member,
    Mention,
    Merge,
    Participant,
    Place,
    Report,
    ReportEvidence,
    Resolution,
    Sentence,
    Statement,
    Visit,
)

TITLE = "Ministers talk in Lima"
BODY = (
    "Álvaro Núñez, minister of trade of Perú, met Wei Shan 👩‍👩‍👧 on 3 May 2024. They signed two agreements, Shan said."
)
ACTORS = (
    ("person", "Álvaro Núñez", "PER", "minister of trade"),
    ("person", "Wei Shan", "CHN", None),
    ("country", "Perú", "PER", None),
)


def report(number: int = 1, *, published: str | None = "2024-05-04", source: str = "a.txt") -> Report:
    """One article that tells of the meeting and of the agreements; `number` makes it another article."""
    text = f"{TITLE} {number}\n\n{BODY}"
    article = Article(
        article_id=content_id("article", number),
        title=f"{TITLE} {number}",
        text=text,
        language="en",
        publisher="The Lima Bugle",
        published=published,
        published_basis="metadata" if published else "unknown",
        source=source,
    )
    body, end = text.index(BODY), text.index(" They signed")
    extraction = Extraction(
        article_id=article.article_id,
        backend="rules",
        version="1",
        sentences=(
            Sentence(0, "title", 0, body - 2),
            Sentence(1, "body", body, end),
            Sentence(2, "body", end + 1, len(text)),
        ),
        actors=tuple(_actor(key, text) for key in range(len(ACTORS))),
        meetings=(_meeting(text),),
        agreements=(_agreement(text),),
    )
    return Report(article, extraction)


def _actor(key: int, text: str) -> DocumentActor:
    kind, name, country, role = ACTORS[key]
    at = text.index(name)
    mention = Mention(at, at + len(name), name, key, role)
    return DocumentActor(key, kind, name, country, "stated", role, None, (name,), (mention,))  # type: ignore[arg-type]


def _span(text: str, words: str, field: str, subject: int | None = None) -> ReportEvidence:
    return ReportEvidence(field, text.index(words), text.index(words) + len(words), subject)


def _meeting(text: str) -> MeetingReport:
    evidence = (
        _span(text, "met Wei Shan 👩‍👩‍👧 on 3 May", "event"),
        _span(text, "Álvaro Núñez", "participant", 0),
        _span(text, "Wei Shan", "participant", 1),
    )
    people = (Participant(0, "PER", "minister of trade"), Participant(1, "CHN"))
    when = Dated("2024-05-03", "stated", "'3 May 2024'")
    place = Place(city="Lima", country="PER", reason="stated")
    return MeetingReport(0, people, ("CHN", "PER"), "held", "in-person", when, place, evidence, "rules/met")


def _agreement(text: str) -> AgreementReport:
    spoken = ReportEvidence("event", text.index("signed"), len(text), None, "alleged", "Shan")
    return AgreementReport(0, (0, 1), "signed", None, 2, (), None, (spoken,), "rules/signed", "Shan", 0)


def resolved(reports: Sequence[Report]) -> Resolution:
    """The facts of `reports`, as if all of them told of the same meeting."""
    ids = tuple(sorted(one.article.article_id for one in reports))
    actor_ids = [content_id("actor", name) for _, name, _, _ in ACTORS]
    actors = tuple(
        Actor(actor_id, kind, name, country, "stated", role, None, tuple(Member(id_, key) for id_ in ids))  # type: ignore[arg-type]
        for key, (actor_id, (kind, name, country, role)) in enumerate(zip(actor_ids, ACTORS, strict=True))
    )
    meeting = Meeting(
        content_id("meeting"),
        (Attendance(actor_ids[0], "PER", "minister of trade"), Attendance(actor_ids[1], "CHN", None)),
        ("CHN", "PER"),
        "held",
        "in-person",
        "2024-05-03",
        "stated",
        "'3 May 2024'",
        Place(city="Lima", country="PER", reason="stated"),
        ids,
        tuple(_quoted(one, said, actor_ids) for one in reports for said in one.extraction.meetings[0].evidence),
        ("one says Lima, one Callao",),
    )
    agreement = Agreement(
        content_id("agreement"),
        (actor_ids[0], actor_ids[1]),
        "signed",
        None,
        2,
        ("trade",),
        "Shan",
        None,
        "unknown",
        "",
        meeting.meeting_id,
        ids,
        tuple(_quoted(one, said, actor_ids) for one in reports for said in one.extraction.agreements[0].evidence),
    )
    merge = Merge("actor", 1, 2, "A. Núñez", "Álvaro Núñez", "joined", 0.9, ("initial fits",), (), "rule", actor_ids[0])
    return Resolution(actors, (meeting,), (agreement,), (merge,), dict.fromkeys(ids, ids[0]))


def with_contacts(resolution: Resolution) -> Resolution:
    """The facts of `resolved`, with a visit that the meeting was part of and a letter."""
    (meeting,), people = resolution.meetings, [actor.actor_id for actor in resolution.actors]
    visit, letter = _visit(meeting, people[1]), _statement(meeting, people[:2])
    return replace(resolution, visits=(visit,), statements=(letter,))


def _visit(meeting: Meeting, visitor: int) -> Visit:
    """The one that the meeting was part of, told by the same words."""
    who, told = (Attendance(visitor, "CHN", None),), _events(meeting)
    parts = (meeting.meeting_id,)
    return Visit(content_id("visit"), who, "PER", "Lima", "held", None, "unknown", "", parts, meeting.articles, told)


def _statement(meeting: Meeting, actor_ids: Sequence[int]) -> Statement:
    """A letter of the first to the second, told by the same words."""
    people, told = ((actor_ids[0],), (actor_ids[1],)), _events(meeting)
    no_facts = (None, None, None)
    return Statement(content_id("letter"), "letter", *people, None, "unknown", "", *no_facts, meeting.articles, told)


def _events(meeting: Meeting) -> tuple[Evidence, ...]:
    return tuple(one for one in meeting.evidence if one.field == "event")


def _quoted(told: Report, said: ReportEvidence, actor_ids: Sequence[int]) -> Evidence:
    text, subject = told.article.text, said.subject
    return Evidence(
        said.field,
        told.article.article_id,
        said.start,
        said.end,
        text[said.start : said.end],
        None if subject is None else actor_ids[subject],
        said.stance,
        said.speaker,
    )
