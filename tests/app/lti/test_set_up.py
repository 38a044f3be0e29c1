"""Switching launches on: the file of platforms, the site's key, what platforms read, the guide."""

import json
import stat

import pytest
from jwcrypto.jwk import JWK

from app import lti
from app.config import Config, ConfigError
from app.lti import key_sets, own_key, platforms
from tests.pages import Pages

GOOD = """
[[platform]]
issuer = "https://moodle.example.org"
client_id = "a"
auth_login_url = "https://moodle.example.org/mod/lti/auth.php"
auth_token_url = "https://moodle.example.org/mod/lti/token.php"
key_set_url = "https://moodle.example.org/mod/lti/certs.php"
deployment_ids = ["1"]
"""


def load(tmp_path, text, on_this_machine=False):
    path = tmp_path / "platforms.toml"
    path.write_text(text)
    return platforms.load(path, on_this_machine=on_this_machine)


def test_a_file_of_platforms(tmp_path):
    [one] = load(tmp_path, GOOD)
    assert (one.client_id, one.deployment_ids) == ("a", ("1",))
    assert load(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[", "platforms.toml"),
        (GOOD.replace("issuer", "isuer"), "isuer"),
        (GOOD.replace('["1"]', "[1]"), "deployment_ids"),
        (GOOD + GOOD, "named twice"),
        (
            GOOD.replace("https://moodle.example.org/mod/lti/certs", "http://a.example/certs"),
            "https",
        ),
        (GOOD.replace("https://moodle.example.org/mod/lti/certs", "file:///etc/certs"), "https"),
        (GOOD.replace("https://moodle.example.org/mod/lti/auth", "http://127.0.0.1/auth"), "https"),
    ],
)
def test_a_file_that_makes_no_sense_stops_the_start(tmp_path, text, said):
    with pytest.raises(ConfigError, match=said):
        load(tmp_path, text)


def test_a_platform_without_https_only_on_this_machine(tmp_path):
    text = GOOD.replace("https://moodle.example.org", "http://127.0.0.1:9")
    assert load(tmp_path, text, on_this_machine=True)
    with pytest.raises(ConfigError):
        load(tmp_path, GOOD.replace("https:", "http:"), on_this_machine=True)


def test_no_file(make_app, tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        make_app(lti_platforms=str(tmp_path / "nothing.toml"))


def test_the_setting_comes_from_the_environment():
    environ = {"APP_ENV": "testing", "SECRET_KEY": "k" * 40, "LTI_PLATFORMS": "/srv/platforms.toml"}
    assert Config.from_environ(environ).lti_platforms == "/srv/platforms.toml"


def test_platforms_without_the_extra_stop_the_start(make_app, tmp_path, monkeypatch):
    (tmp_path / "platforms.toml").touch()
    monkeypatch.setattr(lti, "LIBRARY", "no_such_library")
    with pytest.raises(ConfigError, match="extra lti is not installed"):
        make_app(lti_platforms=str(tmp_path / "platforms.toml"))


@pytest.mark.parametrize("path", ["login", "launch", "jwks.json", "config.json"])
def test_without_platforms_there_is_no_such_page(page, path):
    assert page(f"/lti/{path}", 404).h1.get_text() == "There is no page here"


def test_without_platforms_the_guide_says_the_plain_link(page):
    soup = page("/en/class/lms")
    text = soup.main.get_text()
    assert "http://localhost/join/0123ABCD" in text
    assert "Nobody has switched this on" in text
    assert "/lti/" not in text
    assert soup.select_one("h2").get_text() == "The plain link"


def test_with_platforms_the_guide_has_the_addresses(site):
    soup = Pages(site.test_client())("/en/class/lms")
    text = soup.main.get_text()
    for path in ("login", "launch", "jwks.json", "config.json"):
        assert f"http://localhost/lti/{path}" in text
    assert "Nobody has switched this on" not in text


def test_privacy_says_what_launches_keep(page, site):
    assert "lti-" not in page("/en/privacy").text
    assert "lti-" in Pages(site.test_client())("/en/privacy").text


def test_canvas_reads_that_no_names_are_wanted(site):
    found = site.test_client().get("/lti/config.json").json
    assert found["oidc_initiation_url"] == "http://localhost/lti/login"
    assert found["target_link_uri"] == "http://localhost/lti/launch"
    assert found["scopes"] == []
    [extension] = found["extensions"]
    assert extension["privacy_level"] == "anonymous"
    [placement] = extension["settings"]["placements"]
    assert placement["windowTarget"] == "_blank"
    assert placement["message_type"] == "LtiResourceLinkRequest"


def test_the_sites_own_key_is_made_once_and_shown_in_public(site):
    client = site.test_client()
    assert client.get("/lti/jwks.json").status_code == 404
    runner = site.test_cli_runner()
    assert "wrote" in runner.invoke(args=["lti", "key"]).output
    with site.app_context():
        path = own_key.path()
    before = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "there already" in runner.invoke(args=["lti", "key"]).output
    assert path.read_bytes() == before
    [key] = client.get("/lti/jwks.json").json["keys"]
    assert (key["kty"], key["alg"], key["use"]) == ("RSA", "RS256", "sig")
    assert key["kid"]
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(key)
    assert not JWK.from_json(json.dumps(key)).has_private


def test_the_key_needs_the_extra(site, monkeypatch):
    monkeypatch.setattr("app.lti.commands.LIBRARY", "no_such_library")
    result = site.test_cli_runner().invoke(args=["lti", "key"])
    assert result.exit_code == 1
    assert "not installed" in result.output


def test_a_platform_with_two_clients_has_to_say_which(site, monkeypatch):
    two = [
        platforms.Platform(
            "https://a.example", client, "https://a.example", "https://a.example", ()
        )
        for client in "ab"
    ]
    monkeypatch.setitem(site.extensions, "lti", tuple(two))
    with site.app_context():
        assert platforms.find("https://a.example", "b") is two[1]
        assert platforms.find("https://a.example", "") is None
        assert platforms.find("https://a.example", "c") is None


def test_keys_are_fetched_seldom_and_new_ones_are_found(platform, monkeypatch):
    moved = [0.0]
    monkeypatch.setattr(key_sets.time, "monotonic", lambda: moved[0])
    kept, url = key_sets.KeySets(), f"{platform.issuer}/keys"
    assert kept.holding(url, "key-1").has("key-1")
    assert kept.holding(url, "key-1")
    kept.holding(url, "key-2")  # not there, and asked a moment ago
    assert len(platform.asked) == 1
    platform.kid = "key-2"
    moved[0] += key_sets.PAUSE + 1
    assert kept.holding(url, "key-2").has("key-2")
    assert len(platform.asked) == 2
    moved[0] += key_sets.KEPT + 1
    kept.holding(url, "key-2")
    assert len(platform.asked) == 3
