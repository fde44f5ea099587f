"""Who, among staff, may do what with ideas: a permission, and a page one works on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from consultations.ideas.querysets import IdeaQuerySet
from consultations.models import Idea
from participation.models import Module
from participation.querysets import ModuleQuerySet

_WORKS_ON = {"add", "change", "publish", "bulk_delete", "lock", "unlock"}


def calls_for(user: Any) -> ModuleQuerySet:
    """Return the idea calls of the pages that a member of staff works on."""
    calls: ModuleQuerySet = Module.objects.filter(kind="ideas")
    if user.is_superuser:
        return calls
    pages = page_permission_policy.instances_user_has_any_permission_for(
        user, _WORKS_ON
    )
    return calls.filter(page__in=pages.values("pk"))


def ideas_for(user: Any) -> IdeaQuerySet:
    """Return the ideas that a member of staff may open."""
    return Idea.objects.filter(module__in=calls_for(user))


class IdeaPermissionPolicy(ModelPermissionPolicy):
    """The model's permissions, on the ideas of one's own pages."""

    def user_has_permission_for_instance(
        self, user: Any, action: str, instance: Idea
    ) -> bool:
        """Whether a user may do this to this idea."""
        return (
            self.user_has_permission(user, action)
            and calls_for(user).filter(pk=instance.module_id).exists()
        )

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Collection[str], instance: Idea
    ) -> bool:
        """Whether a user may do one of these to this idea."""
        return (
            self.user_has_any_permission(user, actions)
            and calls_for(user).filter(pk=instance.module_id).exists()
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Collection[str]
    ) -> IdeaQuerySet:
        """Return the ideas to which a user may do one of these."""
        if not self.user_has_any_permission(user, actions):
            return Idea.objects.none()
        return ideas_for(user)
