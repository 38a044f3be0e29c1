"""How near both accounts come to what is published, fitted or not.

Most rows were targets of the fit, so the balanced account should meet them; two were not,
and those say whether it got better at what it was not told.
"""

import numpy as np

from footprint_model.build.checks import check, report, step
from footprint_model.build.classification import GOODS, subregions
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account, account_output
from footprint_model.build.targets import GOODS_GROUPS, Targets, product_groups
from footprint_model.leontief import Array
from footprint_model.schema import Margin, Margins, MarginSummary

LARGEST_TRADERS = 120
LARGEST_EXPORTERS = 10

# Regions of the US input tables: the countries of these subregions, else the country itself.
_BEA_SUBREGIONS = {
    "Europe": ("northern_europe", "western_europe", "southern_europe", "eastern_europe"),
    "Rest of Asia and Pacific": (
        "eastern_asia",
        "south_eastern_asia",
        "southern_asia",
        "oceania",
    ),
}
_BEA_COUNTRIES = {"Canada": "CAN", "China": "CHN", "Japan": "JPN", "Mexico": "MEX"}


def compare_margins(
    raw: Raw, goal: Targets, first: tuple[Account, Array], balanced: tuple[Account, Array]
) -> Margins:
    """Published figures beside those of the first and the balanced account.

    Parameters
    ----------
    first, balanced : the account and its deliveries T[origin, product, destination]
    """
    step("margins, published beside fitted")
    codes = first[0].countries
    both = (first, balanced)
    rows: list[Margin] = []
    summaries: list[MarginSummary] = []
    large = np.argsort(-(goal.imports + goal.exports), kind="stable")[:LARGEST_TRADERS]

    gdp = goal.value_added.sum(axis=1)
    added = [_value_added(account) for account, _ in both]
    summaries.append(_spread("value added against GDP", gdp, added, large))
    foreign = [_abroad(trade) for _, trade in both]
    for name, published, held in (
        ("imports", goal.imports, [t.sum(axis=(0, 1)) for t in foreign]),
        ("exports", goal.exports, [t.sum(axis=(1, 2)) for t in foreign]),
    ):
        summaries.append(_spread(name, published, held, large))
        within = [int((np.abs(v[large] / published[large] - 1) <= 0.25).sum()) for v in held]
        summaries.append(
            MarginSummary(
                f"{name} within 25 %, of the {LARGEST_TRADERS} largest traders",
                "countries",
                within[0],
                within[1],
                fitted=True,
            )
        )
        check(f"{name} within 25 %, balanced account", within[1], 90, LARGEST_TRADERS)
        rows += [
            Margin(name, codes[i], "", float(published[i]), float(held[0][i]), float(held[1][i]))
            for i in large
        ]
    group_rows, group_summary = _groups(codes, goal, foreign)
    rows += group_rows
    summaries.append(group_summary)
    summaries += _partners(raw, codes, foreign)
    region_rows, region_summary = _us_inputs(raw, codes, both)
    rows += region_rows
    summaries.append(region_summary)
    for row in summaries:
        report(f"{row.name}: first {row.first:.3g}, balanced {row.balanced:.3g}", row.unit)
    return Margins(tuple(summaries), tuple(rows))


def _value_added(account: Account) -> Array:
    x = account_output(account)
    return np.asarray(
        (x * (1 - account.A.sum(axis=0))).reshape(len(account.countries), -1).sum(axis=1)
    )


def _abroad(trade: Array) -> Array:
    own = np.arange(len(trade))
    abroad = trade.copy()
    abroad[own, :, own] = 0
    return abroad


def _spread(name: str, published: Array, held: list[Array], large: np.ndarray) -> MarginSummary:
    spread = [float(np.log(v[large] / published[large]).std()) for v in held]
    unit = "standard deviation of log(account / published), largest traders"
    return MarginSummary(name, unit, spread[0], spread[1], fitted=True)


