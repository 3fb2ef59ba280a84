"""What is copied: the words behind a fact with where they stand, as text, citation, Markdown footnote or BibTeX."""

import re
from dataclasses import dataclass

from visavis.database import queries
from visavis.database.answers import ArticleRow, EventRow
from visavis.database.rows import Rows
from visavis_tui import present
from visavis_tui.panes.reading import passages
from visavis_tui.state import Pick
from visavis_tui.stops import stops

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$",
           "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence of an article, and the fact that it is evidence of, if any."""

    quote: str
    article: ArticleRow
    event: EventRow | None

    @property
    def text(self) -> str:
        """The words, where they stand, and what they tell, with its status in words."""
        lines = [f"“{self.quote}”", f"— {self._where}"]
        if self.event:
            fact = (present.status_text(self.event), present.date_text(self.event.date), present.event_text(self.event))
            lines.append(" · ".join(filter(None, fact)))
        return "\n".join(lines)

    @property
    def citation(self) -> str:
        """Outlet, title, date and link."""
        return f"{self._where}."

    @property
    def markdown(self) -> str:
        """A footnote, with the mark that refers to it."""
        mark = f"[^{self._key}]"
        title = _MARKDOWN.sub(r"\\\1", self._title)
        link = f"[{title}]({self._url.replace(')', '%29')})" if self._url else f"“{title}”"
        where = ", ".join(filter(None, (_MARKDOWN.sub(r"\\\1", self._outlet), link, self._date)))
        quote = _MARKDOWN.sub(r"\\\1", self.quote)
        return f"{mark}\n\n{mark}: {where}: “{quote}”"

    @property
    def bibtex(self) -> str:
        """An entry of kind `online`, or `misc` without a link."""
        fields = {"title": self._title, "journaltitle": self._outlet, "date": self.article.published or "",
                  "note": f"“{self.quote}”"}  # fmt: skip
        lines = [f"  {name} = {{{_bibtex(value)}}}," for name, value in fields.items() if value]
        lines += [f"  url = {{{self._url}}},"] if self._url else []
        return "\n".join([f"@{'online' if self._url else 'misc'}{{{self._key},", *lines, "}"])

    @property
    def _where(self) -> str:
        return ", ".join(filter(None, (self._outlet, f"“{self._title}”", self._date, self._url)))

    @property
    def _outlet(self) -> str:
        return present.one_line(self.article.publisher)

    @property
    def _title(self) -> str:
        return present.titled(self.article.title, self.article.source)

    @property
    def _date(self) -> str:
        return present.published_text(self.article.published, self.article.published_basis)

    @property
    def _url(self) -> str:
        return present.web_address(self.article.url)

    @property
    def _key(self) -> str:
        return f"visavis-{self.article.article_id}"


def cited(reader: Rows, pick: Pick, step: int) -> Citation | None:
    """What evidence number `step` of a row says; None where no article is behind it."""
    places = stops(passages(reader, pick))
    stop = places[step] if step < len(places) else None
    article_id = stop.article_id if stop else pick.row_id if pick.pane == "sources" else None
    article = queries.article(reader, article_id) if article_id is not None else None
    if article is None:
        return None
    number = stop.sentence if stop else 0
    span = next(((s.start, s.end) for s in article.sentences if s.number == number), (0, 0))
    event = queries.event(reader, pick.row_id) if pick.pane == "events" else None
    return Citation(present.one_line(article.text[slice(*span)]), article, event)


def _bibtex(text: str) -> str:
    return "".join(_BIBTEX.get(char, char) for char in text)
