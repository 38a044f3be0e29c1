"""The maker's page: links, state, changes and end; reached by a secret link or twelve words only."""

import io
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import func, select

from app.actions.catalogue import actions
from app.campaigns.settings import decode
from app.extensions import db
from app.groups.today import today
from app.models import Base, Campaign, CampaignEntry, CampaignTotal
from tests.app.campaigns.pictures import picture
from tests.campaign_making import error, fields, made  # noqa: F401
from tests.campaigning import join
from tests.pages import Pages

RECOVER = "/en/campaigns/recover"


@pytest.fixture
def row(app):
    def read(slug):
        with app.app_context():
            found = db.session.scalar(select(Campaign).where(Campaign.slug == slug))
            if found is not None:
                found.logo  # noqa: B018  (it is loaded when asked for)
            return found

    return read


def text(soup):
    return " ".join(soup.main.get_text(" ", strip=True).split())


def test_the_page_has_every_link(page, made, client):  # noqa: F811
    campaign = made(ways="poster\nnewsletter", origins="https://host.example")
    soup = page(campaign.manage)
    values = {tag["id"]: tag["value"] for tag in soup.select("input[readonly]")}
    assert values["short-address"] == f"http://localhost/c/{campaign.slug}"
    assert values["page-en"] == f"http://localhost/en/c/{campaign.slug}"
    assert values["way-poster"] == f"http://localhost/c/{campaign.slug}?via=poster"
    assert values["manage-address"] == f"http://localhost{campaign.manage}"
    assert "data-campaign" in soup.select_one("#snippet-script").get_text()
    assert f"/embed/c/{campaign.slug}" in soup.select_one("#snippet-frame").get_text()
    assert "https://host.example" in text(soup)
    oembed = urlsplit(values["oembed-address"])
    assert parse_qs(oembed.query)["url"] == [f"http://localhost/en/c/{campaign.slug}"]
    assert soup.select_one(".share__qr svg")
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    for name in ("short-address", "page-en", "way-poster"):
        path = values[name].removeprefix("http://localhost")
        assert client.get(path).status_code in (200, 302)


def test_a_name_cannot_break_out_of_the_code_for_hosts(page, made):  # noqa: F811
    campaign = made(name='"><script>alert(1)</script>')
    snippet = page(campaign.manage).select_one("#snippet-frame").get_text()
    assert "<script" not in snippet
    assert "&lt;script&gt;" in snippet


def test_it_is_kept_nowhere_and_told_no_other_site(page, made):  # noqa: F811
    campaign = made()
    for path in ("", "/edit", "/delete"):
        page(campaign.manage + path)
        assert page.response.headers["Cache-Control"] == "no-store"
        assert page.response.headers.getlist("Referrer-Policy") == ["same-origin"]


def test_a_report_about_it_does_not_hold_the_secret(page, made):  # noqa: F811
    campaign = made()
    link = page(campaign.manage).select_one("footer a[href*='/report']")["href"]
    assert campaign.token not in page(link).main.decode()


@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 500, "%00" * 32, "é" * 32])
def test_a_link_that_is_none_leads_to_the_way_back(page, token):
    for path in ("", "/edit", "/delete"):
        soup = page(f"/en/campaigns/manage/{token}{path}", 410)
        assert soup.select_one(f"a[href='{RECOVER}']")


def test_figures_are_those_everybody_sees(app, page, made, row):  # noqa: F811
    campaign = made(ways="poster")
    assert "Fewer than five" in text(page(campaign.manage))
    with app.app_context():
        join(row(campaign.slug).id, 6, via="poster")
    soup = page(campaign.manage)
    figures = {
        part.dt.get_text(): part.dd.get_text() for part in soup.select(".campaign-figures div")
    }
    assert figures["People who took part"] == "6"
    assert "6" in [number for name, number in figures.items() if "poster" in name.lower()]


def test_pause_and_go_on(page, made, row):  # noqa: F811
    campaign = made()
    version = row(campaign.slug).version
    soup = page.post(f"{campaign.manage}/pause", {"paused": "yes"}, form_at=campaign.manage)
    assert "Paused" in soup.select_one("[role=status].notice").get_text()
    assert row(campaign.slug).paused
    assert row(campaign.slug).version > version
    soup = page.post(f"{campaign.manage}/pause", {"paused": "no"}, form_at=campaign.manage)
    assert "People are counted until" in text(soup)
    assert not row(campaign.slug).paused


