"""A thousand worlds: repeatable, conserving, and as wide as the parameters say."""

import msgspec
import numpy as np
import pytest

from footprint_model import tables
from footprint_model.build.classification import DOMESTIC_WORK
from footprint_model.build.draws import (
    N_DRAWS,
    STRUCTURE,
    Setting,
    draw,
    structural_response,
)
from footprint_model.build.parameters import Parameters
from footprint_model.build.rest_of_world import split
from footprint_model.uncertainty import STEP
from tests.footprint_model.build.miniature import COUNTRIES, KEPT, N

N_COLUMNS = 53
COUNTED = np.ones(N_COLUMNS, dtype=bool)
COUNTED[7] = False  # stands for a category that no survey has


@pytest.fixture(scope="module")
def world(people, given, cells):
    """Shares of each cell's people by consumer and category, and what ``draw`` wants to know."""
    rng = np.random.default_rng(8)
    n = len(COUNTRIES)
    weights = rng.random((n, N, n, N_COLUMNS)).astype(np.float32)
    weights /= weights[:, :, :, COUNTED].sum(axis=(2, 3), dtype=float)[:, :, None, None]
    central = np.einsum("rs,rsck->ck", people, weights, optimize=True)
    product_share = rng.random((n, N_COLUMNS, N + 1))
    product_share /= product_share.sum(axis=2, keepdims=True)
    structure = [(-0.1 * rng.random((n, N + 1)), 0.1 * rng.random((n, N + 1))) for _ in STRUCTURE]

    second = np.zeros_like(people)
    second[people > 0] = rng.random(int((people > 0).sum()))
    second *= (given.country / second.sum(axis=1).clip(min=1e-9))[:, np.newaxis]

    def drawn(parameters, structure=structure):
        return draw(
            Setting(
                weights=weights,
                central=central,
                structure=structure,
                product_share=product_share,
                given=given,
                producing=cells,
                second=second,
                split_consumers=np.arange(n) >= len(KEPT),
                in_average=COUNTED,
                parameters=parameters,
            )
        )

    drawn.central = central
    return drawn


@pytest.fixture(scope="module")
def draws(world, parameters):
    return world(parameters)


def changed(**values):
    """The shipped parameters, some of them set to one value without a range."""
    return Parameters(
        tuple(
            msgspec.structs.replace(
                row, low=values[row.name], central=values[row.name], high=values[row.name]
            )
            if row.name in values
            else row
            for row in tables.parameters()
        )
    )


def certain(*doubted, **values):
    """Parameters without any doubt except those named; values are given to a few."""
    still = {row.name: 0.0 for row in tables.parameters() if row.name.startswith("sd_")}
    still |= {"listed_tilt": 2.0, "satellite_second_share": 0.0} | values
    return changed(**{name: value for name, value in still.items() if name not in doubted})


NO_RESPONSE = [(np.zeros((len(COUNTRIES), N + 1)), np.zeros((len(COUNTRIES), N + 1)))] * 3


def totals(draws, central):
    """World total of each draw, as unfolded from the stored steps."""
    people = central[:, COUNTED, np.newaxis] * np.exp(draws.log_ratio[:, COUNTED] * STEP)
    return people.sum(axis=(0, 1))


def test_stored_as_small_integers(draws):
    assert draws.log_ratio.dtype == np.int8
    assert draws.answers.dtype == np.int8
    assert draws.log_ratio.shape == (len(COUNTRIES), N_COLUMNS, N_DRAWS)
    assert draws.answers.shape == (N_COLUMNS - 1, N_DRAWS)
    assert draws.log_ratio.min() >= -127  # -128 would unfold to a value below the stored range


def test_the_same_seed_gives_the_same_bytes(world, parameters, draws):
    again = world(parameters)
    assert again.log_ratio.tobytes() == draws.log_ratio.tobytes()
    assert again.answers.tobytes() == draws.answers.tobytes()


def test_without_doubt_every_draw_is_the_central_estimate(world):
    draws = world(certain(), NO_RESPONSE)
    assert not draws.log_ratio.any()


