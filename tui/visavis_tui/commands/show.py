"""`visavis show`: the lists of actors, meetings, agreements and sources as rows."""

import argparse

from visavis.database.listings import LISTINGS
from visavis.database.place import store_directory
from visavis.database.sql import run_sql
from visavis_tui import exits
from visavis_tui.paging import Enough
from visavis_tui.printing import announce_cut, open_printer, row_limit
from visavis_tui.talk import say


def run(asked: argparse.Namespace) -> int:
    """Print the list that was asked for."""
    limit = row_limit(asked.limit, asked.format)
    result = run_sql(store_directory(asked.store), LISTINGS[asked.subject], limit=limit)
    printer = open_printer(asked.format, result.columns, result.types)
    try:
        printer.add(result.rows)
        printer.close()
    except Enough:
        say(f"stopped; the list has {result.total:,} rows")
        return exits.OK
    announce_cut(len(result.rows), result.total)
    return exits.OK
