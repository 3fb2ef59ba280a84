"""The one command `visavis`: what can be asked of it, and where each verb lives.

Parsing imports nothing but the standard library; the module of a verb is imported when the verb runs, so that `--help`
costs nothing and `sql` never pays for the screen.
"""

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

import visavis
from visavis.errors import VisavisError
from visavis_tui import exits
from visavis_tui.cli_identity import add_identity_verbs
from visavis_tui.talk import say

EXAMPLES = f"""\
examples:
  visavis                                  browse; without a terminal: an overview as text
  visavis 'events?status=held'             browse, at an address
  visavis load --seeds                     load the articles that ship with visavis
  visavis load clippings/ feed.jsonl       load folders, .txt, .md and .jsonl files
  curl ... | visavis load -                load from standard input
  visavis show meetings --format csv       facts as a table, csv, json ...
  visavis sql "from meetings limit 5"      any SQL on the store
  visavis extract article.txt              what one text says, as JSON, without a store

The store is a directory: --store DIR, else VISAVIS_STORE, else this platform's data directory.
{exits.TABLE}
"""
FORMATS = ("table", "csv", "json", "jsonl", "markdown", "parquet")
SUBJECTS = ("actors", "meetings", "agreements", "visits", "statements", "sources", "review")
DEFAULT_ROWS = 100  # of a table, which people read; the other formats are whole unless --limit says otherwise
GUEST_VERBS = ("show", "sql", "journal")  # what `serve` runs for everybody
EDITOR_VERBS = ("decide", "undo", "redo")  # and for whoever may write the journal
STREAM_VERBS = ("load", "extract")  # what it runs where the administrator allows it, from standard input only
DEFAULT_SECONDS, DEFAULT_MEMORY = 300, 2048  # what one statement of `sql` may take


