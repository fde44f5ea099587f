"""What this app adds to the editor's screens: registration only."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from consultations.ideas.access import IdeaPermissionPolicy
from consultations.ideas.bulk_actions import PublishIdeas, RefuseIdeas
from consultations.ideas.journal import name_log_actions
from consultations.menu import ParticipationGroup
from consultations.models import Idea
from consultations.survey.actions import register_journal
from consultations.viewsets import (
    ConsultationViewSet,
    ask_before_publishing,
    confirm_publication,
)

hooks.register("register_bulk_action", PublishIdeas)
hooks.register("register_bulk_action", RefuseIdeas)
hooks.register("register_log_actions", name_log_actions)
register_permission_policy(Idea, IdeaPermissionPolicy(Idea))
hooks.register("before_publish_page", ask_before_publishing)
hooks.register("register_log_actions", register_journal)


@hooks.register("register_admin_viewset")
def viewsets() -> list[object]:
    """Add the editor's screen of a démarche, and the staff's listings."""
    return [ConsultationViewSet(), ParticipationGroup()]


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Add the page that asks before answered elements leave."""
    return [
        path(
            "demarches/<int:page_id>/publier/",
            confirm_publication,
            name="consultation_confirm_publication",
        )
    ]


@hooks.register("insert_editor_js")
def editor_scripts() -> SafeString:
    """Add « Annuler » after a deletion, and the links of the checklist."""
    names = ("undo", "checklist")
    return format_html_join(
        "\n",
        '<script src="{}"></script>',
        ((static(f"admin/editor/{name}.js"),) for name in names),
    )


@hooks.register("register_icons")
def icons(found: list[str]) -> list[str]:
    """Add our icons."""
    return [
        *found,
        *(f"admin/icons/{name}.svg" for name in ("chart", "star", "survey")),
    ]
