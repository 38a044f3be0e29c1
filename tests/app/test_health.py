"""The page for machines that watch the site."""

import footprint_model as fm


def test_health_names_the_numbers_in_use(client):
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json == {
        "status": "ok",
        "database": "reachable",
        "model_version": fm.MODEL_VERSION,
        "data_version": fm.data_version(),
    }
    assert fm.MODEL_VERSION
    assert fm.data_version()


def test_without_its_database_the_site_says_so_and_still_serves(make_app):
    # Port 9 is the discard service, which nothing listens on here.
    site = make_app(database_url="postgresql://nobody@127.0.0.1:9/none")
    client = site.test_client()
    response = client.get("/health")
    assert response.status_code == 200
    assert response.json["status"] == "degraded"
    assert response.json["database"] == "unreachable"
    assert client.get("/en/").status_code == 200
