"""Launches that cannot be accepted: what happened and who can do something about it."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Refused(Exception):
    """A launch stops here; `reason` is a key of WORDS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Words:
    """The status, what happened, and whether opening it again can help."""

    status: int
    happened: LazyString
    again: bool = False


WORDS = {
    "state": Words(
        400,
        _l(
            "This browser does not know that it began to open it. Perhaps that was more than ten "
            "minutes ago, or the link opens inside a frame, where browsers keep no cookies."
        ),
        again=True,
    ),
    "nonce": Words(
        400, _l("What came does not belong to what this browser asked for."), again=True
    ),
    "used": Words(400, _l("It was opened in this way before. Each time counts once."), again=True),
    "expired": Words(
        403, _l("It took too long, or the clock of your learning platform is wrong."), again=True
    ),
    "malformed": Words(400, _l("Your learning platform sent something that we cannot read.")),
    "platform": Words(403, _l("This site does not know your learning platform.")),
    "audience": Words(403, _l("What your learning platform sent is meant for another site.")),
    "signature": Words(
        403, _l("We could not make sure that this really comes from your learning platform.")
    ),
    "deployment": Words(
        403, _l("This site knows your learning platform, but not this installation on it.")
    ),
    "message": Words(
        422, _l("Your learning platform wants something else than to open a class for a course.")
    ),
    "context": Words(422, _l("Your learning platform does not say from which course you come.")),
    "keys": Words(
        502,
        _l(
            "Your learning platform does not answer, so we cannot make sure that this comes from it."
        ),
        again=True,
    ),
}
