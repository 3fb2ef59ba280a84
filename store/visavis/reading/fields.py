"""Fields to an Article: one place for title, text, language and id, whatever the format was."""

import re
from dataclasses import dataclass

from visavis.ids import content_id
from visavis.model import Article, PublishedBasis
from visavis.reading.language import normal_language
from visavis.reading.text import clean, one_line

_HEADING_MARK = re.compile(r"#{1,6}\s+")
_HEADLINE_LENGTH = 200  # characters; longer first lines are leads
_CLOSING = "\"'”’»)]*_ "
_SENTENCE_END = (".", "。", "…", ":", ";", ",")
_ABBREVIATION = re.compile(r"\b[A-Z]\.$")  # a headline may end in "U.S."


@dataclass(frozen=True, slots=True)
class Fields:
    """What a file says of one article, as written; `text` is the body and never blank, `published` is EDTF."""

    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    id: str | None = None


def make_article(fields: Fields, source: str, basis: PublishedBasis) -> Article:
    """The article of `fields`; `basis` says how `published` is known, where it is."""
    text = clean(fields.text)
    given = one_line(fields.title or "")
    title = given or headline(text)
    if given and not _begins_with(text, given):
        text = f"{given}\n\n{text}"
    publisher, url = one_line(fields.publisher or "") or None, one_line(fields.url or "") or None
    return Article(
        article_id=content_id("article", publisher, url, title, text),
        title=title,
        text=text,
        language=normal_language(fields.language, text),
        publisher=publisher,
        url=url,
        published=fields.published,
        published_basis=basis if fields.published else "unknown",
        source=source,
        external_id=one_line(fields.id or "") or None,
    )


def headline(text: str) -> str:
    """The first line of `text` where it reads like a headline above more text, else ""."""
    first, _, rest = text.lstrip().partition("\n")
    title = _as_title(first)
    if len(title) > _HEADLINE_LENGTH or not any(map(str.isalpha, title)) or not rest.strip():
        return ""
    end = title.rstrip(_CLOSING)
    wrapped = rest[:1].islower()  # the sentence goes on in the next line
    ends_sentence = end.endswith(_SENTENCE_END) and not _ABBREVIATION.search(end)
    return "" if wrapped or ends_sentence else title


def _begins_with(text: str, title: str) -> bool:
    """Whether the first line of `text` is `title`, alone or set off by a sign, not the same words in a sentence."""
    first = _as_title(text.lstrip().partition("\n")[0]).casefold()
    rest = first.removeprefix(title.casefold()).lstrip()
    return rest != first and not rest[:1].isalnum() and not rest.startswith(("'", "’"))


def _as_title(line: str) -> str:
    """`line` without the mark of a markdown heading."""
    return _HEADING_MARK.sub("", " ".join(line.split()), count=1)
