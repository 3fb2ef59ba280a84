"""Names: what makes two of them one actor, and what makes two actors of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis.resolution.fold import fold, person_name
from visavis.resolution.names import compare
from visavis.resolution.parts import skeleton
from visavis.resolution.roles import is_private, roles_agree

ONE_PERSON = [
    ("Joaquín Ferrer Salas", "Joaquin Ferrer Salas", "accents"),
    ("Joaquín Ferrer Salas", "Joaquín Ferrer", "the second surname may be dropped"),
    ("Ferrer Salas, Joaquín", "Joaquín Ferrer Salas", "family name first, told by a comma"),
    ("Gao Weimin", "Weimin Gao", "family name first"),
    ("Gao Wei-min", "Gao Weimin", "hyphen"),
    ("Gao Wei Min", "Gao Weimin", "syllables apart"),
    ("Gao Xahong", "Gao Xiahong", "a vowel lost"),
    ("高伟民", "Gao Weimin", "Han"),
    ("Minister of Defense Gao Weimin", "Admiral Gao Weimin", "titles"),
    ("Cuban President Joaquín Ferrer", "Joaquín Ferrer's", "title and possessive"),
    ("Jacqueline van der Meer", "Jacqueline Meer", "particles"),
    ("Robert A. Miller", "Robert Miller", "an initial left out"),
    ("R. Alan Miller", "Robert Alan Miller", "an initial for a part"),
    ("Bob Miller Jr.", "Robert Miller", "nickname and suffix"),
    ("Robert (Bob) Miller", "Bob Miller", "a bracketed nickname"),
    ("Jasur Rakhmatullaev", "Jasur Rahmatullayev", "transliteration"),
    ("Ильхам Рахматов", "Ilham Rahmatov", "Cyrillic"),
    ("سامي الخوري", "Sami al-Khoury", "Arabic, without vowels"),
    ("김정수", "Kim Jong-su", "Hangul"),
    ("Sergey Olegovich Volkov", "Sergei Volkov", "a patronymic left out"),
    ("Díaz-Peña", "Diaz Peña", "a double surname, hyphen or not"),
]

TWO_PERSONS = [
    ("Fidel Ferrer", "Raúl Ferrer", "brothers"),
    ("Gao Weimin", "Gao Weiming", "one consonant more in a Chinese name"),
    ("Gao Xiaolong", "Gao Xiaohong", "one consonant in a Chinese name"),
    ("Gao Wei", "Gao Weimin", "a longer given name is another"),
    ("Li Jun", "Li Jin", "three letters must match"),
    ("Tran Van Minh", "Tran Minh Duc", "Vietnamese parts in other places"),
    ("Ivan Petrov", "Ivana Petrova", "man and woman"),
    ("高强", "高克强", "one sign less"),
    ("Sergey Olegovich Volkov", "Sergey Ivanovich Volkov", "another father"),
    ("", "Gao Weimin", "nothing"),
    ("...", "!!!", "only signs"),
]


@pytest.mark.parametrize(("a", "b", "why"), ONE_PERSON)
def test_one_person(a: str, b: str, why: str) -> None:
    """Forms of one name are the same, whichever comes first, and the judgement says why."""
    for judgement in (compare(a, b), compare(b, a)):
        assert judgement.verdict == "same", (why, judgement)
        assert judgement.reasons_for


@pytest.mark.parametrize(("a", "b", "why"), TWO_PERSONS)
def test_two_persons(a: str, b: str, why: str) -> None:
    """A contradicted part, however small, makes two persons, and the judgement says which."""
    judgement = compare(a, b)
    assert judgement.verdict == "different", (why, judgement)
    assert judgement.reasons_against


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ferrer", "Joaquín Ferrer Salas"),
        ("Joaquín Savio Ferrer", "Joaquín Ferrer Salas"),
        ("J. Ferrer", "Joaquín Ferrer Salas"),
    ],
)
def test_too_little_to_say(a: str, b: str) -> None:
    """A bare surname, an initial, or names shortened in two ways are possible and never enough."""
    assert compare(a, b).verdict == "unsure"


ONE_BODY = [
    ("Ministry of Public Security", "Public Security Ministry"),
    ("Ministry of Public Security", "MPS"),
    ("Ministry of Defence", "Defense Department"),
    ("Ministerio de Finanzas", "Finance Ministry"),
    ("Banco Central de Cuba", "Central Bank of Cuba"),
    ("Institute for Harbour Studies (IHS)", "IHS"),
    ("Embassy of Cuba in China", "Cuban Embassy in China"),
    ("Ministry of the Interior of Cuba", "MININT"),
    ("North Sea Shipping Co., Ltd.", "North Sea Shipping"),
]
TWO_BODIES = [
    ("Ministry of Public Security", "Ministry of State Security"),
    ("Ministry of Foreign Affairs of Cuba", "Ministry of Foreign Affairs of China"),
    ("Cuban Embassy in China", "Chinese Embassy in Cuba"),
    ("Supreme Court", "Supreme Electoral Court"),
    ("MPS", "MSS"),
    ("140 Repair Plant", "261 Repair Plant"),
]


@pytest.mark.parametrize(("a", "b"), ONE_BODY)
def test_one_organisation(a: str, b: str) -> None:
    """Word order, language, acronym and legal form do not make another body."""
    assert compare(a, b, "organisation").verdict == "same"
    assert compare(b, a, "organisation").verdict == "same"


@pytest.mark.parametrize(("a", "b"), TWO_BODIES)
def test_two_organisations(a: str, b: str) -> None:
    """Another field, another country or another number is another body."""
    assert compare(a, b, "organisation").verdict != "same"
    assert compare(b, a, "organisation").verdict != "same"


def test_folding_speaks_every_script() -> None:
    """Accents, Han and Cyrillic come out as plain lower-case letters, syllable by syllable."""
    assert fold("Ángel Ñúñez") == "angel nunez"
    assert fold("高伟民") == "gao wei min"
    assert fold("Волков") == "volkov"


def test_a_title_is_never_all_of_a_name() -> None:
    """Somebody called King or Major keeps the name."""
    assert person_name("Mr. King").parts == ("king",)
    assert person_name("John Major").parts == ("john", "major")
    assert person_name("General").parts == ("general",)


def test_sounds_agree_across_spellings() -> None:
    """The consonants of one name are the same in its usual spellings."""
    assert skeleton("qaddafi") == skeleton("gadhafi") == skeleton("kadhafi")
    assert skeleton("shcherbakov") == skeleton("scherbakow")


def test_one_office_in_two_languages() -> None:
    """Roles agree by their words, in English and Spanish; another field is another office."""
    assert roles_agree("Minister of the Interior", "ministro del Interior")
    assert roles_agree("Deputy Health Minister", "viceministra de Salud")
    assert roles_agree("Interior Minister", "Foreign Minister") is False
    assert roles_agree("Interior Minister", None) is None
    assert is_private("national team footballer")
    assert is_private("Minister") is False


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(a: str, b: str) -> None:
    """Any two texts get a score between 0 and 1, the same in both directions."""
    for kind in ("person", "organisation"):
        one, other = compare(a, b, kind), compare(b, a, kind)
        assert 0 <= one.score <= 1
        assert one.verdict == other.verdict or abs(one.score - other.score) < 0.05


@pytest.mark.parametrize(
    "hostile", ["\ud800", "a" * 10_000, "1234567890", "x " * 5_000, "[red]Ana[/] \x1b[31mFerrer", "(((", ",", "٣"]
)
def test_hostile_names(hostile: str) -> None:
    """Unpaired surrogates, endless names, digits, markup and control signs break nothing."""
    assert compare(hostile, "Ana Ferrer").score <= 1
    assert compare(hostile, "Ministry of Defence (MoD)", "organisation").score <= 1
