"""Opening the store of a desk, and the words for when there is nothing to open."""

from pathlib import Path

from visavis.database import queries
from visavis.database.lists import StoreReader
from visavis.errors import StoreMissing, VisavisError
from visavis_tui import notices
from visavis_tui.crash import state_directory

# More threads would take the processor from the screen. What DuckDB keeps of the file in memory stays small, as the
# system keeps it too; a list that does not fit while it is sorted goes to the user's own directory.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2, "memory_limit": "64MB", "allocator_flush_threshold": "4MB",
}  # fmt: skip


def opened(directory: Path) -> tuple[StoreReader | None, list[str]]:
    """A reader of the store in `directory`, and what to say instead of a desk; no words where all is well."""
    from visavis.database.connection import open_reader, store_directory  # noqa: PLC0415 - loads beside the screen

    default = directory == store_directory()
    try:
        reader = open_reader(directory, settings=_SETTINGS | {"temp_directory": str(state_directory() / "spill")})
        empty = not queries.totals(reader).articles
    except StoreMissing:
        return None, notices.no_store(directory, default=default)
    except VisavisError as error:
        return None, [str(error)]
    return reader, notices.empty_store(directory, default=default) if empty else []
