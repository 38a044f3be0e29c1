"""The identities of the model, as properties of the shipped tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from tests.footprint_model.people import (
    ASKED_ITEMS,
    CATEGORIES,
    ITEM_IDS,
    LASTING,
    QUANTITIES,
    UNUSUAL,
    USUAL,
    categories,
    central_by_category,
    codes,
    part,
    people,
    usual_spend,
)

HOME = tables.parameter_values()["household_size_unknown"]

# --- the average person ---------------------------------------------------------------------------


def test_the_average_person_is_the_national_average_in_every_country(averages):
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float)
    usual = [CATEGORIES.index(category) for category in USUAL]
    assert len(averages) >= 160
    for i, country in enumerate(fm.countries()):
        national = people[i, usual].sum() / country.population
        assert averages[country.iso3].person_years.central == pytest.approx(national, rel=1e-9)


@settings(max_examples=60, deadline=None)
@given(people())
def test_the_centre_alone_is_that_of_the_estimate(person):
    assert fm.central_person_years(person) == fm.estimate(person).person_years.central


def test_every_country_can_be_estimated(averages):
    for code, estimate in averages.items():
        assert estimate.country == code
        assert 0 < estimate.person_years.low < estimate.person_years.central, code
        assert estimate.person_years.central < estimate.person_years.high < 1, code
        assert 0 < estimate.in_your_name.person_years.central < 1, code
        assert len(estimate.by_category) == 52
        assert len(estimate.by_sector) == 7
        assert estimate.notes == ()


def test_saying_the_averages_spending_changes_no_central_figure(averages):
    for code, average in averages.items():
        said = fm.estimate(
            fm.Consumption(code, spend_per_year={c: usual_spend(code, c) for c in USUAL})
        )
        assert central_by_category(said) == pytest.approx(central_by_category(average), rel=1e-9)


@pytest.mark.parametrize(
    "item", [item for item in ASKED_ITEMS if item.category in USUAL], ids=lambda i: i.id
)
def test_saying_the_averages_amount_changes_no_central_figure(item, averages):
    tried = 0
    for code, average in averages.items():
        amount = fm.average_quantity(code, item.id)
        people = HOME if item.per_household else 1
        if amount is None or amount * people > item.maximum:
            continue
        said = fm.estimate(fm.Consumption(code, quantities_per_year={item.id: amount * people}))
        usual = part(average, item.category).person_years.central
        assert part(said, item.category).person_years.central == pytest.approx(usual, rel=1e-9)
        tried += 1
    assert tried > 100


def test_nothing_is_compared_with_an_average_that_does_not_exist():
    """No survey has a line for hand car washes: they add to a person, not to the average."""
    assert UNUSUAL
    for category in UNUSUAL:
        unanswered = part(fm.average("GBR"), category)
        assert unanswered.person_years == fm.Interval(0, 0, 0)
        answered = part(
            fm.estimate(fm.Consumption("GBR", spend_per_year={category: 100})), category
        )
        assert answered.person_years.central > 0
        assert answered.relative_to_average is None
        assert answered.average_person_years == 0
    assert fm.average_quantity("GBR", "car_washes") is None


def test_government_and_investment_are_apart(averages):
    """They are the same for everybody in a country and in nobody's total."""
    nobody = fm.estimate(fm.Consumption("FRA", spend_per_year=dict.fromkeys(CATEGORIES, 0)))
    assert nobody.person_years.central == 0
    assert nobody.in_your_name == averages["FRA"].in_your_name
    years = nobody.in_your_name.person_years
    assert nobody.in_your_name.days_per_year.central == pytest.approx(365 * years.central)


# --- sums -----------------------------------------------------------------------------------------


