"""The shape of the code: who imports whom, which routes are public, how long a file may be."""

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.config import PROJECT

WEB = {
    "app",
    "flask",
    "werkzeug",
    "jinja2",
    "wtforms",
    "flask_wtf",
    "babel",
    "sqlalchemy",
    "plotly",
}
LONGEST = 400
INNER = {"build", "tables", "leontief", "uncertainty"}  # these change without asking the site
SOURCES = {".py", ".html", ".css", ".js", ".mjs", ".sh"}

# What visitors can reach. A route that vanishes breaks somebody's link: change this on purpose.
PUBLIC_ROUTES = {
    "/": "choose_language",
    "/health": "health.health",
    "/<lang>/": "pages.landing",
    "/<lang>/privacy": "pages.privacy",
    "/<lang>/help": "pages.help",
    "/<lang>/help/<iso3>": "support.numbers",
    "/<lang>/signs": "support.signs",
    "/<lang>/content-policy": "support.content_policy",
    "/<lang>/quiz/": "quiz.start",
    "/<lang>/quiz/<question_id>": "quiz.question",
    "/<lang>/quiz/<question_id>/estimate": "quiz.estimate",
    "/<lang>/quiz/review": "quiz.review",
    "/<lang>/quiz/map": "quiz.section_map",
    "/<lang>/quiz/about/<category>": "quiz.about_category",
    "/<lang>/quiz/items": "quiz.items",
    "/<lang>/quiz/items/<item_id>": "quiz.change_item",
    "/<lang>/quiz/keep": "quiz.keep",
    "/<lang>/quiz/paper": "quiz.paper",
    "/<lang>/quiz/kept/<token>": "quiz.kept",
    "/<lang>/quiz/forget": "quiz.forget_answers",
    "/<lang>/result": "results.result",
    "/<lang>/result/explore": "results.explore",
    "/<lang>/result/explore/<iso3>": "results.explore_country",
    "/<lang>/result/charts/<name>.svg": "results.chart_svg",
    "/<lang>/result/charts/<name>.csv": "results.chart_csv",
    "/<lang>/result/why": "results.why",
    "/<lang>/result/why/<category>": "results.why",
    "/<lang>/result/what-if": "results.what_if",
    "/<lang>/result/compare": "results.compare",
    "/<lang>/result/file-format.json": "results.file_format",
    "/<lang>/result/why/<category>/<iso3>": "results.why_category_origin",
    "/<lang>/result/why/origin/<iso3>": "results.why_origin",
    "/<lang>/result/why/kind/<sector>": "results.why_work",
    "/<lang>/result/why/average": "results.why_average",
    "/<lang>/result/why/people": "results.why_people",
    "/<lang>/result/why/range": "results.why_range",
    "/<lang>/result/why/in-your-name": "results.why_in_your_name",
    "/<lang>/result.csv": "results.download_csv",
    "/<lang>/result.json": "results.download_json",
    "/<lang>/share": "share.choose",
    "/<lang>/share/deleted": "share.deleted",
    "/<lang>/r/<key>": "share.shared",
    "/<lang>/r/<key>/card.png": "share.card",
    "/<lang>/r/<key>/owner/<owner>": "share.manage",
    "/r/<key>": "short.short_address",
    "/embed/r/<key>": "embed.shared",
    "/embed/<any('v1.js', 'v1.schema.json', 'v1.d.ts'):name>": "embed.host_file",
    "/embed/quiz": "embed.quiz",
    "/embed/c/<slug>": "embed.campaign",
    "/embed/c/<slug>/add": "embed.add",
    "/embed/quiz/estimate": "embed.quiz_estimate",
    "/<lang>/embed": "hosts.index",
    "/<lang>/embed/examples/<name>": "hosts.example",
    "/<lang>/embed/playground": "hosts.playground",
    "/oembed": "embed.oembed",
    "/<lang>/actions": "actions.index",
    "/<lang>/actions/how-chosen": "actions.how_chosen",
    "/<lang>/actions/<action_id>": "actions.action",
    "/<lang>/actions/letter/<letter_id>/<option>": "actions.letter_file",
    "/<lang>/checklist": "actions.checklist",
    "/<lang>/checklist/forget": "actions.forget_list",
    "/<lang>/products": "products.index",
    "/<lang>/products/<category>": "products.category",
    "/<lang>/goods/<commodity>": "products.commodity",
    "/<lang>/cases": "cases.index",
    "/<lang>/cases/<case_id>": "cases.case",
    "/<lang>/cases/<case_id>.csv": "cases.case_csv",
    "/<lang>/countries": "countries.index",
    "/<lang>/countries/<code>": "countries.country",
    "/<lang>/laws": "countries.laws",
    "/<lang>/method": "about.method",
    "/<lang>/method/products": "about.products",
    "/<lang>/method/money": "about.money",
    "/<lang>/method/assumptions": "about.assumptions",
    "/<lang>/method/countries": "about.countries",
    "/<lang>/method/checks": "about.checks",
    "/<lang>/CITATION.cff": "about.citation",
    "/<lang>/sources": "about.sources",
    "/<lang>/c/<slug>": "campaigns.page",
    "/<lang>/c/<slug>.csv": "campaigns.page_csv",
    "/<lang>/c/<slug>/take-part": "campaigns.take_part",
    "/<lang>/c/<slug>/add": "campaigns.add",
    "/c/<slug>": "campaigns_short.short_address",
    "/c/<slug>/logo.png": "campaigns_short.logo",
    "/api/c/<slug>.json": "campaigns_short.page_json",
    "/<lang>/campaigns": "campaigns.index",
    "/<lang>/campaigns/new": "campaigns.new",
    "/<lang>/campaigns/recover": "campaigns.recover",
    "/<lang>/campaigns/deleted": "campaigns.deleted",
    "/<lang>/campaigns/manage/<token>": "campaigns.manage",
    "/<lang>/campaigns/manage/<token>/edit": "campaigns.edit",
    "/<lang>/campaigns/manage/<token>/pause": "campaigns.pause_or_resume",
    "/<lang>/campaigns/manage/<token>/words": "campaigns.words",
    "/<lang>/campaigns/manage/<token>/delete": "campaigns.delete",
    "/c/<slug>/colours.css": "campaigns_short.colours",
    "/<lang>/c/<slug>/card.png": "campaigns.card",
    "/<lang>/teach": "teaching.index",
    "/<lang>/teach/<age_id>": "teaching.age",
    "/<lang>/teach/<age_id>/<part_id>": "teaching.part",
    "/<lang>/teach/<age_id>/<part_id>.pdf": "teaching.part_pdf",
    "/join": "classes_short.join",
    "/join/<code>": "classes_short.join_by_code",
    "/api/class/<token>.json": "classes_short.figures_json",
    "/<lang>/class": "classes.index",
    "/<lang>/class/new": "classes.new",
    "/<lang>/class/lms": "platforms.lms",
    "/<lang>/class/recover": "classes.recover",
    "/<lang>/class/deleted": "classes.deleted",
    "/<lang>/class/join": "classes.join",
    "/<lang>/class/join/<code>": "classes.begin",
    "/<lang>/class/send": "classes.send",
    "/<lang>/class/sent": "classes.sent",
    "/<lang>/class/<token>": "classes.teacher",
    "/<lang>/class/<token>/step": "classes.step",
    "/<lang>/class/<token>/words": "classes.new_words",
    "/<lang>/class/<token>/delete": "classes.delete",
    "/<lang>/class/<token>/compare": "classes.compare",
    "/<lang>/class/<token>/screen": "classes.screen",
    "/<lang>/class/<token>/figures.csv": "classes.figures_csv",
    "/<lang>/class/<token>/figures.xlsx": "classes.figures_xlsx",
    "/<lang>/class/<token>/results.csv": "classes.results_csv",
    "/<lang>/report": "reports.report",
    "/<lang>/report/thanks": "reports.thanks",
}
# Only where learning platforms are named.
LAUNCH_ROUTES = {
    "/lti/login": "lti.login",
    "/lti/launch": "lti.launch",
    "/lti/jwks.json": "lti.jwks",
    "/lti/config.json": "lti.config",
}


