"""How the desk feels on a large store, beside Textual's own table on the same rows.

scripts/benchmark tui [ROWS] [--store DIR] makes a store of ROWS invented meetings (default: 1,000,000) in a temporary directory,
opens the desk and a stock DataTable window on it, each in a terminal of its own, presses keys, and counts seconds and
bytes. A key is over with the last byte before 100 ms of silence; times depend on the machine, bytes do not.
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from time import monotonic

PAGE_DOWN, DOWN = b"\x1b[6~", b"\x1b[B"
SILENCE = 0.1
LATE = 2.0  # seconds in which a key does something, on a machine that is busy
KEYS = 30
LINK, WINDOW, WAY = 20_000, 2_000_000, 0.05  # bytes a second, bytes of a channel in front of the link, seconds one way
HELD, EVERY = 3.0, 0.05  # a key held so long, repeated so often

DESK = "import sys; from pathlib import Path; from visavis_tui.app import run; run(Path(sys.argv[1]))"
STOCK = """
import sys
import duckdb
from textual.app import App
from textual.widgets import DataTable

class Window(App):
    def compose(self):
        yield DataTable(cursor_type="row")

    def on_mount(self):
        self.rows = duckdb.connect(sys.argv[1] + "/visavis.duckdb", read_only=True)
        self.top = 0
        self.table = self.query_one(DataTable)
        self.table.add_columns("Date", "Status", "Event", "Place", "Src")
        self.fill()

    def fill(self):
        self.table.clear()
        self.table.add_rows([tuple(map(str, row)) for row in self.rows.execute(
            f"SELECT date, status, title, city, articles FROM meetings LIMIT 400 OFFSET {self.top}").fetchall()])

    def on_data_table_row_highlighted(self, event):
        if event.cursor_row > 350:
            self.top += event.cursor_row - 50
            self.fill()
            self.table.move_cursor(row=50)

