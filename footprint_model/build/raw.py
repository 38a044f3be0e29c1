"""The raw public files that ``build`` reads, and how they are read.

Raw third-party tables are not part of this project. Whoever rebuilds the derived tables
collects the files below; a missing one is named together with its publisher.
"""

import csv
import hashlib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from footprint_model.errors import RawFileDamaged, RawFileMissing

# path below the raw folder -> (key in data/sources.toml, publisher)
FILES: dict[str, tuple[str, str]] = {
    "mrio/wiod2013_wiot2011.npz": ("wiod_2013", "World Input-Output Database, Groningen"),
    "mrio/wiod41_regions.csv": ("exiobase_3", "EXIOBASE consortium"),
    "mrio/exiobase3_region_intermediate_flows_2020.csv": ("exiobase_3", "EXIOBASE consortium"),
    "mrio/conc_oecd45_to_wiod35.csv": ("own_concordances", "this project's concordances"),
    "mrio/conc_etd12_to_wiod35.csv": ("own_concordances", "this project's concordances"),
    "mrio/conc_gtap57_to_wiod35.csv": ("own_concordances", "this project's concordances"),
    "labour/employment_by_sector45_141countries.csv": ("employment_45", "OECD, Walker et al."),
    "labour/employment_total_iso3.csv": ("ilo_employment", "ILO modelled estimates"),
    "labour/etd2021_12sectors_2011_2018.csv": ("etd_2021", "GGDC / UNU-WIDER"),
    "macro/world_bank_gdp_current_usd.csv": ("wdi_gdp", "World Bank"),
    "macro/factbook_macro.csv": ("factbook", "CIA World Factbook"),
    "macro/wdi_openness_employment.csv": ("wdi_trade", "World Bank"),
    "macro/factbook_top5_partners.csv": ("factbook", "CIA World Factbook"),
    "trade/faostat_tm_key_crops_bilateral_2018_2022.csv": ("fao_trade", "FAO"),
    "trade/bea_us_intermediate_imports_by_region_2022.csv": ("bea_imports", "US BEA"),
    "trade/wto2015_merchandise_exports_by_group.csv": ("wto_2015", "World Trade Organization"),
    "gsi_2023_country.csv": ("gsi_2023", "Walk Free"),
    "gsi_2023_g20_import_risk.csv": ("gsi_2023", "Walk Free"),
    "ilo_2021_forced_labour_sector.csv": ("ilo_2022", "ILO, Walk Free, IOM"),
    "evidence/ilab_goods_2024_partial.csv": ("ilab_2024", "US Department of Labor, ILAB"),
    "shilling_2021_forced_labour_gtap.csv": ("shilling_2021", "Shilling, Wiedmann & Malik"),
    "spend/household_consumption_by_country.csv": ("icp_2017", "World Bank, ICP 2017"),
    "spend/total_consumption_fallback.csv": ("consumption_totals", "World Bank and Factbook"),
    "spend/engel_shares_by_income_group.csv": ("icp_2017", "World Bank, ICP 2017"),
    "spend/typical_quantities.csv": ("fao_fbs", "FAO Food Balance Sheets"),
    "spend/split_seafood.csv": ("fao_fbs", "FAO Food Balance Sheets"),
    "spend/us_cex_by_category_2023.csv": ("bls_ce", "US Bureau of Labor Statistics"),
    "spend/us_multipliers_2017.csv": ("bls_ce", "US Bureau of Labor Statistics"),
    "spend/uk_income_multipliers_fye2018.csv": ("ons_lcf", "UK Office for National Statistics"),
    "spend/uk_lcf.csv": ("ons_lcf", "UK Office for National Statistics"),
    "spend/margins_us_bea_2017_pce.csv": ("bea_margins", "US Bureau of Economic Analysis"),
    "spend/margins_by_category.csv": ("bea_margins", "US Bureau of Economic Analysis"),
    "spend/vat_rates.csv": ("vat_rates", "npm package sales-tax"),
    "spend/ppp_fx_cpi.csv": ("wdi_prices", "World Bank and ECB"),
    "spend/uk_item_prices.csv": ("ons_item_prices", "UK Office for National Statistics"),
    "spend/unit_prices.csv": ("unit_prices", "ONS, US BLS, Ecobalyse and others"),
}


