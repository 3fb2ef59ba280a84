"""The one table of keys: bindings, footer, help screen and README are made from it.

`python -m visavis_tui.keys` prints it as Markdown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Where = Literal["everywhere", "lists", "reading"]


@dataclass(frozen=True, slots=True)
class Key:
    """What some keys do: `keys` as Textual names them, `label` for the footer (empty: not there)."""

    keys: str
    action: str
    label: str
    where: Where
    description: str


KEYS = (
    Key("enter", "enter", "open", "lists", "go in: an actor's events, an event's or a source's words"),
    Key("backspace", "go_back", "back", "everywhere", "back to where you were, with its filters and its row"),
    Key("e", "evidence", "evidence", "everywhere", "the sentence that says so, marked; again: the next one"),
    Key(
        "slash",
        "search",
        "search",
        "everywhere",
        "search this list or article; accents do not matter",
    ),
    Key("1", "go('actors')", "", "everywhere", "the actors"),
    Key("2", "go('events')", "", "everywhere", "the events: meetings and agreements"),
    Key("3", "go('sources')", "", "everywhere", "the sources: articles"),
    Key("tab", "next_area(1)", "", "everywhere", "the next pane"),
    Key("shift+tab", "next_area(-1)", "", "everywhere", "the pane before"),
    Key("j,down", "move('down')", "", "everywhere", "down"),
    Key("k,up", "move('up')", "", "everywhere", "up"),
    Key("g,home", "move('first')", "", "everywhere", "to the first row or line"),
    Key("G,end", "move('last')", "", "everywhere", "to the last row or line"),
    Key("ctrl+d", "move('half_down')", "", "everywhere", "half a page down"),
    Key("ctrl+u", "move('half_up')", "", "everywhere", "half a page up"),
    Key("pagedown,ctrl+f", "move('page_down')", "", "everywhere", "a page down"),
    Key("pageup,ctrl+b", "move('page_up')", "", "everywhere", "a page up"),
    Key("s", "sort", "sort", "lists", "sort by the next column; the status line says by which"),
    Key("n", "step(1)", "next", "reading", "the next evidence, mention or hit"),
    Key("N", "step(-1)", "previous", "reading", "the one before"),
    Key("escape", "clear", "clear", "everywhere", "leave the article, then clear the search, the filters"),
    Key("z", "zoom", "", "everywhere", "this pane alone, and back"),
    Key("question_mark", "help", "help", "everywhere", "this help"),
    Key("q", "quit", "quit", "everywhere", "quit"),
)

_SHOWN = {"slash": "/", "question_mark": "?", "escape": "Esc", "pagedown": "PageDown", "pageup": "PageUp"}
_ARROWS = {"down": "↓", "up": "↑"}


def shown(keys: str) -> str:
    """The keys as people write them: 'j ↓', 'Ctrl-d', '/'."""
    return " ".join(_shown(key) for key in keys.split(","))


def _shown(key: str) -> str:
    if len(key) == 1:
        return key
    named = _SHOWN.get(key) or _ARROWS.get(key)
    return named or "-".join(part.capitalize() if len(part) > 1 else part for part in key.split("+"))


def here(where: Where) -> tuple[Key, ...]:
    """The keys that do something in a place, those of the place itself first."""
    own = [key for key in KEYS if key.where == where]
    return (*own, *(key for key in KEYS if key.where == "everywhere" and where != "everywhere"))


def markdown(keys: Iterable[Key] = KEYS) -> str:
    """The table of keys for the README."""
    rows = [f"| `{shown(key.keys)}` | {key.description} |" for key in keys]
    return "\n".join(["| key | what it does |", "|---|---|", *rows])


if __name__ == "__main__":
    print(markdown())  # noqa: T201 - this is what running the module is for
