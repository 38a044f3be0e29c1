"""Languages come from the folder; numbers, dates and countries from CLDR."""

import shutil

import flask_babel
import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from app import i18n
from app.i18n import TRANSLATIONS, find_languages


@pytest.fixture
def folder(tmp_path):
    """English and Arabic, as if a translator had begun."""
    for name in ("en", "ar", "pt_BR"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
        shutil.copy(TRANSLATIONS / "en/LC_MESSAGES/messages.po", tmp_path / name / "LC_MESSAGES")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.fixture
def site(folder):
    """A bare site that speaks three languages."""
    site = Flask("three_languages")
    site.config["BABEL_DEFAULT_LOCALE"] = "en"
    i18n.init_app(site, folder)

    def landing():
        language = i18n.current_language()
        return f"{language.code} {language.direction} {flask_babel.get_locale()}"

    site.add_url_rule("/<language:lang_code>/", "pages.landing", landing)
    site.add_url_rule(
        "/<language:lang_code>/page/<name>",
        "named",
        lambda name: f"{name} {i18n.url_in_language('ar')} {url_for('pages.landing')}",
    )
    site.add_url_rule("/plain", "plain", lambda: i18n.url_in_language("ar"))
    return site


def test_languages_are_the_folders_with_a_catalogue(folder):
    found = {language.code: language for language in find_languages(folder)}
    assert set(found) == {"en", "ar", "pt-BR"}
    assert found["ar"].direction == "rtl"
    assert found["ar"].name == "العربية"
    assert found["en"].direction == "ltr"


def test_the_site_speaks_english(app):
    assert "en" in app.extensions["languages"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("ar,en;q=0.5", "/ar/"),
        ("pt-BR", "/pt-BR/"),
        ("en-GB,en;q=0.8,ar;q=0.2", "/en/"),
        ("xx", "/en/"),
        ("", "/en/"),
        ("*", None),
    ],
)
def test_the_root_leads_to_the_language_the_browser_asks_for(site, asked, given):
    response = site.test_client().get("/", headers={"Accept-Language": asked})
    assert response.status_code == 302
    assert "Accept-Language" in response.headers["Vary"]
    location = response.headers["Location"]
    assert location in ("/ar/", "/en/", "/pt-BR/")
    assert given in (location, None)


def test_the_address_decides_not_the_browser(site):
    text = site.test_client().get("/ar/", headers={"Accept-Language": "en"}).text
    assert text == "ar rtl ar"
    assert site.test_client().get("/pt-BR/").text == "pt-BR ltr pt_BR"


def test_addresses_keep_the_language_and_can_change_it(site):
    assert site.test_client().get("/pt-BR/page/x").text == "x /ar/page/x /pt-BR/"
    assert site.test_client().get("/plain").text == "/ar/"


@pytest.mark.parametrize("path", ["/xx/", "/EN/", "/e/", "/english/", "/../en"])
def test_an_unknown_language_is_no_page(client, path):
    assert client.get(path).status_code == 404


def test_the_slash_after_the_language_may_be_forgotten(client):
    response = client.get("/en")
    assert response.status_code == 308
    assert response.headers["Location"].endswith("/en/")


def write(site, locale, function, *args):
    with site.test_request_context(), flask_babel.force_locale(locale):
        return function(*args)


@pytest.mark.parametrize(
    ("locale", "value", "digits", "written"),
    [
        ("en", 1234567, 0, "1,234,567"),
        ("en", 0.126, 2, "0.13"),
        ("de", 1234.5, 1, "1.234,5"),
        ("en", -3, 0, "-3"),
        ("hi", 1234567, 0, "12,34,567"),
    ],
)
def test_numbers(app, locale, value, digits, written):
    assert write(app, locale, i18n.number, value, digits) == written


