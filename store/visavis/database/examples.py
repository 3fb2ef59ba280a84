"""Queries that analysts need, to copy and to change."""

from importlib.resources import files

EXAMPLES = files(__package__).joinpath("examples.sql").read_text(encoding="utf-8")


def statements() -> dict[str, str]:
    """Each example by its title."""
    blocks = [block.partition("\n") for block in EXAMPLES.strip().split("\n\n")]
    return {title.removeprefix("-- "): sql for title, _, sql in blocks}
