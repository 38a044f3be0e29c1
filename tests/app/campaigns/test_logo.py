"""Logos: any picture becomes a small plain PNG; what is no picture is refused in words of help."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.campaigns import logo
from app.campaigns.logo import HEIGHT, LARGEST, WANTED, WIDTH, NotALogo, redrawn
from tests.app.campaigns.pictures import SVG, noise, picture, png_that_says


@pytest.fixture(autouse=True)
def _words(app):
    with app.test_request_context("/en/"):
        yield


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", logo.KINDS)
def test_each_kind_becomes_a_png(kind):
    image = opened(redrawn(picture(kind)))
    assert image.format == "PNG"
    assert image.size == (300, 100)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_each_way_to_store_colours_is_read(mode):
    colour = {"LA": (120, 255), "RGBA": (120, 10, 10, 255)}.get(mode)
    assert opened(redrawn(picture(mode=mode, colour=colour))).size == (300, 100)


def test_grey_in_16_bits_keeps_its_shades():
    data = picture(mode="I;16", colour=0x8000)
    assert opened(redrawn(data)).convert("L").getpixel((5, 5)) == pytest.approx(128, abs=2)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((4000, 1000), (480, 120)), ((500, 2000), (40, 160)), ((20, 10), (20, 10))],
)
def test_large_ones_are_made_smaller_and_small_ones_stay(size, expected):
    assert opened(redrawn(picture(size=size))).size == expected


@pytest.mark.parametrize(
    ("colour", "plate"), [((20, 20, 90), (255, 255, 255)), ((250, 240, 200), (0x1D, 0x1B, 0x18))]
)
def test_what_one_can_see_through_stands_on_a_plate_on_which_it_is_seen(colour, plate):
    """A dark logo would be lost in the dark theme, a light one in the light theme."""
    image = Image.new("RGBA", (200, 100), (*colour, 0))
    image.paste((*colour, 255), (60, 20, 140, 80))
    file = io.BytesIO()
    image.save(file, "PNG")
    made = opened(redrawn(file.getvalue()))
    assert made.mode == "RGB"
    assert made.getpixel((2, 2)) == plate
    assert made.getpixel((made.width // 2, made.height // 2)) == colour


def test_a_picture_in_which_there_is_nothing_to_see_breaks_nothing():
    assert opened(redrawn(picture(mode="RGBA", colour=(10, 20, 30, 0)))).mode == "RGB"


def test_what_cannot_be_made_small_is_drawn_coarser():
    file = io.BytesIO()
    noise((960, 320)).save(file, "PNG")
    data = redrawn(file.getvalue())
    assert len(data) <= WANTED
    image = opened(data)
    assert 100 <= image.width <= WIDTH
    assert image.height <= HEIGHT


def test_nothing_but_the_picture_remains():
    exif = Image.Exif()
    exif[0x010E] = "somebody's name"
    exif[0x8825] = {1: "N"}
    data = picture("JPEG", exif=exif, comment=b"a comment", icc_profile=b"x" * 200)
    made = redrawn(data)
    assert b"somebody" not in made
    assert b"a comment" not in made
    assert {made[start : start + 4] for start in chunks(made)} <= {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
    }
    assert opened(made).info == {}


def chunks(data):
    at = 8
    while at < len(data):
        yield at + 4
        at += 12 + int.from_bytes(data[at : at + 4], "big")


def test_a_picture_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(redrawn(picture("JPEG", exif=exif))).size == (53, 160)


def test_drawing_it_again_changes_nothing():
    once = redrawn(picture("JPEG", size=(900, 900)))
    assert redrawn(once) == once


def test_a_film_gives_its_first_picture():
    frames = [Image.new("P", (60, 20), number % 256) for number in range(1000)]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    image = opened(redrawn(file.getvalue()))
    assert image.size == (60, 20)
    assert getattr(image, "n_frames", 1) == 1


def test_what_hangs_on_to_a_picture_is_left_behind():
    for tail in (b"<script>alert(1)</script>", b"PK\x03\x04" + b"\0" * 50, b"<?php echo 1; ?>"):
        assert tail not in redrawn(picture() + tail)


@pytest.mark.parametrize(
    "start", [b"", b"\xef\xbb\xbf", b"\n\n  ", b"<!-- a -->", b"<!DOCTYPE svg>"]
)
def test_a_drawing_that_can_carry_programs_is_refused_by_its_content(start):
    with pytest.raises(NotALogo, match="SVG"):
        redrawn(start + SVG)
    with pytest.raises(NotALogo, match="SVG"):
        redrawn(("\ufeff" + SVG.decode()).encode("utf-16-le"))


@pytest.mark.parametrize(
    "size", [(50_000, 50_000), (10_000, 10_000), (5_000, 4_000), (1, 2**31 - 1)]
)
def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_read(size):
    with pytest.raises(NotALogo, match="too many pixels"):
        redrawn(png_that_says(*size))


def test_more_than_a_megabyte_is_refused():
    with pytest.raises(NotALogo, match="1 MB"):
        redrawn(b"\0" * (LARGEST + 1))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"%PDF-1.7 x",
        b"BM" + b"\x00" * 80,
        picture("TIFF"),
        picture("PNG")[:-40],
        picture("JPEG")[:200],
        picture("WEBP")[:-8],
        picture("GIF")[:20],
        picture("ICO"),
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"GIF89a",
    ],
)
def test_what_cannot_be_read_says_what_to_do(data):
    with pytest.raises(NotALogo, match="Save it as PNG"):
        redrawn(data)


@settings(
    max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(logo.KINDS),
    changes=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=12),
    cut=st.integers(1, 400),
)
def test_damage_of_any_kind_is_a_refusal_or_a_picture(kind, changes, cut):
    data = bytearray(picture(kind, (64, 48)))
    for where, value in changes:
        data[where % len(data)] = value
    try:
        made = redrawn(bytes(data) if cut > 200 else bytes(data[:-cut]))
    except NotALogo:
        return
    assert opened(made).format == "PNG"
