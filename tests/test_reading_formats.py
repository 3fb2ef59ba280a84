"""Each format to fields, fields to an article: titles, dates, languages, ids, and what is wrong in a file."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.errors import ReadingError
from visavis.ids import content_id
from visavis.model import Article
from visavis.reading import read
from visavis.reading.fields import Fields, headline, make_article
from visavis.reading.frontmatter import parse_markdown
from visavis.reading.language import detect, normal_language
from visavis.reading.published import parse_published

Items = list[Article | ReadingError]


def load(tmp_path: Path, name: str, text: str) -> Items:
    """What reading a file of `text` gives."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return list(read([str(path)]))


def article(tmp_path: Path, name: str, text: str) -> Article:
    """The one article of a file of `text`."""
    (item,) = load(tmp_path, name, text)
    assert isinstance(item, Article), item
    return item


def problem(tmp_path: Path, name: str, text: str) -> str:
    """The one error of a file of `text`, without its folder."""
    (item,) = load(tmp_path, name, text)
    assert isinstance(item, ReadingError), item
    return str(item).removeprefix(f"{tmp_path}/")


# --- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ministers meet\n\nThey met.", "Ministers meet"),
        ("\n\n  Ministers   meet \nThey met.", "Ministers meet"),
        ("Envoy protests to the U.S.\n\nHe said so.", "Envoy protests to the U.S."),
        ("Will they meet?\nThey will.", "Will they meet?"),
        ("# Ministers meet\n\nThey met.", "Ministers meet"),
        ("They met on Monday.\nThey left.", ""),
        ('"They met on Monday."\nThey left.', ""),
        ("部长会谈。\n他们会谈了。", ""),
        ("Ministers meet", ""),
        ("Ministers meet\n \n", ""),
        ("Related videos:\nThey met.", ""),
        ("The ministers of the two\ncountries met.", ""),
        ("12345\nThey met.", ""),
        ("word " * 60 + "\nThey met.", ""),
    ],
)
def test_headline_is_a_short_first_line_above_more_text(text: str, title: str) -> None:
    """The first line is a title only where it reads like one."""
    assert headline(text) == title


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("They met.", "Talks\n\nThey met."),
        ("Talks\nThey met.", "Talks\nThey met."),
        ("# TALKS\n\nThey met.", "# TALKS\n\nThey met."),
        ("Talks – The Daily\nThey met.", "Talks – The Daily\nThey met."),
        ("Talks were held.", "Talks\n\nTalks were held."),
        ("Talks' end is near.", "Talks\n\nTalks' end is near."),
    ],
)
def test_title_is_part_of_the_text_once(body: str, text: str) -> None:
    """A title that came apart stands above the body unless the body begins with it."""
    assert make_article(Fields(text=body, title="Talks"), "a", "stated").text == text


def test_article_id_is_of_the_content_alone() -> None:
    """Where an article was read, and under which name, does not change its id."""
    fields = Fields(text="Body.", title=" A\u0301 \n B ", publisher=" P ", url=" u ")
    one, other = make_article(fields, "a.txt", "stated"), make_article(fields, "b.jsonl:3", "metadata")
    assert one.article_id == other.article_id == content_id("article", "P", "u", "Á B", "Á B\n\nBody.")


def test_blank_fields_are_none() -> None:
    """White space is no publisher, no address, no id."""
    found = make_article(Fields(text="Body.", publisher=" ", url="\t", id=""), "a", "stated")
    assert (found.publisher, found.url, found.external_id) == (None, None, None)


