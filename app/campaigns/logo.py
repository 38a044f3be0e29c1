"""A campaign's logo: looked at, made small and written anew, so that nothing of the file is left.

Only pictures made of points are taken. An SVG is a document that can hold scripts and is refused.
"""

from __future__ import annotations

import io
import warnings

from flask_babel import gettext as _
from PIL import Image, UnidentifiedImageError

MAX_BYTES = 1024 * 1024
MAX_POINTS = 16_000_000
WIDTH, HEIGHT = 480, 160
FORMATS = ("PNG", "JPEG", "WEBP")


class LogoRefused(Exception):
    """The file cannot be used; the message says what to do, in the reader's language."""


def clean(data: bytes) -> bytes:
    """A PNG of at most 480 × 160 points.

    Raises
    ------
    LogoRefused
    """
    if len(data) > MAX_BYTES:
        raise LogoRefused(_("This file is larger than 1 MB. Choose a smaller one."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # such as the warning of a decompression bomb
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                if picture.width * picture.height > MAX_POINTS:
                    raise LogoRefused(_("This picture has too many points. 480 by 160 are enough."))
                # Of an animation the first picture is taken.
                drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise LogoRefused(
            _("This is no picture we can read. Choose a PNG, JPEG or WebP file; SVG is not taken.")
        ) from error
    drawn.thumbnail((WIDTH, HEIGHT))
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
