"""Staff sign-in: as Wagtail's, but nobody may try passwords for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.admin.views.account import LoginView, PasswordResetView

from core.limits import client_address, hit

WINDOW = timedelta(minutes=15)


def _count(request: HttpRequest, scope: str, who: str, each: int, client: int) -> None:
    """Count one attempt; beyond the limit, TooMany becomes a 429 page."""
    hit(f"{scope}-client", client_address(request), limit=client, per=WINDOW)
    hit(scope, who.strip().casefold(), limit=each, per=WINDOW)


class StaffLoginView(LoginView):
    """Sign in: attempts are counted before the password is looked at."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the limit, then the password."""
        _count(request, "staff-login", request.POST.get("username", ""), 10, 50)
        return super().post(request, *args, **kwargs)


class StaffPasswordResetView(PasswordResetView):
    """Ask for a new password: nobody's mailbox is flooded."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the limit, then send the message."""
        _count(request, "staff-reset", request.POST.get("email", ""), 3, 20)
        return super().post(request, *args, **kwargs)
