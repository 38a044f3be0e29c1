"""A lesson in a real browser: a teacher, the screen, twelve pupils and one who comes late."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from app.groups.owners import remove
from app.quiz.answers import Answers
from app.quiz.state import COOKIE
from tests.answered import everything_at, visit
from tests.classing import make_class, row_of  # noqa: F401
from tests.classing import send as send_figures
from tests.conftest import Watch
from tests.functional.steps import next_page

PUPILS = 12


@pytest.fixture
def new_tab(
    new_context: Callable[..., BrowserContext], live_server: str
) -> Iterator[Callable[..., Page]]:
    """new_tab() is a tab of somebody else; what any of them complains about fails the test."""
    watches = []

    def make(**options: object) -> Page:
        context = new_context(**options)
        watches.append(Watch(context, live_server))
        return context.new_page()

    yield make
    assert [line for watch in watches for line in watch.found] == []


def answers(number: int) -> dict[str, object]:
    """Pupils who buy more and more."""
    values = everything_at("usual", "GBR")
    return values | {"tops": 2 * number, "phones": [1, 1 + number % 3], "household": 1 + number % 5}


def join(tab: Page, app: Flask, address: str, code: str, number: int) -> None:
    """With all questions answered, by the code."""
    visit(tab, app, address, answers(number))
    tab.goto("/join")
    tab.get_by_label("Code").fill(code.lower())
    tab.get_by_role("button", name="Join").click()
    tab.get_by_role("button", name="Use the answers in this browser").click()
    expect(tab.locator("#class-offer-title")).to_have_text("Send your result to your class?")


def send(tab: Page, choice: str = "Skip this question") -> None:
    tab.locator("#own_0").get_by_label(choice).check()
    tab.get_by_role("button", name="Send to my class").click()
    expect(tab.locator("h1")).to_have_text("Sent. Thank you.")


def fits(tab: Page) -> None:
    """Nothing is cut off to the side."""
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), tab.url


def test_a_lesson(
    new_tab: Callable[..., Page],
    app: Flask,
    live_server: str,
    axe: Callable[[Page], None],
    tmp_path: Path,
) -> None:
    teacher = new_tab()
    teacher.goto("/en/class")
    axe(teacher)
    with next_page(teacher):
        teacher.get_by_role("link", name="Make a class").click()
    axe(teacher)
    teacher.get_by_text("Questions of your own").click()
    teacher.get_by_label("First question", exact=True).fill("Who should act first?")
    teacher.locator("#options_1").fill("Shops\nLaws")
    teacher.get_by_label("A name for the class").fill("8b")
    axe(teacher)
    teacher.get_by_role("button", name="Make the class").click()
    expect(teacher.locator("h1")).to_have_text("Your class is ready")
    axe(teacher)
    home = teacher.locator("#manage-address").input_value()
    code = teacher.locator(".way-in__code > span").first.inner_text()

    screen = new_tab(viewport={"width": 1280, "height": 720})
    screen.goto(f"{home}/screen")
    expect(screen.locator("[data-count]")).to_have_text("0 answers")
    axe(screen)

    pupils = [new_tab(viewport={"width": 360, "height": 740}) for _pupil in range(PUPILS)]
    for number, pupil in enumerate(pupils):
        join(pupil, app, live_server, code, number)
        if number == 0:
            axe(pupil)
            fits(pupil)
        send(pupil, "Shops" if number % 2 else "Laws")
        if number == 3:
            expect(screen.locator("[data-count]")).to_have_text("4 answers")
            screen.get_by_role("button", name="Show the results").click()
            expect(screen.locator("main")).to_contain_text("when 1 more has answered")
            screen.get_by_text("Teacher", exact=True).click()
            screen.get_by_role("button", name="Hide the results").click()
    axe(pupils[0])
    for person in (teacher, screen, *pupils):
        assert [cookie["name"] for cookie in person.context.cookies()] == [COOKIE]

    expect(screen.locator("[data-count]")).to_have_text("12 answers")
    screen.get_by_role("button", name="Show the results").click()
    expect(screen.locator("h1")).to_contain_text("these 12 people")
    axe(screen)

    late = new_tab(viewport={"width": 360, "height": 740})
    join(late, app, live_server, code, 20)
    send(late)
    late.go_back()
    expect(late.get_by_role("button", name="Send again")).to_be_visible()
    expect(screen.locator("[data-count]")).to_have_text("13 answers")
    expect(screen.locator("h1")).to_contain_text("these 12 people")

    for name in ("Results", "What in", "Where", "Questions", "Talk", "What if"):
        screen.get_by_role("link", name=name, exact=True).click()
        expect(screen.locator("nav [aria-current=page]")).to_have_text(name)
        axe(screen)
    screen.get_by_role("link", name="Phones kept two years longer").click()
    expect(screen.locator("h1")).to_have_text("What if everybody kept phones two years longer?")
    expect(screen.locator(".screen__big")).to_have_text(re.compile(r"About .+ less\."))

    # The screen shows what the tables and the API say.
    with next_page(screen):
        screen.get_by_role("link", name="Together").click()
    shown = screen.locator(".told__amount").inner_text()
    teacher.goto(home)
    axe(teacher)
    told = teacher.request.get(home.replace("/en/class/", "/api/class/") + ".json").json()
    with teacher.expect_download() as found:
        teacher.get_by_role("link", name="Table (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(found.value.path().read_text("utf-8-sig"))))
    with teacher.expect_download() as found:
        teacher.get_by_role("link", name="Spreadsheet (XLSX)").click()
    found.value.save_as(tmp_path / "class.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "class.xlsx").worksheets[0]
    lines = list(sheet.iter_rows(min_row=2, values_only=True))
    days = told["now"]["days_per_year"]
    assert shown == f"{days:g} days"
    assert [float(r["value"]) for r in rows if r["measure"] == "days_per_year"][1] == days
    assert [line[5] for line in lines if line[4] == "days_per_year"][1] == days
    assert [str(line[2] or "") for line in lines] == [row["id"] for row in rows]
    assert told["answers"] == 13

    # A changed answer takes the place of the old one.
    pupils[0].goto("/en/quiz/tops?then=review")
    pupils[0].fill("#amount", "40")
    pupils[0].get_by_role("button", name="Save and return").click()
    pupils[0].goto("/en/result")
    with next_page(pupils[0]):
        pupils[0].get_by_role("button", name="Send again").click()
    teacher.reload()
    expect(teacher.locator(".lede").first).to_contain_text("13 pupils have answered")

    screen.close()  # it would ask on for a class that is gone
    with next_page(teacher):
        teacher.get_by_role("link", name="Delete the class").click()
    axe(teacher)
    teacher.get_by_role("button", name="Delete it now").click()
    expect(teacher.locator("h1")).to_have_text("The class is deleted")
    late.goto("/en/class/send")
    expect(late.locator("h1")).to_have_text("This class is over")
    late.get_by_role("link", name="My own result").click()
    expect(late.locator(".hero__amount")).to_be_visible()


def test_the_screen_of_a_deleted_class_says_so(
    new_context: Callable[..., BrowserContext],
    app: Flask,
    make_class: Callable,  # noqa: F811
) -> None:
    made = make_class(pupils=5, revealed=True)
    tab = new_context().new_page()
    tab.goto(f"/en/class/{made.token}/screen")
    with app.app_context():
        remove(row_of(made))
    expect(tab.locator("h1")).to_have_text("This link leads to no class")


def test_a_lost_connection_is_said_and_comes_back(
    tab: Page,
    make_class: Callable,  # noqa: F811
) -> None:
    made = make_class(pupils=5, revealed=True)
    tab.clock.install()
    tab.goto(f"/en/class/{made.token}/screen")
    tab.route("**/screen?part=live", lambda route: route.abort())
    tab.clock.run_for(4500)
    expect(tab.locator("[data-lost]")).to_be_visible()
    tab.unroute("**/screen?part=live")
    tab.clock.run_for(4500)
    expect(tab.locator("[data-lost]")).to_be_hidden()


def test_a_pupil_without_javascript(
    tab_without_js: Page,
    make_class: Callable,  # noqa: F811
    app: Flask,
) -> None:
    """All questions for school, with the keyboard's own means."""
    tab = tab_without_js
    made = make_class()
    tab.goto(f"/join/{made.code}")
    with next_page(tab):
        tab.get_by_role("button", name="Start the questions").click()
    pages = 0
    while tab.locator("form.question__form").count():
        pages += 1
        if tab.locator("input[value=usual]").count():
            tab.locator("input[value=usual]").first.check()
        with next_page(tab):
            tab.locator(".question__go button[value=next]").click()
    assert pages == 14
    send(tab, "A little")
    assert [cookie["name"] for cookie in tab.context.cookies()] == [COOKIE]
    tab.goto(f"/en/class/{made.token}/screen")
    expect(tab.locator("[data-count]")).to_have_text("1 answer")


