"""A list on the screen, drawn line by line: only the rows that are visible are ever made.

One segment for each run of one style, no scrollbar, and after a key only the lines that changed are drawn again.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

_DRAWN = 1000  # rows kept as drawn

Runs = Sequence[tuple[str, str]]  # text, displayable and measured by the caller, with its style


class Lines(Widget, can_focus=True, inherit_bindings=False):
    """A header and as many rows as fit, one of them under the cursor; keys are the app's."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--header", "lines--row", "lines--cursor"}

    class Chosen(Message):
        """A row was clicked: `again` where the cursor was on it already."""

        def __init__(self, at: int, *, again: bool) -> None:
            self.at, self.again = at, again
            super().__init__()

    class Scrolled(Message):
        """The wheel was turned by so many rows."""

        def __init__(self, by: int) -> None:
            self.by = by
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._header: Runs = ()
        self._line: Callable[[int], Runs] = lambda _: ()
        self._strips: dict[tuple[int, bool], Strip] = {}  # of rows as drawn: place, and whether the cursor is on it
        self.rows = 0
        self.cursor = 0
        self.top = 0

    # --- for the pane ------------------------------------------------------------------------------------------------

    def fill(self, header: Runs, line: Callable[[int], Runs], rows: int) -> None:
        """Show `rows` rows, each made by `line` when it becomes visible."""
        self._header, self._line, self.rows = header, line, rows
        self._strips.clear()
        self.point(self.cursor)
        self.refresh()

    def point(self, at: int) -> None:
        """Put the cursor on a row, and scroll as little as shows it."""
        old, self.cursor = self.cursor, max(0, min(at, self.rows - 1))
        page = self.page
        top = max(self.cursor - page + 1, min(self.top, self.cursor))
        top = max(0, min(top, self.rows - page))
        if top != self.top:
            self.top = top
            if len(self._strips) > _DRAWN:
                self._strips.clear()
            self.refresh()
        elif old != self.cursor:
            self.redraw(old)
            self.redraw(self.cursor)

    def redraw(self, at: int) -> None:
        """Draw one row again, if it is visible."""
        if 0 <= at - self.top < self.page:
            self.refresh(Region(0, at - self.top + 1, self.size.width, 1))

    @property
    def page(self) -> int:
        """How many rows are visible."""
        return max(1, self.size.height - 1)

    def texts(self) -> list[str]:
        """What is visible, line by line."""
        return [self.render_line(y).text.rstrip() for y in range(self.size.height)]

    # --- drawing -----------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the terminal."""
        if y == 0:
            return self._strip(self._header, "lines--header")
        at = self.top + y - 1
        if at >= self.rows:
            return self._strip((), "lines--row")
        known = at, at == self.cursor
        if known not in self._strips:
            self._strips[known] = self._strip(self._line(at), "lines--cursor" if known[1] else "lines--row")
        return self._strips[known]

    def _strip(self, runs: Runs, part: str) -> Strip:
        base = self.get_component_rich_style(part)
        width = self.size.width
        used = sum(cell_len(text) for text, _ in runs)
        segments = [Segment(text, _combined(base, style)) for text, style in runs]
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        strip = Strip(segments, max(used, width))
        return strip.crop(0, width) if used > width else strip

    # --- messages ----------------------------------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Whatever was drawn looks otherwise now."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the cursor visible."""
        self._strips.clear()
        self.point(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A row is chosen."""
        at = self.top + event.y - 1
        if event.y and at < self.rows:
            self.post_message(self.Chosen(at, again=at == self.cursor))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows at a time."""
        event.stop()
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows at a time."""
        event.stop()
        self.post_message(self.Scrolled(-3))


@lru_cache(512)
def _combined(base: Style, style: str) -> Style:
    return base + Style.parse(style) if style else base
