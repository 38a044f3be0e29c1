"""For hosts: how to put a frame on a page, one working example per way, and the events to try."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.embed.oembed import FRAME_HEIGHT, QUIZ_HEIGHT, shared_page

bp = Blueprint("hosts", __name__)


class Example(NamedTuple):
    """One way to put the frame on a page."""

    title: object
    about: object


EXAMPLES = {
    "script": Example(
        lazy_gettext("A page that may run our script"),
        lazy_gettext("One line. The frame grows with its content and hands you its events."),
    ),
    "frame": Example(
        lazy_gettext("A page that may not run scripts of others"),
        lazy_gettext(
            "A plain frame. Newer browsers let it grow by themselves; in others it keeps its height "
            "and scrolls."
        ),
    ),
    "oembed": Example(
        lazy_gettext("A site that makes frames from addresses, such as WordPress"),
        lazy_gettext(
            "Paste the address of a shared result on a line of its own. The site asks us how to frame "
            "it, and shuts the frame in as it does with all that it does not know."
        ),
    ),
}


@bp.get("/embed")
def index() -> str:
    """Snippets, events, and what a host has to know about privacy."""
    return render_template(
        "embed/hosts.html", examples=EXAMPLES, snippets=snippets(), site=site(), height=FRAME_HEIGHT
    )


@bp.get("/embed/examples/<name>")
def example(name: str) -> str:
    """A page as a host would make it."""
    if name not in EXAMPLES:
        abort(404)
    shared = shared_page(request.args.get("url", ""))
    return render_template(
        "embed/example.html",
        name=name,
        example=EXAMPLES[name],
        asked="url" in request.args,
        key=shared["key"] if shared else "",
        address=request.args.get("url", "")[:300],
        height=QUIZ_HEIGHT,
        shared_height=FRAME_HEIGHT,
    )


@bp.get("/embed/playground")
def playground() -> str:
    """The questions in a frame, with every event written down beside it."""
    return render_template("embed/playground.html", height=QUIZ_HEIGHT)


def site() -> str:
    """This site's origin, as a host has to write it."""
    return request.host_url.rstrip("/")


def snippets() -> dict[str, str]:
    """What a host copies, by name."""
    script = url_for("embed.host_file", name="v1.js", _external=True)
    frame = url_for("embed.quiz", _external=True)
    title = _("How much forced labour is behind what you buy?")
    return {
        "script": f'<script async src="{script}"></script>',
        "script_result": f'<script async src="{script}" data-result="KEY"></script>',
        "script_campaign": f'<script async src="{script}" data-campaign="NAME"></script>',
        "frame": (
            f'<iframe src="{frame}" title="{title}" loading="lazy"\n'
            f'  style="width: 100%; height: {QUIZ_HEIGHT}px; border: 0"></iframe>\n'
            "<style>\n"
            "  @supports (frame-sizing: content-height) {\n"
            f'    iframe[src^="{frame}"] {{ height: auto !important; frame-sizing: content-height }}\n'
            "  }\n"
            "</style>"
        ),
        "policy": f"script-src {site()}; frame-src {site()}",
        "events": (
            'document.addEventListener("slavery-footprint", (event) => {\n'
            '  if (event.detail.type === "result") console.log(event.detail.days);\n'
            "});"
        ),
    }