def _groups(
    codes: tuple[str, ...], goal: Targets, foreign: list[Array]
) -> tuple[list[Margin], MarginSummary]:
    """Shares of world exports of each goods group, its ten largest exporters."""
    groups = product_groups()
    rows, worst = [], [0.0, 0.0]
    for g, (products, _) in enumerate(GOODS_GROUPS):
        published = goal.exports_by_group[:, g] / goal.exports_by_group[:, g].sum()
        held = [t[:, groups == g].sum(axis=(1, 2)) for t in foreign]
        held = [v / v.sum() for v in held]
        for i in np.argsort(-published, kind="stable")[:LARGEST_EXPORTERS]:
            values = [float(100 * v[i]) for v in (published, *held)]
            rows.append(Margin("share of world exports, %", codes[i], "+".join(products), *values))
            worst = [max(w, abs(v - values[0])) for w, v in zip(worst, values[1:], strict=True)]
    name = f"shares of world exports by group, {LARGEST_EXPORTERS} largest exporters each"
    return rows, MarginSummary(name, "largest error, points", worst[0], worst[1], fitted=True)


def _partners(raw: Raw, codes: tuple[str, ...], foreign: list[Array]) -> list[MarginSummary]:
    summaries = []
    for flow, fitted in (("imp", True), ("exp", False)):
        pairs = [
            (codes.index(row["iso3"]), codes.index(row["partner_iso3"]), number(row["share_pct"]))
            for row in raw.rows("macro/factbook_top5_partners.csv")
            if row["flow"] == flow
            and row["iso3"] != row["partner_iso3"]
            and row["iso3"] in codes
            and row["partner_iso3"] in codes
        ]
        published = np.array([share for _, _, share in pairs])
        errors, correlations = [], []
        for trade in foreign:
            goods = trade[:, list(GOODS)].sum(axis=1)
            sums = goods.sum(axis=0) if flow == "imp" else goods.sum(axis=1)
            held = np.array(
                [
                    100 * (goods[j, i] if flow == "imp" else goods[i, j]) / sums[i]
                    for i, j, _ in pairs
                ]
            )
            errors.append(float(np.abs(held - published).mean()))
            correlations.append(float(np.corrcoef(held, published)[0, 1]))
        name = "import partners" if flow == "imp" else "export partners, not used by the fit"
        unit = "mean error of a main partner's share, points"
        summaries.append(MarginSummary(name, unit, errors[0], errors[1], fitted=fitted))
        unit = "correlation of main partners' shares"
        summaries.append(MarginSummary(name, unit, correlations[0], correlations[1], fitted=fitted))
    return summaries


def _us_inputs(
    raw: Raw, codes: tuple[str, ...], both: tuple[tuple[Account, Array], tuple[Account, Array]]
) -> tuple[list[Margin], MarginSummary]:
    """Where US industries' imported inputs come from, by region (2022), not used by the fit."""
    region = subregions()
    table = raw.rows("trade/bea_us_intermediate_imports_by_region_2022.csv")
    names = [name for name in table[0] if name not in ("bea_commodity", "commodity")]
    published = np.array([sum(number(row[name]) for row in table) for name in names])
    published = 100 * published / published.sum()

    def place(code: str) -> int:
        for name, iso3 in _BEA_COUNTRIES.items():
            if code == iso3:
                return names.index(name)
        for name, parts in _BEA_SUBREGIONS.items():
            if region[code] in parts:
                return names.index(name)
        return names.index("Rest of World")

    usa = codes.index("USA")
    held = []
    for account, _ in both:
        n = len(codes)
        inputs = (account.A * account_output(account)).reshape(n, -1, n, account.A.shape[0] // n)
        bought = inputs[:, :, usa].sum(axis=(1, 2))
        shares = np.zeros(len(names))
        for i, code in enumerate(codes):
            if i != usa:
                shares[place(code)] += bought[i]
        held.append(100 * shares / shares.sum())
    rows = [
        Margin(
            "US imported inputs by region, %",
            "USA",
            name,
            *(float(v[k]) for v in (published, *held)),
        )
        for k, name in enumerate(names)
    ]
    errors = [float(np.abs(v - published).mean()) for v in held]
    return rows, MarginSummary(
        "US imported inputs by region, not used by the fit",
        "mean error of a region's share, points",
        errors[0],
        errors[1],
        fitted=False,
    )
