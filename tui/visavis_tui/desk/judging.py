"""Deciding on the desk: the review queue, what a person corrects, adds or rejects, and taking it back."""

from pathlib import Path

from visavis_tui.desk.drawing import Drawing
from visavis_tui.judging import Editor
from visavis_tui.keys import KEYS, Key
from visavis_tui.screens.review import ReviewScreen


class Judging(Drawing):
    """The keys that decide something; all of it goes through the journal."""

    def __init__(self, directory: Path, keys: tuple[Key, ...] = KEYS) -> None:
        super().__init__(directory, keys)
        self.editor = Editor(directory, self.call_later, self._told, self._changed)

    def action_review(self) -> None:
        """Turn to what waits for a decision."""
        if self.jobs is not None:
            self.push_screen(ReviewScreen(self.jobs, self.editor), lambda _: self._draw())

    def action_undo(self) -> None:
        """Take back this person's last decision."""
        self.editor.undo()

    def action_redo(self) -> None:
        """Let it hold again."""
        self.editor.redo()

    def _told(self, text: str) -> None:
        """A word on whatever is in front."""
        if reviews := self._reviews:
            reviews[0].say(text)
        else:
            self._say(text)

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
    def _reviews(self) -> list[ReviewScreen]:
        """The review queue, where it is open."""
        return [screen for screen in self.screen_stack if isinstance(screen, ReviewScreen)]
