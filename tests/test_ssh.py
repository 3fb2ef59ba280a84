"""visavis behind a real sshd on loopback: guests get the desk and answers, and nothing else of the machine."""

import getpass
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from database_cases import report, resolved
from terminals import Terminal
from unprivileged import ENVIRONMENT, NOBODY, ROOT, is_another_account, public_directory, python
from visavis.database.connection import open_reader
from visavis.database.publish import publish
from visavis.journal import read as read_journal
from visavis.load import load
from visavis_tui import cli, exits
from visavis_tui.commands.serve import ASKED, request_words

SETUP = ROOT / "scripts" / "ssh-setup"
PATIENCE = 15  # seconds
ENDLESS = "SELECT count(*) FROM range(100000) a, range(1000000) b WHERE hash(a.range) % 7 = hash(b.range) % 11"


def account() -> pwd.struct_passwd:
    """Whoever runs the tests, and logs in."""
    return pwd.getpwuid(os.geteuid())


def obstacle() -> str:
    """Why there can be no sshd here; nothing where there can."""
    missing = [name for name in ("sshd", "ssh", "ssh-keygen") if not find(name)]
    if missing:
        return f"{', '.join(missing)} missing: on Debian, apt install openssh-server (.ci/run does as root)"
    if Path(account().pw_shell).name in {"nologin", "false"}:
        return f"{account().pw_name} has no shell for sshd to start the forced command with"
    return ""


