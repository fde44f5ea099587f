"""A survey built in the admin with a real browser.

These tests are also the alarm of the three scripts of `site/static/admin/editor`:
they use parts of Wagtail that are not a public API.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from consultations.models import ConsultationPage
from participation.models import Module
from tests.build import consultation_page
from tests.editor.support import complete

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Wagtail takes the picture it compares with two seconds after the page has loaded.
SNAPSHOT = 2_300
QUESTIONS = "body-0-value-questions"


@pytest.fixture
def page() -> ConsultationPage:
    """A live démarche with everything that publication asks for, and no survey."""
    return consultation_page(**complete())


@pytest.fixture
def editor(
    live_server: Any, open_browser: Callable[..., Any], page: ConsultationPage
) -> Iterator[Any]:
    """The editor's screen of this page."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("camille"))
    screen = open_browser(width=1440, height=900)
    screen.set_default_timeout(15_000)
    # The first page of the admin fills Wagtail's caches.
    screen.set_default_navigation_timeout(60_000)
    screen.context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": client.cookies["sessionid"].value,
                "url": live_server.url,
            }
        ]
    )
    screen.goto(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    screen.wait_for_load_state("networkidle")
    screen.wait_for_timeout(SNAPSHOT)
    yield screen
    # Leaving tells the server that nobody edits any more: let it hear.
    screen.goto("about:blank")
    screen.wait_for_timeout(400)


def insert(editor: Any, label: str, into: str = "body") -> None:
    """Add a block at the end of a stream: two clicks."""
    stream = f"input[name='{into}-count'] + [data-streamfield-stream-container]"
    editor.locator(f"{stream} > div > .c-sf-add-button").last.click()
    option = editor.get_by_role("option", name=label, exact=True)
    option.click()
    expect(option).to_be_hidden()


def child(editor: Any, position: int, survey: int = 0) -> Any:
    """Return a question by the order in which it was added."""
    name = f"body-{survey}-value-questions-{position}-type"
    return editor.locator(f"[data-streamfield-child]:has(> input[name='{name}'])")


def stored(page: ConsultationPage, survey: int = 0) -> list[dict[str, Any]]:
    """Return the questions of the latest draft, as stored."""
    page.refresh_from_db()
    content = page.latest_revision.content["body"]
    return json.loads(content)[survey]["value"]["questions"]


def saved(editor: Any) -> None:
    """Wait until autosave has seen the last change, and kept it."""
    editor.wait_for_timeout(1_500)
    expect(editor.get_by_text("Enregistré", exact=True)).to_be_visible(timeout=20_000)
    editor.wait_for_timeout(500)


def add_survey(editor: Any) -> None:
    """Insert a survey with a « single » and a « long » question."""
    insert(editor, "Questionnaire (enquête, sondage)")
    insert(editor, "Choix unique (QCM)", QUESTIONS)
    expect(editor.locator(f"[name={QUESTIONS}-0-value-label]")).to_be_focused()
    editor.keyboard.type("Faites-vous du vélo ?")
    child(editor, 0).locator(".parvis-row input").first.click()
    for label in ("Chaque jour", "Parfois", "Jamais"):
        editor.keyboard.type(label)
        editor.keyboard.press("Enter")
    insert(editor, "Texte long (commentaire)", QUESTIONS)
    expect(editor.locator(f"[name={QUESTIONS}-1-value-label]")).to_be_focused()
    editor.keyboard.type("Pourquoi ?")


def show_only_after(editor: Any, question: Any, label: str, answer: str) -> None:
    """Set a condition: open the options, choose, tick."""
    question.get_by_text("Options", exact=True).click()
    question.locator(".parvis-condition select").select_option(label=label)
    question.get_by_label(answer, exact=True).check()


def test_choices_are_typed_one_after_the_other(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    saved(editor)
    single, long = stored(page)
    assert single["value"]["label"] == "Faites-vous du vélo ?"
    labels = [row["label"] for row in single["value"]["choices"]]
    assert labels == ["Chaque jour", "Parfois", "Jamais"]
    assert len({row["id"] for row in single["value"]["choices"]}) == 3
    assert long["value"]["label"] == "Pourquoi ?"


def test_a_pasted_list_becomes_rows_and_the_first_row_keeps_its_id(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    saved(editor)
    before = [row["id"] for row in stored(page)[0]["value"]["choices"]]
    field = child(editor, 0).locator(".parvis-row input").nth(1)
    field.evaluate(
        """(node) => {
            const data = new DataTransfer();
            data.setData("text/plain", "- Souvent\\n2. Rarement\\n• Le week-end");
            node.select();
            node.dispatchEvent(new ClipboardEvent("paste", {
                clipboardData: data, bubbles: true, cancelable: true,
            }));
        }"""
    )
    saved(editor)
    choices = stored(page)[0]["value"]["choices"]
    assert [row["label"] for row in choices] == [
        "Chaque jour",
        "Souvent",
        "Rarement",
        "Le week-end",
        "Jamais",
    ]
    ids = [row["id"] for row in choices]
    assert [ids[0], ids[1], ids[4]] == before
    assert len(set(ids)) == 5


def test_a_condition_says_its_sentence_and_follows_a_new_wording(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    question = child(editor, 1)
    show_only_after(editor, question, "1. Faites-vous du vélo ?", "Jamais")
    sentence = question.locator(".parvis-condition__sentence")
    expect(sentence).to_have_text(
        "Posée seulement à qui a répondu « Jamais » à la question 1."
    )
    child(editor, 0).locator(".parvis-row input").nth(2).fill("Pas du tout")
    expect(sentence).to_contain_text("« Pas du tout »")
    saved(editor)
    single, long = stored(page)
    assert long["value"]["condition"]["question"] == single["id"]
    assert long["value"]["condition"]["choices"] == [
        single["value"]["choices"][2]["id"]
    ]


def test_a_condition_on_a_deleted_question_says_so_until_it_is_restored(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    question = child(editor, 1)
    show_only_after(editor, question, "1. Faites-vous du vélo ?", "Jamais")
    saved(editor)
    before = stored(page)
    child(editor, 0).locator("[data-streamfield-action=DELETE]").click()
    sentence = question.locator(".parvis-condition__sentence")
    expect(sentence).to_contain_text("Condition sans effet")
    editor.get_by_role("button", name="Annuler", exact=True).click()
    expect(sentence).to_contain_text("Posée seulement à qui a répondu « Jamais »")
    saved(editor)
    assert stored(page) == before


def test_a_duplicated_question_has_choices_of_its_own(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    child(editor, 0).locator("[data-streamfield-action=DUPLICATE]").click()
    saved(editor)
    first, second, _long = stored(page)
    assert second["id"] != first["id"]
    ids = {row["id"] for row in first["value"]["choices"]}
    copies = {row["id"] for row in second["value"]["choices"]}
    assert len(copies) == 3
    assert not ids & copies


def test_conditions_of_a_duplicated_survey_point_inside_the_copy(
    editor: Any, page: ConsultationPage
) -> None:
    add_survey(editor)
    show_only_after(editor, child(editor, 1), "1. Faites-vous du vélo ?", "Jamais")
    survey = editor.locator("[data-streamfield-child]:has(> [name='body-0-type'])")
    survey.locator("[data-streamfield-action=DUPLICATE]").first.click()
    saved(editor)
    single, long = stored(page, survey=1)
    rule = long["value"]["condition"]
    assert rule["question"] == single["id"]
    assert rule["choices"] == [single["value"]["choices"][2]["id"]]
    assert single["id"] != stored(page)[0]["id"]


def test_the_checklist_follows_the_draft_and_opens_the_field(
    editor: Any, page: ConsultationPage
) -> None:
    editor.locator("[data-side-panel-toggle=checklist]").click()
    panel = editor.locator(".parvis-checks")
    expect(panel).to_contain_text("La page peut être publiée.")
    editor.get_by_role("tab", name="Cadre").click()
    editor.locator("[name=decider]").fill("")
    saved(editor)
    expect(panel).to_contain_text("1 point à compléter avant de publier.")
    editor.get_by_role("tab", name="Contenu").click()
    panel.get_by_role("link", name="Qui décide, et quand").click()
    expect(editor.locator("[name=decider]")).to_be_focused()


def test_a_survey_is_built_and_published(editor: Any, page: ConsultationPage) -> None:
    add_survey(editor)
    saved(editor)
    editor.locator("footer [data-w-dropdown-target=toggle]").click()
    editor.get_by_role("button", name="Publier", exact=True).click()
    editor.wait_for_load_state("networkidle")
    module = Module.objects.get()
    assert module.page_id == page.pk
    assert [q.label for q in module.questions.all()] == [
        "Faites-vous du vélo ?",
        "Pourquoi ?",
    ]


def test_the_two_fields_are_accessible(editor: Any, axe: Any) -> None:
    add_survey(editor)
    show_only_after(editor, child(editor, 1), "1. Faites-vous du vélo ?", "Jamais")
    axe(editor, context=".parvis-rows")
    axe(editor, context=".parvis-condition")
