"""A campaign's logo: looked at by its content, drawn anew and small, so that nothing else comes in."""

from __future__ import annotations

import io
import struct
import threading
import zlib
from collections.abc import Iterator

from flask_babel import gettext as _
from PIL import Image, ImageOps

LARGEST = 1024 * 1024
KINDS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_PIXELS = 16_000_000
WIDTH, HEIGHT = 480, 160
WANTED = 30 * 1024
COLOURS = 256
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
    """The first frame, upright, in plain colours with transparency."""
    image.load()
    if image.mode.startswith("I"):  # grey in 16 bits
        return image.point(lambda value: value / 256).convert("L").convert("RGBA")
    return ImageOps.exif_transpose(image).convert("RGBA")


def _small(image: Image.Image) -> bytes:
    """The largest form of it that is small enough to send with every page."""
    return next(data for data in _forms(image) if len(data) <= WANTED)


def _forms(image: Image.Image) -> Iterator[bytes]:
    for share in (1, 0.8, 0.6, 0.45, 0.3):
        form = image.copy()
        form.thumbnail((round(WIDTH * share), round(HEIGHT * share)), Image.Resampling.LANCZOS)
        # Without alpha it is smaller; without a copy of the details, nothing of the file remains.
        opaque = form.getchannel("A").getextrema() == (255, 255)
        yield _png(form.convert("RGB") if opaque else form)
        yield _png(form.quantize(COLOURS, method=Image.Quantize.FASTOCTREE))


def _png(image: Image.Image) -> bytes:
    image.info.clear()
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()
