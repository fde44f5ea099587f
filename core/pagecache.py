"""Whole public pages, kept ready as bytes for people without a session.

The key holds a generation number that is one row of the database, raised in the
same transaction as any change that the public sees: every process sees it at once,
without a shared cache. Only responses that their view marked with `cache_seconds`
are kept: a page nobody thought about is never shared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db.models import F
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from core.models import Generation

# Their save or deletion changes what the public sees. Pages are followed through
# their publication instead: the editor saves drafts twice a second.
SHOWN_ON_PAGES = (
    "wagtailcore.PageViewRestriction",
    "wagtailcore.Site",
    "wagtailredirects.Redirect",
    "wagtaildocs.Document",
    "core.ParvisImage",
    "core.SiteIdentity",
    "core.Territory",
    "core.Topic",
)
# What a browser may keep without asking: nothing, so that a page that closes is
# seen closed at once; it asks with the ETag and mostly receives « 304 ».
BROWSER = {"no_cache": True, "private": True}


def renew(**_signal: Any) -> None:
    """Make every kept page stale; part of the caller's transaction."""
    if not Generation.objects.filter(pk=1).update(number=F("number") + 1):
        Generation.objects.get_or_create(pk=1)


def current_generation() -> int:
    """Return the number that every kept page bears in its key."""
    numbers = Generation.objects.filter(pk=1).values_list("number", flat=True)
    return numbers.first() or 0


def listen() -> None:
    """Connect what changes public pages to `renew`; called once, at start."""
    for signal in (page_published, page_unpublished, post_page_move, page_slug_changed):
        signal.connect(renew, dispatch_uid=f"renew-{id(signal)}")
    # Deleting any page deletes its row of Page too: one signal for every type.
    post_delete.connect(
        renew, sender=apps.get_model("wagtailcore.Page"), dispatch_uid="renew-page"
    )
    for label in SHOWN_ON_PAGES:
        model = apps.get_model(label)
        post_save.connect(renew, sender=model, dispatch_uid=f"renew-save-{label}")
        post_delete.connect(renew, sender=model, dispatch_uid=f"renew-delete-{label}")


class PageCache:
    """Answer from memory what was answered a moment ago to anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Serve the kept page, or keep the one that was just made."""
        if not _is_anonymous_read(request):
            return self.get_response(request)
        # Read before rendering: a change made meanwhile makes this page stale.
        generation = current_generation()
        request.generation = generation  # type: ignore[attr-defined]
        address = hashlib.sha256(request.build_absolute_uri().encode()).hexdigest()
        key = f"{generation}:{address}"
        kept = caches["pages"].get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = self.get_response(request)
        if _may_be_shared(request, response):
            patch_cache_control(response, **BROWSER)
            caches["pages"].set(
                key,
                (response.content, dict(response.items())),  # type: ignore[attr-defined]
                response.cache_seconds,  # type: ignore[attr-defined]
            )
        return response


def _is_anonymous_read(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        # A preview runs the whole chain on the address of the live page.
        and not getattr(request, "is_dummy", False)
    )


def _may_be_shared(request: HttpRequest, response: HttpResponseBase) -> bool:
    return (
        response.status_code == 200
        and getattr(response, "cache_seconds", 0) > 0
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
    )
