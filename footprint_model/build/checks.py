"""Printed checks of the build: each says what it compares and stops the build when it fails."""

from footprint_model.errors import CheckFailed


def check(name: str, value: float, low: float, high: float, unit: str = "") -> None:
    """Print one check and stop when the value is outside its band.

    Raises
    ------
    CheckFailed
        If ``value`` is not between ``low`` and ``high``, both included.
    """
    holds = low <= value <= high
    print(f"  {'ok ' if holds else 'BAD'} {name}: {value:.6g} {unit}  [{low:g} … {high:g}]")
    if not holds:
        raise CheckFailed(f"{name} is {value:.6g} {unit}, expected {low:g} to {high:g}")


def report(name: str, value: float | str, unit: str = "") -> None:
    """Print a figure that has no band."""
    shown = value if isinstance(value, str) else f"{value:.6g}"
    print(f"      {name}: {shown} {unit}")


def step(title: str) -> None:
    """Print the heading of a step."""
    print(f"\n{title}")
