"""From a draft to a published page, through the forms of the admin."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from consultations.leaving import leaving
from consultations.models import ConsultationPage, Response
from participation.models import Module
from tests.build import consultation_page, index_page
from tests.editor.support import complete, question, rows

pytestmark = pytest.mark.django_db

KEPT, REMOVED = str(uuid.uuid4()), str(uuid.uuid4())


def body(*questions: dict[str, Any], block_id: str | None = None) -> str:
    """Return the stored body of a page with one survey."""
    block = {
        "type": "survey",
        "id": block_id or str(uuid.uuid4()),
        "value": {"title": "Vos trajets", "questions": list(questions)},
    }
    return json.dumps([block])


@pytest.fixture
def admin(client: Any) -> Any:
    """A client signed in as somebody who may do everything."""
    client.force_login(get_user_model().objects.create_superuser("admin"))
    return client


def form_of(admin: Any, page: ConsultationPage) -> dict[str, Any]:
    """Return what the browser would send if nothing were changed."""
    view = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    form = view.context["form"]
    data = {}
    for bound in form:
        if bound.name not in ("body", "outcomes"):
            data[bound.html_name] = bound.value() if bound.value() is not None else ""
    for formset in form.formsets.values():
        for bound in formset.management_form:
            data[bound.html_name] = bound.value()
    stream = form["body"].value()
    return {key: value for key, value in data.items() if value is not False} | {
        **stream_data("body", stream),
        "outcomes-count": "0",
        "territories": [],
        "topics": [],
    }


def stream_data(prefix: str, stream: Any) -> dict[str, Any]:
    """Return the fields of the surveys of a body."""
    data = {f"{prefix}-count": len(stream)}
    for index, child in enumerate(stream):
        start = f"{prefix}-{index}"
        data |= child_data(start, index, child)
        value = child.value
        data |= {
            f"{start}-value-title": value["title"],
            f"{start}-value-intro": "null",
            f"{start}-value-thanks": "null",
            f"{start}-value-identity_level": value["identity_level"],
            f"{start}-value-results_visibility": value["results_visibility"],
            f"{start}-value-moderation": value["moderation"],
            f"{start}-value-questions-count": len(value["questions"]),
        }
        for position, item in enumerate(value["questions"]):
            inner = f"{start}-value-questions-{position}"
            data |= child_data(inner, position, item)
            data |= {
                f"{inner}-value-label": item.value["label"],
                f"{inner}-value-help": item.value["help"] or "",
                f"{inner}-value-condition": json.dumps(item.value["condition"]),
            }
            if "choices" in item.value:
                data[f"{inner}-value-choices"] = json.dumps(item.value["choices"])
    return data


def child_data(prefix: str, index: int, child: Any) -> dict[str, Any]:
    """Return the hidden fields of one block."""
    return {
        f"{prefix}-deleted": "",
        f"{prefix}-order": index,
        f"{prefix}-type": child.block_type,
        f"{prefix}-id": child.id,
    }


def post(admin: Any, page: ConsultationPage, **changes: Any) -> Any:
    """Send the editor's form."""
    data = form_of(admin, page) | changes
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def draft(**fields: Any) -> ConsultationPage:
    """Return a page that was never published."""
    page = ConsultationPage(title="À pied", slug=f"d-{uuid.uuid4().hex[:8]}", **fields)
    page.live = False
    index_page().add_child(instance=page)
    return page


def test_an_incomplete_draft_is_saved(admin: Any) -> None:
    page = draft(body=body(question("single", "", choices=rows("Oui"))))
    assert post(admin, page).status_code == 302
    assert page.get_latest_revision_as_object().body[0].block_type == "survey"


def test_an_incomplete_page_is_not_published(admin: Any) -> None:
    page = draft(body=body(question("age")))
    response = post(admin, page, **{"action-publish": "1"})
    errors = response.context["form"].errors
    assert {"summary", "opens_at", "level", "decider", "data_notice"} <= set(errors)
    page.refresh_from_db()
    assert not page.live
    assert not Module.objects.exists()


