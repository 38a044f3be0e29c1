"""What a change of data or model does: every country, every category, every persona.

The other revision is taken out of git into a temporary folder and asked the same questions
by its own code on its own tables, so a change of either shows.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from footprint_model.errors import ModelError

ROOT = Path(__file__).resolve().parent.parent
PERSONAS = ROOT / "tests" / "personas"

# Asks a model, by its public functions, for all that is compared. Runs in either revision.
_QUESTIONS = """
import json, sys
import footprint_model as fm
personas = json.load(sys.stdin)
countries, categories = {}, {}
for country in fm.countries():
    average = fm.average(country.iso3)
    countries[country.iso3] = average.person_years.central * 1e5
    for row in average.by_category:
        people = row.person_years.central * country.population
        categories[row.category] = categories.get(row.category, 0.0) + people
people = {}
for name, given in personas.items():
    try:
        people[name] = fm.estimate(fm.Consumption(**given)).days_per_year.central
    except fm.InputError:
        people[name] = None
json.dump({"model": fm.MODEL_VERSION, "data": fm.data_version(), "countries": countries,
           "categories": categories, "personas": people}, sys.stdout)
"""


class RevisionError(ModelError):
    """The other revision cannot be read or asked."""


class Answers(msgspec.Struct, frozen=True):
    """What one revision says.

    ``countries``: households' people per 100,000 residents; ``categories``: people of the
    whole world; ``personas``: days of somebody's life a year, None where the revision does
    not know what the persona buys.
    """

    model: str
    data: str
    countries: dict[str, float]
    categories: dict[str, float]
    personas: dict[str, float | None]


class Change(msgspec.Struct, frozen=True):
    """One figure before and after; None where one side has it not."""

    kind: str
    name: str
    unit: str
    before: float | None
    after: float | None

    @property
    def ratio(self) -> float | None:
        """After over before."""
        return self.after / self.before if self.before and self.after is not None else None


class Comparison(msgspec.Struct, frozen=True):
    """Two revisions side by side, largest changes first within each kind."""

    before: str
    after: str
    changes: tuple[Change, ...]


def compare(revision: str, personas: Path = PERSONAS) -> Comparison:
    """Compare a git revision with the working tree.

    Parameters
    ----------
    revision : anything git understands
    personas : folder of persona files

    Raises
    ------
    RevisionError
        If git does not know the revision or its model does not run.
    """
    people = read_personas(personas)
    with tempfile.TemporaryDirectory() as folder:
        _extract(revision, Path(folder))
        before = _ask(Path(folder), people)
    after = _ask(ROOT, people)
    changes: list[Change] = []
    for kind, unit, old, new in (
        ("country", "people per 100,000 residents", before.countries, after.countries),
        ("category", "people, world", before.categories, after.categories),
        ("persona", "days a year", before.personas, after.personas),
    ):
        changes += _changes(kind, unit, old, new)
    return Comparison(
        f"{revision}: model {before.model}, data {before.data}",
        f"working tree: model {after.model}, data {after.data}",
        tuple(changes),
    )


def read_personas(folder: Path) -> dict[str, dict[str, Any]]:
    """Persona name -> what it buys, from TOML files with a ``[consumption]`` table."""
    people = {}
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            people[path.stem] = tomllib.load(file)["consumption"]
    return people


def table(comparison: Comparison, rows: int = 15) -> str:
    """The largest changes of each kind, as text."""
    lines = [f"before  {comparison.before}", f"after   {comparison.after}"]
    for kind in ("country", "category", "persona"):
        chosen = [change for change in comparison.changes if change.kind == kind]
        if not chosen:
            continue
        moved = sum(change.ratio != 1 for change in chosen)
        lines.append(f"\n{kind}: {moved} of {len(chosen)} changed ({chosen[0].unit})")
        for change in chosen[:rows]:
            lines.append(
                f"  {change.name:28} {_shown(change.before):>10} -> {_shown(change.after):>10}"
                f"   {'' if change.ratio is None else f'{change.ratio:.3f} times'}".rstrip()
            )
    return "\n".join(lines) + "\n"


def picture(comparison: Comparison, rows: int = 24) -> str:
    """The largest changes of each kind as an SVG: a line from before to after, as a ratio."""
    chosen: list[Change] = []
    for kind in ("country", "category", "persona"):
        of_kind = [c for c in comparison.changes if c.kind == kind and c.ratio is not None]
        chosen += of_kind[:rows]
    height, middle, width = 22, 520, 900
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height * (len(chosen) + 3)}"'
        ' font-family="sans-serif" font-size="13">',
        f"<title>{_escaped(comparison.before)} to {_escaped(comparison.after)}</title>",
        f'<text x="10" y="{height}">{_escaped(comparison.before)}</text>',
        f'<text x="10" y="{2 * height}">{_escaped(comparison.after)}</text>',
        f'<line x1="{middle}" x2="{middle}" y1="{2.4 * height}" y2="{height * (len(chosen) + 3)}"'
        ' stroke="#5f5a52"/>',
    ]
    for i, change in enumerate(chosen):
        ratio = min(max(change.ratio or 1.0, 0.25), 4.0)
        x = middle + (ratio - 1) * 170 if ratio >= 1 else middle - (1 / ratio - 1) * 170
        x = min(max(x, 210.0), width - 60.0)
        y = height * (i + 3)
        label = f"{change.kind} {change.name}"
        parts.append(f'<text x="10" y="{y + 4}">{_escaped(label)}</text>')
        parts.append(
            f'<line x1="{middle}" x2="{x:.1f}" y1="{y}" y2="{y}" stroke="#0b5d5a" stroke-width="6"/>'
        )
        parts.append(f'<text x="{width - 50}" y="{y + 4}">×{change.ratio:.2f}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _changes(
    kind: str, unit: str, old: Mapping[str, float | None], new: Mapping[str, float | None]
) -> list[Change]:
    names = [*old, *(name for name in new if name not in old)]
    rows = [Change(kind, name, unit, old.get(name), new.get(name)) for name in names]

    def size(change: Change) -> float:
        if change.ratio is None or change.ratio <= 0:
            return float("inf") if change.before != change.after else 0.0
        return max(change.ratio, 1 / change.ratio)

    return sorted(rows, key=lambda change: (-size(change), change.name))


def _extract(revision: str, folder: Path) -> None:
    command = ["git", "-C", str(ROOT), "archive", revision, "footprint_model"]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 git and a revision
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip()
        raise RevisionError(f"{revision}: git cannot read footprint_model there ({reason})")
    with tarfile.open(fileobj=io.BytesIO(run.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _ask(folder: Path, personas: dict[str, dict[str, Any]]) -> Answers:
    command = [sys.executable, "-c", _QUESTIONS]
    run = subprocess.run(  # noqa: S603 our own text
        command,
        input=msgspec.json.encode(personas),
        capture_output=True,
        cwd=folder,
        check=False,
    )
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise RevisionError(f"the model in {folder.name} does not run: {' '.join(reason)}")
    return msgspec.json.decode(run.stdout, type=Answers)


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:,.4g}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
