"""An account that may do nothing, for tests of what such an account cannot do."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
NOBODY = 65534
_PATHS = (ROOT / "store", ROOT / "tui", Path(duckdb.__file__).parents[1])
ENVIRONMENT = {
    "PYTHONPATH": os.pathsep.join(map(str, _PATHS)),
    "PYTHONDONTWRITEBYTECODE": "1",
    "PATH": os.defpath,
    "HOME": "/nonexistent",
}
# Started, it starts itself again, as the SQL worker does.
_PROBE = """
import duckdb, subprocess, sys, visavis_tui
subprocess.run([sys.executable, "-c", "import json"], check=True)
"""


@cache
def python() -> list[str]:
    """The command for a Python without privileges; one with ours, where no other account can run Python here.

    The interpreter that runs the tests may lie in a home directory; one of the system, of the same version, does as well.
    """
    if os.geteuid() != 0:
        return [sys.executable]
    setpriv = [shutil.which("setpriv") or "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    of_system = shutil.which(f"python{sys.version_info.major}.{sys.version_info.minor}", path=os.defpath)
    for interpreter in filter(None, (sys.executable, of_system)):
        if _works([*setpriv, interpreter]):
            return [*setpriv, interpreter]
    return [sys.executable]


def _works(command: list[str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "-c", _PROBE], env=ENVIRONMENT, cwd="/", capture_output=True, check=False, timeout=60
        )
    except OSError:
        return False
    return done.returncode == 0


def is_another_account() -> bool:
    """Whether `python` runs as somebody else than these tests."""
    return len(python()) > 1


@contextmanager
def public_directory() -> Iterator[Path]:
    """A directory that every account can read, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="visavis-") as name:
        directory = Path(name)
        directory.chmod(0o755)
        yield directory
