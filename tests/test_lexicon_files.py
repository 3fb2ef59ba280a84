"""The TOML files of the lexicon: whole, tidy and without contradictions."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest

from visavis import lexicon

LANGUAGES = ("en", "es")
FILES = (
    "countries.toml",
    "bodies.toml",
    "names.toml",
    "organisations.toml",
    *(f"{language}/{name}.toml" for language in LANGUAGES for name in ("roles", "organisations")),
)
# ISO 3166-1 alpha-3, and the code that news and banks use for Kosovo.
ISO_CODES = """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR
BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP
CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB
GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD
MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN
PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM
SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR
UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE
"""
ISO = set(ISO_CODES.split())


def strings(value: object) -> Iterator[str]:
    """Every string inside a parsed file, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (key, *strings(inner))
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def role_lines(language: str) -> Iterator[str]:
    """The lines of all role heads of a language."""
    for group in lexicon.table(f"{language}/roles.toml")["heads"]:
        yield from group["forms"].strip().splitlines()


@pytest.mark.parametrize("path", FILES)
def test_text_is_composed_and_without_stray_characters(path: str) -> None:
    """Every string is NFC, uses the straight apostrophe and plain spaces, and no line ends in a space."""
    for text in strings(lexicon.table(path)):
        assert unicodedata.is_normalized("NFC", text), text
        assert not set(text) & set("\u2019\u2018\u201c\u201d\u00a0\u200b\u00ad\t"), text
        assert not any(unicodedata.category(letter) in {"Cc", "Cf"} for letter in text if letter != "\n"), text
    raw = files("visavis.lexicon").joinpath(path).read_text(encoding="utf-8")
    assert not [line for line in raw.splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("path", ["countries.toml", "bodies.toml"])
def test_lists_hold_no_form_twice(path: str) -> None:
    """A list in one string names each form once."""
    for entry in next(value for value in lexicon.table(path).values() if isinstance(value, list)):
        for key, text in entry.items():
            forms = lexicon.items(text)
            assert len(forms) == len(set(forms)), (entry["name"], key)


def test_countries_cover_iso_once() -> None:
    """Every code of ISO 3166-1 and Kosovo stands there once, with its own two-letter code and name."""
    codes = [country.code for country in lexicon.countries()]
    assert sorted(codes) == sorted(ISO)
    assert len({country.alpha2 for country in lexicon.countries()}) == len(codes)
    assert len({country.name for country in lexicon.countries()}) == len(codes)
    assert all(len(country.alpha2) == 2 and country.alpha2.isupper() for country in lexicon.countries())


def test_a_form_belongs_to_one_country_unless_listed_as_shared() -> None:
    """The table of shared forms names exactly the forms that several countries claim, and by whom."""
    claims: dict[str, set[str]] = defaultdict(set)
    for forms in lexicon.country_forms().values():
        for form in forms:
            claims[form.text].add(form.code)
    shared = {text: set(codes.split()) for text, codes in lexicon.table("countries.toml")["shared"].items()}
    assert {text: codes for text, codes in claims.items() if len(codes) > 1} == shared


def test_ambiguous_forms_are_forms_of_their_country() -> None:
    """Nothing is marked as ambiguous that the country does not list."""
    for country in lexicon.countries():
        own = {form.text for forms in lexicon.country_forms().values() for form in forms if form.code == country.code}
        assert country.ambiguous <= own, country.code


def test_capitals_are_the_first_city_and_sovereign_states_have_demonyms() -> None:
    """The capital is a known city, and whoever has an English adjective has a Spanish one where Spanish knows it."""
    for country in lexicon.countries():
        assert country.capital is None or country.capital in {city[0] for city in country.cities}, country.code
        assert all(form == form.lower() for form in country.es_demonyms), country.code
    with_both = [country for country in lexicon.countries() if country.en_demonyms and country.es_demonyms]
    assert len(with_both) > 200


def test_spanish_demonyms_have_all_inflections() -> None:
    """Masculine, feminine, singular and plural all stand in the file."""
    forms = set(lexicon.country_forms("es"))
    for stem in ("cuban", "chin", "brasileñ", "rus", "mexican", "ruman", "turc"):
        assert {(stem + ending,) for ending in ("o", "a", "os", "as")} <= forms
    for four in ("francés francesa franceses francesas", "alemán alemana alemanes alemanas", "español española"):
        assert {(form,) for form in four.split()} <= forms
    for two in ("belga belgas", "iraní iraníes", "estadounidense estadounidenses", "etíope etíopes"):
        assert {(form,) for form in two.split()} <= forms


def test_bodies_are_unique() -> None:
    """No two bodies claim one form."""
    claims: dict[str, str] = {}
    for body in lexicon.bodies():
        for form in body.names:
            assert claims.setdefault(form, body.name) == body.name, form
    assert len({body.name for body in lexicon.bodies()}) == len(lexicon.bodies())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_role_form_has_one_head(language: str) -> None:
    """Heads are lower case and no form stands under two heads, so that a role has one class."""
    seen: dict[str, str] = {}
    for line in role_lines(language):
        assert line == line.lower()
        for form in lexicon.items(line.replace(" / ", "|"), "|"):
            assert seen.setdefault(form, line) == line, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_organisation_words_are_single_and_lower_case(language: str) -> None:
    """The lists of words hold lower-case words only."""
    for section in lexicon.table(f"{language}/organisations.toml").values():
        for text in section.values():
            assert text == text.lower()
            assert all(word.strip("-.&'") or word == "&" for word in text.split())


def test_known_organisations_belong_to_countries() -> None:
    """Outlets and companies are listed under a country's code or under INT."""
    for groups in lexicon.table("organisations.toml").values():
        assert set(groups) <= ISO | {"INT"}


def test_names_are_folded() -> None:
    """Names are lower-case ASCII and every culture lists some."""
    names = lexicon.names()
    assert all(word.isascii() and word == word.lower() for word in names.given | names.surnames)
    assert all(word.replace("-", "").replace("'", "").isalpha() for word in names.given | names.surnames)
    assert all(culture.given for culture in names.cultures.values())
    assert names.plain_words <= names.given | names.surnames
