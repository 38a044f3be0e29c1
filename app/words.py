"""Words that no text of the site uses, and why: one list for all sources of texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog

FILE = Path(__file__).parent / "words.toml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A term, in which language (empty: all), where it may stand, and what to say instead."""

    language: str
    term: str
    instead: str
    reason: str
    allowed: tuple[str, ...] = msgspec.field(name="except", default=())

    def found(self, text: str) -> str | None:
        """The words that break the rule, if any."""
        for phrase in self.allowed:
            text = re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE)
        edge = r"\b" if self.term[0].isalnum() or self.term[0] == "(" else ""
        match = re.search(f"{edge}(?:{self.term}){edge}", text, re.IGNORECASE)
        return match[0] if match else None


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """words.toml"""

    rule: tuple[Rule, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule of the file."""
    return msgspec.toml.decode(FILE.read_text(encoding="utf-8"), type=RuleFile).rule


def unwanted(text: str, language: str) -> Iterator[str]:
    """What to change in one text, in words of help."""
    for rule in rules():
        if rule.language in ("", language) and (words := rule.found(text)):
            yield f"“{words}”: say {rule.instead}. {rule.reason}"


def problems(catalogue: Catalog) -> list[str]:
    """Every text of the site and its translation that uses a word of the list.

    The texts themselves are English, whatever the catalogue's language.
    """
    language = catalogue.locale.language if catalogue.locale else "en"
    found = []
    for message in catalogue:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text, spoken in [*((t, "en") for t in ids), *((t, language) for t in strings)]:
            found += [f"{text[:70]!r}: {advice}" for advice in unwanted(str(text), spoken)]
    return sorted(set(found))
