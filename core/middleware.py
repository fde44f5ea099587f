"""Headers that every response carries, and the answer to excess."""

from __future__ import annotations

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core import views
from core.limits import TooMany


class SecurityHeaders(CSPMiddleware):
    """A strict content policy for the public, a looser one for the editor.

    Wagtail's editor prints inline scripts (date pickers) and styles.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponseBase:
        """Add the content policy; keep the admin out of every cache."""
        if request.path.startswith("/admin/"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]  # type: ignore[attr-defined]
            response.setdefault("Cache-Control", "private, no-store")
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=()"
        )
        return super().process_response(request, response)


class TooManyRequests:
    """A page of our own for who went over a limit outside of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer 429, with the delay."""
        if isinstance(exception, TooMany):
            return views.too_many(request, exception)
        return None
