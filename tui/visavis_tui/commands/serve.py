"""`visavis serve`: what sshd runs in place of whatever a guest asks for (ForceCommand; see docs/ssh.md).

Nothing typed reaches a shell: the words of SSH_ORIGINAL_COMMAND are taken apart here, and only verbs that cannot
leave the store are run.
"""

import argparse
import getpass
import os
import re
import resource
import shlex
import signal
from importlib import import_module

from visavis.database.place import store_directory
from visavis.journal import journal_file
from visavis_tui import cli, exits
from visavis_tui.present import one_line
from visavis_tui.talk import say

ASKED = "SSH_ORIGINAL_COMMAND"
_OPTION = r"--(?:json|explain|(?:format|limit|timeout|memory)(?:=|\s+)\w+)"
_SQL = re.compile(rf"sql(?P<before>(?:\s+{_OPTION})*)\s+(?P<sql>\S.*?)(?P<after>(?:\s+{_OPTION})*)", re.DOTALL)
_MIB = 2**20
_LEAST_MEMORY = 1024  # MiB; with less of them the libraries do not even start
_PROCESSORS = 4  # for one session, so that no guest takes the whole machine and no library starts a thread for each


def run(asked: argparse.Namespace) -> int:
    """Run what the guest asked for: the desk with no words, else one of the verbs that are allowed."""
    asked.memory = max(asked.memory, _LEAST_MEMORY)
    _confine(asked.memory)
    try:
        words = request_words(os.environ.get(ASKED, ""))
    except ValueError:
        return _refuse("a quotation mark is not closed", asked)
    if reason := _objection(words, asked):
        return _refuse(reason, asked)
    request = cli.parser().parse_args(words)
    _clamp(request, asked)
    try:
        code: int = import_module(cli.module_for(request.verb)).run(request)
    except MemoryError:
        say(f"visavis: this takes more than the {asked.memory:,} MiB that a session has here")
        return exits.NOTHING_DONE
    return code


def _confine(memory: int) -> None:
    """Hold this session, and all that it starts, to its share of the machine."""
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)  # there is no shell to come back to
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = memory * _MIB
    value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (value, value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if hasattr(os, "sched_setaffinity"):
        usable = sorted(os.sched_getaffinity(0))
        first = os.getpid() % len(usable)
        os.sched_setaffinity(0, (usable * 2)[first : first + _PROCESSORS])


def request_words(line: str) -> list[str]:
    """The arguments in what ssh passes on; raises ValueError where a quotation mark is left open.

    ssh joins its arguments without their quotation marks: `ssh desk sql "SELECT 'a'" --json` comes as one line. So what
    stands between the options of `sql` is taken as it is, unless it is in quotation marks as a whole.
    """
    line = line.strip().removeprefix("visavis ").lstrip()  # as it is typed everywhere else
    found = _SQL.fullmatch(line)
    if not found or (found["sql"].startswith("--") and not found["sql"].startswith("-- ")):
        return shlex.split(line)
    options = (found["before"] + found["after"]).replace("=", " ").split()
    statement = found["sql"]
    if statement.startswith(("'", '"')) and len(parts := shlex.split(statement)) == 1:
        statement = parts[0]
    return ["sql", *options, "--", statement]


def _objection(words: list[str], asked: argparse.Namespace) -> str:
    """Why this may not be run; nothing where it may."""
    options = words[: words.index("--")] if "--" in words else words
    if any(word.startswith("--store") for word in options):
        return "the store is chosen for you: leave --store out"
    if not words or words[0] in _verbs(asked) or words in (["--help"], ["--version"]):
        return ""
    if words[0] not in asked.allow:
        return f"{words[0]} is not for this login"
    if set(words[1:]) - {"-", "--json"}:
        return f"files are out of reach: send them on standard input, as in {words[0]} -"
    return ""


def _verbs(asked: argparse.Namespace) -> tuple[str, ...]:
    """What this login may run: the permissions of the journal say who decides."""
    journal = journal_file(store_directory(asked.store))
    editor = os.access(journal if journal.exists() else journal.parent, os.W_OK)
    return (*cli.GUEST_VERBS, *cli.EDITOR_VERBS) if editor else cli.GUEST_VERBS


def _clamp(request: argparse.Namespace, asked: argparse.Namespace) -> None:
    """Put the administrator's choices in place of the guest's."""
    request.store = asked.store
    if request.verb in cli.EDITOR_VERBS:
        request.author = getpass.getuser()  # a decision bears the name of the login
    if request.verb == "sql":
        request.timeout = min(request.timeout or asked.timeout, asked.timeout)
        request.memory = min(request.memory, asked.memory // 2)


def _refuse(reason: str, asked: argparse.Namespace) -> int:
    verbs = ", ".join((*_verbs(asked), *asked.allow))
    say(f"visavis: {one_line(reason)}; there is the desk (no command, on a terminal) and: {verbs}")
    return exits.NOTHING_DONE
