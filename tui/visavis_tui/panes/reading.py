"""The reading pane: what is known of a row, and the article at the sentence that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from visavis.database import queries
from visavis.database.answers import ArticleRow, Passage
from visavis.database.rows import Rows
from visavis_tui import paint
from visavis_tui.jobs import Jobs
from visavis_tui.marked import Page, page
from visavis_tui.messages import Read, Resized
from visavis_tui.panes.listing import Move
from visavis_tui.state import Pick
from visavis_tui.stops import Stop, stops

SLOT = "reading"  # what it is asked for as
Article = ArticleRow | None
_NOUNS = {"actors": "mention", "events": "evidence", "sources": "sentence with a fact"}


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is shown of one row: its card, the places to stop at, and what is being searched for."""

    pick: Pick
    card: tuple[Content, ...]
    stops: tuple[Stop, ...]
    search: str = ""


class ArticleText(VerticalScroll, inherit_bindings=False):
    """A scrolling text without keys of its own."""


class ReadingPane(Vertical):
    """Shows one row's card, the current evidence, and the article around it."""

    def __init__(self) -> None:
        super().__init__(id="reading")
        self._reading: Reading | None = None
        self._article: ArticleRow | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        """The card above, the article below, and between them where in the evidence we are."""
        yield Static(classes="card")
        yield Static(classes="stop")
        with ArticleText():
            yield Static(classes="text")

    # --- for the app -------------------------------------------------------------------------------------------------

    def ask(self, jobs: Jobs, pick: Pick | None, step: int, search: str) -> None:
        """Show evidence number `step` of a row; with `search`, the hits in the article shown last instead."""
        if pick is None:
            jobs.drop(SLOT)
            self._clear()
            return
        jobs.ask(SLOT, lambda rows: self._answer(rows, pick, step, search), self._show)

    def _answer(self, reader: Rows, pick: Pick, step: int, search: str) -> tuple[Reading, int, Article]:
        """Everything to show, from what is shown already and from the store; changes nothing."""
        reading, article = self._reading, self._article
        if reading is None or (reading.pick, reading.search) != (pick, search):
            reading, article = _read(reader, pick, search, reading, article)
        at = step if step < len(reading.stops) else 0
        wanted = _article_id(reading, at, article)
        if wanted is not None and (article is None or article.article_id != wanted):
            article = queries.article(reader, wanted)
        return reading, at, article

    def _show(self, answer: tuple[Reading, int, Article]) -> None:
        self._reading, self._at, self._article = answer
        self.draw()
        self.post_message(Read())

    def forget(self) -> None:
        """The store has changed: nothing of what was read may be shown again."""
        self._reading = self._article = None

    def draw(self) -> None:
        """Lay card and article out for the present width, at the current sentence."""
        width = self.scroll.size.width or self.size.width
        if self._reading is None or not width:
            return
        stop, count = self.stop, len(self._reading.stops)
        noun = "hit" if self._reading.search else _NOUNS[self._reading.pick.pane]
        where = [paint.stop_line(stop, self._at, count, noun)]
        laid = Page((), 0)
        if self._article is not None:
            where.append(paint.article_line(self._article))
            marks = [passage for found in self._reading.stops for passage in self._here(found)]
            laid = page(self._article, marks, stop, width)
        self._put(self._reading.card, where, laid)

    def move(self, how: Move) -> None:
        """Scroll the article; a page is what is visible."""
        height = max(1, self.scroll.size.height)
        ends = {"first": 0, "last": self.scroll.max_scroll_y}
        steps = {"up": -1, "down": 1, "half_up": -height // 2, "half_down": height // 2}
        steps |= {"page_up": 1 - height, "page_down": height - 1}
        target = ends[how] if how in ends else self.scroll.scroll_target_y + steps[how]
        self.scroll.scroll_to(y=target, animate=False)

    @property
    def scroll(self) -> ArticleText:
        """Where the article is."""
        return self.query_one(ArticleText)

    @property
    def count(self) -> int:
        """How many places there are to stop at."""
        return len(self._reading.stops) if self._reading else 0

    @property
    def stop(self) -> Stop | None:
        """Where we are."""
        return self._reading.stops[self._at] if self._reading and self._reading.stops else None

    @property
    def article_id(self) -> int | None:
        """The article that is shown."""
        return self._article.article_id if self._article else None

    @property
    def position(self) -> str:
        """'2/3'."""
        return f"{self._at + 1}/{self.count}" if self.count else ""

    # --- inside ------------------------------------------------------------------------------------------------------

    def _here(self, stop: Stop) -> tuple[Passage, ...]:
        return stop.passages if self._article and stop.article_id == self._article.article_id else ()

    def _clear(self) -> None:
        self.forget()
        self._put((), (), Page((), 0))

    def _put(self, card: Sequence[Content], where: Sequence[Content], laid: Page) -> None:
        for part, lines in ((".card", card), (".stop", where), (".text", laid.lines)):
            self.query_one(part, Static).update(Content("\n").join(lines))
            self.query_one(part, Static).display = bool(lines)
        above = max(2, self.scroll.size.height // 4)
        self.scroll.scroll_to(y=max(0, laid.current - above), animate=False)

    def on_resize(self, _event: events.Resize) -> None:
        """The article is laid out anew."""
        self.post_message(Resized("reading"))


def _read(reader: Rows, pick: Pick, search: str, old: Reading | None, article: Article) -> tuple[Reading, Article]:
    """What there is to read of a row, and the article to begin with."""
    if search and article is not None:
        card = old.card if old and old.pick == pick else _card(reader, pick)
        return Reading(pick, card, stops(queries.hits(reader, article.article_id, search)), search), article
    return Reading(pick, _card(reader, pick), stops(passages(reader, pick))), None


def _article_id(reading: Reading, at: int, article: Article) -> int | None:
    if reading.stops:
        return reading.stops[at].article_id
    if reading.pick.pane == "sources":
        return reading.pick.row_id
    return article.article_id if article else None


def passages(reader: Rows, pick: Pick) -> tuple[Passage, ...]:
    """All evidence of a row, in the order of articles and texts."""
    ask = {"actors": queries.mentions, "events": queries.evidence, "sources": queries.facts_in}[pick.pane]
    return ask(reader, pick.row_id)


def _card(reader: Rows, pick: Pick) -> tuple[Content, ...]:
    """What is known of a row besides its evidence."""
    if pick.pane == "events":
        event = queries.event(reader, pick.row_id)
        return tuple(paint.fact_head(event, queries.parts(reader, pick.row_id))) if event else ()
    if pick.pane == "actors":
        actor = queries.actor(reader, pick.row_id)
        roles, names = queries.roles(reader, pick.row_id), queries.names(reader, pick.row_id)
        return tuple(paint.actor_head(actor, roles, names, queries.company(reader, pick.row_id))) if actor else ()
    return ()
