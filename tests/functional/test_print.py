"""What comes out of the printer: the result on one sheet, on either of the usual papers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import SOME, everything_at, visit

PEOPLE: dict[str, dict[str, Any]] = {
    "some answers": SOME,
    "a country alone": {"country": "IND"},
    "a country with a long name": {"country": "TTO"},
    "the weakest numbers": {"country": "PRK"},
    "all, as much as can be": everything_at("max"),
    "all, nothing": everything_at("none", "GBR"),
}


def pages_of(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("who", PEOPLE)
def test_the_result_prints_on_one_sheet(
    tab: Page, app: Flask, live_server: str, who: str, paper: str
):
    visit(tab, app, live_server, PEOPLE[who]).goto("/en/result")
    assert pages_of(tab.pdf(format=paper)) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("which", ["quick", "youth"])
def test_the_worksheet_prints_on_one_sheet(tab: Page, which: str, paper: str):
    tab.goto(f"/en/quiz/paper?set={which}")
    assert pages_of(tab.pdf(format=paper)) == 1


def test_the_paper_is_the_readers(tab: Page, app: Flask, live_server: str):
    """No page size of ours: a sheet of another size would be shrunk or cut by the printer."""
    visit(tab, app, live_server).goto("/en/result")
    width, height = (8.5 * 72, 11 * 72)
    paper = tab.pdf(format="Letter", prefer_css_page_size=True)
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    assert box
    assert [float(box[1]), float(box[2])] == pytest.approx([width, height], abs=1)


def test_paper_has_the_numbers_and_no_buttons(tab: Page, app: Flask, live_server: str):
    visit(tab, app, live_server).goto("/en/result")
    tab.emulate_media(media="print")
    for selector in (".hero__amount", ".bars", ".world", "#actions", ".result__foot"):
        expect(tab.locator(selector).first).to_be_visible()
    for selector in ("#what-if", "#keep-title", ".site-footer", "button"):
        assert not any(one.is_visible() for one in tab.locator(selector).all())


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_what_if_prints_without_its_controls(tab: Page, app: Flask, live_server: str, paper: str):
    visit(tab, app, live_server, {**SOME, "tops": 12}).goto("/en/result/what-if?tops_fewer=half")
    assert pages_of(tab.pdf(format=paper)) == 1
    tab.emulate_media(media="print")
    expect(tab.locator(".sides")).to_be_visible()
    expect(tab.locator(".change")).to_be_visible()
    expect(tab.locator(".what-if__form")).to_be_hidden()
    expect(tab.get_by_role("button", name="Keep this change")).to_be_hidden()
