"""Comparing with an earlier result in a real browser: a file that was downloaded a moment ago."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import SOME, visit
from tests.functional.test_result import fits

Check = Callable[[Page], None]
ADDRESS = "/en/result/compare"
LATER: dict[str, Any] = {**SOME, "tops": 5}


def downloaded(tab: Page, folder: Path) -> Path:
    """The file of the result, as a visitor gets it."""
    tab.goto("/en/result")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Download result and answers").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert re.fullmatch(r"footprint-\d{4}-\d\d-\d\d\.json", path.name)
    return path


def send(tab: Page, path: Path) -> None:
    tab.goto(ADDRESS)
    tab.get_by_label("Your file").set_input_files(path)
    tab.get_by_role("button", name="Compare").click()


@pytest.mark.parametrize("script", [True, False])
def test_keep_a_file_and_come_back_with_it(
    request: pytest.FixtureRequest, app: Flask, live_server: str, tmp_path: Path, script: bool
):
    tab: Page = request.getfixturevalue("tab" if script else "tab_without_js")
    path = downloaded(visit(tab, app, live_server), tmp_path)
    visit(tab, app, live_server, LATER)
    send(tab, path)
    expect(tab.locator(".change")).to_have_count(1)
    expect(tab.locator(".change")).to_contain_text("5 tops a year instead of 10 tops a year")
    tab.get_by_role("button", name="Load my answers from this file").click()
    expect(tab).to_have_url(re.compile("/en/quiz/review$"))
    expect(tab.locator("#tops")).to_contain_text("10 tops a year")


def other_version(path: Path) -> Path:
    found = json.loads(path.read_text())
    found["estimate"]["data_version"] = "2018.balanced.0123456789"
    path.write_text(json.dumps(found))
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_of_the_page(
    tab: Page,
    app: Flask,
    live_server: str,
    axe: Check,
    tmp_path: Path,
    scheme: str,
    width: int,
):
    visit(tab, app, live_server).emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.set_viewport_size({"width": width, "height": 780})

    def look() -> None:
        axe(tab)
        for direction in ("rtl", "ltr"):
            tab.evaluate(f"document.documentElement.dir = '{direction}'")
            assert fits(tab)

    path = downloaded(tab, tmp_path)
    visit(tab, app, live_server, LATER)
    tab.goto(ADDRESS)
    look()
    send(tab, path)
    look()
    send(tab, other_version(path))
    expect(tab.locator(".notice")).to_contain_text("It keeps its own numbers.")
    look()
    tab.get_by_role("button", name="Count anew").click()
    expect(tab.get_by_role("heading", name="What the new version changes")).to_be_visible()
    look()
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"PK\x03\x04\xff")
    send(tab, broken)
    expect(tab.locator("#error-summary")).to_be_visible()
    look()
    tab.get_by_role("link", name="This is not a text file.").click()
    expect(tab.locator("#file")).to_be_focused()


def test_a_large_file_gets_an_answer_and_no_broken_connection(
    tab: Page, app: Flask, live_server: str, tmp_path: Path
):
    visit(tab, app, live_server)
    large = tmp_path / "large.json"
    large.write_bytes(b" " * 2_000_000)
    send(tab, large)
    expect(tab.locator("#error-summary")).to_contain_text("larger than any result of this site")
