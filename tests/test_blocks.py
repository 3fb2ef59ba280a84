"""What is the story and what is page furniture; and that furniture tells no facts."""

import pytest

from extraction_texts import article, told
from visavis.extraction.blocks import blocks
from visavis.extraction.sentences import split

MET = "Norwegian envoy Ingrid Solheim met Kenyan President Wanjiru Mutua in Nairobi on Monday."
OTHER = "Omani envoy Salim Harthy met Peruvian President Rosa Quispe in Lima"


def _zones(text: str, title: str = "") -> list[str]:
    return [block.zone for block in blocks(article(text, title=title))]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        (f"{MET} They spoke of ports.", "body"),
        (f"Photo: {OTHER}.", "caption"),
        (f"{OTHER}. (Photo by Tom Wells)", "caption"),
        (f"Foto: {OTHER}", "caption"),
        (f"{OTHER}. Imagen de archivo.", "caption"),
        ("Subscribe to our newsletter for more.", "boilerplate"),
        ("© 2024 The Nairobi Ledger. All rights reserved.", "boilerplate"),
        ("Todos los derechos reservados", "boilerplate"),
        ("Share this story", "boilerplate"),
        ("Related news", "related"),
        ("Te puede interesar", "related"),
        ("Frequently asked questions", "faq"),
        ("Preguntas frecuentes", "faq"),
    ],
)
def test_zone_of_a_line(line: str, zone: str) -> None:
    """A line below a story is classified by its own words."""
    assert _zones(f"{MET}\n{line}")[1] == zone


def test_title() -> None:
    """The title is the line that repeats it, else a first line without the full stop of a sentence."""
    assert _zones(MET, title="Solheim in Nairobi") == ["title", "body"]
    assert _zones(f"Solheim in Nairobi\n\n{MET}") == ["title", "body"]
    assert _zones(f"{MET}\n\nSolheim in Nairobi") == ["body", "body"]


def test_related_headlines_end_with_a_sentence() -> None:
    """The headlines below "Related news" belong to it; the next full sentence is the story again."""
    assert _zones(f"{MET}\nRelated news\n{OTHER}\n{OTHER} again\n{MET}") == [
        "body",
        "related",
        "related",
        "related",
        "body",
    ]


def test_questions_and_answers_go_on() -> None:
    """What follows the heading of questions is questions and answers to the end."""
    assert _zones(f"{MET}\nFAQ\nWho met whom?\n{MET}\n{MET}") == ["body", "faq", "faq", "faq", "faq"]


@pytest.mark.parametrize(
    "furniture",
    [
        f"Photo: {OTHER}.",
        f"{OTHER} on Friday. (File photo)",
        f"Related news\n{OTHER}\nPeru and Oman sign agreement on fisheries",
        f"Frequently asked questions\nDid Omani envoy Salim Harthy meet Peruvian President Rosa Quispe?\n{OTHER}.",
        f"{OTHER}. Subscribe to our newsletter.",
    ],
)
def test_furniture_tells_no_facts(furniture: str) -> None:
    """Captions, other headlines, questions and footers make no meeting and no agreement beside those of the story."""
    found = told(f"{MET}\n\n{furniture}")
    assert [set(meeting.countries) for meeting in found.meetings] == [{"NOR", "KEN"}]
    assert not found.agreements


def test_a_caption_still_names_people() -> None:
    """A person of the story keeps the mention in a caption; one who stands only there is no meeting's participant."""
    found = told(f"{MET}\n\nPhoto: Ingrid Solheim and Omani envoy Salim Harthy.")
    solheim = next(actor for actor in found.actors if actor.name == "Ingrid Solheim")
    assert len(solheim.mentions) == 2


def test_a_credit_glued_to_a_name() -> None:
    """Where a photo credit lost its space, the name ends before it."""
    text = f"{MET}\n\nNorwegian envoy Ingrid SolheimPhoto © Nairobi Ledger"
    found = told(text)
    assert [actor.name for actor in found.actors if actor.kind == "person"] == ["Ingrid Solheim", "Wanjiru Mutua"]
    assert all(mention.text != "SolheimPhoto" for actor in found.actors for mention in actor.mentions)


def test_blocks_keep_their_place() -> None:
    """Blocks lie in order and give their line without the white space around it."""
    text = "  One line.  \n\n\t \n Two lines. \r\n"
    found = blocks(article(text))
    assert [text[block.start : block.end] for block in found] == ["One line.", "Two lines."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("She met Gen. Lamas. He left.", ["She met Gen. Lamas.", "He left."]),
        ("J. Lamas met the U.S. envoy. Then he left.", ["J. Lamas met the U.S. envoy.", "Then he left."]),
        ('"We met." She left.', ['"We met."', "She left."]),
        ("Did they meet? Yes! They did…", ["Did they meet?", "Yes!", "They did…"]),
        ("Se reunió con el Dr. Reyes. Luego salió.", ["Se reunió con el Dr. Reyes.", "Luego salió."]),
        ("It cost 3.5 million. It was paid.", ["It cost 3.5 million.", "It was paid."]),
        ("They met.They left.", ["They met.", "They left."]),
        ("The no. 3 man met them. Nos. vary", ["The no. 3 man met them.", "Nos. vary"]),
        ("Los recibió el 3 de mayo. ¿Quién? El rey.", ["Los recibió el 3 de mayo.", "¿Quién?", "El rey."]),
        ("✅ They met. 🔴 They left.", ["They met.", "They left."]),
        ("Wait... what? they asked. And left", ["Wait... what? they asked.", "And left"]),
        ("no end", ["no end"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Sentences end where readers think they do, not at abbreviations and initials."""
    assert [text[start:end] for start, end in split(text, 0, len(text))] == sentences
