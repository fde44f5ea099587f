"""From an address to its page in two queries.

Wagtail walks down the tree, two queries a level. No page here has addresses of its
own below it, hence one look at the whole path finds the same page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.models import Page, Site, get_page_models
from wagtail.url_routing import RouteResult


class DirectRoute:
    """Find the page before Wagtail's view looks for it; it uses what is found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[str, ...], kwargs: Any
    ) -> None:
        """Remember the page of the address, if it is one that all may ask for."""
        match = request.resolver_match
        if match and match.url_name == "wagtail_serve" and args and is_plain():
            page = find(request, args[0])
            if page is not None and page.live:
                request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]


@cache
def is_plain() -> bool:
    """Whether every class of page leaves Wagtail's way of routing as it is."""
    return not settings.WAGTAIL_I18N_ENABLED and all(
        model.route is Page.route for model in get_page_models()
    )


def find(request: HttpRequest, path: str) -> Any | None:
    """Return the specific page at `path`, live or not."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    components = [component for component in path.split("/") if component]
    address = site.root_page.url_path + "".join(f"{name}/" for name in components)
    page = Page.objects.filter(
        url_path=address, path__startswith=site.root_page.path
    ).first()
    return page.specific if page else None
