"""Finding words that tell a time, and what they come to in an article of a given day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visavis import edtf
from visavis.extraction.dates import find
from visavis.when import Tense, resolve

TUESDAY = "2025-09-16"


def times(
    text: str, language: str = "en", anchor: str | None = TUESDAY, tense: Tense = "past"
) -> list[tuple[str, str]]:
    """The words found and their dates, those without a date as "?"; a sequel counts from 2025-09-10."""
    found = find(text, language)
    return [(e.words, resolve(e, anchor, tense=tense, told="2025-09-10").edtf or "?") for e in found]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("met on December 11 in Havana", "December 11", "2024-12-11"),
        ("BEIJING, Dec. 11, 2024 (Agency)", "Dec. 11, 2024", "2024-12-11"),
        ("on December 11,2024", "December 11,2024", "2024-12-11"),
        ("on 11 December 2024", "11 December 2024", "2024-12-11"),
        ("on the 11th of December, they", "11th of December", "2024-12-11"),
        ("on December 11th", "December 11th", "2024-12-11"),
        ("it was the sixth of February", "sixth of February", "2025-02-06"),
        ("on Wednesday, December 11, 2024, in", "Wednesday, December 11, 2024", "2024-12-11"),
        ("on Wed, Dec 11", "Wed, Dec 11", "2024-12-11"),
        ("on Wednesday (December 11) in", "Wednesday (December 11)", "2024-12-11"),
        ("on Wednesday (11 Dec 2024) in", "Wednesday (11 Dec 2024)", "2024-12-11"),
        ("met hours earlier,", "hours earlier", "2025-09-10"),
        ("MAY 18: he arrived", "MAY 18", "2025-05-18"),
        ("paid a visit from May 17-19.", "from May 17-19", "2025-05-17/2025-05-19"),
        ("a visit from May 17 to 19, 2023", "from May 17 to 19, 2023", "2023-05-17/2023-05-19"),
        ("between 17 and 19 May", "between 17 and 19 May", "2025-05-17/2025-05-19"),
        ("on 16–19 July", "16–19 July", "2025-07-16/2025-07-19"),
        ("on May 17 and 18", "May 17 and 18", "2025-05-17/2025-05-18"),
        ("April 30 - May 2", "April 30 - May 2", "2025-04-30/2025-05-02"),
        ("held from July 29 to Aug. 1 in", "from July 29 to Aug. 1", "2025-07-29/2025-08-01"),
        ("30 April to 2 May 2024", "30 April to 2 May 2024", "2024-04-30/2024-05-02"),
        ("December 30 to January 2, 2025", "December 30 to January 2, 2025", "2024-12-30/2025-01-02"),
        ("Published 2024-12-11", "2024-12-11", "2024-12-11"),
        ("updated 25/12/2024", "25/12/2024", "2024-12-25"),
        ("updated 28.11.2024", "28.11.2024", "2024-11-28"),
        ("signed in 2023.", "2023", "2023"),
        ("in the year 2021", "2021", "2021"),
        ("the talks in August", "August", "2025-08"),
        ("in August 2023", "August 2023", "2023-08"),
        ("set for Aug 2023", "Aug 2023", "2023-08"),
        ("Last December, he", "Last December", "2024-12"),
        ("this past March", "this past March", "2025-03"),
        ("in November last year", "November last year", "2024-11"),
        ("last renewed in May of this year", "May of this year", "2025-05"),
        ("early May", "early May", "2025-05"),
        ("for mid-July", "mid-July", "2025-07"),
        ("in the first half of June last year", "first half of June last year", "2024-06"),
        ("the last week of April", "last week of April", "2025-04"),
        ("the February memorandum", "February", "2025-02"),
        ("From March to June the two", "From March to June", "2025-03/2025-06"),
        ("the spring of 2022", "spring of 2022", "2022"),
        ("the spring of last year", "spring of last year", "2024"),
        ("late 2022", "late 2022", "2022"),
        ("the 2018 trade agreement", "2018", "2018"),
        ("between 2011 and 2023", "between 2011 and 2023", "2011/2023"),
        ("in the second quarter of 2024", "second quarter of 2024", "2024-04/2024-06"),
        ("met on Monday to", "Monday", "2025-09-15"),
        ("said Thursday.", "Thursday", "2025-09-11"),
        ("on Monday morning", "Monday morning", "2025-09-15"),
        ("agreed this Tuesday to", "this Tuesday", "2025-09-16"),
        ("last Friday", "last Friday", "2025-09-12"),
        ("this past Friday", "this past Friday", "2025-09-12"),
        ("next Monday", "next Monday", "2025-09-22"),
        ("on Tuesday last week", "Tuesday last week", "2025-09-09"),
        ("Today, President", "Today", "2025-09-16"),
        ("earlier today", "earlier today", "2025-09-16"),
        ("This morning our", "This morning", "2025-09-16"),
        ("yesterday received", "yesterday", "2025-09-15"),
        ("the day before yesterday", "the day before yesterday", "2025-09-14"),
        ("said last night", "last night", "2025-09-15"),
        ("will meet tomorrow", "tomorrow", "2025-09-17"),
        ("two weeks ago", "two weeks ago", "2025-09-01/2025-09-07"),
        ("3 days ago", "3 days ago", "2025-09-13"),
        ("five years ago", "five years ago", "2020"),
        ("a month ago", "a month ago", "2025-08"),
        ("this week", "this week", "2025-09-15/2025-09-16"),
        ("last week's talks", "last week", "2025-09-08/2025-09-14"),
        ("in two weeks' time", "two weeks' time", "2025-09-29/2025-10-05"),
        ("the week before last", "week before last", "2025-09-01/2025-09-07"),
        ("next month", "next month", "2025-10"),
        ("earlier this month", "earlier this month", "2025-09"),
        ("early next year", "early next year", "2026"),
        ("the end of the month", "the end of the month", "2025-09"),
        ("at the weekend", "weekend", "2025-09-13/2025-09-14"),
        ("audience on the 8th.", "8th", "2025-09-08"),
        ("on the 12th of this month", "12th of this month", "2025-09-12"),
        ("on New Year’s Day", "New Year’s Day", "2025-01-01"),
        ("The same day, the Prime Minister", "The same day", "2025-09-10"),
        ("the following day", "the following day", "2025-09-11"),
        ("had met the day before, in", "the day before", "2025-09-09"),
        ("two days later", "two days later", "2025-09-12"),
    ],
)
def test_english(text: str, words: str, expected: str) -> None:
    """English words for a time are found whole and come to the right date."""
    assert times(text) == [(words, expected)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("el 11 de diciembre de 2024", "11 de diciembre de 2024", "2024-12-11"),
        ("Luanda, 6 mar (EFE).-", "6 mar", "2025-03-06"),
        ("La Habana, 4 oct.- El", "4 oct.", "2024-10-04"),
        ("este martes 27 de agosto de 2024", "este martes 27 de agosto de 2024", "2024-08-27"),
        ("el 22 de junio del año 2023", "22 de junio del año 2023", "2023-06-22"),
        ("el pasado 5 de noviembre", "pasado 5 de noviembre", "2024-11-05"),
        ("el sábado (8 de febrero) en", "sábado (8 de febrero)", "2025-02-08"),
        ("el 1ro. de mayo en", "1ro. de mayo", "2025-05-01"),
        ("Más temprano, el ministro", "Más temprano", "2025-09-10"),
        ("En horas de la tarde recibió", "En horas de la tarde", "2025-09-10"),
        ("en horas de la tarde de ayer", "ayer", "2025-09-15"),
        ("el 14 de agosto pasado", "14 de agosto pasado", "2025-08-14"),
        ("primero de mayo", "primero de mayo", "2025-05-01"),
        ("1º de mayo", "1º de mayo", "2025-05-01"),
        ("1.º de mayo", "1.º de mayo", "2025-05-01"),
        ("el veintiocho de julio", "veintiocho de julio", "2025-07-28"),
        ("el 5 y 6 de junio", "5 y 6 de junio", "2025-06-05/2025-06-06"),
        ("del 3 al 5 de junio", "del 3 al 5 de junio", "2025-06-03/2025-06-05"),
        ("del 30 de abril al 2 de mayo", "del 30 de abril al 2 de mayo", "2025-04-30/2025-05-02"),
        ("entre el 3 y el 5 de junio", "entre el 3 y el 5 de junio", "2025-06-03/2025-06-05"),
        ("el día 8", "el día 8", "2025-09-08"),
        ("los días 5 y 6", "los días 5 y 6", "2025-09-05/2025-09-06"),
        ("el martes 26", "martes 26", "2025-08-26"),
        ("el 12 de este mes", "12 de este mes", "2025-09-12"),
        ("el 11/12/2024", "11/12/2024", "2024-12-11"),
        ("en agosto", "agosto", "2025-08"),
        ("en el mes de febrero", "febrero", "2025-02"),
        ("en agosto de 2023", "agosto de 2023", "2023-08"),
        ("el pasado octubre", "pasado octubre", "2024-10"),
        ("julio del año pasado", "julio del año pasado", "2024-07"),
        ("a principios de mayo", "a principios de mayo", "2025-05"),
        ("en la primera semana de febrero", "primera semana de febrero", "2025-02"),
        ("de marzo a junio", "de marzo a junio", "2025-03/2025-06"),
        ("los firmados en 2007", "2007", "2007"),
        ("desde luego, en el año 2018", "2018", "2018"),
        ("el acuerdo de 2018", "2018", "2018"),
        ("a finales de 2022", "a finales de 2022", "2022"),
        ("entre 2001 y 2013", "entre 2001 y 2013", "2001/2013"),
        ("en el segundo semestre de 2024", "segundo semestre de 2024", "2024-07/2024-12"),
        ("en el segundo trimestre del año", "segundo trimestre del año", "2025-04/2025-06"),
        ("el jueves", "jueves", "2025-09-11"),
        ("recibió este martes", "este martes", "2025-09-16"),
        ("el pasado martes", "pasado martes", "2025-09-09"),
        ("el martes pasado", "martes pasado", "2025-09-09"),
        ("el próximo lunes", "próximo lunes", "2025-09-22"),
        ("el lunes que viene", "lunes que viene", "2025-09-22"),
        ("a última hora del lunes", "lunes", "2025-09-15"),
        ("el lunes por la noche", "lunes por la noche", "2025-09-15"),
        ("el martes de la semana pasada", "martes de la semana pasada", "2025-09-09"),
        ("recibió hoy", "hoy", "2025-09-16"),
        ("recibió ayer lunes", "ayer lunes", "2025-09-15"),
        ("anoche llamó", "anoche", "2025-09-15"),
        ("Mañana, la canciller viajará", "Mañana", "2025-09-17"),
        ("pasado mañana seguirá", "pasado mañana", "2025-09-18"),
        ("esta misma tarde", "esta misma tarde", "2025-09-16"),
        ("la semana pasada", "la semana pasada", "2025-09-08/2025-09-14"),
        ("el pasado mes", "el pasado mes", "2025-08"),
        ("el año pasado", "el año pasado", "2024"),
        ("el pasado fin de semana", "el pasado fin de semana", "2025-09-13/2025-09-14"),
        ("hace dos semanas", "hace dos semanas", "2025-09-01/2025-09-07"),
        ("dentro de tres días", "dentro de tres días", "2025-09-19"),
        ("antes de fin de año", "antes de fin de año", "2025"),
        ("a principios de mes", "a principios de mes", "2025-09"),
        ("Al día siguiente, ambos", "Al día siguiente", "2025-09-11"),
        ("La víspera, el ministro", "La víspera", "2025-09-09"),
        ("esa misma noche", "esa misma noche", "2025-09-10"),
        ("dos días después", "dos días después", "2025-09-12"),
    ],
)
def test_spanish(text: str, words: str, expected: str) -> None:
    """Spanish words for a time are found whole and come to the right date."""
    assert times(text, "es") == [(words, expected)]


@pytest.mark.parametrize(
    ("text", "language", "tense", "anchor", "expected"),
    [
        ("will be held in November", "en", "future", "2019-09-17", "2019-11"),
        ("will hold talks on Monday", "en", "future", "2024-09-05", "2024-09-09"),
        ("are due to meet next week", "en", "future", "2024-06-18", "2024-06-24/2024-06-30"),
        ("are due to meet this week", "en", "future", "2023-09-20", "2023-09-20/2023-09-24"),
        ("draft a new text by August.", "en", "future", "2025-05-08", "2025-08"),
        ("this weekend", "en", "future", TUESDAY, "2025-09-20/2025-09-21"),
        ("viajará este jueves", "es", "future", "2023-07-18", "2023-07-20"),
        ("se reunió este jueves", "es", "past", "2025-11-14", "2025-11-13"),
        ("la esperamos el 25 de julio", "es", "future", "2019-02-13", "2019-07-25"),
        ("en la primera semana de diciembre", "es", "future", "2025-11-14", "2025-12"),
        ("met on April 26", "en", "past", None, "XXXX-04-26"),
        ("met in April", "en", "past", None, "XXXX-04"),
        ("last October", "en", "past", None, "XXXX-10"),
        ("met on Tuesday", "en", "past", None, "?"),
        ("se reunieron ayer", "es", "past", None, "?"),
        ("met on Tuesday", "en", "past", "2025", "2025"),
        ("last December", "en", "past", "2025", "2024-12"),
        ("In May", "en", "past", "2025", "2025-05"),
    ],
)
def test_tense_and_anchor(text: str, language: str, tense: Tense, anchor: str | None, expected: str) -> None:
    """The same words look ahead in the future, and stay as open as the anchor is."""
    assert [date for _, date in times(text, language, anchor, tense)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        *("May said so", "they may 5", "in May's view", "to march on", "by April Trumbull", "in a march, June says"),
        *("Ambassador April Trumbull", "Kim Jun spoke", "Jan Novak", "an august body", "May 32", "on February 30"),
        *("the Sunday Times", "USA Today", "Good Friday", "first Monday of each month", "every Friday", "on Fridays"),
        *(
            "after 9/11",
            "at 14:37",
            "at 11 pm",
            "24/7",
            "18.5 percent",
            "2,000 troops",
            "1.5 billion",
            "in 2000 people",
        ),
        *("page 2023", "Vision 2030", "Agenda 2030", "the G20", "COVID-19", "Tokyo 2020", "Boeing 2019", "room 2024"),
        *("the 65th anniversary", "the 20th Party Congress", "the 18th session", "on the 11th hour", "Law 1234"),
        *("since 2018", "until May 2026", "before Monday", "from Monday", "as of July 1", "after December 11, 2024"),
        *("in recent days", "over the past week", "in the last two weeks", "the first in seven years", "in 2023-24"),
        *("a plan for 2024-2026", "the programme for 2025", "the July 26 Movement", "October 7 attacks"),
        *("Dhu al-Qi'dah 18, 1444", "11/12/2024", "the previous Saturday", "that Monday", "the day before the summit"),
        *("", " ", "\x1b[31m", "[red]", "one two", "a $2021 fee", "the 2022 World Cup"),
    ],
)
def test_english_traps(text: str) -> None:
    """Names, verbs, counts, clock times, anniversaries, open ends and durations tell no date of an event."""
    assert times(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("la mañana", "hoy en día", "los lunes", "cada martes", "Santo Domingo", "Domingo Cavallo"),
        *(
            "de Julio Argüello",
            "Abril Martínez",
            "avenida 18 de Julio",
            "la Plaza de Mayo",
            "el mar",
            "un mar de dudas",
        ),
        *("desde 1985", "desde el martes", "hasta mayo", "antes de mayo", "a partir de hoy", "después del 5 de mayo"),
        *(
            "Agenda 2030",
            "2.000 soldados",
            "de 2000 viviendas",
            "el 18 % del total",
            "La 1.",
            "11:31",
            "en los últimos años",
        ),
        *("hace unos días", "en los próximos meses", "el 65 aniversario", "la víspera de la firma", "30 de febrero"),
    ],
)
def test_spanish_traps(text: str) -> None:
    """The same holds in Spanish, where capitals make months and weekdays into names."""
    assert times(text, "es") == []


def test_several_in_order_and_apart() -> None:
    """Several expressions come in order, the longest at each place, and never overlap."""
    text = "On Tuesday, Dec. 10, 2024, and again in May and last week, after 2018, they met; May 17 and 25 were off."
    assert [words for words, _ in times(text)] == ["Tuesday, Dec. 10, 2024", "May", "last week", "May 17"]


def test_a_blank_line_parts() -> None:
    """Words on both sides of a blank line make no date together; a mere line break does not part them."""
    assert times("on May\n\n18, 2023") == []
    assert times("on May\n18, 2023") == [("May\n18, 2023", "2023-05-18")]


def test_offsets_into_long_text() -> None:
    """Offsets count code points of the text as given, whatever the letters do in lower case."""
    text = "İİ ẞ 🇨🇺 " * 50 + "met on May 18."
    (found,) = find(text, "en")
    assert text[found.start : found.end] == "May 18" == found.words


def test_other_languages_read_as_english() -> None:
    """A language without rules of its own still has full dates."""
    assert times("2024-12-11", "und") == [("2024-12-11", "2024-12-11")]


_vocabulary = st.sampled_from(
    [
        *(
            "May",
            "March",
            "Dec.",
            "december",
            "11",
            "18th",
            "30",
            "2024",
            "2,000",
            "11/12/2024",
            "2024-02-30",
            "1º",
            "º",
        ),
        *(
            "-",
            ",",
            ".",
            "'",
            "'s",
            "%",
            "\n\n",
            "x",
            "ñ",
            "Monday",
            "Sun",
            "today",
            "same",
            "day",
            "morning",
            "end",
            "half",
        ),
        *("on", "in", "the", "of", "from", "to", "and", "last", "this", "next", "week", "year", "ago", "two", "first"),
        *(
            "de",
            "del",
            "el",
            "la",
            "al",
            "y",
            "mayo",
            "Julio",
            "pasado",
            "martes",
            "hoy",
            "mañana",
            "hace",
            "dos",
            "semanas",
        ),
        *("fin", "segundo", "trimestre", "año", "entre", "a"),
    ]
)
_texts = st.one_of(st.text(), st.lists(_vocabulary, max_size=14).map(" ".join))


@given(_texts, st.sampled_from(["en", "es"]), st.sampled_from([None, TUESDAY, "2025", "XXXX-03-06"]))
def test_any_text(text: str, language: str, anchor: str | None) -> None:
    """No text makes it fail; every span gives its words, spans are apart and in order, every date is valid."""
    end = 0
    for expression in find(text, language):
        assert end <= expression.start < expression.end
        assert text[expression.start : expression.end] == expression.words
        date = resolve(expression, anchor, told=anchor).edtf
        assert date is None or edtf.valid(date)
        end = expression.end
