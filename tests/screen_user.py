"""Somebody at the desk: presses keys on the real app and reads what is then on the screen."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from visavis_tui.app import DeskApp

NARROW, MEDIUM, WIDE = (80, 24), (120, 36), (200, 50)
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "200x50"])


class User:
    """Presses keys and reads the screen."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        """Press keys one after the other, then read."""
        for key in keys:
            self.pilot.app.post_message(Key(key, key if len(key) == 1 else {"space": " "}.get(key)))
        return await self.settled()

    async def settled(self) -> str:
        """Let every question to the store be answered and drawn, then read."""
        app = self.pilot.app
        assert isinstance(app, DeskApp)
        for _ in range(3):
            await self.pilot.pause()
            while app.editor.busy or (app.jobs is not None and app.jobs.busy):
                await self.pilot.pause()
        return self.screen

    async def type(self, text: str) -> str:
        """Type a text, then read."""
        return await self.press(*({" ": "space"}.get(char, char) for char in text))

    async def paste(self, text: str) -> str:
        """Put a text into the search at once, then read."""
        self.pilot.app.focused.insert_text_at_cursor(text)  # type: ignore[union-attr]
        return await self.settled()

    @property
    def screen(self) -> str:
        """All that is visible."""
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def lines(self, *words: str) -> list[str]:
        """The visible lines that hold all words."""
        return [line for line in self.screen.split("\n") if all(word in line for word in words)]


@asynccontextmanager
async def desk(directory: Path, size: tuple[int, int]) -> AsyncIterator[User]:
    """The app on a store, opened and drawn."""
    app = DeskApp(directory)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        user = User(pilot)
        await user.settled()
        yield user


def in_order(text: str, words: Sequence[str]) -> bool:
    """Whether all words stand in the text, one after the other."""
    position = 0
    for word in words:
        position = text.find(word, position)
        if position < 0:
            return False
    return True
