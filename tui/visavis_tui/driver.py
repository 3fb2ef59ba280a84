"""Between Textual and the terminal: only what differs is sent, and one frame at a time.

Every frame ends with a question that each terminal answers at once (device status, ESC[5n). Until the answer is here
the next frame waits, and what waits is only ever the newest state: on a slow line a held key is over when it is let
go. A terminal that does not answer gets its frames unpaced.

What this takes for granted of Textual beyond its documentation, pinned by tests: frames come through `write` as text,
colours and cursor moves, and end with `flush`; everything else comes as one `write` for each sequence; input is read
by `run_input_thread`, and `XTermParser` turns it into events.
"""

import codecs
import os
import re
import select
import signal
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from threading import Condition
from time import monotonic

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message import Message

from visavis_tui.grid import Grid
from visavis_tui.typed import ESCAPE, Typed

STOCK_VARIABLE = "VISAVIS_STOCK_DRIVER"  # set: Textual's own driver
_QUESTION = "\x1b[5n"
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"  # a frame that is to appear at once
_SEQUENCE = re.compile(
    r"\x1b\[\?[\d;]+(?:[hl]|\$p)\Z|\x1b\[[<>]\d*u\Z|\x07\Z|\x1b\]52;c;[A-Za-z0-9+/=]*(?:\x07|\x1b\\)\Z"
)
_SILENCE = 0.5  # seconds after which a terminal that never answered is taken not to
_LOST = 5.0  # seconds after which an answer is taken to be lost
_PARTING = 0.3  # seconds to wait for the last answer, which would else be typed into the shell
_TICK = 0.1


class WireDriver(LinuxDriver):
    """Textual's driver for Unix, with fewer bytes."""

    _screen = Grid(0, 0)  # what Textual wants to be seen
    _sent: Grid | None = None  # what the terminal shows, as far as we know
    _asked: float | None = None  # when the question was put that is not answered yet
    _answers = True  # whether this terminal answers questions
    _ever = False
    _live = False
    _together = False  # whether the terminal can show a frame at once

    def start_application_mode(self) -> None:
        """Take the terminal; whatever it shows is not ours."""
        self._changed = Condition()
        self._screen, self._sent, self._asked, self._live = Grid(0, 0), None, None, True
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back, with no answer still under way."""
        with self._changed:
            self._live = False
            if self._answers and self._ever:
                self._changed.wait_for(lambda: self._asked is None, _PARTING)
        super().stop_application_mode()

    # --- out ---------------------------------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Take part of a frame in, or send on a sequence that is no part of one."""
        if data in (_BEGIN, _END):
            self._together = True
        elif _SEQUENCE.match(data):
            super().write(data)
        else:
            with self._changed:
                if (self._screen.width, self._screen.height) != self._app.size:
                    self._screen, self._sent = Grid(*self._app.size), None
                self._screen.feed(data)

    def flush(self) -> None:
        """A frame is complete."""
        with self._changed:
            self._send()

    def _send(self) -> None:
        if not self._live or self._asked is not None or not self._screen.height:
            return
        frame = self._screen.since(self._sent)
        if frame:
            self._sent = self._screen.copy()
            if self._answers:
                frame, self._asked = frame + _QUESTION, monotonic()
            super().write(f"{_BEGIN}{frame}{_END}" if self._together else frame)

    # --- in ----------------------------------------------------------------------------------------------------------

    def run_input_thread(self) -> None:
        """Read until told to stop; a terminal that is gone ends the application as a hangup does."""
        parser, typed, last = XTermParser(self._debug), Typed(), monotonic()
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        while not self.exit_event.is_set():
            pieces: list[str] = []
            if select.select([self.fileno], [], [], _TICK)[0]:
                data = self._read()
                if not data:
                    os.kill(os.getpid(), signal.SIGHUP)
                    break
                pieces, answers = typed.take(decode(data))
                last = monotonic()
                self._answered(answers)
            elif typed.waits and monotonic() - last > typed.patience(asked=self._asked is not None):
                pieces = typed.all()
            for event in chain.from_iterable(_events(parser, piece) for piece in pieces):
                self.process_message(event)
            for event in parser.tick():
                self.process_message(event)
            if typed.waits:
                self._ask()
            self._overdue()
        with suppress(EOFError, ParseError):
            list(parser.feed(""))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _ask(self) -> None:
        """Ask, where no answer is on its way: it comes behind all that was typed before."""
        with self._changed:
            if self._live and self._answers and self._asked is None:
                self._asked = monotonic()
                super().write(_QUESTION)

    def _answered(self, times: int) -> None:
        with self._changed:
            if times and self._asked is not None:
                self._asked, self._answers, self._ever = None, True, True
                self._changed.notify_all()
                self._send()

    def _overdue(self) -> None:
        """Do not wait for ever."""
        with self._changed:
            if self._asked is not None and monotonic() - self._asked > (_LOST if self._ever else _SILENCE):
                self._answers = self._ever
                self._asked = None
                self._send()


def _events(parser: XTermParser, piece: str) -> Iterable[Message]:
    return [Key("escape", ESCAPE)] if piece == ESCAPE else parser.feed(piece)


def chosen() -> type[LinuxDriver] | None:
    """The driver to use; None for Textual's choice."""
    return None if STOCK_VARIABLE in os.environ else WireDriver
