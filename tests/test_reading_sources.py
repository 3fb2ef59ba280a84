"""Which files are read, in which order, and how everything that cannot be opened is refused."""

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading import ARTICLE_SUFFIXES, bundled, read, sources
from visavis.reading.sources import _unreadable

STORY = "Ministers meet in Havana\n\nThe two ministers met in Havana on Monday.\n"


def write(folder: Path, name: str, text: str = STORY) -> Path:
    """A file below `folder` with `text`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def articles(*sources: object, stdin: bytes = b"") -> list[Article]:
    """All articles of `sources`; any error is a failure."""
    found = list(read([str(source) for source in sources], stdin=io.BytesIO(stdin)))
    assert not [item for item in found if isinstance(item, ReadingError)], found
    return [item for item in found if isinstance(item, Article)]


def refusal(*sources: object, stdin: bytes = b"") -> ReadingError:
    """The one error, and nothing else, of `sources`."""
    (found,) = read([str(source) for source in sources], stdin=io.BytesIO(stdin))
    assert isinstance(found, ReadingError), found
    assert "\n" not in str(found)
    return found


def test_order_is_as_given_and_sorted_inside_folders(tmp_path: Path) -> None:
    """Sources come as given, a folder depth first by name, whatever the order on disk."""
    for name in ("f/b.txt", "f/a/z.txt", "f/c.md", "f/a.txt", "z.txt"):
        write(tmp_path, name)
    found = [
        Path(article.source).relative_to(tmp_path).as_posix()
        for article in articles(tmp_path / "z.txt", tmp_path / "f")
    ]
    assert found == ["z.txt", "f/a/z.txt", "f/a.txt", "f/b.txt", "f/c.md"]


def test_folder_passes_over_what_is_no_article(tmp_path: Path) -> None:
    """Hidden files and folders, README files and other suffixes in a folder are no errors."""
    for name in (".hidden.txt", ".git/a.txt", "README.md", "readme.txt", "photo.png", "notes.csv", "none", "A.TXT"):
        write(tmp_path, name)
    assert [Path(article.source).name for article in articles(tmp_path)] == ["A.TXT"]


def test_readme_given_by_name_is_read(tmp_path: Path) -> None:
    """What a folder passes over is read when it is named."""
    assert articles(write(tmp_path, "README.md"))[0].title == "Ministers meet in Havana"


@pytest.mark.parametrize("name", ["", "notes.csv", ".hidden.txt"])
def test_folder_without_articles_is_one_error_that_names_the_suffixes(tmp_path: Path, name: str) -> None:
    """An empty folder, or one without articles, says which suffixes are read."""
    if name:
        write(tmp_path, name)
    error = refusal(tmp_path)
    assert error.source == str(tmp_path)
    assert all(suffix in error.cure for suffix in ARTICLE_SUFFIXES)


def test_nothing_stops_the_batch(tmp_path: Path) -> None:
    """Every bad source is one error in its place; every good one beside it is read."""
    good = write(tmp_path, "good.txt")
    empty = write(tmp_path, "empty.txt", "")
    (tmp_path / "none").mkdir()
    found = list(read([str(tmp_path / "missing.txt"), str(good), str(empty), str(tmp_path / "none"), str(good)]))
    assert [type(item) for item in found] == [ReadingError, Article, ReadingError, ReadingError, Article]


def test_reading_is_lazy(tmp_path: Path) -> None:
    """The first article comes before the second file is opened."""
    items = read([str(write(tmp_path, "a.txt")), str(tmp_path / "later.txt")])
    assert isinstance(next(items), Article)
    write(tmp_path, "later.txt")
    assert isinstance(next(items), Article)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is named, with what to do."""
    error = refusal(tmp_path / "missing.txt")
    assert str(error) == f"{tmp_path / 'missing.txt'}: no such file or folder (check the path)"


@pytest.mark.parametrize("source", ["", "a\x00b", "x" * 5000, "a.txt/b.txt"])
def test_impossible_paths_are_refused(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty, zero, overlong and file-as-folder paths are errors like any other."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "a.txt")
    assert refusal(source).problem


def test_broken_and_circular_links(tmp_path: Path) -> None:
    """A link to nothing and a link to itself each say so."""
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert "link to a file that is not there" in str(refusal(tmp_path / "gone.txt"))
    assert "leads to itself" in str(refusal(tmp_path / "loop.txt"))
    assert len(list(read([str(tmp_path)]))) == 2


def test_linked_folders_are_read_once(tmp_path: Path) -> None:
    """A link back to a folder above ends; a link to another folder is followed."""
    write(tmp_path, "f/a.txt")
    write(tmp_path, "other/b.txt")
    (tmp_path / "f" / "back").symlink_to(tmp_path / "f")
    (tmp_path / "f" / "side").symlink_to(tmp_path / "other")
    assert [Path(article.source).name for article in articles(tmp_path / "f")] == ["a.txt", "b.txt"]


def test_pipe_is_refused_without_blocking(tmp_path: Path) -> None:
    """A named pipe that nobody writes to, alone or in a folder, never blocks the batch."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "is a pipe" in str(refusal(tmp_path / "pipe.txt"))
    assert "is a pipe" in str(refusal(tmp_path))


def test_device_is_refused() -> None:
    """A device is no file."""
    assert "is a device" in str(refusal("/dev/zero"))


def test_permission_denied_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened is refused, and the next one is read."""
    locked, good = write(tmp_path, "a.txt"), write(tmp_path, "b.txt")
    real = Path.open

    def guarded(self: Path, mode: str = "r") -> object:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, mode)

    monkeypatch.setattr(Path, "open", guarded)
    first, second = read([str(locked), str(good)])
    assert "permission denied" in str(first)
    assert isinstance(second, Article)


