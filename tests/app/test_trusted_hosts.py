"""A forged name in a request's head never gets into a link, a code or a picture of the site."""

from datetime import timedelta

import pytest

from app.campaigns.settings import Settings
from app.extensions import db
from app.groups.today import today
from app.models import Base
from app.share.shown import Shown
from app.share.storage import keep
from tests.campaigning import campaign

FORGED = "evil.example"
TRUSTED = "example.org"


class Site:
    """A site that answers to one name, with a shared result and a campaign."""

    def __init__(self, make_app, **settings):
        site = make_app(trusted_hosts=(TRUSTED,), **settings)
        with site.app_context():
            Base.metadata.create_all(db.engine)
            self.key, self.owner = keep(Shown(days=1.0), "en")
            self.slug = campaign(
                Settings(name="Fair", languages=("en",)), ends_on=today() + timedelta(days=9)
            )
        self.client = site.test_client()

    def paths(self):
        shared = f"/en/r/{self.key}"
        return {
            "shared page, og:url": shared,
            "owner's page, link and QR": f"{shared}/owner/{self.owner}",
            "short link": f"/r/{self.key}",
            "frame": f"/embed/r/{self.key}",
            "oEmbed": f"/oembed?url=https://{FORGED}{shared}",
            "campaign, og:url": f"/en/c/{self.slug}",
            "campaign's short link": f"/c/{self.slug}",
            "campaign's API": f"/api/c/{self.slug}.json",
            "campaign's frame": f"/embed/c/{self.slug}",
            "for hosts": "/en/embed",
            "start": "/",
            "missing": "/nothing",
        }


@pytest.fixture
def site(make_app):
    return Site(make_app)


def test_a_forged_name_is_refused_everywhere(site):
    for what, path in site.paths().items():
        response = site.client.get(path, headers={"Host": FORGED})
        assert response.status_code == 400, what
        assert FORGED not in response.text + str(response.headers), what


def test_the_trusted_name_is_answered(site):
    paths = site.paths()
    for what in ("shared page, og:url", "owner's page, link and QR", "campaign, og:url"):
        response = site.client.get(paths[what], headers={"Host": TRUSTED})
        assert response.status_code == 200
        assert f"http://{TRUSTED}/" in response.text


@pytest.mark.parametrize(
    "name", ["example.org.evil.example", "evil.example:80", "evil-example.org"]
)
def test_names_that_look_like_it_are_refused(site, name):
    assert site.client.get("/en/", headers={"Host": name}).status_code == 400


def test_what_a_stranger_writes_for_a_proxy_changes_nothing(site):
    headers = {"Host": TRUSTED, "X-Forwarded-Host": FORGED}
    for path in site.paths().values():
        response = site.client.get(path, headers=headers)
        assert f"//{FORGED}/en/r/" not in response.text
        assert FORGED not in str(response.headers)


def test_behind_a_proxy_its_name_for_the_site_is_checked(make_app):
    site = Site(make_app, proxy_hops=1)
    headers = {"Host": TRUSTED, "X-Forwarded-Host": FORGED}
    for what, path in site.paths().items():
        response = site.client.get(path, headers=headers)
        assert response.status_code == 400, what
        assert FORGED not in response.text, what