@given(people())
@settings(max_examples=60)
def test_parts_add_up_to_the_person(person):
    estimate = fm.estimate(person)
    total = estimate.person_years.central
    for rows in (estimate.by_origin, estimate.by_sector, estimate.by_category_origin):
        assert sum(row.person_years for row in rows) == pytest.approx(total, rel=1e-6)
    by_category = sum(row.person_years.central for row in estimate.by_category)
    assert by_category == pytest.approx(total, rel=1e-12)


@given(people())
@settings(max_examples=30)
def test_origins_of_a_category_add_up_to_the_category(person):
    estimate = fm.estimate(person)
    sums = dict.fromkeys(CATEGORIES, 0.0)
    for row in estimate.by_category_origin:
        sums[row.category] += row.person_years
    assert sums == pytest.approx(central_by_category(estimate), rel=1e-9)


@given(people())
def test_rows_come_largest_first_and_none_is_negative(person):
    estimate = fm.estimate(person)
    by_category = [row.person_years.central for row in estimate.by_category]
    assert by_category == sorted(by_category, reverse=True)
    assert min(row.person_years.low for row in estimate.by_category) >= 0
    for rows in (estimate.by_origin, estimate.by_sector):
        values = [row.person_years for row in rows]
        assert values == sorted(values, reverse=True)
        assert min(values, default=0) >= 0


# --- more and less --------------------------------------------------------------------------------


@given(people(), categories, st.floats(1, 10_000), st.floats(1, 20))
def test_spending_times_as_much_is_that_category_times_as_much_and_no_other(
    person, category, amount, times
):
    def spend(value):
        given = person.spend_per_year | {category: value}
        return central_by_category(
            fm.estimate(fm.Consumption(person.country, spend_per_year=given))
        )

    before, after = spend(amount), spend(amount * times)
    assert after.pop(category) == pytest.approx(times * before.pop(category), rel=1e-9)
    assert after == before


@given(people(), categories)
def test_spending_nothing_is_nothing(person, category):
    given = person.spend_per_year | {category: 0}
    nothing = fm.estimate(fm.Consumption(person.country, spend_per_year=given))
    row = part(nothing, category)
    assert row.person_years == fm.Interval(0, 0, 0)
    assert row.answered
    assert category not in {row.category for row in nothing.by_category_origin}


def test_who_buys_nothing_has_no_footprint():
    nobody = fm.estimate(fm.Consumption("JPN", spend_per_year=dict.fromkeys(CATEGORIES, 0)))
    assert nobody.person_years == nobody.days_per_year == fm.Interval(0, 0, 0)
    assert nobody.one_in is None
    assert nobody.by_origin == nobody.by_category_origin == ()
    assert nobody.average_person_years == fm.average("JPN").average_person_years
    assert nobody.to_dict()["one_in"] is None


