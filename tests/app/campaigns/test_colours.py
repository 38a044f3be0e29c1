"""Whatever two colours somebody chooses, what stands on them can be read, and the hue stays."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.campaigns.colours import (
    ACCENT,
    INK,
    PAPER,
    READABLE,
    VISIBLE,
    WHITE,
    contrast,
    dress,
    is_readable,
    luminance,
    nearest,
    oklch,
    to_hex,
)
from app.static_files import SOURCE

TOKENS = {"light": ":root {", "dark": "@media (prefers-color-scheme: dark)"}
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
schemes = st.sampled_from(["light", "dark"])


@given(accent=st.just("") | colours, ground=st.just("") | colours, scheme=schemes)
@example(accent="#777777", ground="#777777", scheme="light")
@example(accent="#ffff00", ground="#0055aa", scheme="light")
@example(accent="#ffffff", ground="#ffffff", scheme="light")
@example(accent="#000000", ground="#000000", scheme="dark")
@example(accent="#ffff00", ground="#00ff00", scheme="dark")
def test_everything_can_be_read_and_seen(accent, ground, scheme):
    used = dress(accent, ground, scheme)
    assert contrast(used.accent, used.on_accent) >= READABLE
    assert contrast(used.ground, used.on_ground) >= READABLE
    assert contrast(used.accent, PAPER[scheme]) >= VISIBLE
    assert contrast(used.accent, used.ground) >= VISIBLE


@given(accent=colours, ground=colours)
def test_the_ground_is_dark_in_the_dark(accent, ground):
    used = dress(accent, ground, "dark")
    assert used.on_ground == WHITE
    assert luminance(used.ground) < 0.12


@given(accent=colours, ground=colours)
def test_what_is_fine_stays_as_it_was_chosen(accent, ground):
    used = dress(accent, ground, "light")
    if is_readable(ground) and not 0.05 < luminance(ground) < 0.12:
        assert used.ground == ground
    on = (used.ground, PAPER["light"])
    if is_readable(accent) and all(contrast(accent, behind) >= VISIBLE for behind in on):
        assert used.accent == accent


def hue_distance(one, other):
    return abs(math.remainder(one - other, math.tau))


@given(accent=colours, ground=colours, scheme=schemes)
def test_the_hue_stays(accent, ground, scheme):
    used = dress(accent, ground, scheme)
    for chosen, shown in ((accent, used.accent), (ground, used.ground)):
        before, after = oklch(chosen), oklch(shown)
        if min(before.chroma, after.chroma) > 0.04:  # of greys no hue can be told
            assert hue_distance(before.hue, after.hue) < math.radians(12), (chosen, shown)


@given(colours)
def test_no_nearer_lightness_would_do(colour):
    def fits(it):
        return contrast(it, WHITE) >= READABLE

    before, after = oklch(colour), oklch(nearest(colour, fits))
    for share in (0.3, 0.6, 0.9):
        between = before.lightness + share * (after.lightness - before.lightness)
        if abs(between - after.lightness) > 0.01:
            assert not fits(to_hex(before._replace(lightness=between)))


@given(colours)
def test_there_and_back(colour):
    assert to_hex(oklch(colour)) == colour


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),  # the example every checker gives
        ("#767676", "#ffffff", 4.54),
        ("#ffffff", "#ffffff", 1),
    ],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(expected, abs=0.01)


def test_lightness_is_that_of_oklab():
    """Values of the paper that describes the space."""
    assert oklch("#ffffff").lightness == pytest.approx(1, abs=1e-4)
    red = oklch("#ff0000")
    assert red == pytest.approx((0.6280, 0.2577, math.radians(29.23)), abs=1e-3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sites_own_colours_are_those_of_its_tokens(scheme):
    tokens = (SOURCE / "css" / "tokens.css").read_text(encoding="utf-8")
    part = tokens.split(TOKENS[scheme], 1)[1].split("}", 1)[0]
    assert f"--paper: {PAPER[scheme]};" in part
    assert f"--accent: {ACCENT[scheme]};" in part
    assert f"--ink: {INK};" in tokens
