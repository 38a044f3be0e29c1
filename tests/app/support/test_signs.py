"""Signs of forced labour, and what to do: report, do not step in."""

from evidence.signs import settings
from tests.pages import Pages


def test_what_to_do_comes_before_the_signs(page: Pages):
    soup = page("/en/signs")
    headings = [heading.text.strip() for heading in soup.select("h2")]
    assert headings[0] == "Do not step in. Report."
    assert soup.select_one(".signs__do a[href='/en/help']")


def test_every_setting_can_be_linked_to_and_names_its_sources(page: Pages):
    soup = page("/en/signs")
    for setting in settings():
        section = soup.find(id=setting.row.id)
        assert [item.text for item in section.select("li")] == list(setting.signs)
        links = {link["href"] for link in section.select("a[rel=noreferrer]")}
        assert links == {source.page for source in setting.sources}
        for source in setting.sources:
            assert source.publisher in section.text
        if setting.row.fact:
            assert setting.row.fact in section.text
            assert setting.row.fact_publisher in section.text


def test_reports_to_a_line_are_not_called_findings(page: Pages):
    assert "not findings" in page("/en/signs").find(id="car_wash").text


def test_a_setting_without_a_source_is_left_out_and_said_to_be(page: Pages):
    soup = page("/en/signs")
    assert not soup.find(id="delivery")
    assert "we found no list of signs" in soup.main.text


def test_the_help_page_leads_to_the_signs(page: Pages):
    assert page("/en/help").select_one("a[href='/en/signs']")
