"""What helps, its letters and the list, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.answered import visit
from tests.functional.steps import next_page
from tests.functional.test_result import fits

Check = Callable[[Page], None]
PAGES = [
    "/en/actions/ask_your_bank",
    "/en/actions/ask_government",
    "/en/actions/labels",
    "/en/actions/how-chosen",
    "/en/checklist",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    tab: Page, app: Flask, live_server: str, axe: Check, path: str, scheme: str
):
    visit(tab, app, live_server).emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(path)
    axe(tab)


@pytest.mark.parametrize("path", ["/en/actions", *PAGES])
@pytest.mark.parametrize("width", [320, 360, 760, 1280])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_sticks_out(
    tab: Page, app: Flask, live_server: str, path: str, width: int, direction: str
):
    visit(tab, app, live_server).set_viewport_size({"width": width, "height": 780})
    tab.goto(path)
    tab.evaluate("direction => { document.documentElement.dir = direction }", direction)
    assert fits(tab)


def test_the_mail_program_gets_the_letter_as_edited(tab: Page):
    tab.goto("/en/actions/ask_your_bank")
    tab.get_by_label("Subject").fill("Three questions & more")
    tab.get_by_label("Your letter").fill("Hello,\nin my own words: 100 %.")
    mail = tab.get_by_role("link", name="Open in my mail program")
    # The test has no mail program: look where the link leads instead of going there.
    mail.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    mail.click()
    assert mail.get_attribute("href") == (
        "mailto:?subject=Three%20questions%20%26%20more"
        "&body=Hello%2C%0D%0Ain%20my%20own%20words%3A%20100%20%25."
    )


def test_the_letter_is_copied_and_saved_in_the_browser(tab: Page):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto("/en/actions/ask_your_bank")
    tab.get_by_label("Your letter").fill("In my own words.")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.get_by_role("button", name="Copy").click()
    expect(tab.get_by_role("status")).to_have_text("Copied.")
    assert tab.evaluate("navigator.clipboard.readText()").endswith("In my own words.")
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save as a text file").click()
    assert saved.value.suggested_filename == "letter.txt"
    text = Path(saved.value.path()).read_text(encoding="utf-8-sig")
    assert text.endswith("\n\nIn my own words.\n")
    assert [url for url in asked if url.startswith("http")] == []


def test_a_letter_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/actions/recruitment_fees")
    tab.get_by_label("Who is it for?").select_option(label="A farm or farm shop")
    tab.get_by_role("button", name="Write that letter").click()
    expect(tab.get_by_label("Your letter")).to_have_value(re.compile("I buy what you grow"))
    mail = tab.get_by_role("link", name="Open in my mail program").get_attribute("href")
    assert mail
    assert mail.startswith("mailto:?subject=Who%20paid%20for%20the%20pickers")
    expect(tab.get_by_role("button", name="Copy")).to_have_count(0)
    expect(tab.get_by_text("Without JavaScript your mail program")).to_be_visible()
    with tab.expect_download() as saved:
        tab.get_by_role("link", name="Save as a text file").click()
    assert saved.value.suggested_filename == "letter-recruitment.txt"


def test_the_list_by_keyboard_and_without_javascript(tab_without_js: Page):
    tab = tab_without_js
    tab.goto("/en/actions/canteen")
    tab.get_by_role("button", name="Put on my list").focus()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("/en/checklist$"))
    row = tab.get_by_role("group", name="Ask your canteen where its food comes from")
    expect(row.get_by_label("I plan it")).to_be_checked()
    row.get_by_label("I plan it").focus()
    tab.keyboard.press("ArrowRight")
    tab.get_by_role("button", name="Save my list").press("Enter")
    expect(row.get_by_label("Done")).to_be_checked()
    tab.get_by_role("button", name="Delete my list").click()
    expect(tab.get_by_text("Nothing is on your list yet")).to_be_visible()


def test_the_list_on_paper_is_a_list_to_tick(tab: Page):
    tab.goto("/en/actions/canteen")
    with next_page(tab):
        tab.get_by_role("button", name="Put on my list").click()
    tab.emulate_media(media="print")
    expect(tab.get_by_text("Ask your canteen where its food comes from")).to_be_visible()
    expect(tab.get_by_role("button", name="Save my list")).to_be_hidden()
    expect(tab.locator("input[type=radio]").first).to_be_hidden()
    width = tab.locator(".tick-row").first.evaluate(
        "row => parseFloat(getComputedStyle(row, '::before').inlineSize)"
    )
    assert width > 10


def test_from_the_result_to_a_letter_and_a_source_in_two_taps(
    tab: Page, app: Flask, live_server: str
):
    visit(tab, app, live_server).goto("/en/result")
    tab.locator("#actions .action h3 a").nth(1).click()
    expect(tab.get_by_label("Your letter")).to_be_visible()
    expect(tab.get_by_role("heading", name="Sources")).to_be_visible()
