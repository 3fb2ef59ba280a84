"""What a terminal sends, cut into whole sequences: an escape may be a key, or the beginning of what is on its way.

A terminal sends a sequence whole, and answers a question behind whatever it sent before. So an escape with an answer
behind it is a key, however slow the line; where a terminal does not answer, only patience tells.
"""

import os
import re

ANSWER = "\x1b[0n"  # to a device status question, ESC[5n
ESCAPE = "\x1b"
_BEGUN = re.compile(r"\x1b?\x1b(?:\[\[?[0-?]*[ -/]*|O|[\]PX^_][^\x07\x1b]*\x1b?)?\Z")
_SEQUENCE = 1.0  # seconds to wait for the rest of what nobody types by hand
_NEAR, _FAR = 0.1, 0.4  # seconds that an escape waits here, and over SSH
_ASKED = 2.0  # seconds that anything waits for an answer


class Typed:
    """Takes text as it comes, gives it in pieces that are whole; `waits` while it holds something back."""

    def __init__(self) -> None:
        self._held = ""
        delay, far = os.environ.get("ESCDELAY", ""), "SSH_CONNECTION" in os.environ
        self._escape = int(delay) / 1000 if delay.isdecimal() else _FAR if far else _NEAR

    @property
    def waits(self) -> bool:
        """Whether more is to come, or an answer."""
        return bool(self._held)

    def take(self, text: str) -> tuple[list[str], int]:
        """What is whole now, and how many answers were in it; an escape that is a key is a piece of its own."""
        *answered, last = (self._held + text).split(ANSWER)
        pieces = [piece for before in answered for piece in _whole(before)]
        begun = _BEGUN.search(last)
        self._held = begun[0] if begun else ""
        return [*pieces, *filter(None, [last[: begun.start()] if begun else last])], len(answered)

    def patience(self, *, asked: bool) -> float:
        """Seconds until what is held back will be all; `asked`: an answer is on its way."""
        if asked:
            return _ASKED
        return self._escape if self._held.strip(ESCAPE) == "" else _SEQUENCE

    def all(self) -> list[str]:
        """What is held back, as it is."""
        pieces, self._held = _whole(self._held), ""
        return pieces


def _whole(text: str) -> list[str]:
    """A text behind which nothing is to come: escapes at its end are keys."""
    keys = text.rstrip(ESCAPE)
    return [*filter(None, [keys]), *text[len(keys) :]]
