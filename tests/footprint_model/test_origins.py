"""A country as a place of work: nobody is lost, and nobody is counted twice."""

import pytest

import footprint_model as fm
from footprint_model import tables


@pytest.fixture(scope="module")
def origins():
    return {row.iso3: fm.origin(row.iso3) for row in fm.countries()}


def test_buyers_purchases_and_kinds_of_work_each_add_up_to_the_people(origins):
    for one in origins.values():
        assert sum(people for _, people in one.consumers) == pytest.approx(one.person_years)
        bought = sum(people for _, people in one.categories) + one.in_your_name
        assert bought == pytest.approx(one.person_years)
        at_work = sum(people for _, people in one.sectors) + one.in_your_name
        assert at_work == pytest.approx(one.person_years)


def test_all_countries_together_hold_everybody(origins):
    total = sum(one.person_years for one in origins.values())
    assert total == pytest.approx(fm.world().allocated_person_years, rel=1e-6)


def test_each_country_holds_the_people_its_satellite_counts(origins):
    _, _, by_producer = tables.variant(fm.manifest().account)
    for country, counted in zip(fm.countries(), by_producer, strict=True):
        # The account conserves each producer to a part in a thousand of a large one.
        assert origins[country.iso3].person_years == pytest.approx(counted, rel=1e-3, abs=1)


def test_what_leaves_is_what_others_buy(origins):
    one = origins["THA"]
    abroad = sum(people for code, people in one.consumers if code != "THA")
    assert one.stays == pytest.approx(1 - abroad / one.person_years)
    assert 0 < one.stays < 1
    assert [people for _, people in one.consumers] == sorted(
        (people for _, people in one.consumers), reverse=True
    )


def test_a_country_without_an_estimate_holds_nobody(origins):
    assert origins["LUX"] == fm.Origin("LUX", 0.0, (), (), (), 0.0)
    assert origins["LUX"].stays == 0


def test_an_unknown_country_is_refused():
    with pytest.raises(fm.UnknownCountry, match="'XXX'"):
        fm.origin("XXX")


def test_kinds_of_work_are_those_of_the_world_account(origins):
    """Over all origins, each sector has what the consumers' own rows say."""
    people = sum(
        tables.array("people_by_origin.npy").astype(float).sum(axis=2)[:, :-1, None]
        * tables.array("people_by_sector.npy").astype(float)[:, :-1]
        * [[row.in_average] for row in fm.categories()]
    ).sum(axis=0)
    found = dict.fromkeys((row.id for row in fm.sectors()), 0.0)
    for one in origins.values():
        for sector, count in one.sectors:
            found[sector] += count
    assert list(found.values()) == pytest.approx(list(people), rel=1e-3)


def test_usual_origins_are_those_that_trade_figures_name():
    assert fm.usual_origins("USA", "chocolate")[:2] == ("CIV", "GHA")
    assert {"BRA", "COL", "VNM"} <= set(fm.usual_origins("GBR", "coffee"))
    assert fm.usual_origins("GBR", "insurance_finance") == ()  # nothing is followed there
    assert fm.usual_origins("KEN", "clothing") == ()  # no trade figures are held


def test_usual_origins_ask_for_a_country():
    with pytest.raises(fm.UnknownCountry):
        fm.usual_origins("XXX", "coffee")