def test_the_screen_without_javascript_loads_itself(
    tab_without_js: Page,
    make_class: Callable,  # noqa: F811
    app: Flask,
) -> None:
    tab = tab_without_js
    made = make_class(pupils=5)
    tab.goto(f"/en/class/{made.token}/screen")
    tab.get_by_role("button", name="Show the results").click()
    expect(tab.locator("h1")).to_contain_text("these 5 people")
    with app.app_context():
        send_figures(made, 1, first=5)
    expect(tab.locator("[data-count]")).to_have_text("6 answers")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_are_accessible(
    tab: Page,
    app: Flask,
    live_server: str,
    make_class: Callable,  # noqa: F811
    axe: Callable[[Page], None],
    width: int,
    scheme: str,
) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.set_viewport_size({"width": width, "height": 720})
    made, waits = make_class(pupils=24, revealed=True), make_class(pupils=2)
    visit(tab, app, live_server, answers(3))
    home = f"/en/class/{made.token}"
    paths = [
        "/en/class",
        "/en/class/new",
        "/en/class/recover",
        "/en/class/join?code=nothing",
        f"/en/class/join/{made.code}",
        f"/en/class/{waits.token}/screen",
        home,
        f"{home}/compare",
        *(f"{home}/screen?show={show}" for show in ("total", "spread", "where", "talk")),
        f"{home}/screen?show=what-if&what_if=phones",
    ]
    for path in paths:
        tab.goto(path)
        axe(tab)
        for direction in ("ltr", "rtl"):
            tab.evaluate("way => document.documentElement.dir = way", direction)
            fits(tab)


