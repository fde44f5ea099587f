"""The menu of the admin and its front page, by what a person may do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from home.today import today_of

RUNS_THE_SITE = "core.change_siteidentity"
EDITS_PAGES = ("add", "change", "publish")
RENAMED = {
    "explorer": _("Le site"),
    "snippets": _("Lieux et thèmes"),
    "settings": _("Réglages"),
}
# Wagtail's own pages about itself, in English or out of place here.
HIDDEN = frozenset({"help"})
FOR_ADMINISTRATORS = frozenset({"reports", "settings", "snippets"})
MEDIA = ("images", "documents")


def shape_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Rename, group and hide lines of the menu."""
    hidden = set(HIDDEN)
    if not request.user.has_perm(RUNS_THE_SITE):
        hidden |= FOR_ADMINISTRATORS
    if not edits_pages(request.user):
        hidden.add("explorer")
    items[:] = [item for item in items if item.name not in hidden]
    for item in items:
        item.label = RENAMED.get(item.name, item.label)
    group_media(items)


def edits_pages(user: Any) -> bool:
    """Whether a person writes pages: locking them is not enough."""
    return bool(page_permission_policy.user_has_any_permission(user, EDITS_PAGES))


def group_media(items: list[MenuItem]) -> None:
    """Put images and documents under « Médias »."""
    media = [item for item in items if item.name in MEDIA]
    if len(media) < 2:
        return
    for item in media:
        items.remove(item)
    items.append(
        SubmenuMenuItem(
            _("Médias"), Menu(items=media), name="media", icon_name="image", order=300
        )
    )


class TodayPanel(Component):
    """« À faire aujourd'hui », first on the front page of the admin."""

    name = "today"
    template_name = "admin/today.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Give the lines of the person who is signed in."""
        user = parent_context["request"].user
        return {"today": today_of(user, timezone.now())}


def shape_dashboard(request: HttpRequest, panels: list[Component]) -> None:
    """Put « À faire aujourd'hui » first; it has the pages to approve already."""
    panels[:] = [
        TodayPanel(),
        *(panel for panel in panels if panel.name != "workflow_objects_to_moderate"),
    ]


def empty_summary(request: HttpRequest, items: list[Component]) -> None:
    """Count neither pages nor images: nobody needs to know."""
    items.clear()