# --- dates and languages ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2025-09-16", "2025-09-16"),
        ("2025-09-16T23:59:59Z", "2025-09-16"),
        ("2025-09-16 08:30", "2025-09-16"),
        ("2025-09-16T08:30:00.123-05:00", "2025-09-16"),
        (" 2025-09 ", "2025-09"),
        ("2025", "2025"),
    ],
)
def test_published_dates(value: str, edtf: str) -> None:
    """Days, months and years are taken as written, times dropped."""
    assert parse_published(value) == edtf


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2025-13", "2025-02-30", "16/09/2025", "20250916", "2025-9-1", "0000", "2025-09-16T25:00", "٢٠٢٥"],
)
def test_other_dates_are_refused_with_their_value(value: str) -> None:
    """No date is guessed; the message shows what was written."""
    with pytest.raises(ValueError, match="is not a date") as caught:
        parse_published(value)
    assert repr(value) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The minister said that the talks with his guest were held in the capital.", "en"),
        ("El ministro dijo que las conversaciones con su invitado se celebraron en la capital.", "es"),
        ("O ministro disse que as conversas com o seu convidado foram na capital do país.", "pt"),
        ("Le ministre a dit que les entretiens avec son invité ont eu lieu dans la capitale.", "fr"),
        ("部长在首都举行会谈。", "und"),
        ("Der Minister sagte, dass die Gespräche mit seinem Gast gut waren.", "und"),
        ("Havana", "und"),
        ("", "und"),
    ],
)
def test_language_is_detected_or_left_unknown(text: str, language: str) -> None:
    """Four languages are recognised; everything else and everything short is "und"."""
    assert detect(text) == language


@pytest.mark.parametrize(("code", "language"), [("ES", "es"), ("pt-BR", "pt"), ("zh_Hans", "zh"), ("de", "de")])
def test_given_language_wins(code: str, language: str) -> None:
    """A two-letter code is believed, its region dropped."""
    assert normal_language(code, "The talks were held in the city of the king.") == language


@pytest.mark.parametrize("code", [None, "", "und", "Spanish", "eng"])
def test_no_code_is_detected(code: str | None) -> None:
    """Anything but a two-letter code leaves the words to decide."""
    assert normal_language(code, "The talks were held in the city of the king.") == "en"


# --- front matter ----------------------------------------------------------------------------------------------------

FRONT = """---
title: "Ministers: \\"talks\\" held"
Publisher: 'The People''s Daily'
published: 2025-09-16T10:00:00Z
# a remark

url: https://example.org/a?b=c:d
language: EN
id: a-1
tags:
  - one
- two
note: [ignored]
---

They met.
"""


def test_front_matter(tmp_path: Path) -> None:
    """All known keys are taken, quotes off, and unknown ones passed over with what hangs below them."""
    found = article(tmp_path, "a.md", FRONT)
    assert found.title == 'Ministers: "talks" held'
    assert found.publisher == "The People's Daily"
    assert (found.published, found.published_basis) == ("2025-09-16", "stated")
    assert (found.url, found.language, found.external_id) == ("https://example.org/a?b=c:d", "en", "a-1")
    assert found.text == 'Ministers: "talks" held\n\nThey met.\n'


def test_markdown_without_front_matter(tmp_path: Path) -> None:
    """A markdown file need not have front matter; its first heading is its title."""
    found = article(tmp_path, "a.markdown", "# Ministers meet\n\nThey met.")
    assert (found.title, found.text) == ("Ministers meet", "# Ministers meet\n\nThey met.")
    assert (found.published, found.published_basis) == (None, "unknown")


@pytest.mark.parametrize("value", ["", "null", "~", '""'])
def test_null_values(tmp_path: Path, value: str) -> None:
    """A date left open is no error, an empty string in quotes is no date."""
    text = f"---\npublished: {value}\n---\nThey met."
    if value == '""':
        assert "is not a date" in problem(tmp_path, "a.md", text)
    else:
        assert article(tmp_path, "a.md", text).published is None


