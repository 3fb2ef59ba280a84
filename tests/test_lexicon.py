"""The lookups made from the lexicon."""

import subprocess
import sys

import pytest

from visavis import lexicon
from visavis.lexicon import Form, RoleForm


def forms(text: str, language: str | None = None) -> tuple[Form, ...]:
    """The forms found under the words of a text."""
    return lexicon.country_forms(language).get(lexicon.words(text), ())


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("People's Republic of China", "CHN", "name"),
        ("U.S.", "USA", "name"),
        ("US", "USA", "name"),
        ("UAE", "ARE", "name"),
        ("Türkiye", "TUR", "name"),
        ("Filipinos", "PHL", "demonym"),
        ("Kiev", "UKR", "city"),
        ("Sharm el-Sheikh", "EGY", "city"),
        ("Great Hall of the People", "CHN", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("Xinjiang", "CHN", "region"),
    ],
)
def test_an_english_form_leads_to_its_country(text: str, code: str, kind: str) -> None:
    """Names, demonyms, cities, regions and seats are found by their words."""
    found = forms(text, "en")
    assert [(form.code, form.kind) for form in found] == [(code, kind)]
    assert found[0].text == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("República Popular China", "CHN"),
        ("EE. UU.", "USA"),
        ("EE.UU.", "USA"),
        ("cubanas", "CUB"),
        ("surcoreano", "KOR"),
        ("La Habana", "CUB"),
        ("Palacio de Nariño", "COL"),
        ("Santa Sede", "VAT"),
    ],
)
def test_a_spanish_form_leads_to_its_country(text: str, code: str) -> None:
    """Spanish forms are found in Spanish text."""
    assert [form.code for form in forms(text, "es")] == [code]


def test_a_language_leaves_out_the_other_ones_names() -> None:
    """English text does not read "cubano" as a demonym, Spanish text not "Cuban"; places stay in both."""
    assert not forms("cubano", "en")
    assert not forms("Cuban", "es")
    assert forms("cubano")
    assert forms("Cuban")
    assert forms("La Habana", "en") == forms("La Habana", "es")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Korean", ["KOR", "PRK"]),
        ("Congolese", ["COD", "COG"]),
        ("Dominican", ["DOM", "DMA"]),
        ("Georgia", ["GEO", "USA"]),
    ],
)
def test_a_shared_form_lists_the_likelier_country_first(text: str, codes: list[str]) -> None:
    """The extractor decides between the countries that share a form."""
    assert [form.code for form in forms(text, "en")] == codes
    assert all(form.ambiguous for form in forms(text, "en")[:1])


def test_a_city_knows_its_english_name_and_whether_it_is_the_capital() -> None:
    """A local spelling leads to the English one; seats know their city."""
    assert forms("Pekín")[0][-2:] == ("Beijing", True)
    assert forms("Mariel")[0][-2:] == ("Mariel", False)
    assert forms("White House")[0].place == "Washington"


@pytest.mark.parametrize("text", ["", "Atlantis", "china", "CHINA ", "\x1b[31mCuba", "[red]Cuba", "Cuba" * 10_000])
def test_what_is_no_form_is_not_found(text: str) -> None:
    """Unknown, hostile and huge input finds nothing and raises nothing, unless trimming makes it a form."""
    assert forms(text, "en") == ()
    assert lexicon.country_code(text) == {"china": "CHN", "CHINA ": "CHN"}.get(text)


def test_country_names_and_codes() -> None:
    """A code has one English short name; a name in either language, any case, or a code leads back."""
    assert lexicon.country_name("CIV") == "Cote d'Ivoire"
    assert lexicon.country_name("CZE") == "Czech Republic"
    for text in ("China", "PRC", "república popular china", "chn", " CHINA "):
        assert lexicon.country_code(text) == "CHN"
    assert lexicon.country_code("Republic of China") == "TWN"
    assert lexicon.country_code("Congo") == "COD"
    assert lexicon.country_code("Cuban") is None
    assert [lexicon.country_code(one.name) for one in lexicon.countries()] == [one.code for one in lexicon.countries()]
    cuba = lexicon.country("CUB")
    assert cuba is not None
    assert cuba.capital == "Havana"
    assert lexicon.country("XXX") is None
    with pytest.raises(KeyError):
        lexicon.country_name("XXX")


def test_bodies_are_found_in_both_languages() -> None:
    """An international body is one record under all of its names."""
    found = lexicon.body_forms()
    for one, other in (("EU", "Unión Europea"), ("OAS", "OEA"), ("IMF", "FMI"), ("U.N.", "Naciones Unidas")):
        assert found[lexicon.words(one)] is found[lexicon.words(other)]
    assert found[("CELAC",)].name == "Community of Latin American and Caribbean States"