@given(codes, st.sampled_from(fm.items()), st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_thing_never_lowers(country, item, one, other):
    if item.scales != "list" and QUANTITIES[country][ITEM_IDS.index(item.id)] == 0:
        return
    less, more = sorted(round(share * item.maximum, 3) for share in (one, other))
    low = fm.estimate(fm.Consumption(country, quantities_per_year={item.id: less})).person_years
    high = fm.estimate(fm.Consumption(country, quantities_per_year={item.id: more})).person_years
    assert low.low <= high.low * (1 + 1e-6)
    assert low.central <= high.central
    assert low.high <= high.high * (1 + 1e-6)


@given(
    codes,
    st.sampled_from(LASTING),
    st.sampled_from(["used_share", "years_kept", "shared_with"]),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_more_used_kept_longer_or_shared_by_more_never_raises(country, category, name, one, other):
    rule = next(rule for rule in fm.MODIFIERS if rule.name == name)
    less, more = sorted(rule.low + share * (rule.high - rule.low) for share in (one, other))
    before = fm.estimate(fm.Consumption(country, modifiers={category: {name: less}}))
    after = fm.estimate(fm.Consumption(country, modifiers={category: {name: more}}))
    assert after.person_years.central <= before.person_years.central
    assert after.person_years.high <= before.person_years.high * (1 + 1e-6)


@pytest.mark.parametrize(
    ("rules", "times"),
    [
        ({"used_share": 0}, 1),
        ({"used_share": 1}, 0.5),
        ({"used_share": 0.5}, 0.75),
        ({"shared_with": 4}, 0.25),
        ({"years_kept": 8}, 0.5),  # clothes are usually kept for four years
        ({"certified_share": 1}, 1),
        ({"used_share": 1, "shared_with": 2}, 0.25),
    ],
)
def test_what_a_modifier_does_to_clothes(rules, times):
    usual = part(fm.average("DEU"), "clothing").person_years.central
    changed = fm.estimate(fm.Consumption("DEU", modifiers={"clothing": rules}))
    assert part(changed, "clothing").person_years.central == pytest.approx(times * usual)
    assert changed.notes == ()


def test_first_and_second_owner_together_carry_one_new_thing():
    """The share a second owner takes over is the share the first owner is relieved of."""
    left = next(row for row in fm.parameters() if row.name == "used_life_left")
    used = fm.estimate(fm.Consumption("DEU", modifiers={"clothing": {"used_share": 1}}))
    new = part(fm.average("DEU"), "clothing").person_years.central
    second = part(used, "clothing").person_years.central
    assert second + (1 - left.central) * new == pytest.approx(new)


def test_years_kept_do_not_count_twice_where_an_amount_is_given():
    """Units per year already hold how long a thing is kept; the person is told so."""
    amount = {"phones": 0.5}
    plain = fm.estimate(fm.Consumption("USA", quantities_per_year=amount))
    kept = fm.estimate(
        fm.Consumption(
            "USA", quantities_per_year=amount, modifiers={"phones_computers": {"years_kept": 9}}
        )
    )
    assert kept.person_years == plain.person_years
    assert [note.split(":")[0] for note in kept.notes] == ["modifiers.phones_computers.years_kept"]


@given(st.integers(1, 50), st.floats(0, 3000))
def test_things_for_the_whole_home_are_divided_by_its_people(size, hours):
    shared = fm.Consumption("IND", size, quantities_per_year={"domestic_help_hours": hours})
    alone = fm.Consumption("IND", 1, quantities_per_year={"domestic_help_hours": hours / size})
    rows = [part(fm.estimate(person), "household_services") for person in (shared, alone)]
    assert rows[0].person_years.central == pytest.approx(rows[1].person_years.central, rel=1e-12)


@given(st.integers(1, 50))
def test_what_a_person_buys_alone_is_not_divided_by_the_household(size):
    own = {"coffee_cups": 500}
    alone = fm.estimate(fm.Consumption("USA", quantities_per_year=own))
    together = fm.estimate(fm.Consumption("USA", size, quantities_per_year=own))
    assert part(together, "coffee").person_years == part(alone, "coffee").person_years


def test_parts_of_a_category_leave_the_rest_as_usual():
    """No new phone: the computers' share of the category stays the average resident's."""
    phone = next(item for item in fm.items() if item.id == "phones")
    none = fm.estimate(fm.Consumption("USA", quantities_per_year={"phones": 0}))
    row = part(none, phone.category)
    assert row.relative_to_average == pytest.approx(1 - phone.share)
    neither = fm.Consumption("USA", quantities_per_year={"phones": 0, "computers": 0})
    assert part(fm.estimate(neither), phone.category).person_years == fm.Interval(0, 0, 0)


def test_every_item_can_be_answered_in_every_country():
    """Also where the statistics record none of it: somebody there drinks coffee."""
    asked = [
        fm.Consumption(country.iso3, quantities_per_year={item.id: 1})
        for country in fm.countries()
        for item in fm.items()
    ]
    _, central, _ = fm.totals(asked)
    failed = [
        f"{person.country} {person.quantities_per_year}"
        for person, years in zip(asked, central, strict=True)
        if not 0 < years < 1
    ]
    assert failed == []