def test_windows_newlines_in_front_matter(tmp_path: Path) -> None:
    """Newlines of any kind close a line of front matter."""
    assert article(tmp_path, "a.md", "---\r\ntitle: T\r\n---\r\nBody.").text == "T\n\nBody."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: T\n\nThey met.", "a.md:1: front matter is not closed"),
        ("---", "a.md:1: front matter is not closed"),
        ("---\ntitle: T\nno colon here\n---\nThey met.", "a.md:3: front matter line 'no colon here'"),
        ("---\ntitle: T\n  more\n---\nThey met.", "a.md:3: front matter line '  more'"),
        ("---\nid: 1\npublished: next week\n---\nThey met.", "a.md:3: published 'next week' is not a date"),
        ("---\nid: 1\nid: 2\n---\nThey met.", "a.md:3: id is given twice"),
        ("---\ntitle: T\n---\n \n", "a.md:3: no text after the front matter"),
        ("---\n\x1b[2J[red]\n---\nThey met.", "a.md:2: front matter line '\\x1b[2J[red]'"),
    ],
)
def test_invalid_front_matter_names_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    """What is wrong in front matter is one error with the line where it is."""
    assert problem(tmp_path, "a.md", text).startswith(message)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40))
def test_quoted_titles_survive(title: str) -> None:
    """Any title in double quotes, escaped, is read back as it was."""
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    fields = parse_markdown(f'---\ntitle: "{escaped}"\n---\nBody.', "a.md")
    assert make_article(Fields(text="x", title=fields.title), "a", "stated") == make_article(
        Fields(text="x", title=title), "a", "stated"
    )


# --- JSON ------------------------------------------------------------------------------------------------------------


def test_broken_line_three_of_five(tmp_path: Path) -> None:
    """A broken line is one error with its number; the other four are articles."""
    lines = [json.dumps({"id": str(number), "text": f"Text {number}."}) for number in range(1, 6)]
    lines[2] = '{"id": "3", "text": "cut'
    items = load(tmp_path, "a.jsonl", "\n".join(lines))
    assert [getattr(item, "external_id", None) for item in items] == ["1", "2", None, "4", "5"]
    assert str(items[2]).startswith(f"{tmp_path}/a.jsonl:3: broken JSON: ")
    assert "\n" not in str(items[2])


def test_json_fields(tmp_path: Path) -> None:
    """Every field of a line has its place in the article; other keys are passed over."""
    line = {
        "id": 7,
        "title": "Talks",
        "text": "They met.",
        "published": "2025-09",
        "publisher": "The Daily",
        "url": "https://example.org",
        "language": "es",
        "style": 1,
        "gold": {},
        "note": None,
    }
    found = article(tmp_path, "a.ndjson", json.dumps(line))
    assert (found.external_id, found.title, found.text) == ("7", "Talks", "Talks\n\nThey met.")
    assert (found.published, found.published_basis) == ("2025-09", "metadata")
    assert (found.publisher, found.url, found.language) == ("The Daily", "https://example.org", "es")
    assert found.source == f"{tmp_path}/a.ndjson:1"


def test_null_fields_are_absent(tmp_path: Path) -> None:
    """Everything but the text may be null; a missing title is looked for in the text."""
    line = dict.fromkeys(["id", "title", "published", "publisher", "url", "language"]) | {"text": "Talks\n\nThey met."}
    found = article(tmp_path, "a.jsonl", json.dumps(line))
    assert (found.title, found.text) == ("Talks", "Talks\n\nThey met.")
    assert (found.published, found.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"title": "T"}', "text is missing"),
        ('{"text": null}', "text is missing"),
        ('{"text": " \\n "}', "text is empty"),
        ('{"text": 5}', "text must be a string, not a number"),
        ('{"text": "A.", "title": ["T"]}', "title must be a string, not a list"),
        ('{"text": "A.", "url": {}}', "url must be a string, not an object"),
        ('{"text": "A.", "id": true}', "id must be a string, not true or false"),
        ('{"text": "A.", "published": 2025}', "published must be a string, not a number"),
        ('{"text": "A.", "published": "Monday"}', "published 'Monday' is not a date"),
        ('["A."]', "an article must be an object, not a list"),
        ("null", "an article must be an object, not null"),
        ('"A."', "an article must be an object, not a string"),
        ("[" * 100_000, "JSON nested too deeply"),
        ('{"id": ' + "9" * 5000 + "}", "a number too long"),
    ],
)
def test_wrong_lines_name_the_field(tmp_path: Path, line: str, message: str) -> None:
    """What is missing or of the wrong type is said by name, and the next line is read."""
    bad, good = load(tmp_path, "a.jsonl", line + '\n{"text": "Good."}')
    assert isinstance(bad, ReadingError)
    assert bad.line == 1
    assert message in str(bad)
    assert isinstance(good, Article)


