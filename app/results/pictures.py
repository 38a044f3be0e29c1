"""The pictures of one result: what each shows, in the reader's words, ready for a page or a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup, escape

import footprint_model as fm
from app import charts
from app.charts import flow as flow_chart
from app.charts import residents as residents_chart
from app.charts import rows as rows_chart
from app.charts import world as world_chart
from app.charts.svg import Drawing
from app.durations import (
    DAYS_PER_YEAR,
    UNITS_PER_DAY,
    between,
    duration,
    list_numbers,
    list_unit,
    with_short_unit,
)
from app.geography import is_dot, world_map
from app.i18n import country_name, current_language, number, percent
from app.links import figure, filled
from app.quiz.answers import Answers
from app.quiz.model_input import to_consumption
from app.results.breakdown import category_name, sector_name, share
from app.results.stages import Stages, stages

CATEGORIES_IN_FILE = 20


class Picture(NamedTuple):
    """A chart's name in addresses, its question, and how to read it."""

    name: str
    title: str
    reading: str


def pictures() -> dict[str, Picture]:
    """The charts in the order of the page, in the reader's language."""
    found = (
        Picture(
            "bars",
            _("What is it in?"),
            _(
                "Each bar is a kind of purchase; the thin line under it is the range it most likely "
                "lies in, the upright mark is the average where you live."
            ),
        ),
        Picture(
            "flow",
            _("Which work is it, and where?"),
            _(
                "Follow a band from what you buy through the kind of work to the country in which "
                "people do it. The wider the band, the more time of people’s lives."
            ),
        ),
        Picture(
            "map",
            _("Where do the people work?"),
            _("The darker a country, the larger its part of your number."),
        ),
        Picture(
            "residents",
            _("How do people around you differ?"),
            _(
                "Each dot stands for one in fifty people where you live, by what people like them "
                "typically buy. Filled dots have less behind their purchases than you, hollow ones "
                "more."
            ),
        ),
        Picture(
            "narrowed",
            _("What has narrowed your range?"),
            _(
                "Each bar is the range after one more part of the questions, its mark the middle "
                "estimate. The last one is what would be left if every answer were exact."
            ),
        ),
    )
    return {picture.name: picture for picture in found}


def short_writer(unit: str) -> Callable[[float], str]:
    """Writes days of a life a year as lists do, with the unit's sign."""
    write = list_numbers(unit)
    return lambda days: with_short_unit(write(days), unit)


@dataclass(frozen=True)
class Pictures:
    """Everything drawn from one person's answers, made when it is asked for."""

    answers: Answers

    @cached_property
    def estimate(self) -> fm.Estimate:
        return fm.estimate(to_consumption(self.answers))

    @cached_property
    def unit(self) -> str:
        return list_unit(self.estimate.days_per_year.central)

    @cached_property
    def words(self) -> charts.Words:
        return charts.Words(
            category=category_name,
            country=country_name,
            sector=sector_name,
            written=short_writer(self.unit),
            you=_("You"),
            average=_("Average where you live"),
            elsewhere=_("Other countries"),
            other=_("Everything else"),
            other_work=_("Other kinds of work"),
            likely_range=_("Likely range"),
            middle=_("Middle estimate"),
            what=_("What you buy"),
            work=_("Kind of work"),
            where=_("Country of work"),
            unit=_("hours a year") if self.unit == "hours" else _("days a year"),
            per_person_year=DAYS_PER_YEAR * UNITS_PER_DAY[self.unit],
            mirrored=current_language().direction == "rtl",
        )

    @cached_property
    def flow(self) -> charts.Flow:
        return charts.follow(self.estimate, self.words)

    @cached_property
    def crowd(self) -> charts.Crowd:
        return charts.crowd(self.estimate)

    @cached_property
    def stages(self) -> Stages:
        return stages(self.answers)

    @cached_property
    def stage_rows(self) -> tuple[charts.Row, ...]:
        """The stages as rows; the amount is the range in words as short as a list's."""
        write = list_numbers(self.unit)
        return tuple(
            charts.Row(
                name=stage.name,
                amount=with_short_unit(
                    _(
                        "%(low)s to %(high)s",
                        low=write(stage.person_years.low * DAYS_PER_YEAR),
                        high=write(stage.person_years.high * DAYS_PER_YEAR),
                    ),
                    self.unit,
                ),
                low=stage.person_years.low,
                central=stage.person_years.central,
                high=stage.person_years.high,
                bar=False,
                hollow=stage is self.stages.world,
            )
            for stage in self.stages.rows
        )

    def number(self, person_years: float) -> str:
        """As the tables have it, without the unit."""
        return list_numbers(self.unit)(person_years * DAYS_PER_YEAR)

    def tenth(self, number: int) -> float:
        """What so many tenths of the residents stay below, person-years."""
        return fm.residents(self.estimate.country).quantile(number / 10)

    def figures(self) -> dict[str, Any]:
        """For the drawing library."""
        return charts.figures(self.estimate, self.flow, self.crowd, self.stage_rows, self.words)

    # --- as SVG -----------------------------------------------------------------------------------

    def draw(self, name: str) -> Drawing:
        """One of ``pictures()``, as wide as a file or a large screen."""
        drawing: Drawing = getattr(self, f"_draw_{name}")()
        return drawing

    def _draw_bars(self) -> Drawing:
        rows = [
            charts.Row(
                name=category_name(row.category),
                amount=self.words.text(row.person_years.central),
                low=row.person_years.low,
                central=row.person_years.central,
                high=row.person_years.high,
                average=row.average_person_years,
            )
            for row in self.estimate.by_category[:CATEGORIES_IN_FILE]
            if row.person_years.high > 0
        ]
        return rows_chart.draw(rows, self.words)

    def _draw_flow(self) -> Drawing:
        return flow_chart.draw(self.flow, self.words, flow_chart.WIDE)

    def _draw_residents(self) -> Drawing:
        return residents_chart.draw(self.crowd, self.words, residents_chart.WIDE)

    def _draw_narrowed(self) -> Drawing:
        return rows_chart.draw(self.stage_rows, self.words)

    def _draw_map(self) -> Drawing:
        drawing, total = world_map(), self.estimate.person_years.central
        years = {row.country: row.person_years for row in self.estimate.by_origin}
        levels = {code: charts.level(share(value, total)) for code, value in years.items()}
        return world_chart.draw(
            {
                code: path
                for code, path in drawing.paths.items()
                if code in levels or not is_dot(path)
            },
            drawing.height,
            levels,
            {
                code: f"{country_name(code)}: {self.words.text(value)}"
                for code, value in years.items()
            },
            (*shade_limits(), _("no figure")),
            self.words,
        )

    def on_page(self, name: str) -> str:
        """A drawing with words in it, once for wide and once for narrow screens."""
        picture = pictures()[name]
        label = f"{picture.title} {picture.reading}"
        chart = {"flow": flow_chart, "residents": residents_chart}[name]
        data = self.flow if name == "flow" else self.crowd
        return chart.draw(data, self.words, chart.WIDE).on_page(
            label, "picture picture--wide"
        ) + chart.draw(data, self.words, chart.NARROW).on_page(label, "picture picture--narrow")

    def in_file(self, name: str, address: str) -> str:
        """A file that says what it is and where it is from."""
        picture = pictures()[name]
        notes = [picture.reading]
        if name == "flow":
            notes.append(fitted_note())
        if name == "residents":
            notes.append(residents_note(self.crowd))
        notes += [
            _("Estimates of risk and prevalence, not a measurement of any one purchase."),
            _(
                "Slavery Footprint, %(address)s. Model %(model)s, data %(data)s.",
                address=address,
                model=self.estimate.model_version,
                data=self.estimate.data_version,
            ),
        ]
        days = self.estimate.days_per_year
        lede = _(
            "Time out of people’s lives in forced labour behind what one person buys in a year "
            "(%(country)s): about %(amount)s, most likely %(range)s.",
            country=country_name(self.estimate.country),
            amount=duration(days.central),
            range=between(days.low, days.high),
        )
        return self.draw(name).in_file(
            picture.title, lede, notes, str(get_locale()).replace("_", "-")
        )


