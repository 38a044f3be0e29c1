"""The identities of the model, as properties of the shipped tables."""

import math

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables

CODES = [country.iso3 for country in fm.countries()]
CATEGORIES = [category.id for category in fm.categories()]
USUAL = [category.id for category in fm.categories() if category.in_average]
UNUSUAL = [category.id for category in fm.categories() if not category.in_average]
WHOLE_ITEMS = [item for item in fm.items() if item.scales == "category"]
LASTING = sorted(fm.lifetimes())
REFERENCE = dict(zip(CODES, np.asarray(tables.array("reference_spend.npy")), strict=True))
QUANTITIES = dict(zip(CODES, np.asarray(tables.array("average_quantity.npy")), strict=True))
ITEM_IDS = [item.id for item in fm.items()]

codes = st.sampled_from(CODES)
categories = st.sampled_from(CATEGORIES)
usd = st.floats(0, 20_000, allow_subnormal=False).map(lambda value: round(value, 2))
spending = st.dictionaries(categories, usd, max_size=8)
modifiers = st.dictionaries(
    st.sampled_from(LASTING),
    st.fixed_dictionaries(
        {},
        optional={
            "used_share": st.floats(0, 1),
            "years_kept": st.floats(0.1, 100),
            "shared_with": st.floats(1, 50),
            "certified_share": st.floats(0, 1),
        },
    ),
    max_size=4,
)


@st.composite
def quantities(draw, country, without):
    """Counts of items, at most one whole answer for a category."""
    chosen = draw(st.lists(st.sampled_from(fm.items()), max_size=6, unique_by=lambda i: i.id))
    taken = set(without)
    result = {}
    for item in chosen:
        known = QUANTITIES[country][ITEM_IDS.index(item.id)] > 0
        if item.category in taken or not known:
            continue
        if item.scales == "category":
            taken.add(item.category)
        result[item.id] = draw(st.floats(0, min(item.maximum, 2000)))
    return result


@st.composite
def people(draw):
    """Somebody who answered some questions, in any country of the account."""
    country = draw(codes)
    spend = draw(spending)
    return fm.Consumption(
        country,
        draw(st.none() | st.integers(1, 12)),
        spend,
        draw(quantities(country, spend)),
        draw(modifiers),
    )


def central_by_category(estimate):
    return {row.category: row.person_years.central for row in estimate.by_category}


def part(estimate, category):
    return next(row for row in estimate.by_category if row.category == category)


def width(interval):
    """How many times the high end is the low end."""
    return interval.high / interval.low


def span(interval):
    return interval.high - interval.low


def as_bytes(estimate):
    return msgspec.json.encode(estimate.to_dict())


def usual_spend(country, category):
    """What the people of the account answer for: the average resident's spending."""
    return float(REFERENCE[country][CATEGORIES.index(category)])


# --- the average person ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def averages():
    return {code: fm.average(code) for code in CODES}


def test_the_average_person_is_the_national_average_in_every_country(averages):
    people = np.asarray(tables.array("people_by_origin.npy"), dtype=float)
    usual = [CATEGORIES.index(category) for category in USUAL]
    assert len(averages) >= 160
    for i, country in enumerate(fm.countries()):
        national = people[i, usual].sum() / country.population
        assert averages[country.iso3].person_years.central == pytest.approx(national, rel=1e-9)


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
            fm.Consumption(code, spend_usd_per_year={c: usual_spend(code, c) for c in USUAL})
        )
        assert central_by_category(said) == pytest.approx(central_by_category(average), rel=1e-9)


@pytest.mark.parametrize(
    "item", [item for item in fm.items() if item.category in USUAL], ids=lambda i: i.id
)
def test_saying_the_averages_amount_changes_no_central_figure(item, averages):
    tried = 0
    for code, average in averages.items():
        amount = fm.average_quantity(code, item.id)
        size = 4 if item.per_household else None
        if amount is None or amount * (size or 1) > item.maximum:
            continue
        said = fm.estimate(
            fm.Consumption(code, size, quantities_per_year={item.id: amount * (size or 1)})
        )
        assert said.person_years.central == pytest.approx(average.person_years.central, rel=1e-9)
        tried += 1
    assert tried > 100


def test_nothing_is_compared_with_an_average_that_does_not_exist():
    """No survey has a line for hand car washes: they add to a person, not to the average."""
    assert UNUSUAL
    for category in UNUSUAL:
        unanswered = part(fm.average("GBR"), category)
        assert unanswered.person_years == fm.Interval(0, 0, 0)
        answered = part(
            fm.estimate(fm.Consumption("GBR", spend_usd_per_year={category: 100})), category
        )
        assert answered.person_years.central > 0
        assert answered.relative_to_average is None
        assert answered.average_person_years == 0
    assert fm.average_quantity("GBR", "car_washes") is None


