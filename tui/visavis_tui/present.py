"""Rows to words: what the screen and the command print, as plain text that is safe on any terminal.

Pure functions without Textual; `paint` gives the words their styles.
"""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from visavis.database.answers import ActorRow, EventRow, PartRow, Relationship, RoleRow, SourceRow, Totals

# Invisible, though no format characters: Hangul fillers, the Mongolian vowel separator, blanks of odd scripts.
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPARKS = "▁▂▃▄▅▆▇█"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_STATUSES = {
    "held": "held",
    "planned": "PLANNED",
    "claimed": "CLAIMED",
    "cancelled": "CANCELLED",
    "denied": "DENIED",
    "signed": "signed",
    "announced": "announced",
    "under-negotiation": "under negotiation",
}
_CERTAINTIES = {"?": "maybe {}", "~": "about {}", "%": "perhaps about {}"}


# --- safety ----------------------------------------------------------------------------------------------------------


class _Symbols(dict[int, str]):
    """What each code point is shown as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = symbol = _symbol(chr(code))
        return symbol


def _symbol(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)  # the control pictures: ␀ to ␟
    if code == 0x7F:
        return "␡"
    if char in _BIDI:
        return "⇄"
    if unicodedata.category(char) == "Cf" or char in _BLANK:
        return "·"
    return "�" if unicodedata.category(char) in _UNSAFE else char


_SYMBOLS = _Symbols()


def displayable(text: str) -> str:
    """`text` with a visible symbol for everything that would steer a terminal or hide in it.

    Controls, C1, bidirectional controls, zero-width and unassigned characters are replaced one for one, so that offsets
    into `text` hold for the result as well. Tabs become spaces.
    """
    return text.translate(_SYMBOLS)


def one_line(text: str | None) -> str:
    """`text` displayable on one line: every run of white space is one space; None is empty."""
    return displayable(" ".join(text.split())) if text else ""


# --- dates -----------------------------------------------------------------------------------------------------------


def date_text(edtf: str | None) -> str:
    """An EDTF date for people: what is known in ISO order, what is unknown in words; never more exact than it is."""
    if not edtf:
        return "no date"
    if edtf[0] in "[{" and edtf[-1] in "]}":
        return " or ".join(date_text(part.strip()) for part in edtf[1:-1].split(","))
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return _point(edtf)


def _interval(start: str, end: str) -> str:
    if start in ("", ".."):
        return f"until {date_text(end)}"
    if end in ("", ".."):
        return f"from {date_text(start)}"
    return f"{date_text(start)} to {date_text(end)}"


def _point(edtf: str) -> str:
    if edtf[-1] in _CERTAINTIES:
        return _CERTAINTIES[edtf[-1]].format(_point(edtf[:-1])) if edtf[:-1] else one_line(edtf)
    found = re.fullmatch(r"([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?", edtf)
    if not found:
        return one_line(edtf)
    year, month, day = (part if part and part.strip("X") else None for part in found.groups())
    if "X" in (month or "") or "X" in (day or ""):
        return one_line(edtf)
    return _known(_year(year), month, day)


def _year(year: str | None) -> str | None:
    if year and year.endswith("X"):
        return f"{year.replace('X', '0')}s"
    return year


def _known(year: str | None, month: str | None, day: str | None) -> str:
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}" if year else f"{_SEASONS[month]}, year ?"
    if year and month:
        return f"{year}-{month}-{day}" if day else f"{year}-{month}"
    if year:
        return f"{year} (day {int(day)})" if day else year
    if month and 1 <= int(month) <= 12:
        named = _MONTHS[int(month) - 1]
        return f"{int(day)} {named}, year ?" if day else f"{named}, year ?"
    return "no date"


# --- events ----------------------------------------------------------------------------------------------------------


def status_text(event: EventRow) -> str:
    """The status as a word, of a visit or a statement what it is; whatever is no plain fact is in capitals."""
    if event.status in {"told", "held"} and event.kind != "meeting":
        return event.kind
    if event.claimed_by:
        return status_word("claimed")
    word = status_word(event.status)
    return f"{word} DISPUTED" if event.disputed else word


def status_word(status: str) -> str:
    """A status of the store as it is shown: 'held', 'PLANNED'."""
    return _STATUSES.get(status, one_line(status))


def event_text(event: EventRow) -> str:
    """What an event is, on one line: who claims it, and its title."""
    return " · ".join(part for part in (claim_text(event), one_line(event.title)) if part)


def claim_text(event: EventRow) -> str:
    """'claimed by NAME: 19', or nothing where the articles say it in their own voice."""
    if not event.claimed_by:
        return ""
    count = "" if event.claimed_count is None else f": {event.claimed_count}"
    return f"claimed by {one_line(event.claimed_by)}{count}"


def place_text(event: EventRow) -> str:
    """The city and the venue, as far as known, else the country."""
    known = [one_line(part) for part in (event.city, event.venue) if part]
    return ", ".join(known) or one_line(event.country)


def sources_text(articles: int, origins: int) -> str:
    """'3 articles, 1 origin': copies of one text are one origin."""
    if articles == origins or not origins:
        return counted(articles, "article")
    return f"{counted(articles, 'article')}, {counted(origins, 'origin')}"


def counted(number: int, noun: str) -> str:
    """'1 article', '2 articles'."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def parts_text(parts: Sequence[PartRow]) -> str:
    """Who took part, side by side: 'CHN: Xi Jinping (president) | CUB: Miguel Díaz-Canel'."""
    sides: dict[str, list[str]] = {}
    for part in parts:
        role = f" ({one_line(part.role)})" if part.role else ""
        sides.setdefault(one_line(part.side) or "side unknown", []).append(one_line(part.name) + role)
    return " | ".join(f"{side}: {', '.join(names)}" for side, names in sides.items())