def test_each_draw_conserves_its_total(world):
    """A world total without spread is met by every draw, however the rest is spread."""
    draws = world(changed(sd_total=0.0))
    found = totals(draws, world.central)
    expected = world.central[:, COUNTED].sum()
    assert draws.log_ratio.std() * STEP > 0.3
    assert found == pytest.approx(np.full(N_DRAWS, expected), rel=0.01)  # rounding to steps


def test_the_world_total_is_as_wide_as_its_parameter(world, draws, parameters):
    logs = np.log(totals(draws, world.central) / world.central[:, COUNTED].sum())
    assert logs.std() == pytest.approx(parameters("sd_total"), rel=0.1)
    assert np.median(logs) == pytest.approx(0, abs=0.02)


def test_answers_are_standard_normal(draws):
    answers = draws.answers * STEP
    assert answers.mean() == pytest.approx(0, abs=0.02)
    assert answers.std() == pytest.approx(1, abs=0.02)


def test_split_countries_are_less_certain_than_those_of_the_table(world):
    draws = world(certain(sd_consumer_table=0.3, sd_consumer_split=0.5), NO_RESPONSE)
    spread = (draws.log_ratio[:, -1] * STEP).std(axis=1)
    assert spread[: len(KEPT)].max() < spread[len(KEPT) :].min()


def test_the_bridge_moves_categories_and_keeps_each_countrys_sum(world):
    draws = world(certain(sd_bridge=0.3), NO_RESPONSE)
    own = COUNTED[:-1]
    household = world.central[:, :-1][:, own, np.newaxis]
    drawn = household * np.exp(draws.log_ratio[:, :-1][:, own] * STEP)
    assert drawn.sum(axis=1) == pytest.approx(
        np.broadcast_to(household.sum(axis=1), drawn.sum(axis=1).shape), rel=0.02
    )
    assert not draws.log_ratio[:, -1].any()  # government and investment have no categories
    assert draws.log_ratio[:, 0].any()


def test_who_buys_moves_consumers_and_keeps_the_world(world):
    draws = world(certain(sd_trade=0.5), NO_RESPONSE)
    assert draws.log_ratio.any()
    found = totals(draws, world.central)
    assert found == pytest.approx(np.full(N_DRAWS, world.central[:, COUNTED].sum()), rel=0.01)


def test_how_much_a_listed_good_means_is_in_doubt(world):
    draws = world(certain("listed_tilt"), NO_RESPONSE)
    assert draws.log_ratio.any()
    assert totals(draws, world.central) == pytest.approx(
        np.full(N_DRAWS, world.central[:, COUNTED].sum()), rel=0.01
    )


def test_some_draws_use_the_second_published_account(world):
    """Only which account is used is in doubt: there are two worlds, in the stated proportion."""
    draws = world(certain(satellite_second_share=0.25), NO_RESPONSE)
    worlds, counts = np.unique(draws.log_ratio.reshape(-1, N_DRAWS), axis=1, return_counts=True)
    assert worlds.shape[1] == 2
    assert sorted(counts) == pytest.approx([250, 750], abs=50)


def test_a_world_that_is_solved_again_without_change_responds_with_nothing(account, people):
    low, high = structural_response(account, people, [(account, account)])[0]
    assert low == pytest.approx(np.zeros_like(low), abs=1e-9)
    assert high == pytest.approx(np.zeros_like(high), abs=1e-9)


def test_structural_responses_move_people_and_make_none(
    raw, table, employment, parameters, account, people, shares
):
    ends = []
    for end in (parameters.low, parameters.high):
        values = {name: end(name) for name in STRUCTURE[-1]}
        ends.append(
            split(raw, table, COUNTRIES, employment, parameters.replaced(**values), quiet=True)
        )
    moving = people.copy()
    moving[:, DOMESTIC_WORK] = 0  # passes no trade
    central = np.concatenate(
        [
            np.einsum("rs,rscp->cp", moving, shares.weights),
            np.einsum("rs,rsc->c", moving, shares.other)[:, np.newaxis],
        ],
        axis=1,
    )
    for response in structural_response(account, people, [tuple(ends)])[0]:
        assert np.abs(response).max() > 0.01
        assert (central * np.exp(response)).sum() == pytest.approx(central.sum(), rel=1e-5)