def test_government_and_investment_are_apart(averages):
    """They are the same for everybody in a country and in nobody's total."""
    nobody = fm.estimate(fm.Consumption("FRA", spend_usd_per_year=dict.fromkeys(CATEGORIES, 0)))
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
        given = person.spend_usd_per_year | {category: value}
        return central_by_category(
            fm.estimate(fm.Consumption(person.country, spend_usd_per_year=given))
        )

    before, after = spend(amount), spend(amount * times)
    assert after.pop(category) == pytest.approx(times * before.pop(category), rel=1e-9)
    assert after == before


@given(people(), categories)
def test_spending_nothing_is_nothing(person, category):
    given = person.spend_usd_per_year | {category: 0}
    nothing = fm.estimate(fm.Consumption(person.country, spend_usd_per_year=given))
    row = part(nothing, category)
    assert row.person_years == fm.Interval(0, 0, 0)
    assert row.answered
    assert category not in {row.category for row in nothing.by_category_origin}


def test_who_buys_nothing_has_no_footprint():
    nobody = fm.estimate(fm.Consumption("JPN", spend_usd_per_year=dict.fromkeys(CATEGORIES, 0)))
    assert nobody.person_years == nobody.days_per_year == fm.Interval(0, 0, 0)
    assert nobody.one_in is None
    assert nobody.by_origin == nobody.by_category_origin == ()
    assert nobody.average_person_years == fm.average("JPN").average_person_years
    assert nobody.to_dict()["one_in"] is None


@given(codes, st.sampled_from(fm.items()), st.floats(0, 1), st.floats(0, 1))
def test_more_of_a_thing_never_lowers(country, item, one, other):
    if QUANTITIES[country][ITEM_IDS.index(item.id)] == 0:
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
    assert fm.estimate(shared).person_years.central == pytest.approx(
        fm.estimate(alone).person_years.central, rel=1e-12
    )


@given(st.integers(1, 50))
def test_what_a_person_buys_alone_is_not_divided_by_the_household(size):
    own = {"coffee_cups": 500}
    alone = fm.estimate(fm.Consumption("USA", quantities_per_year=own))
    together = fm.estimate(fm.Consumption("USA", size, quantities_per_year=own))
    assert as_bytes(together) == as_bytes(alone)


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
    failed = []
    for country in fm.countries():
        for item in fm.items():
            person = {"country": country.iso3, "quantities_per_year": {item.id: 1}}
            try:
                years = fm.estimate(fm.Consumption(**person)).person_years
            except ArithmeticError as error:
                failed.append(f"{country.iso3} {item.id}: {error!r}")
            else:
                if not 0 < years.central < 1:
                    failed.append(f"{country.iso3} {item.id}: {years.central}")
    assert failed == []


# --- intervals ------------------------------------------------------------------------------------


@given(people())
def test_low_central_high_are_in_order(person):
    estimate = fm.estimate(person)
    whole = [
        estimate.person_years,
        estimate.days_per_year,
        estimate.average_person_years,
        estimate.in_your_name.person_years,
        *(row.person_years for row in estimate.by_category),
    ]
    if estimate.one_in:
        whole.append(estimate.one_in)
    for interval in whole:
        assert 0 <= interval.low <= interval.central <= interval.high < math.inf


@given(people())
def test_days_and_one_in_are_the_same_estimate_in_other_words(person):
    estimate = fm.estimate(person)
    years, days, one_in = estimate.person_years, estimate.days_per_year, estimate.one_in
    assert (days.low, days.central, days.high) == pytest.approx(
        (365 * years.low, 365 * years.central, 365 * years.high)
    )
    assert one_in.low * years.high == pytest.approx(1)
    assert one_in.central * years.central == pytest.approx(1)
    assert one_in.high * years.low == pytest.approx(1)


def test_answering_narrows_every_category_and_the_whole(averages):
    """The same central figure, known instead of supposed."""
    for code, average in averages.items():
        answered = fm.estimate(
            fm.Consumption(code, spend_usd_per_year={c: usual_spend(code, c) for c in USUAL})
        )
        assert span(answered.person_years) < span(average.person_years), code
        before = {row.category: row for row in average.by_category}
        for row in answered.by_category:
            if row.person_years.central > 0:
                assert row.answered
                assert not before[row.category].answered
                assert width(row.person_years) < width(before[row.category].person_years), (
                    code,
                    row.category,
                )


def test_an_amount_narrows_less_than_a_sum_of_money():
    """A count is remembered well, but its price or weight is an average."""
    spend = {"coffee": usual_spend("USA", "coffee")}
    cups = {"coffee_cups": fm.average_quantity("USA", "coffee_cups")}
    widths = [
        width(part(fm.estimate(person), "coffee").person_years)
        for person in (
            fm.Consumption("USA", spend_usd_per_year=spend),
            fm.Consumption("USA", quantities_per_year=cups),
            fm.Consumption("USA"),
        )
    ]
    assert widths == sorted(widths)
    assert len(set(widths)) == 3


