"""The assumed and published parameters the build uses, read from ``data/parameters.toml``."""

from pathlib import Path

import msgspec

from footprint_model.schema import Parameter, ParameterFile

FOLDER = Path(__file__).resolve().parent.parent / "data"


class Parameters:
    """Parameters by name; a missing name is an error, never a default."""

    def __init__(self, rows: tuple[Parameter, ...]) -> None:
        self._rows = {row.name: row for row in rows}

    def __call__(self, name: str) -> float:
        """Central value."""
        return self._rows[name].central

    def row(self, name: str) -> Parameter:
        """The whole row, with its source and reason."""
        return self._rows[name]

    def low(self, name: str) -> float:
        """Low end of the range the draws use."""
        return self._rows[name].low

    def high(self, name: str) -> float:
        """High end of the range the draws use."""
        return self._rows[name].high

    def replaced(self, **central: float) -> "Parameters":
        """The same parameters with some central values changed (for sensitivity runs)."""
        rows = [
            msgspec.structs.replace(row, central=central.get(row.name, row.central))
            for row in self._rows.values()
        ]
        return Parameters(tuple(rows))


def read_parameters() -> Parameters:
    """Parameters of the shipped file."""
    text = (FOLDER / "parameters.toml").read_bytes()
    return Parameters(msgspec.toml.decode(text, type=ParameterFile).parameter)
