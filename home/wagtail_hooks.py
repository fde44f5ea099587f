"""What this app adds to the admin: registration only."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from home.menu import empty_summary, shape_dashboard, shape_menu
from home.viewsets import ResultsViewSet

hooks.register("construct_main_menu", shape_menu)
hooks.register("construct_homepage_panels", shape_dashboard)
# After the apps that add their own.
hooks.register("construct_homepage_summary_items", empty_summary, order=1000)


@hooks.register("register_admin_viewset")
def results() -> ResultsViewSet:
    """Add « Résultats » to the menu."""
    return ResultsViewSet()


@hooks.register("insert_global_admin_css")
def admin_styles() -> SafeString:
    """Style the front page of the admin and the fields of the editor."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("admin/editor/editor.css")
    )
