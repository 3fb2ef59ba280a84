"""Where the store lives: known without opening it, so that whoever only passes the place on does not load DuckDB."""

import os
from pathlib import Path

from platformdirs import user_data_path

STORE_VARIABLE = "VISAVIS_STORE"

GENERATIONS = "generations"  # the folder beside a store that keeps its earlier states, each in a folder of its number


def store_directory(option: str | None = None) -> Path:
    """The directory of the store: `option`, else the environment variable VISAVIS_STORE, else the user's data."""
    chosen = option or os.environ.get(STORE_VARIABLE)
    return Path(chosen).expanduser() if chosen else user_data_path("visavis", appauthor=False)
