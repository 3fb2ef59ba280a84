"""Whatever is read, every span gives its words and every key leads somewhere."""

import re
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extraction_texts import article, corpus_articles, corpus_sentences
from visavis import edtf
from visavis.extraction import BACKEND, VERSION, extract
from visavis.model import Article, Dated, DocumentActor, Extraction, ReportEvidence, Sentence

_RELAXED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_NOISE = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        """met meets received talks signed agreement he they both minister Minister President Wang Li He Cuba Cuban
        Beijing Havana China de la con se reunió recibió acuerdo the of and y , . ( ) ' " : ; - – ... 2024 3 May""",
    )
)


def _spans(extraction: Extraction) -> list[ReportEvidence]:
    meetings = [evidence for one in extraction.meetings for evidence in one.evidence]
    return meetings + [evidence for one in extraction.agreements for evidence in one.evidence]


def _check_sentences(sentences: tuple[Sentence, ...], text: str) -> None:
    end = 0
    for number, sentence in enumerate(sentences):
        assert sentence.number == number
        assert end <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        end = sentence.end


def _check_actor(actor: DocumentActor, key: int, text: str) -> None:
    assert actor.key == key
    assert actor.name
    assert 0 <= actor.score <= 1
    for mention in actor.mentions:
        assert mention.actor == key
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
    if actor.kind == "person":
        assert {mention.text for mention in actor.mentions} == set(actor.names)


def _check_date(when: Dated | None, text: str) -> None:
    if when is None:
        return
    assert when.derivation
    assert when.edtf is None or edtf.bounds(when.edtf) is not None or when.edtf.startswith("XXXX")
    if when.expression is not None:
        assert when.expression.words == text[when.expression.start : when.expression.end]


def check(one: Article) -> None:
    """Everything that must hold of every extraction."""
    found, text = extract(one), one.text
    assert (found.article_id, found.backend, found.version) == (one.article_id, BACKEND, VERSION)
    _check_sentences(found.sentences, text)
    keys = range(len(found.actors))
    for key, actor in enumerate(found.actors):
        _check_actor(actor, key, text)
    for evidence in _spans(found):
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.subject is None or evidence.subject in keys
    for number, meeting in enumerate(found.meetings):
        assert meeting.key == number
        assert any(evidence.field == "event" for evidence in meeting.evidence)
        assert len({participant.actor for participant in meeting.participants}) == len(meeting.participants) > 1
        assert all(participant.actor in keys for participant in meeting.participants)
        _check_date(meeting.when, text)
    for number, agreement in enumerate(found.agreements):
        assert agreement.key == number
        assert any(evidence.field == "event" for evidence in agreement.evidence)
        assert len(set(agreement.parties)) == len(agreement.parties) > 1
        assert all(party in keys for party in agreement.parties)
        assert agreement.meeting is None or agreement.meeting in range(len(found.meetings))
        assert agreement.count is None or agreement.count > 0
        _check_date(agreement.when, text)
    assert extract(one) == found


def test_corpus() -> None:
    """All spans and keys of the corpus hold."""
    for one in corpus_articles():
        check(one)


def test_corpus_without_dates() -> None:
    """They hold as well where no article has a date, and where the language is one we do not know."""
    for one in corpus_articles()[::3]:
        check(article(one.text, "und", published=None, title=""))


@_RELAXED
@given(st.text(max_size=400), st.sampled_from(("en", "es", "pt", "und", "")))
def test_any_text(text: str, language: str) -> None:
    """Any text at all is read without an error."""
    check(article(text, language))


@_RELAXED
@given(st.lists(_WORDS, max_size=60), st.sampled_from(("en", "es")))
def test_any_words(words: list[str], language: str) -> None:
    """The words that rules look for hold in any order."""
    check(article(" ".join(words), language))


@_RELAXED
@given(st.data(), st.sampled_from(("en", "es")))
def test_corpus_with_noise(data: st.DataObject, language: str) -> None:
    """Sentences in any order, with noise between and inside them, are read without an error."""
    sentences = data.draw(st.lists(st.sampled_from(corpus_sentences()), min_size=1, max_size=6))
    noise = data.draw(st.lists(_NOISE, min_size=len(sentences), max_size=len(sentences)))
    cuts = [data.draw(st.integers(0, len(sentence))) for sentence in sentences]
    mixed = (s[:cut] + n + s[cut:] for s, n, cut in zip(sentences, noise, cuts, strict=True))
    check(article(data.draw(st.sampled_from(("\n", " ", ""))).join(mixed), language))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_normal_forms(form: str) -> None:
    """Letters with combining accents move every offset and break none."""
    for one in corpus_articles()[::15]:
        text = unicodedata.normalize(form, one.text)  # type: ignore[arg-type]
        check(article(text, one.language))
