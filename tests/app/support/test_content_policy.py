"""The published content policy: its figures are those of the tables."""

import re

from evidence.help_lines import help_lines
from tests.pages import Pages


def test_it_says_how_many_lines_are_shown_and_confirmed(page: Pages):
    text = " ".join(page("/en/content-policy").main.text.split())
    shown = [line for line in help_lines() if line.visible]
    assert f"We show {len(shown)} services." in text
    assert f"{sum(bool(line.phones) for line in shown)} of them with their telephone number" in text
    confirmed = sum(line.confirmed_on is not None for line in shown)
    assert ("Nobody has confirmed any of them" in text) == (confirmed == 0)
    waiting = sum(line.shown == "confirmed" for line in help_lines() if not line.visible)
    assert f"{waiting} more wait" in text


def test_it_names_the_guidelines_and_claims_no_endorsement(page: Pages):
    soup = page("/en/content-policy")
    text = " ".join(soup.main.text.split())
    assert "My Story, My Dignity" in text
    assert "National Survivor Network" in text
    assert "None of these organisations has checked this site" in text


def test_a_change_can_be_asked_for(page: Pages):
    links = [link["href"] for link in page("/en/content-policy").main.select("a[href]")]
    assert any(re.match(r"/en/report\?page=", link) for link in links)


def test_the_help_page_leads_to_how_lines_are_checked(page: Pages):
    assert page("/en/help").select_one("a[href='/en/content-policy#help-lines']")
    assert page("/en/content-policy").find(id="help-lines")
