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
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from urllib.parse import urlencode

import brotli
import msgspec
from bs4 import BeautifulSoup
from flask import Flask

from app import create_app
from app.classes import owners, sending
from app.classes.figures import pupil
from app.config import PROJECT, Config
from app.extensions import db
from app.models import Base
from app.quiz.answers import Answers
from app.quiz.state import COOKIE
from app.static_files import SOURCE
from tests.answered import signed
from tests.classing import classroom, row_of
from tests.pages import METHOD_PAGES

KEY = "a key that only this measurement uses, never a site"
REQUESTS = 200
LEAST_SECONDS = 0.5
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
        "DATABASE_URL": database_url(folder),
    }
    options = f"-w 1 --threads 2 --keep-alive 60 --log-level error --bind 127.0.0.1:{port}"
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


@dataclass(frozen=True)
class Ask:
    """A request: with a body it is sent as a form, else it gets a page."""

    path: str
    cookie: str = ""
    body: str = ""
    known: str = ""  # an ETag the browser has
    status: int = 200

    def send(self, connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
        headers = {"Cookie": self.cookie}
        if self.known:
            headers["If-None-Match"] = self.known
        if self.body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if self.body else "GET", self.path, self.body or None, headers)
        return connection.getresponse()


def cpu_ms(connection: http.client.HTTPConnection, worker: int, asked: Ask) -> float:
    """CPU milliseconds of the worker for one request, the mean of some hundreds.

    The system counts in hundredths of a second: less would be too coarse for a short answer.
    """

    def ask(times: int) -> None:
        for _ in range(times):
            response = asked.send(connection)
            response.read()
            assert response.status == asked.status, f"{asked.path}: {response.status}"

    ask(30)
    before, asked_for, used = _cpu_seconds(worker), 0, 0.0
    while used < LEAST_SECONDS:
        ask(REQUESTS)
        asked_for += REQUESTS
        used = _cpu_seconds(worker) - before
    return used / asked_for * 1000


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


def database_url(folder: str) -> str:
    return f"sqlite:///{folder}/bench.sqlite3"


def prepare(folder: str) -> str:
    """Make the tables; return the cookie of somebody with answers."""
    config = Config(secret_key=KEY, environment="development", database_url=database_url(folder))
    site = create_app(config)
    with site.app_context():
        Base.metadata.create_all(db.engine)
        return f"{COOKIE}={signed(site, Answers(ANSWERS))}"


def answer(connection: http.client.HTTPConnection, cookie: str) -> Ask:
    """What a browser sends with an answer to a question."""
    page = Ask("/en/quiz/coffee", cookie).send(connection)
    soup = BeautifulSoup(page.read().decode(), "html.parser")
    form = {
        field["name"]: field.get("value", "")
        for field in soup.select("form.question__form input[name]")
        if field.get("type") != "radio" or field.has_attr("checked")
    }
    form |= {
        field["name"]: field.select_one("[selected], option")["value"]
        for field in soup.select("form.question__form select[name]")
    }
    body = urlencode(form | {"go": "next"})
    return Ask("/en/quiz/coffee", cookie, body, status=303)


def shared(connection: http.client.HTTPConnection, cookie: str) -> Iterator[tuple[str, Ask]]:
    """A page that somebody shared, its picture and its frame; new, and known to the browser."""
    page = Ask("/en/share", cookie).send(connection)
    token = BeautifulSoup(page.read().decode(), "html.parser").select_one("[name=csrf_token]")
    body = urlencode({"csrf_token": token["value"], "headline": "y", "range": "y", "top": "y"})
    made = Ask("/en/share", cookie, body).send(connection)
    made.read()
    key = (made.getheader("Location") or "").split("/r/")[1].partition("/")[0]
    paths = {
        "shared page": f"/en/r/{key}",
        "its picture": f"/en/r/{key}/card.png",
        "its frame": f"/embed/r/{key}",
    }
    for name, path in paths.items():
        response = Ask(path).send(connection)
        response.read()
        yield name, Ask(path)
        yield f"{name}, 304", Ask(path, known=response.getheader("ETag") or "", status=304)


def class_of(pupils: int, folder: str) -> Iterator[tuple[str, Ask]]:
    """The pages of a teacher whose class has so many pupils."""
    config = Config(secret_key=KEY, environment="development", database_url=database_url(folder))
    site = create_app(config)
    with site.app_context():
        made = classroom()
        counted = pupil(Answers(ANSWERS), (0, 1))
        for number in range(pupils):
            other = msgspec.structs.replace(counted, persons=counted.persons + number)
            sending.send(row_of(made), str(number), other)
        owners.reveal(row_of(made))
    screen = f"/en/class/{made.token}/screen"
    for show in ("total", "where", "what-if"):
        yield f"screen, {show}, {pupils} pupils", Ask(f"{screen}?show={show}")
    client = site.test_client()
    tag = client.get(f"{screen}?part=live").headers["ETag"]
    yield "screen, 304", Ask(f"{screen}?part=live", known=tag, status=304)
    yield f"teacher's page, {pupils} pupils", Ask(f"/en/class/{made.token}")


def report() -> str:
    """The table as text."""
    if not Path("/proc/self/stat").exists():
        return "page costs need /proc, which this system does not have"
    lines = [
        f"{'page':34} {'CPU':>9} {'× hello':>8} {'HTML':>8} {'brotli':>8} {'styles':>8} {'scripts':>8}"
    ]
    with tempfile.TemporaryDirectory() as folder:
        cookie = prepare(folder)
        with (
            served("tests.page_costs:hello()", folder) as plain,
            served("app:create_app()", folder) as (connection, worker),
        ):
            bases = [cpu_ms(*plain, Ask("/"))]

            def line(name: str, asked: Ask) -> None:
                cost = cpu_ms(connection, worker, asked)
                # A shared machine is faster and slower by turns: what stood on both sides counts.
                bases.append(cpu_ms(*plain, Ask("/")))
                text = f"{name:34} {cost:6.2f} ms {cost / fmean(bases[-2:]):8.1f}"
                response = asked.send(connection)
                body = response.read()
                if response.status == 200 and "html" in (response.getheader("Content-Type") or ""):
                    sizes = weights(body.decode()).values()
                    text += " " + " ".join(f"{size / 1000:5.1f} KB" for size in sizes)
                lines.append(text)

            for path in PAGES:
                line(path, Ask(path, cookie))
            line("an answer to /en/quiz/coffee", answer(connection, cookie))
            for name, asked in shared(connection, cookie):
                line(name, asked)
            for name, asked in class_of(500, folder):
                line(name, asked)
    lines.insert(1, f"{'hello world, mean of all':34} {fmean(bases):6.2f} ms {1:8.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
