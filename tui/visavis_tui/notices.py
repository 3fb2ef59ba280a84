"""What to say where there is nothing to show, or nothing to show it on: always with the way out."""

import shlex
from collections.abc import Mapping
from pathlib import Path


def no_store(directory: Path, *, default: bool) -> list[str]:
    """A first run: no store in `directory`; `default` where it need not be named."""
    return [f"There is no store in {directory} yet.", "", *_how_to_load(directory, default=default)]


def empty_store(directory: Path, *, default: bool) -> list[str]:
    """A store without articles."""
    return [f"The store in {directory} holds no articles.", "", *_how_to_load(directory, default=default)]


def _how_to_load(directory: Path, *, default: bool) -> list[str]:
    option = "" if default else f" --store {shlex.quote(str(directory))}"
    return [
        "Load a folder of articles (.txt, .md, .jsonl), then come back:",
        f"    visavis load DIR{option}",
        "",
        "Or the articles that ship with visavis:",
        f"    visavis load --seeds{option}",
    ]


def refusal(environment: Mapping[str, str]) -> str | None:
    """Why the desk cannot be opened on this terminal, with the way out; None where it can."""
    if environment.get("TERM", "") in ("dumb", "unknown"):
        return (
            "this terminal cannot show the desk (TERM=dumb): use `visavis show`, or set TERM to what your terminal is"
        )
    return None
