"""Taking part in a campaign in a real browser: with and without JavaScript, and in a frame."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from app.campaigns.settings import Button, Settings
from tests.answered import SOME, everything_at, visit
from tests.campaigning import make_campaign  # noqa: F401
from tests.functional.test_embed import answer_everything, host, inside  # noqa: F401
from tests.functional.test_embed import visit as visit_host  # noqa: F401

SETTINGS = Settings(
    name="Cleaner phones",
    languages=("en",),
    intro="We are a school.\n\nJoin us.",
    actions=("keep_devices", "wear_longer"),
    own_action=Button("Sign our letter", "https://campaign.example/letter"),
    end_link=Button("What we do next", "https://campaign.example/next"),
    ways=("poster",),
)


@pytest.fixture
def slug(make_campaign: Callable[..., str]) -> str:  # noqa: F811
    """Four people wait in it."""
    return make_campaign(SETTINGS, people=4)


def test_the_fifth_person_joins_and_the_figures_show(
    tab: Page, app: Flask, live_server: str, slug: str, axe: Callable[[Page], None]
) -> None:
    tab.goto(f"/en/c/{slug}?via=poster")
    expect(tab.locator("#together")).to_contain_text("Fewer than 5 people")
    axe(tab)
    visit(tab, app, live_server, everything_at("usual"))
    tab.get_by_role("link", name="Take the questions").click()
    expect(tab).to_have_url(f"{live_server}/en/result")
    axe(tab)
    tab.get_by_label("Sign our letter").check()
    tab.get_by_role("button", name="Count me in").click()
    expect(tab.get_by_role("status")).to_contain_text("Your result is added")
    expect(tab.get_by_role("link", name="What we do next")).to_be_visible()
    expect(tab.locator("#together")).to_contain_text("5 people")
    expect(tab.locator(".dot-field")).to_have_attribute("aria-label", re.compile("5 of about"))
    axe(tab)
    tab.go_back()
    expect(tab.locator("#offer-title")).to_have_text("You are counted in “Cleaner phones”")


def test_a_newcomer_takes_part_without_javascript(
    tab_without_js: Page, live_server: str, slug: str
) -> None:
    tab = tab_without_js
    tab.goto(f"/c/{slug}")
    tab.get_by_role("link", name="Take the questions").click()
    answer_everything(tab.main_frame)
    expect(tab).to_have_url(f"{live_server}/en/result")
    tab.get_by_label("Wear it longer").check()
    tab.get_by_role("button", name="Count me in").click()
    expect(tab.get_by_role("status")).to_contain_text("Your result is added")
    expect(tab.locator("#together")).to_contain_text("5 people")


def test_the_double_click_counts_once(tab: Page, app: Flask, live_server: str, slug: str) -> None:
    visit(tab, app, live_server, everything_at("usual"))
    tab.goto(f"/en/c/{slug}/take-part")
    tab.get_by_role("button", name="Count me in").dblclick()
    expect(tab.locator("#together")).to_contain_text("these 5 people")


def test_people_join_in_a_frame_of_another_site(
    host,  # noqa: F811
    visit_host,  # noqa: F811
    live_server: str,
    slug: str,
    axe: Callable[[Page], None],
) -> None:
    """Cross-site, without cookies: the fixture looks that there are none."""
    script = f'<script async src="{live_server}/embed/v1.js" data-campaign="{slug}" data-via="poster"></script>'
    page = visit_host(host.page("/", script))
    frame = page.frame_locator("iframe")
    expect(frame.locator(".campaign__named")).to_have_text("Cleaner phones")
    answer_everything(inside(page))
    frame.get_by_label("Sign our letter").press("Space")
    frame.get_by_role("button", name="Count me in").press("Enter")
    expect(frame.locator("h1")).to_have_text("Thank you. Your result is added.")
    axe(page)
    figures = page.request.get(f"{live_server}/api/c/{slug}.json").json()
    assert figures["people"] == 5


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_are_accessible(
    tab: Page,
    app: Flask,
    live_server: str,
    make_campaign: Callable[..., str],  # noqa: F811
    axe: Callable[[Page], None],
    width: int,
    scheme: str,
) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.set_viewport_size({"width": width, "height": 780})
    slug = make_campaign(SETTINGS, people=12)
    visit(tab, app, live_server, SOME)
    for path in (f"/en/c/{slug}", f"/embed/c/{slug}", f"/en/c/{slug}/take-part"):
        tab.goto(path)
        for direction in ("ltr", "rtl"):
            tab.evaluate("where => document.documentElement.dir = where", direction)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        axe(tab)


def test_the_page_is_read_and_used_by_keyboard(tab: Page, slug: str) -> None:
    tab.goto(f"/en/c/{slug}")
    for _press in range(12):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.textContent") == "Take the questions":
            break
    tab.keyboard.press("Enter")
    expect(tab.locator("select[name=country]")).to_be_visible()
