"""Facts about commodities and services.

Left out: rows that name a firm in the sentence or the title (``names_company``, and NAMED, which
we read ourselves); what the list of goods already says (``ilab22_``); rows about no category; and
rows that say nothing about workers by themselves. Where the words of a row needed the row before
it, or gave a person's name, they are written anew here.
"""

from footprint_model.build.raw import Raw

FILE = "evidence/commodity_facts.csv"
FILES = {FILE: ("commodity_facts", "this project’s own reading of public copies")}

# Titles that name a firm though the row is not marked, and a sentence that points to just one.
NAMED = {"cobalt_share", "palm_repay_82m", "sugar_dom_share"}
SAYS_LITTLE = {"carwash_gbr_visit", "nuts_cashew_people"}

# Words of the raw table -> commodity of the model ("" for services).
COMMODITY = {
    "bananas": "fruit",
    "berries": "fruit",
    "bricks": "bricks",
    "care homes and home care": "",
    "carpets": "carpets",
    "cattle and beef": "cattle",
    "coal": "coal",
    "cocoa": "cocoa",
    "coffee": "coffee",
    "construction": "",
    "cotton": "cotton",
    "delivery and warehousing": "",
    "diamonds": "diamonds_gems",
    "domestic work": "",
    "electronics": "electronics",
    "farm work at home": "",
    "fish": "fish",
    "flowers": "flowers",
    "footballs": "toys",
    "fruit": "fruit",
    "garments": "garments",
    "gemstones": "diamonds_gems",
    "gold": "gold",
    "hand car wash": "",
    "hotels and cleaning": "",
    "mica": "mica",
    "nail bars": "",
    "nuts (Brazil)": "nuts",
    "nuts (cashew)": "nuts",
    "palm oil": "palm_oil",
    "polysilicon and solar": "polysilicon",
    "restaurants and takeaways": "",
    "rice": "rice",
    "seafood processing": "fish",
    "shipping crews": "",
    "shrimp": "shrimp",
    "stone and quarrying": "stone",
    "sugar cane": "sugar",
    "tea": "tea",
    "textiles and thread": "textiles",
    "timber and charcoal": "timber",
    "tin, tantalum, tungsten": "tin_tantalum_tungsten",
    "tobacco": "tobacco",
    "tomatoes": "tomatoes",
    "tuna": "fish",
}
TOPIC = {
    "electronics": "Making of electronics",
    "farm work at home": "Farm work",
    "garments": "Sewing of clothes",
    "nuts (Brazil)": "Brazil nuts",
    "nuts (cashew)": "Cashews",
    "polysilicon and solar": "Solar panels",
    "shipping crews": "Crews of ships",
    "stone and quarrying": "Quarries",
    "textiles and thread": "Yarn and cloth",
}
# Ids that name a vessel.
ID = {"tuna_dawang": "tuna_finding_2022", "seafood_zhenfa": "seafood_order_2025"}
SENTENCE = {
    "football_pak_bond": "Investigators in 1996 found many of the children who stitched footballs "
    "around Sialkot, Pakistan, working to pay off their parents’ debts.",
    "rest_usa_debt": "A US helpline’s review of its calls describes restaurant workers brought "
    "with false promises, charged large fees and housed in crowded rooms.",
    "solar_xuar_2023": "By 2023 Xinjiang still made between a third and a half of the world’s "
    "solar-grade polysilicon.",
    "farm_usa_ga": "A US case opened in 2021 freed over 100 farm workers in Georgia; 24 people "
    "were charged with forced labour and fraud.",
}
TITLE = {
    "cotton_xuar_570k": "Report of December 2020",
    "elec_chn_transfer": "Study of March 2020",
    "farm_usa_ga": "Indictment with 54 counts, 2021",
    "fish_chn_ejf": "Report on the Chinese distant-water fleet (after June 2021)",
    "hotel_usa_polaris": "Report on 25 types of trafficking (2017)",
}
# A certifier is no public body; charges and a suit are claims, not outcomes; the ILO's monitors
# ask pickers.
STATUS = {
    "cotton_uzb_2021": "survey",
    "farm_usa_ga": "court_filing",
    "melon_hnd_decert": "investigation",
    "tobacco_mwi_claim": "court_filing",
}
CHINA = "The Chinese government denies that this is forced labour."
REPLY = {
    "cotton_uflpa": CHINA,
    "cotton_xuar_570k": CHINA,
    "elec_chn_transfer": CHINA,
    "garments_vnm_cotton": CHINA,
    "seafood_chn_uyghur": CHINA,
    "solar_xuar_2023": CHINA,
    "solar_xuar_45": CHINA,
    "cotton_tkm_2024": "The government of Turkmenistan disputes what such reports say.",
    "nuts_cashew_vnm": "The government of Viet Nam called the report groundless.",
    "shrimp_ind_cal": "One exporter named in reports at the same time denies it.",
}
# They tell of debts for getting the job: fees of brokers, loans for the way, papers to pay for.
DEBT = {
    "berry_gbr_5000",
    "berry_gbr_debt",
    "care_gbr_debt",
    "constr_qat_hrw",
    "elec_tha_days",
    "elec_tha_ew",
    "fish_tha_2017",
    "rest_usa_debt",
}
# Rows of several countries carry no code in the raw table.
COUNTRIES = {
    "carpets_goodweave_2019": "IND|NPL|AFG",
    "cocoa_fl_people": "CIV|GHA",
    "cocoa_hazard_children": "CIV|GHA",
    "coffee_risk_broker": "BRA|GTM|MEX",
    "palm_ap_130": "MYS|IDN",
    "palm_share": "MYS|IDN",
    "tea_risk_countries": "IND|LKA|KEN|MWI",
    "tuna_dawang": "TWN",
}


def commodity_facts(raw: Raw) -> list[tuple[str, list[dict[str, object]]]]:
    """The table of facts."""
    rows: list[dict[str, object]] = []
    for row in raw.rows(FILE):
        if not kept(row):
            continue
        key = row["fact_id"]
        rows.append(
            {
                "id": ID.get(key, key),
                "topic": TOPIC.get(row["commodity"], row["commodity"].capitalize()),
                "commodity": COMMODITY[row["commodity"]],
                "category": row["category_id"],
                "about": row["about"].replace(" ", "_"),
                "claim_status": STATUS.get(key, row["claim_status"]),
                "confidence": row["confidence"],
                "countries": COUNTRIES.get(key, row["iso3"]),
                "sentence": SENTENCE.get(key, row["plain_sentence"]),
                "reply": REPLY.get(key, ""),
                "debt": int(key in DEBT),
                "publisher": row["says_who"],
                "title": TITLE.get(key, row["title"]),
                "year": row["published_year"],
            }
        )
    return [("commodity_facts.csv", rows)]


def kept(row: dict[str, str]) -> bool:
    """Whether a row may be shown and says something by itself."""
    return (
        row["names_company"] == "0"
        and row["category_id"] != ""
        and not row["fact_id"].startswith("ilab22_")
        and row["fact_id"] not in NAMED | SAYS_LITTLE
    )
