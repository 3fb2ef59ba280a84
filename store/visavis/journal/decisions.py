"""The lines of a journal as records; `action` tells which record a line is."""

import json
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from visavis.ids import content_id
from visavis.model import FactKind, ResolvedKind

_SHOWN = 70  # characters of a sentence that name an event in a list
ArticleId = Annotated[str, Meta(pattern=r"^[0-9]{1,19}$")]  # in digits: other programs round such large numbers
Offset = Annotated[int, Meta(ge=0, le=1 << 40)]


class Spot(Struct, frozen=True, omit_defaults=True):
    """Words of an article that tell of an object: a mention of an actor, or the sentence of an event.

    `also` are spans of the event's participants or parties, which tell apart two events of one sentence.
    """

    article: ArticleId
    start: Offset
    end: Offset
    words: str
    also: tuple[tuple[Offset, Offset], ...] = ()

    @property
    def article_id(self) -> int:
        """The article as the store numbers it."""
        return int(self.article)


class Line(Struct, frozen=True, kw_only=True, tag_field="action"):
    """What every line holds; `id` and `time` (ISO 8601) are given when it is appended."""

    id: str = ""
    time: str = ""
    author: str
    reason: str = ""

    @property
    def at(self) -> datetime:
        """When it was decided; raises ValueError where `time` is none."""
        when = datetime.fromisoformat(self.time)
        return when if when.tzinfo else when.replace(tzinfo=UTC)


class Same(Line, frozen=True, tag="same"):
    """Two objects are one, whatever the rules say."""

    kind: ResolvedKind
    left: Spot
    right: Spot


class Different(Line, frozen=True, tag="different"):
    """Two objects are two, whatever the rules say, and whatever else is joined with either."""

    kind: ResolvedKind
    left: Spot
    right: Spot


class Correct(Line, frozen=True, tag="correct"):
    """A field of an object has this value; None where it is not known."""

    kind: ResolvedKind
    object: Spot
    field: str
    value: str | None


class DateArticle(Line, frozen=True, tag="date"):
    """An article was published then (EDTF); its relative dates count from there."""

    article: ArticleId
    value: str
    title: str = ""  # for people who read the journal


class Reject(Line, frozen=True, tag="reject"):
    """What these words were read as is no such fact; whatever other words tell is kept."""

    kind: FactKind
    objects: Annotated[tuple[Spot, ...], Meta(min_length=1)]


class Who(Struct, frozen=True, omit_defaults=True):
    """A participant or party of an added fact; whom extraction did not read as an actor becomes one."""

    name: str
    kind: str = "person"
    country: str | None = None
    role: str | None = None


class Add(Line, frozen=True, kw_only=True, tag="add", omit_defaults=True):
    """A fact that an article tells in these words, and that extraction did not find."""

    kind: FactKind
    told: Spot
    who: Annotated[tuple[Who, ...], Meta(min_length=1)]
    status: str
    date: str | None = None
    channel: str | None = None
    city: str | None = None
    venue: str | None = None
    country: str | None = None
    instrument: str | None = None
    count: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    subjects: tuple[str, ...] = ()


class Undo(Line, frozen=True, tag="undo"):
    """Takes back whole decisions, as if they had never been made."""

    lines: tuple[str, ...]


class Redo(Line, frozen=True, tag="redo"):
    """Takes back undos: their decisions hold again."""

    lines: tuple[str, ...]


Decision = Same | Different | Correct | DateArticle | Reject | Add
AnyLine = Decision | Undo | Redo


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    return f"'{words}'" if len(words) <= _SHOWN else f"'{words[:_SHOWN].rstrip()} ...'"


def told(line: AnyLine) -> str:
    """What a line decides, in words; articles' own words in it are as hostile as they come."""
    match line:
        case Same() | Different():
            verdict = "are the same" if isinstance(line, Same) else "are not the same"
            return f"{_quoted(line.left.words)} and {_quoted(line.right.words)} {verdict} {line.kind}"
        case Correct():
            value = "not known" if line.value is None else line.value
            return f"{line.kind} {_quoted(line.object.words)}: {line.field} is {value}"
        case DateArticle():
            return f"article '{line.title or line.article}' is of {line.value}"
        case Reject():
            return f"no {line.kind}: {_quoted(line.objects[0].words)}"
        case Add():
            return f"{line.kind} of {', '.join(who.name for who in line.who)}: {_quoted(line.told.words)}"
        case Undo() | Redo():
            return f"takes back {', '.join(line.lines)}"


_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyLine] = msgspec.json.Decoder(AnyLine)


def stamped(line: AnyLine, now: datetime) -> AnyLine:
    """The line as it is written: with its time, in UTC, and an id made of all it says."""
    timed = msgspec.structs.replace(line, id="", time=now.astimezone(UTC).isoformat(timespec="microseconds"))
    return _identified(_decoder.decode(encoded(timed)))


def _identified(line: AnyLine) -> AnyLine:
    return msgspec.structs.replace(line, id=f"{content_id(_encoder.encode(line).decode()):016x}")


def encoded(line: AnyLine) -> bytes:
    """One line of JSON without a line break; what no UTF-8 can hold becomes a question mark."""
    try:
        return _encoder.encode(line)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(line), ensure_ascii=False).encode("utf-8", "replace")


def decoded(data: bytes) -> AnyLine:
    """The record of one line; raises msgspec.MsgspecError, ValueError or RecursionError, which say what is wrong."""
    line = _decoder.decode(data)
    _ = line.at
    return line if line.id else _identified(line)
