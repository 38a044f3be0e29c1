"""The site's own key. Platforms ask for one at set-up; the site signs nothing with it so far."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from flask import current_app

BITS = 2048


def path() -> Path:
    """Where it lies: beside the database, never in it."""
    return Path(current_app.instance_path) / "lti_key.pem"


def make() -> bool:
    """Make it, readable by the site alone; False when there is one already."""
    from jwcrypto.jwk import JWK

    path().parent.mkdir(parents=True, exist_ok=True)
    pem = JWK.generate(kty="RSA", size=BITS).export_to_pem(private_key=True, password=None)
    try:
        handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
    return True


def public() -> dict[str, Any] | None:
    """Its public half as platforms read it; None before it was made."""
    from pylti1p3.registration import Registration

    try:
        pem = path().read_text()
    except FileNotFoundError:
        return None
    return dict(Registration.get_jwk(pem))
