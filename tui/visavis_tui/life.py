"""How the desk lives on a terminal: its driver, what ends it, what it says when it fails, and that it saves before."""

import asyncio
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path

from rich.console import RenderableType
from textual.app import App
from textual.timer import Timer

from visavis_tui import crash, driver

_PAUSE = 0.5  # seconds after a change until it is saved
_FAREWELL = 0.9  # seconds that leaving after a signal may take


class Living(App[None]):
    """An application that ends cleanly whatever happens; a subclass says what there is to `remember`."""

    def __init__(self) -> None:
        # Without colours Textual sends greys, unless the colours are the terminal's own and can be left out.
        super().__init__(driver_class=driver.chosen(), ansi_color=True if "NO_COLOR" in os.environ else None)
        self.animation_level = "none"
        self.crash: Path | None = None  # where the log of a fault is
        self._saving: Timer | None = None

    def remember(self) -> None:
        """Save where the user is."""

    def remember_soon(self) -> None:
        """Save in a moment, however much changes until then."""
        if self._saving is None:
            self._saving = self.set_timer(_PAUSE, self._remember_now)

    def _remember_now(self) -> None:
        self._saving = None
        self.remember()

    def heed_signals(self) -> None:
        """End on SIGTERM, on a hangup, and when the terminal is gone, for which the driver sends a hangup."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError):  # not everywhere, nor outside the main thread
                loop.add_signal_handler(number, self._stopped, number)

    def _stopped(self, number: int) -> None:
        """Save and leave; whatever may hang is not waited for."""
        watchdog = threading.Timer(_FAREWELL, os._exit, [128 + number])
        watchdog.daemon = True
        watchdog.start()
        self.exit(return_code=128 + number)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Save, while there is something to be seen, and leave."""
        self.remember()
        super().exit(result, return_code, message)

    # --- faults: in place of Textual's tracebacks, which show the values of variables, names and texts too -----

    def _handle_exception(self, error: Exception) -> None:
        self.crash = self.crash or crash.logged(error)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()

    def panic(self, *_renderables: object) -> None:
        """Leave without a word; whoever runs the application says what there is to say."""
        self.crash = self.crash or crash.logged(RuntimeError("a part of the screen gave up"))
        self._return_code = 1
        self._close_messages_no_wait()
