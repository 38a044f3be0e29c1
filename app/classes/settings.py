"""What a teacher decides about a class, as it is stored."""

from __future__ import annotations

from typing import Literal

import msgspec

from app.groups.small_groups import LEAST

Path = Literal["youth", "adult"]


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A question of the teacher's own with the answers one can choose from."""

    text: str
    options: tuple[str, ...]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One class, checked before it is stored; `forms` says what each field accepts."""

    name: str  # only the teacher sees it
    country: str
    language: str
    path: Path = "youth"
    questions: tuple[Question, ...] = ()
    threshold: int = LEAST  # answers needed before anything is shown
    rows: bool = False  # whether results may be downloaded one by one


def encode(settings: Settings) -> str:
    """As it is stored."""
    return msgspec.json.encode(settings).decode()


def decode(text: str) -> Settings:
    """As it was stored."""
    return msgspec.json.decode(text, type=Settings)
