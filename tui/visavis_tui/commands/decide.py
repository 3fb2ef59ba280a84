"""`visavis decide`: what a person knows better than the rules, into the journal and into the facts."""

import argparse
from collections.abc import Callable
from pathlib import Path

from visavis import deciding
from visavis.database import naming
from visavis.database.connection import Reader, open_reader, store_directory
from visavis.errors import JournalError
from visavis.journal import Add, Correct, DateArticle, Decision, Different, Reject, Same, Spot, Who, told, whoami
from visavis.model import FactKind
from visavis.resolution.corrections import value_of
from visavis_tui import exits
from visavis_tui.judging import effect
from visavis_tui.present import one_line
from visavis_tui.talk import say, say_waiting


def run(asked: argparse.Namespace) -> int:
    """Name the objects by their words, write the decision down, and publish what follows from it."""
    directory = store_directory(asked.store)
    with open_reader(directory) as reader:
        line = _LINES[asked.decision](reader, asked)
    return report(directory, deciding.record(directory, line, waiting=say_waiting), f"decided: {told(line)}")


def report(directory: Path, applied: deciding.Applied, what: str) -> int:
    """Say what was decided and what it changed."""
    say(one_line(what))
    for problem in applied.problems:
        say(one_line(f"note: {problem}"))
    if applied.published is None:
        say(f"written to the journal of {directory}: {effect(applied)}")
    else:
        say(f"{effect(applied)} of {directory}")
    return exits.SOME_REFUSED if applied.problems else exits.OK


def _pair(reader: Reader, asked: argparse.Namespace) -> tuple[naming.Named, naming.Named]:
    left, right = naming.named(reader, asked.left), naming.named(reader, asked.right)
    if left.kind != right.kind:
        raise JournalError(f"'{asked.left}' is {_a(left.kind)}, '{asked.right}' is {_a(right.kind)}")
    if left.spot == right.spot:
        raise JournalError(f"'{asked.left}' and '{asked.right}' are one {left.kind} already", cure=_TWO_SIDES)
    return left, right


_TWO_SIDES = 'name the two records of a judgement: visavis sql "select left_id, right_id, left_label from merges"'


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] == "a" else f"a {kind}"


def _same(reader: Reader, asked: argparse.Namespace) -> Decision:
    left, right = _pair(reader, asked)
    return Same(**_signed(asked), kind=left.kind, left=left.spot, right=right.spot)


def _different(reader: Reader, asked: argparse.Namespace) -> Decision:
    left, right = _pair(reader, asked)
    return Different(**_signed(asked), kind=left.kind, left=left.spot, right=right.spot)


def _correct(reader: Reader, asked: argparse.Namespace) -> Decision:
    found = naming.named(reader, asked.object)
    value = None if asked.unknown else asked.value
    if value is None and not asked.unknown:
        raise JournalError("give the value, or --unknown")
    try:
        value_of(found.kind, asked.field, value)
    except ValueError as error:
        raise JournalError(str(error)) from error
    return Correct(**_signed(asked), kind=found.kind, object=found.spot, field=asked.field, value=value)


def _date(reader: Reader, asked: argparse.Namespace) -> Decision:
    article_id, title, _ = naming.article(reader, asked.article)
    _checked("meeting", "date", asked.date)
    return DateArticle(**_signed(asked), article=str(article_id), value=asked.date, title=title)


def _reject(reader: Reader, asked: argparse.Namespace) -> Decision:
    found = naming.named(reader, asked.object)
    if found.kind == "actor":
        raise JournalError("only meetings and agreements can be rejected")
    fact_id = int(asked.object.lstrip("#"))
    spots = tuple(one.spot for one in naming.told_by(reader, fact_id)) or (found.spot,)
    return Reject(**_signed(asked), kind=found.kind, objects=spots)


def _add(reader: Reader, asked: argparse.Namespace) -> Decision:
    article_id, _, text = naming.article(reader, asked.article)
    at = text.find(asked.words)
    if at < 0 or not asked.words:
        raise JournalError(f"the article does not say '{asked.words}'", cure="copy the words exactly, as one piece")
    for field in ("date", "status", "channel", "country"):
        if getattr(asked, field) is not None and not (asked.kind == "agreement" and field in {"channel", "country"}):
            _checked(asked.kind, field, getattr(asked, field))
    people = [Who(name, "person") for name in asked.person]
    people += [Who(name, "organisation") for name in asked.organisation]
    people += [Who(name, "country") for name in asked.party]
    if len(people) < 2:
        raise JournalError("name at least two who took part: --person, --organisation, --party")
    return Add(
        **_signed(asked),
        kind=asked.kind,
        told=Spot(str(article_id), at, at + len(asked.words), asked.words),
        who=tuple(people),
        status=asked.status or ("held" if asked.kind == "meeting" else "signed"),
        date=asked.date,
        channel=asked.channel,
        city=asked.city,
        venue=asked.venue,
        country=asked.country,
        instrument=asked.instrument,
        count=asked.count,
        subjects=tuple(asked.subject),
    )


def _checked(kind: FactKind, field: str, value: str) -> None:
    try:
        value_of(kind, field, value)
    except ValueError as error:
        raise JournalError(str(error)) from error


def _signed(asked: argparse.Namespace) -> dict[str, str]:
    return {"author": whoami(asked.author), "reason": asked.reason}


_LINES: dict[str, Callable[[Reader, argparse.Namespace], Decision]] = {
    "same": _same,
    "different": _different,
    "correct": _correct,
    "date": _date,
    "reject": _reject,
    "add": _add,
}
