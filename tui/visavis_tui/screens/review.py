"""The review queue: pairs that may be one, side by side with their sentences, then articles that give no date."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.binding import BindingType
from textual.content import Content

from visavis.database import queries, reviewing
from visavis.database.answers import ArticleRow, Passage
from visavis.database.reports import stored_report
from visavis.database.reviewing import Card, Pair, Queue, Undated
from visavis.database.rows import Rows
from visavis.journal import Decision, Different, Same, whoami
from visavis_tui import paint
from visavis_tui.cards import folded, pair_lines, told_lines
from visavis_tui.jobs import Jobs
from visavis_tui.judging import Editor, hindrance
from visavis_tui.keys import Where
from visavis_tui.present import counted
from visavis_tui.screens.form import Form, FormScreen
from visavis_tui.screens.sheet import Sheet, bound

Item = Pair | Undated
Shown = tuple[Card, Card] | tuple[ArticleRow | None, tuple[Passage, ...]]
_SLOT, _FORM = "review", "review-form"
_MOMENT, _PATIENCE = 0.03, 1.0  # seconds that a key waits for what it shows, and for what it acts on


class ReviewScreen(Sheet, inherit_bindings=False):
    """One question at a time; the next one comes as soon as a key has answered it."""

    PLACE: ClassVar[Where] = "review"
    BINDINGS: ClassVar[list[BindingType]] = bound("review", "deciding", "pages", "any page")

    def __init__(self, jobs: Jobs, editor: Editor) -> None:
        super().__init__()
        self._jobs, self._editor = jobs, editor
        self._hindrance = hindrance(editor.directory)
        self._queue: Queue | None = None
        self._items: list[Item] = []
        self._decided: dict[str, tuple[int, Item]] = {}  # by id of the line: what left the queue, and from where
        self._aside: list[object] = []  # what is to be decided later, in this order
        self._at = 0
        self._shown: tuple[Item, Shown] | None = None

    def on_mount(self) -> None:
        """Ask for the queue."""
        super().on_mount()
        self.renew()

    # --- the queue ---------------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Ask what waits now; the question that is shown stays, where it is still one."""
        self._jobs.ask(_SLOT, reviewing.queue, self._came)

    def _came(self, queue: Queue) -> None:
        first, current = self._queue is None, self.item
        gone = {_key(item) for _, item in self._decided.values()}
        self._queue = queue
        self._items = [item for item in queue.items if _key(item) not in gone]
        self._items.sort(key=lambda item: self._aside.index(_key(item)) + 1 if _key(item) in self._aside else 0)
        keys = [_key(item) for item in self._items]
        if current is not None and _key(current) in keys:
            self._at = keys.index(_key(current))
        self._at = min(self._at, max(0, len(keys) - 1))
        self._turn(0, top=first)

    @property
    def item(self) -> Item | None:
        """The question that is shown."""
        return self._items[self._at] if self._at < len(self._items) else None

    def _turn(self, by: int, *, top: bool = True) -> None:
        """Show another question."""
        self._at = (self._at + by) % len(self._items) if self._items else 0
        if item := self.item:
            self._jobs.ask(_SLOT, lambda rows: _looked_up(rows, item), lambda shown: self._show(item, shown, top=top))
            self._jobs.settle([_SLOT], _MOMENT)
        else:
            self._shown = None
            self.draw(top=True)

    def _settle(self) -> None:
        """Wait a little for the queue: keys that were typed ahead mean what it will show."""
        while self._jobs.asked(_SLOT) and self._shown is None:
            before = self._queue
            self._jobs.settle([_SLOT], _PATIENCE)
            if before is self._queue:
                return

    def _show(self, item: Item, shown: Shown, *, top: bool) -> None:
        self._shown = item, shown
        self.draw(top=top)

    # --- what is on the page -----------------------------------------------------------------------------------------

    def title_line(self) -> Content:
        """Where in the queue we are, and how many wait in all."""
        if self._queue is None:
            return paint.plain("Review", "bold")
        waiting = f"{counted(self._queue.pairs, 'pair')}, {counted(self._queue.undated, 'undated article')}"
        place = f"{self._at + 1}/{len(self._items)}" if self._items else "nothing waits"
        return paint.plain(f"Review {place}", "bold") + paint.plain(f"   in the store: {waiting}", "dim")

    def laid(self, width: int) -> Sequence[Content]:
        """The two cards, or the undated article."""
        if self._shown is None:
            return [*_nothing(width)] if self._queue is not None else []
        item, (one, other) = self._shown
        if isinstance(item, Pair) and isinstance(one, Card) and isinstance(other, Card):
            return [*pair_lines(item, one, other, width)]
        if isinstance(one, ArticleRow) and isinstance(other, tuple):
            return _undated_lines(one, other, width)
        return []

    def word(self) -> str:
        """That nothing can be decided here, where it is so."""
        return self._hindrance

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_step(self, by: int) -> None:
        """Leave this question as it is."""
        self.said = ""
        self._settle()
        self._turn(by)

    def action_later(self) -> None:
        """Put it at the end."""
        self._settle()
        if (item := self.item) is not None:
            self._aside = [*(key for key in self._aside if key != _key(item)), _key(item)]
            self._items.append(self._items.pop(self._at))
            self.said = "Later: it is at the end of the queue."
            self._turn(0)

    def action_judge(self, verdict: Literal["same", "different"]) -> None:
        """Decide on the pair that is shown."""
        item = self.item
        if not isinstance(item, Pair):
            self.say("This asks for the date of an article: p." if item else "Nothing waits for a decision.")
            return
        if self._shown is None or self._shown[0] != item:
            self.say("The cards are still being fetched: look before you decide.")
            return
        left, right = (card.spot if isinstance(card, Card) else None for card in self._shown[1])
        if left is None or right is None:
            self.say("One of the two has no words to name it by: it cannot be decided here.")
        elif self._hindrance:
            self.say(self._hindrance)
        else:
            make = Same if verdict == "same" else Different
            self._submit(item, make(author=whoami(), kind=item.kind, left=left, right=right))

    def _submit(self, item: Item, line: Decision) -> None:
        at = self._at
        self._items.pop(at)
        self._editor.decide(line, lambda written: self._decided.update({written.id: (at, item)}))
        self._turn(0)

    def action_date(self) -> None:
        """Give the undated article that is shown its date."""
        self._settle()
        item = self.item
        if not isinstance(item, Undated):
            self.say("This is a pair: s same, d different, l later.")
        elif self._hindrance:
            self.say(self._hindrance)
        else:
            self._jobs.ask(_FORM, lambda rows: _form(rows, item), lambda form: self._ask(item, form))
            self._jobs.settle([_FORM], _PATIENCE)  # what is typed next belongs there

    def _ask(self, item: Item, form: Form | None) -> None:
        def decided(lines: Sequence[Decision] | None) -> None:
            for line in lines or ():
                self._submit(item, line)

        if form is not None and item == self.item:
            self.app.push_screen(FormScreen(form), decided)

    def action_undo(self) -> None:
        """Take back the last decision; what it was about is shown again."""
        self._editor.undo(then=self._back)

    def _back(self, line: Decision) -> None:
        at, item = self._decided.pop(line.id, (0, None))
        if item is not None:
            self._at = min(at, len(self._items))
            self._items.insert(self._at, item)
            self._turn(0)

    def action_redo(self) -> None:
        """Let it hold again; what it was about leaves the queue with the next state of the store."""
        self._editor.redo()


