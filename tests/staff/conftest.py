"""Members of staff, each with the rights of a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from participation.models import Module
from tests.build import survey_module
from tests.responses import survey

ALL_RIGHTS = (
    "view_response",
    "export_response",
    "enter_response",
    "annul_response",
    "see_confidential",
    "change_textanswer",
    "export_followupcontact",
)
Staff = Callable[..., Client]


@pytest.fixture
def staff(db: None) -> Staff:
    """Log in someone who has some rights on a page: `staff("view_response")`."""

    def log_in(*rights: str, page: Page | None = None, name: str = "amel") -> Client:
        group = Group.objects.create(name=name)
        group.permissions.set(
            Permission.objects.filter(codename__in=(*rights, "access_admin"))
        )
        where = page or Page.objects.get(depth=1)
        GroupPagePermission.objects.create(
            group=group,
            page=where,
            permission=Permission.objects.get(
                codename="change_page", content_type__app_label="wagtailcore"
            ),
        )
        user: Any = get_user_model().objects.create_user(name, password="x")
        user.groups.add(group)
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def editor(staff: Staff) -> Client:
    """Someone who may do everything with responses."""
    return staff(*ALL_RIGHTS)


@pytest.fixture
def module(db: None) -> Module:
    """An open survey of every kind of question."""
    return survey_module(survey())
