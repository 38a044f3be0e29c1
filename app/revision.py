"""Which state of the site is running, for the tags by which browsers ask whether a page changed."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import footprint_model as fm

HERE = Path(__file__).parent
PARTS = ("templates", "translations", "static")


@cache
def revision() -> str:
    """Changes with any template, catalogue or static file, and with the model and its data."""
    digest = hashlib.sha256(f"{fm.MODEL_VERSION} {fm.data_version()}".encode())
    for part in PARTS:
        for path in sorted((HERE / part).rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(HERE)} {path.stat().st_size}".encode())
                if path.suffix in (".html", ".svg", ".mo", ".css"):
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
