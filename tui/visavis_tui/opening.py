"""Opening the store of a desk, and the words for when there is nothing to open."""

from pathlib import Path

from visavis.database import queries
from visavis.database.lists import StoreReader
from visavis.errors import StoreMissing, VisavisError
from visavis_tui import notices

_THREADS = 2  # of DuckDB: more would take the processor from the screen, and memory


def opened(directory: Path) -> tuple[StoreReader | None, list[str]]:
    """A reader of the store in `directory`, and what to say instead of a desk; no words where all is well."""
    from visavis.database.connection import open_reader, store_directory  # noqa: PLC0415 - loads beside the screen

    default = directory == store_directory()
    try:
        reader = open_reader(directory, settings={"threads": _THREADS})
        empty = not queries.totals(reader).articles
    except StoreMissing:
        return None, notices.no_store(directory, default=default)
    except VisavisError as error:
        return None, [str(error)]
    return reader, notices.empty_store(directory, default=default) if empty else []
