"""Copying from wherever the desk runs: by tmux where it is there, else by asking the terminal (OSC 52)."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping

LONGEST = 74_000  # bytes: many terminals take 100,000 of base64 and drop what is longer without a word
_DEAF = ("linux", "vt", "cons", "dumb", "unknown", "sun")  # how the names of terminals without a clipboard begin
_PATIENCE = 2.0  # seconds


def refusal(text: str, environment: Mapping[str, str]) -> str:
    """Why the terminal would not take `text`, with what to do instead; empty where it may."""
    size = len(text.encode("utf-8", "replace"))
    if size > LONGEST:
        return f"Not copied: {size:,} bytes are more than terminals take ({LONGEST:,}). x exports the list."
    term = environment.get("TERM", "")
    if term.startswith(_DEAF) or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        name = environment.get("TERM_PROGRAM") or term
        return f"Not copied: this terminal ({name}) takes nothing from programs. Select the text above with the mouse."
    return ""


def copied(text: str, send: Callable[[str], None]) -> str:
    """Copy `text`; what came of it, in words. `send` asks the terminal, which never answers."""
    if by_tmux(text):
        return "Copied: tmux has it, and gives it to your terminal's clipboard."
    if problem := refusal(text, os.environ):
        return problem
    send(text)
    return (
        "Sent to your terminal's clipboard. If nothing arrives there, it does not take OSC 52: select the text above."
    )


def by_tmux(text: str) -> bool:
    """Whether tmux runs around us and took the text."""
    program = shutil.which("tmux") if os.environ.get("TMUX") else None
    if program is None:
        return False
    try:
        done = subprocess.run(  # noqa: S603 - the arguments are ours, the text is only its input
            [program, "load-buffer", "-w", "-"],
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
