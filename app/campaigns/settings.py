"""What a campaign decides about its page and its frame, as it is stored."""

from __future__ import annotations

import msgspec


class Button(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A link in the campaign's own words; always https."""

    text: str
    url: str


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One campaign, checked before it is stored; `forms` says what each field accepts."""

    name: str
    languages: tuple[str, ...]  # the first one is what its short address opens in
    intro: str = ""  # plain text; empty lines part paragraphs
    accent: str = ""  # "#rrggbb" as it was chosen; `colours` says how it is used in each theme
    ground: str = ""  # empty, both: the site's own
    logo_text: str = ""  # what the logo shows, for who cannot see it
    actions: tuple[str, ...] = ()  # ids of the action catalogue, in the campaign's order
    own_action: Button | None = None
    end_link: Button | None = None
    origins: tuple[str, ...] = ()  # exact origins that may frame it; none: everybody
    ways: tuple[str, ...] = ()  # names such as "poster" that its links may carry as ?via=


def encode(settings: Settings) -> str:
    """As it is stored."""
    return msgspec.json.encode(settings).decode()


def decode(text: str) -> Settings:
    """As it was stored."""
    return msgspec.json.decode(text, type=Settings)