# --- sentences ------------------------------------------------------------------------------------


def shade_limits() -> list[str]:
    """What the five shades of the map stand for."""
    limits = [percent(limit, 1 if limit < charts.LEVELS[1] else 0) for limit in charts.LEVELS]
    return [
        _("under %(share)s", share=limits[0]),
        *(_("to %(share)s", share=limit) for limit in limits[1:]),
        _("over %(share)s of your total", share=limits[-1]),
    ]


def fitted_note() -> str:
    """Where the second half of the flow comes from."""
    return _(
        "Which country does which kind of work for you is taken from your country’s average, fitted "
        "to your own totals."
    )


def among_residents(estimate: fm.Estimate, explained: str = "") -> Markup:
    """Where the person stands, without judging; the figure leads to its explanation."""
    you = estimate.person_years.central
    tenths = round(fm.residents(estimate.country).share_below(you) * 10)
    if you <= 0:
        return escape(_("There is nothing behind your purchases to compare."))
    if tenths <= 0:
        return escape(
            _("More stands behind the typical purchases of almost everybody than behind yours.")
        )
    if tenths >= 10:
        return escape(
            _("More stands behind your purchases than behind almost everybody’s typical ones.")
        )
    people = _("%(n)s in 10", n=number(tenths))
    return filled(
        _(
            "More stands behind your purchases than behind the typical ones of about %(people)s "
            "people where you live."
        ),
        people=figure(explained, people) if explained else people,
    )


def residents_note(crowd: charts.Crowd) -> str:
    """What the dots are, and how much rests on an assumption."""
    note = _(
        "Nobody has measured the footprints of a country’s people. The dots are what homes of each "
        "size, income and age typically spend, as surveys in the United States and the United "
        "Kingdom found it, and a spread inside each group that is our assumption."
    )
    low, high = round(crowd.below_low * 100), round(crowd.below_high * 100)
    if crowd.you > 0 and high > low:
        note += " " + _(
            "With a smaller or larger spread, %(low)s to %(high)s in 100 people would be below you.",
            low=number(low),
            high=number(high),
        )
    return note


def narrowed_sentence(found: Stages) -> str:
    """How much the answers did, and how much no answer can do."""
    first, last, world = (stage.times for stage in (found.stages[0], found.stages[-1], found.world))
    if last <= 1:
        return _("There is nothing behind your purchases, so there is no range.")
    ways = {"first": number(first, 1), "last": number(last, 1), "world": number(world, 1)}
    if len(found.stages) == 1:
        return _(
            "The high end is %(last)s times the low end. Were every answer exact, it would still be "
            "%(world)s times: nobody counts forced labour exactly, and no answer can change that.",
            **ways,
        )
    return _(
        "With only the country known the high end was %(first)s times the low end; now it is "
        "%(last)s times. Were every answer exact, it would still be %(world)s times: nobody counts "
        "forced labour exactly, and no answer can change that.",
        **ways,
    )
