"""The installed command as a process: pipes that close, signals, poor terminals."""

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from visavis_tui import exits

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "visavis_tui"]
PATHS = f"{ROOT / 'store'}{os.pathsep}{ROOT / 'tui'}"


def environment(store: Path, **more: str) -> dict[str, str]:
    """The process's environment with a store of its own."""
    return {**os.environ, "PYTHONPATH": PATHS, "VISAVIS_STORE": str(store), **more}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two articles."""
    folder = tmp_path_factory.mktemp("process")
    (folder / "a.txt").write_text("Lázaro Álvarez of Cuba met Bo Lindqvist of Sweden in Oslo.", encoding="utf-8")
    (folder / "b.txt").write_text("A quiet day\x1b[31m in Oslo.", encoding="utf-8")
    command = [*COMMAND, "load", str(folder)]
    done = subprocess.run(command, env=environment(folder / "S"), capture_output=True, check=False, timeout=60)  # noqa: S603
    assert done.returncode == exits.OK, done.stderr
    return folder / "S"


def test_a_closed_pipe_ends_quietly(store: Path) -> None:
    """`visavis sql ... | head -1` prints one line and no complaint."""
    command = [*COMMAND, "sql", "from range(1000000)", "--format", "csv"]
    with subprocess.Popen(  # noqa: S603
        command, env=environment(store), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"range\n"
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == exits.BROKEN_PIPE


def test_ctrl_c_during_a_load_is_one_line_and_no_store(tmp_path: Path) -> None:
    """An interrupted load says so, publishes nothing and leaves nothing half-made."""
    lines = b"".join(json.dumps({"id": n, "text": f"Day {n} was quiet."}).encode() + b"\n" for n in range(1010))
    with subprocess.Popen(  # noqa: S603
        [*COMMAND, "load", "-"], env=environment(tmp_path / "S"), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(lines)  # and the pipe stays open: the load waits for more
        process.stdin.flush()
        assert process.stderr.readline().startswith(b"1,000 articles read, 1,000 new")
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"visavis: interrupted\n"
    assert process.returncode == exits.INTERRUPTED
    assert [path.name for path in (tmp_path / "S").iterdir()] == ["visavis.lock"]


def test_a_terminal_without_our_letters_gets_their_codes(store: Path) -> None:
    """An ASCII-only output is poorer, not broken."""
    done = subprocess.run(  # noqa: S603
        [*COMMAND, "sql", "select text from articles", "--format", "jsonl"],
        env=environment(store, PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == exits.OK, done.stderr
    assert b"\\xc1lvarez" in done.stdout


def read_terminal(command: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Exit code and output of a command whose standard output and error are a terminal."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        command, env=env, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, close_fds=True
    )
    os.close(theirs)
    seen = b""
    while chunk := _read(ours):
        seen += chunk
    os.close(ours)
    return process.wait(timeout=60), seen.decode()


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux's way to say that the other end is closed
        return b""


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_stored_escapes_never_reach_a_terminal(form: str, store: Path) -> None:
    """A text that tries to colour the terminal is shown with symbols instead."""
    code, seen = read_terminal([*COMMAND, "sql", "select text from articles", "--format", form], environment(store))
    assert code == exits.OK
    assert "A quiet day" in seen
    assert "\x1b" not in seen


def test_load_on_a_terminal_rewrites_one_line(store: Path, tmp_path: Path) -> None:
    """Progress moves on a single line, which is gone at the end."""
    env = environment(tmp_path / "S")
    code, seen = read_terminal([*COMMAND, "load", str(store.parent / "a.txt")], env)
    assert code == exits.OK
    assert "\r\x1b[Kreading ... 1 article, 1 new" in seen
    assert "\r\x1b[K1 article read: 1 new, 0 already in the store\r\n" in seen


def test_the_overview_when_only_one_side_is_a_terminal(store: Path) -> None:
    """With standard input redirected there is nobody to browse: the overview comes, and the command ends."""
    code, seen = read_terminal(COMMAND, environment(store))
    assert code == exits.OK
    assert "Cuba - Sweden: 1 meeting" in seen
    assert "2 articles" in seen
