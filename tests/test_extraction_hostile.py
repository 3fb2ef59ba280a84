"""Text that nobody wrote as news: it is read to its end, in a time that grows with its length."""

import itertools
import time

import pytest

from extraction_texts import article, present, prose, told
from test_extraction_properties import check
from visavis.extraction import extract

_SIZE = 60_000
_SLOWEST = (
    150e-6  # seconds a character; normal prose takes 4e-6, anything that grows with the square takes more than this
)


def _seconds(text: str, language: str = "en") -> float:
    """The least processor time of three readings, of one where it is long."""
    one = article(text, language)
    extract(article("Warm up."))
    times = []
    for _ in range(3 if len(text) < _SIZE else 1):
        start = time.process_time()
        extract(one)
        times.append(time.process_time() - start)
    return min(times)


def _filled(part: str) -> str:
    return (part * (_SIZE // len(part) + 1))[:_SIZE]


_LONG = {
    "one word": "a",
    "capitals without spaces": "Ab",
    "commas": ",",
    "commas and spaces": ", ",
    "full stops": ".",
    "stops and quotes": '."',
    "deep brackets": "(",
    "brackets with words": "(the minister ",
    "one endless sentence": "the minister of the economy of the republic and ",
    "offices of offices": "Deputy Foreign Minister of Economy and Trade of the Ministry of ",
    "organisations": "National Council Committee Assembly ",
    "organisations of others": "Ministry of Foo Bar Council of the ",
    "capitalised words": "Foo Bar Baz Qux ",
    "ranks": "Gen. ",
    "modifiers": "Deputy ",
    "portfolios": "Defense Economy, Trade and ",
    "countries": "China's ",
    "meetings without an end": "Wang Yi met Ana Torres and ",
    "papers without an end": "China and Cuba signed an agreement on trade, health and ",
    "pronouns": "He met them. ",
    "dates": "on Monday 3 May 2024, ",
    "digits": "1",
    "decimals": "1.",
    "lines of a letter": "a\n",
    "empty lines": "\n",
    "quotes": "“",
    "apostrophes": "a'",
    "dashes": "A–",
    "initials": "J. ",
    "abbreviations": "U.",
    "chinese": "中国国防部长会见古巴将军。",
    "arabic": "وزير الدفاع التقى ",
    "direction marks": "\u200fWang\u200e \u202eYi met ",
    "emoji": "😀👩‍👩‍👧 🇨🇺🤝🇨🇳 ",
    "combining marks": "\u0301",
    "joiners": "\u200d",
    "control characters": "\x1b[31m\x00\x07 ",
    "lone surrogates": "\ud83c ",
    "letters that grow in small": "İ",
    "digits that are none": "①②½٣ ",
    "unlike spaces": "\u3000\u2028\x85met ",
    "page furniture": "Related news\nFoo bar - The Post\n",
}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("part", _LONG.values(), ids=_LONG)
def test_long_and_strange(part: str, language: str) -> None:
    """Sixty thousand characters of anything are read in bounded time, with spans that hold."""
    text = _filled(part)
    assert _seconds(text, language) < _SLOWEST * len(text)
    check(article(text[:3000], language))


def test_time_grows_with_length() -> None:
    """A character of a long article takes at most three times as long as one of a short article."""
    short, long = 3_000, 400_000
    assert _seconds(prose(long)) / long < 3 * _seconds(prose(short)) / short


def test_five_megabytes_in_one_line() -> None:
    """Five million characters without a space are one article about nothing."""
    found = told("0aé" * 1_700_000)
    assert (found.actors, found.meetings, found.agreements) == ((), (), ())
    assert sum(one.end - one.start for one in found.sentences) == 5_100_000


def test_twenty_thousand_names() -> None:
    """Of a list of twenty thousand most are found, each one apart; nobody of them met anybody."""
    givens = ("Ana", "Pedro", "Kwame", "Olga", "Fatima", "Yuki", "Rosa", "Ivan", "Maria", "Luis")
    tails = itertools.product("aeiou", "bdfgklmnprstvz", "aeiou", "lmnrst")
    names = [f"{given} Mar{''.join(tail)}o" for tail in tails for given in givens][:20_000]
    text = ", ".join(names)
    start = time.process_time()
    found = told(text)
    assert time.process_time() - start < 60
    assert not found.meetings
    assert not found.agreements
    assert len({actor.name for actor in found.actors} & set(names)) > 0.75 * len(names) == 15_000


def test_long_sentence_is_cut_between_words() -> None:
    """A sentence that no reader could follow is cut where a word ends, and no letter is lost."""
    text = "the harbour, " * 4_000
    found = told(text)
    pieces = [text[one.start : one.end] for one in found.sentences]
    assert len(pieces) > 20
    assert all(piece.startswith("the ") and len(piece) <= 2000 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n \n", "\ufeff", ".", "?!", "\x00"])
def test_nothing(text: str) -> None:
    """A text that says nothing gives an empty extraction."""
    found = told(text)
    assert (found.actors, found.meetings, found.agreements) == ((), (), ())


def test_unknown_language() -> None:
    """A language we do not know gives no meeting that cannot be read, and still names and countries."""
    text = "Minister Wang Yi aus China traf sich am Montag in Wien mit seiner Kollegin Jana Feldhoff."
    found = told(text, "de")
    assert not found.meetings
    assert {actor.name for actor in found.actors} >= {"China", "Wang Yi"}


def test_all_capitals() -> None:
    """A wire copy in capitals is read like any other."""
    text = "CHINESE FOREIGN MINISTER WANG YI MET CUBAN PRESIDENT MIGUEL DÍAZ-CANEL IN BEIJING ON MONDAY."
    found = told(text)
    assert {actor.name for actor in found.actors if actor.kind == "country"} >= {"China", "Cuba"}
    check(article(text))


def test_direction_marks_do_not_hide_a_meeting() -> None:
    """Marks that steer the direction of writing stand between words, not inside our reading."""
    found = told(
        "Chinese Minister \u2068Wang Yi\u2069 met \u200eMalian President Assimi Goïta\u200f in Bamako on Monday."
    )
    assert [set(meeting.countries) for meeting in found.meetings] == [{"CHN", "MLI"}]
    assert present(found, found.meetings[0]) == {"Wang Yi", "Assimi Goïta"}


def test_emoji_do_not_hide_a_meeting() -> None:
    """Pictures around words leave the words alone."""
    found = told("🤝 Chinese envoy Li Wei 🇨🇳 met Malian President Assimi Goïta 🇲🇱 in Bamako on Monday ✅.")
    assert [set(meeting.countries) for meeting in found.meetings] == [{"CHN", "MLI"}]


def test_glued_sentences() -> None:
    """Sentences that lost the space between them are still two."""
    text = "Chinese envoy Li Wei met Malian President Assimi Goïta in Bamako on Monday.They discussed ports."
    found = told(text)
    assert [text[one.start : one.end] for one in found.sentences][1] == "They discussed ports."
    assert len(found.meetings) == 1


def test_mojibake() -> None:
    """Broken accents make broken names, not other facts."""
    text = "El presidente cubano Miguel DÃ­az-Canel recibiÃ³ en La Habana al canciller chino Wang Yi â€œel lunesâ€\x9d."
    found = told(text, "es")
    assert all(set(meeting.countries) <= {"CUB", "CHN"} for meeting in found.meetings)
    assert "Wang Yi" in {actor.name for actor in found.actors}
    check(article(text, "es"))
