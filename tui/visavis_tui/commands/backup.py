"""`visavis backup`: a whole copy of the store while loads go on, the generations it keeps, and the way back."""

import argparse
from pathlib import Path

from visavis.backup import back_up, restore
from visavis.database.connection import store_directory
from visavis.database.generations import earlier
from visavis_tui import exits, output
from visavis_tui.talk import say, say_waiting

_COLUMNS = ("generation", "written", "bytes", "store")


def run(asked: argparse.Namespace) -> int:
    """Copy the store, or list what can be gone back to, or go back."""
    directory = store_directory(asked.store)
    if asked.list:
        rows = [
            (one.number, f"{one.written:%Y-%m-%d %H:%M:%S}Z", one.size, one.directory) for one in earlier(directory)
        ]
        output.write(_COLUMNS, rows, "table")
    elif asked.restore is not None:
        _go_back(directory, asked.restore)
    elif asked.directory is not None:
        made = back_up(directory, Path(asked.directory))
        say(f"generation {made.generation} with {made.articles:,} articles ({made.size:,} bytes): {made.directory}")
    else:
        say("visavis backup: name a directory to copy the store to, or --list, or --restore (visavis backup --help)")
        return exits.NOTHING_DONE
    return exits.OK


def _go_back(directory: Path, wanted: str) -> None:
    """To a number that `--list` shows, else to the backup in that directory."""
    kept = {str(one.number): one.directory for one in earlier(directory)}
    published = restore(directory, kept.get(wanted, Path(wanted)), waiting=say_waiting)
    say(f"restored: {published.rows['articles']:,} articles, now generation {published.generation} of {directory}")