def test_a_page_with_a_question_to_complete_is_not_sent_to_review(admin: Any) -> None:
    page = draft(body=body(question("single", choices=rows("Oui"))), **complete())
    response = post(admin, page, **{"action-submit": "1"})
    assert "body" in response.context["form"].errors
    assert "À compléter : « Une question »." in response.content.decode()
    assert page.workflow_states.count() == 0


def test_a_refused_form_keeps_its_numbers(admin: Any) -> None:
    few = question("multiple", choices=rows("A", "B"), max_choices=3)
    page = draft(body=body(few), **complete())
    response = post(
        admin,
        page,
        **{"action-publish": "1", "body-0-value-questions-0-value-max_choices": "3"},
    )
    assert "body" in response.context["form"].errors
    assert "À compléter : « Une question »." in response.content.decode()


def test_a_complete_page_is_published_with_its_module(admin: Any) -> None:
    page = consultation_page(body=body(question("short")), **complete())
    page.unpublish()
    assert post(admin, page, **{"action-publish": "1"}).status_code == 302
    page.refresh_from_db()
    assert page.live
    assert Module.objects.get().title == "Vos trajets"


def test_a_closing_before_the_opening_is_refused_on_its_field(admin: Any) -> None:
    page = consultation_page(body=body(question("short")), **complete())
    changes = {"opens_at": "20/12/2026 10:00", "closes_at": "02/11/2026 10:00"}
    response = post(admin, page, **changes, **{"action-publish": "1"})
    assert response.context["form"].errors["closes_at"] == [
        "La clôture doit venir après l’ouverture."
    ]


@pytest.mark.parametrize("slug", ["participer", "admin", "media"])
def test_addresses_of_the_site_are_reserved(slug: str, admin: Any) -> None:
    page = consultation_page(body=body(question("short")), **complete())
    response = post(admin, page, slug=slug)
    assert "slug" in response.context["form"].errors


@pytest.fixture
def answered(admin: Any) -> ConsultationPage:
    """A page whose two questions were answered by three people."""
    block = str(uuid.uuid4())
    questions = (
        question("single", "Le vélo ?", id=KEPT, choices=rows("Oui", "Non", "Parfois")),
        question("agree", "Le bus ?", id=REMOVED),
    )
    page = consultation_page(body=body(*questions, block_id=block), **complete())
    module = Module.objects.get()
    for choice in ("oui", "parfois", "parfois"):
        Response.objects.create(
            module=module,
            version=module.current_version,
            token=uuid.uuid4(),
            data={KEPT: choice, REMOVED: "yes"},
        )
    fewer = question("single", "Le vélo ?", id=KEPT, choices=rows("Oui", "Non"))
    page.body = body(fewer, block_id=block)
    page.save_revision()
    return page


def test_what_was_answered_leaves_after_a_confirmation(
    admin: Any, answered: ConsultationPage
) -> None:
    response = post(admin, answered, **{"action-publish": "1"})
    confirmation = reverse("consultation_confirm_publication", args=[answered.pk])
    assert response.url == confirmation
    text = admin.get(confirmation).content.decode()
    assert "Le vélo ? : Parfois" in text
    assert "Le bus ?" in text
    assert Module.objects.get().versions.count() == 1

    admin.post(confirmation)
    module = Module.objects.get()
    assert module.versions.count() == 2
    assert module.questions.get(block_id=REMOVED).retired_at is not None
    assert module.responses.count() == 3


def test_each_element_that_leaves_says_how_many_answers_it_holds(
    answered: ConsultationPage,
) -> None:
    found = {item.label: item.answers for item in leaving(answered)}
    assert found == {"Le vélo ? : Parfois": 2, "Le bus ?": 3}


def test_nobody_confirms_without_the_right_to_publish(
    client: Any, answered: ConsultationPage
) -> None:
    client.force_login(get_user_model().objects.create_user("nobody"))
    address = reverse("consultation_confirm_publication", args=[answered.pk])
    assert client.post(address).status_code in (302, 403)
    assert Module.objects.get().versions.count() == 1


def test_the_checklist_is_there_before_the_first_save(admin_client):
    address = reverse(
        "wagtailadmin_pages:add",
        args=["consultations", "consultationpage", index_page().pk],
    )

    form = admin_client.get(address)

    assert form.status_code == 200
    assert 'data-side-panel="checklist"' in form.content.decode()
