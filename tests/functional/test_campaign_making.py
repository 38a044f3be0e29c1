"""A campaign from its first word to its end in a real browser; and who may frame it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.groups.today import today
from tests.app.campaigns.pictures import picture
from tests.campaign_making import NEW, fields, made  # noqa: F401
from tests.functional.test_embed import host  # noqa: F401

WIDTHS = (320, 1280)


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    path.write_bytes(picture(size=(400, 120), colour=(170, 34, 85)))
    return path


def fits(tab: Page) -> bool:
    return bool(tab.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def walk(tab: Page, slug: str, logo: Path) -> None:
    """Make, look, change, pause, go on, delete."""
    tab.goto("/en/campaigns")
    tab.get_by_role("link", name="Make a campaign").click()
    tab.get_by_label("Name of the campaign").fill("Who sews our shirts?")
    tab.get_by_label("Its address").fill(slug)
    tab.locator("summary", has_text="How it looks").click()
    tab.get_by_label("Logo", exact=True).set_input_files(logo)
    tab.get_by_role("button", name="Make the campaign").click()
    # The logo has no words yet; it stays while they are asked for.
    expect(tab.locator("#logo_text-error")).to_be_visible()
    expect(tab.locator(".campaign-form__logo img")).to_be_visible()
    tab.get_by_label("What the logo shows").fill("The union")
    tab.get_by_role("button", name="Make the campaign").click()
    expect(tab.locator("h1")).to_have_text("Your campaign is ready")
    expect(tab.locator(".campaign-words li")).to_have_count(12)
    tab.get_by_role("link", name="open the campaign").click()
    expect(tab.locator("h1")).to_have_text("Who sews our shirts?")
    frame = tab.frame_locator(".preview--320.preview--light iframe")
    expect(frame.locator("img[alt='The union']")).to_be_visible()

    tab.get_by_role("link", name="Change it").click()
    expect(tab.locator(".campaign-form__logo img")).to_be_visible()
    tab.get_by_label("Name of the campaign").fill("Who sews them?")
    tab.get_by_role("button", name="Save").click()
    expect(tab.locator("[role=status].notice")).to_contain_text("Saved")
    expect(tab.locator("h1")).to_have_text("Who sews them?")

    tab.get_by_role("button", name="Pause").click()
    expect(tab.locator(".lede")).to_contain_text("Paused")
    tab.get_by_role("button", name="Go on counting").click()
    expect(tab.locator(".lede")).to_contain_text("People are counted until")

    tab.get_by_role("link", name="Delete the campaign").click()
    tab.get_by_role("button", name="Delete it now").click()
    expect(tab.locator("h1")).to_have_text("The campaign is deleted")


def test_from_the_first_word_to_the_end(tab, logo):
    walk(tab, "sewn-with-js", logo)


def test_the_same_without_scripts(tab_without_js, logo):
    walk(tab_without_js, "sewn-without-js", logo)


def test_by_keyboard_alone(tab):
    """Every field in the order in which it stands, and no trap on the way."""
    tab.goto(NEW)
    tab.locator("#name").focus()
    tab.keyboard.type("Made by hand")
    tab.keyboard.press("Tab")
    expect(tab.locator("#slug")).to_be_focused()
    expect(tab.locator("#slug")).to_have_value("made-by-hand")
    tab.keyboard.press("Tab")
    reached = []
    for _press in range(40):
        reached.append(tab.evaluate("document.activeElement.id || document.activeElement.tagName"))
        if tab.evaluate("document.activeElement.textContent.trim()") == "Make the campaign":
            break
        if reached[-1] == "SUMMARY":
            tab.keyboard.press("Enter")
        tab.keyboard.press("Tab")
    order = ["ends_on", "intro", "logo", "logo_text", "accent", "ground", "action_1", "origins"]
    assert list(dict.fromkeys(name for name in reached if name in order)) == order
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Your campaign is ready")
    tab.get_by_role("link", name="open the campaign").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Pause").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".lede")).to_contain_text("Paused")


def test_the_address_follows_the_name_until_it_is_typed(tab):
    tab.goto(NEW)
    tab.get_by_label("Name of the campaign").fill("Wer näht das? Größe!")
    expect(tab.locator("#slug")).to_have_value("wer-naht-das-grosse")
    tab.locator("#slug").fill("own")
    tab.get_by_label("Name of the campaign").fill("Something else")
    expect(tab.locator("#slug")).to_have_value("own")


def test_a_file_that_is_too_large_is_not_sent(tab, tmp_path):
    path = tmp_path / "large.png"
    path.write_bytes(b"\0" * 2_000_000)
    tab.goto(NEW)
    tab.locator("summary", has_text="How it looks").click()
    tab.locator("#logo").set_input_files(path)
    expect(tab.locator("[data-too-large]")).to_be_visible()
    assert tab.locator("#logo").input_value() == ""


def test_twenty_megabytes_are_answered_with_words(tab_without_js, tmp_path):
    path = tmp_path / "huge.png"
    path.write_bytes(b"\0" * 20_000_000)
    tab = tab_without_js
    tab.goto(NEW)
    tab.get_by_label("Name of the campaign").fill("Huge")
    tab.locator("summary", has_text="How it looks").click()
    tab.locator("#logo").set_input_files(path)
    tab.get_by_role("button", name="Make the campaign").click()
    expect(tab.locator("h1")).to_have_text("The picture is too large")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_and_is_accessible(tab, axe, made, scheme):  # noqa: F811
    tab.emulate_media(color_scheme=scheme)
    campaign = made(
        name="W" * 60,
        accent="#ffff00",
        ground="#777777",
        ways="poster\nnewsletter-of-the-town",
        origins="https://" + "a-very-long-name." * 3 + "example",
    )
    paused = made()
    pages = ("/en/campaigns", NEW, "/en/campaigns/recover", "/en/campaigns/deleted")
    of_one = ("", "?done=saved", "/edit", "/delete")
    for path in (*pages, *(campaign.manage + part for part in of_one), "/en/campaigns/manage/x"):
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 780})
            tab.goto(path)
            assert fits(tab), path
        axe(tab)
        tab.evaluate("document.documentElement.dir = 'rtl'")
        assert fits(tab), path
    tab.goto(paused.manage)
    tab.get_by_role("button", name="Pause").click()
    expect(tab.locator(".lede")).to_contain_text("Paused")
    axe(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_form_with_errors_and_the_secrets_are_accessible(tab, axe, scheme):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": 320, "height": 780})
    tab.goto(NEW)
    for part in tab.locator("details.campaign-form__part summary").all():
        part.click()
    axe(tab)
    tab.locator("#origins").fill("https://example.org/page")
    tab.get_by_role("button", name="Make the campaign").click()
    expect(tab.locator("#error-summary")).to_be_visible()
    assert fits(tab)
    axe(tab)
    tab.locator("#error-summary a", has_text="Sites that may show it").click()
    expect(tab.locator("#origins")).to_be_focused()
    tab.locator("#origins").fill("")
    tab.get_by_label("Name of the campaign").fill(f"Readable {scheme}")
    tab.get_by_role("button", name="Make the campaign").click()
    expect(tab.locator("h1")).to_have_text("Your campaign is ready")
    assert fits(tab)
    axe(tab)


# --- who may frame it -----------------------------------------------------------------------------


def framed(new_context, host, live_server, slug):  # noqa: F811
    """A page of another site with the campaign's frame in it, and what the browser complained of."""
    context = new_context()
    complaints = []
    context.on("console", lambda message: complaints.append(message.text))
    page = context.new_page()
    frame = f'<iframe src="{live_server}/embed/c/{slug}" title="x" height="500"></iframe>'
    page.goto(host.page("/", frame))
    return page, complaints


