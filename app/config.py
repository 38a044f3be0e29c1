"""Settings, read once from the environment and frozen."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Environment = Literal["development", "testing", "production"]
SHORTEST_SECRET = 32
PROJECT = Path(__file__).resolve().parent.parent


class ConfigError(Exception):
    """A setting is missing or makes no sense; the message names it and what is accepted."""


@dataclass(frozen=True, slots=True)
class Config:
    """What one running site needs to know. Safe values are the defaults."""

    secret_key: str
    environment: Environment = "production"
    database_url: str = "sqlite:///site.sqlite3"  # relative to the instance folder
    redis_url: str = ""
    trusted_hosts: tuple[str, ...] = ()
    lti_platforms: str = (
        ""  # a file that names learning platforms; without it there are no launches
    )
    proxy_hops: int = 0
    report_limit: str = "5 per hour"
    share_limit: str = "20 per hour"
    join_limit: str = "600 per hour"  # of one address: a whole school can have the same
    code_limit: str = "60 per 10 minutes"  # wrong codes of classes, from one address
    class_limit: str = "60 per hour"  # of one address: a school's teachers can have the same
    campaign_limit: str = "20 per hour"
    recover_limit: str = "10 per hour"
    pdf_limit: str = "60 per hour"
    max_content_length: int = 64 * 1024
    max_form_memory_size: int = 32 * 1024
    max_form_parts: int = 200

    def __post_init__(self) -> None:
        if len(self.secret_key) < SHORTEST_SECRET:
            raise ConfigError(
                f"SECRET_KEY must have at least {SHORTEST_SECRET} characters; make one with: "
                "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read the settings; without APP_ENV the strict ones of production apply."""
        environment = environ.get("APP_ENV", "production")
        if environment not in ("development", "testing", "production"):
            raise ConfigError(
                f"APP_ENV is {environment!r}; accepted: development, testing, production"
            )
        secret_key = environ.get("SECRET_KEY", "")
        if not secret_key:
            if environment == "production":
                raise ConfigError("SECRET_KEY is not set; production does not start without it")
            secret_key = local_secret_key(PROJECT / "instance")
        trusted_hosts = _hosts(environ.get("TRUSTED_HOSTS", ""))
        if environment == "production" and not trusted_hosts:
            raise ConfigError(
                "TRUSTED_HOSTS is not set; production does not start without the names the site "
                "answers to, such as TRUSTED_HOSTS=example.org,www.example.org"
            )
        return cls(
            secret_key=secret_key,
            environment=environment,  # type: ignore[arg-type]
            database_url=_database_url(environ.get("DATABASE_URL", "")),
            redis_url=environ.get("REDIS_URL", ""),
            trusted_hosts=trusted_hosts,
            lti_platforms=environ.get("LTI_PLATFORMS", ""),
            proxy_hops=_whole_number("PROXY_HOPS", environ.get("PROXY_HOPS", "0")),
        )

    @property
    def production(self) -> bool:
        return self.environment == "production"

    def flask_settings(self) -> dict[str, Any]:
        """Return the same settings under the names Flask and its extensions read."""
        return {
            "SECRET_KEY": self.secret_key,
            "TESTING": self.environment == "testing",
            "TRUSTED_HOSTS": list(self.trusted_hosts) or None,
            "MAX_CONTENT_LENGTH": self.max_content_length,
            "MAX_FORM_MEMORY_SIZE": self.max_form_memory_size,
            "MAX_FORM_PARTS": self.max_form_parts,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.production,
            # A slow reader must not lose a form: the token lives as long as the cookie.
            "WTF_CSRF_TIME_LIMIT": None,
            "SQLALCHEMY_ENGINES": {"default": _engine(self.database_url)},
            "RATELIMIT_STORAGE_URI": self.redis_url or "memory://",
            "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(self.redis_url),
            "RATELIMIT_HEADERS_ENABLED": True,
            "REPORT_LIMIT": self.report_limit,
            "SHARE_LIMIT": self.share_limit,
            "JOIN_LIMIT": self.join_limit,
            "CODE_LIMIT": self.code_limit,
            "CLASS_LIMIT": self.class_limit,
            "CAMPAIGN_LIMIT": self.campaign_limit,
            "RECOVER_LIMIT": self.recover_limit,
            "PDF_LIMIT": self.pdf_limit,
            "PREFERRED_URL_SCHEME": "https" if self.production else "http",
            "BABEL_DEFAULT_LOCALE": "en",
        }


def local_secret_key(folder: Path) -> str:
    """Return this checkout's own key for trying the site out, made at the first start."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def _database_url(url: str) -> str:
    if not url:
        return Config.__dataclass_fields__["database_url"].default
    # Hosting services still hand out the old scheme, which SQLAlchemy dropped.
    return url.replace("postgres://", "postgresql://", 1) if url.startswith("postgres://") else url


def _engine(url: str) -> dict[str, Any]:
    if url.startswith("postgresql"):
        return {"url": url, "pool_pre_ping": True, "connect_args": {"connect_timeout": 3}}
    return {"url": url}


def _hosts(text: str) -> tuple[str, ...]:
    names = tuple(text.replace(",", " ").split())
    for name in names:
        if any(sign in name for sign in "/*@?#"):
            raise ConfigError(
                f"TRUSTED_HOSTS has {name!r}; accepted: names such as example.org, without https:// "
                "and without *, or .example.org for all names under it"
            )
    return names


def _whole_number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ConfigError(f"{name} is {text!r}; accepted: a whole number, 0 or more")
    return int(text)
