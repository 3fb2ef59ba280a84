"""Words to styled text: the only place that makes what widgets show, always as Content or Text, never as markup.

Meaning never hangs on a style alone: whatever is coloured or reversed has a word or a sign as well.
"""

from collections.abc import Sequence

from textual.content import Content

from visavis.database.answers import (
    ActorRow,
    ArticleRow,
    CompanyRow,
    EventRow,
    NameRow,
    PartRow,
    Relationship,
    RoleRow,
    Totals,
)
from visavis_tui import present
from visavis_tui.columns import GAP, cropped
from visavis_tui.keys import Key, Where, here, shown
from visavis_tui.lines import Runs
from visavis_tui.stops import Stop

_STATUS_STYLES = {
    "PLANNED": "bold yellow",
    "CLAIMED": "bold yellow",
    "under negotiation": "yellow",
    "CANCELLED": "bold red",
    "DENIED": "bold red",
}
_LEGEND = (
    ("PLANNED, CLAIMED", "no fact yet: announced; said by one who may be wrong"),
    ("DENIED, DISPUTED", "somebody says that it did not happen"),
    ("«words»  ▶  ┊", "what says so; its sentence; text that gives no facts"),
    ("≈ words", "what the search found, where a name is written otherwise"),
    ("◂ words", "what narrows this list"),
    ("Src 3/1", "three articles with one origin"),
)
_NAMES_SHOWN = 8  # of each kind in an actor's card; the rest is counted


def plain(text: str, style: str = "") -> Content:
    """Any text, made displayable, in one style."""
    return Content.styled(present.displayable(text), style)


def lines(texts: Sequence[str]) -> Content:
    """Any texts, one below the other."""
    return Content("\n").join(plain(text) for text in texts)


def row(cells: Sequence[str], widths: Sequence[int]) -> Runs:
    """One line of a list: each cell cropped to its column, equal styles as one run; columns of width 0 are left out."""
    runs: list[tuple[str, str]] = []
    for cell, width in zip(cells, widths, strict=True):
        if width:
            style = _STATUS_STYLES.get(cell) or ("bold red" if "DISPUTED" in cell else "")
            before, text = " " * GAP if runs else "", cropped(cell, width)
            if runs and not style and not runs[-1][1]:
                runs[-1] = runs[-1][0] + before + text, ""
            else:
                runs += [(before, ""), (text, style)] if before else [(text, style)]
    return runs


def header(relationship: Relationship | None, totals: Totals | None, width: int, watched: str = "") -> Content:
    """The relationship, with what the whole store holds or, of a `watched` pair, what joins it; below it its months."""
    if totals is None:
        return plain("visavis", "bold")
    names = present.one_line(watched) or present.relationship_text(relationship)
    counts = present.joined_text(relationship) if watched else present.totals_text(totals)
    first = Content.assemble((names, "bold"), ("   " + counts, "dim"))
    months = plain("by month ", "dim") + plain(present.sparkline(relationship, width - len("by month ")))
    return Content("\n").join([first.truncate(width, ellipsis=True), months])


def tabs(counts: Sequence[tuple[str, str]], current: int) -> Content:
    """The three lists on one line, the one in use in capitals and reversed, and only it with the count of all rows."""
    parts: list[Content] = []
    for at, (name, count) in enumerate(counts):
        said = f"{name.upper()} {count}" if at == current else f"{name.capitalize()} {count.partition(' of ')[0]}"
        title = f" {at + 1} {said} "
        parts.append(plain(title, "reverse bold" if at == current else ""))
    return Content("│").join(parts)


def list_title(number: int, name: str, count: str, narrowed_by: Sequence[str], *, current: bool) -> Content:
    """A list's own line: its number, name and count, and what narrows it."""
    title = plain(
        f" {number} {name.upper() if current else name.capitalize()} {count} ", "reverse bold" if current else "bold"
    )
    return title + narrowing(narrowed_by)


def narrowing(labels: Sequence[str]) -> Content:
    """What narrows a list; empty where nothing does."""
    return plain(" ◂ " + " + ".join(present.one_line(label) for label in labels), "italic") if labels else Content("")


def count_text(found: int, total: int, *, narrowed: bool) -> str:
    """'9', or '4 of 9' in a narrowed list."""
    return f"{found:,} of {total:,}" if narrowed else f"{found:,}"


def status(crumbs: Sequence[str], position: str, width: int) -> Content:
    """The way here on the left, the oldest cut first; the position on the right."""
    way = " › ".join(present.one_line(crumb) for crumb in crumbs)
    room = max(1, width - len(position) - 2)
    if len(way) > room:
        way = "…" + way[len(way) - room + 1 :]
    return plain(cropped(way, room)) + plain(f"  {position}", "bold")


