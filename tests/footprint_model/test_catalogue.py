"""Finding things by their names."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from footprint_model.catalogue import Count, counts, fits, search
from footprint_model.cli import main

ITEMS = fm.items()
LISTED = [item for item in ITEMS if item.scales == "list"]
ASKED = [
    "coffee_cups",
    "chocolate_bars",
    "prawn_meals",
    "snack_packs",
    "tops",
    "garments",
    "phones",
    "computers",
    "gold_pieces",
    "building_work_usd",
    "domestic_help_hours",
    "car_washes",
    "takeaway_meals",
    "rice_kg",
    "beef_kg",
    "fish_kg",
    "tea_kg",
    "sugar_kg",
]


def ids(text, **options):
    return [item.id for item in search(text, **options)]


# --- the catalogue --------------------------------------------------------------------------------


def test_it_is_larger_than_what_the_questions_ask():
    """What questions ask comes first: the tables of averages follow their order."""
    assert [item.id for item in ITEMS[: len(ASKED)]] == ASKED
    scales = [item.scales for item in ITEMS]
    first = scales.index("list")
    assert set(scales[first:]) == {"list"}
    assert scales.count("list") >= 480


def test_names_are_clear_and_given_once():
    names = [item.name.casefold() for item in ITEMS]
    assert len(names) == len(set(names))
    for item in ITEMS:
        assert item.name[0].isupper() or item.name[0].isdigit(), item.id
        assert item.name == item.name.strip(), item.id
        assert "'" not in item.name, item.id
        assert item.unit, item.id


def test_other_names_are_words_and_not_doubled():
    for item in ITEMS:
        words = item.words.split("|") if item.words else []
        assert all(word and word == word.strip() for word in words), item.id
        assert len(words) == len(set(words)), item.id


def test_listed_items_have_a_price_with_its_year_and_place():
    for item in LISTED:
        assert item.price_usd > 0, item.id
        assert item.price_country, item.id
        assert 2013 <= item.price_year <= 2026, item.id
        assert item.share == 1, item.id
        assert item.source != "own_judgement", item.id
        assert item.average == "spend", item.id


def test_a_year_s_cap_is_generous_but_not_endless():
    for item in LISTED:
        assert 10 <= item.maximum <= 100_000, item.id
        assert item.maximum * item.price_usd >= 3_000 or item.maximum >= 5_000, item.id


def test_commodities_are_ones_the_account_follows():
    known = {row.id for row in tables.commodities().values()}
    assert {item.commodity for item in ITEMS} - {""} <= known


def test_material_is_an_amount_of_something_with_a_source():
    for item in ITEMS:
        parts = (item.material, item.material_amount, item.material_unit, item.material_source)
        assert all(parts) or not any(parts), item.id
        assert bool(item.lifetime_years) == bool(item.lifetime_source), item.id


# --- search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_is_found_first_by_its_own_name(item):
    assert ids(item.name)[0] == item.id


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_is_found_by_each_of_its_other_names(item):
    for word in filter(None, item.words.split("|")):
        assert item.id in ids(word, limit=len(ITEMS)), word


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jeans", "mens_jeans"),
        ("jean", "mens_jeans"),
        ("smart television", "large_tv"),
        ("telly", "large_tv"),
        ("tinned tuna", "tinned_tuna"),
        ("canned tuna", "tinned_tuna"),
        ("cell phone", "phones"),
        ("knife", "cutlery"),
        ("battery", "aa_batteries"),
        ("potato", "potatoes"),
        ("cafe coffee", "cafe_coffee"),
        ("e-bike", "electric_bike"),
        ("ebike", "electric_bike"),
        ("the men’s jean", "mens_jeans"),
        ("t-shirts", "mens_tshirt"),
        ("tv", "large_tv"),
        ("couch", "leather_sofa"),
    ],
)
def test_things_are_found(text, wanted):
    assert wanted in ids(text)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("jean", "jeans"),
        ("battery", "batteries"),
        ("potato", "potatoes"),
        ("knife", "knives"),
        ("dish", "dishes"),
        ("glass", "glasses"),
        ("shoe", "shoes"),
        ("box", "boxes"),
        ("scarf", "scarves"),
        ("cookie", "cookies"),
        ("pie", "pies"),
    ],
)
def test_singular_and_plural_find_the_same(one, many):
    assert set(ids(one, limit=500)) == set(ids(many, limit=500))


@given(st.sampled_from(ITEMS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_case_does_not_matter(item, change):
    assert search(change(item.name)) == search(item.name)


@given(st.sampled_from(ITEMS))
def test_accents_do_not_matter(item):
    decomposed = unicodedata.normalize("NFKD", item.name)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    assert search(bare) == search(decomposed) == search(item.name)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("choclate", "chocolate_bars"), ("sandels", "womens_sandals"), ("televison", "large_tv"),
     ("shampo", "shampoo"), ("bicylce", "bicycle")],
)  # fmt: skip
def test_one_wrong_letter_is_forgiven(text, wanted):
    assert wanted in ids(text)


def test_short_words_must_be_right():
    assert ids("teq") == []


def test_wrong_letters_are_forgiven_only_where_nothing_fits():
    assert "baked_beans" not in ids("jeans", limit=500)


def test_all_words_must_fit():
    assert ids("leather sofa")[0] == "leather_sofa"
    assert "fabric_sofa" not in ids("leather sofa")
    assert ids("jeans spaceship") == []


def test_the_very_name_comes_first_then_names_that_begin_so():
    assert ids("tomatoes")[0] == "tomatoes"
    assert ids("rice")[0] == "rice_kg"
    assert ids("phone")[0] == "phones"
    assert ids("electric")[0].startswith("electric")


@pytest.mark.parametrize("text", ["", "   ", "…", "'", "\u0301", "-"])
def test_a_text_without_a_word_finds_nothing(text):
    assert search(text) == ()


@given(st.text(max_size=300))
def test_any_text_is_answered_and_the_same_each_time(text):
    found = search(text)
    assert len(found) <= 20
    assert found == search(text)


def test_a_limit_cuts_the_same_list():
    assert search("tea", limit=2) == search("tea")[:2]
    assert search("tea", limit=0) == search("tea", limit=-1) == ()


def test_a_category_narrows_and_an_unknown_one_is_refused():
    assert {item.category for item in search("tea", category="tea")} == {"tea"}
    with pytest.raises(fm.UnknownCategory):
        search("tea", category="magic")


def test_counts_add_up():
    every, *rows = counts()
    assert every == Count("", *(sum(getattr(row, field) for row in rows) for field in (
        "items", "with_price", "with_material", "with_lifetime"
    )))  # fmt: skip
    assert every.items == len(ITEMS)
    assert every.with_price > 0.95 * every.items


# --- the command ----------------------------------------------------------------------------------


def run(capsys, *arguments):
    status = main(["items", *arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_tells_price_category_and_source(capsys):
    status, out, err = run(capsys, "men's jeans", "--country", "DEU")
    assert (status, err) == (0, "")
    assert out.startswith("mens_jeans ")
    for part in ("US$ in DEU", "Clothes", "g of cotton fibre", "kept 4 years", "ons_item_prices"):
        assert part in out


def test_the_command_gives_json(capsys):
    status, out, _ = run(capsys, "jeans", "--country", "IND", "--json")
    rows = json.loads(out)
    assert status == 0
    assert rows[0]["country"] == "IND"
    assert rows[0]["price_usd"] == fm.price(rows[0]["id"], "IND")


def test_without_a_text_the_command_counts(capsys):
    status, out, _ = run(capsys)
    assert status == 0
    assert f"all {len(ITEMS):>26}" in out
    status, out, _ = run(capsys, "--json")
    assert json.loads(out)[0]["items"] == len(ITEMS)


def test_a_category_alone_is_listed(capsys):
    _, out, _ = run(capsys, "--category", "tea")
    assert {line.split()[0] for line in out.splitlines()} == {"tea_kg", "tea_bags", "tea_cups"}


@pytest.mark.parametrize("text", ["xyzzy", "", "…"])
def test_nothing_found_is_said_with_a_hint(capsys, text):
    status, out, err = run(capsys, text)
    assert (status, err) == (0, "")
    assert out.startswith("nothing found")
    assert "try" in out
    assert run(capsys, text, "--json") == (0, "[]\n", "")


@pytest.mark.parametrize("option", [("--country", "ATL"), ("--category", "magic")])
def test_unknown_options_are_refused(capsys, option):
    status, out, err = run(capsys, "jeans", *option)
    assert (status, out) == (2, "")
    assert option[1] in err


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("cocoas", ("Cocoa",), True),
        ("Café", ("Coffee", "Cafe"), True),
        ("clothes", ("Clothes",), True),
        ("the prawn", ("Prawns and other shellfish",), True),
        ("tool lamp", ("Tableware, tools and lamps",), True),
        ("shoe polish", ("Shoes",), False),
        ("", ("Shoes",), False),
        ("…", ("Shoes",), False),
    ],
)
def test_a_name_fits_whatever_its_accents_and_number(text, names, expected):
    assert fits(text, names) is expected
