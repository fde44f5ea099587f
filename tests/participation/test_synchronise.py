"""A published block is a module; a draft, a copy or an undo harms no answer.

The traps were met on prototypes: docs/architecture.md tells them.
"""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page

from consultations.models import Choice, ConsultationPage, Question, Response
from participation.models import Module, ModuleVersion
from tests.build import consultation_page, index_page

pytestmark = pytest.mark.django_db

SURVEY = str(uuid.uuid4())
WALK, BIKE = str(uuid.uuid4()), str(uuid.uuid4())


def question(block_id, label, *choices):
    return {
        "type": "single",
        "id": block_id,
        "value": {
            "label": label,
            "choices": [{"id": f"c-{label}", "label": label} for label in choices],
        },
    }


def body(*questions, survey=SURVEY):
    value = {"title": "Vos trajets", "questions": list(questions)}
    return json.dumps([{"type": "survey", "id": survey, "value": value}])


WALKING = question(WALK, "Marchez-vous ?", "Souvent", "Rarement")
CYCLING = question(BIKE, "Pédalez-vous ?", "Souvent", "Jamais")


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def page():
    return publish(consultation_page(), body=body(WALKING, CYCLING))


def respond(module, **data):
    return Response.objects.create(
        module=module, version=module.current_version, token=uuid.uuid4(), data=data
    )


def labels(**filters):
    return list(Question.objects.filter(**filters).values_list("label", flat=True))


def test_publishing_makes_a_module_with_its_questions_and_choices(page):
    module = Module.objects.get()

    assert (module.host_key, str(module.block_id)) == (page.translation_key, SURVEY)
    assert module.title == "Vos trajets"
    assert module.current_version.number == 1
    assert labels() == ["Marchez-vous ?", "Pédalez-vous ?"]
    assert Choice.objects.count() == 4
    assert module.is_open(timezone.now())


def test_a_page_that_was_never_published_has_no_module():
    page = ConsultationPage(title="Brouillon", slug="brouillon", live=False)
    page.body = body(WALKING)
    index_page().add_child(instance=page)
    page.save_revision()

    assert not Module.objects.exists()


def test_a_draft_leaks_nothing_however_often_it_is_saved(page):
    changed = question(WALK, "BROUILLON", "Souvent")
    for _ in range(3):
        page.body = body(changed)
        page.title = "BROUILLON"
        page.save_revision(clean=False)

    assert labels(retired_at=None) == ["Marchez-vous ?", "Pédalez-vous ?"]
    assert ModuleVersion.objects.count() == 1


def test_autosave_rewrites_its_revision_and_nothing_else(page):
    page.body = body(question(WALK, "Premier jet", "Souvent"))
    revision = page.save_revision(clean=False)
    page.body = body(question(WALK, "Second jet", "Souvent"))
    page.save_revision(clean=False, overwrite_revision=revision)

    assert labels(retired_at=None) == ["Marchez-vous ?", "Pédalez-vous ?"]
    assert ModuleVersion.objects.count() == 1


def test_a_wording_is_corrected_without_losing_an_answer(page):
    module = Module.objects.get()
    respond(module, **{WALK: "c-Souvent"})

    publish(
        page,
        body=body(
            question(WALK, "Marchez-vous souvent ?", "Souvent", "Rarement"), CYCLING
        ),
    )

    module.refresh_from_db()
    corrected = Question.objects.get(block_id=WALK)
    assert module.current_version.number == 2
    assert corrected.label == "Marchez-vous souvent ?"
    assert corrected.reworded_at is not None
    assert Response.objects.get().version.number == 1


def test_publishing_an_unchanged_page_makes_no_version(
    page, django_assert_max_num_queries
):
    publish(page)

    assert ModuleVersion.objects.count() == 1


def test_a_deleted_question_is_retired_and_comes_back_with_its_answers(page):
    module = Module.objects.get()
    respond(module, **{BIKE: "c-Jamais"})
    before = page.latest_revision

    publish(page, body=body(WALKING))
    assert Question.objects.get(block_id=BIKE).retired_at is not None
    assert Choice.objects.filter(retired_at=None).count() == 2

    before.publish()
    assert Question.objects.get(block_id=BIKE).retired_at is None
    assert Response.objects.get().data == {BIKE: "c-Jamais"}
    assert Module.objects.get() == module


