"""The whole record of one row as lines of text: who says an event and who denies it, an actor's life, an article's way."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from textual.content import Content

from visavis.database import queries, records
from visavis.database.answers import ActorRow, ArticleRow, EventRow
from visavis.database.records import Told
from visavis.database.rows import Rows
from visavis_tui import paint, present
from visavis_tui.cards import SIDE_BY_SIDE, beside, folded
from visavis_tui.state import Pick

Layout = Callable[[int], Sequence[Content]]

_SAYS = {"asserted": "asserts it", "denied": "DENIES it", "alleged": "CLAIMS it", "planned": "PLANS it"}
_MEETINGS = 200  # of an actor, the latest; the count above them is true
_BETWEEN = 3


def record(reader: Rows, pick: Pick) -> Layout | None:
    """Everything known of a row, to be laid out in any width; None where it is gone."""
    return _RECORDS[pick.pane](reader, pick.row_id)


# --- an event --------------------------------------------------------------------------------------------------------


def _event(reader: Rows, fact_id: int) -> Layout | None:
    event = queries.event(reader, fact_id)
    if event is None:
        return None
    parts, told = queries.parts(reader, fact_id), records.tellings(reader, fact_id)
    judged = records.judgements(reader, fact_id)

    def laid(width: int) -> list[Content]:
        lines = [line for head in paint.fact_head(event, parts) for line in folded(head, width)]
        lines += [Content(""), *_voices(told, width), Content(""), *_side_by_side(event, told, width)]
        if judged:
            lines += [Content(""), paint.plain("Why these are one", "bold")]
        for one in judged:
            by = "" if one.decided_by == "rule" else f" · by {present.one_line(one.decided_by)}"
            names = f"{present.one_line(one.left)} = {present.one_line(one.right)}"
            lines += folded(paint.plain(f"{names} · {one.score:.2f}{by}"), width, "  ")
            reasons = [f"+ {reason}" for reason in one.reasons_for] + [f"- {reason}" for reason in one.reasons_against]
            lines += folded(paint.plain("; ".join(map(present.one_line, reasons)), "dim"), width, "    ")
        return lines

    return laid


def _voices(told: Sequence[Told], width: int) -> Iterator[Content]:
    """Who asserts, who denies: 'DENIES it: the embassy (Radio Puerto)'."""
    for stance, says in _SAYS.items():
        voices = dict.fromkeys(_voice(one) for one in told if one.stance == stance)
        if voices:
            yield from folded(paint.plain(f"{says}: {'; '.join(voices)}", "bold"), width)


def _voice(one: Told) -> str:
    outlet = present.one_line(one.publisher) or present.titled(one.title, one.source)
    return f"{present.one_line(one.speaker)} ({outlet})" if one.speaker else outlet


def _side_by_side(event: EventRow, told: Sequence[Told], width: int) -> Iterator[Content]:
    """What each article says, two beside each other where there is room."""
    wide = width >= SIDE_BY_SIDE
    room = (width - _BETWEEN) // 2 if wide else width
    cards = [[*_telling([*group], room)] for _, group in groupby(told, key=lambda one: one.article_id)]
    yield paint.plain(f"Told in {present.sources_text(event.articles, event.origins)}", "bold")
    for at in range(0, len(cards), 2 if wide else 1):
        yield Content("")
        yield from beside(cards[at], cards[at + 1], room) if wide and at + 1 < len(cards) else cards[at]


def _telling(sentences: Sequence[Told], width: int) -> Iterator[Content]:
    first = sentences[0]
    title = present.titled(first.title, first.source)
    date = present.published_text(first.published, first.published_basis)
    yield from folded(paint.plain(" · ".join(filter(None, (title, date))), "bold"), width)
    for one in sentences:
        yield from folded(paint.plain(f"{_chain(one)}: {_SAYS.get(one.stance, one.stance)}"), width, "  ")
        yield from folded(_quoted(one), width, "  ┃ ")


def _chain(one: Told) -> str:
    """The way of the words, from the article back to who said them: 'El Faro ← EFE ← Xinhua'."""
    outlet = present.one_line(one.publisher) or "this article"
    said = [part.strip() for part in present.one_line(one.speaker).split(", cited by ")][::-1] if one.speaker else []
    copied = [f"copy of {present.one_line(one.copy_of)}"] if one.copy_of else []
    return " ← ".join([outlet, *copied, *said])


def _quoted(one: Told) -> Content:
    text = present.displayable(one.sentence.replace("\n", " "))
    if one.end - one.start >= len(text):
        return Content(text)
    return Content.assemble(
        text[: one.start], ("«", "bold"), (text[one.start : one.end], "bold"), ("»", "bold"), text[one.end :]
    )


# --- an actor --------------------------------------------------------------------------------------------------------


def _actor(reader: Rows, actor_id: int) -> Layout | None:
    actor = queries.actor(reader, actor_id)
    if actor is None:
        return None
    parts = [*_actor_parts(reader, actor)]

    def laid(width: int) -> list[Content]:
        lines: list[Content] = []
        for heading, entries in parts:
            lines += [*folded(paint.plain(heading, "bold"), width)]
            lines += [line for entry in entries for line in folded(paint.plain(entry), width, "  ")]
            lines += [Content("")]
        return lines

    return laid


def _actor_parts(reader: Rows, actor: ActorRow) -> Iterator[tuple[str, list[str]]]:
    """Headings with their entries: who it is, roles over time, meetings, company, names with their sources."""
    reason = f" ({present.one_line(actor.country_reason)})" if actor.country_reason else ""
    country = f"{present.one_line(actor.country)}{reason}" if actor.country else "country unknown"
    yield f"{present.one_line(actor.name)} · {present.one_line(actor.kind)} · {country}", []
    roles = [present.seen_role(role) for role in queries.roles(reader, actor.actor_id)]
    yield "Roles, the latest first", roles or ["no article tells any"]
    met = records.meetings_of(reader, actor.actor_id, _MEETINGS)
    cut = f", the latest {_MEETINGS}" if len(met) == _MEETINGS else ""
    yield f"Meetings: {actor.meetings}{cut}", [_meeting(one) for one in met] or ["none"]
    company = queries.company(reader, actor.actor_id)
    yield "With whom", [f"{present.one_line(other.name)} ×{other.meetings}" for other in company] or ["nobody yet"]
    names = records.names_of(reader, actor.actor_id)
    yield "Written", [f"{present.one_line(n.name)} ×{n.mentions}: {_outlets(n.sources)}" for n in names]
    joined = [f"{present.one_line(j.left)} = {present.one_line(j.right)}: {_reasons(j.reasons_for)}"
              for j in records.judgements(reader, actor.actor_id) if j.left != j.right]  # fmt: skip
    if joined:
        yield "Why these are one", joined


def _meeting(met: records.Met) -> str:
    role = f" · as {present.one_line(met.role)}" if met.role else ""
    others = ", ".join(map(present.one_line, met.others))
    status = "" if met.status == "held" else f" {met.status.upper()}"
    return f"{present.date_text(met.date)}{status} · with {others or 'nobody named'}{role}"


def _outlets(sources: Sequence[str]) -> str:
    return ", ".join(sorted(map(present.one_line, sources)))


def _reasons(reasons: Sequence[str]) -> str:
    return "; ".join(map(present.one_line, reasons))


# --- an article ------------------------------------------------------------------------------------------------------


def _article(reader: Rows, article_id: int) -> Layout | None:
    article = queries.article(reader, article_id)
    if article is None:
        return None
    copies = records.copies_of(reader, article_id)

    def laid(width: int) -> list[Content]:
        lines = [*folded(paint.article_line(article), width)]
        lines += folded(paint.plain(_dated(article)), width)
        if present.web_address(article.url):
            lines += folded(paint.plain(f"at: {present.one_line(article.url)}"), width)
        lines += folded(paint.plain(f"read from: {present.one_line(article.source)}"), width)
        lines += [Content(""), paint.plain(f"One text, {present.counted(len(copies), 'article')}", "bold")]
        for copy in copies:
            name = ": ".join(filter(None, (present.one_line(copy.publisher), present.titled(copy.title, copy.source))))
            first = "first telling · " if copy.first else "copy · "
            lines += folded(paint.plain(f"{first}{present.date_text(copy.published)} · {name}"), width, "  ")
        return lines

    return laid


def _dated(article: ArticleRow) -> str:
    if article.published is None:
        return "undated: p gives it a date"
    derivation = f": {present.one_line(article.published_derivation)}" if article.published_derivation else ""
    return f"published {present.date_text(article.published)}, {article.published_basis}{derivation}"


_RECORDS: dict[str, Callable[[Rows, int], Layout | None]] = {"events": _event, "actors": _actor, "sources": _article}
