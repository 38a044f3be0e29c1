"""From country to country and to a source, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_phone_shows_the_name_and_its_sentence_at_once(tab: Page):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto("/en/countries/USA")
    for selector in ("h1", ".lede", ".glance__one:first-child"):
        box = tab.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector


def test_from_the_search_to_a_source_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/countries")
    tab.get_by_label("Find a country").fill("thail")
    tab.get_by_role("button", name="Find").click()
    tab.get_by_role("link", name="Thailand").click()
    expect(tab.locator("h1")).to_have_text("Thailand")
    tab.locator(".glance .cite[href='#source-index']").first.click()
    expect(tab.locator("#source-index")).to_be_in_viewport()
    expect(tab.locator("#source-index")).to_contain_text("Global Slavery Index 2023")


def test_from_one_country_to_the_next(tab: Page):
    tab.goto("/en/countries/USA")
    tab.locator("#buys .bars a[href*=countries]").first.click()
    expect(tab.locator("h1")).not_to_have_text("United States")
    expect(tab.locator("#works")).to_be_visible()
