"""Commands typed after a colon, addresses, marks, and the SQL of what is shown."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import cast, get_args

from visavis.database import lists
from visavis.database.answers import Field, Filter
from visavis.database.rows import Rows
from visavis.errors import VisavisError
from visavis_tui import address
from visavis_tui.chips import FIELDS
from visavis_tui.colon import COMMANDS, Command
from visavis_tui.desk.finding import Finding
from visavis_tui.keys import DESK, Key, shown
from visavis_tui.screens.choose import Effect, Option, Question, Then, among
from visavis_tui.screens.query import QueryScreen
from visavis_tui.state import View

Run = Callable[[str], None]


class Commanding(Finding):
    """The keys that lead to a word to be typed, or to a page about the view."""

    def action_command(self) -> None:
        """Type a command, or choose one; every key of the desk is one as well."""
        self.choose(Question("Command", self._commands, lambda effect: cast("Effect", effect)))

    def _commands(self, text: str, then: Then) -> None:
        """The commands that fit what was typed; one that is there already with what follows it."""
        word, _, argument = text.strip().partition(" ")
        known = [command for command in COMMANDS if command.name == word]
        typed = [Option(partial(self._run, known[0], argument), text.strip(), known[0].description)] if known else []
        offered = [_option(command, partial(self._run, command, "")) for command in COMMANDS if command not in known]
        keys = [_key_option(key, partial(self._press, key)) for key in self.keys if key.where in DESK]
        among([*offered, *keys])(text, lambda options: then([*typed, *options]))

    def _press(self, key: Key) -> None:
        self.call_later(self.run_action, key.action)

    def _run(self, command: Command, argument: str) -> None:
        runs: Mapping[str, Run] = {
            "dyad": self._run_dyad,
            "filter": self._run_filter,
            "in": partial(self._run_field, "in"),
            "maybe": partial(self._run_field, "maybe"),
            "sort": self._run_sort,
            "go": self._run_go,
            "address": self._run_address,
            "mark": self._run_mark,
        }
        try:
            runs[command.name](argument.strip())
        except VisavisError as error:
            self._say(str(error))

    def _run_dyad(self, argument: str) -> None:
        from visavis_tui.pairs import pair_of  # noqa: PLC0415 - the names of all countries: not before the first paint

        if not argument:
            self.action_dyad()
        elif pair := pair_of(argument):
            self._change(self.desk.watch, pair)
        else:
            raise VisavisError(f"'{argument}' are not two countries: try :dyad CN CU")

    def _run_filter(self, argument: str) -> None:
        name, _, value = argument.partition(" ")
        if not argument:
            self.action_filter()
        elif name in FIELDS:
            self._run_field(cast("Field", name), value.strip())
        else:
            raise VisavisError(f"there is no filter '{name}': {', '.join(get_args(Field))}")

    def _run_field(self, field: Field, value: str) -> None:
        """Set a filter as it was typed; without a value choose one."""
        if field == "pair" and value:
            self._run_dyad(value)
        elif value and field not in ("actor", "place", "publisher"):
            self._change(self.desk.add_chip, Filter(field, value))
        else:
            question = self.value_of(field, self.desk.add_chip)
            self.choose(Question(question.title, question.ask, question.then, value))

    def _run_sort(self, order: str) -> None:
        pane = self.desk.view.pane
        if order not in lists.ORDERS[pane]:
            raise VisavisError(f"{pane} can be sorted by: {', '.join(lists.ORDERS[pane])}")
        self.desk.sort(pane, order)
        self._draw()

    # --- addresses ---------------------------------------------------------------------------------------------------

    def _run_address(self, _argument: str) -> None:
        self._say(address.address(self.desk.view))

    def _run_go(self, argument: str) -> None:
        """Open an address, once the store has said what its rows are called."""
        view = address.parsed(argument)
        if self.jobs is not None:
            self.jobs.ask("address", partial(_named, view), self._turn_to)

    def _turn_to(self, view: View | VisavisError) -> None:
        if isinstance(view, VisavisError):
            self._say(str(view))
        else:
            self.desk.turn_to(view)
            self._draw()

    def action_query(self) -> None:
        """Show the list in use as SQL, and the address of the view."""
        view = self.desk.view
        sql = lists.sql_of(view.pane, self.desk.scope(view.pane), view.orders.get(view.pane, ""))
        self.push_screen(QueryScreen(sql, address.address(view)))

    # --- marks -------------------------------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Give this view a name to come back to."""

        def offer(text: str, then: Then) -> None:
            named = [Option(partial(self._run_mark, text), f"mark this view as: {text}")] if text.strip() else []
            old = [Option(partial(self._run_mark, name), f"mark as: {name}", "replaces it") for name in self.desk.marks]
            then([*named, *old])

        self.choose(Question("Mark this view: type a name", offer, lambda effect: cast("Effect", effect)))

    def _run_mark(self, name: str) -> None:
        if not name.strip():
            self.action_mark()
            return
        self.desk.mark(name.strip())
        self._draw_lines()
        self._say(f"Marked as {name.strip()}; ' lists the marks.")

    def action_marks(self) -> None:
        """Turn to a view that has a name."""
        options = [Option(view, name, address.address(view)) for name, view in self.desk.marks.items()]
        if options:
            self.choose(Question("Marked views", among(options), lambda view: partial(self._turn_to, view)))
        else:
            self._say("No view is marked yet: m marks this one.")


def _option(command: Command, effect: Effect) -> Option:
    return Option(effect, f"{command.name} {command.argument}".rstrip(), command.description)


def _key_option(key: Key, effect: Effect) -> Option:
    return Option(effect, f"{key.name} ({shown(key.keys)})", key.description)


def _named(view: View, rows: Rows) -> View | VisavisError:
    try:
        return address.named(rows, view)
    except VisavisError as error:
        return error
