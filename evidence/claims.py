"""What kind of claim a fact is, and how well it could be read: keys that several tables share."""

from typing import Literal

# official_finding: a public body said so; court_filing: a claim before a court, not a judgment;
# programme_self_report: a scheme about its own work.
ClaimStatus = Literal[
    "official_finding",
    "court_outcome",
    "court_filing",
    "survey",
    "estimate",
    "investigation",
    "reporting",
    "campaign_monitoring",
    "programme_self_report",
    "company_statement",
    "allegation",
]
# high: the publisher's own text, or two copies that agree; medium: one good report of it;
# low: a press estimate, a rule of thumb, or an old number without its origin.
Confidence = Literal["high", "medium", "low"]
# Which people a fact speaks of. Child labour and exploitation at work are other, wider things.
Subject = Literal["forced_labour", "child_labour", "labour_exploitation"]