def role(language: str, text: str) -> RoleForm | None:
    """The role form found under the words of a text."""
    return lexicon.roles(language).heads.get(lexicon.words(text))


@pytest.mark.parametrize(
    ("language", "text", "role_class", "plural"),
    [
        ("en", "president", "head-of-state", False),
        ("en", "vice premiers", "deputy", True),
        ("en", "chargé d'affaires", "diplomat", False),
        ("en", "crown prince", "monarch", False),
        ("en", "director general", "official", False),
        ("es", "primera ministra", "head-of-government", False),
        ("es", "cancilleres", "minister", True),
        ("es", "viceministra primera", "deputy", False),
        ("es", "embajadoras", "diplomat", True),
    ],
)
def test_a_role_head_has_a_class(language: str, text: str, role_class: str, *, plural: bool) -> None:
    """Every form of a head, plural and feminine too, knows its class."""
    found = role(language, text)
    assert found is not None
    assert (found.role_class, found.plural) == (role_class, plural)


def test_role_grammar_has_its_small_words() -> None:
    """Ranks, modifiers, departments, portfolios, titles and descriptions are found in both languages."""
    en, es = lexicon.roles("en"), lexicon.roles("es")
    assert ("lt.", "gen.") in en.ranks
    assert ("gral.",) in es.ranks
    assert en.modifiers["former",] == "former"
    assert es.modifiers["interino",] == "acting"
    assert ("external", "affairs") in en.departments
    assert ("relaciones", "exteriores") in es.portfolios
    assert ("his", "excellency") in en.honorifics
    assert "head-of-state" in es.anaphora["mandatario",]
    assert ("opposite", "number") in en.counterparts
    assert ("homóloga",) in es.counterparts
    assert en.longest >= max(len(key) for key in en.portfolios)
    assert not set(en.heads) & {()}
    with pytest.raises(FileNotFoundError):
        lexicon.roles("xx")


def test_organisation_words() -> None:
    """Words that make a capitalised run an organisation, an event, a paper or a place are told apart."""
    en, es = lexicon.organisations("en"), lexicon.organisations("es")
    assert (en.heads["ministry"], es.heads["ministerio"], en.heads["group"]) == (
        "government",
        "government",
        "company",
    )
    assert "summit" in en.events
    assert "cumbre" in es.events
    assert "memorándum" in es.documents
    assert "palace" in en.venues
    assert "río" in es.geography
    assert en.known is es.known
    assert en.known[lexicon.words("Prensa Latina")].country == "CUB"
    assert en.known[("Huawei",)].kind == "company"
    assert en.known[lexicon.words("UN News")].country is None


@pytest.mark.parametrize(
    ("word", "culture"),
    [
        ("xiaohong", "chinese"),
        ("lazaro", "spanish"),
        ("nguyen", "vietnamese"),
        ("araghchi", "persian"),
        ("kiir", "eastafrican"),
    ],
)
def test_names_of_many_cultures(word: str, culture: str) -> None:
    """A folded name, or a Chinese given name made of syllables, is evidence for a person."""
    names = lexicon.names()
    assert culture in names.cultures_of(word) or (culture == "chinese" and names.is_pinyin(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("jinping", True),
        ("xi'an", True),
        ("weidong", True),
        ("he", True),
        ("wang-yi", True),
        ("castro", False),
        ("", False),
        ("a" * 5_000, False),
    ],
)
def test_pinyin_is_syllables(word: str, *, expected: bool) -> None:
    """One to three syllables of Mandarin, and nothing else however long."""
    assert lexicon.names().is_pinyin(word) is expected


def test_plain_words_and_months_are_marked() -> None:
    """Names that are words ask for more evidence, calendar words are no names."""
    names = lexicon.names()
    assert {"may", "king", "he", "long"} <= names.plain_words
    assert {"march", "enero", "asia", "monday"} <= names.not_names
    assert {"de", "bin", "van", "al"} <= names.particles


def test_everything_loads_in_a_fraction_of_a_second() -> None:
    """One language's whole lexicon is ready in well under the time a person notices."""
    code = (
        "import time; from visavis import lexicon as l; t = time.process_time();"
        "l.country_forms('en'); l.body_forms(); l.roles('en'); l.organisations('en'); l.names();"
        "print(time.process_time() - t)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert float(run.stdout) < 0.3
