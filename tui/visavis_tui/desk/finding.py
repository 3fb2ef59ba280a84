"""Finding: what narrows the lists, and how they are sorted."""

from textual import on

from visavis.database import lists
from visavis_tui.desk.drawing import Drawing
from visavis_tui.messages import Searched


class Finding(Drawing):
    """The keys that change what is in the lists."""

    def action_search(self) -> None:
        """Type what to find in this area."""
        self.search_line.open(self.desk.searching)

    def action_clear(self) -> None:
        """End the search that is being typed, else undo one narrowing."""
        if self.search_line.is_open:
            self.search_line.close()
            self.desk.search("")
            self._draw()
        elif self.desk.clear():
            self._draw()
        else:
            self._say("Nothing narrows these lists.")

    def action_sort(self) -> None:
        """Sort the list in use in its next order."""
        area = self.desk.view.area
        if area != "reading":
            orders = ["", *list(lists.ORDERS[area])[1:]]
            at = orders.index(self.desk.view.orders.get(area, ""))
            self.desk.sort(area, orders[(at + 1) % len(orders)])
            self._draw()

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        self.desk.search(message.text)
        self._draw()
