"""Published rules: direction, size, and that nobody is credited twice."""

import math
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

import footprint_model as fm
from footprint_model import tables
from footprint_model.commodities import named_cell
from footprint_model.lookup import countries_by_code
from footprint_model.modifiers import effect, named
from footprint_model.uncertainty import QUANTILES
from tests.footprint_model.people import CATEGORIES, CODES, LASTING, part

VALUES = tables.parameter_values()
NAMED = sorted(c for c in CATEGORIES if named_cell(c) is not None)
REDUCING = [row for row in fm.labels().values() if row.use == "reduce"]
WIDENING = [row for row in fm.labels().values() if row.use == "widen" and row.categories]
USELESS = [row for row in fm.labels().values() if row.use == "none" and row.categories]
LOWERS = {
    "used_share": (0.0, 1.0),
    "passed_on": (0.0, 1.0),
    "years_kept": (0.1, 100.0),
    "repaired": (0.0, 1.0),
    "shared_with": (1.0, 50.0),
    "certified_share": (0.0, 1.0),
}


def at(code):
    return countries_by_code()[code][0]


def factor(category, rules, code="USA", answered=False):
    return effect(at(code), category, rules, answered=answered).factor


@given(
    st.sampled_from(sorted(LOWERS)),
    st.sampled_from(LASTING),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
)
def test_more_of_a_rule_never_raises_a_category(rule, category, one, other, answered):
    low, high = LOWERS[rule]
    less, more = (low + (high - low) * share for share in sorted((one, other)))
    with_less = factor(category, {rule: less}, answered=answered)
    with_more = factor(category, {rule: more}, answered=answered)
    assert with_more <= with_less * (1 + 1e-12)


@given(st.floats(0, 1), st.floats(0, 1))
def test_first_and_second_owner_carry_one_new_thing(used, passed_on):
    """What goes on is credited to the first owner exactly as far as the second one carries it."""
    first = factor("clothing", {"passed_on": 1.0})
    second = factor("clothing", {"used_share": 1.0})
    assert first + second == pytest.approx(1)
    # Bought used and passed on again: the third carries what is left of what was left.
    third = 1 - first - factor("clothing", {"used_share": 1, "passed_on": 1})
    assert third == pytest.approx(VALUES["used_life_left"] ** 2)
    mixed = factor("clothing", {"used_share": used, "passed_on": passed_on})
    assert first * second <= mixed <= 1


@given(st.sampled_from(["used_share", "passed_on"]), st.floats(0.01, 1), st.floats(0.01, 1))
def test_what_changed_hands_widens_the_range_and_never_raises_it(rule, one, other):
    """How much of its life was left is unknown, so more of it means a wider range."""
    less, more = sorted((one, other))
    some, much = (
        effect(at("USA"), "clothing", {rule: share}, answered=True) for share in (less, more)
    )
    assert 0 < some.spread <= much.spread * (1 + 1e-9)

    def asked(share):
        person = fm.Consumption(
            "USA", spend_per_year={"clothing": 900}, modifiers={"clothing": {rule: share}}
        )
        return part(fm.estimate(person), "clothing").person_years

    assert max(asked(less).high, asked(more).high) <= asked(0.0).high


SHARES = st.floats(0, 1)


@given(SHARES, SHARES, SHARES, st.booleans())
def test_more_used_never_raises_an_end_whatever_is_passed_on(one, other, fixed, swapped):
    """Nor does more passed on, whatever was bought used."""
    names = ("passed_on", "used_share") if swapped else ("used_share", "passed_on")

    def ends(share):
        rules = dict(zip(names, (share, fixed), strict=True))
        found = effect(at("USA"), "clothing", rules, answered=True)
        return [
            found.factor * math.exp(found.spread * NormalDist().inv_cdf(quantile))
            for quantile in (QUANTILES[0], 0.5, QUANTILES[-1])
        ]

    less, more = sorted((one, other))
    for before, after in zip(ends(less), ends(more), strict=True):
        assert after <= before * (1 + 1e-12)


def test_all_second_hand_has_a_wider_range_than_all_new():
    def width(share):
        person = fm.Consumption(
            "USA", spend_per_year={"clothing": 900}, modifiers={"clothing": {"used_share": share}}
        )
        found = part(fm.estimate(person), "clothing").person_years
        return found.high / found.low

    assert width(1.0) > width(0.5) > width(0.0)


