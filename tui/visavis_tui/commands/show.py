"""`visavis show`: the lists of actors, meetings, agreements and sources as rows."""

import argparse

from visavis.database.listings import LISTINGS
from visavis_tui.commands.sql import print_query


def run(asked: argparse.Namespace) -> int:
    """Print the list that was asked for."""
    return print_query(asked, LISTINGS[asked.subject])
