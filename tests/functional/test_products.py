"""From a thing to its page and to a case, in a real browser."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def test_a_phone_shows_the_name_and_the_answer_at_once(tab: Page):
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto("/en/products/chocolate")
    for selector in ("h1", ".known__answer", ".known__answer + p"):
        box = tab.locator(selector).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640, selector


def test_from_a_thing_to_a_case_without_scripts(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/products")
    tab.get_by_label("Find a product").fill("jeans")
    tab.get_by_role("button", name="Find").click()
    tab.locator(".known__part a[href$='/products/clothing']").first.click()
    expect(tab.locator("h1")).to_have_text("Clothes")
    tab.get_by_label("Seen from").select_option("DEU")
    tab.get_by_role("button", name="Show").click()
    expect(tab.locator(".known__kicker")).to_contain_text("Germany")
    tab.locator("#cases a").first.click()
    expect(tab.locator(".timeline")).to_be_visible()
