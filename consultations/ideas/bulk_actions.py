"""Publishing or refusing several ideas at once, from the listing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from consultations.ideas import actions
from consultations.ideas.access import ideas_for
from consultations.ideas.admin_forms import RefuseForm
from consultations.ideas.rules import refusal
from consultations.models import Idea


def is_number(value: str) -> bool:
    """Whether a key is one that the database can hold (64 bits)."""
    return value.isascii() and value.isdigit() and len(value) < 19


class IdeaBulkAction(SnippetBulkAction):
    """What all share: the permission, and only the ideas of one's own pages."""

    models = [Idea]
    permission = "change"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Show no title to those who may not decide."""
        if not self.permission_policy.user_has_permission(
            request.user, self.permission
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def _own_ideas(self) -> list[Idea]:
        ids = self.request.GET.getlist("id")
        ideas = ideas_for(self.request.user)
        if "all" not in ids:
            if not all(is_number(value) for value in ids):
                raise Http404
            ideas = ideas.filter(pk__in=ids)
        if not (found := list(ideas)):
            raise Http404
        return found

    def get_actionable_objects(self) -> tuple[list[Idea], dict[str, Any]]:
        """Return the ideas asked for; those of other pages are not even named."""
        return self._own_ideas, {"items_with_no_access": []}

    def check_perm(self, idea: Idea) -> bool:
        """Whether the user may decide on this idea."""
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, self.permission, idea
            )
        )


class PublishIdeas(IdeaBulkAction):
    """Let everybody read the ideas that were ticked."""

    display_name = _("Publier")
    aria_label = _("Publier les idées cochées")
    action_type = "publish_ideas"
    template_name = "consultations/ideas/admin/publish.html"
    action_priority = 10

    @classmethod
    def execute_action(cls, objects: list[Idea], **kwargs: Any) -> tuple[int, int]:
        """Publish each one, and log it."""
        for idea in objects:
            actions.publish(idea, kwargs["self"].request.user)
        return len(objects), 0

    def get_success_message(self, count: int, _children: int) -> str:
        """Say what was done."""
        return ngettext(
            "%(count)d idée publiée.", "%(count)d idées publiées.", count
        ) % {"count": count}


class RefuseIdeas(IdeaBulkAction):
    """Keep the ideas that were ticked from the public, with one reason."""

    display_name = _("Ne pas publier")
    aria_label = _("Ne pas publier les idées cochées")
    action_type = "refuse_ideas"
    template_name = "consultations/ideas/admin/refuse.html"
    form_class = RefuseForm
    classes = {"serious"}
    action_priority = 20

    @classmethod
    def execute_action(cls, objects: list[Idea], **kwargs: Any) -> tuple[int, int]:
        """Refuse each one, and log it with the reason."""
        action = kwargs["self"]
        data = action.cleaned_form.cleaned_data
        for idea in objects:
            actions.refuse(
                idea, action.request.user, refusal(data["reason"], data["detail"])
            )
        return len(objects), 0

    def get_success_message(self, count: int, _children: int) -> str:
        """Say what was done."""
        return ngettext(
            "%(count)d idée non publiée.", "%(count)d idées non publiées.", count
        ) % {"count": count}


class DeleteIdeas(IdeaBulkAction, DeleteBulkAction):
    """Wagtail's own deletion, which would name the ideas of other pages."""

    models = [Idea]
    permission = "delete"


# After Wagtail's, whose place it takes for this model.
hooks.register("register_bulk_action", DeleteIdeas, order=100)
