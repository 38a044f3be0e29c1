"""A frame on another site, in a real browser: cross-site, no cookies, the right height, no loop."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from tests.sharing import share  # noqa: F401

# The host allows our script and frame, and otherwise no script but the one that writes down events.
POLICY = "default-src 'none'; script-src 'self' {site}; frame-src {site}; style-src 'self'; img-src 'self'"
EVENTS = """
window.events = [];
addEventListener("slavery-footprint", (event) => window.events.push(event.detail));
window.messages = [];
addEventListener("message", (event) => window.messages.push([event.origin, event.data]));
"""


class Host:
    """Another site: its pages by path, and its address, which is cross-site to ours."""

    def __init__(self, address: str, pages: dict[str, tuple[str, str]], policy: str) -> None:
        self.address = address
        self.pages = pages
        self.policy = policy

    def page(self, path: str, body: str) -> str:
        """Put a page there; returns its address."""
        self.pages[path] = (
            "text/html; charset=utf-8",
            "<!doctype html><html lang=en><title>A host</title>"
            f'<script src="/events.js"></script><main><h1>A host</h1>{body}</main></html>',
        )
        return self.address + path


@pytest.fixture
def host(live_server: str) -> Iterator[Host]:
    pages = {"/events.js": ("text/javascript", EVENTS), "/favicon.ico": ("image/x-icon", "")}
    site = live_server

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = pages.get(self.path, ("text/plain", "nothing here"))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", made.policy)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    # localhost and 127.0.0.1 are one machine, but two sites for a browser.
    made = Host(f"http://localhost:{server.server_port}", pages, POLICY.format(site=site))
    yield made
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


@pytest.fixture
def visit(new_context: Callable[..., BrowserContext]) -> Iterator[Callable[[str], Page]]:
    complaints: list[str] = []
    made: list[BrowserContext] = []

    def open_page(address: str, width: int = 900) -> Page:
        context = new_context(viewport={"width": width, "height": 700})
        made.append(context)
        context.on(
            "console",
            lambda message: (
                complaints.append(message.text) if message.type in ("error", "warning") else None
            ),
        )
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        page.goto(address)
        return page

    yield open_page
    assert complaints == []
    for context in made:
        assert context.cookies() == []


def fitted_height(page: Page, within: float = 2) -> float:
    """The frame's height once it fits what is inside and stays so; a loop would never stop."""
    inner = page.frame_locator("iframe").locator("[data-embed]")
    seen: list[tuple[float, float]] = []
    for _look in range(40):
        outer = float(page.locator("iframe").bounding_box()["height"])
        seen.append((outer, float(inner.bounding_box()["height"])))
        if len(seen) > 1 and seen[-1] == seen[-2] and abs(seen[-1][0] - seen[-1][1]) <= within:
            return outer
        page.wait_for_timeout(400)
    pytest.fail(f"frame and content never came to one height: {seen}")


@pytest.mark.parametrize("width", [320, 900])
def test_a_shared_result_sizes_itself_and_tells_one_origin(share, host, visit, live_server, width):  # noqa: F811
    shared = share("headline", "range")
    script = f'<script async src="{live_server}/embed/v1.js" data-result="{shared.key}"></script>'
    page = visit(host.page("/", script), width)
    expect(page.frame_locator("iframe").locator("h1")).to_contain_text("in forced labour")
    fitted_height(page)
    events = page.evaluate("window.events")
    assert {event["type"] for event in events} == {"ready", "height"}
    assert {origin for origin, _data in page.evaluate("window.messages")} == {live_server}
    page.set_viewport_size({"width": 420, "height": 700})
    fitted_height(page)


def test_messages_go_to_the_named_origin_only(share, host, visit, live_server):  # noqa: F811
    """A page that frames us under another's name hears nothing."""
    shared = share("headline")
    src = f"{live_server}/embed/r/{shared.key}?origin={quote('https://other.example', safe='')}"
    page = visit(host.page("/", f'<iframe src="{src}" title="x" height="500"></iframe>'))
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("window.messages") == []


def test_a_bare_frame_works_and_says_nothing(share, host, visit, live_server):  # noqa: F811
    shared = share("headline")
    frame = f'<iframe src="{live_server}/embed/r/{shared.key}" title="x" height="500"></iframe>'
    page = visit(host.page("/", frame))
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert page.evaluate("window.messages") == []


def test_a_bare_frame_follows_its_content_where_the_browser_can(share, host, visit, live_server):  # noqa: F811
    shared = share("headline", "range")
    host.policy = host.policy.replace("style-src 'self'", "style-src 'unsafe-inline'")
    frame = (
        f'<iframe src="{live_server}/embed/r/{shared.key}" title="x"'
        ' style="inline-size: 100%; frame-sizing: content-height"></iframe>'
    )
    page = visit(host.page("/", frame))
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert page.evaluate("CSS.supports('frame-sizing', 'content-height')")
    fitted_height(page, within=6)


def inside(page: Page) -> Frame:
    """The frame of a host's page, once it is there."""
    expect(page.locator("iframe")).to_be_attached()
    [frame] = page.main_frame.child_frames
    return frame


