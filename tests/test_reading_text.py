"""Encodings, sizes, and what text keeps when it is read."""

import io
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading import FILE_LIMIT, LINE_LIMIT, read
from visavis.reading.binary import refuse_binary
from visavis.reading.text import clean, decode, shown

SPANISH = "El señor Núñez viajó mañana a La Habana; «está», dijo “él” – según contó ayer.\n"


def load(tmp_path: Path, data: bytes, name: str = "a.txt") -> list[Article | ReadingError]:
    """What reading a file of `data` gives."""
    path = tmp_path / name
    path.write_bytes(data)
    return list(read([str(path)]))


def refused(tmp_path: Path, data: bytes, name: str = "a.txt") -> str:
    """The one error of a file of `data`, without its path."""
    (error,) = load(tmp_path, data, name)
    assert isinstance(error, ReadingError), error
    assert "\n" not in str(error)
    assert error.cure
    return str(error).removeprefix(str(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings_give_the_same_text(tmp_path: Path, encoding: str) -> None:
    """The same article in five encodings is the same article."""
    (article,) = load(tmp_path, SPANISH.encode(encoding))
    assert isinstance(article, Article)
    assert article.text == SPANISH


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_both_byte_orders(tmp_path: Path, order: str) -> None:
    """UTF-16 is read by its mark in either order, and refused without one."""
    (article,) = load(tmp_path, ("\ufeff" + SPANISH).encode(order))
    assert isinstance(article, Article)
    assert article.text == SPANISH
    assert "UTF-16 without its byte order mark" in refused(tmp_path, SPANISH.encode(order))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Министры провели переговоры в Гаване.", "cp1251"),
        ("Οι υπουργοί συναντήθηκαν στην Αβάνα.", "cp1253"),
        ("两国部长在哈瓦那举行会谈。", "gbk"),
        ("両国の閣僚がハバナで会談した。", "shift_jis"),
        ("Minister powiedział, że umowa była gotowa.", "cp1250"),
        ("Bakanlar Havana'da görüştü, anlaşma imzalandı.", "cp1254"),
    ],
)
def test_other_encodings_are_never_guessed(text: str, encoding: str) -> None:
    """What is not plainly Western is refused rather than read as nonsense."""
    with pytest.raises(ReadingError, match="unknown encoding"):
        decode(text.encode(encoding), "a.txt")


def test_damaged_utf8_names_its_line(tmp_path: Path) -> None:
    """A UTF-8 file with a broken byte is not read as Western text."""
    data = ("uno\ndos\n" + SPANISH * 3).encode()
    assert refused(tmp_path, data + b"\xff tail").startswith("/a.txt:6: damaged UTF-8 at byte 0xff")
    assert refused(tmp_path, data[:-3] + b"\xc3").startswith("/a.txt:5: damaged UTF-8")


def test_damaged_utf16_is_refused(tmp_path: Path) -> None:
    """Half a character at the end of a UTF-16 file is an error."""
    assert "damaged UTF-16" in refused(tmp_path, "\ufeffabc".encode("utf-16-le") + b"\x00")


