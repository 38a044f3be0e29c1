"""How much is in a thing: ranges in order, commodities of the model, a source each."""

import pytest

import footprint_model as fm
from evidence.build import materials as step
from evidence.materials import materials, materials_of
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged


def test_every_row_has_a_commodity_a_source_and_a_range_in_order():
    assert len(materials()) == len(step.ROWS)
    for row in materials():
        assert row.commodity in fm.commodity_table()
        assert row.publisher
        assert row.low is None or row.low <= row.value
        assert row.high is None or row.value <= row.high


def test_a_phone_holds_some_grams_of_cobalt():
    [phone] = [row for row in materials_of("cobalt") if row.thing == "Smartphone"]
    assert (phone.low, phone.value, phone.high, phone.unit) == (3, 5.5, 8, "g")


def test_a_missing_raw_row_is_named(tmp_path):
    path = tmp_path / step.FILE
    path.parent.mkdir()
    path.write_text("fact_id,basis\nother,derived\n", encoding="utf-8")
    with pytest.raises(RawFileDamaged, match="choc_dark_lca"):
        step.materials(Raw(tmp_path, step.FILES))
