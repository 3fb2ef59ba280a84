"""`visavis sql`: one statement that reads, its rows on standard output, every cut announced on standard error."""

import argparse
import sys

from visavis.database.connection import store_directory
from visavis.database.sql import run_sql
from visavis_tui import exits, output
from visavis_tui.cli import DEFAULT_ROWS
from visavis_tui.talk import say


def run(asked: argparse.Namespace) -> int:
    """Run the query that was given, or that stands on standard input."""
    query = sys.stdin.read() if asked.query == "-" else asked.query
    return print_query(asked, query)


def print_query(asked: argparse.Namespace, query: str) -> int:
    """Print the rows of `query` in the format asked for."""
    limit = asked.limit
    if limit is None and asked.format == "table":
        limit = DEFAULT_ROWS
    result = run_sql(store_directory(asked.store), query, limit=limit or None)
    output.write(result.columns, result.rows, asked.format)
    if result.cut:
        sys.stdout.flush()  # the rows first, then what is missing
        say(f"{len(result.rows):,} of {result.total:,} rows; all with --limit 0")
    return exits.OK
