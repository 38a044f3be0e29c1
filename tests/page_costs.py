"""What pages weigh and cost, beside a hello-world route on the same server in the same run.

`./run bench` prints it. The cost is the CPU time of a gunicorn worker, read from /proc, so that it
includes what any web page costs: reading the request and writing the answer.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from flask import Flask

from app import create_app
from app.config import PROJECT, Config
from app.quiz.answers import Answers
from app.quiz.state import COOKIE, dumps
from app.static_files import SOURCE
from tests.pages import METHOD_PAGES

KEY = "a key that only this measurement uses, never a site"
REQUESTS = 400
PAGES = (
    "/en/",
    "/en/quiz/coffee",
    "/en/result",
    "/en/result/what-if?tops_fewer=half",
    "/en/result/compare",
    "/en/actions",
    *METHOD_PAGES,
    "/en/sources",
    "/en/report",
)
ANSWERS = {"country": "USA", "household": 2, "coffee": 2, "tops": 12, "takeaway": 4}


def hello() -> Flask:
    """The baseline."""
    site = Flask("hello")
    site.add_url_rule("/", "hello", lambda: "Hello, World!")
    return site


@contextmanager
def served(target: str, folder: str) -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """Serve with one gunicorn worker; give a connection to it and the worker's process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {
        "APP_ENV": "development",
        "SECRET_KEY": KEY,
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
    }
    options = f"-w 1 --threads 2 --no-control-socket --log-level error --bind 127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options.split(), target],
        cwd=PROJECT,
        env=environ,
        stderr=subprocess.DEVNULL,
    )
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(200):
            try:
                connection.connect()
                break
            except OSError:
                time.sleep(0.1)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield connection, int(children[0])
    finally:
        server.terminate()
        server.wait(timeout=20)


def cpu_ms(connection: http.client.HTTPConnection, worker: int, path: str, cookie: str) -> float:
    """CPU milliseconds of the worker for one request, the mean of many."""

    def ask(times: int) -> None:
        for _ in range(times):
            connection.request("GET", path, headers={"Cookie": cookie})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, f"{path}: {response.status}"

    ask(30)
    before = _cpu_seconds(worker)
    ask(REQUESTS)
    return (_cpu_seconds(worker) - before) / REQUESTS * 1000


def _cpu_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def weights(html: str) -> dict[str, int]:
    """Bytes of a page, of its stylesheets and of the scripts it loads before anybody acts."""
    scripts, queue = set(), re.findall(r'<script[^>]*\bsrc="/static/([^"]+)"', html)
    while queue:
        name = queue.pop()
        if name not in scripts:
            scripts.add(name)
            text = (SOURCE / name).read_text(encoding="utf-8")
            imports = re.findall(r'^import [^"]*"(\./[^"]+)"', text, flags=re.M)
            queue += [str(Path(name).parent / path) for path in imports]
    styles = set(re.findall(r'<link[^>]*href="/static/([^"]+\.css)"', html))
    return {
        "page": len(html.encode()),
        "page_brotli": len(brotli.compress(html.encode(), quality=5)),
        "styles": sum((SOURCE / name).stat().st_size for name in styles),
        "scripts": sum((SOURCE / name).stat().st_size for name in scripts),
    }


def cookie_with_answers() -> str:
    site = create_app(Config(secret_key=KEY, environment="development"))
    with site.app_context():
        return f"{COOKIE}={dumps(Answers(ANSWERS))}"


def report() -> str:
    """The table as text."""
    if not Path("/proc/self/stat").exists():
        return "page costs need /proc, which this system does not have"
    cookie = cookie_with_answers()
    lines = [
        f"{'page':34} {'CPU':>9} {'× hello':>8} {'HTML':>8} {'brotli':>8} {'styles':>8} {'scripts':>8}"
    ]
    with tempfile.TemporaryDirectory() as folder:
        with served("tests.page_costs:hello()", folder) as (connection, worker):
            base = cpu_ms(connection, worker, "/", "")
        lines.append(f"{'hello world':34} {base:6.2f} ms {1:8.1f}")
        with served("app:create_app()", folder) as (connection, worker):
            for path in PAGES:
                cost = cpu_ms(connection, worker, path, cookie)
                connection.request("GET", path, headers={"Cookie": cookie})
                size = weights(connection.getresponse().read().decode())
                kilobytes = " ".join(f"{value / 1000:5.1f} KB" for value in size.values())
                lines.append(f"{path:34} {cost:6.2f} ms {cost / base:8.1f} {kilobytes}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