def tracked(*folders):
    """Files of the repository, without what set-up and tools write."""
    made = {"static_built", "vendor", "__pycache__", "node_modules"}
    return [
        path
        for folder in folders
        for path in sorted((PROJECT / folder).rglob("*"))
        if path.is_file() and not made & set(path.relative_to(PROJECT).parts)
    ]


def imported(path):
    """The modules a file imports, in full."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


MODEL_FILES = [path for path in tracked("footprint_model") if path.suffix == ".py"]
EVIDENCE_FILES = [path for path in tracked("evidence") if path.suffix == ".py"]
APP_FILES = [path for path in tracked("app") if path.suffix == ".py"]


def relative(path):
    return str(path.relative_to(PROJECT))


@pytest.mark.parametrize("path", MODEL_FILES + EVIDENCE_FILES, ids=relative)
def test_the_model_knows_nothing_of_the_site(path):
    assert not {name.split(".")[0] for name in imported(path)} & WEB


def test_importing_the_model_loads_no_web_code():
    code = "import sys, footprint_model; print(*{n.split('.')[0] for n in sys.modules})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert "numpy" in loaded.stdout.split()
    assert not set(loaded.stdout.split()) & WEB


@pytest.mark.parametrize("path", APP_FILES, ids=relative)
def test_the_site_uses_the_model_by_its_front_door(path):
    """Tables and steps behind `footprint_model` can change without the site knowing."""
    inner = (*(f"footprint_model.{part}" for part in INNER), "evidence.build")
    assert not {name for name in imported(path) if name.startswith(inner)}


def test_the_import_rules_hold():
    result = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=PROJECT,
        env={"PYTHONPATH": str(PROJECT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "4 kept, 0 broken" in result.stdout


def routes(app):
    return {
        re.sub(r"<language:lang_code>", "<lang>", rule.rule): rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
    }


def test_every_public_route_is_there_and_listed(app):
    assert routes(app) == PUBLIC_ROUTES


def test_launches_are_there_where_platforms_are_named(make_app, tmp_path):
    named = tmp_path / "platforms.toml"
    named.touch()
    assert routes(make_app(lti_platforms=str(named))) == PUBLIC_ROUTES | LAUNCH_ROUTES


@pytest.mark.parametrize(
    "rule",
    [
        rule
        for rule in PUBLIC_ROUTES
        if "<" not in rule.replace("<lang>", "")
        and not rule.endswith(("forget", "oembed", "estimate"))
    ],
)
def test_every_public_route_answers_a_newcomer(client, rule):
    assert client.get(rule.replace("<lang>", "en")).status_code < 400


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in tracked("app", "evidence", "footprint_model", "tests")
        if path.suffix in SOURCES
    ],
    ids=relative,
)
def test_no_file_grows_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_nothing_is_called_utils():
    names = {path.stem for path in tracked("app", "evidence", "footprint_model", "tests")}
    assert not names & {"utils", "util", "helpers", "common", "misc"}


def test_every_module_says_what_it_is_for():
    bare = [
        relative(path)
        for path in MODEL_FILES + EVIDENCE_FILES + APP_FILES
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert bare == []


@pytest.mark.parametrize("name", ["base", "dev"])
def test_the_lock_has_hashes_and_no_address(name):
    text = (PROJECT / "requirements" / f"{name}.txt").read_text()
    entries = re.split(r"\n(?=[a-z0-9])", text)
    assert len(entries) > 30
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_of_the_site_is_part_of_the_lock_for_tests():
    pins = {
        name: set(
            re.findall(
                r"^([a-z0-9][\w.\-]*(?:\[[\w,]+\])?==\S+)",
                (PROJECT / "requirements" / f"{name}.txt").read_text(),
                flags=re.M,
            )
        )
        for name in ("base", "dev")
    }
    assert pins["base"]
    assert pins["base"] <= pins["dev"]


def test_a_package_can_be_built_with_its_data(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "footprint_model/data/manifest.json" in names
    assert "app/templates/base.html" in names
    assert "app/quiz/questions/food.toml" in names