# --- actors and sources ----------------------------------------------------------------------------------------------


def role_text(actor: ActorRow) -> str:
    """What an actor is: role and organisation, or the kind where it is no person."""
    if actor.kind != "person":
        return one_line(actor.kind)
    return held_role(actor.role, actor.organisation)


def held_role(role: str | None, organisation: str | None) -> str:
    """'minister, MINFAR'; the organisation is left out where the role names it already."""
    role, organisation = one_line(role), one_line(organisation)
    if organisation and organisation.casefold() not in role.casefold():
        return f"{role}, {organisation}" if role else organisation
    return role


def seen_role(role: RoleRow) -> str:
    """A role with the time it was seen: 'minister (2024-12 to 2025-09)'."""
    first, last = role.first_seen, role.last_seen
    if not (first or last):
        return held_role(role.role, role.organisation)
    seen = date_text(first or last) if first == last or not (first and last) else _interval(first, last)
    return f"{held_role(role.role, role.organisation)} ({seen})"


def name_text(actor: ActorRow) -> str:
    """The name, and the variant that the search found."""
    return one_line(actor.name) + (f" ≈ {one_line(actor.matched)}" if actor.matched else "")


def published_text(published: str | None, basis: str) -> str:
    """When an article came out: 'undated', and a question mark where we worked the date out ourselves."""
    if not published:
        return "undated"
    return date_text(published) + (" (?)" if basis == "inferred" else "")


def source_text(source: SourceRow) -> str:
    """An article's title, whose copy it is, and the sentence that the search found."""
    copied = f"copy of {one_line(source.copy_of)}" if source.copy_of else ""
    found = f"≈ {one_line(source.matched)}" if source.matched else ""
    return " · ".join(part for part in (titled(source.title, source.source), copied, found) if part)


def web_address(url: str | None) -> str:
    """A link that may be shown and copied: http or https, without blanks or controls; else nothing."""
    return url if url and re.fullmatch(r"https?://[!-~]+", url) else ""


def titled(title: str | None, source: str | None) -> str:
    """An article's title, else the name of the file it was read from."""
    return one_line(title) or one_line((source or "").rpartition("/")[2]) or "(no title)"


# --- the header ------------------------------------------------------------------------------------------------------


def relationship_text(relationship: Relationship | None) -> str:
    """'China - Cuba'."""
    if relationship is None:
        return "no two countries together yet"
    return " - ".join(one_line(name) for name in relationship.names)


def joined_text(relationship: Relationship | None) -> str:
    """'8 meetings held · 3 agreements reported', between two countries."""
    if relationship is None:
        return "nothing between them that happened"
    agreements = counted(relationship.agreements, "agreement")
    return f"{counted(relationship.meetings, 'meeting')} held · {agreements} reported"


def totals_text(totals: Totals) -> str:
    """'6 meetings (+1 not held) · 3 agreements · 5 articles · 12 people': what is no plain fact is counted apart."""
    meetings = f" (+{totals.other_meetings} not held)" if totals.other_meetings else ""
    agreements = f" (+{totals.other_agreements} not firm)" if totals.other_agreements else ""
    people = "1 person" if totals.people == 1 else f"{totals.people:,} people"
    return " · ".join(
        (
            counted(totals.held, "meeting") + meetings,
            counted(totals.agreements, "agreement") + agreements,
            counted(totals.articles, "article"),
            people,
        )
    )


def sparkline(relationship: Relationship | None, width: int) -> str:
    """Facts by month: '2024-05 ▁·▃█ 2025-09, 2 without a month'; at most `width` cells, the latest months kept."""
    if relationship is None:
        return ""
    vague = f", {relationship.vague} without a month" if relationship.vague else ""
    if not relationship.months:
        return vague.removeprefix(", ")
    counts = _every_month(relationship.months)
    room = max(1, width - len(vague) - len("2024-05  2025-09"))
    shown = counts[-room:]
    peak = max(number for _, number in shown)
    bars = "".join(_SPARKS[(number * len(_SPARKS) - 1) // peak] if number else "·" for _, number in shown)
    last = f" {shown[-1][0]}" if len(shown) > 1 else ""
    return f"{shown[0][0]} {bars}{last}{vague}"


def _every_month(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """All months from the first to the last, with 0 for those in which nothing happened."""
    found = dict(months)
    first, last = (date.fromisoformat(f"{month}-01") for month in (months[0][0], months[-1][0]))
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    names = [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in span]
    return [(name, found.get(name, 0)) for name in names]
