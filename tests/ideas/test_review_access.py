"""Ideas nobody has read yet are named only to those who decide on them."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from core.roles import READER
from tests.ideas.scene import an_idea, idea_call

pytestmark = pytest.mark.django_db
BULK = "/admin/bulk/consultations/idea"


def test_a_reader_learns_no_title(client: Client) -> None:
    an_idea(idea_call(), title="Secret", state="pending")
    user = get_user_model().objects.create_user("lea", password="x" * 12)
    user.groups.add(Group.objects.get(name=READER))
    client.force_login(user)

    assert client.get("/admin/snippets/choose/consultations/idea/").status_code == 404
    for action in ("publish_ideas", "refuse_ideas", "delete"):
        answer = client.get(f"{BULK}/{action}/?id=all")
        assert answer.status_code in (302, 403)
        assert "Secret" not in answer.content.decode()


def test_a_wrong_number_is_not_found(admin_client: Client) -> None:
    idea = an_idea(idea_call())
    long = "9" * 20
    edit = f"/admin/participation/idees/edit/{long}/"
    assert admin_client.get(edit).status_code == 404
    for wrong in ("abc", long):
        assert admin_client.get(f"{BULK}/refuse_ideas/?id={wrong}").status_code == 404
    assert admin_client.get(f"{BULK}/delete/?id={idea.pk}").status_code == 200
    admin_client.post(f"{BULK}/delete/?id={idea.pk}")
    assert not type(idea).objects.exists()
