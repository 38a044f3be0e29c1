"""Which language a page speaks, and how it writes numbers, dates and countries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import flask_babel
from babel import Locale
from babel.core import get_global
from babel.dates import format_skeleton
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.support import Translations
from flask import Flask, Response, current_app, g, has_request_context, redirect, request, url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.routing import BaseConverter

import footprint_model as fm
from app.extensions import babel

DEFAULT = "en"
TRANSLATIONS = Path(__file__).parent / "translations"
# English alone: in other languages the sentences are written around the bare name.
TAKE_THE = {
    *("ALA", "ARE", "BES", "BHS", "CAF", "COK", "COM", "CYM", "DOM", "FLK", "FRO", "GBR", "GMB"),
    *("IMN", "MDV", "MHL", "MNP", "NLD", "PHL", "PSE", "SLB", "TCA", "UMI", "USA", "VGB", "VIR"),
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language the site speaks; `code` is what stands in addresses."""

    code: str
    name: str
    direction: str


def find_languages(folder: Path) -> tuple[Language, ...]:
    """Every sub-folder with a catalogue is a language; nothing else has to be listed."""
    found = []
    for catalogue in sorted(folder.glob("*/LC_MESSAGES/messages.po")):
        locale = Locale.parse(catalogue.parent.parent.name)
        code = str(locale).replace("_", "-")
        name = (locale.get_display_name(locale) or code).capitalize()
        found.append(Language(code, name, locale.text_direction))
    return tuple(found)


def languages() -> dict[str, Language]:
    """The site's languages by code."""
    found: dict[str, Language] = current_app.extensions["languages"]
    return found


def current_language() -> Language:
    """The language of the address, else the best the browser asks for, else English."""
    by_code = languages()
    if has_request_context():
        if code := g.get("lang_code"):
            return by_code[code]
        if match := request.accept_languages.best_match(list(by_code)):
            return by_code[match]
    return by_code[DEFAULT]


def reader_locale() -> Locale:
    """The locale of the page, kept with the request: a page asks for it hundreds of times."""
    try:
        return g.reader_locale  # type: ignore[no-any-return]
    except AttributeError:
        g.reader_locale = flask_babel.get_locale()
        return g.reader_locale  # type: ignore[no-any-return]


def reader_language() -> str:
    """The name of that locale, under which what is the same for all its readers is kept."""
    try:
        return g.reader_language  # type: ignore[no-any-return]
    except AttributeError:
        g.reader_language = str(reader_locale())
        return g.reader_language  # type: ignore[no-any-return]


class Sentences(flask_babel.Domain):
    """Finds the catalogue of a language by one look-up; a page asks for it hundreds of times."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.by_language: dict[str, Translations] = {}

    def get_translations(self) -> Translations:
        language = reader_language()
        try:
            return self.by_language[language]
        except KeyError:
            return self.by_language.setdefault(language, super().get_translations())


def N_(message: str) -> str:  # noqa: N802 - what gettext calls it
    """Marks a text for translators that is looked up where it is shown, as those of data files are."""
    return message


def sentences_of_templates() -> Callable[..., str]:
    """What templates call as `_`: found once per language, formatted only where there are fields.

    Jinja's own looks each sentence up anew and formats it even when there is nothing to put in,
    which is a tenth of the cost of a page.
    """
    found: dict[str, dict[str, Markup]] = defaultdict(dict)

    @pass_context
    def sentence(context: Context, message: str, **fields: Any) -> str:
        sentences = found[reader_language()]
        text = sentences.get(message)
        if text is None:
            # Translators' texts are ours; what is put into them is escaped by Markup.
            text = sentences[message] = Markup(flask_babel.gettext(message))  # noqa: S704
        if not context.eval_ctx.autoescape:
            return str(text) % fields
        return text % fields if "%" in text else text

    return sentence


def texts_of_data() -> Callable[[Any], str]:
    """What templates call as `said`, for texts out of data files: `_` would read a per cent sign
    as the start of a format. Found once per language."""
    found: dict[str, dict[str, str]] = defaultdict(dict)

    def said(message: Any) -> str:
        if isinstance(message, flask_babel.LazyString):
            return str(message)
        sentences = found[reader_language()]
        try:
            return sentences[message]
        except KeyError:
            return sentences.setdefault(message, flask_babel.gettext(message))

    return said


def url_in_language(code: str) -> str:
    """The address of this same page in another language."""
    if not request.endpoint or not current_app.url_map.is_endpoint_expecting(
        request.endpoint, "lang_code"
    ):
        return url_for("pages.landing", lang_code=code)
    return url_for(request.endpoint, lang_code=code, **(request.view_args or {}))


def country_name(iso3: str) -> str:
    """The country's name in the reader's language, or the model's English one."""
    name = reader_locale().territories.get(iso2_code(iso3))
    return name or _english_names().get(iso3, iso3)


def country_in_sentence(iso3: str) -> str:
    """The name as it stands inside a sentence: in English some take “the”."""
    name = country_name(iso3)
    return f"the {name}" if reader_locale().language == "en" and iso3 in TAKE_THE else name


@cache
def iso2_code(iso3: str) -> str:
    """The two-letter code, also of a country the model does not have; empty if there is none."""
    of_model = {country.iso3: country.iso2 for country in fm.countries()}
    [other] = get_global("territory_aliases").get(iso3, [""])[:1]
    return of_model.get(iso3, other)


