"""A terminal with a command in it, for tests that press keys and look."""

import os
import pty
import select
import signal
import struct
import termios
import time
from fcntl import ioctl
from typing import Self

PATIENCE = 20  # seconds


class Terminal:
    """A terminal of 80x24 with a command in it."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], command, env)  # noqa: S606
        ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.seen = b""
        self._code: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.handle)

    def ended(self) -> int:
        """The exit code, once the command has ended by itself."""
        self.has("\0 what never comes", PATIENCE)
        self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._code

    def has(self, words: str, patience: float) -> bool:
        """Whether `words` are seen, or come within `patience` seconds."""
        end = time.monotonic() + patience
        while words.encode() not in self.seen and time.monotonic() < end:
            if select.select([self.handle], [], [], 0.1)[0]:
                try:
                    self.seen += os.read(self.handle, 65536)
                except OSError:
                    break
        return words.encode() in self.seen

    def until(self, words: str) -> str:
        """Everything that comes up to `words`."""
        self.has(words, PATIENCE)
        before, found, self.seen = self.seen.partition(words.encode())
        assert found, before.decode(errors="replace")
        return before.decode(errors="replace")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.handle, keys.encode())
