"""Columns, wrapped lines, marked articles, the table of keys: what the screen is laid out with, without a screen."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from visavis.database.answers import ArticleRow, Passage, SentenceRow, Totals
from visavis_tui import keys, paint
from visavis_tui.app import DeskApp
from visavis_tui.columns import GAP, Column, cropped, fit, wrapped
from visavis_tui.marked import LONGEST, page
from visavis_tui.screens.copying import CopyScreen
from visavis_tui.screens.exporting import ExportScreen
from visavis_tui.screens.form import FormScreen
from visavis_tui.screens.marking import MarkingScreen
from visavis_tui.screens.matrix import MatrixScreen
from visavis_tui.screens.news import NewsScreen
from visavis_tui.screens.query import QueryScreen
from visavis_tui.screens.review import ReviewScreen
from visavis_tui.screens.sheet import Sheet
from visavis_tui.stops import Stop, stops

TEXT = "A title\n\nAna met Bo in Havana. They signed.\n\nPhoto: Ana.\n"
ARTICLE = ArticleRow(
    1, "A title", "Wire", None, None, "unknown", None, "a.txt", TEXT,
    (SentenceRow(0, "title", 0, 7), SentenceRow(1, "body", 9, 30), SentenceRow(2, "body", 31, 43),
     SentenceRow(3, "caption", 45, 56)),
)  # fmt: skip


def passage(start: int, end: int, field: str = "event", sentence: int = 1) -> Passage:
    """Words of ARTICLE."""
    return Passage(1, sentence, start, end, field, None, "asserted", None)


def laid(article: ArticleRow, marks: list[Passage], width: int = 40) -> list[str]:
    """The lines of an article, at the sentence of its first mark."""
    found = page(article, marks, stops(marks)[0] if marks else None, width)
    return [line.plain for line in found.lines]


# --- columns ---------------------------------------------------------------------------------------------------------

PAGES: dict[keys.Where, type] = {
    "pages": Sheet,
    "any page": Sheet,
    "review": ReviewScreen,
    "form": FormScreen,
    "marking": MarkingScreen,
    "copying": CopyScreen,
    "query": QueryScreen,
    "exporting": ExportScreen,
    "news": NewsScreen,
    "matrix": MatrixScreen,
}
COLUMNS = (
    Column("Name", least=6, share=1),
    Column("N", least=1, most=3),
    Column("Where", least=5, most=9, optional=True),
)


def test_columns_fill_the_width_and_suit_their_rows() -> None:
    """Counts take what they need, the name takes the rest."""
    assert fit(COLUMNS, [("a name", "12", "Havana")], 30) == (30 - 2 - 6 - 2 * GAP, 2, 6)


def test_optional_columns_go_first() -> None:
    """Where the room does not do, the last optional column is left out; then the growing one gives way."""
    assert fit(COLUMNS, [("a name", "12", "Havana")], 12) == (9, 2, 0)
    assert fit(COLUMNS, [("a name", "12", "Havana")], 5) == (2, 2, 0)
    assert fit(COLUMNS, [], 1)[0] == 1


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cropped_text_has_exactly_its_width(text: str, width: int) -> None:
    """In cells: wide characters count two."""
    assert cell_len(cropped(paint.present.displayable(text), width)) == width


@given(st.text(alphabet="ab 李é", max_size=200), st.integers(2, 30))
def test_wrapped_lines_hold_all_of_the_text(text: str, width: int) -> None:
    """Nothing is lost or doubled, and no line is too wide, blanks at its end apart."""
    lines = wrapped(text, width)
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(cell_len(text[start:end].rstrip()) <= width for start, end in lines)


# --- articles --------------------------------------------------------------------------------------------------------


def test_marked_words_stand_between_signs_and_their_sentence_is_pointed_at() -> None:
    """Only the current sentence has the arrow; paragraphs keep their distance."""
    lines = laid(ARTICLE, [passage(13, 16), passage(20, 29, "place")])
    assert lines[:3] == ["  A title", "", "▶ Ana «met» Bo «in Havana». They signed."]


def test_words_marked_twice_are_marked_once() -> None:
    """Overlapping and touching marks make one pair of signs; a mark may begin and end with the text."""
    lines = laid(ARTICLE, [passage(9, 16), passage(13, 19), passage(19, 29)])
    assert "▶ «Ana met Bo in Havana». They signed." in lines
    assert laid(replace(ARTICLE, text="met", sentences=()), [passage(0, 3)]) == ["▶ «met»"]


def test_a_whole_sentence_gives_way_to_the_marks_inside_it() -> None:
    """Where a whole sentence is the evidence, who and where inside it are what the eye needs."""
    lines = laid(ARTICLE, [passage(9, 30), passage(9, 12, "participant"), passage(23, 29, "place")])
    assert "▶ «Ana» met Bo in «Havana». They signed." in lines
    assert "▶ «Ana met Bo in Havana.» They signed." in laid(ARTICLE, [passage(9, 30)])


def test_the_arrow_stays_with_its_lines() -> None:
    """Only lines with words of the sentence are pointed at."""
    lines = laid(ARTICLE, [passage(36, 42, sentence=2)], width=17)
    assert [line for line in lines if line.startswith("▶")] == ["▶ Havana. They", "▶ «signed»."]


def test_zones_without_facts_are_labelled() -> None:
    """A bar in the margin and the name of the zone, also where it begins inside a line."""
    assert (
        laid(ARTICLE, [])[-2:]
        == ["┊ [caption: no facts are taken from here]", "┊ Photo: Ana."][: len(laid(ARTICLE, []))]
    )
    glued = replace(ARTICLE, sentences=(SentenceRow(0, "body", 9, 30), SentenceRow(1, "related", 31, 43)))
    assert "┊ They signed." in laid(glued, [])


def test_a_huge_article_is_shown_around_its_words_and_says_so() -> None:
    """The stretch around the current sentence is laid out; what is left out is counted."""
    text = "word " * 200_000
    at = 500_000
    found = page(
        replace(ARTICLE, text=text, sentences=()), [passage(at, at + 4)], Stop(1, 9, (passage(at, at + 4),)), 80
    )
    assert found.lines[0].plain == f"… {at - LONGEST // 2:,} characters above are not shown"
    assert "characters below are not shown" in found.lines[-1].plain
    assert "«word»" in found.lines[found.current].plain


@given(
    st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 20)), max_size=6), st.integers(1, 50)
)
def test_any_text_with_any_marks_is_laid_out(text: str, spans: list[tuple[int, int]], width: int) -> None:
    """Every visible character is there, in order, and nothing raw; marks may overlap, or point behind the end."""
    marks = [passage(start, start + length) for start, length in spans]
    article = replace(ARTICLE, text=text, sentences=(SentenceRow(1, "body", 0, len(text)),))
    lines = laid(article, marks, width)
    shown = "".join("".join(line[2:] for line in lines).split()).replace("«", "").replace("»", "")
    expected = "".join(paint.present.displayable(text.replace("\n", "").replace("\r", "")).split())
    assert shown == expected.replace("«", "").replace("»", "")
    assert not any(char in line for line in lines for char in "\x1b\n\r\x07\u202e")


def test_stops_are_sentences_that_tell_the_event_first() -> None:
    """Passages of one sentence make one stop; the others keep their order."""
    found = stops(
        [passage(0, 7, "participant", 0), passage(13, 16), passage(20, 29, "place"), passage(36, 42, "date", 2)]
    )
    assert [(stop.sentence, len(stop.passages)) for stop in found] == [(1, 2), (0, 1), (2, 1)]


def test_a_stop_says_what_is_marked_and_who_says_so() -> None:
    """Questions with the actors they name, stances in capitals, each speaker once."""
    denied = replace(passage(13, 16), stance="denied", speaker="the embassy")
    who = [replace(passage(9, 12, "participant"), subject=name) for name in ("Ana", "Bo", "Ana")]
    stop = Stop(1, 1, (denied, denied, *who))
    assert (stop.fields, stop.stances, stop.speakers) == ("what, who (Ana, Bo)", "DENIED", "says the embassy")


# --- lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [1, 10, 40, 80, 200])
def test_lines_never_outgrow_the_screen(width: int) -> None:
    """Header, status and footer are cut to the width there is."""
    crumbs = [f"place {number}" for number in range(30)]
    for content in (
        paint.status(crumbs, "row 1/2", max(width, 12)),
        paint.footer(keys.KEYS, "lists", width),
        paint.header(None, Totals(1, 2, 3, 4, 5, 6), width).split("\n")[0],
    ):
        assert content.cell_length <= max(width, 12)


def test_counts_are_of_the_whole_list() -> None:
    """Narrowed, with what there would be otherwise."""
    assert paint.count_text(12_345, 12_345, narrowed=False) == "12,345"
    assert paint.count_text(4, 9, narrowed=True) == "4 of 9"


# --- keys ------------------------------------------------------------------------------------------------------------


def test_every_key_does_something_once() -> None:
    """No key is bound twice in any place, and every action of the table is one of what it works on."""
    for place in ("lists", "reading", *PAGES):
        bound = [key for entry in keys.here(keys.KEYS, place) for key in entry.keys.split(",")]
        assert len(bound) == len(set(bound))
    for entry in keys.KEYS:
        assert hasattr(PAGES.get(entry.where, DeskApp), f"action_{entry.action.partition('(')[0]}")


def test_every_key_has_a_name_of_its_own() -> None:
    """By which a user's file binds it to something else."""
    names = [entry.name for entry in keys.KEYS]
    assert len(names) == len(set(names))
    assert all(name.replace("-", "").isalpha() for name in names)