def answer_everything(frame: Frame) -> None:
    """Walk the questions in a frame, or in a tab, with “I don’t know”, to the result."""
    expect(frame.locator("select[name=country]")).to_be_visible()
    frame.locator("select[name=country]").select_option("GBR")
    for _question in range(20):
        # Nothing of a page is counted before all of it is there.
        frame.wait_for_load_state()
        if not frame.locator("form.question__form").count():
            return
        title = frame.locator("h1").inner_text()
        if frame.locator("input[value=usual]").count():
            # Not by pointer, here and below: the frame may just be changing its height, and a
            # click then lands beside what it was aimed at.
            frame.locator("input[value=usual]").first.press("Space")
            expect(frame.locator("input[value=usual]").first).to_be_checked()
        frame.locator(".question__go button[value=next]").press("Enter")
        expect(frame.locator("h1")).not_to_have_text(title)
    raise AssertionError("the questions have no end")


def test_the_questions_in_a_frame_from_start_to_a_result_that_is_given(
    host, visit, live_server, axe
):
    """Cross-site, with third-party cookies blocked: events reach the host, and totals on consent."""
    page = visit(host.page("/", f'<script async src="{live_server}/embed/v1.js"></script>'))
    answer_everything(inside(page))
    frame = page.frame_locator("iframe")
    before = page.evaluate("window.events")
    assert {event["type"] for event in before} == {"ready", "height", "step"}
    steps = [event["step"] for event in before if event["type"] == "step"]
    assert steps == list(range(1, steps[-1] + 1))

    # Heights are right while content opens and shuts.
    shut = fitted_height(page)
    frame.locator("[data-give-ask]").press("Enter")
    expect(frame.locator("dialog")).to_contain_text(host.address.partition("://")[2])
    assert fitted_height(page) > shut + 50
    frame.locator("[data-give-no]").click()
    expect(frame.locator("dialog")).to_be_hidden()
    assert fitted_height(page) == pytest.approx(shut, abs=2)
    assert [e for e in page.evaluate("window.events") if e["type"] == "result"] == []

    frame.locator("[data-give-ask]").press("Enter")
    frame.locator("[data-give-yes]").click()
    expect(frame.locator("[data-given]")).to_have_text("Given. Nothing else was sent.")
    [given] = [e for e in page.evaluate("window.events") if e["type"] == "result"]
    assert set(given) == {
        "from",
        "version",
        "type",
        "days",
        "low",
        "high",
        "oneIn",
        "modelVersion",
        "dataVersion",
    }
    assert 0 < given["low"] <= given["days"] <= given["high"]
    axe(page)


def test_the_questions_in_a_frame_without_scripts(host, new_context, live_server):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(
        host.page("/", f'<iframe src="{live_server}/embed/quiz" title="x" height="900"></iframe>')
    )
    answer_everything(inside(page))
    expect(page.frame_locator("iframe").locator("h1")).to_contain_text("of somebody’s life")
    assert context.cookies() == []


def test_a_message_from_elsewhere_moves_nothing(share, host, visit, live_server):  # noqa: F811
    """Who else posts to the host's page cannot change the frame or pose as it."""
    shared = share("headline")
    script = f'<script async src="{live_server}/embed/v1.js" data-result="{shared.key}"></script>'
    page = visit(host.page("/", script))
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    height = fitted_height(page)
    count = len(page.evaluate("window.events"))
    page.evaluate(
        "postMessage({from: 'slavery-footprint', version: 1, type: 'height', height: 5}, '*')"
    )
    page.wait_for_timeout(200)
    assert fitted_height(page) == height
    assert len(page.evaluate("window.events")) == count


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/en/embed", "/en/embed/playground", "/en/embed/examples/oembed", "/embed/quiz"]
)
def test_pages_for_hosts(tab, axe, path, width, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(tab)


def test_the_playground_writes_events_down(tab):
    tab.goto("/en/embed/playground")
    expect(tab.frame_locator("iframe").locator("h1")).to_be_visible()
    expect(tab.locator("#log")).to_contain_text("height")


@pytest.mark.parametrize("name", ["script", "frame"])
def test_examples_show_the_questions(tab, name):
    tab.goto(f"/en/embed/examples/{name}")
    expect(tab.frame_locator("iframe").locator("h1")).to_be_visible()


def test_the_example_of_a_shut_in_frame_shows_a_shared_result(share, tab, live_server):  # noqa: F811
    shared = share("headline")
    tab.goto("/en/embed/examples/oembed")
    tab.get_by_label("Address of a shared result").fill(f"{live_server}{shared.page}")
    tab.get_by_role("button", name="Show it").click()
    expect(tab.frame_locator("iframe").locator("h1")).to_contain_text("of somebody’s life")
    tab.get_by_label("Address of a shared result").fill("https://elsewhere.example/x")
    tab.get_by_role("button", name="Show it").click()
    expect(tab.locator("#url-error")).to_be_visible()


def test_pages_to_share_fit_and_are_accessible(share, tab, axe):  # noqa: F811
    shared = share("headline", "range", "country", "top", "map")
    for path in (shared.page, shared.owner, f"/embed/r/{shared.key}"):
        for width in (320, 1280):
            tab.set_viewport_size({"width": width, "height": 780})
            tab.goto(path)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(tab)
        tab.evaluate("document.documentElement.dir = 'rtl'")
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
