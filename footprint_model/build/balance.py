"""The account balanced to 2021: the first account's flows fitted to published margins.

Twelve passes, each of eight rounds of row and column scaling and fifteen rounds that move
the origins of trade, then forty rounds of pure scaling. What is published only as a share
of total trade (farm products by origin, garments and electronics of a few importers) seeds
the first pass and is never a constraint, since it would starve cells that must stay full.
"""

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import GOODS, PRODUCTS
from footprint_model.build.raw import Raw, number
from footprint_model.build.rest_of_world import Account, account_output
from footprint_model.build.targets import (
    N_GROUPS,
    NON_TRADABLE,
    Targets,
    product_groups,
)
from footprint_model.leontief import Array, input_coefficients

TRACE = 1e-6
PASSES, SCALING_ROUNDS, TRADE_ROUNDS, LAST_ROUNDS = 12, 8, 15, 40
SMALLEST, LARGEST = 0.02, 50.0
SEEDED = {"c4": "garments", "c14": "electronics"}


class Flows:
    """The account as flows: Z (5670 × 5670) and Y (5670 × 162 × household, other)."""

    def __init__(self, account: Account) -> None:
        self.codes = account.countries
        self.n, self.p = len(account.countries), len(PRODUCTS)
        x = account_output(account)
        self.Z = account.A * x
        self.Y = np.stack([account.household, account.other], axis=2)
        self._open_absent_trade()

    def _open_absent_trade(self) -> None:
        """A trace where a country buys nothing of a product from another, so a fit can start it."""
        n, p = self.n, self.p
        Z4, Y4 = self.Z.reshape(n, p, n, p), self.Y.reshape(n, p, n, 2)
        absent = self.trade() <= 0
        absent[np.arange(n), :, np.arange(n)] = False
        for d in range(n):
            missing = absent[:, :, d, np.newaxis]
            Z4[:, :, d] += missing * (TRACE * Z4[:, :, d].sum(axis=0))
            Y4[:, :, d] += missing * (TRACE * Y4[:, :, d].sum(axis=0))

    def trade(self) -> Array:
        """T[r, s, d]: deliveries of product s from r to d."""
        n, p = self.n, self.p
        return np.asarray(
            self.Z.reshape(n, p, n, p).sum(axis=3) + self.Y.reshape(n, p, n, 2).sum(axis=3)
        )

    def scale_trade(self, factors: Array) -> None:
        """Multiply every delivery by the factor of its origin, product and destination."""
        n, p = self.n, self.p
        self.Z.reshape(n, p, n, p)[...] *= factors[..., np.newaxis]
        self.Y.reshape(n, p, n, 2)[...] *= factors[..., np.newaxis]

    def scale_margins(self, rows: Array, intermediate: Array, final: Array, rounds: int) -> float:
        """Row and column scaling; returns the largest relative row error before the last round."""
        error = 0.0
        for _ in range(rounds):
            sums = self.Z.sum(axis=1) + self.Y.sum(axis=(1, 2))
            factor = _ratio(rows, sums)
            error = float(np.abs(sums - rows).sum() / rows.sum())
            self.Z *= factor[:, np.newaxis]
            self.Y *= factor[:, np.newaxis, np.newaxis]
            self.Z *= _ratio(intermediate, self.Z.sum(axis=0))
            self.Y *= _ratio(final, self.Y.sum(axis=0))
        return error


def balance(raw: Raw, flows: Flows, goal: Targets) -> Account:
    """Fit the flows to the targets and turn them back into coefficients.

    Returns
    -------
    Account
        Its output is recomputed from its final demand, so conservation is exact whatever
        the fit leaves over.
    """
    rows = goal.output.ravel()
    intermediate = np.maximum(rows - goal.value_added.ravel(), 0)
    final = np.stack([goal.household, goal.other], axis=1)
    for number_of_pass in range(PASSES):
        flows.scale_margins(rows, intermediate, final, SCALING_ROUNDS)
        before = flows.trade()
        after = _fit_trade(raw, flows.codes, before.copy(), goal, first_pass=number_of_pass == 0)
        flows.scale_trade(np.clip(_ratio(after, before), SMALLEST, LARGEST))
    error = flows.scale_margins(rows, intermediate, final, LAST_ROUNDS)
    check("balanced account, row error over output", error, 0, 1e-3)
    account = Account(
        countries=flows.codes,
        A=input_coefficients(flows.Z, rows),
        household=np.ascontiguousarray(flows.Y[:, :, 0]),
        other=np.ascontiguousarray(flows.Y[:, :, 1]),
    )
    x = account_output(account)
    check("balanced account, smallest output", float(x.min()), -1e-6, 1e6)
    report("recomputed output over target", float(x.sum() / rows.sum()))
    return account


