"""What a trace is made of, and how a step is told as a sentence."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from footprint_model import tables
from footprint_model.lookup import countries_by_code
from footprint_model.parts import Interval
from footprint_model.schema import Basis

HOURS = 365 * 24

# Which figure of an estimate a trace leads to.
Subject = Literal["purchases", "in_your_name", "average", "people", "range"]


@dataclass(frozen=True)
class Step:
    """One step of a trace.

    Attributes
    ----------
    id : which sentence of data/explanations.toml
    value, unit : the step's number
    factor : whether the result is the product of this and the other factors
    basis : what the number rests on
    sources : keys of data/sources.toml
    numbers, shares, times, names, countries, currency : what the sentence's fields stand for:
        plain numbers, shares of one, person-years a year, texts of the data files, country
        codes, a currency's code
    country_shares : field of ``countries`` -> the share of each, where it is told
    """

    id: str
    value: float
    unit: str
    basis: Basis
    sources: tuple[str, ...]
    factor: bool = False
    numbers: Mapping[str, float] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    country_shares: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    currency: str = ""

    @property
    def text(self) -> str:
        """The sentence in English, with its fields in braces."""
        return tables.explanations()[self.id]


@dataclass(frozen=True)
class Trace:
    """The way from the answer to one figure.

    ``person_years`` is an interval for a total or a category; for an origin or a kind of work
    only its centre is estimated, and all three values are the same.
    """

    country: str
    category: str | None
    origin: str | None
    person_years: Interval
    steps: tuple[Step, ...]
    sector: str | None = None
    subject: Subject = "purchases"

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of every source used, in order of appearance."""
        return tuple(dict.fromkeys(key for step in self.steps for key in step.sources))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, sources with titles."""
        titles = {source.key: source for source in tables.sources()}
        return {
            "subject": self.subject,
            "country": self.country,
            "category": self.category,
            "origin": self.origin,
            "sector": self.sector,
            "person_years": self.person_years.to_dict(),
            "steps": [
                {
                    "id": step.id,
                    "text": sentence(step),
                    "value": step.value,
                    "unit": step.unit,
                    "factor": step.factor,
                    "basis": step.basis,
                    "sources": list(step.sources),
                    "countries": _countries(step),
                }
                for step in self.steps
            ],
            "sources": [
                {
                    "key": key,
                    "title": titles[key].title,
                    "publisher": titles[key].publisher,
                    "year": titles[key].year,
                    "where": titles[key].where,
                }
                for key in self.sources
            ],
        }


def _countries(step: Step) -> dict[str, list[dict[str, Any]]]:
    """Field -> its countries, each with its share where that is told."""
    return {
        key: [
            {"country": code, "share": share}
            for code, share in itertools.zip_longest(codes, step.country_shares.get(key, ()))
        ]
        for key, codes in step.countries.items()
    }


def three_figures(value: float) -> str:
    """Enough digits to follow the arithmetic, never as 1e+03."""
    return f"{value:.3g}" if abs(value) < 1000 else f"{float(f'{value:.3g}'):,.0f}"


def sentence(
    step: Step,
    translate: Callable[[str], str] = str,
    number: Callable[[float], str] = three_figures,
    country: Callable[[str], str] = lambda code: countries_by_code()[code][1].name,
    percent: Callable[[float], str] = lambda share: f"{share * 100:.3g} %",
    time: Callable[[float], str] = lambda years: f"{three_figures(years * HOURS)} hours",
) -> str:
    """The step's sentence; pages pass their own language's functions."""
    fields = {key: number(value) for key, value in step.numbers.items()}
    fields |= {key: percent(value) for key, value in step.shares.items()}
    fields |= {key: time(value) for key, value in step.times.items()}
    fields |= {key: ", ".join(map(translate, texts)) for key, texts in step.names.items()}
    for key, codes in step.countries.items():
        told = step.country_shares.get(key, ())
        fields[key] = ", ".join(
            country(code) if share is None else f"{country(code)} ({percent(share)})"
            for code, share in itertools.zip_longest(codes, told)
        )
    return translate(step.text).format(**fields, currency=step.currency)