def test_each_line_has_its_own_encoding(tmp_path: Path) -> None:
    """A line in Western bytes among lines in UTF-8 is read, a line in no known encoding is its own error."""
    path = tmp_path / "a.jsonl"
    rows = ['{"text": "Señor A."}'.encode(), '{"text": "Señor B."}'.encode("cp1252"), b'{"text": "\x81\x8d"}']
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(rows))
    first, second, third = read([str(path)])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.text, second.text) == ("Señor A.", "Señor B.")
    assert str(third).startswith(f"{path}:3: unknown encoding")


def test_half_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    """A pair of escapes is one character, half a pair a replacement character, and so is zero."""
    found = article(tmp_path, "a.jsonl", '{"text": "a \\ud83d\\ude00 b \\ud83d c \\u0000"}')
    assert found.text == "a 😀 b \ufffd c \ufffd"


def test_file_that_holds_no_articles_is_given_up_aloud(tmp_path: Path) -> None:
    """A long file of something else does not flood the screen: it is left, and that is said."""
    items = load(tmp_path, "a.jsonl", "not json\n" * 1000)
    assert len(items) == 21
    assert "the rest was not read" in str(items[-1])


def test_file_with_an_article_is_read_to_its_end(tmp_path: Path) -> None:
    """However many lines are broken, a file that held an article is not given up."""
    items = load(tmp_path, "a.jsonl", '{"text": "A."}\n' + "broken\n" * 100 + '{"text": "B."}')
    assert len(items) == 102
    assert isinstance(items[-1], Article)


def test_json_object_and_list(tmp_path: Path) -> None:
    """A .json file is one article or a list of them, each item its own article or error."""
    assert article(tmp_path, "a.json", '{\n"text": "A."\n}').source == f"{tmp_path}/a.json"
    first, second, third = load(tmp_path, "b.json", '[{"text": "A."}, {"title": "T"}, {"text": "C."}]')
    assert isinstance(first, Article)
    assert isinstance(third, Article)
    assert (first.source, third.source) == (f"{tmp_path}/b.json#1", f"{tmp_path}/b.json#3")
    assert "article 2 of the list: text is missing" in str(second)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "a.json: an empty list"),
        ('{"text":\n "cut', "a.json:2: broken JSON"),
        ('{"text": "A."}\n{"text": "B."}', "a.json:2: broken JSON: Extra data (one object a line? name it .jsonl)"),
        ('{"actors": []}', "a.json: text is missing"),
        ("", "a.json:1: broken JSON"),
        ("[" * 100_000, "a.json: JSON nested too deeply"),
    ],
)
def test_wrong_json_files(tmp_path: Path, text: str, message: str) -> None:
    """A .json file that is no article is one error that names the place."""
    assert problem(tmp_path, "a.json", text).startswith(message)


@given(st.text(min_size=1), st.text())
def test_json_round_trip(text: str, title: str) -> None:
    """Any text and title written as JSON give an article whose text ends with that text as stored."""
    found = make_article(Fields(text=text, title=title), "a", "metadata")
    plain = make_article(Fields(text=text), "a", "metadata")
    assert found.text.endswith(plain.text)
    assert found.title in " ".join(found.text.split()) or not found.title or found.text == plain.text
