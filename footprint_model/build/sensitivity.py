"""Which assumption moves which country and category how much.

Each assumption is drawn alone, the others at their central value, and the spread of the
logarithm of the result is kept; the last rows have all of them together. Trade noise is
drawn per origin and sector group, so its effect on one country is an average over many.
"""

import numpy as np

from footprint_model.build.checks import report
from footprint_model.build.draws import (
    SATELLITE_NOISE,
    SEED,
    STRUCTURE,
    Draws,
    Setting,
    satellites,
)
from footprint_model.leontief import Array
from footprint_model.schema import Category, Sensitivity
from footprint_model.uncertainty import STEP

ALONE = 200
TOTAL = "all purchases"
LABELS = {"second": "satellite_second_share"}


def sensitivity(
    setting: Setting, worlds: Draws, codes: tuple[str, ...], categories: tuple[Category, ...]
) -> list[Sensitivity]:
    """Spread of every country's total and of every category, assumption by assumption.

    Returns
    -------
    Rows of assumption × (country, all purchases) and assumption × (world, category).
    """
    ids = [category.id for category in categories]
    rows: list[Sensitivity] = []

    def add(name: str, people: Array) -> None:
        """people: (draws, 162, 53)"""
        household = people[:, :, :-1] * setting.in_average[:-1]
        by_country = _log_sd(household.sum(axis=2))
        rows.extend(
            Sensitivity(name, code, TOTAL, round(float(sd), 4))
            for code, sd in zip(codes, by_country, strict=True)
        )
        by_category = _log_sd(people[:, :, :-1].sum(axis=1))
        rows.extend(
            Sensitivity(name, "world", k, round(float(sd), 4))
            for k, sd in zip(ids, by_category, strict=True)
        )
        usa, ind = by_country[codes.index("USA")], by_country[codes.index("IND")]
        report(f"{name}: spread of all purchases", f"USA {usa:.3f}, IND {ind:.3f}")

    flat = setting.weights.reshape(-1, setting.central.size)
    for name in SATELLITE_NOISE:
        rng = np.random.default_rng(SEED)
        _, people = satellites(rng, setting, ALONE, only=(name,))
        moved = people.reshape(ALONE, -1).astype(np.float32) @ flat
        add(LABELS.get(name, name), moved.reshape(ALONE, *setting.central.shape))
    for names, ends in zip(STRUCTURE, setting.structure, strict=True):
        logs = [np.einsum("ckp,cp->ck", setting.product_share, end) for end in ends]
        add(names[0], _along(setting, names[0], logs))
    rng = np.random.default_rng(SEED)
    sd = np.where(
        setting.split_consumers,
        setting.parameters("sd_consumer_split"),
        setting.parameters("sd_consumer_table"),
    )
    noise = np.exp(sd * rng.standard_normal((ALONE, len(codes))))
    add("sd_consumer", setting.central * noise[:, :, np.newaxis])
    noise = np.exp(setting.parameters("sd_bridge") * rng.standard_normal((ALONE, 1, len(ids) + 1)))
    add("sd_bridge", _bridged(setting, noise))
    steps = worlds.log_ratio[:, :, ::5].astype(float) * STEP
    add("all together", setting.central * np.exp(steps).transpose(2, 0, 1))
    return rows


def _along(setting: Setting, name: str, logs: list[Array]) -> Array:
    """Evenly spaced values of one parameter between its ends."""
    low, middle, high = (
        setting.parameters.low(name),
        setting.parameters(name),
        setting.parameters.high(name),
    )
    values = np.linspace(low, high, 41)
    down = np.clip((middle - values) / (middle - low), 0, 1)[:, np.newaxis, np.newaxis]
    up = np.clip((values - middle) / (high - middle), 0, 1)[:, np.newaxis, np.newaxis]
    return np.asarray(setting.central * np.exp(down * logs[0] + up * logs[1]))


def _bridged(setting: Setting, noise: Array) -> Array:
    """Categories moved, every country's household total kept."""
    noise[:, :, -1] = 1
    moved = setting.central * noise
    counted = setting.in_average.copy()
    counted[-1] = False
    kept = setting.central[:, counted].sum(axis=1) / moved[:, :, counted].sum(axis=2)
    moved[:, :, :-1] *= kept[:, :, np.newaxis]
    return np.asarray(moved)


def _log_sd(values: Array) -> Array:
    """Standard deviation of the logarithm over the first axis; zero where nobody is."""
    safe = np.where(values > 0, values, 1.0)
    return np.asarray(np.log(safe).std(axis=0))
