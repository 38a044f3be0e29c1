"""Errors of the model. Every one says what is wrong, where, and what is accepted."""


class ModelError(Exception):
    """Base class of all errors raised by this package."""


class InputError(ModelError):
    """A person's or caller's input cannot be used.

    Attributes
    ----------
    field : str
        Dotted name of the offending field, for example ``spend_per_year.clothing``.
    problem : str
        What is wrong, in one sentence.
    accepted : str
        What would be accepted instead.
    """

    def __init__(self, field: str, problem: str, accepted: str) -> None:
        self.field = field
        self.problem = problem
        self.accepted = accepted
        super().__init__(f"{field}: {problem}; accepted: {accepted}")


class UnknownCountry(InputError):
    """The country is not one of the account's consuming countries."""


class UnknownCategory(InputError):
    """The product category does not exist."""


class UnknownSector(InputError):
    """There is no such kind of work."""


class UnknownItem(InputError):
    """The item (a thing counted per year) does not exist."""


class UnknownCurrency(InputError):
    """There is no exchange rate for the currency."""


class UnknownVariant(InputError):
    """There is no account of that name."""


class UnknownModifier(InputError):
    """The modifier does not exist."""


class UnknownBand(InputError):
    """There is no such income or age band."""


class UnknownLabel(InputError):
    """There is no such label, or it does not cover the category."""


class OutOfRange(InputError):
    """A number is negative, not finite, or beyond any plausible value."""


class TableError(ModelError):
    """A derived table is missing, truncated, changed or inconsistent."""


class RawFileMissing(ModelError):
    """A raw input of ``build`` is missing; names the file and its publisher."""


class RawFileDamaged(ModelError):
    """A raw input of ``build`` is cut short or altered; names the file, the row and the value."""


class CheckFailed(ModelError):
    """A check made by ``build`` does not hold."""


class ShapeError(ModelError):
    """Matrices do not fit together."""
