"""What each command does not import, and the direction of imports: both proved by running them."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "prompt_toolkit", "duckdb", "polars", "rapidfuzz")
ROOT = Path(__file__).parents[1]
# Runs the command as the installed script does, then tells which of the heavy packages it has loaded.
PROBE = f"""
import sys
from visavis_tui.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded:", *[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)
"""


def loaded_by(*arguments: str, store: Path) -> set[str]:
    """The heavy packages that one call of the command loads, in a process of its own."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROBE, *arguments],
        env={**os.environ, "VISAVIS_STORE": str(store), "PYTHONPATH": f"{ROOT / 'store'}{os.pathsep}{ROOT / 'tui'}"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    last = done.stderr.splitlines()[-1] if not done.stderr.startswith("Traceback") else done.stderr
    assert last.startswith("loaded:"), done.stderr
    return set(last.split()[1:])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article, loaded by the real command."""
    folder = tmp_path_factory.mktemp("imports")
    (folder / "a.txt").write_text("Ana Prieto of Uruguay met Bo Lindqvist of Sweden.", encoding="utf-8")
    assert "textual" not in loaded_by("load", str(folder / "a.txt"), store=folder / "S")
    assert (folder / "S" / "visavis.duckdb").exists()
    return folder / "S"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["load", "--help"], ["no-such-verb"]])
def test_help_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """Help, the version and usage errors cost the standard library only."""
    assert loaded_by(*arguments, store=tmp_path) == set()


def test_extract_imports_no_store_and_no_screen(tmp_path: Path) -> None:
    """Extraction is pure Python over text: neither database, frames nor terminal."""
    (tmp_path / "a.txt").write_text("A quiet day.", encoding="utf-8")
    assert loaded_by("extract", str(tmp_path / "a.txt"), store=tmp_path) == set()


@pytest.mark.parametrize("arguments", [["show", "actors"], ["show", "meetings", "--json"], []], ids=" ".join)
def test_reading_the_store_imports_the_database_only(arguments: list[str], store: Path) -> None:
    """Lists and the overview pay for DuckDB, but not for the screen, frames or name matching."""
    assert loaded_by(*arguments, store=store) == {"duckdb"}


def test_sql_imports_nothing_heavy(store: Path) -> None:
    """Statements run in another process: ours has no use for DuckDB, nor for the line editor of the prompt."""
    assert loaded_by("sql", "select 1", store=store) == set()


def test_load_imports_no_screen(tmp_path: Path) -> None:
    """Loading on a server needs nothing that draws."""
    (tmp_path / "a.txt").write_text("A quiet day.", encoding="utf-8")
    assert loaded_by("load", str(tmp_path / "a.txt"), store=tmp_path / "S").isdisjoint({"textual", "rich"})


def test_import_contracts_hold() -> None:
    """The terminal imports the store, never the other way; the stages never import each other."""
    linter = Path(sys.executable).with_name("lint-imports")
    command = [linter, "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_locked_version_is_exact_and_names_no_place() -> None:
    """requirements.lock pins versions and nothing else: no address, no file, no editable install."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert all(line.count("==") == 1 and not set(line) & set("/:@ ") for line in pins)


def test_every_dependency_is_locked() -> None:
    """Whatever pyproject.toml asks for, to run or to develop, has its exact version in the lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    names = {re.split(r"[^\w-]", text)[0].lower() for text in asked}
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text().splitlines()}
    assert names - locked == set()
