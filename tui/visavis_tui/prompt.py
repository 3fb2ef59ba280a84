"""The prompt of `visavis sql`: a line editor with history and completion, which runs nothing but SQL."""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from platformdirs import user_state_path
from prompt_toolkit import PromptSession
from prompt_toolkit.application import get_app
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.shortcuts import CompleteStyle

from visavis.database.examples import EXAMPLES
from visavis.errors import StoreError
from visavis_tui import exits
from visavis_tui.asking import Session
from visavis_tui.completion import SCHEMA_QUERY, Schema, completions, schema_of
from visavis_tui.talk import say

_WELCOME = "SQL on the store, read only. A statement ends with ; and Enter. Tab completes. help; examples; quit"
_HELP = """\
SHOW TABLES;              what there is               DESCRIBE meetings;   the columns of a table
FROM meetings LIMIT 5;    the first rows              EXPLAIN SELECT ...   how it would be run
examples                  ten queries to copy         quit, Ctrl-D         leave
Tab completes names; arrows and Ctrl-R go through what you asked before; Ctrl-C stops a query, twice kills it."""
_LEAVE = {"quit", "exit", r"\q"}
_WORDS = {*_LEAVE, "help", "examples"}


def converse(session: Session) -> int:
    """Read statements and answer them until the user leaves."""
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # asking where the cursor is costs a round trip on every line
    say(_WELCOME)
    editor: PromptSession[str] = PromptSession(
        history=open_history(),
        completer=_Names(_schema(session)),
        complete_style=CompleteStyle.READLINE_LIKE,
        complete_while_typing=False,
        multiline=True,
        key_bindings=_keys(),
        prompt_continuation="    ...> ",
        # What would lead out of the prompt:
        enable_open_in_editor=False,
        enable_system_prompt=False,
        enable_suspend=False,
    )
    while True:
        try:
            typed = editor.prompt("visavis> ").strip()
        except KeyboardInterrupt:  # clears the line
            continue
        except EOFError:
            return exits.OK
        word = typed.rstrip(";").strip().lower()
        if word in _LEAVE:
            return exits.OK
        _respond(session, typed, word)


def _respond(session: Session, typed: str, word: str) -> None:
    if word == "help":
        say(_HELP)
    elif word == "examples":
        sys.stdout.write(EXAMPLES)
    elif word:
        _answer(session, typed)


def _answer(session: Session, typed: str) -> None:
    began = time.monotonic()
    try:
        if session.answer(typed):
            sys.stdout.flush()
            say(f"{time.monotonic() - began:.2f} s")
    except StoreError as error:
        say(f"visavis: {error}")
    except KeyboardInterrupt:
        say("stopped")


def _schema(session: Session) -> Schema:
    rows: list[tuple[str, str]] = []
    session.worker.run(SCHEMA_QUERY, lambda batch: rows.extend(batch.rows))
    return schema_of(rows)


def open_history() -> History:
    """What was asked before, in a file for its user alone; only of this session where there can be no file."""
    file: Path = user_state_path("visavis", appauthor=False) / "sql_history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW, 0o600))
    except OSError:
        return InMemoryHistory()
    return FileHistory(file)


class _Names(Completer):
    """Offers what `completion` finds."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        """Everything that the word before the cursor may become."""
        word, offers = completions(document.text_before_cursor, document.text, self._schema)
        return [Completion(offer, start_position=-len(word)) for offer in offers]


def is_complete(text: str) -> bool:
    """Whether Enter sends `text` off instead of starting another line."""
    return not text.strip() or text.rstrip().endswith(";") or text.strip().lower() in _WORDS


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @Condition
    def ready() -> bool:
        return is_complete(get_app().current_buffer.text)

    @keys.add("enter", filter=ready)
    def _send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    return keys
