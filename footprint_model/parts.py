"""Rows of an estimate: an interval, and the parts it is made of."""

from footprint_model.schema import Row


class Interval(Row, frozen=True):
    """5 %, central and 95 % value."""

    low: float
    central: float
    high: float

    def times(self, factor: float) -> "Interval":
        """The interval in another unit."""
        return Interval(self.low * factor, self.central * factor, self.high * factor)

    def to_dict(self) -> dict[str, float]:
        """Plain values for JSON."""
        return {"low": self.low, "central": self.central, "high": self.high}


class CategoryPart(Row, frozen=True):
    """One category of an estimate.

    ``from_answers``: share of its central value that rests on amounts the person gave; the rest
    is what is usual for such a person.
    """

    category: str
    person_years: Interval
    average_person_years: float
    relative_to_average: float | None
    answered: bool
    from_answers: float


class OriginPart(Row, frozen=True):
    """One country where people work."""

    country: str
    person_years: float


class SectorPart(Row, frozen=True):
    """One producing sector group."""

    sector: str
    person_years: float


class CategoryOriginPart(Row, frozen=True):
    """One category from one country."""

    category: str
    country: str
    person_years: float


class CategoryDifference(Row, frozen=True):
    """How much more one category is in the second of two estimates; below zero: less."""

    category: str
    person_years: Interval
