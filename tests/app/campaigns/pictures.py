"""Pictures for tests, small to write and good or bad in one way."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), **options: Any) -> bytes:
    """A picture of one colour; `mode` and `colour` as Pillow names them."""
    mode, colour = options.pop("mode", "RGB"), options.pop("colour", None)
    file = io.BytesIO()
    Image.new(mode, size, colour or 120).save(file, kind, **options)
    return file.getvalue()


def noise(size: tuple[int, int]) -> Image.Image:
    """A picture that cannot be made small."""
    return Image.effect_noise(size, 200).convert("RGB")


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes with a large size in its header."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


SVG = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