@given(
    locale=st.sampled_from(["en", "de", "fr", "sv", "hi", "ar", "pl", "pt_BR", "sw", "de_CH"]),
    value=st.decimals(-(10**9), 10**9, places=4).map(float),
    digits=st.integers(0, 3),
)
def test_numbers_are_what_babel_writes(app, locale, value, digits):
    """The short way and the long way agree; halves may round either way."""
    value = round(value, digits)
    whole = Locale.parse(locale).decimal_formats[None].pattern.split(".")[0]
    for least, decimals in ((None, "0" * digits), (0, "#" * digits)):
        expected = format_decimal(value, f"{whole}.{decimals}".rstrip("."), locale)
        assert write(app, locale, i18n.number, value, digits, least) == expected


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (17.64, "18"),
        (0.001234, "0.0012"),
        (1789, "1,800"),
        (0.0999, "0.10"),
        (-17.6, "-18"),
    ],
)
def test_an_estimate_shows_two_figures(app, value, written):
    assert write(app, "en", i18n.significant, value) == written


def test_shares_money_and_days(app):
    assert write(app, "en", i18n.percent, 0.256) == "26%"
    assert write(app, "en", i18n.percent, 0.256, 1) == "25.6%"
    assert write(app, "en", i18n.money, 1234.4, "USD") == "$1,234"
    assert write(app, "de", i18n.money, 1234.4, "EUR") == "1.234\xa0€"
    assert write(app, "en", i18n.long_date, "2026-01-09") == "January 9, 2026"


def test_country_names_come_in_the_language_of_the_reader(app):
    assert write(app, "en", i18n.country_name, "CIV") == "Côte d’Ivoire"
    assert write(app, "de", i18n.country_name, "USA") == "Vereinigte Staaten"
    assert write(app, "en", i18n.country_name, "???") == "???"


def test_in_an_english_sentence_some_countries_take_the(app):
    assert write(app, "en", i18n.country_in_sentence, "USA") == "the United States"
    assert write(app, "en", i18n.country_in_sentence, "FRA") == "France"
    assert write(app, "de", i18n.country_in_sentence, "USA") == "Vereinigte Staaten"


def test_every_country_that_takes_the_has_such_a_name():
    names = Locale("en").territories
    odd = {code for code in i18n.TAKE_THE if not names.get(i18n.iso2_code(code))}
    assert odd == set()


@pytest.mark.parametrize(
    ("template", "written"),
    [
        ("{{ _('100%% sure') }}", "100% sure"),
        ("{{ _('Plain &amp; simple') }}", "Plain &amp; simple"),
        ("{{ _('Hello %(name)s', name='<b>') }}", "Hello &lt;b&gt;"),
        ("{% trans name='<b>' %}Hello {{ name }}, 5%{% endtrans %}", "Hello &lt;b&gt;, 5%"),
        (
            "{% trans n=2 %}One day{% pluralize %}{{ n }} days{% endtrans %}",
            "2 days",
        ),
    ],
)
def test_sentences_of_templates_escape_only_what_is_put_in(site, template, written):
    with site.test_request_context("/en/"):
        shown = site.jinja_env.from_string(
            "{% autoescape true %}" + template + "{% endautoescape %}"
        )
        assert [shown.render() for _twice in range(2)] == [written, written]


def test_sentences_of_plain_text_are_not_escaped(site):
    with site.test_request_context("/en/"):
        plain = site.jinja_env.from_string(
            "{% autoescape false %}{{ _('Hello %(name)s', name='<b>') }}{% endautoescape %}"
        )
        assert plain.render() == "Hello <b>"


def test_each_language_has_its_own_sentences(site, folder):
    path = folder / "ar" / "LC_MESSAGES"
    catalogue = Catalog(locale="ar")
    catalogue.add("Hello", "مرحبا")
    with (path / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    template = site.jinja_env.from_string("{{ _('Hello') }}")
    for language, written in (("en", "Hello"), ("ar", "مرحبا"), ("en", "Hello")):
        with site.test_request_context(f"/{language}/"):
            site.preprocess_request()
            assert template.render() == written
