"""The editor's screen of a démarche: Wagtail's, with « Avant de publier »."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from consultations.checklist import Checklist
from consultations.editing import checklist_of
from consultations.leaving import leaving
from consultations.models import ConsultationPage


class ChecklistSidePanel(BaseSidePanel):
    """« Avant de publier »: drawn again by Wagtail after each autosave."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button in the header, with the number of lines that block."""

        aria_label = _("Avant de publier")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
            """Add the number of lines that block publication."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["count"] = len(self.panel.checklist.missing)
            return context

    name = "checklist"
    title = _("Avant de publier")
    template_name = "admin/checklist.html"
    order = 50

    def __init__(self, page: Any, request: HttpRequest, form: Any) -> None:
        super().__init__(page, request)
        self.form = form

    @cached_property
    def checklist(self) -> Checklist:
        """The lines, from the draft that is being edited."""
        return checklist_of(self.object, self.form)

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add the lines, by tab."""
        context: dict[str, Any] = super().get_context_data(parent_context)
        context["checklist"] = self.checklist
        context["tabs"] = self.checklist.by_tab()
        return context


class WithChecklist:
    """A view of the editor with one more side panel."""

    page: Any
    request: HttpRequest
    form: Any

    def get_side_panels(self) -> Any:
        """Add « Avant de publier » to Wagtail's panels."""
        panels = super().get_side_panels()  # type: ignore[misc]
        panels.insert(0, ChecklistSidePanel(self.page, self.request, self.form))
        return panels


class ConsultationCreateView(WithChecklist, CreateView):
    """The form of a new démarche: the list is there from the first word on."""


class ConsultationEditView(WithChecklist, EditView):
    """The form of a démarche."""


class ConsultationViewSet(PageViewSet):
    """How démarches are listed and edited."""

    model = ConsultationPage
    name = "demarches"
    add_view_class = ConsultationCreateView
    edit_view_class = ConsultationEditView


def confirm_publication(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what a publication retires, then publish the latest draft."""
    page = get_object_or_404(ConsultationPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    revision = page.get_latest_revision()
    if request.method == "POST" and revision is not None:
        PublishPageRevisionAction(revision, user=request.user).execute()
        messages.success(request, _("La page est publiée."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    draft = page.get_latest_revision_as_object()
    return render(
        request,
        "admin/confirm_publication.html",
        {"page": draft, "leaving": leaving(draft)},
    )


def ask_before_publishing(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Send the editor to the confirmation when answered elements leave."""
    if isinstance(page, ConsultationPage) and leaving(page):
        return redirect(reverse("consultation_confirm_publication", args=[page.pk]))
    return None
