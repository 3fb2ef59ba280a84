"""A small store for the tests of the screen: two invented countries' worth of officials, told by four articles.

What the articles say is written here in one place, and evidence is found in their text by its words, so that no offset
is counted by hand.
"""

from dataclasses import replace
from pathlib import Path

from visavis.database.publish import publish
from visavis.ids import content_id
from visavis.model import (
    Actor,
    Agreement,
    Article,
    Attendance,
    DocumentActor,
    Evidence,
    Extraction,
    Meeting,
    Member,
    Mention,
    Place,
    Report,
    Resolution,
    Sentence,
    Stance,
    Zone,
)

WIRE = """Chen Guang received in Beijing

BEIJING, Dec 11 (Wire) - Defence Minister Chen Guang met his Cuban counterpart Álvaro López Núñez at the Palace of \
Harmony on Wednesday. López Núñez said the two armies "walk together".

They spoke for two hours.

Photo: Chen Guang and an aide in 2019. Credit: Wire.

Related: Chen Guang visits another island"""
RADIO = """Two ministers, one table

Last December Minister López Núñez sat down with General Chen Guang in the Chinese capital, Radio Puerto reported.

The embassy denied that the two had met. "Nothing of the kind took place," spokeswoman Li Na said."""
HEARING = """Admiral before the committee

Admiral Ray Holt told senators that China and Cuba signed 19 agreements in 2023.

Minister López Núñez is to travel to Beijing in March."""
CHRONICLE = """Crónica de un viaje

El ministro López Núñez recordó su visita. Nada más se supo."""
HOSTILE = """[red]Title[/red] [/nope] \x1b]0;owned\x07 \u202eesrever

[@click=app.quit]General[/] \x1b[31mMal\u200bware\x1b[0m met [/nope] Chen Guang. \x9b2J Bye."""

PEOPLE = {
    "Chen Guang": ("CHN", "defence minister", ("Chen Guang",)),
    "Álvaro López Núñez": ("CUB", "minister", ("Álvaro López Núñez", "López Núñez")),
    "Ray Holt": ("USA", "admiral", ("Ray Holt",)),
    "Li Na": ("CHN", "spokeswoman", ("Li Na",)),
}
COUNTRIES = {"China": "CHN", "Cuba": "CUB"}
MALICE = "[red]\x1b[31mMal\u200bware\x1b[0m [/nope] \u202egpj"


def article(title: str, text: str, publisher: str, published: str | None = None) -> Article:
    """An article as the reader would store it."""
    basis = "stated" if published else "unknown"
    return Article(content_id(text), title, text, "en", publisher, published=published, published_basis=basis)


