"""One line a request, and nothing private in it."""

import logging
import re

import pytest

LINE = re.compile(r"^id=[0-9a-f]{12} endpoint=\S+ status=\d{3} ms=\d+\.\d$")


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="app.requests")
    return lambda: [
        record.getMessage() for record in caplog.records if record.name == "app.requests"
    ]


def test_one_line_with_id_endpoint_status_and_time(client, lines):
    response = client.get("/en/report?page=/en/secret-page")
    assert len(lines()) == 1
    assert LINE.match(lines()[0])
    assert "endpoint=reports.report status=200" in lines()[0]
    assert f"id={response.headers['X-Request-Id']} " in lines()[0]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/en/secret-path?secret=1"), ("POST", "/en/report"), ("GET", "/health")],
)
def test_no_path_answer_or_address_is_logged(client, lines, method, path):
    client.open(
        path,
        method=method,
        data={"text": "secret-answer"} if method == "POST" else None,
        environ_overrides={"REMOTE_ADDR": "203.0.113.77"},
        headers={"User-Agent": "secret-agent"},
    )
    assert len(lines()) == 1
    assert LINE.match(lines()[0])
    assert "secret" not in lines()[0]
    assert "203.0.113" not in lines()[0]


def test_a_crash_is_logged_with_its_trace_but_without_the_address(make_app, caplog):
    site = make_app()
    site.config["PROPAGATE_EXCEPTIONS"] = False
    site.add_url_rule("/crash/<word>", "crash", lambda word: 1 / 0)
    site.test_client().get("/crash/secret-word?q=secret-query")
    crash = next(record for record in caplog.records if record.exc_info)
    assert "endpoint=crash failed" in crash.getMessage()
    assert crash.exc_info[0] is ZeroDivisionError
    assert "secret" not in caplog.text
