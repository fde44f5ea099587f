"""Health and error pages."""

from __future__ import annotations

import math
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.static import serve

from core import colours
from core.limits import TooMany


@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when database and migrations are fine, 503 otherwise."""
    try:
        executor = MigrationExecutor(connection)
        fine = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Exception:  # noqa: BLE001  whatever is wrong, the answer is the same
        fine = False
    return HttpResponse(
        "ok\n" if fine else "ko\n",
        status=200 if fine else 503,
        content_type="text/plain",
    )


def theme(request: HttpRequest, colour: str, digest: str) -> HttpResponse:
    """Answer the style sheet of the authority's colour, cached for a year.

    The address holds the colour: no database, and an old page that is still in
    somebody's cache keeps its own colour.
    """
    css = colours.theme_css(f"#{colour}")
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    current = digest == colours.digest(f"#{colour}")
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if current else "public, max-age=300"
    )
    return response


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a public file; a name that no disk accepts leads nowhere."""
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:
        raise Http404 from error


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense: its host may not even be ours."""
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer someone who may not."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest, exception: TooMany) -> HttpResponse:
    """Answer somebody who did something too often; say when to come back.

    Forms catch the exception themselves and keep what was typed: this page is for
    what is not a form.
    """
    minutes = math.ceil(exception.retry_after / 60)
    response = render(request, "429.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(exception.retry_after)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """Answer while the database does not; touches no database."""
    response = HttpResponse(render_to_string("503.html"), status=503)
    response["Retry-After"] = "120"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke on our side; touches no database.

    When it is the database that does not answer, the site is only away: 503.
    """
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        return unavailable(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from this site."""
    return render(request, "403_csrf.html", status=403)
