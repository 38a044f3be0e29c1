"""The data files: complete, consistent, and refused when damaged."""

import math
import re

import numpy as np
import pytest

import footprint_model as fm
from footprint_model import tables
from footprint_model.build.classification import GROUPS, PRODUCTS

TABLES = [entry.file for entry in fm.manifest().tables]
CATEGORIES = {category.id: category for category in fm.categories()}


# --- facts ----------------------------------------------------------------------------------------


def test_every_source_that_is_named_exists():
    known = {source.key for source in fm.sources()}
    rows = [*fm.parameters(), *fm.items(), *fm.sectors(), *fm.lifetimes().values()]
    named = {row.source for row in rows} | {entry.source for entry in fm.manifest().inputs}
    assert named <= known


def test_sources_are_complete_and_named_once():
    keys = [source.key for source in fm.sources()]
    assert len(keys) == len(set(keys))
    for source in fm.sources():
        assert source.title, source.key
        assert source.publisher, source.key
        assert source.licence, source.key
        assert source.where, source.key
        assert 1990 <= source.year <= 2026, source.key
        assert source.accessed < source.review_by, source.key
        assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", source.review_by), source.key
        assert source.url == "" or source.url.startswith("https://"), source.key


def test_parameters_are_inside_their_ranges_and_named_once():
    names = [row.name for row in fm.parameters()]
    assert len(names) == len(set(names))
    for row in fm.parameters():
        assert row.low <= row.central <= row.high, row.name
        assert all(math.isfinite(value) for value in (row.low, row.central, row.high)), row.name
        assert row.unit, row.name
        assert row.label, row.name


def test_assumptions_say_why():
    assumed = [row for row in fm.parameters() if row.basis == "assumed"]
    assert assumed
    for row in assumed:
        assert len(row.reason) > 20, row.name
        assert row.reason.endswith("."), row.name
    for item in fm.items():
        if item.basis == "assumed":
            assert item.note, item.id


def test_there_are_52_categories():
    assert len(fm.categories()) == len(CATEGORIES) == 52
    for category in fm.categories():
        assert category.name, category.id
        assert re.match(r"\d\d", category.coicop), category.id


def test_products_of_a_category_are_known_and_weigh_one():
    for category in fm.categories():
        weights = {}
        for part in category.wiod_products.split("|"):
            product, weight = part.split(":")
            assert product in PRODUCTS, category.id
            assert product not in weights, category.id
            weights[product] = float(weight)
        assert sum(weights.values()) == pytest.approx(1), category.id
        assert min(weights.values()) > 0, category.id


def test_items_belong_to_a_category_and_can_be_compared():
    ids = [item.id for item in fm.items()]
    assert len(ids) == len(set(ids))
    for item in fm.items():
        assert item.category in CATEGORIES, item.id
        assert 0 < item.share <= 1, item.id
        assert item.maximum > 0, item.id
        assert item.unit, item.id
        if item.average == "spend":
            assert item.price_usd > 0, item.id
            assert item.price_country in {country.iso3 for country in fm.countries()}, item.id
        else:
            assert item.average.split(":")[0] in ("food", "interval", "employment"), item.id


def test_parts_of_a_category_are_at_most_the_whole():
    shares = {}
    for item in fm.items():
        if item.scales == "part":
            shares[item.category] = shares.get(item.category, 0) + item.share
    assert shares
    assert {name: share for name, share in shares.items() if share > 1 + 1e-9} == {}


def test_lifetimes_belong_to_categories():
    for name, lifetime in fm.lifetimes().items():
        assert name in CATEGORIES
        assert 0 < lifetime.low <= lifetime.years <= lifetime.high, name


def test_sectors_are_those_of_the_account():
    assert tuple(sector.id for sector in fm.sectors()) == GROUPS
    assert sum(sector.ilo_people_million for sector in fm.sectors()) == pytest.approx(15.7)


