"""Open pages as a visitor would and check what must hold for each of them."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from app.static_files import SOURCE

# The method, in reading order.
METHOD_PAGES = (
    "/en/method",
    "/en/method/products",
    "/en/method/money",
    "/en/method/assumptions",
    "/en/method/countries",
    "/en/method/checks",
)

# Attributes that make a browser fetch something.
FETCHING = {
    "audio": ["src"],
    "embed": ["src"],
    "iframe": ["src"],
    "image": ["href"],
    "img": ["src", "srcset"],
    "input": ["src"],
    "link": ["href"],
    "object": ["data"],
    "script": ["src"],
    "source": ["src", "srcset"],
    "use": ["href"],
    "video": ["src", "poster"],
}
REFERENCES = ["aria-controls", "aria-describedby", "aria-labelledby", "for", "form", "list"]
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
# HTML lets these end without being closed.
CLOSED_BY_ITSELF = {
    "colgroup",
    "dd",
    "dt",
    "li",
    "option",
    "p",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
}
DATA_TYPES = {"application/json", "application/ld+json"}


class Pages:
    """Callable: page("/en/") returns the checked page as soup; page.response is the answer."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.response: TestResponse

    def __call__(self, path: str, status: int = 200, **options: Any) -> BeautifulSoup:
        return self._checked(self.client.get(path, **options), status)

    def post(
        self, path: str, data: dict[str, Any] | None = None, status: int = 200, form_at: str = ""
    ) -> BeautifulSoup:
        """Send a form with the CSRF token found at form_at (or the path), follow redirects."""
        form = BeautifulSoup(self.client.get(form_at or path).data, "html.parser")
        token = form.select_one("input[name=csrf_token]")
        assert token, f"no form with a CSRF token at {form_at or path}"
        sent = {"csrf_token": token["value"], **(data or {})}
        return self._checked(self.client.post(path, data=sent, follow_redirects=True), status)

    def send(self, path: str, data: dict[str, Any], status: int = 200) -> BeautifulSoup:
        """Send a form that needs no token, as those in frames."""
        return self._checked(self.client.post(path, data=data), status)

    def _checked(self, response: TestResponse, status: int) -> BeautifulSoup:
        self.response = response
        where = response.request.path
        assert response.status_code == status, f"{where}: {response.status}"
        assert response.mimetype == "text/html", f"{where}: {response.mimetype}"
        assert "Content-Security-Policy" in response.headers
        soup = BeautifulSoup(response.data, "html.parser")
        problems = check_nesting(response.text) + check(soup, where, self.client)
        assert not problems, f"{where}:\n  " + "\n  ".join(problems)
        return soup


def check(soup: BeautifulSoup, path: str, client: FlaskClient) -> list[str]:
    """Say everything that is wrong with a page."""
    return [
        *check_frame(soup, path, set(client.application.extensions["languages"])),
        *check_ids(soup),
        *check_controls(soup, path),
        *check_inline_code(soup),
        *check_fetched(soup),
        *check_links(soup, client),
    ]


