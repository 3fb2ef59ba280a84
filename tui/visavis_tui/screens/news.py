"""New for you: what changed since this user's last mark; the list stays as it is while it is read."""

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from visavis.database.news import New, News
from visavis.database.rows import Rows
from visavis_tui import paint, present
from visavis_tui.cards import folded
from visavis_tui.jobs import Jobs
from visavis_tui.keys import Where
from visavis_tui.screens.sheet import Sheet, bound
from visavis_tui.seen import Seen

_SLOT = "news"
_FIELDS = ("title", "status", "date", "place")
_WORDS = {"new": "NEW", "contradicted": "CONTRADICTED", "confirmed": "CONFIRMED", "changed": "CHANGED",
          "withdrawn": "WITHDRAWN"}  # fmt: skip
_WHAT_COMES = (
    "Facts come here that are new, changed, confirmed by another origin, contradicted or withdrawn since you last "
    "marked them as seen. u takes back the last mark."
)


class NewsScreen(Sheet, inherit_bindings=False):
    """A list by pairs of countries; `read` opens the evidence of a fact."""

    PLACE: ClassVar[Where] = "news"
    BINDINGS: ClassVar[list[BindingType]] = bound("news", "any page")

    def __init__(self, jobs: Jobs, seen: Seen, read: Callable[[int, str], None]) -> None:
        super().__init__()
        self._jobs, self._seen, self._read = jobs, seen, read
        self._news: News | None = None
        self._marked: set[New] = set()  # seen, though still in the list
        self._at = self._line = 0

    def on_mount(self) -> None:
        """Ask what is new."""
        super().on_mount()
        self._jobs.ask(_SLOT, self._seen.news, self._came)

    def _came(self, news: News) -> None:
        self._news, self._marked, self._at, self.said = news, set(), 0, news.problem
        self.draw(top=True)

    # --- what is on the page -----------------------------------------------------------------------------------------

    def title_line(self) -> Content:
        """How much is new."""
        if self._news is None:
            return paint.plain("New for you …", "bold")
        shown = f", the first {len(self._news.items)} here" if self._news.total > len(self._news.items) else ""
        left = self._news.total - len(self._marked)
        return paint.plain(f"New for you since you last marked it as seen: {left:,}{shown}", "bold")

    def laid(self, width: int) -> Sequence[Content]:
        """By pair of countries: what happened to which fact, and what it was before."""
        if self._news is None:
            return []
        if not self._news.items:
            return [*_nothing(width)]
        lines: list[Content] = []
        dyad: tuple[str, ...] | None = None
        for at, new in enumerate(self._news.items):
            if new.countries != dyad:
                dyad = new.countries
                lines.append(paint.plain(" - ".join(map(present.one_line, dyad)) or "no countries", "bold underline"))
            if at == self._at:
                self._line = len(lines)
            lines += self._item_lines(new, width, here=at == self._at)
        return lines

    def _item_lines(self, new: New, width: int, *, here: bool) -> Iterator[Content]:
        title, status, date, _ = new.looks
        sign = "▶" if here else " "
        seen = "✓ " if new in self._marked else ""
        what = f"{seen}{_WORDS[new.change]}  {present.date_text(date)} {status} · {present.one_line(title)}"
        yield from folded(paint.plain(what, "bold reverse" if here else "dim" if seen else ""), width, f"{sign} ")
        for line in _differences(new):
            yield from folded(paint.plain(line, "dim"), width, "     ")

    def draw(self, *, top: bool = False) -> None:
        """And the cursor in sight."""
        super().draw(top=top)
        if not top:
            self.scroll.scroll_to(y=max(0, self._line - self.scroll.size.height // 2), animate=False)

    @property
    def _here(self) -> New | None:
        return self._news.items[self._at] if self._news and self._at < len(self._news.items) else None

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Go to another one."""
        if self._news and self._news.items:
            self.said = ""
            self._at = max(0, min(self._at + by, len(self._news.items) - 1))
            self.draw()

    def action_open(self) -> None:
        """Read the sentence that says so."""
        new = self._here
        if new is None:
            return
        if new.fact_id is None:
            self.say("No article tells this any more: it was withdrawn, rejected, or joined with another fact.")
        else:
            self.dismiss()
            self._read(new.fact_id, new.looks[0] or "")

    def action_seen(self) -> None:
        """Mark this one; it stays in the list."""
        if (new := self._here) is not None and new not in self._marked:
            self._mark([new], lambda _: self._seen_now(new))

    def _seen_now(self, new: New) -> None:
        self._marked.add(new)
        self.action_move(1)

    def action_seen_all(self) -> None:
        """Mark everything; the list stays until it is left."""
        if self._news and self._news.items:
            everything = self._news.items
            self._mark(None, lambda _: self._marked.update(everything))
            self.said = "All seen; u takes it back."

    def _mark(self, items: Sequence[New] | None, then: Callable[[News], object]) -> None:
        def marked(news: News) -> None:
            then(news)
            self.draw()

        self._jobs.ask(_SLOT, lambda rows: self._seen.mark(rows, items), marked)

    def action_unseen(self) -> None:
        """Take the last mark back."""
        self._jobs.ask(_SLOT, self._taken_back, self._back)

    def _taken_back(self, rows: Rows) -> News | None:
        return self._seen.take_back(rows)

    def _back(self, news: News | None) -> None:
        if news is None:
            self.say("There is no mark to take back.")
        else:
            self._came(news)
            self.say("Taken back: this is new for you again.")


def _differences(new: New) -> Iterator[str]:
    """What it was before, field by field; who confirms it."""
    if new.change == "new":
        yield present.sources_text(new.origins, new.origins).replace("article", "origin")
        return
    if new.old_origins is not None and new.origins > new.old_origins:
        yield f"origins: {new.old_origins} → {new.origins}"
    if new.change == "withdrawn":
        return
    for field, before, now in zip(_FIELDS, new.before, new.looks, strict=True):
        if before != now:
            yield f"{field}: {_shown(field, before)} → {_shown(field, now)}"


def _shown(field: str, value: str | None) -> str:
    return present.date_text(value) if field == "date" else present.one_line(value) or "not known"


def _nothing(width: int) -> Iterator[Content]:
    yield from folded(paint.plain("Nothing is new for you.", "bold"), width)
    yield Content("")
    yield from folded(paint.plain(_WHAT_COMES), width)
