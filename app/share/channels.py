"""Plain links that hand an address to the usual networks: no script, no tracker of theirs."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote


class Channel(NamedTuple):
    """A network's name and the address that opens its own form."""

    name: str
    url: str


def channels(url: str, text: str) -> list[Channel]:
    """Where an address with a line of text can be handed on."""
    address, words, both = (quote(part, safe="") for part in (url, text, f"{text} {url}"))
    return [
        Channel("WhatsApp", f"https://wa.me/?text={both}"),
        Channel("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={address}"),
        Channel("Bluesky", f"https://bsky.app/intent/compose?text={both}"),
        Channel("Mastodon", f"https://share.joinmastodon.org/#text={both}"),
        Channel("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?url={address}"),
        Channel("X", f"https://x.com/intent/post?text={words}&url={address}"),
    ]


def mail(url: str, text: str) -> str:
    """The same as a letter in the visitor's own mail program."""
    body = f"{text}\n\n{url}"
    return f"mailto:?subject={quote(text)}&body={quote(body)}"