def find(program: str) -> str:
    """The path of a program that may lie where only administrators look."""
    return shutil.which(program, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin") or ""


needs_sshd = pytest.mark.skipif(bool(obstacle()), reason=obstacle())


@dataclass(frozen=True)
class Server:
    """An sshd for one guest, and the way in."""

    client: list[str]
    store: Path

    def ask(self, *words: str, stdin: str = "", options: tuple[str, ...] = ()) -> tuple[int, str, str]:
        """Exit code, standard output and standard error of one request."""
        command = [self.client[0], *options, *self.client[1:], *words]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603
        return done.returncode, done.stdout, done.stderr

    def processes(self) -> dict[int, str]:
        """Every process that has to do with this store, by its id, with its words."""
        found = {}
        for place in Path("/proc").glob("[0-9]*"):
            try:
                words = (place / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:  # it has ended meanwhile
                continue
            if str(self.store) in words and "visavis" in words and not words.startswith(("ssh", find("ssh"))):
                found[int(place.name)] = words
        return found


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server on a free port of loopback, configured by our own script; guests lose the privileges that we have."""
    with public_directory() as place:
        store = make_store(place)
        for key in ("host", "guest"):
            run(find("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(place / key))
        (place / "keys").mkdir()
        shutil.copy(place / "guest.pub", place / "keys" / account().pw_name)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (place / "sshd_config").write_text(configuration(place, store, port), encoding="utf-8")
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)  # where sshd locks itself in; the service would have made it
        command = [find("sshd"), "-D", "-e", "-f", str(place / "sshd_config")]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as process:  # noqa: S603
            try:
                await_port(port, process)
                yield Server(client(place, port), store)
            finally:
                process.terminate()


def make_store(place: Path) -> Path:
    """A store that guests may read."""
    reports = [report(1), report(2)]
    publish(place / "store", reports, resolved(reports))
    (place / "store").chmod(0o755)
    for file in (place / "store").iterdir():
        file.chmod(0o644)
    return place / "store"


def run(*command: str) -> str:
    """What a command prints; it has to succeed."""
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout  # noqa: S603


def configuration(place: Path, store: Path, port: int) -> str:
    """Our lines for sshd, behind those that keep it on loopback and out of the system's own files."""
    wrapper = place / "visavis"
    exports = " ".join(f"{name}={shlex.quote(value)}" for name, value in ENVIRONMENT.items())
    wrapper.write_text(
        f'#!/bin/sh\nexport {exports}\nexec {shlex.join(python())} -m visavis_tui "$@"\n', encoding="utf-8"
    )
    wrapper.chmod(0o755)
    ours = run(
        *(str(SETUP), "--config", "--match", f"User {account().pw_name}"),
        *("--keys", str(place / "keys"), "--visavis", str(wrapper), "--store", str(store)),
    )
    return f"""Port {port}
ListenAddress 127.0.0.1
HostKey {place / "host"}
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
Subsystem sftp internal-sftp
{ours}"""


def await_port(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until sshd answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        threading.Event().wait(0.02)
    process.terminate()
    assert process.stderr is not None
    pytest.fail(f"sshd did not start: {process.stderr.read().decode()}")


def client(place: Path, port: int) -> list[str]:
    """The command of a guest, who uses nothing of the account's own settings."""
    options = {
        "BatchMode": "yes",
        "IdentitiesOnly": "yes",
        "IdentityAgent": "none",
        "StrictHostKeyChecking": "no",
        "UserKnownHostsFile": str(place / "known"),
        "LogLevel": "ERROR",
    }
    words = [word for name, value in options.items() for word in ("-o", f"{name}={value}")]
    address = f"{account().pw_name}@127.0.0.1"
    return [find("ssh"), "-F", "none", "-i", str(place / "guest"), "-p", str(port), *words, address]


# --- what guests get -------------------------------------------------------------------------------------------------


@needs_sshd
def test_a_guest_asks_with_sql(server: Server) -> None:
    """The quotation marks of the statement survive the way, options stand on either side, data comes out clean."""
    statement = "SELECT count(*) AS n, 'two  blanks' AS s FROM articles WHERE title <> ''"
    assert server.ask("sql", statement, "--format", "csv") == (exits.OK, "n,s\n2,two  blanks\n", "")
    assert server.ask("sql", "--json", "-", stdin="SELECT 7 AS n") == (exits.OK, '[\n{"n": 7}\n]\n', "")


@needs_sshd
def test_a_guest_lists_and_reads_the_overview(server: Server) -> None:
    """`show` works; without a command and a terminal there is the overview."""
    code, out, _ = server.ask("show", "sources", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (exits.OK, 2)
    assert "2 articles" in server.ask(options=("-T",))[1]


@needs_sshd
def test_a_guest_opens_the_desk_and_leaves(server: Server) -> None:
    """A session with a terminal is the desk, within its limits and without privileges; `q` ends it."""
    with Terminal([server.client[0], "-tt", *server.client[1:]], {**os.environ, "TERM": "xterm-256color"}) as desk:
        desk.until("Wei Shan")
        (session,) = [pid for pid, words in server.processes().items() if "visavis_tui serve" in words]
        status = Path(f"/proc/{session}/status").read_text(encoding="utf-8")
        limits = Path(f"/proc/{session}/limits").read_text(encoding="utf-8")
        desk.type("q")
        assert desk.ended() == exits.OK
    assert f"Uid:\t{NOBODY if is_another_account() else os.geteuid()}\t" in status
    (address_space,) = [line.split()[3] for line in limits.splitlines() if line.startswith("Max address space")]
    assert int(address_space) == 2048 * 2**20


@needs_sshd
def test_a_guest_gets_the_prompt(server: Server) -> None:
    """`ssh -t HOST sql` is the prompt of SQL."""
    command = [server.client[0], "-tt", *server.client[1:], "sql"]
    with Terminal(command, {**os.environ, "TERM": "xterm"}) as prompt:
        prompt.until("visavis>")
        prompt.type("SELECT 6 * 7 AS answer;\r")
        prompt.until("    42")
        prompt.type("quit\r")
        assert prompt.ended() == exits.OK


# --- what they do not get --------------------------------------------------------------------------------------------


@needs_sshd
@pytest.mark.parametrize(
    "words",
    [
        ["id"],
        ["sh", "-c", "id"],
        ["sql;", "id"],
        ["scp", "-t", "."],
        ["load", "/etc/passwd"],
        ["serve", "--allow", "load"],
        ["sql", "--store", "/etc", "SELECT 1"],
        ["show", "actors", "--store", "/etc"],
    ],
    ids=" ".join,
)
def test_everything_else_is_refused_in_words(server: Server, words: list[str]) -> None:
    """No program, no file, no other store: exit code 2 and one line that says what there is."""
    code, out, err = server.ask(*words)
    assert (code, out) == (exits.NOTHING_DONE, "")
    assert err.startswith("visavis: ")
    assert "there is the desk" in err
    assert "uid=" not in err


@needs_sshd
def test_no_files_no_tunnels_no_settings(server: Server) -> None:
    """sftp, forwarding and variables of the guest's own are shut off by sshd itself."""
    assert server.ask("sftp", options=("-s",))[:2] == (exits.NOTHING_DONE, "")
    port = server.client[server.client.index("-p") + 1]
    assert server.ask(options=("-W", f"127.0.0.1:{port}"))[0] != 0
    refused = server.ask("sql", "SELECT 1", options=("-o", "SetEnv=VISAVIS_STORE=/etc PYTHONPATH=/tmp"))
    assert refused[0] == exits.OK
    assert server.ask("sql", "FROM read_text('/etc/passwd')")[0] == exits.NOTHING_DONE


@needs_sshd
def test_a_dropped_connection_takes_its_processes_along(server: Server) -> None:
    """Guests whose line breaks, at the desk or in an endless query, leave nothing behind; the next one comes in."""
    env = {**os.environ, "TERM": "xterm-256color"}
    with Terminal([server.client[0], "-tt", *server.client[1:]], env) as desk:
        desk.until("Wei Shan")
        with Terminal([server.client[0], "-tt", *server.client[1:], "sql"], env) as prompt:
            prompt.until("visavis>")
            prompt.type(f"{ENDLESS};\r")
            prompt.until("\x1b[?2004l")
            assert len(server.processes()) >= 3  # the desk, the prompt, its worker
    # Leaving the blocks has killed both clients.
    end = time.monotonic() + PATIENCE
    while (left := server.processes()) and time.monotonic() < end:
        threading.Event().wait(0.1)
    assert left == {}
    assert server.ask("sql", "SELECT 1 AS n", "--format", "csv")[1] == "n\n1\n"


# --- without sshd ----------------------------------------------------------------------------------------------------


def served(asked: str, store: Path, *allowed: str, stdin: str = "") -> tuple[int, str]:
    """Exit code and standard error of `visavis serve` for what a guest asks."""
    command = [*python()[-1:], "-m", "visavis_tui", "serve", "--store", str(store), *allowed]
    done = subprocess.run(  # noqa: S603
        command,
        env={**ENVIRONMENT, ASKED: asked},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_a_loader_may_send_articles_but_no_paths(tmp_path: Path) -> None:
    """`--allow load` takes standard input; files of the server stay out of reach, and other logins cannot load."""
    article = '{"text": "Ana Prieto of Uruguay met Bo Lindqvist of Sweden in Oslo."}\n'
    assert "not for this login" in served("load -", tmp_path / "S", stdin=article)[1]
    assert "standard input" in served("load /etc/passwd", tmp_path / "S", "--allow", "load")[1]
    assert not (tmp_path / "S").exists()
    code, said = served("load -", tmp_path / "S", "--allow", "load", stdin=article)
    assert code == exits.OK, said
    assert (tmp_path / "S" / "visavis.duckdb").exists()


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    """Control characters in a request do not reach the terminal; an open quotation mark is told."""
    code, said = served("\x1b]0;owned\x07", tmp_path)
    assert code == exits.NOTHING_DONE
    assert "\x1b" not in said
    assert "quotation mark" in served('show "actors', tmp_path)[1]


def test_more_memory_and_time_cannot_be_asked_for(tmp_path: Path) -> None:
    """What the administrator allows is the most, whatever the guest's options say."""
    reports = [report(1)]
    publish(tmp_path, reports, resolved(reports))
    asked = "sql --timeout 0 --memory 100000 SELECT list_transform(range(1000000000), lambda x: x + 1)"
    assert "may use 600 MiB" in served(asked, tmp_path, "--memory", "1200")[1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", []),
        ("sql", ["sql"]),
        ("visavis show actors", ["show", "actors"]),
        ("sql SELECT 'a  b' --json", ["sql", "--json", "--", "SELECT 'a  b'"]),
        ("sql --format=csv --limit 3 SELECT 1", ["sql", "--format", "csv", "--limit", "3", "--", "SELECT 1"]),
        ("sql 'SELECT 1'", ["sql", "--", "SELECT 1"]),
        ("sql \"SELECT 'x'\" --limit 0", ["sql", "--limit", "0", "--", "SELECT 'x'"]),
        ("sql -", ["sql", "--", "-"]),
        ("sql -- why\nSELECT 1", ["sql", "--", "-- why\nSELECT 1"]),
        ("sql --store /etc SELECT 1", ["sql", "--store", "/etc", "SELECT", "1"]),
        ("sqlite 1", ["sqlite", "1"]),
    ],
)
def test_requests_are_taken_apart(line: str, words: list[str]) -> None:
    """A statement is taken as it is; everything else word by word."""
    assert request_words(line) == words


def test_the_setup_prints_what_it_would_do_and_refuses_what_is_no_name(tmp_path: Path) -> None:
    """Without --apply nothing happens; a path or name that could be another directive is refused."""
    printed = run(str(SETUP), "--store", str(tmp_path / "S"))
    assert "ForceCommand exec /opt/visavis/bin/visavis serve --store" in printed
    assert "visavis-readers" in printed
    assert list(tmp_path.iterdir()) == []
    for arguments in (
        ["--store", "/a\nPermitTTY no"],
        ["--visavis", "x; id"],
        ["--add", "reader", "../ana", "/dev/null"],
    ):
        done = subprocess.run([SETUP, *arguments], capture_output=True, check=False, timeout=60)  # noqa: S603
        assert done.returncode == 2


# A namespace with copies of what the set-up changes: the system that runs the tests stays as it is.
ELSEWHERE = f"""
set -e
cp -a /etc "$1/etc" && mount --bind "$1/etc" /etc && mount -t tmpfs none /var/lib && mount -t tmpfs none /srv
for again in 1 2; do {SETUP} --store /srv/visavis --apply; done
{SETUP} --add reader ana "$1/guest.pub" --apply
{SETUP} --add editor luz "$1/guest.pub" --apply
umask 027
setpriv --reuid visavis-loader --regid visavis-readers --clear-groups sh -c 'echo facts > /srv/visavis/visavis.duckdb'
for guest in ana luz; do
    setpriv --reuid $guest --regid $guest --init-groups sh -c '
        cd /srv/visavis; cat visavis.duckdb; for file in new visavis.duckdb journal.jsonl "$0/keys"; do
            (echo >> $file) 2>/dev/null && echo "$1 writes $file"; done; true' /etc/visavis $guest
done
"""


def can_unshare() -> bool:
    """Whether we may have a file system of our own."""
    probe = ["unshare", "-m", "mount", "-t", "tmpfs", "none", "/srv"]
    able = os.geteuid() == 0 and all(map(find, ("unshare", "setpriv", "useradd", "ssh-keygen")))
    return able and subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603


@pytest.mark.skipif(not can_unshare(), reason="needs root and a mount namespace")
def test_the_setup_keeps_readers_from_writing_and_editors_to_the_journal(tmp_path: Path) -> None:
    """Applied, twice, in a namespace: guests read the store, editors add to the journal, and that is all they write."""
    run(find("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / "guest"))
    said = run(find("unshare"), "-m", "--propagation", "private", "bash", "-c", ELSEWHERE, "bash", str(tmp_path))
    assert said.splitlines() == ["facts", "facts", "luz writes journal.jsonl"]


def test_an_editor_decides_under_the_name_of_the_login(tmp_path: Path) -> None:
    """Whoever may write the journal decides; no option makes the decision another's, and no other store is reached."""
    (tmp_path / "a.txt").write_text("Ana Prieto of Uruguay met Bo Lindqvist of Sweden in Oslo.", encoding="utf-8")
    load(tmp_path / "S", [str(tmp_path / "a.txt")])
    with open_reader(tmp_path / "S") as reader:
        ((meeting,),) = reader.rows("SELECT meeting_id FROM meetings")
    code, said = served(f"decide reject {meeting} --author 'somebody else' --reason 'no meeting'", tmp_path / "S")
    assert code == exits.OK, said
    (decision,) = read_journal(tmp_path / "S").decisions
    assert decision.author == getpass.getuser()
    assert "leave --store out" in served("undo --store /etc", tmp_path / "S")[1]
    assert served("undo", tmp_path / "S")[0] == exits.OK


def test_a_decision_waits_where_only_the_journal_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor's account cannot publish: the decision is kept, and the next load lets it hold."""
    (tmp_path / "a.txt").write_text("Ana Prieto of Uruguay met Bo Lindqvist of Sweden in Oslo.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("A quiet day in Oslo.", encoding="utf-8")
    store = tmp_path / "S"
    load(store, [str(tmp_path / "a.txt")])
    with open_reader(store) as reader:
        ((meeting,),) = reader.rows("SELECT meeting_id FROM meetings")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, *_: Path(path) != store)
        assert cli.main(["decide", "reject", str(meeting), "--store", str(store)]) == exits.OK
    with open_reader(store) as reader:
        assert reader.rows("SELECT count(*) FROM meetings") == [(1,)]
    load(store, [str(tmp_path / "b.txt")])
    with open_reader(store) as reader:
        assert reader.rows("SELECT count(*) FROM meetings") == [(0,)]
