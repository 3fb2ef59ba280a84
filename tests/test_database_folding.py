"""Folding and name likeness: Python and the macros in the file say the same about Latin text."""

import unicodedata
from importlib.resources import files

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visavis.database.folding import fold

# Latin letters with and without accents, as European, Vietnamese, Turkish, Hausa and pinyin names need them, the
# apostrophes in use, combining accents, and the signs of a newspaper page.
_RANGES = (
    (0x20, 0x180),
    (0x18F, 0x190),
    (0x1C4, 0x1DE),
    (0x200, 0x21C),
    (0x2B9, 0x2C0),
    (0x300, 0x363),
    (0x1E00, 0x1E9A),
    (0x1E9E, 0x1E9F),
    (0x1EA0, 0x1EFA),
    (0x2010, 0x2060),
    (0x20A0, 0x20C0),
    (0x1F600, 0x1F620),
)
LATIN = [
    sign
    for start, end in _RANGES
    for sign in map(chr, range(start, end))
    if unicodedata.category(sign) not in {"Cn", "Cc"} and sign not in "¼½¾"
] + list("ɓɗƙƴɔɛɨ\n\t")


SHELL = duckdb.connect()  # nothing in it but the macros
SHELL.execute(files("visavis.database").joinpath("macros.sql").read_text("utf-8"))


def folded(text: str) -> object:
    """What the macro makes of `text`."""
    return SHELL.execute("SELECT fold(?)", [text]).fetchall()[0][0]


def test_macro_and_python_agree_on_every_sign() -> None:
    """Each sign of Latin text within a word."""
    words = [f"a{sign}e" for sign in LATIN]
    macro = SHELL.execute("SELECT fold(unnest(?))", [words]).fetchall()
    assert [(word, answer) for word, (answer,) in zip(words, macro, strict=True) if answer != fold(word)] == []


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.sampled_from(LATIN), max_size=30))
def test_macro_and_python_agree_on_text(text: str) -> None:
    """Any mixture of them."""
    assert folded(text) == fold(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("  --[red] \x1b[31m ", "red 31m"),
        ("Díaz-Canel", "diaz canel"),
        ("Di\u0301az\u2011Canel’s", "diaz canel s"),
        ("Łukasz Œuvre Straße Đặng Ağrı ĲSSEL", "lukasz oeuvre strasse dang agri ijssel"),
        ("Путин", "putin"),
        ("习近平", "xijinping"),
        ("Σεφέρης", "seferis"),
        ("5 € 😀 ©", "5"),
        ("\0\u200b\u202e", ""),
    ],
)
def test_fold(text: str, words: str) -> None:
    """Lower-case ASCII words; other scripts by sound; signs are gaps."""
    assert fold(text) == words
    assert fold(words) == words


def test_the_macro_keeps_other_scripts_apart() -> None:
    """Without tables of its own it does not empty them: two names in Chinese stay two."""
    assert folded("习近平, 李强") == "习近平 李强"


@pytest.mark.parametrize(
    ("query", "right", "wrong"),
    [
        ("nunez de la torre", "Álvaro María Núñez de la Torre", "Álvaro Muñoz"),
        ("Wang Li", "Li Wang", "Wang Xiaoming"),
        ("perez-lopez", "José Pérez López", "José Peralta"),
        ("jose peres lopes", "José Pérez López", "Josefa Prieto"),
    ],
)
def test_name_score_prefers_the_right_name(query: str, right: str, wrong: str) -> None:
    """Order, accents and omitted names cost nothing; a wrong name stays well below."""
    good, bad = SHELL.execute("SELECT name_score(?, ?), name_score(?, ?)", [query, right, query, wrong]).fetchall()[0]
    assert good > 0.9
    assert good - bad > 0.1


def test_name_score_of_nothing() -> None:
    """Nothing is like nothing, and null stays null."""
    scores = "SELECT name_score('', 'Wang Li'), name_score('Wang', ''), name_score(NULL, 'x'), name_score('x', NULL)"
    assert SHELL.execute(scores).fetchall() == [(0.0, 0.0, None, None)]
