"""Small reports for the tests of resolution: `told("id", "Title", text)` says who met whom in one call each."""

from collections.abc import Sequence

from visavis import when
from visavis.ids import content_id
from visavis.model import (
    ActorKind,
    AgreementReport,
    AgreementStatus,
    Article,
    Channel,
    Dated,
    DocumentActor,
    Extraction,
    MeetingReport,
    MeetingStatus,
    Mention,
    Milestone,
    Participant,
    Place,
    Report,
    ReportEvidence,
    TimeExpression,
)


class Telling:
    """One article under construction; every actor and event gets a sentence of its own in the text."""

    def __init__(self, name: str, *, published: str | None = None, language: str = "en", text: str = "") -> None:
        self.name, self.published, self.language, self.text = name, published, language, text or f"{name}."
        self._actors: list[DocumentActor] = []
        self._meetings: list[MeetingReport] = []
        self._agreements: list[AgreementReport] = []
        self._milestones: list[Milestone] = []

    def _write(self, words: str) -> tuple[int, int]:
        start = len(self.text) + 1
        self.text += f" {words}"
        return start, start + len(words)

    def actor(
        self,
        name: str,
        country: str | None = None,
        role: str | None = None,
        *,
        names: Sequence[str] = (),
        kind: ActorKind = "person",
    ) -> int:
        """Add a document actor; its key."""
        key = len(self._actors)
        mentions = tuple(Mention(*self._write(form), form, key) for form in (name, *names))
        reason = "stated" if country else None
        self._actors.append(
            DocumentActor(key, kind, name, country, reason, role, None, (name, *names), mentions=mentions)
        )
        return key

    def meeting(
        self,
        *people: int,
        date: str | None = None,
        when_: Dated | None = None,
        city: str | None = None,
        country: str | None = None,
        status: MeetingStatus = "held",
        channel: Channel = "in-person",
    ) -> int:
        """Add a meeting report; its key."""
        key = len(self._meetings)
        start, end = self._write(f"Meeting {key} of {self.name}.")
        actors = [self._actors[person] for person in people]
        self._meetings.append(
            MeetingReport(
                key=key,
                participants=tuple(Participant(actor.key, actor.country, actor.role) for actor in actors),
                countries=tuple(dict.fromkeys(actor.country for actor in actors if actor.country)),
                status=status,
                channel=channel,
                when=when_ or (Dated(date, "stated", f"{date} in {self.name}") if date else None),
                place=Place(None, city, country, "stated") if city or country else None,
                evidence=(
                    ReportEvidence("event", start, end),
                    *(ReportEvidence("participant", start, end, subject=person) for person in people),
                ),
                rule="test",
            )
        )
        return key

    def agreement(
        self,
        *parties: int,
        count: int | None = None,
        subjects: Sequence[str] = (),
        date: str | None = None,
        status: AgreementStatus = "signed",
        claimed_by: str | None = None,
        meeting: int | None = None,
    ) -> int:
        """Add an agreement report; its key."""
        key = len(self._agreements)
        start, end = self._write(f"Agreement {key} of {self.name}.")
        told = Dated(date, "stated", f"{date} in {self.name}") if date else None
        evidence = (ReportEvidence("event", start, end), ReportEvidence("party", start, end, subject=parties[0]))
        self._agreements.append(
            AgreementReport(
                key, parties, status, None, count, tuple(subjects), told, evidence, "test", claimed_by, meeting
            )
        )
        return key

    def milestone(self, words: str, *, year: int | None = None, ordinal: int | None = None) -> None:
        """Add a founding or an anniversary of the relations of China and Cuba."""
        self._milestones.append(
            Milestone("diplomatic relations", ("CHN", "CUB"), *self._write(words), year=year, ordinal=ordinal)
        )

    @property
    def article_id(self) -> int:
        """The id of the article."""
        return content_id(self.name)

    def report(self) -> Report:
        """The article with all that was added."""
        article = Article(
            self.article_id,
            self.name,
            self.text,
            self.language,
            published=self.published,
            published_basis="stated" if self.published else "unknown",
            external_id=self.name,
        )
        return Report(
            article,
            Extraction(
                self.article_id,
                "test",
                "1",
                (),
                tuple(self._actors),
                tuple(self._meetings),
                tuple(self._agreements),
                tuple(self._milestones),
            ),
        )


def words(expression: TimeExpression, anchor: str | None = None) -> Dated:
    """The date of a past event told in these words, in an article of `anchor`."""
    return when.resolve(expression, anchor, tense="past")


THIS_FRIDAY = TimeExpression(0, 11, "this Friday", "weekday", weekday=4)
LAST_DECEMBER = TimeExpression(0, 13, "last December", "month", month=12, direction=-1)
IN_AUGUST = TimeExpression(0, 9, "in August", "calendar", month=8)
DECEMBER_11 = TimeExpression(0, 11, "December 11", "calendar", month=12, day=11)
