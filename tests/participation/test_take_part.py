"""The address where a person takes part: who may open it, and what it refuses."""

import base64

import pytest
from django.contrib.auth.models import User
from wagtail.models import PageViewRestriction

from consultations.models import Response
from consultations.survey.definition import Question, Section, Survey
from tests.build import guarded, survey_module

pytestmark = pytest.mark.django_db

WORD = Question("5b1f3a52-0d55-4e55-8a0b-52e7c1b6a001", "short", "Un mot ?")


@pytest.fixture
def module():
    section = Section("s", "", items=(WORD,))
    return survey_module(Survey("Vos trajets", by_steps=False, sections=(section,)))


@pytest.fixture
def url(module):
    return f"/participer/{module.pk}/"


def test_the_module_of_a_private_page_is_hidden_from_strangers(client, module, url):
    assert client.get(url).status_code == 200
    PageViewRestriction.objects.create(
        page=module.page, restriction_type=PageViewRestriction.LOGIN
    )

    assert client.get(url).status_code == 404
    assert client.post(url, guarded(module)).status_code == 404
    client.force_login(User.objects.create_user("member"))
    assert client.get(url).status_code == 200


def test_a_form_of_another_site_is_refused(client, module, url):
    answer = client.post(url, guarded(module), headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert not Response.objects.exists()


def test_a_proof_nested_without_end_is_a_wrong_proof(client, module, url):
    deep = base64.b64encode(b"[" * 1490).decode()

    answer = client.post(url, guarded(module, guard_answer="", altcha=deep))

    assert answer.status_code == 422
    assert not Response.objects.exists()


def test_an_unknown_module_does_not_exist(client):
    unknown = "/participer/00000000-0000-4000-8000-000000000000/"

    assert client.get(unknown).status_code == 404
