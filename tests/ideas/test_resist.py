"""What a hostile hand sends changes no count and breaks no page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Support
from tests.build import guarded
from tests.ideas.scene import an_idea, idea_call

pytestmark = pytest.mark.django_db


def test_one_form_sent_fifty_times_without_cookies_is_one_support() -> None:
    module = idea_call()
    idea = an_idea(module)
    form = guarded(module, geste="soutenir")

    for _ in range(50):
        Client().post(reverse("ideas:support", args=[idea.pk]), form)

    idea.refresh_from_db()
    assert idea.supports_count == 1
    assert Support.objects.count() == 1


@pytest.mark.parametrize("number", [2**63, 10**20])
def test_a_number_that_no_idea_has_leads_nowhere(client: Client, number: int) -> None:
    assert client.get(f"/idees/{number}-x/").status_code == 404
    assert client.get(f"/idees/{number}/soutenir/").status_code == 404


def test_a_file_name_that_no_disk_accepts_leads_nowhere(client: Client) -> None:
    assert client.get(f"/media/idees/{'a' * 5000}").status_code == 404