def test_the_rules_have_the_published_size():
    left = VALUES["used_life_left"]
    usual = fm.lifetimes()["clothing"]
    assert factor("clothing", {"used_share": 0.5}) == pytest.approx(1 - 0.5 * (1 - left))
    assert factor("clothing", {"years_kept": 2 * usual.years}) == pytest.approx(0.5)
    assert factor("clothing", {"shared_with": 4}) == pytest.approx(0.25)
    longer = usual.repaired_years / usual.years
    assert factor("clothing", {"repaired": 1}) == pytest.approx(1 / (1 + longer))
    assumed = VALUES["repair_lengthens"]
    assert fm.lifetimes()["phones_computers"].repaired_years is None
    assert factor("phones_computers", {"repaired": 1}) == pytest.approx(1 / (1 + assumed))


@pytest.mark.parametrize("rule", ["years_kept", "repaired"])
def test_an_amount_a_year_holds_a_long_life_already(rule):
    found = effect(at("USA"), "clothing", {rule: 1.0}, answered=True)
    assert found.factor == 1
    assert any(rule in note for note in found.notes)


@pytest.mark.parametrize("label", REDUCING, ids=lambda row: row.id)
def test_two_programmes_lower_what_they_cover_and_widen_the_range(label):
    assert len(REDUCING) == 2
    for category in named(label.categories):
        found = effect(
            at("USA"), category, {"certified_share": 1.0, "label": label.id}, answered=True
        )
        assert 1 - VALUES["label_effect"] <= found.factor <= 1
        assert found.spread == pytest.approx(VALUES["sd_label_reduce"])
    tomatoes = {"certified_share": 1.0, "label": "fair_food_program"}
    assert factor("vegetables", tomatoes) < 1


@pytest.mark.parametrize("label", WIDENING, ids=lambda row: row.id)
def test_other_labels_only_widen(label):
    category = named(label.categories)[0]
    found = effect(at("GBR"), category, {"certified_share": 0.5, "label": label.id}, answered=True)
    assert found.factor == 1
    assert found.spread == pytest.approx(0.5 * VALUES["sd_label"])


@pytest.mark.parametrize("label", USELESS, ids=lambda row: row.id)
def test_labels_without_forced_labour_in_them_do_nothing_and_say_so(label):
    category = named(label.categories)[0]
    found = effect(at("GBR"), category, {"certified_share": 1.0, "label": label.id}, answered=True)
    assert (found.factor, found.spread) == (1, 0)
    assert found.notes


@given(st.sampled_from(NAMED), st.sampled_from(CODES), st.sampled_from(CODES))
def test_a_named_origin_moves_only_its_commodity(category, code, origin):
    base = fm.Consumption(code)
    chosen = fm.Consumption(code, modifiers={category: {"origin": origin}})
    before, after = fm.estimate(base), fm.estimate(chosen)
    changed = {
        row.category
        for row in before.by_category
        if part(after, row.category).person_years.central != row.person_years.central
    }
    assert changed <= {category}
    rows = [r.person_years for r in after.by_category_origin if r.category == category]
    assert sum(rows) == pytest.approx(part(after, category).person_years.central, rel=1e-6)


def test_coffee_from_one_country_comes_from_there():
    def of(consumption):
        rows = [r for r in fm.estimate(consumption).by_category_origin if r.category == "coffee"]
        total = sum(row.person_years for row in rows)
        return {row.country: row.person_years / total for row in rows}

    before = of(fm.Consumption("USA"))
    after = of(fm.Consumption("USA", modifiers={"coffee": {"origin": "ETH"}}))
    assert after["ETH"] > 3 * before["ETH"]
    assert after["COL"] < before["COL"]


@pytest.mark.parametrize(
    ("rules", "field", "accepted"),
    [
        (
            {"coffee": {"certified_share": 0.5, "label": "moon"}},
            "modifiers.coffee.label",
            "fairtrade",
        ),
        (
            {"tobacco": {"certified_share": 1, "label": "goodweave"}},
            "modifiers.tobacco.label",
            "one of",
        ),
        ({"coffee": {"label": "fairtrade"}}, "modifiers.coffee.label", "certified_share"),
        ({"coffee": {"origin": "XXX"}}, "modifiers.coffee.origin", "ISO 3166"),
        ({"education": {"origin": "IND"}}, "modifiers.education.origin", "coffee"),
        ({"clothing": {"used_share": 1.2}}, "modifiers.clothing.used_share", "0 to 1"),
        ({"coffee": {"repaired": 1}}, "modifiers.coffee.repaired", "clothing"),
        ({"clothing": {"ironed": 1}}, "modifiers.clothing.ironed", "used_share"),
    ],
)
def test_a_wrong_modifier_is_refused_by_name(rules, field, accepted):
    with pytest.raises(fm.InputError) as caught:
        fm.Consumption("USA", modifiers=rules)
    assert caught.value.field == field
    assert accepted in caught.value.accepted
