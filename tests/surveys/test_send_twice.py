"""The same form sent twice stores once, whatever the haste."""

from __future__ import annotations

import pytest
from django.test import Client

from consultations.models import Response, TextAnswer
from consultations.survey.definition import Question
from participation.models import IdentityLevel, Participation
from tests.build import closes_in, guarded, survey_module
from tests.surveys.conftest import one_page, url
from tests.surveys.d2 import new_id

WORD = Question(new_id(), "short", "Un mot ?", required=True)


@pytest.fixture
def module(db):
    return survey_module(one_page(WORD))


def answered(module):
    return guarded(module, **{f"q-{WORD.id}": "Oui"})


def test_sending_again_shows_the_same_receipt(client, module):
    form = answered(module)

    first, second = client.post(url(module), form), client.post(url(module), form)

    assert first.url == second.url
    assert client.get(first.url).content == client.get(second.url).content
    assert Response.objects.count() == 1
    assert TextAnswer.objects.count() == 1


def test_sending_again_after_the_closing_still_shows_the_receipt(client, module):
    form = answered(module)
    first = client.post(url(module), form)
    closes_in(module, seconds=-1)

    second = client.post(url(module), form)

    assert (second.status_code, second.url) == (303, first.url)


@pytest.mark.django_db(transaction=True)
def test_a_hurried_double_click_stores_once(concurrently):
    module = survey_module(one_page(WORD))
    form = answered(module)

    sent = concurrently(*[lambda: Client().post(url(module), form)] * 6)

    assert {response.status_code for response in sent} == {303}
    assert len({response.url for response in sent}) == 1
    assert Response.objects.count() == 1
    assert TextAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_people_at_once_store_six_responses(concurrently):
    module = survey_module(one_page(WORD))

    def send():
        return Client().post(url(module), answered(module))

    sent = concurrently(*[send] * 6)

    assert len({response.url for response in sent}) == 6
    assert Response.objects.count() == 6


# -- One voice per person -----------------------------------------------------------------


def verified(client, email="ines@example.org"):
    session = client.session
    session["verified_email"] = email
    session.save()
    return client


@pytest.fixture
def by_email(db):
    return survey_module(one_page(WORD), identity_level=IdentityLevel.EMAIL)


def test_a_person_is_identified_before_the_form_is_filled(client, by_email):
    response = client.get(url(by_email))

    assert response.status_code == 302
    assert response.url.startswith("/adresse-electronique/?suite=%2Fparticiper%2F")


def test_a_verified_person_answers_once(client, by_email):
    verified(client)
    first = client.post(url(by_email), answered(by_email))

    again = client.get(url(by_email))
    second = client.post(url(by_email), answered(by_email))

    assert first.status_code == 303
    assert "Vous avez déjà répondu" in again.content.decode()
    assert second.status_code == 409
    assert "Oui" in second.content.decode(), "the words are given back"
    assert Response.objects.count() == 1


def test_nothing_links_the_voice_to_the_answers(client, by_email):
    client.post(url(verified(client) and by_email), answered(by_email))

    voice, response = Participation.objects.get(), Response.objects.get()
    assert "ines" not in voice.voter_key
    assert voice.token != response.token


def test_words_survive_when_the_proof_has_expired(client, by_email):
    sent = client.post(url(by_email), answered(by_email))
    assert sent.status_code == 302
    assert "suite=%2Fparticiper%2F" in sent.url

    verified(client)
    from urllib.parse import parse_qs, urlsplit

    back = parse_qs(urlsplit(sent.url).query)["suite"][0]
    assert 'value="Oui"' in client.get(back).content.decode()
