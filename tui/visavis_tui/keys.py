"""The one table of keys: bindings, footer, help screen and README are made from it; a file of the user's may change it.

`python -m visavis_tui.keys` prints it as Markdown.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Where = Literal[
    "everywhere",
    "lists",
    "reading",
    "deciding",
    "review",
    "marking",
    "copying",
    "query",
    "exporting",
    "news",
    "form",
    "pages",
    "any page",
    "matrix",
]
DESK: tuple[Where, ...] = ("everywhere", "lists", "reading", "deciding")  # the other places are pages over the desk

# Besides a place's own keys those of these work there.
_WITH: Mapping[Where, tuple[Where, ...]] = {
    "everywhere": ("deciding",),
    "lists": ("everywhere", "deciding"),
    "reading": ("everywhere", "deciding"),
    "review": ("deciding", "pages", "any page"),
    "copying": ("pages", "any page"),
    "query": ("pages", "any page"),
    "pages": ("any page",),
    "marking": ("any page",),
    "exporting": ("any page",),
    "news": ("any page",),
}
# For the README.
_WHERE: Mapping[Where, str] = {
    "everywhere": "desk",
    "lists": "lists",
    "reading": "article",
    "deciding": "desk, review",
    "review": "review",
    "marking": "overlooked",
    "copying": "copy",
    "query": "SQL of a view",
    "exporting": "export",
    "news": "new for you",
    "form": "forms",
    "matrix": "who met whom",
    "pages": "pages over the desk",
    "any page": "pages over the desk",
}
_TOGETHER: tuple[tuple[Where, ...], ...] = (
    DESK,
    ("review", "deciding", "pages", "any page"),
    ("marking", "any page"),
    ("copying", "pages", "any page"),
    ("query", "pages", "any page"),
    ("exporting", "any page"),
    ("news", "any page"),
    ("form",),
    ("matrix",),
)


@dataclass(frozen=True, slots=True)
class Key:
    """What some keys do: `keys` as Textual names them, `label` for the footer (empty: not there).

    `name` is what a user's own file of keys calls it.
    """

    name: str
    keys: str
    action: str
    label: str
    where: Where
    description: str


KEYS = (
    Key("open", "enter", "enter", "open", "lists", "go in: an actor's events, an event's or a source's words"),
    Key(
        "back",
        "backspace,left_square_bracket",
        "go_back",
        "back",
        "everywhere",
        "back to where you were, with its filters and its row",
    ),
    Key("forward", "right_square_bracket", "go_forward", "", "everywhere", "forward again, after going back"),
    Key(
        "evidence", "e", "evidence", "evidence", "everywhere", "the sentence that says so, marked; again: the next one"
    ),
    Key(
        "search",
        "slash",
        "search",
        "search",
        "everywhere",
        "search this list or article; accents do not matter",
    ),
    Key("filter", "f", "filter", "filter", "everywhere", "narrow all lists by one more filter, or take one off"),
    Key("unfilter", "F", "unfilter", "", "everywhere", "take the last filter off"),
    Key(
        "timeline",
        "T",
        "timeline",
        "timeline",
        "everywhere",
        "the events on one scale of time, by channel, vague dates as ranges; and as a list again",
    ),
    Key("matrix", "M", "matrix", "", "everywhere", "who met whom, as a table of counts"),
    Key("dyad", "d", "dyad", "", "everywhere", "look at another pair of countries"),
    Key("command", "colon,ctrl+p", "command", "", "everywhere", "type a command, or find a key by what it does"),
    Key("query", "Q", "query", "", "everywhere", "this list as SQL, and the address of this view"),
    Key("mark-view", "m", "mark", "", "everywhere", "give this view a name to come back to"),
    Key("marks", "apostrophe", "marks", "", "everywhere", "the views that have a name"),
    Key("actors", "1", "go('actors')", "", "everywhere", "the actors"),
    Key("events", "2", "go('events')", "", "everywhere", "the events: meetings, agreements, visits, statements"),
    Key("sources", "3", "go('sources')", "", "everywhere", "the sources: articles"),
    Key("next-pane", "tab", "next_area(1)", "", "everywhere", "the next pane"),
    Key("previous-pane", "shift+tab", "next_area(-1)", "", "everywhere", "the pane before"),
    Key("down", "j,down", "move('down')", "", "everywhere", "down"),
    Key("up", "k,up", "move('up')", "", "everywhere", "up"),
    Key("first", "g,home", "move('first')", "", "everywhere", "to the first row or line"),
    Key("last", "G,end", "move('last')", "", "everywhere", "to the last row or line"),
    Key("half-down", "ctrl+d", "move('half_down')", "", "everywhere", "half a page down"),
    Key("half-up", "ctrl+u", "move('half_up')", "", "everywhere", "half a page up"),
    Key("page-down", "pagedown,ctrl+f", "move('page_down')", "", "everywhere", "a page down"),
    Key("page-up", "pageup,ctrl+b", "move('page_up')", "", "everywhere", "a page up"),
    Key("sort", "s", "sort", "sort", "lists", "sort by the next column; the status line says by which"),
    Key("columns", "C", "columns", "", "everywhere", "hide, show or move the columns of this list; remembered"),
    Key("next", "n", "step(1)", "next", "reading", "the next evidence, mention or hit"),
    Key("previous", "N", "step(-1)", "previous", "reading", "the one before"),
    Key("clear", "escape", "clear", "clear", "everywhere", "leave the article, then clear the search, the filters"),
    Key("zoom", "z", "zoom", "", "everywhere", "this pane alone, and back"),
    Key(
        "record",
        "v",
        "record",
        "record",
        "everywhere",
        "the whole record: who says it and who denies it, side by side; an actor's life; an article's copies",
    ),
    Key("copy", "y", "copy", "copy", "everywhere", "copy the sentence behind this: text, citation, Markdown, BibTeX"),
    Key("export", "x", "export", "", "lists", "write this list to a file: CSV, JSON Lines, Parquet, Markdown"),
    Key("news", "W", "news", "", "everywhere", "what is new for you since you last marked it as seen"),
    Key(
        "review",
        "R",
        "review",
        "review",
        "everywhere",
        "what waits for you to decide: pairs that may be one, undated articles",
    ),
    Key(
        "correct",
        "c",
        "correct",
        "",
        "everywhere",
        "correct a field of this actor, meeting or agreement; date this article",
    ),
    Key("reject", "X", "reject", "", "everywhere", "this meeting or agreement is none"),
    Key(
        "publication",
        "p",
        "publication",
        "",
        "everywhere",
        "when this article was published, and what its dates then mean",
    ),
    Key(
        "overlooked",
        "o",
        "overlooked",
        "overlooked",
        "reading",
        "the sentences that look like an event and made none; add what they tell",
    ),
    Key("add", "a", "add", "", "reading", "add a meeting or an agreement from words of this sentence"),
    Key("undo", "u", "undo", "", "deciding", "take back your last decision, whenever you made it"),
    Key("redo", "ctrl+r", "redo", "", "deciding", "let the decision that you took back last hold again"),
    Key("help", "question_mark", "help", "help", "everywhere", "this help"),
    Key("quit", "q", "quit", "quit", "everywhere", "quit"),
    Key("same", "s", "judge('same')", "same", "review", "both are one; the next pair comes at once"),
    Key("different", "d", "judge('different')", "different", "review", "they are two, and stay two"),
    Key("later", "l", "later", "later", "review", "decide later: to the end of the queue"),
    Key("date-it", "p", "date", "date it", "review", "give an undated article its date"),
    Key("skip", "n,right", "step(1)", "next", "review", "the next one, undecided"),
    Key("skip-back", "N,left", "step(-1)", "", "review", "the one before"),
    Key("copy-text", "y", "take('text')", "as text", "copying", "the words, where they stand, and what they tell"),
    Key("copy-citation", "c", "take('citation')", "citation", "copying", "outlet, title, date and link"),
    Key("copy-markdown", "m", "take('markdown')", "Markdown footnote", "copying", "a footnote with its mark"),
    Key("copy-bibtex", "b", "take('bibtex')", "BibTeX", "copying", "an entry for a bibliography"),
    Key("export-csv", "c", "write('csv')", "CSV", "exporting", "rows with commas between their cells"),
    Key("export-jsonl", "j", "write('jsonl')", "JSON Lines", "exporting", "an object a line"),
    Key("export-parquet", "p", "write('parquet')", "Parquet", "exporting", "columns with their types"),
    Key("export-markdown", "m", "write('markdown')", "Markdown", "exporting", "a table for a text"),
    Key(
        "leave-export", "escape,q,backspace", "close", "back", "exporting", "back to the desk; an export under way ends"
    ),
    Key("news-open", "enter,e", "open", "evidence", "news", "the sentence that says so"),
    Key("news-down", "j,down", "move(1)", "", "news", "the next one"),
    Key("news-up", "k,up", "move(-1)", "", "news", "the one before"),
    Key("news-page-down", "ctrl+d,pagedown", "move(10)", "", "news", "ten further"),
    Key("news-page-up", "ctrl+u,pageup", "move(-10)", "", "news", "ten back"),
    Key("seen", "space", "seen", "seen", "news", "this one is seen"),
    Key("seen-all", "r", "seen_all", "all seen", "news", "all of these are seen"),
    Key("unseen", "u", "unseen", "take back", "news", "take back what was marked as seen last"),
    Key("leave-news", "escape,q,backspace", "close", "back", "news", "back to the desk"),
    Key("next-sentence", "j,down", "sentence(1)", "", "marking", "the next sentence"),
    Key("previous-sentence", "k,up", "sentence(-1)", "", "marking", "the sentence before"),
    Key("next-overlooked", "n", "overlooked(1)", "next overlooked", "marking", "the next sentence that made nothing"),
    Key("previous-overlooked", "N", "overlooked(-1)", "", "marking", "the one before"),
    Key("next-word", "l,right", "word(1)", "", "marking", "a word to the right"),
    Key("previous-word", "h,left", "word(-1)", "", "marking", "a word to the left"),
    Key("mark", "space", "mark", "mark from here", "marking", "mark the words from here on; again: the whole sentence"),
    Key("add-marked", "enter,a", "add", "add", "marking", "add what the marked words tell"),
    Key("leave-marking", "escape,q,backspace", "close", "back", "marking", "back to the article"),
    Key("submit", "enter", "submit", "done", "form", "done, where nothing is wrong"),
    Key("next-line", "tab,down", "move(1)", "next line", "form", "the next line"),
    Key("previous-line", "shift+tab,up", "move(-1)", "", "form", "the line before"),
    Key("leave", "escape", "cancel", "leave", "form", "leave everything as it was"),
    Key("copy-sql", "y", "take('sql')", "copy the SQL", "query", "copy the statement"),
    Key("copy-address", "a", "take('address')", "copy the address", "query", "copy the address of the view"),
    Key("cell-left", "h,left", "move(0, -1)", "", "matrix", "the column before"),
    Key("cell-down", "j,down", "move(1, 0)", "", "matrix", "the next row"),
    Key("cell-up", "k,up", "move(-1, 0)", "", "matrix", "the row before"),
    Key("cell-right", "l,right", "move(0, 1)", "", "matrix", "the next column"),
    Key("cell-open", "enter", "open", "their meetings", "matrix", "the meetings that these two held"),
    Key("cell-close", "escape,q,backspace", "close", "back", "matrix", "back to the desk"),
    Key("text-down", "j,down", "scroll('down')", "", "pages", "down"),
    Key("text-up", "k,up", "scroll('up')", "", "pages", "up"),
    Key("text-first", "g,home", "scroll('first')", "", "pages", "to the beginning"),
    Key("text-last", "G,end", "scroll('last')", "", "pages", "to the end"),
    Key("text-half-down", "ctrl+d,pagedown,space", "scroll('half_down')", "", "pages", "half a page down"),
    Key("text-half-up", "ctrl+u,pageup", "scroll('half_up')", "", "pages", "half a page up"),
    Key("page-help", "question_mark", "help", "help", "any page", "the keys of this page"),
    Key("close", "escape,q,backspace", "close", "back", "pages", "back to the desk"),
)

_SHOWN = {
    "slash": "/",
    "colon": ":",
    "apostrophe": "'",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "Esc",
    "pagedown": "PageDown",
    "pageup": "PageUp",
}
_ARROWS = {"down": "↓", "up": "↑", "left": "←", "right": "→"}


def shown(keys: str) -> str:
    """The keys as people write them: 'j ↓', 'Ctrl-d', '/'."""
    return " ".join(_shown(key) for key in keys.split(","))


def _shown(key: str) -> str:
    if len(key) == 1:
        return key
    named = _SHOWN.get(key) or _ARROWS.get(key)
    return named or "-".join(part.capitalize() if len(part) > 1 else part for part in key.split("+"))


def here(keys: Iterable[Key], where: Where) -> tuple[Key, ...]:
    """The keys that do something in a place, those of the place itself first."""
    places = {where, *_WITH.get(where, ())}
    own = [key for key in keys if key.where == where]
    return (*own, *(key for key in keys if key.where in places and key.where != where))


def rebound(wanted: Mapping[str, object]) -> tuple[tuple[Key, ...], list[str]]:
    """KEYS as a user wants them, by name, and what of the wishes cannot be: such a wish, or all on a clash, is not met.

    A wish is one key or a list of keys, as Textual names them or as people write them ("ctrl+s", "Ctrl-s", "/").
    """
    known = {key.name for key in KEYS}
    problems = [f"no key is named {name}" for name in wanted if name not in known]
    wishes = {name: _keys_of(wish) for name, wish in wanted.items() if name in known}
    problems += [f"{name} is given no key" for name, keys in wishes.items() if not keys]
    table = tuple(replace(key, keys=wishes.get(key.name) or key.keys) for key in KEYS)
    clashes = list(dict.fromkeys(clash for place in _TOGETHER for clash in _clashes(table, place)))
    return (KEYS if clashes else table), [*problems, *clashes]


def _clashes(table: Iterable[Key], places: tuple[Where, ...]) -> list[str]:
    """Keys that would do two things where the keys of all these places work."""
    here = [key for key in table if key.where in places]
    taken = Counter(one for key in here for one in key.keys.split(","))
    return [f"{shown(one)} would do {' and '.join(_bound_to(here, one))}" for one in taken if taken[one] > 1]


def _keys_of(wish: object) -> str:
    """The keys of a wish as one of KEYS has them; empty where it is none."""
    wishes = wish if isinstance(wish, list) else [wish]
    return ",".join(_named(one.strip()) for one in wishes if isinstance(one, str) and one.strip())


def _named(key: str) -> str:
    """A key as Textual names it."""
    if len(key) == 1:
        return {shown: name for name, shown in _SHOWN.items()}.get(key) or (key if key.isalnum() else _sign(key))
    *held, last = key.replace("-", "+").split("+")
    return "+".join([*(part.lower() for part in held), last if len(last) == 1 else last.lower()])


def _sign(char: str) -> str:
    return unicodedata.name(char, char).lower().replace("-", "_").replace(" ", "_")


def _bound_to(table: Iterable[Key], one: str) -> list[str]:
    return [key.name for key in table if one in key.keys.split(",")]


def markdown(keys: Iterable[Key] = KEYS) -> str:
    """The table of keys for the README."""
    rows = [f"| `{shown(key.keys)}` | {key.description} | {_WHERE[key.where]} | {key.name} |" for key in keys]
    return "\n".join(["| key | what it does | where | its name |", "|---|---|---|---|", *rows])


if __name__ == "__main__":
    print(markdown())  # noqa: T201 - this is what running the module is for
