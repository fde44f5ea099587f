"""What each role of a new site may do with responses."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from core.roles import ADMINISTRATOR, EDITOR, MODERATOR, READER
from participation.models import Module
from tests.responses import HEALTH, WHY, respond

# Role → what it opens.
OPENS = {
    ADMINISTRATOR: {"index", "survey", "enter", "import", "downloads", "texts"},
    EDITOR: {"index", "survey", "enter", "import", "downloads"},
    MODERATOR: {"texts"},
    READER: set(),
}


@pytest.mark.parametrize("role", OPENS)
def test_a_role_opens_its_pages_only(module: Module, role: str) -> None:
    respond(module, {}, texts={WHY.id: "Trop de bruit", HEALTH.id: "Asthme"})
    user: Any = get_user_model().objects.create_user("amel")
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    pages = {
        "index": reverse("responses:index"),
        "texts": reverse("texts:index"),
        **{
            name: reverse(f"responses:{name}", args=[module.pk])
            for name in ("survey", "enter", "import", "downloads")
        },
    }
    opened = {
        name for name, page in pages.items() if client.get(page).status_code == 200
    }
    assert opened == OPENS[role]
    shown = reverse("responses:response", args=[module.responses.get().pk])
    sees = "Asthme" in client.get(shown).content.decode()
    assert sees == (role == ADMINISTRATOR)
