"""Signs of forced labour: each list has its sources."""

import pytest

from evidence.signs import setting_of, settings
from footprint_model import TableError


def test_the_services_people_buy_are_there():
    names = {setting.row.id for setting in settings()}
    assert names >= {
        "car_wash",
        "nail_bar",
        "takeaway",
        "hotel",
        "farm",
        "home",
        "building_site",
    }


def test_every_setting_has_signs_and_a_source_with_its_page():
    for setting in settings():
        assert len(setting.signs) >= 4, setting.row.id
        assert setting.sources
        for source in setting.sources:
            assert source.publisher
            assert source.title
            assert source.page.startswith("https://")


def test_a_fact_has_its_own_source():
    for setting in settings():
        row = setting.row
        assert bool(row.fact) == bool(row.fact_publisher and row.fact_title and row.claim_status)


def test_a_sign_of_an_unknown_setting_is_refused(tmp_path):
    (tmp_path / "sign_settings.csv").write_text(
        "id,name,category,fact,fact_publisher,fact_title,fact_year,claim_status\nfarm,Farm,,,,,,\n"
    )
    (tmp_path / "signs.csv").write_text(
        "setting,sign,publisher,title,year,page,read_on\n"
        "farm,A,P,T,,https://a.example/,2026-11-25\n"
        "harbour,B,P,T,,https://a.example/,2026-11-25\n"
    )
    with pytest.raises(TableError, match="harbour"):
        settings(tmp_path)


def test_a_category_that_is_not_there_is_refused(tmp_path):
    (tmp_path / "sign_settings.csv").write_text(
        "id,name,category,fact,fact_publisher,fact_title,fact_year,claim_status\n"
        "farm,Farm,grapes,,,,,\n"
    )
    (tmp_path / "signs.csv").write_text(
        "setting,sign,publisher,title,year,page,read_on\n"
        "farm,A,P,T,,https://a.example/,2026-11-25\n"
    )
    with pytest.raises(TableError, match="grapes"):
        settings(tmp_path)


def test_what_is_bought_in_a_setting_leads_to_it():
    assert setting_of("car_wash") == "car_wash"
    assert setting_of("rice") == ""
