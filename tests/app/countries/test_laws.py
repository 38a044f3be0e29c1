"""The world in figures and laws: every entry dated and sourced, in the order of time."""

import re

from evidence.global_figures import global_figures
from tests.pages import Pages


def text_of(tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" ")).strip()


def test_rules_stand_in_the_order_of_time_each_with_its_source(page: Pages):
    rows = page("/en/laws").select(".timeline__one")
    years = [int(row.select_one(".timeline__year").get_text()) for row in rows]
    assert years == sorted(years)
    assert years[0] == 1926
    assert len(rows) >= 20
    assert all(row.select_one(".small").get_text(strip=True) for row in rows)


def test_a_law_leads_to_its_country(page: Pages):
    soup = page("/en/laws")
    [row] = [r for r in soup.select(".timeline__one") if "Transparency in Supply" in r.get_text()]
    assert row.select_one("a")["href"] == "/en/countries/USA"


def test_treaties_say_how_many_countries_they_bind(page: Pages):
    text = text_of(page("/en/laws").select_one(".timeline"))
    assert "Forced Labour Convention (No. 29)" in text
    assert re.search(r"In force in 1[67]\d of 176 countries on 31 August 2022", text)


def test_every_figure_is_there_under_its_source(page: Pages):
    soup = page("/en/laws")
    for figure in global_figures().values():
        entry = soup.find(id=figure.id)
        assert figure.sentence in text_of(entry)
        block = text_of(entry.find_parent("div"))
        assert figure.title in block
        assert f"{figure.publisher}, {figure.year}" in block
    for link in soup.select(".glance .cite"):
        assert soup.find(id=link["href"][1:])
    assert "7,975" in text_of(soup.select_one(".glance"))


def test_the_list_of_countries_leads_there(page: Pages):
    assert page("/en/countries").select_one("a[href='/en/laws']")