Window().run()
"""
FILL = """
INSERT INTO meetings BY NAME
    SELECT i + 1 AS meeting_id, 'Minister ' || names[1 + i % 7] || ' met Ambassador ' || names[1 + i % 5] || ' ' || i
           AS title, ['held', 'planned', 'denied'][1 + (i % 17) // 8] AS status, 'in-person' AS channel,
           strftime(day, '%Y-%m-%d') AS date, day AS date_earliest, day AS date_latest, 'stated' AS date_basis,
           ['Havana', 'Beijing', 'Santiago de Cuba', '上海'][1 + i % 4] AS city, 'CUB' AS country,
           ['CHN', 'CUB'] AS countries, 1 + i % 3 AS articles, 1 AS origins, [] AS conflicts, 0.9 AS score
    FROM (SELECT i::INTEGER AS i, ['Li Wei', 'Ana Núñez', 'Raúl Peña', '王毅', 'Bo Hu', 'Eva Díaz', 'Ma Jun'] AS names,
                 (DATE '2025-12-31' - (i * 7919 % 20000)::INTEGER) AS day FROM range($rows) r(i));
INSERT INTO actors BY NAME
    SELECT i + 1 AS actor_id, 'person' AS kind, 'Person ' || i AS name, 'person ' || i AS name_fold, 'CUB' AS country,
           'minister' AS role, 1 AS articles, 1 AS mentions, (i % 90)::INTEGER AS meetings, 0 AS agreements
    FROM range($rows // 100) r(i);
INSERT INTO actor_names BY NAME SELECT actor_id, name, name_fold, mentions, articles FROM actors;
INSERT INTO participants BY NAME
    SELECT i + 1 AS meeting_id, 1 + (i * 31 + n) % ($rows // 100) AS actor_id, 'CUB' AS side
    FROM range($rows) r(i), range(2) s(n);
INSERT INTO articles BY NAME
    SELECT i + 1 AS article_id, 'Report ' || i AS title, 'Wire' AS publisher, '2025-01-01' AS published,
           'stated' AS published_basis, 'en' AS language, i + 1 AS origin_id, 'a.txt' AS source, 'Words.' AS text
    FROM range($rows // 20) r(i);
INSERT INTO sentences BY NAME
    SELECT 1 + i // 20 AS article_id, i % 20 AS sentence_no, 'body' AS zone, 0 AS char_start, 5 AS char_end,
           'Sentence ' || i AS text, 'the two sides signed paper ' || md5(i::VARCHAR) || ' at a harbour' AS text_fold
    FROM range($rows) r(i);
INSERT INTO evidence BY NAME
    SELECT i + 1 AS fact_id, 'meeting' AS fact_kind, 'event' AS field, 1 + i // 20 AS article_id, i % 20 AS sentence_no,
           0 AS char_start, 5 AS char_end, 'Words' AS quote, 'asserted' AS stance
    FROM range($rows) r(i);
"""


def make_store(directory: Path, rows: int) -> None:
    """A store of `rows` meetings, as large in its other tables as that makes it."""
    import duckdb  # noqa: PLC0415 - not on the way of --help

    from visavis.database.publish import publish  # noqa: PLC0415
    from visavis.database.write import make_again  # noqa: PLC0415
    from visavis.model import Resolution  # noqa: PLC0415

    publish(directory, [], Resolution())
    with closing(duckdb.connect(str(directory / "visavis.duckdb"))) as connection:
        for statement in FILL.split(";\n"):
            if statement.strip():
                connection.execute(statement.replace("$rows", str(rows)))
        make_again(connection)
        connection.execute("CHECKPOINT")


class Terminal:
    """A program on a terminal that answers when asked; bytes may pass a slow line first."""

    def __init__(self, pid: int, master: int) -> None:
        self.pid, self.master, self.sent = pid, master, 0
        self.last = monotonic()

    def read(self, patience: float) -> bytes:
        """What the program sends within so many seconds; empty if nothing."""
        if not select.select([self.master], [], [], max(0.0, patience))[0]:
            return b""
        data = os.read(self.master, 65536)
        self.sent, self.last = self.sent + len(data), monotonic()
        return data

    def answer(self, data: bytes) -> None:
        """Say that we are there, once for each time we are asked."""
        os.write(self.master, b"\x1b[0n" * data.count(b"\x1b[5n"))

    def until(self, found: Callable[[bytes], bool], patience: float = 60) -> float:
        """Read until the bytes since now satisfy `found`; seconds that took."""
        begun, seen = monotonic(), b""
        while not found(seen):
            data = self.read(begun + patience - monotonic())
            if not data:
                raise TimeoutError(seen[-300:])
            self.answer(data)
            seen += data
        return monotonic() - begun

    def quiet(self, seconds: float = SILENCE) -> None:
        """Read until so long nothing comes."""
        while data := self.read(seconds):
            self.answer(data)

    def key(self, key: bytes) -> tuple[float, int]:
        """Press a key; seconds until its last byte, and how many bytes."""
        before, begun = self.sent, monotonic()
        self.last = begun
        os.write(self.master, key)
        self.answer(self.read(LATE))
        self.quiet()
        return self.last - begun, self.sent - before

    def keys(self, key: bytes, times: int = KEYS) -> tuple[float, float, float]:
        """Press a key often: median milliseconds, mean bytes, milliseconds of processor a key."""
        used = self.processor
        found = [self.key(key) for _ in range(times)]
        return (
            statistics.median(seconds for seconds, _ in found) * 1000,
            statistics.mean(count for _, count in found),
            (self.processor - used) * 1000 / times,
        )

    @property
    def processor(self) -> float:
        """Seconds of processor so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """Resident MB."""
        fields = Path(f"/proc/{self.pid}/statm").read_text().split()
        return int(fields[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def held(self, key: bytes) -> float:
        """Hold a key on a slow link; seconds from letting go until the last byte has come through."""
        begun = monotonic()
        behind: list[tuple[float, bytes]] = []  # when the last byte of a piece is through, and the piece
        through, presses = begun, 0
        while monotonic() - begun < HELD or behind or self.last > monotonic() - 1:
            now = monotonic()
            if now - begun < HELD and presses <= (now - begun) / EVERY:
                os.write(self.master, key)
                presses += 1
            if sum(len(piece) for _, piece in behind) < WINDOW and (data := self.read(0.005)):
                through = max(through, now + WAY) + len(data) / LINK
                behind.append((through, data))
            while behind and behind[0][0] + WAY <= monotonic():
                self.answer(behind.pop(0)[1])
        return through - begun - HELD


@contextmanager
def terminal(program: str, store: Path, size: tuple[int, int]) -> Iterator[Terminal]:
    """A program that is given a store, on a terminal of some size."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    ours = ("NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE")  # compiled, as whatever is installed
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "XDG_STATE_HOME": str(store / "state")}
    command = [sys.executable, "-c", program, str(store)]
    process = subprocess.Popen(  # noqa: S603
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        yield Terminal(process.pid, master)
    finally:
        process.kill()
        process.wait()
        os.close(master)


def measure(name: str, program: str, store: Path, size: tuple[int, int]) -> dict[str, float]:
    """All figures of one program on one size of terminal, printed as they come."""
    figures: dict[str, float] = {}

    def say(figure: str, value: float, unit: str) -> None:
        figures[figure] = value
        print(f"{name:6} {size[0]:>3}x{size[1]}  {figure:34} {value:>10,.1f} {unit}", flush=True)

    with terminal(program, store, size) as screen:
        say("first data row", screen.until(lambda seen: b" met " in seen) * 1000, "ms")
        screen.quiet(2)  # sorting behind the first page
        say("start", screen.sent, "bytes")
        before = screen.sent
        screen.quiet(3)
        say("idle for 3 s", screen.sent - before, "bytes")
        for label, key in (("PageDown", PAGE_DOWN), ("Down", DOWN)):
            milliseconds, count, processor = screen.keys(key)
            say(f"{label} p50", milliseconds, "ms")
            say(f"{label} bytes", count, "bytes")
            say(f"{label} processor", processor, "ms")
        say("memory", screen.memory, "MB")
        say("PageDown held at 20 kB/s settles", screen.held(PAGE_DOWN) * 1000, "ms")
        if program == DESK:
            screen.key(b"3")
            screen.quiet(0.5)
            screen.key(b"/")
            os.write(screen.master, b"c4ca4")
            first = screen.until(lambda seen: b" of " in seen) * 1000
            say("search as you type, first answer", first, "ms")
            rest = screen.until(lambda seen: b"ow 1/" in seen) * 1000
            say("search as you type, all texts", first + rest, "ms")
            for key in (b"\x1b", b"2"):  # so that the next desk opens on the events again
                screen.key(key)
                screen.quiet(0.5)  # apart, or the two would be read as one key with Alt
            screen.quiet(1)
    return figures


def bare() -> float:
    """Milliseconds that importing Textual takes, in a process of its own: the median of five."""
    found = []
    for _ in range(5):
        begun = monotonic()
        subprocess.run([sys.executable, "-c", "import textual.app"], check=True)
        found.append((monotonic() - begun) * 1000)
    return statistics.median(found)


def main() -> None:
    """Print the figures of the desk and of the stock table."""
    parser = argparse.ArgumentParser(prog="scripts/benchmark tui", description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    parser.add_argument("--store", type=Path, help="keep the store here, or use the one that an earlier run has kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        store = asked.store or Path(directory)
        if not (store / "visavis.duckdb").exists():
            make_store(store, asked.rows)
        print(f"{asked.rows:,} meetings, {(store / 'visavis.duckdb').stat().st_size / 1e6:,.0f} MB")
        textual = bare()
        print(f"import textual.app: {textual:,.0f} ms")
        with suppress(TimeoutError):
            measure("first", DESK, store, (80, 24))  # leaves a saved page behind
        for size in ((80, 24), (200, 50)):
            ours, stock = measure("desk", DESK, store, size), measure("stock", STOCK, store, size)
            print(f"first row / import: {ours['first data row'] / textual:.2f} (at most 2)")
            print(f"PageDown / stock:   {ours['PageDown p50'] / stock['PageDown p50']:.2f} (at most 0.4)")


if __name__ == "__main__":
    main()
