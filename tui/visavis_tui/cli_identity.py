"""The verbs that say who is who: `same`, `resolve`, and people's decisions; part of `cli`."""

import argparse
from collections.abc import Callable

NewParser = Callable[..., argparse.ArgumentParser]
Verb = Callable[..., argparse.ArgumentParser]  # `cli._verb`


def add_identity_verbs(new: NewParser, verb: Verb) -> None:
    """Add all of them."""
    _add_same(new, verb)
    _add_resolve(new, verb)
    _add_decide(new, verb)
    _add_journal(new, verb)
    _add_undo(new, verb)


def _add_same(new: NewParser, make: Verb) -> None:
    verb = make(
        new,
        "same",
        "say whether two names are one actor's, how surely and why, without touching a store",
        '  visavis same "Lázaro Álvarez Casas" "Alvarez Casas"\n'
        '  visavis same "Wang" "Wang Yi" --country China --role "Foreign Minister"\n'
        '  visavis same "Ana Ruiz" "Ana Ruiz" --country Peru --country Mexico\n'
        "  visavis same --jsonl pairs.jsonl > answers.jsonl",
        store=False,
    )
    verb.add_argument("names", nargs="*", metavar="NAME", help="two names")
    verb.add_argument(
        "--country", action="append", default=[], help="of both, or given twice: of the first and of the second"
    )
    verb.add_argument("--role", action="append", default=[], help="the office, given like --country")
    verb.add_argument("--json", action="store_true", help="one JSON object")
    verb.add_argument(
        "--jsonl", metavar="FILE",
        help='lines of {"id","name_a","name_b"}, - for standard input; answers {"id","score","same","reasons"}',
    )  # fmt: skip


def _add_resolve(new: NewParser, make: Verb) -> None:
    verb = make(
        new,
        "resolve",
        "say which mentions of which documents name the same actor, without touching a store",
        "  visavis resolve documents.jsonl --jsonl > clusters.jsonl\n"
        '  echo \'{"doc_id": 1, "mentions": [{"id": 1, "text": "Ana Ruiz"}, {"id": 2, "text": "Ruiz"}]}\' |'
        " visavis resolve - --jsonl",
        store=False,
    )
    verb.add_argument(
        "path", metavar="FILE",
        help='lines of {"doc_id", "mentions": [{"id", "text", "type"}]}; type person or org; - for standard input',
    )  # fmt: skip
    verb.add_argument("--jsonl", action="store_true", help='answer in lines of {"id", "cluster"} (the only format yet)')


def _add_decide(new: NewParser, make: Verb) -> None:
    verb = make(
        new,
        "decide",
        "record what you know better than the rules; every decision is a line of the journal, and can be undone",
        '  visavis decide same "Álvarez Casas" 812340019 --reason "his own tweet"\n'
        "  visavis decide different 771001 812340019\n"
        '  visavis decide correct 55102 date 2024-12-11 --reason "the embassy says so"\n'
        "  visavis decide date 90210 2025-09-16\n"
        '  visavis decide reject 55102 --reason "a press conference"\n'
        '  visavis decide add meeting 90210 "Wei received Soto" --person "Wei Shan" --person "Eva Soto" --date 2024-12\n'
        "\nObjects are named by their ids (`visavis show review`, `visavis sql`), actors by their names too.",
    )
    actions = verb.add_subparsers(dest="decision", metavar="WHAT", required=True).add_parser
    for name, words in (("same", "two actors or events are one"), ("different", "two actors or events are two")):
        pair = _action(actions, name, words)
        pair.add_argument("left", metavar="A")
        pair.add_argument("right", metavar="B")
    correct = _action(actions, "correct", "a field of an actor or event has this value")
    correct.add_argument("object", metavar="ID")
    correct.add_argument("field", metavar="FIELD")
    correct.add_argument("value", metavar="VALUE", nargs="?")
    correct.add_argument("--unknown", action="store_true", help="nobody knows the value")
    date = _action(actions, "date", "an article was published then; its relative dates count from there")
    date.add_argument("article", metavar="ARTICLE", help="its id, the id its own file gave it, or its title")
    date.add_argument("date", metavar="DATE", help="EDTF: 2024-12-11, 2024-12, 2024 ...")
    reject = _action(actions, "reject", "a meeting or agreement is none")
    reject.add_argument("object", metavar="ID")
    _add_add(actions)


def _action(actions: NewParser, name: str, words: str) -> argparse.ArgumentParser:
    action = actions(name, help=words, description=words[0].upper() + words[1:] + ".", allow_abbrev=False)
    action.add_argument("--store", metavar="DIR", default=argparse.SUPPRESS, help="the store to work on")
    _add_author(action)
    return action


def _add_add(actions: NewParser) -> None:
    add = _action(actions, "add", "an article tells a meeting or agreement that was not found")
    add.add_argument("kind", choices=("meeting", "agreement"))
    add.add_argument("article", metavar="ARTICLE", help="its id, the id its own file gave it, or its title")
    add.add_argument("words", metavar="WORDS", help="the words that tell it, exactly as they stand in the article")
    for option, words in (("person", "a person"), ("organisation", "an organisation"), ("party", "a country")):
        add.add_argument(f"--{option}", action="append", default=[], metavar="NAME", help=f"{words} who took part")
    for option in ("date", "status", "channel", "city", "venue", "country", "instrument"):
        add.add_argument(f"--{option}")
    add.add_argument("--count", type=int, help="how many documents")
    add.add_argument("--subject", action="append", default=[], help="what was agreed")


def _add_author(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--reason", default="", help="why, for those who read the journal")
    verb.add_argument("--author", metavar="NAME", help="who decides (default: VISAVIS_AUTHOR, else the login name)")


def _add_journal(new: NewParser, make: Verb) -> None:
    verb = make(
        new,
        "journal",
        "list people's decisions, and which of them hold",
        "  visavis journal\n  visavis journal --json | jq '.[] | select(.holds)'",
    )
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--format", choices=("table", "csv", "json", "jsonl", "markdown"), default="table")
    form.add_argument("--json", dest="format", action="store_const", const="json", help="the same as --format json")


def _add_undo(new: NewParser, make: Verb) -> None:
    for name, summary in (
        ("undo", "take a whole decision back, the last one or any other; facts learned since are kept"),
        ("redo", "let a decision that was taken back hold again"),
    ):
        verb = make(new, name, summary, f"  visavis {name}\n  visavis {name} 12")
        verb.add_argument("which", nargs="?", metavar="N", help="its number in `visavis journal`, or its id")
        _add_author(verb)
