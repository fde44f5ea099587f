"""« Résultats » in the menu: what every survey and idea call has received so far."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from participation.models import Contribution, Module

PUBLISHED = Q(contributions__state=Contribution.State.PUBLISHED)
READS_RESULTS = "participation.view_resultsnapshot"


class ResultsItem(MenuItem):
    """Shown to who may read results."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the menu holds this line."""
        return bool(request.user.has_perm(READS_RESULTS))


def received(module: Any) -> int | None:
    """Return what a module received; None when nobody has counted yet."""
    if module.kind != "survey":
        return int(module.ideas)
    snapshot = getattr(module, "snapshot", None)
    return snapshot.n if snapshot and snapshot.computed_at else None


@permission_required(READS_RESULTS, raise_exception=True)
def results_list(request: HttpRequest) -> HttpResponse:
    """List the modules with numbers only: nothing here is about a person."""
    now = timezone.now()
    modules = (
        Module.objects.filter(placed=True, page__live=True)
        .select_related("page", "snapshot")
        .defer("snapshot__cells", "snapshot__crossings")
        .annotate(ideas=Count("contributions", filter=PUBLISHED))
    )
    rows = [
        {
            "module": module,
            "count": received(module),
            "unit": _("réponses") if module.kind == "survey" else _("idées"),
            "phase": module.phase(now).value,
            "public": module.shows_results(now),
        }
        for module in modules
    ]
    return render(request, "admin/results.html", {"rows": rows})


class ResultsViewSet(ViewSet):
    """One page, readable by everybody who works here."""

    name = "results_list"
    url_prefix = "resultats"
    icon = "parvis-chart"
    menu_label = _("Résultats")
    menu_order = 160
    menu_item_class = ResultsItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the address."""
        return [path("", results_list, name="index")]
