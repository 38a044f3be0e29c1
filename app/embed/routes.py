"""Pages for frames, and the files a host needs beside them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Response, current_app, g, render_template, request
from flask import url_for as site_address

from app.embed import bp
from app.embed.origins import read_origin
from app.share.routes import found, tagged
from app.share.shown import decode
from app.share.told import tell

FILES = Path(__file__).parent / "v1"
KEPT_SECONDS = 3600
MIMETYPES = {
    "v1.js": "text/javascript",
    "v1.schema.json": "application/schema+json",
    "v1.d.ts": "application/typescript",
}


def frame_language(preferred: str = "") -> None:
    """Frames have no language in their address: `lang` says it, else what is framed, else the
    browser."""
    known = current_app.extensions["languages"]
    for code in (request.args.get("lang", ""), preferred):
        if code in known:
            g.lang_code = code
            return


@bp.context_processor
def frame() -> dict[str, object]:
    """What every frame's page needs: whom it may tell anything, whose frame it is, its theme."""
    scheme = request.args.get("scheme", "")
    return {
        "scheme": scheme if scheme in ("light", "dark") else "",
        "host_origin": read_origin(request.args.get("origin", "")) or "",
        "framed": g.get("framed_campaign"),
    }


@bp.get("/embed/r/<key>")
def shared(key: str) -> Response:
    """A shared result in a frame."""
    row = found(key)
    frame_language(row.language)
    part = f"embed {request.args.get('origin', '')}"
    return tagged(
        row,
        part,
        lambda: render_template(
            "embed/shared.html",
            told=tell(decode(row.shown)),
            page=site_address("share.shared", key=key),
        ),
    )


@bp.get("/embed/<any('v1.js', 'v1.schema.json', 'v1.d.ts'):name>")
def host_file(name: str) -> Response:
    """The script a host includes, and what its events look like."""
    response = Response(host_text(name), mimetype=MIMETYPES[name])
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response


@cache
def host_text(name: str) -> str:
    """What stands in the file."""
    return (FILES / name).read_text(encoding="utf-8")
