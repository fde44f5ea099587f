"""The form on paper: the same questions, readable with a pen in hand."""

from __future__ import annotations

import pytest

from tests.build import consultation_page, survey_module
from tests.surveys.conftest import plain_spaces, url
from tests.surveys.d2 import D2

pytestmark = pytest.mark.django_db


def printed(client, module):
    response = client.get(f"{url(module)}imprimer/")
    assert response.status_code == 200
    return plain_spaces(response.content.decode())


def test_every_question_is_there_with_its_number(client, d2):
    html = printed(client, d2)

    for question, number in zip(D2.questions(), range(1, 13), strict=True):
        assert f"{number}. {question.label}" in html


def test_conditions_are_said_in_words(client, d2):
    assert (
        "Répondez seulement si vous avez répondu « Oui », « Plutôt oui », « Plutôt non » "
        "ou « Non » à la question 7." in printed(client, d2)
    )


def test_it_says_where_to_return_it_and_leads_online(client, db):
    module = survey_module(
        D2, consultation_page(on_paper="Au 12, place de l’Hôtel-de-Ville.")
    )

    html = printed(client, module)

    assert "Au 12, place de l’Hôtel-de-Ville." in html
    assert f"http://testserver{url(module)}" in html
    assert '<svg viewBox="0 0' in html
    assert "style=" not in html
    assert "version 1 du questionnaire" in html


def test_a_survey_that_left_its_page_is_not_printed(client, d2):
    d2.placed = False
    d2.save()

    assert client.get(f"{url(d2)}imprimer/").status_code == 404
