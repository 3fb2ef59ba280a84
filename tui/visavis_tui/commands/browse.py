"""`visavis` on a terminal: the desk."""

import argparse

from visavis.database.connection import store_directory
from visavis_tui import exits
from visavis_tui.app import run as run_desk


def run(asked: argparse.Namespace) -> int:
    """Open the desk on the store and stay until the user leaves."""
    run_desk(store_directory(asked.store))
    return exits.OK
