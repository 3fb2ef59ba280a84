"""The one table of commands that are typed after a colon: the list that `:` offers and the README are made from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A word, what may follow it, and what it does; without what follows, most ask for it."""

    name: str
    argument: str
    description: str


COMMANDS = (
    Command("dyad", "CN CU", "look at another pair of countries, by codes or names"),
    Command("filter", "FIELD VALUE", "narrow all lists: status held, channel phone, actor NAME ..."),
    Command("in", "DATE", "only what certainly happened in it: 2024, 2024-12, 2024-12/2025-02"),
    Command("maybe", "DATE", "only what possibly happened in it"),
    Command("sort", "ORDER", "sort the list in use"),
    Command("go", "ADDRESS", "open another view: event:7, 'events?status=held'"),
    Command("address", "", "say where this view is found again"),
    Command("mark", "NAME", "give this view a name to come back to"),
)


def markdown() -> str:
    """The table of commands for the README."""
    rows = [
        f"| `:{command.name} {command.argument}`".rstrip(" `") + f"` | {command.description} |" for command in COMMANDS
    ]
    return "\n".join(["| command | what it does |", "|---|---|", *rows])


if __name__ == "__main__":
    print(markdown())  # noqa: T201 - this is what running the module is for
