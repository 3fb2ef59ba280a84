"""A terminal's screen as cells: what Textual writes goes in, the shortest way from one screen to another comes out.

Of what is written only text, colours and cursor moves are understood; everything else is not passed on, so that no
sequence out of an article can reach the terminal inside a frame.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import ne, or_

from rich.cells import cell_len

from visavis_tui.present import displayable

_TOKEN = re.compile(
    r"\x1b\[([\d;]*)([Hm])|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b.?|\n|[^\x1b\n]+"
)
_PLAIN = re.compile(r"[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]*\Z")  # one cell each on any terminal
_SURE = re.compile(r"[ -~\u00a0-\u052f\u3041-\u33ff\u3400-\u9fff\uac00-\ud7a3\uff01-\uff60]\Z")  # as wide as we think
_STRETCH = re.compile(rb"\x01+")  # of cells that changed
_NEAR = 4  # cells that are cheaper sent again than jumped over
_MOVED = 3  # rows that are cheaper moved than sent again
_CODES = {1: "22", 2: "22", 3: "23", 4: "24", 5: "25", 7: "27", 8: "28", 9: "29", 53: "55"}

Style = str  # parameters of one SGR sequence, counted from a reset


class Grid:
    """`width` x `height` cells: their texts (empty: the right half of the wide one before) and their styles."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.texts = [[" "] * width for _ in range(height)]
        self.styles: list[list[Style]] = [[""] * width for _ in range(height)]
        self.cursor = (0, 0)  # row, column
        self._style: Style = ""

    def feed(self, data: str) -> None:
        """Take in text with colours and cursor moves; any other sequence is dropped."""
        for token in _TOKEN.finditer(data):
            kind = token[2]
            if kind == "m":
                self._style = _styled(self._style, token[1])
            elif kind == "H":
                row, _, column = token[1].partition(";")
                self.cursor = max(0, int(row or 1) - 1), max(0, int(column or 1) - 1)
            elif token[0] == "\n":
                self.cursor = self.cursor[0] + 1, self.cursor[1]
            elif token[0][0] != "\x1b":
                self._put(token[0])

    def _put(self, text: str) -> None:
        row, column = self.cursor
        cells: Sequence[str] = text if _PLAIN.match(text) else list(_cells(displayable(text)))
        if row < self.height:
            room = max(0, min(len(cells), self.width - column))
            self._unpair(row, column, column + room)
            self.texts[row][column : column + room] = cells[:room]
            self.styles[row][column : column + room] = [self._style] * room
        self.cursor = row, column + len(cells)

    def _unpair(self, row: int, start: int, end: int) -> None:
        """The other half of a wide character that is written over becomes a blank."""
        texts = self.texts[row]
        if start < end:
            if start and start < self.width and not texts[start]:
                texts[start - 1] = " "
            if end < self.width and not texts[end]:
                texts[end] = " "

    def copy(self) -> "Grid":
        """The same screen."""
        other = Grid(0, 0)
        other.width, other.height, other.cursor = self.width, self.height, self.cursor
        other.texts, other.styles = [row[:] for row in self.texts], [row[:] for row in self.styles]
        return other

    def since(self, old: "Grid | None") -> str:
        """What turns the terminal from `old` (None: from anything) into this screen; empty if nothing differs."""
        pen = _Pen()
        if old is None or (old.width, old.height) != (self.width, self.height):
            old = Grid(self.width, self.height)
            pen.parts.append("\x1b[m\x1b[2J")
        elif stretch := self._moved(old):
            old = old.copy()
            pen.scroll(*stretch)
            old.scroll(*stretch)
        for row in range(self.height):
            if self.texts[row] != old.texts[row] or self.styles[row] != old.styles[row]:
                self._row(pen, old, row)
        return pen.end(self.cursor) if pen.parts or self.cursor != old.cursor else ""

    def scroll(self, first: int, last: int, by: int) -> None:
        """Move the rows from `first` to `last` up by so many (negative: down); blanks come in."""
        for rows, blank in ((self.texts, " "), (self.styles, "")):
            band = rows[first : last + 1]
            new = [[blank] * self.width for _ in band[: abs(by)]]
            rows[first : last + 1] = band[by:] + new if by > 0 else new + band[:by]

    def _moved(self, old: "Grid") -> tuple[int, int, int] | None:
        """Rows that only stand a little higher or lower than in `old`, for `scroll`; None where that saves nothing."""
        changed = [row for row in range(self.height) if not self._as_in(old, row, 0)]
        best: list[int] = []
        shift = 0
        for by in (1, -1, 2, -2, 3, -3) if len(changed) > _MOVED else ():
            same = [row for row in changed if 0 <= row + by < self.height and self._as_in(old, row, by)]
            if len(same) > len(best):
                best, shift = same, by
        if len(best) < _MOVED or best[-1] - best[0] > len(best) * 2:
            return None
        return min(best[0], best[0] + shift), max(best[-1], best[-1] + shift), shift

    def _as_in(self, old: "Grid", row: int, by: int) -> bool:
        return self.texts[row] == old.texts[row + by] and self.styles[row] == old.styles[row + by]

    def _row(self, pen: "_Pen", old: "Grid", row: int) -> None:
        texts, styles = self.texts[row], self.styles[row]
        changed = bytes(map(ne, texts, old.texts[row]))
        if styles != old.styles[row]:
            changed = bytes(map(or_, changed, map(ne, styles, old.styles[row])))
        end = self._blank_from(row)
        erased = end <= changed.rindex(1)
        for start, stop in self._spans(row, changed[:end] if erased else changed):
            pen.write(row, start, texts[start:stop], styles[start:stop])
        if erased:
            pen.erase(row, end)

    def _blank_from(self, row: int) -> int:
        """Where nothing but blanks without any style follow, if these are more than an erasure costs."""
        at = self.width
        texts, styles = self.texts[row], self.styles[row]
        while at and texts[at - 1] == " " and not styles[at - 1]:
            at -= 1
        return at if self.width - at > _NEAR else self.width

    def _spans(self, row: int, changed: bytes) -> list[tuple[int, int]]:
        """Stretches to send: changed cells, whole characters, and what between them costs less than a jump."""
        texts, styles = self.texts[row], self.styles[row]
        spans: list[tuple[int, int]] = []
        for found in _STRETCH.finditer(changed):
            start, stop = found.span()
            while start and not texts[start]:
                start -= 1
            while stop < self.width and not texts[stop]:
                stop += 1
            last = spans[-1][1] if spans else -self.width
            if spans and (start <= last or (start - last <= _NEAR and len(set(styles[last - 1 : start + 1])) == 1)):
                spans[-1] = spans[-1][0], max(stop, last)
            else:
                spans.append((start, stop))
        return spans


