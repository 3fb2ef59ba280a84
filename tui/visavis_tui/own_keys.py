"""The keys as this user wants them: `keys.toml` in their configuration directory.

search = "Ctrl-s"
back = ["backspace", "h"]
"""

import os
import tomllib
from contextlib import suppress
from pathlib import Path

from visavis_tui.keys import KEYS, Key, rebound

_LARGEST = 100_000  # bytes: more is no table of keys


def keys_file() -> Path:
    """Where the file is looked for: XDG_CONFIG_HOME, else ~/.config."""
    base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "visavis" / "keys.toml"


def own_keys() -> tuple[tuple[Key, ...], str]:
    """The table of keys, and in words what is wrong with the user's file; KEYS where there is none."""
    file = keys_file()
    with suppress(OSError):
        text = file.read_bytes()[:_LARGEST].decode(errors="replace")
        try:
            table, problems = rebound(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            return KEYS, f"{file}: {error}"
        return table, f"{file}: {'; '.join(problems)}" if problems else ""
    return KEYS, ""
