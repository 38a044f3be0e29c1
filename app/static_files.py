"""Static files: plain while developing; hashed, compressed and cached for ever in production.

The hash is of the whole tree and stands in front of the path (/static/<hash>/css/base.css), so a
stylesheet or module that names its neighbour relatively needs no rewriting.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from pathlib import Path

import brotli
from flask import Flask
from plotly.offline import get_plotlyjs
from whitenoise import WhiteNoise

from app.security import HEADERS

SOURCE = Path(__file__).parent / "static"
BUILT = Path(__file__).parent / "static_built"
HASH_FILE = "tree-hash"
WORTH_COMPRESSING = {".css", ".js", ".svg", ".json", ".html", ".txt", ".webmanifest", ".map"}


class StaticFilesMissing(Exception):
    """Production was started before its static files were built."""


def write_vendor(folder: Path = SOURCE / "vendor") -> list[Path]:
    """Write plotly.js and its stylesheet out of the installed plotly package."""
    script = get_plotlyjs()
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"plotly.min.js": script, "plotly.css": plotly_css(script)}
    for name, text in texts.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def plotly_css(script: str) -> str:
    """Take the style rules out of plotly.js.

    The library adds them with a <style> element, which our policy forbids, unless a stylesheet
    with its id is on the page already; the Python package ships no such file.
    """
    start = script.index('{"X,X div":')
    table = script[start : script.index("}", start)]
    rules = re.findall(r'"([XY][^"]*)":(?:"([^"]*)"|\'([^\']*)\')', table)
    if len(rules) < 20:
        raise ValueError(f"plotly.js holds {len(rules)} style rules, expected 20 or more")
    lines = []
    for selector, double, single in rules:
        full = selector.replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")
        lines.append(f"{full} {{{double or single}}}\n")
    return "".join(lines)


def build(source: Path = SOURCE, built: Path = BUILT) -> str:
    """Copy the tree, compress what shrinks, and write down its hash, which is returned."""
    if built.exists():
        shutil.rmtree(built)
    shutil.copytree(source, built)
    for path in sorted(built.rglob("*")):
        if path.suffix in WORTH_COMPRESSING and path.is_file():
            _compress(path)
    digest = tree_hash(source)
    (built / HASH_FILE).write_text(digest, encoding="ascii")
    return digest


def tree_hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(folder)).encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _compress(path: Path) -> None:
    data = path.read_bytes()
    variants = {".br": brotli.compress(data), ".gz": gzip.compress(data, 9, mtime=0)}
    for suffix, smaller in variants.items():
        if len(smaller) < 0.9 * len(data):
            path.with_name(path.name + suffix).write_bytes(smaller)


def init_app(app: Flask, *, production: bool, built: Path = BUILT) -> None:
    prefix = "/static/"
    if production:
        if not (built / HASH_FILE).is_file():
            raise StaticFilesMissing(
                f"{built} is not built; run: APP_ENV=development flask --app app assets build"
            )
        prefix += (built / HASH_FILE).read_text(encoding="ascii") + "/"
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
            app.wsgi_app,
            root=str(built),
            prefix=prefix,
            immutable_file_test=lambda _path, _url: True,
            allow_all_origins=False,
            add_headers_function=_add_headers,
        )

    def static_url(path: str) -> str:
        return prefix + path

    app.extensions["static_url"] = static_url
    app.jinja_env.globals["static_url"] = static_url


def _add_headers(headers: dict[str, str], _path: str, _url: str) -> None:
    for name, value in HEADERS.items():
        headers[name] = value
