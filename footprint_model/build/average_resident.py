"""What an average resident of each country spends in a year on each of the 52 categories.

Level: household consumption per head of the latest year (mostly 2023). Shares: ICP 2017
headings of the country, or the median of its income group where the country took no part.
Within a heading: weights eaten (FAO) at two constant price ratios, or the US and UK
household budgets.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.parameters import Parameters
from footprint_model.build.prices import PriceLevels
from footprint_model.build.raw import Raw, number
from footprint_model.leontief import Array
from footprint_model.schema import Category

MEASURED, SPLIT, ENGEL = 0, 1, 2  # how well a country's spending in a category is known

# Heading of the International Comparison Program -> our categories.
HEADINGS = {
    "1101110": ("rice", "cereals_bakery"),
    "1101120": ("beef", "other_meat"),
    "1101130": ("fish", "shrimp"),
    "1101140": ("dairy_eggs",),
    "1101150": ("edible_oils",),
    "1101160": ("fruit_nuts",),
    "1101170": ("vegetables",),
    "1101180": ("chocolate", "sugar_sweets"),
    "1101190": ("prepared_food",),
    "1101200": ("coffee", "tea", "soft_drinks"),
    "1102100": ("alcohol",),
    "1102200": ("tobacco",),
    "1103000": ("clothing", "footwear"),
    "9060000": ("rent_housing", "home_maintenance", "energy_water"),
    "1105000": (
        "furniture",
        "rugs_flooring",
        "home_textiles",
        "appliances",
        "housewares_tools",
        "cleaning_supplies",
        "household_services",
    ),
    "9080000": ("health_goods", "health_services"),
    "1107100": ("vehicles",),
    "operation": ("vehicle_upkeep",),
    "1107300": ("transport_services", "delivery"),
    "1108000": ("phones", "telecom_media"),
    "9110000": (
        "computers",
        "tv_audio_games",
        "toys_sports_hobbies",
        "flowers_garden_pets",
        "culture_recreation",
    ),
    "9120000": ("education",),
    "1111000": ("restaurants", "hotels"),
    "9140000": (
        "insurance_finance",
        "cosmetics",
        "beauty_services",
        "jewellery",
        "other_goods_services",
    ),
}
HOUSING = "9060000"
# COICOP 1999 puts telephones under communication and computers under recreation; we keep
# them together.
PARTS = {"phones": "phones_computers", "computers": "phones_computers"}
PHONE_COMMODITIES = ("334210", "334220", "334290")


@dataclass(frozen=True)
class AverageResident:
    """Spending of the average resident.

    Attributes
    ----------
    spend : (162, 52) US$ per person per year at purchaser prices; zero where no survey has a line
    known : (162, 52) MEASURED, SPLIT or ENGEL
    """

    spend: Array
    known: np.ndarray


def average_resident(
    raw: Raw,
    countries: tuple[str, ...],
    categories: tuple[Category, ...],
    parameters: Parameters,
    account_spend: Array,
) -> AverageResident:
    """Spending per head by category.

    Parameters
    ----------
    account_spend : (162,) household final demand per head in the account, US$; the level for
        the few countries that have no other total.
    """
    ids = [category.id for category in categories]
    totals = raw.by_country("spend/total_consumption_fallback.csv")
    icp = _icp_shares(raw)
    engel = _engel_shares(raw)
    kilograms = quantities(raw)
    budgets = _budget_shares(raw, parameters)
    levels = PriceLevels(raw, parameters)
    seafood = {
        iso3: number(row["shellfish_share_of_seafood_kg"])
        for iso3, row in raw.by_country("spend/split_seafood.csv").items()
    }
    floor = parameters("smallest_share_of_heading")
    spend = np.zeros((len(countries), len(ids)))
    known = np.zeros((len(countries), len(ids)), dtype=np.uint8)
    own_level = 0
    for i, code in enumerate(countries):
        row = totals[code]
        level = next(
            (
                value
                for value in (
                    number(row["hfce_usd_per_cap_latest_est"]),
                    number(row["hfce_usd_per_cap_icp2017"]),
                    number(row["hfce_usd_per_cap_pwt2019"]),
                )
                if value == value
            ),
            float("nan"),
        )
        if level == level:
            own_level += 1
        else:
            level = account_spend[i]
        headings = icp.get(code) or engel[row["income_group"] or "Upper middle income"]
        within = _within(code, headings, level, kilograms, seafood, budgets, levels, parameters)
        for heading, measured in headings.items():
            share = max(measured, floor)
            for category in HEADINGS[heading]:
                k = ids.index(PARTS.get(category, category))
                spend[i, k] += level * share * max(within[heading].get(category, 0.0), floor)
                single = len(HEADINGS[heading]) == 1
                known[i, k] = ENGEL if code not in icp else MEASURED if single else SPLIT
    check("countries with a consumption level of their own", own_level, 155, 162)
    report("countries with ICP 2017 shares", sum(code in icp for code in countries))
    usa = countries.index("USA")
    check("average spending in the United States, US$", float(spend[usa].sum()), 50_000, 60_000)
    return AverageResident(spend, known)


def quantities(raw: Raw) -> dict[str, dict[str, float]]:
    """Food supply in kg per person and year: item -> country -> kg (FAO, 2018–2020)."""
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for row in raw.rows("spend/typical_quantities.csv"):
        if row["unit"] == "kg/person/yr" and row["quantity"]:
            table[row["item"]].setdefault(row["iso3"], number(row["quantity"]))
    return dict(table)


def _icp_shares(raw: Raw) -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = defaultdict(dict)
    for row in raw.rows("spend/household_consumption_by_country.csv"):
        values[row["iso3"]][row["icp_code"]] = number(row["usd_per_cap_household_est"])
    shares = {}
    for code, headings in values.items():
        transport = [headings.get(key, float("nan")) for key in ("1107000", "1107100", "1107300")]
        headings["operation"] = max(transport[0] - transport[1] - transport[2], 0.0)
        wanted = {heading: headings.get(heading, float("nan")) for heading in HEADINGS}
        if any(value != value for value in wanted.values()):
            continue
        positive = {heading: max(value, 0.0) for heading, value in wanted.items()}
        total = sum(positive.values())
        shares[code] = {heading: value / total for heading, value in positive.items()}
    return shares


def _engel_shares(raw: Raw) -> dict[str, dict[str, float]]:
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for row in raw.rows("spend/engel_shares_by_income_group.csv"):
        groups[row["income_group"]][row["icp_code"]] = number(row["share_median"])
    shares = {}
    for group, medians in groups.items():
        medians["operation"] = max(medians["1107000"] - medians["1107100"] - medians["1107300"], 0)
        wanted = {heading: medians[heading] for heading in HEADINGS}
        total = sum(wanted.values())
        shares[group] = {heading: value / total for heading, value in wanted.items()}
    return shares


def _budget_shares(raw: Raw, parameters: Parameters) -> dict[str, dict[str, float]]:
    """Spending by category in the US (BEA 2017) and UK (LCF 2018) household budgets."""
    usa: dict[str, float] = defaultdict(float)
    with (Path(__file__).parent / "bea_commodities.toml").open("rb") as file:
        extra = {
            code: category
            for category, codes in tomllib.load(file).items()
            for code in codes.split()
        }
    for row in raw.rows("spend/margins_us_bea_2017_pce.csv"):
        members = [name for name in row["category_ids"].split(";") if name]
        members = (
            members or [extra[row["CommodityCode"]]] if row["CommodityCode"] in extra else members
        )
        if members == ["phones_computers"]:
            members = ["phones" if row["CommodityCode"] in PHONE_COMMODITIES else "computers"]
        for name in members:
            usa[name] += number(row["PurchasersValue"]) / len(members)
    # National accounts book most home repairs as investment; the household survey has them.
    survey = {row["category_id"]: row for row in raw.rows("spend/us_cex_by_category_2023.csv")}
    repairs, energy = (
        number(survey[name]["usd_per_person_all"]) for name in ("home_maintenance", "energy_water")
    )
    usa["home_maintenance"] = usa["energy_water"] * repairs / energy
    gbr: dict[str, float] = defaultdict(float)
    for row in raw.rows("spend/uk_lcf.csv"):
        if row["group"] == "all" and row["category_id"]:
            gbr[row["category_id"]] += number(row["gbp_per_household_week"])
    # The survey has one line for televisions, video and computers: half each.
    gbr["phones"] = gbr.pop("phones_computers")
    gbr["computers"] = parameters("computers_in_tv_line") * next(
        number(row["gbp_per_household_week"])
        for row in raw.rows("spend/uk_lcf.csv")
        if row["group"] == "all" and row["coicop_plus_code"] == "9.1.2"
    )
    gbr["tv_audio_games"] -= gbr["computers"]
    return {"USA": dict(usa), "GBR": dict(gbr)}


def _within(
    code: str,
    headings: dict[str, float],
    level: float,
    kilograms: dict[str, dict[str, float]],
    seafood: dict[str, float],
    budgets: dict[str, dict[str, float]],
    levels: PriceLevels,
    parameters: Parameters,
) -> dict[str, dict[str, float]]:
    """Shares of the categories inside each heading for one country."""

    def kg(item: str) -> float:
        table = kilograms[item]
        return table.get(code, float(np.median(list(table.values()))))

    def weighed(first: str, a: float, second: str, b: float) -> dict[str, float]:
        total = a + b
        return {first: a / total if total else 0.5, second: b / total if total else 0.5}

    other_meat = kg("poultry") + kg("pigmeat") + kg("mutton & goat")
    shellfish = seafood.get(code, float(np.median(list(seafood.values()))))
    within = {
        "1101110": weighed(
            "rice", kg("rice") * parameters("price_ratio_rice_bread"), "cereals_bakery", kg("wheat")
        ),
        "1101120": weighed(
            "beef",
            kg("bovine meat") * parameters("price_ratio_beef_other"),
            "other_meat",
            other_meat,
        ),
        "1101130": {"shrimp": shellfish, "fish": 1 - shellfish},
    }
    uk = budgets["GBR"]
    cocoa = kg("cocoa beans & products") / kilograms["cocoa beans & products"]["GBR"]
    chocolate = uk["chocolate"] / (uk["chocolate"] + uk["sugar_sweets"]) * min(cocoa, 1.0)
    within["1101180"] = {"chocolate": chocolate, "sugar_sweets": 1 - chocolate}

    drinks = level * headings["1101200"]
    roasted = parameters("price_coffee_roasted") * parameters("coffee_roasted_from_green")
    tea_bags = parameters("price_tea") / levels("GBR")
    coffee = kg("coffee (green equivalent)") * roasted * levels(code)
    tea = kg("tea incl. mate") * tea_bags * levels(code)
    scale = (
        min(1.0, parameters("hot_drinks_cap") * drinks / (coffee + tea)) if coffee + tea else 0.0
    )
    within["1101200"] = {
        "coffee": scale * coffee / drinks if drinks else 0.0,
        "tea": scale * tea / drinks if drinks else 0.0,
    }
    within["1101200"]["soft_drinks"] = 1 - sum(within["1101200"].values())

    own = [budgets[code]] if code in budgets else list(budgets.values())
    for heading, members in HEADINGS.items():
        if heading in within:
            continue
        # The UK survey leaves out the rent that owners pay themselves.
        used = [budgets["USA"]] if heading == HOUSING else own
        shares = []
        for budget in used:
            total = sum(budget.get(name, 0.0) for name in members)
            shares.append([budget.get(name, 0.0) / total for name in members])
        within[heading] = dict(zip(members, np.mean(shares, axis=0).tolist(), strict=True))
    return within
