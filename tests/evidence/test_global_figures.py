"""Figures of the whole world: current, dated, and one record each."""

import pytest

from app.figures import figures
from evidence.build import as_csv, global_figures
from evidence.global_figures import global_figures as held
from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged


def test_every_figure_has_its_years_and_its_source():
    assert set(held()) == set(global_figures.SHOWN)
    for figure in held().values():
        assert figure.publisher
        assert figure.title
        assert 2021 <= figure.reference_year <= figure.year


def test_old_totals_are_gone():
    text = " ".join(figure.sentence for figure in held().values())
    for old in ("20 million", "24.9 million", "40.3 million", "27 million", "5,000"):
        assert old not in text


def test_the_start_page_and_this_table_say_the_same():
    assert held()["fl_total"].value == figures()["people_in_forced_labour"].value


def test_a_figure_that_is_gone_from_the_raw_table_is_named(tmp_path):
    (tmp_path / "evidence").mkdir()
    text = as_csv([{"figure_id": "another", "value": "1"}])
    (tmp_path / global_figures.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(RawFileDamaged, match="no figure 'fl_total'"):
        global_figures.global_figures(Raw(tmp_path, global_figures.FILES))