@cache
def _english_names() -> dict[str, str]:
    return {country.iso3: country.name for country in fm.countries()}


@cache
def _signs(locale: Locale) -> tuple[str, str] | None:
    """What a language writes between thousands and before decimals; None for other groupings."""
    if locale.decimal_formats[None].grouping != (3, 3):  # as in Hindi: 12,34,567
        return None
    return get_group_symbol(locale), get_decimal_symbol(locale)


@cache
def _percent_sign(locale: Locale) -> str | None:
    """What stands after hundredths; None where numbers are grouped in another way."""
    return None if _signs(locale) is None else locale.number_symbols["latn"]["percentSign"]


def number(value: float, digits: int = 0, least: int | None = None) -> str:
    """A number in the signs of the language, with so many digits after the decimal sign.

    `least` lets zeros at the end go, down to so many digits: number(2.5, 2, least=0) is "2.5".
    """
    locale = reader_locale()
    signs = _signs(locale)
    if signs is None or not 0 <= value < 1e15:
        shown = digits if least is None else least
        whole = locale.decimal_formats[None].pattern.partition(".")[0]
        pattern = f"{whole}.{'0' * shown}{'#' * (digits - shown)}"
        return flask_babel.format_decimal(value, format=pattern.rstrip("."))
    # Babel reads its pattern anew for each number; this is the same at a tenth of the cost.
    whole, _point, decimals = f"{value:,.{digits}f}".partition(".")
    if least is not None:
        decimals = decimals[:least] + decimals[least:].rstrip("0")
    return whole.replace(",", signs[0]) + (signs[1] + decimals if decimals else "")


def significant(value: float, figures: int = 2) -> str:
    """A number rounded to so many figures: an estimate must not look more exact than it is."""
    if value == 0:
        return number(0)
    rounded = float(f"{value:.{figures - 1}e}")
    digits = figures - 1 - math.floor(math.log10(abs(rounded)))
    return number(rounded, max(0, digits))


def percent(share: float, digits: int = 0) -> str:
    """A share of one in hundredths, with so many digits after the decimal sign."""
    sign = _percent_sign(reader_locale())
    if sign is not None and 0 <= share < 1e9:
        return number(round(share * 100, 9), digits) + sign
    return flask_babel.format_percent(share, "#,##0" + ("." + "0" * digits if digits else "") + "%")


def money(amount: float, currency: str = "USD") -> str:
    """An amount without cents."""
    locale = flask_babel.get_locale()
    pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
    return flask_babel.format_currency(amount, currency, format=pattern, currency_digits=False)


def long_date(day: date | str) -> str:
    """A day in words; also takes the ISO text of the model's tables."""
    return flask_babel.format_date(date.fromisoformat(day) if isinstance(day, str) else day, "long")


def day(moment: datetime) -> str:
    """The day of a moment, in words; of the world's clock, since we know nobody's place."""
    return long_date(moment.date())


def month_of_year(day: date) -> str:
    """The month of a day with its year, such as November 2026."""
    return format_skeleton("yMMMM", day, locale=flask_babel.get_locale())


def init_app(app: Flask, folder: Path = TRANSLATIONS) -> None:
    found = {language.code: language for language in find_languages(folder)}
    app.extensions["languages"] = found
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    # The same object each time: looking it up is then a comparison of addresses.
    locales = {code: Locale.parse(code, sep="-") for code in found}
    babel.init_app(app, locale_selector=lambda: locales[current_language().code])
    babel.domain_instance = Sentences()
    sentence = sentences_of_templates()
    app.jinja_env.globals.update(gettext=sentence, _=sentence)
    pattern = "|".join(found)
    app.url_map.converters["language"] = type(
        "LanguageConverter", (BaseConverter,), {"regex": f"(?:{pattern})"}
    )
    app.add_template_filter(number)
    app.add_template_filter(significant)
    app.add_template_filter(percent)
    app.add_template_filter(money)
    app.add_template_filter(long_date)
    app.add_template_filter(day)
    app.add_template_filter(month_of_year)
    app.add_template_filter(country_name, "country")
    app.add_template_filter(country_in_sentence)
    app.jinja_env.globals.update(
        country_name=country_name,
        get_locale=flask_babel.get_locale,
        said=texts_of_data(),
        url_in_language=url_in_language,
    )

    @app.url_value_preprocessor
    def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "lang_code" in values:
            g.lang_code = values.pop("lang_code")

    expecting: dict[str, bool] = {}

    @app.url_defaults
    def add_language(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint not in expecting:
            expecting[endpoint] = app.url_map.is_endpoint_expecting(endpoint, "lang_code")
        if expecting[endpoint]:
            values.setdefault("lang_code", g.get("lang_code") or current_language().code)

    @app.context_processor
    def language_of_page() -> dict[str, Any]:
        language = current_language()
        return {
            "lang_code": language.code,
            "text_direction": language.direction,
            "languages": tuple(found.values()),
        }

    @app.get("/")
    def choose_language() -> Response:
        """Send the visitor to the site in their language."""
        response = redirect(url_for("pages.landing"))
        response.vary.add("Accept-Language")
        return response  # type: ignore[return-value]
