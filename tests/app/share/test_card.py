"""The picture for previews: its size, its words, its direction, and bounded work."""

import io
import struct

import pytest
from PIL import Image, ImageChops

from app.share import card
from app.share.card import HEIGHT, TEXT_WIDTH, WIDTH, dots, fitted, picture, width, wrapped
from app.share.shown import PARTS, Shown
from app.share.told import tell

LONG = "Das sind ziemlich lange Wörter, die eine Übersetzung mit sich bringt, Zeile um Zeile"


@pytest.fixture
def told(app):
    with app.test_request_context("/en/"):
        yield tell(Shown(days=0.83, one_in=430, low=0.2, high=1.5, country="USA", average=0.7))


def size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", png[16:24])


def test_it_is_a_png_of_the_size_networks_ask_for(told):
    assert size(picture(told)) == (WIDTH, HEIGHT) == (1200, 630)


def test_the_same_words_are_drawn_once(told, monkeypatch):
    first = picture(told)
    monkeypatch.setattr(card.resvg_py, "svg_to_bytes", None)
    assert picture(told) is first


ARABIC = {
    "kicker": "ما أشتريه في كل عام يأخذ نحو",
    "amount": "17 ساعة",
    "of": "من حياة إنسان في العمل القسري",
    "people": "يلزم 510 أشخاص يعيشون مثلي لإبقاء شخص واحد في العمل القسري.",
}


def test_right_to_left_words_stand_on_the_right_and_whole(app, told):
    with app.test_request_context("/en/"):
        drawn = card._picture(told._replace(one_in=None, **ARABIC), "rtl", "ar")
    with Image.open(io.BytesIO(drawn)) as image:
        paper = image.convert("RGB").getpixel((0, 0))
        ground = Image.new("RGB", image.size, paper)
        left, _top, right, _bottom = ImageChops.difference(image.convert("RGB"), ground).getbbox()
    assert WIDTH - 72 - 3 <= right <= WIDTH - 72 + 3
    assert left >= WIDTH - 72 - TEXT_WIDTH


@pytest.mark.parametrize("parts", [(), ("range",), PARTS])
def test_every_choice_has_a_picture(share, client, parts):
    response = client.get(f"{share(*parts).page}/card.png")
    assert response.mimetype == "image/png"
    assert size(response.data) == (WIDTH, HEIGHT)


@pytest.mark.parametrize("text", ["Short", LONG, "日本語のとても長い文章です" * 4, "m" * 30])
def test_lines_are_no_wider_than_their_space(text):
    chosen, lines = fitted(text, 44, 24, 3)
    assert " ".join(lines) == text
    assert len(lines) <= 3 or chosen == 24
    for line in lines:
        assert width(line) * chosen <= TEXT_WIDTH or " " not in line


def test_no_word_is_lost_when_lines_break():
    assert " ".join(wrapped(LONG, 44)) == LONG


@pytest.mark.parametrize(("one_in", "count"), [(1, 1), (2, 2), (430, 430), (4300, 430), (None, 0)])
def test_a_dot_for_each_person_or_for_ten(one_in, count):
    found = dots(one_in)
    assert (found.path.count("M") if found else 0) == count
