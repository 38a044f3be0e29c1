"""How much of a commodity is in a thing, or went into it; and how long it takes to sew one.

Only rows for which the site has a commodity page, one by one and with their source: the tables
of conversion factors behind some of them are not ours to copy.
"""

from footprint_model.build.raw import Raw
from footprint_model.errors import RawFileDamaged

FILE = "evidence/material_facts.csv"
FILES = {FILE: ("material_facts", "this project’s own reading of public copies")}

# row -> (commodity, thing, what of it)
ROWS = {
    "choc_dark_lca": ("cocoa", "100 g of dark chocolate, typical", "cocoa"),
    "choc_dark": ("cocoa", "100 g of dark chocolate, least by law in the European Union", "cocoa"),
    "choc_milk": ("cocoa", "100 g of milk chocolate, least by law in the European Union", "cocoa"),
    "choc_beans": ("cocoa", "100 g of chocolate, mean of what is traded", "cocoa beans"),
    "cocoa_drink": ("cocoa", "Cup of hot chocolate", "cocoa powder"),
    "coffee_cup": ("coffee", "Cup of coffee", "roasted coffee"),
    "coffee_cup_green": ("coffee", "Cup of coffee, as it is harvested", "green coffee"),
    "coffee_instant_green": ("coffee", "100 g of instant coffee", "green coffee"),
    "tea_cup": ("tea", "Cup of tea", "dry tea"),
    "rice_portion": ("rice", "Portion of rice", "uncooked rice"),
    "rice_paddy": ("rice", "100 g of white rice", "rice in the husk"),
    "sugar_cane": ("sugar", "100 g of raw cane sugar", "sugar cane"),
    "tomato_paste": ("tomatoes", "100 g of tomato paste", "fresh tomatoes"),
    "tomato_peeled": ("tomatoes", "100 g of peeled tomatoes", "fresh tomatoes"),
    "hazelnut_shell": ("nuts", "100 g of hazelnuts", "hazelnuts in the shell"),
    "tshirt_fibre": ("cotton", "T-shirt, all cotton", "cotton fibre"),
    "shirt_fibre": ("cotton", "Shirt, all cotton", "cotton fibre"),
    "jeans_fibre": ("cotton", "Jeans, all cotton", "cotton fibre"),
    "dress_fibre": ("cotton", "Skirt or dress, all cotton", "cotton fibre"),
    "jumper_fibre": ("cotton", "Jumper, all cotton", "cotton fibre"),
    "socks_fibre": ("cotton", "Pair of socks, all cotton", "cotton fibre"),
    "tshirt_minutes": ("garments", "T-shirt", "sewing"),
    "jeans_minutes": ("garments", "Jeans", "sewing"),
    "dress_minutes": ("garments", "Skirt or dress", "sewing"),
    "coat_minutes": ("garments", "Coat or jacket", "sewing"),
    "socks_minutes": ("garments", "Pair of socks", "sewing"),
    "shoe_leather": ("leather", "Pair of leather shoes", "leather"),
    "boot_leather": ("leather", "Pair of leather boots", "leather"),
    "cobalt_phone": ("cobalt", "Smartphone", "cobalt"),
    "cobalt_pack60_nmc622": ("cobalt", "Electric car (60 kWh), NMC 622 battery", "cobalt"),
    "cobalt_pack60_nmc811": ("cobalt", "Electric car (60 kWh), NMC 811 battery", "cobalt"),
    "cobalt_lfp": ("cobalt", "Electric car, iron phosphate battery (LFP)", "cobalt"),
    "gold_phone": ("gold", "Mobile phone", "gold"),
    "silver_phone": ("silver", "Mobile phone", "silver"),
    "polysilicon_wp": ("polysilicon", "One watt of a solar panel", "solar silicon"),
}
BASIS = {
    "legal minimum": "legal_minimum",
    "database recipe": "model",
    "model parameter": "model",
    "advised portion": "model",
    "paper’s parameter for a 2021 PERC panel; low": "model",
    "derived": "derived",
    "model parameter by complexity class": "model",
    "trade rule of thumb, 3 to 4 square feet; middle of range": "rule_of_thumb",
    "trade rule of thumb, 5 to 6 square feet with 30% waste; middle of range": "rule_of_thumb",
    "press estimates 3 to 4 g and about 8 g; middle of range": "press",
    "researcher’s estimate in the press": "press",
}


def materials(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """Rows of materials.csv, in the order of ROWS.

    Raises
    ------
    RawFileDamaged
        If a row is missing, or rests on something that has no word here.
    """
    found = {row["fact_id"]: row for row in raw.rows(FILE)}
    rows: list[dict[str, object]] = []
    for key, (commodity, thing, material) in ROWS.items():
        if key not in found:
            raise RawFileDamaged(f"{FILE}: no row {key!r}")
        row = found[key]
        basis = row["basis"].partition(":")[0]
        if basis not in BASIS:
            raise RawFileDamaged(f"{FILE}: {key}: {basis!r}, expected one of {sorted(BASIS)}")
        rows.append(
            {
                "id": key,
                "commodity": commodity,
                "thing": thing,
                "material": material,
                "value": row["value"],
                "low": row["low"],
                "high": row["high"],
                "unit": row["unit"],
                "basis": BASIS[basis],
                "confidence": row["confidence"],
                "publisher": row["source"],
                "year": row["year"],
            }
        )
    return [("materials.csv", rows)]
