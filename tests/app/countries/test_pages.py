"""Every country's page: it opens, is small, cites its sources, and says what the tables say."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.countries import account, directory
from app.durations import DAYS_PER_YEAR, duration
from app.i18n import country_name
from app.quiz import state
from evidence.countries import country_figures
from evidence.country_facts import facts_by_country
from evidence.goods import goods_of_country
from tests.answered import SOME, token
from tests.pages import Pages

MOST_BYTES = 100_000
# Firms that the sources name and our pages do not.
NAMED_ELSEWHERE = ("Top Glove", "Sime Darby", "FGV", "Hoshine", "Central Romana", "Brightway")
THIN = "ABW"


def text_of(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


@pytest.mark.parametrize("code", sorted(directory.codes()))
def test_a_page_opens_is_small_and_ends_in_sources(app: Flask, page: Pages, code: str):
    soup = page(f"/en/countries/{code}")
    assert len(page.response.data) <= MOST_BYTES
    with app.test_request_context("/en/"):
        assert soup.h1.get_text() == country_name(code)
    sources = soup.select("#sources > ol > li")
    assert sources
    assert all(re.search(r"\b(19|20)\d\d\b", text_of(source)) for source in sources)
    for link in soup.select("main a[href^='#']"):
        assert soup.find(id=link["href"][1:]), link
    for link in soup.select("a[href*='/countries/']"):
        assert link["href"].rsplit("/")[-1] in directory.codes()
    assert soup.select("#do .action")
    assert soup.select_one(f"a[href$='/help?country={code}#numbers']")
    words = text_of(soup.main)
    assert not [name for name in NAMED_ELSEWHERE if name in words]
    assert ("No source held." in words) == (not facts_by_country().get(code))


@pytest.mark.parametrize("code", ["USA", "GBR", "IND", "THA"])
def test_the_average_is_the_models(app: Flask, page: Pages, code: str):
    words = text_of(page(f"/en/countries/{code}").main)
    average = fm.average(code).average_person_years.central
    with app.test_request_context("/en/"):
        assert f"takes about {duration(average * DAYS_PER_YEAR)} of somebody’s life" in words
        shown = account.people_words(fm.origin(code).person_years)
    assert f"about {shown} people in forced labour work here" in words


def test_bars_are_the_models_rows(page: Pages):
    soup = page("/en/countries/THA")
    origins = [code for code, _ in fm.origin("THA").consumers if code != "THA"]
    shown = [a["href"].rsplit("/")[-1] for a in soup.select("#works .charts a[href]")]
    first = soup.select_one("#buys .bars a")["href"]
    assert first == f"/en/products/{fm.average('THA').by_category[0].category}?country=THA"
    assert shown == origins[: account.BARS]
    bought = soup.select("#buys .charts .bars")
    assert text_of(bought[1].select_one(".bars__name")) == "In the country itself"


def test_published_figures_are_shown_with_their_source(page: Pages):
    soup = page("/en/countries/IND")
    row = country_figures()["IND"]
    glance = text_of(soup.select_one(".glance"))
    assert f"{row.modern_slavery_per_1000} in 1,000" in glance
    assert f"{row.government_response} points of 100" in glance
    assert "Tier 2" in glance
    assert {a["href"] for a in soup.select(".glance .cite")} == {
        "#source-account",
        "#source-index",
        "#source-tiers",
    }
    assert f"gives {row.forced_labour_per_1000} per 1,000: a derived figure" in text_of(soup.main)


def test_a_score_below_zero_is_shown_as_one(page: Pages):
    assert country_figures()["PRK"].government_response < 0
    assert re.search(r"gives [-−]\d+ points", text_of(page("/en/countries/PRK").main))


def test_a_country_that_is_not_offered_says_why(page: Pages):
    soup = page("/en/countries/PRK")
    assert "There are no usable figures on spending or trade." in text_of(soup.select_one("#buys"))
    assert soup.select_one("#works .charts")
    assert "Forced by the state" in text_of(soup.select_one("#works"))


def test_a_weak_figure_says_so(page: Pages):
    soup = page("/en/countries/CUB")
    assert "Weaker than for most countries" in text_of(soup.select_one("header.country__head"))
    notice = soup.select_one("#buys .notice--mark")
    assert "Read with care." in text_of(notice)
    assert "exchange rate" in text_of(notice)


def test_a_country_without_an_estimate_is_not_called_free_of_it(page: Pages):
    works = text_of(page("/en/countries/LUX").select_one("#works"))
    assert "counts nobody here. That is surely too few." in works


def test_the_united_states_is_not_exempt(page: Pages):
    soup = page("/en/countries/USA")
    assert len(soup.select("#found .fact")) >= 3
    assert "The list leaves out the United States" in text_of(soup.select_one("#goods"))
    assert "Here the United States rates itself." in text_of(soup.select_one("#rules"))
    assert "Tariff Act of 1930" in text_of(soup.select_one("#bans"))


def test_facts_lead_to_their_trade_and_to_the_case(page: Pages):
    soup = page("/en/countries/THA")
    assert soup.select_one("#found .fact__trade a")["href"].startswith("/en/products/")
    assert soup.select_one("#found a[href='/en/cases/thai_shrimp']")


def test_child_labour_is_kept_apart(page: Pages):
    soup = page("/en/countries/IND")
    forced = {chip.get_text() for chip in soup.select("#goods > .goods .chip")}
    rows = goods_of_country("IND")
    assert forced == {row.good for row in rows if row.forced_labour}
    links = {a.get_text(): a["href"] for a in soup.select("#goods a.chip")}
    assert links == {
        row.good: f"/en/goods/{row.commodity}"
        for row in rows
        if row.forced_labour and row.commodity
    }
    folded = text_of(soup.select_one("#goods details"))
    assert "Mica" in folded
    assert "never add the two" in folded


def test_a_law_that_was_not_met_is_not_called_legal(page: Pages):
    rules = text_of(page("/en/countries/IND").select_one("#rules"))
    assert "31 August 2022" in rules
    assert "not that something is allowed" in rules


def test_treaties_are_in_force_and_laws_are_met(page: Pages):
    laws = {text_of(li) for li in page("/en/countries/PAK").select("#rules .law")}
    assert "ILO Forced Labour Convention, 1930 (No. 29) in force" in laws
    assert "UN Protocol against trafficking in persons, 2000 sources disagree" in laws
    assert "Imports made with forced labour are banned not met" in laws


def test_a_law_of_the_union_is_a_law_of_its_members(page: Pages):
    bans = text_of(page("/en/countries/FRA").select_one("#bans"))
    assert "European Union: Forced Labour Regulation" in bans
    assert "applies from December 14, 2027" in bans
    assert "Forced Labour Regulation" not in text_of(page("/en/countries/GBR").main)


def test_bans_on_goods_say_that_they_may_be_gone(page: Pages):
    bans = text_of(page("/en/countries/MYS").select_one("#bans"))
    assert "No line proves that a ban stands today" in bans
    assert "not checked whether it stands" in bans
    assert "lifted in" in bans


def test_a_thin_page_says_what_is_missing(page: Pages):
    soup = page(f"/en/countries/{THIN}")
    assert not soup.select("#buys, #works")
    assert "Our account does not hold this country." in text_of(soup.main)


def test_small_letters_lead_to_the_page(client: FlaskClient):
    response = client.get("/en/countries/ind")
    assert response.status_code == 301
    assert response.location.endswith("/en/countries/IND")


@pytest.mark.parametrize("code", ["XYZ", "xyz", "I", "IND0", "%3Cscript%3E", "A" * 300, "日本"])
def test_an_unknown_code_leads_to_the_list(page: Pages, code: str):
    soup = page(f"/en/countries/{code}", status=404)
    assert soup.select_one("main a[href='/en/countries']")
    assert soup.select_one("form[role=search]")


def test_the_list_has_every_country(page: Pages):
    soup = page("/en/countries")
    links = {a["href"].rsplit("/")[-1] for a in soup.select(".alphabet a")}
    assert links == directory.codes()
    letters = {a["href"] for a in soup.select(".letters a")}
    assert letters == {f"#{section['id']}" for section in soup.select(".alphabet section")}


def test_a_search_finds_and_keeps_what_was_typed(page: Pages):
    soup = page("/en/countries?q=cote")
    assert [a["href"] for a in soup.select(".names a")] == ["/en/countries/CIV"]
    assert soup.select_one("#q")["value"] == "cote"
    assert "1 country for “cote”" in text_of(soup.main)


def test_a_search_without_a_hit_says_what_to_try(page: Pages):
    soup = page("/en/countries?q=%3Cb%3Exyzzy" + "z" * 500)
    assert "0 countries for “<b>xyzzy" in text_of(soup.main)
    assert not soup.select(".names a")
    assert "Try fewer letters" in text_of(soup.main)


@pytest.mark.parametrize("path", ["/en/countries", "/en/countries/IND", f"/en/countries/{THIN}"])
def test_pages_may_be_kept_and_are_sent_again_only_when_changed(client: FlaskClient, path: str):
    first = client.get(path)
    assert "public" in first.headers["Cache-Control"]
    assert "Set-Cookie" not in first.headers
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.data


def test_a_page_holds_nothing_of_the_visitor(app: Flask, client: FlaskClient):
    plain = client.get("/en/countries/GBR").data
    client.set_cookie(state.COOKIE, token(app, SOME))
    assert client.get("/en/countries/GBR").data == plain
