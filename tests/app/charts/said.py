"""Words for the tests of the charts."""

from app import charts

WORDS = charts.Words(
    category=str.upper,
    country=str.lower,
    sector=str,
    written=lambda days: f"{days * 24:.2f} h",
    you="You",
    average="Average",
    elsewhere="Elsewhere",
    other="Other",
    other_work="Other work",
    likely_range="Range",
    middle="Middle",
    what="What",
    work="Work",
    where="Where",
    unit="hours a year",
    per_person_year=8760,
)
