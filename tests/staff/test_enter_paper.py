"""« Saisir un questionnaire papier »."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consultations.models import FollowUpContact, Response
from participation.models import Module
from tests.build import closes_in
from tests.responses import AGE, FEAR, MAIL, NOTE, ORDER, TRAVEL, WHY, respond

PAPER = {
    f"q-{TRAVEL.id}": ["pied", "autre"],
    f"q-{TRAVEL.id}-other": "Roller",
    f"q-{FEAR.id}": "oui",
    f"q-{ORDER.id}-rue": "2",
    f"q-{ORDER.id}-pont": "1",
    f"q-{NOTE.id}": "4",
    f"q-{WHY.id}": "Trop de voitures",
    f"q-{AGE.id}": "jeune",
    f"q-{MAIL.id}-email": "aya@exemple.fr",
    f"q-{MAIL.id}-consent": "1",
}


@pytest.fixture
def here(module: Module) -> str:
    return reverse("responses:enter", args=[module.pk])


def form(client: Client, here: str, **fields: Any) -> dict[str, Any]:
    """Return what the page's hidden fields and the agent send."""
    page = client.get(here).content.decode()
    hidden = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]  # type: ignore[index]
        for name in ("token", "version")
    }
    return {"channel": "paper", **hidden, **fields}


def test_a_paper_is_stored_with_its_channel_and_its_agent(
    editor: Client, module: Module, here: str
) -> None:
    answer = editor.post(here, {**form(editor, here), **PAPER, "channel": "meeting"})
    assert answer.status_code == 302
    response = Response.objects.get(module=module)
    assert response.channel == "meeting"
    assert response.entered_by.get_username() == "amel"
    assert response.data == {
        TRAVEL.id: ["pied", "autre"],
        FEAR.id: "oui",
        ORDER.id: ["pont", "rue"],
        NOTE.id: 4,
        AGE.id: "jeune",
    }
    texts = {str(text.question.block_id): text.text for text in response.texts.all()}
    assert texts == {TRAVEL.id: "Roller", WHY.id: "Trop de voitures"}
    assert FollowUpContact.objects.get().email == "aya@exemple.fr"


def test_the_next_form_is_empty_and_remembers_the_channel(
    editor: Client, module: Module, here: str
) -> None:
    for _ in range(2):
        editor.post(here, {**form(editor, here), **PAPER, "channel": "desk"})
    page = editor.get(here).content.decode()
    reference = Response.objects.latest("pk").reference
    assert f"Questionnaire {reference} enregistré. Le suivant." in page
    assert "<strong>2</strong> questionnaires" in page
    assert '<option value="desk" selected>' in page
    assert "Roller" not in page


def test_what_was_typed_is_kept_on_error(editor: Client, here: str) -> None:
    wrong = {**PAPER, f"q-{TRAVEL.id}": ["pied", "velo", "autre"]}
    answer = editor.post(here, {**form(editor, here), **wrong, f"q-{NOTE.id}": "9"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Response.objects.count() == 0
    assert "Question 1" in page
    assert "Question 5" in page
    for kept in ("Roller", "Trop de voitures", "aya@exemple.fr"):
        assert kept in page
    assert page.count("checked") >= 4


def test_a_missing_answer_is_accepted_when_the_paper_is_so(
    editor: Client, here: str
) -> None:
    fields = {f"q-{NOTE.id}": "3"}
    answer = editor.post(here, {**form(editor, here), **fields})
    assert answer.status_code == 422
    assert "Le papier est ainsi" in answer.content.decode()
    answer = editor.post(here, {**form(editor, here), **fields, "as_it_is": "on"})
    assert answer.status_code == 302
    assert Response.objects.get().data == {NOTE.id: 3}


def test_sending_twice_stores_once(editor: Client, here: str) -> None:
    fields = {**form(editor, here), **PAPER}
    first, second = editor.post(here, fields), editor.post(here, fields)
    assert first.status_code == second.status_code == 302
    assert Response.objects.count() == 1
    assert "<strong>1</strong> questionnaire" in editor.get(here).content.decode()


def test_paper_that_arrives_after_closing_is_entered(
    editor: Client, module: Module, here: str
) -> None:
    closes_in(module, hours=-1)
    assert editor.post(here, {**form(editor, here), **PAPER}).status_code == 302
    assert Response.objects.count() == 1


def test_nothing_enters_after_sealing(
    editor: Client, module: Module, here: str
) -> None:
    fields = {**form(editor, here), **PAPER}
    closes_in(module, hours=-1)
    module.sealed_at = timezone.now()
    module.save(update_fields=["sealed_at"])
    assert "scellés" in editor.post(here, fields).content.decode()
    assert "scellés" in editor.get(here).content.decode()
    assert Response.objects.count() == 0


def test_nothing_enters_before_opening(editor: Client, module: Module) -> None:
    closes_in(module, days=20)
    module.opens_at = timezone.now() + timezone.timedelta(days=2)
    module.save(update_fields=["opens_at"])
    page = editor.get(reverse("responses:enter", args=[module.pk])).content.decode()
    assert "pas encore ouverte" in page


@pytest.mark.parametrize(
    "spoiled",
    [{"channel": "online"}, {"token": "x"}, {"version": "0"}, {"version": "x"}],
)
def test_a_forged_form_stores_nothing(
    editor: Client, here: str, spoiled: dict[str, str]
) -> None:
    answer = editor.post(here, {**form(editor, here), **PAPER, **spoiled})
    assert answer.status_code == 422
    assert Response.objects.count() == 0


def test_an_online_answer_and_a_paper_live_together(
    editor: Client, module: Module, here: str
) -> None:
    respond(module, {NOTE.id: 1})
    editor.post(here, {**form(editor, here, token=str(uuid.uuid4())), **PAPER})
    assert Response.objects.filter(module=module).count() == 2