class Nesting(HTMLParser):
    """Follow opening and closing tags."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Nothing stays open, as in <path/>."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1] != tag and self.open[-1] in CLOSED_BY_ITSELF:
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.found.append(f"</{tag}> at {self.getpos()} inside {self.open[-3:]}")


def check_nesting(text: str) -> list[str]:
    """Every element that has to be closed is closed, in the right order."""
    reader = Nesting()
    reader.feed(text)
    reader.close()
    return reader.found[:3] + [f"<{tag}> is never closed" for tag in reader.open]


def check_frame(soup: BeautifulSoup, path: str, codes: set[str]) -> list[str]:
    found = []
    html = soup.html
    if not html or not html.get("lang"):
        found.append("<html> has no lang")
    elif (first := path.strip("/").split("/")[0]) in codes and first != html["lang"]:
        found.append(f"<html lang={html['lang']}> on a page of {first}")
    if not html or html.get("dir") not in ("ltr", "rtl"):
        found.append("<html> has no dir")
    if not soup.title or not soup.title.get_text(strip=True):
        found.append("no title")
    for name in ("h1", "main"):
        tags = soup.select(name)
        if len(tags) != 1 or not tags[0].get_text(strip=True):
            found.append(f"{len(tags)} <{name}> with text, expected 1")
    levels = [int(tag.name[1]) for tag in soup.select("h1, h2, h3, h4, h5, h6")]
    for above, below in pairwise(levels):
        if below > above + 1:
            found.append(f"heading level {below} follows level {above}")
    return found


def check_ids(soup: BeautifulSoup) -> list[str]:
    ids = [str(tag["id"]) for tag in soup.select("[id]")]
    found = [
        f"id {name!r} is used {ids.count(name)} times" for name in {*ids} if ids.count(name) > 1
    ]
    for attribute in REFERENCES:
        for tag in soup.select(f"[{attribute}]"):
            value = tag[attribute]
            for name in value if isinstance(value, list) else value.split():
                if name not in ids:
                    found.append(f"{attribute}={name!r} names no element")
    for link in soup.select("a[href^='#']"):
        if (name := str(link["href"])[1:]) not in ids:
            found.append(f"link to #{name} leads nowhere")
    return found


def check_controls(soup: BeautifulSoup, path: str) -> list[str]:
    found = []
    for control in soup.select("input, select, textarea"):
        if control.get("type") not in UNLABELLED and not _name_of(control, soup):
            found.append(f"no label: {control}")
    for button in soup.select("button, a[href]"):
        if not (button.get_text(strip=True) or button.get("aria-label")):
            found.append(f"no text: {button}")
    for form in soup.select("form"):
        is_post = str(form.get("method", "get")).lower() == "post"
        # In a frame there is no cookie to hold a token against: the signed state is the token.
        proof = "state" if path.startswith("/embed/") else "csrf_token"
        if is_post and not form.select_one(f"input[name={proof}][value]"):
            found.append(f"POST form without {proof}: {form.get('action')}")
    for image in soup.select("img"):
        if image.get("alt") is None:
            found.append(f"no alt: {image}")
    for drawing in soup.select("svg"):
        named = drawing.get("aria-label") or drawing.get("aria-labelledby")
        if drawing.get("aria-hidden") != "true" and not named and not drawing.select_one("title"):
            found.append("svg with neither a name nor aria-hidden")
    return found


def _name_of(control: Tag, soup: BeautifulSoup) -> str:
    if label := control.get("aria-label"):
        return str(label)
    if names := control.get("aria-labelledby"):
        tags = [soup.find(id=name) for name in str(names).split()]
        return " ".join(tag.get_text(strip=True) for tag in tags if tag)
    labels = [label for label in soup.select("label[for]") if label["for"] == control.get("id")]
    labels += control.find_parents("label")
    return " ".join(label.get_text(strip=True) for label in labels)


def check_inline_code(soup: BeautifulSoup) -> list[str]:
    """The content security policy refuses these in a browser; say so here already."""
    found = [f"inline style: {tag.name}" for tag in soup.select("[style], style")]
    for tag in soup.find_all(True):
        found += [f"inline handler: {name}" for name in tag.attrs if name.startswith("on")]
    for script in soup.select("script:not([src])"):
        if script.get("type") in DATA_TYPES:
            json.loads(script.string or "")
        else:
            found.append(f"inline script: {script.string!r:.60}")
    found += [f"link to code: {a['href']}" for a in soup.select("a[href^='javascript:']")]
    return found


def check_fetched(soup: BeautifulSoup) -> list[str]:
    """Everything fetched is ours, and is there."""
    found = []
    for name, attributes in FETCHING.items():
        for tag in soup.find_all(name):
            if name == "link" and {"canonical", "alternate", "me"} & set(tag.get("rel") or []):
                continue
            for attribute in attributes:
                for url in _urls(tag, attribute):
                    if url.startswith(("data:", "#")):
                        continue
                    if not url.startswith("/") or url.startswith("//"):
                        found.append(f"fetched from elsewhere: {url}")
                    elif url.startswith("/static/"):
                        path = SOURCE / urlsplit(url).path.removeprefix("/static/")
                        if not path.is_file():
                            found.append(f"no such static file: {url}")
    for form in soup.select("form[action]"):
        action = str(form["action"])
        if urlsplit(action).netloc:
            found.append(f"form sent elsewhere: {action}")
    return found


def _urls(tag: Tag, attribute: str) -> list[str]:
    value = str(tag.get(attribute) or "")
    if attribute == "srcset":
        return [part.split()[0] for part in value.split(",") if part.strip()]
    return [value] if value else []


def check_links(soup: BeautifulSoup, client: FlaskClient) -> list[str]:
    """Links inside the site lead to a route of the site."""
    adapter = client.application.url_map.bind("localhost")
    found = []
    for link in soup.select("a[href^='/']"):
        path = urlsplit(str(link["href"])).path
        try:
            adapter.match(path, method="GET")
        except HTTPException as error:
            if error.code == 404 or error.code == 405:
                found.append(f"broken link: {path}")
    return found
