"""Finding: what narrows the lists, and how they are sorted."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from textual import events, on

from visavis.database import lists
from visavis.database.answers import Facet, Field, Filter, Matrix, Scope
from visavis.database.facets import facets
from visavis.database.matrix import HELD, matrix
from visavis.database.rows import Rows
from visavis_tui.chips import FIELDS, chip_text, value_text
from visavis_tui.desk.drawing import Drawing
from visavis_tui.messages import Searched
from visavis_tui.screens.choose import Ask, ChooseScreen, Effect, Option, Question, Then, among
from visavis_tui.screens.matrix import MatrixScreen, Pair

_CHOICES = "choices"  # what options are asked for as


class Finding(Drawing):
    """The keys that change what is in the lists."""

    # --- words -------------------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type what to find in this area."""
        self.search_line.open(self.desk.searching)

    async def on_event(self, event: events.Event) -> None:
        """What is typed into a search counts before the next key does: on a slow line many come in one piece."""
        typing = isinstance(event, events.Key) and self.jobs is not None and len(self.screen_stack) == 1
        if typing and self.search_line.is_open and self.search_line.take(cast("events.Key", event)):
            self._search()
        else:
            await super().on_event(event)

    @on(Searched)
    def _searched(self, message: Searched) -> None:
        """Something was pasted; what was typed is known already."""
        if self.search_line.is_open and message.text == self.search_line.text:
            self._search()

    def _search(self) -> None:
        if self.search_line.text != self.desk.searching:
            self.desk.search(self.search_line.text)
            self._draw()

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

    def action_columns(self) -> None:
        """Choose a column of the list in use, and what to do with it."""
        pane = self.lists[self.desk.view.pane]
        shown = [column.title for column in pane.arrangement()]
        hidden = [column.title for column in pane.COLUMNS if column.title not in shown]
        options = [Option(title, title, "shown") for title in shown]
        options += [Option(title, title, "hidden") for title in hidden]
        options.append(Option("", "as usual", "all columns in their usual order"))
        self.choose(Question(f"Columns of {pane.PANE}", among(options), self._column))

    def _column(self, title: str) -> Question | Effect:
        """What to do with one column, or all of them as usual."""
        pane = self.lists[self.desk.view.pane]
        shown = [column.title for column in pane.arrangement()]
        if not title:
            return partial(self._arrange, ())
        if title not in shown:
            return partial(self._arrange, (*shown, title))
        at = shown.index(title)
        rest = shown[:at] + shown[at + 1 :]
        moves = {"hide": rest, "move to the left": _inserted(rest, at - 1, title)}
        moves["move to the right"] = _inserted(rest, at + 1, title)
        moves["move to the front"] = _inserted(rest, 0, title)
        if len(shown) == 1:
            del moves["hide"]
        options = [Option(tuple(titles), name, " ".join(titles)) for name, titles in moves.items()]
        return Question(f"Column {title}", among(options), lambda titles: partial(self._arrange, titles))

    def _arrange(self, titles: tuple[str, ...]) -> None:
        pane = self.lists[self.desk.view.pane]
        pane.arranged = titles
        pane.draw()
        self._draw_lines()

    def action_timeline(self) -> None:
        """Draw the events on one scale of time, or as a list again."""
        self.desk.toggle_timeline()
        self._draw()

    def action_matrix(self) -> None:
        """Show who met whom in the events of the list."""
        if self.jobs is not None:
            self._say("counting who met whom …")
            self.jobs.ask("matrix", partial(_matrix_of, self.desk.scope("events")), self._show_matrix)

    def _show_matrix(self, found: Matrix) -> None:
        self._draw_lines()
        narrowed = [chip_text(chip) for chip in self.desk.view.chips]
        about = f", {', '.join(narrowed)}" if narrowed else ""
        self.push_screen(MatrixScreen(found, about, self._open_cell))

    def _open_cell(self, pair: Pair) -> None:
        """The meetings that were held with both of a pair."""
        actors = [chip for chip in self.desk.view.chips if chip.field == "actor"]
        both = [Filter("actor", str(actor_id), name) for actor_id, name in pair]
        self.desk.look_into([*dict.fromkeys([*actors, *both]), *HELD])
        self._draw()

    # --- filters -----------------------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Choose what to narrow all lists by, or a filter to take off."""
        taken = [Option(chip, f"take off: {chip_text(chip)}", "narrows all lists now") for chip in self.desk.view.chips]
        offered = [Option(field, *said) for field, said in FIELDS.items()]
        self.choose(Question("Filter by", among([*taken, *offered]), self._filter_by))

    def _filter_by(self, chosen: Filter | Field) -> Question | Effect:
        if isinstance(chosen, Filter):
            return partial(self._change, self.desk.drop_chip, chosen)
        if chosen == "new":
            return Question("New since which state of the store", among(_states(self.directory)), self._add)
        return self.value_of(chosen, self.desk.add_chip)

    def _add(self, chip: Filter) -> Effect:
        return partial(self._change, self.desk.add_chip, chip)

    def _change(self, how: Callable[[Filter], None], chip: Filter) -> None:
        how(chip)
        self._draw()

    def action_unfilter(self) -> None:
        """Take the last filter off."""
        if self.desk.drop_last_chip():
            self._draw()
        else:
            self._say("No filter is set.")

    def action_dyad(self) -> None:
        """Choose the pair of countries to look at."""
        self.choose(self.value_of("pair", self.desk.watch))

    def value_of(self, field: Field, how: Callable[[Filter], None]) -> Question:
        """Which value of a field, each with how many of the present events it would leave; `how` takes the filter."""
        scope = self.desk.scope("events")

        def options(text: str, rows: Rows) -> list[Option]:
            return [_offered(field, facet) for facet in facets(rows, field, scope, text)]

        title = f"Filter by {FIELDS[field][0]}: {FIELDS[field][1]}"
        return Question(title, self._asking(options), lambda chip: partial(self._change, how, chip))

    # --- choosing ----------------------------------------------------------------------------------------------------

    def choose(self, question: Question) -> None:
        """Let the user choose; what follows from it is done before the next key."""
        self.push_screen(ChooseScreen(question))

    def _asking(self, work: Callable[[str, Rows], Sequence[Option]]) -> Ask:
        """Options that the store has to be asked for, in a thread."""

        def ask(text: str, then: Then) -> None:
            if self.jobs is not None:
                self.jobs.ask(_CHOICES, partial(work, text), then)

        return ask


def _offered(field: Field, facet: Facet) -> Option:
    words = value_text(field, facet.value, facet.label)
    return Option(Filter(field, facet.value, words), words, f"{facet.count:,}")


def _inserted(titles: Sequence[str], at: int, title: str) -> list[str]:
    place = max(0, at)
    return [*titles[:place], title, *titles[place:]]


def _matrix_of(scope: Scope, rows: Rows) -> Matrix:
    return matrix(rows, scope)


def _states(directory: Path) -> list[Option]:
    """The earlier states of the store that are kept, the latest first."""
    from visavis.database.generations import earlier  # noqa: PLC0415 - not on the way to the first screen

    found = [(one.number, f"generation {one.number}, {one.written:%Y-%m-%d %H:%M} UTC") for one in earlier(directory)]
    return [Option(Filter("new", str(number), words), words) for number, words in found]
