"""Pages of products: every one opens, is small, names its sources and says what the tables say."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

import footprint_model as fm
from app.actions.catalogue import by_id
from app.i18n import percent
from app.pages import EXAMPLE_COUNTRY
from app.products import evidence_held as held
from app.products.category import numbers, share_words, time
from app.quiz import state
from evidence.goods import goods_of_commodity
from evidence.import_bans import bans_on_commodity
from evidence.materials import materials_of
from evidence.product_facts import product_facts
from footprint_model.commodities import world_parts
from tests.answered import SOME, token
from tests.pages import Pages

MOST_BYTES = 100_000
CATEGORIES = [row.id for row in fm.categories()]
COMMODITIES = list(fm.commodity_table())
# Firms that the sources behind the evidence name and our pages do not.
FIRMS = (
    "Top Glove",
    "Sime Darby",
    "SDP",
    "Apple",
    "Tesla",
    "Nestl",
    "Cargill",
    "Da Wang",
    "Zhen Fa",
    "Central Romana",
    "Boohoo",
    "Glovo",
    "Foodinho",
    "Uber",
    "Walmart",
    "Patricio",
)


def text_of(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def check_sources(soup, about: str) -> None:
    foot = soup.select_one(".known__foot")
    assert foot.select("a[href*='/sources']"), about
    assert "read in public copies in November 2026" in text_of(foot)
    for fact in soup.select("#evidence .fact"):
        said = text_of(fact.select_one(".fact__who"))
        assert fact.select_one(".tag").get_text(), about
        assert re.search(r"(19|20)\d\d|undated", said), said
        assert fact.select_one("cite").get_text(), said


def check_firms(soup) -> None:
    words = text_of(soup.main)
    assert not [firm for firm in FIRMS if re.search(rf"\b{firm}", words)]


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_a_page_with_sources_and_without_firms(page: Pages, category: str):
    soup = page(f"/en/products/{category}")
    assert len(page.response.data) <= MOST_BYTES
    check_sources(soup, category)
    check_firms(soup)
    shown = {tag["id"] for tag in soup.select("#evidence .fact")}
    assert shown == {f"fact-{fact.id}" for fact in held.facts_about(category)}
    assert len(soup.select("#helps .action")) == 4
    shown_actions = [
        by_id()[str(link["href"]).rsplit("/", 1)[1]] for link in soup.select("#helps .action h3 a")
    ]
    assert shown_actions[0].led_by in ("survivors", "workers", "unions")
    assert sum(action.kind == "own_buying" for action in shown_actions) <= 2


@pytest.mark.parametrize("commodity", COMMODITIES)
def test_every_commodity_has_a_page_with_sources_and_without_firms(page: Pages, commodity: str):
    soup = page(f"/en/goods/{commodity}")
    assert len(page.response.data) <= MOST_BYTES
    check_sources(soup, commodity)
    check_firms(soup)
    facts = [fact for fact in product_facts() if fact.commodity == commodity]
    assert {tag["id"] for tag in soup.select("#evidence .fact")} == {f"fact-{f.id}" for f in facts}
    assert len(soup.select("#lists .fact")) == len(bans_on_commodity(commodity))
    assert len(soup.select("#contents tbody tr")) == len(materials_of(commodity))
    links = {a["href"].rsplit("/")[-1] for a in soup.select("#things a[href*='/products/']")}
    assert links == {category for category, _share in world_parts()[commodity].categories}


@pytest.mark.parametrize("country", ["USA", "DEU", "IND"])
@pytest.mark.parametrize("category", ["clothing", "chocolate", "restaurants"])
def test_the_figure_is_the_models(app: Flask, page: Pages, category: str, country: str):
    soup = page(f"/en/products/{category}?country={country}")
    estimate = fm.average(country)
    [part] = [row for row in estimate.by_category if row.category == category]
    with app.test_request_context("/en/"):
        assert soup.select_one(".known__amount").get_text() == time(part.person_years.central * 365)
        share = part.person_years.central / estimate.person_years.central
        assert f"It is {percent(share, 1)} of all" in text_of(soup.select_one(".known__words"))
        people = estimate.people_by_origin(category)
        first = share_words(float(people.max() / people.sum()))
    assert text_of(soup.select("#where .bars__amount")[0]) == first
    assert soup.select_one("option[selected]")["value"] == country


def test_one_person_in_a_town_is_one_person(page: Pages):
    [part] = [row for row in fm.average("USA").by_category if row.category == "restaurants"]
    assert 0.95 < part.person_years.central * 10_000 < 1.05
    words = text_of(page("/en/products/restaurants").select_one(".known__words"))
    assert "Behind 10,000 such people, one person works for it all year round." in words


def test_kinds_of_work_add_up_to_the_category(app: Flask):
    with app.test_request_context("/en/"):
        bars = numbers("clothing", "DEU").sectors
    assert bars[0].id == "manufacturing"
    assert 95 <= sum(float(bar.amount.rstrip("%")) for bar in bars) <= 101


@pytest.mark.parametrize("category", ["car_wash", "solar_batteries"])
def test_without_an_average_a_hundred_dollars_stand_in(page: Pages, category: str):
    soup = page(f"/en/products/{category}")
    words = text_of(soup.select_one(".known__words"))
    assert "100 US dollars spent on it in a year take about" in words
    assert "Nobody holds an average for it" in words
    assert "of all that they buy" not in words
    assert soup.select_one(".known__amount").get_text() != "0 minutes"


def test_the_answers_of_a_visitor_change_nothing_and_any_cache_may_keep_it(
    app: Flask, client: FlaskClient
):
    before = client.get("/en/products/clothing")
    client.set_cookie(state.COOKIE, token(app, {**SOME, "country": "FRA"}))
    after = client.get("/en/products/clothing")
    assert after.data == before.data
    assert before.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in before.headers
    again = client.get("/en/products/clothing", headers={"If-None-Match": before.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/en/products/clothing?country=FRA").headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("country", ["XXX", "PRK", "<script>", "usa "])
def test_a_country_without_figures_is_said(page: Pages, country: str):
    soup = page("/en/products/tea", status=404, query_string={"country": country})
    assert "no figures for the country in the address" in text_of(soup.main)
    assert soup.select_one("option[selected]")["value"] == EXAMPLE_COUNTRY
    assert "public" not in page.response.headers["Cache-Control"]


def test_small_letters_name_a_country_too(page: Pages):
    soup = page("/en/products/tea?country=gbr")
    assert soup.select_one("option[selected]")["value"] == "GBR"


@pytest.mark.parametrize(
    ("category", "strength"),
    [
        ("clothing", "Measured in places"),
        ("car_wash", "Reported, not measured"),
        ("beef", "Listed, not measured"),
        ("insurance_finance", "Modelled only"),
    ],
)
def test_how_sure_it_is_stands_beside_the_number(page: Pages, category: str, strength: str):
    soup = page(f"/en/products/{category}")
    assert text_of(soup.select_one(".sure b")).lower() == strength.lower() + "."


def test_a_survey_on_child_labour_measures_no_forced_labour():
    child = [fact for fact in product_facts() if fact.about == "child_labour"]
    assert any(fact.claim_status == "survey" for fact in child)
    assert held.strength(child, []) == held.MODELLED


def test_recruitment_debt_is_tagged_with_its_source(page: Pages):
    soup = page("/en/products/health_services")
    assert soup.select_one(".known__sure a[href='#debt']")
    assert "£11,800" in text_of(soup.select_one("#debt"))
    assert "Unseen" in text_of(soup.select_one("#debt"))
    assert not page("/en/products/tea").select_one("#debt")


def test_commercial_sexual_exploitation_is_explained_where_it_belongs_and_never_counted(
    page: Pages,
):
    note = text_of(page("/en/products/hotels").select_one("#not-counted"))
    assert "No number on this site counts it" in note
    assert not page("/en/products/chocolate").select_one("#not-counted")


def test_listed_countries_are_those_of_the_list(page: Pages):
    soup = page("/en/goods/cocoa")
    rows = {text_of(row.dt): row.dd for row in soup.select("#lists dl > div")}
    linked = {a["href"].rsplit("/")[-1] for a in rows["Forced labour"].select("a")}
    assert linked == {row.iso3 for row in goods_of_commodity("cocoa") if row.forced_labour}
    assert "never added to forced labour" in text_of(soup.select_one("#lists"))


def test_a_commodity_without_trade_figures_says_so(page: Pages):
    soup = page("/en/goods/cobalt")
    assert "no trade figures" in text_of(soup.select_one("#where"))
    assert soup.select_one("#where details .bars")
    assert not page("/en/goods/cocoa").select_one("#where details")


def test_labels_say_what_they_do_and_lead_to_their_source(page: Pages):
    soup = page("/en/products/vegetables")
    [program] = [
        one for one in soup.select(".labels details") if "Fair Food" in text_of(one.summary)
    ]
    assert "lower, with a wider range" in text_of(program.summary)
    assert program.select_one("a")["href"].endswith("#label-fair_food_program")
    method = page("/en/method/products")
    assert method.select_one("#label-fair_food_program")


@pytest.mark.parametrize("path", ["/en/products/nothing", "/en/goods/nothing"])
def test_an_unknown_product_leads_to_the_list(page: Pages, path: str):
    soup = page(path, status=404)
    assert soup.select_one("main a[href='/en/products']")
    assert soup.select_one("main form[role=search]")


def test_an_unknown_product_offers_what_comes_nearest(page: Pages):
    soup = page("/en/products/jeans", status=404)
    assert soup.select_one("main a[href='/en/products/clothing']")
