"""Words of a text with their offsets: what stays together, what comes apart, and that no offset lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.extraction.tokens import parted, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gen. Díaz-Canel met O'Neill.", "Gen. Díaz-Canel met O'Neill ."),
        ("the U.S. envoy J. Smith", "the U.S. envoy J. Smith"),
        ("China's and Laos' envoys", "China 's and Laos ' envoys"),
        ("China’s port", "China 's port"),
        ("Faisal al-Sabah, N'Djamena", "Faisal al-Sabah , N'Djamena"),
        ("3,000 men at 14:37 for a 65th time", "3,000 men at 14:37 for a 65th time"),
        ("1.5% of 2024-12-11", "1.5 % of 2024 - 12 - 11"),
        ("China–Cuba ties", "China – Cuba ties"),
        ("Sra. Quispe y Dr. Lamas", "Sra. Quispe y Dr. Lamas"),
        ("on the 3rd. Then", "on the 3rd . Then"),
        ("¿Qué? «Sí»...", "¿ Qué ? « Sí » . . ."),
        ("snake_case e-mail@x.org", "snake _ case e-mail @ x . org"),
        ("co\u00adop\u00aderation", "cooperation"),
        ("\u2068Wang\u2069 \u200eYi\u200f", "Wang Yi"),
        ("می\u200cخواهم", "میخواهم"),
        ("Wang\u3000Yi\u00a0met", "Wang Yi met"),
        ("中国 会见 古巴", "中国 会见 古巴"),
        ("ĐỖ Văn Ơn", "ĐỖ Văn Ơn"),
        ("", ""),
        (" \t\r\n\u200b", ""),
    ],
)
def test_words(text: str, words: str) -> None:
    """Each text comes apart into these words, in this order."""
    assert " ".join(token.text for token in tokenize(text)) == words


def test_capitals_and_small_letters() -> None:
    """A token knows its small letters and whether it begins with a capital, in any script that has them."""
    tokens = tokenize("Élan élan ÇAĞLAR γεια Γεια 中 3rd")
    assert [token.cap for token in tokens] == [True, False, True, False, True, False, False]
    assert [token.low for token in tokens] == ["élan", "élan", "çağlar", "γεια", "γεια", "中", "3rd"]


def test_a_stretch_of_a_text() -> None:
    """Offsets count from the beginning of the whole text, whatever stretch is read."""
    text = "Wang Yi met Ana Torres"
    (yi, met) = tokenize(text, 5, 11)
    assert (text[yi.start : yi.end], text[met.start : met.end]) == ("Yi", "met")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the China-Cuba forum", "the China - Cuba forum"),
        ("Díaz-Canel", "Díaz-Canel"),
        ("China-led", "China-led"),
        ("Guinea-Bissau", "Guinea-Bissau"),
    ],
)
def test_pairs_of_known_names_come_apart(text: str, words: str) -> None:
    """Two countries joined by a hyphen are two countries; a name with a hyphen is one."""
    known = {"China", "Cuba", "Guinea", "Bissau", "Guinea-Bissau"}
    assert " ".join(token.text for token in parted(tokenize(text), known)) == words


@given(st.text(max_size=200))
def test_every_token_lies_where_it_says(text: str) -> None:
    """Tokens are in order, never overlap, never empty, and what lies between them is blank or hidden."""
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text
        assert len(token.text) <= token.end - token.start
        assert token.low == token.text.lower()
        assert not any(sign.isalnum() for sign in text[end : token.start])
        end = token.end
    assert not any(sign.isalnum() for sign in text[end:])