def test_a_deleted_choice_is_retired(page):
    publish(page, body=body(question(WALK, "Marchez-vous ?", "Souvent"), CYCLING))

    retired = Choice.objects.exclude(retired_at=None)
    assert [choice.label for choice in retired] == ["Rarement"]


def test_a_deleted_block_closes_its_module_and_keeps_the_answers(page):
    respond(Module.objects.get())
    before = page.latest_revision

    publish(page, body="[]")
    module = Module.objects.get()
    assert not module.placed
    assert not module.is_open(timezone.now())
    assert module.responses.count() == 1

    before.publish()
    module.refresh_from_db()
    assert module.is_open(timezone.now())


def test_an_unpublished_page_closes_its_modules(page):
    page.unpublish()

    assert not Module.objects.get().is_open(timezone.now())
    assert not Module.objects.open(timezone.now()).exists()


def test_a_deleted_page_leaves_its_answers(page):
    respond(Module.objects.get())

    page.delete()

    module = Module.objects.get()
    assert module.page is None
    assert module.responses.count() == 1
    assert not module.is_open(timezone.now())


def test_a_copy_starts_empty_and_leaves_the_original_alone(page):
    original = Module.objects.get()
    respond(original)

    copy = page.copy(update_attrs={"slug": "copie", "title": "Copie"})

    module = Module.objects.exclude(pk=original.pk).get()
    assert module.page_id == copy.pk
    assert module.block_id == original.block_id
    assert module.responses.count() == 0
    assert original.responses.count() == 1
    assert module.pepper != original.pepper


def test_an_alias_shares_the_modules_of_its_page(page):
    page.create_alias(update_slug="alias", parent=index_page())
    publish(page, title="Autre titre")

    assert Module.objects.get().page_id == page.pk


def test_a_translation_shares_the_module_and_cannot_change_it(page, settings):
    settings.WAGTAIL_I18N_ENABLED = True
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [
        ("fr", "Français"),
        ("br", "Brezhoneg"),
    ]
    breton = Locale.objects.create(language_code="br")
    translation = page.copy_for_translation(breton, copy_parents=True, alias=False)
    publish(translation, body=body(question(WALK, "Bale a rit ?", "Alies")))

    module = Module.objects.get()
    assert module.page_id == page.pk
    assert labels(retired_at=None) == ["Marchez-vous ?", "Pédalez-vous ?"]


def test_a_scheduled_page_waits_for_its_hour(page):
    page.body = body(WALKING)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    assert labels(retired_at=None) == ["Marchez-vous ?", "Pédalez-vous ?"]

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        call_command("publish_scheduled")

    assert labels(retired_at=None) == ["Marchez-vous ?"]


def test_dates_of_the_page_become_those_of_its_modules(page):
    closes_at = timezone.now() + timedelta(days=3)

    publish(page, closes_at=closes_at)

    assert Module.objects.get().closes_at == closes_at
    assert ModuleVersion.objects.count() == 1


def test_a_page_that_cannot_be_synchronised_is_not_published(page, monkeypatch):
    def fail(*args):
        raise RuntimeError("no disk")

    monkeypatch.setattr("consultations.survey.rows._write_choices", fail)
    with pytest.raises(RuntimeError):
        publish(page, title="Nouveau titre", body=body(WALKING))

    assert Page.objects.get(pk=page.pk).title == "À pied, à vélo"
    assert labels(retired_at=None) == ["Marchez-vous ?", "Pédalez-vous ?"]


@pytest.mark.django_db(transaction=True)
def test_two_publications_at_once_make_one_module(concurrently):
    page = consultation_page()
    page.body = body(WALKING, CYCLING)
    revision = page.save_revision()

    def publish_again():
        revision.publish()

    outcomes = concurrently(*[publish_again] * 4)

    assert outcomes == [None] * 4
    assert Module.objects.count() == 1
    assert ModuleVersion.objects.count() == 1
    assert Question.objects.count() == 2


def test_a_survey_of_a_hundred_questions_takes_a_dozen_statements(
    django_assert_max_num_queries,
):
    from participation.sync import synchronise

    page = consultation_page()
    page.body = body(
        *[question(str(uuid.uuid4()), f"Question {n}", *"ABCDEF") for n in range(100)]
    )
    with django_assert_max_num_queries(16):
        synchronise(page)
    assert Choice.objects.count() == 600
    with django_assert_max_num_queries(3):
        synchronise(page)
