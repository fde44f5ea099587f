"""A survey of twelve questions on a telephone: keyboard alone, no JavaScript."""

from __future__ import annotations

import re

import pytest

from consultations.models import Response, TextAnswer
from core.models import Territory
from participation import guard
from tests.build import closes_in, survey_module
from tests.surveys.conftest import plain_spaces, url
from tests.surveys.d2 import COMFORT, D2, OBSTACLES, PARKING, PLACE, RANKING, WALK

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBERS = guard._number_names()


class Keyboard:
    """A person who never touches the screen."""

    def __init__(self, page):
        self.page = page

    def go_to(self, selector):
        """Press Tab until the control has the focus."""
        for _press in range(120):
            self.page.keyboard.press("Tab")
            if self.page.locator(f"{selector}:focus").count():
                return self
        raise AssertionError(f"Tab never reaches {selector} on {self.page.url}")

    def type(self, text):
        self.page.keyboard.type(text)
        return self

    def space(self):
        self.page.keyboard.press("Space")
        return self

    def down(self, times=1):
        for _press in range(times):
            self.page.keyboard.press("ArrowDown")
        return self

    def enter(self):
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self


@pytest.fixture
def d2(transactional_db):
    sector = Territory.objects.create(code="s4", name="Valdorme", kind="sector")
    for code, name in (("aubrelongue", "Aubrelongue"), ("hautevigne", "Hautevigne")):
        Territory.objects.create(code=code, name=name, kind="commune", parent=sector)
    return survey_module(D2, editable=True)


def sum_of(page):
    question = plain_spaces(page.locator("label[for=guard-answer]").inner_text())
    first, second = re.search(r"font (\S+) plus (\S+) \?", question).groups()
    return str(NUMBERS.index(first) + NUMBERS.index(second))


def test_twelve_questions_two_mistakes_nothing_lost_and_no_sideways_scroll(
    open_browser, axe, d2
):
    page = open_browser(width=390, javascript=False)
    keys = Keyboard(page)
    page.goto(url(d2))
    axe(page)

    # Part 1: the person forgets the second question.
    keys.go_to("#question-1 input").space().down(1)
    keys.go_to("#question-3").type("De la gare au lycée").enter()
    assert plain_spaces(page.title()).startswith("Erreur : Vos habitudes")
    assert page.locator("#resume:focus").count() == 1, "the summary has the focus"
    assert page.locator("#question-3").input_value() == "De la gare au lycée"
    assert page.locator("#question-1 input:checked").get_attribute("value") == "c2"
    axe(page)
    keys.go_to("#question-2 input").space()
    keys.go_to("button[name=suite]").enter()

    # Part 2: the same rank twice.
    keys.go_to("#question-4 input[value=c1]").space()
    for position, rank in enumerate("12245", 1):
        keys.go_to(f"#question-5-{position}").type(rank)
    keys.go_to("#question-6 input").space().down(3)
    keys.go_to("button[name=suite]").enter()
    assert "le rang « 2e » est donné deux fois" in plain_spaces(
        page.locator("#resume").inner_text()
    )
    assert page.locator("#question-6 input:checked").get_attribute("value") == "4"
    axe(page)
    keys.go_to("#question-5-3").type("3")
    keys.go_to("button[name=suite]").enter()

    # Parts 3 and 4.
    keys.go_to("#question-7 input").space()
    keys.go_to("#question-8").type("Pour marcher à deux.\nEt parler.")
    axe(page)
    keys.go_to("button[name=suite]").enter()
    keys.go_to("#question-9").type("Haute")
    keys.go_to("#question-10 input").space()
    keys.go_to("#guard-answer").type(sum_of(page))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keys.go_to("button[name=suite]").enter()

    stored = Response.objects.get()
    assert stored.reference in page.locator(".code").inner_text()
    axe(page)
    assert stored.data[WALK] == "c2"
    assert stored.data[OBSTACLES] == ["c1"]
    assert stored.data[RANKING] == ["c1", "c2", "c3", "c4", "c5"]
    assert stored.data[COMFORT] == 4
    assert stored.data[PARKING] == "yes"
    assert stored.data[PLACE] == "hautevigne"
    assert sorted(text.text for text in TextAnswer.objects.all()) == [
        "De la gare au lycée",
        "Pour marcher à deux.\nEt parler.",
    ]


def test_it_goes_on_later_on_a_wide_screen(open_browser, axe, d2):
    telephone = open_browser(width=320, javascript=False)
    telephone.goto(url(d2))
    telephone.locator("#question-3").fill("De la gare au lycée")
    telephone.locator("button[name=plus-tard]").click()
    axe(telephone)
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 320
    link = telephone.locator("#lien-prive").input_value()

    computer = open_browser(width=1280)
    computer.goto(link)

    assert computer.locator("#question-3").input_value() == "De la gare au lycée"


def test_with_javascript_questions_appear_and_no_sum_is_asked(open_browser, axe, d2):
    page = open_browser(width=390)
    page.goto(url(d2))
    address = page.url

    page.goto(address.replace("/1/", "/3/"))
    assert page.locator("#question-8").is_hidden()
    page.locator("#question-7 label", has_text="Plutôt oui").click()
    assert page.locator("#question-8").is_visible()
    page.locator("#question-7 label", has_text="Sans avis").click()
    assert page.locator("#question-8").is_hidden()

    page.goto(address)
    page.locator("#question-1 label").first.click()
    page.locator("#question-2 label").first.click()
    page.locator("button[name=suite]").click()
    page.locator("#question-4 label").first.click()
    for position in range(1, 6):
        page.locator(f"#question-5-{position}").select_option(str(position))
    page.locator("button[name=suite]").click()
    page.locator("#question-7 label").first.click()
    page.locator("button[name=suite]").click()
    solved = page.locator("[name=altcha]:not([value=''])")
    solved.wait_for(state="attached")
    page.locator("[data-guard]").wait_for(state="hidden")
    axe(page)
    page.locator("button[name=suite]").click()

    page.wait_for_url("**/recu/**")
    assert Response.objects.count() == 1


def test_the_paper_form_and_the_closed_page_are_accessible(open_browser, axe, d2):
    page = open_browser(width=390, javascript=False)
    page.goto(f"{url(d2)}imprimer/")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    closes_in(d2, seconds=-1)
    page.goto(url(d2))
    axe(page)
    page.goto("/adresse-electronique/")
    axe(page)