def test_french_quotes_in_western_bytes() -> None:
    """Western bytes that by chance form a UTF-8 sequence are still Western text."""
    text = "Le ministre, «\xa0enchanté\xa0», a été reçu à La Havane."
    assert decode(text.encode("cp1252"), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\x7fELF\x02\x01", "ELF"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"12345678DUCK\x40\x00", "DuckDB"),
        (b"\n <!DOCTYPE html><html>", "HTML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "XML"),
        (b"text\x00more", "zero bytes"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.json", "a", "a.bin"])
def test_binaries_are_named(tmp_path: Path, data: bytes, kind: str, name: str) -> None:
    """A binary is refused once, by what it looks like, whatever its suffix says."""
    assert kind in refused(tmp_path, data, name)


@pytest.mark.parametrize("text", ["PKO Bank sent a delegation.", "THE BIG DUCK tour.", "MZ is a code.", "PAR1 of 2"])
def test_text_is_no_binary(text: str) -> None:
    """Words that begin like a signature are words."""
    refuse_binary(text.encode(), "a.txt")


def test_zero_bytes_late_in_a_file(tmp_path: Path) -> None:
    """A zero byte after the head is found too."""
    assert "zero bytes" in refused(tmp_path, b"word " * 2000 + b"\x00")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\ufeff\u3000\n".encode("utf-16-le")])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a"])
def test_empty_files(tmp_path: Path, data: bytes, name: str) -> None:
    """Nothing, white space and a lone mark are all an empty file."""
    assert "empty" in refused(tmp_path, data, name)


class Endless(io.RawIOBase):
    """A stream of one byte that counts how much of it was asked for."""

    given = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        """As much as is asked for, without a newline."""
        assert size is not None
        assert size > 0, "a line of any length would be held"
        self.given += size
        return b"x" * size


def test_endless_line_is_refused_after_one_limit() -> None:
    """No more than one limit of an endless line is ever read."""
    stream = Endless()
    (error,) = read(["-"], stdin=stream)  # type: ignore[arg-type]
    assert "longer than 5 MB" in str(error)
    assert stream.given <= 2 * (LINE_LIMIT + 1)


def test_line_of_fifty_megabytes(tmp_path: Path) -> None:
    """One line of 50 MB is refused by place, in text and in JSON Lines; the lines after it are read."""
    long = b"x" * 50_000_000
    assert refused(tmp_path, b"A title\n" + long).startswith("/a.txt:2: line longer than 5 MB")
    data = b'{"text": "One."}\n{"text": "' + long + b'"}\n{"text": "Three."}\n'
    first, second, third = load(tmp_path, data, "a.jsonl")
    assert isinstance(first, Article)
    assert isinstance(second, ReadingError)
    assert second.line == 2
    assert isinstance(third, Article)
    assert third.source.endswith(":3")


def test_large_file_is_refused(tmp_path: Path) -> None:
    """A file over the limit is refused where it would have to be held whole."""
    assert "larger than 50 MB" in refused(tmp_path, b"word word\n" * (FILE_LIMIT // 10 + 1))


def test_clean_changes_newlines_composition_and_nothing_else() -> None:
    """NFC and one kind of newline; markup, escapes, spaces and odd separators stay."""
    assert clean("a\r\nb\rc\n") == "a\nb\nc\n"
    assert clean("A\u0301lvarez") == "Álvarez"
    kept = " [red]x[/red]\x1b[31m\t\u2028\x85\u200b\ufeff  \n\n"
    assert clean(kept) == kept
    assert clean("a\ud800b\udfff\x00") == "a\ufffdb\ufffd\ufffd"


def test_shown_values_are_short_and_printable() -> None:
    """A value in a message is one printable line."""
    assert shown("a\x1b[2J\nb") == "'a\\x1b[2J\\nb'"
    assert len(shown("x" * 1000)) < 50


@given(st.text(min_size=1), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_is_written_is_read(text: str, encoding: str) -> None:
    """Any text that is not blank comes back as it was, newlines and composition apart, with offsets that hold."""
    text = text.replace("\x00", "").lstrip("\ufeff")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_bytes(text.encode(encoding))
        (item,) = read([str(path)])
    if not text.strip():
        assert isinstance(item, ReadingError)
        return
    assert isinstance(item, Article)
    assert item.text == unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert item.text.encode()


@given(st.binary(max_size=300))
def test_no_bytes_break_reading(data: bytes) -> None:
    """Any bytes, under any suffix, give articles or errors, never an exception."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (".txt", ".md", ".jsonl", ".json", ""):
            Path(folder, f"a{suffix}").write_bytes(data)
            items = list(read([str(Path(folder, f"a{suffix}"))]))
            assert items
            assert all(item.text.strip() for item in items if isinstance(item, Article))
