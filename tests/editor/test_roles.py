"""Four roles: what each one sees in the menu, and may do."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu
from wagtail.models import Workflow

from core.roles import ADMINISTRATOR, EDITOR, MODERATOR, READER, ROLES, WORKFLOW
from tests.build import consultation_page

pytestmark = pytest.mark.django_db


def member(role: str) -> Any:
    """Return somebody with this role."""
    user = get_user_model().objects.create_user(username=role, password="x")
    user.groups.add(Group.objects.get(name=role))
    return user


def menu_of(role: str) -> list[str]:
    """Return the labels of the menu that a role sees."""
    # The address first: view sets add their lines when addresses are read.
    request = RequestFactory().get(reverse("wagtailadmin_home"))
    request.user = member(role)
    items = admin_menu.menu_items_for_request(request)
    return [str(item.label) for item in sorted(items, key=lambda item: item.order)]


@pytest.mark.parametrize(
    ("role", "lines"),
    [
        (
            ADMINISTRATOR,
            [
                "Le site",
                "Participation",
                "Résultats",
                "Médias",
                "Lieux et thèmes",
                "Rapports",
                "Réglages",
            ],
        ),
        (EDITOR, ["Le site", "Participation", "Résultats", "Médias"]),
        (MODERATOR, ["Participation", "Résultats"]),
        (READER, ["Résultats"]),
    ],
)
def test_each_role_has_its_menu(role: str, lines: list[str]) -> None:
    assert menu_of(role) == lines


@pytest.mark.parametrize(
    ("role", "edits", "publishes"),
    [
        (ADMINISTRATOR, True, True),
        (EDITOR, True, False),
        (MODERATOR, False, False),
        (READER, False, False),
    ],
)
def test_each_role_has_its_rights_on_a_page(
    role: str, edits: bool, publishes: bool, client: Any
) -> None:
    page = consultation_page()
    user = member(role)
    rights = page.permissions_for_user(user)
    assert (rights.can_edit(), rights.can_publish()) == (edits, publishes)
    client.force_login(user)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert (response.status_code == 200) is edits


def test_an_editor_submits_to_the_workflow() -> None:
    page = consultation_page()
    assert page.permissions_for_user(member(EDITOR)).can_submit_for_moderation()
    assert page.get_workflow().name == WORKFLOW
    assert not Workflow.objects.filter(name="Moderators approval").exists()


def test_every_role_opens_the_front_page_of_the_admin(client: Any) -> None:
    for role in ROLES:
        client.force_login(member(role))
        response = client.get(reverse("wagtailadmin_home"))
        assert response.status_code == 200
        assert "À faire aujourd’hui" in response.content.decode()


def test_a_reader_reads_numbers_and_no_person(client: Any) -> None:
    client.force_login(member(READER))
    assert client.get(reverse("results_list:index")).status_code == 200
    assert client.get(reverse("responses:index")).status_code in (302, 403)


def test_roles_may_be_created_twice_and_removed() -> None:
    from importlib import import_module

    migration = import_module("home.migrations.0002_roles")
    before = Group.objects.get(name=EDITOR).permissions.count()
    migration.create_roles(apps, None)
    assert Group.objects.get(name=EDITOR).permissions.count() == before
    migration.remove_roles(apps, None)
    assert set(Group.objects.values_list("name", flat=True)) == {
        "Moderators",
        "Editors",
    }
    assert Workflow.objects.filter(name="Moderators approval").exists()
