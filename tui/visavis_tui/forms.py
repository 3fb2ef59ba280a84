"""What people fill in to decide: the date of an article, the fields of an object, a fact that was overlooked.

Each form makes the very decisions that `visavis decide` makes, and shows what follows before anything is written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from visavis import edtf
from visavis.journal import Add, Correct, DateArticle, Decision, Reject, Spot, Who, whoami
from visavis.lexicon import country_code
from visavis.model import AgreementReport, DocumentActor, FactKind, MeetingReport, Report, ResolvedKind
from visavis.resolution.additions import dated
from visavis.resolution.corrections import value_of
from visavis_tui import present
from visavis_tui.cards import folded
from visavis_tui.paint import plain
from visavis_tui.screens.form import Entry, Form, Values

_FACT_KINDS: tuple[FactKind, ...] = ("meeting", "agreement")
_STATUSES = {"meeting": "held", "agreement": "signed"}
_DATE_HINT = "2025-09-16, 2025-09, 2025, 2025~, 2025-08/2025-09 ..."
_REASON = Entry("reason", hint="why, for those who read the journal; may stay empty")


# --- the date of an article ------------------------------------------------------------------------------------------


def dating(report: Report) -> Form:
    """When an article was published; below, what its relative dates mean then."""
    article = report.article
    name = present.titled(article.title, article.source)

    def line(values: Values) -> DateArticle:
        if not edtf.valid(values["published"]):
            raise ValueError(f"write the day as {_DATE_HINT}")
        return DateArticle(
            author=whoami(),
            reason=values["reason"],
            article=str(article.article_id),
            value=values["published"],
            title=article.title,
        )

    def shown(values: Values, width: int) -> Sequence[Content]:
        if not edtf.valid(values["published"]):
            return [*_times(report, report, width)]
        return [*_times(report, dated(report, line(values)), width)]

    entries = (Entry("published", article.published or "", _DATE_HINT), _REASON)
    return Form(f"When was '{present.one_line(name)}' published?", entries, lambda values: [line(values)], shown)


def _times(before: Report, after: Report, width: int) -> Iterator[Content]:
    """Each event of an article with its date, and how it was found."""
    told = [*_events(before)]
    if not told:
        yield from folded(plain("This article tells no event that hangs on its date."), width)
    for old, new in zip(told, _events(after), strict=True):
        was, now = (present.date_text(one.when.edtf if one.when else None) for one in (old, new))
        evidence = before.article.text[old.evidence[0].start : old.evidence[0].end]
        yield from folded(plain(was if was == now else f"{was} → {now}", "bold"), width)
        derivation = new.when.derivation if new.when else "no words tell when"
        yield from folded(plain(present.one_line(derivation)), width, "  ")
        yield from folded(plain(present.one_line(evidence), "dim"), width, "  ")


def _events(report: Report) -> tuple[MeetingReport | AgreementReport, ...]:
    return *report.extraction.meetings, *report.extraction.agreements


# --- fields ----------------------------------------------------------------------------------------------------------


def correcting(kind: ResolvedKind, label: str, spot: Spot, before: Mapping[str, str]) -> Form:
    """All fields of an object as they are now; whatever is changed becomes a correction of its own."""

    def lines(values: Values) -> list[Decision]:
        changed = [name for name in before if values[name] != before[name].strip()]
        if not changed:
            raise ValueError("nothing is changed yet; an emptied line means that it is not known")
        return [
            Correct(
                author=whoami(),
                reason=values["reason"],
                kind=kind,
                object=spot,
                field=name,
                value=_value(kind, name, values[name]),
            )
            for name in changed
        ]

    def shown(values: Values, width: int) -> Iterator[Content]:
        for name in before:
            if values[name] != before[name].strip():
                yield from folded(plain(f"{name}: the machine said '{before[name]}'"), width)

    entries = (*(Entry(name, value, "not known") for name, value in before.items()), _REASON)
    return Form(f"Correct the {kind} '{present.one_line(label)}'", entries, lines, lambda v, w: [*shown(v, w)])


def _value(kind: ResolvedKind, field: str, text: str) -> str | None:
    """The text of a correction, once it has proved to be one; raises ValueError."""
    value_of(kind, field, text or None)
    return text or None


def rejecting(kind: FactKind, label: str, spots: Sequence[Spot]) -> Form:
    """A meeting or an agreement that is none."""

    def shown(_values: Values, width: int) -> Iterator[Content]:
        yield from folded(plain(f"What these words were read as is no such {kind}; u takes that back:"), width)
        for spot in spots:
            yield from folded(plain(f"«{present.one_line(spot.words)}»"), width, "  ")

    def line(values: Values) -> Reject:
        return Reject(author=whoami(), reason=values["reason"], kind=kind, objects=tuple(spots))

    title = f"Reject the {kind} '{present.one_line(label)}'"
    return Form(title, (_REASON,), lambda values: [line(values)], lambda v, w: [*shown(v, w)])


# --- a fact that was overlooked --------------------------------------------------------------------------------------


def adding(report: Report, start: int, end: int) -> Form:
    """A meeting or an agreement that some words of an article tell."""
    article = report.article
    words = article.text[start:end]
    inside = [a for a in report.extraction.actors if any(start <= m.start and m.end <= end for m in a.mentions)]
    entries = (
        Entry("kind", "meeting", "meeting or agreement"),
        Entry("who", "; ".join(actor.name for actor in inside), "everybody who took part; between them a semicolon"),
        Entry("status", "", "held, planned, cancelled, denied; signed, announced, under-negotiation, cancelled"),
        Entry("date", "", _DATE_HINT),
        Entry("channel", "", "in-person, phone or video"),
        Entry("city"),
        Entry("venue"),
        Entry("country", "", "its English name or its three letters"),
        Entry("instrument", "", "of an agreement: memorandum, treaty, ..."),
        Entry("subjects", "", "of an agreement: what about; between them a semicolon"),
        _REASON,
    )

    def lines(values: Values) -> list[Decision]:
        return [_added(report, Spot(str(article.article_id), start, end, words), values)]

    def shown(_values: Values, width: int) -> list[Content]:
        return [*folded(plain(f"«{present.one_line(words)}»"), width)]

    return Form("Add what these words tell", entries, lines, shown)


def _added(report: Report, told: Spot, values: Values) -> Add:
    kind = next((kind for kind in _FACT_KINDS if kind == values["kind"]), None)
    if kind is None:
        raise ValueError("it is a meeting or an agreement")
    who = [_who(report.extraction.actors, name.strip()) for name in values["who"].split(";") if name.strip()]
    if len(who) < 2:
        raise ValueError("name at least two who took part, with a semicolon between them")
    fields = ("date", "channel", "city", "venue", "country") if kind == "meeting" else ("date", "instrument")
    given: dict[str, Any] = {field: values[field] or None for field in fields}
    for field, text in {**given, "status": values["status"] or None}.items():
        if text is not None:
            value_of(kind, field, text)
    return Add(
        author=whoami(),
        reason=values["reason"],
        kind=kind,
        told=told,
        who=tuple(who),
        status=values["status"] or _STATUSES[kind],
        subjects=tuple(part.strip() for part in values["subjects"].split(";") if part.strip()),
        **given,
    )


def _who(actors: Sequence[DocumentActor], name: str) -> Who:
    """A participant: of a kind that the article knows, else a country by its name, else a person."""
    for actor in actors:
        if name in (actor.name, *actor.names):
            return Who(actor.name, actor.kind, actor.country, actor.role)
    return Who(name, "country" if country_code(name) else "person")
