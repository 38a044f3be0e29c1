"""Step 6: a thousand possible worlds, drawn once, shared by every category and country.

The footprint is linear in the satellite for a given trade structure, so each draw makes a
new satellite (total, country and sector numbers, tilt towards listed goods, which of the two
published accounts), a new answer to "who buys this country's output", and a structural
response to the assumed exponents and import shares, measured by re-solving the account at
the ends of their ranges. Every draw is scaled so that it conserves its own world total.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from footprint_model.build.checks import check, report
from footprint_model.build.classification import (
    DOMESTIC_WORK,
    GROUPS,
    group_matrix,
    group_of_product,
)
from footprint_model.build.parameters import Parameters
from footprint_model.build.rest_of_world import Account
from footprint_model.build.satellite import Margins
from footprint_model.leontief import Array, intensity, output
from footprint_model.uncertainty import STEP

N_DRAWS = 1000
SEED = 20211115
STRUCTURE = (
    ("output_exponent",),
    ("output_exponent_agriculture",),
    ("row_import_share_goods", "row_import_share_services"),
)
CHUNK = 50


@dataclass(frozen=True)
class Draws:
    """Logarithm of each draw over the central estimate, in steps of ``STEP``.

    Attributes
    ----------
    log_ratio : (162 consumers, 53 columns, 1000 draws) int8; the last column is what
        government and investment buy
    answers : (52, 1000) int8, standard normal draws in steps of ``STEP`` for people's own answers
    """

    log_ratio: np.ndarray
    answers: np.ndarray


def structural_response(
    base: Account,
    people: Array,
    ends: Iterable[tuple[Account, Account]],
) -> list[tuple[Array, Array]]:
    """Log change of each consumer's people by product at the low and high end of a range.

    Parameters
    ----------
    base : the central account
    people : (162, 35) the central satellite
    ends : per structural parameter, the account at its low and at its high end

    Returns
    -------
    Per parameter two (162 consumers, 35 products) arrays; the last product row of each
    consumer is left at zero for domestic work, which passes no trade.
    """
    central = _people_by_product(base, people)
    responses = []
    for low, high in ends:
        pair = []
        for account in (low, high):
            changed = _people_by_product(account, people)
            ratio = np.divide(changed, central, out=np.ones_like(central), where=central > 0)
            pair.append(np.log(np.clip(ratio, 0.1, 10)))
        responses.append((pair[0], pair[1]))
    return responses


def _people_by_product(account: Account, people: Array) -> Array:
    """(162 consumers, 36) people embodied by product, government and investment last."""
    n = len(account.countries)
    demand = account.household.sum(axis=1) + account.other.sum(axis=1)
    x = output(account.A, demand)
    F = people.copy()
    F[:, DOMESTIC_WORK] = 0
    multiplier = output(account.A.T, intensity(F.ravel(), x))
    household = (multiplier[:, np.newaxis] * account.household).reshape(n, -1, n).sum(axis=0).T
    other = multiplier @ account.other
    return np.concatenate([household, other[:, np.newaxis]], axis=1)


@dataclass(frozen=True)
class Setting:
    """Everything a draw starts from.

    Attributes
    ----------
    weights : (162 origins, 35 products of origin, 162 consumers, 53) shares of people
    central : (162, 53) central people
    structure : per structural parameter, log response at low and high, (162, 36)
    product_share : (162, 53, 36) which products a category's people come through
    given, producing : satellite margins and cells
    second : (162, 35) the second published satellite
    split_consumers : (162,) true for the 122 split countries
    in_average : (53,) false for reference columns, which no sum counts
    """

    weights: np.ndarray
    central: Array
    structure: list[tuple[Array, Array]]
    product_share: Array
    given: Margins
    producing: Array
    second: Array
    split_consumers: np.ndarray
    in_average: np.ndarray
    parameters: Parameters


def draw(setting: Setting) -> Draws:
    """Draw the worlds."""
    weights, central, parameters = setting.weights, setting.central, setting.parameters
    given, producing, in_average = setting.given, setting.producing, setting.in_average
    rng = np.random.default_rng(SEED)
    totals, people = satellites(rng, setting, N_DRAWS)
    n_countries, n_columns = central.shape
    raw = np.zeros((N_DRAWS, n_countries, n_columns), dtype=np.float32)
    groups = group_of_product()
    sd_trade = parameters("sd_trade")
    for r in range(n_countries):
        for g in range(len(GROUPS)):
            cells = np.flatnonzero((groups == g) & (given.employment[r] > 0) & (producing[r] > 0))
            if len(cells) == 0 or given.country[r] == 0:
                continue
            block = weights[r, cells].reshape(len(cells), -1)
            # Who buys: every consumer's share moves, their sum stays.
            noise = np.exp(sd_trade * rng.standard_normal((N_DRAWS, n_countries), dtype=np.float32))
            if g == GROUPS.index("domestic_work"):
                noise[:] = 1.0  # at home by definition
            bought = weights[r, cells][:, :, in_average].sum(axis=(0, 2))
            noise *= (bought.sum() / (noise @ bought))[:, np.newaxis]
            part = people[:, r, cells].astype(np.float32)
            for start in range(0, N_DRAWS, CHUNK):
                rows = slice(start, start + CHUNK)
                product = (part[rows] @ block).reshape(-1, n_countries, n_columns)
                product *= noise[rows, :, np.newaxis]
                raw[rows] += product

    raw *= np.exp(_structure_noise(rng, setting))
    sd = np.where(
        setting.split_consumers, parameters("sd_consumer_split"), parameters("sd_consumer_table")
    ).astype(np.float32)
    raw *= np.exp(sd * rng.standard_normal((N_DRAWS, n_countries), dtype=np.float32))[
        :, :, np.newaxis
    ]
    raw *= _bridge_noise(rng, central * in_average, parameters)
    # Each world conserves its own total.
    counted = raw[:, :, in_average].sum(axis=(1, 2), dtype=float)
    raw *= (totals / counted).astype(np.float32)[:, np.newaxis, np.newaxis]
    world = raw[:, :, in_average].sum(axis=(1, 2), dtype=float)
    error = float(np.abs(world / totals - 1).max())
    check("draws conserve their own total, largest error", error, 0, 1e-5)

    ratio = np.ones_like(raw)
    np.divide(raw, central.astype(np.float32), out=ratio, where=central > 0)
    logs = np.log(np.maximum(ratio, 1e-6)).transpose(1, 2, 0)
    steps = np.clip(np.rint(logs / STEP), -127, 127).astype(np.int8)
    check("draws above the stored range, share", float((steps == 127).mean()), 0, 1e-5)
    # The second satellite has next to nobody in private homes: those draws are near zero.
    check(
        "draws stored as half a percent, though lower, share",
        float((steps == -127).mean()),
        0,
        3e-3,
    )
    low, high = np.quantile(world, (0.05, 0.95)) / 1e6
    report("world total, 5 to 95 % of draws, million", f"{low:.2f} to {high:.2f}")
    answers = rng.standard_normal((n_columns - 1, N_DRAWS))
    answers = np.clip(np.rint(answers / STEP), -127, 127).astype(np.int8)
    return Draws(steps, answers)


# What moves the satellite; each can be drawn alone to see what it does.
SATELLITE_NOISE = ("sd_total", "sd_country", "sd_sector", "sd_tilt", "listed_tilt", "second")


def satellites(
    rng: np.random.Generator,
    setting: Setting,
    n_draws: int,
    only: tuple[str, ...] = SATELLITE_NOISE,
) -> tuple[Array, np.ndarray]:
    """Totals (draws,) and satellites (draws, 162, 35), with all noise or only the named."""
    given, producing, parameters = setting.given, setting.producing, setting.parameters

    def sd(name: str) -> float:
        return parameters(name) if name in only else 0.0

    n_countries = len(given.country)
    T = given.total * np.exp(sd("sd_total") * rng.standard_normal(n_draws))
    country = given.country * np.exp(sd("sd_country") * rng.standard_normal((n_draws, n_countries)))
    country *= (T / country.sum(axis=1))[:, np.newaxis]
    spread = np.full(len(GROUPS), sd("sd_sector"))
    if "sd_sector" in only:
        spread[GROUPS.index("mining")] = parameters("sd_sector_mining")
    group = given.group * np.exp(spread * rng.standard_normal((n_draws, len(GROUPS))))
    group *= (T / group.sum(axis=1))[:, np.newaxis]
    low, high = parameters.low("listed_tilt"), parameters.high("listed_tilt")
    b = rng.uniform(low, high, n_draws)
    if "listed_tilt" not in only:
        b[:] = parameters("listed_tilt")
    tilt = np.exp(sd("sd_tilt") * rng.standard_normal((n_draws, *producing.shape)))
    use_second = rng.random(n_draws) < parameters("satellite_second_share")
    use_second &= "second" in only

    matrix = group_matrix()
    seed = given.employment * producing * (1 + b[:, np.newaxis, np.newaxis] * given.listed) * tilt
    by_group = seed @ matrix  # (draws, countries, groups)
    fitted = by_group.copy()
    for _ in range(60):
        sums = fitted.sum(axis=1)
        fitted *= np.divide(group, sums, out=np.ones_like(sums), where=sums > 0)[:, np.newaxis, :]
        sums = fitted.sum(axis=2)
        fitted *= np.divide(country, sums, out=np.ones_like(sums), where=sums > 0)[:, :, np.newaxis]
    scale = np.divide(fitted, by_group, out=np.zeros_like(fitted), where=by_group > 0)
    people = seed * (scale @ matrix.T)

    other = (
        setting.second
        * tilt
        * (country / np.where(given.country > 0, given.country, 1))[:, :, np.newaxis]
    )
    sector_noise = group / given.group
    other = other * (sector_noise @ matrix.T)[:, np.newaxis, :]
    other *= (T / other.sum(axis=(1, 2)))[:, np.newaxis, np.newaxis]
    people[use_second] = other[use_second]
    return T, people


def _structure_noise(rng: np.random.Generator, setting: Setting) -> np.ndarray:
    """Log change by consumer and category, linear between the ends and the centre."""
    product_share, parameters = setting.product_share, setting.parameters
    n_countries, n_columns = product_share.shape[:2]
    logs = np.zeros((N_DRAWS, n_countries, n_columns), dtype=np.float32)
    for names, (low, high) in zip(STRUCTURE, setting.structure, strict=True):
        name = names[0]
        ends = parameters.low(name), parameters(name), parameters.high(name)
        value = rng.uniform(ends[0], ends[2], N_DRAWS)
        down = np.clip((ends[1] - value) / (ends[1] - ends[0]), 0, 1).astype(np.float32)
        up = np.clip((value - ends[1]) / (ends[2] - ends[1]), 0, 1).astype(np.float32)
        at_low = np.einsum("ckp,cp->ck", product_share, low).astype(np.float32)
        at_high = np.einsum("ckp,cp->ck", product_share, high).astype(np.float32)
        logs += down[:, np.newaxis, np.newaxis] * at_low + up[:, np.newaxis, np.newaxis] * at_high
    return logs


def _bridge_noise(rng: np.random.Generator, central: Array, parameters: Parameters) -> np.ndarray:
    """Which category a product's people belong to: moves categories, keeps each country's sum."""
    n_countries, n_columns = central.shape
    noise = np.exp(
        parameters("sd_bridge") * rng.standard_normal((N_DRAWS, n_columns), dtype=np.float32)
    )
    noise[:, -1] = 1.0
    household = central[:, :-1].astype(np.float32)
    kept = household.sum(axis=1) / (noise[:, :-1] @ household.T)  # (draws, countries)
    whole = np.ones((N_DRAWS, n_countries, n_columns), dtype=np.float32)
    whole[:, :, :-1] = noise[:, np.newaxis, :-1] * kept[:, :, np.newaxis]
    return whole