def _key(item: Item) -> object:
    """What a question is known by, whatever becomes of its score."""
    if isinstance(item, Undated):
        return item.article_id
    return item.kind, *((side.article_id, side.start, side.end) for side in (item.left, item.right))


def _looked_up(rows: Rows, item: Item) -> Shown:
    if isinstance(item, Pair):
        return reviewing.card(rows, item.kind, item.left), reviewing.card(rows, item.kind, item.right)
    return queries.article(rows, item.article_id), queries.facts_in(rows, item.article_id)


def _form(rows: Rows, item: Undated) -> Form | None:
    from visavis_tui.forms import dating  # noqa: PLC0415 - it loads resolution, which the first paint does without

    report = stored_report(rows, item.article_id)
    return dating(report) if report else None


def _nothing(width: int) -> Sequence[Content]:
    return [
        *folded(paint.plain("Nothing waits for a decision.", "bold"), width),
        Content(""),
        *folded(paint.plain("Pairs come here when a load finds records that may be one, and articles that give no "
                            "date. u takes back your last decision; visavis journal lists them all."), width),
    ]  # fmt: skip


def _undated_lines(article: ArticleRow, facts: Sequence[Passage], width: int) -> Sequence[Content]:
    """An article that gives no date: what is known of it, and the sentences whose time words hang on it."""
    lines = [*folded(paint.plain("When was this article published?", "bold"), width)]
    lines += folded(paint.article_line(article), width)
    if article.published_derivation:
        lines += folded(
            paint.plain(f"worked out: {article.published} from {article.published_derivation}", "dim"), width
        )
    lines += [Content("")]
    for start, end in sorted({(passage.start, passage.end) for passage in facts if passage.field == "date"}):
        lines += told_lines(article, start, end, width)
    return [*lines, Content(""), *folded(paint.plain("p gives it a date, and shows what each word then means."), width)]
