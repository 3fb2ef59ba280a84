"""Articles for the tests of extraction: built from a few words, from the corpus, or as long as wanted."""

import json
import random
import re
from functools import cache
from pathlib import Path

from visavis.extraction import extract
from visavis.model import Article, Extraction, MeetingReport

CORPUS = Path(__file__).parent / "corpus"
_SYLLABLES = re.findall("..", "kalomirendoshaveltornabiquesarlinweihozarpegunestramofi")
_PEOPLES = ("Chinese", "Cuban", "French", "Kenyan", "Peruvian", "Indian", "Malian", "Omani", "Polish", "Fijian")
_OFFICES = ("Foreign Minister", "Defense Minister", "ambassador", "Prime Minister", "trade envoy")
_CITIES = ("Beijing", "Havana", "Paris", "Nairobi", "Lima", "Delhi", "Bamako", "Muscat", "Warsaw", "Suva")


def article(text: str, language: str = "en", published: str | None = "2024-06-14", title: str = "") -> Article:
    """An article with this text; a title stands in front of it, as the readers write it."""
    return Article(1, title, f"{title}\n\n{text}" if title else text, language, published=published)


@cache
def corpus_articles() -> tuple[Article, ...]:
    """Every article of the corpus, the gold left out."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.rglob("*.json"))]
    return tuple(
        article(record["text"], record.get("language", "und"), record.get("published"), record.get("title") or "")
        for record in records
        if isinstance(record, dict) and "gold" in record
    )


@cache
def corpus_sentences() -> tuple[str, ...]:
    """A few hundred sentences of the corpus, in both languages."""
    texts = (one.text for one in corpus_articles()[::5])
    return tuple(line for text in texts for line in text.split("\n") if line.strip())[:600]


def prose(length: int) -> str:
    """`length` characters of news about ever new people: what grows with an article grows here."""
    chance = random.Random(1)  # noqa: S311 - the same text every time
    parts, size = [], 0
    while size < length:
        parts.append(_paragraph(chance))
        size += len(parts[-1])
    return "".join(parts)[:length]


def _paragraph(chance: random.Random) -> str:
    one, other = (f"{_name(chance)} {_name(chance)}" for _ in range(2))
    ours, theirs = chance.sample(_PEOPLES, 2)
    day = chance.choice(("Monday", "12 May", "Friday"))
    office, city = chance.choice(_OFFICES), chance.choice(_CITIES)
    sentences = [
        f"{ours} {office} {one} met his {theirs} counterpart, {other}, in {city} on {day}.",
        f"The two ministers discussed ports, grain and the {_name(chance)} railway over {chance.randint(2, 9)} hours.",
        f"{one.split()[1]} said that the visit had been useful, and {other} agreed to return in June.",
        f"They signed {chance.randint(2, 19)} agreements on fisheries and health, the {_name(chance)} Institute said.",
        f"Later {one} was received by President {_name(chance)} {_name(chance)}, according to the ministry.",
    ]
    return " ".join(chance.sample(sentences, 4)) + "\n\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()


def told(text: str, language: str = "en", published: str | None = "2024-06-14") -> Extraction:
    """What the extractor makes of a text; its date is a Friday."""
    return extract(article(text, language, published))


def present(extraction: Extraction, meeting: MeetingReport) -> set[str]:
    """The names of those who took part in a meeting."""
    names = {actor.key: actor.name for actor in extraction.actors}
    return {names[participant.actor] for participant in meeting.participants}
