"""A school in its lesson: so many pupils join a class, answer every question and send, in two minutes.

`./run load` prints it. The site runs as it would on a server, on a real PostgreSQL. All pupils come
from one address. The teacher's screen asks every four seconds, as in a browser, and the results are
shown before the first pupil has answered, so that snapshots are taken all the while.
"""

from __future__ import annotations

import asyncio
import html
import random
import re
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from app import create_app
from app.classes import owners
from app.classes.owners import Made
from app.classes.settings import Question, Settings
from app.config import Config
from app.extensions import db
from app.groups.owners import owned
from app.groups.today import today
from app.models import Base, Classroom
from tests.load import KEY, STATUS, postgres, served

PUPILS = 200
SECONDS = 120
ARRIVE = 40  # seconds in which all pupils begin
THINK = (1.5, 5.0)  # seconds at each question
POLL = 4.0
QUESTIONS = (Question("Have you thought about this before?", ("Yes", "A little", "No")),)


@dataclass
class Seen:
    """Statuses and times of all requests; when pupils were done and what the screen said when."""

    statuses: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    done: list[float] = field(default_factory=list)
    counts: list[tuple[float, int]] = field(default_factory=list)


@dataclass
class Browser:
    """Cookies, redirects and forms, over a connection for each request."""

    port: int
    seen: Seen
    cookies: dict[str, str] = field(default_factory=dict)
    path: str = ""
    page: str = ""

    async def ask(self, path: str, body: str = "", headers: str = "") -> str:
        """One request; returns its status."""
        start = time.monotonic()
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        form = (
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            if body
            else ""
        )
        writer.write(
            f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: {cookies}\r\n{form}{headers}Connection: close\r\n\r\n{body}".encode()
        )
        answer = await reader.read()
        writer.close()
        self.seen.times.append(time.monotonic() - start)
        head, _blank, content = answer.partition(b"\r\n\r\n")
        found = STATUS.match(head)
        status = found[1].decode() if found else "none"
        self.seen.statuses[status] += 1
        for name, value in re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;\r]*)", head):
            self.cookies[name.decode()] = value.decode()
        self.path, self.page = path, content.decode(errors="replace")
        place = re.search(rb"(?im)^location: (.+?)\r?$", head)
        if place:
            parts = urlsplit(place[1].decode())
            return await self.ask(parts.path + (f"?{parts.query}" if parts.query else ""))
        return status

    async def send(self, path: str, **fields: str) -> str:
        """A form of the page at hand, with its token."""
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.page)
        known = {"csrf_token": html.unescape(token[1])} if token else {}
        return await self.ask(path, urlencode(known | fields))


async def pupil(port: int, code: str, seen: Seen) -> None:
    """Join, answer every question with "I don't know" or a number, and send."""
    await asyncio.sleep(random.uniform(0, ARRIVE))
    browser = Browser(port, seen)
    await browser.ask(f"/join/{code}")
    await browser.send(browser.path, answers="new")
    while "question__form" in browser.page:
        await asyncio.sleep(random.uniform(*THINK))
        if 'name="years"' in browser.page or 'id="amount"' not in browser.page:
            fields = {"mode": "usual", "choice": "usual"}
        else:
            fields = {"amount": str(random.randint(0, 9))}
        before = browser.path
        await browser.send(before, go="next", **fields)
        if browser.path == before:
            await browser.send(before, go="next", mode="usual", choice="usual", value="usual")
        if browser.path == before:
            raise RuntimeError(f"no way on from {before}")
    await browser.send("/en/class/send", own_0=str(random.randint(-1, 2)))
    if "Sent. Thank you." not in browser.page:
        raise RuntimeError(f"not sent: {browser.path}")
    seen.done.append(time.monotonic())


async def screen(port: int, token: str, seen: Seen, stop: asyncio.Event) -> None:
    """Ask as the teacher's browser does."""
    browser, tag = Browser(port, seen), ""
    while not stop.is_set():
        known = f"If-None-Match: {tag}\r\n" if tag else ""
        await browser.ask(f"/en/class/{token}/screen?part=live", headers=known)
        if found := re.search(r"data-count>([\d,]+) answer", browser.page):
            seen.counts.append((time.monotonic(), int(found[1].replace(",", ""))))
        await asyncio.sleep(POLL)


async def lesson(port: int, made: Made) -> Seen:
    # Both workers read the tables at their first page; a site that is visited has done so.
    await asyncio.gather(*(Browser(port, Seen()).ask("/en/") for _time in range(20)))
    seen, stop = Seen(), asyncio.Event()
    watching = asyncio.create_task(screen(port, made.token, seen, stop))
    await asyncio.gather(*(pupil(port, made.code, seen) for _pupil in range(PUPILS)))
    await asyncio.sleep(POLL + 1)
    stop.set()
    await watching
    return seen


def make_one(database_url: str) -> Made:
    """Prepare the database; a class that shows its results from the fifth pupil on."""
    site = create_app(Config(secret_key=KEY, environment="development", database_url=database_url))
    with site.app_context():
        Base.metadata.create_all(db.engine)
        made = owners.make(
            Settings(name="", country="GBR", language="en", questions=QUESTIONS), today()
        )
        row = owned(Classroom, made.token)
        assert row is not None
        owners.reveal(row)
        db.engine.dispose()
    return made


def report() -> str:
    """The table as text."""
    # A socket's path must be short, so not in a deep temporary folder.
    with tempfile.TemporaryDirectory(prefix="load") as folder, postgres(Path(folder)) as url:
        made = make_one(url)
        with served(url) as port:
            start = time.monotonic()
            seen = asyncio.run(lesson(port, made))
    times, last = sorted(seen.times), max(seen.done)
    at, count = next(one for one in reversed(seen.counts) if one[0] > 0)
    seen_after = next((when for when, n in seen.counts if n == PUPILS), at) - last
    return "\n".join(
        (
            f"{PUPILS} pupils joined, answered and sent within {last - start:.0f} s "
            f"(at most {SECONDS}): {len(times)} requests, {len(times) / (last - start):.0f} a second",
            "answers: " + ", ".join(f"{code} × {n}" for code, n in sorted(seen.statuses.items())),
            f"time of a request: median {times[len(times) // 2] * 1000:.0f} ms, "
            f"99 % within {times[int(len(times) * 0.99)] * 1000:.0f} ms, "
            f"longest {times[-1] * 1000:.0f} ms",
            f"the screen counts {count} of {len(seen.done)}, {seen_after:.1f} s after the last",
        )
    )


if __name__ == "__main__":
    print(report())