def _fit_trade(
    raw: Raw, codes: tuple[str, ...], T: Array, goal: Targets, *, first_pass: bool
) -> Array:
    """Move T[r, s, d] towards the published trade; what stays at home is untouched."""
    n = len(codes)
    own = np.arange(n)
    home = T[own, :, own].copy()
    T[own, :, own] = 0
    groups = product_groups()
    members = [np.flatnonzero(groups == g) for g in range(N_GROUPS)]
    goods = list(GOODS)
    tradable = [i for i in range(len(PRODUCTS)) if i not in goods and i not in NON_TRADABLE]
    for round_ in range(TRADE_ROUNDS):
        if first_pass and round_ == 0:
            _seed_farm_origins(raw, codes, T)
            _seed_listed_origins(raw, codes, T)
        for g, products in enumerate(members):
            sums = T[:, products].sum(axis=(1, 2))
            T[:, products] *= _ratio(goal.exports_by_group[:, g], sums)[:, np.newaxis, np.newaxis]
        _towards_partners(T, goods, goal)
        sums = T[:, goods].sum(axis=(0, 1))
        T[:, goods] *= _ratio(goal.goods_imports, sums)
        rest = goal.imports - goal.goods_imports
        fixed = T[:, list(NON_TRADABLE)].sum(axis=(0, 1))
        sums = T[:, tradable].sum(axis=(0, 1))
        T[:, tradable] *= _ratio(np.maximum(rest - fixed, 0.05 * rest), sums)
    T[own, :, own] = home
    return T


def _towards_partners(T: Array, goods: list[int], goal: Targets) -> None:
    """Scale each importer's deliveries from its published main partners to their shares."""
    from_each = T[:, goods].sum(axis=1)  # (origin, destination)
    wanted: dict[int, list[tuple[int, float]]] = {}
    for importer, partner, share in goal.partners:
        wanted.setdefault(importer, []).append((partner, share))
    factor = np.ones_like(from_each)
    for importer, partners in wanted.items():
        total = from_each[:, importer].sum()
        named = [partner for partner, _ in partners]
        shares = sum(share for _, share in partners)
        others = total - from_each[named, importer].sum()
        for partner, share in partners:
            if from_each[partner, importer] > 0:
                factor[partner, importer] = share * total / from_each[partner, importer]
        rest = np.ones(len(from_each), dtype=bool)
        rest[named] = False
        if others > 0 and shares < 1:
            factor[rest, importer] = (1 - shares) * total / others
    T[:, goods] *= np.clip(factor, SMALLEST, LARGEST)[:, np.newaxis, :]


def _seed_farm_origins(raw: Raw, codes: tuple[str, ...], T: Array) -> None:
    """Origins of farm products as FAO's trade matrix has them; each importer's total stays."""
    place = {code: i for i, code in enumerate(codes)}
    value = np.zeros((len(codes), len(codes)))
    for row in raw.rows("trade/faostat_tm_key_crops_bilateral_2018_2022.csv"):
        if row["importer"] in place and row["origin"] in place and row["importer"] != row["origin"]:
            cell = place[row["origin"]], place[row["importer"]]
            value[cell] += number(row["thousand_usd_per_year_2018_22"])
    _reseed(T, 0, value)


def _seed_listed_origins(raw: Raw, codes: tuple[str, ...], T: Array) -> None:
    """Garment and electronics origins of listed importers, among the listed origins only."""
    place = {code: i for i, code in enumerate(codes)}
    for product, name in SEEDED.items():
        p = PRODUCTS.index(product)
        value = np.zeros((len(codes), len(codes)))
        for row in raw.rows("gsi_2023_g20_import_risk.csv"):
            pair = row["importer_iso3"], row["origin_iso3"]
            if row["product"].startswith(name) and pair[0] != pair[1] and set(pair) <= set(place):
                value[place[pair[1]], place[pair[0]]] += number(row["value_thousand_usd"])
        _reseed(T, p, value)


def _reseed(T: Array, product: int, value: Array) -> None:
    """Give the origins named in ``value`` its proportions; their sum per destination stays."""
    named = value > 0
    held = np.where(named, T[:, product], 0).sum(axis=0)
    sums = value.sum(axis=0)
    share = np.divide(value, sums, out=np.zeros_like(value), where=sums > 0)
    T[:, product] = np.where(named, share * held, T[:, product])


def _ratio(wanted: Array, held: Array) -> Array:
    return np.divide(wanted, held, out=np.ones_like(held), where=held > 0)
