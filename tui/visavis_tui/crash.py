"""When the desk itself fails: a short word and the path of a log on the screen, never the values it was working on."""

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from visavis_tui.talk import say


def state_directory() -> Path:
    """Where this user's state is kept: XDG_STATE_HOME, else ~/.local/state."""
    base = os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(base).expanduser() / "visavis"


def logged(error: BaseException) -> Path:
    """Write where in our code `error` came from, without the values of variables; the path of the log."""
    words = "".join(traceback.format_exception(error))
    text = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}\n{words}\n"
    for directory in (state_directory(), Path(tempfile.gettempdir()) / f"visavis-{os.getuid()}"):
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            log = directory / "crash.log"
            with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
        except OSError:
            continue
        return log
    return Path(os.devnull)


def tell(log: Path) -> None:
    """What the user reads once the terminal is their own again."""
    say("visavis: the desk stopped because of a fault in it; the store is as it was")
    say(f"visavis: what happened is in {log} - please send it along when you report this")