def test_a_label_widens_and_never_lowers(averages):
    """The centre stays; the interval grows, but for the grain of a thousand draws."""
    wider = []
    for code, average in averages.items():
        labelled = fm.estimate(fm.Consumption(code, modifiers={"clothing": {"certified_share": 1}}))
        before, after = part(average, "clothing"), part(labelled, "clothing")
        assert after.person_years.central == before.person_years.central
        wider.append(width(after.person_years) / width(before.person_years))
    assert min(wider) > 0.95
    assert np.mean(np.array(wider) > 1) > 0.9
    assert np.median(wider) > 1.03


def test_no_category_is_claimed_to_be_known_within_twice(averages):
    """Even answered in full: the square root of high over low is at least two."""
    for code in averages:
        answered = fm.estimate(
            fm.Consumption(code, spend_usd_per_year={c: usual_spend(code, c) for c in CATEGORIES})
        )
        for row in answered.by_category:
            if row.person_years.central > 0:
                assert math.sqrt(width(row.person_years)) >= 2, (code, row.category)


def test_the_average_resident_is_known_better_than_an_unknown_one(averages):
    """The average carries the world's doubt, a person who answered nothing their own besides."""
    for code, average in averages.items():
        assert average.average_person_years.central == average.person_years.central
        assert span(average.average_person_years) < span(average.person_years), code


# --- the same answers, the same result ------------------------------------------------------------


@given(people())
@settings(max_examples=20)
def test_the_same_answers_give_the_same_bytes(person):
    again = fm.Consumption(
        person.country,
        person.household_size,
        dict(person.spend_usd_per_year),
        dict(person.quantities_per_year),
        {name: dict(rules) for name, rules in person.modifiers.items()},
    )
    assert as_bytes(fm.estimate(again)) == as_bytes(fm.estimate(person))


def test_the_result_names_the_model_and_the_data_that_made_it():
    estimate = fm.average("USA")
    assert estimate.model_version == fm.MODEL_VERSION
    assert estimate.data_version == fm.data_version() == fm.manifest().data_version


@given(people())
@settings(max_examples=20)
def test_the_order_of_answers_does_not_matter(person):
    backwards = fm.Consumption(
        person.country,
        person.household_size,
        dict(reversed(person.spend_usd_per_year.items())),
        dict(reversed(person.quantities_per_year.items())),
        {name: dict(reversed(rules.items())) for name, rules in reversed(person.modifiers.items())},
    )
    assert as_bytes(fm.estimate(backwards)) == as_bytes(fm.estimate(person))


def test_whole_numbers_and_fractions_are_the_same_answer():
    whole = fm.Consumption("USA", 2, {"clothing": 900}, {"coffee_cups": 500})
    fraction = fm.Consumption("USA", 2.0, {"clothing": 900.0}, {"coffee_cups": 500.0})
    assert as_bytes(fm.estimate(whole)) == as_bytes(fm.estimate(fraction))


def test_one_estimate_leaves_no_trace_in_the_next():
    before = as_bytes(fm.average("KEN"))
    fm.estimate(fm.Consumption("KEN", spend_usd_per_year=dict.fromkeys(CATEGORIES, 9_999)))
    assert as_bytes(fm.average("KEN")) == before


# --- many at once ---------------------------------------------------------------------------------


@given(st.lists(people(), max_size=8))
@settings(max_examples=25)
def test_many_at_once_are_the_same_as_one_by_one(group):
    low, central, high = fm.totals(group)
    singly = [fm.estimate(person).person_years for person in group]
    assert central == pytest.approx([years.central for years in singly], rel=1e-12)
    assert low == pytest.approx([years.low for years in singly], rel=1e-4)
    assert high == pytest.approx([years.high for years in singly], rel=1e-4)
    assert (low <= central).all()
    assert (central <= high).all()


def test_more_people_than_fit_in_one_step_keep_their_order():
    group = [
        fm.Consumption(
            "USA" if i % 2 else "NGA", spend_usd_per_year={"clothing": float(i), "coffee": 10}
        )
        for i in range(4_100)
    ]
    low, central, high = fm.totals(group)
    for i in (0, 1, 1999, 2001, 4_000, 4_097, 4_098, 4_099):
        years = fm.estimate(group[i]).person_years
        assert (low[i], central[i], high[i]) == pytest.approx(
            (years.low, years.central, years.high), rel=1e-4
        )


# --- what an average person takes -----------------------------------------------------------------


def test_average_quantities_refuse_what_is_unknown():
    with pytest.raises(fm.UnknownCountry):
        fm.average_quantity("ATL", "coffee_cups")
    with pytest.raises(fm.UnknownItem):
        fm.average_quantity("USA", "spaceships")


def test_an_average_amount_is_one_that_may_be_given():
    """Else the average resident of some country could not answer for themselves."""
    too_much = [
        (code, item.id, amount)
        for code in CODES
        for item in fm.items()
        if (amount := fm.average_quantity(code, item.id)) is not None and amount > item.maximum
    ]
    assert too_much == []


def test_average_quantities_are_plausible():
    """A cup of coffee a day or so in the US; a phone every two to four years anywhere."""
    assert 100 < fm.average_quantity("USA", "coffee_cups") < 700
    for code in CODES:
        assert 0.2 < fm.average_quantity(code, "phones") < 0.5
