"""`visavis same`: are two names one and the same actor? Verdict, score and reasons; no store is touched."""

import argparse
import gc
import json
import sys
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from visavis.errors import VisavisError
from visavis.lexicon import country_code
from visavis.resolution.judgement import UNSURE_FROM, NameJudgement
from visavis.resolution.names import Known, compare_any, compare_known
from visavis_tui import exits
from visavis_tui.jsonl import Refusal, Rows, refuse, write_rows
from visavis_tui.present import displayable
from visavis_tui.talk import say

_UNKNOWN = Known()
_WORDS = {"same": "the same", "unsure": "perhaps the same", "different": "not the same"}


class Asked(msgspec.Struct):
    """One line of --jsonl."""

    id: object
    name_a: str
    name_b: str
    country_a: str | None = None
    country_b: str | None = None
    role_a: str | None = None
    role_b: str | None = None


class _NoSuchCountry(VisavisError):
    """A country that nobody knows."""


def run(asked: argparse.Namespace) -> int:
    """Judge the two names given, or those of every line."""
    if asked.jsonl is not None:
        if asked.names:
            return refuse("same", "give two names or --jsonl FILE, not both")
        return _judge_lines(asked.jsonl)
    if len(asked.names) != 2:
        return refuse("same", "give two names, or --jsonl FILE")
    a, b = asked.names
    judgement = compare_known(a, b, *_known(asked.country, asked.role))
    if asked.json:
        _print(json.dumps({"name_a": a, "name_b": b, **_answer(judgement), "verdict": judgement.verdict}))
    else:
        for line in _lines(judgement):
            _print(line)
    return exits.OK


def _known(countries: Sequence[str], roles: Sequence[str]) -> tuple[Known, Known]:
    """What --country and --role say of the two: given once, of both; given twice, of each."""
    codes = [country_code(name) or name for name in countries]
    for name, code in zip(countries, codes, strict=True):
        if country_code(code) is None:
            raise _NoSuchCountry(f"'{name}' is no country: write its English name or its three letters (ISO 3166)")
    return Known(*(_pick(codes, 0), _pick(roles, 0))), Known(*(_pick(codes, 1), _pick(roles, 1)))


def _pick(given: Sequence[str], place: int) -> str | None:
    return given[min(place, len(given) - 1)] if given else None


def _lines(judgement: NameJudgement) -> Iterator[str]:
    yield f"{_WORDS[judgement.verdict]} ({judgement.score:.2f})"
    yield from (f"  + {reason}" for reason in judgement.reasons_for)
    yield from (f"  - {reason}" for reason in judgement.reasons_against)


def _answer(judgement: NameJudgement) -> dict[str, object]:
    """What machines get; `same` at the threshold that tells names apart best."""
    return {
        "score": judgement.score,
        "same": judgement.score >= UNSURE_FROM,
        "reasons": [*judgement.reasons_for, *judgement.reasons_against],
    }


def _print(line: str) -> None:
    print(displayable(line) if sys.stdout.isatty() else line)  # noqa: T201 - data goes to standard output


def _judge_lines(path: str) -> int:
    gc.freeze()
    gc.disable()  # judging makes no cycles, and looking for them among millions of names takes a quarter of the time
    rows = Rows(path, Asked)
    written = write_rows(_judged(rows))
    return exits.after(written, rows.refused)


def _judged(rows: Iterable[Asked | Refusal]) -> Iterator[dict[str, object]]:
    for row in rows:
        if isinstance(row, Refusal):
            say(f"refused: {row.message}")
        else:
            yield {"id": row.id, **_answer(_judgement(row))}


def _judgement(row: Asked) -> NameJudgement:
    known = Known(_code(row.country_a), row.role_a), Known(_code(row.country_b), row.role_b)
    if known == (_UNKNOWN, _UNKNOWN):
        return compare_any(row.name_a, row.name_b)
    return compare_known(row.name_a, row.name_b, *known)


def _code(country: str | None) -> str | None:
    return country_code(country) if country else None
