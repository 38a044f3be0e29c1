"""The checks every page goes through must find what they are for."""

import pytest
from bs4 import BeautifulSoup

from tests.pages import check, check_nesting

GOOD = """<!doctype html><html lang="en" dir="ltr"><head><title>T</title>
<link rel="stylesheet" href="/static/css/base.css"></head><body><main id="main"><h1>H</h1>
<form method="post"><input type="hidden" name="csrf_token" value="x">
<label for="a">A</label><input id="a"><button>Go</button></form>
<p>One<p>Two<table><tr><td>1<td>2</table><a href="/en/report">Report</a><a href="#main">Up</a>
<script type="application/json">{"a": 1}</script></main></body></html>"""


def problems(client, text):
    return check_nesting(text) + check(BeautifulSoup(text, "html.parser"), "/en/", client)


def test_a_good_page_has_no_problems(client):
    assert problems(client, GOOD) == []


@pytest.mark.parametrize(
    ("replace", "by", "found"),
    [
        ('lang="en"', "", "no lang"),
        ('lang="en"', 'lang="ar"', "on a page of en"),
        ('dir="ltr"', "", "no dir"),
        ("<title>T", "<title>", "no title"),
        ("<h1>H</h1>", "", "0 <h1>"),
        ("<h1>H</h1>", "<h1>H</h1><h1>H</h1>", "2 <h1>"),
        ("<h1>H</h1>", "<h1>H</h1><h3>X</h3>", "level 3 follows level 1"),
        ('<label for="a">A</label>', "", "no label"),
        ('for="a"', 'for="b"', "names no element"),
        ('<input id="a">', '<input id="a"><b id="a"></b>', "used 2 times"),
        ('name="csrf_token"', 'name="other"', "without csrf_token"),
        ("<button>Go", "<button>", "no text"),
        ("<h1>H", '<h1 style="color:red">H', "inline style"),
        ("<h1>H", '<h1 onclick="x()">H', "inline handler"),
        (' type="application/json">{"a": 1}', ">alert(1)", "inline script"),
        ("/static/css/base.css", "/static/css/none.css", "no such static file"),
        ("/static/css/base.css", "https://cdn.example/x.css", "fetched from elsewhere"),
        ("/static/css/base.css", "//cdn.example/x.css", "fetched from elsewhere"),
        ('method="post"', 'method="post" action="https://x.example/"', "sent elsewhere"),
        ("/en/report", "/en/nothing", "broken link"),
        ("#main", "#other", "leads nowhere"),
        ("<h1>H</h1>", '<h1>H</h1><img src="data:,">', "no alt"),
        ("<h1>H</h1>", "<h1>H</h1><svg></svg>", "neither a name"),
        ("</form>", "", "inside"),
        ("<h1>H</h1>", "<h1>H</h1></div>", "</div>"),
    ],
)
def test_each_fault_is_found(client, replace, by, found):
    assert replace in GOOD
    said = problems(client, GOOD.replace(replace, by, 1))
    assert any(found in problem for problem in said), said