def test_a_user_may_bind_keys_as_they_are_written() -> None:
    """One key or several, in Textual's words or people's; what is not named stays as it was."""
    table, problems = keys.rebound({"search": "Ctrl-s", "back": ["backspace", "h"], "help": "/"})
    bound = {key.name: key.keys for key in table}
    assert problems == []
    assert (bound["search"], bound["back"], bound["help"], bound["quit"]) == ("ctrl+s", "backspace,h", "slash", "q")


def test_a_wish_that_cannot_be_is_named() -> None:
    """An unknown name is left out; a key for two things leaves the whole table as it was."""
    table, problems = keys.rebound({"serch": "x", "zoom": "F5", "open": []})
    assert problems == ["no key is named serch", "open is given no key"]
    assert {key.name: key.keys for key in table}["zoom"] == "f5"
    assert keys.rebound({"zoom": "q"}) == (keys.KEYS, ["q would do zoom and quit"])


def test_keys_read_as_people_write_them() -> None:
    """For footer, help and README."""
    assert [keys.shown(key) for key in ("j,down", "ctrl+d", "slash", "shift+tab", "G")] == [
        "j ↓",
        "Ctrl-d",
        "/",
        "Shift-Tab",
        "G",
    ]
    assert "| `Enter` | go in" in keys.markdown()
    assert keys.markdown().count("\n") == len(keys.KEYS) + 1
