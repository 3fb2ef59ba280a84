"""Sources to articles: which files there are, in a stable order, and how each is opened without ever blocking."""

import errno
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from visavis.errors import ReadingError
from visavis.model import Article
from visavis.reading.binary import HEAD, refuse_binary
from visavis.reading.formats import ARTICLE_SUFFIXES, FORMATS, read_stream

STDIN = "-"

_SUFFIXES_IN_WORDS = ", ".join(ARTICLE_SUFFIXES)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read(sources: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | ReadingError]:
    """Every article of `sources` (files, folders, "-" for standard input), and an error for all that is none.

    Lazy and in a stable order: sources as given, folders depth first by name. Errors are yielded, never raised. In
    folders hidden files, README files and other suffixes are passed over; a file given by name without a suffix is
    read by its first line.
    """
    for source in sources:
        if source == STDIN:
            yield from _guarded(_read_stdin(stdin or sys.stdin.buffer), source)
        else:
            yield from _guarded(_read_path(source), source)


def bundled() -> list[str]:
    """The files of the bundled corpus, in order: beside the code when installed, else those of the repository."""
    package = Path(__file__).parents[1]
    folder = next((place for place in (package / "seeds", package.parents[1] / "seeds") if place.is_dir()), None)
    return [] if folder is None else [str(path) for path in article_files(folder)]


def article_files(place: Path) -> Iterator[Path]:
    """The files that `read` would read of a folder, in its order; a file is its own only one."""
    return (path for path in _walk(place) if isinstance(path, Path))


def _guarded(articles: Iterator[Article | ReadingError], source: str) -> Iterator[Article | ReadingError]:
    """`articles`, with what ends them as a last item."""
    try:
        yield from articles
    except ReadingError as error:
        yield error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero character
        yield _unreadable(source, error)


def _read_stdin(stream: BinaryIO) -> Iterator[Article | ReadingError]:
    return read_stream(stream, STDIN, None)


def _read_path(source: str) -> Iterator[Article | ReadingError]:
    if not source:  # Path("") would be the current folder
        raise ReadingError("''", "an empty path", cure="name a file, a folder or -")
    path = Path(source)
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        yield from _read_folder(path, source)
    elif stat.S_ISREG(mode):
        yield from _read_file(path, source)
    else:
        kind = next((name for test, name in _SPECIAL if test(mode)), "not a file")
        raise ReadingError(_label(source), f"is {kind}, not a file", cure="to read from a pipe, give - as the source")


def _read_folder(folder: Path, source: str) -> Iterator[Article | ReadingError]:
    found = False
    for path in _walk(folder):
        found = True
        yield from [path] if isinstance(path, ReadingError) else _guarded(_read_path(str(path)), str(path))
    if not found:
        raise ReadingError(_label(source), "no articles in this folder", cure=f"visavis reads {_SUFFIXES_IN_WORDS}")


def _walk(folder: Path) -> Iterator[Path | ReadingError]:
    """The article files under `folder`, depth first by name; linked folders too, each folder once."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                waiting += _children(path, seen)
            elif path.suffix.lower() in FORMATS:
                yield path
        except OSError as error:
            yield _unreadable(str(path), error)


def _children(folder: Path, seen: set[tuple[int, int]]) -> list[Path]:
    """What `folder` holds, last name first; nothing where it was `seen` before, by a link."""
    status = folder.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return []
    seen.add(identity)
    return sorted((child for child in folder.iterdir() if not _is_passed_over(child.name)), reverse=True)


def _is_passed_over(name: str) -> bool:
    """Whether a file in a folder is hidden or describes the folder."""
    return name.startswith(".") or name.lower().startswith("readme.")


def _read_file(path: Path, source: str) -> Iterator[Article | ReadingError]:
    label = _label(source)
    with path.open("rb") as stream:
        refuse_binary(stream.read(HEAD), label)
        stream.seek(0)
        if path.suffix and path.suffix.lower() not in FORMATS:
            raise ReadingError(label, f"visavis does not read {path.suffix}", cure=f"it reads {_SUFFIXES_IN_WORDS}")
        yield from read_stream(stream, label, FORMATS.get(path.suffix.lower()))


def _unreadable(source: str, error: OSError | ValueError) -> ReadingError:
    """What the operating system said of `source`, in words, with a cure where there is one."""
    label = _label(source)
    if isinstance(error, FileNotFoundError):
        if Path(source).is_symlink():
            return ReadingError(label, "a symbolic link to a file that is not there", cure="mend or remove the link")
        return ReadingError(label, "no such file or folder", cure="check the path")
    if isinstance(error, PermissionError):
        return ReadingError(label, "permission denied", cure="make it readable for you")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return ReadingError(label, "a symbolic link that leads to itself", cure="mend or remove the link")
    return ReadingError(label, (isinstance(error, OSError) and error.strerror) or str(error))


def _label(source: str) -> str:
    """`source` as text that can be stored: a file name need not be UTF-8."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