def main(argv: Sequence[str] | None = None) -> int:
    """Run `visavis` with `argv` (default: the process's arguments); returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a letter gets its code, not a traceback
            stream.reconfigure(errors="backslashreplace")
    asked = parser().parse_args(with_verb(sys.argv[1:] if argv is None else argv))
    try:
        code: int = import_module(module_for(asked.verb)).run(asked)
        sys.stdout.flush()
    except VisavisError as error:
        say(f"visavis: {error}")
        return exits.NOTHING_DONE
    except KeyboardInterrupt:
        say("visavis: interrupted")
        return exits.INTERRUPTED
    except BrokenPipeError:
        _abandon_stdout()
        return exits.BROKEN_PIPE
    return code


_ADDRESS = re.compile(r"(?:actor|event|source):\d|(?:actors|events|sources|timeline)(?:\?|\Z)")


def with_verb(argv: Sequence[str]) -> list[str]:
    """Arguments that begin with an address of the desk, with the verb that opens it in front."""
    before = 2 if argv[:1] == ["--store"] else sum(one.startswith("--store=") for one in argv[:1])
    if len(argv) > before and _ADDRESS.match(argv[before]):
        return [*argv[:before], "browse", *argv[before:]]
    return list(argv)


def module_for(verb: str | None) -> str:
    """The module with the `run` of a verb; None is the desk, or the overview where there is no terminal."""
    if verb is not None:
        return f"visavis_tui.commands.{verb}"
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return "visavis_tui.commands.browse" if on_terminal else "visavis_tui.overview"


def _abandon_stdout() -> None:
    """Keep the interpreter from flushing into the closed pipe, and complaining, when it exits."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> argparse.ArgumentParser:
    """The whole command line; `verb` is None when the user wants to browse."""
    top = argparse.ArgumentParser(
        prog="visavis",
        description="Watch a relationship: who met whom, what they agreed, and who says so, in which words.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"visavis {visavis.__version__}")
    top.add_argument("--store", metavar="DIR", help="the store to work on")
    new = top.add_subparsers(dest="verb", metavar="VERB", title="verbs").add_parser
    for add in (
        _add_browse,
        _add_load,
        _add_extract,
        _add_show,
        _add_sql,
        _add_serve,
        _add_check,
        _add_backup,
        _add_rebuild,
    ):
        add(new)
    add_identity_verbs(new, _verb)
    return top


NewParser = Callable[..., argparse.ArgumentParser]


def _verb(new: NewParser, name: str, summary: str, examples: str, *, store: bool = True) -> argparse.ArgumentParser:
    verb = new(
        name,
        help=summary,
        description=summary[0].upper() + summary[1:] + ".",
        epilog="examples:\n" + examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    if store:  # without a default, so that `visavis --store DIR VERB` is not overwritten
        verb.add_argument("--store", metavar="DIR", default=argparse.SUPPRESS, help="the store to work on")
    return verb


def _add_browse(new: NewParser) -> None:
    verb = _verb(
        new,
        "browse",
        "open the desk where it was left, or at an address, for which the verb may be left out",
        "  visavis event:7\n  visavis 'events?pair=CHN-CUB&status=held'\n  visavis browse 'timeline?in=2024'\n"
        "Q on the desk shows the address of what is on the screen.",
    )
    verb.add_argument("address", nargs="?", metavar="ADDRESS", help="what to open")


def _add_load(new: NewParser) -> None:
    verb = _verb(
        new,
        "load",
        "read articles into the store; loading one twice changes nothing",
        "  visavis load clippings/\n  visavis load a.txt b.md feed.jsonl\n  visavis load --seeds\n"
        "  cat feed.jsonl | visavis load - --store /srv/desk\n  visavis load --watch /srv/incoming --json >> load.log",
    )
    verb.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input")
    verb.add_argument("--seeds", action="store_true", help="load the articles that ship with visavis")
    verb.add_argument("--watch", action="store_true", help="go on with every file that comes into the folders")
    verb.add_argument("--json", action="store_true", help="progress as JSON lines on standard output")
    _add_jobs(verb)
    verb.add_argument(
        "--every", type=_whole, default=10_000, metavar="N",
        help="publish at least every N new articles (default: %(default)s)",
    )  # fmt: skip
    verb.add_argument(
        "--seconds", type=_whole, default=None, metavar="S",
        help="and as a rule every S seconds (default: 60; 10 with --watch)",
    )  # fmt: skip
    verb.add_argument(
        "--keep", type=_whole, default=None, metavar="N",
        help="keep N earlier generations (default: VISAVIS_KEEP, else 3)",
    )  # fmt: skip


def _add_jobs(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--jobs", type=_whole, default=0, metavar="N", help="read articles in N processes (default: one a core)"
    )


def _add_check(new: NewParser) -> None:
    verb = _verb(
        new,
        "check",
        "read the whole store and say what is wrong with it; exit code 1 when anything is",
        "  visavis check\n  visavis check --json --store /srv/desk",
    )
    verb.add_argument("--json", action="store_true", help="one JSON object for each thing looked at")


def _add_backup(new: NewParser) -> None:
    verb = _verb(
        new,
        "backup",
        "copy the store and its decisions, while loads go on; list earlier generations, or go back to one",
        "  visavis backup /mnt/backup/desk\n  visavis backup --list\n  visavis backup --restore 41\n"
        "  visavis backup --restore /mnt/backup/desk",
    )
    what = verb.add_mutually_exclusive_group()
    what.add_argument("directory", nargs="?", metavar="DIR", help="where the copy goes")
    what.add_argument("--list", action="store_true", help="the earlier generations that are kept")
    what.add_argument(
        "--restore", metavar="GENERATION|DIR", help="publish an earlier generation, or a backup, as the newest"
    )


def _add_rebuild(new: NewParser) -> None:
    verb = _verb(
        new,
        "rebuild",
        "make everything anew from the articles and the decisions, and say what that changes",
        "  visavis rebuild --dry-run\n  visavis rebuild --jobs 8",
    )
    verb.add_argument("--dry-run", action="store_true", help="only say what would change")
    _add_jobs(verb)


def _add_extract(new: NewParser) -> None:
    verb = _verb(
        new,
        "extract",
        "print what each article says, one JSON line an article, without touching a store",
        "  visavis extract article.txt | jq .meetings\n  visavis extract - < feed.jsonl > facts.jsonl\n"
        "  visavis extract --explain article.txt | less",
        store=False,
    )
    verb.add_argument(
        "--explain", action="store_true",
        help="print why instead: sentence by sentence what was read, taken and left, the missed ones first",
    )  # fmt: skip
    verb.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for standard input")


def _add_show(new: NewParser) -> None:
    verb = _verb(
        new,
        "show",
        "list actors, meetings, agreements, sources, or what waits for a person's decision (review)",
        "  visavis show meetings\n  visavis show actors --format csv --limit 0 > actors.csv",
    )
    verb.add_argument("subject", choices=SUBJECTS)
    _add_output(verb)


def _add_sql(new: NewParser) -> None:
    verb = _verb(
        new,
        "sql",
        "run SQL on the store, read only; on a terminal without a query: a prompt",
        '  visavis sql "select name, meetings from actors order by meetings desc limit 10"\n'
        "  visavis sql \"from meetings where status = 'held'\" --format jsonl\n"
        '  visavis sql "from evidence" --format parquet > evidence.parquet\n'
        "  visavis sql - < query.sql\n  visavis sql --examples",
    )
    verb.add_argument("query", nargs="?", help="one statement, or - to read it from standard input")
    verb.add_argument("--explain", action="store_true", help="print how it would be run, without running it")
    verb.add_argument("--examples", action="store_true", help="print ten queries to copy and change")
    verb.add_argument(
        "--timeout", type=_whole, default=DEFAULT_SECONDS, metavar="SECONDS",
        help="stop it after so long, 0 for never (default: %(default)s)",
    )  # fmt: skip
    verb.add_argument(
        "--memory", type=_whole, default=DEFAULT_MEMORY, metavar="MIB",
        help="how much it may use (default: %(default)s)",
    )  # fmt: skip
    _add_output(verb)


def _add_serve(new: NewParser) -> None:
    verb = _verb(
        new,
        "serve",
        "be the only command of an SSH login: the desk, or the verbs that cannot leave the store",
        "  ForceCommand /opt/visavis/bin/visavis serve --store /srv/visavis    (in sshd_config; see docs/ssh.md)\n"
        "  ssh desk.example.org -t                                 what a guest gets: the desk\n"
        '  ssh desk.example.org sql "from meetings limit 5"        ... and answers',
    )
    verb.add_argument(
        "--allow", action="append", choices=STREAM_VERBS, default=[], help="run this as well, from standard input only"
    )
    verb.add_argument(
        "--timeout", type=_whole, default=60, metavar="SECONDS",
        help="the longest that a statement may take (default: %(default)s)",
    )  # fmt: skip
    verb.add_argument(
        "--memory", type=_whole, default=DEFAULT_MEMORY, metavar="MIB",
        help="what each process of a session may hold, SQL a half of it (default: %(default)s)",
    )  # fmt: skip


def _add_output(verb: argparse.ArgumentParser) -> None:
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--format", choices=FORMATS, default="table", help="how to print (default: table)")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")
    verb.add_argument(
        "--limit", type=_whole, default=None, metavar="N",
        help=f"at most N rows, 0 for all (default: {DEFAULT_ROWS} for tables, all for the other formats)",
    )  # fmt: skip


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise argparse.ArgumentTypeError("this takes a whole number")
    return int(text)
