"""Static files: plain for developers, hashed and compressed in production."""

import gzip
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

import brotli
import pytest
from flask import Flask

from app import static_files
from app.config import PROJECT


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "base.css").write_text("body { color: inherit }\n" * 200)
    (folder / "tiny.txt").write_text("x")
    (folder / "icon.png").write_bytes(os.urandom(3000))
    return folder


def test_building_compresses_what_shrinks(source, tmp_path):
    built = tmp_path / "built"
    static_files.build(source, built)
    original = (source / "css" / "base.css").read_bytes()
    assert brotli.decompress((built / "css" / "base.css.br").read_bytes()) == original
    assert gzip.decompress((built / "css" / "base.css.gz").read_bytes()) == original
    assert not (built / "tiny.txt.br").exists()
    assert not (built / "icon.png.gz").exists()


def test_the_hash_follows_the_content(source, tmp_path):
    first = static_files.build(source, tmp_path / "a")
    assert static_files.build(source, tmp_path / "a") == first
    assert re.fullmatch("[0-9a-f]{12}", first)
    (source / "tiny.txt").write_text("y")
    assert static_files.build(source, tmp_path / "a") != first
    (source / "tiny.txt").write_text("x")
    (source / "tiny.txt").rename(source / "renamed.txt")
    assert static_files.build(source, tmp_path / "a") != first


def test_production_does_not_start_on_files_that_were_not_built(tmp_path):
    with pytest.raises(static_files.StaticFilesMissing, match="assets build"):
        static_files.init_app(Flask("bare"), production=True, built=tmp_path)


def test_in_production_files_are_kept_for_ever_under_their_hash(source, tmp_path):
    digest = static_files.build(source, tmp_path / "built")
    site = Flask("bare", static_folder=None)
    static_files.init_app(site, production=True, built=tmp_path / "built")
    url = site.jinja_env.globals["static_url"]("css/base.css")
    assert url == f"/static/{digest}/css/base.css"
    client = site.test_client()
    with client.get(url, headers={"Accept-Encoding": "gzip, br"}) as response:
        assert response.status_code == 200
        assert response.headers["Content-Encoding"] == "br"
        assert "immutable" in response.headers["Cache-Control"]
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in response.headers
    assert client.get("/static/css/base.css").status_code == 404


def test_while_developing_files_are_plain_and_asked_for_again(client):
    with client.get("/static/css/base.css") as response:
        assert response.headers["ETag"]
        assert response.headers["Cache-Control"] == "no-cache"


def test_plotly_comes_from_its_package(tmp_path):
    script, styles = static_files.write_vendor(tmp_path)
    assert "plotly.js v" in script.read_text(encoding="utf-8")[:200]
    rules = styles.read_text().splitlines()
    assert len(rules) > 20
    assert all(re.fullmatch(r"[.][^{}]+ \{[^{}]+;\}", rule) for rule in rules)
    assert any(rule.startswith(".js-plotly-plot .plotly .modebar {position") for rule in rules)
    before = script.stat().st_mtime_ns
    static_files.write_vendor(tmp_path)
    assert script.stat().st_mtime_ns == before


def test_a_plotly_without_its_rules_is_noticed():
    with pytest.raises(ValueError, match="1 style rules"):
        static_files.plotly_css('{"X,X div":"margin:0;"}')


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """The address of the site under gunicorn, set up as a server would be."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("production")
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "SECRET_KEY": "k" * 40,
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "TRUSTED_HOSTS": "127.0.0.1",
    }
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "assets", "build"],
        cwd=PROJECT,
        env=environ | {"APP_ENV": "development"},
        check=True,
        capture_output=True,
    )
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", "2"),
            *("--no-control-socket", "--bind", f"127.0.0.1:{port}", "app:create_app()"),
        ],
        cwd=PROJECT,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(address + "/health", timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, server.stderr.read().decode()
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=10)


def fetch(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=10) as response:
        return response.read(), response.headers


def test_production_serves_pages_with_hashed_files(production):
    body, headers = fetch(production + "/en/report")
    [url] = re.findall(r"/static/[0-9a-f]{12}/css/base\.css", body.decode())
    style, style_headers = fetch(production + url, **{"Accept-Encoding": "br"})
    assert style_headers["Content-Encoding"] == "br"
    assert brotli.decompress(style) == (static_files.SOURCE / "css" / "base.css").read_bytes()
    assert "Secure" in headers["Set-Cookie"]
    assert headers["Strict-Transport-Security"].startswith("max-age=")


def test_production_sends_plotly_compressed(production):
    body, _ = fetch(production + "/en/report")
    [prefix] = set(re.findall(r"/static/[0-9a-f]{12}/", body.decode()))
    script, headers = fetch(
        production + prefix + "vendor/plotly.min.js", **{"Accept-Encoding": "br"}
    )
    assert headers["Content-Encoding"] == "br"
    assert len(script) < 1_500_000