@pytest.mark.parametrize("show", ["", "total", "spread", "what", "where", "what-if", "talk"])
def test_from_the_back_row(
    tab: Page,
    make_class: Callable,  # noqa: F811
    show: str,
) -> None:
    """At 1280 × 720 all text has 24 px or more, and nothing has to be scrolled."""
    tab.set_viewport_size({"width": 1280, "height": 720})
    made = make_class(pupils=24, revealed=bool(show))
    tab.goto(f"/en/class/{made.token}/screen?show={show}&what_if=phones")
    small = tab.evaluate(
        """() => [...document.querySelectorAll("body *")].filter(e =>
            [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
            && e.getClientRects().length && !e.closest(".visually-hidden, svg")
            && parseFloat(getComputedStyle(e).fontSize) < 24).map(e => e.textContent)"""
    )
    assert small == []
    assert tab.evaluate("document.documentElement.scrollHeight") <= 720


def test_the_menu_of_the_teacher_by_keyboard(
    tab: Page,
    make_class: Callable,  # noqa: F811
) -> None:
    made = make_class(pupils=6, revealed=True)
    tab.goto(f"/en/class/{made.token}/screen")
    tab.locator("#more summary").focus()
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    expect(tab.locator("#step-hide")).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_contain_text("6 pupils have answered")


def test_answers_of_the_example_are_complete() -> None:
    """Else the tests above would lead to a question instead of the result."""
    assert Answers(answers(3), path="youth").is_done