def test_unreadable_folder_inside_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that cannot be listed is one error; its neighbours are read."""
    write(tmp_path, "a/x.txt")
    write(tmp_path, "b/x.txt")
    real = Path.iterdir

    def guarded(self: Path) -> Iterator[Path]:
        if self.name == "a":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", guarded)
    first, second = read([str(tmp_path)])
    assert str(first).startswith(f"{tmp_path / 'a'}: permission denied")
    assert isinstance(second, Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_real_permissions(tmp_path: Path) -> None:
    """The operating system's own refusal reads the same."""
    path = write(tmp_path, "a.txt")
    path.chmod(stat.S_IWUSR)
    assert "permission denied" in str(refusal(path))


def test_other_system_errors_keep_their_words() -> None:
    """An error without words of ours still names the source."""
    assert str(_unreadable("disk.txt", OSError(5, "Input/output error"))) == "disk.txt: Input/output error"


def test_other_suffixes_are_refused_and_no_suffix_is_sniffed(tmp_path: Path) -> None:
    """A file named with another suffix is refused with a cure; one without any is read by its first line."""
    error = refusal(write(tmp_path, "table.csv"))
    assert ".csv" in str(error)
    assert ".jsonl" in error.cure
    assert articles(write(tmp_path, "article"))[0].text == STORY


def test_file_name_that_is_not_utf8(tmp_path: Path) -> None:
    """Whatever bytes a file name has, the source of its article can be stored."""
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_text(STORY)
    (article,) = articles(path)
    assert article.source.endswith("caf\ufffd.txt")
    assert article.source.encode("utf-8")


def test_standard_input_takes_every_format() -> None:
    """Plain text, front matter, JSON Lines and JSON are told apart by the first line that is not blank."""
    assert articles("-", stdin=STORY.encode())[0].title == "Ministers meet in Havana"
    assert articles("-", stdin=b"---\ntitle: T\n---\nBody.")[0].text == "T\n\nBody."
    assert [a.source for a in articles("-", stdin=b'\n\n{"text": "A."}\n{"text": "B."}\n')] == ["-:3", "-:4"]
    assert articles("-", stdin=b'{\n "text": "A."\n}\n')[0].text == "A."
    assert articles("-", stdin=b'{"id": 1,\n "text": "A."}\n')[0].external_id == "1"
    assert [a.source for a in articles("-", stdin=b'[{"text": "A."}, {"text": "B."}]')] == ["-#1", "-#2"]


@pytest.mark.parametrize("text", ["[Havana] The minister left.", "{Photo: the minister}", "--- a dash\nand text."])
def test_text_that_resembles_another_format_stays_text(text: str) -> None:
    """A bracket or a dash does not make an article JSON or front matter."""
    assert articles("-", stdin=text.encode())[0].text == text


def test_standard_input_in_utf16() -> None:
    """A shell that pipes UTF-16 is understood, JSON Lines too."""
    lines = '{"text": "Señor A."}\r\n{"text": "B, \u0a0a."}\r\n'
    assert [a.text for a in articles("-", stdin=lines.encode("utf-16"))] == ["Señor A.", "B, \u0a0a."]


def test_standard_input_empty_binary_or_broken() -> None:
    """Standard input is refused like a file, under the name "-"."""
    assert str(refusal("-")).startswith("-: empty")
    assert "PDF" in str(refusal("-", stdin=b"%PDF-1.7\n..."))
    assert str(refusal("-", stdin=b'{"text": "cut')).startswith("-:1: broken JSON")


def test_bundled_corpus_is_readable() -> None:
    """Every bundled file is an article, in a stable order."""
    assert bundled() == sorted(bundled(), key=lambda path: Path(path).parts)
    assert len(articles(*bundled())) == len(bundled()) >= 12


def test_installed_corpus_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The corpus inside the installed package is preferred to a folder that happens to lie above it."""
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "store/visavis/reading/sources.py"))
    assert bundled() == []
    beside = write(tmp_path, "seeds/a.md")
    assert bundled() == [str(beside)]
    inside = write(tmp_path, "store/visavis/seeds/b.md")
    assert bundled() == [str(inside)]