ARTICLES = (
    article("Chen Guang received in Beijing", WIRE, "Wire", "2024-12-11"),
    article("Two ministers, one table", RADIO, "Radio Puerto", "2025-02"),
    article("Admiral before the committee", HEARING, "The Hill Record"),
    article("Crónica de un viaje", CHRONICLE, "El Faro", "2025-03-02"),
)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Every line and every sentence of a line; the zone by its first word."""
    found: list[Sentence] = []
    position = 0
    for line in text.split("\n"):
        zone: Zone = "title" if not found else "body"
        zone = {"Photo:": "caption", "Related:": "related"}.get(line.split(" ")[0], zone)  # type: ignore[assignment]
        start = position
        for part in line.replace(". ", ".\x00").split("\x00"):
            end = start + len(part)
            if part:
                found.append(Sentence(len(found), zone, start, end))
            start = end + 1
        position += len(line) + 1
    return tuple(found)


def evidence(story: Article, field: str, words: str, *, who: int | None = None, **says: str) -> Evidence:
    """The first place in `story` that holds `words`."""
    start = story.text.index(words)
    stance: Stance = says.get("stance", "asserted")  # type: ignore[assignment]
    return Evidence(field, story.article_id, start, start + len(words), words, who, stance, says.get("speaker"))


def report(story: Article, named: dict[str, tuple[str, ...]]) -> Report:
    """What one article mentions: each name at every place where one of its forms stands."""
    actors = []
    for key, (name, forms) in enumerate(named.items()):
        mentions = []
        for form in forms:
            at = story.text.find(form)
            while at >= 0:
                if not any(one.start <= at < one.end for one in mentions):
                    mentions.append(Mention(at, at + len(form), form, key))
                at = story.text.find(form, at + 1)
        if mentions:
            actors.append(_document_actor(key, name, tuple(sorted(mentions, key=lambda one: one.start))))
    numbered = [_renumbered(actor, key) for key, actor in enumerate(actors)]
    return Report(story, Extraction(story.article_id, "test", "1", sentences(story.text), tuple(numbered)))


def _document_actor(key: int, name: str, mentions: tuple[Mention, ...]) -> DocumentActor:
    names = tuple(dict.fromkeys(mention.text for mention in mentions))
    if name in COUNTRIES:
        return DocumentActor(key, "country", name, COUNTRIES[name], names=names, mentions=mentions)
    country, role, _ = PEOPLE.get(name, (None, None, ()))
    return DocumentActor(key, "person", name, country, "role", role, names=names, mentions=mentions)


def _renumbered(actor: DocumentActor, key: int) -> DocumentActor:
    return replace(actor, key=key, mentions=tuple(replace(mention, actor=key) for mention in actor.mentions))


def resolved(reports: tuple[Report, ...]) -> tuple[Actor, ...]:
    """One actor for each name over all articles."""
    members: dict[str, list[tuple[int, DocumentActor]]] = {}
    for one in reports:
        for actor in one.extraction.actors:
            members.setdefault(actor.name, []).append((one.article.article_id, actor))
    return tuple(
        Actor(content_id(name), held[0][1].kind, name, held[0][1].country, "role", held[0][1].role, None,
              tuple(Member(article_id, actor.key) for article_id, actor in held))
        for name, held in members.items()
    )  # fmt: skip


def named_reports() -> tuple[tuple[Report, ...], tuple[Actor, ...]]:
    """What the four articles mention, and the actors over all of them."""
    named = {name: forms for name, (_, _, forms) in PEOPLE.items()} | {name: (name,) for name in COUNTRIES}
    reports = tuple(report(story, named) for story in ARTICLES)
    return reports, resolved(reports)


def make_store(directory: Path, *, hostile: bool = False) -> Path:
    """Publish the store; with `hostile` also an article, a person and a meeting full of escapes and markup."""
    named = {name: forms for name, (_, _, forms) in PEOPLE.items()} | {name: (name,) for name in COUNTRIES}
    stories = [*ARTICLES]
    meetings = [met(), planned()]
    if hostile:
        bad = article(HOSTILE.split("\n", maxsplit=1)[0], HOSTILE, "[/out]let\x07\x1b[2J", "2025-01-01")
        stories.append(bad)
        named |= {MALICE: ("\x1b[31mMal\u200bware\x1b[0m",)}
        meetings.append(hostile_meeting(bad))
    reports = tuple(report(story, named) for story in stories)
    publish(directory, reports, Resolution(resolved(reports), tuple(meetings), (agreed(),)))
    return directory


def met() -> Meeting:
    """The meeting that two articles tell and an embassy denies."""
    chen, lopez = content_id("Chen Guang"), content_id("Álvaro López Núñez")
    wire, radio = ARTICLES[:2]
    return Meeting(
        meeting_id=1,
        participants=(Attendance(chen, "CHN", "defence minister"), Attendance(lopez, "CUB", "counterpart")),
        countries=("CHN", "CUB"),
        status="held",
        channel="in-person",
        date="2024-12-11",
        date_basis="stated",
        date_derivation="'Dec 11' in an article of 2024-12-11",
        place=Place("Palace of Harmony", "Beijing", "CHN", "stated"),
        articles=(wire.article_id, radio.article_id),
        evidence=(
            evidence(wire, "event", "met"),
            evidence(wire, "participant", "Chen Guang", who=chen),
            evidence(wire, "participant", "Álvaro López Núñez", who=lopez),
            evidence(wire, "place", "the Palace of Harmony"),
            evidence(wire, "date", "Wednesday"),
            evidence(radio, "event", "sat down", speaker="Radio Puerto"),
            evidence(radio, "date", "Last December"),
            evidence(radio, "event", "had met", stance="denied", speaker="the embassy"),
        ),
        conflicts=("one source says the palace, the other only the capital",),
    )


def planned() -> Meeting:
    """A journey that is only announced, with a year that nobody gives."""
    lopez, hearing = content_id("Álvaro López Núñez"), ARTICLES[2]
    return Meeting(
        2, (Attendance(lopez, "CUB", None),), ("CHN", "CUB"), "planned", "in-person", "XXXX-03", "stated",
        "'in March' in an article without a date", Place(city="Beijing"), (hearing.article_id,),
        (evidence(hearing, "event", "is to travel", stance="planned"),),
    )  # fmt: skip


def agreed() -> Agreement:
    """Nineteen agreements that one man claims."""
    hearing = ARTICLES[2]
    return Agreement(
        3, (content_id("China"), content_id("Cuba")), "signed", None, 19, (), "Admiral Ray Holt", "2023", "stated",
        "'in 2023'", None, (hearing.article_id,),
        (evidence(hearing, "event", "signed 19 agreements", stance="alleged", speaker="Admiral Ray Holt"),
         evidence(hearing, "count", "19")),
    )  # fmt: skip


def hostile_meeting(bad: Article) -> Meeting:
    """A meeting whose every text tries to steer the terminal."""
    evil = content_id(MALICE)
    return Meeting(
        4, (Attendance(evil, "CUB", "[/role]\x1b[5m"),), ("CHN", "CUB"), "held", "in-person", "2025-01-01", "stated",
        "[/why] \x1b]52;c;aGk=\x07", Place("[/venue]\x9b", "\u202eeciN"), (bad.article_id,),
        (evidence(bad, "event", "met", speaker="[/speaker]\x1b[2J"),), ("[/conflict]\x1b[2J",),
    )  # fmt: skip