@pytest.mark.parametrize("listed", [True, False])
def test_a_site_that_may_frames_it(new_context, host, live_server, made, listed):  # noqa: F811
    """Named, or none is named."""
    campaign = made(origins=host.address if listed else "")
    page, complaints = framed(new_context, host, live_server, campaign.slug)
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    assert complaints == []


@pytest.mark.parametrize("known", [True, False])
def test_a_site_that_may_not_is_refused(new_context, host, live_server, made, known):  # noqa: F811
    """Not named, or there is no such campaign."""
    slug = made(origins="https://other.example").slug if known else "nobody-has-this"
    page, complaints = framed(new_context, host, live_server, slug)
    page.wait_for_timeout(300)
    assert any("frame-ancestors" in text for text in complaints), complaints
    assert page.frames[1].url.startswith("chrome-error:")


def test_our_own_preview_shows_what_others_may_not(tab, made):  # noqa: F811
    campaign = made(origins="https://other.example", ends_on=str(today() + timedelta(days=5)))
    tab.goto(campaign.manage)
    for scheme, paper in (("light", "rgb(251, 248, 242)"), ("dark", "rgb(20, 21, 19)")):
        box = tab.frame_locator(f".preview--320.preview--{scheme} iframe").locator(".frame")
        expect(box).to_have_css("background-color", paper)


def test_fields_are_those_of_the_form(tab):
    """What other tests send is what a browser would."""
    tab.goto(NEW)
    names = set(tab.locator("form[enctype] [name]").evaluate_all("all => all.map(it => it.name)"))
    assert set(fields()) - {"languages"} <= names