class Cell(str):
    """A cell's text that knows where it stands."""

    where: str

    @classmethod
    def at(cls, where: str, text: str) -> "Cell":
        """A cell of that file and line."""
        cell = cls(text)
        cell.where = where
        return cell


class RawRow(dict[str, str]):
    """A row that names its file when a column is missing."""

    def __init__(self, name: str, cells: dict[str, str]) -> None:
        super().__init__(cells)
        self.name = name

    def __missing__(self, key: str) -> str:
        raise RawFileDamaged(f"{self.name}: no column {key!r}, found {', '.join(self)}")


@dataclass(frozen=True)
class Raw:
    """A folder of raw files; the only reader of them.

    ``files``: path below the folder -> (key of its source, publisher).
    """

    folder: Path
    files: Mapping[str, tuple[str, str]] = field(default_factory=lambda: FILES)

    def check(self) -> None:
        """Refuse to start while a file is missing.

        Raises
        ------
        RawFileMissing
            Names every missing file and who publishes it.
        """
        missing = [name for name in self.files if not (self.folder / name).is_file()]
        if missing:
            lines = "\n".join(f"  {name} (publisher: {self.files[name][1]})" for name in missing)
            raise RawFileMissing(f"{len(missing)} raw file(s) not found in {self.folder}:\n{lines}")

    def path(self, name: str) -> Path:
        """Where a listed raw file lies."""
        if name not in self.files:
            raise KeyError(f"{name} is not in the list of raw files")
        return self.folder / name

    def rows(self, name: str) -> list[dict[str, str]]:
        """Rows of a CSV file, every cell as text (a code such as NA stays text).

        Raises
        ------
        RawFileDamaged
            If the file is empty or not text, or a row has not as many cells as the header.
        """
        rows: list[dict[str, str]] = []
        try:
            with self.path(name).open(encoding="utf-8-sig", newline="") as file:
                lines = csv.reader(file, strict=True)
                header = next(lines)
                for cells in lines:
                    if len(cells) != len(header):
                        raise RawFileDamaged(
                            f"{name}:{lines.line_num}: {len(cells)} cells, expected {len(header)}"
                        )
                    where = f"{name}:{lines.line_num}"
                    named = zip(header, cells, strict=True)
                    rows.append(RawRow(name, {key: Cell.at(where, text) for key, text in named}))
        except (StopIteration, UnicodeDecodeError, csv.Error) as error:
            raise RawFileDamaged(f"{name}: empty or not a CSV file ({error})") from error
        if not rows:
            raise RawFileDamaged(f"{name}: no rows, expected at least one")
        return rows

    def arrays(self, name: str, *keys: str) -> tuple[np.ndarray, ...]:
        """Named arrays of a .npz file.

        Raises
        ------
        RawFileDamaged
            If the file is cut short or lacks one of them.
        """
        try:
            # Opened here: numpy leaves a damaged archive open.
            with self.path(name).open("rb") as raw, np.load(raw) as file:
                return tuple(file[key] for key in keys)
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise RawFileDamaged(f"{name}: {error}; expected arrays {', '.join(keys)}") from error

    def by_country(self, name: str, key: str = "iso3") -> dict[str, dict[str, str]]:
        """Rows of a CSV file keyed by country code."""
        return {str(row[key]): row for row in self.rows(name)}

    def hashes(self) -> list[dict[str, str]]:
        """File, SHA-256 and source key of every input, for the manifest."""
        return [
            {"file": name, "sha256": file_sha256(self.path(name)), "source": source}
            for name, (source, _) in sorted(self.files.items())
        ]


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def number(text: str | None) -> float:
    """A cell as a number; NaN where it is empty (never zero).

    Raises
    ------
    RawFileDamaged
        If the cell holds something else; names file, line and value.
    """
    try:
        return float(text) if text not in (None, "") else float("nan")
    except ValueError as error:
        where = getattr(text, "where", "a raw file")
        raise RawFileDamaged(f"{where}: {text!r}, expected a number or nothing") from error
