"""Staff try the draft of a survey as people will answer it; nothing is stored."""

from __future__ import annotations

import uuid

import pytest

from consultations.models import Response, SavedDraft
from participation.models import Module
from tests.build import consultation_page

pytestmark = pytest.mark.django_db

BLOCK = str(uuid.uuid4())


def question(kind, label, **fields):
    return {
        "type": kind,
        "id": str(uuid.uuid4()),
        "value": {"label": label, "help": "", "confidential": False, "condition": None}
        | fields,
    }


def section(title):
    return {
        "type": "section",
        "id": str(uuid.uuid4()),
        "value": {"title": title, "intro": ""},
    }


@pytest.fixture
def draft(db):
    """A page that is not published yet, with a survey in its draft."""
    page = consultation_page(title="Brouillon", live=False)
    page.body = [
        {
            "type": "survey",
            "id": BLOCK,
            "value": {
                "title": "Vos trajets",
                "intro": "",
                "thanks": "<p>Merci beaucoup.</p>",
                "by_steps": True,
                "questions": [
                    section("Un"),
                    question("short", "Où ?", required=True),
                    section("Deux"),
                    question("long", "Pourquoi ?", required=False),
                ],
            },
        }
    ]
    page.save_revision()
    return page


def address(page):
    return f"/participer/apercu/{page.pk}/{BLOCK}/"


def field_of(person, tag):
    """Return the name of the first input of the page."""
    import re

    return re.search(rf'<{tag} [^>]*name="(q-[^"]+)"', person.text).group(1)


def test_staff_try_the_whole_draft_and_nothing_is_stored(person, admin_client, draft):
    person.client = admin_client
    person.open(address(draft))
    assert "Aperçu du brouillon" in person.text
    assert "Partie 1 sur 2" in person.text

    person.press("suite")
    assert person.response.status_code == 422
    person.press("suite", **{field_of(person, "input"): "Ici"})
    assert "Partie 2 sur 2" in person.text
    person.press("suite", **{field_of(person, "textarea"): "Parce que."})

    assert "Tout est valable" in person.text
    assert "Merci beaucoup." in person.text
    assert "Ici" in person.text
    assert not Response.objects.exists()
    assert not SavedDraft.objects.exists()
    assert not Module.objects.exists()


def test_going_back_keeps_what_was_tried(person, admin_client, draft):
    person.client = admin_client
    person.open(address(draft)).press("suite")
    person.press("suite", **{field_of(person, "input"): "Ici"}).press("avant")

    assert 'value="Ici"' in person.text


def test_a_draft_is_not_for_everybody(client, draft):
    response = client.get(address(draft))

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_a_reader_without_the_right_to_edit_is_refused(
    client, django_user_model, draft
):
    client.force_login(django_user_model.objects.create_user("lea", password="x"))

    assert client.get(address(draft)).status_code == 403


def test_a_block_that_is_no_survey_is_not_found(admin_client, draft):
    address_ = f"/participer/apercu/{draft.pk}/{uuid.uuid4()}/"

    assert admin_client.get(address_).status_code == 404


def test_the_preview_of_the_page_leads_to_the_survey_of_the_draft(admin_client, draft):
    shown = admin_client.get(f"/admin/pages/{draft.pk}/view_draft/")

    assert address(draft) in shown.content.decode()
