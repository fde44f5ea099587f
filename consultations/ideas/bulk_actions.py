"""Publishing or refusing several ideas at once, from the listing."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from consultations.ideas import actions
from consultations.ideas.admin_forms import RefuseForm
from consultations.ideas.rules import refusal
from consultations.models import Idea


class IdeaBulkAction(SnippetBulkAction):
    """What both share: the permission to change each idea."""

    models = [Idea]

    def check_perm(self, idea: Idea) -> bool:
        """Whether the user may decide on this idea."""
        return bool(
            self.permission_policy.user_has_permission_for_instance(
                self.request.user, "change", idea
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
