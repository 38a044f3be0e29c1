"""Commodities behind the purchases of the whole world: shares that add up, and no more than is there."""

import numpy as np
import pytest

import footprint_model as fm
from footprint_model.commodities import world_parts


def test_every_commodity_has_origins_that_add_up_to_one():
    assert set(world_parts()) == set(fm.commodity_table())
    for part in world_parts().values():
        assert part.origins.sum() == pytest.approx(1)
        assert part.origins.min() >= 0


def test_parts_of_a_category_stay_within_it():
    within: dict[str, float] = {}
    for part in world_parts().values():
        shares = [share for _category, share in part.categories]
        assert shares == sorted(shares, reverse=True)
        for category, share in part.categories:
            within[category] = within.get(category, 0.0) + share
    assert all(0 < share <= 1 for share in within.values())


def test_categories_outside_the_average_count_only_where_there_is_no_other():
    usual = {row.id for row in fm.categories() if row.in_average}
    for part in world_parts().values():
        named = {category for category, _share in part.categories}
        assert named <= usual or not named & usual
    assert world_parts()["polysilicon"].categories[0][0] == "solar_batteries"


def test_it_is_the_mean_of_the_buyers_weighed_by_their_people():
    """Cocoa is in one category only, so its origins are those of chocolate's cocoa cells."""
    from footprint_model.commodities import parts

    total = np.zeros(len(fm.countries()))
    for i, row in enumerate(fm.countries()):
        if not row.consumer:
            continue
        chocolate = next(
            part for part in fm.average(row.iso3).by_category if part.category == "chocolate"
        )
        for part in parts(i, "chocolate"):
            if part.commodity == "cocoa":
                total += part.origins * chocolate.person_years.central * row.population
    assert world_parts()["cocoa"].origins == pytest.approx(total / total.sum(), abs=1e-3)
