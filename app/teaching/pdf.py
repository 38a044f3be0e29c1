"""Parts of the pack as PDF, where the extra `pdf` is installed; no request leaves this machine.

Laying out a pack takes seconds. What was made is kept by its content, one process makes one at a
time, and only a few may wait.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from ctypes import CDLL
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from flask import current_app
from PIL import ImageFile

from app.static_files import SOURCE

if TYPE_CHECKING:
    from weasyprint import Document

PAPERS = {"a4": "A4", "letter": "Letter"}
PANGO = ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll")
KEPT = 60
MOST_WAITING = 4
FONT = "font:"
FACES = (
    ("Noto Sans", "normal", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
    ("Noto Sans", "italic", "fontpkg_noto_sans", "NotoSans-Italic[wdth,wght].ttf"),
    ("Noto Serif", "normal", "fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    ("Noto Serif", "italic", "fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
    ("Noto Sans Arabic", "normal", "fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
)

_kept: OrderedDict[str, bytes] = OrderedDict()
_making = threading.Lock()
_waiting = threading.BoundedSemaphore(MOST_WAITING)


class Busy(Exception):
    """Too many are waiting already."""


@cache
def available() -> bool:
    """Whether the library can be used here: it is installed, and so is what it draws text with.

    Importing it takes seconds, so that waits until somebody asks for a PDF.
    """
    return find_spec("weasyprint") is not None and any(map(_loads, PANGO))


def _loads(library: str) -> bool:
    try:
        CDLL(library)
    except OSError:
        return False
    return True


def kept(html: str) -> bytes | None:
    """The PDF of this page, if it was made before."""
    return _kept.get(_name(html))


def make(html: str, base_url: str, paper: str) -> bytes:
    """The PDF of this page; waits for its turn.

    Raises
    ------
    Busy
        If too many are waiting.
    """
    if not _waiting.acquire(blocking=False):
        raise Busy
    try:
        with _making:
            found = kept(html) or document(html, base_url, paper).write_pdf(pdf_variant="pdf/ua-1")
            _kept[_name(html)] = found
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
            return found
    finally:
        _waiting.release()


def forget() -> None:
    """Make everything anew from now on."""
    _kept.clear()


def document(html: str, base_url: str, paper: str) -> Document:
    """The page laid out on paper of this size."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    # Importing it lets broken pictures through everywhere, also where logos are checked.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # It complains of every rule that is meant for screens.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    fetcher = _fetcher(base_url)
    fonts = FontConfiguration()
    rules = f"@page {{ size: {paper} }}\n{_faces()}"
    sheet = CSS(string=rules, font_config=fonts, url_fetcher=fetcher)
    page = HTML(string=_with_drawn_styles(html), base_url=base_url, url_fetcher=fetcher)
    return page.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")


def _fetcher(base_url: str) -> Any:
    """Reads our static files and fonts, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    static = base_url.rstrip("/") + current_app.extensions["static_url"]("")

    class OwnFiles(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url.startswith(FONT):
                return URLFetcherResponse(url, _font(unquote(url.removeprefix(FONT))))
            path = (SOURCE / unquote(url.removeprefix(static))).resolve()
            if not url.startswith(static) or not path.is_relative_to(SOURCE):
                raise ValueError(f"not ours: {url}")
            kind = guess_type(path.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return OwnFiles()


def _faces() -> str:
    return "".join(
        f'@font-face {{ font-family: "{family}"; font-style: {style}; font-weight: 100 900; '
        f'src: url("{FONT}{quote(file)}"); }}\n'
        for family, style, _package, file in FACES
    )


def _font(name: str) -> bytes:
    package = next(package for _family, _style, package, file in FACES if file == name)
    return (files(package) / "files" / name).read_bytes()


def _with_drawn_styles(html: str) -> str:
    """Inside a drawing only its own rules count, so each gets them."""
    rules = (SOURCE / "css" / "teach_drawings.css").read_text(encoding="utf-8")
    return html.replace("</svg>", f"<style>{rules}</style></svg>")


def _name(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
