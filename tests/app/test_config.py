"""Settings: strict by default, and a wrong one is named."""

import dataclasses
import stat

import pytest

import footprint_model as fm
from app import create_app
from app.config import Config, ConfigError, local_secret_key

KEY = "k" * 40


HOSTS = {"TRUSTED_HOSTS": "example.org"}


def test_production_is_what_you_get_when_nothing_is_said():
    config = Config.from_environ({"SECRET_KEY": KEY, **HOSTS})
    assert config.production
    assert config.flask_settings()["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize("environ", [{}, {"APP_ENV": "production"}, {"SECRET_KEY": ""}])
def test_production_does_not_start_without_a_secret_key(environ):
    with pytest.raises(ConfigError, match="SECRET_KEY is not set"):
        Config.from_environ(environ)


@pytest.mark.parametrize("hosts", ["", " ", ","])
def test_production_does_not_start_without_the_names_it_answers_to(hosts):
    with pytest.raises(ConfigError, match="TRUSTED_HOSTS is not set"):
        Config.from_environ({"SECRET_KEY": KEY, "TRUSTED_HOSTS": hosts})


def test_elsewhere_any_name_will_do():
    config = Config.from_environ({"SECRET_KEY": KEY, "APP_ENV": "development"})
    assert config.trusted_hosts == ()


@pytest.mark.parametrize("name", ["https://example.org", "example.org/", "*", "*.example.org"])
def test_a_name_that_is_no_host_is_refused(name):
    with pytest.raises(ConfigError, match="accepted: names such as example"):
        Config.from_environ({"SECRET_KEY": KEY, "TRUSTED_HOSTS": f"example.org {name}"})


def test_a_short_secret_key_is_refused():
    with pytest.raises(ConfigError, match="at least 32 characters"):
        Config.from_environ({"SECRET_KEY": "short", **HOSTS})


def test_an_unknown_environment_is_refused_with_what_is_accepted():
    with pytest.raises(ConfigError, match="'prod'; accepted: development"):
        Config.from_environ({"APP_ENV": "prod", "SECRET_KEY": KEY})


@pytest.mark.parametrize("text", ["-1", "one", "1.5", "١", ""])
def test_proxy_hops_must_be_a_whole_number(text):
    with pytest.raises(ConfigError, match="PROXY_HOPS"):
        Config.from_environ({"SECRET_KEY": KEY, "PROXY_HOPS": text, **HOSTS})


def test_settings_from_the_environment():
    config = Config.from_environ(
        {
            "SECRET_KEY": KEY,
            "DATABASE_URL": "postgres://somebody@localhost/site",
            "REDIS_URL": "redis://localhost:6379/0",
            "TRUSTED_HOSTS": "example.org, www.example.org",
            "PROXY_HOPS": "1",
        }
    )
    assert config.trusted_hosts == ("example.org", "www.example.org")
    assert config.proxy_hops == 1
    settings = config.flask_settings()
    assert settings["SQLALCHEMY_ENGINES"]["default"]["url"] == (
        "postgresql://somebody@localhost/site"
    )
    assert settings["RATELIMIT_STORAGE_URI"] == "redis://localhost:6379/0"
    assert settings["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] is True
    assert settings["MAX_CONTENT_LENGTH"] == 64 * 1024


def test_settings_cannot_be_changed_later():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config(secret_key=KEY).environment = "development"


def test_a_local_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    first = local_secret_key(tmp_path / "instance")
    assert len(first) >= 32
    assert local_secret_key(tmp_path / "instance") == first
    mode = (tmp_path / "instance" / "secret_key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_the_site_does_not_start_on_damaged_tables(monkeypatch):
    def damaged():
        raise fm.TableError("final_demand.csv: wrong hash")

    monkeypatch.setattr(fm, "verify", damaged)
    with pytest.raises(fm.TableError, match=r"final_demand\.csv"):
        create_app(Config(secret_key=KEY, environment="testing"))