def test_a_campaign_that_is_over_says_so_and_cannot_be_paused(app, page, made):  # noqa: F811
    campaign = made()
    with app.app_context():
        found = db.session.scalar(select(Campaign).where(Campaign.slug == campaign.slug))
        found.ends_on = today() - timedelta(days=1)
        db.session.commit()
    soup = page(campaign.manage)
    assert "Over since" in text(soup)
    assert not soup.select("button[name=paused]")
    # Its last day may stay as it is, or be set anew.
    soup = page(f"{campaign.manage}/edit")
    day = soup.select_one("#ends_on")["value"]
    page.post(f"{campaign.manage}/edit", fields(ends_on=day, name="Other"))
    assert "Other" in page(campaign.manage).h1.get_text()


def test_a_campaign_past_its_end_is_gone(app, page, made):  # noqa: F811
    campaign = made()
    with app.app_context():
        found = db.session.scalar(select(Campaign).where(Campaign.slug == campaign.slug))
        found.delete_on = today()
        db.session.commit()
    page(campaign.manage, 410)
    page.post(RECOVER, {"phrase": " ".join(campaign.words)}, 422)


# --- changing it ----------------------------------------------------------------------------------


def everything(soup):
    """What the form holds, as a browser would send it."""
    found = {}
    for tag in soup.select("form[enctype] input, form[enctype] textarea, form[enctype] select"):
        if tag.get("type") in ("file", "checkbox"):
            continue
        if tag.name == "select":
            chosen = tag.select_one("option[selected]")
            found[tag["name"]] = chosen["value"] if chosen else ""
        else:
            found[tag["name"]] = tag.get_text() if tag.name == "textarea" else tag.get("value", "")
    return found


def test_saving_the_form_as_it_is_changes_nothing(page, made, row):  # noqa: F811
    campaign = made(
        intro="One.\n\nTwo.",
        accent="#aa2255",
        action_1=actions()[2].id,
        own_action_text="Sign",
        own_action_url="https://example.org/a?b=1&c=2",
        origins="https://a.example\nhttps://b.example",
        ways="poster\nmail",
        logo=(io.BytesIO(picture()), "x.png"),
        logo_text="Us",
    )
    before = row(campaign.slug)
    soup = page(f"{campaign.manage}/edit")
    assert not soup.select("#slug")
    page.post(f"{campaign.manage}/edit", everything(soup))
    after = row(campaign.slug)
    assert after.settings == before.settings
    assert after.logo == before.logo
    assert after.ends_on == before.ends_on
    assert after.version == before.version + 1


def test_the_address_stays(page, made, row):  # noqa: F811
    campaign = made()
    page.post(f"{campaign.manage}/edit", fields(slug="another-address"))
    assert row("another-address") is None
    assert row(campaign.slug)


def test_another_last_day_moves_the_day_of_deletion(page, made, row):  # noqa: F811
    campaign = made()
    day = today() + timedelta(days=200)
    page.post(f"{campaign.manage}/edit", fields(ends_on=day.isoformat()))
    assert row(campaign.slug).delete_on == day + timedelta(days=90)


def test_a_logo_can_be_replaced_and_removed(page, made, row):  # noqa: F811
    campaign = made(logo=(io.BytesIO(picture()), "x.png"), logo_text="Us")
    first = row(campaign.slug).logo
    edit = f"{campaign.manage}/edit"
    other = io.BytesIO(picture(size=(100, 100)))
    page.post(edit, fields(logo=(other, "y.png"), logo_text="Us anew"))
    assert row(campaign.slug).logo not in (None, first)
    assert decode(row(campaign.slug).settings).logo_text == "Us anew"
    page.post(edit, fields(no_logo="y", logo_text="Us anew"))
    assert row(campaign.slug).logo is None
    assert decode(row(campaign.slug).settings).logo_text == ""


def test_a_logo_that_stays_still_needs_words(page, made):  # noqa: F811
    campaign = made(logo=(io.BytesIO(picture()), "x.png"), logo_text="Us")
    soup = page.post(f"{campaign.manage}/edit", fields(logo_text=""), 422)
    assert "Say what the logo shows" in error(soup, "logo_text")


def test_an_error_keeps_what_was_typed(page, made, row):  # noqa: F811
    campaign = made()
    soup = page.post(f"{campaign.manage}/edit", fields(name="", intro="New words"), 422)
    assert error(soup, "name")
    assert soup.select_one("#intro").get_text() == "New words"
    assert decode(row(campaign.slug).settings).intro == ""


