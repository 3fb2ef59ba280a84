"""The verbs that say who is who: `same`, `resolve`, and people's decisions; part of `cli`."""

import argparse
from collections.abc import Callable

NewParser = Callable[..., argparse.ArgumentParser]
Verb = Callable[..., argparse.ArgumentParser]  # `cli._verb`


def add_identity_verbs(new: NewParser, verb: Verb) -> None:
    """Add all of them."""
    _add_same(new, verb)
    _add_resolve(new, verb)


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
