"""A campaign's logo: looked at by its content, drawn anew and small, so that nothing else comes in."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Iterator

from flask_babel import gettext as _
from PIL import Image, ImageOps, ImageStat

LARGEST = 1024 * 1024
KINDS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_PIXELS = 16_000_000
WIDTH, HEIGHT = 480, 160
WANTED = 30 * 1024
COLOURS = 256
LIGHT_LOGO = 170  # of 255: lighter ones are hard to see on white
DARK_PLATE = "#1d1b18"
MARGIN = 0.08  # of the height
# What readers of pictures raise on damaged ones.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    EOFError,
    MemoryError,
    NotImplementedError,
    struct.error,
    zlib.error,
)

_drawing = threading.Lock()  # one picture in memory at a time


class NotALogo(Exception):
    """A file that cannot be a logo; the message says what to do, in the reader's language."""


def redrawn(data: bytes) -> bytes:
    """The picture as a PNG of at most 480 × 160 pixels and 30 KB, without anything else in it.

    Raises
    ------
    NotALogo
        If it is too large, no picture, or one of a kind that is not taken.
    """
    if len(data) > LARGEST:
        raise NotALogo(_("This picture is larger than 1 MB. Save it smaller and choose it again."))
    if _is_text_of_svg(data):
        raise NotALogo(
            _("SVG pictures can carry programs. Save the logo as PNG, JPEG, WebP or GIF instead.")
        )
    with _drawing:
        try:
            with Image.open(io.BytesIO(data), formats=KINDS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise NotALogo(_too_many_pixels())
                image.draft("RGB", (2 * WIDTH, 2 * HEIGHT))  # JPEG only: reads less
                return _small(_plain(image))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise NotALogo(_too_many_pixels()) from error
        except UNREADABLE as error:
            raise NotALogo(
                _("We cannot read this picture. Save it as PNG, JPEG, WebP or GIF and try again.")
            ) from error


def _too_many_pixels() -> str:
    return _(
        "This picture has too many pixels. %(width)s × %(height)s are enough for a logo.",
        width=WIDTH,
        height=HEIGHT,
    )


def _is_text_of_svg(data: bytes) -> bool:
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in start


def _plain(image: Image.Image) -> Image.Image:
    """The first frame, upright, in plain colours."""
    image.load()
    if image.mode.startswith("I"):  # grey in 16 bits
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    upright = ImageOps.exif_transpose(image)
    return (
        on_plate(upright.convert("RGBA"))
        if upright.has_transparency_data
        else upright.convert("RGB")
    )


def on_plate(image: Image.Image) -> Image.Image:
    """What one can see through, on a plate: a logo must be seen on any ground, in both themes.

    The plate is white, or dark behind a logo that is itself light.
    """
    alpha = image.getchannel("A")
    if alpha.getextrema()[0] == 255:
        return image.convert("RGB")
    seen = ImageStat.Stat(image.convert("L"), mask=alpha)
    light = seen.count[0] > 0 and seen.mean[0] > LIGHT_LOGO
    margin = round(max(image.height, image.width / 3) * MARGIN)
    size = (image.width + 2 * margin, image.height + 2 * margin)
    plate = Image.new("RGB", size, DARK_PLATE if light else "#ffffff")
    plate.paste(image, (margin, margin), alpha)
    return plate


def _small(image: Image.Image) -> bytes:
    """The largest form of it that is small enough to send with every page."""
    return next(data for data in _forms(image) if len(data) <= WANTED)


def _forms(image: Image.Image) -> Iterator[bytes]:
    for share in (1, 0.8, 0.6, 0.45, 0.3):
        form = image.copy()
        form.thumbnail((round(WIDTH * share), round(HEIGHT * share)), Image.Resampling.LANCZOS)
        yield _png(form)
        yield _png(form.quantize(COLOURS))


def _png(image: Image.Image) -> bytes:
    """Without what the file said about itself."""
    image.info.clear()
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
