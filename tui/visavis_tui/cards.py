"""Two records side by side as lines of text: what both share once, then each with its sentence; stacked where narrow."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from visavis.database.answers import ArticleRow
from visavis.database.reviewing import Card, Pair
from visavis_tui import present
from visavis_tui.columns import wrapped
from visavis_tui.paint import article_line, plain

SIDE_BY_SIDE = 100  # cells from which two cards stand beside each other
_BETWEEN = " │ "
_AROUND = 400  # characters of a sentence that are shown on either side of the words

Field = tuple[str, str]


def pair_lines(pair: Pair, left: Card, right: Card, width: int) -> Iterator[Content]:
    """The question, what speaks for and against it, what is in both, and the two cards."""
    yield from folded(plain(f"Are these one {pair.kind}? likeness {pair.score:.2f}", "bold"), width)
    for sign, reasons, style in (("+", pair.reasons_for, ""), ("-", pair.reasons_against, "bold")):
        if reasons:
            yield from folded(plain(f"{sign} {'; '.join(map(present.one_line, reasons))}", style), width)
    left_fields, right_fields = _fields(left), _fields(right)
    both = [field for field in left_fields if field in right_fields]
    if both:
        yield from folded(plain("in both: " + " · ".join(f"{label} {value}" for label, value in both)), width)
    yield Content("")
    wide = width >= SIDE_BY_SIDE
    room = (width - len(_BETWEEN)) // 2 if wide else width
    cards = [
        [*_card_lines(number, card, [field for field in fields if field not in both], room, stacked=not wide)]
        for number, card, fields in (("A", left, left_fields), ("B", right, right_fields))
    ]
    yield from beside(cards[0], cards[1], room) if wide else [*cards[0], Content(""), *cards[1]]


def beside(left: Sequence[Content], right: Sequence[Content], room: int) -> Iterator[Content]:
    """Two columns of `room` cells."""
    for one, other in zip_longest(left, right, fillvalue=Content("")):
        yield one.pad_right(max(0, room - one.cell_length)) + Content.styled(_BETWEEN, "dim") + other


def folded(content: Content, width: int, indent: str = "") -> Iterator[Content]:
    """A text in lines of `width` cells, each after `indent`."""
    for start, end in wrapped(content.plain, max(2, width - len(indent))):
        yield Content(indent) + content[start:end].rstrip()


def told_lines(article: ArticleRow, start: int, end: int, width: int) -> Iterator[Content]:
    """The sentences that hold a stretch of an article, its words marked where they are only a part."""
    around = [one for one in article.sentences if one.start < end and start < one.end]
    first = max(min((one.start for one in around), default=start), start - _AROUND)
    last = min(max((one.end for one in around), default=end), end + _AROUND)
    before, words, after = (
        present.displayable(text.replace("\n", " "))
        for text in (article.text[first:start], article.text[start:end], article.text[end:last])
    )
    whole = not before.strip() and not after.strip()
    marked = words if whole else Content.assemble(("«", "bold"), (words, "bold reverse"), ("»", "bold"))
    yield from folded(Content.assemble(before, marked, after), width, "┃ ")


def _card_lines(number: str, card: Card, fields: Sequence[Field], width: int, *, stacked: bool) -> Iterator[Content]:
    yield from folded(plain(f"{number}  {present.one_line(card.side.label)}", "bold"), width)
    told = [f"{label}: {value}" for label, value in fields]
    for line in [" · ".join(told)] if stacked and told else told:
        yield from folded(plain(line), width, "   ")
    if card.article is None or card.side.start is None or card.side.end is None:
        yield from folded(plain("no words tell of it: it cannot be decided here", "italic"), width, "   ")
        return
    yield from folded(article_line(card.article), width, "   ")
    yield from told_lines(card.article, card.side.start, card.side.end, width)


def _fields(card: Card) -> list[Field]:
    """What is known of a record, in words; only what is known."""
    return [field for field in (*_actor_fields(card), *_event_fields(card)) if field[1]]


def _actor_fields(card: Card) -> Iterator[Field]:
    if actor := card.actor:
        reason = f" ({present.one_line(actor.country_reason)})" if actor.country_reason else ""
        yield "now", present.one_line(actor.name) if actor.name != card.side.label else ""
        yield "is", f"{actor.kind}, {present.one_line(actor.country) or 'country unknown'}{reason}"
        yield "roles", "; ".join(present.seen_role(role) for role in card.roles)
        yield "written", ", ".join(f"{present.one_line(name.name)} ×{name.mentions}" for name in card.names)
        yield "meetings", str(actor.meetings)


def _event_fields(card: Card) -> Iterator[Field]:
    for event, parts in card.events:
        yield "now", present.event_text(event)
        yield "date", f"{present.date_text(event.date)} ({event.date_basis})"
        yield "dated by", present.one_line(event.date_derivation)
        yield "place", present.place_text(event)
        yield "status", present.status_text(event)
        yield "who", present.parts_text(parts)
        yield "told in", present.sources_text(event.articles, event.origins)
