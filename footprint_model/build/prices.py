"""Price levels of countries against the United States, for moving prices between them."""

import numpy as np

from footprint_model.build.parameters import Parameters
from footprint_model.build.raw import Raw, number


class PriceLevels:
    """Price level 2022 by country; the median where none is held or a currency reform spoils it."""

    def __init__(self, raw: Raw, parameters: Parameters) -> None:
        low = parameters.low("plausible_price_level")
        high = parameters.high("plausible_price_level")
        self._levels = {
            code: level
            for code, row in raw.by_country("spend/ppp_fx_cpi.csv").items()
            if low <= (level := number(row["price_level_2022"])) <= high
        }
        self._median = float(np.median(list(self._levels.values())))

    def __call__(self, code: str) -> float:
        """Level of one country, 1 in the United States."""
        return self._levels.get(code, self._median)