def test_countries_have_codes_names_and_people():
    assert len(fm.countries()) >= 160
    for field in ("iso3", "iso2", "name"):
        values = [getattr(country, field) for country in fm.countries()]
        assert len(values) == len(set(values)), field
    for country in fm.countries():
        assert re.fullmatch("[A-Z]{3}", country.iso3)
        assert re.fullmatch("[A-Z]{2}", country.iso2)
        assert re.fullmatch("[A-Z]{3}", country.currency), country.iso3
        assert country.population > 100_000, country.iso3
        assert country.consumer or country.low_confidence, country.iso3


# --- derived tables -------------------------------------------------------------------------------


def test_axes_fit_the_lists():
    n, k = len(fm.countries()), len(fm.categories())
    draws = fm.manifest().draws
    items = sum(item.scales != "list" for item in fm.items())
    shapes = {
        "people_by_origin.npy": (n, k + 1, n),
        "people_by_sector.npy": (n, k + 1, len(fm.sectors())),
        "draws.npy": (n, k + 1, draws),
        "answer_draws.npy": (k, draws),
        "average_spend.npy": (n, k),
        "reference_spend.npy": (n, k),
        "spend_known.npy": (n, k),
        "average_quantity.npy": (n, items),
    }
    assert {name: tables.array(name).shape for name in shapes} == shapes
    assert draws >= 1000


def test_people_are_counted_and_none_is_negative():
    people = tables.array("people_by_origin.npy")
    assert np.isfinite(people).all()
    assert people.min() >= 0


def test_sector_shares_add_up_to_one_wherever_there_is_somebody():
    shares = np.asarray(tables.array("people_by_sector.npy"), dtype=float)
    used = np.asarray(tables.array("people_by_origin.npy")).sum(axis=2) > 0
    assert shares.sum(axis=2)[used] == pytest.approx(np.ones(used.sum()), abs=1e-6)
    assert shares.min() >= 0


def test_every_category_has_spending_to_compare_with():
    reference = tables.array("reference_spend.npy")
    assert np.isfinite(reference).all()
    assert reference.min() > 0
    assert set(np.unique(tables.array("spend_known.npy"))) <= {0, 1, 2}


def test_draws_are_centred_near_the_central_estimate():
    """The typical draw of a country's purchases is neither half nor twice the central figure."""
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float).sum(axis=2)
    counted = [k for k, category in enumerate(fm.categories()) if category.in_average]
    for i, country in enumerate(fm.countries()):
        central = people[i, counted]
        drawn = central @ np.exp(tables.array("draws.npy")[i, counted].astype(float) / 24)
        assert 0.5 < np.median(drawn) / central.sum() < 2, country.iso3


def test_the_tables_are_small_enough_for_the_repository():
    assert sum(path.stat().st_size for path in tables.DATA.iterdir()) < 20_000_000


def test_every_array_is_in_the_manifest():
    arrays = {path.name for path in tables.DATA.glob("*.npy")}
    assert arrays <= set(TABLES)
    assert set(TABLES) <= {path.name for path in tables.DATA.iterdir()}


# --- damage ---------------------------------------------------------------------------------------


def test_the_shipped_tables_are_sound():
    fm.verify()


