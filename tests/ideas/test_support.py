"""A person supports an idea, once, and may change their mind."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.ideas import actions
from consultations.ideas.voters import COOKIE
from consultations.models import Idea, Support
from tests.build import closes_in, guarded
from tests.ideas.scene import an_idea, idea_call

pytestmark = pytest.mark.django_db


def support_url(idea: Idea) -> str:
    return reverse("ideas:support", args=[idea.pk])


def count(idea: Idea) -> int:
    idea.refresh_from_db()
    return idea.supports_count


def test_the_page_asks_before_it_counts(client: Client) -> None:
    idea = an_idea(idea_call())

    page = client.get(support_url(idea))

    assert "Je soutiens cette idée" in page.content.decode()
    assert "n’est pas un vote" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert COOKIE not in page.cookies
    assert count(idea) == 0


def test_a_support_counts_once_for_a_browser(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)

    first = client.post(support_url(idea), guarded(module, geste="soutenir"))
    client.post(support_url(idea), guarded(module, geste="soutenir"))

    assert first.status_code == 303
    assert first.cookies[COOKIE]["httponly"]
    assert count(idea) == 1
    assert Support.objects.count() == 1
    assert "Votre soutien est compté" in client.get(first["Location"]).content.decode()


def test_a_support_can_be_taken_back(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    client.post(support_url(idea), guarded(module, geste="soutenir"))

    assert "Retirer mon soutien" in client.get(support_url(idea)).content.decode()
    client.post(support_url(idea), guarded(module, geste="retirer"))

    assert count(idea) == 0
    assert not Support.objects.exists()


def test_the_counter_never_goes_below_the_truth(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)

    client.post(support_url(idea), guarded(module, geste="retirer"))

    assert count(idea) == 0


def test_a_forged_cookie_is_somebody_new(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    client.cookies[COOKIE] = "quelqu-un-d-autre"

    client.post(support_url(idea), guarded(module, geste="soutenir"))

    assert count(idea) == 1


def test_a_support_without_the_form_is_refused(client: Client) -> None:
    idea = an_idea(idea_call())

    answer = client.post(support_url(idea), {"geste": "soutenir"})

    assert answer.status_code == 422
    assert count(idea) == 0


def test_verified_supports_send_to_the_address_first(client: Client) -> None:
    idea = an_idea(idea_call(support_level="email"))

    answer = client.get(support_url(idea))

    assert answer.status_code == 302
    assert "suite=" in answer["Location"]


def test_one_address_is_one_voice_from_two_browsers() -> None:
    module = idea_call(support_level="email")
    idea = an_idea(module)
    for _browser in range(2):
        client = Client()
        session = client.session
        session["verified_email"] = "ines@merlianne.example"
        session.save()
        client.post(support_url(idea), guarded(module, geste="soutenir"))

    assert count(idea) == 1


def test_nobody_supports_a_closed_call_nor_a_hidden_idea(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    hidden = an_idea(module, state="refused")
    data = guarded(module, geste="soutenir")

    assert client.post(support_url(hidden), data).status_code == 404
    closes_in(module, seconds=-1)
    assert client.post(support_url(idea), data).status_code == 302
    assert not Support.objects.exists()


def test_supports_from_one_connection_have_a_limit(client: Client) -> None:
    module = idea_call()
    idea = an_idea(module)
    statuses = set()
    for _time in range(61):
        client.cookies.clear()
        answer = client.post(support_url(idea), guarded(module, geste="soutenir"))
        statuses.add(answer.status_code)

    assert statuses == {303, 429}
    assert count(idea) <= 60


@pytest.mark.django_db(transaction=True)
def test_twenty_clicks_of_one_person_at_once_count_one(concurrently: Any) -> None:
    idea = an_idea(idea_call())

    results = concurrently(
        *[lambda: actions.support(idea, "une-personne", uuid.uuid4())] * 20
    )

    assert sorted(results) == [False] * 19 + [True]
    assert count(idea) == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_people_at_once_count_twenty(concurrently: Any) -> None:
    idea = an_idea(idea_call())

    def by(person: int) -> Any:
        return lambda: actions.support(idea, f"personne-{person}", uuid.uuid4())

    results = concurrently(*[by(person) for person in range(20)])

    assert results == [True] * 20
    assert count(idea) == Support.objects.count() == 20