class _Pen:
    """Writes cells, and knows where the terminal's cursor is and which style it writes in."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._at: tuple[int, int] | None = None
        self._style: Style | None = None

    def write(self, row: int, column: int, texts: Sequence[str], styles: Sequence[Style]) -> None:
        at = 0
        while at < len(texts):
            style, stop = styles[at], at + 1
            while stop < len(styles) and styles[stop] == style:
                stop += 1
            self._run(row, column + at, texts[at:stop], style)
            at = stop

    def _run(self, row: int, column: int, texts: Sequence[str], style: Style) -> None:
        text = "".join(texts)
        self.move(row, column)
        self._restyle(style)
        if _PLAIN.match(text):
            self.parts.append(text)
        else:  # terminals differ in how wide they draw such a character: after it, go where we want to be
            for at, cell in enumerate(texts, column):
                if cell:
                    self.move(row, at)
                    self.parts.append(cell)
                    self._at = (row, at + cell_len(cell)) if _SURE.match(cell) else None
        if self._at is not None:
            self._at = row, column + len(texts)

    def scroll(self, first: int, last: int, by: int) -> None:
        """Move rows of the terminal; by the oldest means there is, which every terminal and tmux know."""
        self._restyle("")  # blanks come in without a colour of their own
        self.parts.append(f"\x1b[{first + 1};{last + 1}r")
        self.move(last if by > 0 else first, 0)
        self.parts.append(("\x1bD" if by > 0 else "\x1bM") * abs(by) + "\x1b[r")
        self._at = None  # a region puts the cursor somewhere else, before and after

    def erase(self, row: int, column: int) -> None:
        self.move(row, column)
        self._restyle("")
        self.parts.append("\x1b[K")

    def move(self, row: int, column: int) -> None:
        if self._at != (row, column):
            self.parts.append(f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H")
            self._at = row, column

    def _restyle(self, style: Style) -> None:
        if style != self._style:
            self.parts.append(_change(self._style, style))
            self._style = style

    def end(self, cursor: tuple[int, int]) -> str:
        self._restyle("")
        self.move(*cursor)
        return "".join(self.parts)


def _cells(text: str) -> Iterator[str]:
    """The cells of a text: a wide character is followed by an empty one; what has no width joins the one before."""
    cluster = ""
    for char in text:
        if _width(char):
            yield from _parted(cluster)
            cluster = char
        else:
            cluster = (cluster or " ") + char
    yield from _parted(cluster)


def _parted(cluster: str) -> Sequence[str]:
    return (cluster, *[""] * (_width(cluster) - 1)) if cluster else ()


@lru_cache(8192)
def _width(cluster: str) -> int:
    return cell_len(cluster)


@lru_cache(4096)
def _styled(style: Style, parameters: str) -> Style:
    """A style after one more SGR sequence."""
    if parameters in ("", "0"):
        return ""
    if parameters.startswith("0;"):
        return parameters[2:]
    return f"{style};{parameters}" if style else parameters


@lru_cache(4096)
def _attributes(style: Style) -> tuple[str, str, frozenset[int]]:
    """Foreground, background and flags of a style; colours as their parameters, empty for the terminal's own."""
    front = back = ""
    flags: set[int] = set()
    codes = iter(style.split(";"))
    for code in codes:
        number = int(code or 0)
        if number in (38, 48):
            mode = next(codes, "5")
            colour = ";".join([code, mode, *(next(codes, "0") for _ in range(3 if mode == "2" else 1))])
            front, back = (colour, back) if number == 38 else (front, colour)
        elif 30 <= number <= 39 or 90 <= number <= 97:
            front = "" if number == 39 else code
        elif 40 <= number <= 49 or 100 <= number <= 107:
            back = "" if number == 49 else code
        elif number:
            flags.add(number)
    return front, back, frozenset(flags)


@lru_cache(4096)
def _change(old: Style | None, new: Style) -> str:
    """The shortest SGR sequence from one style to another."""
    whole = f"\x1b[0;{new}m" if new else "\x1b[m"
    if old is None or not new:
        return whole
    (front, back, flags), (new_front, new_back, new_flags) = _attributes(old), _attributes(new)
    codes: list[str] = []
    gone = flags - new_flags
    if not gone <= _CODES.keys():
        return whole
    cleared = {_CODES[flag] for flag in gone}
    codes += sorted(cleared)
    codes += [str(flag) for flag in sorted(new_flags) if flag not in flags or _CODES.get(flag) in cleared]
    codes += [new_front or "39"] if front != new_front else []
    codes += [new_back or "49"] if back != new_back else []
    change = f"\x1b[{';'.join(codes)}m" if codes else ""
    return min(change, whole, key=len)
