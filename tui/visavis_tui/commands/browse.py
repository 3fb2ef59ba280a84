"""`visavis` on a terminal: the desk, where it was left or at an address."""

import argparse
import sys

from visavis.database.place import store_directory
from visavis.errors import VisavisError
from visavis_tui import exits
from visavis_tui.address import parsed
from visavis_tui.app import run as run_desk


def run(asked: argparse.Namespace) -> int:
    """Open the desk on the store and stay until the user leaves."""
    place = getattr(asked, "address", None)  # the desk opens without its verb as well
    view = parsed(place) if place else None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise VisavisError("the desk needs a terminal; without one there are `visavis show` and `visavis sql`")
    run_desk(store_directory(asked.store), view)
    return exits.OK
