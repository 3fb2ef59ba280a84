"""Deciding on the desk: the review queue, what a person corrects, adds or rejects, and taking it back.

The journal, the records and the pages that decide are loaded by the first key that needs them: a desk is painted in half
the time without.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from visavis.database.rows import Rows
from visavis.errors import JournalError
from visavis_tui.desk.drawing import Drawing
from visavis_tui.screens.sheet import Sheet
from visavis_tui.state import Pick

if TYPE_CHECKING:
    from visavis.journal import Decision
    from visavis.model import FactKind
    from visavis_tui.judging import Editor
    from visavis_tui.screens.form import Form
    from visavis_tui.screens.marking import Overlooked
    from visavis_tui.screens.review import ReviewScreen

_SLOT = "form"
_PATIENCE = 1.0  # seconds that keys wait for a form: what is typed next belongs into it


class Judging(Drawing):
    """The keys that decide something; all of it goes through the journal."""

    @cached_property
    def editor(self) -> "Editor":
        """Who writes the journal."""
        from visavis_tui.judging import Editor  # noqa: PLC0415

        return Editor(self.directory, self.call_later, self._told, self._changed)

    @property
    def deciding(self) -> bool:
        """Whether a decision is not yet in the facts."""
        return "editor" in self.__dict__ and self.editor.busy

    def close_editor(self) -> None:
        """Let decisions that are under way end."""
        if "editor" in self.__dict__:
            self.editor.close()

    # --- keys --------------------------------------------------------------------------------------------------------

    def action_review(self) -> None:
        """Turn to what waits for a decision."""
        from visavis_tui.screens.review import ReviewScreen  # noqa: PLC0415

        if self.jobs is not None:
            self.push_screen(ReviewScreen(self.jobs, self.editor), lambda _: self._draw())

    def action_undo(self) -> None:
        """Take back this person's last decision."""
        self.editor.undo()

    def action_redo(self) -> None:
        """Let it hold again."""
        self.editor.redo()

    def action_correct(self) -> None:
        """Correct the fields of what is read or under the cursor; of an article, its date."""
        pick = self._object()
        if pick is not None and pick.pane == "sources":
            self.action_publication()
        elif pick is not None:
            self._decide(lambda rows: _correction(rows, pick))

    def action_reject(self) -> None:
        """Reject the fact that is read or under the cursor."""
        pick = self._object()
        if pick is not None and pick.pane == "events":
            self._decide(lambda rows: _rejection(rows, pick))
        else:
            self._say("Only meetings and agreements can be rejected: go to one first.")

    def action_publication(self) -> None:
        """Date the article that is read."""
        article_id = self._article_id()
        if article_id is not None:
            self._decide(lambda rows: _dating(rows, article_id))
        else:
            self._say("There is no article here to date.")

    def action_overlooked(self) -> None:
        """Go through the sentences of the article, those first that look like an event and made none."""
        self._mark(None)

    def action_add(self) -> None:
        """Mark words of the sentence that is pointed at."""
        stop = self.reading.stop
        self._mark(stop.sentence if stop else None)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _article_id(self) -> int | None:
        """The article that is read; in the list of sources the one under the cursor."""
        area = self.desk.view.area
        pick = self._picked(area) if area == "sources" else None
        self._settle()
        return pick.row_id if pick else self.reading.article_id

    def _decide(self, made: "Callable[[Rows], Form | None]") -> None:
        """Make a form beside the screen and ask for it to be filled in, where this person may decide."""
        from visavis_tui.judging import hindrance  # noqa: PLC0415

        if problem := hindrance(self.directory):
            self._say(problem)
        elif self.jobs is not None:
            self.jobs.ask(_SLOT, made, self._ask)
            self.jobs.settle([_SLOT], _PATIENCE)

    def _ask(self, form: "Form | None") -> None:
        from visavis_tui.screens.form import FormScreen  # noqa: PLC0415

        if form is None:
            self._say("Nothing to decide here: this is gone, or no meeting, agreement, actor or article.")
        else:
            self.push_screen(FormScreen(form), self._made)

    def _made(self, lines: "Sequence[Decision] | None") -> None:
        for line in lines or ():
            self.editor.decide(line)

    def _mark(self, sentence: int | None) -> None:
        from visavis_tui.screens.marking import looked_through  # noqa: PLC0415

        article_id = self._article_id()
        if self.jobs is None or article_id is None:
            self._say("There is no article here.")
            return
        self._say("Reading the article again ...")
        self.jobs.ask(
            _SLOT, lambda rows: looked_through(rows, article_id), lambda found: self._show_marks(found, sentence)
        )
        self.jobs.settle([_SLOT], _PATIENCE)

    def _show_marks(self, found: "Overlooked | None", sentence: int | None) -> None:
        from visavis_tui.screens.marking import MarkingScreen  # noqa: PLC0415

        if found is None:
            self._say("This article is gone: the store has changed.")
            return
        at = next((one.start for one in found.sentences if one.number == sentence), None)
        self.push_screen(MarkingScreen(found, at, self._add_marked), lambda _: self._draw())

    def _add_marked(self, form: "Form") -> None:
        self._decide(lambda _: form)

    def _told(self, text: str) -> None:
        """A word on the page that is in front, else on the desk."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, Sheet)]
        if pages:
            pages[-1].say(text)
        else:
            self._say(text, stays=True)

    def _changed(self) -> None:
        """The store is another: show it, without moving anybody."""
        if self._reader is None or self.jobs is None:
            return
        if len(self.screen_stack) == 1:
            self._draw()
        for review in self._reviews:
            self._renew(self._reader, self.jobs)
            review.renew()

    @property
    def _reviews(self) -> "list[ReviewScreen]":
        """The review queue, where it is open."""
        from visavis_tui.screens.review import ReviewScreen  # noqa: PLC0415

        return [screen for screen in self.screen_stack if isinstance(screen, ReviewScreen)]


# --- forms, made beside the screen: they load resolution, which the first paint does without -------------------------


def _correction(rows: Rows, pick: Pick) -> "Form | None":
    from visavis.database import naming  # noqa: PLC0415
    from visavis_tui.forms import correcting  # noqa: PLC0415

    try:
        found = naming.named(rows, str(pick.row_id))
    except JournalError:
        return None
    if found.kind not in naming.CORRECTABLE:
        return None
    before = naming.fields(rows, found.kind, pick.row_id)
    return correcting(found.kind, pick.label, found.spot, before) if before else None


def _rejection(rows: Rows, pick: Pick) -> "Form | None":
    from visavis.database import naming  # noqa: PLC0415
    from visavis_tui.forms import rejecting  # noqa: PLC0415

    told = naming.told_by(rows, pick.row_id)
    if not told or told[0].kind not in naming.CORRECTABLE:
        return None
    return rejecting(cast("FactKind", told[0].kind), pick.label, [one.spot for one in told])


def _dating(rows: Rows, article_id: int) -> "Form | None":
    from visavis.database.reports import stored_report  # noqa: PLC0415
    from visavis_tui.forms import dating  # noqa: PLC0415

    report = stored_report(rows, article_id)
    return dating(report) if report else None