def test_colours_that_were_moved_are_shown_before_and_after(page, made):  # noqa: F811
    campaign = made(accent="#ffff00", ground="#777777")
    soup = page(campaign.manage)
    said = [item.get_text(" ", strip=True) for item in soup.select(".swatches li")]
    assert any("#ffff00" in line and "Buttons" in line for line in said)
    assert any("#777777" in line for line in said)


def test_fine_colours_get_no_warning(page, made):  # noqa: F811
    assert not page(made().manage).select(".swatches")


# --- secrets --------------------------------------------------------------------------------------


def test_twelve_words_bring_a_new_link_and_end_the_old_one(page, made):  # noqa: F811
    campaign = made()
    typed = "  " + "\n".join(campaign.words).upper()
    soup = page.post(RECOVER, {"phrase": typed})
    assert "new link" in soup.select_one(".notice").get_text()
    new = urlsplit(soup.select_one("#manage-address")["value"]).path
    assert new != campaign.manage
    page(campaign.manage, 410)
    page(new)


def test_words_that_are_wrong_say_how(page, made):  # noqa: F811
    campaign = made()
    wrong = [*campaign.words[:3], "notaword", *campaign.words[4:]]
    soup = page.post(RECOVER, {"phrase": " ".join(wrong)}, 422)
    assert "“notaword”" in error(soup, "phrase")
    assert soup.select_one("#phrase").get_text() == " ".join(wrong)
    soup = page.post(RECOVER, {"phrase": " ".join(campaign.words[:11])}, 422)
    assert "these are 11" in error(soup, "phrase")
    soup = page.post(RECOVER, {"phrase": "abandon " * 12}, 422)
    assert "do not belong together" in error(soup, "phrase")
    soup = page.post(RECOVER, {"phrase": "abandon " * 11 + "about"}, 422)
    assert "No campaign" in error(soup, "phrase")
    page(campaign.manage)


def test_recovering_has_a_limit(make_app):
    site = make_app(recover_limit="2 per hour")
    with site.app_context():
        Base.metadata.create_all(db.engine)
    page = Pages(site.test_client())
    for status in (422, 422, 429):
        page.post(RECOVER, {"phrase": "x"}, status)


def test_new_words_replace_the_old_ones(page, made):  # noqa: F811
    campaign = made()
    soup = page.post(f"{campaign.manage}/words", form_at=campaign.manage)
    new = [item.get_text() for item in soup.select(".campaign-words li")]
    assert len(new) == 12
    assert new != campaign.words
    assert page.response.headers["Cache-Control"] == "no-store"
    page.post(RECOVER, {"phrase": " ".join(campaign.words)}, 422)
    page.post(RECOVER, {"phrase": " ".join(new)})


# --- the end --------------------------------------------------------------------------------------


def test_delete_asks_once_more_and_leaves_nothing(app, page, made, row):  # noqa: F811
    campaign = made()
    number = row(campaign.slug).id
    with app.app_context():
        join(number, 7)
    page(campaign.manage)
    soup = page(f"{campaign.manage}/delete")
    assert "Fair shirts" in soup.main.get_text()
    assert row(campaign.slug)
    soup = page.post(f"{campaign.manage}/delete")
    assert "deleted" in soup.h1.get_text()
    with app.app_context():
        for table in (CampaignEntry, CampaignTotal):
            count = select(func.count()).where(table.campaign_id == number)
            assert db.session.scalar(count) == 0
    assert row(campaign.slug) is None
    for path in (campaign.manage, f"/en/c/{campaign.slug}", f"/c/{campaign.slug}"):
        assert page.client.get(path).status_code == 410


@pytest.mark.parametrize("path", ["/edit", "/pause", "/words", "/delete"])
def test_nothing_changes_without_the_forms_token(client, made, row, path):  # noqa: F811
    campaign = made()
    before = row(campaign.slug)
    assert client.post(campaign.manage + path, data=fields(name="Other")).status_code == 400
    after = row(campaign.slug)
    assert (after.settings, after.version, after.phrase_hash, after.paused) == (
        before.settings,
        before.version,
        before.phrase_hash,
        before.paused,
    )


def test_whoever_runs_the_site_can_take_it_down(app, page, made, row):  # noqa: F811
    campaign = made()
    runner = app.test_cli_runner()
    result = runner.invoke(args=["campaigns", "remove", campaign.slug])
    assert result.exit_code == 0
    assert row(campaign.slug) is None
    page(campaign.manage, 410)
    assert runner.invoke(args=["campaigns", "remove", campaign.slug]).exit_code == 1
