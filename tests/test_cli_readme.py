"""The README: what a newcomer copies from it works."""

import re
import shlex
from pathlib import Path

import pytest

from visavis.database.sql import run_sql
from visavis.load import load
from visavis.reading import bundled
from visavis_tui import colon
from visavis_tui.cli import parser
from visavis_tui.keys import markdown

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (?:\S*scripts/run|visavis) ([^|>#\n]*)", README, re.MULTILINE)
QUERIES = re.findall(r"^```sql\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled articles."""
    directory = tmp_path_factory.mktemp("readme")
    load(directory, bundled())
    return directory


def test_the_first_screen_shows_the_picture_and_the_command() -> None:
    """One sentence, the picture, what to type and what it prints stand in the first 45 lines."""
    first = "\n".join(README.splitlines()[:45])
    assert "docs/desk.svg" in first
    assert "./scripts/run\n" in first
    assert "China - Cuba: " in first
    assert (ROOT / "docs" / "desk.svg").stat().st_size > 10_000


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_understood(command: str) -> None:
    """Every `visavis` line parses as the command line it is."""
    assert parser().parse_args(shlex.split(command)).verb in {"load", "extract", "show", "sql", None}


@pytest.mark.parametrize("query", QUERIES)
def test_queries_run_on_the_bundled_articles(query: str, store: Path) -> None:
    """Every SQL example runs and finds something."""
    assert run_sql(store, query, limit=None).total > 0


def test_there_are_three_queries_and_some_commands() -> None:
    """The tests above have something to run."""
    assert (len(QUERIES), len(COMMANDS) >= 5) == (3, True)


def test_the_keys_are_the_keys() -> None:
    """The table of keys is the one the desk itself is made from."""
    assert markdown() in README


def test_the_commands_are_the_commands() -> None:
    """So is the table of what can be typed after a colon."""
    assert colon.markdown() in README


@pytest.mark.parametrize("path", re.findall(r"\]\(((?!https?:)[^)]+)\)", README))
def test_links_lead_somewhere(path: str) -> None:
    """Every link into the repository has a file at its end."""
    assert (ROOT / path).exists()