@pytest.mark.parametrize("name", TABLES)
def test_a_changed_a_shortened_and_a_missing_table_are_each_named(name, own_data, replace):
    sound = (own_data / name).read_bytes()
    flipped = bytearray(sound)
    flipped[len(flipped) // 2] ^= 1
    for damaged in (bytes(flipped), sound[:-1], sound + b"\n", b""):
        replace(name, damaged)
        with pytest.raises(
            fm.TableError, match=rf"^{re.escape(name)}: its SHA-256 is .*build --raw"
        ):
            fm.verify()
    (own_data / name).unlink()
    with pytest.raises(fm.TableError, match=rf"^{re.escape(name)}: missing; .*build --raw"):
        fm.verify()


def test_a_table_put_right_again_passes(replace):
    sound = replace("spend_known.npy", b"damaged")
    with pytest.raises(fm.TableError):
        fm.verify()
    replace("spend_known.npy", sound)
    fm.verify()


def test_a_shortened_table_is_not_read(own_data, replace):
    replace("draws.npy", (own_data / "draws.npy").read_bytes()[:-100])
    with pytest.raises(fm.TableError, match=r"^draws\.npy: \d+ bytes, expected \d+"):
        fm.average("USA")


def test_a_missing_table_is_named_when_it_is_needed(own_data):
    (own_data / "people_by_origin.npy").unlink()
    with pytest.raises(fm.TableError, match=r"^people_by_origin\.npy: missing"):
        fm.average("USA")


def test_bytes_that_are_no_array_are_refused(own_data, replace):
    size = (own_data / "spend_known.npy").stat().st_size
    replace("spend_known.npy", b"x" * size)
    with pytest.raises(fm.TableError, match=r"^spend_known\.npy: "):
        fm.average("USA")


def test_an_array_that_was_not_built_is_not_read():
    with pytest.raises(fm.TableError, match=r"^secret\.npy: not listed"):
        tables.array("secret.npy")


def test_arrays_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        tables.array("people_by_origin.npy")[0, 0, 0] = 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"data_version": 5}'])
def test_a_broken_manifest_is_named(replace, content):
    replace("manifest.json", content)
    with pytest.raises(fm.TableError, match=r"^manifest\.json: "):
        fm.data_version()


def test_a_missing_manifest_is_named(own_data):
    (own_data / "manifest.json").unlink()
    with pytest.raises(fm.TableError, match=r"^manifest\.json: missing"):
        fm.verify()


# --- rows written by hand -------------------------------------------------------------------------


def edited(folder, name, line, change):
    """The file's text with one line (counted from 1) changed."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    lines[line - 1] = change(lines[line - 1])
    return ("\n".join(lines) + "\n").encode()


@pytest.mark.parametrize(
    ("name", "read", "change"),
    [
        ("lifetimes.csv", fm.lifetimes, lambda row: row.replace(",", ",many", 1)),
        ("lifetimes.csv", fm.lifetimes, lambda row: row + ",one cell too many"),
        ("lifetimes.csv", fm.lifetimes, lambda row: row.replace("derived", "guessed")),
        ("categories.csv", fm.categories, lambda row: row.replace(",true", ",perhaps")),
        ("categories.csv", fm.categories, lambda row: row.rsplit(",", 2)[0]),
        ("items.csv", fm.items, lambda row: row.replace(",category,", ",galaxy,", 1)),
        ("countries.csv", fm.countries, lambda row: re.sub(r",\d+,", ",many,", row)),
    ],
)
def test_a_bad_row_is_named_with_its_line(own_data, replace, name, read, change):
    if edited(own_data, name, 3, change) == edited(own_data, name, 3, str):
        pytest.fail("the row was not changed")
    replace(name, edited(own_data, name, 3, change))
    with pytest.raises(fm.TableError, match=rf"^{re.escape(name)}:3: "):
        read()


def test_an_unknown_column_is_refused(own_data, replace):
    replace("lifetimes.csv", edited(own_data, "lifetimes.csv", 1, lambda row: row + ",mood"))
    with pytest.raises(fm.TableError, match=r"^lifetimes\.csv:2: .*mood"):
        fm.lifetimes()


def test_codes_that_look_like_something_else_stay_text():
    by_code = {country.iso3: country for country in fm.countries()}
    assert by_code["NAM"].iso2 == "NA"
    assert by_code["NOR"].iso2 == "NO"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("parameters.toml", fm.parameters),
        ("sources.toml", fm.sources),
        ("sectors.toml", fm.sectors),
    ],
)
def test_an_unknown_key_and_broken_text_are_refused_in_toml(own_data, replace, name, read):
    text = (own_data / name).read_bytes()
    for content in (text + b'\nmood = "good"\n', text + b"\n[[[\n", b""):
        replace(name, content)
        with pytest.raises(fm.TableError, match=rf"^{re.escape(name)}: "):
            read()
    (own_data / name).unlink()
    with pytest.raises(fm.TableError, match=rf"^{re.escape(name)}: missing"):
        read()


def test_rows_are_frozen():
    with pytest.raises(AttributeError):
        fm.parameters()[0].central = 1
