"""The one address where a person takes part in any module."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from participation.models import Module


@never_cache
def participate(request: HttpRequest, module_id: UUID) -> HttpResponse:
    """Hand the request to the module's kind.

    A module that left its page, or whose page is not published, does not exist
    for the public. One that is closed does: it says since when.
    """
    module = get_object_or_404(Module.objects.placed().with_page_state(), pk=module_id)
    refuse_cross_site(request)
    check_reader(request, module)
    return module.behaviour.participate(request, module)


def check_reader(request: HttpRequest, module: Any) -> None:
    """Hide the modules of a private page from those who may not read it."""
    # Read along with the module, or looked for when it came another way.
    if not getattr(module, "on_private_page", True):
        return
    restrictions = module.page.get_view_restrictions()
    if not all(item.accept_request(request) for item in restrictions):
        raise Http404


def private(response: HttpResponse) -> HttpResponse:
    """Keep an address that holds a secret out of engines and referrers."""
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


def refuse_cross_site(request: HttpRequest) -> None:
    """Refuse a form sent from another site, before Django's own check."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in {
        "cross-site",
        "same-site",
    }:
        raise PermissionDenied
