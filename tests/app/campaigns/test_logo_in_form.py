"""The logo in the form: said beside its field when it is none, kept through errors, never too large."""

import base64
import io

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.extensions import db
from app.models import Campaign
from tests.app.campaigns.pictures import SVG, picture, png_that_says
from tests.campaign_making import NEW, error, fields


@pytest.fixture
def row(app):
    def read(slug):
        with app.app_context():
            found = db.session.scalar(select(Campaign).where(Campaign.slug == slug))
            if found is not None:
                found.logo  # noqa: B018  (it is loaded when asked for)
            return found

    return read


def with_file(data, name="logo.png", **changed):
    return fields(logo=(io.BytesIO(data), name), logo_text="Our name", **changed)


def test_a_logo_needs_words(page):
    soup = page.post(NEW, with_file(picture()) | {"logo_text": ""}, status=422)
    assert "Say what the logo shows" in error(soup, "logo_text")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (SVG, "SVG"),
        (png_that_says(50_000, 50_000), "too many pixels"),
        (b"hello", "cannot read"),
        (picture()[:-30], "cannot read"),
    ],
)
def test_what_is_no_logo_is_said_beside_its_field(page, data, says):
    soup = page.post(NEW, with_file(data), status=422)
    assert says in error(soup, "logo")
    assert soup.select_one("#name")["value"] == "Fair shirts"


def test_a_logo_survives_an_error_elsewhere(page, row):
    soup = page.post(NEW, with_file(picture(size=(200, 80))) | {"name": ""}, status=422)
    kept = soup.select_one("input[name=logo_kept]")["value"]
    assert soup.select_one("img")["src"] == f"data:image/png;base64,{kept}"
    sent = fields(logo_kept=kept, logo_text="Our name")
    page.post(NEW, sent)
    assert row(sent["slug"]).logo == base64.b64decode(kept)


@pytest.mark.parametrize(
    ("kept", "status"),
    [("", 200), ("%%%", 200), (base64.b64encode(SVG).decode(), 422), ("aGVsbG8=", 422)],
)
def test_what_comes_back_in_place_of_the_logo_is_looked_at_again(page, row, kept, status):
    sent = fields(logo_kept=kept, logo_text="Our name")
    soup = page.post(NEW, sent, status)
    if status == 422:
        assert error(soup, "logo")
    else:
        assert row(sent["slug"]).logo is None


def send_large(page, data):
    """As one body of bytes: the test client leaves the file of a larger one open."""
    token = page(NEW).select_one("input[name=csrf_token]")["value"]
    boundary, body = encode_multipart(
        fields(csrf_token=token, logo=FileStorage(io.BytesIO(data), "logo.png"))
    )
    kind = f"multipart/form-data; boundary={boundary}"
    return page.client.post(NEW, data=body, content_type=kind)


def test_a_large_file_is_said_beside_its_field(page):
    response = send_large(page, b"\0" * 2_000_000)
    assert response.status_code == 422
    soup = BeautifulSoup(response.data, "html.parser")
    assert "larger than 1 MB" in error(soup, "logo")
    assert soup.select_one("#name")["value"] == "Fair shirts"


def test_twenty_megabytes_are_not_read_and_explained(page):
    response = send_large(page, b"\0" * 20_000_000)
    assert response.status_code == 413
    assert "A logo may have 1 MB" in response.text


@pytest.mark.parametrize(
    ("path", "size"), [("/en/campaigns/recover", 80_000), ("/en/campaigns/recover", 5_000_000)]
)
def test_other_forms_stay_small(client, path, size):
    response = client.post(path, data={"phrase": "a" * size})
    assert response.status_code == 413
    assert "logo" not in response.text


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_too_much_text_is_not_said_to_be_a_picture(client, kind):
    response = client.post(NEW, data=fields(intro="a" * 200_000), content_type=kind)
    assert response.status_code == 413
    assert "logo" not in response.text
