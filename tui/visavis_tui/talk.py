"""What the command says to people, on standard error; standard output is for data."""

import sys

from visavis_tui.present import displayable


def say(message: str) -> None:
    """Print one line on standard error; whatever file names and articles put into it is made harmless."""
    print(displayable(message), file=sys.stderr, flush=True)  # noqa: T201 - the one place that talks


def say_waiting() -> None:
    """Why nothing happens just now."""
    say("another load is running: waiting for it to end ...")
