"""Where an event was that names no place: its host's country, the dateline, where the visit or the gathering was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from visavis.edtf import bounds
from visavis.extraction.document import Document
from visavis.extraction.drafts import Draft
from visavis.extraction.nationality import Nationality, dateline
from visavis.extraction.places import visit_destination
from visavis.model import Place

_HEAD = 6  # sentences that say what occasion the story is about
_LEAD = 25  # sentences in which the dateline still speaks for the events
_BESIDE = 11  # characters beside a name or role in which "visiting" may stand
_NEWS = timedelta(days=10)


def fill_places(document: Document, drafts: list[Draft], nations: Sequence[Nationality], home: str | None) -> None:
    """Give events in person that name no place one that follows from the rest of the article."""
    guess = _Guess(document, drafts, nations, home)
    for draft in drafts:
        if draft.channel != "in-person" or draft.outcome not in {"held", "planned"}:
            continue
        if draft.place is None or not (draft.place.country or draft.place.city):
            venue = draft.place.venue if draft.place else None
            found = guess.place(draft)
            draft.place = replace(found, venue=venue) if found else draft.place
        elif draft.outcome == "held":
            guess.last = draft


class _Guess:
    """Where an event without a place was: where the one before it was, at the dateline, at the host's, where a visit led."""

    def __init__(
        self, document: Document, drafts: Sequence[Draft], nations: Sequence[Nationality], home: str | None
    ) -> None:
        self.last: Draft | None = None  # told with its place
        self._document = document
        self._nations = nations
        self._home = home
        self._city, self._country = dateline(document)
        self._visited = visit_destination(document)
        self._gathering = _is_gathering(document)
        self._guests = _guests(document, drafts)

    def place(self, draft: Draft) -> Place | None:
        sides = {who.code for who in draft.who}
        host = _host(self._document, draft) or _posting(draft, sides)
        if self.last is not None and self.last.place is not None and self._goes_on(draft, self.last, sides, host):
            return replace(self.last.place, venue=None, reason="where the last one was")
        lead = draft.number <= _LEAD and _is_news(draft, self._document)
        if lead and (self._country in sides or self._gathering) and host in {None, self._country} and self._country:
            return Place(None, self._city, self._country, "dateline")
        if host is not None:
            return Place(country=host, reason="the host's country")
        visited = _visited_by_guest(draft, self._guests)
        if visited is not None:
            return Place(country=visited, reason="the country of the visitor's host")
        accredited = _accredited(self._document, draft)
        if accredited is not None:
            return Place(country=accredited, reason="where the diplomat is accredited")
        if self._visited in sides:
            return Place(country=self._visited, reason="visited country")
        if lead and not self._city and self._is_at_home(draft):
            return Place(country=self._home, reason="the article's own country")
        return None

    def _is_at_home(self, draft: Draft) -> bool:
        """True where the article's own country met another, and for everyone there is a sign whose country he serves."""
        if self._home not in {who.code for who in draft.who} or _is_background(draft):
            return False
        reasons = [self._nations[who.person].reason for who in draft.who if who.person is not None]
        return draft.outcome == "held" and all(reasons)

    def _goes_on(self, draft: Draft, last: Draft, sides: set[str | None], host: str | None) -> bool:
        """True where an event belongs to the visit, or to the gathering abroad, of the last one told with its place."""
        place = last.place
        if place is None or (_is_background(draft) and not _of_one_time(draft, last)):
            return False
        if place.country in sides:
            return host in {None, place.country}
        abroad = place.city is not None and place.country not in last.sides and bool(draft.people & last.people)
        return abroad and draft.outcome == "held"


def _of_one_time(draft: Draft, last: Draft) -> bool:
    """True where one and the same time expression dates both: the later one goes on from the earlier."""
    ours = draft.when.expression if draft.when else None
    theirs = last.when.expression if last.when else None
    return ours is not None and theirs is not None and ours.start == theirs.start


def _guests(document: Document, drafts: Sequence[Draft]) -> set[int]:
    """The people whom the story calls visiting where it tells of a meeting: "the visiting | President |"."""
    words = document.know.words["meeting.guests"]
    told = [who for draft in drafts for who in draft.who if who.person is not None and who.start >= 0]
    text = document.article.text
    return {
        who.person
        for who in told
        if who.person is not None and words & {*text[max(0, who.start - _BESIDE) : who.end + _BESIDE].lower().split()}
    }


def _visited_by_guest(draft: Draft, guests: set[int]) -> str | None:
    """The other country where those of one side are visitors."""
    codes = {who.code for who in draft.who if who.person in guests}
    return next((w.code for w in draft.who if codes and not w.body and w.code not in codes), None)


def _is_gathering(document: Document) -> bool:
    """True where the head of the story tells of a summit or an assembly, to which delegations come from everywhere."""
    words = document.know.words["meeting.gatherings"]
    return any(token.low in words for line in document.lines[:_HEAD] for token in line.tokens)


def _posting(draft: Draft, sides: set[str | None]) -> str | None:
    """Where an ambassador meets an official of the country of his posting."""
    posts = {unit.role.posted for unit in draft.trigger.units if unit.role and unit.role.posted}
    return next((code for code in sorted(posts) if code in sides), None)


def _is_background(draft: Draft) -> bool:
    """ "in May", "in 2023": an event with a month or year of its own is not part of the visit told before."""
    expression = draft.when.expression if draft.when else None
    return draft.outcome != "held" or (
        expression is not None and expression.day is None and expression.kind in {"calendar", "month"}
    )


def _host(document: Document, draft: Draft) -> str | None:
    """The country of whoever receives."""
    if draft.trigger.rule == "credentials":
        return _accredited(document, draft)
    units = {"receive": draft.trigger.left, "received-by": draft.trigger.right}.get(draft.trigger.rule, [])
    people = {unit.person for unit in units if unit.person is not None}
    countries = {code for unit in units if unit.kind == "country" for code in unit.codes}
    return next((w.code for w in draft.who if not w.body and (w.person in people or w.code in countries)), None)


def _accredited(document: Document, draft: Draft) -> str | None:
    """The country of the officials whom a diplomat of another meets: it is the one he is sent to."""
    diplomats = {who.code for who in draft.who if who.person is not None and _is_diplomat(document, who.person)}
    return next((who.code for who in draft.who if diplomats and who.code not in diplomats and not who.body), None)


def _is_diplomat(document: Document, person: int) -> bool:
    return any(one.role is not None and one.role.office == "diplomat" for one in document.people[person].mentions)


def _is_news(draft: Draft, document: Document) -> bool:
    """True where nothing says that the event is older than the article."""
    if draft.when is None or draft.when.edtf is None or document.anchor is None:
        return True
    told, written = bounds(draft.when.edtf), bounds(document.anchor)
    return told is None or written is None or abs(written[0] - told[1]) <= _NEWS
