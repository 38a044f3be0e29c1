"""The short name of a campaign, as it stands in its address."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from flask_babel import gettext as _

FILE = Path(__file__).parent / "refused_slugs.toml"
SHORTEST, LONGEST = 3, 40
FORM = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Refused(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """refused_slugs.toml"""

    reserved: tuple[str, ...]
    rude: tuple[str, ...]
    allowed: tuple[str, ...]


@cache
def refused() -> Refused:
    """The names nobody can take."""
    return msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), type=Refused)


def slug_problem(slug: str) -> str | None:
    """What is wrong with a name, in words of help; nothing when it can be taken."""
    if not SHORTEST <= len(slug) <= LONGEST or not FORM.fullmatch(slug):
        return _(
            "Use %(least)d to %(most)d small letters a to z, digits and single hyphens, such as "
            "fair-cotton-2027.",
            least=SHORTEST,
            most=LONGEST,
        )
    if slug in refused().reserved:
        return _("This name is kept for the site itself. Choose another one.")
    for word in slug.split("-"):
        if word not in refused().allowed and word.startswith(refused().rude):
            return _("This name could hurt somebody. Choose another one.")
    return None
