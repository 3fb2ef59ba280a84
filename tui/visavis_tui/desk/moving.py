"""Moving about the desk: the cursor, from area to area, into a row, to its evidence, and back."""

from textual import on

from visavis_tui.desk.drawing import Drawing
from visavis_tui.messages import Arrived, Entered, Pointed, Read, Resized
from visavis_tui.panes.listing import Move
from visavis_tui.state import PANES, Area, Pane


class Moving(Drawing):
    """The keys that change where we are."""

    def action_move(self, how: Move) -> None:
        """Move the cursor of the list, or the article."""
        area = self.desk.view.area
        if area == "reading":
            self.reading.move(how)
        else:
            self.lists[area].move(how)
            self._point(area)

    def action_go(self, area: Area) -> None:
        """Turn to an area."""
        self.search_line.close()
        self.desk.go(area)
        self._draw()

    def action_next_area(self, by: int) -> None:
        """Turn to the area after or before this one."""
        areas: list[Area] = [*PANES] if self._alone else [*PANES, "reading"]
        at = areas.index(self.desk.view.area) if self.desk.view.area in areas else 0
        self.action_go(areas[(at + by) % len(areas)])

    def action_enter(self) -> None:
        """Keep the search that is being typed, else go into the row under the cursor."""
        area = self.desk.view.area
        if self.search_line.is_open:
            self.search_line.close()
            self._draw()
        elif area != "reading" and (pick := self._picked(area)):
            self.desk.point(area, pick.row_id)
            self.desk.enter(pick)
            self._draw()

    def action_evidence(self) -> None:
        """Show the evidence of the row under the cursor; in the article, the next one."""
        area = self.desk.view.area
        if area == "reading":
            self.action_step(1)
        elif pick := self._picked(area):
            self.desk.point(area, pick.row_id)
            self.desk.read(pick)
            self._draw()

    def action_step(self, by: int) -> None:
        """Go to the next or the previous evidence."""
        self._settle()
        self.desk.step(by, self.reading.count)
        self._draw(lists=False)

    def action_go_back(self) -> None:
        """Go back."""
        if self.desk.back():
            self._draw()
        else:
            self._say("This is where you began.")

    def action_go_forward(self) -> None:
        """Undo going back."""
        if self.desk.forward():
            self._draw()
        else:
            self._say("There is nothing further on.")

    def action_zoom(self) -> None:
        """Give the whole screen to this area, or take it back."""
        self.screen.toggle_class("-zoom")
        self._draw()

    # --- messages ----------------------------------------------------------------------------------------------------

    @on(Pointed)
    def _pointed(self, message: Pointed) -> None:
        self._point(message.pane)

    def _point(self, pane: Pane) -> None:
        """The cursor of a list has moved: the article follows as soon as it can."""
        if pick := self.lists[pane].picked:
            self.desk.point(pane, pick.row_id)
        if self.jobs is not None and pane == self.desk.view.pane and self.desk.view.reading is None:
            self._draw_reading(self.jobs)
            self._draw_lines()

    @on(Arrived)
    def _arrived(self, message: Arrived) -> None:
        """Rows came after the key that asked for them."""
        pane = self.lists[message.pane]
        pane.arrived()
        pane.mark_current(current=message.pane == self.desk.view.pane)
        if self.jobs is not None:
            if message.pane == self.desk.view.pane and self.desk.view.reading is None:
                self._draw_reading(self.jobs)
            self._draw_lines()
            self._uncover()

    @on(Read)
    def _read(self) -> None:
        if self.jobs is not None:
            self._draw_lines()

    @on(Entered)
    def _entered(self, message: Entered) -> None:
        self.desk.go(message.pane)
        self.action_enter()

    @on(Resized)
    def _resized(self, message: Resized) -> None:
        if self.jobs is not None:
            (self.reading if message.area == "reading" else self.lists[message.area]).draw()
            self._draw_lines()