def footer(keys: Sequence[Key], where: Where, width: int) -> Content:
    """The keys that matter here, as many as fit; the one that shows all of them in any case."""
    labelled = [key for key in here(keys, where) if key.label]
    line, last = Content(""), sum((_footer_entry(key) for key in labelled if key.name == "help"), Content(""))
    for entry in (_footer_entry(key) for key in labelled if key.name != "help"):
        if line.cell_length + entry.cell_length + last.cell_length <= width:
            line += entry
    return (line + last).truncate(width)


def _footer_entry(key: Key) -> Content:
    return Content.assemble((shown(key.keys), "bold"), f" {key.label}  ")


def help_text(keys: Sequence[Key], where: Where) -> Content:
    """All keys, those that work in this place first, and what the words of the screen mean."""
    text = [plain(f"Keys here ({where})", "bold")]
    text += [_help_line(shown(key.keys), key.description) for key in here(keys, where)]
    others = [key for key in keys if key not in here(keys, where)]
    text += (
        [
            Content(""),
            plain("Keys elsewhere", "bold"),
            *(_help_line(shown(key.keys), key.description) for key in others),
        ]
        if others
        else []
    )
    text += [Content(""), plain("Words and signs", "bold"), *(_help_line(*entry) for entry in _LEGEND)]
    return Content("\n").join([*text, Content(""), plain("Esc, q or ? closes this help.", "dim")])


def _help_line(sign: str, meaning: str) -> Content:
    return plain(cropped(f" {sign}", 18), "bold") + plain(meaning)


# --- the head of the reading pane ------------------------------------------------------------------------------------


def fact_head(event: EventRow, parts: Sequence[PartRow]) -> list[Content]:
    """What is known of an event, and how its date was found."""
    status = present.status_text(event)
    told = (event.kind.upper(), status, present.date_text(event.date), present.place_text(event))
    what = " · ".join(part for part in told if part and part != event.kind)
    lines = [plain(what, "bold"), plain(present.event_text(event))]
    if parts:
        lines.append(plain(present.parts_text(parts)))
    if event.subjects:
        lines.append(plain("about: " + ", ".join(present.one_line(subject) for subject in event.subjects)))
    lines.append(plain(f"date: {event.date_basis}: {present.one_line(event.date_derivation)}".rstrip(": "), "dim"))
    lines += [plain(f"sources differ: {present.one_line(conflict)}", "bold") for conflict in event.conflicts]
    return lines


def actor_head(
    actor: ActorRow, roles: Sequence[RoleRow], names: Sequence[NameRow], company: Sequence[CompanyRow]
) -> list[Content]:
    """An actor's card: country, roles over time, forms of the name, whom it met."""
    reason = f" ({present.one_line(actor.country_reason)})" if actor.country_reason else ""
    country = f"{present.one_line(actor.country)}{reason}" if actor.country else "country unknown"
    lines = [plain(f"{present.one_line(actor.name)} · {present.one_line(actor.kind)} · {country}", "bold")]
    lines += _card("roles", [present.seen_role(role) for role in roles], "; ")
    lines += _card("written", [f"{present.one_line(name.name)} ×{name.mentions}" for name in names])
    lines += _card("met", [f"{present.one_line(other.name)} ×{other.meetings}" for other in company])
    return lines


def _card(label: str, entries: Sequence[str], comma: str = ", ") -> list[Content]:
    more = f" and {len(entries) - _NAMES_SHOWN} more" if len(entries) > _NAMES_SHOWN else ""
    return [plain(f"{label}: {comma.join(entries[:_NAMES_SHOWN])}{more}")] if entries else []


def stop_line(stop: Stop | None, at: int, of: int, noun: str) -> Content:
    """Which evidence this is, what is marked in it, and who says so: '▶ evidence 1/3 · what, who, when · says EFE'."""
    if stop is None:
        return plain(f"no {noun} here", "bold")
    return plain(
        " · ".join(part for part in (f"▶ {noun} {at + 1}/{of}", stop.fields, stop.stances, stop.speakers) if part),
        "bold",
    )


def article_line(article: ArticleRow) -> Content:
    """Where the words stand: outlet, title, date."""
    when = present.published_text(article.published, article.published_basis)
    parts = (present.one_line(article.publisher), present.titled(article.title, article.source), when)
    return plain("in: " + " · ".join(part for part in parts if part), "italic")
